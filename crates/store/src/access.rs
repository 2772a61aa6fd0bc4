//! Accounts, sessions and grants.

mod account;
mod grant;
mod list;
mod provider;
mod session;

use model::access::{Actor, Role, Standing};
use model::{Day, Instant, Language, PersonId, SessionId, UnitId};

use crate::{Conn, Result, args};

pub use account::*;
pub use grant::*;
pub use list::*;
pub use provider::*;
pub use session::*;

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
    /// A round waits for this person's dots.
    pub invited: bool,
    #[sqlx(flatten)]
    pub house: House,
}

/// The live session with this hash: not expired, not idle for longer than `idle_since`, and its account not disabled.
pub async fn visitor(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Instant,
    idle_since: Instant,
    today: Day,
) -> Result<Option<Visitor>> {
    conn.optional(
        "select s.id as session, s.person_id as person, p.name, s.seen_at, a.must_change, a.language, a.scheme,
                exists (select 1 from prominence_invited i join prominence_round r on r.id = i.round_id
                        where i.person_id = s.person_id and not i.answered and r.state = 'open'
                        and r.closes_on >= $4) as invited,
                o.name as organisation, o.sample, o.silence_weeks, o.silence_room
         from session s
         join account a on a.person_id = s.person_id
         join person p on p.id = s.person_id
         cross join organisation o
         where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and a.disabled_at is null",
        args![token_hash, now, idle_since, today],
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
