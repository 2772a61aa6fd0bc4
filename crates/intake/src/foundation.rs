//! A leadership or employee foundation, from finished text to a draft that a person checks.
//!
//! Markdown and Word are first made into the same list of [`Block`]s: headings, paragraphs, list items. Splitting
//! knows blocks alone, so that both kinds of file give the same draft. Every element and behaviour keeps the range
//! of blocks that it came from, for a page that shows the split beside the source.

mod block;
mod known;
mod label;
mod markdown;
mod split;
mod structure;
mod word;

use std::ops::Range;

pub(crate) use block::BoldLines;
pub use block::{Block, BlockKind};
pub use known::Known;
pub(crate) use structure::Structure;

use crate::{Error, File, FileKind, Limits};

/// A foundation as it was split, not yet seen by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The document's title, when it has one.
    pub title: Option<String>,
    /// What stands before the first element, paragraphs parted by an empty line.
    pub preamble: String,
    /// At least one.
    pub elements: Vec<Element>,
    /// The document, block by block.
    pub source: Vec<Block>,
}

/// One idea of a foundation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Never empty. A number in front ("1.") is left out.
    pub headline: String,
    /// Everything that was recognised as nothing else, paragraphs parted by an empty line, list items by a line end
    /// and marked with `- `.
    pub meaning: String,
    /// The list under "Det betyder, at …".
    pub behaviours: Vec<Behaviour>,
    /// Headlines that stand behind "Hånd i hånd med:", spelled as in [`Known::headlines`] where they are known, else
    /// as they are written.
    pub ties: Vec<String>,
    /// One entry for each paragraph or list item under "Eksempler".
    pub examples_good: Vec<String>,
    /// One entry for each paragraph or list item under "Dårlige eksempler".
    pub examples_bad: Vec<String>,
    /// One entry for each paragraph or list item under "Dilemmaer".
    pub dilemmas: Vec<String>,
    /// Blocks from the headline up to the next element.
    pub source: Range<usize>,
}

/// What one would see a person do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    /// The list item, without the level and without a comma or semicolon at its end.
    pub text: String,
    /// The leader level in parentheses at the end, spelled as in [`Known::levels`]; `None` is for all levels.
    pub level: Option<String>,
    /// The blocks it came from.
    pub source: Range<usize>,
}

/// Reads a foundation from Markdown (or plain text) or Word, whichever the content is.
pub fn read(file: File<'_>, known: &Known<'_>, limits: &Limits) -> Result<Draft, Error> {
    let name = file.label();
    let (blocks, bold_lines) = blocks(file, limits)?;
    split::split(&name, blocks, bold_lines, known, limits)
}

/// The blocks of a text, at least one, and when its bold lines may be headings.
pub(crate) fn blocks(file: File<'_>, limits: &Limits) -> Result<(Vec<Block>, BoldLines), Error> {
    let name = file.label();
    let (blocks, bold_lines) = match file.kind(limits)? {
        FileKind::Text => (markdown::blocks(&file, limits)?, BoldLines::BesideATitle),
        FileKind::Document => (word::blocks(file, limits)?, BoldLines::WithoutHeadings),
        found => return Err(Error::NotAText { file: name, found }),
    };
    if blocks.is_empty() {
        return Err(Error::Empty { file: name });
    }
    Ok((blocks, bold_lines))
}
