//! A person with their posts.

use askama::Template;
use model::PersonId;
use model::audit::Deed;
use model::may::{Action, Object, Place};
use store::Conn;
use store::organisation::people::{self, PersonPost, Within};
use store::organisation::terms::{Terms, terms};

use crate::input::At;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "organisation/person.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    name: String,
    email: Option<String>,
    crumb: Option<(String, String)>,
    posts: Vec<Row>,
    edit: Option<String>,
    add: Option<String>,
}

struct Row {
    unit: String,
    unit_href: String,
    title: String,
    acting: bool,
    role: String,
    days: String,
    edit: Option<String>,
}

/// Somebody's places as objects to ask about: one for each, or the top of the tree for somebody without any.
pub(super) async fn objects(ctx: &Ctx, conn: &mut Conn, person: PersonId) -> Result<Vec<Object>, Error> {
    let mut places: Vec<Place> = people::places(conn, person, ctx.today).await?;
    if places.is_empty() {
        places.extend(people::top(conn).await?);
    }
    Ok(places
        .into_iter()
        .map(|place| Object {
            unit: Some(place),
            owner: Some(person),
        })
        .collect())
}

/// Asks the route's question about somebody who may have several posts: one of them within reach is enough.
pub(super) fn may_any(ctx: &Ctx, objects: &[Object]) -> Result<(), Error> {
    let first = objects.first().ok_or(Error::NotFound)?;
    let reached = objects.iter().find(|object| ctx.could(ctx.action, object));
    ctx.may(reached.unwrap_or(first))
}

pub async fn show(ctx: Ctx, At((person,)): At<(PersonId,)>) -> Page {
    let mut conn = ctx.read().await?;
    let known = people::person(&mut conn, person).await?.ok_or(Error::NotFound)?;
    let objects = objects(&ctx, &mut conn, person).await?;
    may_any(&ctx, &objects)?;
    let actor = ctx.actor.as_ref().ok_or(Error::NotFound)?;
    let posts = people::posts(&mut conn, person, &Within::of(actor, Action::SeePeople), ctx.today).await?;
    let terms = terms(&mut conn).await?;
    drop(conn);
    ctx.note_reading(Deed::SeePerson, None, vec![person]).await?;

    let changes = objects
        .iter()
        .any(|object| ctx.could(Action::ChangeOrganisation, object));
    let change_at = |post: &PersonPost| {
        objects
            .iter()
            .any(|o| o.unit.as_ref().is_some_and(|p| p.unit == post.unit) && ctx.could(Action::ChangeOrganisation, o))
    };
    let current = posts
        .iter()
        .find(|p| p.from <= ctx.today && p.to.is_none_or(|to| to > ctx.today));
    let page = Show {
        crumb: current.map(|p| (paths::organisation_unit(p.unit), p.unit_name.clone())),
        posts: posts
            .iter()
            .map(|p| row(&ctx, &terms, p, change_at(p) || changes))
            .collect(),
        name: known.name,
        email: known.email,
        edit: changes.then(|| paths::person_form(person, "edit")),
        add: changes.then(|| paths::person_form(person, "posts/new")),
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn row(ctx: &Ctx, terms: &Terms, post: &PersonPost, changes: bool) -> Row {
    let from = ctx.t.day(post.from);
    Row {
        unit: post.unit_name.clone(),
        unit_href: paths::organisation_unit(post.unit),
        title: post.title.clone(),
        acting: post.acting,
        role: super::sentences::role(ctx.t, terms, post.role, post.level.as_deref()),
        days: match post.to {
            Some(to) => ctx.t.org_from_to(from, ctx.t.day(to.plus_days(-1))),
            None => ctx.t.org_from_on(from),
        },
        edit: changes.then(|| paths::post_form(post.id)),
    }
}
