//! All that the house holds about oneself: a page to read, and the same as JSON.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use model::may::Object;
use model::{Day, Instant, PersonId};
use serde::Serialize;
use store::privacy::{Held, SECTIONS};

use crate::{Ctx, Page, Texts};

/// Lines of a section on the page; the file has all of them.
const LINES: usize = 100;

#[derive(Template)]
#[template(path = "privacy/data.html")]
struct Data<'a> {
    ctx: &'a Ctx,
    sections: Vec<Section>,
}

struct Section {
    id: &'static str,
    title: String,
    count: usize,
    lines: Vec<Line>,
}

struct Line {
    what: String,
    place: String,
    when: String,
    text: String,
}

/// One thing, as it stands in the file. Times in UTC, days as the organisation counts them.
#[derive(Serialize)]
struct Thing<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The first day on which it no longer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

/// Everything as JSON, by section.
pub fn json(person: PersonId, held: &[Held], now: Instant) -> serde_json::Result<String> {
    let mut sections: BTreeMap<&str, Vec<Thing<'_>>> = SECTIONS.iter().map(|(id, _)| (*id, Vec::new())).collect();
    for thing in held {
        sections.entry(&thing.section).or_default().push(Thing {
            at: thing.at.map(Instant::utc),
            from: thing.day_from.as_ref().map(Day::to_string),
            to: thing.day_to.as_ref().map(Day::to_string),
            what: &thing.what,
            unit: thing.place.as_deref(),
            text: &thing.text,
        });
    }
    serde_json::to_string_pretty(&serde_json::json!({
        "person": person,
        "made_at": now.utc(),
        "data": sections,
    }))
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let held = store::privacy::held(&mut ctx.read().await?, ctx.person()?).await?;
    let sections = SECTIONS
        .iter()
        .filter_map(|(id, _)| {
            let own: Vec<&Held> = held.iter().filter(|h| h.section == *id).collect();
            (!own.is_empty()).then(|| Section {
                id,
                title: title(ctx.t, id),
                count: own.len(),
                // The latest, as most want them.
                lines: own.iter().rev().take(LINES).map(|h| line(&ctx, h)).collect(),
            })
        })
        .collect();
    ctx.page(&Data { ctx: &ctx, sections })
}

pub async fn send(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let person = ctx.person()?;
    let held = store::privacy::held(&mut ctx.read().await?, person).await?;
    let json = json(person, &held, ctx.now).map_err(store::Error::from)?;
    let disposition = format!("attachment; filename=\"grundlag-{}.json\"", ctx.today);
    Ok((
        [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        json,
    )
        .into_response())
}

fn title(t: Texts, section: &str) -> String {
    match section {
        "person" => t.data_person(),
        "post" => t.data_post(),
        "account" => t.data_account(),
        "sign_in" => t.data_sign_in(),
        "session" => t.data_session(),
        "role" => t.data_role(),
        "story" => t.data_story(),
        "interpretation" => t.data_interpretation(),
        "edition" => t.data_edition(),
        "upload" => t.data_upload(),
        "prominence" => t.data_prominence(),
        "round" => t.data_round(),
        "invited" => t.data_invited(),
        "policy" => t.data_policy(),
        "policy_upload" => t.data_policy_upload(),
        "answer" => t.data_answer(),
        "inspiration" => t.data_inspiration(),
        "shown" => t.data_shown(),
        "held" => t.data_held(),
        "shared" => t.data_shared(),
        "talk" => t.data_talk(),
        "cards" => t.data_cards(),
        "reading" => t.data_reading(),
        "reminder" => t.data_reminder(),
        "decision" => t.data_decision(),
        "sign" => t.data_sign(),
        "sign_phase" => t.data_sign_phase(),
        "sign_note" => t.data_sign_note(),
        "import" => t.data_import(),
        "given" => t.data_given(),
        "done" => t.data_done(),
        _ => t.data_seen(),
    }
}

fn line(ctx: &Ctx, held: &Held) -> Line {
    let t = ctx.t;
    let word = |text: &str| match held.section.as_str() {
        "done" | "seen" => text
            .parse()
            .map_or_else(|_| text.to_owned(), |deed| super::words::deed(t, deed)),
        "role" | "given" => text
            .parse()
            .map_or_else(|_| text.to_owned(), |role| crate::access::role_name(t, role)),
        "story" | "interpretation" | "edition" | "import" | "upload" | "prominence" => state(t, &held.section, text),
        "inspiration" | "shown" => text.parse().map_or_else(
            |_| text.to_owned(),
            |item| crate::catalogue::words::entry(t, item).title,
        ),
        "reminder" => text.parse().map_or_else(
            |_| text.to_owned(),
            |reason| crate::cascade::reminder_text(t, reason, held.place.as_deref().unwrap_or_default()),
        ),
        "session" if text.is_empty() => t.account_unknown_device(),
        "account" if text == "closed" => t.access_state_closed(),
        "account" => t.access_state_open(),
        _ => text.to_owned(),
    };
    let text = match held.section.as_str() {
        "done" | "seen" => held
            .text
            .parse()
            .map_or_else(|_| held.text.clone(), |why| super::words::purpose(t, why)),
        "interpretation" | "cards" => spoken(&held.text),
        "post" => String::new(),
        _ => held.text.clone(),
    };
    let when = match (held.at, held.day_from, held.day_to) {
        (_, Some(from), Some(to)) => format!("{} – {}", t.day(from), t.day(to.plus_days(-1))),
        (None, Some(from), None) => format!("{} –", t.day(from)),
        (Some(at), ..) => ctx.time(&at),
        (None, None, _) => String::new(),
    };
    Line {
        what: word(&held.what),
        place: held.place.clone().unwrap_or_default(),
        when,
        text,
    }
}

/// A document's texts one after the other, without its fields' names.
fn spoken(json: &str) -> String {
    fn gather(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if !text.is_empty() => out.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| gather(item, out)),
            serde_json::Value::Object(fields) => fields
                .iter()
                .filter(|(name, _)| name.as_str() != "id")
                .for_each(|(_, item)| gather(item, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Ok(value) = serde_json::from_str(json) {
        gather(&value, &mut out);
    }
    out.join("\n")
}

/// A stored word as somebody says it.
fn state(t: Texts, section: &str, word: &str) -> String {
    match (section, word) {
        ("story", "published") => t.data_story_published(),
        ("story", "waiting") => t.data_story_waiting(),
        ("story", "declined") => t.data_story_declined(),
        ("story", "withdrawn") => t.data_story_withdrawn(),
        ("story", _) => t.data_story_locked(),
        ("interpretation", "in_use") => t.data_in_use(),
        ("interpretation", "set_aside") => t.data_set_aside(),
        ("interpretation", _) => t.data_underway(),
        ("edition", "published") => t.data_edition_published(),
        ("edition", _) => t.data_edition_draft(),
        ("upload", "leadership") => t.data_leadership(),
        ("upload", _) => t.data_employee(),
        ("import", "applied") => t.data_import_applied(),
        ("import", "undone") => t.data_import_undone(),
        ("import", _) => t.data_import_other(),
        _ => t.data_decided(),
    }
}
