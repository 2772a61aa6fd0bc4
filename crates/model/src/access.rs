//! Who somebody is here: posts and grants, as one list of standings.

use crate::day::Day;
use crate::id::{PersonId, UnitId};
use crate::word::words;

words! {
    /// The roles of the house. `Leader` and `Employee` come from posts; the others are granted, with a unit and dates.
    Role {
        /// HR: keeps the foundations and the organisation.
        Steward = "steward",
        Director = "director",
        Leader = "leader",
        Employee = "employee",
        /// Union or works-council representative (TR, MED).
        Representative = "representative",
        /// External, until a date.
        Adviser = "adviser",
        DataProtectionOfficer = "dpo",
        /// Technical set-up; no content.
        Administrator = "administrator",
    }
}

impl Role {
    /// The roles that somebody can be granted.
    pub const GRANTED: &'static [Role] = &[
        Role::Steward,
        Role::Director,
        Role::Representative,
        Role::Adviser,
        Role::DataProtectionOfficer,
        Role::Administrator,
    ];
}

/// One role that holds today, at a unit and everything below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    pub role: Role,
    pub unit: UnitId,
    /// The unit itself, its parent, … up to the root.
    pub line: Vec<UnitId>,
}

/// The person who asks, with every role that holds today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    pub person: PersonId,
    pub standings: Vec<Standing>,
}

impl Actor {
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.standings.iter().any(|s| s.role == role)
    }

    /// The units at which this person has `role`.
    pub fn units(&self, role: Role) -> impl Iterator<Item = UnitId> {
        self.standings.iter().filter(move |s| s.role == role).map(|s| s.unit)
    }
}

/// Characters in the note of a grant.
pub const NOTE: usize = 500;

/// Why a role cannot be granted so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum GrantFlaw {
    /// The role comes from a post.
    #[error("this role comes from a post and is not granted")]
    FromPost,
    #[error("the last day is before the first")]
    EndsFirst,
    #[error("the last day is over")]
    Over,
    /// An external adviser is a guest for a time.
    #[error("an adviser's role needs a last day")]
    AdviserEnds,
    /// Somebody from outside who sees people's data does so under an agreement (GDPR, article 28).
    #[error("an adviser's role needs a note that names the data processing agreement")]
    AdviserAgreement,
    #[error("the note is longer than {NOTE} characters")]
    LongNote,
}

/// What is wrong with granting `role` from a day to a last day; nothing when it can be granted.
#[must_use]
pub fn grant_flaws(role: Role, from: Day, last_day: Option<Day>, note: &str, today: Day) -> Vec<GrantFlaw> {
    let adviser = role == Role::Adviser;
    let tests = [
        (!Role::GRANTED.contains(&role), GrantFlaw::FromPost),
        (last_day.is_some_and(|last| last < from), GrantFlaw::EndsFirst),
        (
            last_day.is_some_and(|last| last >= from && last < today),
            GrantFlaw::Over,
        ),
        (adviser && last_day.is_none(), GrantFlaw::AdviserEnds),
        (adviser && note.trim().is_empty(), GrantFlaw::AdviserAgreement),
        (note.chars().count() > NOTE, GrantFlaw::LongNote),
    ];
    tests
        .into_iter()
        .filter_map(|(wrong, flaw)| wrong.then_some(flaw))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_says_what_it_lacks() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let today = day("2026-11-23");
        let flaws = |role, last: Option<&str>, note| grant_flaws(role, today, last.map(day), note, today);
        assert_eq!(flaws(Role::Steward, None, ""), []);
        assert_eq!(
            flaws(Role::Adviser, None, " "),
            [GrantFlaw::AdviserEnds, GrantFlaw::AdviserAgreement]
        );
        assert_eq!(flaws(Role::Adviser, Some("2027-01-31"), "Aftale 12/2026"), []);
        assert_eq!(flaws(Role::Leader, None, ""), [GrantFlaw::FromPost]);
        assert_eq!(flaws(Role::Director, Some("2026-11-22"), ""), [GrantFlaw::EndsFirst]);
        assert_eq!(flaws(Role::Director, Some("2026-11-23"), ""), [], "one day is a day");
        let before = grant_flaws(Role::Director, day("2026-01-01"), Some(day("2026-02-01")), "", today);
        assert_eq!(before, [GrantFlaw::Over]);
        assert_eq!(flaws(Role::Director, None, &"å".repeat(501)), [GrantFlaw::LongNote]);
    }
}
