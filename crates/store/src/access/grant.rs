//! Roles given to people, at a unit and below, from a day to a day.

use model::access::Role;
use model::{Day, GrantId, Instant, PersonId, UnitId};

use crate::{Conn, Result, args};

pub struct NewGrant<'a> {
    pub id: GrantId,
    pub person: PersonId,
    pub role: Role,
    pub unit: UnitId,
    pub from: Day,
    /// The first day on which it no longer holds.
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

/// A grant as it is shown.
#[derive(sqlx::FromRow)]
pub struct Grant {
    pub id: GrantId,
    pub role: Role,
    pub unit: UnitId,
    /// None when the unit is not there today.
    pub unit_name: Option<String>,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
    pub note: String,
    /// None when it was given on the command line.
    pub granted_by: Option<String>,
    pub granted_at: Instant,
    pub revoked_at: Option<Instant>,
    /// hand or provider.
    pub source: String,
}

impl Grant {
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.is_open(day) && self.valid_from <= day
    }

    /// Whether it is this role at this unit, on some day of the time asked about.
    #[must_use]
    pub fn overlaps(&self, role: Role, unit: UnitId, from: Day, to: Option<Day>) -> bool {
        self.role == role
            && self.unit == unit
            && self.revoked_at.is_none()
            && self.valid_to.is_none_or(|own| own > from)
            && to.is_none_or(|to| to > self.valid_from)
    }

    /// It holds, or will.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.revoked_at.is_none() && self.valid_to.is_none_or(|to| to > day)
    }
}

/// Everything that somebody was ever granted, the latest first.
pub async fn grants(conn: &mut Conn, person: PersonId) -> Result<Vec<Grant>> {
    conn.all(
        "select g.id, g.role, g.unit_id as unit, u.name as unit_name, g.valid_from, g.valid_to, g.note,
                b.name as granted_by, g.granted_at, g.revoked_at, g.source
         from role_grant g
         left join unit_now u on u.unit_id = g.unit_id
         left join person b on b.id = g.granted_by
         where g.person_id = $1 order by g.valid_from desc, g.id desc",
        args![person],
    )
    .await
}

/// Takes a grant back. False when it is not this person's, or was taken back before.
pub async fn revoke(
    tx: &mut Conn,
    person: PersonId,
    grant: GrantId,
    by: Option<PersonId>,
    now: Instant,
) -> Result<bool> {
    let revoked = tx
        .run(
            "update role_grant set revoked_at = $3, revoked_by = $4
             where id = $1 and person_id = $2 and revoked_at is null",
            args![grant, person, now, by],
        )
        .await?;
    Ok(revoked == 1)
}

/// How many can administer today and will go on to: open account with a password, a grant that does not end. After
/// [`crate::organisation::lock`], so that two administrators who close each other's accounts at the same moment do not
/// both succeed.
pub async fn lasting_administrators(tx: &mut Conn, today: Day) -> Result<i64> {
    tx.number(
        "select count(distinct g.person_id) from role_grant g
         join account a on a.person_id = g.person_id
         join unit_now u on u.unit_id = g.unit_id
         where g.role = $1 and g.revoked_at is null and g.valid_from <= $2 and g.valid_to is null
         and a.disabled_at is null and a.password_hash is not null",
        args![Role::Administrator, today],
    )
    .await
}

/// A post that somebody holds today, with what it opens.
#[derive(sqlx::FromRow)]
pub struct PostNow {
    pub role: Role,
    pub title: String,
    pub unit: UnitId,
    pub unit_name: String,
}

pub async fn posts_today(conn: &mut Conn, person: PersonId, today: Day) -> Result<Vec<PostNow>> {
    conn.all(
        "select o.role, o.title, o.unit_id as unit, u.name as unit_name
         from post o join unit_now u on u.unit_id = o.unit_id
         where o.person_id = $1 and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2)
         order by o.role desc, u.depth, o.id",
        args![person, today],
    )
    .await
}

/// Somebody whom the demonstration lets one look around as.
#[derive(sqlx::FromRow)]
pub struct Guide {
    pub person: PersonId,
    pub name: String,
    /// Where they work; none for somebody from outside.
    pub unit_name: Option<String>,
}

/// The person with this identity in the imported files, unless they may not sign in.
pub async fn guide(conn: &mut Conn, external_id: &str, today: Day) -> Result<Option<Guide>> {
    conn.optional(
        "select p.id as person, p.name,
                (select u.name from post o join unit_now u on u.unit_id = o.unit_id
                 where o.person_id = p.id and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2)
                 order by u.depth, o.id limit 1) as unit_name
         from person p join account a on a.person_id = p.id and a.disabled_at is null
         where p.external_id = $1",
        args![external_id, today],
    )
    .await
}
