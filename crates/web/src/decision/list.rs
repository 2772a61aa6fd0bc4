//! What was decided in a unit, newest first.

use askama::Template;
use model::may::{Action, Object};
use store::decision::{Told, Within};
use store::organisation::UnitNow;

use super::words::{self, Choice, Tab};
use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "decision/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    unit: &'a UnitNow,
    tabs: Vec<Tab>,
    rows: Vec<Told>,
    /// The list is about this element alone.
    about: Option<String>,
    may_decide: bool,
    newer: Option<String>,
    older: Option<String>,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let unit = choice.unit.or_else(|| words::start(&ctx)).ok_or(Error::NotFound)?;
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let object = Object::unit(store::organisation::place(&line));
    ctx.may(&object)?;
    let root = Object::unit(store::organisation::place(&line[line.len() - 1..]));
    let within = Within {
        unit,
        below: ctx.could(Action::ReviewDecisions, &object),
        above: ctx.could(Action::ReadDecisions, &root),
    };
    let page = choice.page.max(0);
    let (rows, more) = store::decision::list(&mut conn, within, choice.element, page).await?;
    let about = match choice.element {
        Some(element) => {
            let elements = store::foundation::current(&mut conn, ctx.today).await?;
            let found = elements.into_iter().find(|e| e.id == element);
            Some(found.ok_or(Error::NotFound)?.headline)
        }
        None => None,
    };
    drop(conn);
    ctx.page(&List {
        unit: &line[0],
        tabs: words::tabs(&ctx, &line[0], &line),
        rows,
        about,
        may_decide: ctx.could(Action::Decide, &object),
        newer: (page > 0).then(|| paths::decisions(unit, choice.element, page - 1)),
        older: more.then(|| paths::decisions(unit, choice.element, page + 1)),
        ctx: &ctx,
    })
}
