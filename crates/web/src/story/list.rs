//! What one has told, and what became of it.

use askama::Template;
use model::may::Object;
use model::overview::Ring;
use model::story::State;
use store::story::Story;

use super::words::{self, Done};
use crate::input::Query;
use crate::ring;
use crate::{Ctx, Page, paths};

/// Stories shown, newest first.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "story/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    stories: Vec<Story>,
    done: &'a str,
}

impl List<'_> {
    fn state(&self, story: &Story) -> (String, &'static str) {
        words::state(self.ctx.t, story.state)
    }

    /// The moderator chose another element than the teller, or one where the teller had none.
    #[expect(clippy::unused_self, reason = "called from the template")]
    fn changed(&self, story: &Story) -> bool {
        story.element != story.told_element
    }
}

pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Page {
    let person = ctx.person()?;
    ctx.may(&Object::owned_by(person))?;
    let mut conn = ctx.read().await?;
    let stories = store::story::told_by(&mut conn, person, MOST).await?;
    ctx.page(&List {
        ctx: &ctx,
        stories,
        done: &done.done,
    })
}
