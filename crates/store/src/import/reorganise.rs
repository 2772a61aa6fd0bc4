//! Merging, splitting and moving units by hand. It is written down as an import's changes are, so that the same undoing takes it
//! back until the next.

use model::audit::{Deed, Outcome};
use model::organisation::history::{self as rules, Edit, Shape};
use model::organisation::{Flaw, Period, PostRole, Succession};
use model::{Day, ImportId, Instant, PeriodId, PersonId, UnitId};
use uuid::Uuid;

use super::apply::forget_earlier;
use super::{Counts, Ids, Tally};
use crate::audit::{About, Note};
use crate::organisation::{build_today, history};
use crate::{Conn, Result, args};

/// A unit that takes over.
pub struct Heir {
    pub unit: UnitId,
    /// None: it is there already.
    pub new: Option<Shape>,
    /// Who leads it; others who led go along as employees. None: nobody yet.
    pub leader: Option<PersonId>,
}

/// What is to happen on a day.
pub struct Reorganisation {
    pub id: ImportId,
    pub day: Day,
    pub kind: Succession,
    /// The units that end; none when some only move.
    pub old: Vec<UnitId>,
    pub heirs: Vec<Heir>,
    /// Units right below those that end, with the heir that each goes to; or that move, with the unit above.
    pub below: Vec<(UnitId, UnitId)>,
    /// The heir to which those go who work in the ending units themselves; or the unit that moves.
    pub people: UnitId,
    /// What happens, in a few words, for the list of changes.
    pub says: String,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A unit is not there on that day.
    #[error("a unit is not there on that day")]
    Changes(UnitId),
    #[error("the tree would not hang together")]
    Flaws(Vec<Flaw>),
    #[error(transparent)]
    Store(#[from] crate::Error),
}

/// Does it, in the caller's transaction, which has the tree's lock.
pub async fn reorganise(
    tx: &mut Conn,
    what: &Reorganisation,
    by: Option<PersonId>,
    now: Instant,
    today: Day,
    ids: &Ids,
) -> std::result::Result<(), NotDone> {
    let id = what.id;
    let last = tx.number("select coalesce(max(applied_at), 0) from import", []).await?;
    tx.run(
        "insert into import (id, format, files, valid_on, state, staged_by, staged_at, applied_at, counts)
         values ($1, 'by_hand', $2, $3, 'applied', $4, $5, $6, '{}')",
        args![
            id,
            what.says.chars().take(300).collect::<String>(),
            what.day,
            by,
            now,
            now.0.max(last + 1)
        ],
    )
    .await?;
    forget_earlier(tx, id).await?;
    let mut counts = Counts::default();
    for heir in &what.heirs {
        if let Some(shape) = &heir.new {
            begin(tx, id, heir.unit, shape, what.day, now, ids).await?;
            counts.units.added += 1;
        }
    }
    for (unit, heir) in &what.below {
        let periods = periods(tx, *unit).await?;
        let current = periods
            .iter()
            .find(|p| p.holds(what.day))
            .ok_or(NotDone::Changes(*unit))?;
        let shape = Shape {
            parent: Some(*heir),
            ..current.shape.clone()
        };
        let edits = rules::change(&periods, what.day, &shape, PeriodId(ids())).map_err(|_| NotDone::Changes(*unit))?;
        edit(tx, id, *unit, &edits, ids).await?;
        counts.units.changed += 1;
    }
    for old in &what.old {
        let periods = periods(tx, *old).await?;
        let edits = rules::close(&periods, what.day).map_err(|_| NotDone::Changes(*old))?;
        edit(tx, id, *old, &edits, ids).await?;
        counts.units.ended += 1;
        let heirs = what.heirs.iter().map(|h| args![*old, h.unit, what.day, what.kind, id]);
        tx.insert(
            "insert into unit_succession (old_id, new_id, day, kind, import_id) values",
            heirs.collect(),
            "",
        )
        .await?;
    }
    counts.posts = posts(tx, what, ids).await?;
    let flaws = history::tree_flaws(tx, what.day).await?;
    if !flaws.is_empty() {
        return Err(NotDone::Flaws(flaws));
    }
    tx.run(
        "update import set counts = $2 where id = $1",
        args![id, serde_json::to_string(&counts).map_err(crate::Error::from)?],
    )
    .await?;
    build_today(tx, today).await?;
    let note = Note {
        actor: by,
        deed: Deed::ChangeUnit,
        object: Some(what.people.0),
        about: About::Nobody,
        outcome: Outcome::Done,
    };
    crate::audit::note(tx, &note, now).await?;
    Ok(())
}

async fn periods(tx: &mut Conn, unit: UnitId) -> Result<Vec<Period>> {
    let told = history::periods(tx, unit).await?;
    Ok(told.into_iter().map(|t| t.period).collect())
}

async fn begin(
    tx: &mut Conn,
    id: ImportId,
    unit: UnitId,
    shape: &Shape,
    day: Day,
    now: Instant,
    ids: &Ids,
) -> Result<()> {
    tx.run(
        "insert into unit (id, created_at, added_by) values ($1, $2, $3)",
        args![unit, now, id],
    )
    .await?;
    period(tx, id, unit, ids(), day, None, shape).await
}

async fn period(
    tx: &mut Conn,
    id: ImportId,
    unit: UnitId,
    period: Uuid,
    from: Day,
    to: Option<Day>,
    shape: &Shape,
) -> Result<()> {
    tx.run(
        "insert into unit_period (id, unit_id, valid_from, valid_to, name, kind, parent_id, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![period, unit, from, to, &shape.name, &shape.kind, shape.parent, id],
    )
    .await?;
    Ok(())
}

/// Writes edits so that they can be undone: a period that would have another shape holds on no day, and another one takes
/// its place.
async fn edit(tx: &mut Conn, id: ImportId, unit: UnitId, edits: &[Edit], ids: &Ids) -> Result<()> {
    for edit in edits {
        match edit {
            Edit::Reshape { period: old, shape } => {
                let (from, to): (Day, Option<Day>) = tx
                    .one(
                        "select valid_from, valid_to from unit_period where id = $1",
                        args![*old],
                    )
                    .await?;
                remember(tx, id, *old).await?;
                tx.run(
                    "update unit_period set valid_to = valid_from where id = $1",
                    args![*old],
                )
                .await?;
                period(tx, id, unit, ids(), from, to, shape).await?;
            }
            Edit::End { period, on } => {
                remember(tx, id, *period).await?;
                tx.run(
                    "update unit_period set valid_to = $2 where id = $1",
                    args![*period, *on],
                )
                .await?;
            }
            Edit::Begin(begins) => {
                period(tx, id, unit, begins.id.0, begins.from, begins.to, &begins.shape).await?;
            }
        }
    }
    Ok(())
}

async fn remember(tx: &mut Conn, id: ImportId, period: PeriodId) -> Result<()> {
    tx.run(
        "insert into period_before (import_id, period_id, valid_to)
         select $1, id, valid_to from unit_period where id = $2",
        args![id, period],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PostRow {
    person: PersonId,
    title: String,
    role: PostRole,
    level: Option<String>,
    acting: bool,
    from: Day,
    to: Option<Day>,
    by_hand: bool,
}

/// Ends the posts of the units that end, and begins them again where their people go.
async fn posts(tx: &mut Conn, what: &Reorganisation, ids: &Ids) -> Result<Tally> {
    let leads = |person: PersonId| what.heirs.iter().find(|h| h.leader == Some(person)).map(|h| h.unit);
    let mut tally = Tally::default();
    let mut gone: Vec<(PersonId, UnitId, PostRole, String, Day)> = Vec::new();
    for unit in &what.old {
        let rows: Vec<PostRow> = tx
            .all(
                "select person_id as person, title, role, level, acting, valid_from as \"from\", valid_to as \"to\",
                        by_hand
                 from post where unit_id = $1 and (valid_to is null or (valid_to > $2 and valid_to > valid_from))
                 order by role desc, valid_from, id",
                args![*unit, what.day],
            )
            .await?;
        tx.run(
            "insert into post_before (import_id, post_id, valid_from, valid_to)
             select $1, id, valid_from, valid_to from post
             where unit_id = $2 and (valid_to is null or (valid_to > $3 and valid_to > valid_from))",
            args![what.id, *unit, what.day],
        )
        .await?;
        crate::organisation::people::end_posts(tx, *unit, what.day).await?;
        let mut new = Vec::new();
        for post in rows {
            let place = leads(post.person).unwrap_or(what.people);
            let role = if leads(post.person).is_some() {
                PostRole::Leader
            } else {
                PostRole::Employee
            };
            let from = post.from.max(what.day);
            let key = (post.person, place, role, post.title.clone(), from);
            // Somebody with the same post in two of the units has it once in what they become.
            if gone.contains(&key) {
                continue;
            }
            gone.push(key);
            let level = post.level.filter(|_| role == PostRole::Leader);
            new.push(args![
                ids(),
                post.person,
                place,
                post.title,
                role,
                level,
                post.acting && post.role == role,
                from,
                post.to,
                post.by_hand,
                what.id
            ]);
            tally.changed += 1;
        }
        tx.insert(
            "insert into post (id, person_id, unit_id, title, role, level, acting, valid_from, valid_to, by_hand, added_by)
             values",
            new,
            "",
        )
        .await?;
    }
    Ok(tally)
}

/// What a reorganisation finds in the units that would end: for the preview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Stays {
    /// Interpretations that are in use or on their way.
    pub interpretations: i64,
    pub stories: i64,
    /// Stories that nobody has read yet: they go back to those who told them.
    pub waiting: i64,
    pub traces: i64,
    pub decisions: i64,
    /// Decisions whose question is still to be answered.
    pub look_backs: i64,
    /// Roles that were given for the unit, and do not go along.
    pub grants: i64,
    /// People with a post there.
    pub people: i64,
}

pub async fn stays(conn: &mut Conn, units: &[UnitId], day: Day) -> Result<Stays> {
    let mut all = Stays::default();
    // At most a handful of units: those that a form names.
    for unit in units {
        let one: Stays = conn
            .one(
                "select (select count(*) from interpretation where unit_id = $1 and state <> 'set_aside')
                            as interpretations,
                        (select count(*) from story where unit_id = $1 and state = 'published') as stories,
                        (select count(*) from story where unit_id = $1 and state = 'waiting') as waiting,
                        (select count(*) from trace t where t.unit_id = $1 and not exists (
                            select 1 from trace_withdrawal w where w.trace_id = t.id)) as traces,
                        (select count(*) from decision where unit_id = $1 and state = 'recorded') as decisions,
                        (select count(*) from decision where unit_id = $1 and state = 'recorded' and held is null)
                            as look_backs,
                        (select count(*) from role_grant where unit_id = $1 and revoked_at is null
                         and (valid_to is null or valid_to > $2)) as grants,
                        (select count(distinct person_id) from post where unit_id = $1
                         and (valid_to is null or (valid_to > $2 and valid_to > valid_from))) as people",
                args![*unit, day],
            )
            .await?;
        all.interpretations += one.interpretations;
        all.stories += one.stories;
        all.waiting += one.waiting;
        all.traces += one.traces;
        all.decisions += one.decisions;
        all.look_backs += one.look_backs;
        all.grants += one.grants;
        all.people += one.people;
    }
    Ok(all)
}
