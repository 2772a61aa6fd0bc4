//! What `grundlag doctor` asks the database.

use model::Instant;

use crate::{Conn, Db, Result};

/// How an SQLite file is set, as the connection that writes has it.
#[derive(Debug, PartialEq, Eq)]
pub struct SqliteSettings {
    pub journal_mode: String,
    /// 2 is FULL.
    pub synchronous: i64,
    pub foreign_keys: bool,
    pub secure_delete: bool,
    /// "ok", or the first thing that is wrong with the file.
    pub check: String,
}

/// None on PostgreSQL.
pub async fn sqlite_settings(db: &Db) -> Result<Option<SqliteSettings>> {
    if !db.is_sqlite() {
        return Ok(None);
    }
    let mut conn = db.write().await?;
    let (journal_mode,): (String,) = conn.one("pragma journal_mode", []).await?;
    let (check,): (String,) = conn.one("pragma quick_check(1)", []).await?;
    let settings = SqliteSettings {
        journal_mode,
        synchronous: conn.number("pragma synchronous", []).await?,
        foreign_keys: conn.number("pragma foreign_keys", []).await? == 1,
        secure_delete: conn.number("pragma secure_delete", []).await? == 1,
        check,
    };
    conn.roll_back().await?;
    Ok(Some(settings))
}

/// PostgreSQL's clock and version. None on SQLite, which has our own clock.
pub async fn server(conn: &mut Conn) -> Result<Option<(Instant, String)>> {
    if conn.is_sqlite() {
        return Ok(None);
    }
    let (at, version): (i64, String) = conn
        .one(
            "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint), current_setting('server_version')",
            [],
        )
        .await?;
    Ok(Some((Instant(at), version)))
}

/// When the newest row was written. None in an empty database.
pub async fn newest(conn: &mut Conn) -> Result<Option<Instant>> {
    let (newest,): (Option<Instant>,) = conn
        .one(
            "select max(at) from (
                 select max(applied_at) as at from migration
                 union all select max(created_at) from session
                 union all select max(granted_at) from role_grant
                 union all select max(updated_at) from interpretation
                 union all select max(told_at) from story) newest",
            [],
        )
        .await?;
    Ok(newest)
}
