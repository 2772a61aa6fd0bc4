//! Sessions, and the demonstration's one-time links.

use model::{Instant, PersonId, SessionId};

use crate::{Conn, Result, args};

pub async fn begin_session(
    tx: &mut Conn,
    id: SessionId,
    token_hash: Vec<u8>,
    person: PersonId,
    now: Instant,
    expires: Instant,
    device: &str,
) -> Result<()> {
    tx.run(
        "insert into session (id, token_hash, person_id, created_at, seen_at, expires_at, device)
         values ($1, $2, $3, $4, $4, $5, $6)",
        args![id, token_hash, person, now, expires, device],
    )
    .await?;
    Ok(())
}

/// Notes that a session was used.
pub async fn note_seen(tx: &mut Conn, session: SessionId, now: Instant) -> Result<()> {
    tx.run(
        "update session set seen_at = $2 where id = $1 and seen_at < $2",
        args![session, now],
    )
    .await?;
    Ok(())
}

/// A live session, for its owner to see.
#[derive(sqlx::FromRow)]
pub struct Session {
    pub id: SessionId,
    pub created_at: Instant,
    pub seen_at: Instant,
    pub device: String,
}

/// The sessions that are neither expired nor idle since before `idle_since`, the last used first.
pub async fn sessions(conn: &mut Conn, person: PersonId, now: Instant, idle_since: Instant) -> Result<Vec<Session>> {
    conn.all(
        "select id, created_at, seen_at, device from session
         where person_id = $1 and expires_at > $2 and seen_at > $3
         order by seen_at desc, id desc",
        args![person, now, idle_since],
    )
    .await
}

pub async fn end_session(tx: &mut Conn, token_hash: Vec<u8>) -> Result<()> {
    tx.run("delete from session where token_hash = $1", args![token_hash])
        .await?;
    Ok(())
}

/// Ends a session if it is this person's. False when it is not, or is gone.
pub async fn end_own_session(tx: &mut Conn, person: PersonId, session: SessionId) -> Result<bool> {
    let ended = tx
        .run(
            "delete from session where id = $1 and person_id = $2",
            args![session, person],
        )
        .await?;
    Ok(ended == 1)
}

/// Ends all sessions of a person, except one.
pub async fn end_sessions(tx: &mut Conn, person: PersonId, except: Option<SessionId>) -> Result<()> {
    tx.run(
        "delete from session where person_id = $1 and (cast($2 as uuid) is null or id <> $2)",
        args![person, except],
    )
    .await?;
    Ok(())
}

/// Removes the sessions and links that open nothing any more; says how many there were.
pub async fn remove_expired(tx: &mut Conn, now: Instant, idle_since: Instant) -> Result<u64> {
    let sessions = tx
        .run(
            "delete from session where expires_at <= $1 or seen_at <= $2",
            args![now, idle_since],
        )
        .await?;
    let links = tx
        .run("delete from sign_in_link where expires_at <= $1", args![now])
        .await?;
    let attempts = tx
        .run("delete from sign_in_attempt where expires_at <= $1", args![now])
        .await?;
    let invitations = tx
        .run("delete from sign_in_invitation where expires_at <= $1", args![now])
        .await?;
    Ok(sessions + links + attempts + invitations)
}

/// One-time links for the demonstration: the hash of each, and whom it lets in.
pub async fn add_links(tx: &mut Conn, links: Vec<(Vec<u8>, PersonId)>, expires: Instant) -> Result<()> {
    let rows = links
        .into_iter()
        .map(|(token_hash, person)| args![token_hash, person, expires])
        .collect();
    tx.insert(
        "insert into sign_in_link (token_hash, person_id, expires_at) values",
        rows,
        "",
    )
    .await
}

/// Uses up a one-time link. None when there is none, it is too old, or the account is disabled.
pub async fn use_link(tx: &mut Conn, token_hash: Vec<u8>, now: Instant) -> Result<Option<PersonId>> {
    let person: Option<(PersonId,)> = tx
        .optional(
            "delete from sign_in_link where token_hash = $1 and expires_at > $2
             and person_id in (select person_id from account where disabled_at is null)
             returning person_id",
            args![token_hash, now],
        )
        .await?;
    Ok(person.map(|(person,)| person))
}
