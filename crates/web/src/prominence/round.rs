//! A round as its steward sees it: how many have answered, and when it is closed what they came to.

use askama::Template;
use model::RoundId;
use model::may::Object;
use model::prominence::{LEAST_PEOPLE, State};
use store::prominence::Round;

use super::result;
use super::words::{self, Done};
use crate::input::{At, Query};
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "prominence/round.html")]
struct RoundPage<'a> {
    ctx: &'a Ctx,
    round: &'a Round,
    result: Option<Html>,
    opened: bool,
}

impl RoundPage<'_> {
    fn state(&self) -> (String, &'static str) {
        words::state(self.ctx.t, self.round)
    }

    fn answerable(&self) -> bool {
        words::answerable(self.ctx, self.round)
    }
}

pub async fn show(ctx: Ctx, At((id,)): At<(RoundId,)>, Query(done): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let round = store::prominence::round(&mut conn, id, ctx.person()?)
        .await?
        .ok_or(Error::NotFound)?;
    let result = match round.state {
        State::Open => None,
        State::Closed | State::Decided => Some(result::html(&ctx, &mut conn, &round).await?),
    };
    drop(conn);
    ctx.page(&RoundPage {
        ctx: &ctx,
        round: &round,
        result,
        opened: done.done == "opened",
    })
}
