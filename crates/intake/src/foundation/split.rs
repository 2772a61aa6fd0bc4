//! From blocks to elements.

use std::ops::Range;

use super::block::{Block, BlockKind, BoldLines};
use super::label::{self, Lead, Section};
use super::structure::Structure;
use super::{Behaviour, Draft, Element, Known};
use crate::{Error, Limits};

pub(super) fn split(
    file: &str,
    blocks: Vec<Block>,
    bold_lines: BoldLines,
    known: &Known<'_>,
    limits: &Limits,
) -> Result<Draft, Error> {
    let structure = Structure::of(&blocks, bold_lines);
    let starts = structure.elements;
    let Some(first) = starts.first().copied() else {
        return Err(Error::NoElements {
            file: file.to_owned(),
        });
    };
    if starts.len() as u64 > limits.elements {
        return Err(Error::TooManyElements {
            file: file.to_owned(),
            limit: limits.elements,
        });
    }

    let mut preamble = Prose::default();
    for (at, block) in blocks[..first].iter().enumerate() {
        if Some(at) != structure.title {
            preamble.add(block);
        }
    }
    if longer(&preamble.text, limits.preamble_chars) {
        return Err(Error::PreambleTooLong {
            file: file.to_owned(),
            limit: limits.preamble_chars,
        });
    }

    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let ranges = starts.iter().copied().zip(ends);
    let elements = ranges
        .map(|(start, end)| Splitting::new(file, &blocks, start..end, known, limits)?.run())
        .collect::<Result<_, _>>()?;
    let title = structure.title.map(|at| blocks[at].text.clone());
    Ok(Draft {
        title,
        preamble: preamble.text,
        elements,
        source: blocks,
    })
}

/// One element while its blocks are read.
struct Splitting<'a> {
    file: &'a str,
    blocks: &'a [Block],
    known: &'a Known<'a>,
    limits: &'a Limits,
    element: Element,
    meaning: Prose,
    mode: Mode,
}

/// What the next block belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Meaning,
    /// Under a heading: until the next heading.
    Under(Section),
    /// After a label or lead: one paragraph or one list.
    Next(Section),
    /// In a list after a label or lead: until the list ends.
    List(Section),
}

impl<'a> Splitting<'a> {
    fn new(
        file: &'a str,
        blocks: &'a [Block],
        source: Range<usize>,
        known: &'a Known<'a>,
        limits: &'a Limits,
    ) -> Result<Self, Error> {
        let headline = without_number(&blocks[source.start].text)
            .trim_end_matches([':', ' '])
            .to_owned();
        if longer(&headline, limits.headline_chars) {
            let block = source.start as u64 + 1;
            return Err(Error::HeadlineTooLong {
                file: file.to_owned(),
                block,
                limit: limits.headline_chars,
            });
        }
        let element = Element {
            headline,
            source,
            ..Element::default()
        };
        Ok(Self {
            file,
            blocks,
            known,
            limits,
            element,
            meaning: Prose::default(),
            mode: Mode::Meaning,
        })
    }

    fn run(mut self) -> Result<Element, Error> {
        for at in self.element.source.start + 1..self.element.source.end {
            match self.blocks[at].kind {
                BlockKind::Item => self.item(at)?,
                BlockKind::Heading(_) | BlockKind::Title => self.heading(at),
                BlockKind::Bold | BlockKind::Paragraph => self.paragraph(at)?,
            }
        }
        let limit = self.limits.meaning_chars;
        if longer(&self.meaning.text, limit) {
            let headline = self.element.headline;
            return Err(Error::MeaningTooLong {
                file: self.file.to_owned(),
                headline,
                limit,
            });
        }
        self.element.meaning = self.meaning.text;
        Ok(self.element)
    }

    /// A heading that is no label stays in the meaning as a paragraph.
    fn heading(&mut self, at: usize) {
        let block = &self.blocks[at];
        if let Some(section) = label::of_label(&block.text) {
            self.mode = Mode::Under(section);
        } else {
            self.mode = Mode::Meaning;
            self.meaning.add(block);
        }
    }

    fn item(&mut self, at: usize) -> Result<(), Error> {
        match self.mode {
            Mode::Meaning => self.meaning.add(&self.blocks[at]),
            Mode::Under(section) => self.put(section, at)?,
            Mode::Next(section) | Mode::List(section) => {
                self.put(section, at)?;
                self.mode = Mode::List(section);
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, at: usize) -> Result<(), Error> {
        let block = &self.blocks[at];
        if let Mode::List(_) = self.mode {
            self.mode = Mode::Meaning;
        }
        let list_follows =
            at + 1 < self.element.source.end && self.blocks[at + 1].kind == BlockKind::Item;

        if let Some((list, colon)) = label::ties(&block.text) {
            if list.is_empty() && (colon || list_follows) {
                self.mode = Mode::Next(Section::Ties);
                return Ok(());
            }
            if colon || self.known.is_ties(list) {
                return self.ties(list, at);
            }
        }
        if let Some(lead) = label::lead(&block.text).filter(|_| list_follows) {
            self.mode = Mode::List(Section::Behaviours);
            if lead == Lead::WithText {
                self.meaning.add(block);
            }
            return Ok(());
        }
        if let Some((section, entry)) = label::inline(&block.text) {
            return self.entry(section, entry, at);
        }
        let marked = block.kind == BlockKind::Bold || block.text.ends_with(':') || list_follows;
        let section = label::of_label(&block.text)
            .filter(|section| marked && *section != Section::Behaviours);
        if let Some(section) = section {
            self.mode = Mode::Next(section);
            return Ok(());
        }
        match self.mode {
            // Prose under "Det betyder" is meaning; behaviours are a list.
            Mode::Meaning | Mode::List(_) | Mode::Under(Section::Behaviours) => {
                self.meaning.add(block)
            }
            Mode::Under(section) => self.put(section, at)?,
            Mode::Next(section) => {
                self.mode = Mode::Meaning;
                self.put(section, at)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, section: Section, at: usize) -> Result<(), Error> {
        let blocks = self.blocks;
        let text = &blocks[at].text;
        match section {
            Section::Behaviours => self.behaviour(text, at),
            Section::Ties => self.ties(text, at),
            Section::Good | Section::Bad | Section::Dilemmas => self.entry(section, text, at),
        }
    }

    fn behaviour(&mut self, text: &str, at: usize) -> Result<(), Error> {
        self.check_entry(text, at)?;
        let limit = self.limits.behaviours;
        if self.element.behaviours.len() as u64 >= limit {
            let headline = self.element.headline.clone();
            return Err(Error::TooManyBehaviours {
                file: self.file.to_owned(),
                headline,
                limit,
            });
        }
        let (text, level) = self.known.level(text);
        let text = text.trim_end_matches([',', ';', ' ']).to_owned();
        self.element.behaviours.push(Behaviour {
            text,
            level,
            source: at..at + 1,
        });
        Ok(())
    }

    fn ties(&mut self, list: &str, at: usize) -> Result<(), Error> {
        self.check_entry(list, at)?;
        self.element.ties.extend(self.known.ties(list));
        Ok(())
    }

    fn entry(&mut self, section: Section, text: &str, at: usize) -> Result<(), Error> {
        self.check_entry(text, at)?;
        let entries = match section {
            Section::Good => &mut self.element.examples_good,
            Section::Bad => &mut self.element.examples_bad,
            _ => &mut self.element.dilemmas,
        };
        entries.push(text.to_owned());
        Ok(())
    }

    fn check_entry(&self, text: &str, at: usize) -> Result<(), Error> {
        let limit = self.limits.entry_chars;
        if longer(text, limit) {
            return Err(Error::EntryTooLong {
                file: self.file.to_owned(),
                block: at as u64 + 1,
                limit,
            });
        }
        Ok(())
    }
}

/// Running text, put together again from blocks.
#[derive(Default)]
struct Prose {
    text: String,
    after_item: bool,
}

impl Prose {
    fn add(&mut self, block: &Block) {
        let item = block.kind == BlockKind::Item;
        if !self.text.is_empty() {
            self.text.push_str(if item && self.after_item {
                "\n"
            } else {
                "\n\n"
            });
        }
        if item {
            self.text.push_str("- ");
        }
        self.text.push_str(&block.text);
        self.after_item = item;
    }
}

fn longer(text: &str, limit: u64) -> bool {
    text.len() as u64 > limit && text.chars().count() as u64 > limit
}

/// "1. Borgeren først" without what was counted by hand.
fn without_number(headline: &str) -> &str {
    let rest = headline.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = rest.len() < headline.len() && headline.len() - rest.len() <= 2;
    let after = rest.strip_prefix(['.', ')']).map(str::trim_start);
    after
        .filter(|after| counted && !after.is_empty())
        .unwrap_or(headline)
}
