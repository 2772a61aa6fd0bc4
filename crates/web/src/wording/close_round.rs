//! Close a round, once: what it came to is kept, what people agree on becomes traces, who read is forgotten, and everything is
//! counted again.

use askama::Template;
use model::audit::Deed;
use model::job::Kind;
use model::wording::{Agreement, RoundState};
use model::{DocumentId, ReadingRoundId};
use serde::Deserialize;
use store::audit::About;
use store::wording::Told;

use super::calibration;
use super::round::own;
use crate::input::{At, Input};
use crate::{Ctx, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {}

#[derive(Template)]
#[template(path = "wording/close_round.html")]
struct Close<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
}

pub async fn show(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>) -> Page {
    let told = own(&ctx, &mut ctx.read().await?, id).await?;
    if told.round.state == RoundState::Closed {
        return ctx.see_other(paths::wording_round(id));
    }
    ctx.page(&Close { told: &told, ctx: &ctx })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(ReadingRoundId,)>, Input(Sure {}): Input<Sure>) -> Page {
    let mut tx = ctx.write().await?;
    let told = own(&ctx, &mut tx, id).await?;
    let element = told.round.element;
    let read = store::wording::read(&mut tx, id).await?;
    let outcome = calibration::outcome(&told.round, &read);
    // Somebody else may have closed it meanwhile: then it stays as it is.
    if !store::wording::close_round(&mut tx, id, outcome, ctx.now).await? {
        tx.roll_back().await?;
        return ctx.see_other(paths::wording_round(id));
    }
    store::wording::forget_readers(&mut tx, id).await?;
    // From readers who hardly agree nothing is concluded; and an element that is no longer in force leaves no traces.
    let agree = outcome
        .alpha
        .is_none_or(|alpha| Agreement::of(alpha) != Agreement::Unfit);
    let head = store::wording::head(&mut tx, element, ctx.today).await?;
    if let (true, Some(head)) = (agree, head) {
        let ids = || (ctx.id::<DocumentId>().0, ctx.id());
        let reason = ctx.t.wording_trace_taken_back();
        store::wording::settle_round(&mut tx, id, (element, head.edition), ids, &reason, ctx.now).await?;
    }
    store::job::wake(&mut tx, Kind::MeasureWording, ctx.now).await?;
    ctx.note(&mut tx, Deed::CloseReadingRound, Some(id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=closed", paths::wording_round(id)))
}
