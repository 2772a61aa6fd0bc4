//! One more post for somebody: first the unit, then the post.

use askama::Template;
use model::audit::Deed;
use model::may::Object;
use model::{PersonId, PostId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::audit::About;
use store::organisation::terms::terms;
use store::organisation::{NewPost, add_post_by_hand, build_today, history, lock, people};

use super::form::{Choice, Errors};
use super::pick::{self, Ask};
use super::post_form::{Fields, levels};
use super::show_person::{may_any, objects};
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    q: String,
    unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    unit: String,
    title: String,
    level: String,
    acting: Option<String>,
    from: String,
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "organisation/post_form.html")]
pub(super) struct PostPage<'a> {
    pub ctx: &'a Ctx,
    pub title: String,
    pub lede: String,
    pub crumbs: Vec<(String, String)>,
    pub errors: Errors,
    pub action: String,
    pub unit: Option<UnitId>,
    pub fields: Fields,
    pub levels: Vec<Choice>,
    pub back: String,
}

pub async fn show(ctx: Ctx, At((person,)): At<(PersonId,)>, Query(chosen): Query<Chosen>) -> Page {
    let mut conn = ctx.read().await?;
    let known = people::person(&mut conn, person).await?.ok_or(Error::NotFound)?;
    may_any(&ctx, &objects(&ctx, &mut conn, person).await?)?;
    if let Ok(unit) = chosen.unit.parse::<UnitId>() {
        let fields = Fields {
            from: ctx.today.to_string(),
            ..Fields::default()
        };
        return page(&ctx, &mut conn, &known, unit, fields, Errors::default()).await;
    }
    let own = paths::person_form(person, "posts/new");
    let ask = Ask {
        title: ctx.t.org_post_add_title(&known.name),
        lede: ctx.t.org_post_add_lede(),
        crumbs: vec![
            (paths::organisation(), ctx.t.org_title()),
            (paths::person(person), known.name),
        ],
        back: paths::person(person),
        without: None,
        on: ctx.today,
        href: &|unit| format!("{own}?unit={unit}"),
    };
    pick::page(&ctx, &mut conn, &chosen.q, &ask).await
}

async fn page(
    ctx: &Ctx,
    conn: &mut Conn,
    person: &people::Person,
    unit: UnitId,
    fields: Fields,
    errors: Errors,
) -> Page {
    let name = history::names(conn, &[unit], ctx.today)
        .await?
        .pop()
        .ok_or(Error::NotFound)?;
    let terms = terms(conn).await?;
    let unfit = !errors.is_empty();
    let back = paths::person(person.id);
    let page = PostPage {
        title: ctx.t.org_post_add_title(&person.name),
        lede: ctx.t.org_post_in(name),
        crumbs: vec![
            (paths::organisation(), ctx.t.org_title()),
            (back.clone(), person.name.clone()),
        ],
        errors,
        action: paths::person_form(person.id, "posts/new"),
        unit: Some(unit),
        levels: levels(ctx, &terms, &fields.level),
        fields,
        back,
        ctx,
    };
    if unfit { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(ctx: Ctx, At((person,)): At<(PersonId,)>, Input(form): Input<Form>) -> Page {
    let mut tx = ctx.write().await?;
    lock(&mut tx).await?;
    let known = people::person(&mut tx, person).await?.ok_or(Error::NotFound)?;
    may_any(&ctx, &objects(&ctx, &mut tx, person).await?)?;
    // And in the unit that the post is in.
    let unit: UnitId = form.unit.parse().map_err(|_| Error::NotFound)?;
    let place = history::standing(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object {
        unit: Some(place),
        owner: Some(person),
    })?;
    let fields = Fields {
        title: form.title,
        level: form.level,
        acting: form.acting,
        from: form.from,
        to: form.to,
    };
    let mut errors = Errors::default();
    let terms = terms(&mut tx).await?;
    let Some(post) = fields.read(ctx.t, &terms, None, &mut errors) else {
        return page(&ctx, &mut tx, &known, unit, fields, errors).await;
    };
    let new = NewPost {
        id: ctx.id::<PostId>(),
        person,
        unit,
        title: &post.title,
        role: post.role,
        level: post.level.as_deref(),
        acting: post.acting,
        from: post.from,
        to: post.to,
    };
    add_post_by_hand(&mut tx, &new).await?;
    build_today(&mut tx, ctx.today).await?;
    ctx.note(&mut tx, Deed::ChangePost, Some(unit.0), About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::person(person))
}
