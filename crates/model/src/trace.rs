//! Traces (spor): dated evidence that an element was at work in a unit. Append-only.

use crate::day::{Day, Instant};
use crate::id::{EditionId, ElementId, TraceId, UnitId};
use crate::word::words;
use uuid::Uuid;

words! {
    /// How strong a trace is, weakest first.
    Rung {
        Claimed = "claimed",
        /// Mentioned when asked. Never added together with `Unprompted`.
        Prompted = "prompted",
        Unprompted = "unprompted",
        /// A decision, an activity, a trial, an agreement kept.
        Acted = "acted",
        /// Seen by another unit, a citizen, the other party.
        Confirmed = "confirmed",
    }
}

words! {
    /// The kind of row that a trace comes from. A new room that writes traces adds its own here.
    Source {
        Interpretation = "interpretation",
        Story = "story",
        Decision = "decision",
        /// A passage of a document, or a month of them; see `wording_trace`.
        Wording = "wording",
    }
}

/// One row of the ledger. It holds no person and no text: the evidence is the source row, so that erasing the source
/// leaves a harmless count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace {
    pub id: TraceId,
    /// The day on which it happened, not on which it was told.
    pub day: Day,
    pub unit: UnitId,
    pub element: ElementId,
    /// The edition in force when it was made.
    pub edition: Option<EditionId>,
    pub rung: Rung,
    pub source: Source,
    pub source_id: Uuid,
    /// How many there were; 1 for a story.
    pub count: i64,
    pub written: Instant,
}
