//! What is known of OS2mo between two times of asking it. What OS2mo tells becomes an import like any other
//! ([`crate::import::stage_handed`]), which waits for somebody to say yes.

use model::organisation::ImportState;
use model::{ImportId, Instant};

use crate::{Conn, Db, Result, args, import};

/// As it was left the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct State {
    /// None: never.
    pub asked_at: Option<Instant>,
    pub heard_at: Option<Instant>,
    pub read_at: Option<Instant>,
    /// Of the organisation that was read last; empty for none.
    pub digest: String,
    /// An event came, and the organisation has not been read since.
    pub owed: bool,
    pub import_id: Option<ImportId>,
    pub import_state: Option<ImportState>,
    /// What went wrong the last time, as JSON; empty when nothing did.
    pub error: String,
}

/// A preview that nobody has worked on for so long was left by a process that ended.
const LEFT_MINUTES: i64 = 15;

pub async fn state(conn: &mut Conn) -> Result<State> {
    let state = conn
        .optional(
            "select o.asked_at, o.heard_at, o.read_at, o.digest, o.owed, o.import_id, i.state as import_state, o.error
             from os2mo o left join import i on i.id = o.import_id where o.id = 1",
            [],
        )
        .await?;
    Ok(state.unwrap_or_default())
}

/// OS2mo is asked. Sees to it that the row is there.
async fn asked(tx: &mut Conn, now: Instant) -> Result<()> {
    tx.run(
        "insert into os2mo (id, asked_at, digest, owed, error) values (1, $1, '', $2, '')
         on conflict (id) do update set asked_at = excluded.asked_at",
        args![now, false],
    )
    .await?;
    Ok(())
}

/// OS2mo answered. `events`: and something may have changed, so the organisation is to be read, also when that fails now
/// and the event does not come again for hours.
pub async fn heard(db: &Db, events: bool, now: Instant) -> Result<()> {
    let mut tx = db.write().await?;
    asked(&mut tx, now).await?;
    tx.run(
        "update os2mo set heard_at = $1, owed = (owed or $2), error = case when owed or $2 then error else '' end
         where id = 1",
        args![now, events],
    )
    .await?;
    tx.commit().await
}

/// Something went wrong.
pub async fn failed(db: &Db, error: &str, now: Instant) -> Result<()> {
    let mut tx = db.write().await?;
    asked(&mut tx, now).await?;
    tx.run("update os2mo set error = $1 where id = 1", args![error]).await?;
    tx.commit().await
}

/// The organisation is read, and what came of it is stored: an import that waits, or none. Earlier ones that wait are
/// given up, because OS2mo says something else now.
pub async fn took(db: &Db, digest: &str, import: Option<ImportId>, now: Instant) -> Result<()> {
    let mut tx = db.write().await?;
    asked(&mut tx, now).await?;
    let earlier: Vec<(ImportId,)> = tx
        .all(
            "select i.id from import i
             where i.format = $1 and i.state = 'staged' and i.id is distinct from $2 and i.staged_by is null
             and (i.staged_at < $3 or i.id in (select o.import_id from os2mo o))",
            args![import::FROM_OS2MO, import, now.plus_minutes(-LEFT_MINUTES)],
        )
        .await?;
    tx.run(
        "update os2mo set heard_at = $1, read_at = $1, digest = $2, import_id = $3, owed = $4, error = '' where id = 1",
        args![now, digest, import, false],
    )
    .await?;
    tx.commit().await?;
    for (id,) in earlier {
        import::drop_staged(db, id).await?;
    }
    Ok(())
}

/// The organisation is read, and is as it was.
pub async fn the_same(db: &Db, now: Instant) -> Result<()> {
    let mut tx = db.write().await?;
    asked(&mut tx, now).await?;
    tx.run(
        "update os2mo set heard_at = $1, read_at = $1, owed = $2, error = '' where id = 1",
        args![now, false],
    )
    .await?;
    tx.commit().await
}
