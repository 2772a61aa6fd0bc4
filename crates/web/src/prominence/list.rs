//! The rounds that one is invited to.

use askama::Template;
use model::may::Object;
use store::prominence::Round;

use super::words::{self, Done};
use crate::input::Query;
use crate::{Ctx, Page, paths};

#[derive(Template)]
#[template(path = "prominence/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    rounds: Vec<Round>,
    sent: bool,
}

impl List<'_> {
    fn state(&self, round: &Round) -> (String, &'static str) {
        words::state(self.ctx.t, round)
    }

    fn waits(&self, round: &Round) -> bool {
        !round.done && words::answerable(self.ctx, round)
    }
}

pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Page {
    let person = ctx.person()?;
    ctx.may(&Object::owned_by(person))?;
    let mut conn = ctx.read().await?;
    let rounds = store::prominence::rounds(&mut conn, person, false).await?;
    drop(conn);
    ctx.page(&List {
        rounds,
        sent: done.done == "sent",
        ctx: &ctx,
    })
}
