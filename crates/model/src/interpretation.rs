//! A unit's own account of an element (oversættelse), with its signs.

use serde::{Deserialize, Serialize};

use crate::id::SignId;
use crate::word::words;

words! {
    /// Where an interpretation stands: på vej, i brug, lagt væk.
    State {
        Underway = "underway",
        InUse = "in_use",
        SetAside = "set_aside",
    }
}

/// What a unit has written. Stored as one JSON document per version: it is read and written whole.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Body {
    /// What the element means here, in the unit's own words.
    pub meaning: String,
    pub keep: String,
    pub concrete: String,
    /// "…, because …" is a respectable answer.
    pub leave_out: String,
    pub add: String,
    pub change: String,
    /// Why we did so.
    pub why: String,
    /// What it means for each kind of job.
    pub jobs: Vec<Job>,
    /// What one would see us do, up to five.
    pub signs: Vec<Sign>,
    pub stop: String,
    pub dilemma: String,
    /// How many took part. A number, never names.
    pub participants: Option<u16>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    pub kind: String,
    pub means: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The same through rewordings, so that stories that saw it still count.
    pub id: SignId,
    pub text: String,
}
