//! A unit becomes two or three, from a day on.

use askama::Template;
use model::organisation::{NAME, Shape, Succession};
use model::{Day, ImportId, PersonId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::import::reorganise::{Heir, Reorganisation};
use store::organisation::{UnitNow, around, lock};

use super::form::{Choice, Errors};
use super::reorganise::{self, Asked};
use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

/// Parts that a unit can be split into at once.
const PARTS: [&str; 3] = ["first", "second", "third"];

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    first: String,
    second: String,
    third: String,
    /// The units below, and for each the number of the part that it goes to.
    below: Vec<String>,
    to: Vec<String>,
    /// The part to which those go who work in the unit itself.
    people: String,
    from: String,
    leader_first: String,
    leader_second: String,
    leader_third: String,
    sure: String,
    again: String,
}

#[derive(Template)]
#[template(path = "organisation/split.html")]
struct Split<'a> {
    ctx: &'a Ctx,
    title: String,
    crumbs: Vec<(String, String)>,
    errors: Errors,
    first: String,
    second: String,
    third: String,
    /// A unit below and its parts to choose from.
    below: Vec<(String, String, Vec<Choice>)>,
    people: Vec<Choice>,
    from: String,
    back: String,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let Some((unit, _, _)) = reorganise::beside(&ctx, &mut conn, unit).await? else {
        return ctx.see_other(paths::organisation_unit(unit));
    };
    let (_, below) = around(&mut conn, unit.id).await?.ok_or(Error::NotFound)?;
    let form = Form {
        from: ctx.today.to_string(),
        ..Form::default()
    };
    page(&ctx, &unit, &below, &form, Errors::default())
}

/// The number of the part that a unit below goes to; the first when nothing was said.
fn part_of(form: &Form, unit: UnitId) -> usize {
    let unit = unit.to_string();
    let said = form.below.iter().zip(&form.to).find(|(below, _)| **below == unit);
    said.and_then(|(_, to)| to.parse().ok()).unwrap_or(0)
}

fn page(ctx: &Ctx, unit: &UnitNow, below: &[UnitNow], form: &Form, errors: Errors) -> Page {
    let unfit = !errors.is_empty();
    let t = ctx.t;
    let parts = |chosen: usize| {
        let names = [t.org_split_first(), t.org_split_second(), t.org_split_third()];
        let choice = |(number, text): (usize, String)| Choice {
            value: number.to_string(),
            text,
            chosen: number == chosen,
        };
        names.into_iter().enumerate().map(choice).collect::<Vec<Choice>>()
    };
    let page = Split {
        title: t.org_split_title(&unit.name),
        crumbs: reorganise::crumbs(ctx, unit.id, &unit.name),
        errors,
        first: form.first.clone(),
        second: form.second.clone(),
        third: form.third.clone(),
        below: below
            .iter()
            .map(|u| (u.id.to_string(), u.name.clone(), parts(part_of(form, u.id))))
            .collect(),
        people: parts(form.people.parse().unwrap_or(0)),
        from: form.from.clone(),
        back: paths::organisation_unit(unit.id),
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

/// What was asked for, as far as it fits.
struct Wish {
    day: Day,
    parts: Vec<String>,
    /// For each unit below, the number of its part.
    below: Vec<usize>,
    people: usize,
}

fn wish(ctx: &Ctx, below: &[UnitNow], form: &Form) -> Result<Wish, Errors> {
    let mut errors = Errors::default();
    let t = ctx.t;
    let mut parts = vec![
        errors.line(t, "first", &form.first, NAME),
        errors.line(t, "second", &form.second, NAME),
    ];
    parts.extend(errors.optional(t, "third", &form.third, NAME));
    let people = form.people.parse().unwrap_or(0);
    let below: Vec<usize> = below.iter().map(|u| part_of(form, u.id)).collect();
    if people >= parts.len() {
        errors.add("people", t.org_split_no_part());
    }
    if below.iter().any(|part| *part >= parts.len()) {
        errors.add("below", t.org_split_no_part());
    }
    match reorganise::day(ctx, &mut errors, &form.from) {
        Some(day) if errors.is_empty() => Ok(Wish {
            day,
            parts,
            below,
            people,
        }),
        _ => Err(errors),
    }
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let Some((unit, above, _)) = reorganise::beside(&ctx, &mut tx, unit).await? else {
        return ctx.see_other(paths::organisation_unit(unit));
    };
    let (_, below) = around(&mut tx, unit.id).await?.ok_or(Error::NotFound)?;
    if !form.again.is_empty() {
        return page(&ctx, &unit, &below, &form, Errors::default());
    }
    let wish = match wish(&ctx, &below, &form) {
        Ok(wish) => wish,
        Err(errors) => return page(&ctx, &unit, &below, &form, errors),
    };
    let people = reorganise::candidates(&ctx, &mut tx, &[unit.id]).await?;
    let asked = asked(&ctx, &unit, &wish, &below, &people, &form);
    if form.sure.is_empty() {
        return reorganise::preview(&ctx, &mut tx, &[&unit], wish.day, asked, Errors::default()).await;
    }
    let mut heirs = Vec::new();
    for (name, leader) in wish.parts.iter().zip(leaders(&form)) {
        heirs.push(Heir {
            unit: ctx.id(),
            new: Some(Shape {
                name: name.clone(),
                kind: unit.kind.clone(),
                parent: Some(above.id),
            }),
            leader: reorganise::chosen(leader, &people)?,
        });
    }
    let what = Reorganisation {
        id: ctx.id::<ImportId>(),
        day: wish.day,
        kind: Succession::Split,
        old: vec![unit.id],
        below: below
            .iter()
            .zip(&wish.below)
            .map(|(u, part)| (u.id, heirs[*part].unit))
            .collect(),
        people: heirs[wish.people].unit,
        heirs,
        says: asked.title.clone(),
    };
    let id = what.id;
    match reorganise::carry_out(&ctx, tx, what).await? {
        None => ctx.see_other(paths::organisation_import(id)),
        Some(text) => {
            let conn: &mut Conn = &mut ctx.read().await?;
            reorganise::preview(&ctx, conn, &[&unit], wish.day, asked, Errors::one("sure", text)).await
        }
    }
}

fn leaders(form: &Form) -> [&str; 3] {
    [&form.leader_first, &form.leader_second, &form.leader_third]
}

fn asked(
    ctx: &Ctx,
    unit: &UnitNow,
    wish: &Wish,
    below: &[UnitNow],
    people: &[(PersonId, String)],
    form: &Form,
) -> Asked {
    let t = ctx.t;
    let mut goes = Vec::new();
    for (number, name) in wish.parts.iter().enumerate() {
        let under: Vec<&str> = below
            .iter()
            .zip(&wish.below)
            .filter(|(_, part)| **part == number)
            .map(|(u, _)| u.name.as_str())
            .collect();
        if !under.is_empty() {
            goes.push(t.org_turn_below(under.join(", "), name));
        }
    }
    goes.push(t.org_split_people(&wish.parts[wish.people]));
    let mut hidden = vec![
        ("first", form.first.clone()),
        ("second", form.second.clone()),
        ("third", form.third.clone()),
        ("people", form.people.clone()),
        ("from", form.from.clone()),
        ("sure", "1".into()),
    ];
    for (below, to) in form.below.iter().zip(&form.to) {
        hidden.push(("below", below.clone()));
        hidden.push(("to", to.clone()));
    }
    let leaders = wish
        .parts
        .iter()
        .zip(PARTS)
        .zip(leaders(form))
        .map(|((name, part), chosen)| reorganise::leader(ctx, &format!("leader_{part}"), name, people, chosen));
    Asked {
        title: t.org_split_says(&unit.name, wish.parts.join(", ")),
        lede: t.org_turn_lede(ctx.day(&wish.day)),
        goes,
        leaders: leaders.collect(),
        hidden,
        action: paths::organisation_unit_form(unit.id, "split"),
        submit: t.org_split_submit(),
    }
}
