//! A body decides, with its reasons: from then on these elements are the prominent ones, and the overview leads with them.

use askama::Template;
use model::foundation::FEW;
use model::may::Object;
use model::prominence::{self, NAME, REASON_LEAST, State};
use model::{ElementId, RoundId};
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::prominence::Round;

use super::{result, words};
use crate::input::{At, Input};
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    body: String,
    reason: String,
    #[serde(default)]
    element: Vec<String>,
    /// More than seven, and meant.
    #[serde(default)]
    many: String,
}

#[derive(Template)]
#[template(path = "prominence/decide.html")]
struct Decide<'a> {
    ctx: &'a Ctx,
    round: &'a Round,
    elements: &'a [CurrentElement],
    chosen: Vec<ElementId>,
    body: String,
    reason: String,
    result: Html,
    too_many: bool,
    errors: Vec<(&'static str, String)>,
    most: usize,
}

impl Decide<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(f, _)| *f == field).map(|(_, e)| e.as_str())
    }

    fn on(&self, element: &CurrentElement) -> bool {
        self.chosen.contains(&element.id)
    }
}

/// A round that is closed and not decided; anything else leads back to its page.
async fn closed(ctx: &Ctx, conn: &mut Conn, id: RoundId) -> Result<Option<Round>, Error> {
    let round = store::prominence::round(conn, id, ctx.person()?)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Some(round).filter(|round| round.state == State::Closed))
}

pub async fn show(ctx: Ctx, At((id,)): At<(RoundId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let Some(round) = closed(&ctx, &mut conn, id).await? else {
        return ctx.see_other(paths::round(id));
    };
    let result = result::html(&ctx, &mut conn, &round).await?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    ctx.page(&Decide {
        chosen: elements.iter().filter(|e| e.prominent).map(|e| e.id).collect(),
        elements: &elements,
        body: String::new(),
        reason: String::new(),
        too_many: false,
        errors: Vec::new(),
        most: model::foundation::REASON - NAME - 2,
        result,
        round: &round,
        ctx: &ctx,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(RoundId,)>, Input(form): Input<Form>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let Some(round) = closed(&ctx, &mut conn, id).await? else {
        return ctx.see_other(paths::round(id));
    };
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    let chosen: Vec<ElementId> = elements
        .iter()
        .map(|e| e.id)
        .filter(|e| form.element.contains(&e.to_string()))
        .collect();
    let mut errors = Vec::new();
    let mut unfit = |field, result: Result<String, model::story::UnfitText>| {
        result.unwrap_or_else(|unfit| {
            errors.push((field, words::unfit(ctx.t, &unfit)));
            String::new()
        })
    };
    let body = unfit("body", prominence::name(&form.body));
    let reason = unfit("reason", prominence::reasons(&form.reason));
    if chosen.is_empty() {
        errors.push(("elements", ctx.t.error_choice()));
    }
    let too_many = chosen.len() > FEW && form.many != "yes";
    if !errors.is_empty() || too_many {
        let result = result::html(&ctx, &mut conn, &round).await?;
        return ctx.unfit(&Decide {
            chosen,
            elements: &elements,
            body: form.body,
            reason: form.reason,
            too_many,
            errors,
            most: model::foundation::REASON - NAME - 2,
            result,
            round: &round,
            ctx: &ctx,
        });
    }
    drop(conn);

    let by = ctx.person()?;
    let mut tx = ctx.write().await?;
    if !store::prominence::decide(&mut tx, id, (&body, &reason), by, ctx.now).await? {
        return ctx.see_other(paths::round(id));
    }
    let standing = prominence::standing_reason(&body, &reason);
    for element in &elements {
        let stays = chosen.contains(&element.id);
        // A new reason begins a new stretch: what was said before stays in the history.
        let ended = if stays { "" } else { &standing };
        store::foundation::end_prominence(&mut tx, element.id, ctx.today, ended, Some(by), ctx.now).await?;
        if stays {
            let row = ctx.app.random_id();
            store::foundation::add_prominence(&mut tx, row, element.id, ctx.today, &standing, Some(by), ctx.now)
                .await?;
        }
    }
    tx.commit().await?;
    ctx.see_other(paths::round(id))
}
