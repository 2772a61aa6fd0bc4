//! Who somebody is here: posts and grants, as one list of standings.

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
