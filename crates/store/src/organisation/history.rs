//! A unit's history, and changing it.

use model::may::Place;
use model::organisation::{Edit, Flaw, Period, Shape, Stretch, flaws};
use model::{Day, PeriodId, UnitId};

use super::{line, place};
use crate::{Conn, Result, args};

/// A period with the name that the unit above had when it began.
#[derive(Clone, Debug)]
pub struct Told {
    pub period: Period,
    pub above: Option<String>,
}

/// A unit's periods, the first first; those that never came to hold are left out. Empty when there is no such unit.
pub async fn periods(conn: &mut Conn, unit: UnitId) -> Result<Vec<Told>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: PeriodId,
        valid_from: Day,
        valid_to: Option<Day>,
        name: String,
        kind: String,
        parent_id: Option<UnitId>,
        above: Option<String>,
    }
    let rows: Vec<Row> = conn
        .all(
            "select p.id, p.valid_from, p.valid_to, p.name, p.kind, p.parent_id,
                    (select q.name from unit_period q where q.unit_id = p.parent_id and q.valid_from <= p.valid_from
                     and (q.valid_to is null or q.valid_to > p.valid_from) order by q.valid_from desc limit 1) as above
             from unit_period p
             where p.unit_id = $1 and (p.valid_to is null or p.valid_to > p.valid_from) order by p.valid_from",
            args![unit],
        )
        .await?;
    let told = rows.into_iter().map(|row| Told {
        period: Period {
            id: row.id,
            from: row.valid_from,
            to: row.valid_to,
            shape: Shape {
                name: row.name,
                kind: row.kind,
                parent: row.parent_id,
            },
        },
        above: row.above,
    });
    Ok(told.collect())
}

/// Where a unit stands: today's place; for one that has gone, right below what carries it on; for one that is still to
/// come, right below the unit above it. None when there is no such unit.
pub async fn standing(conn: &mut Conn, unit: UnitId) -> Result<Option<Place>> {
    if let Some(line) = line(conn, unit).await? {
        return Ok(Some(place(&line)));
    }
    let above = if let Some(carrier) = super::past::carrier(conn, unit).await? {
        line(conn, carrier).await?
    } else {
        let periods = periods(conn, unit).await?;
        let Some(last) = periods.last() else { return Ok(None) };
        match last.period.shape.parent {
            Some(parent) => line(conn, parent).await?,
            None => None,
        }
    };
    let line = above.unwrap_or_default();
    let mut ids = vec![unit];
    ids.extend(line.iter().map(|u| u.id));
    Ok(Some(Place {
        unit,
        line: ids,
        answerable: line.first().and_then(|u| u.answerable),
    }))
}

/// Writes what [`model::organisation::history`] decided.
pub async fn edit(tx: &mut Conn, unit: UnitId, edits: &[Edit]) -> Result<()> {
    for edit in edits {
        match edit {
            Edit::End { period, on } => {
                tx.run(
                    "update unit_period set valid_to = $2 where id = $1",
                    args![*period, *on],
                )
                .await?;
            }
            Edit::Begin(period) => {
                tx.run(
                    "insert into unit_period (id, unit_id, valid_from, valid_to, name, kind, parent_id)
                     values ($1, $2, $3, $4, $5, $6, $7)",
                    args![
                        period.id,
                        unit,
                        period.from,
                        period.to,
                        &period.shape.name,
                        &period.shape.kind,
                        period.shape.parent
                    ],
                )
                .await?;
            }
            Edit::Reshape { period, shape } => {
                tx.run(
                    "update unit_period set name = $2, kind = $3, parent_id = $4 where id = $1",
                    args![*period, &shape.name, &shape.kind, shape.parent],
                )
                .await?;
            }
        }
    }
    Ok(())
}

/// What is wrong with the tree on a day or later. Asked before a change is committed.
pub async fn tree_flaws(tx: &mut Conn, from: Day) -> Result<Vec<Flaw>> {
    let rows: Vec<(UnitId, Option<UnitId>, Day, Option<Day>)> = tx
        .all(
            "select unit_id, parent_id, valid_from, valid_to from unit_period
             where valid_to is null or (valid_to > $1 and valid_to > valid_from)",
            args![from],
        )
        .await?;
    let stretches: Vec<Stretch> = rows
        .into_iter()
        .map(|(unit, parent, from, to)| Stretch { unit, parent, from, to })
        .collect();
    Ok(flaws(&stretches, from))
}

/// The units right below one on a day or later, by name.
pub async fn below(conn: &mut Conn, unit: UnitId, day: Day) -> Result<Vec<String>> {
    let names: Vec<(String,)> = conn
        .all(
            "select distinct name from unit_period where parent_id = $1
             and (valid_to is null or (valid_to > $2 and valid_to > valid_from)) order by name limit 20",
            args![unit, day],
        )
        .await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// What each of these units is called on a day, or was called last.
pub async fn names(conn: &mut Conn, units: &[UnitId], day: Day) -> Result<Vec<String>> {
    let mut names = Vec::with_capacity(units.len());
    // At most a handful: the units that a sentence names.
    for unit in units.iter().take(5) {
        let name: Option<(String,)> = conn
            .optional(
                "select name from unit_period where unit_id = $1
                 order by case when valid_from <= $2 and (valid_to is null or valid_to > $2) then 0 else 1 end,
                          valid_from desc limit 1",
                args![*unit, day],
            )
            .await?;
        names.extend(name.map(|(name,)| name));
    }
    Ok(names)
}

pub async fn external_id(conn: &mut Conn, unit: UnitId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = conn
        .optional("select external_id from unit where id = $1", args![unit])
        .await?;
    Ok(row.and_then(|(id,)| id))
}

/// [`crate::Error::is_duplicate`]: another unit has it.
pub async fn set_external_id(tx: &mut Conn, unit: UnitId, external_id: Option<&str>) -> Result<()> {
    tx.run(
        "update unit set external_id = $2 where id = $1",
        args![unit, external_id],
    )
    .await?;
    Ok(())
}
