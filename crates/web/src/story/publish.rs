//! Let others read a story: it gets its element and its trace.

use axum::http::StatusCode;
use model::StoryId;
use model::audit::Deed;
use model::story::rung;
use model::trace::{Source, Trace};
use serde::Deserialize;
use store::audit::About;

use super::moderate::{self, View};
use super::words;
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shows {
    #[serde(default)]
    element: String,
}

pub async fn submit(ctx: Ctx, At((id,)): At<(StoryId,)>, Input(shows): Input<Shows>) -> Page {
    let mut conn = ctx.read().await?;
    let item = moderate::load(&ctx, &mut conn, id).await?;
    if !moderate::may_decide(&ctx, &item) {
        return Err(Error::NotFound);
    }
    let element = match shows.element.parse() {
        Ok(element) => words::element(&mut conn, element, ctx.today).await?,
        Err(_) => None,
    };
    let Some(element) = element else {
        let view = View {
            element_error: true,
            ..View::default()
        };
        return moderate::page(&ctx, &mut conn, StatusCode::UNPROCESSABLE_ENTITY, &item, "", &view).await;
    };
    drop(conn);

    let story = item.story;
    let trace = Trace {
        id: ctx.id(),
        day: story.happened,
        unit: story.unit,
        element: element.id,
        edition: Some(element.edition),
        rung: rung(story.from_another_unit, story.unprompted),
        source: Source::Story,
        source_id: story.id.0,
        count: 1,
        written: ctx.now,
    };
    let mut tx = ctx.write().await?;
    if !store::story::publish(&mut tx, &trace, ctx.person()?).await? {
        tx.roll_back().await?;
        return moderate::overtaken(&ctx, id).await;
    }
    ctx.note(&mut tx, Deed::PublishStory, Some(id.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=published", paths::moderation_next()))
}
