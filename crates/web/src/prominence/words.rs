//! What the pages of this room say in common.

use model::prominence::State;
use model::story::UnfitText;
use model::text::Unfit;
use serde::Deserialize;
use store::prominence::Round;

use crate::{Ctx, Texts};

/// What was just done, in the address that follows it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    pub done: String,
}

/// A round's state: its word, and what `data-state` the look has for it.
pub fn state(t: Texts, round: &Round) -> (String, &'static str) {
    match round.state {
        State::Open => (t.round_state_open(), "on-the-way"),
        State::Closed => (t.round_state_closed(), "on-the-way"),
        State::Decided => (t.round_state_decided(), "in-use"),
    }
}

/// The day on which it was opened.
pub fn opened(ctx: &Ctx, round: &Round) -> String {
    ctx.t.round_opened(ctx.day(&round.opened_at.day(&ctx.app.zone)))
}

/// The day on which a body's decision was written in.
pub fn decided(ctx: &Ctx, round: &Round) -> Option<String> {
    Some(ctx.day(&round.decided_at?.day(&ctx.app.zone)))
}

/// Whether answers are still taken.
pub fn answerable(ctx: &Ctx, round: &Round) -> bool {
    round.state == State::Open && round.closes_on >= ctx.today
}

pub fn unfit(t: Texts, unfit: &UnfitText) -> String {
    match unfit {
        UnfitText::Text(Unfit::Empty) => t.error_empty(),
        UnfitText::Text(Unfit::TooLong { chars, most }) => t.error_too_long(*chars, *most),
        UnfitText::Text(Unfit::Control) => t.error_control(),
        UnfitText::TooShort { chars, least } => t.decision_too_short(*chars, *least),
        UnfitText::Cpr(_) => t.decision_cpr(),
    }
}
