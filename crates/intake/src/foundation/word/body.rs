use quick_xml::events::BytesStart;

use super::styles::{Meaning, Styles, heading};
use super::{attribute, is_on};
use crate::Error;
use crate::foundation::block::{Blocks, Paragraph};
use crate::foundation::{Block, BlockKind};

/// The body of a document while it is read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    blocks: Blocks<'a>,
    /// Paragraphs that are open: a text box is a paragraph inside a paragraph.
    open: Vec<Open>,
    /// Text before a paragraph mark that was deleted: it runs on in the next paragraph.
    carried: Option<Paragraph>,
    /// Depth below something that is left out; 0 outside.
    skipped: usize,
    in_text: bool,
}

/// A paragraph whose end has not come yet.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    style: Option<String>,
    outline: Option<u8>,
    numbered: Option<bool>,
    mark_deleted: bool,
    in_properties: bool,
    run: Option<Run>,
}

/// A stretch of text with the same formatting.
#[derive(Default, Clone, Copy)]
struct Run {
    bold: Option<bool>,
    hidden: bool,
}

impl<'a> Body<'a> {
    pub fn new(styles: &'a Styles, blocks: Blocks<'a>) -> Self {
        Self {
            styles,
            blocks,
            open: Vec::new(),
            carried: None,
            skipped: 0,
            in_text: false,
        }
    }

    pub fn finish(mut self) -> Result<Vec<Block>, Error> {
        if let Some(paragraph) = self.carried.take() {
            self.blocks.add(BlockKind::Paragraph, paragraph)?;
        }
        Ok(self.blocks.into_vec())
    }

    pub fn start(&mut self, tag: &BytesStart<'_>) {
        let local = tag.local_name();
        let local = local.as_ref();
        let in_properties = self.open.last().is_some_and(|open| open.in_properties);
        if self.skipped > 0 || is_left_out(local, in_properties) {
            self.skipped += 1;
        } else if local == "p" {
            let paragraph = if self.open.is_empty() {
                self.carried.take()
            } else {
                None
            };
            let paragraph = paragraph.unwrap_or_default();
            self.open.push(Open {
                paragraph,
                ..Open::default()
            });
        } else if local == "t" {
            self.in_text = true;
        } else if let Some(open) = self.open.last_mut() {
            if in_properties {
                open.property(local, tag)
            } else {
                open.content(local, tag)
            }
        }
    }

    pub fn end(&mut self, local: &str) -> Result<(), Error> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match (local, self.open.last_mut()) {
            ("t", _) => self.in_text = false,
            ("pPr", Some(open)) => open.in_properties = false,
            ("r", Some(open)) => open.run = None,
            ("p", Some(_)) => {
                if let Some(open) = self.open.pop() {
                    self.close(open)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut()
            && self.in_text
            && self.skipped == 0
        {
            let run = open.run.unwrap_or_default();
            let styled = || {
                open.style
                    .as_deref()
                    .is_some_and(|id| self.styles.is_bold(id))
            };
            if !run.hidden {
                open.paragraph.push(text, run.bold.unwrap_or_else(styled));
            }
        }
    }

    fn close(&mut self, open: Open) -> Result<(), Error> {
        if open.mark_deleted && self.open.is_empty() {
            self.carried = Some(open.paragraph);
            return Ok(());
        }
        match self.kind(&open) {
            Some(kind) => self.blocks.add(kind, open.paragraph),
            None => Ok(()),
        }
    }

    /// What the paragraph itself says counts before what its style says. `None` in a table of contents.
    fn kind(&self, open: &Open) -> Option<BlockKind> {
        let styled = match open.style.as_deref().and_then(|id| self.styles.meaning(id)) {
            Some(Meaning::Contents) => return None,
            Some(Meaning::Block(kind)) => kind,
            None => BlockKind::Paragraph,
        };
        let kind = open.outline.and_then(heading).unwrap_or(styled);
        Some(match (kind, open.numbered) {
            (BlockKind::Paragraph, Some(true)) => BlockKind::Item,
            (BlockKind::Item, Some(false)) => BlockKind::Paragraph,
            _ => kind,
        })
    }
}

impl Open {
    fn property(&mut self, local: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        match local {
            "pStyle" => self.style = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.numbered = value().map(|id| id != "0"),
            "del" | "moveFrom" => self.mark_deleted = true,
            _ => {}
        }
    }

    fn content(&mut self, local: &str, tag: &BytesStart<'_>) {
        match (local, &mut self.run) {
            ("pPr", _) => self.in_properties = true,
            ("r", _) => self.run = Some(Run::default()),
            ("b", Some(run)) => run.bold = Some(is_on(tag)),
            ("vanish", Some(run)) => run.hidden = is_on(tag),
            ("tab", Some(_)) => self.paragraph.push(" ", false),
            ("noBreakHyphen", Some(run)) => self.paragraph.push("-", run.bold == Some(true)),
            ("br" | "cr", Some(_)) => self.paragraph.line_break(),
            _ => {}
        }
    }
}

/// Deleted and moved-away text, earlier formatting, field codes, and the second copy of a text box that is there for
/// old versions. Among a paragraph's properties `del` is no text but says that the paragraph mark is deleted.
fn is_left_out(local: &str, in_properties: bool) -> bool {
    match local {
        "del" | "moveFrom" => !in_properties,
        "Fallback" | "instrText" | "delText" | "delInstrText" => true,
        _ => local.ends_with("Change"),
    }
}
