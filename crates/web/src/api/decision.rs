//! Recorded decisions.

use model::UnitId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use super::list::Page;

/// A recorded decision. Such a note can be given out under the access-to-documents law.
#[derive(Serialize, ToSchema)]
pub(super) struct Decision {
    id: Uuid,
    /// The unit where it was written down.
    home: Uuid,
    /// Taken back: the rest is left out.
    withdrawn: bool,
    #[schema(format = Date)]
    decided_on: Option<String>,
    what: Option<DecisionText>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct DecisionText {
    decided: String,
    /// Who decided: a body, never a person.
    body: String,
    /// The units that it concerns.
    units: Vec<Uuid>,
    options: Vec<String>,
    /// The element that tipped it, and the one that gave way.
    tipped: Option<Uuid>,
    gave_way: Option<Uuid>,
    why: String,
    /// Whose concern went first.
    came_first: String,
    stops: String,
    #[schema(format = Date)]
    look_back_on: Option<String>,
    held: Option<Held>,
    held_how: String,
}

/// Did it hold?
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Held {
    Yes,
    Partly,
    No,
}

impl From<model::decision::Held> for Held {
    fn from(held: model::decision::Held) -> Self {
        match held {
            model::decision::Held::Yes => Self::Yes,
            model::decision::Held::Partly => Self::Partly,
            model::decision::Held::No => Self::No,
        }
    }
}

fn text(decision: store::api::Decision, units: Vec<UnitId>) -> DecisionText {
    DecisionText {
        decided: decision.decided,
        body: decision.body,
        units: units.into_iter().map(|u| u.0).collect(),
        options: decision.options.lines().map(ToOwned::to_owned).collect(),
        tipped: decision.tipped.map(|e| e.0),
        gave_way: decision.gave_way.map(|e| e.0),
        why: decision.why,
        came_first: decision.first,
        stops: decision.stop,
        look_back_on: decision.look_back.map(|d| d.to_string()),
        held: decision.held.map(Into::into),
        held_how: decision.held_how,
    }
}

/// Recorded decisions, and which of them were taken back
#[utoipa::path(get, path = "/api/v1/decisions", tag = "decisions", operation_id = "listDecisions",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "Written down in, or concerning, this unit or one below it"),
        ("element" = Option<Uuid>, Query, description = "That this element tipped, or gave way in"),
        ("since" = Option<String>, Query, format = Date, description = "Recorded, looked back on or taken back on this day or later"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Decision>)),
    security(("key" = ["decisions:read"])))]
pub async fn list(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit", "element", "since"]);
    let filter = params.filter();
    params.done()?;
    let mut conn = caller.read().await?;
    let rows = store::api::decisions(&mut conn, &filter).await?;
    let concerned = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => store::api::concerned(&mut conn, first.id, last.id).await?,
        _ => Vec::new(),
    };
    let page = Page::new(
        rows,
        filter.most - 1,
        |d| d.id.0,
        |d| Decision {
            id: d.id.0,
            home: d.home.0,
            withdrawn: d.withdrawn,
            decided_on: d.day.map(|day| day.to_string()),
            what: (!d.withdrawn).then(|| {
                let units = concerned.iter().filter(|(id, _)| *id == d.id).map(|(_, unit)| *unit);
                let units = units.collect();
                text(d, units)
            }),
        },
    );
    caller.json(&page)
}
