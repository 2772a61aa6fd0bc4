//! Foundations, their editions and elements.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// The two texts that go hand in hand.
    Kind {
        Leadership = "leadership",
        Employee = "employee",
    }
}

words! {
    /// An edition is written, then in force and immutable, then superseded by the next.
    EditionState {
        Draft = "draft",
        Published = "published",
        Superseded = "superseded",
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
