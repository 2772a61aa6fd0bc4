use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Blocks, Paragraph};
use crate::decode::decode;
use crate::{Error, File, Limits};

/// Blocks of a Markdown text. Emphasis and links leave their text; HTML, footnotes, pictures and a metadata block
/// at the top are left out; the cells of a table are paragraphs.
pub(super) fn blocks(file: &File<'_>, limits: &Limits) -> Result<Vec<Block>, Error> {
    let name = file.label();
    let text = decode(&name, file.bytes())?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading {
        blocks: Blocks::new(&name, limits),
        paragraph: Paragraph::default(),
        kind: BlockKind::Paragraph,
        bold: 0,
        items: 0,
        skipped: 0,
    };
    for event in Parser::new_ext(&text, options) {
        reading.event(event)?;
    }
    reading.end_block()?;
    Ok(reading.blocks.into_vec())
}

struct Reading<'a> {
    blocks: Blocks<'a>,
    paragraph: Paragraph,
    kind: BlockKind,
    /// Depths: of bold, of lists, and of what is left out.
    bold: usize,
    items: usize,
    skipped: usize,
}

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), Error> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(tag) => self.end(tag)?,
            _ if self.skipped > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                for (at, line) in text.split('\n').enumerate() {
                    if at > 0 {
                        self.paragraph.line_break();
                    }
                    self.paragraph.push(line, self.bold > 0);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.paragraph.line_break(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.paragraph.line_break()
            }
            Event::Rule => self.end_block()?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis | Tag::Link { .. } => {}
            Tag::Image { .. } => self.skipped += 1,
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock => {
                self.end_block()?;
                self.skipped += 1;
            }
            Tag::Heading { level, .. } => {
                self.end_block()?;
                self.kind = BlockKind::Heading(*level as u8);
            }
            Tag::Item => {
                self.end_block()?;
                self.items += 1;
                self.kind = BlockKind::Item;
            }
            // The first paragraph of an item is the item itself.
            Tag::Paragraph => {}
            _ => self.end_block()?,
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Error> {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Link => {}
            TagEnd::Image => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                self.paragraph = Paragraph::default();
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_block()?;
                self.items = self.items.saturating_sub(1);
            }
            _ => self.end_block()?,
        }
        Ok(())
    }

    fn end_block(&mut self) -> Result<(), Error> {
        let paragraph = std::mem::take(&mut self.paragraph);
        let kind = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        // A second paragraph in a list item must not end the list.
        let within = self.items > 0 && kind == BlockKind::Paragraph;
        let kind = if within { BlockKind::Item } else { kind };
        self.blocks.add(kind, paragraph)
    }
}
