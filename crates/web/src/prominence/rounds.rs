//! Every round, for the steward.

use askama::Template;
use model::may::Object;
use store::prominence::Round;

use super::words;
use crate::{Ctx, Page, paths};

#[derive(Template)]
#[template(path = "prominence/rounds.html")]
struct Rounds<'a> {
    ctx: &'a Ctx,
    rounds: Vec<Round>,
}

impl Rounds<'_> {
    fn state(&self, round: &Round) -> (String, &'static str) {
        words::state(self.ctx.t, round)
    }
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let rounds = store::prominence::rounds(&mut conn, ctx.person()?, true).await?;
    drop(conn);
    ctx.page(&Rounds { rounds, ctx: &ctx })
}
