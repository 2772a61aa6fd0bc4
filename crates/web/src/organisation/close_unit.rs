//! A unit closes on a day. What it has interpreted and its traces stay.

use askama::Template;
use model::UnitId;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{NotThen, history as rules};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::people::{end_posts, open_posts};
use store::organisation::{build_today, history, lock};

use super::edit_unit::periods;
use super::form::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    on: String,
    end_posts: Option<String>,
}

#[derive(Template)]
#[template(path = "organisation/close.html")]
struct Close<'a> {
    ctx: &'a Ctx,
    title: String,
    crumbs: Vec<(String, String)>,
    errors: Errors,
    on: String,
    /// Posts here today or later.
    posts: i64,
    end_posts: bool,
    back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let form = Form {
        on: ctx.today.to_string(),
        end_posts: None,
    };
    page(&ctx, &mut conn, unit, &form, Errors::default()).await
}

async fn page(ctx: &Ctx, conn: &mut Conn, unit: UnitId, form: &Form, errors: Errors) -> Page {
    let name = history::names(conn, &[unit], ctx.today)
        .await?
        .pop()
        .unwrap_or_default();
    let posts = open_posts(conn, unit, form::day(&form.on).unwrap_or(ctx.today)).await?;
    let unfit = !errors.is_empty();
    let back = paths::organisation_unit(unit);
    let page = Close {
        title: ctx.t.org_close_title(&name),
        crumbs: vec![(paths::organisation(), ctx.t.org_title()), (back.clone(), name)],
        errors,
        on: form.on.clone(),
        posts,
        end_posts: form.end_posts.is_some(),
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let place = history::standing(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let t = ctx.t;
    let mut errors = Errors::default();
    let Some(on) = errors.day(t, "on", &form.on) else {
        return page(&ctx, &mut tx, unit, &form, errors).await;
    };
    let periods = periods(&mut tx, unit).await?;
    if periods.iter().any(|p| p.holds(on) && p.shape.parent.is_none()) {
        return page(&ctx, &mut tx, unit, &form, Errors::one("on", t.org_close_top())).await;
    }
    let edits = match rules::close(&periods, on) {
        Ok(edits) => edits,
        Err(NotThen(day)) => {
            return page(
                &ctx,
                &mut tx,
                unit,
                &form,
                Errors::one("on", t.org_not_then(ctx.day(&day))),
            )
            .await;
        }
    };
    let mut below = history::below(&mut tx, unit, on).await?;
    if !below.is_empty() {
        model::names::sort_by_name(&mut below, |n| n.as_str());
        let errors = Errors::one("on", t.org_close_below(below.join(", ")));
        return page(&ctx, &mut tx, unit, &form, errors).await;
    }
    let posts = open_posts(&mut tx, unit, on).await?;
    if posts > 0 && form.end_posts.is_none() {
        return page(
            &ctx,
            &mut tx,
            unit,
            &form,
            Errors::one("end_posts", t.org_close_posts(posts)),
        )
        .await;
    }
    end_posts(&mut tx, unit, on).await?;
    history::edit(&mut tx, unit, &edits).await?;
    let flaws = history::tree_flaws(&mut tx, on).await?;
    if let Some(text) = form::flaw(&ctx, &mut tx, &flaws).await? {
        drop(tx);
        return page(&ctx, &mut ctx.read().await?, unit, &form, Errors::one("on", text)).await;
    }
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::ChangeUnit, Some(unit.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::organisation_unit(unit))
}
