//! A new unit below another.

use askama::Template;
use model::audit::Deed;
use model::may::Object;
use model::organisation::{NAME, TermKind};
use model::{PeriodId, UnitId};
use serde::Deserialize;
use store::audit::About;
use store::organisation::history;
use store::organisation::terms::{Terms, terms};
use store::organisation::{NewUnit, add_unit, build_today, lock};

use super::form::{self, Choice, Errors};
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

#[derive(Template)]
#[template(path = "organisation/unit_form.html")]
pub(super) struct UnitPage<'a> {
    pub ctx: &'a Ctx,
    pub title: String,
    pub lede: String,
    pub crumbs: Vec<(String, String)>,
    pub errors: Errors,
    pub kinds: Vec<Choice>,
    pub name: String,
    pub from: String,
    pub external_id: String,
    pub submit: String,
    pub back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let place = history::standing(&mut conn, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let form = Form {
        name: String::new(),
        kind: String::new(),
        from: ctx.today.to_string(),
        external_id: String::new(),
    };
    page(&ctx, &mut conn, unit, &form, Errors::default()).await
}

async fn page(ctx: &Ctx, conn: &mut store::Conn, unit: UnitId, form: &Form, errors: Errors) -> Page {
    let above = history::names(conn, &[unit], ctx.today)
        .await?
        .pop()
        .unwrap_or_default();
    let terms = terms(conn).await?;
    let unfit = !errors.is_empty();
    let back = paths::organisation_unit(unit);
    let page = UnitPage {
        title: ctx.t.org_create_title(),
        lede: ctx.t.org_create_lede(&above),
        crumbs: vec![(paths::organisation(), ctx.t.org_title()), (back.clone(), above)],
        errors,
        kinds: kinds(ctx, &terms, &form.kind),
        name: form.name.clone(),
        from: form.from.clone(),
        external_id: form.external_id.clone(),
        submit: ctx.t.org_create_submit(),
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub(super) fn kinds(ctx: &Ctx, terms: &Terms, chosen: &str) -> Vec<Choice> {
    let mut kinds: Vec<Choice> = terms
        .of(TermKind::UnitKind)
        .map(|t| Choice {
            value: t.code.clone(),
            text: t.name(ctx.t.language).to_owned(),
            chosen: t.code == chosen,
        })
        .collect();
    // What a unit is called stays a choice, also when its name was taken off the list.
    if !chosen.is_empty() && kinds.iter().all(|k| !k.chosen) {
        kinds.push(Choice {
            value: chosen.into(),
            text: chosen.into(),
            chosen: true,
        });
    }
    kinds
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let place = history::standing(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place))?;
    let t = ctx.t;
    let mut errors = Errors::default();
    let name = form::unit_name(&mut errors, t, &form.name);
    let terms = terms(&mut tx).await?;
    if terms.of(TermKind::UnitKind).all(|k| k.code != form.kind) {
        errors.add("kind", t.error_choice());
    }
    let from = errors.day(t, "from", &form.from);
    let external_id = errors.optional(t, "external_id", &form.external_id, NAME);
    let (Some(from), true) = (from, errors.is_empty()) else {
        return page(&ctx, &mut tx, unit, &form, errors).await;
    };
    let new = NewUnit {
        id: ctx.id(),
        period: ctx.id::<PeriodId>(),
        external_id: external_id.as_deref(),
        name: &name,
        kind: &form.kind,
        parent: Some(unit),
        from,
    };
    if let Err(error) = add_unit(&mut tx, &new, ctx.now).await {
        if !error.is_duplicate() {
            return Err(error.into());
        }
        drop(tx);
        let errors = Errors::one("external_id", t.org_external_id_taken());
        return page(&ctx, &mut ctx.read().await?, unit, &form, errors).await;
    }
    let flaws = history::tree_flaws(&mut tx, from).await?;
    if let Some(text) = form::flaw(&ctx, &mut tx, &flaws).await? {
        drop(tx);
        return page(&ctx, &mut ctx.read().await?, unit, &form, Errors::one("from", text)).await;
    }
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::ChangeUnit, Some(new.id.0), About::Nobody)
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::organisation_unit(new.id))
}
