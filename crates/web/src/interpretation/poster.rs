//! A unit's interpretations for the wall: A3, one element or all that are in use.

use askama::Template;
use model::foundation::Kind;
use model::interpretation::{Body, State};
use model::may::Object;
use model::{ElementId, UnitId};
use serde::Deserialize;

use crate::input::{At, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    element: Option<String>,
}

#[derive(Template)]
#[template(path = "interpretation/poster.html")]
struct Poster<'a> {
    ctx: &'a Ctx,
    unit_name: &'a str,
    unit_href: String,
    /// Address, headline, whether it is shown.
    choices: Vec<(String, String, bool)>,
    all_href: String,
    all: bool,
    parts: Vec<Part>,
    foot: String,
}

struct Part {
    headline: String,
    body: Body,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let object = Object::unit(store::organisation::place(&line));
    ctx.may(&object)?;
    let elements = store::foundation::current(&mut conn, ctx.today).await?;
    let (never, today) = (ctx.now, ctx.today);
    let of_line = store::overview::on_the_line(&mut conn, unit, false, false, today, never, never).await?;
    drop(conn);
    let chosen = choice.element.as_deref().and_then(|e| e.parse::<ElementId>().ok());
    let mut parts = Vec::new();
    let mut choices = Vec::new();
    let mut from = Vec::new();
    for element in &elements {
        let own = of_line
            .interpretations
            .iter()
            .find(|i| i.element == element.id && i.distance == 0 && i.state == State::InUse);
        let Some(body) = own.and_then(|own| own.body.as_deref()) else {
            continue;
        };
        choices.push((
            paths::poster(unit, Some(element.id)),
            element.headline.clone(),
            chosen == Some(element.id),
        ));
        if chosen.is_none_or(|chosen| chosen == element.id) {
            parts.push(Part {
                headline: element.headline.clone(),
                body: serde_json::from_str(body).map_err(store::Error::from)?,
            });
            from.push((element.kind, element.edition_number));
        }
    }
    from.dedup();
    let from: Vec<String> = from
        .into_iter()
        .map(|(kind, number)| match kind {
            Kind::Leadership => ctx.t.poster_leadership(number),
            Kind::Employee => ctx.t.poster_employee(number),
        })
        .collect();
    ctx.page(&Poster {
        unit_name: &line[0].name,
        unit_href: paths::unit(unit),
        all_href: paths::poster(unit, None),
        all: chosen.is_none(),
        choices,
        foot: ctx.t.poster_foot(&line[0].name, from.join(", "), ctx.t.day(ctx.today)),
        parts,
        ctx: &ctx,
    })
}
