//! Keys to the API.

use model::token::Scope;
use model::{Instant, PersonId, TokenId};

use crate::{Conn, Result, args};

pub struct NewToken<'a> {
    pub id: TokenId,
    pub name: &'a str,
    pub hash: Vec<u8>,
    pub scopes: &'a [Scope],
    pub by: PersonId,
    pub expires: Instant,
}

pub async fn add(tx: &mut Conn, token: &NewToken<'_>, now: Instant) -> Result<()> {
    let scopes: Vec<&str> = token.scopes.iter().map(|s| s.word()).collect();
    tx.run(
        "insert into api_token (id, name, token_hash, scopes, made_by, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            token.id,
            token.name,
            token.hash.clone(),
            scopes.join(" "),
            token.by,
            now,
            token.expires
        ],
    )
    .await?;
    Ok(())
}

/// Words that this program knows; others open nothing.
fn scopes(words: &str) -> Vec<Scope> {
    words.split(' ').filter_map(|word| word.parse().ok()).collect()
}

/// Who asks the API.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub id: TokenId,
    pub scopes: Vec<Scope>,
    pub used_at: Option<Instant>,
}

/// The key with this hash, while it holds: not expired, not revoked, and the account of who made it open.
pub async fn bearer(conn: &mut Conn, hash: Vec<u8>, now: Instant) -> Result<Option<Bearer>> {
    let row: Option<(TokenId, String, Option<Instant>)> = conn
        .optional(
            "select t.id, t.scopes, t.used_at from api_token t
             join account a on a.person_id = t.made_by
             where t.token_hash = $1 and t.expires_at > $2 and t.revoked_at is null and a.disabled_at is null",
            args![hash, now],
        )
        .await?;
    Ok(row.map(|(id, words, used_at)| Bearer {
        id,
        scopes: scopes(&words),
        used_at,
    }))
}

pub async fn note_used(tx: &mut Conn, token: TokenId, now: Instant) -> Result<()> {
    tx.run("update api_token set used_at = $2 where id = $1", args![token, now])
        .await?;
    Ok(())
}

/// A key as its page shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: TokenId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub made_by: String,
    /// The account of who made it is closed, so it opens nothing.
    pub maker_gone: bool,
    pub made_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    pub revoked_at: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TokenId,
    name: String,
    scopes: String,
    made_by: String,
    maker_gone: bool,
    made_at: Instant,
    expires_at: Instant,
    used_at: Option<Instant>,
    revoked_at: Option<Instant>,
}

/// The newest keys first, those that are over too.
pub async fn list(conn: &mut Conn, most: i64) -> Result<Vec<Listed>> {
    let rows: Vec<Row> = conn
        .all(
            "select t.id, t.name, t.scopes, p.name as made_by, t.made_at, t.expires_at, t.used_at, t.revoked_at,
                    not exists (select 1 from account a where a.person_id = t.made_by and a.disabled_at is null)
                        as maker_gone
             from api_token t join person p on p.id = t.made_by
             order by t.made_at desc, t.id desc limit $1",
            args![most],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: row.id,
            name: row.name,
            scopes: scopes(&row.scopes),
            made_by: row.made_by,
            maker_gone: row.maker_gone,
            made_at: row.made_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
            revoked_at: row.revoked_at,
        })
        .collect())
}

/// False when it is not there, or revoked already.
pub async fn revoke(tx: &mut Conn, token: TokenId, by: PersonId, now: Instant) -> Result<bool> {
    let rows = tx
        .run(
            "update api_token set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null",
            args![token, now, by],
        )
        .await?;
    Ok(rows == 1)
}
