//! Signs (tegn): what one would see, hear or experience when a behaviour is there. A sign begins as a hypothesis with an owner,
//! a day on which the trial ends, what will be done if it moves, and what could become worse meanwhile.

mod period;
mod written;

pub use period::{Slot, Stood, slots};
pub use written::{Known, Measure, Misfit, Sign, Why, Written, thousandths};

use crate::day::Day;
use crate::story::{UnfitText, checked};
use crate::word::words;

words! {
    /// What has become of a sign.
    State {
        /// Tried, until a day.
        Hypothesis = "hypothesis",
        Adopted = "adopted",
        /// Put away with a reason, which the whole house can read.
        Retired = "retired",
    }
}

words! {
    /// Where the figures come from.
    Kind {
        /// The people concerned count, on a phone.
        Tally = "tally",
        /// The house's own ledger.
        Traces = "traces",
        /// A file from another system.
        Series = "series",
        /// Answers, through the release of a sealed wave.
        Pulse = "pulse",
    }
}

words! {
    /// What a measure is for.
    Purpose {
        /// Whether the sign appears.
        Sign = "sign",
        /// What it costs.
        Balance = "balance",
        /// What goes on around it: no direction, no verdict.
        Context = "context",
    }
}

words! {
    /// How long a period is.
    Cadence {
        Week = "week",
        Month = "month",
    }
}

words! {
    /// What a figure is.
    Data {
        Counts = "counts",
        /// A number out of a number.
        Shares = "shares",
        Values = "values",
    }
}

words! {
    /// Which way is better.
    Direction {
        Up = "up",
        Down = "down",
        Neither = "neither",
    }
}

words! {
    /// What an entry of a sign's diary is.
    Noted {
        Note = "note",
        /// It was looked at, and a new day was set.
        Review = "review",
        Adopted = "adopted",
        Retired = "retired",
        /// Figures came from elsewhere.
        Series = "series",
    }
}

words! {
    /// The fields of the form, in its order.
    Field {
        Element = "element",
        Title = "title",
        Behaviour = "behaviour",
        Seen = "seen",
        Kind = "kind",
        Definition = "definition",
        Cadence = "cadence",
        Data = "data",
        Rung = "rung",
        Source = "source",
        UnitWord = "unit_word",
        Direction = "direction",
        Target = "target",
        Lag = "lag",
        Response = "response",
        SideEffect = "side_effect",
        Assumption = "assumption",
        Rivals = "rivals",
        Owner = "owner",
        TrialUntil = "trial_until",
        ReviewOn = "review_on",
        ReviewWhere = "review_where",
    }
}

/// Characters of a title, of a line (owner, source, forum), of the word behind figures, and of every other text, at most.
pub const MOST_TITLE: usize = 80;
pub const MOST_LINE: usize = 120;
pub const MOST_WORD: usize = 20;
pub const MOST_TEXT: usize = 300;
/// Characters of what has to be said, at least.
pub const LEAST: usize = 10;
/// Days that a trial lasts: at least four weeks, in which something can show; at most two years.
pub const TRIAL_LEAST: i64 = 28;
pub const TRIAL_MOST: i64 = 730;
/// What a form suggests: twenty weeks, of which thirteen are needed before chance and change can be told apart.
pub const TRIAL_USUAL: i64 = 140;
/// Weeks until a measure should move, at most.
pub const LAG_MOST: i64 = 104;
/// Signs that live at the same time for one element: of the whole organisation, and of any other unit. More than that are
/// not looked at.
pub const MOST_WHOLE: usize = 7;
pub const MOST_AREA: usize = 3;
/// Days back that one can count: a phone may have been without a net for a fortnight.
pub const COUNT_DAYS: i64 = 14;
/// Taps that one phone sends at once, and that a measure takes in one unit on one day.
pub const MOST_TAPS: usize = 200;
pub const MOST_DAILY: i64 = 300;
/// Days that taps are kept: longer than the longest period and the days back together, so that a reading is always the sum
/// of all its taps.
pub const TAP_DAYS: i64 = 60;
/// The fewest people about whom figures are taken from elsewhere.
pub const LEAST_PEOPLE: i64 = 5;
/// Phases and rows of an import at most.
pub const MOST_PHASES: usize = 20;
pub const MOST_ROWS: usize = 600;

/// How many signs for one element may live in a unit at the same time.
#[must_use]
pub const fn room(whole_organisation: bool) -> usize {
    if whole_organisation { MOST_WHOLE } else { MOST_AREA }
}

/// Why a sign is adopted or retired, why a phase begins, and what somebody notes.
pub fn reason(raw: &str) -> Result<String, UnfitText> {
    checked(raw, LEAST, MOST_TEXT)
}

impl Cadence {
    /// The first day of the period that a day lies in: its Monday, or the first of its month.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Week => day.plus_days(-i64::from(day.0.weekday().to_monday_zero_offset())),
            Self::Month => day.month().first_day(),
        }
    }

    /// The first day of the period after the one that begins on `start`.
    #[must_use]
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Week => start.plus_days(7),
            Self::Month => start.month().plus(1).first_day(),
        }
    }
}

/// Whether the trial is over and nobody has decided: the sign asks for it.
#[must_use]
pub fn waits(state: State, trial_until: Day, today: Day) -> bool {
    state == State::Hypothesis && trial_until < today
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_on_monday_or_on_the_first() {
        let sunday: Day = "2026-11-29".parse().unwrap();
        assert_eq!(Cadence::Week.start(sunday).to_string(), "2026-11-23");
        assert_eq!(
            Cadence::Week.start("2026-11-23".parse().unwrap()).to_string(),
            "2026-11-23"
        );
        assert_eq!(Cadence::Month.start(sunday).to_string(), "2026-11-01");
        assert_eq!(
            Cadence::Month.next("2026-12-01".parse().unwrap()).to_string(),
            "2027-01-01"
        );
    }

    #[test]
    fn a_reading_is_always_the_sum_of_all_its_taps() {
        // A month of 31 days, counted a fortnight back.
        const { assert!(TAP_DAYS > 31 + COUNT_DAYS) };
    }

    #[test]
    fn a_hypothesis_waits_from_the_day_after_its_trial() {
        let day: Day = "2026-11-23".parse().unwrap();
        assert!(waits(State::Hypothesis, day.plus_days(-1), day));
        assert!(!waits(State::Hypothesis, day, day));
        assert!(!waits(State::Adopted, day.plus_days(-9), day));
    }
}
