//! A talk between two leaders about what collides where their units meet: what it is about, what came out of it, and its end.

use askama::Template;
use axum::http::StatusCode;
use model::interpretation::Body;
use model::may::{Action, Object, Place};
use model::text::{Unfit, lines, required};
use model::{TalkId, UnitId};
use serde::Deserialize;
use store::interpretation::Talk;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, Texts, paths};

/// Characters of what it is about, and of what came out of it.
pub const MOST_ABOUT: usize = 400;
pub const MOST_OUTCOME: usize = 800;

#[derive(Template)]
#[template(path = "interpretation/talk.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    talk: &'a Talk,
    marked: String,
    closed: Option<String>,
    beside_href: String,
    unit_href: String,
    meanings: [String; 2],
    written: String,
    error: Option<String>,
    /// What was written while the other leader closed it.
    late: Option<String>,
    hint: String,
    most: usize,
}

/// The talk, for those who answer for one of the two units.
async fn load(ctx: &Ctx, id: TalkId) -> Result<(Talk, UnitId), Error> {
    let mut conn = ctx.read().await?;
    let talk = store::interpretation::talk(&mut conn, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    let place = |unit, answerable| {
        Object::unit(Place {
            unit,
            line: vec![unit],
            answerable,
        })
    };
    let (one, other) = (
        place(talk.unit, talk.answerable),
        place(talk.other_unit, talk.other_answerable),
    );
    let mine = if ctx.could(Action::Interpret, &one) {
        ctx.may(&one)?;
        talk.unit
    } else {
        ctx.may(&other)?;
        talk.other_unit
    };
    Ok((talk, mine))
}

pub async fn show(ctx: Ctx, At((id,)): At<(TalkId,)>) -> Page {
    let (talk, mine) = load(&ctx, id).await?;
    page(&ctx, &talk, mine, String::new(), None, None)
}

fn page(ctx: &Ctx, talk: &Talk, mine: UnitId, written: String, error: Option<String>, late: Option<String>) -> Page {
    let t = ctx.t;
    let day = |at: model::Instant| ctx.day(&at.day(&ctx.app.zone));
    let meaning = |body: &Option<String>| {
        let body: Body = body
            .as_deref()
            .and_then(|body| serde_json::from_str(body).ok())
            .unwrap_or_default();
        if body.meaning.is_empty() {
            body.concrete
        } else {
            body.meaning
        }
    };
    let status = match (&error, &late) {
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, Some(_)) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let html = Show {
        marked: match &talk.marked_by {
            Some(name) => t.talk_marked_by(day(talk.marked_at), name),
            None => t.talk_marked_on(day(talk.marked_at)),
        },
        closed: talk.closed_at.map(|at| match &talk.closed_by {
            Some(name) => t.talk_closed_by(day(at), name),
            None => t.talk_closed_on(day(at)),
        }),
        beside_href: paths::beside(talk.element, talk.unit, talk.other_unit),
        unit_href: paths::unit(mine),
        // Once the talk is over, each reads the other's as anybody does.
        meanings: if talk.closed_at.is_some() {
            [String::new(), String::new()]
        } else {
            [meaning(&talk.body), meaning(&talk.other_body)]
        },
        talk,
        written,
        error,
        late,
        hint: t.talk_outcome_hint(MOST_OUTCOME),
        most: MOST_OUTCOME,
        ctx,
    };
    ctx.page_with(status, &html)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    outcome: String,
}

/// Closes the talk with what came out of it.
pub async fn close(ctx: Ctx, At((id,)): At<(TalkId,)>, Input(form): Input<Close>) -> Page {
    let (talk, mine) = load(&ctx, id).await?;
    if talk.closed_at.is_some() {
        return page(&ctx, &talk, mine, String::new(), None, Some(form.outcome));
    }
    let outcome = match about(ctx.t, &form.outcome, MOST_OUTCOME) {
        Ok(outcome) => outcome,
        Err(error) => return page(&ctx, &talk, mine, form.outcome, Some(error), None),
    };
    let mut tx = ctx.write().await?;
    let closed = store::interpretation::close_talk(&mut tx, id, &outcome, ctx.now, ctx.person()?).await?;
    tx.commit().await?;
    if closed {
        return ctx.see_other(paths::talk(id));
    }
    let (talk, mine) = load(&ctx, id).await?;
    page(&ctx, &talk, mine, String::new(), None, Some(form.outcome))
}

/// A note that must say something.
pub fn about(t: Texts, text: &str, most: usize) -> Result<String, String> {
    lines(text, most).and_then(required).map_err(|unfit| match unfit {
        Unfit::Empty => t.talk_missing(),
        Unfit::TooLong { chars, most } => t.error_too_long(chars, most),
        Unfit::Control => t.error_control(),
    })
}
