use std::borrow::Cow;
use std::fmt;
use std::io::Cursor;

use zip::ZipArchive;

use crate::Error;

/// A file as somebody handed it over: a name and bytes.
#[derive(Clone)]
pub struct File<'a> {
    name: Cow<'a, str>,
    bytes: Cow<'a, [u8]>,
}

impl<'a> File<'a> {
    /// Only the end of the name is used, to tell a file that is not what it claims; what the file is, its content says.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name: Cow::Borrowed(name),
            bytes: Cow::Borrowed(bytes),
        }
    }

    pub(crate) fn owned(name: String, bytes: Vec<u8>) -> File<'static> {
        File {
            name: Cow::Owned(name),
            bytes: Cow::Owned(bytes),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn into_bytes(self) -> Cow<'a, [u8]> {
        self.bytes
    }

    /// The name for errors and problems, short and without control characters, since it is whatever a browser sent.
    pub(crate) fn label(&self) -> String {
        self.name.chars().filter(|c| !c.is_control()).take(200).collect()
    }

    /// What the file is, refused when it is too large, empty or not what its name says.
    pub(crate) fn kind(&self, limits: &Limits) -> Result<FileKind, Error> {
        let size = self.bytes.len() as u64;
        if size > limits.file_bytes {
            return Err(Error::TooLarge {
                file: self.label(),
                size,
                limit: limits.file_bytes,
            });
        }
        let found = FileKind::of(&self.bytes);
        if found == FileKind::Empty {
            return Err(Error::Empty { file: self.label() });
        }
        match FileKind::claimed_by(&self.name) {
            Some(claimed) if claimed != found => Err(Error::NotWhatItClaims {
                file: self.label(),
                claimed,
                found,
            }),
            _ => Ok(found),
        }
    }
}

/// Shows the name and the length alone: the bytes may hold CPR numbers and must not reach a log.
impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {} bytes)", self.label(), self.bytes.len())
    }
}

/// What a file is, found by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text: CSV, Markdown or plain. Content cannot tell them apart.
    Text,
    /// Excel's XLSX.
    Workbook,
    /// Word's DOCX.
    Document,
    /// A ZIP archive that is neither.
    Archive,
    /// The binary Office format from before 2007, or a newer file behind a password, which looks the same.
    OldOffice,
    /// PDF.
    Pdf,
    /// A web page or other markup, also when it is named as a spreadsheet, as some systems do.
    Markup,
    /// Rich Text Format.
    RichText,
    /// Anything else that is not text.
    Binary,
    /// No bytes, or white space alone.
    Empty,
}

impl FileKind {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::of_archive(bytes);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Self::OldOffice;
        }
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(b"{\\rtf") {
            return Self::RichText;
        }
        let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        if !wide && bytes.contains(&0) {
            return Self::Binary;
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        if text.is_empty() {
            return Self::Empty;
        }
        let start = text[..text.len().min(16)].to_ascii_lowercase();
        if [b"<!doctype".as_slice(), b"<html", b"<?xml", b"<table"]
            .iter()
            .any(|m| start.starts_with(m))
        {
            return Self::Markup;
        }
        Self::Text
    }

    /// Word and Excel files are archives that hold a known part; a damaged archive stays an archive here and is
    /// found broken when it is unpacked.
    fn of_archive(bytes: &[u8]) -> Self {
        let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
            return Self::Archive;
        };
        let holds = |folder: &[u8]| zip.file_names_raw().any(|name| name.starts_with(folder));
        if !zip.file_names_raw().any(|name| name == b"[Content_Types].xml") {
            Self::Archive
        } else if holds(b"xl/") {
            Self::Workbook
        } else if holds(b"word/") {
            Self::Document
        } else {
            Self::Archive
        }
    }

    fn claimed_by(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" | "md" | "markdown" => Some(Self::Text),
            "xlsx" | "xlsm" => Some(Self::Workbook),
            "docx" | "docm" => Some(Self::Document),
            "zip" => Some(Self::Archive),
            "xls" | "doc" => Some(Self::OldOffice),
            "pdf" => Some(Self::Pdf),
            "htm" | "html" | "xml" => Some(Self::Markup),
            "rtf" => Some(Self::RichText),
            _ => None,
        }
    }
}

/// How much is read at most. The defaults hold the largest Danish municipality with room to spare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one file as it is handed over: 10 MB.
    pub file_bytes: u64,
    /// Bytes in one archive when it is unpacked, everything together: 50 MB.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte of an archive: 100.
    pub ratio: u64,
    /// Entries in one archive: 1,000.
    pub zip_entries: u64,
    /// Sheets in one workbook that a user can see: 50. Each is opened to look at its headers.
    pub sheets: u64,
    /// Rows in one table after the headers: 100,000.
    pub rows: u64,
    /// Columns in one table: 64.
    pub columns: u64,
    /// Characters in one cell: 4,000.
    pub cell_chars: u64,
    /// Rows with a problem that are listed; the rest are counted: 200.
    pub problems: u64,
    /// Paragraphs, headings and list items in one text: 20,000.
    pub blocks: u64,
    /// Elements in one foundation: 200.
    pub elements: u64,
    /// Behaviours of one element: 40.
    pub behaviours: u64,
    /// Characters in one headline: 300.
    pub headline_chars: u64,
    /// Characters in one meaning: 10,000.
    pub meaning_chars: u64,
    /// Characters in one behaviour, example, dilemma or tie: 2,000.
    pub entry_chars: u64,
    /// Characters before the first element: 40,000.
    pub preamble_chars: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 10_000_000,
            unpacked_bytes: 50_000_000,
            ratio: 100,
            zip_entries: 1_000,
            sheets: 50,
            rows: 100_000,
            columns: 64,
            cell_chars: 4_000,
            problems: 200,
            blocks: 20_000,
            elements: 200,
            behaviours: 40,
            headline_chars: 300,
            meaning_chars: 10_000,
            entry_chars: 2_000,
            preamble_chars: 40_000,
        }
    }
}
