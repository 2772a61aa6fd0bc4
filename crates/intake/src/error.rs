use thiserror::Error;

use crate::FileKind;
use crate::organisation::{Format, Part};

/// Why a file, or a set of files, was refused as a whole.
///
/// `file` is the name as it was given, cut to 200 characters. Rows are numbered as a spreadsheet shows them: the
/// headers are row 1. The texts of `Display` are for logs; pages write their own sentences from the fields.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Error {
    /// The file has `size` bytes, `limit` are read at most.
    #[error("{file}: {size} bytes, at most {limit} are read")]
    TooLarge { file: String, size: u64, limit: u64 },
    /// Unpacked, the file would pass `limit` bytes: as a total, or for what its packed size allows.
    #[error("{file}: unpacks to more than {limit} bytes")]
    UnpacksTooLarge { file: String, limit: u64 },
    /// The archive holds `entries` files, `limit` are read at most.
    #[error("{file}: {entries} entries in the archive, at most {limit} are read")]
    TooManyEntries {
        file: String,
        entries: u64,
        limit: u64,
    },
    /// More than `limit` rows after the headers.
    #[error("{file}: more than {limit} rows")]
    TooManyRows { file: String, limit: u64 },
    /// More than `limit` columns with something in them.
    #[error("{file}: more than {limit} columns in row {row}")]
    TooManyColumns { file: String, row: u32, limit: u64 },
    /// A cell is longer than `limit` characters. `column` counts from 1.
    #[error("{file}: row {row}, column {column} is longer than {limit} characters")]
    CellTooLong {
        file: String,
        row: u32,
        column: u32,
        limit: u64,
    },
    /// The file has nothing in it that could be read.
    #[error("{file}: nothing in it")]
    Empty { file: String },
    /// The name ends like one kind of file and the content is another.
    #[error("{file}: named as {claimed:?}, is {found:?}")]
    NotWhatItClaims {
        file: String,
        claimed: FileKind,
        found: FileKind,
    },
    /// A table is wanted and this is something else.
    #[error("{file}: {found:?} is not a table")]
    NotATable { file: String, found: FileKind },
    /// A text (Markdown or Word) is wanted and this is something else.
    #[error("{file}: {found:?} is not a text")]
    NotAText { file: String, found: FileKind },
    /// The archive is protected by a password.
    #[error("{file}: protected by a password")]
    Locked { file: String },
    /// The file cannot be understood from `row` on (or at all, when there is no row).
    #[error("{file}: broken at row {row:?}: {fault:?}")]
    Broken {
        file: String,
        row: Option<u32>,
        fault: Fault,
    },

    /// A column that the format must have is not among the headers.
    #[error("{file}: column {column} is missing")]
    MissingColumn { file: String, column: &'static str },
    /// A column occurs twice among the headers, so that nobody can know which one counts.
    #[error("{file}: column {column} occurs twice")]
    DuplicateColumn { file: String, column: &'static str },
    /// The headers belong to none of the known files.
    #[error("{file}: no known headers")]
    Unrecognised { file: String },
    /// A file of the format is not among those given.
    #[error("the {part:?} file is missing")]
    MissingPart { part: Part },
    /// Two files are the same part of the format.
    #[error("{first} and {second} are both the {part:?} file")]
    DuplicatePart {
        part: Part,
        first: String,
        second: String,
    },
    /// Files of both formats were given together.
    #[error("{first} is of {format:?}, {second} is not")]
    MixedFormats {
        format: Format,
        first: String,
        second: String,
    },
    /// A person's key looks like a CPR number. Nothing of the file is kept: the system that exports must be set to
    /// another key (in OS2mo the person's UUID, which is its default; elsewhere an employee number).
    #[error(
        "{file}: column {column} holds what looks like CPR numbers (first in row {row}); export another key"
    )]
    PersonNumberAsKey {
        file: String,
        row: u32,
        column: &'static str,
    },

    /// No heading that could be an element was found.
    #[error("{file}: no headings, so no elements")]
    NoElements { file: String },
    /// More than `limit` elements.
    #[error("{file}: more than {limit} elements")]
    TooManyElements { file: String, limit: u64 },
    /// More than `limit` behaviours under `headline`.
    #[error("{file}: more than {limit} behaviours under one element")]
    TooManyBehaviours {
        file: String,
        headline: String,
        limit: u64,
    },
    /// More than `limit` paragraphs, headings and list items.
    #[error("{file}: more than {limit} paragraphs")]
    TooManyBlocks { file: String, limit: u64 },
    /// A headline is longer than `limit` characters. `block` counts the paragraphs from 1.
    #[error("{file}: the headline in paragraph {block} is longer than {limit} characters")]
    HeadlineTooLong {
        file: String,
        block: u64,
        limit: u64,
    },
    /// The meaning of the element `headline` is longer than `limit` characters.
    #[error("{file}: the meaning of one element is longer than {limit} characters")]
    MeaningTooLong {
        file: String,
        headline: String,
        limit: u64,
    },
    /// A behaviour, an example, a dilemma or a tie is longer than `limit` characters.
    #[error("{file}: paragraph {block} is longer than {limit} characters")]
    EntryTooLong {
        file: String,
        block: u64,
        limit: u64,
    },
    /// What stands before the first element is longer than `limit` characters.
    #[error("{file}: the preamble is longer than {limit} characters")]
    PreambleTooLong { file: String, limit: u64 },
}

/// In what way a file is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A quotation mark is opened and never closed: most often a file that was cut off.
    UnclosedQuote,
    /// Something other than a delimiter follows a closing quotation mark.
    TextAfterQuote,
    /// A row has more cells than there are headers.
    MoreCellsThanHeaders,
    /// Bytes that are no text in the encoding that the file otherwise has.
    Encoding,
    /// UTF-8 and Windows-1252 in one file: joined from two files, most often.
    MixedEncodings,
    /// The ZIP archive (which Word and Excel files are) is cut off or damaged.
    Archive,
    /// The workbook's inside is not as Excel writes it.
    Workbook,
    /// The document's inside is not as Word writes it.
    Document,
}
