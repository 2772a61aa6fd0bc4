//! What [`model::organisation::past`] says of the history of units, written down for every query to join.

use std::collections::{HashMap, HashSet};

use model::organisation::past::{Below, Change};
use model::organisation::{Became, Past, Period, Shape, Stretch, Succession, Turn};
use model::{Day, PeriodId, UnitId};

use crate::{Conn, Result, args};

/// Every succession, up to `today` or planned.
pub async fn became(conn: &mut Conn) -> Result<Vec<Became>> {
    let rows: Vec<(UnitId, UnitId, Day, Succession)> = conn
        .all(
            "select old_id, new_id, day, kind from unit_succession order by day, old_id, new_id",
            [],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(old, new, day, kind)| Became { old, new, day, kind })
        .collect())
}

/// Notes that one unit became another. [`super::build_today`] follows.
pub async fn add(tx: &mut Conn, became: &Became) -> Result<()> {
    tx.run(
        "insert into unit_succession (old_id, new_id, day, kind) values ($1, $2, $3, $4)",
        args![became.old, became.new, became.day, became.kind],
    )
    .await
    .map(|_| ())
}

/// A row of `unit_scope`.
type Scope = (UnitId, UnitId, i64, bool);

/// Builds `unit_scope`, `unit_then` and `unit_change`. Says whether anything was counted otherwise before.
pub(super) async fn build(tx: &mut Conn, today: Day) -> Result<bool> {
    let rows: Vec<(UnitId, Option<UnitId>, Day, Option<Day>)> = tx
        .all("select unit_id, parent_id, valid_from, valid_to from unit_period", [])
        .await?;
    let stretches: Vec<Stretch> = rows
        .into_iter()
        .map(|(unit, parent, from, to)| Stretch { unit, parent, from, to })
        .collect();
    let mut became = became(tx).await?;
    became.retain(|b| b.day <= today);
    let now: HashMap<UnitId, Option<UnitId>> = tx
        .all::<(UnitId, Option<UnitId>)>("select unit_id, parent_id from unit_now", [])
        .await?
        .into_iter()
        .collect();
    let past = Past::new(&stretches, &became, &now);

    let above: Vec<(UnitId, UnitId, i64)> = tx
        .all("select unit_id, ancestor_id, distance from unit_ancestor", [])
        .await?;
    let mut lines: HashMap<UnitId, Vec<(UnitId, i64)>> = HashMap::new();
    let mut scope: HashSet<Scope> = HashSet::with_capacity(above.len());
    for (unit, ancestor, distance) in above {
        lines.entry(unit).or_default().push((ancestor, distance));
        scope.insert((unit, ancestor, distance, distance == 0));
    }
    let units: HashSet<UnitId> = stretches.iter().map(|s| s.unit).collect();
    for unit in units.into_iter().filter(|u| !now.contains_key(u)) {
        let Some(carrier) = past.carrier(unit) else { continue };
        for &(ancestor, distance) in lines.get(&carrier.unit).into_iter().flatten() {
            scope.insert((unit, ancestor, distance, carrier.whole && distance == 0));
        }
    }
    let scoped = write_scope(tx, scope).await?;
    let lined = write_lines(tx, past.lines()).await?;
    write_changes(tx, &past.changes(today)).await?;
    Ok(scoped || lined)
}

async fn write_scope(tx: &mut Conn, scope: HashSet<Scope>) -> Result<bool> {
    let before: Vec<Scope> = tx
        .all("select unit_id, ancestor_id, distance, own from unit_scope", [])
        .await?;
    if before.len() == scope.len() && before.iter().all(|row| scope.contains(row)) {
        return Ok(false);
    }
    tx.run("delete from unit_scope", []).await?;
    let rows = scope.into_iter().map(|(u, a, d, own)| args![u, a, d, own]).collect();
    tx.insert(
        "insert into unit_scope (unit_id, ancestor_id, distance, own) values",
        rows,
        "",
    )
    .await?;
    Ok(true)
}

async fn write_lines(tx: &mut Conn, lines: Vec<Below>) -> Result<bool> {
    let before: Vec<(UnitId, UnitId, i64, Day, Day)> = tx
        .all(
            "select unit_id, ancestor_id, distance, valid_from, valid_to from unit_then",
            [],
        )
        .await?;
    let known: HashSet<_> = before.into_iter().collect();
    let same = known.len() == lines.len()
        && lines
            .iter()
            .all(|l| known.contains(&(l.unit, l.ancestor, l.distance, l.from, l.to)));
    if same {
        return Ok(false);
    }
    tx.run("delete from unit_then", []).await?;
    let rows = lines
        .into_iter()
        .map(|l| args![l.unit, l.ancestor, l.distance, l.from, l.to])
        .collect();
    tx.insert(
        "insert into unit_then (unit_id, ancestor_id, distance, valid_from, valid_to) values",
        rows,
        "",
    )
    .await?;
    Ok(true)
}

async fn write_changes(tx: &mut Conn, changes: &[Change]) -> Result<()> {
    tx.run("delete from unit_change", []).await?;
    let rows = changes
        .iter()
        .map(|c| args![c.unit, c.day, c.kind, c.old, c.new])
        .collect();
    tx.insert(
        "insert into unit_change (unit_id, day, kind, old_id, new_id) values",
        rows,
        "",
    )
    .await
}

/// Something that happened to the tree, as a page tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    pub day: Day,
    pub kind: Turn,
    pub old: Vec<(UnitId, String)>,
    pub new: Vec<(UnitId, String)>,
}

/// Rows of one thing that happened put together: all that was merged into one, all that one was split into.
#[must_use]
pub fn together(mut rows: Vec<(Day, Turn, (UnitId, String), (UnitId, String))>) -> Vec<Told> {
    rows.sort_by(|a, b| (b.0, a.1, &a.2.1, &a.3.1).cmp(&(a.0, b.1, &b.2.1, &b.3.1)));
    let mut told: Vec<Told> = Vec::new();
    for (day, kind, old, new) in rows {
        let same = told.iter_mut().find(|t| {
            t.day == day
                && t.kind == kind
                && match kind {
                    Turn::Merged => t.new.contains(&new),
                    Turn::Split => t.old.contains(&old),
                    _ => false,
                }
        });
        match same {
            Some(t) => {
                if !t.old.contains(&old) {
                    t.old.push(old);
                }
                if !t.new.contains(&new) {
                    t.new.push(new);
                }
            }
            None => told.push(Told {
                day,
                kind,
                old: vec![old],
                new: vec![new],
            }),
        }
    }
    for t in &mut told {
        model::names::sort_by_name(&mut t.old, |(_, name)| name.as_str());
        model::names::sort_by_name(&mut t.new, |(_, name)| name.as_str());
    }
    told
}

#[derive(sqlx::FromRow)]
struct HistoryRow {
    id: uuid::Uuid,
    valid_from: Day,
    valid_to: Option<Day>,
    name: String,
    kind: String,
    parent_id: Option<UnitId>,
    above: Option<String>,
    /// A succession: `id` and `name` are the old unit's, `parent_id` and `above` the new one's.
    turn: bool,
}

/// A unit's periods as [`super::history::periods`] tells them, and what it came from and what it became, the latest first:
/// in one statement, for the page has no more to spare.
pub async fn of_unit(conn: &mut Conn, unit: UnitId) -> Result<(Vec<super::history::Told>, Vec<Told>)> {
    let rows: Vec<HistoryRow> = conn
        .all(
            "select p.id, p.valid_from, p.valid_to, p.name, p.kind, p.parent_id,
                    (select q.name from unit_period q where q.unit_id = p.parent_id and q.valid_from <= p.valid_from
                     and (q.valid_to is null or q.valid_to > p.valid_from) order by q.valid_from desc limit 1) as above,
                    false as turn
             from unit_period p
             where p.unit_id = $1 and (p.valid_to is null or p.valid_to > p.valid_from)
             union all
             select s.old_id, s.day, cast(null as text),
                    coalesce((select p.name from unit_period p where p.unit_id = s.old_id and p.valid_from < s.day
                              order by p.valid_from desc limit 1), ''),
                    s.kind, s.new_id,
                    coalesce((select p.name from unit_period p where p.unit_id = s.new_id and p.valid_from <= s.day
                              order by p.valid_from desc limit 1), ''), true
             from unit_succession s
             where s.old_id = $1 or s.new_id = $1
             or (s.kind = 'split' and exists (select 1 from unit_succession o
                     where o.old_id = s.old_id and o.day = s.day and o.new_id = $1))
             or (s.kind = 'merged' and exists (select 1 from unit_succession o
                     where o.new_id = s.new_id and o.day = s.day and o.old_id = $1))
             order by 2",
            args![unit],
        )
        .await?;
    let (mut told, mut turns) = (Vec::new(), Vec::new());
    for row in rows {
        if row.turn {
            if let (Ok(kind), Some(new)) = (row.kind.parse(), row.parent_id) {
                let new = (new, row.above.unwrap_or_default());
                turns.push((row.valid_from, kind, (UnitId(row.id), row.name), new));
            }
        } else {
            told.push(super::history::Told {
                period: Period {
                    id: PeriodId(row.id),
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
        }
    }
    Ok((told, together(turns)))
}

/// The unit of today that carries on what happened in a unit, when there is one.
pub async fn carrier(conn: &mut Conn, unit: UnitId) -> Result<Option<UnitId>> {
    let row: Option<(UnitId,)> = conn
        .optional(
            "select ancestor_id from unit_scope where unit_id = $1 and distance = 0",
            args![unit],
        )
        .await?;
    Ok(row.map(|(unit,)| unit))
}
