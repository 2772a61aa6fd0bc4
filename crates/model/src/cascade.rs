//! How far the interpretations have come, and where a hand would help next. Plain rules, each with its reason, and never a
//! ranking: a unit is on the list or it is not, and the list follows the tree.

use crate::day::{Day, Instant};
use crate::interpretation::State;
use crate::word::words;

words! {
    /// Why a unit could use a hand. The first that fits is the one that is said.
    Reason {
        /// Nobody leads the unit or answers for it from above.
        NoLeader = "no_leader",
        /// Something that its interpretations stand on has changed, and nobody has said whether they hold.
        Shifted = "shifted",
        /// A draft that nobody has touched for [`STILL_WEEKS`] weeks.
        StillDraft = "still_draft",
        /// A leader who came within the last [`NEW_WEEKS`] weeks, and nothing begun.
        NewLeader = "new_leader",
        /// A unit above has something in use, and here nothing is begun.
        NotBegun = "not_begun",
    }
}

/// Weeks.
pub const STILL_WEEKS: i64 = 6;
pub const NEW_WEEKS: i64 = 13;
/// Weeks that what is in use above must have been so before a unit below is said not to have begun.
pub const AFTER_WEEKS: i64 = 8;
/// Days for which a reminder stands, and is not sent again.
pub const REMINDED_DAYS: i64 = 21;

/// What the rules look at in one unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Somebody leads it.
    pub has_leader: bool,
    /// Somebody above answers for it.
    pub is_answered_for: bool,
    /// The leader's first day here.
    pub leader_since: Option<Day>,
    pub in_use: i64,
    pub underway: i64,
    pub shifted: i64,
    /// When the draft that has lain longest was last touched.
    pub oldest_draft: Option<Day>,
    /// Since when something has been in use above.
    pub above_since: Option<Day>,
}

impl Facts {
    /// Where the unit as a whole stands: in use when one element is.
    #[must_use]
    pub const fn state(&self) -> Option<State> {
        if self.in_use > 0 {
            Some(State::InUse)
        } else if self.underway > 0 {
            Some(State::Underway)
        } else {
            None
        }
    }

    /// Why a hand would help here, if it would.
    #[must_use]
    pub fn reason(&self, today: Day) -> Option<Reason> {
        let weeks = |since: Day| today.days_since(since) / 7;
        if !self.has_leader && !self.is_answered_for {
            return Some(Reason::NoLeader);
        }
        if self.shifted > 0 {
            return Some(Reason::Shifted);
        }
        if self.oldest_draft.is_some_and(|day| weeks(day) >= STILL_WEEKS) {
            return Some(Reason::StillDraft);
        }
        // A unit that is answered for from above follows what is in use there, and nobody waits for it.
        if !self.has_leader || self.state().is_some() {
            return None;
        }
        if self.leader_since.is_some_and(|day| weeks(day) < NEW_WEEKS) {
            return Some(Reason::NewLeader);
        }
        if self.above_since.is_some_and(|day| weeks(day) >= AFTER_WEEKS) {
            return Some(Reason::NotBegun);
        }
        None
    }
}

/// Whether a reminder that was sent still stands.
#[must_use]
pub fn still_stands(sent: Day, today: Day) -> bool {
    today.days_since(sent) < REMINDED_DAYS
}

/// The first moment whose reminders still stand.
#[must_use]
pub fn standing_since(now: Instant) -> Instant {
    now.plus_minutes(-REMINDED_DAYS * 24 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn led() -> Facts {
        Facts {
            has_leader: true,
            is_answered_for: true,
            leader_since: Some(day("2020-01-01")),
            ..Facts::default()
        }
    }

    #[test]
    fn each_rule_says_its_own_reason_and_the_first_that_fits() {
        let today = day("2026-11-23");
        assert_eq!(Facts::default().reason(today), Some(Reason::NoLeader));
        let shifted = Facts {
            in_use: 2,
            shifted: 1,
            oldest_draft: Some(day("2026-01-01")),
            ..led()
        };
        assert_eq!(shifted.reason(today), Some(Reason::Shifted));
        let draft = |last: &str| Facts {
            underway: 1,
            oldest_draft: Some(day(last)),
            ..led()
        };
        assert_eq!(draft("2026-10-12").reason(today), Some(Reason::StillDraft), "six weeks");
        assert_eq!(draft("2026-10-13").reason(today), None);
        let new = Facts {
            leader_since: Some(day("2026-10-01")),
            ..led()
        };
        assert_eq!(new.reason(today), Some(Reason::NewLeader));
        let behind = |since: &str| Facts {
            above_since: Some(day(since)),
            ..led()
        };
        assert_eq!(
            behind("2026-09-28").reason(today),
            Some(Reason::NotBegun),
            "eight weeks"
        );
        assert_eq!(behind("2026-09-29").reason(today), None);
        assert_eq!(led().reason(today), None, "nothing above either");
    }

    #[test]
    fn a_unit_that_has_begun_or_follows_the_one_above_is_left_in_peace() {
        let today = day("2026-11-23");
        let begun = Facts {
            in_use: 1,
            above_since: Some(day("2025-01-01")),
            ..led()
        };
        assert_eq!(begun.reason(today), None);
        let follows = Facts {
            is_answered_for: true,
            above_since: Some(day("2025-01-01")),
            ..Facts::default()
        };
        assert_eq!(follows.reason(today), None);
    }

    #[test]
    fn a_reminder_stands_for_three_weeks() {
        assert!(still_stands(day("2026-11-03"), day("2026-11-23")));
        assert!(!still_stands(day("2026-11-02"), day("2026-11-23")));
    }
}
