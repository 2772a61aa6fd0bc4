//! What is said of documents: how far they have come, and what stands in the way of taking them.

use intake::Error as FileError;
use model::UnitId;
use model::may::{Action, Reach as Far, table};
use model::wording::{Apart, Mode, State, Why};
use store::wording::handing::Wrong;
use store::wording::{Document, MOST_ROOTS, Reach};

use crate::{Ctx, Texts};

/// How a document stands: in a word, its look, and in a sentence with what to do about it.
pub struct Standing {
    pub word: String,
    pub look: &'static str,
    pub says: String,
}

pub fn standing(t: Texts, document: &Document) -> Standing {
    let (word, look) = state(t, document.state);
    let says = match document.state {
        State::Waiting => t.wording_doc_says_waiting(),
        State::Read if document.duplicate_of.is_some() => t.wording_doc_says_duplicate(),
        State::Read => t.wording_doc_says_read(document.words),
        State::Missing | State::Refused => document
            .why
            .parse()
            .map_or_else(|_| String::new(), |cause| why(t, cause)),
    };
    Standing { word, look, says }
}

pub fn state(t: Texts, state: State) -> (String, &'static str) {
    match state {
        State::Waiting => (t.wording_doc_waiting(), "on-the-way"),
        State::Read => (t.wording_doc_read(), "in-use"),
        State::Missing => (t.wording_doc_missing(), "laid-away"),
        State::Refused => (t.wording_doc_refused(), "laid-away"),
    }
}

fn why(t: Texts, why: Why) -> String {
    match why {
        Why::Empty => t.wording_doc_why_empty(),
        Why::Garbled => t.wording_doc_why_garbled(),
        Why::Conversation => t.wording_doc_why_conversation(),
        Why::TooLarge => t.wording_doc_why_too_large(),
        Why::UnknownFormat => t.wording_doc_why_format(),
        Why::Lies => t.wording_doc_why_lies(),
        Why::Broken => t.wording_doc_why_broken(),
        Why::Locked => t.wording_doc_why_locked(),
        Why::Encoding => t.wording_doc_why_encoding(),
        Why::TooMuch => t.wording_doc_why_too_much(),
    }
}

/// Why a passage is not counted.
pub fn apart(t: Texts, apart: Apart) -> String {
    match apart {
        Apart::Frame => t.wording_doc_apart_frame(),
        Apart::TooShort => t.wording_doc_apart_short(),
        Apart::Boilerplate => t.wording_doc_apart_boilerplate(),
        Apart::Duplicate => t.wording_doc_apart_duplicate(),
        Apart::OtherLanguage => t.wording_doc_apart_language(),
    }
}

pub fn mode(t: Texts, mode: Mode) -> String {
    match mode {
        Mode::OwnWords => t.wording_doc_mode_own(),
        Mode::Quoted => t.wording_doc_mode_quoted(),
        Mode::Missed => t.wording_doc_mode_missed(),
    }
}

/// What stands in the way of a document. The command line says the same.
#[must_use]
pub fn in_the_way(t: Texts, wrong: &Wrong) -> String {
    match wrong {
        Wrong::UnknownUnit { row, unit } => t.wording_doc_row_unit(i64::from(*row), unit),
        Wrong::SeveralUnits { row, unit } => t.wording_doc_row_units(i64::from(*row), unit),
        Wrong::Day { row, text } => t.wording_doc_row_day(i64::from(*row), text),
        Wrong::TooLong { row, column, most } => t.wording_doc_row_long(i64::from(*row), *column, most),
        Wrong::Nowhere { file } => t.wording_doc_nowhere(file),
        Wrong::Undated { file } => t.wording_doc_undated(file),
    }
}

/// Why what was handed in cannot be opened.
pub fn refused(t: Texts, error: &FileError) -> String {
    match error {
        FileError::UnpacksTooLarge { file, limit } => t.wording_doc_unpacks(file, megabytes(*limit)),
        error => crate::organisation::refused_file(t, error),
    }
}

fn megabytes(bytes: u64) -> i64 {
    i64::try_from(bytes / 1_000_000).unwrap_or(i64::MAX)
}

/// What somebody reaches in the lists of documents.
pub fn reach(ctx: &Ctx) -> Reach {
    Reach {
        read: roots(ctx, Action::ReadPassages),
        edit: roots(ctx, Action::EditWording),
    }
}

/// The units from which somebody's roles reach down in `action`, without those that stand below another of them.
pub fn roots(ctx: &Ctx, action: Action) -> Vec<UnitId> {
    let Some(actor) = &ctx.actor else { return Vec::new() };
    let reaching: Vec<_> = actor
        .standings
        .iter()
        .filter(|s| table(action).contains(&(s.role, Far::Below)))
        .collect();
    let mut roots: Vec<UnitId> = reaching
        .iter()
        .filter(|s| {
            !reaching
                .iter()
                .any(|above| above.unit != s.unit && s.line.contains(&above.unit))
        })
        .map(|s| s.unit)
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots.truncate(MOST_ROOTS);
    roots
}
