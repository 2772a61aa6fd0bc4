//! `grundlag disclosure protect` and `grundlag disclosure audit`: JSON lines in and out, no files and no clock.

mod audit;
mod example;
mod lines;
mod protect;
mod words;

use std::io;

use thiserror::Error;

pub use audit::{Form, audit};
pub use example::example;
pub use protect::protect;

/// Why a command stopped. `line` counts from 1.
#[derive(Debug, Error)]
pub enum Stop {
    #[error("line {line}: {source}")]
    Json { line: usize, source: serde_json::Error },
    #[error("line {line}: longer than {limit} bytes")]
    Long { line: usize, limit: usize },
    #[error("line {line}: {what} after the first person")]
    Late { line: usize, what: &'static str },
    #[error("line {line}: {source}")]
    Line { line: usize, source: crate::Error },
    #[error(transparent)]
    Wrong(#[from] crate::Error),
    #[error("nothing was read: no unit")]
    Empty,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{0}")]
    Write(serde_json::Error),
}
