//! One element: its words, how it stands area by area, and its trail. Everybody reads the words; the rings and the trail
//! are for those who may see an overview, from where their role begins.

use askama::Template;
use model::ElementId;
use model::may::{Action, Object};
use model::overview::{Mood, Period};
use serde::Deserialize;
use store::overview::Ask;

use super::field::{self, Cell, PeriodLink, Way};
use crate::foundation::Reading;
use crate::input::{At, Query};
use crate::texts::Html;
use crate::trail::{About, trail};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    period: Option<i32>,
    page: Option<i64>,
    /// As it was, and not as the organisation is now.
    then: Option<String>,
}

#[derive(Template)]
#[template(path = "overview/element.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    headline: String,
    lede: String,
    reading: Html,
    field: Option<Field>,
    may_edit: bool,
    element: ElementId,
}

/// What the overview knows about the element, from the reader's unit down.
struct Field {
    unit: String,
    periods: Vec<PeriodLink>,
    rows: Vec<Row>,
    legend: Vec<(Html, String)>,
    trail: Option<Html>,
    traces: i64,
    way: Option<Way>,
}

struct Row {
    name: String,
    stay: Option<String>,
    cell: Cell,
    in_use: i64,
    alone: bool,
    traces: i64,
    silent: bool,
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let page = store::foundation::element(&mut conn, element, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let period = Period::ending(ctx.today, choice.period.unwrap_or(0));
    let start = super::show::start(&ctx).filter(|_| ctx.could_somewhere(&Action::SeeOverview));
    let mut lede = String::new();
    let field = match start {
        None => None,
        Some(unit) => {
            let line = store::organisation::line(&mut conn, unit)
                .await?
                .ok_or(Error::NotFound)?;
            let then = choice.then.is_some();
            let found = store::overview::rows(&mut conn, &line[0], then.then_some((period, ctx.today))).await?;
            let ask = Ask::of(&found, period, field::rule(&ctx), ctx.today, then);
            let prominent = [(element, page.prominent.is_some())].into();
            let standings = store::overview::standings(&mut conn, &ask, &prominent).await?;
            let number = choice.page.unwrap_or(0).clamp(0, 10_000);
            let steps = store::trace::trail(&mut conn, unit, Some(element), ctx.today, number).await?;

            let branches = field::branches(&found.chain, &found.below, &standings, &[element]);
            let rows: Vec<Row> = branches
                .iter()
                .map(|b| {
                    let standing = &b.standings[0];
                    let ring = standing.ring(field::rule(&ctx), ctx.today);
                    let gone = found
                        .stays
                        .get(&b.unit.id)
                        .is_some_and(|(_, until)| *until <= ctx.today);
                    let cell = field::cell(&ctx, b.unit.id, element, page.headline(), standing);
                    Row {
                        name: b.unit.name.clone(),
                        stay: field::stay(&ctx, &found, b.unit.id),
                        cell: if gone { cell.of_gone(b.unit.id) } else { cell },
                        in_use: standing.in_use,
                        alone: b.alone,
                        traces: standing.unasked(),
                        silent: ring.mood == Mood::Silent,
                    }
                })
                .collect();
            let seen = branches.iter().filter(|b| b.standings[0].confirmed > 0).count();
            let silent = rows.iter().filter(|r| r.silent).count();
            lede = ctx.t.element_lede(seen, rows.len(), silent);
            let about = About {
                unit,
                element: Some(element),
                page: number,
            };
            let address = |n: i64| paths::element_page(element, period.months, n, then);
            Some(Field {
                unit: line[0].name.clone(),
                periods: field::periods(ctx.t, period, |months| paths::element_page(element, months, 0, then)),
                way: field::way(&ctx, found.changed, then, &[], |then| {
                    paths::element_page(element, period.months, 0, then)
                }),
                traces: rows.iter().map(|r| r.traces).sum(),
                rows,
                legend: field::legend(ctx.t),
                trail: if steps.steps.is_empty() {
                    None
                } else {
                    Some(trail(&ctx, &steps, about, address)?)
                },
            })
        }
    };
    drop(conn);
    let reading = Reading::html(&ctx, &page)?;
    ctx.page(&Show {
        headline: page.headline().to_owned(),
        lede,
        reading,
        field,
        may_edit: ctx.could_somewhere(&Action::EditFoundation),
        element,
        ctx: &ctx,
    })
}
