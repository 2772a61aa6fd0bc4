//! What a municipality already has, taken in: its organisation as tables, its foundation as a text.
//!
//! Bytes come in, typed rows or a draft go out, and the same table formats can be written again. The crate is pure:
//! it opens no file, knows no clock and stores nothing, so that the browser's upload and the command line run the
//! same code. Every input has a limit ([`Limits`]) and every refusal is an [`Error`] with the data that a sentence
//! in the reader's language needs. No error and no problem ever carries the contents of a cell.
//!
//! * [`organisation`] reads units, people and posts from two formats, in batches;
//! * [`export`] writes the same formats so that reading them again gives the same rows;
//! * [`foundation`] splits a Markdown or Word text into elements, behaviours and ties;
//! * [`policy`] splits an old policy into its clauses;
//! * [`sheets`] writes other tables, as CSV and workbooks;
//! * [`table`] is the layer below: CSV or XLSX, found out by content, as headers and rows.

mod archive;
mod decode;
pub mod documents;
mod error;
pub mod export;
mod file;
pub mod foundation;
mod neutral;
pub mod organisation;
mod person_number;
pub mod policy;
pub mod sheets;
pub mod table;
mod text;

pub use error::{Error, Fault};
pub use file::{File, FileKind, Limits};
