//! A foundation as text: its elements, each a heading with what stands under it.

use serde::{Deserialize, Serialize};

/// One element as the foundation writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    pub name: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foundation {
    pub title: String,
    pub elements: Vec<Element>,
    /// The whole text, elements and all, for recognising quotations.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoundationError {
    #[error("the foundation is longer than {MOST_BYTES} bytes")]
    TooLong,
    #[error("no elements were found: an element is a heading with text under it (## in Markdown)")]
    NoElements,
    #[error("there are more than {MOST_ELEMENTS} headings with text under them")]
    TooMany,
}

/// Longest foundation, in bytes.
pub const MOST_BYTES: usize = 400_000;
/// Most elements.
pub const MOST_ELEMENTS: usize = 40;

impl Foundation {
    /// Reads a foundation written in Markdown. The elements are the headings of the level that most of them have;
    /// a text with one level only uses that. Bold lines alone on a line count as headings where there are no others.
    pub fn parse(markdown: &str) -> Result<Self, FoundationError> {
        if markdown.len() > MOST_BYTES {
            return Err(FoundationError::TooLong);
        }
        let lines: Vec<&str> = markdown.lines().collect();
        let mut headings: Vec<(usize, usize, String)> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| heading(line).map(|(level, text)| (at, level, text)))
            .collect();
        if headings.len() < 2 {
            headings.extend(
                lines
                    .iter()
                    .enumerate()
                    .filter_map(|(at, line)| bold_line(line).map(|text| (at, 9, text))),
            );
            headings.sort();
        }
        let title = headings
            .iter()
            .find(|(_, level, _)| *level == 1)
            .map_or(String::new(), |(_, _, text)| text.clone());
        let with_text = |level: usize| {
            headings
                .iter()
                .filter(|(at, of, _)| *of == level && !body(&lines, *at, level, &headings).trim().is_empty())
                .count()
        };
        let level = (1..=9).max_by_key(|&level| (with_text(level), 10 - level)).unwrap_or(2);
        let elements: Vec<Element> = headings
            .iter()
            .filter(|(_, of, _)| *of == level)
            .map(|(at, _, name)| Element {
                name: name.clone(),
                text: body(&lines, *at, level, &headings),
            })
            .filter(|element| !element.text.trim().is_empty())
            .collect();
        if elements.is_empty() {
            return Err(FoundationError::NoElements);
        }
        if elements.len() > MOST_ELEMENTS {
            return Err(FoundationError::TooMany);
        }
        Ok(Self {
            title,
            elements,
            text: markdown.to_owned(),
        })
    }

    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.elements.iter().map(|element| element.name.clone()).collect()
    }
}

fn heading(line: &str) -> Option<(usize, String)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line.get(level..)?.trim().trim_end_matches('#').trim();
    // "1. Nærvær" and "Nærvær" are the same element.
    let text = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')')
        .trim()
        .trim_matches('*');
    ((1..=6).contains(&level) && !text.is_empty()).then(|| (level, text.to_owned()))
}

fn bold_line(line: &str) -> Option<String> {
    let text = line.trim().strip_prefix("**")?.strip_suffix("**")?.trim();
    (!text.is_empty() && !text.contains("**") && text.chars().count() <= 80).then(|| text.to_owned())
}

/// The lines under a heading, up to the next one of the same or a higher level.
fn body(lines: &[&str], at: usize, level: usize, headings: &[(usize, usize, String)]) -> String {
    let end = headings
        .iter()
        .find(|(other, of, _)| *other > at && *of <= level)
        .map_or(lines.len(), |(other, _, _)| *other);
    lines[at + 1..end].join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_text_are_elements() {
        let foundation = Foundation::parse(
            "# Grundlag\n\nIndledning.\n\n## 1. Nærvær\n\nVi er der.\n\n### For ledere\n\nMere.\n\n## Mod\n\nVi tør.\n",
        )
        .unwrap();
        assert_eq!(foundation.names(), ["Nærvær", "Mod"]);
        assert!(foundation.elements[0].text.contains("Mere."));
    }

    #[test]
    fn bold_lines_serve_where_there_are_no_headings() {
        let foundation = Foundation::parse("**Nærvær**\nVi er der.\n\n**Mod**\nVi tør.").unwrap();
        assert_eq!(foundation.names(), ["Nærvær", "Mod"]);
        assert_eq!(Foundation::parse("Bare tekst."), Err(FoundationError::NoElements));
    }
}
