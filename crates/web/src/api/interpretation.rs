//! Interpretations in use.

use model::interpretation::Body;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use super::list::Page;

/// That a unit has an interpretation in use; and what it says, where its leader shows it to everybody.
#[derive(Serialize, ToSchema)]
pub(super) struct Interpretation {
    id: Uuid,
    unit: Uuid,
    element: Uuid,
    /// The edition whose wording it was written under.
    edition: Uuid,
    #[schema(format = Date)]
    in_use_since: Option<String>,
    /// The day on which the version that others read was written.
    #[schema(format = Date)]
    written_on: String,
    /// None where its leader does not show it to everybody.
    text: Option<InterpretationText>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct InterpretationText {
    /// What the element means here.
    meaning: String,
    keep: String,
    concrete: String,
    leave_out: String,
    add: String,
    change: String,
    why: String,
    jobs: Vec<Job>,
    /// What one would see them do.
    signs: Vec<String>,
    stop: String,
    dilemma: String,
    /// How many took part.
    participants: Option<u16>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Job {
    kind: String,
    means: String,
}

impl From<Body> for InterpretationText {
    fn from(body: Body) -> Self {
        Self {
            meaning: body.meaning,
            keep: body.keep,
            concrete: body.concrete,
            leave_out: body.leave_out,
            add: body.add,
            change: body.change,
            why: body.why,
            jobs: body
                .jobs
                .into_iter()
                .map(|job| Job {
                    kind: job.kind,
                    means: job.means,
                })
                .collect(),
            signs: body.signs.into_iter().map(|sign| sign.text).collect(),
            stop: body.stop,
            dilemma: body.dilemma,
            participants: body.participants,
        }
    }
}

/// Interpretations in use, in units that are there today
#[utoipa::path(get, path = "/api/v1/interpretations", tag = "interpretations", operation_id = "listInterpretations",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "Of this unit and everything below it"),
        ("element" = Option<Uuid>, Query, description = "Of this element"),
        ("since" = Option<String>, Query, format = Date, description = "Written, or shown to everybody, on this day or later"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Interpretation>)),
    security(("key" = ["interpretations:read"])))]
pub async fn list(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit", "element", "since"]);
    let filter = params.filter();
    params.done()?;
    let rows = store::api::interpretations(&mut caller.read().await?, &filter).await?;
    let zone = &caller.app.zone;
    caller.json(&Page::new(
        rows,
        filter.most - 1,
        |i| i.id.0,
        |i| Interpretation {
            id: i.id.0,
            unit: i.unit.0,
            element: i.element.0,
            edition: i.edition.0,
            in_use_since: i.in_use_since.map(|d| d.to_string()),
            written_on: i.written_at.day(zone).to_string(),
            text: i.body.map(Into::into),
        },
    ))
}
