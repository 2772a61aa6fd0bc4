//! Foundations, their editions and elements.

mod fate;
pub(crate) mod split;
mod text;
mod together;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::word::words;

pub use fate::{Answer, FateFault, NotReady, check_fates, propose_fates, ready};
pub use split::{BlockUse, Split, SplitBehaviour, SplitElement, block_uses, new_levels};
pub use text::{
    BEHAVIOURS, ELEMENTS, ENTRIES, ENTRY, Fault, Field, HEADLINE, MEANING, PREAMBLE, Problem, REASON, RawText, TITLE,
    Text, read_front,
};
pub use together::{Hands, hand_in_hand};

words! {
    /// The two texts that go hand in hand.
    Kind {
        Leadership = "leadership",
        Employee = "employee",
    }
}

impl Kind {
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Leadership => Self::Employee,
            Self::Employee => Self::Leadership,
        }
    }
}

words! {
    /// An edition is written, then published and immutable. Whether it is in force follows from its day: see [`Phase`].
    EditionState {
        Draft = "draft",
        Published = "published",
    }
}

words! {
    /// What became of an element of the edition before.
    Fate {
        Kept = "kept",
        Reworded = "reworded",
        Split = "split",
        Merged = "merged",
        Retired = "retired",
    }
}

words! {
    /// What a block of an uploaded document is.
    BlockKind {
        Title = "title",
        Heading = "heading",
        Bold = "bold",
        Paragraph = "paragraph",
        Item = "item",
    }
}

/// A heading, paragraph or list item of the document that an edition was read from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
}

/// Something that a leader does when the element is there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    pub text: String,
    /// A code of the organisation's leader levels; none: for all.
    pub level: Option<String>,
}

/// The lists of an element's wording.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lists {
    pub behaviours: Vec<Behaviour>,
    pub examples_good: Vec<String>,
    pub examples_bad: Vec<String>,
    pub dilemmas: Vec<String>,
    /// Numbers of the source's blocks that the element was read from.
    pub source_blocks: Vec<usize>,
}

/// Where an edition stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    Draft,
    /// Published, in force from a later day.
    Coming,
    InForce,
    Superseded,
}

impl Phase {
    /// The phase of an edition that comes into force on `from` (none: a draft), when the next edition of the foundation
    /// does so on `next` (none: there is no next one, or it is a draft).
    #[must_use]
    pub fn on(today: Day, from: Option<Day>, next: Option<Day>) -> Self {
        match from {
            None => Self::Draft,
            Some(from) if from > today => Self::Coming,
            Some(_) if next.is_some_and(|next| next <= today) => Self::Superseded,
            Some(_) => Self::InForce,
        }
    }
}

/// Days for which an edition may be put in force: from the day of the edition before, and ten years ahead at most.
#[must_use]
pub fn days_in_force(before: Option<Day>, today: Day) -> (Day, Day) {
    let earliest = before.unwrap_or_else(|| today.plus_days(-36_525));
    (earliest, today.plus_days(3_653).max(earliest))
}

/// More prominent elements than this, and none of them stands out.
pub const FEW: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_edition_is_in_force_from_its_day_until_the_next_ones() {
        let today = day("2026-11-23");
        let phase = |from: &str, next: Option<&str>| Phase::on(today, Some(day(from)), next.map(day));
        assert_eq!(phase("2026-11-24", None), Phase::Coming);
        assert_eq!(phase("2026-11-23", None), Phase::InForce);
        assert_eq!(phase("2026-03-01", Some("2026-11-24")), Phase::InForce);
        assert_eq!(phase("2026-03-01", Some("2026-11-23")), Phase::Superseded);
        assert_eq!(Phase::on(today, None, None), Phase::Draft);
    }

    #[test]
    fn an_edition_follows_the_one_before() {
        let today = day("2026-11-23");
        assert_eq!(days_in_force(Some(day("2027-01-01")), today).0, day("2027-01-01"));
        assert!(days_in_force(None, today).0 < day("1950-01-01"));
    }
}
