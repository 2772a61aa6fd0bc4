//! What the API gives away, for all that ask with the same key the same: never a draft, a teller, or who wrote what.
//!
//! Lists run by identity, from the one after `after`; each statement is bounded by `most`.

use model::decision::Held;
use model::interpretation::Body;
use model::organisation::PostRole;
use model::trace::{Rung, Source};
use model::{Day, DecisionId, EditionId, ElementId, Instant, InterpretationId, PersonId, StoryId, TraceId, UnitId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// Which rows a list holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub after: Option<Uuid>,
    /// With everything below it.
    pub unit: Option<UnitId>,
    pub element: Option<ElementId>,
    /// New or changed since.
    pub since: Option<Instant>,
    /// One more than is shown says whether there are more.
    pub most: i64,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Unit {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub kind: String,
    pub depth: i64,
    pub people: i64,
    pub people_below: i64,
}

/// Units as they are today.
pub async fn units(conn: &mut Conn, filter: &Filter) -> Result<Vec<Unit>> {
    conn.all(
        "select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below
         from unit_now u
         where (cast($1 as uuid) is null or u.unit_id > $1)
         and (cast($2 as uuid) is null or exists (
             select 1 from unit_ancestor a where a.unit_id = u.unit_id and a.ancestor_id = $2))
         order by u.unit_id limit $3",
        args![filter.after, filter.unit, filter.most],
    )
    .await
}

pub async fn unit(conn: &mut Conn, unit: UnitId) -> Result<Option<Unit>> {
    conn.optional(
        "select unit_id as id, parent_id as parent, name, kind, depth, people, people_below
         from unit_now where unit_id = $1",
        args![unit],
    )
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leader {
    pub unit: UnitId,
    pub name: String,
    pub acting: bool,
}

/// The leaders today of the units from `first` to `last`.
pub async fn leaders(conn: &mut Conn, first: UnitId, last: UnitId, today: Day) -> Result<Vec<Leader>> {
    conn.all(
        "select p.unit_id as unit, who.name, p.acting
         from post p join person who on who.id = p.person_id
         where p.unit_id between $1 and $2 and p.role = 'leader'
         and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)
         order by p.unit_id, p.acting, who.name_folded",
        args![first, last, today],
    )
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
}

/// People with a post today.
pub async fn people(conn: &mut Conn, filter: &Filter, today: Day) -> Result<Vec<Person>> {
    conn.all(
        "select p.id, p.name, p.email from person p
         where (cast($1 as uuid) is null or p.id > $1)
         and exists (select 1 from post o join unit_ancestor a on a.unit_id = o.unit_id
                     where o.person_id = p.id and (cast($2 as uuid) is null or a.ancestor_id = $2)
                     and o.valid_from <= $3 and (o.valid_to is null or o.valid_to > $3))
         order by p.id limit $4",
        args![filter.after, filter.unit, today, filter.most],
    )
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Post {
    pub person: PersonId,
    pub unit: UnitId,
    pub title: String,
    pub role: PostRole,
    pub acting: bool,
}

/// The posts today of the people from `first` to `last`.
pub async fn posts(conn: &mut Conn, first: PersonId, last: PersonId, today: Day) -> Result<Vec<Post>> {
    conn.all(
        "select person_id as person, unit_id as unit, title, role, acting from post
         where person_id between $1 and $2 and valid_from <= $3 and (valid_to is null or valid_to > $3)
         order by person_id, valid_from, id",
        args![first, last, today],
    )
    .await
}

/// An interpretation in use.
#[derive(Clone, Debug)]
pub struct Interpretation {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub element: ElementId,
    pub edition: EditionId,
    pub in_use_since: Option<Day>,
    /// When the version that others read was written.
    pub written_at: Instant,
    /// None where its leader does not show it to everybody.
    pub body: Option<Body>,
}

#[derive(sqlx::FromRow)]
struct InterpretationRow {
    id: InterpretationId,
    unit: UnitId,
    element: ElementId,
    edition: EditionId,
    in_use_since: Option<Day>,
    written_at: Instant,
    body: Option<String>,
}

/// What is in use, in units that are there today.
pub async fn interpretations(conn: &mut Conn, filter: &Filter) -> Result<Vec<Interpretation>> {
    let rows: Vec<InterpretationRow> = conn
        .all(
            "select i.id, i.unit_id as unit, i.element_id as element, v.edition_id as edition, i.in_use_since,
                    v.written_at, case when s.interpretation_id is not null then v.body end as body
             from interpretation i
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             join unit_now u on u.unit_id = i.unit_id
             left join interpretation_shared s on s.interpretation_id = i.id
             where i.state = 'in_use'
             and (cast($1 as uuid) is null or i.id > $1)
             and (cast($2 as uuid) is null or exists (
                 select 1 from unit_ancestor a where a.unit_id = i.unit_id and a.ancestor_id = $2))
             and (cast($3 as uuid) is null or i.element_id = $3)
             and (cast($4 as bigint) is null or v.written_at >= $4 or s.shared_at >= $4)
             order by i.id limit $5",
            args![filter.after, filter.unit, filter.element, filter.since, filter.most],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Interpretation {
                id: row.id,
                unit: row.unit,
                element: row.element,
                edition: row.edition,
                in_use_since: row.in_use_since,
                written_at: row.written_at,
                body: row.body.map(|body| serde_json::from_str(&body)).transpose()?,
            })
        })
        .collect()
}

/// A published story, without its teller.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Story {
    pub id: StoryId,
    pub unit: UnitId,
    pub element: Option<ElementId>,
    pub happened: Day,
    pub published_at: Option<Instant>,
    pub body: String,
    /// The unit that readers may know it comes from.
    pub from_unit: Option<UnitId>,
    pub from_another_unit: bool,
    pub unprompted: bool,
}

pub async fn stories(conn: &mut Conn, filter: &Filter) -> Result<Vec<Story>> {
    conn.all(
        "select s.id, s.unit_id as unit, s.element_id as element, s.happened_on as happened,
                s.moderated_at as published_at, s.body, f.unit_id as from_unit, s.from_another_unit, s.unprompted
         from story s left join unit_now f on f.unit_id = s.teller_unit_id
         where s.state = 'published'
         and (cast($1 as uuid) is null or s.id > $1)
         and (cast($2 as uuid) is null or exists (
             select 1 from unit_ancestor a where a.unit_id = s.unit_id and a.ancestor_id = $2))
         and (cast($3 as uuid) is null or s.element_id = $3)
         and (cast($4 as bigint) is null or s.moderated_at >= $4)
         order by s.id limit $5",
        args![filter.after, filter.unit, filter.element, filter.since, filter.most],
    )
    .await
}

pub async fn story(conn: &mut Conn, id: StoryId) -> Result<Option<Story>> {
    conn.optional(
        "select s.id, s.unit_id as unit, s.element_id as element, s.happened_on as happened,
                s.moderated_at as published_at, s.body, f.unit_id as from_unit, s.from_another_unit, s.unprompted
         from story s left join unit_now f on f.unit_id = s.teller_unit_id
         where s.state = 'published' and s.id = $1",
        args![id],
    )
    .await
}

/// Stories without a teller that no moderator has read: what keys have told.
pub async fn unread(conn: &mut Conn) -> Result<i64> {
    conn.number(
        "select count(*) from story where teller_id is null and state = 'waiting'",
        [],
    )
    .await
}

/// A recorded decision; of a withdrawn one, that it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Decision {
    pub id: DecisionId,
    pub home: UnitId,
    pub withdrawn: bool,
    pub decided: String,
    pub day: Option<Day>,
    pub body: String,
    pub options: String,
    pub tipped: Option<ElementId>,
    pub gave_way: Option<ElementId>,
    pub why: String,
    pub first: String,
    pub stop: String,
    pub look_back: Option<Day>,
    pub held: Option<Held>,
    pub held_how: String,
}

/// `filter.element` tipped it or gave way.
pub async fn decisions(conn: &mut Conn, filter: &Filter) -> Result<Vec<Decision>> {
    conn.all(
        "select d.id, d.unit_id as home, d.state = 'withdrawn' as withdrawn, d.decided, d.decided_on as day, d.body,
                d.options, d.tipped_id as tipped, d.gave_way_id as gave_way, d.why, d.came_first as first,
                d.stops as stop, d.look_back_on as look_back, d.held, d.held_how
         from decision d
         where d.state <> 'draft'
         and (cast($1 as uuid) is null or d.id > $1)
         and (cast($2 as uuid) is null or exists (
             select 1 from unit_ancestor a where a.ancestor_id = $2 and (a.unit_id = d.unit_id or a.unit_id in (
                 select c.unit_id from decision_unit c where c.decision_id = d.id))))
         and (cast($3 as uuid) is null or d.tipped_id = $3 or d.gave_way_id = $3)
         and (cast($4 as bigint) is null or d.recorded_at >= $4 or d.answered_at >= $4 or d.withdrawn_at >= $4)
         order by d.id limit $5",
        args![filter.after, filter.unit, filter.element, filter.since, filter.most],
    )
    .await
}

/// The units that the decisions from `first` to `last` concern.
pub async fn concerned(conn: &mut Conn, first: DecisionId, last: DecisionId) -> Result<Vec<(DecisionId, UnitId)>> {
    conn.all(
        "select c.decision_id, c.unit_id from decision_unit c join decision d on d.id = c.decision_id
         where c.decision_id between $1 and $2 and d.state = 'recorded' order by c.decision_id, c.unit_id",
        args![first, last],
    )
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Trace {
    pub id: TraceId,
    pub day: Day,
    pub unit: UnitId,
    pub element: ElementId,
    pub edition: Option<EditionId>,
    pub rung: Rung,
    pub source: Source,
    pub source_id: Uuid,
    pub count: i64,
    pub withdrawn: bool,
}

/// The ledger, withdrawn traces among them; of the days from `from` to `to`.
pub async fn traces(
    conn: &mut Conn,
    filter: &Filter,
    rung: Option<Rung>,
    (from, to): (Option<Day>, Option<Day>),
) -> Result<Vec<Trace>> {
    conn.all(
        "select t.id, t.day, t.unit_id as unit, t.element_id as element, t.edition_id as edition, t.rung, t.source,
                t.source_id, t.count, w.trace_id is not null as withdrawn
         from trace t left join trace_withdrawal w on w.trace_id = t.id
         where (cast($1 as uuid) is null or t.id > $1)
         and (cast($2 as uuid) is null or exists (
             select 1 from unit_ancestor a where a.unit_id = t.unit_id and a.ancestor_id = $2))
         and (cast($3 as uuid) is null or t.element_id = $3)
         and (cast($4 as bigint) is null or t.written_at >= $4 or w.withdrawn_at >= $4)
         and ($5 = '' or t.rung = $5)
         and (cast($6 as text) is null or t.day >= $6)
         and (cast($7 as text) is null or t.day <= $7)
         order by t.id limit $8",
        args![
            filter.after,
            filter.unit,
            filter.element,
            filter.since,
            rung.map_or("", Rung::word),
            from,
            to,
            filter.most
        ],
    )
    .await
}
