use super::label;
use crate::text::prose;
use crate::{Error, Limits};

/// A heading, paragraph or list item of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, white space folded. Never empty.
    pub text: String,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Word's style "Title".
    Title,
    /// A heading of level 1 to 9.
    Heading(u8),
    /// A paragraph that is bold from end to end.
    Bold,
    /// A paragraph.
    Paragraph,
    /// An item of a list, at any depth.
    Item,
}

/// When bold lines may be taken for headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoldLines {
    /// Only when no paragraph has a heading style: whoever uses styles uses them throughout.
    WithoutHeadings,
    /// Also beside a single heading, as in Markdown where `#` marks the title and `**…**` the elements.
    BesideATitle,
}

/// Collects a document's blocks, up to the limit.
pub(super) struct Blocks<'a> {
    file: &'a str,
    most: u64,
    found: Vec<Block>,
}

/// A paragraph while it is read: lines of text, each wholly bold or not.
#[derive(Default)]
pub(super) struct Paragraph {
    lines: Vec<Line>,
}

struct Line {
    text: String,
    bold: bool,
}

impl Paragraph {
    pub fn push(&mut self, text: &str, bold: bool) {
        let visible = text.chars().any(|c| !c.is_whitespace());
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
            line.bold &= bold || !visible;
        } else {
            self.lines.push(Line {
                text: text.to_owned(),
                bold: bold || !visible,
            });
        }
    }

    pub fn line_break(&mut self) {
        self.lines.push(Line {
            text: String::new(),
            bold: true,
        });
    }
}

impl<'a> Blocks<'a> {
    pub fn new(file: &'a str, limits: &Limits) -> Self {
        Self {
            file,
            most: limits.blocks,
            found: Vec::new(),
        }
    }

    /// Headings and items are one block each. A paragraph is parted where a line of it stands for itself: a bold
    /// line, "Det betyder, at", "Hånd i hånd med:", or a bullet typed by hand.
    pub fn add(&mut self, kind: BlockKind, paragraph: Paragraph) -> Result<(), Error> {
        let lines = paragraph.lines.into_iter();
        let lines = lines.map(|line| Line {
            text: prose(&line.text),
            ..line
        });
        let lines: Vec<Line> = lines.filter(|line| !line.text.is_empty()).collect();
        if kind != BlockKind::Paragraph {
            return self.put(kind, &lines);
        }
        let mut from = 0;
        for at in 1..=lines.len() {
            let parted = at == lines.len()
                || lines[at - 1].bold != lines[at].bold
                || bullet(&lines[at].text).is_some()
                || bullet(&lines[at - 1].text).is_some()
                || label::begins_section(&lines[at].text)
                || label::begins_section(&lines[at - 1].text);
            if parted {
                self.put_paragraph(&lines[from..at])?;
                from = at;
            }
        }
        Ok(())
    }

    fn put_paragraph(&mut self, lines: &[Line]) -> Result<(), Error> {
        if let [line] = lines
            && let Some(text) = bullet(&line.text)
        {
            return self.put(
                BlockKind::Item,
                &[Line {
                    text: text.to_owned(),
                    bold: line.bold,
                }],
            );
        }
        let bold = lines.iter().all(|line| line.bold);
        self.put(if bold { BlockKind::Bold } else { BlockKind::Paragraph }, lines)
    }

    fn put(&mut self, kind: BlockKind, lines: &[Line]) -> Result<(), Error> {
        let text = lines
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        if text.is_empty() {
            return Ok(());
        }
        if self.found.len() as u64 >= self.most {
            return Err(Error::TooManyBlocks {
                file: self.file.to_owned(),
                limit: self.most,
            });
        }
        self.found.push(Block { kind, text });
        Ok(())
    }

    pub fn into_vec(self) -> Vec<Block> {
        self.found
    }
}

/// What follows a bullet that was typed by hand.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '‣', '▪', '◦', '·', '\u{F0B7}']).or_else(|| {
        let rest = line.strip_prefix(['-', '–', '*'])?;
        rest.starts_with(' ').then_some(rest)
    })?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}
