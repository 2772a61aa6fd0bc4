//! Single cells, parsed.

use jiff::civil::Date;

use super::{ProblemKind, Role, Unit};
use crate::text::{self, Refused};
use crate::{Error, person_number};

/// Characters in a name, title or key.
const NAME: u32 = 200;
/// Characters in an e-mail address: RFC 5321, section 4.5.3.1.3, less the two brackets.
const EMAIL: u32 = 254;

/// Text about a unit.
pub(super) fn plain(cell: &str, column: &'static str) -> Result<String, ProblemKind> {
    limited(cell, column, NAME)
}

/// Text about a person: it must not have a CPR number in it.
pub(super) fn personal(cell: &str, column: &'static str) -> Result<String, ProblemKind> {
    without_number(limited(cell, column, NAME)?, column)
}

/// A unit that has what it must have.
pub(super) fn required(unit: Unit) -> Result<Unit, ProblemKind> {
    if unit.external_id.is_empty() {
        Err(ProblemKind::MissingId)
    } else if unit.name.is_empty() {
        Err(ProblemKind::MissingName)
    } else {
        Ok(unit)
    }
}

/// Text that may be missing.
pub(super) fn optional(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The key of a person. One that looks like a CPR number ends the reading of the whole file: some installations are
/// set up to use CPR as the key, and then every row is like this. A hash would not help, since all CPR numbers can
/// be tried in seconds, and a secret key would make the hash useless outside this one installation.
pub(super) fn person_key(
    cell: &str,
    file: &str,
    row: u32,
    column: &'static str,
) -> Result<Result<String, ProblemKind>, Error> {
    let key = limited(cell, column, NAME);
    match &key {
        Ok(text) if person_number::is_key(text) => Err(Error::PersonNumberAsKey {
            file: file.to_owned(),
            row,
            column,
        }),
        Ok(text) if text.is_empty() => Ok(Err(ProblemKind::MissingId)),
        _ => Ok(key),
    }
}

/// An address that mail can be sent to, as far as its form can tell.
pub(super) fn email(cell: &str, column: &'static str) -> Result<Option<String>, ProblemKind> {
    let address = without_number(limited(cell, column, EMAIL)?, column)?;
    if address.is_empty() {
        return Ok(None);
    }
    let well_formed = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && domain.split('.').all(|label| !label.is_empty())
            && !address
                .contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'))
    });
    if well_formed {
        Ok(Some(address))
    } else {
        Err(ProblemKind::MalformedEmail)
    }
}

/// `2026-03-01`, with or without a time behind it, or the Danish `01-03-2026`, `1.3.2026`, `1/3/2026`. Years before
/// 1900 are slips of the finger.
pub(super) fn date(cell: &str, column: &'static str) -> Result<Option<Date>, ProblemKind> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let day = cell.split(['T', ' ']).next().unwrap_or(cell);
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let date = match parts.as_slice() {
        [year, month, date] if year.len() == 4 => civil(year, month, date),
        [date, month, year] if year.len() == 4 => civil(year, month, date),
        _ => None,
    };
    date.filter(|date| date.year() >= 1900)
        .map(Some)
        .ok_or(ProblemKind::MalformedDate { column })
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    // `parse` alone would take a sign.
    let digits = [year, month, day]
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !digits {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

pub(super) fn role(cell: &str) -> Result<Role, ProblemKind> {
    match text::key(cell).as_str() {
        "leder" | "leader" | "manager" => Ok(Role::Leader),
        "medarbejder" | "employee" => Ok(Role::Employee),
        _ => Err(ProblemKind::UnknownRole),
    }
}

/// Yes or no; `None` for an empty cell.
pub(super) fn answer(cell: &str, column: &'static str) -> Result<Option<bool>, ProblemKind> {
    match text::key(cell).as_str() {
        "" => Ok(None),
        "1" | "ja" | "yes" | "true" | "sand" | "aktiv" | "x" => Ok(Some(true)),
        "0" | "nej" | "no" | "false" | "falsk" | "inaktiv" => Ok(Some(false)),
        _ => Err(ProblemKind::UnknownAnswer { column }),
    }
}

fn limited(cell: &str, column: &'static str, limit: u32) -> Result<String, ProblemKind> {
    text::clean(cell, limit as usize).map_err(|refused| match refused {
        Refused::TooLong => ProblemKind::TooLong { column, limit },
        Refused::ControlCharacter => ProblemKind::ControlCharacter { column },
    })
}

fn without_number(text: String, column: &'static str) -> Result<String, ProblemKind> {
    if person_number::is_in(&text) {
        Err(ProblemKind::PersonNumber { column })
    } else {
        Ok(text)
    }
}
