//! Adopt a hypothesis, or retire a sign: with a reason, which everybody in the house can read when it is retired.

use askama::Template;
use model::SignId;
use model::sign::{LEAST, MOST_TEXT, Noted, State};
use serde::Deserialize;
use store::sign::Told;

use super::words;
use crate::decision::unfit_text;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

#[derive(Template)]
#[template(path = "sign/decide.html")]
struct Decide<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    retire: bool,
    action: String,
    reason: String,
    error: Option<String>,
}

fn form<'a>(ctx: &'a Ctx, told: &'a Told, to: State, reason: String, error: Option<String>) -> Decide<'a> {
    let retire = to == State::Retired;
    Decide {
        ctx,
        told,
        retire,
        action: paths::sign_deed(told.id, if retire { "retire" } else { "adopt" }),
        reason,
        error,
    }
}

async fn asked(ctx: &Ctx, id: SignId, to: State) -> Result<(Told, bool), crate::Error> {
    let mut conn = ctx.read().await?;
    let (told, _) = words::asked(ctx, &mut conn, id, false).await?;
    let open = told.state == State::Hypothesis || (told.state == State::Adopted && to == State::Retired);
    Ok((told, open))
}

async fn show(ctx: &Ctx, id: SignId, to: State) -> Page {
    let (told, open) = asked(ctx, id, to).await?;
    if !open {
        return ctx.see_other(paths::sign(id));
    }
    ctx.page(&form(ctx, &told, to, String::new(), None))
}

async fn submit(ctx: &Ctx, id: SignId, to: State, raw: String) -> Page {
    let (told, open) = asked(ctx, id, to).await?;
    if !open {
        return ctx.see_other(paths::sign(id));
    }
    let reason = match model::sign::reason(&raw) {
        Ok(reason) => reason,
        Err(unfit) => {
            let error = Some(unfit_text(ctx.t, &unfit));
            return ctx.unfit(&form(ctx, &told, to, raw, error));
        }
    };
    let by = Some(ctx.person()?);
    let mut tx = ctx.write().await?;
    if store::sign::decide(&mut tx, id, to, &reason, by, ctx.now).await? {
        let note = store::sign::NewNote {
            id: ctx.id(),
            sign: id,
            kind: if to == State::Retired {
                Noted::Retired
            } else {
                Noted::Adopted
            },
            body: &reason,
            by,
        };
        store::sign::note(&mut tx, &note, ctx.now).await?;
        tx.commit().await?;
    }
    let done = if to == State::Retired { "retired" } else { "adopted" };
    ctx.see_other(format!("{}?done={done}", paths::sign(id)))
}

pub async fn show_adopt(ctx: Ctx, At((id,)): At<(SignId,)>) -> Page {
    show(&ctx, id, State::Adopted).await
}

pub async fn adopt(ctx: Ctx, At((id,)): At<(SignId,)>, Input(form): Input<Reason>) -> Page {
    submit(&ctx, id, State::Adopted, form.reason).await
}

pub async fn show_retire(ctx: Ctx, At((id,)): At<(SignId,)>) -> Page {
    show(&ctx, id, State::Retired).await
}

pub async fn retire(ctx: Ctx, At((id,)): At<(SignId,)>, Input(form): Input<Reason>) -> Page {
    submit(&ctx, id, State::Retired, form.reason).await
}
