//! People and their posts.

use std::collections::HashMap;

use model::access::Actor;
use model::may::{Action, Place, Reach, table};
use model::organisation::{FoldedName, PostRole};
use model::{Day, PersonId, PostId, UnitId};

use crate::{Conn, Result, args};

/// How far somebody reaches in an action, for lists: the statement leaves out what is beyond.
pub struct Within {
    pub(super) person: PersonId,
    /// The roles that reach below their unit: `|steward|leader|`.
    pub(super) roles: String,
    pub(super) everywhere: bool,
}

impl Within {
    #[must_use]
    pub fn of(actor: &Actor, action: Action) -> Self {
        let rows = table(action);
        let below = rows.iter().filter(|(_, reach)| *reach == Reach::Below);
        Self {
            person: actor.person,
            roles: below.fold("|".to_owned(), |roles, (role, _)| roles + role.word() + "|"),
            everywhere: rows
                .iter()
                .any(|(role, reach)| *reach == Reach::Everywhere && actor.has(*role)),
        }
    }
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    /// What the system that the organisation is imported from calls them.
    pub external_id: Option<String>,
}

pub async fn person(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    conn.optional(
        "select id, name, email, external_id from person where id = $1",
        args![id],
    )
    .await
}

/// Where a person has a place today: the units of their posts, and where they have none today, of their last one. Empty
/// for somebody who never had a post in a unit that is there.
pub async fn places(conn: &mut Conn, person: PersonId, today: Day) -> Result<Vec<Place>> {
    #[derive(sqlx::FromRow)]
    struct Step {
        unit: UnitId,
        above: UnitId,
        answerable: Option<UnitId>,
    }
    let steps: Vec<Step> = conn
        .all(
            "select a.unit_id as unit, a.ancestor_id as above, u.answerable_id as answerable
             from unit_ancestor a join unit_now u on u.unit_id = a.unit_id
             where a.unit_id in (
                 select unit_id from post
                 where person_id = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
                 union
                 select unit_id from post p
                 where person_id = $1 and not exists (
                     select 1 from post q where q.person_id = $1 and q.id <> p.id and (
                         (q.valid_from <= $2 and (q.valid_to is null or q.valid_to > $2))
                         or q.valid_from > p.valid_from)))
             order by a.unit_id, a.distance",
            args![person, today],
        )
        .await?;
    let mut places: Vec<Place> = Vec::new();
    for step in steps {
        match places.last_mut() {
            Some(last) if last.unit == step.unit => last.line.push(step.above),
            _ => places.push(Place {
                unit: step.unit,
                line: vec![step.above],
                answerable: step.answerable,
            }),
        }
    }
    Ok(places)
}

/// The place of somebody without any post: the top of the tree, so that those who reach everything reach them.
pub async fn top(conn: &mut Conn) -> Result<Option<Place>> {
    let roots: Vec<(UnitId, Option<UnitId>)> = conn
        .all(
            "select unit_id, answerable_id from unit_now where parent_id is null order by people_below desc, unit_id",
            [],
        )
        .await?;
    Ok(roots.first().map(|&(unit, answerable)| Place {
        unit,
        line: vec![unit],
        answerable,
    }))
}

/// A post as a person's page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonPost {
    pub id: PostId,
    pub person: PersonId,
    pub unit: UnitId,
    /// The unit's name today, or its last.
    pub unit_name: String,
    pub title: String,
    pub role: PostRole,
    pub level: Option<String>,
    pub acting: bool,
    pub from: Day,
    /// The first day without it.
    pub to: Option<Day>,
}

/// A person's posts, the latest first: those of today and later, and the earlier ones in units within reach.
pub async fn posts(conn: &mut Conn, person: PersonId, within: &Within, today: Day) -> Result<Vec<PersonPost>> {
    conn.all(
        "select p.id, p.person_id as person, p.unit_id as unit,
                (select name from unit_period n where n.unit_id = p.unit_id
                 order by case when n.valid_from <= $2 and (n.valid_to is null or n.valid_to > $2) then 0 else 1 end,
                          n.valid_from desc limit 1) as unit_name,
                p.title, p.role, p.level, p.acting, p.valid_from as \"from\", p.valid_to as \"to\"
         from post p
         where p.person_id = $1 and (p.valid_to is null or p.valid_to > p.valid_from)
         and (p.valid_to is null or p.valid_to > $2 or $3 or exists (
             select 1 from unit_ancestor a join (
                 select role, unit_id from post
                 where person_id = $4 and valid_from <= $2 and (valid_to is null or valid_to > $2)
                 union all
                 select role, unit_id from role_grant
                 where person_id = $4 and revoked_at is null and valid_from <= $2
                 and (valid_to is null or valid_to > $2)
             ) s on s.unit_id = a.ancestor_id
             where a.unit_id = p.unit_id and $5 like '%|' || s.role || '|%'))
         order by p.valid_from desc, p.id limit 200",
        args![person, today, within.everywhere, within.person, &within.roles],
    )
    .await
}

pub async fn post(conn: &mut Conn, id: PostId) -> Result<Option<PersonPost>> {
    conn.optional(
        "select p.id, p.person_id as person, p.unit_id as unit,
                (select name from unit_period n where n.unit_id = p.unit_id order by n.valid_from desc limit 1)
                    as unit_name,
                p.title, p.role, p.level, p.acting, p.valid_from as \"from\", p.valid_to as \"to\"
         from post p where p.id = $1",
        args![id],
    )
    .await
}

/// A post as a unit's page shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UnitPost {
    pub person: PersonId,
    pub name: String,
    pub title: String,
    pub role: PostRole,
    pub level: Option<String>,
    pub acting: bool,
    pub from: Day,
    pub to: Option<Day>,
}

/// Everybody with a post in a unit today, and those who are to have one.
pub async fn in_unit(conn: &mut Conn, unit: UnitId, today: Day) -> Result<Vec<UnitPost>> {
    conn.all(
        "select p.person_id as person, who.name, p.title, p.role, p.level, p.acting, p.valid_from as \"from\",
                p.valid_to as \"to\"
         from post p join person who on who.id = p.person_id
         where p.unit_id = $1 and (p.valid_to is null or (p.valid_to > $2 and p.valid_to > p.valid_from))",
        args![unit, today],
    )
    .await
}

/// Posts in a unit that hold on a day or later.
pub async fn open_posts(conn: &mut Conn, unit: UnitId, day: Day) -> Result<i64> {
    conn.number(
        "select count(*) from post where unit_id = $1
         and (valid_to is null or (valid_to > $2 and valid_to > valid_from))",
        args![unit, day],
    )
    .await
}

/// Ends every post of a unit that holds on `day` or later; one that would begin later never begins.
pub async fn end_posts(tx: &mut Conn, unit: UnitId, day: Day) -> Result<u64> {
    tx.run(
        "update post set valid_to = case when valid_from > $2 then valid_from else $2 end
         where unit_id = $1 and (valid_to is null or (valid_to > $2 and valid_to > valid_from))",
        args![unit, day],
    )
    .await
}

/// Changes a person's name and address. [`crate::Error::is_duplicate`]: somebody else has the address.
pub async fn change_person(tx: &mut Conn, person: PersonId, name: &str, email: Option<&str>) -> Result<()> {
    let folded = FoldedName::of(name);
    tx.run(
        "update person set name = $2, name_folded = $3, short_folded = $4, given_folded = $5, email = $6 where id = $1",
        args![person, name, folded.whole, folded.short, folded.given, email],
    )
    .await?;
    Ok(())
}

/// What a post says about itself; whose it is and where does not change.
pub struct PostChange<'a> {
    pub title: &'a str,
    pub role: PostRole,
    pub level: Option<&'a str>,
    pub acting: bool,
    pub from: Day,
    pub to: Option<Day>,
}

pub async fn change_post(tx: &mut Conn, post: PostId, change: &PostChange<'_>) -> Result<()> {
    tx.run(
        "update post set title = $2, role = $3, level = $4, acting = $5, valid_from = $6, valid_to = $7 where id = $1",
        args![
            post,
            change.title,
            change.role,
            change.level,
            change.acting,
            change.from,
            change.to
        ],
    )
    .await?;
    Ok(())
}

/// The leaders' names by unit, several in their order.
#[must_use]
pub fn by_unit(leaders: Vec<super::tree::Leader>) -> HashMap<UnitId, Vec<super::tree::Leader>> {
    let mut map: HashMap<UnitId, Vec<super::tree::Leader>> = HashMap::new();
    for leader in leaders {
        map.entry(leader.unit).or_default().push(leader);
    }
    map
}
