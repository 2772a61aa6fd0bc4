//! Words of a story that may be the names of people who work here.
//!
//! The text is read here, for [`candidates`]; the database says which of them are somebody's; [`found`] says where they
//! stand. A found name is a warning and never a refusal, so the rules may lean towards warning:
//!
//! - First and last name, of anybody in the organisation: with or without the names between, in the genitive, in lower
//!   case too. Two words that happen to be somebody's full name are rarely anything else.
//! - A given name alone, of somebody near: only with a capital. Danish writes months, days and nouns small, so "sol",
//!   "maj", "bo" and "dag" are words, while "Sol" within a sentence is a person.
//! - At the start of a sentence every word has a capital. There a given name counts too ("Merete forklarer brøker"),
//!   unless it is also an everyday word (`EVERYDAY`): "Bo i eget hjem" would warn in every unit where a Bo works, and
//!   who is warned for nothing stops reading warnings. The moderator still reads every story.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::ops::Range;

/// A word or two that may be a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Lower case: first and last name with a space between, or a given name.
    pub name: String,
    /// The bytes of the text that it was read from.
    pub range: Range<usize>,
}

/// Candidates with different names, at most. A story of 600 characters has about a hundred words; only one that is made to
/// have more candidates has them.
pub const MOST: usize = 400;
/// Characters of a candidate, at most.
pub const LONGEST: usize = 64;

/// Given names that are also everyday words of Danish or English, by which a sentence may begin.
const EVERYDAY: [&str; 53] = [
    "an", "april", "art", "ask", "august", "bill", "bjørn", "bo", "dag", "dan", "dawn", "drew", "faith", "falk",
    "frank", "fryd", "grace", "han", "hans", "hope", "håb", "jo", "joy", "juli", "june", "juni", "liv", "lykke",
    "lærke", "maj", "mark", "may", "my", "pat", "per", "ravn", "rob", "rose", "sig", "siv", "sky", "sne", "sol",
    "sommer", "sten", "stig", "storm", "sue", "tage", "tom", "vi", "vår", "will",
];

/// Small words inside names.
const PARTICLES: [&str; 9] = ["af", "al", "da", "de", "der", "du", "el", "van", "von"];

/// Names between the first and the last, at most.
const BETWEEN: usize = 3;

struct Word {
    range: Range<usize>,
    folded: String,
    capital: bool,
    /// A sentence, a line or a quotation begins here.
    opens: bool,
    /// Nothing but a space, or the dot of an initial, stands between the word before and this one.
    joined: bool,
}

/// Everything in `text` that may be a name.
#[must_use]
pub fn candidates(text: &str) -> Vec<Candidate> {
    let words = words(text);
    let mut found = Vec::new();
    let mut names = HashSet::new();
    let mut push = |name: String, range: Range<usize>| {
        if name.chars().count() <= LONGEST && (names.contains(&name) || names.len() < MOST) {
            names.insert(name.clone());
            found.push(Candidate { name, range });
        }
    };
    for (i, first) in words.iter().enumerate() {
        if first.folded.chars().count() < 2 {
            continue;
        }
        for j in i + 1..=i + 1 + BETWEEN {
            let Some(last) = words.get(j).filter(|w| w.joined) else {
                break;
            };
            let between = &words[i + 1..j];
            let range = first.range.start..last.range.end;
            if between.is_empty() || (first.capital && last.capital) {
                for last_name in owners(&last.folded) {
                    for given in givens(&first.folded) {
                        push(format!("{given} {last_name}"), range.clone());
                    }
                    // "Anne Marie Holm" for Anne-Marie Holm.
                    if let [second] = between {
                        push(format!("{}-{} {last_name}", first.folded, second.folded), range.clone());
                    }
                }
            }
            // Only names and the small words inside them stand between a first and a last name.
            if !last.capital && !PARTICLES.contains(&last.folded.as_str()) {
                break;
            }
        }
        if first.capital {
            for owner in owners(&first.folded) {
                for given in givens(owner) {
                    if !(first.opens && EVERYDAY.contains(&given)) {
                        push(given.to_owned(), first.range.clone());
                    }
                }
            }
        }
    }
    found
}

/// Where in the text the `known` names stand: sorted, without overlaps.
#[must_use]
pub fn found<S: BuildHasher>(candidates: &[Candidate], known: &HashSet<String, S>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = candidates
        .iter()
        .filter(|c| known.contains(&c.name))
        .map(|c| c.range.clone())
        .collect();
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The word itself, and without the ending of the genitive: "Jonas", "Dittes", "Ditte's".
fn owners(word: &str) -> impl Iterator<Item = &str> {
    let owner = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .or_else(|| word.strip_suffix('s'))
        .filter(|w| w.chars().count() > 1);
    std::iter::once(word).chain(owner)
}

/// The word itself, and the first of a double name: Anne Marie may be written Anne-Marie.
fn givens(word: &str) -> impl Iterator<Item = &str> {
    let first = word
        .split_once('-')
        .map(|(first, _)| first)
        .filter(|w| w.chars().count() > 1);
    std::iter::once(word).chain(first)
}

fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |at: usize| chars.get(at).map_or(text.len(), |&(byte, _)| byte);
    let letter = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_alphabetic());
    let mut words: Vec<Word> = Vec::new();
    let (mut opens, mut joined) = (true, false);
    let mut at = 0;
    while at < chars.len() {
        if !letter(at) {
            let c = chars[at].1;
            let initial = c == '.' && words.last().is_some_and(|w| w.folded.chars().count() < 3);
            opens |= matches!(
                c,
                '.' | '!' | '?' | ':' | '…' | '\n' | '"' | '»' | '«' | '“' | '”' | '„' | '('
            );
            joined &= c.is_whitespace() || initial;
            at += 1;
            continue;
        }
        let start = at;
        while letter(at) || (matches!(chars.get(at), Some((_, '-' | '\'' | '’'))) && letter(at + 1)) {
            at += 1;
        }
        let range = byte(start)..byte(at);
        words.push(Word {
            folded: text[range.clone()].to_lowercase(),
            range,
            capital: chars[start].1.is_uppercase(),
            opens,
            joined,
        });
        (opens, joined) = (false, true);
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked<'a>(text: &'a str, known: &[&str]) -> Vec<&'a str> {
        let known: HashSet<String> = known.iter().map(|&k| k.to_owned()).collect();
        found(&candidates(text), &known).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn full_names_are_found_with_and_without_the_names_between() {
        let known = ["ditte kudsk"];
        for (text, name) in [
            ("Jeg så Ditte Kudsk blive i røret.", "Ditte Kudsk"),
            ("Det var Ditte Marie Kudsk.", "Ditte Marie Kudsk"),
            ("Det var Ditte M. Kudsk.", "Ditte M. Kudsk"),
            ("Det var Ditte von der Kudsk.", "Ditte von der Kudsk"),
            ("det var ditte kudsk", "ditte kudsk"),
            ("DITTE KUDSK", "DITTE KUDSK"),
            ("Ditte Kudsks telefon", "Ditte Kudsks"),
            ("(Ditte\nKudsk)", "Ditte\nKudsk"),
        ] {
            assert_eq!(marked(text, &known), [name], "{text:?}");
        }
        assert_eq!(marked("Anne Marie Holm og", &["anne-marie holm"]), ["Anne Marie Holm"]);
        assert_eq!(marked("Anne-Marie Holm og", &["anne holm"]), ["Anne-Marie Holm"]);
    }

    #[test]
    fn two_words_that_do_not_belong_together_are_no_name() {
        let known = ["ditte kudsk"];
        for text in [
            "Først Ditte, Kudsk så",
            "Spørg Ditte. Kudsk svarede",
            "ditte og kudsk",
            "Ditte og Kudsk",
            "Ditte sagde til Kudsk",
        ] {
            assert!(marked(text, &known).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_given_name_alone_needs_a_capital() {
        assert_eq!(
            marked("Så kom Merete og Jonas' kasse", &["merete", "jonas"]),
            ["Merete", "Jonas"]
        );
        assert_eq!(
            marked("det var Meretes idé, Ditte's også", &["merete", "ditte"]),
            ["Meretes", "Ditte's"]
        );
        for (text, name) in [
            ("hun kunne bo hjemme", "bo"),
            ("en dag i maj", "maj"),
            ("i sol og regn", "sol"),
            ("en dag", "dag"),
        ] {
            assert!(marked(text, &[name]).is_empty(), "{text:?}");
        }
        assert_eq!(marked("Vi ringede til Sol om det", &["sol"]), ["Sol"]);
    }

    #[test]
    fn at_the_start_of_a_sentence_everyday_words_are_words() {
        assert_eq!(marked("Merete forklarer brøker.", &["merete"]), ["Merete"]);
        for text in [
            "Bo i eget hjem kan hun nu.",
            "Han sagde: Bo, hvor du vil",
            "Slut. Bo hjemme.",
            "»Bo her«",
            "Hun vil\nBo hjemme",
        ] {
            assert!(marked(text, &["bo"]).is_empty(), "{text:?}");
        }
        assert_eq!(marked("Slut. Så kom Bo.", &["bo"]), ["Bo"]);
        assert_eq!(
            marked("Bo Lind kom.", &["bo lind"]),
            ["Bo Lind"],
            "a full name counts everywhere"
        );
    }

    #[test]
    fn overlapping_finds_are_one_mark() {
        assert_eq!(marked("Så kom Ditte Kudsk", &["ditte", "ditte kudsk"]), ["Ditte Kudsk"]);
    }

    proptest! {
        #[test]
        fn any_text_has_few_candidates_that_stand_in_it(text in "[A-Za-zÆØÅæøå.'\\- \n]{0,600}") {
            let candidates = candidates(&text);
            let names: HashSet<_> = candidates.iter().map(|c| &c.name).collect();
            prop_assert!(names.len() <= MOST);
            for c in &candidates {
                prop_assert!(text.get(c.range.clone()).is_some());
                prop_assert!(c.name.chars().count() <= LONGEST && !c.name.ends_with(' '));
            }
            let all: HashSet<String> = names.into_iter().cloned().collect();
            let marks = found(&candidates, &all);
            prop_assert!(marks.windows(2).all(|w| w[0].end <= w[1].start));
        }
    }
}
