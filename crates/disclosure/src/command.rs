//! `grundlag disclosure protect` and `grundlag disclosure audit`: JSON lines in and out, no files and no clock.

mod audit;
mod example;
mod lines;
mod protect;

use std::io;

use thiserror::Error;

pub use audit::{Form, audit};
pub use example::example;
pub use protect::protect;

/// Why a command stopped. `line` counts from 1.
#[derive(Debug, Error)]
pub enum Stop {
    #[error("line {line}, character {}: {}", .source.column(), what(.source))]
    Json { line: usize, source: serde_json::Error },
    #[error(
        "line {line}: {start:?} is no line of JSON. Each line is one unit, filter, item or person, as \
         {{\"type\":\"person\",\"unit\":\"Solen\",\"answers\":{{\"q1\":4}}}}. docs/disclosure.md has an example, and a way to turn \
         tables (CSV) into lines"
    )]
    NotALine { line: usize, start: String },
    #[error(
        "line {line}: {given} is no answer to {item:?}. Write a whole number from {low} to {high} without quotation \
         marks, null for skipped, or \"dont_know\""
    )]
    Answer {
        line: usize,
        item: String,
        given: String,
        low: i16,
        high: i16,
    },
    #[error("line {line}: longer than {limit} bytes")]
    Long { line: usize, limit: usize },
    #[error("line {line}: {what} after the first person")]
    Late { line: usize, what: &'static str },
    #[error("line {line}: {}", what(.source))]
    Line { line: usize, source: crate::Error },
    #[error(transparent)]
    Wrong(#[from] crate::Error),
    #[error("nothing was read: no unit. docs/disclosure.md has an example")]
    Empty,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{0}")]
    Write(serde_json::Error),
}

/// What is wrong, without the place that the sentence begins with already: a row that is a line, or "at line 1", since each
/// line is a text of its own to the reader of JSON.
fn what(source: &impl ToString) -> String {
    let text = source.to_string();
    let text = text.split(" at line 1 ").next().unwrap_or_default();
    match text.strip_prefix("row ").and_then(|rest| rest.split_once(": ")) {
        Some((_, rest)) => rest.to_owned(),
        None => text.to_owned(),
    }
}
