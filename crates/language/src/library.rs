//! The concept library: families of expressions by which people show an idea without naming it.
//!
//! A library file is plain text:
//! ```text
//! set BORGER = borger, beboer, elev
//! family citizen | Borgeren i centrum | The citizen at the centre
//! named: borger, bruger, elev
//! confused with: service
//! 3: spørge NEAR/6 @BORGER; ...
//! 1.5: ...
//! ```
//! `more citizen` goes on with a family begun elsewhere. `named` are the words by which a foundation names the idea; they tie an element to its families and are rules too weak
//! to count alone. Lines that begin with white space continue the one above; `#` begins a comment.

use std::sync::OnceLock;

use crate::lexicon::Sets;
use crate::morphology::Language;
use crate::rules::{Rule, RuleError, Term, parse_term};

/// One idea that foundations are made of.
#[derive(Clone, Debug)]
pub struct Family {
    pub key: String,
    pub danish: String,
    pub english: String,
    /// How a foundation names it.
    pub named: Vec<Rule>,
    /// Keys of families it is easily taken for.
    pub confused_with: Vec<String>,
    pub rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
pub struct Library {
    pub language: Language,
    pub sets: Sets,
    pub families: Vec<Family>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    #[error("line {line}: {error}")]
    Rule { line: usize, error: RuleError },
    #[error("line {line} is neither a set, a family, its names nor its rules")]
    Line { line: usize },
    #[error("line {line}: there is already a family {key}")]
    Twice { line: usize, key: String },
}

/// Families with a role of their own: they are never elements.
pub const PRACTICAL: &str = "practical";
pub const ABSENCE: &str = "absence";

static DANISH: &str = concat!(
    include_str!("../data/families/sets.da.txt"),
    include_str!("../data/families/outward.da.txt"),
    include_str!("../data/families/inward.da.txt"),
    include_str!("../data/families/people.da.txt"),
    include_str!("../data/families/newer.da.txt"),
    include_str!("../data/families/scenes.da.txt"),
    include_str!("../data/families/against.da.txt")
);
static ENGLISH: &str = include_str!("../data/families/english.txt");

impl Library {
    pub fn parse(text: &str, language: Language) -> Result<Self, LibraryError> {
        let mut library = Self {
            language,
            sets: Sets::new(),
            families: Vec::new(),
        };
        for (line, text) in joined(text) {
            let rule = |error| LibraryError::Rule { line, error };
            if let Some((name, terms)) = text.strip_prefix("set ").and_then(|rest| rest.split_once('=')) {
                let terms = terms_of(terms).map_err(rule)?;
                library.sets.entry(name.trim().to_owned()).or_default().extend(terms);
            } else if let Some(rest) = text.strip_prefix("family ") {
                let mut parts = rest.split('|').map(|part| part.trim().to_owned());
                let (Some(key), Some(danish), Some(english)) = (parts.next(), parts.next(), parts.next()) else {
                    return Err(LibraryError::Line { line });
                };
                if library.families.iter().any(|family| family.key == key) {
                    return Err(LibraryError::Twice { line, key });
                }
                library.families.push(Family {
                    key,
                    danish,
                    english,
                    named: Vec::new(),
                    confused_with: Vec::new(),
                    rules: Vec::new(),
                });
            } else if let Some(key) = text.strip_prefix("more ") {
                let at = library
                    .families
                    .iter()
                    .position(|family| family.key == key.trim())
                    .ok_or(LibraryError::Line { line })?;
                let family = library.families.remove(at);
                library.families.push(family);
            } else {
                let family = library.families.last_mut().ok_or(LibraryError::Line { line })?;
                let (head, rest) = text.split_once(':').ok_or(LibraryError::Line { line })?;
                if head == "named" {
                    for written in rest.split(',').map(str::trim).filter(|written| !written.is_empty()) {
                        family.named.push(Rule::parse(written, 1.0).map_err(rule)?);
                    }
                } else if head == "confused with" {
                    family
                        .confused_with
                        .extend(rest.split(',').map(|key| key.trim().to_owned()));
                } else if let Ok(weight) = head.trim().parse::<f32>() {
                    for written in rest.split(';').map(str::trim).filter(|written| !written.is_empty()) {
                        family.rules.push(Rule::parse(written, weight).map_err(rule)?);
                    }
                } else {
                    return Err(LibraryError::Line { line });
                }
            }
        }
        Ok(library)
    }

    /// The library that ships, in Danish or English; other languages have none and get the Danish one.
    ///
    /// # Panics
    /// Never: the texts are part of the binary and a test reads them.
    #[must_use]
    pub fn shipped(language: Language) -> &'static Self {
        static SHIPPED: OnceLock<(Library, Library)> = OnceLock::new();
        let both = SHIPPED.get_or_init(|| {
            let read = |text, language| Library::parse(text, language).expect("the shipped library is read by a test");
            (read(DANISH, Language::Danish), read(ENGLISH, Language::English))
        });
        if language == Language::English {
            &both.1
        } else {
            &both.0
        }
    }

    #[must_use]
    pub fn family(&self, key: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.key == key)
    }
}

/// Lines with their continuations, without comments, numbered from 1.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim_end();
        if line.trim().is_empty() {
            continue;
        }
        match lines.last_mut() {
            Some((_, last)) if line.starts_with(char::is_whitespace) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push((at + 1, line.to_owned())),
        }
    }
    lines
}

fn terms_of(list: &str) -> Result<Vec<Term>, RuleError> {
    list.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(parse_term)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::morphology::Danish;

    #[test]
    fn the_shipped_libraries_can_be_read_and_matched() {
        let mut wrong = Vec::new();
        for language in [Language::Danish, Language::English] {
            let text = if language == Language::English { ENGLISH } else { DANISH };
            let library = match Library::parse(text, language) {
                Ok(library) => library,
                Err(error) => panic!("{error}"),
            };
            for family in &library.families {
                for rule in family.rules.iter().chain(&family.named) {
                    if let Err((_, error)) =
                        Lexicon::build(std::slice::from_ref(rule), &library.sets, language, Danish::BuiltIn)
                    {
                        wrong.push(format!("{}: {}: {error}", family.key, rule.source));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
