//! Accounts and grants, searched and paged.

use askama::Template;
use model::PersonId;
use model::access::Role;
use model::audit::Deed;
use model::may::{Action, Object};
use serde::Deserialize;
use store::access::{Among, Listed, Search};

use super::words;
use crate::input::Query;
use crate::{Ctx, Page, paths};

const A_PAGE: i64 = 50;
/// Characters of a search that are looked at.
const LONGEST_SEARCH: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    q: String,
    role: String,
    among: String,
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "access/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    q: String,
    roles: Vec<(&'static str, String, bool)>,
    among: Vec<(&'static str, String, bool)>,
    people: Vec<Someone>,
    searched: bool,
    first: i64,
    last: i64,
    total: i64,
    earlier: Option<String>,
    later: Option<String>,
    may_manage: bool,
}

struct Someone {
    person: PersonId,
    name: String,
    email: String,
    /// A word and its colour; none for an account that is simply open.
    state: Option<(String, &'static str)>,
    grants: Vec<Held>,
}

/// A role as one line: what, where, until when.
struct Held {
    role: String,
    at: String,
    when: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let t = ctx.t;
    let q: String = choice.q.trim().chars().take(LONGEST_SEARCH).collect();
    let text = model::text::folded(&q);
    let role = choice.role.parse::<Role>().ok().filter(|r| Role::GRANTED.contains(r));
    let word = match choice.among.as_str() {
        word @ ("granted" | "open" | "closed" | "all") => word,
        // Whoever looks for somebody looks among all.
        _ if text.is_empty() => "granted",
        _ => "all",
    };
    let search = Search {
        text: &text,
        role,
        among: match word {
            "open" => Among::Open,
            "closed" => Among::Closed,
            "all" => Among::All,
            _ => Among::Granted,
        },
    };
    let mut conn = ctx.read().await?;
    let total = store::access::count_people(&mut conn, &search, ctx.today).await?;
    let last_page = (total - 1).max(0) / A_PAGE;
    let page = choice.page.unwrap_or(1).clamp(1, last_page + 1) - 1;
    let rows = store::access::people(&mut conn, &search, ctx.today, page * A_PAGE, A_PAGE).await?;
    drop(conn);
    let mut people = people(&ctx, rows);
    ctx.note_reading(Deed::SeeAccess, None, people.iter().map(|p| p.person).collect())
        .await?;
    // The database's order is Danish for Danish letters; the page's own also knows é and ü.
    model::names::sort_by_name(&mut people, |p| &p.name);

    let link = |page: i64| paths::access_page(&q, role, word, page + 1);
    let shown = i64::try_from(people.len()).unwrap_or(0);
    let list = List {
        roles: Role::GRANTED
            .iter()
            .map(|r| (r.word(), words::role(t, *r), role == Some(*r)))
            .collect(),
        among: [
            ("granted", t.access_among_granted()),
            ("all", t.access_among_all()),
            ("open", t.access_among_open()),
            ("closed", t.access_among_closed()),
        ]
        .into_iter()
        .map(|(value, text)| (value, text, value == word))
        .collect(),
        searched: !q.is_empty() || role.is_some() || word != "granted",
        people,
        first: if total == 0 { 0 } else { page * A_PAGE + 1 },
        last: page * A_PAGE + shown,
        total,
        earlier: (page > 0).then(|| link(page - 1)),
        later: (page < last_page).then(|| link(page + 1)),
        may_manage: ctx.could(Action::ManageAccess, &Object::nothing()),
        q,
        ctx: &ctx,
    };
    ctx.page(&list)
}

/// Each person once, with all their grants.
fn people(ctx: &Ctx, rows: Vec<Listed>) -> Vec<Someone> {
    let t = ctx.t;
    let mut people: Vec<Someone> = Vec::new();
    for row in rows {
        let grant = row.role.zip(row.valid_from).map(|(role, from)| Held {
            role: words::role(t, role),
            at: row.unit_name.unwrap_or_else(|| t.access_unit_gone()),
            when: match (from > ctx.today, row.valid_to) {
                (true, _) => Some(t.access_from(ctx.day(&from))),
                (false, Some(to)) => Some(t.access_until(ctx.day(&to.plus_days(-1)))),
                (false, None) => None,
            },
        });
        if people.last().is_none_or(|p| p.person != row.person) {
            people.push(Someone {
                person: row.person,
                name: row.name,
                email: row.email.unwrap_or_default(),
                state: match (row.has_account, row.disabled_at.is_some(), row.must_change) {
                    (false, ..) => Some((t.access_state_none(), "neutral")),
                    (true, true, _) => Some((t.access_state_closed(), "danger")),
                    (true, false, true) => Some((t.access_state_first(), "straw")),
                    (true, false, false) => None,
                },
                grants: Vec::new(),
            });
        }
        if let (Some(grant), Some(person)) = (grant, people.last_mut()) {
            person.grants.push(grant);
        }
    }
    people
}
