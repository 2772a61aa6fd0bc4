//! The words that mark the parts of an element, in Danish and English.

use crate::text::key;

/// A part of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Behaviours,
    Ties,
    Good,
    Bad,
    Dilemmas,
}

const LEADS: [&str; 9] = [
    "det betyder",
    "dette betyder",
    "det vil sige",
    "i praksis betyder det",
    "som leder betyder det",
    "som medarbejder betyder det",
    "this means",
    "that means",
    "in practice this means",
];
const TIES: [&str; 2] = ["hånd i hånd med", "hand in hand with"];
const GOOD: [&str; 6] = [
    "eksempel",
    "eksempler",
    "gode eksempler",
    "example",
    "examples",
    "good examples",
];
const BAD: [&str; 6] = [
    "dårlige eksempler",
    "modeksempler",
    "eksempler på det modsatte",
    "bad examples",
    "counterexamples",
    "counter-examples",
];
const DILEMMAS: [&str; 4] = ["dilemma", "dilemmaer", "dilemmas", "dilemma(er)"];

/// Words that may follow "Det betyder" before the list, as in "Det betyder, at du som leder:". With more, the
/// sentence says something of its own.
const LEAD_WORDS: usize = 6;

/// What a heading or a label alone on its line says.
pub(super) fn of_label(text: &str) -> Option<Section> {
    let text = bare(text);
    let text = text.as_str();
    if GOOD.contains(&text) {
        Some(Section::Good)
    } else if BAD.contains(&text) {
        Some(Section::Bad)
    } else if DILEMMAS.contains(&text) {
        Some(Section::Dilemmas)
    } else if TIES.contains(&text) {
        Some(Section::Ties)
    } else {
        lead(text)
            .filter(|lead| *lead == Lead::Alone)
            .map(|_| Section::Behaviours)
    }
}

/// How a paragraph introduces behaviours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing but the introduction.
    Alone,
    /// The introduction is part of a text that says more.
    WithText,
}

pub(super) fn lead(text: &str) -> Option<Lead> {
    let text = bare(text);
    let rest = LEADS.iter().find_map(|lead| text.strip_prefix(lead))?;
    if !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let alone = rest.split(' ').filter(|word| !word.is_empty()).count() <= LEAD_WORDS;
    Some(if alone { Lead::Alone } else { Lead::WithText })
}

/// What follows "Hånd i hånd med", and whether a colon says that it is a list of ties.
pub(super) fn ties(text: &str) -> Option<(&str, bool)> {
    let rest = TIES.iter().find_map(|ties| strip_start(text, ties))?;
    match rest.trim_start().strip_prefix(':') {
        Some(list) => Some((list.trim_start(), true)),
        None if rest.starts_with(' ') => Some((rest.trim_start(), false)),
        None => None,
    }
}

/// The section and the text of a line like "Dilemma: Når to hensyn støder sammen …".
pub(super) fn inline(text: &str) -> Option<(Section, &str)> {
    let (label, rest) = text.split_once(':')?;
    let rest = rest.trim_start();
    let section = of_label(label)?;
    let entries = matches!(section, Section::Good | Section::Bad | Section::Dilemmas);
    (entries && !rest.is_empty()).then_some((section, rest))
}

/// Whether a line of a paragraph stands for itself.
pub(super) fn begins_section(line: &str) -> bool {
    let label = line.ends_with(':') && of_label(line).is_some();
    label
        || lead(line) == Some(Lead::Alone)
        || matches!(ties(line), Some((_, true)))
        || inline(line).is_some()
}

/// Headings of what stands before the first element.
pub(super) fn is_introduction(text: &str) -> bool {
    let names = [
        "indledning",
        "introduktion",
        "forord",
        "introduction",
        "foreword",
        "preface",
    ];
    names.contains(&bare(text).as_str())
}

/// Whether a heading is the title of a document rather than of an element.
pub(super) fn is_title(text: &str) -> bool {
    let names = [
        "ledelsesgrundlag",
        "ledergrundlag",
        "medarbejdergrundlag",
        "leadership foundation",
        "employee foundation",
    ];
    let text = key(text);
    names.iter().any(|name| text.starts_with(name))
}

/// Lower case, without commas and without what ends a label.
fn bare(text: &str) -> String {
    key(&text.replace(',', " "))
        .trim_end_matches([':', '.', '…', ' '])
        .to_owned()
}

fn strip_start<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    let end = text
        .char_indices()
        .nth(wanted.chars().count())
        .map_or(text.len(), |(at, _)| at);
    (text[..end].to_lowercase() == wanted).then(|| &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_the_lead() {
        for text in [
            "Det betyder, at",
            "Det betyder at du:",
            "DET BETYDER …",
            "Det betyder, at du som leder",
            "I praksis betyder det, at vi",
            "This means that",
            "In practice, this means that you",
        ] {
            assert_eq!(lead(text), Some(Lead::Alone), "{text}");
        }
        let long = "Det betyder, at vi hver dag spørger borgeren og lytter til svaret:";
        assert_eq!(lead(long), Some(Lead::WithText));
        assert_eq!(lead("Det betyderlige"), None);
        assert_eq!(lead("Vi mener, at det betyder noget"), None);
    }

    #[test]
    fn labels() {
        assert_eq!(of_label("Dilemma(er)"), Some(Section::Dilemmas));
        assert_eq!(of_label("Eksempler:"), Some(Section::Good));
        assert_eq!(of_label("Dårlige eksempler"), Some(Section::Bad));
        assert_eq!(
            of_label("Eksempler til efterfølgelse i andre kommuner"),
            None
        );
        assert_eq!(ties("HÅND I HÅND MED: Tillid"), Some(("Tillid", true)));
        assert_eq!(ties("Hånd i hånd med borgerne"), Some(("borgerne", false)));
        assert_eq!(ties("Hånd i håndmed"), None);
        assert_eq!(
            inline("Dilemma: Når to hensyn"),
            Some((Section::Dilemmas, "Når to hensyn"))
        );
    }
}
