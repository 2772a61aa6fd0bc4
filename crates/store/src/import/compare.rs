//! Comparing the staged rows with the house, as sets. It can be run again: it begins by forgetting what it found before.

use model::{ImportId, UnitId};

use super::{Counts, Import};
use crate::{Conn, Result, args};

/// Finds out for each staged row what it is, and which units and posts end.
pub(super) async fn compare(tx: &mut Conn, import: &Import) -> Result<()> {
    // PostgreSQL would plan for what was staged before, or for nothing: minutes instead of seconds.
    if !tx.is_sqlite() {
        let tables = "staged_unit, staged_person, staged_post, person, post, unit, unit_period";
        tx.script(format!("analyze {tables}")).await?;
    }
    units(tx, import).await?;
    people(tx, import.id).await?;
    posts(tx, import).await
}

async fn units(tx: &mut Conn, import: &Import) -> Result<()> {
    let (id, on) = (import.id, import.valid_on);
    tx.run(
        "update staged_unit set unit_id = new_id, parent_id = null, current_id = null, fate = 'added'
         where import_id = $1",
        args![id],
    )
    .await?;
    tx.run(
        "update staged_unit set unit_id = u.id from unit u
         where staged_unit.import_id = $1
         and (u.external_id = staged_unit.external_id or (u.id = staged_unit.own_id and u.external_id is null))",
        args![id],
    )
    .await?;
    adopt_root(tx, import).await?;
    tx.run(
        "update staged_unit set parent_id = above.unit_id from staged_unit above
         where staged_unit.import_id = $1 and above.import_id = $1
         and above.external_id = staged_unit.parent_external_id",
        args![id],
    )
    .await?;
    tx.run(
        "update staged_unit set current_id = p.id, fate = case
             when p.name <> staged_unit.name or p.parent_id is distinct from staged_unit.parent_id
                  or (staged_unit.kind is not null and staged_unit.kind <> p.kind) then 'changed'
             else 'same' end
         from unit_period p
         where staged_unit.import_id = $1 and p.unit_id = staged_unit.unit_id
         and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)",
        args![id, on],
    )
    .await?;
    tx.run("delete from staged_close where import_id = $1", args![id])
        .await?;
    tx.run(
        "insert into staged_close (import_id, unit_id, period_id)
         select $1, p.unit_id, p.id from unit_period p join unit u on u.id = p.unit_id
         where u.external_id is not null and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
         and not exists (select 1 from staged_unit s where s.import_id = $1 and s.unit_id = p.unit_id)",
        args![id, on],
    )
    .await?;
    Ok(())
}

/// The house of a new installation has one unit, made by hand so that the first administrator has a place. It is the
/// same organisation as the one whose files come in, so their one root is that unit.
async fn adopt_root(tx: &mut Conn, import: &Import) -> Result<()> {
    let staged: Vec<(String, bool)> = tx
        .all(
            "select external_id, unit_id = new_id from staged_unit
             where import_id = $1 and parent_external_id is null limit 2",
            args![import.id],
        )
        .await?;
    let ours: Vec<(UnitId, bool)> = tx
        .all(
            "select p.unit_id, u.external_id is null from unit_period p join unit u on u.id = p.unit_id
             where p.parent_id is null and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1) limit 2",
            args![import.valid_on],
        )
        .await?;
    if let ([(key, true)], [(unit, true)]) = (staged.as_slice(), ours.as_slice()) {
        tx.run(
            "update staged_unit set unit_id = $3 where import_id = $1 and external_id = $2",
            args![import.id, key, *unit],
        )
        .await?;
    }
    Ok(())
}

async fn people(tx: &mut Conn, id: ImportId) -> Result<()> {
    tx.run(
        "update staged_person set person_id = new_id, email_taken = $2, fate = 'added' where import_id = $1",
        args![id, false],
    )
    .await?;
    tx.run(
        "update staged_person set person_id = p.id from person p
         where staged_person.import_id = $1 and p.external_id = staged_person.external_id",
        args![id],
    )
    .await?;
    tx.run(
        "update staged_person set person_id = p.id from person p
         where staged_person.import_id = $1 and p.id = staged_person.own_id and p.external_id is null",
        args![id],
    )
    .await?;
    // Of two with one address in the files, the first has it.
    tx.run(
        "update staged_person set email_taken = $2
         where import_id = $1 and email is not null and exists (
             select 1 from staged_person first where first.import_id = $1 and first.email = staged_person.email
             and first.position < staged_person.position)",
        args![id, true],
    )
    .await?;
    // Addresses are given on to newcomers, so an address alone makes nobody the one who had it: the key must be new to
    // the house, and the name the same.
    tx.run(
        "update staged_person set person_id = p.id from person p
         where staged_person.import_id = $1 and staged_person.person_id = staged_person.new_id
         and not staged_person.email_taken and p.email = staged_person.email
         and (p.external_id is null or p.name_folded = staged_person.name_folded)
         and not exists (select 1 from staged_person o where o.import_id = $1 and o.person_id = p.id)",
        args![id],
    )
    .await?;
    // An address is taken by somebody who keeps it. Whoever is refused one keeps their own, which may be wanted too.
    while tx
        .run(
            "update staged_person set email_taken = $2
             where import_id = $1 and email is not null and email_taken = $3 and exists (
                 select 1 from person p
                 where p.email = staged_person.email and p.id <> staged_person.person_id and not exists (
                     select 1 from staged_person o where o.import_id = $1 and o.person_id = p.id
                     and o.email is not null and o.email_taken = $3 and o.email <> p.email))",
            args![id, true, false],
        )
        .await?
        > 0
    {}
    tx.run(
        "update staged_person set fate = case
             when p.name <> staged_person.name
                  or (staged_person.email is not null and not staged_person.email_taken
                      and staged_person.email is distinct from p.email) then 'changed'
             else 'same' end
         from person p where staged_person.import_id = $1 and p.id = staged_person.person_id",
        args![id],
    )
    .await?;
    Ok(())
}

async fn posts(tx: &mut Conn, import: &Import) -> Result<()> {
    let (id, on) = (import.id, import.valid_on);
    // OS2mo has no place for acting, and its files none for a leader who is to begin.
    let says_acting = import.format == "sample";
    let says_later = import.format != "os2mo";
    tx.run("delete from staged_end where import_id = $1", args![id]).await?;
    tx.run(
        "update staged_post set person_id = who.person_id, unit_id = place.unit_id, current_id = null, fate = 'added'
         from staged_person who join staged_unit place on place.import_id = who.import_id
         where staged_post.import_id = $1 and who.import_id = $1
         and who.external_id = staged_post.person_external_id and place.external_id = staged_post.unit_external_id",
        args![id],
    )
    .await?;
    // The same person, unit, role and title is the same post; where there are several, in the order of their days.
    tx.run(
        "with files as (
             select new_id, person_id, unit_id, role, title, row_number() over (
                 partition by person_id, unit_id, role, title order by coalesce(valid_from, $2), position) as nth
             from staged_post where import_id = $1
         ),
         ours as (
             select id, person_id, unit_id, role, title, row_number() over (
                 partition by person_id, unit_id, role, title order by valid_from, id) as nth
             from post where valid_to is null or (valid_to > $2 and valid_to > valid_from)
         )
         update staged_post set current_id = ours.id
         from files join ours on ours.person_id = files.person_id and ours.unit_id = files.unit_id
              and ours.role = files.role and ours.title = files.title and ours.nth = files.nth
         where staged_post.new_id = files.new_id",
        args![id, on],
    )
    .await?;
    tx.run(
        "update staged_post set fate = case
             when (staged_post.level is not null and staged_post.level is distinct from p.level)
                  or ($2 and staged_post.acting <> p.acting) then 'changed'
             when (staged_post.valid_from is not null and staged_post.valid_from <> p.valid_from)
                  or (staged_post.valid_to is not null and staged_post.valid_to is distinct from p.valid_to) then 'dated'
             else 'same' end
         from post p where staged_post.import_id = $1 and p.id = staged_post.current_id",
        args![id, says_acting],
    )
    .await?;
    ends(tx, import, says_later).await?;
    // Somebody who loses one post and gets another has moved on.
    tx.run(
        "with files as (
             select new_id, person_id, row_number() over (partition by person_id order by role desc, position) as nth
             from staged_post where import_id = $1 and current_id is null
         ),
         ours as (
             select p.id, p.person_id,
                    row_number() over (partition by p.person_id order by p.role desc, p.valid_from, p.id) as nth
             from staged_end e join post p on p.id = e.post_id
             where e.import_id = $1 and not exists (
                 select 1 from staged_post s where s.import_id = $1 and s.current_id = p.id)
         )
         update staged_post set current_id = ours.id, fate = 'changed'
         from files join ours on ours.person_id = files.person_id and ours.nth = files.nth
         where staged_post.new_id = files.new_id",
        args![id],
    )
    .await?;
    Ok(())
}

/// The posts that end: those that the other system knew and the files do not have, those in units that close, and those
/// that go on as something else.
async fn ends(tx: &mut Conn, import: &Import, says_later: bool) -> Result<()> {
    tx.run(
        "insert into staged_end (import_id, post_id)
         select $1, p.id from post p join person who on who.id = p.person_id join unit u on u.id = p.unit_id
         where (p.valid_to is null or (p.valid_to > $2 and p.valid_to > p.valid_from))
         and (
             exists (select 1 from staged_close c where c.import_id = $1 and c.unit_id = p.unit_id)
             or (not p.by_hand and who.external_id is not null and u.external_id is not null and (p.valid_from <= $2 or $3)
                 and exists (select 1 from unit_period q where q.unit_id = p.unit_id
                             and q.valid_from <= $2 and (q.valid_to is null or q.valid_to > $2)))
         )
         and not exists (select 1 from staged_post s where s.import_id = $1 and s.current_id = p.id)",
        args![import.id, import.valid_on, says_later],
    )
    .await?;
    tx.run(
        "insert into staged_end (import_id, post_id)
         select $1, current_id from staged_post where import_id = $1 and fate = 'changed'",
        args![import.id],
    )
    .await?;
    Ok(())
}

/// Counts what [`compare`] found.
pub(super) async fn count(tx: &mut Conn, import: &Import, counts: &mut Counts) -> Result<()> {
    let id = import.id;
    let rows: Vec<(String, String, i64)> = tx
        .all(
            "select 'units', fate, count(*) from staged_unit where import_id = $1 group by fate
             union all select 'units', 'ended', count(*) from staged_close where import_id = $1
             union all select 'people', fate, count(*) from staged_person where import_id = $1 group by fate
             union all select 'posts', fate, count(*) from staged_post where import_id = $1 group by fate
             union all select 'posts', 'ended', count(*) from staged_end e where e.import_id = $1 and not exists (
                 select 1 from staged_post s where s.import_id = $1 and s.current_id = e.post_id)",
            args![id],
        )
        .await?;
    (counts.units, counts.people, counts.posts) = Default::default();
    for (what, fate, many) in rows {
        let tally = match what.as_str() {
            "units" => &mut counts.units,
            "people" => &mut counts.people,
            _ => &mut counts.posts,
        };
        match fate.as_str() {
            "added" => tally.added += many,
            "changed" | "dated" => tally.changed += many,
            "ended" => tally.ended += many,
            _ => tally.same += many,
        }
    }
    counts.leaving = tx
        .number(
            "select count(distinct p.person_id) from staged_end e join post p on p.id = e.post_id
             where e.import_id = $1
             and not exists (select 1 from staged_post s where s.import_id = $1 and s.person_id = p.person_id)
             and not exists (
                 select 1 from post q where q.person_id = p.person_id
                 and (q.valid_to is null or (q.valid_to > $2 and q.valid_to > q.valid_from))
                 and not exists (select 1 from staged_end f where f.import_id = $1 and f.post_id = q.id))",
            args![id, import.valid_on],
        )
        .await?;
    counts.posts_before = tx
        .number(
            "select count(*) from post where valid_from <= $1 and (valid_to is null or valid_to > $1)",
            args![import.valid_on],
        )
        .await?;
    Ok(())
}
