//! Which few elements are prominent, with the reason: a choice about the text, changed outside editions.

use askama::Template;
use model::ElementId;
use model::audit::Deed;
use model::foundation::{FEW, REASON};
use model::may::Object;
use model::text::{lines, required};
use serde::Deserialize;
use store::audit::About;
use store::foundation::{ElementPage, Prominence as Stretch};

use super::view::{name, name_within};
use super::words::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

struct Row {
    href: String,
    headline: String,
    foundation: String,
    /// Since when and why.
    prominent: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "foundation/prominences.html")]
struct Prominences<'a> {
    ctx: &'a Ctx,
    rows: Vec<Row>,
    prominent: usize,
    few: usize,
}

/// Every element in force, the prominent ones first.
pub async fn list(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let mut elements = store::foundation::reading(&mut conn, ctx.today).await?;
    drop(conn);
    elements.sort_by_key(|e| e.prominent.is_none());
    let rows: Vec<Row> = elements
        .iter()
        .map(|e| Row {
            href: paths::prominence(e.id),
            headline: e.text.headline.clone(),
            foundation: name(ctx.t, e.kind),
            prominent: e.prominent.as_ref().map(|(since, why)| (ctx.day(since), why.clone())),
        })
        .collect();
    let prominent = rows.iter().filter(|r| r.prominent.is_some()).count();
    ctx.page(&Prominences {
        ctx: &ctx,
        rows,
        prominent,
        few: FEW,
    })
}

struct History {
    when: String,
    why: String,
    by: String,
    ended: Option<String>,
}

#[derive(Template)]
#[template(path = "foundation/prominence.html")]
struct ProminencePage<'a> {
    ctx: &'a Ctx,
    element: &'a ElementPage,
    foundation: String,
    on: bool,
    /// What is in force, for the radio buttons' state when the form comes back.
    chosen: bool,
    reason: String,
    history: Vec<History>,
    prominent: usize,
    few: usize,
    errors: Errors,
    most: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    prominent: String,
    reason: String,
}

async fn page<'a>(conn: &mut store::Conn, ctx: &'a Ctx, element: &'a ElementPage) -> Result<ProminencePage<'a>, Error> {
    let history = store::foundation::prominence_history(conn, element.id).await?;
    let current = store::foundation::current(conn, ctx.today).await?;
    let on = element.prominent.is_some();
    Ok(ProminencePage {
        ctx,
        element,
        foundation: name_within(ctx.t, element.kind),
        on,
        chosen: on,
        reason: String::new(),
        history: history.iter().map(|h| stretch(ctx, h)).collect(),
        prominent: current.iter().filter(|e| e.prominent).count(),
        few: FEW,
        errors: Errors::default(),
        most: REASON,
    })
}

fn stretch(ctx: &Ctx, h: &Stretch) -> History {
    let t = ctx.t;
    History {
        when: match h.until {
            _ if h.reason.is_empty() => t.foundation_not_prominent_on(ctx.t.day(h.since)),
            Some(until) => t.foundation_prominent_from_to(ctx.t.day(h.since), ctx.t.day(until)),
            None => t.foundation_prominent_since(ctx.t.day(h.since)),
        },
        why: h.reason.clone(),
        by: h.decided_by.clone().unwrap_or_default(),
        ended: h.end_reason.clone().filter(|r| !r.is_empty()),
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(ElementId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let element = store::foundation::element(&mut conn, id, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let page = page(&mut conn, &ctx, &element).await?;
    ctx.page(&page)
}

pub async fn save(ctx: Ctx, At((id,)): At<(ElementId,)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let chosen = match form.prominent.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Form("neither yes nor no".into())),
    };
    let mut tx = ctx.write().await?;
    let element = store::foundation::element(&mut tx, id, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let reason = match lines(&form.reason, REASON).and_then(required) {
        Ok(reason) => reason,
        Err(unfit) => {
            let mut page = page(&mut tx, &ctx, &element).await?;
            page.chosen = chosen;
            page.reason = form.reason;
            page.errors.add("reason", words::unfit(ctx.t, &unfit));
            return ctx.unfit(&page);
        }
    };
    let by = Some(ctx.person()?);
    // A new reason begins a new stretch: what was said before stays in the history. That an element is not prominent is
    // said with a stretch that ends as it begins.
    let ended = if chosen { "" } else { &reason };
    let was = store::foundation::end_prominence(&mut tx, id, ctx.today, ended, by, ctx.now).await?;
    if chosen || !was {
        let row = ctx.id::<ElementId>().0;
        let reason = if chosen { &reason } else { "" };
        store::foundation::add_prominence(&mut tx, row, id, ctx.today, reason, by, ctx.now).await?;
    }
    if !chosen && !was {
        store::foundation::end_prominence(&mut tx, id, ctx.today, &reason, by, ctx.now).await?;
    }
    ctx.note(&mut tx, Deed::ChooseProminence, Some(id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::prominences())
}
