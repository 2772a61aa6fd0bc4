//! Units, people and posts.

pub mod history;
pub mod past;
pub mod people;
pub mod terms;
mod today;
pub mod tree;

use model::may::Place;
use model::organisation::PostRole;
use model::{Day, Instant, PeriodId, PersonId, PostId, UnitId};

pub use today::{build_today, lock, refresh};

use crate::{Conn, Result, args};

/// A unit as it stands today.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UnitNow {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub kind: String,
    /// 0 at the root.
    pub depth: i64,
    /// People with a post here.
    pub people: i64,
    /// People with a post here or below.
    pub people_below: i64,
    /// The nearest unit upwards, itself first, that has a leader.
    pub answerable: Option<UnitId>,
}

/// A unit with the units above it, from itself to the root. None when there is no such unit today.
pub async fn line(conn: &mut Conn, unit: UnitId) -> Result<Option<Vec<UnitNow>>> {
    let line: Vec<UnitNow> = conn
        .all(
            "select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                    u.answerable_id as answerable
             from unit_ancestor a join unit_now u on u.unit_id = a.ancestor_id
             where a.unit_id = $1 order by a.distance",
            args![unit],
        )
        .await?;
    Ok(if line.is_empty() { None } else { Some(line) })
}

/// The place that [`model::may`] asks about, from a line that is not empty.
#[must_use]
pub fn place(line: &[UnitNow]) -> Place {
    Place {
        unit: line[0].id,
        line: line.iter().map(|u| u.id).collect(),
        answerable: line[0].answerable,
    }
}

/// A unit's line and the units right below it, sorted by name, in one statement. None when there is no such unit today.
pub async fn around(conn: &mut Conn, unit: UnitId) -> Result<Option<(Vec<UnitNow>, Vec<UnitNow>)>> {
    let near: Vec<UnitNow> = conn
        .all(
            "select id, parent, name, kind, depth, people, people_below, answerable from (
                 select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                        u.answerable_id as answerable, a.distance
                 from unit_ancestor a join unit_now u on u.unit_id = a.ancestor_id where a.unit_id = $1
                 union all
                 select unit_id, parent_id, name, kind, depth, people, people_below, answerable_id, cast(-1 as bigint)
                 from unit_now where parent_id = $1) near
             order by distance",
            args![unit],
        )
        .await?;
    let (mut below, line): (Vec<_>, Vec<_>) = near.into_iter().partition(|u| u.parent == Some(unit));
    model::names::sort_by_name(&mut below, |u| &u.name);
    Ok(if line.is_empty() { None } else { Some((line, below)) })
}

/// The day for which [`build_today`] last ran. None before the organisation has a name.
pub async fn built_on(conn: &mut Conn) -> Result<Option<Day>> {
    let row: Option<(Day,)> = conn
        .optional("select built_on from organisation where id = 1", [])
        .await?;
    Ok(row.map(|(day,)| day))
}

/// The one organisation of this database, before anything else, with the names that most begin with.
pub async fn found(tx: &mut Conn, name: &str, sample: bool, today: Day, now: Instant) -> Result<()> {
    tx.run(
        "insert into organisation (id, name, language, sample, silence_weeks, silence_room, built_on, created_at)
         values (1, $1, 'da', $2, 9, 3, $3, $4)",
        args![name, sample, today, now],
    )
    .await?;
    terms::add_usual(tx).await
}

/// Gives the organisation another name and another rule of silence.
pub async fn change_settings(tx: &mut Conn, name: &str, silence_weeks: i64, silence_room: i64) -> Result<()> {
    tx.run(
        "update organisation set name = $1, silence_weeks = $2, silence_room = $3 where id = 1",
        args![name, silence_weeks, silence_room],
    )
    .await?;
    Ok(())
}

/// A unit as it begins.
pub struct NewUnit<'a> {
    pub id: UnitId,
    pub period: PeriodId,
    pub external_id: Option<&'a str>,
    pub name: &'a str,
    pub kind: &'a str,
    pub parent: Option<UnitId>,
    pub from: Day,
}

/// Adds a unit with its first period. [`build_today`] follows when the change is whole.
pub async fn add_unit(tx: &mut Conn, unit: &NewUnit<'_>, now: Instant) -> Result<()> {
    tx.run(
        "insert into unit (id, external_id, created_at) values ($1, $2, $3)",
        args![unit.id, unit.external_id, now],
    )
    .await?;
    tx.run(
        "insert into unit_period (id, unit_id, valid_from, name, kind, parent_id) values ($1, $2, $3, $4, $5, $6)",
        args![unit.period, unit.id, unit.from, unit.name, unit.kind, unit.parent],
    )
    .await?;
    Ok(())
}

/// A person as they begin.
pub struct NewPerson<'a> {
    pub id: PersonId,
    pub external_id: Option<&'a str>,
    pub name: &'a str,
    pub email: Option<&'a str>,
}

pub async fn add_person(tx: &mut Conn, person: &NewPerson<'_>, now: Instant) -> Result<()> {
    let folded = model::organisation::FoldedName::of(person.name);
    tx.run(
        "insert into person (id, external_id, name, name_folded, short_folded, given_folded, email, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            person.id,
            person.external_id,
            person.name,
            folded.whole,
            folded.short,
            folded.given,
            person.email.map(model::text::folded),
            now
        ],
    )
    .await?;
    Ok(())
}

/// A post as it begins.
pub struct NewPost<'a> {
    pub id: PostId,
    pub person: PersonId,
    pub unit: UnitId,
    pub title: &'a str,
    pub role: PostRole,
    pub level: Option<&'a str>,
    pub acting: bool,
    pub from: Day,
    pub to: Option<Day>,
}

/// Adds a post that another system knows as well: an import that does not have it any more ends it. [`build_today`] follows
/// when the change is whole.
pub async fn add_post(tx: &mut Conn, post: &NewPost<'_>) -> Result<()> {
    insert_post(tx, post, false).await
}

/// Adds a post that is written here and nowhere else: imports leave it alone. [`build_today`] follows when the change is
/// whole.
pub async fn add_post_by_hand(tx: &mut Conn, post: &NewPost<'_>) -> Result<()> {
    insert_post(tx, post, true).await
}

async fn insert_post(tx: &mut Conn, post: &NewPost<'_>, by_hand: bool) -> Result<()> {
    tx.run(
        "insert into post (id, person_id, unit_id, title, role, level, acting, valid_from, valid_to, by_hand)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            post.id,
            post.person,
            post.unit,
            post.title,
            post.role,
            post.level,
            post.acting,
            post.from,
            post.to,
            by_hand
        ],
    )
    .await?;
    Ok(())
}

/// The unit at the top of the tree; none before the first import.
pub async fn root(conn: &mut Conn) -> Result<Option<UnitId>> {
    let root: Option<(UnitId,)> = conn
        .optional(
            "select unit_id from unit_now where parent_id is null order by people_below desc limit 1",
            [],
        )
        .await?;
    Ok(root.map(|(unit,)| unit))
}
