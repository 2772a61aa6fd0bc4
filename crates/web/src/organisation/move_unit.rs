//! A unit goes to lie below another, from a day on.

use askama::Template;
use model::may::Object;
use model::organisation::Succession;
use model::{ImportId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::import::reorganise::Reorganisation;
use store::organisation::{history, lock};

use super::form::Errors;
use super::pick::{self, Ask};
use super::reorganise::{self, Asked};
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
    /// Set by the page that says what would happen.
    #[serde(default)]
    sure: String,
    /// Set there too, by whoever wants to change what was filled in.
    #[serde(default)]
    again: String,
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
    if !form.again.is_empty() {
        return page(&ctx, &mut tx, unit, parent, &form.from, Errors::default()).await;
    }
    let t = ctx.t;
    let mut errors = Errors::default();
    let Some(day) = reorganise::day(&ctx, &mut errors, &form.from) else {
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    };
    let told = history::periods(&mut tx, unit).await?;
    let Some(now) = told.iter().find(|told| told.period.holds(day)) else {
        let errors = Errors::one("from", t.org_not_then(ctx.day(&day)));
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    };
    let (Some(above), Some(old)) = (now.period.shape.parent, now.above.clone()) else {
        let errors = Errors::one("from", t.org_move_top());
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    };
    if above == parent {
        let errors = Errors::one("from", t.org_move_there(&now.period.shape.name, old));
        return page(&ctx, &mut tx, unit, parent, &form.from, errors).await;
    }
    let name = now.period.shape.name.clone();
    let to = history::names(&mut tx, &[parent], day).await?.pop().unwrap_or_default();
    let what = Reorganisation {
        id: ctx.id::<ImportId>(),
        day,
        kind: Succession::Continued,
        old: Vec::new(),
        heirs: Vec::new(),
        below: vec![(unit, parent)],
        people: unit,
        says: t.org_move_says(&name, &to),
    };
    // Tried before it is shown, so that nobody is asked about what cannot be.
    if let Some(text) = reorganise::attempt(&ctx, &mut tx, &what).await? {
        drop(tx);
        let conn = &mut ctx.read().await?;
        return page(&ctx, conn, unit, parent, &form.from, Errors::one("from", text)).await;
    }
    if !form.sure.is_empty() {
        tx.commit().await?;
        return ctx.see_other(paths::organisation_import(what.id));
    }
    drop(tx);
    let conn = &mut ctx.read().await?;
    let below = history::below(conn, unit, day).await?;
    let people = store::organisation::line(conn, unit)
        .await?
        .map_or(0, |line| line[0].people_below);
    let mut goes = vec![t.org_move_keeps(&name)];
    if !below.is_empty() {
        goes.push(t.org_move_below(below.join(", ")));
    }
    if people > 0 {
        goes.push(t.org_move_people(people));
    }
    goes.push(t.org_move_sees(to));
    let asked = Asked {
        title: what.says,
        lede: t.org_turn_lede(ctx.day(&day)),
        goes,
        leaders: Vec::new(),
        hidden: vec![
            ("parent", form.parent.clone()),
            ("from", form.from.clone()),
            ("sure", "1".into()),
        ],
        action: paths::organisation_unit_form(unit, "move"),
        submit: t.org_move_submit(),
    };
    let stays = vec![t.org_move_before(old)];
    reorganise::sure(&ctx, (unit, &name), asked, stays, Errors::default())
}
