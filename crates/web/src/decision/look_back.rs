//! The one question, answered once: did it hold?

use model::DecisionId;
use model::decision::{self, Held};
use serde::Deserialize;

use super::show::{self, Answer};
use super::words;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// None when no answer was chosen.
    #[serde(default)]
    held: Option<Held>,
    how: String,
}

pub async fn submit(ctx: Ctx, At((id,)): At<(DecisionId,)>, Input(form): Input<Form>) -> Page {
    let mut conn = ctx.read().await?;
    let (told, places) = show::own(&ctx, &mut conn, id).await?;
    drop(conn);
    let how = decision::answer(&form.how);
    let (Some(held), Ok(how)) = (form.held, &how) else {
        let answer = Answer {
            held: form.held,
            held_error: form.held.is_none().then(|| ctx.t.error_choice()),
            how_error: how.err().map(|unfit| words::unfit_text(ctx.t, &unfit)),
            how: form.how,
            stale: false,
        };
        return show::again(&ctx, &told, &places, &answer);
    };
    let mut tx = ctx.write().await?;
    let kept = store::decision::look_back(&mut tx, id, (held, how), ctx.person()?, ctx.now, ctx.today).await?;
    tx.commit().await?;
    if kept {
        return ctx.see_other(format!("{}?done=answered", paths::decision(id)));
    }
    let mut conn = ctx.read().await?;
    let (told, places) = show::own(&ctx, &mut conn, id).await?;
    let answer = Answer {
        stale: true,
        ..Answer::default()
    };
    show::again(&ctx, &told, &places, &answer)
}
