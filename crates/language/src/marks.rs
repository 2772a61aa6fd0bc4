//! Which words of a passage the rules saw, for a reader who asks why.
//!
//! A rule such as `spørge NEAR/8 beboer` spans everything between its two sides; what is marked is the sides alone.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::library::Library;
use crate::matcher::{Hit, Matcher};
use crate::morphology::{Danish, Language};
use crate::rules::{Expr, Rule, Step, Term};
use crate::text::language_of;
use crate::vocabulary::Vocabulary;

/// A passage with the rules that saw it, as they are written.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub text: &'a str,
    pub rules: &'a [String],
}

/// A part of a rule that holds at one place: `whole` says where, `sides` what to mark there; all of it when there are none.
struct Part {
    whole: u32,
    sides: Vec<u32>,
}

/// Byte ranges of the words to mark in each passage, sorted and apart. Rules that can no longer be read mark nothing.
#[must_use]
pub fn marks(passages: &[Seen<'_>]) -> Vec<Vec<Range<usize>>> {
    let mut marks = vec![Vec::new(); passages.len()];
    for english in [false, true] {
        let mine: Vec<usize> = (0..passages.len())
            .filter(|at| (language_of(passages[*at].text) == Language::English) == english)
            .collect();
        let written: BTreeSet<&str> = mine
            .iter()
            .flat_map(|at| passages[*at].rules.iter().map(String::as_str))
            .collect();
        if written.is_empty() {
            continue;
        }
        let language = if english { Language::English } else { Language::Danish };
        let mut taken = Taken::default();
        let parts: Vec<(&str, Vec<Part>)> = written
            .into_iter()
            .filter_map(|source| Some((source, taken.parts(&Rule::parse(source, 1.0).ok()?.expr))))
            .collect();
        let (lexicon, numbers) = taken.lexicon(language);
        for at in mine {
            let Seen { text, rules } = passages[at];
            let (mut vocabulary, mut tokens, mut spans) = (Vocabulary::default(), Vec::new(), Vec::new());
            vocabulary.tokenise(text, &mut tokens, Some(&mut spans));
            // The numbers of words are this passage's own.
            let mut matcher = Matcher::new(&lexicon);
            matcher.grow(&vocabulary);
            let mut hits = Vec::new();
            matcher.find(&tokens, &mut hits);
            let of = |rule: u32| {
                let number = numbers[rule as usize];
                hits.iter().filter(move |hit| Some(hit.rule) == number)
            };
            let mut words: Vec<(u32, u32)> = Vec::new();
            for (_, parts) in parts
                .iter()
                .filter(|(source, _)| rules.iter().any(|rule| rule == source))
            {
                for part in parts {
                    for whole in of(part.whole) {
                        let sides: Vec<&Hit> = part
                            .sides
                            .iter()
                            .flat_map(|side| of(*side))
                            .filter(|side| whole.start <= side.start && side.end <= whole.end)
                            .collect();
                        // "vi", "at" and their like say nothing by themselves; the other side does.
                        let telling: Vec<(u32, u32)> = sides
                            .iter()
                            .filter(|side| side.start < side.end || long(text, &spans, side.start))
                            .map(|side| (side.start, side.end))
                            .collect();
                        if telling.is_empty() {
                            words.push((whole.start, whole.end));
                        }
                        words.extend(telling);
                    }
                }
            }
            marks[at] = together(words, &spans);
        }
    }
    marks
}

/// A word of more than two letters.
fn long(text: &str, spans: &[(u32, u32)], word: u32) -> bool {
    spans
        .get(word as usize)
        .and_then(|(from, to)| text.get(*from as usize..*to as usize))
        .is_some_and(|word| word.chars().count() > 2)
}

/// Words that stand beside each other are one mark.
fn together(mut words: Vec<(u32, u32)>, spans: &[(u32, u32)]) -> Vec<Range<usize>> {
    words.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (start, end) in words {
        match runs.last_mut() {
            Some(last) if start <= last.1 + 1 => last.1 = last.1.max(end),
            _ => runs.push((start, end)),
        }
    }
    runs.into_iter()
        .filter_map(|(start, end)| {
            let (from, to) = (spans.get(start as usize)?.0, spans.get(end as usize)?.1);
            Some(from as usize..to as usize)
        })
        .collect()
}

/// The expressions to look for, numbered.
#[derive(Default)]
struct Taken {
    rules: Vec<Rule>,
}

impl Taken {
    fn number(&mut self, expr: &Expr) -> u32 {
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        self.rules.push(Rule {
            weight: 1.0,
            expr: expr.clone(),
            unless: None,
            source: String::new(),
        });
        number
    }

    fn parts(&mut self, expr: &Expr) -> Vec<Part> {
        match expr {
            Expr::Both(left, right) => {
                let mut parts = self.parts(left);
                parts.extend(self.parts(right));
                parts
            }
            Expr::Near { left, right, .. } => {
                let whole = self.number(expr);
                let mut sides = Vec::new();
                self.sides(left, &mut sides);
                self.sides(right, &mut sides);
                vec![Part { whole, sides }]
            }
            Expr::Distinct { .. } => {
                let whole = self.number(expr);
                let mut sides = Vec::new();
                self.sides(expr, &mut sides);
                vec![Part { whole, sides }]
            }
            Expr::Phrase(_) | Expr::OneOf(_) => vec![Part {
                whole: self.number(expr),
                sides: Vec::new(),
            }],
        }
    }

    fn sides(&mut self, expr: &Expr, sides: &mut Vec<u32>) {
        match expr {
            Expr::Near { left, right, .. } | Expr::Both(left, right) => {
                self.sides(left, sides);
                self.sides(right, sides);
            }
            // Each word of the set by itself, and not what stands between the first and the last.
            Expr::Distinct { set, .. } => {
                let step = Step {
                    term: Term::Set(set.clone()),
                    gap: 0,
                };
                sides.push(self.number(&Expr::Phrase(vec![step])));
            }
            Expr::Phrase(_) | Expr::OneOf(_) => sides.push(self.number(expr)),
        }
    }

    /// The lexicon, and each number's place in it: none for a side that only has words that stand everywhere.
    fn lexicon(mut self, language: Language) -> (Lexicon, Vec<Option<u32>>) {
        let library = Library::shipped(language);
        let all = self.rules.len();
        let mut kept: Vec<usize> = (0..all).collect();
        loop {
            match Lexicon::build(&self.rules, &library.sets, language, Danish::BuiltIn) {
                Ok(lexicon) => {
                    let mut numbers = vec![None; all];
                    for (place, number) in (0_u32..).zip(&kept) {
                        numbers[*number] = Some(place);
                    }
                    return (lexicon, numbers);
                }
                Err((at, _)) => {
                    self.rules.remove(at);
                    kept.remove(at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, rules: &[&str]) -> Vec<String> {
        let rules: Vec<String> = rules.iter().map(|rule| (*rule).to_owned()).collect();
        let found = marks(&[Seen { text, rules: &rules }]);
        found[0].iter().map(|range| text[range.clone()].to_owned()).collect()
    }

    #[test]
    fn the_sides_of_a_rule_are_marked_and_not_what_stands_between() {
        let text = "Vi spurgte i går beboerne, og de sagde pænt nej – uden at spørge sygeplejersken.";
        assert_eq!(marked(text, &["spørge NEAR/6 beboer"]), ["spurgte", "beboerne"]);
        assert_eq!(marked(text, &["sige .. nej"]), ["sagde pænt nej"]);
        assert_eq!(marked(text, &["uden at spørge"]), ["uden at spørge"]);
        assert_eq!(marked(text, &["nej & beboer"]), ["beboerne", "nej"]);
        assert_eq!(
            marked(text, &["(vi|de) NEAR/6 beboer"]),
            ["beboerne"],
            "short words tell nothing"
        );
        assert_eq!(marked(text, &["nej UNLESS beboer"]), ["nej"], "it was seen, so it held");
        assert_eq!(marked(text, &["pænt nej", "sige pænt"]), ["sagde pænt nej"], "one mark");
    }

    #[test]
    fn what_cannot_be_read_marks_nothing_and_stops_nobody() {
        let text = "Vi spørger, og de svarer: »nej« & 🙂 æøå.";
        assert_eq!(marked(text, &["(", "@INGEN", "spørge"]), ["spørger"]);
        assert!(marked(text, &[]).is_empty());
        assert!(marked("", &["spørge"]).is_empty());
        // The left side only has words that stand everywhere: the whole is marked.
        assert!(!marked("Vi gjorde det sammen, og borgeren var med.", &["sammen NEAR/8 borger"]).is_empty());
    }

    #[test]
    fn both_languages_are_marked_on_one_page() {
        let rules = ["borger".to_owned(), "citizen".to_owned()];
        let danish = Seen {
            text: "Vi ringede til borgeren, før brevet blev sendt.",
            rules: &rules,
        };
        let english = Seen {
            text: "We rang the citizens before the letter was sent to them.",
            rules: &rules,
        };
        let found = marks(&[english, danish]);
        assert_eq!(&english.text[found[0][0].clone()], "citizens");
        assert_eq!(&danish.text[found[1][0].clone()], "borgeren");
    }
}
