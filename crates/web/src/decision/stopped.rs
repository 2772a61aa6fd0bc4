//! Everything that was stopped. Everybody in the house reads it: what nobody hears of goes on.

use askama::Template;
use model::may::{Action, Object};
use store::decision::Told;
use store::organisation::UnitNow;

use super::words::{self, Choice, Tab};
use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "decision/stopped.html")]
struct Stopped<'a> {
    ctx: &'a Ctx,
    unit: &'a UnitNow,
    tabs: Vec<Tab>,
    /// The whole house and one's own unit, to choose between.
    switch: Vec<Tab>,
    rows: Vec<Told>,
    /// The reader may open each of the decisions.
    open: bool,
    newer: Option<String>,
    older: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let unit = match choice.unit {
        Some(unit) => unit,
        None => store::organisation::root(&mut conn).await?.ok_or(Error::NotFound)?,
    };
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let page = choice.page.max(0);
    let (rows, more) = store::decision::stopped(&mut conn, unit, page).await?;
    drop(conn);
    let object = Object::unit(store::organisation::place(&line));
    let switch = line
        .iter()
        .rev()
        .map(|u| Tab {
            href: paths::decisions_stopped(u.id, 0),
            text: u.name.clone(),
            current: u.id == unit,
        })
        .collect();
    ctx.page(&Stopped {
        unit: &line[0],
        tabs: words::tabs(&ctx, &line[0], &line),
        switch,
        rows,
        open: ctx.could(Action::ReviewDecisions, &object),
        newer: (page > 0).then(|| paths::decisions_stopped(unit, page - 1)),
        older: more.then(|| paths::decisions_stopped(unit, page + 1)),
        ctx: &ctx,
    })
}
