//! A story as others read it.

use askama::Template;
use model::StoryId;
use model::may::{Action, Object};
use model::story::State;
use store::story::Story;

use super::words;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "story/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    story: &'a Story,
    from: String,
    counts_as: String,
    sign: Option<String>,
    own: bool,
    moderator: bool,
    /// The unit's page is the reader's to see.
    unit_open: bool,
    /// The element in that unit.
    element_page: Option<String>,
}

impl Show<'_> {
    fn state(&self) -> (String, &'static str) {
        words::state(self.ctx.t, self.story.state)
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(StoryId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let story = store::story::story(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let line = store::organisation::line(&mut conn, story.unit).await?;
    let unit = line
        .as_deref()
        .map(|line| Object::unit(store::organisation::place(line)));
    let own = story
        .teller
        .is_some_and(|teller| ctx.could(Action::TellStory, &Object::owned_by(teller)));
    let moderator = story.state != State::Locked
        && unit
            .as_ref()
            .is_some_and(|unit| ctx.could(Action::ModerateStories, unit));
    match &unit {
        // The teller wherever they are; a moderator also before it is published and after it is taken back.
        _ if own || moderator => ctx.may(&Object::nothing())?,
        Some(unit) if story.state == State::Published => ctx.may(unit)?,
        _ => return Err(Error::NotFound),
    }
    let unit_open = unit.as_ref().is_some_and(|unit| ctx.could(Action::SeeUnit, unit));
    let sign = match (story.sign, story.element) {
        (Some(sign), Some(element)) if unit_open => store::story::signs(&mut conn, story.unit, element)
            .await?
            .into_iter()
            .find(|s| s.id == sign)
            .map(|s| s.text),
        _ => None,
    };
    ctx.page(&Show {
        ctx: &ctx,
        from: words::from(ctx.t, &story),
        story: &story,
        counts_as: words::counts_as(ctx.t, &story),
        sign,
        own,
        moderator,
        unit_open,
        element_page: story
            .element
            .filter(|_| unit_open)
            .map(|element| paths::element_in_unit(story.unit, element)),
    })
}
