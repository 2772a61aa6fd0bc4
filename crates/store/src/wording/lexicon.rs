//! The versions of the lexicon: which families speak for which element, and the organisation's own rules.

use model::Instant;

use crate::{Conn, Result, args};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Version {
    pub version: i64,
    /// `Vec<language::detector::Profile>` as JSON; elements are named by their identity.
    pub profiles: String,
    pub why: String,
    pub made_at: Instant,
}

/// The newest version. None before anything was measured.
pub async fn lexicon(conn: &mut Conn) -> Result<Option<Version>> {
    conn.optional(
        "select version, profiles, why, made_at from wording_lexicon order by version desc limit 1",
        [],
    )
    .await
}

/// The versions, newest first.
pub async fn versions(conn: &mut Conn, most: i64) -> Result<Vec<Version>> {
    conn.all(
        "select version, profiles, why, made_at from wording_lexicon order by version desc limit $1",
        args![most],
    )
    .await
}

/// Adds a version after `read`. False when somebody else has added one since: then nothing changes.
pub async fn change_lexicon(tx: &mut Conn, read: i64, profiles: &str, why: &str, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "insert into wording_lexicon (version, profiles, why, made_at)
             select $1 + 1, $2, $3, $4 where $1 = (select coalesce(max(version), 0) from wording_lexicon)",
            args![read, profiles, why, now],
        )
        .await?;
    Ok(rows == 1)
}
