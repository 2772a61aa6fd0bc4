//! The ledger: dated evidence, without persons and texts.

use model::trace::{Rung, Source};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use super::list::Page;

/// One row of the ledger. Rows never change; one can be taken back.
#[derive(Serialize, ToSchema)]
pub(super) struct Trace {
    id: Uuid,
    /// When it happened.
    #[schema(format = Date)]
    day: String,
    unit: Uuid,
    element: Uuid,
    /// The edition in force when it was made.
    edition: Option<Uuid>,
    rung: Strength,
    /// What it rests on: `interpretation`, `story` or `decision`.
    source: Evidence,
    source_id: Uuid,
    /// How many there were.
    count: i64,
    /// Taken back: it counts no more.
    withdrawn: bool,
}

/// How strong a trace is, weakest first. Never add what was prompted to what was not.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Strength {
    Claimed,
    Prompted,
    Unprompted,
    Acted,
    Confirmed,
}

impl From<Rung> for Strength {
    fn from(rung: Rung) -> Self {
        match rung {
            Rung::Claimed => Self::Claimed,
            Rung::Prompted => Self::Prompted,
            Rung::Unprompted => Self::Unprompted,
            Rung::Acted => Self::Acted,
            Rung::Confirmed => Self::Confirmed,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Evidence {
    Interpretation,
    Story,
    Decision,
    Wording,
}

impl From<Source> for Evidence {
    fn from(source: Source) -> Self {
        match source {
            Source::Interpretation => Self::Interpretation,
            Source::Story => Self::Story,
            Source::Decision => Self::Decision,
            Source::Wording => Self::Wording,
        }
    }
}

/// The ledger of traces, those taken back among them
#[utoipa::path(get, path = "/api/v1/traces", tag = "traces", operation_id = "listTraces",
    params(
        ("after" = Option<Uuid>, Query, description = "`next` of the answer before"),
        ("limit" = Option<i64>, Query, description = "Rows, 50 unless said", minimum = 1, maximum = 200),
        ("unit" = Option<Uuid>, Query, description = "In this unit and everything below it"),
        ("element" = Option<Uuid>, Query, description = "Of this element"),
        ("rung" = Option<Strength>, Query, description = "Of this strength"),
        ("from" = Option<String>, Query, format = Date, description = "Happened on this day or later"),
        ("to" = Option<String>, Query, format = Date, description = "Happened on this day or earlier"),
        ("since" = Option<String>, Query, format = Date, description = "Written or taken back on this day or later"),
    ),
    responses((status = 200, description = "Part of the list", body = Page<Trace>)),
    security(("key" = ["traces:read"])))]
pub async fn list(caller: Caller) -> Answer {
    let mut params = caller.params(&["after", "limit", "unit", "element", "rung", "from", "to", "since"]);
    let filter = params.filter();
    let rung = params.word("rung");
    let days = (params.day("from"), params.day("to"));
    params.done()?;
    let rows = store::api::traces(&mut caller.read().await?, &filter, rung, days).await?;
    caller.json(&Page::new(
        rows,
        filter.most - 1,
        |t| t.id.0,
        |t| Trace {
            id: t.id.0,
            day: t.day.to_string(),
            unit: t.unit.0,
            element: t.element.0,
            edition: t.edition.map(|e| e.0),
            rung: t.rung.into(),
            source: t.source.into(),
            source_id: t.source_id,
            count: t.count,
            withdrawn: t.withdrawn,
        },
    ))
}
