//! Taking the last import back.

use model::audit::Deed;
use model::{Day, ImportId, Instant, PersonId};

use crate::organisation::{build_today, history, lock};
use crate::{Conn, Db, Result, args};

/// Why an import was not undone. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum NotUndone {
    /// It is not applied, or another came after it.
    #[error("only the last import can be undone")]
    NotLast,
    /// Something made since points at a unit or a person that the import added, or has taken an address that somebody had
    /// before it.
    #[error("what the import added is in use")]
    InUse,
    /// The tree was changed by hand since, and would not hang together.
    #[error("the tree was changed since")]
    Changed,
    #[error(transparent)]
    Store(crate::Error),
}

impl From<crate::Error> for NotUndone {
    fn from(error: crate::Error) -> Self {
        if error.is_referenced() || error.is_duplicate() {
            Self::InUse
        } else {
            Self::Store(error)
        }
    }
}

/// Puts everything back as it was before the last import.
pub async fn undo(
    db: &Db,
    id: ImportId,
    by: Option<PersonId>,
    now: Instant,
    today: Day,
) -> std::result::Result<(), NotUndone> {
    let mut tx = db.write().await?;
    lock(&mut tx).await?;
    let import = super::import(&mut tx, id).await?.ok_or(NotUndone::NotLast)?;
    if !super::is_last(&mut tx, id).await? {
        return Err(NotUndone::NotLast);
    }
    put_back(&mut tx, id).await?;
    if !history::tree_flaws(&mut tx, import.valid_on).await?.is_empty() {
        return Err(NotUndone::Changed);
    }
    tx.run(
        "update import set state = 'undone', undone_at = $2 where id = $1",
        args![id, now],
    )
    .await?;
    build_today(&mut tx, today).await?;
    super::note(&mut tx, Deed::UndoImport, &import, by, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn put_back(tx: &mut Conn, id: ImportId) -> Result<()> {
    for statement in [
        // What is counted from the tree is counted again by build_today.
        "delete from trace_month where unit_id in (select id from unit where added_by = $1)",
        "delete from interpretation_count where unit_id in (select id from unit where added_by = $1)",
        "delete from trace_month_then where unit_id in (select id from unit where added_by = $1)",
        "delete from unit_change where unit_id in (select id from unit where added_by = $1)
         or old_id in (select id from unit where added_by = $1) or new_id in (select id from unit where added_by = $1)",
        "delete from unit_then where unit_id in (select id from unit where added_by = $1)
         or ancestor_id in (select id from unit where added_by = $1)",
        "delete from unit_scope where unit_id in (select id from unit where added_by = $1)
         or ancestor_id in (select id from unit where added_by = $1)",
        "delete from unit_succession where import_id = $1",
        "delete from unit_ancestor where unit_id in (select id from unit where added_by = $1)
         or ancestor_id in (select id from unit where added_by = $1)",
        "delete from unit_now where unit_id in (select id from unit where added_by = $1)",
        "update unit_now set parent_id = null where parent_id in (select id from unit where added_by = $1)",
        "update unit_now set answerable_id = null where answerable_id in (select id from unit where added_by = $1)",
        "update post set valid_from = b.valid_from, valid_to = b.valid_to from post_before b
         where b.import_id = $1 and b.post_id = post.id",
        "delete from post_before where import_id = $1",
        "delete from post where added_by = $1",
        "update unit_period set valid_to = b.valid_to from period_before b
         where b.import_id = $1 and b.period_id = unit_period.id",
        "delete from period_before where import_id = $1",
        "delete from unit_period where added_by = $1",
        "delete from person where added_by = $1",
        // Addresses may change hands, so they are let go before they are taken.
        "update person set email = null
         where id in (select b.person_id from person_before b where b.import_id = $1)",
        "update person set external_id = null
         where id in (select b.person_id from person_before b where b.import_id = $1)",
        "update person set external_id = b.external_id, name = b.name, name_folded = b.name_folded,
             short_folded = b.short_folded, given_folded = b.given_folded, email = b.email
         from person_before b where b.import_id = $1 and b.person_id = person.id",
        "delete from person_before where import_id = $1",
        "update unit set external_id = b.external_id from unit_before b
         where b.import_id = $1 and b.unit_id = unit.id",
        "delete from unit_before where import_id = $1",
        "delete from unit where added_by = $1",
    ] {
        tx.run(statement, args![id]).await?;
    }
    Ok(())
}
