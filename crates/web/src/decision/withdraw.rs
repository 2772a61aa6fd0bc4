//! Take a decision back. A draft, which nobody else has seen, is erased; what was recorded stays to be read, with the
//! reason, and its traces are withdrawn.

use askama::Template;
use model::DecisionId;
use model::decision::{self, LEAST, MOST_TEXT, State};
use serde::Deserialize;
use store::decision::Told;

use super::{show, words};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    /// The state in which it was seen.
    seen: State,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "decision/withdraw.html")]
struct Withdraw<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    draft: bool,
    units: String,
    reason: &'a str,
    error: Option<String>,
    /// It was recorded while the page was open.
    stale: bool,
}

fn page<'a>(ctx: &'a Ctx, told: &'a Told, reason: &'a str, error: Option<String>, stale: bool) -> Withdraw<'a> {
    Withdraw {
        ctx,
        draft: told.state == State::Draft,
        units: words::units(told),
        told,
        reason,
        error,
        stale,
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(DecisionId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, _) = show::own(&ctx, &mut conn, id).await?;
    if told.state == State::Withdrawn {
        return ctx.see_other(paths::decision(id));
    }
    ctx.page(&page(&ctx, &told, "", None, false))
}

pub async fn submit(ctx: Ctx, At((id,)): At<(DecisionId,)>, Input(sure): Input<Sure>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, _) = show::own(&ctx, &mut conn, id).await?;
    drop(conn);
    let list = paths::decisions(told.home, None, 0);
    let mut tx = ctx.write().await?;
    match (sure.seen, told.state) {
        (State::Draft, State::Draft) => {
            if !store::decision::discard(&mut tx, id).await? {
                return Err(Error::Busy);
            }
            tx.commit().await?;
            ctx.see_other(list)
        }
        (State::Recorded, State::Recorded) => {
            let reason = match decision::reason(&sure.reason) {
                Ok(reason) => reason,
                Err(unfit) => {
                    let error = Some(words::unfit_text(ctx.t, &unfit));
                    return ctx.unfit(&page(&ctx, &told, &sure.reason, error, false));
                }
            };
            store::decision::withdraw(&mut tx, id, &reason, ctx.person()?, ctx.now).await?;
            tx.commit().await?;
            ctx.see_other(format!("{}?done=withdrawn", paths::decision(id)))
        }
        (_, State::Withdrawn) => ctx.see_other(paths::decision(id)),
        // Erasing is a promise about what nobody else has read; recording in the meantime takes another question.
        _ => ctx.unfit(&page(&ctx, &told, &sure.reason, None, true)),
    }
}
