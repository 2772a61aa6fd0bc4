//! Words taken over as they stand: noticed, kindly, and never refused.

use super::{Body, Field};

/// Words in a row that must be the same before anybody speaks of it. In the sample's 122 interpretations two share eight words
/// with another unit's and one with the foundation, each of them a quotation; at five it is 32 runs, most of them idiom.
pub const RUN: usize = 8;

/// A field that says what another text says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    pub field: Field,
    /// The words, as they were written here.
    pub words: String,
}

/// The longest run of at least [`RUN`] words in each field that `other` has in the same order; case and punctuation do not
/// count. What is kept on purpose ([`Field::Keep`]) is no copy, and neither is a number.
#[must_use]
pub fn copied(body: &Body, other: &str) -> Vec<Copied> {
    let theirs = words(other);
    Field::ALL
        .iter()
        .filter(|field| !matches!(field, Field::Keep | Field::Participants))
        .filter_map(|&field| {
            let text = body.text(field);
            let mine = words(&text);
            let (start, length) = longest(&mine, &theirs);
            (length >= RUN).then(|| Copied {
                field,
                words: text[mine[start].0..mine[start + length - 1].1].to_owned(),
            })
        })
        .collect()
}

/// Each word with where it begins and ends.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, at, text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Where the longest common run begins in `mine`, and its length: a table row by row, at most 1,000 × 10,000 characters.
fn longest(mine: &[(usize, usize, String)], theirs: &[(usize, usize, String)]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut before = vec![0; theirs.len() + 1];
    for (i, (.., word)) in mine.iter().enumerate() {
        let mut row = vec![0; theirs.len() + 1];
        for (j, (.., other)) in theirs.iter().enumerate() {
            if word == other {
                row[j + 1] = before[j] + 1;
                if row[j + 1] > best.1 {
                    best = (i + 1 - row[j + 1], row[j + 1]);
                }
            }
        }
        before = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOVE: &str = "Vi spørger, hvad der er vigtigst i dag, og det får lov at komme først.";

    fn says(meaning: &str) -> Body {
        Body {
            meaning: meaning.into(),
            ..Body::default()
        }
    }

    #[test]
    fn a_run_of_eight_words_is_noticed_as_it_was_written() {
        let found = copied(&says("Hos os: VI SPØRGER hvad der er vigtigst i dag – altid."), ABOVE);
        assert_eq!(
            found,
            [Copied {
                field: Field::Meaning,
                words: "VI SPØRGER hvad der er vigtigst i dag".into()
            }]
        );
    }

    #[test]
    fn seven_words_and_other_words_are_not() {
        assert!(copied(&says("spørger hvad der er vigtigst i dag"), ABOVE).is_empty());
        assert!(
            copied(
                &says("Vi begynder i døren og spørger, hvad de helst vil have gjort."),
                ABOVE
            )
            .is_empty()
        );
        assert!(copied(&Body::default(), ABOVE).is_empty() && copied(&says("ord"), "").is_empty());
    }

    #[test]
    fn what_is_kept_on_purpose_is_no_copy() {
        let body = Body {
            keep: ABOVE.into(),
            stop: ABOVE.into(),
            ..Body::default()
        };
        let fields: Vec<_> = copied(&body, ABOVE).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, [Field::Stop]);
    }
}
