//! Accounts: who can sign in.

use model::{Instant, Language, PersonId};

use crate::{Conn, Result, args};

#[derive(sqlx::FromRow)]
pub struct Account {
    pub person: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub password_hash: Option<String>,
    /// The password was set by somebody else.
    pub must_change: bool,
    pub disabled_at: Option<Instant>,
    pub language: Option<Language>,
}

/// The account of the person with this address in lower case, disabled or not.
pub async fn account_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    conn.optional(
        "select a.person_id as person, p.name, p.email, a.password_hash, a.must_change, a.disabled_at, a.language
         from person p join account a on a.person_id = p.id where p.email = $1",
        args![email],
    )
    .await
}

pub async fn account(conn: &mut Conn, person: PersonId) -> Result<Option<Account>> {
    conn.optional(
        "select a.person_id as person, p.name, p.email, a.password_hash, a.must_change, a.disabled_at, a.language
         from person p join account a on a.person_id = p.id where p.id = $1",
        args![person],
    )
    .await
}

/// A person who may or may not have an account.
#[derive(sqlx::FromRow)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
}

pub async fn person(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    conn.optional("select id, name, email from person where id = $1", args![id])
        .await
}

/// The person with this address in lower case.
pub async fn person_by_email(conn: &mut Conn, email: &str) -> Result<Option<Person>> {
    conn.optional("select id, name, email from person where email = $1", args![email])
        .await
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

/// Gives an account a new password. Its sessions are ended beside this. False when there is no account.
pub async fn set_password(tx: &mut Conn, person: PersonId, password_hash: &str, must_change: bool) -> Result<bool> {
    let set = tx
        .run(
            "update account set password_hash = $2, must_change = $3 where person_id = $1",
            args![person, password_hash, must_change],
        )
        .await?;
    Ok(set == 1)
}

/// The language of the interface and the colours: light, dark or auto.
pub async fn set_looks(tx: &mut Conn, person: PersonId, language: Language, scheme: &str) -> Result<()> {
    tx.run(
        "update account set language = $2, scheme = $3 where person_id = $1",
        args![person, language, scheme],
    )
    .await?;
    Ok(())
}

/// Closes an account and ends its sessions: the next request finds none.
pub async fn disable(tx: &mut Conn, person: PersonId, now: Instant) -> Result<()> {
    tx.run(
        "update account set disabled_at = $2 where person_id = $1 and disabled_at is null",
        args![person, now],
    )
    .await?;
    super::end_sessions(tx, person, None).await
}

pub async fn enable(tx: &mut Conn, person: PersonId) -> Result<()> {
    tx.run(
        "update account set disabled_at = null where person_id = $1",
        args![person],
    )
    .await?;
    Ok(())
}
