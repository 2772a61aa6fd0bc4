//! What the store and the reader say in words of their own, said in the reader's language. The command line says the same.

use intake::organisation::{Format, Part};
use intake::{Error as FileError, Fault, FileKind};
use model::organisation::{PostRole, TermKind};
use store::import::{NotApplied, NotUndone, Problem};
use store::organisation::terms::Terms;

use crate::Texts;

/// With a capital first letter, as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A post's role: for a leader the level, where it is known.
pub(super) fn role(t: Texts, terms: &Terms, role: PostRole, level: Option<&str>) -> String {
    match (role, level) {
        (PostRole::Leader, Some(level)) => terms.name(TermKind::Level, level, t.language).to_owned(),
        (PostRole::Leader, None) => t.org_leader(),
        (PostRole::Employee, _) => t.org_employee(),
    }
}

/// Why a set of files was refused.
#[must_use]
pub fn refused_file(t: Texts, error: &FileError) -> String {
    match error {
        FileError::TooLarge { file, limit, .. } | FileError::UnpacksTooLarge { file, limit } => {
            t.org_file_too_large(file, megabytes(*limit))
        }
        FileError::TooManyEntries { file, limit, .. } => t.org_file_entries(file, number(*limit)),
        FileError::TooManyRows { file, limit } => t.org_file_rows(file, number(*limit)),
        FileError::TooManyColumns { file, row, limit } => t.org_file_columns(file, i64::from(*row), number(*limit)),
        FileError::CellTooLong {
            file,
            row,
            column,
            limit,
        } => t.org_file_cell(file, i64::from(*row), i64::from(*column), number(*limit)),
        FileError::Empty { file } => t.org_file_empty(file),
        FileError::NotWhatItClaims { file, claimed, found } => {
            t.org_file_lies(file, kind(t, *claimed), kind(t, *found))
        }
        FileError::NotATable { file, found } => t.org_file_no_table(file, kind(t, *found)),
        FileError::Locked { file } => t.org_file_locked(file),
        FileError::Broken { file, row, fault } => match row {
            Some(row) => t.org_file_broken_at(file, i64::from(*row), self::fault(t, *fault)),
            None => t.org_file_broken(file, self::fault(t, *fault)),
        },
        FileError::MissingColumn { file, column } => t.org_file_column_missing(file, *column),
        FileError::DuplicateColumn { file, column } => t.org_file_column_twice(file, *column),
        FileError::Unrecognised { file } => t.org_file_unknown(file),
        FileError::MissingPart { part } => t.org_file_part_missing(part_name(*part)),
        FileError::DuplicatePart { part, first, second } => t.org_file_part_twice(first, second, part_name(*part)),
        FileError::MixedFormats { format, first, second } => t.org_file_mixed(
            first,
            match format {
                Format::Sample => t.org_format_sample(),
                Format::Os2mo => t.org_format_os2mo(),
            },
            second,
        ),
        FileError::PersonNumberAsKey { file, row, column } => t.org_file_cpr(file, *column, i64::from(*row)),
        // The rest is about texts of foundations, which no organisation file gives rise to.
        other => t.org_file_other(other.to_string()),
    }
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}

fn part_name(part: Part) -> String {
    format!("{}.csv", part.name())
}

fn kind(t: Texts, kind: FileKind) -> String {
    match kind {
        FileKind::Text => t.org_file_kind_text(),
        FileKind::Workbook => t.org_file_kind_workbook(),
        FileKind::Document => t.org_file_kind_document(),
        FileKind::Archive => t.org_file_kind_archive(),
        FileKind::OldOffice => t.org_file_kind_old(),
        FileKind::Pdf => t.org_file_kind_pdf(),
        FileKind::Markup => t.org_file_kind_markup(),
        FileKind::RichText => t.org_file_kind_rich(),
        FileKind::Binary => t.org_file_kind_binary(),
        FileKind::Empty => t.org_file_kind_empty(),
    }
}

fn fault(t: Texts, fault: Fault) -> String {
    match fault {
        Fault::UnclosedQuote => t.org_fault_quote(),
        Fault::TextAfterQuote => t.org_fault_after_quote(),
        Fault::MoreCellsThanHeaders => t.org_fault_cells(),
        Fault::Encoding => t.org_fault_encoding(),
        Fault::MixedEncodings => t.org_fault_mixed(),
        Fault::Archive => t.org_fault_archive(),
        Fault::Workbook => t.org_fault_workbook(),
        Fault::Document => t.org_fault_document(),
    }
}

/// Something doubtful, or something that stops the import.
#[must_use]
pub fn problem(t: Texts, problem: &Problem) -> String {
    match problem {
        Problem::Row {
            file,
            row,
            fault,
            column,
            limit,
            first,
        } => {
            let column = column.clone().unwrap_or_default();
            let what = match fault.as_str() {
                "missing_id" => t.org_row_missing_id(),
                "missing_name" => t.org_row_missing_name(),
                "missing_unit" => t.org_row_missing_unit(),
                "duplicate_id" => t.org_row_duplicate_id(i64::from(first.unwrap_or(0))),
                "repeated" => t.org_row_repeated(),
                "unknown_role" => t.org_row_unknown_role(),
                "unknown_answer" => t.org_row_unknown_answer(column),
                "malformed_email" => t.org_row_malformed_email(),
                "malformed_date" => t.org_row_malformed_date(column),
                "dates_reversed" => t.org_row_dates_reversed(),
                "unknown_unit" => t.org_row_unknown_unit(),
                "unknown_parent" => t.org_row_unknown_parent(),
                "unknown_person" => t.org_row_unknown_person(),
                "unknown_job_title" => t.org_row_unknown_job_title(),
                "too_long" => t.org_row_too_long(column, i64::from(limit.unwrap_or(0))),
                "control_character" => t.org_row_control_character(column),
                _ => t.org_row_person_number(column),
            };
            // What another system hands over has keys in place of rows.
            match (row, fault.as_str()) {
                (0, "unknown_parent") => t.org_key(file, t.org_key_unknown_parent()),
                (0, "unknown_person") => t.org_key(file, t.org_key_unknown_person()),
                (0, _) => t.org_key(file, what),
                _ => t.org_row(file, i64::from(*row), what),
            }
        }
        Problem::Leaderless { unit, above } => match above {
            Some(above) => t.org_doubt_leaderless_under(unit, above),
            None => t.org_doubt_leaderless(unit),
        },
        Problem::SameEmail { name } => t.org_doubt_same_email(name),
        Problem::EmailTaken { name, by } => t.org_doubt_email_taken(by, name),
        Problem::Cycle { units, .. } => t.org_flaw_cycle(units.join(" → ")),
        Problem::Orphan { unit, parent, on } => t.org_flaw_orphan(unit, parent, t.day(on)),
        Problem::Twice { unit, on } => t.org_flaw_twice(unit, t.day(on)),
        Problem::TooDeep { unit, .. } => t.org_flaw_deep(unit, model::organisation::DEEPEST),
        Problem::NoUnits => t.org_doubt_no_units(),
    }
}

/// Why an import was not applied.
#[must_use]
pub fn not_applied(t: Texts, error: &NotApplied) -> String {
    match error {
        NotApplied::Over => t.org_apply_over(),
        NotApplied::Stops => t.org_apply_stops(),
        NotApplied::EndsMany => t.org_apply_many(),
        NotApplied::Stale => t.org_apply_stale(),
        NotApplied::Store(_) => t.error_broken_title(),
    }
}

/// Why an import was not undone.
#[must_use]
pub fn not_undone(t: Texts, error: &NotUndone) -> String {
    match error {
        NotUndone::NotLast => t.org_undo_not_last(),
        NotUndone::InUse => t.org_undo_in_use(),
        NotUndone::Changed => t.org_undo_changed(),
        NotUndone::Store(_) => t.error_broken_title(),
    }
}

/// What an import looks like, for somebody to say yes or no to.
#[must_use]
pub fn turn(t: Texts, turn: &store::import::Turned) -> String {
    let (old, new) = (&turn.old_name, &turn.new_name);
    let (moved, of) = (turn.likely.moved, turn.likely.of);
    match turn.likely.kind {
        model::organisation::Succession::Merged => t.org_turn_looks_merged(old, new, moved, of),
        model::organisation::Succession::Split => t.org_turn_looks_split(old, new, moved, of),
        model::organisation::Succession::Continued => t.org_turn_looks_continued(old, new, moved, of),
    }
}
