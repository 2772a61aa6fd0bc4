//! Published stories; and telling one, which then waits for a moderator like any other.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use model::story::names::{candidates, found};
use model::story::{self, State};
use model::{ElementId, StoryId, UnitId};
use serde::{Deserialize, Serialize};
use store::story::NewStory;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use super::list::Page;
use super::problem::{FieldProblem, Problem};
use crate::Error;
use crate::input::At;

/// Stories of keys that wait at once: a moderator reads each.
const MOST_WAITING: i64 = 100;

/// A published story. Nobody is told who told it.
#[derive(Serialize, ToSchema)]
pub(super) struct Story {
    id: Uuid,
    unit: Uuid,
    element: Option<Uuid>,
    #[schema(format = Date)]
    happened_on: String,
    #[schema(format = Date)]
    published_on: Option<String>,
    text: String,
    /// The unit that it was told from, or the nearest above it with people enough to hide one.
    from_unit: Option<Uuid>,
    /// Told from outside the unit's own line: it confirms.
    from_another_unit: bool,
    /// Told before any element was named.
    unprompted: bool,
}

fn shown(caller: &Caller, story: store::api::Story) -> Story {
    Story {
        id: story.id.0,
        unit: story.unit.0,
        element: story.element.map(|e| e.0),
        happened_on: story.happened.to_string(),
        published_on: story.published_at.map(|at| at.day(&caller.app.zone).to_string()),
        text: story.body,
        from_unit: story.from_unit.map(|u| u.0),
        from_another_unit: story.from_another_unit,
        unprompted: story.unprompted,
    }
}

/// Published stories
#[utoipa::path(get, path = "/api/v1/stories", tag = "stories", operation_id = "listStories",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "About this unit and everything below it"),
        ("element" = Option<Uuid>, Query, description = "That show this element"),
        ("since" = Option<String>, Query, format = Date, description = "Published on this day or later"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Story>)),
    security(("key" = ["stories:read"])))]
pub async fn list(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit", "element", "since"]);
    let filter = params.filter();
    params.done()?;
    let rows = store::api::stories(&mut caller.read().await?, &filter).await?;
    caller.json(&Page::new(rows, filter.most - 1, |s| s.id.0, |s| shown(&caller, s)))
}

/// A published story
#[utoipa::path(get, path = "/api/v1/stories/{story}", tag = "stories", operation_id = "getStory",
    params(("story" = Uuid, Path)),
    responses((status = 200, description = "The story", body = Story)),
    security(("key" = ["stories:read"])))]
pub async fn show(caller: Caller, At((id,)): At<(StoryId,)>) -> Answer {
    caller.params(&[]).done()?;
    let story = store::api::story(&mut caller.read().await?, id).await?;
    caller.json(&shown(&caller, story.ok_or(Error::NotFound)?))
}

/// What somebody saw happen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// The unit that it is about.
    unit: Uuid,
    /// What it shows.
    element: Uuid,
    /// Not in the future, and at most 400 days ago.
    #[schema(format = Date)]
    happened_on: String,
    /// Nobody's name, and no CPR number.
    #[schema(min_length = 20, max_length = 600)]
    text: String,
    /// The text names somebody who works here, and it shall: otherwise it is refused.
    #[serde(default)]
    keep_names: bool,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Waiting {
    id: Uuid,
    /// `waiting`: a moderator reads it before others do.
    state: String,
}

/// Tell a story
///
/// It waits until a moderator has read it. Nobody stands as its teller, so it never counts as seen from another unit.
#[utoipa::path(post, path = "/api/v1/stories", tag = "stories", operation_id = "tellStory",
    request_body = Told,
    responses((status = 201, description = "It waits", body = Waiting)),
    security(("key" = ["stories:write"])))]
pub async fn tell(caller: Caller, request: Request) -> Answer {
    caller.params(&[]).done()?;
    let told: Told = caller.body(request).await?;
    let t = caller.t;
    let mut errors = Vec::new();
    let mut wrong = |field: &str, detail: String| {
        errors.push(FieldProblem {
            field: field.to_owned(),
            detail,
        });
    };
    let mut conn = caller.read().await?;
    let body = story::body(&told.text).map_err(|e| wrong("text", crate::story::unfit_text(t, &e)));
    let happened = story::happened(&told.happened_on, caller.today)
        .map_err(|e| wrong("happened_on", crate::story::unfit_day(t, e)));
    let (unit, element) = (UnitId(told.unit), ElementId(told.element));
    if store::api::unit(&mut conn, unit).await?.is_none() {
        wrong("unit", t.api_no_unit());
    }
    let current = store::foundation::current(&mut conn, caller.today).await?;
    if current.iter().all(|e| e.id != element) {
        wrong("element", t.api_no_element());
    }
    let mut names = false;
    if let Ok(body) = &body {
        let candidates = candidates(body);
        let known = store::story::known_names(&mut conn, &candidates, Some(unit), None, caller.today).await?;
        names = !found(&candidates, &known).is_empty();
        if names && !told.keep_names {
            wrong("text", t.api_names());
        }
    }
    if store::api::unread(&mut conn).await? >= MOST_WAITING {
        wrong("text", t.story_many_waiting(MOST_WAITING));
    }
    drop(conn);
    let (Ok(body), Ok(happened), true) = (body, happened, errors.is_empty()) else {
        return Err(Problem::Unfit(errors));
    };
    let new = NewStory {
        id: caller.app.id(caller.now),
        unit,
        element: Some(element),
        sign: None,
        teller: None,
        own_unit: None,
        // Nobody can say where it comes from.
        from_another_unit: false,
        happened,
        body: &body,
        name_kept: names,
    };
    let mut tx = caller.app.db.write().await?;
    store::story::tell(&mut tx, &new, caller.now).await?;
    tx.commit().await?;
    let answer = caller.json(&Waiting {
        id: new.id.0,
        state: State::Waiting.word().to_owned(),
    })?;
    Ok((StatusCode::CREATED, answer).into_response())
}
