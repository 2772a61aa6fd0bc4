//! Which element does it show? Asked when the text is locked, so that the words were there before the foundation was.

use askama::Template;
use model::ElementId;
use model::may::Object;
use model::story::{State, rung};
use model::trace::Rung;
use serde::Deserialize;
use store::Conn;
use store::foundation::CurrentElement;
use store::story::Story;

use super::words::{self, Group};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// An element, or "unknown".
    #[serde(default)]
    element: String,
}

#[derive(Template)]
#[template(path = "story/choose.html")]
struct Choose<'a> {
    ctx: &'a Ctx,
    story: &'a Story,
    elements: Vec<CurrentElement>,
    error: bool,
}

impl Choose<'_> {
    fn groups(&self) -> Vec<Group<'_>> {
        words::groups(self.ctx.t, &self.elements)
    }

    fn confirms(&self) -> bool {
        rung(self.story.from_another_unit, self.story.unprompted) == Rung::Confirmed
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(model::StoryId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let story = own(&ctx, &mut conn, id).await?;
    if story.state != State::Locked {
        return ctx.see_other(paths::stories());
    }
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    ctx.page(&Choose {
        ctx: &ctx,
        story: &story,
        elements,
        error: false,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(model::StoryId,)>, Input(choice): Input<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let story = own(&ctx, &mut conn, id).await?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    drop(conn);
    let chosen: Option<ElementId> = elements.iter().map(|e| e.id).find(|e| e.to_string() == choice.element);
    if chosen.is_none() && choice.element != "unknown" {
        return ctx.unfit(&Choose {
            ctx: &ctx,
            story: &story,
            elements,
            error: true,
        });
    }
    let mut tx = ctx.write().await?;
    let sent = store::story::send(&mut tx, id, ctx.person()?, chosen).await?;
    tx.commit().await?;
    // Sent twice: the first choice stands, and the list says what it was.
    let done = if sent { "?done=sent" } else { "" };
    ctx.see_other(format!("{}{done}", paths::stories()))
}

/// One's own story; somebody else's, and one whose teller is erased, are not found.
pub(super) async fn own(ctx: &Ctx, conn: &mut Conn, id: model::StoryId) -> Result<Story, Error> {
    let story = store::story::story(conn, id).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::owned_by(story.teller.ok_or(Error::NotFound)?))?;
    Ok(story)
}
