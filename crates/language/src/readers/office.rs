//! DOCX, ODT, PPTX and XLSX: packed XML. Only the parts that hold text are unpacked, each with a limit.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{MOST_TEXT, MOST_UNPACKED, Pages, ReadError};
use crate::text::{Block, Kind};

const MOST_ENTRIES: usize = 20_000;
const MOST_DEPTH: usize = 400;

struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(ReadError::Bomb);
        }
        Ok(Self { archive, unpacked: 0 })
    }

    /// The names of parts that begin and end so, in the order of their numbers.
    fn names(&self, start: &str, end: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .archive
            .file_names()
            .filter_map(Result::ok)
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort_by_key(|name| {
            (
                name.chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
                    .parse::<u64>()
                    .unwrap_or(0),
                name.clone(),
            )
        });
        names
    }

    /// What a part holds; the sizes that the file claims are not believed.
    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(ReadError::Locked),
            Err(error) => return Err(broken(&error)),
        };
        let left = MOST_UNPACKED.saturating_sub(self.unpacked);
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(&error))?;
        self.unpacked += bytes.len() as u64;
        if self.unpacked > MOST_UNPACKED {
            Err(ReadError::Bomb)
        } else {
            Ok(Some(bytes))
        }
    }
}

fn broken(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken {
        reason: error.to_string().chars().take(200).collect(),
    }
}

/// Walks through XML and tells `open`, `text` and `close` what it meets, by local name. Entities beyond the five of XML are
/// never expanded: document type declarations are skipped.
fn walk(xml: &[u8], mut visit: impl FnMut(Met<'_>)) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let (mut depth, mut taken, mut buffer) = (0_usize, 0_usize, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| broken(&error))? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return Err(ReadError::Broken {
                        reason: "nested too deeply".to_owned(),
                    });
                }
                visit(Met::Open(&tag));
            }
            Event::Empty(tag) => {
                visit(Met::Open(&tag));
                visit(Met::Close(tag.local_name().as_ref()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Met::Close(tag.local_name().as_ref()));
            }
            Event::Text(text) => {
                taken += text.len();
                visit(Met::Text(&text));
            }
            Event::CData(text) => visit(Met::Text(&text)),
            Event::GeneralRef(reference) => {
                let plain = match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(c) = plain {
                    visit(Met::Text(c.encode_utf8(&mut [0; 4])));
                }
            }
            _ => {}
        }
        if taken > MOST_TEXT {
            return Err(ReadError::TooMuchText);
        }
        buffer.clear();
    }
}

enum Met<'a> {
    Open(&'a BytesStart<'a>),
    Text(&'a str),
    Close(&'a str),
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

fn push(blocks: &mut Vec<Block>, kind: Kind, text: &mut String) {
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        blocks.push(Block::new(kind, trimmed));
    }
    text.clear();
}

pub(super) fn docx(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(xml) = package.part("word/document.xml")? else {
        return Err(ReadError::Lies {
            extension: "docx".to_owned(),
        });
    };
    let mut blocks = word_blocks(&xml)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = package.part(name)? {
            blocks.extend(word_blocks(&xml)?);
        }
    }
    Ok(blocks)
}

fn word_blocks(xml: &[u8]) -> Result<Vec<Block>, ReadError> {
    let (mut blocks, mut text, mut kind) = (Vec::new(), String::new(), Kind::Paragraph);
    // Deleted text, field codes and what only older readers see are no text.
    let (mut hidden, mut in_text, mut tables) = (0_u32, false, 0_u32);
    walk(xml, |met| match met {
        Met::Open(tag) => match tag.local_name().as_ref() {
            "p" => kind = if tables > 0 { Kind::Row } else { Kind::Paragraph },
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default().to_lowercase();
                if style.starts_with("heading")
                    || style.starts_with("overskrift")
                    || style == "title"
                    || style == "titel"
                {
                    kind = Kind::Title;
                } else if style.starts_with("toc") || style.starts_with("indholdsfortegnelse") {
                    kind = Kind::Row;
                }
            }
            "numPr" if kind == Kind::Paragraph => kind = Kind::Item,
            "tbl" => tables += 1,
            "delText" | "instrText" | "Fallback" => hidden += 1,
            "t" => in_text = true,
            "tab" => text.push(' '),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            _ => {}
        },
        Met::Text(said) if hidden == 0 && in_text => text.push_str(said),
        Met::Text(_) => {}
        Met::Close(name) => match name {
            "t" => in_text = false,
            "p" => push(&mut blocks, kind, &mut text),
            "tbl" => tables = tables.saturating_sub(1),
            "delText" | "instrText" | "Fallback" => hidden = hidden.saturating_sub(1),
            _ => {}
        },
    })?;
    push(&mut blocks, kind, &mut text);
    Ok(blocks)
}

pub(super) fn odt(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(xml) = package.part("content.xml")? else {
        return Err(ReadError::Lies {
            extension: "odt".to_owned(),
        });
    };
    let (mut blocks, mut text) = (Vec::new(), String::new());
    let (mut hidden, mut paragraphs, mut items, mut cells) = (0_u32, 0_u32, 0_u32, 0_u32);
    walk(&xml, |met| match met {
        Met::Open(tag) => match tag.local_name().as_ref() {
            "p" | "h" => paragraphs += 1,
            "list-item" => items += 1,
            "table-cell" => cells += 1,
            "tracked-changes" | "annotation" => hidden += 1,
            "tab" => text.push(' '),
            "s" => text.extend(std::iter::repeat_n(
                ' ',
                attribute(tag, "c")
                    .and_then(|c| c.parse::<usize>().ok())
                    .unwrap_or(1)
                    .min(20),
            )),
            "line-break" => text.push('\n'),
            _ => {}
        },
        Met::Text(said) if hidden == 0 && paragraphs > 0 => text.push_str(said),
        Met::Text(_) => {}
        Met::Close(name) => match name {
            "p" | "h" => {
                paragraphs = paragraphs.saturating_sub(1);
                let kind = match name {
                    "h" => Kind::Title,
                    _ if cells > 0 => Kind::Row,
                    _ if items > 0 => Kind::Item,
                    _ => Kind::Paragraph,
                };
                push(&mut blocks, kind, &mut text);
            }
            "list-item" => items = items.saturating_sub(1),
            "table-cell" => cells = cells.saturating_sub(1),
            "tracked-changes" | "annotation" => hidden = hidden.saturating_sub(1),
            _ => {}
        },
    })?;
    Ok(blocks)
}

pub(super) fn pptx(bytes: &[u8]) -> Result<Pages, ReadError> {
    let mut package = Package::open(bytes)?;
    let slides = package.names("ppt/slides/slide", ".xml");
    if slides.is_empty() {
        return Err(ReadError::Lies {
            extension: "pptx".to_owned(),
        });
    }
    let mut blocks = Vec::new();
    let pages = slides.len();
    for name in slides
        .into_iter()
        .chain(package.names("ppt/notesSlides/notesSlide", ".xml"))
    {
        let Some(xml) = package.part(&name)? else { continue };
        let (mut text, mut kind) = (String::new(), Kind::Item);
        walk(&xml, |met| match met {
            Met::Open(tag) => match tag.local_name().as_ref() {
                "ph" => {
                    let role = attribute(tag, "type").unwrap_or_default();
                    kind = if role.to_lowercase().contains("title") {
                        Kind::Title
                    } else {
                        Kind::Item
                    };
                }
                "sp" => kind = Kind::Item,
                "br" => text.push('\n'),
                _ => {}
            },
            Met::Text(said) => text.push_str(said.trim_matches('\n')),
            Met::Close("p") => push(&mut blocks, kind, &mut text),
            Met::Close(_) => {}
        })?;
    }
    Ok(Pages {
        blocks,
        pages: Some(pages),
    })
}

/// Rows of all sheets.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut shared: Vec<String> = Vec::new();
    if let Some(xml) = package.part("xl/sharedStrings.xml")? {
        let (mut text, mut phonetic) = (String::new(), false);
        walk(&xml, |met| match met {
            Met::Open(tag) if tag.local_name().as_ref() == "rPh" => phonetic = true,
            Met::Text(said) if !phonetic => text.push_str(said),
            Met::Close("si") => shared.push(std::mem::take(&mut text)),
            Met::Close("rPh") => phonetic = false,
            _ => {}
        })?;
    }
    let sheets = package.names("xl/worksheets/sheet", ".xml");
    if sheets.is_empty() {
        return Err(ReadError::Lies {
            extension: "xlsx".to_owned(),
        });
    }
    let mut rows = Vec::new();
    for name in sheets {
        let Some(xml) = package.part(&name)? else { continue };
        let (mut row, mut text, mut by_number, mut column): (Vec<String>, String, bool, usize) =
            (Vec::new(), String::new(), false, 0);
        walk(&xml, |met| match met {
            Met::Open(tag) if tag.local_name().as_ref() == "c" => {
                by_number = attribute(tag, "t").as_deref() == Some("s");
                column = attribute(tag, "r").map_or(row.len(), |place| column_of(&place));
                text.clear();
            }
            Met::Text(said) => text.push_str(said),
            Met::Close("c") => {
                let value = if by_number {
                    text.trim()
                        .parse::<usize>()
                        .ok()
                        .and_then(|at| shared.get(at))
                        .cloned()
                        .unwrap_or_default()
                } else {
                    text.clone()
                };
                if column < 1_000 {
                    row.resize(row.len().max(column), String::new());
                    row.push(value);
                }
                text.clear();
            }
            Met::Close("row") => rows.push(std::mem::take(&mut row)),
            _ => {}
        })?;
    }
    Ok(rows)
}

/// Column of a cell named like "AB12", from 0.
fn column_of(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters
        .fold(0_usize, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1)
        .saturating_sub(1)
}
