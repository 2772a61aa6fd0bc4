//! Interpretations: reading them, their revisions, and how many are in use.

use std::collections::HashMap;

use model::foundation::{Behaviour, Kind};
use model::interpretation::{Body, Current, Revision, State, Version};
use model::may::Place;
use model::{Day, EditionId, ElementId, Instant, InterpretationId, PersonId, SignId, UnitId};

use crate::{Conn, Result, args};

/// An element as its source stands beside what a unit makes of it.
#[derive(Clone, Debug)]
pub struct SourceText {
    pub kind: Kind,
    pub headline: String,
    pub meaning: String,
    pub behaviours: Vec<Behaviour>,
    /// The edition that words it so: the one in force, or the last that had it.
    pub edition_number: i64,
    /// The edition in force no longer has it.
    pub retired: bool,
    pub prominent: bool,
    /// The code of the leader level that `person` has in the unit that answers for this one.
    pub level: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SourceRow {
    kind: Kind,
    headline: String,
    meaning: String,
    behaviours: String,
    edition_number: i64,
    in_force: i64,
    prominent: bool,
    level: Option<String>,
}

/// The source of an element for somebody at a place. None when no published edition has had it.
pub async fn source(
    conn: &mut Conn,
    element: ElementId,
    place: &Place,
    person: PersonId,
    today: Day,
) -> Result<Option<SourceText>> {
    let row: Option<SourceRow> = conn
        .optional(
            "select f.kind, w.headline, w.meaning, w.behaviours, e.number as edition_number,
                    (select max(l.number) from edition l where l.foundation_id = f.id
                     and l.state in ('published', 'superseded') and l.in_force_from <= $2) as in_force,
                    exists (select 1 from prominence p where p.element_id = w.element_id and p.since <= $2
                            and (p.until is null or p.until > $2)) as prominent,
                    (select p.level from post p where p.person_id = $3 and p.unit_id = $4 and p.role = 'leader'
                     and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
                     order by p.valid_from limit 1) as level
             from element_text w
             join edition e on e.id = w.edition_id
             join foundation f on f.id = e.foundation_id
             where w.element_id = $1 and e.state in ('published', 'superseded') and e.in_force_from <= $2
             order by e.number desc limit 1",
            args![element, today, person, place.answerable],
        )
        .await?;
    row.map(|row| {
        Ok(SourceText {
            kind: row.kind,
            headline: row.headline,
            meaning: row.meaning,
            behaviours: serde_json::from_str(&row.behaviours)?,
            edition_number: row.edition_number,
            retired: row.edition_number < row.in_force,
            prominent: row.prominent,
            level: row.level,
        })
    })
    .transpose()
}

/// An element of the other foundation that goes hand in hand with one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Tied {
    pub id: ElementId,
    pub kind: Kind,
    pub headline: String,
    pub meaning: String,
}

/// What an element is tied to by the editions in force, in their order.
pub async fn tied(conn: &mut Conn, element: ElementId, today: Day) -> Result<Vec<Tied>> {
    conn.all(
        "select w.element_id as id, f.kind, w.headline, w.meaning
         from (
             select edition_id, other_id as id from element_tie where element_id = $1
             union
             select edition_id, element_id as id from element_tie where other_id = $1
         ) t
         join edition said on said.id = t.edition_id
         join element_text w on w.element_id = t.id
         join edition e on e.id = w.edition_id
         join foundation f on f.id = e.foundation_id
         where said.state in ('published', 'superseded') and said.in_force_from <= $2
         and e.state in ('published', 'superseded') and e.in_force_from <= $2
         and not exists (select 1 from edition l where l.foundation_id = said.foundation_id and l.number > said.number
                         and l.state in ('published', 'superseded') and l.in_force_from <= $2)
         and not exists (select 1 from edition l where l.foundation_id = e.foundation_id and l.number > e.number
                         and l.state in ('published', 'superseded') and l.in_force_from <= $2)
         group by w.element_id, f.kind, w.headline, w.meaning, w.position
         order by w.position",
        args![element, today],
    )
    .await
}

/// A leader level by the organisation's own name for it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LevelName {
    pub code: String,
    pub danish: String,
    pub english: String,
}

pub async fn level_names(conn: &mut Conn) -> Result<Vec<LevelName>> {
    conn.all(
        "select code, danish, english from term where kind = 'level' order by position",
        [],
    )
    .await
}

/// One unit's interpretation of one element, as far as somebody may read it.
#[derive(Clone, Debug)]
pub struct Interpretation {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub unit_name: String,
    pub state: State,
    pub revision: i64,
    pub published: Option<i64>,
    pub in_use_since: Option<Day>,
    /// None while only a draft exists and drafts were not asked for.
    pub shown: Option<Shown>,
}

/// The revision that is read.
#[derive(Clone, Debug)]
pub struct Shown {
    pub body: Body,
    pub edition_number: i64,
    /// Why it was set aside.
    pub note: String,
    pub at: Instant,
    pub by_name: Option<String>,
}

/// Which revision of a unit's own interpretation is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// What everybody who sees the unit reads. Of what is set aside that is the reason and no text.
    Published,
    /// What its writer goes on with.
    Latest,
}

/// A unit's own interpretation, and the one in use in the nearest unit above it.
#[derive(Debug, Default)]
pub struct Reading {
    pub own: Option<Interpretation>,
    pub near: Option<Interpretation>,
}

#[derive(sqlx::FromRow)]
struct ReadingRow {
    distance: i64,
    id: InterpretationId,
    unit: UnitId,
    unit_name: String,
    state: State,
    revision: i64,
    published_revision: Option<i64>,
    in_use_since: Option<Day>,
    body: Option<String>,
    edition_number: Option<i64>,
    note: Option<String>,
    written_at: Option<Instant>,
    by_name: Option<String>,
}

pub async fn reading(conn: &mut Conn, unit: UnitId, element: ElementId, which: Which) -> Result<Reading> {
    let rows: Vec<ReadingRow> = conn
        .all(
            "select a.distance, i.id, i.unit_id as unit, u.name as unit_name, i.state, i.revision, i.published_revision,
                    i.in_use_since, v.body, e.number as edition_number, v.note, v.written_at, p.name as by_name
             from unit_ancestor a
             join interpretation i on i.unit_id = a.ancestor_id and i.element_id = $2
             join unit_now u on u.unit_id = i.unit_id
             left join interpretation_version v on v.interpretation_id = i.id and v.revision =
                 case when a.distance = 0 and ($3 or i.state = 'set_aside') then i.revision else i.published_revision end
             left join edition e on e.id = v.edition_id
             left join person p on p.id = v.written_by
             where a.unit_id = $1 and (a.distance = 0 or i.state = 'in_use')
             order by a.distance limit 2",
            args![unit, element, which == Which::Latest],
        )
        .await?;
    let mut reading = Reading::default();
    for row in rows {
        let own = row.distance == 0;
        let interpretation = interpretation(row, which)?;
        if own {
            reading.own = Some(interpretation);
        } else if reading.near.is_none() {
            reading.near = Some(interpretation);
        }
    }
    Ok(reading)
}

fn interpretation(row: ReadingRow, which: Which) -> Result<Interpretation> {
    let hidden = which == Which::Published && row.state == State::SetAside;
    let shown = match (row.body, row.edition_number, row.note, row.written_at) {
        (Some(body), Some(edition_number), Some(note), Some(at)) => Some(Shown {
            body: if hidden {
                Body::default()
            } else {
                serde_json::from_str(&body)?
            },
            edition_number,
            note,
            at,
            by_name: row.by_name,
        }),
        _ => None,
    };
    Ok(Interpretation {
        id: row.id,
        unit: row.unit,
        unit_name: row.unit_name,
        state: row.state,
        revision: row.revision,
        published: row.published_revision,
        in_use_since: row.in_use_since,
        shown,
    })
}

/// How often a sign was seen, and when last.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Seen {
    pub sign: SignId,
    pub stories: i64,
    pub last: Day,
}

/// The published stories of a unit about an element, by the sign that they saw.
pub async fn seen(conn: &mut Conn, unit: UnitId, element: ElementId) -> Result<HashMap<SignId, Seen>> {
    let rows: Vec<Seen> = conn
        .all(
            "select sign_id as sign, count(*) as stories, max(happened_on) as last from story
             where unit_id = $1 and element_id = $2 and sign_id is not null and state = 'published'
             group by sign_id",
            args![unit, element],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.sign, row)).collect())
}

#[derive(sqlx::FromRow)]
struct CurrentRow {
    edition: EditionId,
    id: Option<InterpretationId>,
    state: Option<State>,
    revision: Option<i64>,
    published_revision: Option<i64>,
    in_use_since: Option<Day>,
    body: Option<String>,
}

/// An interpretation as it stands, to be revised; `fresh` is its identity when nothing was written yet. None when no
/// edition in force has the element.
pub async fn current(
    conn: &mut Conn,
    unit: UnitId,
    element: ElementId,
    today: Day,
    fresh: InterpretationId,
) -> Result<Option<Current>> {
    let row: Option<CurrentRow> = conn
        .optional(
            "select e.id as edition, i.id, i.state, i.revision, i.published_revision, i.in_use_since, v.body
             from element_text w
             join edition e on e.id = w.edition_id
             left join interpretation i on i.unit_id = $1 and i.element_id = w.element_id
             left join interpretation_version v on v.interpretation_id = i.id and v.revision = i.revision
             where w.element_id = $2 and e.state in ('published', 'superseded') and e.in_force_from <= $3
             and not exists (select 1 from edition l where l.foundation_id = e.foundation_id and l.number > e.number
                             and l.state in ('published', 'superseded') and l.in_force_from <= $3)",
            args![unit, element, today],
        )
        .await?;
    row.map(|row| {
        Ok(Current {
            id: row.id.unwrap_or(fresh),
            unit,
            element,
            edition: row.edition,
            state: row.state.unwrap_or(State::Underway),
            revision: row.revision.unwrap_or(0),
            published: row.published_revision,
            in_use_since: row.in_use_since,
            body: row
                .body
                .map_or(Ok(Body::default()), |body| serde_json::from_str(&body))?,
        })
    })
    .transpose()
}

/// Stores a revision and counts anew when it moves the counts. False when somebody else stored theirs in the meantime:
/// then the transaction holds nothing of it, and the caller begins again.
pub async fn save(tx: &mut Conn, revision: &Revision) -> Result<bool> {
    let stored = if revision.follows == 0 {
        tx.run(
            "insert into interpretation (id, unit_id, element_id, state, revision, published_revision, in_use_since,
                                         updated_at, updated_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (unit_id, element_id) do nothing",
            args![
                revision.id,
                revision.unit,
                revision.element,
                revision.state,
                revision.number,
                revision.published,
                revision.in_use_since,
                revision.at,
                revision.by
            ],
        )
        .await?
    } else {
        tx.run(
            "update interpretation set state = $3, revision = $4, published_revision = $5, in_use_since = $6,
                                       updated_at = $7, updated_by = $8
             where id = $1 and revision = $2",
            args![
                revision.id,
                revision.follows,
                revision.state,
                revision.number,
                revision.published,
                revision.in_use_since,
                revision.at,
                revision.by
            ],
        )
        .await?
    };
    if stored == 0 {
        return Ok(false);
    }
    tx.run(
        "insert into interpretation_version (interpretation_id, revision, edition_id, state, body, note, written_at,
                                             written_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            revision.id,
            revision.number,
            revision.edition,
            revision.itself,
            serde_json::to_string(&revision.body)?,
            &revision.note,
            revision.at,
            revision.by
        ],
    )
    .await?;
    if revision.moves_counts() {
        recount(tx, revision.unit, revision.element).await?;
    }
    Ok(true)
}

/// Counts what is in use again, for one element in a unit and every unit above it.
pub async fn recount(tx: &mut Conn, unit: UnitId, element: ElementId) -> Result<()> {
    // Two units below the same one at once: the second waits here, and then counts what the first has written.
    tx.run(
        "update element set created_at = created_at where id = $1",
        args![element],
    )
    .await?;
    tx.run(
        "delete from interpretation_count where element_id = $2
         and unit_id in (select ancestor_id from unit_ancestor where unit_id = $1)",
        args![unit, element],
    )
    .await?;
    tx.run(
        "insert into interpretation_count (unit_id, element_id, in_use, in_use_since)
         select up.ancestor_id, i.element_id, count(*), min(i.in_use_since)
         from unit_ancestor up
         join unit_ancestor down on down.ancestor_id = up.ancestor_id
         join interpretation i on i.unit_id = down.unit_id
         where up.unit_id = $1 and i.element_id = $2 and i.state = 'in_use'
         group by up.ancestor_id, i.element_id",
        args![unit, element],
    )
    .await?;
    Ok(())
}

/// Counts everything that is in use again, for the tree as it is today.
pub async fn rebuild_counts(tx: &mut Conn) -> Result<()> {
    tx.run("delete from interpretation_count", []).await?;
    tx.run(
        "insert into interpretation_count (unit_id, element_id, in_use, in_use_since)
         select a.ancestor_id, i.element_id, count(*), min(i.in_use_since)
         from interpretation i join unit_ancestor a on a.unit_id = i.unit_id
         where i.state = 'in_use'
         group by a.ancestor_id, i.element_id",
        [],
    )
    .await?;
    Ok(())
}

/// A kept revision, with who wrote it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub version: Version,
    pub by_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    revision: i64,
    state: State,
    note: String,
    written_at: Instant,
    written_by: Option<PersonId>,
    edition_number: i64,
    by_name: Option<String>,
}

/// The newest `most` revisions up to `until`, newest first.
pub async fn versions(conn: &mut Conn, interpretation: InterpretationId, until: i64, most: i64) -> Result<Vec<Kept>> {
    let rows: Vec<KeptRow> = conn
        .all(
            "select v.revision, v.state, v.note, v.written_at, v.written_by, e.number as edition_number, p.name as by_name
             from interpretation_version v
             join edition e on e.id = v.edition_id
             left join person p on p.id = v.written_by
             where v.interpretation_id = $1 and v.revision <= $2
             order by v.revision desc limit $3",
            args![interpretation, until, most],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Kept {
            version: Version {
                revision: row.revision,
                itself: row.state,
                note: row.note,
                at: row.written_at,
                by: row.written_by,
                edition_number: row.edition_number,
            },
            by_name: row.by_name,
        })
        .collect())
}

/// What two revisions say; one that does not exist says nothing.
pub async fn bodies(
    conn: &mut Conn,
    interpretation: InterpretationId,
    earlier: i64,
    later: i64,
) -> Result<(Option<Body>, Option<Body>)> {
    let rows: Vec<(i64, String)> = conn
        .all(
            "select revision, body from interpretation_version where interpretation_id = $1 and revision in ($2, $3)",
            args![interpretation, earlier, later],
        )
        .await?;
    let (mut first, mut second) = (None, None);
    for (revision, body) in rows {
        let body: Body = serde_json::from_str(&body)?;
        if revision == earlier {
            first = Some(body.clone());
        }
        if revision == later {
            second = Some(body);
        }
    }
    Ok((first, second))
}

/// Which units a list is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listed {
    /// A unit, those right below it, and so many of those above it.
    Below(UnitId, i64),
    /// A unit and those above it.
    Line(UnitId),
}

/// Where one interpretation of a listed unit stands.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Stand {
    pub unit: UnitId,
    pub element: ElementId,
    pub state: State,
    pub in_use_since: Option<Day>,
}

/// Where the listed units' own interpretations stand.
pub async fn stands(conn: &mut Conn, listed: Listed) -> Result<Vec<Stand>> {
    match listed {
        Listed::Below(unit, above) => {
            conn.all(
                "select i.unit_id as unit, i.element_id as element, i.state, i.in_use_since from interpretation i
                 where i.unit_id in (
                     select unit_id from unit_now where parent_id = $1
                     union all
                     select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)",
                args![unit, above],
            )
            .await
        }
        Listed::Line(unit) => {
            conn.all(
                "select i.unit_id as unit, i.element_id as element, i.state, i.in_use_since
                 from unit_ancestor a join interpretation i on i.unit_id = a.ancestor_id where a.unit_id = $1",
                args![unit],
            )
            .await
        }
    }
}

/// How many interpretations of an element are in use in a unit and below it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct InUse {
    pub unit: UnitId,
    pub element: ElementId,
    pub in_use: i64,
}

/// What is in use in a unit, those right below it and so many above it, each with everything below.
pub async fn in_use(conn: &mut Conn, unit: UnitId, above: i64) -> Result<Vec<InUse>> {
    conn.all(
        "select c.unit_id as unit, c.element_id as element, c.in_use from interpretation_count c
         where c.unit_id in (
             select unit_id from unit_now where parent_id = $1
             union all
             select ancestor_id from unit_ancestor where unit_id = $1 and distance <= $2)",
        args![unit, above],
    )
    .await
}

/// A unit of a list over one element.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UnitStand {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub state: Option<State>,
    pub in_use_since: Option<Day>,
}

/// A unit and everything below it, each with where its interpretation of one element stands. In no order.
pub async fn stands_below(conn: &mut Conn, unit: UnitId, element: ElementId) -> Result<Vec<UnitStand>> {
    conn.all(
        "select u.unit_id as id, u.parent_id as parent, u.name, i.state, i.in_use_since
         from unit_ancestor a
         join unit_now u on u.unit_id = a.unit_id
         left join interpretation i on i.unit_id = u.unit_id and i.element_id = $2
         where a.ancestor_id = $1",
        args![unit, element],
    )
    .await
}
