//! A unit's name, kind and key, from a day on.

use model::UnitId;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{NAME, NotThen, Shape, TermKind, history as rules};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::history;
use store::organisation::terms::terms;
use store::organisation::{build_today, lock};

use super::create_unit::{UnitPage, kinds};
use super::form::{self, Errors};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    name: String,
    kind: String,
    from: String,
    #[serde(default)]
    external_id: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let periods = periods(&mut conn, unit).await?;
    // What it is called today; for one that is still to come, how it begins.
    let current = periods
        .iter()
        .find(|p| p.holds(ctx.today))
        .or(periods.first())
        .ok_or(Error::NotFound)?;
    let form = Form {
        name: current.shape.name.clone(),
        kind: current.shape.kind.clone(),
        from: ctx.today.max(current.from).to_string(),
        external_id: history::external_id(&mut conn, unit).await?.unwrap_or_default(),
    };
    page(&ctx, &mut conn, unit, &form, Errors::default()).await
}

pub(super) async fn periods(conn: &mut Conn, unit: UnitId) -> store::Result<Vec<rules::Period>> {
    Ok(history::periods(conn, unit)
        .await?
        .into_iter()
        .map(|told| told.period)
        .collect())
}

async fn page(ctx: &Ctx, conn: &mut Conn, unit: UnitId, form: &Form, errors: Errors) -> Page {
    let name = history::names(conn, &[unit], ctx.today)
        .await?
        .pop()
        .unwrap_or_default();
    let terms = terms(conn).await?;
    let unfit = !errors.is_empty();
    let back = paths::organisation_unit(unit);
    let page = UnitPage {
        title: ctx.t.org_edit_title(&name),
        lede: ctx.t.org_edit_lede(),
        crumbs: vec![(paths::organisation(), ctx.t.org_title()), (back.clone(), name)],
        errors,
        kinds: kinds(ctx, &terms, &form.kind),
        name: form.name.clone(),
        from: form.from.clone(),
        external_id: form.external_id.clone(),
        submit: ctx.t.org_edit_submit(),
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
    let periods = periods(&mut tx, unit).await?;
    let mut errors = Errors::default();
    let name = form::unit_name(&mut errors, t, &form.name);
    let known = terms(&mut tx)
        .await?
        .of(TermKind::UnitKind)
        .any(|k| k.code == form.kind);
    if !known && periods.iter().all(|p| p.shape.kind != form.kind) {
        errors.add("kind", t.error_choice());
    }
    let external_id = errors.optional(t, "external_id", &form.external_id, NAME);
    let from = errors.day(t, "from", &form.from);
    let (Some(from), true) = (from, errors.is_empty()) else {
        return page(&ctx, &mut tx, unit, &form, errors).await;
    };
    let parent = periods.iter().find(|p| p.holds(from)).and_then(|p| p.shape.parent);
    let edits = match rules::change(
        &periods,
        from,
        &Shape {
            name,
            kind: form.kind.clone(),
            parent,
        },
        ctx.id(),
    ) {
        Ok(edits) => edits,
        Err(NotThen(day)) => {
            return page(
                &ctx,
                &mut tx,
                unit,
                &form,
                Errors::one("from", t.org_not_then(ctx.day(&day))),
            )
            .await;
        }
    };
    history::edit(&mut tx, unit, &edits).await?;
    if let Err(error) = history::set_external_id(&mut tx, unit, external_id.as_deref()).await {
        if !error.is_duplicate() {
            return Err(error.into());
        }
        drop(tx);
        let errors = Errors::one("external_id", t.org_external_id_taken());
        return page(&ctx, &mut ctx.read().await?, unit, &form, errors).await;
    }
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::ChangeUnit, Some(unit.0), About::Nobody).await?;
    tx.commit().await?;
    ctx.see_other(paths::organisation_unit(unit))
}
