//! Signing in at the organisation's identity provider.

use model::access::Role;
use model::{Day, GrantId, Instant, PersonId, UnitId};

use super::{NewGrant, add_grant};
use crate::{Conn, Result, args};

/// A sign-in on its way, as its browser's cookie finds it again.
#[derive(sqlx::FromRow)]
pub struct Attempt {
    pub state_hash: Vec<u8>,
    pub nonce: String,
    pub verifier: String,
    /// Empty when it began without an invitation.
    pub invitation_hash: Vec<u8>,
    pub next: String,
}

pub async fn begin_attempt(tx: &mut Conn, browser_hash: Vec<u8>, attempt: &Attempt, expires: Instant) -> Result<()> {
    tx.run(
        "insert into sign_in_attempt (browser_hash, state_hash, nonce, verifier, invitation_hash, next, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            browser_hash,
            attempt.state_hash.clone(),
            &attempt.nonce,
            &attempt.verifier,
            attempt.invitation_hash.clone(),
            &attempt.next,
            expires
        ],
    )
    .await?;
    Ok(())
}

/// Takes the attempt that this browser began: an answer from the provider counts once.
pub async fn take_attempt(tx: &mut Conn, browser_hash: Vec<u8>, now: Instant) -> Result<Option<Attempt>> {
    tx.optional(
        "delete from sign_in_attempt where browser_hash = $1 and expires_at > $2
         returning state_hash, nonce, verifier, invitation_hash, next",
        args![browser_hash, now],
    )
    .await
}

/// The person whom this issuer's subject is.
pub async fn identity(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<PersonId>> {
    let row: Option<(PersonId,)> = conn
        .optional(
            "select person_id from sign_in_identity where issuer = $1 and subject = $2",
            args![issuer, subject],
        )
        .await?;
    Ok(row.map(|(person,)| person))
}

/// When somebody's sign-in at the provider was tied; none while it is not.
pub async fn tied_at(conn: &mut Conn, person: PersonId) -> Result<Option<Instant>> {
    let row: Option<(Instant,)> = conn
        .optional(
            "select tied_at from sign_in_identity where person_id = $1 order by tied_at limit 1",
            args![person],
        )
        .await?;
    Ok(row.map(|(at,)| at))
}

pub async fn tie(
    tx: &mut Conn,
    (issuer, subject): (&str, &str),
    person: PersonId,
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into sign_in_identity (issuer, subject, person_id, tied_at, tied_by) values ($1, $2, $3, $4, $5)",
        args![issuer, subject, person, now, by],
    )
    .await?;
    Ok(())
}

/// Unties all of somebody's sign-ins. False when there was none.
pub async fn untie(tx: &mut Conn, person: PersonId) -> Result<bool> {
    Ok(tx
        .run("delete from sign_in_identity where person_id = $1", args![person])
        .await?
        > 0)
}

/// A new invitation takes the place of the person's earlier ones.
pub async fn invite(
    tx: &mut Conn,
    token_hash: Vec<u8>,
    person: PersonId,
    by: PersonId,
    expires: Instant,
) -> Result<()> {
    tx.run("delete from sign_in_invitation where person_id = $1", args![person])
        .await?;
    tx.run(
        "insert into sign_in_invitation (token_hash, person_id, made_by, expires_at) values ($1, $2, $3, $4)",
        args![token_hash, person, by, expires],
    )
    .await?;
    Ok(())
}

pub async fn is_invitation(conn: &mut Conn, token_hash: Vec<u8>, now: Instant) -> Result<bool> {
    let found = conn
        .number(
            "select count(*) from sign_in_invitation where token_hash = $1 and expires_at > $2",
            args![token_hash, now],
        )
        .await?;
    Ok(found == 1)
}

/// Uses an invitation up: whom it is for, and who made it.
pub async fn use_invitation(tx: &mut Conn, token_hash: Vec<u8>, now: Instant) -> Result<Option<(PersonId, PersonId)>> {
    tx.optional(
        "delete from sign_in_invitation where token_hash = $1 and expires_at > $2 returning person_id, made_by",
        args![token_hash, now],
    )
    .await
}

/// The person with this identity in the organisation's own systems.
pub async fn person_by_external_id(conn: &mut Conn, external_id: &str) -> Result<Option<PersonId>> {
    let row: Option<(PersonId,)> = conn
        .optional("select id from person where external_id = $1", args![external_id])
        .await?;
    Ok(row.map(|(person,)| person))
}

/// A first password that nobody has used yet is not needed by somebody who signs in at the provider.
pub async fn forget_first_password(tx: &mut Conn, person: PersonId) -> Result<()> {
    tx.run(
        "update account set password_hash = null, must_change = $2 where person_id = $1 and must_change = $3",
        args![person, false, true],
    )
    .await?;
    Ok(())
}

/// Makes the roles that the provider gives somebody those that their groups say, from today. The ones given by hand stay
/// as they are. The grants that began and that ended.
pub async fn follow_groups(
    tx: &mut Conn,
    person: PersonId,
    wanted: &[(Role, UnitId)],
    new_id: &mut (dyn FnMut() -> GrantId + Send),
    now: Instant,
    today: Day,
) -> Result<(Vec<GrantId>, Vec<GrantId>)> {
    let held: Vec<(GrantId, Role, UnitId)> = tx
        .all(
            "select id, role, unit_id from role_grant
             where person_id = $1 and source = 'provider' and revoked_at is null",
            args![person],
        )
        .await?;
    let (mut began, mut ended) = (Vec::new(), Vec::new());
    for (id, role, unit) in &held {
        if !wanted.contains(&(*role, *unit)) {
            super::revoke(tx, person, *id, None, now).await?;
            ended.push(*id);
        }
    }
    for (role, unit) in wanted {
        if held.iter().any(|(_, r, u)| r == role && u == unit) {
            continue;
        }
        let id = new_id();
        let grant = NewGrant {
            id,
            person,
            role: *role,
            unit: *unit,
            from: today,
            to: None,
            note: "",
            by: None,
        };
        add_grant(tx, &grant, now).await?;
        tx.run("update role_grant set source = 'provider' where id = $1", args![id])
            .await?;
        began.push(id);
    }
    Ok((began, ended))
}
