//! What the rings are made of: roll-ups and counts of interpretations, and nothing else.

use std::collections::HashMap;

use model::overview::{Period, SilenceRule, Standing};
use model::trace::Rung;
use model::{Day, ElementId, Month, UnitId};

use crate::organisation::UnitNow;
use crate::{Conn, Result, args};

/// The units that an overview shows: one with those above it, and those below it.
pub struct Rows {
    /// The unit asked for, then the only unit below it, and so on, as long as there is only one: a municipality and its
    /// board of directors, say. Each is shown alone.
    pub chain: Vec<UnitNow>,
    /// The units right below the last of the chain.
    pub below: Vec<UnitNow>,
}

/// Finds the rows below `unit` in one statement.
pub async fn rows(conn: &mut Conn, unit: &UnitNow) -> Result<Rows> {
    // Three levels: a chain is never longer in a municipality, and the rows stay few.
    let mut near: Vec<UnitNow> = conn
        .all(
            "select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                    u.answerable_id as answerable
             from unit_ancestor a join unit_now u on u.unit_id = a.unit_id
             where a.ancestor_id = $1 and a.distance between 1 and 3",
            args![unit.id],
        )
        .await?;
    let mut chain = vec![unit.clone()];
    loop {
        let top = chain[chain.len() - 1].id;
        let (mut below, rest): (Vec<_>, Vec<_>) = near.into_iter().partition(|u| u.parent == Some(top));
        near = rest;
        if below.len() == 1 && near.iter().any(|u| u.parent == Some(below[0].id)) {
            chain.extend(below.pop());
        } else {
            model::names::sort_by_name(&mut below, |u| &u.name);
            return Ok(Rows { chain, below });
        }
    }
}

/// Where a standing is looked up: a unit, alone or with all below it, and an element.
type Key = (UnitId, bool, ElementId);

/// Standings of a chain of units (alone and with all below) and of the units right below its last.
pub struct Standings(HashMap<Key, Standing>);

impl Standings {
    /// The standing, which is empty where nothing has happened.
    #[must_use]
    pub fn get(&self, unit: UnitId, alone: bool, element: ElementId) -> Standing {
        self.0.get(&(unit, alone, element)).copied().unwrap_or_default()
    }
}

#[derive(sqlx::FromRow)]
struct MonthRow {
    unit_id: UnitId,
    element_id: ElementId,
    rung: Rung,
    now_own: i64,
    now_below: i64,
    before_own: i64,
    before_below: i64,
    room_own: i64,
    room_below: i64,
    last_own: Option<Day>,
    last_below: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct UseRow {
    unit_id: UnitId,
    element_id: ElementId,
    alone: i64,
    in_use: i64,
    in_use_since: Option<Day>,
}

/// What one overview asks for.
pub struct Ask {
    /// The last of the chain: the units right below it are asked for too.
    pub unit: UnitId,
    /// How many units above `unit` belong to the chain.
    pub above: i64,
    pub period: Period,
    pub rule: SilenceRule,
    pub today: Day,
}

/// Two statements: the roll-ups of the period, of the one before it and of the months that silence looks at; and what is
/// in use. `prominent` says of each element whether it is.
pub async fn standings(conn: &mut Conn, ask: &Ask, prominent: &HashMap<ElementId, bool>) -> Result<Standings> {
    let (before_first, before_last) = ask.period.before();
    let months: Vec<MonthRow> = conn
        .all(
            "select unit_id, element_id, rung,
                    cast(sum(case when month between $3 and $4 then own else 0 end) as bigint) as now_own,
                    cast(sum(case when month between $3 and $4 then below else 0 end) as bigint) as now_below,
                    cast(sum(case when month between $5 and $6 then own else 0 end) as bigint) as before_own,
                    cast(sum(case when month between $5 and $6 then below else 0 end) as bigint) as before_below,
                    cast(sum(case when month >= $7 then own else 0 end) as bigint) as room_own,
                    cast(sum(case when month >= $7 then below else 0 end) as bigint) as room_below,
                    max(last_own) as last_own,
                    max(last_day) as last_below
             from trace_month
             where rung <> 'claimed' and unit_id in (
                 select unit_id from unit_now where parent_id = $1
                 union all
                 select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)
             group by unit_id, element_id, rung",
            args![
                ask.unit,
                ask.above,
                ask.period.first,
                ask.period.last,
                before_first,
                before_last,
                ask.rule.room_since(ask.today)
            ],
        )
        .await?;
    let uses: Vec<UseRow> = conn
        .all(
            "select unit_id, element_id, cast(0 as bigint) as alone, in_use, in_use_since
             from interpretation_count
             where in_use > 0 and unit_id in (
                 select unit_id from unit_now where parent_id = $1
                 union all
                 select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)
             union all
             select i.unit_id, i.element_id, cast(1 as bigint), cast(1 as bigint), i.in_use_since
             from unit_ancestor a join interpretation i on i.unit_id = a.ancestor_id
             where a.unit_id = $1 and a.distance <= $2 and i.state = 'in_use'",
            args![ask.unit, ask.above],
        )
        .await?;
    Ok(Standings(put_together(&months, &uses, prominent)))
}

fn put_together(months: &[MonthRow], uses: &[UseRow], prominent: &HashMap<ElementId, bool>) -> HashMap<Key, Standing> {
    let mut map: HashMap<Key, Standing> = HashMap::new();
    // Room is what was said about other elements: everything in the unit, less the element's own.
    let mut room: HashMap<(UnitId, bool), i64> = HashMap::new();
    for row in months {
        for (alone, now, before, row_room, last) in [
            (false, row.now_below, row.before_below, row.room_below, row.last_below),
            (true, row.now_own, row.before_own, row.room_own, row.last_own),
        ] {
            let standing = map.entry((row.unit_id, alone, row.element_id)).or_default();
            standing.add(row.rung, now);
            if row.rung > Rung::Prompted {
                standing.before += before;
            }
            standing.last = standing.last.max(last);
            standing.room -= row_room;
            *room.entry((row.unit_id, alone)).or_default() += row_room;
        }
    }
    for row in uses {
        let standing = map.entry((row.unit_id, row.alone == 1, row.element_id)).or_default();
        standing.in_use = row.in_use;
        standing.in_use_since = row.in_use_since;
    }
    for (&(unit, alone, element), standing) in &mut map {
        standing.room += room.get(&(unit, alone)).copied().unwrap_or(0);
        standing.prominent = prominent.get(&element).copied().unwrap_or(false);
    }
    map
}

/// Traces of one element in one month, by whether they were asked for.
#[derive(sqlx::FromRow)]
pub struct MonthCount {
    pub element: ElementId,
    pub month: Month,
    /// Said unprompted, acted on or confirmed; prompted traces are not among them.
    pub unasked: i64,
}

/// The months of a unit and everything below it, from `first` on.
pub async fn months(conn: &mut Conn, unit: UnitId, first: Month) -> Result<Vec<MonthCount>> {
    conn.all(
        "select element_id as element, month, cast(sum(below) as bigint) as unasked
         from trace_month
         where unit_id = $1 and month >= $2 and rung in ('unprompted', 'acted', 'confirmed')
         group by element_id, month",
        args![unit, first],
    )
    .await
}
