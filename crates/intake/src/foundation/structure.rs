//! Which headings are the title and the elements.

use super::block::{Block, BlockKind, BoldLines};
use super::label;

/// Longest bold line that is taken for a heading, in characters.
const BOLD_HEADING: usize = 120;

/// The place of the title and of the elements' headlines among the blocks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Structure {
    pub title: Option<usize>,
    pub elements: Vec<usize>,
}

impl Structure {
    /// A single heading above all others is the title; the headings on the next level are the elements. Where
    /// several headings share the highest level they are the elements, except a first one that reads like a title
    /// ("Ledelsesgrundlag for …"), as in documents where everything has the same style.
    pub fn of(blocks: &[Block], bold_lines: BoldLines) -> Self {
        let headings = headings(blocks, bold_lines);
        let titled = blocks.iter().position(|block| block.kind == BlockKind::Title);
        let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
        let mut at_the_top = headings.iter().filter(|heading| heading.level == highest);
        let (first, second) = (at_the_top.next(), at_the_top.next());

        let title = first.filter(|first| {
            let leads = headings[0].at == first.at;
            let alone = second.is_none() && (headings.len() > 1 || (first.level == 1 && titled.is_none()));
            let like_a_title = titled.is_none() && label::is_title(&blocks[first.at].text);
            leads && (alone || like_a_title)
        });
        let below: Vec<_> = headings
            .iter()
            .filter(|heading| Some(heading.at) != title.map(|t| t.at))
            .collect();
        let alone_later = title.is_none() && second.is_none();
        let level = below
            .iter()
            .filter(|heading| !alone_later || below.len() == 1 || heading.level > highest)
            .map(|heading| heading.level)
            .min();
        let elements: Vec<usize> = below
            .iter()
            .filter(|heading| Some(heading.level) <= level)
            .map(|heading| heading.at)
            .collect();
        let title = titled.or(title.map(|heading| heading.at));
        Self {
            title: title.filter(|at| elements.first().is_none_or(|first| at < first)),
            elements,
        }
    }
}

struct Heading {
    at: usize,
    level: u8,
}

/// Headings that are neither labels inside an element nor an introduction.
fn headings(blocks: &[Block], bold_lines: BoldLines) -> Vec<Heading> {
    let styled = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
        .count();
    let bold_counts = match bold_lines {
        BoldLines::WithoutHeadings => styled == 0,
        BoldLines::BesideATitle => styled <= 1,
    };
    let mut found: Vec<Heading> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let level = match block.kind {
            // Beside bold lines the one styled heading can only be the title.
            BlockKind::Heading(level) => level,
            BlockKind::Bold if bold_counts && reads_as_headline(&block.text) => 10,
            _ => continue,
        };
        if label::of_label(&block.text).is_some() {
            continue;
        }
        let before_all = found.iter().all(|heading| heading.level < level);
        if before_all && label::is_introduction(&block.text) {
            continue;
        }
        found.push(Heading { at, level });
    }
    found
}

fn reads_as_headline(text: &str) -> bool {
    let short = text.chars().count() <= BOLD_HEADING;
    short && !text.ends_with(['.', ',', ';', ':']) && label::lead(text).is_none() && label::ties(text).is_none()
}
