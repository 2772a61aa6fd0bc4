//! Units that lie beside each other become one, from a day on.

use askama::Template;
use model::organisation::{NAME, Shape, Succession};
use model::{Day, ImportId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::import::reorganise::{Heir, Reorganisation};
use store::organisation::{UnitNow, around, lock};

use super::form::{Choice, Errors};
use super::reorganise::{self, Asked};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    with: Vec<String>,
    /// `new`, or the unit that the others go into.
    into: String,
    name: String,
    from: String,
    leader: String,
    /// Set by the page that says what would happen.
    sure: String,
    /// Set there too, by whoever wants to change what was filled in.
    again: String,
}

#[derive(Template)]
#[template(path = "organisation/merge.html")]
struct Merge<'a> {
    ctx: &'a Ctx,
    title: String,
    crumbs: Vec<(String, String)>,
    errors: Errors,
    others: Vec<Choice>,
    into: Vec<Choice>,
    name: String,
    from: String,
    back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let Some((unit, _, others)) = reorganise::beside(&ctx, &mut conn, unit).await? else {
        return ctx.see_other(paths::organisation_unit(unit));
    };
    let form = Form {
        from: ctx.today.to_string(),
        into: "new".into(),
        ..Form::default()
    };
    page(&ctx, &unit, &others, &form, Errors::default())
}

fn page(ctx: &Ctx, unit: &UnitNow, others: &[UnitNow], form: &Form, errors: Errors) -> Page {
    let unfit = !errors.is_empty();
    let choice = |u: &UnitNow, chosen: bool| Choice {
        value: u.id.to_string(),
        text: u.name.clone(),
        chosen,
    };
    let new = Choice {
        value: "new".into(),
        text: ctx.t.org_merge_new(),
        chosen: form.into == "new",
    };
    let all = std::iter::once(unit).chain(others);
    let page = Merge {
        title: ctx.t.org_merge_title(&unit.name),
        crumbs: reorganise::crumbs(ctx, unit.id, &unit.name),
        errors,
        others: others
            .iter()
            .map(|u| choice(u, form.with.contains(&u.id.to_string())))
            .collect(),
        into: std::iter::once(new)
            .chain(all.map(|u| choice(u, form.into == u.id.to_string())))
            .collect(),
        name: form.name.clone(),
        from: form.from.clone(),
        back: paths::organisation_unit(unit.id),
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

/// What was asked for, as far as it fits.
struct Wish<'a> {
    day: Day,
    /// All that are merged.
    all: Vec<&'a UnitNow>,
    /// One of them that goes on; none when they become a new one.
    goes_on: Option<&'a UnitNow>,
    name: String,
}

fn wish<'a>(ctx: &Ctx, unit: &'a UnitNow, others: &'a [UnitNow], form: &Form) -> Result<Wish<'a>, Errors> {
    let mut errors = Errors::default();
    let t = ctx.t;
    let with = others.iter().filter(|u| form.with.contains(&u.id.to_string()));
    let all: Vec<&UnitNow> = std::iter::once(unit).chain(with).collect();
    if all.len() < 2 {
        errors.add("with", t.org_merge_alone());
    }
    let goes_on = all.iter().copied().find(|u| u.id.to_string() == form.into);
    if goes_on.is_none() && form.into != "new" {
        errors.add("into", t.org_merge_not_among());
    }
    let name = match goes_on {
        Some(unit) => unit.name.clone(),
        None => errors.line(t, "name", &form.name, NAME),
    };
    match reorganise::day(ctx, &mut errors, &form.from) {
        Some(day) if errors.is_empty() => Ok(Wish {
            day,
            all,
            goes_on,
            name,
        }),
        _ => Err(errors),
    }
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let Some((unit, above, others)) = reorganise::beside(&ctx, &mut tx, unit).await? else {
        return ctx.see_other(paths::organisation_unit(unit));
    };
    if !form.again.is_empty() {
        return page(&ctx, &unit, &others, &form, Errors::default());
    }
    let wish = match wish(&ctx, &unit, &others, &form) {
        Ok(wish) => wish,
        Err(errors) => return page(&ctx, &unit, &others, &form, errors),
    };
    let old: Vec<&UnitNow> = wish
        .all
        .iter()
        .copied()
        .filter(|u| wish.goes_on.is_none_or(|on| on.id != u.id))
        .collect();
    let ids: Vec<UnitId> = old.iter().map(|u| u.id).collect();
    let people = match wish.goes_on {
        None => reorganise::candidates(&ctx, &mut tx, &ids).await?,
        // Its own leader goes on.
        Some(_) => Vec::new(),
    };
    let mut below = Vec::new();
    for unit in &old {
        let (_, under) = around(&mut tx, unit.id).await?.ok_or(Error::NotFound)?;
        below.extend(under);
    }
    let asked = asked(&ctx, &unit, &wish, &below, &people, &form);
    if form.sure.is_empty() {
        return reorganise::preview(&ctx, &mut tx, &old, wish.day, asked, Errors::default()).await;
    }
    let leader = reorganise::chosen(&form.leader, &people)?;
    let heir = wish.goes_on.map_or_else(|| ctx.id(), |u| u.id);
    let what = Reorganisation {
        id: ctx.id::<ImportId>(),
        day: wish.day,
        kind: Succession::Merged,
        below: below.iter().map(|u| (u.id, heir)).collect(),
        heirs: vec![Heir {
            unit: heir,
            new: wish.goes_on.is_none().then(|| Shape {
                name: wish.name.clone(),
                kind: unit.kind.clone(),
                parent: Some(above.id),
            }),
            leader,
        }],
        people: heir,
        says: asked.title.clone(),
        old: ids,
    };
    let id = what.id;
    match reorganise::carry_out(&ctx, tx, what).await? {
        None => ctx.see_other(paths::organisation_import(id)),
        Some(text) => {
            let conn: &mut Conn = &mut ctx.read().await?;
            reorganise::preview(&ctx, conn, &old, wish.day, asked, Errors::one("sure", text)).await
        }
    }
}

fn asked(
    ctx: &Ctx,
    unit: &UnitNow,
    wish: &Wish<'_>,
    below: &[UnitNow],
    people: &[(model::PersonId, String)],
    form: &Form,
) -> Asked {
    let t = ctx.t;
    let names: Vec<&str> = wish.all.iter().map(|u| u.name.as_str()).collect();
    let mut goes = Vec::new();
    if !below.is_empty() {
        let under: Vec<&str> = below.iter().map(|u| u.name.as_str()).collect();
        goes.push(t.org_turn_below(under.join(", "), &wish.name));
    }
    let mut hidden = vec![
        ("into", form.into.clone()),
        ("name", form.name.clone()),
        ("from", form.from.clone()),
        ("sure", "1".into()),
    ];
    hidden.extend(form.with.iter().map(|w| ("with", w.clone())));
    let leaders = if wish.goes_on.is_none() {
        vec![reorganise::leader(ctx, "leader", &wish.name, people, &form.leader)]
    } else {
        Vec::new()
    };
    Asked {
        title: t.org_merge_says(names.join(", "), &wish.name),
        lede: t.org_turn_lede(ctx.day(&wish.day)),
        goes,
        leaders,
        hidden,
        action: paths::organisation_unit_form(unit.id, "merge"),
        submit: t.org_merge_submit(),
    }
}
