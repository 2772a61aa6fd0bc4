//! The rounds of reading: those that are open, and what those that are closed changed.

use askama::Template;
use model::may::{Action, Object, Place};
use model::wording::{Agreement, RoundState};
use serde::Deserialize;
use store::Conn;
use store::wording::Told;

use super::words;
use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

const A_PAGE: i64 = 30;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    page: i64,
    done: String,
}

#[derive(Template)]
#[template(path = "wording/rounds.html")]
struct Rounds<'a> {
    ctx: &'a Ctx,
    opened: bool,
    open: Vec<Row>,
    closed: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
    may_open: bool,
}

struct Row {
    href: String,
    headline: String,
    day: String,
    says: String,
    change: Option<String>,
    agreement: Option<String>,
}

/// The whole organisation: a round is drawn from all that was handed in, and read by those who may read all of it.
pub async fn whole(conn: &mut Conn) -> Result<Object, Error> {
    let root = store::organisation::root(conn).await?.ok_or(Error::NotFound)?;
    Ok(Object::unit(Place {
        unit: root,
        line: vec![root],
        answerable: None,
    }))
}

pub async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    ctx.may(&Object::nothing())?;
    let page = asked.page.clamp(0, super::element::MOST_PAGES);
    let mut conn = ctx.read().await?;
    let whole = whole(&mut conn).await?;
    let mut rounds = store::wording::told_rounds(&mut conn, A_PAGE + 1, page * A_PAGE).await?;
    drop(conn);
    let more = rounds.len() > 30;
    rounds.truncate(30);
    let (open, closed): (Vec<_>, Vec<_>) = rounds.iter().partition(|told| told.round.state == RoundState::Open);
    let rows = |rounds: Vec<&Told>| rounds.into_iter().map(|told| row(&ctx, told)).collect();
    ctx.page(&Rounds {
        opened: asked.done == "opened",
        open: rows(open),
        closed: rows(closed),
        newer: (page > 0).then(|| paths::wording_rounds(page - 1)),
        older: more.then(|| paths::wording_rounds(page + 1)),
        may_open: ctx.could(Action::EditWording, &whole),
        ctx: &ctx,
    })
}

fn row(ctx: &Ctx, told: &Told) -> Row {
    let t = ctx.t;
    let round = &told.round;
    let day = round.closed_at.unwrap_or(round.opened_at).day(&ctx.app.zone);
    Row {
        href: paths::wording_round(round.id),
        headline: told.headline.clone(),
        day: ctx.day(&day),
        says: if round.state == RoundState::Open {
            t.wording_round_stands(told.first.max(told.second), told.passages())
        } else {
            t.wording_round_was_read(told.first.max(told.second))
        },
        change: (round.state == RoundState::Closed).then(|| change(ctx, told)),
        agreement: round.alpha.map(|alpha| match Agreement::of(alpha) {
            Agreement::Reliable => t.wording_round_reliable_short(),
            Agreement::Tentative => t.wording_round_tentative_short(),
            Agreement::Unfit => t.wording_round_unfit_short(),
        }),
    }
}

/// From what the rules, or the round before, said to what this one came to.
pub fn change(ctx: &Ctx, told: &Told) -> String {
    let t = ctx.t;
    let round = &told.round;
    let Some(after) = words::band(round.share, round.low, round.high) else {
        return t.wording_round_no_share();
    };
    let (share, range) = (words::percent(t, after.share), words::range(t, after));
    match told.before_share {
        Some(before) => t.wording_round_change_before(words::percent(t, before), share, range),
        None => t.wording_round_change_rules(words::percent(t, by_rules(told)), share, range),
    }
}

/// The share of passages in which the rules found the element, in ten-thousandths.
pub fn by_rules(told: &Told) -> i64 {
    let all = (told.round.of_flagged + told.round.of_unflagged).max(1);
    told.round.of_flagged * 10_000 / all
}
