//! The three-card exercise on paper: a guide, three cards for each person, and the table for the diamond.

use askama::Template;
use model::interpretation::Cards;
use model::may::{Action, Object};
use model::{ElementId, UnitId};
use serde::Deserialize;

use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

/// People that sheets are made for.
const MOST_PEOPLE: usize = 40;
const USUAL_PEOPLE: usize = 8;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    people: Option<usize>,
}

#[derive(Template)]
#[template(path = "interpretation/cards.html")]
struct Sheets<'a> {
    ctx: &'a Ctx,
    title: String,
    headline: String,
    meaning: String,
    unit_name: &'a str,
    read_href: String,
    action: String,
    round_href: Option<String>,
    people: usize,
    most: usize,
    /// Places in each row of the diamond.
    rows: Vec<usize>,
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let object = Object::unit(store::organisation::place(&line));
    ctx.may(&object)?;
    let source = store::foundation::current(&mut conn, ctx.today)
        .await?
        .into_iter()
        .find(|e| e.id == element)
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.page(&Sheets {
        title: ctx.t.interpretation_title(&source.headline, &line[0].name),
        headline: source.headline,
        meaning: source.meaning,
        unit_name: &line[0].name,
        read_href: paths::element_in_unit(unit, element),
        action: paths::cards(unit, element),
        round_href: ctx
            .could(Action::Interpret, &object)
            .then(|| paths::card_round(unit, element)),
        people: choice.people.unwrap_or(USUAL_PEOPLE).clamp(1, MOST_PEOPLE),
        most: MOST_PEOPLE,
        rows: Cards::ROWS.iter().map(|(from, to)| to - from).collect(),
        ctx: &ctx,
    })
}
