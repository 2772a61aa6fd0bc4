//! The log, for the data protection officer: searched by person, deed and days.

use askama::Template;
use model::audit::{Deed, Outcome};
use model::may::Object;
use model::{Day, PersonId, retention};
use serde::Deserialize;
use store::audit::{About, Filter, Shown};

use super::words;
use crate::input::Query;
use crate::{Ctx, Page, paths};

const A_PAGE: usize = 50;
/// Characters of a name that are looked at, and people among whom one can choose.
const LONGEST_SEARCH: usize = 100;
const CHOICES: i64 = 12;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    q: String,
    /// Chosen among several of one name.
    person: String,
    deed: String,
    from: String,
    to: String,
    /// The newest entry that is shown.
    until: Option<i64>,
}

#[derive(Template)]
#[template(path = "privacy/log.html")]
struct Log<'a> {
    ctx: &'a Ctx,
    choice: &'a Choice,
    deeds: Vec<(&'static str, String, bool)>,
    /// People with the name that was written, when it was not one's.
    several: Vec<(String, String)>,
    nobody: bool,
    wrong_from: bool,
    wrong_to: bool,
    chosen: bool,
    rows: Vec<Row>,
    older: Option<String>,
    newest: Option<String>,
    head: String,
    months: i64,
}

struct Row {
    when: String,
    who: String,
    what: String,
    /// The unit that it was done to.
    unit: Option<String>,
    refused: bool,
    about: String,
    purpose: String,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut choice = choice;
    choice.q = choice.q.trim().chars().take(LONGEST_SEARCH).collect();
    let t = ctx.t;
    let mut conn = ctx.read().await?;
    let text = model::text::folded(&choice.q);
    let found = if text.is_empty() {
        Vec::new()
    } else {
        store::audit::people_named(&mut conn, &text, CHOICES).await?
    };
    let picked = choice.person.parse::<PersonId>().ok();
    let person = match found.as_slice() {
        [(one, ..)] => Some(*one),
        // A choice counts while the name that it was made for stands.
        several => picked.filter(|p| several.iter().any(|(id, ..)| id == p)),
    };
    let day = |text: &str| text.trim().parse::<Day>().ok();
    let (from, to) = (day(&choice.from), day(&choice.to));
    let filter = Filter {
        person,
        deed: choice.deed.parse().ok(),
        from: from.map(|day| day.start(&ctx.app.zone)),
        to: to.map(|day| day.plus_days(1).start(&ctx.app.zone)),
    };
    let until = choice.until.unwrap_or(i64::MAX);
    let most = i64::try_from(A_PAGE).unwrap_or(i64::MAX);
    let mut shown = store::audit::page(&mut conn, &filter, until, most + 1).await?;
    let head = store::audit::head(&mut conn).await?;
    drop(conn);
    let next = (shown.len() > A_PAGE).then(|| shown[A_PAGE].seq);
    shown.truncate(A_PAGE);

    // Who reads the log stands in it too.
    let mut tx = ctx.write().await?;
    let about = person.as_slice();
    let about = if about.is_empty() {
        About::Nobody
    } else {
        About::People(about)
    };
    ctx.note(&mut tx, Deed::SeeLog, None, about).await?;
    tx.commit().await?;

    let page = Log {
        deeds: Deed::ALL
            .iter()
            .map(|d| (d.word(), words::deed(t, *d), filter.deed == Some(*d)))
            .collect(),
        nobody: !text.is_empty() && found.is_empty(),
        several: if person.is_some() {
            Vec::new()
        } else {
            found
                .into_iter()
                .map(|(id, name, email)| {
                    let name = email.map_or(name.clone(), |email| format!("{name}, {email}"));
                    (
                        paths::log(&choice.q, &id.to_string(), &choice.deed, &choice.from, &choice.to, None),
                        name,
                    )
                })
                .collect()
        },
        wrong_from: from.is_none() && !choice.from.trim().is_empty(),
        wrong_to: to.is_none() && !choice.to.trim().is_empty(),
        chosen: !text.is_empty() || filter.deed.is_some() || from.is_some() || to.is_some(),
        rows: shown.into_iter().map(|entry| row(&ctx, entry)).collect(),
        older: next.map(|seq| page_link(&choice, Some(seq))),
        newest: choice.until.map(|_| page_link(&choice, None)),
        head: head.to_string(),
        months: retention::LOG_MONTHS.into(),
        choice: &choice,
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn page_link(choice: &Choice, until: Option<i64>) -> String {
    paths::log(&choice.q, &choice.person, &choice.deed, &choice.from, &choice.to, until)
}

fn row(ctx: &Ctx, entry: Shown) -> Row {
    let t = ctx.t;
    Row {
        when: ctx.time(&entry.at),
        who: match (entry.actor, entry.actor_id) {
            (Some(name), _) => name,
            (None, Some(_)) => t.log_gone(),
            (None, None) => t.log_server(),
        },
        what: words::deed(t, entry.deed),
        unit: entry.unit,
        refused: entry.outcome == Outcome::Refused,
        about: match (entry.about_all, entry.about) {
            (true, _) => t.log_everybody(),
            (false, Some(name)) => name,
            (false, None) if entry.number > 0 && entry.deed != Deed::CutLog => t.log_people(entry.number),
            (false, None) => String::new(),
        },
        purpose: words::purpose(t, entry.purpose),
    }
}
