//! A moderator takes a published story back, and its trace, with a reason.

use axum::http::StatusCode;
use model::StoryId;
use model::audit::Deed;
use model::story::{self, State};
use store::audit::About;

use super::decline::Reason;
use super::moderate::{self, View};
use super::words;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

pub async fn submit(ctx: Ctx, At((id,)): At<(StoryId,)>, Input(form): Input<Reason>) -> Page {
    let mut conn = ctx.read().await?;
    let item = moderate::load(&ctx, &mut conn, id).await?;
    let reason = match story::reason(&form.reason) {
        Ok(reason) => reason,
        Err(error) if item.story.state == State::Published => {
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
    if !store::story::withdraw(&mut tx, id, Some(ctx.person()?), &reason, ctx.now).await? {
        tx.roll_back().await?;
        return moderate::overtaken(&ctx, id).await;
    }
    ctx.note(&mut tx, Deed::WithdrawStory, Some(id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=withdrawn", paths::moderation()))
}
