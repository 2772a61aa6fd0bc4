//! A unit's own account of an element (oversættelse), with its signs.
//!
//! What somebody wrote ([`Written`]) is parsed into a [`Body`]; [`revise`] makes the next [`Revision`] of it, or says that
//! somebody else was first. Every revision is kept; [`chapters`] groups them for reading.

mod cards;
mod copied;
mod ground;
mod history;
mod revision;
mod written;

pub use cards::{CARDS, Card, Cards, MOST_ARE, MOST_WHEN, WrittenCard};
pub use copied::{Copied, RUN, copied};
pub use ground::{Above, Ground, Part, Shift};
pub use history::{Chapter, Version, chapters};
pub use revision::{Conflict, Current, NothingToUse, Revision, revise};
pub use written::{Misfit, Why, Written, WrittenJob, WrittenSign};

use serde::{Deserialize, Serialize};

use crate::id::SignId;
use crate::text::{Piece, difference};
use crate::word::words;

words! {
    /// Where an interpretation stands: på vej, i brug, lagt væk.
    State {
        Underway = "underway",
        InUse = "in_use",
        SetAside = "set_aside",
    }
}

words! {
    /// The parts of a body, in the order in which a page shows them.
    Field {
        Meaning = "meaning",
        Keep = "keep",
        Concrete = "concrete",
        LeaveOut = "leave_out",
        Add = "add",
        Change = "change",
        Why = "why",
        Jobs = "jobs",
        Signs = "signs",
        Stop = "stop",
        Dilemma = "dilemma",
        Participants = "participants",
    }
}

impl Field {
    /// What can be done with the foundation's text.
    pub const MOVES: [Self; 5] = [Self::Keep, Self::Concrete, Self::LeaveOut, Self::Add, Self::Change];
}

/// Characters of the meaning, of a sign, of a kind of job, and of every other text.
pub const MOST_MEANING: usize = 1000;
pub const MOST_SIGN: usize = 160;
pub const MOST_JOB: usize = 80;
pub const MOST_TEXT: usize = 600;
/// Signs and kinds of job.
pub const MOST_SIGNS: usize = 5;
pub const MOST_JOBS: usize = 8;
/// People who took part.
pub const MOST_PARTICIPANTS: u16 = 5000;

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

impl Body {
    /// A field as one text, a line for each job or sign; empty when nothing was written.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        let lines = |lines: Vec<String>| lines.join("\n");
        match field {
            Field::Meaning => self.meaning.clone(),
            Field::Keep => self.keep.clone(),
            Field::Concrete => self.concrete.clone(),
            Field::LeaveOut => self.leave_out.clone(),
            Field::Add => self.add.clone(),
            Field::Change => self.change.clone(),
            Field::Why => self.why.clone(),
            Field::Jobs => lines(self.jobs.iter().map(Job::line).collect()),
            Field::Signs => lines(self.signs.iter().map(|s| s.text.clone()).collect()),
            Field::Stop => self.stop.clone(),
            Field::Dilemma => self.dilemma.clone(),
            Field::Participants => self.participants.map(|n| n.to_string()).unwrap_or_default(),
        }
    }

    /// Takes one field from another body.
    pub fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Meaning => self.meaning.clone_from(&from.meaning),
            Field::Keep => self.keep.clone_from(&from.keep),
            Field::Concrete => self.concrete.clone_from(&from.concrete),
            Field::LeaveOut => self.leave_out.clone_from(&from.leave_out),
            Field::Add => self.add.clone_from(&from.add),
            Field::Change => self.change.clone_from(&from.change),
            Field::Why => self.why.clone_from(&from.why),
            Field::Jobs => self.jobs.clone_from(&from.jobs),
            Field::Signs => self.signs.clone_from(&from.signs),
            Field::Stop => self.stop.clone_from(&from.stop),
            Field::Dilemma => self.dilemma.clone_from(&from.dilemma),
            Field::Participants => self.participants = from.participants,
        }
    }

    /// The fields in which two bodies read differently.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Vec<Field> {
        Field::ALL
            .iter()
            .copied()
            .filter(|f| self.text(*f) != other.text(*f))
            .collect()
    }

    /// What changed from this body to the next, field by field and word by word.
    #[must_use]
    pub fn changes(&self, next: &Self) -> Vec<(Field, Vec<Piece>)> {
        self.differs(next)
            .into_iter()
            .map(|f| (f, difference(&self.text(f), &next.text(f))))
            .collect()
    }

    /// Whether there is enough to be read by others: the meaning, or what is done with the text.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.meaning.is_empty() || Field::MOVES.iter().any(|f| !self.text(*f).is_empty())
    }
}

impl Job {
    fn line(&self) -> String {
        match (self.kind.as_str(), self.means.as_str()) {
            ("", text) | (text, "") => text.to_owned(),
            (kind, means) => format!("{kind}: {means}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> Body {
        Body {
            meaning: "Vi ringer først.".into(),
            jobs: vec![Job {
                kind: "Nattevagt".into(),
                means: "du ringer om morgenen".into(),
            }],
            participants: Some(11),
            ..Body::default()
        }
    }

    #[test]
    fn the_difference_names_the_fields_and_reads_back() {
        let mut next = body();
        next.meaning = "Vi ringer altid først.".into();
        next.jobs[0].kind = String::new();
        assert_eq!(body().differs(&next), [Field::Meaning, Field::Jobs]);
        let changes = body().changes(&next);
        assert!(changes[0].1.contains(&Piece::New("altid".into())) || format!("{changes:?}").contains("altid"));
        for field in body().differs(&next) {
            next.take(field, &body());
        }
        assert_eq!(next, body());
        assert!(body().changes(&body()).is_empty());
    }

    #[test]
    fn every_field_can_be_taken_and_read() {
        let id = crate::SignId(uuid::Uuid::from_u128(1));
        let all = Body {
            meaning: "a".into(),
            keep: "b".into(),
            concrete: "c".into(),
            leave_out: "d".into(),
            add: "e".into(),
            change: "f".into(),
            why: "g".into(),
            jobs: vec![Job {
                kind: "h".into(),
                means: String::new(),
            }],
            signs: vec![Sign { id, text: "i".into() }],
            stop: "j".into(),
            dilemma: "k".into(),
            participants: Some(1),
        };
        let mut taken = Body::default();
        assert_eq!(taken.differs(&all), Field::ALL);
        for &field in Field::ALL {
            taken.take(field, &all);
        }
        assert_eq!(taken, all);
    }

    #[test]
    fn leaving_something_out_says_something() {
        let left_out = Body {
            leave_out: "Det udelader vi, fordi …".into(),
            ..Body::default()
        };
        assert!(left_out.says_something());
        let only_signs = Body {
            stop: "At vente".into(),
            why: "Fordi".into(),
            ..Body::default()
        };
        assert!(!only_signs.says_something());
    }

    #[test]
    fn a_stored_body_reads_back_and_an_older_one_without_a_field_too() {
        let json = serde_json::to_string(&body()).unwrap();
        assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body());
        assert_eq!(serde_json::from_str::<Body>("{}").unwrap(), Body::default());
    }
}
