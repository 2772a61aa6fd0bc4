//! Published editions and the elements in force.

use model::foundation::{Kind, Text};
use model::{EditionId, ElementId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::caller::Caller;
use crate::Error;
use crate::input::At;

/// The two texts that go hand in hand.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Foundation {
    Leadership,
    Employee,
}

impl From<Kind> for Foundation {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Leadership => Self::Leadership,
            Kind::Employee => Self::Employee,
        }
    }
}

/// A published edition.
#[derive(Serialize, ToSchema)]
pub(super) struct Edition {
    id: Uuid,
    foundation: Foundation,
    number: i64,
    title: String,
    preamble: String,
    /// The day from which it is in force.
    #[schema(format = Date)]
    in_force_from: Option<String>,
    /// The day from which the next edition is in force instead.
    #[schema(format = Date)]
    next_from: Option<String>,
    /// How many elements it has.
    elements: i64,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Editions {
    items: Vec<Edition>,
}

impl From<store::foundation::Edition> for Edition {
    fn from(edition: store::foundation::Edition) -> Self {
        Self {
            id: edition.id.0,
            foundation: edition.kind.into(),
            number: edition.number,
            title: edition.title,
            preamble: edition.preamble,
            in_force_from: edition.in_force_from.map(|d| d.to_string()),
            next_from: edition.next_from.map(|d| d.to_string()),
            elements: edition.elements,
        }
    }
}

/// An element as an edition words it.
#[derive(Serialize, ToSchema)]
pub(super) struct Element {
    /// The same across editions.
    id: Uuid,
    foundation: Foundation,
    edition: Uuid,
    headline: String,
    meaning: String,
    behaviours: Vec<Behaviour>,
    examples_good: Vec<String>,
    examples_bad: Vec<String>,
    dilemmas: Vec<String>,
    /// Since when it leads, and why; none when it does not, and in an edition's own list.
    prominent: Option<Prominent>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Behaviour {
    text: String,
    /// For leaders of this level alone.
    level: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Prominent {
    #[schema(format = Date)]
    since: String,
    reason: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Elements {
    items: Vec<Element>,
}

fn element(id: ElementId, kind: Kind, edition: EditionId, text: Text, prominent: Option<Prominent>) -> Element {
    Element {
        id: id.0,
        foundation: kind.into(),
        edition: edition.0,
        headline: text.headline,
        meaning: text.meaning,
        behaviours: text
            .lists
            .behaviours
            .into_iter()
            .map(|b| Behaviour {
                text: b.text,
                level: b.level,
            })
            .collect(),
        examples_good: text.lists.examples_good,
        examples_bad: text.lists.examples_bad,
        dilemmas: text.lists.dilemmas,
        prominent,
    }
}

/// Every published edition, the newest of each foundation first
#[utoipa::path(get, path = "/api/v1/editions", tag = "foundation", operation_id = "listEditions",
    responses((status = 200, description = "All of them", body = Editions)),
    security(("key" = ["foundation:read"])))]
pub async fn editions(caller: Caller) -> Answer {
    caller.params(&[]).done()?;
    let rows = store::foundation::published(&mut caller.read().await?).await?;
    caller.json(&Editions {
        items: rows.into_iter().map(Into::into).collect(),
    })
}

#[derive(Serialize, ToSchema)]
pub(super) struct WholeEdition {
    edition: Edition,
    elements: Vec<Element>,
}

/// A published edition with its elements
#[utoipa::path(get, path = "/api/v1/editions/{edition}", tag = "foundation", operation_id = "getEdition",
    params(("edition" = Uuid, Path)),
    responses((status = 200, description = "The edition", body = WholeEdition)),
    security(("key" = ["foundation:read"])))]
pub async fn edition(caller: Caller, At((id,)): At<(EditionId,)>) -> Answer {
    caller.params(&[]).done()?;
    let mut conn = caller.read().await?;
    let edition = store::foundation::edition(&mut conn, id)
        .await?
        .filter(|e| !e.is_draft())
        .ok_or(Error::NotFound)?;
    let texts = store::foundation::texts(&mut conn, id).await?;
    let kind = edition.kind;
    caller.json(&WholeEdition {
        edition: edition.into(),
        elements: texts
            .into_iter()
            .map(|e| element(e.element, kind, id, e.text, None))
            .collect(),
    })
}

/// The elements in force today, as their editions word them
#[utoipa::path(get, path = "/api/v1/elements", tag = "foundation", operation_id = "listElements",
    params(("foundation" = Option<Foundation>, Query, description = "Of one of the two")),
    responses((status = 200, description = "All of them", body = Elements)),
    security(("key" = ["foundation:read"])))]
pub async fn elements(caller: Caller) -> Answer {
    let mut params = caller.params(&["foundation"]);
    let kind: Option<Kind> = params.word("foundation");
    params.done()?;
    let rows = store::foundation::reading(&mut caller.read().await?, caller.today).await?;
    caller.json(&Elements {
        items: rows
            .into_iter()
            .filter(|e| kind.is_none_or(|kind| e.kind == kind))
            .map(|e| {
                let prominent = e.prominent.map(|(since, reason)| Prominent {
                    since: since.to_string(),
                    reason,
                });
                element(e.id, e.kind, e.edition, e.text, prominent)
            })
            .collect(),
    })
}
