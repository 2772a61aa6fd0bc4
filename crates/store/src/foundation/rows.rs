//! Rows that several of the room's modules read.

use model::foundation::{Behaviour, EditionState, Kind, Lists, Phase, Text};
use model::{Day, EditionId, ElementId, FoundationId, Instant};
use serde::de::DeserializeOwned;

/// A list that is stored as JSON.
#[derive(Clone, Debug)]
pub struct Stored<T>(pub Vec<T>);

impl<T: DeserializeOwned> TryFrom<String> for Stored<T> {
    type Error = serde_json::Error;
    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text).map(Self)
    }
}

/// The columns of an element's words.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TextRow {
    headline: String,
    meaning: String,
    #[sqlx(try_from = "String")]
    behaviours: Stored<Behaviour>,
    #[sqlx(try_from = "String")]
    examples_good: Stored<String>,
    #[sqlx(try_from = "String")]
    examples_bad: Stored<String>,
    #[sqlx(try_from = "String")]
    dilemmas: Stored<String>,
    #[sqlx(try_from = "String")]
    source_blocks: Stored<usize>,
}

impl From<TextRow> for Text {
    fn from(row: TextRow) -> Self {
        Self {
            headline: row.headline,
            meaning: row.meaning,
            lists: Lists {
                behaviours: row.behaviours.0,
                examples_good: row.examples_good.0,
                examples_bad: row.examples_bad.0,
                dilemmas: row.dilemmas.0,
                source_blocks: row.source_blocks.0,
            },
        }
    }
}

/// An element in one edition.
#[derive(Clone, Debug)]
pub struct ElementText {
    pub element: ElementId,
    /// 1, 2, …
    pub position: i64,
    /// The draft's revision that wrote it last.
    pub revision: i64,
    pub text: Text,
}

#[derive(sqlx::FromRow)]
pub struct ElementTextRow {
    element: ElementId,
    position: i64,
    revision: i64,
    #[sqlx(flatten)]
    text: TextRow,
}

impl From<ElementTextRow> for ElementText {
    fn from(row: ElementTextRow) -> Self {
        Self {
            element: row.element,
            position: row.position,
            revision: row.revision,
            text: row.text.into(),
        }
    }
}

/// An edition without its elements.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Edition {
    pub id: EditionId,
    pub foundation: FoundationId,
    pub kind: Kind,
    /// 1, 2, …
    pub number: i64,
    pub title: String,
    pub preamble: String,
    pub state: EditionState,
    pub in_force_from: Option<Day>,
    pub revision: i64,
    pub source_name: Option<String>,
    /// Names of those who began and who published it; none when nobody did so by hand.
    pub created_by: Option<String>,
    pub created_at: Instant,
    pub published_by: Option<String>,
    pub published_at: Option<Instant>,
    pub elements: i64,
    /// When the next published edition of the foundation comes into force.
    pub next_from: Option<Day>,
}

impl Edition {
    #[must_use]
    pub fn phase(&self, today: Day) -> Phase {
        Phase::on(today, self.in_force_from, self.next_from)
    }

    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.state == EditionState::Draft
    }
}
