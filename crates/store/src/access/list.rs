//! The list of people with what they can open, searched and paged.

use model::access::Role;
use model::{Day, GrantId, Instant, PersonId, UnitId};

use crate::{Conn, Result, args};

/// Who is listed.
pub struct Search<'a> {
    /// Lower case, part of a name or an address; empty for everybody.
    pub text: &'a str,
    /// Only those who hold this role, or will.
    pub role: Option<Role>,
    pub among: Among,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Among {
    /// Those with a role beyond their post.
    Granted,
    /// Those who can sign in.
    Open,
    /// Those whose account is closed.
    Closed,
    /// Everybody, with an account or without.
    All,
}

/// One person of the list, once for each open grant.
#[derive(sqlx::FromRow)]
pub struct Listed {
    pub person: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub has_account: bool,
    pub must_change: bool,
    pub disabled_at: Option<Instant>,
    pub grant_id: Option<GrantId>,
    pub role: Option<Role>,
    pub unit_name: Option<String>,
    pub valid_from: Option<Day>,
    pub valid_to: Option<Day>,
}

/// `%`, `_` and the escape itself stand for themselves.
fn pattern(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// How many people the search finds.
pub async fn count_people(conn: &mut Conn, search: &Search<'_>, today: Day) -> Result<i64> {
    let (among, role) = (search.among, search.role);
    conn.number(
        "select count(*) from person p left join account a on a.person_id = p.id
         where ($1 = '' or p.name_folded like $2 escape '\\' or p.email like $2 escape '\\')
         and ($3 or (a.person_id is not null and ($4 and a.disabled_at is null or $5 and a.disabled_at is not null)))
         and (not $6 or exists (
             select 1 from role_grant g where g.person_id = p.id and g.revoked_at is null
             and (g.valid_to is null or g.valid_to > $7) and ($8 = '' or g.role = $8)))",
        args![
            search.text,
            pattern(search.text),
            matches!(among, Among::All | Among::Granted),
            among == Among::Open,
            among == Among::Closed,
            among == Among::Granted || role.is_some(),
            today,
            role.map_or("", Role::word),
        ],
    )
    .await
}

/// A page of the search: people by name, Æ Ø Å last and Aa as Å, each once for every grant that holds or will.
///
/// The names' Danish order is made of the binary one: å, æ, ø stand in this order in Unicode, so å is moved behind.
pub async fn people(conn: &mut Conn, search: &Search<'_>, today: Day, skip: i64, most: i64) -> Result<Vec<Listed>> {
    let (among, role) = (search.among, search.role);
    conn.all(
        "select p.id as person, p.name, p.email, a.person_id is not null as has_account,
                coalesce(a.must_change, $9) as must_change, a.disabled_at,
                g.id as grant_id, g.role, u.name as unit_name, g.valid_from, g.valid_to
         from (
             select p.id, p.name, p.email,
                    replace(replace(p.name_folded, 'aa', 'å'), 'å', 'ÿ') as place
             from person p left join account a on a.person_id = p.id
             where ($1 = '' or p.name_folded like $2 escape '\\' or p.email like $2 escape '\\')
             and ($3 or (a.person_id is not null and ($4 and a.disabled_at is null or $5 and a.disabled_at is not null)))
             and (not $6 or exists (
                 select 1 from role_grant g where g.person_id = p.id and g.revoked_at is null
                 and (g.valid_to is null or g.valid_to > $7) and ($8 = '' or g.role = $8)))
             order by place, p.id limit $10 offset $11
         ) p
         left join account a on a.person_id = p.id
         left join role_grant g on g.person_id = p.id and g.revoked_at is null
              and (g.valid_to is null or g.valid_to > $7)
         left join unit_now u on u.unit_id = g.unit_id
         order by p.place, p.id, g.role, g.id",
        args![
            search.text,
            pattern(search.text),
            matches!(among, Among::All | Among::Granted),
            among == Among::Open,
            among == Among::Closed,
            among == Among::Granted || role.is_some(),
            today,
            role.map_or("", Role::word),
            false,
            most,
            skip,
        ],
    )
    .await
}

/// A unit that a role can be given at.
#[derive(Clone, sqlx::FromRow)]
pub struct UnitFound {
    pub id: UnitId,
    pub name: String,
    pub external_id: Option<String>,
    pub parent_name: Option<String>,
    /// 0 at the root.
    pub depth: i64,
}

/// Every unit of today, the ones higher up first: 2,000 at most, and searched by the caller, because the databases do
/// not agree on what the lower case of Æ is.
pub async fn units_today(conn: &mut Conn) -> Result<Vec<UnitFound>> {
    conn.all(
        "select n.unit_id as id, n.name, u.external_id, o.name as parent_name, n.depth
         from unit_now n join unit u on u.id = n.unit_id left join unit_now o on o.unit_id = n.parent_id
         order by n.depth, n.name, n.unit_id",
        [],
    )
    .await
}
