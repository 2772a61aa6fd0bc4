//! Decisions that wait for the one question: did it hold? The longest waiting first.

use askama::Template;
use model::may::Object;
use store::decision::Told;
use store::organisation::UnitNow;

use super::words::{self, Choice, Tab};
use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "decision/due.html")]
struct Due<'a> {
    ctx: &'a Ctx,
    unit: &'a UnitNow,
    tabs: Vec<Tab>,
    rows: Vec<Told>,
    newer: Option<String>,
    older: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let unit = choice.unit.or_else(|| words::start(&ctx)).ok_or(Error::NotFound)?;
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let page = choice.page.max(0);
    let (rows, more) = store::decision::due(&mut conn, unit, ctx.today, page).await?;
    drop(conn);
    ctx.page(&Due {
        unit: &line[0],
        tabs: words::tabs(&ctx, &line[0], &line),
        rows,
        newer: (page > 0).then(|| paths::decisions_due(unit, page - 1)),
        older: more.then(|| paths::decisions_due(unit, page + 1)),
        ctx: &ctx,
    })
}
