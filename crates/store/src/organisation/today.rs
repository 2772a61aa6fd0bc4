//! The tree as it is today, built from the history of units and posts.

use model::Day;

use super::past;
use crate::{Conn, Db, Result, args};

/// Two people who change the tree at once: the second waits here, and then sees what the first did. SQLite has one
/// writer anyway.
pub async fn lock(tx: &mut Conn) -> Result<()> {
    tx.run("update organisation set built_on = built_on where id = 1", [])
        .await?;
    Ok(())
}

/// Builds the tree anew when a day has begun since it was last built. Says whether it did.
pub async fn refresh(db: &Db, today: Day) -> Result<bool> {
    let stale = "select count(*) from organisation where built_on <> $1";
    if db.read().await?.number(stale, args![today]).await? == 0 {
        return Ok(false);
    }
    let mut tx = db.write().await?;
    lock(&mut tx).await?;
    // Another server may have done it meanwhile.
    let stale = tx.number(stale, args![today]).await? > 0;
    if stale {
        build_today(&mut tx, today).await?;
        tx.commit().await?;
    }
    Ok(stale)
}

/// Builds `unit_now` and `unit_ancestor` for `today` from the history of units and posts. A unit whose parent is not
/// there today hangs nowhere and is left out; the import's preview and the forms see to it that there are none.
pub async fn build_today(tx: &mut Conn, today: Day) -> Result<()> {
    tx.run("update organisation set built_on = $1 where id = 1", args![today])
        .await?;
    tx.run("delete from unit_now", []).await?;
    tx.run(
        "insert into unit_now (unit_id, parent_id, name, kind, depth, people, people_below, answerable_id)
         with recursive today as (
             select unit_id, parent_id, name, kind from unit_period
             where valid_from <= $1 and (valid_to is null or valid_to > $1)
         ),
         tree (unit_id, parent_id, name, kind, depth) as (
             select unit_id, parent_id, name, kind, cast(0 as bigint) from today where parent_id is null
             union all
             select t.unit_id, t.parent_id, t.name, t.kind, tree.depth + 1
             from today t join tree on t.parent_id = tree.unit_id where tree.depth < 30
         )
         select unit_id, parent_id, name, kind, depth, 0, 0, null from tree",
        args![today],
    )
    .await?;
    // Renaming a unit or adding a post moves nothing, and a large house's ledger takes seconds to count again.
    let moved = moved(tx).await?;
    if moved {
        build_ancestors(tx).await?;
    }
    if past::build(tx, today).await? || moved {
        crate::trace::rebuild_months(tx).await?;
        crate::interpretation::rebuild_counts(tx).await?;
        crate::story::give_back(tx).await?;
    }
    count_people(tx, today).await?;
    tx.run(
        "update unit_now set answerable_id = near.ancestor_id
         from (
             select a.unit_id, a.ancestor_id, row_number() over (partition by a.unit_id order by a.distance) as nth
             from unit_ancestor a
             where a.ancestor_id in (
                 select p.unit_id from post p
                 where p.role = 'leader' and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1))
         ) near
         where near.unit_id = unit_now.unit_id and near.nth = 1",
        args![today],
    )
    .await?;
    Ok(())
}

/// Whether `unit_ancestor` says something else than `unit_now`.
async fn moved(tx: &mut Conn) -> Result<bool> {
    let differences = tx
        .number(
            "with recursive up (unit_id, ancestor_id, distance) as (
                 select unit_id, unit_id, cast(0 as bigint) from unit_now
                 union all
                 select up.unit_id, n.parent_id, up.distance + 1
                 from up join unit_now n on n.unit_id = up.ancestor_id where n.parent_id is not null
             )
             select count(*) - count(a.unit_id) + (select count(*) from unit_ancestor) - count(a.unit_id)
             from up left join unit_ancestor a
                  on a.unit_id = up.unit_id and a.ancestor_id = up.ancestor_id and a.distance = up.distance",
            [],
        )
        .await?;
    Ok(differences > 0)
}

async fn build_ancestors(tx: &mut Conn) -> Result<()> {
    tx.run("delete from unit_ancestor", []).await?;
    tx.run(
        "insert into unit_ancestor (unit_id, ancestor_id, distance)
         with recursive up (unit_id, ancestor_id, distance) as (
             select unit_id, unit_id, cast(0 as bigint) from unit_now
             union all
             select up.unit_id, n.parent_id, up.distance + 1
             from up join unit_now n on n.unit_id = up.ancestor_id where n.parent_id is not null
         )
         select unit_id, ancestor_id, distance from up",
        [],
    )
    .await?;
    Ok(())
}

/// One pass over the posts: counting for each unit by itself takes a minute with 40,000 people.
async fn count_people(tx: &mut Conn, today: Day) -> Result<()> {
    tx.run(
        "update unit_now set people = counted.here, people_below = counted.below
         from (
             select a.ancestor_id, count(distinct case when a.distance = 0 then p.person_id end) as here,
                    count(distinct p.person_id) as below
             from post p join unit_ancestor a on a.unit_id = p.unit_id
             where p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
             group by a.ancestor_id
         ) counted
         where counted.ancestor_id = unit_now.unit_id",
        args![today],
    )
    .await?;
    Ok(())
}
