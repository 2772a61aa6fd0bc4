//! Stories ("Jeg har set det ske"): short, dated, about a unit and an element.

use crate::trace::Rung;
use crate::word::words;

words! {
    /// What has become of a story.
    State {
        /// Not seen by a moderator yet; only the teller sees it.
        Waiting = "waiting",
        Published = "published",
        Declined = "declined",
        /// Published once, then taken back; its trace is withdrawn.
        Withdrawn = "withdrawn",
    }
}

/// How strong a trace a story is. Seen from another unit it confirms. From one's own unit it is a deed told, unless it was
/// told before any element was named: then the element came up unprompted.
#[must_use]
pub const fn rung(from_another_unit: bool, told_before_element: bool) -> Rung {
    if from_another_unit {
        Rung::Confirmed
    } else if told_before_element {
        Rung::Unprompted
    } else {
        Rung::Acted
    }
}
