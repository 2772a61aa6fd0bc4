//! What the rings are made of: roll-ups and counts of interpretations, and nothing else.

use std::collections::{HashMap, HashSet};

use model::cascade::Reason;
use model::organisation::Turn;
use model::overview::{Period, SilenceRule, Standing};
use model::{Day, DecisionId, ElementId, Instant, Month, ReminderId, TalkId, UnitId};

use crate::interpretation::shifted;
use crate::organisation::UnitNow;
use crate::organisation::past::{Told, together};
use crate::{Conn, Result, args};

/// What a unit was called on the last day before a change, or from that day on.
macro_rules! turn_name {
    ($unit:literal, $when:literal) => {
        concat!(
            "coalesce((select p.name from unit_period p where p.unit_id = ",
            $unit,
            " and p.valid_from ",
            $when,
            " c.day order by p.valid_from desc limit 1), '')"
        )
    };
}

/// The units that an overview shows: one with those above it, and those below it.
pub struct Rows {
    /// The unit asked for, then the only unit below it, and so on, as long as there is only one: a municipality and its
    /// board of directors, say. Each is shown alone.
    pub chain: Vec<UnitNow>,
    /// The units right below the last of the chain: today, or as it was in the period.
    pub below: Vec<UnitNow>,
    /// As it was: the first day of each below, and the first day without it.
    pub stays: HashMap<UnitId, (Day, Day)>,
    /// The last day on which something happened that makes two figures of one.
    pub changed: Option<Day>,
}

impl Rows {
    /// A unit and those right below it today, when they are known already.
    #[must_use]
    pub fn of(unit: &UnitNow, below: Vec<UnitNow>) -> Self {
        Self {
            chain: vec![unit.clone()],
            below,
            stays: HashMap::new(),
            changed: None,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Near {
    #[sqlx(flatten)]
    unit: UnitNow,
    /// From its place among the rows as it was; none for a unit of today.
    since: Option<Day>,
    until: Option<Day>,
    /// The last change that makes two figures of one, of the unit above.
    changed: Option<Day>,
}

/// Finds the rows below `unit` in one statement. `then`: as it was, with every unit that lay there in the period.
pub async fn rows(conn: &mut Conn, unit: &UnitNow, then: Option<(Period, Day)>) -> Result<Rows> {
    let (first, today) = match then {
        Some((period, today)) => (Some(period.first.first_day()), Some(today)),
        None => (None, None),
    };
    let all: Vec<Near> = conn
        .all(
            "with recursive chain (id) as (
                 select unit_id from unit_now where unit_id = $1
                 union all
                 select u.unit_id from chain c join unit_now u on u.parent_id = c.id
                 where (select count(*) from unit_now s where s.parent_id = c.id) = 1)
             select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                    u.answerable_id as answerable, cast(null as text) as since, cast(null as text) as until,
                    (select max(g.day) from unit_change g where g.unit_id = c.id) as changed
             from chain c join unit_now u on u.parent_id = c.id
             union all
             select p.unit_id, p.parent_id, p.name, p.kind, cast(-1 as bigint), coalesce(n.people, 0),
                    coalesce(n.people_below, 0), n.answerable_id, p.valid_from, coalesce(p.valid_to, '9999-12-31'),
                    cast(null as text)
             from chain c join unit_period p on p.parent_id = c.id
             left join unit_now n on n.unit_id = p.unit_id
             where p.valid_from <= $3 and (p.valid_to is null or (p.valid_to > $2 and p.valid_to > p.valid_from))",
            args![unit.id, first, today],
        )
        .await?;
    let (near, past): (Vec<Near>, Vec<Near>) = all.into_iter().partition(|n| n.since.is_none());
    let mut changed: HashMap<UnitId, Day> = HashMap::new();
    for n in &near {
        if let (Some(parent), Some(day)) = (n.unit.parent, n.changed) {
            changed.insert(parent, day);
        }
    }
    let mut near: Vec<UnitNow> = near.into_iter().map(|n| n.unit).collect();
    let mut chain = vec![unit.clone()];
    let below = loop {
        let top = chain[chain.len() - 1].id;
        let (mut below, rest): (Vec<_>, Vec<_>) = near.into_iter().partition(|u| u.parent == Some(top));
        near = rest;
        // As it was, a unit can have lain beside others that have gone.
        let beside = past
            .iter()
            .any(|n| n.unit.parent == Some(top) && below.first().is_some_and(|b| b.id != n.unit.id));
        if below.len() == 1 && !beside && near.iter().any(|u| u.parent == Some(below[0].id)) {
            chain.extend(below.pop());
        } else {
            break below;
        }
    };
    let changed = chain.iter().filter_map(|u| changed.get(&u.id).copied()).max();
    let top = chain[chain.len() - 1].id;
    let mut stays: HashMap<UnitId, (Day, Day)> = HashMap::new();
    let mut below = if then.is_some() { Vec::new() } else { below };
    for n in past.into_iter().filter(|n| n.unit.parent == Some(top)) {
        let (Some(since), Some(until)) = (n.since, n.until) else {
            continue;
        };
        if let Some(stay) = stays.get_mut(&n.unit.id) {
            // A new name is no new place, and the last name is the one it had.
            if let Some(known) = below.iter_mut().find(|u: &&mut UnitNow| u.id == n.unit.id)
                && until > stay.1
            {
                known.name = n.unit.name;
            }
            *stay = (stay.0.min(since), stay.1.max(until));
        } else {
            stays.insert(n.unit.id, (since, until));
            below.push(n.unit);
        }
    }
    model::names::sort_by_name(&mut below, |u| &u.name);
    Ok(Rows {
        chain,
        below,
        stays,
        changed,
    })
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

/// Counts of one unit and element: of the period by rung, of the period before it and of the months of silence.
#[derive(sqlx::FromRow)]
struct MonthRow {
    unit_id: UnitId,
    element_id: ElementId,
    prompted: i64,
    unprompted: i64,
    acted: i64,
    confirmed: i64,
    before: i64,
    room: i64,
    last: Option<Day>,
    own_prompted: i64,
    own_unprompted: i64,
    own_acted: i64,
    own_confirmed: i64,
    own_before: i64,
    own_room: i64,
    last_own: Option<Day>,
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
    /// As it was: counted where it happened, in every unit that lay right below in the period.
    pub then: bool,
    /// As it was: the units that were not there, or not there below, throughout.
    pub came_or_went: HashSet<UnitId>,
}

impl Ask {
    /// Asks for the rows that were found.
    #[must_use]
    pub fn of(rows: &Rows, period: Period, rule: SilenceRule, today: Day, then: bool) -> Self {
        let throughout = period.before().0.first_day();
        let came_or_went = rows
            .stays
            .iter()
            .filter(|(_, (since, until))| *since > throughout || *until <= today);
        Self {
            unit: rows.chain[rows.chain.len() - 1].id,
            above: i64::try_from(rows.chain.len()).unwrap_or(1) - 1,
            period,
            rule,
            today,
            then,
            came_or_went: came_or_went.map(|(unit, _)| *unit).collect(),
        }
    }
}

macro_rules! standings {
    ($table:literal, $units:literal) => {
        concat!(
            "select unit_id, element_id,
                    cast(sum(case when month between $3 and $4 then prompted else 0 end) as bigint) as prompted,
                    cast(sum(case when month between $3 and $4 then unprompted else 0 end) as bigint) as unprompted,
                    cast(sum(case when month between $3 and $4 then acted else 0 end) as bigint) as acted,
                    cast(sum(case when month between $3 and $4 then confirmed else 0 end) as bigint) as confirmed,
                    cast(sum(case when month between $5 and $6 then unprompted + acted + confirmed else 0 end) as bigint)
                        as before,
                    cast(sum(case when month >= $7 then prompted + unprompted + acted + confirmed else 0 end) as bigint)
                        as room,
                    max(last_day) as last,
                    cast(sum(case when month between $3 and $4 then own_prompted else 0 end) as bigint) as own_prompted,
                    cast(sum(case when month between $3 and $4 then own_unprompted else 0 end) as bigint)
                        as own_unprompted,
                    cast(sum(case when month between $3 and $4 then own_acted else 0 end) as bigint) as own_acted,
                    cast(sum(case when month between $3 and $4 then own_confirmed else 0 end) as bigint) as own_confirmed,
                    cast(sum(case when month between $5 and $6 then own_unprompted + own_acted + own_confirmed else 0 end)
                        as bigint) as own_before,
                    cast(sum(case when month >= $7 then own_prompted + own_unprompted + own_acted + own_confirmed else 0 end)
                        as bigint) as own_room,
                    max(last_own) as last_own
             from ",
            $table,
            " where unit_id in (select unit_id from ",
            $units,
            " union all
                 select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)
             group by unit_id, element_id"
        )
    };
}

const MONTHS_NOW: &str = standings!("trace_month", "unit_now where parent_id = $1");
const MONTHS_THEN: &str = standings!(
    "trace_month_then",
    "unit_period where parent_id = $1
     and valid_from <= $9 and (valid_to is null or (valid_to > $8 and valid_to > valid_from))"
);

const USES_NOW: &str = "select unit_id, element_id, cast(0 as bigint) as alone, in_use, in_use_since
             from interpretation_count
             where in_use > 0 and unit_id in (
                 select unit_id from unit_now where parent_id = $1
                 union all
                 select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)
             union all
             select i.unit_id, i.element_id, cast(1 as bigint), cast(1 as bigint), i.in_use_since
             from unit_ancestor a join interpretation i on i.unit_id = a.ancestor_id
             where a.unit_id = $1 and a.distance <= $2 and i.state = 'in_use'";

/// As it was on the last day of each unit below: what was in use when it closed or went elsewhere, and what is in use today.
const USES_THEN: &str = "select a.ancestor_id as unit_id, i.element_id, cast(0 as bigint) as alone, count(*) as in_use,
                    min(i.in_use_since) as in_use_since
             from (
                 select unit_id, max(coalesce(valid_to, '9999-12-31')) as till from unit_period
                 where parent_id = $1 and valid_from <= $4
                 and (valid_to is null or (valid_to > $3 and valid_to > valid_from))
                 group by unit_id
             ) r
             join unit_then a on a.ancestor_id = r.unit_id and a.valid_from < r.till and a.valid_to >= r.till
             join interpretation i on i.unit_id = a.unit_id and i.state = 'in_use' and i.in_use_since < r.till
             where a.unit_id = r.unit_id or r.till < '9999' or a.unit_id in (select unit_id from unit_now)
             group by a.ancestor_id, i.element_id
             union all
             select unit_id, element_id, cast(0 as bigint), in_use, in_use_since from interpretation_count
             where in_use > 0 and unit_id in (select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)
             union all
             select i.unit_id, i.element_id, cast(1 as bigint), cast(1 as bigint), i.in_use_since
             from unit_ancestor a join interpretation i on i.unit_id = a.ancestor_id
             where a.unit_id = $1 and a.distance <= $2 and i.state = 'in_use'";

/// Two statements: the roll-ups of the period, of the one before it and of the months that silence looks at; and what is
/// in use. `prominent` says of each element whether it is.
pub async fn standings(conn: &mut Conn, ask: &Ask, prominent: &HashMap<ElementId, bool>) -> Result<Standings> {
    let (before_first, before_last) = ask.period.before();
    let since = ask.period.first.first_day();
    let mut months: Vec<MonthRow> = if ask.then {
        conn.all(
            MONTHS_THEN,
            args![
                ask.unit,
                ask.above,
                ask.period.first,
                ask.period.last,
                before_first,
                before_last,
                ask.rule.room_since(ask.today),
                since,
                ask.today
            ],
        )
        .await?
    } else {
        conn.all(
            MONTHS_NOW,
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
        .await?
    };
    // A unit that was not there throughout both periods has neither grown nor fallen silent: it began, or it ended.
    for row in &mut months {
        if ask.came_or_went.contains(&row.unit_id) {
            row.before = i64::MAX;
            row.own_before = i64::MAX;
            row.room = 0;
            row.own_room = 0;
        }
    }
    let uses: Vec<UseRow> = if ask.then {
        conn.all(USES_THEN, args![ask.unit, ask.above, since, ask.today])
            .await?
    } else {
        conn.all(USES_NOW, args![ask.unit, ask.above]).await?
    };
    Ok(Standings(put_together(&months, &uses, prominent)))
}

fn put_together(months: &[MonthRow], uses: &[UseRow], prominent: &HashMap<ElementId, bool>) -> HashMap<Key, Standing> {
    let mut map: HashMap<Key, Standing> = HashMap::new();
    // Room is what was said about other elements: everything in the unit, less the element's own.
    let mut room: HashMap<(UnitId, bool), i64> = HashMap::new();
    for row in months {
        let below = [row.prompted, row.unprompted, row.acted, row.confirmed];
        let own = [row.own_prompted, row.own_unprompted, row.own_acted, row.own_confirmed];
        for (alone, [prompted, unprompted, acted, confirmed], before, row_room, last) in [
            (false, below, row.before, row.room, row.last),
            (true, own, row.own_before, row.own_room, row.last_own),
        ] {
            let standing = Standing {
                prompted,
                unprompted,
                acted,
                confirmed,
                before,
                last,
                room: -row_room,
                ..Standing::default()
            };
            map.insert((row.unit_id, alone, row.element_id), standing);
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
pub struct MonthCount {
    pub element: ElementId,
    pub month: Month,
    /// Said unprompted, acted on or confirmed; prompted traces are not among them.
    pub unasked: i64,
}

/// The months of a unit and everything below it, from `first` on, and what has happened to the tree there since.
pub struct Months {
    pub counts: Vec<MonthCount>,
    /// The latest first.
    pub turns: Vec<Told>,
}

#[derive(sqlx::FromRow)]
struct MonthOrTurn {
    element: Option<ElementId>,
    month: Option<Month>,
    unasked: i64,
    day: Option<Day>,
    kind: Option<Turn>,
    old_id: Option<UnitId>,
    old_name: Option<String>,
    new_id: Option<UnitId>,
    new_name: Option<String>,
}

macro_rules! months {
    ($table:literal) => {
        concat!(
            "select element_id as element, month, unprompted + acted + confirmed as unasked, cast(null as text) as day,
                    cast(null as text) as kind, cast(null as uuid) as old_id, cast(null as text) as old_name,
                    cast(null as uuid) as new_id, cast(null as text) as new_name
             from ",
            $table,
            " where unit_id = $1 and month >= $2 and unprompted + acted + confirmed > 0
             union all
             select cast(null as uuid), cast(null as text), cast(0 as bigint), c.day, c.kind, c.old_id, ",
            turn_name!("c.old_id", "<"),
            ", c.new_id, ",
            turn_name!("c.new_id", "<="),
            " from unit_change c where c.unit_id = $3 and c.day >= $4"
        )
    };
}

/// The months of a unit, as it is or as it was; `top` is the last of its chain, whose rows change.
pub async fn months(conn: &mut Conn, unit: UnitId, top: UnitId, first: Month, then: bool) -> Result<Months> {
    let sql = if then {
        months!("trace_month_then")
    } else {
        months!("trace_month")
    };
    let rows: Vec<MonthOrTurn> = conn.all(sql, args![unit, first, top, first.first_day()]).await?;
    let mut counts = Vec::new();
    let mut turns = Vec::new();
    for row in rows {
        if let (Some(element), Some(month)) = (row.element, row.month) {
            counts.push(MonthCount {
                element,
                month,
                unasked: row.unasked,
            });
        } else if let (Some(day), Some(kind), Some(old), Some(new)) = (row.day, row.kind, row.old_id, row.new_id) {
            let (was, is) = (row.old_name.unwrap_or_default(), row.new_name.unwrap_or_default());
            turns.push((day, kind, (old, was), (new, is)));
        }
    }
    Ok(Months {
        counts,
        turns: together(turns),
    })
}

/// An element's interpretation on a unit's line: the unit's own whatever its state, those above only when in use.
#[derive(Clone, Debug)]
pub struct OnTheLine {
    pub element: ElementId,
    pub unit: UnitId,
    pub unit_name: String,
    /// 0 for the unit's own.
    pub distance: i64,
    pub state: model::interpretation::State,
    pub in_use_since: Option<Day>,
    /// What others read, as JSON of [`model::interpretation::Body`].
    pub body: Option<String>,
    /// What the unit's own stands on is no longer as it was.
    pub shifted: bool,
}

/// A decision that waits for the unit's leader: a draft, or the question whether it held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    pub id: DecisionId,
    pub decided: String,
    /// The day to look back, when that is what waits; none for a draft.
    pub look_back: Option<Day>,
}

/// An interpretation, in a unit that has no leader of its own, that stands on something that has changed.
#[derive(Clone, Debug)]
pub struct Shifted {
    pub element: ElementId,
    pub unit: UnitId,
    pub unit_name: String,
}

/// A talk between two units, open or newly closed.
#[derive(Clone, Debug)]
pub struct TalkLine {
    pub id: TalkId,
    pub element: ElementId,
    pub unit_name: String,
    pub other_name: String,
    pub about: String,
    pub closed_at: Option<Instant>,
}

/// A reminder from the stewards.
#[derive(Clone, Debug)]
pub struct ReminderLine {
    pub id: ReminderId,
    pub unit: UnitId,
    pub unit_name: String,
    pub reason: Reason,
    pub sent_at: Instant,
}

/// What a unit's page reads beside the figures: in one statement, for the page has no more to spare.
#[derive(Debug, Default)]
pub struct Line {
    /// The nearest first for each element.
    pub interpretations: Vec<OnTheLine>,
    pub shifted_below: Vec<Shifted>,
    pub talks: Vec<TalkLine>,
    pub reminders: Vec<ReminderLine>,
    /// Questions whether it held first, the oldest of them before the others.
    pub decisions: Vec<Open>,
    /// What happened to the tree here, the latest first.
    pub turns: Vec<Told>,
    pub left: Vec<LeftDraft>,
}

/// That there is a draft of a decision whose writer no longer leads the unit. Not what it says: that is the writer's.
#[derive(Clone, Debug)]
pub struct LeftDraft {
    pub id: DecisionId,
    pub unit_name: String,
    pub written_at: Instant,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    what: String,
    element: Option<ElementId>,
    unit: UnitId,
    unit_name: String,
    distance: i64,
    state: Option<model::interpretation::State>,
    in_use_since: Option<Day>,
    body: Option<String>,
    shifted: bool,
    id: Option<uuid::Uuid>,
    other_name: Option<String>,
    note: Option<String>,
    at: Option<i64>,
}

/// Every interpretation on a unit's line. For its leader also what has changed below interpretations of units that they
/// answer for, the talks of those units that are open or were closed since `talks_since`, and the reminders that were sent
/// since `reminders_since` and not put away, and the decisions that wait.
pub async fn on_the_line(
    conn: &mut Conn,
    unit: UnitId,
    leads: bool,
    sees_left: bool,
    today: Day,
    talks_since: Instant,
    reminders_since: Instant,
) -> Result<Line> {
    let rows: Vec<LineRow> = conn
        .all(
            concat!(
                "select 'line' as what, i.element_id as element, i.unit_id as unit, u.name as unit_name, a.distance, i.state,
                    i.in_use_since, v.body, a.distance = 0 and ",
                shifted!("$3"),
                " as shifted, cast(null as uuid) as id, cast(null as text) as other_name, cast(null as text) as note,
                    cast(null as bigint) as at
             from unit_ancestor a
             join interpretation i on i.unit_id = a.ancestor_id
             join unit_now u on u.unit_id = a.ancestor_id
             left join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             where a.unit_id = $1 and (a.distance = 0 or i.state = 'in_use')
             union all
             select 'shifted', i.element_id, u.unit_id, u.name, cast(0 as bigint), i.state, i.in_use_since,
                    cast(null as text), true, cast(null as uuid), cast(null as text), cast(null as text),
                    cast(null as bigint)
             from unit_now u
             join interpretation i on i.unit_id = u.unit_id
             where $2 and u.answerable_id = $1 and u.unit_id <> $1 and ",
                shifted!("$3"),
                " union all
             select 'talk', i.element_id, u.unit_id, u.name, cast(0 as bigint), cast(null as text), cast(null as text),
                    cast(null as text), false, t.id, ou.name, t.about, t.closed_at
             from talk t
             join interpretation i on i.id = t.interpretation_id
             join interpretation o on o.id = t.other_id
             join unit_now u on u.unit_id = i.unit_id
             join unit_now ou on ou.unit_id = o.unit_id
             where $2 and (u.answerable_id = $1 or ou.answerable_id = $1)
             and (t.closed_at is null or t.closed_at >= $4)
             union all
             select 'reminder', cast(null as uuid), u.unit_id, u.name, cast(0 as bigint), cast(null as text),
                    cast(null as text), cast(null as text), false, r.id, cast(null as text), r.reason, r.sent_at
             from unit_now u
             join reminder r on r.unit_id = u.unit_id
             where $2 and u.answerable_id = $1 and r.put_away_at is null and r.sent_at >= $5
             union all
             select 'decision', cast(null as uuid), d.unit_id, n.name, cast(0 as bigint), cast(null as text),
                    case when d.state = 'recorded' then d.look_back_on end, cast(null as text), false, d.id,
                    cast(null as text), d.decided, cast(null as bigint)
             from decision d join unit_scope k on k.unit_id = d.unit_id and k.distance = 0
             join unit_now n on n.unit_id = k.ancestor_id
             where $2 and n.answerable_id = $1
             and ((d.state = 'draft' and (d.handed_over_at is not null or exists (
                     select 1 from post p where p.unit_id = $1 and p.person_id = d.written_by and p.role = 'leader'
                     and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)))) or (d.state = 'recorded' and d.held is null and d.look_back_on <= $3))
             union all
             select 'left', cast(null as uuid), n.unit_id, n.name, cast(0 as bigint), cast(null as text),
                    cast(null as text), cast(null as text), false, d.id, cast(null as text), cast(null as text),
                    d.written_at
             from decision d join unit_scope k on k.unit_id = d.unit_id and k.distance = 0
             join unit_now n on n.unit_id = k.ancestor_id
             where $6 and (n.unit_id = $1 or ($2 and n.answerable_id = $1)) and d.state = 'draft'
             and d.handed_over_at is null and d.laid_aside_at is null and not exists (
                 select 1 from post p where p.unit_id = n.answerable_id and p.person_id = d.written_by
                 and p.role = 'leader' and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3))
             union all
             select 'turn', c.new_id, c.old_id, ",
                turn_name!("c.old_id", "<"),
                ", cast(0 as bigint), cast(null as text), c.day, cast(null as text), false, c.new_id, ",
                turn_name!("c.new_id", "<="),
                ", c.kind, cast(null as bigint)
             from unit_change c where c.unit_id = $1
             order by 1, 5, 4, 13"
            ),
            args![unit, leads, today, talks_since, reminders_since, sees_left],
        )
        .await?;
    let mut line = Line::default();
    let mut turns = Vec::new();
    for row in rows {
        match (row.what.as_str(), row.element, row.state, row.id) {
            ("line", Some(element), Some(state), _) => line.interpretations.push(OnTheLine {
                element,
                unit: row.unit,
                unit_name: row.unit_name,
                distance: row.distance,
                state,
                in_use_since: row.in_use_since,
                body: row.body,
                shifted: row.shifted,
            }),
            ("shifted", Some(element), ..) => line.shifted_below.push(Shifted {
                element,
                unit: row.unit,
                unit_name: row.unit_name,
            }),
            ("talk", Some(element), _, Some(id)) => line.talks.push(TalkLine {
                id: TalkId(id),
                element,
                unit_name: row.unit_name,
                other_name: row.other_name.unwrap_or_default(),
                about: row.note.unwrap_or_default(),
                closed_at: row.at.map(Instant),
            }),
            ("decision", _, _, Some(id)) => line.decisions.push(Open {
                id: DecisionId(id),
                decided: row.note.unwrap_or_default(),
                look_back: row.in_use_since,
            }),
            ("left", _, _, Some(id)) => line.left.push(LeftDraft {
                id: DecisionId(id),
                unit_name: row.unit_name,
                written_at: Instant(row.at.unwrap_or_default()),
            }),
            ("turn", _, _, Some(new)) => {
                if let (Some(day), Some(kind)) = (row.in_use_since, row.note.and_then(|word| word.parse().ok())) {
                    let old = (row.unit, row.unit_name);
                    turns.push((day, kind, old, (UnitId(new), row.other_name.unwrap_or_default())));
                }
            }
            ("reminder", _, _, Some(id)) => {
                if let (Some(reason), Some(at)) = (row.note.and_then(|word| word.parse().ok()), row.at) {
                    line.reminders.push(ReminderLine {
                        id: ReminderId(id),
                        unit: row.unit,
                        unit_name: row.unit_name,
                        reason,
                        sent_at: Instant(at),
                    });
                }
            }
            _ => {}
        }
    }
    line.decisions
        .sort_by_key(|d| (d.look_back.is_none(), d.look_back, d.id));
    line.turns = together(turns);
    Ok(line)
}

/// An interpretation that was in use in a unit which went on in this one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Inherited {
    pub unit: UnitId,
    pub unit_name: String,
    pub element: ElementId,
    pub since: Option<Day>,
    /// As JSON of [`model::interpretation::Body`].
    pub body: Option<String>,
}

/// What was in use in the units that a unit came from, the last first.
pub async fn inherited(conn: &mut Conn, unit: UnitId) -> Result<Vec<Inherited>> {
    conn.all(
        "select i.unit_id as unit, i.element_id as element, i.in_use_since as since, v.body,
                coalesce((select p.name from unit_period p where p.unit_id = i.unit_id
                          order by p.valid_from desc limit 1), '') as unit_name
         from interpretation i
         left join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
         where i.state = 'in_use' and i.unit_id not in (select unit_id from unit_now) and i.unit_id in (
             select s.unit_id from unit_scope s where s.ancestor_id = $1 and s.own
             union
             select b.old_id from unit_succession b where b.new_id = $1)
         order by i.in_use_since desc, i.id limit 40",
        args![unit],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    prompted: i64,
    unprompted: i64,
    acted: i64,
    confirmed: i64,
    before: i64,
    room: i64,
    last: Option<Day>,
    in_use: Option<i64>,
    in_use_since: Option<Day>,
}

/// The standing of one element in one unit with everything below it, in one statement.
pub async fn standing(
    conn: &mut Conn,
    unit: UnitId,
    element: ElementId,
    period: Period,
    rule: SilenceRule,
    today: Day,
    prominent: bool,
) -> Result<Standing> {
    let (before_first, before_last) = period.before();
    let row: StandingRow = conn
        .one(
            "select cast(coalesce(sum(case when now then prompted end), 0) as bigint) as prompted,
                    cast(coalesce(sum(case when now then unprompted end), 0) as bigint) as unprompted,
                    cast(coalesce(sum(case when now then acted end), 0) as bigint) as acted,
                    cast(coalesce(sum(case when now then confirmed end), 0) as bigint) as confirmed,
                    cast(coalesce(sum(case when earlier then unprompted + acted + confirmed end), 0) as bigint) as before,
                    cast(coalesce(sum(case when other then prompted + unprompted + acted + confirmed end), 0) as bigint)
                        as room,
                    max(case when own then last_day end) as last,
                    (select in_use from interpretation_count where unit_id = $1 and element_id = $2) as in_use,
                    (select in_use_since from interpretation_count where unit_id = $1 and element_id = $2) as in_use_since
             from (
                 select prompted, unprompted, acted, confirmed, last_day, element_id = $2 as own,
                        element_id = $2 and month between $3 and $4 as now,
                        element_id = $2 and month between $5 and $6 as earlier,
                        element_id <> $2 and month >= $7 as other
                 from trace_month where unit_id = $1
             ) m",
            args![
                unit,
                element,
                period.first,
                period.last,
                before_first,
                before_last,
                rule.room_since(today)
            ],
        )
        .await?;
    Ok(Standing {
        in_use: row.in_use.unwrap_or(0),
        in_use_since: row.in_use_since,
        prompted: row.prompted,
        unprompted: row.unprompted,
        acted: row.acted,
        confirmed: row.confirmed,
        before: row.before,
        last: row.last,
        room: row.room,
        prominent,
    })
}

/// What waits for a steward, and how much there is.
#[derive(Debug, sqlx::FromRow)]
pub struct Waiting {
    pub stories: i64,
    pub oldest_story: Option<Instant>,
    pub drafts: i64,
    pub units: i64,
    /// Units whose leader is that of a unit above, or nobody.
    pub leaderless: i64,
    pub imported: Option<Instant>,
    pub elements: i64,
    pub prominent: i64,
    pub in_use: i64,
    pub underway: i64,
    /// Stories published that happened since the day asked for.
    pub recent: i64,
    /// Clauses of the old policy that lack an answer.
    pub open_clauses: i64,
    /// Decisions whose look-back day has come without an answer, and the day of the one that has waited longest.
    pub look_backs: i64,
    pub oldest_look_back: Option<Day>,
    /// Interpretations in use that stand on something that has changed, and in how many units.
    pub shifted: i64,
    pub shifted_units: i64,
}

/// One statement over counts that are each found by an index.
pub async fn waiting(conn: &mut Conn, today: Day, since: Day) -> Result<Waiting> {
    conn.one(
        concat!(
            "select (select count(*) from story where state = 'waiting') as stories,
                (select min(told_at) from story where state = 'waiting') as oldest_story,
                (select count(*) from edition where state = 'draft') as drafts,
                (select count(*) from unit_now) as units,
                (select count(*) from unit_now where answerable_id is null or answerable_id <> unit_id) as leaderless,
                (select max(applied_at) from import where state = 'applied') as imported,
                (select count(*) from element) as elements,
                (select count(*) from prominence where since <= $1 and (until is null or until > $1)) as prominent,
                (select count(*) from interpretation where state = 'in_use') as in_use,
                (select count(*) from interpretation where state = 'underway') as underway,
                (select count(*) from story where state = 'published' and happened_on >= $2) as recent,
                (select count(*) from policy_clause c
                 left join policy_answer a on a.clause_id = c.id and a.revision = c.revision
                 where coalesce(a.answer, 'open') = 'open') as open_clauses,
                (select count(*) from decision d join unit_now n on n.unit_id = d.unit_id
                 where d.state = 'recorded' and d.held is null and d.look_back_on <= $1) as look_backs,
                (select min(d.look_back_on) from decision d join unit_now n on n.unit_id = d.unit_id
                 where d.state = 'recorded' and d.held is null and d.look_back_on <= $1) as oldest_look_back,
                s.shifted, s.shifted_units
         from (select count(*) as shifted, count(distinct i.unit_id) as shifted_units
               from interpretation i join unit_now u on u.unit_id = i.unit_id where ",
            shifted!("$1"),
            ") s"
        ),
        args![today, since],
    )
    .await
}
