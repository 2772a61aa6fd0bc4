//! Stories: told, read by a moderator before others, published with a trace.

use std::collections::HashSet;

use model::interpretation::{Body, Sign};
use model::story::names::{Candidate, LONGEST};
use model::story::{NAMED_FROM, State};
use model::trace::{Source, Trace};
use model::{Day, ElementId, Instant, PersonId, SignId, StoryId, UnitId};

use crate::{Conn, Result, args};

/// A unit that a story can be about.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Where {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub parent_name: Option<String>,
}

/// How many of a teller's own units the form shows the surroundings of.
pub const OWN: usize = 4;

/// The teller's own units (`own`; only the first [`OWN`] count), those above, right below and beside them, and `chosen`.
pub async fn surroundings(conn: &mut Conn, own: &[UnitId], chosen: Option<UnitId>) -> Result<Vec<Where>> {
    let nth = |n: usize| own.get(n).copied();
    conn.all(
        "select u.unit_id as id, u.parent_id as parent, u.name, p.name as parent_name
         from unit_now u left join unit_now p on p.unit_id = u.parent_id
         where u.unit_id = $5 or u.parent_id in ($1, $2, $3, $4)
         or u.unit_id in (select ancestor_id from unit_ancestor where unit_id in ($1, $2, $3, $4))
         or u.parent_id in (select parent_id from unit_now where unit_id in ($1, $2, $3, $4))
         order by u.depth, u.unit_id limit 300",
        args![nth(0), nth(1), nth(2), nth(3), chosen],
    )
    .await
}

/// Units whose names hold `words`, in any case, at most `most` of them; and how many there are.
pub async fn find_units(conn: &mut Conn, words: &str, most: usize) -> Result<(Vec<Where>, usize)> {
    let words = model::text::folded(words);
    // Read whole and sifted here: two thousand names, and neither database folds Æ, Ø and Å as we do.
    let mut found: Vec<Where> = conn
        .all(
            "select u.unit_id as id, u.parent_id as parent, u.name, p.name as parent_name
             from unit_now u left join unit_now p on p.unit_id = u.parent_id",
            [],
        )
        .await?;
    found.retain(|u| model::text::folded(&u.name).contains(&words));
    model::names::sort_by_name(&mut found, |u| &u.name);
    let all = found.len();
    found.truncate(most);
    Ok((found, all))
}

/// The signs of a unit's interpretation in use; none when there is no such interpretation.
pub async fn signs(conn: &mut Conn, unit: UnitId, element: ElementId) -> Result<Vec<Sign>> {
    let body: Option<(String,)> = conn
        .optional(
            "select v.body
             from interpretation i
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             where i.unit_id = $1 and i.element_id = $2 and i.state = 'in_use'",
            args![unit, element],
        )
        .await?;
    Ok(match body {
        Some((body,)) => serde_json::from_str::<Body>(&body)?.signs,
        None => Vec::new(),
    })
}

/// Which of the candidates are names of people who work here: first and last names of anybody, and given names of those
/// with a post in the story's unit, in the unit that answers for it, or in a unit where the teller has a post.
pub async fn known_names(
    conn: &mut Conn,
    candidates: &[Candidate],
    unit: Option<UnitId>,
    teller: Option<PersonId>,
    today: Day,
) -> Result<HashSet<String>> {
    // One value with places of equal width, taken apart by the database: a list of any length in one prepared statement,
    // and each name found by its index.
    let mut names: Vec<&str> = candidates.iter().map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(HashSet::new());
    }
    const { assert!(LONGEST == 64, "the width in the statement below") };
    let mut packed = String::with_capacity(names.len() * LONGEST);
    for name in names {
        packed.push_str(name);
        packed.extend(std::iter::repeat_n(' ', LONGEST.saturating_sub(name.chars().count())));
    }
    let rows: Vec<(String,)> = conn
        .all(
            "with recursive word (n, name) as (
                 select 0, rtrim(substr(cast($1 as text), 1, 64))
                 union all
                 select n + 1, rtrim(substr(cast($1 as text), (n + 1) * 64 + 1, 64))
                 from word where (n + 2) * 64 <= length(cast($1 as text))
             )
             select w.name from word w join person p on p.short_folded = w.name where w.name like '% %'
             union
             select w.name from word w where w.name in (
                 select p.given_folded from post o join person p on p.id = o.person_id
                 where o.valid_from <= $4 and (o.valid_to is null or o.valid_to > $4) and (
                     o.unit_id = $2
                     or o.unit_id in (select answerable_id from unit_now where unit_id = $2)
                     or o.unit_id in (select unit_id from post where person_id = $3
                                      and valid_from <= $4 and (valid_to is null or valid_to > $4))))",
            args![packed, unit, teller, today],
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// A story as it begins.
pub struct NewStory<'a> {
    pub id: StoryId,
    pub unit: UnitId,
    /// None: told before any element was shown; the story is locked until the teller has said what it shows.
    pub element: Option<ElementId>,
    pub sign: Option<SignId>,
    /// None when a key to the API told it.
    pub teller: Option<PersonId>,
    /// The teller's own unit. Stored is this, or the nearest above it with at least [`NAMED_FROM`] people.
    pub own_unit: Option<UnitId>,
    pub from_another_unit: bool,
    pub happened: Day,
    pub body: &'a str,
    pub name_kept: bool,
}

pub async fn tell(tx: &mut Conn, story: &NewStory<'_>, now: Instant) -> Result<()> {
    let unprompted = story.element.is_none();
    let state = if unprompted { State::Locked } else { State::Waiting };
    tx.run(
        "insert into story (id, unit_id, element_id, told_element_id, sign_id, teller_id, teller_unit_id,
                            from_another_unit, happened_on, body, unprompted, name_kept, state, told_at, reason)
         values ($1, $2, $3, $3, $4, $5, (
                     select a.ancestor_id from unit_ancestor a join unit_now u on u.unit_id = a.ancestor_id
                     where a.unit_id = $6 and (u.people_below >= $14 or u.parent_id is null)
                     order by a.distance limit 1),
                 $7, $8, $9, $10, $11, $12, $13, '')",
        args![
            story.id,
            story.unit,
            story.element,
            story.sign,
            story.teller,
            story.own_unit,
            story.from_another_unit,
            story.happened,
            story.body,
            unprompted,
            story.name_kept,
            state,
            now,
            NAMED_FROM
        ],
    )
    .await?;
    Ok(())
}

/// How many of somebody's stories are not read yet.
pub async fn unread(conn: &mut Conn, teller: PersonId) -> Result<i64> {
    conn.number(
        "select count(*) from story where teller_id = $1 and state in ('locked', 'waiting')",
        args![teller],
    )
    .await
}

/// The teller says what a locked story shows, or leaves it to the moderator: now it waits. False when it was not locked.
pub async fn send(tx: &mut Conn, story: StoryId, teller: PersonId, element: Option<ElementId>) -> Result<bool> {
    let rows = tx
        .run(
            "update story set state = 'waiting', element_id = $3, told_element_id = $3
             where id = $1 and teller_id = $2 and state = 'locked'",
            args![story, teller, element],
        )
        .await?;
    Ok(rows == 1)
}

/// A story as its pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "a row; each is a fact of its own")]
pub struct Story {
    pub id: StoryId,
    pub unit: UnitId,
    pub unit_name: String,
    pub element: Option<ElementId>,
    pub headline: Option<String>,
    /// The element that the teller chose, when it was not the moderator's.
    pub told_element: Option<ElementId>,
    pub told_headline: Option<String>,
    pub sign: Option<SignId>,
    pub teller: Option<PersonId>,
    /// The unit that readers may know it comes from.
    pub from_name: Option<String>,
    /// That unit is the story's own or stands above it, because the teller's own is too small to be named.
    pub from_above: bool,
    pub from_another_unit: bool,
    pub happened: Day,
    pub body: String,
    pub unprompted: bool,
    pub name_kept: bool,
    pub state: State,
    pub told_at: Instant,
    pub reason: String,
}

/// The columns of [`Story`]; names of closed units and retired elements are the last they had.
macro_rules! stories {
    ($more:literal, $rest:literal) => {
        concat!(
            "select s.id, s.unit_id as unit, s.element_id as element, s.told_element_id as told_element, s.sign_id as sign,
                    coalesce(u.name, (select y.name from unit_period y where y.unit_id = s.unit_id
                                      order by y.valid_from desc limit 1)) as unit_name,
                    (select t.headline from element_text t join edition e on e.id = t.edition_id
                     where t.element_id = s.element_id and e.state <> 'draft'
                     order by e.number desc limit 1) as headline,
                    (select t.headline from element_text t join edition e on e.id = t.edition_id
                     where t.element_id = s.told_element_id and e.state <> 'draft'
                     order by e.number desc limit 1) as told_headline,
                    s.teller_id as teller, f.name as from_name,
                    exists (select 1 from unit_ancestor a where a.unit_id = s.unit_id
                            and a.ancestor_id = s.teller_unit_id) as from_above,
                    s.from_another_unit, s.happened_on as happened, s.body, s.unprompted, s.name_kept, s.state,
                    s.told_at, s.reason",
            $more,
            " from story s
              left join unit_now u on u.unit_id = s.unit_id
              left join unit_now f on f.unit_id = s.teller_unit_id ",
            $rest
        )
    };
}

/// One story, whatever its state: the caller asks who may see it.
pub async fn story(conn: &mut Conn, story: StoryId) -> Result<Option<Story>> {
    conn.optional(stories!("", "where s.id = $1"), args![story]).await
}

/// What somebody has told, newest first.
pub async fn told_by(conn: &mut Conn, teller: PersonId, most: i64) -> Result<Vec<Story>> {
    conn.all(
        stories!("", "where s.teller_id = $1 order by s.told_at desc, s.id desc limit $2"),
        args![teller, most],
    )
    .await
}

/// The teller erases a story that is not before others: its text and that it was told.
pub async fn erase(tx: &mut Conn, story: StoryId, teller: PersonId) -> Result<bool> {
    let rows = tx
        .run(
            "delete from story where id = $1 and teller_id = $2 and state <> 'published'",
            args![story, teller],
        )
        .await?;
    Ok(rows == 1)
}

/// A story as a moderator sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Moderated {
    #[sqlx(flatten)]
    pub story: Story,
    /// Only while it waits.
    pub teller_name: Option<String>,
    /// Whether somebody else, with an account, could decide about it.
    pub others: bool,
}

macro_rules! moderated {
    ($rest:literal) => {
        stories!(
            ", case when s.state = 'waiting' then (select w.name from person w where w.id = s.teller_id) end as teller_name,
             exists (select 1 from role_grant g
                     join unit_ancestor a on a.ancestor_id = g.unit_id
                     join account c on c.person_id = g.person_id
                     where a.unit_id = s.unit_id and g.role = 'steward' and g.person_id <> $1 and c.disabled_at is null
                     and g.revoked_at is null and g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2)) as others",
            $rest
        )
    };
}

/// One story for `moderator`. None for a story that its teller has not sent.
pub async fn moderated(conn: &mut Conn, story: StoryId, moderator: PersonId, today: Day) -> Result<Option<Moderated>> {
    conn.optional(
        moderated!("where s.id = $3 and s.state <> 'locked'"),
        args![moderator, today, story],
    )
    .await
}

/// What waits for `moderator`, oldest first: within reach of their grants.
pub async fn waiting(conn: &mut Conn, moderator: PersonId, today: Day, most: i64) -> Result<Vec<Moderated>> {
    conn.all(
        moderated!(
            "where s.state = 'waiting' and exists (
                 select 1 from role_grant g join unit_ancestor a on a.ancestor_id = g.unit_id
                 where a.unit_id = s.unit_id and g.person_id = $1 and g.role = 'steward'
                 and g.revoked_at is null and g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2))
             order by s.told_at, s.id limit $3"
        ),
        args![moderator, today, most],
    )
    .await
}

/// What was decided last within reach of `moderator`, newest first.
pub async fn decided(conn: &mut Conn, moderator: PersonId, today: Day, most: i64) -> Result<Vec<Moderated>> {
    conn.all(
        moderated!(
            "where s.state in ('published', 'declined', 'withdrawn') and exists (
                 select 1 from role_grant g join unit_ancestor a on a.ancestor_id = g.unit_id
                 where a.unit_id = s.unit_id and g.person_id = $1 and g.role = 'steward'
                 and g.revoked_at is null and g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2))
             order by s.moderated_at desc, s.id desc limit $3"
        ),
        args![moderator, today, most],
    )
    .await
}

/// A moderator lets others read it, and the ledger gets its trace. False, and nothing is written, when it no longer waits:
/// two moderators at once, or the teller took it back.
pub async fn publish(tx: &mut Conn, trace: &Trace, moderator: PersonId) -> Result<bool> {
    let rows = tx
        .run(
            // A sign belongs to the element that the teller saw it under.
            "update story set state = 'published', element_id = $2,
                    sign_id = case when element_id = $2 then sign_id end, moderated_by = $3, moderated_at = $4
             where id = $1 and state = 'waiting'",
            args![trace.source_id, trace.element, moderator, trace.written],
        )
        .await?;
    if rows == 1 {
        crate::trace::append(tx, trace).await?;
    }
    Ok(rows == 1)
}

/// Sends what waits in units that are no more back to its tellers: nobody there moderates it, and the teller can write it
/// again about another unit. It has no reason and no moderator.
pub async fn give_back(tx: &mut Conn) -> Result<()> {
    tx.run(
        "update story set state = 'declined' where state = 'waiting'
         and not exists (select 1 from unit_now u where u.unit_id = story.unit_id)",
        [],
    )
    .await?;
    Ok(())
}

/// A moderator gives it back with a reason. False when it no longer waits.
pub async fn decline(tx: &mut Conn, story: StoryId, moderator: PersonId, reason: &str, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update story set state = 'declined', reason = $2, moderated_by = $3, moderated_at = $4
             where id = $1 and state = 'waiting'",
            args![story, reason, moderator, now],
        )
        .await?;
    Ok(rows == 1)
}

/// Takes a published story back, and its trace. `by` is the moderator; none when the teller does it, because the ledger
/// holds no teller. False when it is not published.
pub async fn withdraw(tx: &mut Conn, story: StoryId, by: Option<PersonId>, reason: &str, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update story set state = 'withdrawn', reason = $2, moderated_at = $3,
                    moderated_by = coalesce($4, moderated_by)
             where id = $1 and state = 'published'",
            args![story, reason, now, by],
        )
        .await?;
    if rows == 1 {
        crate::trace::withdraw(tx, Source::Story, story.0, reason, now, by).await?;
    }
    Ok(rows == 1)
}
