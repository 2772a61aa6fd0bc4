//! Doing what the preview said, in one transaction.

use model::audit::Deed;
use model::organisation::TermKind;
use model::{Day, ImportId, Instant, PersonId, UnitId};

use super::{Import, compare, preview};
use crate::organisation::{build_today, history, lock, terms};
use crate::{Conn, Db, Result, args};

/// Why an import was not applied. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum NotApplied {
    /// It is applied already, undone or given up.
    #[error("this import is not waiting to be applied")]
    Over,
    /// Something in the files would break the tree; the preview says what.
    #[error("the files would break the tree")]
    Stops,
    /// More than a fifth of the posts would end, and nobody has said that this is meant.
    #[error("more than a fifth of the posts would end")]
    EndsMany,
    /// The house has changed since the preview, which has been worked out again.
    #[error("the organisation has changed since the preview")]
    Stale,
    #[error(transparent)]
    Store(#[from] crate::Error),
}

/// Applies a staged import. `confirmed`: somebody has said that so many posts are meant to end
/// ([`super::Counts::ends_many`]). `accepted`: which of [`super::Counts::turns`] somebody has said yes to, as the old unit and
/// the new one.
pub async fn apply(
    db: &Db,
    id: ImportId,
    confirmed: bool,
    accepted: &[(UnitId, UnitId)],
    by: Option<PersonId>,
    now: Instant,
    today: Day,
) -> std::result::Result<(), NotApplied> {
    let mut tx = db.write().await?;
    lock(&mut tx).await?;
    let import = super::import(&mut tx, id).await?.ok_or(NotApplied::Over)?;
    if import.state != model::organisation::ImportState::Staged {
        return Err(NotApplied::Over);
    }
    if import.counts.stops > 0 {
        return Err(NotApplied::Stops);
    }
    if import.counts.ends_many() && !confirmed {
        return Err(NotApplied::EndsMany);
    }
    compare::compare(&mut tx, &import).await?;
    let mut counts = import.counts.clone();
    compare::count(&mut tx, &import, &mut counts).await?;
    units(&mut tx, &import).await?;
    let sound = history::tree_flaws(&mut tx, import.valid_on).await?.is_empty();
    if !sound || counts.tallies() != import.counts.tallies() {
        tx.roll_back().await?;
        let found = preview::found_before(&mut db.read().await?, &import).await?;
        preview::prepare(db, id, &found).await?;
        return Err(NotApplied::Stale);
    }
    people(&mut tx, &import, now).await?;
    posts(&mut tx, &import).await?;
    super::turns::write(&mut tx, &import, accepted).await?;
    add_terms(&mut tx, id).await?;
    forget_earlier(&mut tx, id).await?;
    super::forget_rows(&mut tx, id).await?;
    // Later than every other, also of two in one millisecond: which is the last must never be in doubt.
    let last = tx.number("select coalesce(max(applied_at), 0) from import", []).await?;
    tx.run(
        "update import set state = 'applied', applied_at = $2 where id = $1",
        args![id, now.0.max(last + 1)],
    )
    .await?;
    build_today(&mut tx, today).await?;
    super::note(&mut tx, Deed::ImportOrganisation, &import, by, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes the units' part: new ones, new periods, ended periods. The preview runs it too, and takes it back.
pub(super) async fn units(tx: &mut Conn, import: &Import) -> Result<()> {
    let (id, on) = (import.id, import.valid_on);
    tx.run(
        "insert into unit (id, external_id, created_at, added_by)
         select new_id, external_id, $2, $1 from staged_unit where import_id = $1 and unit_id = new_id",
        args![id, import.staged_at],
    )
    .await?;
    // A unit made here by hand that the files turned out to have: it is known by their key from now on.
    tx.run(
        "insert into unit_before (import_id, unit_id, external_id)
         select $1, u.id, u.external_id from staged_unit s join unit u on u.id = s.unit_id
         where s.import_id = $1 and s.unit_id <> s.new_id and u.external_id is null
         and s.own_id is distinct from s.unit_id",
        args![id],
    )
    .await?;
    tx.run(
        "update unit set external_id = s.external_id from staged_unit s
         where s.import_id = $1 and s.unit_id = unit.id
         and exists (select 1 from unit_before b where b.import_id = $1 and b.unit_id = unit.id)",
        args![id],
    )
    .await?;
    // Where a unit changes, its period ends; where it closes, so does everything planned for it.
    tx.run(
        "insert into period_before (import_id, period_id, valid_to)
         select $1, p.id, p.valid_to from unit_period p
         where p.id in (select s.current_id from staged_unit s where s.import_id = $1 and s.fate = 'changed')
         or ((p.valid_to is null or (p.valid_to > $2 and p.valid_to > p.valid_from))
             and p.unit_id in (select c.unit_id from staged_close c where c.import_id = $1))",
        args![id, on],
    )
    .await?;
    // Reads the ends of the periods that hold now, so it comes before they are ended. A unit that comes back holds until
    // something else is planned for it.
    tx.run(
        "insert into unit_period (id, unit_id, valid_from, valid_to, name, kind, parent_id, added_by)
         select s.period_id, s.unit_id, $2,
                case when s.current_id is not null then p.valid_to
                     else (select min(q.valid_from) from unit_period q where q.unit_id = s.unit_id and q.valid_from > $2
                           and (q.valid_to is null or q.valid_to > q.valid_from)) end,
                s.name, coalesce(s.kind, p.kind, 'enhed'), s.parent_id, $1
         from staged_unit s left join unit_period p on p.id = s.current_id
         where s.import_id = $1 and s.fate in ('added', 'changed')",
        args![id, on],
    )
    .await?;
    tx.run(
        "update unit_period set valid_to = case when valid_from > $2 then valid_from else $2 end
         where id in (select period_id from period_before where import_id = $1)",
        args![id, on],
    )
    .await?;
    Ok(())
}

async fn people(tx: &mut Conn, import: &Import, now: Instant) -> Result<()> {
    let id = import.id;
    tx.run(
        "insert into person_before (import_id, person_id, external_id, name, name_folded, short_folded, given_folded,
                                    email)
         select $1, p.id, p.external_id, p.name, p.name_folded, p.short_folded, p.given_folded, p.email
         from staged_person s join person p on p.id = s.person_id
         where s.import_id = $1 and (s.fate = 'changed' or (
             p.external_id is distinct from s.external_id and s.own_id is distinct from s.person_id))",
        args![id],
    )
    .await?;
    // Addresses may change hands, so they are let go before they are taken.
    tx.run(
        "update person set email = null
         where id in (
             select s.person_id from staged_person s join person p on p.id = s.person_id
             where s.import_id = $1 and s.fate = 'changed' and s.email is not null and s.email_taken = $2
             and s.email is distinct from p.email)",
        args![id, false],
    )
    .await?;
    tx.run(
        "update person set
             name = s.name, name_folded = s.name_folded, short_folded = s.short_folded, given_folded = s.given_folded,
             email = case when s.email is null or s.email_taken then person.email else s.email end,
             external_id = case when s.own_id is not distinct from s.person_id then person.external_id
                           else s.external_id end
         from staged_person s
         where s.import_id = $1 and s.person_id = person.id
         and exists (select 1 from person_before b where b.import_id = $1 and b.person_id = person.id)",
        args![id],
    )
    .await?;
    tx.run(
        "insert into person (id, external_id, name, name_folded, short_folded, given_folded, email, created_at, added_by)
         select new_id, external_id, name, name_folded, short_folded, given_folded,
                case when email_taken then null else email end, $2, $1
         from staged_person where import_id = $1 and person_id = new_id",
        args![id, now],
    )
    .await?;
    Ok(())
}

async fn posts(tx: &mut Conn, import: &Import) -> Result<()> {
    let (id, on) = (import.id, import.valid_on);
    tx.run(
        "insert into post_before (import_id, post_id, valid_from, valid_to)
         select $1, p.id, p.valid_from, p.valid_to from post p
         where p.id in (
             select e.post_id from staged_end e where e.import_id = $1
             union all
             select s.current_id from staged_post s where s.import_id = $1 and s.fate = 'dated')",
        args![id],
    )
    .await?;
    tx.run(
        "insert into post (id, person_id, unit_id, title, role, level, acting, valid_from, valid_to, by_hand,
                           added_by)
         select s.new_id, s.person_id, s.unit_id, s.title, s.role,
                case when s.level is null and s.role = 'leader' and s.role = p.role then p.level else s.level end,
                s.acting, coalesce(s.valid_from, $2), s.valid_to, $3, $1
         from staged_post s left join post p on p.id = s.current_id
         where s.import_id = $1 and s.fate in ('added', 'changed')",
        args![id, on, false],
    )
    .await?;
    tx.run(
        "update post set valid_from = coalesce(s.valid_from, post.valid_from),
                         valid_to = coalesce(s.valid_to, post.valid_to)
         from staged_post s where s.import_id = $1 and s.fate = 'dated' and s.current_id = post.id",
        args![id],
    )
    .await?;
    // The day before the successor began, where the files say when that was and it is not before this one began.
    tx.run(
        "update post set valid_to = case when post.valid_from > $2 then post.valid_from else coalesce(
             (select s.valid_from from staged_post s where s.import_id = $1 and s.current_id = post.id
              and s.valid_from > post.valid_from and s.valid_from < $2), $2) end
         where id in (select post_id from staged_end where import_id = $1)",
        args![id, on],
    )
    .await?;
    Ok(())
}

/// Levels and kinds that nobody has a name for yet are called what the files call them.
async fn add_terms(tx: &mut Conn, id: ImportId) -> Result<()> {
    let unknown: Vec<(TermKind, String)> = tx
        .all(
            "select distinct 'level' as kind, level as code from staged_post s
             where s.import_id = $1 and level is not null
             and not exists (select 1 from term t where t.kind = 'level' and t.code = s.level)
             union
             select distinct 'unit_kind', s.kind from staged_unit s
             where s.import_id = $1 and s.kind is not null
             and not exists (select 1 from term t where t.kind = 'unit_kind' and t.code = s.kind)
             order by 1, 2 limit 500",
            args![id],
        )
        .await?;
    let last = terms::terms(tx).await?.0.iter().map(|t| t.position).max().unwrap_or(0);
    let rows = (last + 1..)
        .zip(unknown)
        .map(|(position, (kind, code))| args![kind, &code, &code, &code, position]);
    tx.insert(
        "insert into term (kind, code, danish, english, position) values",
        rows.collect(),
        "",
    )
    .await
}

/// What was before an earlier import is not needed any more: this one is the last.
pub(super) async fn forget_earlier(tx: &mut Conn, id: ImportId) -> Result<()> {
    for table in [
        "delete from unit_before where import_id <> $1",
        "delete from period_before where import_id <> $1",
        "delete from person_before where import_id <> $1",
        "delete from post_before where import_id <> $1",
        "delete from import_problem where import_id in (select id from import where state in ('applied', 'undone'))
         and import_id <> $1",
    ] {
        tx.run(table, args![id]).await?;
    }
    Ok(())
}
