//! Accounts, sessions and grants.

use model::access::{Actor, Role, Standing};
use model::{Day, GrantId, Instant, Language, PersonId, SessionId, UnitId};

use crate::{Conn, Result, args};

/// Who is behind a session's cookie, with what every page's frame needs.
#[derive(Debug, sqlx::FromRow)]
pub struct Visitor {
    pub session: SessionId,
    pub person: PersonId,
    pub name: String,
    pub seen_at: Instant,
    pub must_change: bool,
    pub language: Option<Language>,
    pub scheme: String,
    #[sqlx(flatten)]
    pub house: House,
}

/// The live session with this hash: not expired, not idle for longer than `idle_since`, and its account not disabled.
pub async fn visitor(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Instant,
    idle_since: Instant,
) -> Result<Option<Visitor>> {
    conn.optional(
        "select s.id as session, s.person_id as person, p.name, s.seen_at, a.must_change, a.language, a.scheme,
                o.name as organisation, o.sample, o.silence_weeks, o.silence_room
         from session s
         join account a on a.person_id = s.person_id
         join person p on p.id = s.person_id
         cross join organisation o
         where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and a.disabled_at is null",
        args![token_hash, now, idle_since],
    )
    .await
}

/// Everything that a person is here today: posts and grants, each with the line of units above it.
pub async fn actor(conn: &mut Conn, person: PersonId, today: Day) -> Result<Actor> {
    let rows: Vec<(Role, UnitId, UnitId)> = conn
        .all(
            "select s.role, s.unit_id, a.ancestor_id
             from (
                 select role, unit_id from post
                 where person_id = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
                 union
                 select role, unit_id from role_grant
                 where person_id = $1 and revoked_at is null and valid_from <= $2 and (valid_to is null or valid_to > $2)
             ) s
             join unit_ancestor a on a.unit_id = s.unit_id
             order by s.role, s.unit_id, a.distance",
            args![person, today],
        )
        .await?;
    let mut standings: Vec<Standing> = Vec::new();
    for (role, unit, above) in rows {
        match standings.last_mut() {
            Some(last) if last.role == role && last.unit == unit => last.line.push(above),
            _ => standings.push(Standing {
                role,
                unit,
                line: vec![above],
            }),
        }
    }
    Ok(Actor { person, standings })
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

/// The organisation, as pages without a visitor need it.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct House {
    pub organisation: String,
    /// The marked sample municipality.
    pub sample: bool,
    /// The rule of silence; see [`model::overview::SilenceRule`].
    pub silence_weeks: i64,
    pub silence_room: i64,
}

/// None before the organisation has a name: an empty database.
pub async fn house(conn: &mut Conn) -> Result<Option<House>> {
    conn.optional(
        "select name as organisation, sample, silence_weeks, silence_room from organisation where id = 1",
        [],
    )
    .await
}

#[derive(sqlx::FromRow)]
pub struct Account {
    pub person: PersonId,
    pub password_hash: Option<String>,
}

/// The account, not disabled, of the person with this address in lower case.
pub async fn account_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    conn.optional(
        "select a.person_id as person, a.password_hash from person p join account a on a.person_id = p.id
         where p.email = $1 and a.disabled_at is null",
        args![email],
    )
    .await
}

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

pub async fn end_session(tx: &mut Conn, token_hash: Vec<u8>) -> Result<()> {
    tx.run("delete from session where token_hash = $1", args![token_hash])
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
    Ok(sessions + links)
}

/// Uses up a one-time link. None when there is none or it is too old.
pub async fn use_link(tx: &mut Conn, token_hash: Vec<u8>, now: Instant) -> Result<Option<PersonId>> {
    let person: Option<(PersonId,)> = tx
        .optional(
            "delete from sign_in_link where token_hash = $1 and expires_at > $2 returning person_id",
            args![token_hash, now],
        )
        .await?;
    Ok(person.map(|(person,)| person))
}

/// Opens an account. `must_change`: the password was set by somebody else.
pub async fn add_account(
    tx: &mut Conn,
    person: PersonId,
    password_hash: Option<&str>,
    must_change: bool,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into account (person_id, password_hash, must_change, scheme, created_at) values ($1, $2, $3, 'auto', $4)",
        args![person, password_hash, must_change, now],
    )
    .await?;
    Ok(())
}

/// A role given to somebody at a unit and below, from a day to a day.
pub struct NewGrant<'a> {
    pub id: GrantId,
    pub person: PersonId,
    pub role: Role,
    pub unit: UnitId,
    pub from: Day,
    pub to: Option<Day>,
    pub note: &'a str,
    /// None when it was given on the command line.
    pub by: Option<PersonId>,
}

pub async fn add_grant(tx: &mut Conn, grant: &NewGrant<'_>, now: Instant) -> Result<()> {
    tx.run(
        "insert into role_grant (id, person_id, role, unit_id, valid_from, valid_to, note, granted_by, granted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            grant.id,
            grant.person,
            grant.role,
            grant.unit,
            grant.from,
            grant.to,
            grant.note,
            grant.by,
            now
        ],
    )
    .await?;
    Ok(())
}

/// A one-time link for the demonstration.
pub async fn add_link(tx: &mut Conn, token_hash: Vec<u8>, person: PersonId, expires: Instant) -> Result<()> {
    tx.run(
        "insert into sign_in_link (token_hash, person_id, expires_at) values ($1, $2, $3)",
        args![token_hash, person, expires],
    )
    .await?;
    Ok(())
}
