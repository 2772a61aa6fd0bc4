//! A unit goes to lie below another, from a day on.

use askama::Template;
use model::UnitId;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{NotThen, Shape, history as rules};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::history;
use store::organisation::{build_today, lock};

use super::edit_unit::periods;
use super::form::{self, Errors};
use super::pick::{self, Ask};
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    q: String,
    to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    parent: String,
    from: String,
}

#[derive(Template)]
#[template(path = "organisation/move.html")]
struct Move<'a> {
    ctx: &'a Ctx,
    title: String,
    lede: String,
    crumbs: Vec<(String, String)>,
    errors: Errors,
    parent: UnitId,
    from: String,
    other: String,
    back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    if let Ok(parent) = choice.to.parse::<UnitId>() {
        return page(&ctx, &mut conn, unit, parent, &ctx.today.to_string(), Errors::default()).await;
    }
    let name = history::names(&mut conn, &[unit], ctx.today)
        .await?
        .pop()
        .unwrap_or_default();
    let own = paths::organisation_unit_form(unit, "move");
    let ask = Ask {
        title: ctx.t.org_move_title(&name),
        lede: ctx.t.org_move_lede(),
        crumbs: vec![
            (paths::organisation(), ctx.t.org_title()),
            (paths::organisation_unit(unit), name),
        ],
        back: paths::organisation_unit(unit),
        without: Some(unit),
        on: ctx.today,
        href: &|to| format!("{own}?to={to}"),
    };
    pick::page(&ctx, &mut conn, &choice.q, &ask).await
}

async fn page(ctx: &Ctx, conn: &mut Conn, unit: UnitId, parent: UnitId, from: &str, errors: Errors) -> Page {
    let mut names = history::names(conn, &[unit, parent], ctx.today).await?.into_iter();
    let (Some(name), Some(to)) = (names.next(), names.next()) else {
        return Err(Error::NotFound);
    };
    let unfit = !errors.is_empty();
    let page = Move {
        title: ctx.t.org_move_title(&name),
        lede: ctx.t.org_move_to(&name, to),
        crumbs: vec![
            (paths::organisation(), ctx.t.org_title()),
            (paths::organisation_unit(unit), name),
        ],
        errors,
        parent,
        from: from.to_owned(),
        other: paths::organisation_unit_form(unit, "move"),
        back: paths::organisation_unit(unit),
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let place = history::standing(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    // Both ends of the move must be within reach: nobody hands a unit over to a place that they have no say in.
    let parent: UnitId = form.parent.parse().map_err(|_| Error::NotFound)?;
    let to = history::standing(&mut tx, parent).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(to))?;
    let t = ctx.t;
    let mut errors = Errors::default();
    let Some(from) = errors.day(t, "from", &form.from) else {
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    };
    let periods = periods(&mut tx, unit).await?;
    let shape = periods.iter().find(|p| p.holds(from)).map(|p| p.shape.clone());
    if shape.as_ref().is_some_and(|s| s.parent.is_none()) {
        let errors = Errors::one("from", t.org_move_top());
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    }
    let shape = shape.map(|s| Shape {
        parent: Some(parent),
        ..s
    });
    let edits = shape
        .ok_or(NotThen(from))
        .and_then(|shape| rules::change(&periods, from, &shape, ctx.id()));
    let edits = match edits {
        Ok(edits) => edits,
        Err(NotThen(day)) => {
            let errors = Errors::one("from", t.org_not_then(ctx.day(&day)));
            return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
        }
    };
    history::edit(&mut tx, unit, &edits).await?;
    let flaws = history::tree_flaws(&mut tx, from).await?;
    if let Some(text) = form::flaw(&ctx, &mut tx, &flaws).await? {
        drop(tx);
        let conn = &mut ctx.read().await?;
        return page(&ctx, conn, unit, parent, &form.from, Errors::one("from", text)).await;
    }
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::ChangeUnit, Some(unit.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::organisation_unit(unit))
}
