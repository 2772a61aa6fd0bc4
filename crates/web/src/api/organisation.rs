//! Units and people.

use model::audit::{Deed, Outcome};
use model::{PersonId, UnitId};
use serde::Serialize;
use store::audit::{About, Note};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use super::list::Page;
use super::problem::Problem;
use crate::Error;
use crate::input::At;

/// A unit as it is today.
#[derive(Serialize, ToSchema)]
pub(super) struct Unit {
    id: Uuid,
    /// None at the top.
    parent: Option<Uuid>,
    name: String,
    /// What the organisation calls a unit like this.
    kind: String,
    /// 0 at the top.
    depth: i64,
    /// People with a post here.
    people: i64,
    /// People with a post here or below.
    people_below: i64,
    leaders: Vec<Leader>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Leader {
    name: String,
    /// For a time, or while somebody is away.
    acting: bool,
}

fn with_leaders(unit: store::api::Unit, leaders: &[store::api::Leader]) -> Unit {
    Unit {
        id: unit.id.0,
        parent: unit.parent.map(|p| p.0),
        name: unit.name,
        kind: unit.kind,
        depth: unit.depth,
        people: unit.people,
        people_below: unit.people_below,
        leaders: leaders
            .iter()
            .filter(|l| l.unit == unit.id)
            .map(|l| Leader {
                name: l.name.clone(),
                acting: l.acting,
            })
            .collect(),
    }
}

/// Units as they are today, with their leaders
#[utoipa::path(get, path = "/api/v1/units", tag = "organisation", operation_id = "listUnits",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "This unit and everything below it"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Unit>)),
    security(("key" = ["organisation:read"])))]
pub async fn units(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit"]);
    let filter = params.filter();
    params.done()?;
    let mut conn = caller.read().await?;
    let rows = store::api::units(&mut conn, &filter).await?;
    let leaders = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => store::api::leaders(&mut conn, first.id, last.id, caller.today).await?,
        _ => Vec::new(),
    };
    caller.json(&Page::new(
        rows,
        filter.most - 1,
        |u| u.id.0,
        |u| with_leaders(u, &leaders),
    ))
}

/// A unit as it is today
#[utoipa::path(get, path = "/api/v1/units/{unit}", tag = "organisation", operation_id = "getUnit",
    params(("unit" = Uuid, Path)),
    responses((status = 200, description = "The unit", body = Unit)),
    security(("key" = ["organisation:read"])))]
pub async fn unit(caller: Caller, At((id,)): At<(UnitId,)>) -> Answer {
    caller.params(&[]).done()?;
    let mut conn = caller.read().await?;
    let unit = store::api::unit(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let leaders = store::api::leaders(&mut conn, id, id, caller.today).await?;
    caller.json(&with_leaders(unit, &leaders))
}

/// Somebody with a post today.
#[derive(Serialize, ToSchema)]
pub(super) struct Person {
    id: Uuid,
    name: String,
    email: Option<String>,
    posts: Vec<Post>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Post {
    unit: Uuid,
    title: String,
    /// `leader` or `employee`.
    role: String,
    acting: bool,
}

/// People with a post today: name, address and posts
///
/// Each answer is noted in the log, and the people in it can see on their own page that it went out.
#[utoipa::path(get, path = "/api/v1/people", tag = "organisation", operation_id = "listPeople",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "This unit and everything below it"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Person>)),
    security(("key" = ["people:read"])))]
pub async fn people(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit"]);
    let filter = params.filter();
    params.done()?;
    let mut conn = caller.read().await?;
    let rows = store::api::people(&mut conn, &filter, caller.today).await?;
    let posts = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => store::api::posts(&mut conn, first.id, last.id, caller.today).await?,
        _ => Vec::new(),
    };
    drop(conn);
    let mut seen: Vec<PersonId> = Vec::new();
    let page = Page::new(
        rows,
        filter.most - 1,
        |p| p.id.0,
        |person| {
            seen.push(person.id);
            Person {
                id: person.id.0,
                name: person.name,
                email: person.email,
                posts: posts
                    .iter()
                    .filter(|post| post.person == person.id)
                    .map(|post| Post {
                        unit: post.unit.0,
                        title: post.title.clone(),
                        role: post.role.word().to_owned(),
                        acting: post.acting,
                    })
                    .collect(),
            }
        },
    );
    if !seen.is_empty() {
        note(&caller, &seen).await?;
    }
    caller.json(&page)
}

/// Whose data went out, before it goes out.
async fn note(caller: &Caller, people: &[PersonId]) -> Result<(), Problem> {
    let note = Note {
        actor: None,
        deed: Deed::ReadPeopleByToken,
        object: Some(caller.token.0),
        about: About::People(people),
        outcome: Outcome::Done,
    };
    let mut tx = caller.app.db.write().await?;
    store::audit::note(&mut tx, &note, caller.now).await?;
    Ok(tx.commit().await?)
}
