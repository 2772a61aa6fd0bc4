//! Readers: bytes in, blocks of text out. Every reader has limits; none keeps who spoke or answered.
//!
//! PDF files can make a parser loop or eat memory whatever the limits here; the command line therefore reads each file in a
//! child process with limits on time and memory.

mod health;
mod office;
mod pdf;
mod plain;
mod private;
mod table;
mod transcript;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

pub use health::{Health, Verdict};

use crate::text::Block;

/// Largest file, in bytes.
pub const MOST_FILE: usize = 50_000_000;
/// Most text taken from one file, in bytes.
pub const MOST_TEXT: usize = 20_000_000;
/// Most bytes that a packed file (DOCX, ODT, PPTX, XLSX) may unpack to.
pub const MOST_UNPACKED: u64 = 200_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Odt,
    Pptx,
    Xlsx,
    Pdf,
    Vtt,
    Srt,
    Csv,
}

/// A file as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    pub format: Format,
    pub blocks: Vec<Block>,
    pub health: Health,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ReadError {
    #[error("the file is larger than {MOST_FILE} bytes")]
    TooLarge,
    #[error("the file unpacks to more than {MOST_UNPACKED} bytes")]
    Bomb,
    #[error("the file holds more than {MOST_TEXT} bytes of text")]
    TooMuchText,
    #[error("files named *.{extension} are not read")]
    UnknownFormat { extension: String },
    #[error("the file's content is not what its name says ({extension})")]
    Lies { extension: String },
    #[error("the file is broken: {reason}")]
    Broken { reason: String },
    #[error("the file is protected by a password")]
    Locked,
    #[error("the text is in an encoding that is not read")]
    Encoding,
    /// Conversations are never an input.
    #[error("this looks like notes or a form from a conversation ({sign}); conversations are never read here")]
    Conversation { sign: String },
}

/// Whether a file of this name is text that a reader of our own walks through once, and needs no child process.
#[must_use]
pub fn is_plain(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["txt", "text", "md", "markdown", "vtt", "srt"]
        .iter()
        .any(|plain| extension.eq_ignore_ascii_case(plain))
}

/// Reads a file. `name` gives the extension; the content must agree with it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    if bytes.len() > MOST_FILE {
        return Err(ReadError::TooLarge);
    }
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_lowercase();
    let format = format_of(&extension, bytes)?;
    // The parsers of others may panic on broken input; that is an error of the file, not of the engine.
    let blocks = catch_unwind(AssertUnwindSafe(|| blocks_of(format, bytes))).unwrap_or_else(|_| {
        Err(ReadError::Broken {
            reason: "the parser gave up".to_owned(),
        })
    })?;
    if blocks.blocks.iter().map(|block| block.text.len()).sum::<usize>() > MOST_TEXT {
        return Err(ReadError::TooMuchText);
    }
    if let Some(sign) = private::conversation_sign(name, &blocks.blocks) {
        return Err(ReadError::Conversation { sign });
    }
    let health = Health::of(&blocks.blocks, blocks.pages);
    Ok(Extracted {
        format,
        blocks: blocks.blocks,
        health,
    })
}

/// Blocks and, where the format has them, the number of pages.
pub(crate) struct Pages {
    pub blocks: Vec<Block>,
    pub pages: Option<usize>,
}

impl From<Vec<Block>> for Pages {
    fn from(blocks: Vec<Block>) -> Self {
        Self { blocks, pages: None }
    }
}

fn blocks_of(format: Format, bytes: &[u8]) -> Result<Pages, ReadError> {
    match format {
        Format::Text => Ok(plain::text(&decode(bytes)?).into()),
        Format::Markdown => Ok(plain::markdown(&decode(bytes)?).into()),
        Format::Html => Ok(plain::html(&decode(bytes)?).into()),
        Format::Vtt | Format::Srt => Ok(transcript::cues(&decode(bytes)?).into()),
        Format::Csv => Ok(table::answers(&table::csv(&decode(bytes)?)).into()),
        Format::Docx => office::docx(bytes).map(Pages::from),
        Format::Odt => office::odt(bytes).map(Pages::from),
        Format::Pptx => office::pptx(bytes),
        Format::Xlsx => Ok(table::answers(&office::xlsx(bytes)?).into()),
        Format::Pdf => pdf::pdf(bytes),
    }
}

fn format_of(extension: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let format = match extension {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" => Format::Html,
        "docx" => Format::Docx,
        "odt" => Format::Odt,
        "pptx" => Format::Pptx,
        "xlsx" => Format::Xlsx,
        "pdf" => Format::Pdf,
        "vtt" => Format::Vtt,
        "srt" => Format::Srt,
        "csv" | "tsv" => Format::Csv,
        _ => {
            return Err(ReadError::UnknownFormat {
                extension: extension.to_owned(),
            });
        }
    };
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let packed = head.starts_with(b"PK");
    let pdf = head.windows(5).any(|window| window == b"%PDF-");
    // Old Office files and encrypted new ones are compound files.
    let compound = head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let agrees = match format {
        Format::Docx | Format::Odt | Format::Pptx | Format::Xlsx => {
            if compound {
                return Err(ReadError::Locked);
            }
            packed
        }
        Format::Pdf => pdf,
        _ => {
            !packed
                && !head.starts_with(b"%PDF-")
                && !compound
                && !head.starts_with(b"MZ")
                && !head.starts_with(b"\x7fELF")
                && !head.starts_with(b"\x1f\x8b")
        }
    };
    if agrees {
        Ok(format)
    } else {
        Err(ReadError::Lies {
            extension: extension.to_owned(),
        })
    }
}

/// UTF-8, UTF-16 with a byte order mark, or Windows-1252, in which Danish systems still export.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| ReadError::Encoding)
    };
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
        },
    };
    // A text file has no control characters; a binary one is full of them.
    let odd = text
        .chars()
        .take(4_000)
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        .count();
    if odd * 50 > text.chars().take(4_000).count() {
        Err(ReadError::Encoding)
    } else {
        Ok(text)
    }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if (0x80..0xA0).contains(&byte) {
        HIGH[usize::from(byte - 0x80)]
    } else {
        char::from(byte)
    }
}
