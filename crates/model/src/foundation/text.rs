//! An element's words as a person writes them, with their limits.

use super::{Behaviour, Lists};
use crate::text::{Unfit, line, lines, required};

/// Characters of a foundation's title, of what stands before its first element, of a headline, of a meaning, of a
/// behaviour, an example or a dilemma, and of a reason.
pub const TITLE: usize = 200;
pub const PREAMBLE: usize = 10_000;
pub const HEADLINE: usize = 120;
pub const MEANING: usize = 4_000;
pub const ENTRY: usize = 400;
pub const REASON: usize = 600;
/// Elements of an edition, behaviours of an element, and examples (good, bad) or dilemmas of an element.
pub const ELEMENTS: usize = 40;
pub const BEHAVIOURS: usize = 30;
pub const ENTRIES: usize = 10;

/// An element as one edition words it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    pub headline: String,
    pub meaning: String,
    pub lists: Lists,
}

impl Text {
    /// Whether a reader would find the same words, wherever they were read from.
    #[must_use]
    pub fn same_words(&self, other: &Self) -> bool {
        let words = |text: &Self| {
            let lists = text.lists.clone();
            (
                text.headline.clone(),
                text.meaning.clone(),
                Lists {
                    source_blocks: Vec::new(),
                    ..lists
                },
            )
        };
        words(self) == words(other)
    }
}

/// A field of the element's form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    Title,
    Preamble,
    Headline,
    Meaning,
    /// By its place among the rows of the form, from 0.
    Behaviour(usize),
    Good,
    Bad,
    Dilemmas,
}

/// Why a field was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    Unfit(Unfit),
    /// More lines or rows than there is room for.
    TooMany {
        most: usize,
    },
    /// One line of several is refused; counted from 1.
    Line {
        number: usize,
        unfit: Unfit,
    },
    /// A leader level that the organisation does not have.
    UnknownLevel,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub field: Field,
    pub fault: Fault,
}

/// An element's form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawText {
    pub headline: String,
    pub meaning: String,
    /// Text and level code; an empty code is for all, a row with empty text is not there.
    pub behaviours: Vec<(String, String)>,
    /// One entry a line, as the next two.
    pub good: String,
    pub bad: String,
    pub dilemmas: String,
}

impl RawText {
    /// The form of a text, to be shown.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let rows = text.lists.behaviours.iter();
        Self {
            headline: text.headline.clone(),
            meaning: text.meaning.clone(),
            behaviours: rows
                .map(|b| (b.text.clone(), b.level.clone().unwrap_or_default()))
                .collect(),
            good: text.lists.examples_good.join("\n"),
            bad: text.lists.examples_bad.join("\n"),
            dilemmas: text.lists.dilemmas.join("\n"),
        }
    }

    /// The text, or everything that is to be mended. `levels` are the codes that there are.
    pub fn read(&self, levels: &[String]) -> Result<Text, Vec<Problem>> {
        let mut reading = Reading::default();
        let text = Text {
            headline: reading.keep(Field::Headline, line(&self.headline, HEADLINE).and_then(required)),
            meaning: reading.keep(Field::Meaning, lines(&self.meaning, MEANING)),
            lists: Lists {
                behaviours: reading.behaviours(&self.behaviours, levels),
                examples_good: reading.entries(Field::Good, &self.good),
                examples_bad: reading.entries(Field::Bad, &self.bad),
                dilemmas: reading.entries(Field::Dilemmas, &self.dilemmas),
                source_blocks: Vec::new(),
            },
        };
        if reading.0.is_empty() { Ok(text) } else { Err(reading.0) }
    }
}

/// An edition's title and what stands before its first element.
pub fn read_front(title: &str, preamble: &str) -> Result<(String, String), Vec<Problem>> {
    let mut reading = Reading::default();
    let title = reading.keep(Field::Title, line(title, TITLE).and_then(required));
    let preamble = reading.keep(Field::Preamble, lines(preamble, PREAMBLE));
    if reading.0.is_empty() {
        Ok((title, preamble))
    } else {
        Err(reading.0)
    }
}

#[derive(Default)]
struct Reading(Vec<Problem>);

impl Reading {
    fn fault(&mut self, field: Field, fault: Fault) {
        self.0.push(Problem { field, fault });
    }

    fn keep(&mut self, field: Field, read: Result<String, Unfit>) -> String {
        read.unwrap_or_else(|unfit| {
            self.fault(field, Fault::Unfit(unfit));
            String::new()
        })
    }

    fn behaviours(&mut self, rows: &[(String, String)], levels: &[String]) -> Vec<Behaviour> {
        let mut read = Vec::new();
        for (at, (text, level)) in rows.iter().enumerate() {
            let text = self.keep(Field::Behaviour(at), line(text, ENTRY));
            if text.is_empty() {
                continue;
            }
            if !level.is_empty() && !levels.contains(level) {
                self.fault(Field::Behaviour(at), Fault::UnknownLevel);
            }
            if read.len() == BEHAVIOURS {
                self.fault(Field::Behaviour(at), Fault::TooMany { most: BEHAVIOURS });
                break;
            }
            let level = Some(level.clone()).filter(|l| !l.is_empty());
            read.push(Behaviour { text, level });
        }
        read
    }

    fn entries(&mut self, field: Field, text: &str) -> Vec<String> {
        let mut read = Vec::new();
        for (at, entry) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
            if at == ENTRIES {
                self.fault(field, Fault::TooMany { most: ENTRIES });
                break;
            }
            match line(entry, ENTRY) {
                Ok(entry) => read.push(entry),
                Err(unfit) => {
                    self.fault(field, Fault::Line { number: at + 1, unfit });
                    break;
                }
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, level: &str) -> (String, String) {
        (text.into(), level.into())
    }

    #[test]
    fn empty_rows_and_lines_are_not_there() {
        let raw = RawText {
            headline: " Borgeren  først ".into(),
            meaning: "Vi spørger.\r\n\r\nOg lytter.".into(),
            behaviours: vec![row("du spørger", "chef"), row("  ", "chef"), row("du lytter", "")],
            good: "Det første\n\n Det andet ".into(),
            ..RawText::default()
        };
        let text = raw.read(&["chef".into()]).unwrap();
        assert_eq!(text.headline, "Borgeren først");
        assert_eq!(text.meaning, "Vi spørger.\n\nOg lytter.");
        assert_eq!(text.lists.behaviours.len(), 2);
        assert_eq!(text.lists.behaviours[1].level, None);
        assert_eq!(text.lists.examples_good, ["Det første", "Det andet"]);
        assert!(RawText::of(&text).read(&["chef".into()]).unwrap().same_words(&text));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let raw = RawText {
            headline: String::new(),
            meaning: "x".repeat(MEANING + 1),
            behaviours: vec![row("du spørger", "konge")],
            good: format!("kort\n{}", "x".repeat(ENTRY + 1)),
            bad: "a\n".repeat(ENTRIES + 1),
            ..RawText::default()
        };
        let problems = raw.read(&[]).unwrap_err();
        let fields: Vec<Field> = problems.iter().map(|p| p.field).collect();
        assert_eq!(
            fields,
            [
                Field::Headline,
                Field::Meaning,
                Field::Behaviour(0),
                Field::Good,
                Field::Bad
            ]
        );
        assert_eq!(problems[2].fault, Fault::UnknownLevel);
        assert!(matches!(problems[3].fault, Fault::Line { number: 2, .. }));
        assert_eq!(problems[4].fault, Fault::TooMany { most: ENTRIES });
    }

    #[test]
    fn a_row_too_many_is_refused_and_not_dropped() {
        let raw = RawText {
            headline: "A".into(),
            behaviours: vec![row("du spørger", ""); BEHAVIOURS + 1],
            ..RawText::default()
        };
        assert_eq!(raw.read(&[]).unwrap_err()[0].fault, Fault::TooMany { most: BEHAVIOURS });
    }

    #[test]
    fn a_foundation_has_a_title() {
        assert_eq!(read_front(" ", "x").unwrap_err()[0].field, Field::Title);
        assert_eq!(read_front("Grundlag", " x ").unwrap(), ("Grundlag".into(), "x".into()));
    }
}
