//! Take back what one has told. What others have not seen is erased; a published story is withdrawn with its trace.

use askama::Template;
use model::StoryId;
use model::story::State;
use serde::Deserialize;
use store::story::Story;

use super::choose::own;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    /// The state in which the teller saw it.
    seen: State,
}

#[derive(Template)]
#[template(path = "story/withdraw.html")]
struct Withdraw<'a> {
    ctx: &'a Ctx,
    story: Story,
    /// It was published, or decided otherwise, while the page was open.
    stale: bool,
}

impl Withdraw<'_> {
    fn published(&self) -> bool {
        self.story.state == State::Published
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(StoryId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let story = own(&ctx, &mut conn, id).await?;
    ctx.page(&Withdraw {
        ctx: &ctx,
        story,
        stale: false,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(StoryId,)>, Input(sure): Input<Sure>) -> Page {
    let mut conn = ctx.read().await?;
    let story = own(&ctx, &mut conn, id).await?;
    drop(conn);
    let mut tx = ctx.write().await?;
    let (gone, done) = match (sure.seen, story.state) {
        // No reason and no name: what stands in the ledger stands there for good.
        (State::Published, State::Published) => (
            store::story::withdraw(&mut tx, id, None, "", ctx.now).await?,
            "withdrawn",
        ),
        // Erasing is a promise about what nobody else has read; publishing in the meantime takes another question.
        (State::Published, _) | (_, State::Published) => (false, ""),
        _ => (store::story::erase(&mut tx, id, ctx.person()?).await?, "erased"),
    };
    tx.commit().await?;
    if gone {
        return ctx.see_other(format!("{}?done={done}", paths::stories()));
    }
    let mut conn = ctx.read().await?;
    let story = own(&ctx, &mut conn, id).await?;
    ctx.unfit(&Withdraw {
        ctx: &ctx,
        story,
        stale: true,
    })
}
