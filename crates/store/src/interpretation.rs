//! Interpretations: reading them, their revisions, and how many are in use.

/// Whether what the interpretation `i` stands on is no longer as it was: other words in the edition that is in force on the
/// day of the parameter, or another version, or none, above it. What was written when nothing was above stands on the
/// foundation alone.
macro_rules! shifted {
    ($today:literal) => {
        concat!(
            "exists (
                 select 1 from interpretation_ground sg
                 join edition sb on sb.id = sg.edition_id
                 join element_text sw on sw.edition_id = sb.id and sw.element_id = i.element_id
                 join edition sn on sn.foundation_id = sb.foundation_id and sn.state = 'published' and sn.in_force_from <= ",
            $today,
            "
                     and not exists (select 1 from edition sl where sl.foundation_id = sn.foundation_id
                                     and sl.state = 'published' and sl.in_force_from <= ",
            $today,
            " and sl.number > sn.number)
                 join element_text nw on nw.edition_id = sn.id and nw.element_id = i.element_id
                 where sg.interpretation_id = i.id and i.state = 'in_use'
                 and (nw.headline <> sw.headline or nw.meaning <> sw.meaning or nw.behaviours <> sw.behaviours
                      or nw.examples_good <> sw.examples_good or nw.examples_bad <> sw.examples_bad
                      or nw.dilemmas <> sw.dilemmas
                      or (sg.above_id is not null and not exists (
                          select 1 from interpretation su
                          join unit_ancestor sa on sa.ancestor_id = su.unit_id and sa.unit_id = i.unit_id
                          where su.id = sg.above_id and su.state = 'in_use'
                          and su.published_revision = sg.above_revision))))"
        )
    };
}
pub(crate) use shifted;

mod cards;
mod ground;
mod others;
mod talk;

use std::collections::HashMap;

use model::foundation::{Kind, Lists, Text};
use model::interpretation::{Above, Body, Current, Field, Ground, Revision, State, Version};
use model::may::Place;
use model::{Day, EditionId, ElementId, Instant, InterpretationId, PersonId, SignId, UnitId};

use crate::{Conn, Result, args};

pub use cards::{Round, add_round, lay_aside, rounds};
pub use ground::{Held, held, hold, rebuild_grounds};
pub use others::{AT_ONCE, Kin, MOST_KIN, Other, Reader, Side, beside, kin, others, share, unshare, words};
pub use talk::{NewTalk, Talk, close_talk, mark_talk, open_talk, talk};

/// An element as its source stands beside what a unit makes of it.
#[derive(Clone, Debug)]
pub struct SourceText {
    pub kind: Kind,
    pub text: Text,
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
    #[sqlx(flatten)]
    text: crate::foundation::TextRow,
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
            "select f.kind, w.headline, w.meaning, w.behaviours, w.examples_good, w.examples_bad, w.dilemmas, w.source_blocks,
                    e.number as edition_number,
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
    Ok(row.map(|row| SourceText {
        kind: row.kind,
        text: row.text.into(),
        edition_number: row.edition_number,
        retired: row.edition_number < row.in_force,
        prominent: row.prominent,
        level: row.level,
    }))
}

impl SourceText {
    #[must_use]
    pub fn headline(&self) -> &str {
        &self.text.headline
    }

    #[must_use]
    pub fn meaning(&self) -> &str {
        &self.text.meaning
    }
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
    pub element: ElementId,
    pub unit_name: String,
    pub state: State,
    pub revision: i64,
    pub published: Option<i64>,
    pub in_use_since: Option<Day>,
    /// None while only a draft exists and drafts were not asked for.
    pub shown: Option<Shown>,
    /// What it was last held against; of a unit's own that is in use.
    pub ground: Option<Ground>,
    /// Its leader shows it to everybody.
    pub shared: bool,
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
    shared: bool,
    #[sqlx(flatten)]
    ground: GroundRow,
}

/// The words that an interpretation stands on, as they were and as they are; all empty when it is not in use.
#[derive(sqlx::FromRow)]
struct GroundRow {
    built_number: Option<i64>,
    built_headline: Option<String>,
    built_meaning: Option<String>,
    built_behaviours: Option<String>,
    built_good: Option<String>,
    built_bad: Option<String>,
    built_dilemmas: Option<String>,
    above: Option<UnitId>,
    above_name: Option<String>,
    above_was: Option<String>,
    above_now: Option<String>,
    above_on_line: bool,
}

/// A list that is stored as JSON; empty where nothing is.
fn list<T: serde::de::DeserializeOwned>(text: Option<String>) -> Result<Vec<T>> {
    Ok(text
        .map(|text| serde_json::from_str(&text))
        .transpose()?
        .unwrap_or_default())
}

impl GroundRow {
    fn read(self) -> Result<Option<Ground>> {
        let (Some(edition_number), Some(headline), Some(meaning)) =
            (self.built_number, self.built_headline, self.built_meaning)
        else {
            return Ok(None);
        };
        let above = match (self.above, self.above_was) {
            (Some(unit), Some(was)) => Some(Above {
                unit,
                unit_name: self.above_name,
                was: serde_json::from_str(&was)?,
                now: self.above_now.map(|now| serde_json::from_str(&now)).transpose()?,
                on_the_line: self.above_on_line,
            }),
            _ => None,
        };
        Ok(Some(Ground {
            edition_number,
            text: Text {
                headline,
                meaning,
                lists: Lists {
                    behaviours: list(self.built_behaviours)?,
                    examples_good: list(self.built_good)?,
                    examples_bad: list(self.built_bad)?,
                    dilemmas: list(self.built_dilemmas)?,
                    source_blocks: Vec::new(),
                },
            },
            above,
        }))
    }
}

pub async fn reading(conn: &mut Conn, unit: UnitId, element: ElementId, which: Which) -> Result<Reading> {
    let rows: Vec<ReadingRow> = conn
        .all(
            "select a.distance, i.id, i.unit_id as unit, u.name as unit_name, i.state, i.revision, i.published_revision,
                    i.in_use_since, v.body, e.number as edition_number, v.note, v.written_at, p.name as by_name,
                    exists (select 1 from interpretation_shared s where s.interpretation_id = i.id) as shared,
                    ge.number as built_number, gw.headline as built_headline, gw.meaning as built_meaning,
                    gw.behaviours as built_behaviours, gw.examples_good as built_good, gw.examples_bad as built_bad,
                    gw.dilemmas as built_dilemmas, up.unit_id as above, upu.name as above_name, was.body as above_was,
                    is_now.body as above_now, upa.unit_id is not null as above_on_line
             from unit_ancestor a
             join interpretation i on i.unit_id = a.ancestor_id and i.element_id = $2
             join unit_now u on u.unit_id = i.unit_id
             left join interpretation_version v on v.interpretation_id = i.id and v.revision =
                 case when a.distance = 0 and ($3 or i.state = 'set_aside') then i.revision else i.published_revision end
             left join edition e on e.id = v.edition_id
             left join person p on p.id = v.written_by
             left join interpretation_ground g
                 on g.interpretation_id = i.id and a.distance = 0 and i.state = 'in_use'
             left join edition ge on ge.id = g.edition_id
             left join element_text gw on gw.edition_id = g.edition_id and gw.element_id = i.element_id
             left join interpretation up on up.id = g.above_id
             left join unit_now upu on upu.unit_id = up.unit_id
             left join unit_ancestor upa on upa.unit_id = i.unit_id and upa.ancestor_id = up.unit_id
             left join interpretation_version was
                 on was.interpretation_id = g.above_id and was.revision = g.above_revision
             left join interpretation_version is_now
                 on is_now.interpretation_id = up.id and is_now.revision = up.published_revision and up.state = 'in_use'
             where a.unit_id = $1 and (a.distance = 0 or i.state = 'in_use')
             order by a.distance limit 2",
            args![unit, element, which == Which::Latest],
        )
        .await?;
    let mut reading = Reading::default();
    for row in rows {
        let own = row.distance == 0;
        let interpretation = interpretation(row, element, which)?;
        if own {
            reading.own = Some(interpretation);
        } else if reading.near.is_none() {
            reading.near = Some(interpretation);
        }
    }
    Ok(reading)
}

fn interpretation(row: ReadingRow, element: ElementId, which: Which) -> Result<Interpretation> {
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
        element,
        unit_name: row.unit_name,
        state: row.state,
        revision: row.revision,
        published: row.published_revision,
        in_use_since: row.in_use_since,
        shown,
        ground: row.ground.read()?,
        shared: row.shared,
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
    let taken_into_use = revision.itself == State::InUse;
    let before = if taken_into_use && revision.follows > 0 {
        published_body(tx, revision.id).await?
    } else {
        None
    };
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
    if taken_into_use {
        ground::stand(tx, revision.id, revision.edition).await?;
        // How many took part is no word to build on: what stands on the version before stands on this one.
        if let Some((number, body)) = before
            && body
                .differs(&revision.body)
                .iter()
                .all(|field| *field == Field::Participants)
        {
            ground::carry(tx, revision.id, number, revision.number).await?;
        }
    }
    if revision.moves_counts() {
        recount(tx, revision.unit, revision.element).await?;
    }
    Ok(true)
}

/// The version that others read, and what it says.
async fn published_body(tx: &mut Conn, id: InterpretationId) -> Result<Option<(i64, Body)>> {
    let row: Option<(i64, String)> = tx
        .optional(
            "select v.revision, v.body from interpretation i
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             where i.id = $1",
            args![id],
        )
        .await?;
    row.map(|(number, body)| Ok((number, serde_json::from_str(&body)?)))
        .transpose()
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
