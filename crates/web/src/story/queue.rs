//! What waits for a moderator, oldest first, and what was decided last.

use askama::Template;
use model::may::Object;
use store::story::Moderated;

use super::words::{self, Done};
use crate::input::Query;
use crate::{Ctx, Page, paths};

const WAITING: i64 = 100;
const DECIDED: i64 = 10;

#[derive(Template)]
#[template(path = "story/queue.html")]
struct Queue<'a> {
    ctx: &'a Ctx,
    waiting: Vec<Moderated>,
    decided: Vec<Moderated>,
    done: &'a str,
}

impl Queue<'_> {
    fn state(&self, item: &Moderated) -> (String, &'static str) {
        words::state(self.ctx.t, item.story.state)
    }

    fn told_on(&self, item: &Moderated) -> String {
        self.ctx.day(&item.story.told_at.day(&self.ctx.app.zone))
    }
}

pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let person = ctx.person()?;
    let mut conn = ctx.read().await?;
    let waiting = store::story::waiting(&mut conn, person, ctx.today, WAITING).await?;
    let decided = store::story::decided(&mut conn, person, ctx.today, DECIDED).await?;
    drop(conn);
    super::moderate::note_reading(&ctx, &waiting.iter().collect::<Vec<_>>()).await?;
    ctx.page(&Queue {
        ctx: &ctx,
        waiting,
        decided,
        done: &done.done,
    })
}
