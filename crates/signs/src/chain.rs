//! From an element of a foundation to a reading: what is assumed on the way, written down before the data come.
//!
//! element → behaviour → sign → measure → reading. Each arrow is a guess. The types hold what has to be said of each;
//! [`lint`] finds what is missing, and [`contribution`] what may be claimed in the end.

mod claim;
mod lint;

use crate::kind::Kind;
use crate::plan::Direction;

pub use claim::{Claim, Doubt, Outcome, contribution};
pub use lint::{Lint, lint};

/// A day, as the number of days since some first day: only differences and order count here.
pub type Day = i32;

/// What is given to the other parts to refer by. The caller's own key.
pub type Key = u64;

/// One idea of a foundation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its key.
    pub key: Key,
    /// The sentence of the foundation.
    pub text: String,
}

/// Who does what, so that somebody else can see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// Its key.
    pub key: Key,
    /// The element that it comes from.
    pub element: Key,
    /// Who: "the leader of the unit".
    pub who: String,
    /// Does what: "asks for an objection before deciding".
    pub does: String,
    /// Why this behaviour would follow from the element.
    pub assumption: String,
    /// What else could bring the behaviour about.
    pub rivals: Vec<String>,
}

/// What one would see, hear or experience when the behaviour is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its key.
    pub key: Key,
    /// The behaviour that it is a sign of.
    pub behaviour: Key,
    /// What one would see or hear.
    pub text: String,
    /// Why the sign would follow from the behaviour.
    pub assumption: String,
    /// What else could bring the sign about.
    pub rivals: Vec<String>,
}

/// Where figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// People are asked.
    Survey,
    /// What is recorded anyway: sick leave, case times, staff turnover.
    Register,
    /// Somebody looks and counts.
    Observation,
    /// Traces in minutes, decisions, stories.
    Trace,
}

/// When a measure moves, compared with the behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// With the behaviour or soon after.
    Leading,
    /// Long after, and for many other reasons too.
    Lagging,
}

/// What a measure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To show whether the sign appears.
    Sign,
    /// To show what it costs: what could become worse while the sign appears.
    Balance,
}

/// Whose answers or doings are counted, and in how small groups they may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Not about people.
    Open,
    /// About people, shown only for groups of at least so many.
    Groups {
        /// The smallest group.
        least: u32,
    },
}

/// How a sign is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its key.
    pub key: Key,
    /// The sign that it measures.
    pub sign: Key,
    /// What is counted, and out of what.
    pub definition: String,
    /// Where the figures come from.
    pub source: Option<Source>,
    /// How many days from one figure to the next.
    pub every_days: u16,
    /// The chart.
    pub kind: Kind,
    /// Which way is better.
    pub direction: Direction,
    /// What is aimed at, if anything.
    pub target: Option<f64>,
    /// Who answers for the figure: a post, not a person.
    pub owner: String,
    /// Whose doings it shows.
    pub privacy: Privacy,
    /// When it moves.
    pub timing: Timing,
    /// What it is for.
    pub purpose: Purpose,
    /// The first day.
    pub from: Day,
    /// How long after the behaviour begins the measure should move: said before the data come.
    pub lag_days: Option<u16>,
    /// How many figures there are.
    pub points: usize,
    /// How many people the smallest unit has for which figures are shown, if known.
    pub smallest_unit: Option<u32>,
}

/// What was read from a chart, by people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its key.
    pub key: Key,
    /// The measure that was read.
    pub measure: Key,
    /// When.
    pub on: Day,
    /// What the chart said.
    pub signal: String,
    /// What people take it to mean.
    pub interpretation: String,
    /// What they will do.
    pub action: String,
    /// When they look again.
    pub review: Day,
}

/// A whole chain, or the chains of a whole foundation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// The elements that were chosen.
    pub elements: Vec<Element>,
    /// Their behaviours.
    pub behaviours: Vec<Behaviour>,
    /// The signs.
    pub signs: Vec<Sign>,
    /// The measures.
    pub measures: Vec<Measure>,
    /// The readings.
    pub readings: Vec<Reading>,
}
