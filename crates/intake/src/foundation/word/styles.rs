use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::{Node, attribute, is_on, walk};
use crate::foundation::BlockKind;
use crate::text::key;

/// Steps from a style to the one it is based on; Word allows eleven.
const CHAIN: usize = 16;

/// What a paragraph style means for the split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Block(BlockKind),
    /// A line of a table of contents.
    Contents,
}

#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbered: bool,
    bold: Option<bool>,
}

impl Styles {
    /// `None` when the part is not well-formed.
    pub fn read(xml: &str) -> Option<Self> {
        let mut styles = HashMap::new();
        let mut current: Option<(String, Style)> = None;
        let walked = walk(xml, |node| {
            match node {
                Node::Start(tag) if tag.local_name().as_ref() == "style" => {
                    current = attribute(tag, "styleId").map(|id| (id, Style::default()));
                }
                Node::End("style") => styles.extend(current.take()),
                Node::Start(tag) => {
                    if let Some((_, style)) = &mut current {
                        style.note(tag);
                    }
                }
                _ => {}
            }
            Ok::<(), ()>(())
        });
        walked?.ok()?;
        Some(Self(styles))
    }

    /// By the style's id or name, or its outline level, or those of the styles it is based on. Danish Word calls the
    /// style "Overskrift 1" on the screen and `Overskrift1` in the file, with the English name beside it.
    pub fn meaning(&self, id: &str) -> Option<Meaning> {
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let id = next?;
            let style = self.0.get(id);
            let named = of_name(id).or_else(|| of_name(&style?.name));
            let outlined = || heading(style?.outline?).map(Meaning::Block);
            let listed = || style?.numbered.then_some(Meaning::Block(BlockKind::Item));
            if let Some(meaning) = named.or_else(outlined).or_else(listed) {
                return Some(meaning);
            }
            next = style.and_then(|style| style.based_on.as_deref());
        }
        None
    }

    pub fn is_bold(&self, id: &str) -> bool {
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(id)) else {
                return false;
            };
            if let Some(bold) = style.bold {
                return bold;
            }
            next = style.based_on.as_deref();
        }
        false
    }
}

impl Style {
    fn note(&mut self, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        match tag.local_name().as_ref() {
            "name" => self.name = value().unwrap_or_default(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.numbered = value().is_some_and(|id| id != "0"),
            "b" => self.bold = Some(is_on(tag)),
            _ => {}
        }
    }
}

/// A heading's level from Word's outline level, which counts from 0; 9 is body text.
pub(super) fn heading(outline: u8) -> Option<BlockKind> {
    (outline < 9).then(|| BlockKind::Heading(outline + 1))
}

fn of_name(name: &str) -> Option<Meaning> {
    let name = key(name).replace([' ', '-'], "");
    if matches!(name.as_str(), "title" | "titel") {
        return Some(Meaning::Block(BlockKind::Title));
    }
    for heading in ["heading", "overskrift"] {
        if let Some(level) = name
            .strip_prefix(heading)
            .and_then(|level| level.parse().ok())
            && (1..=9).contains(&level)
        {
            return Some(Meaning::Block(BlockKind::Heading(level)));
        }
    }
    let starts = |names: &[&str]| names.iter().any(|start| name.starts_with(start));
    if starts(&["toc", "indholdsfortegnelse"]) {
        Some(Meaning::Contents)
    } else if starts(&[
        "listbullet",
        "listnumber",
        "opstillingpunkt",
        "opstillingtal",
    ]) {
        Some(Meaning::Block(BlockKind::Item))
    } else {
        None
    }
}
