//! Give a story back with a reason that its teller reads.

use axum::http::StatusCode;
use model::StoryId;
use model::audit::Deed;
use model::story::{self, State};
use serde::Deserialize;
use store::audit::About;

use super::moderate::{self, View};
use super::words;
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub(super) reason: String,
}

pub async fn submit(ctx: Ctx, At((id,)): At<(StoryId,)>, Input(form): Input<Reason>) -> Page {
    let mut conn = ctx.read().await?;
    let item = moderate::load(&ctx, &mut conn, id).await?;
    if !moderate::may_decide(&ctx, &item) {
        return Err(Error::NotFound);
    }
    let reason = match story::reason(&form.reason) {
        Ok(reason) => reason,
        Err(error) if item.story.state == State::Waiting => {
            let view = View {
                reason_error: Some(words::unfit_reason(ctx.t, &error)),
                reason: form.reason,
                ..View::default()
            };
            return moderate::page(&ctx, &mut conn, StatusCode::UNPROCESSABLE_ENTITY, &item, "", &view).await;
        }
        Err(_) => return moderate::overtaken(&ctx, id).await,
    };
    drop(conn);
    let mut tx = ctx.write().await?;
    if !store::story::decline(&mut tx, id, ctx.person()?, &reason, ctx.now).await? {
        tx.roll_back().await?;
        return moderate::overtaken(&ctx, id).await;
    }
    ctx.note(&mut tx, Deed::DeclineStory, Some(id.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=declined", paths::moderation_next()))
}
