//! Decisions: drafted, recorded with a trace in every unit they concern, looked back on, withdrawn.

use model::decision::{Decision, Held, State};
use model::may::Place;
use model::trace::{Source, Trace};
use model::{Day, DecisionId, ElementId, Instant, PersonId, UnitId};

use crate::{Conn, Result, args};

/// The columns of [`Told`]; names of closed units and retired elements are the last they had.
macro_rules! told {
    ($rest:literal) => {
        concat!(
            "select d.id, d.unit_id as home, d.state, d.revision, d.decided, d.decided_on as day, d.body, d.options,
                    d.tipped_id as tipped, d.gave_way_id as gave_way, d.why, d.came_first as first, d.stops as stop,
                    d.look_back_on as look_back, d.held, d.held_how, d.written_at, d.answered_at, d.reason,
                    d.withdrawn_at,
                    (select p.name from person p where p.id = d.written_by and d.state = 'draft') as written_by,
                    d.state = 'draft' and d.handed_over_at is null and not exists (
                        select 1 from unit_scope k join unit_now n on n.unit_id = k.ancestor_id
                        join post p on p.unit_id = n.answerable_id join organisation o on o.id = 1
                        where k.unit_id = d.unit_id and k.distance = 0 and p.person_id = d.written_by
                        and p.role = 'leader' and p.valid_from <= o.built_on
                        and (p.valid_to is null or p.valid_to > o.built_on)) as left_behind,
                    (select y.name from unit_period y where y.unit_id = d.unit_id
                     order by y.valid_from desc limit 1) as home_name,
                    (select t.headline from element_text t join edition e on e.id = t.edition_id
                     where t.element_id = d.tipped_id and e.state <> 'draft'
                     order by e.number desc limit 1) as tipped_headline,
                    (select t.headline from element_text t join edition e on e.id = t.edition_id
                     where t.element_id = d.gave_way_id and e.state <> 'draft'
                     order by e.number desc limit 1) as gave_way_headline,
                    (select string_agg(n.name, ' · ') from decision_unit c join unit_now n on n.unit_id = c.unit_id
                     where c.decision_id = d.id) as units
             from decision d ",
            $rest
        )
    };
}

/// A unit that a decision can concern: its home, and those near below.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Offered {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub parent_name: Option<String>,
    /// 0 for the home itself.
    pub distance: i64,
}

/// Units of a list that is still read at a glance; of more, only those right below are offered.
const AT_A_GLANCE: usize = 60;

/// What a decision of `home` can concern: the unit, those right below it, and the level after that when they are few;
/// with those that `decision` concerns already.
pub async fn offered(conn: &mut Conn, home: UnitId, decision: Option<DecisionId>) -> Result<Vec<Offered>> {
    let mut units: Vec<(Offered, bool)> = conn
        .all::<Choosable>(
            "select u.unit_id as id, u.parent_id as parent, u.name, p.name as parent_name, a.distance,
                    exists (select 1 from decision_unit c where c.decision_id = $2 and c.unit_id = u.unit_id) as chosen
             from unit_ancestor a
             join unit_now u on u.unit_id = a.unit_id
             left join unit_now p on p.unit_id = u.parent_id
             where a.ancestor_id = $1 and (a.distance <= 2 or exists (
                 select 1 from decision_unit c where c.decision_id = $2 and c.unit_id = u.unit_id))
             order by a.distance, u.unit_id limit 500",
            args![home, decision],
        )
        .await?
        .into_iter()
        .map(|row| (row.unit, row.chosen))
        .collect();
    if units.len() > AT_A_GLANCE {
        units.retain(|(unit, chosen)| unit.distance <= 1 || *chosen);
    }
    let mut units: Vec<Offered> = units.into_iter().map(|(unit, _)| unit).collect();
    model::names::sort_by_name(&mut units, |u| &u.name);
    units.sort_by_key(|u| u.distance);
    Ok(units)
}

#[derive(sqlx::FromRow)]
struct Choosable {
    #[sqlx(flatten)]
    unit: Offered,
    chosen: bool,
}

/// Begins a draft.
pub async fn add(
    tx: &mut Conn,
    id: DecisionId,
    home: UnitId,
    decision: &Decision,
    by: PersonId,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into decision (id, unit_id, state, revision, decided, decided_on, body, options, tipped_id, gave_way_id,
                               why, came_first, stops, look_back_on, held_how, written_by, written_at, reason)
         values ($1, $2, 'draft', 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, $14, '')",
        args![
            id,
            home,
            &decision.decided,
            decision.day,
            &decision.body,
            decision.options.join("\n"),
            decision.tipped,
            decision.gave_way,
            &decision.why,
            &decision.first,
            &decision.stop,
            decision.look_back,
            by,
            now
        ],
    )
    .await?;
    concern(tx, id, &decision.units).await
}

async fn concern(tx: &mut Conn, id: DecisionId, units: &[UnitId]) -> Result<()> {
    let rows = units.iter().map(|unit| args![id, *unit]).collect();
    tx.insert("insert into decision_unit (decision_id, unit_id) values", rows, "")
        .await
}

/// Saves a draft. False, and nothing is written, when it is not the revision `seen` any more, or no draft.
pub async fn save(
    tx: &mut Conn,
    id: DecisionId,
    seen: i64,
    decision: &Decision,
    by: PersonId,
    now: Instant,
) -> Result<bool> {
    let rows = tx
        .run(
            "update decision set revision = revision + 1, decided = $3, decided_on = $4, body = $5, options = $6,
                    tipped_id = $7, gave_way_id = $8, why = $9, came_first = $10, stops = $11, look_back_on = $12,
                    written_by = $13, written_at = $14, handed_over_at = null, laid_aside_at = null
             where id = $1 and revision = $2 and state = 'draft'",
            args![
                id,
                seen,
                &decision.decided,
                decision.day,
                &decision.body,
                decision.options.join("\n"),
                decision.tipped,
                decision.gave_way,
                &decision.why,
                &decision.first,
                &decision.stop,
                decision.look_back,
                by,
                now
            ],
        )
        .await?;
    if rows == 1 {
        tx.run("delete from decision_unit where decision_id = $1", args![id])
            .await?;
        concern(tx, id, &decision.units).await?;
    }
    Ok(rows == 1)
}

/// Lets others read a draft that was just saved, and writes its traces: one for each unit that it concerns.
pub async fn record(tx: &mut Conn, id: DecisionId, traces: &[Trace], by: PersonId, now: Instant) -> Result<()> {
    tx.run(
        "update decision set state = 'recorded', recorded_by = $2, recorded_at = $3 where id = $1 and state = 'draft'",
        args![id, by, now],
    )
    .await?;
    for trace in traces {
        crate::trace::append(tx, trace).await?;
    }
    Ok(())
}

/// Erases a draft. False when it is none.
pub async fn discard(tx: &mut Conn, id: DecisionId) -> Result<bool> {
    tx.run(
        "delete from decision_unit where decision_id in (select id from decision where id = $1 and state = 'draft')",
        args![id],
    )
    .await?;
    let rows = tx
        .run("delete from decision where id = $1 and state = 'draft'", args![id])
        .await?;
    Ok(rows == 1)
}

/// Drafts that somebody wrote in units that they no longer lead, the last first.
pub async fn left_by(conn: &mut Conn, person: PersonId) -> Result<Vec<Told>> {
    let mut drafts: Vec<Told> = conn
        .all(
            told!("where d.state = 'draft' and d.written_by = $1 order by d.written_at desc, d.id limit 50"),
            args![person],
        )
        .await?;
    drafts.retain(|told| told.left_behind);
    Ok(drafts)
}

/// Gives a draft to whoever leads the unit now. False when it is not that person's to give.
pub async fn hand_over(tx: &mut Conn, id: DecisionId, writer: PersonId, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update decision set handed_over_at = $3, laid_aside_at = null
             where id = $1 and written_by = $2 and state = 'draft' and handed_over_at is null",
            args![id, writer, now],
        )
        .await?;
    Ok(rows == 1)
}

/// The unit's page names a draft that was left there no more. It stays its writer's.
pub async fn lay_aside(tx: &mut Conn, id: DecisionId, now: Instant) -> Result<()> {
    tx.run(
        "update decision set laid_aside_at = $2 where id = $1 and state = 'draft' and laid_aside_at is null",
        args![id, now],
    )
    .await?;
    Ok(())
}

/// Takes a recorded decision back, and its traces. It stays to be read, with the reason. False when it is not recorded.
pub async fn withdraw(tx: &mut Conn, id: DecisionId, reason: &str, by: PersonId, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update decision set state = 'withdrawn', reason = $2, withdrawn_by = $3, withdrawn_at = $4
             where id = $1 and state = 'recorded'",
            args![id, reason, by, now],
        )
        .await?;
    if rows == 1 {
        crate::trace::withdraw(tx, Source::Decision, id.0, reason, now, Some(by)).await?;
    }
    Ok(rows == 1)
}

/// Says whether it held, once and from its day on. False when somebody has said so before, or it is withdrawn.
pub async fn look_back(
    tx: &mut Conn,
    id: DecisionId,
    (held, how): (Held, &str),
    by: PersonId,
    now: Instant,
    today: Day,
) -> Result<bool> {
    let rows = tx
        .run(
            "update decision set held = $2, held_how = $3, answered_by = $4, answered_at = $5
             where id = $1 and state = 'recorded' and held is null and look_back_on <= $6",
            args![id, held, how, by, now, today],
        )
        .await?;
    Ok(rows == 1)
}

/// A decision as its pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Told {
    pub id: DecisionId,
    /// Where it was written down.
    pub home: UnitId,
    pub home_name: String,
    pub state: State,
    pub revision: i64,
    pub decided: String,
    pub day: Option<Day>,
    pub body: String,
    pub options: String,
    pub tipped: Option<ElementId>,
    pub tipped_headline: Option<String>,
    pub gave_way: Option<ElementId>,
    pub gave_way_headline: Option<String>,
    pub why: String,
    pub first: String,
    pub stop: String,
    pub look_back: Option<Day>,
    pub held: Option<Held>,
    pub held_how: String,
    pub written_at: Instant,
    pub written_by: Option<String>,
    /// A draft whose writer no longer leads here and has not handed it over: it is not for the next leader to read.
    pub left_behind: bool,
    pub answered_at: Option<Instant>,
    pub reason: String,
    pub withdrawn_at: Option<Instant>,
    /// Names of the units that it concerns.
    pub units: Option<String>,
}

impl Told {
    /// What was written, with the units that it concerns.
    #[must_use]
    pub fn decision(&self, units: Vec<UnitId>) -> Decision {
        Decision {
            decided: self.decided.clone(),
            day: self.day,
            body: self.body.clone(),
            units,
            options: self.options.lines().map(ToOwned::to_owned).collect(),
            tipped: self.tipped,
            gave_way: self.gave_way,
            why: self.why.clone(),
            first: self.first.clone(),
            stop: self.stop.clone(),
            look_back: self.look_back,
        }
    }
}

/// One decision, whatever its state: the caller asks who may see it.
pub async fn decision(conn: &mut Conn, id: DecisionId) -> Result<Option<Told>> {
    conn.optional(told!("where d.id = $1"), args![id]).await
}

/// A unit of a decision, where it stands today.
#[derive(Clone, Debug)]
pub struct Concerned {
    pub name: String,
    pub place: Place,
    /// False for the home when the decision is about other units.
    pub concerned: bool,
}

#[derive(sqlx::FromRow)]
struct Above {
    unit: UnitId,
    name: String,
    answerable: Option<UnitId>,
    ancestor: UnitId,
    concerned: bool,
}

/// The units of a decision and its home. One that has gone stands where it is carried on.
pub async fn places(conn: &mut Conn, id: DecisionId) -> Result<Vec<Concerned>> {
    let rows: Vec<Above> = conn
        .all(
            "select k.unit_id as unit, n.answerable_id as answerable, a.ancestor_id as ancestor,
                    coalesce((select here.name from unit_now here where here.unit_id = k.unit_id), (
                        select p.name from unit_period p where p.unit_id = k.unit_id
                        order by p.valid_from desc limit 1)) as name,
                    exists (select 1 from decision_unit c where c.decision_id = $1 and c.unit_id = k.unit_id) as concerned
             from unit_scope k
             join unit_now n on n.unit_id = k.ancestor_id
             join unit_ancestor a on a.unit_id = n.unit_id
             where k.distance = 0 and k.unit_id in (select unit_id from decision_unit where decision_id = $1
                                                    union select unit_id from decision where id = $1)
             order by k.unit_id, a.distance",
            args![id],
        )
        .await?;
    let mut places: Vec<Concerned> = Vec::new();
    for row in rows {
        match places.last_mut() {
            Some(last) if last.place.unit == row.unit => last.place.line.push(row.ancestor),
            _ => places.push(Concerned {
                name: row.name,
                place: Place {
                    unit: row.unit,
                    line: vec![row.ancestor],
                    answerable: row.answerable,
                },
                concerned: row.concerned,
            }),
        }
    }
    model::names::sort_by_name(&mut places, |p| &p.name);
    Ok(places)
}

/// Which decisions a list holds: those that concern a unit or were written down there.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    pub unit: UnitId,
    /// With everything below it.
    pub below: bool,
    /// With those of the units above it, which hold here too.
    pub above: bool,
}

/// Decisions on one page of a list.
pub const PAGE: i64 = 20;

/// A page of a list, and whether more follow. Pages count from 0.
fn cut(mut rows: Vec<Told>) -> (Vec<Told>, bool) {
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

/// What was recorded, newest first, withdrawn ones among them; only where `element` tipped it or gave way.
pub async fn list(conn: &mut Conn, within: Within, element: Option<ElementId>, page: i64) -> Result<(Vec<Told>, bool)> {
    let rows = conn
        .all(
            told!(
                "where d.state <> 'draft' and coalesce($3, d.tipped_id) in (d.tipped_id, d.gave_way_id)
                 and (exists (select 1 from unit_scope a
                      where a.ancestor_id = $1 and (a.own or $2) and (a.unit_id = d.unit_id or a.unit_id in (
                          select c.unit_id from decision_unit c where c.decision_id = d.id)))
                     or ($6 and exists (select 1 from unit_ancestor a
                      where a.unit_id = $1 and a.ancestor_id in (
                          select c.unit_id from decision_unit c where c.decision_id = d.id))))
                 order by d.decided_on desc, d.id desc limit $4 offset $5"
            ),
            args![
                within.unit,
                within.below,
                element,
                PAGE + 1,
                page.max(0).saturating_mul(PAGE),
                within.above
            ],
        )
        .await?;
    Ok(cut(rows))
}

/// What stopped, of a unit and everything below it, newest decision first.
pub async fn stopped(conn: &mut Conn, unit: UnitId, page: i64) -> Result<(Vec<Told>, bool)> {
    let rows = conn
        .all(
            told!(
                "where d.state = 'recorded' and d.stops <> ''
                 and exists (select 1 from unit_scope a
                     where a.ancestor_id = $1 and (a.unit_id = d.unit_id or a.unit_id in (
                         select c.unit_id from decision_unit c where c.decision_id = d.id)))
                 order by d.decided_on desc, d.id desc limit $2 offset $3"
            ),
            args![unit, PAGE + 1, page.max(0).saturating_mul(PAGE)],
        )
        .await?;
    Ok(cut(rows))
}

/// Decisions written down in a unit or below it, whose look-back day has come and whose question nobody has answered,
/// oldest first.
pub async fn due(conn: &mut Conn, unit: UnitId, today: Day, page: i64) -> Result<(Vec<Told>, bool)> {
    let rows = conn
        .all(
            told!(
                "where d.state = 'recorded' and d.held is null and d.look_back_on <= $2
                 and exists (select 1 from unit_scope a where a.ancestor_id = $1 and a.unit_id = d.unit_id)
                 order by d.look_back_on, d.id limit $3 offset $4"
            ),
            args![unit, today, PAGE + 1, page.max(0).saturating_mul(PAGE)],
        )
        .await?;
    Ok(cut(rows))
}
