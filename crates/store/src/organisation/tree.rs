//! The tree, as it is today and as it was on a day, with its leaders; and finding in it.

use model::{Day, PersonId, UnitId};

use super::UnitNow;
use super::people::Within;
use crate::{Conn, Result, args};

/// A unit of the tree with the number of units right below it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Node {
    #[sqlx(flatten)]
    pub unit: UnitNow,
    pub below: i64,
}

/// Somebody who leads a unit.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leader {
    pub unit: UnitId,
    pub name: String,
    pub acting: bool,
}

/// How many units there are on each level: of the whole tree, the roots' level being 0, or below a unit, itself at 0.
pub async fn levels(conn: &mut Conn, top: Option<UnitId>) -> Result<Vec<(i64, i64)>> {
    match top {
        None => conn.all("select depth, count(*) from unit_now group by depth order by depth", []).await,
        Some(top) => {
            conn.all(
                "select distance, count(*) from unit_ancestor where ancestor_id = $1 group by distance order by distance",
                args![top],
            )
            .await
        }
    }
}

/// The whole tree down to level `deepest`, unsorted.
pub async fn whole(conn: &mut Conn, deepest: i64) -> Result<Vec<Node>> {
    conn.all(
        "select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                u.answerable_id as answerable, (select count(*) from unit_now b where b.parent_id = u.unit_id) as below
         from unit_now u where u.depth <= $1",
        args![deepest],
    )
    .await
}

/// The units at most `levels` below `top`, without it, unsorted.
pub async fn under(conn: &mut Conn, top: UnitId, levels: i64) -> Result<Vec<Node>> {
    conn.all(
        "select u.unit_id as id, u.parent_id as parent, u.name, u.kind, u.depth, u.people, u.people_below,
                u.answerable_id as answerable, (select count(*) from unit_now b where b.parent_id = u.unit_id) as below
         from unit_ancestor a join unit_now u on u.unit_id = a.unit_id
         where a.ancestor_id = $1 and a.distance between 1 and $2",
        args![top, levels],
    )
    .await
}

/// The leaders of the whole tree down to level `deepest`, on `today`.
pub async fn leaders(conn: &mut Conn, deepest: i64, today: Day) -> Result<Vec<Leader>> {
    conn.all(
        "select p.unit_id as unit, who.name, p.acting
         from unit_now u join post p on p.unit_id = u.unit_id join person who on who.id = p.person_id
         where u.depth <= $1 and p.role = 'leader' and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
         order by p.acting, who.name_folded",
        args![deepest, today],
    )
    .await
}

/// The leaders of `top` and of the units at most `levels` below it.
pub async fn leaders_under(conn: &mut Conn, top: UnitId, levels: i64, today: Day) -> Result<Vec<Leader>> {
    conn.all(
        "select p.unit_id as unit, who.name, p.acting
         from unit_ancestor a join post p on p.unit_id = a.unit_id join person who on who.id = p.person_id
         where a.ancestor_id = $1 and a.distance <= $2 and p.role = 'leader'
         and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)
         order by p.acting, who.name_folded",
        args![top, levels, today],
    )
    .await
}

/// The whole tree as it was, or will be, on a day. Nobody is answerable in it: that is a question about today.
pub async fn on(conn: &mut Conn, day: Day) -> Result<Vec<UnitNow>> {
    conn.all(
        "with recursive held as (
             select unit_id, parent_id, name, kind from unit_period
             where valid_from <= $1 and (valid_to is null or valid_to > $1)
         ),
         tree (unit_id, parent_id, name, kind, depth) as (
             select unit_id, parent_id, name, kind, cast(0 as bigint) from held where parent_id is null
             union all
             select h.unit_id, h.parent_id, h.name, h.kind, tree.depth + 1
             from held h join tree on h.parent_id = tree.unit_id where tree.depth < 30
         ),
         up (unit_id, ancestor_id) as (
             select unit_id, unit_id from tree
             union all
             select up.unit_id, t.parent_id from up join tree t on t.unit_id = up.ancestor_id
             where t.parent_id is not null
         )
         select t.unit_id as id, t.parent_id as parent, t.name, t.kind, t.depth, coalesce(counted.here, 0) as people,
                coalesce(counted.below, 0) as people_below, null as answerable
         from tree t left join (
             select up.ancestor_id, count(distinct case when up.unit_id = up.ancestor_id then p.person_id end) as here,
                    count(distinct p.person_id) as below
             from up join post p on p.unit_id = up.unit_id
             where p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
             group by up.ancestor_id
         ) counted on counted.ancestor_id = t.unit_id",
        args![day],
    )
    .await
}

/// Everybody who led a unit on a day.
pub async fn leaders_on(conn: &mut Conn, day: Day) -> Result<Vec<Leader>> {
    conn.all(
        "select p.unit_id as unit, who.name, p.acting from post p join person who on who.id = p.person_id
         where p.role = 'leader' and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
         order by p.acting, who.name_folded",
        args![day],
    )
    .await
}

/// A unit by name, for finding one. Names are compared in Rust: two thousand take a millisecond.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Named {
    pub id: UnitId,
    pub name: String,
    pub kind: String,
    /// Name of the unit above.
    pub above: Option<String>,
}

/// Every unit that is there on a day.
pub async fn named(conn: &mut Conn, day: Day) -> Result<Vec<Named>> {
    conn.all(
        "select p.unit_id as id, p.name, p.kind, above.name as above
         from unit_period p left join unit_period above on above.unit_id = p.parent_id
              and above.valid_from <= $1 and (above.valid_to is null or above.valid_to > $1)
         where p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)",
        args![day],
    )
    .await
}

/// Every unit that is there on a day and that `within` reaches today. One that is still to come counts as reached: where
/// it stands is asked again when it is chosen.
pub async fn named_within(conn: &mut Conn, day: Day, within: &Within, today: Day) -> Result<Vec<Named>> {
    conn.all(
        "select p.unit_id as id, p.name, p.kind, above.name as above
         from unit_period p left join unit_period above on above.unit_id = p.parent_id
              and above.valid_from <= $1 and (above.valid_to is null or above.valid_to > $1)
         where p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
         and ($3 or p.unit_id not in (select unit_id from unit_now) or exists (
             select 1 from unit_ancestor a join (
                 select role, unit_id from post
                 where person_id = $4 and valid_from <= $2 and (valid_to is null or valid_to > $2)
                 union all
                 select role, unit_id from role_grant
                 where person_id = $4 and revoked_at is null and valid_from <= $2
                 and (valid_to is null or valid_to > $2)
             ) s on s.unit_id = a.ancestor_id
             where a.unit_id = p.unit_id and $5 like '%|' || s.role || '|%'))",
        args![day, today, within.everywhere, within.person, &within.roles],
    )
    .await
}

/// A post of somebody who was looked for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FoundPerson {
    pub person: PersonId,
    pub name: String,
    pub unit: String,
    pub title: String,
}

/// People with a post today whose name has `folded` in it, as far as `within` reaches: at most `most` posts.
pub async fn find_people(
    conn: &mut Conn,
    folded: &str,
    within: &Within,
    today: Day,
    most: i64,
) -> Result<Vec<FoundPerson>> {
    let pattern = format!(
        "%{}%",
        folded.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
    );
    conn.all(
        "select who.id as person, who.name, u.name as unit, p.title
         from person who
         join post p on p.person_id = who.id and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
         join unit_now u on u.unit_id = p.unit_id
         where who.name_folded like $1 escape '\\' and ($3 or exists (
             select 1 from unit_ancestor a join (
                 select role, unit_id from post
                 where person_id = $4 and valid_from <= $2 and (valid_to is null or valid_to > $2)
                 union all
                 select role, unit_id from role_grant
                 where person_id = $4 and revoked_at is null and valid_from <= $2
                 and (valid_to is null or valid_to > $2)
             ) s on s.unit_id = a.ancestor_id
             where a.unit_id = p.unit_id and $5 like '%|' || s.role || '|%'))
         order by who.name_folded, who.id, u.name limit $6",
        args![pattern, today, within.everywhere, within.person, &within.roles, most],
    )
    .await
}
