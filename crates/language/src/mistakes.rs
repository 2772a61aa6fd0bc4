//! Where in a rule's text a mistake stands, for whoever is typing it.

use std::ops::Range;

use crate::rules::{LONGEST, RuleError};

/// The bytes of `text` that `error` speaks of; all of it when it is the whole that is wrong.
#[must_use]
pub fn place(text: &str, error: &RuleError) -> Range<usize> {
    let found = match error {
        RuleError::Empty | RuleError::TooMany => None,
        RuleError::TooLong => text.char_indices().nth(LONGEST).map(|(at, _)| at..text.len()),
        RuleError::Word(word) | RuleError::Distance(word) | RuleError::OnlyCommon(word) => whole(text, word),
        RuleError::UnknownSet(name) => whole(text, &format!("@{name}")),
        RuleError::Bracket => bracket(text),
        RuleError::Side(side) => lonely(text, side),
    };
    found.unwrap_or(0..text.len())
}

/// The first place of a word by itself, else the first at all.
fn whole(text: &str, word: &str) -> Option<Range<usize>> {
    if word.is_empty() {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|');
    let places = || text.match_indices(word).map(|(at, _)| at..at + word.len());
    places()
        .find(|place| text[..place.start].ends_with(ends) || place.start == 0)
        .filter(|place| text[place.end..].starts_with(ends) || place.end == text.len())
        .or_else(|| places().next())
}

/// A bracket too many, one inside another, or one that is not closed.
fn bracket(text: &str) -> Option<Range<usize>> {
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' if open.is_some() => return Some(at..at + 1),
            '(' => open = Some(at),
            ')' if open.is_none() => return Some(at..at + 1),
            ')' => open = None,
            _ => {}
        }
    }
    open.map(|at| at..text.len())
}

/// The joining word that has nothing on one of its sides.
fn lonely(text: &str, side: &str) -> Option<Range<usize>> {
    let joins = |word: &str| matches!(word, "NEAR" | "&" | "UNLESS") || word.starts_with("NEAR/");
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let lonely = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let after = words.get(at + 1);
        before.is_none_or(|word| joins(word)) || after.is_none_or(|word| joins(word))
    };
    let named = |word: &str| word == side || word.strip_prefix(side).is_some_and(|rest| rest.starts_with('/'));
    (0..words.len())
        .find(|at| named(words[*at]) && lonely(*at))
        .map(|at| start(words[at])..start(words[at]) + words[at].len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        for (text, wrong) in [
            ("spørge a,b mere", "a,b"),
            ("(ja|a,b) tak", "a,b"),
            ("åben NEAR/99 dør", "NEAR/99"),
            ("åben ..0 dør", "..0"),
            ("25 OF @FAG", "25"),
            ("åben (dør & vindue", "(dør & vindue"),
            ("åben dør) nu", ")"),
            ("(åben (dør))", "("),
            ("NEAR/9 dør", "NEAR/9"),
            ("åben & dør UNLESS", "UNLESS"),
            ("åben & & dør", "&"),
        ] {
            let error = Rule::parse(text, 1.0).unwrap_err();
            let place = place(text, &error);
            assert_eq!(&text[place], wrong, "{text}: {error:?}");
        }
        let long = "å".repeat(1_200);
        let error = Rule::parse(&long, 1.0).unwrap_err();
        assert_eq!(long[place(&long, &error)].chars().count(), 200);
        assert_eq!(place("  ", &RuleError::Empty), 0..2);
        assert_eq!(place("@UKENDT", &RuleError::UnknownSet("UKENDT".into())), 0..7);
    }
}
