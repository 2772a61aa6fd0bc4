//! Decisions: what was decided and for whom, which element tipped it and which gave way, what stops, and whether it held.

mod written;

pub use written::{Decision, Known, Merged, Misfit, Step, Why, Written, merge};

use crate::day::Day;
use crate::id::UnitId;
use crate::story::{UnfitText, checked};
use crate::word::words;

words! {
    /// What has become of a decision.
    State {
        /// Only those who answer for its unit see it, and can change it.
        Draft = "draft",
        /// Before others, and never changed again: it can be looked back on once, and withdrawn.
        Recorded = "recorded",
        /// Recorded once, then taken back with a reason; its traces are withdrawn.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The answer to the one question of the look-back: did it hold?
    Held {
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

words! {
    /// The fields of a decision, in the order of the form.
    Field {
        Decided = "decided",
        Day = "day",
        Body = "body",
        Units = "units",
        Options = "options",
        Tipped = "tipped",
        GaveWay = "gave_way",
        Why = "why",
        First = "first",
        Stop = "stop",
        LookBack = "look_back",
    }
}

/// Characters: what was decided, at least and at most.
pub const LEAST: usize = 10;
pub const MOST: usize = 300;
/// Characters of whoever decided, and of who came first, at most.
pub const MOST_LINE: usize = 120;
/// Characters of why an element gave way, of what stops, of a reason and of an answer, at most.
pub const MOST_TEXT: usize = 300;
/// Options considered, and characters of each, at most.
pub const MOST_OPTIONS: usize = 6;
pub const MOST_OPTION: usize = 160;
/// Units that one decision concerns at most.
pub const MOST_UNITS: usize = 20;
/// Days ahead that a look-back may lie: two years. Later than that, other people would be asked.
pub const LOOK_BACK_MOST: i64 = 730;
/// Days ahead that a form suggests: a quarter shows whether it held.
pub const LOOK_BACK_USUAL: i64 = 90;

/// Of the units chosen, those that stand below no other of them: a decision for a unit holds for those below it, and its
/// trace would otherwise be counted twice. `parent` gives the unit right above.
#[must_use]
pub fn topmost(chosen: &[UnitId], parent: impl Fn(UnitId) -> Option<UnitId>) -> Vec<UnitId> {
    let below_another = |unit: UnitId| {
        let mut at = unit;
        // A tree of units is not deeper than this; a ring in it must not hang us.
        for _ in 0..32 {
            match parent(at) {
                Some(above) if chosen.contains(&above) => return true,
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    };
    chosen.iter().copied().filter(|unit| !below_another(*unit)).collect()
}

/// Whether the question of the look-back waits: recorded, its day has come, and nobody has answered.
#[must_use]
pub fn due(state: State, look_back: Option<Day>, held: Option<Held>, today: Day) -> bool {
    state == State::Recorded && held.is_none() && look_back.is_some_and(|day| day <= today)
}

/// The sentence that goes with an answer: what was seen.
pub fn answer(raw: &str) -> Result<String, UnfitText> {
    checked(raw, LEAST, MOST_TEXT)
}

/// Why a recorded decision is withdrawn; everybody who can read it reads this.
pub fn reason(raw: &str) -> Result<String, UnfitText> {
    checked(raw, LEAST, MOST_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// 1 is the root, 2 below it, 3 below 2; 9 stands beside 2.
    fn parent(of: UnitId) -> Option<UnitId> {
        match of.0.as_u128() {
            3 => Some(unit(2)),
            2 | 9 => Some(unit(1)),
            _ => None,
        }
    }

    #[test]
    fn a_unit_below_another_chosen_is_not_counted_twice() {
        assert_eq!(topmost(&[unit(3), unit(2), unit(9)], parent), [unit(2), unit(9)]);
        assert_eq!(topmost(&[unit(3), unit(1)], parent), [unit(1)], "also two levels below");
        assert_eq!(topmost(&[unit(3), unit(9)], parent), [unit(3), unit(9)]);
        assert_eq!(topmost(&[unit(7)], |_| Some(unit(8))), [unit(7)], "a ring ends");
    }

    #[test]
    fn the_question_waits_from_its_day_until_it_is_answered() {
        let today: Day = "2026-11-23".parse().unwrap();
        assert!(due(State::Recorded, Some(today), None, today));
        assert!(!due(State::Recorded, Some(today.plus_days(1)), None, today));
        assert!(!due(State::Recorded, Some(today), Some(Held::No), today));
        assert!(!due(State::Withdrawn, Some(today), None, today));
        assert!(!due(State::Draft, Some(today), None, today));
    }

    #[test]
    fn an_answer_is_a_sentence_without_numbers_of_citizens() {
        assert!(matches!(answer("Ja"), Err(UnfitText::TooShort { .. })));
        assert!(matches!(answer("Det holdt for 010180-1234"), Err(UnfitText::Cpr(_))));
        assert!(matches!(reason(&"å".repeat(301)), Err(UnfitText::Text(_))));
        assert!(answer("Vi holdt fast, også i ferien.").is_ok());
    }
}
