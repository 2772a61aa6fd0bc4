//! The one door through which documents come in, whoever brings them: the browser's form, the command line, a watched folder
//! and the sample. Each document is given its unit and day, or nothing of what was handed in is taken.

use std::collections::HashSet;

use intake::documents::{Index, Placed};
use model::job::Kind;
use model::wording::{LONGEST_KIND, LONGEST_NAME, LONGEST_SOURCE};
use model::{Day, DocumentId, Instant, UnitId};
use sha2::{Digest, Sha256};

use super::{MOST_ROOTS, NewDocument, hand_in};
use crate::{Arg, Conn, Result, args, job};

/// A unit that documents can be handed in for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Receiver {
    pub id: UnitId,
    pub name: String,
    /// What the system that the organisation is imported from calls it.
    pub key: Option<String>,
    pub above: Option<String>,
}

impl Receiver {
    /// "Team (Nord)": many units have the same name.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.above {
            Some(above) => format!("{} ({above})", self.name),
            None => self.name.clone(),
        }
    }
}

/// The units of today that are among `roots` or below them, at most [`MOST_ROOTS`]; all without roots.
pub async fn receivers(conn: &mut Conn, roots: Option<&[UnitId]>) -> Result<Vec<Receiver>> {
    let nth: [Arg; MOST_ROOTS] = std::array::from_fn(|n| roots.and_then(|roots| roots.get(n)).copied().into());
    conn.all(
        "select n.unit_id as id, n.name, u.external_id as key, above.name as above
         from unit_now n join unit u on u.id = n.unit_id left join unit_now above on above.unit_id = n.parent_id
         where $9 or n.unit_id in (select unit_id from unit_ancestor where ancestor_id in ($1, $2, $3, $4, $5, $6, $7, $8))",
        nth.into_iter().chain(args![roots.is_none()]),
    )
    .await
}

/// Where a document belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placement {
    pub unit: UnitId,
    pub day: Day,
    pub kind: String,
    /// Empty when nobody said: then the document is its own source.
    pub source: String,
    pub about_foundation: bool,
}

/// What holds for a document where the index says nothing.
#[derive(Clone, Default, Debug)]
pub struct Otherwise {
    pub unit: Option<UnitId>,
    pub day: Option<Day>,
    pub kind: String,
    pub source: String,
    pub about_foundation: bool,
}

/// What stands in the way of a document. Rows are those of the index.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Wrong {
    /// Not here, or not among the units that one hands in for.
    #[error("row {row}: there is no unit called {unit:?}")]
    UnknownUnit { row: u32, unit: String },
    #[error("row {row}: several units are called {unit:?}; write the unit's key")]
    SeveralUnits { row: u32, unit: String },
    #[error("row {row}: {text:?} is not a day (2026-11-24)")]
    Day { row: u32, text: String },
    #[error("row {row}: {column} is longer than {most} characters")]
    TooLong {
        row: u32,
        column: &'static str,
        most: usize,
    },
    #[error("{file}: neither the index nor anything else says which unit it belongs to")]
    Nowhere { file: String },
    #[error("{file}: neither the index nor anything else says which day it is from")]
    Undated { file: String },
}

/// A unit by its key, its name, or its name and the one above in brackets. Err: how many are called so.
pub fn find(units: &[Receiver], words: &str) -> std::result::Result<UnitId, usize> {
    if let Some(unit) = units.iter().find(|unit| unit.key.as_deref() == Some(words.trim())) {
        return Ok(unit.id);
    }
    let words = model::text::folded(words);
    let called: Vec<&Receiver> = units
        .iter()
        .filter(|unit| model::text::folded(&unit.name) == words || model::text::folded(&unit.label()) == words)
        .collect();
    match called[..] {
        [unit] => Ok(unit.id),
        _ => Err(called.len()),
    }
}

/// Gives each file its place, or says of every one that has none why.
pub fn place<'a>(
    names: impl IntoIterator<Item = &'a str>,
    index: &Index,
    units: &[Receiver],
    otherwise: &Otherwise,
) -> std::result::Result<Vec<Placement>, Vec<Wrong>> {
    let mut places = Vec::new();
    let mut wrong = Vec::new();
    for name in names {
        match one(name, index.get(&name.to_lowercase()), units, otherwise) {
            Ok(place) => places.push(place),
            Err(found) => wrong.extend(found),
        }
    }
    if wrong.is_empty() { Ok(places) } else { Err(wrong) }
}

fn one(
    name: &str,
    says: Option<&Placed>,
    units: &[Receiver],
    otherwise: &Otherwise,
) -> std::result::Result<Placement, Vec<Wrong>> {
    let empty = Placed::default();
    let says = says.unwrap_or(&empty);
    let row = says.row;
    let mut wrong = Vec::new();
    let unit = if says.unit.is_empty() {
        otherwise.unit.ok_or_else(|| Wrong::Nowhere { file: name.into() })
    } else {
        find(units, &says.unit).map_err(|called| {
            let unit = says.unit.clone();
            if called == 0 {
                Wrong::UnknownUnit { row, unit }
            } else {
                Wrong::SeveralUnits { row, unit }
            }
        })
    };
    let day = if says.date.is_empty() {
        otherwise.day.ok_or_else(|| Wrong::Undated { file: name.into() })
    } else {
        day(&says.date).ok_or_else(|| Wrong::Day {
            row,
            text: says.date.clone(),
        })
    };
    let mut line = |text: &str, otherwise: &str, column, most| {
        let text = if text.is_empty() { otherwise } else { text };
        model::text::line(text, most).unwrap_or_else(|_| {
            wrong.push(Wrong::TooLong { row, column, most });
            String::new()
        })
    };
    let kind = line(&says.kind, &otherwise.kind, "kind", LONGEST_KIND);
    let source = line(&says.source, &otherwise.source, "source", LONGEST_SOURCE);
    match (unit, day) {
        (Ok(unit), Ok(day)) if wrong.is_empty() => Ok(Placement {
            unit,
            day,
            kind,
            source,
            about_foundation: says.about_foundation || otherwise.about_foundation,
        }),
        (unit, day) => {
            wrong.extend(unit.err());
            wrong.extend(day.err());
            Err(wrong)
        }
    }
}

/// `2026-11-24`, as spreadsheets may add a midnight to it, or `24-11-2026` and `24.11.2026` as Danish Excel writes it.
fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let text = text
        .strip_suffix("T00:00:00")
        .or_else(|| text.strip_suffix(" 00:00:00"))
        .unwrap_or(text);
    let turned = || {
        let mut parts = text.split(['-', '.', '/']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        (parts.next().is_none() && year.len() == 4).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
    };
    text.parse::<Day>()
        .ok()
        .or_else(|| turned()?.parse().ok())
        // Other years are slips of the finger.
        .filter(|day| (1900..2200).contains(&day.0.year()))
}

/// Rows of the index whose file was not handed in.
#[must_use]
pub fn lost<'a>(names: impl IntoIterator<Item = &'a str>, index: &Index) -> Vec<u32> {
    let names: HashSet<String> = names.into_iter().map(str::to_lowercase).collect();
    let mut rows: Vec<u32> = index
        .iter()
        .filter(|(name, _)| !names.contains(*name))
        .map(|(_, placed)| placed.row)
        .collect();
    rows.sort_unstable();
    rows
}

/// The digest by which the same file is known: SHA-256 in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// A file with its place.
pub struct Handed {
    pub id: DocumentId,
    pub name: String,
    pub bytes: Vec<u8>,
    pub place: Placement,
}

/// What became of them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Taken {
    pub new: i64,
    /// The same file was here already, or came twice.
    pub here: i64,
}

/// Puts the files among those that wait, and wakes the job that reads them.
pub async fn hand_over(tx: &mut Conn, files: Vec<Handed>, now: Instant) -> Result<Taken> {
    let mut taken = Taken::default();
    for file in files {
        let name: String = file
            .name
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_NAME)
            .collect();
        let digest = digest(&file.bytes);
        let document = NewDocument {
            id: file.id,
            unit: file.place.unit,
            day: file.place.day,
            kind: &file.place.kind,
            source: if file.place.source.is_empty() {
                &name
            } else {
                &file.place.source
            },
            about_foundation: file.place.about_foundation,
            name: &name,
            digest: &digest,
            bytes: file.bytes,
        };
        if hand_in(tx, document, now).await? {
            taken.new += 1;
        } else {
            taken.here += 1;
        }
    }
    job::wake(tx, Kind::ReadWording, now).await?;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn unit(n: u128, name: &str, key: &str, above: &str) -> Receiver {
        Receiver {
            id: UnitId(Uuid::from_u128(n)),
            name: name.into(),
            key: Some(key.into()),
            above: (!above.is_empty()).then(|| above.into()),
        }
    }

    fn units() -> Vec<Receiver> {
        vec![
            unit(1, "Nørreå", "n", ""),
            unit(2, "Team", "nt", "Nord"),
            unit(3, "Team", "st", "Syd"),
        ]
    }

    fn row(row: u32, unit: &str, date: &str) -> Placed {
        Placed {
            row,
            unit: unit.into(),
            date: date.into(),
            ..Placed::default()
        }
    }

    #[test]
    fn a_unit_is_found_by_key_name_or_name_and_above() {
        let units = units();
        assert_eq!(find(&units, " nørreå "), Ok(units[0].id));
        assert_eq!(find(&units, "st"), Ok(units[2].id));
        assert_eq!(find(&units, "team (nord)"), Ok(units[1].id));
        assert_eq!(find(&units, "Team"), Err(2));
        assert_eq!(find(&units, "Ukendt"), Err(0));
    }

    #[test]
    fn everything_that_is_wrong_is_said_and_nothing_is_placed() {
        let index = Index::from([
            ("a.txt".to_owned(), row(2, "Nørreå", "2026-03-02")),
            ("b.txt".to_owned(), row(3, "Norre", "2. marts")),
            ("c.txt".to_owned(), row(4, "Team", "")),
        ]);
        let wrong = place(
            ["A.txt", "b.txt", "c.txt", "d.txt"],
            &index,
            &units(),
            &Otherwise::default(),
        )
        .unwrap_err();
        assert_eq!(
            wrong,
            [
                Wrong::UnknownUnit {
                    row: 3,
                    unit: "Norre".into()
                },
                Wrong::Day {
                    row: 3,
                    text: "2. marts".into()
                },
                Wrong::SeveralUnits {
                    row: 4,
                    unit: "Team".into()
                },
                Wrong::Undated { file: "c.txt".into() },
                Wrong::Nowhere { file: "d.txt".into() },
                Wrong::Undated { file: "d.txt".into() },
            ]
        );
    }

    #[test]
    fn what_the_index_does_not_say_comes_from_elsewhere() {
        let index = Index::from([("a.txt".to_owned(), row(2, "", "2026-03-02"))]);
        let otherwise = Otherwise {
            unit: Some(UnitId(Uuid::from_u128(2))),
            day: "2026-05-05".parse().ok(),
            kind: "referat".into(),
            ..Otherwise::default()
        };
        let places = place(["a.txt", "b.txt"], &index, &units(), &otherwise).unwrap();
        assert_eq!(
            (places[0].day.to_string().as_str(), places[0].kind.as_str()),
            ("2026-03-02", "referat")
        );
        assert_eq!(
            (places[1].unit, places[1].day.to_string().as_str()),
            (units()[1].id, "2026-05-05")
        );
        assert_eq!(lost(["b.txt"], &index), [2]);
    }

    #[test]
    fn days_as_spreadsheets_write_them() {
        for text in [
            "2026-03-02",
            "02-03-2026",
            "2.3.2026",
            "2026-03-02 00:00:00",
            "2026-03-02T00:00:00",
        ] {
            assert_eq!(
                day(text).map(|day| day.to_string()).as_deref(),
                Some("2026-03-02"),
                "{text}"
            );
        }
        for text in ["", "i går", "2026-13-01", "0026-03-02", "3-2026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
