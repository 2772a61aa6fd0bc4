//! Keys by which other systems ask the API: what they open, for how long, and who may give them.

use crate::access::Role;
use crate::day::Day;
use crate::may::{self, Action, Object, Reach, Refused};
use crate::text::{self, Unfit};
use crate::word::words;

words! {
    /// What a key opens. One word for each resource, and one for each way of writing.
    Scope {
        /// Units, with their leaders' names.
        Organisation = "organisation:read",
        /// Everybody with a post: name, address, posts. Each time is noted in the log.
        People = "people:read",
        Foundation = "foundation:read",
        Interpretations = "interpretations:read",
        /// Published stories, without tellers.
        Stories = "stories:read",
        /// Tell a story, which then waits for a moderator.
        TellStories = "stories:write",
        Decisions = "decisions:read",
        Traces = "traces:read",
    }
}

impl Scope {
    /// What it is asked for.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Organisation => Action::ApiOrganisation,
            Self::People => Action::ApiPeople,
            Self::Foundation => Action::ApiFoundation,
            Self::Interpretations => Action::ApiInterpretations,
            Self::Stories => Action::ApiStories,
            Self::TellStories => Action::ApiTellStory,
            Self::Decisions => Action::ApiDecisions,
            Self::Traces => Action::ApiTraces,
        }
    }

    /// What somebody must be able to do to the whole organisation to give it: nobody makes a key to more than they open
    /// themselves, or who sets the machine up could read everything through one.
    #[must_use]
    pub const fn giver(self) -> Action {
        match self {
            Self::Organisation => Action::SeeOrganisation,
            Self::People => Action::SeePeople,
            Self::Foundation => Action::ReadFoundation,
            Self::Interpretations | Self::Stories | Self::Traces => Action::SeeUnit,
            Self::TellStories => Action::ModerateStories,
            Self::Decisions => Action::ReadDecisions,
        }
    }

    /// Whether somebody with this role at the top of the organisation gives it.
    #[must_use]
    pub fn given_by(self, role: Role) -> bool {
        let can = |action| {
            may::table(action)
                .iter()
                .any(|(r, reach)| *r == role && *reach != Reach::Own)
        };
        can(Action::ManageTokens) && can(self.giver())
    }

    /// The scope that an action of the API is asked with; none for what people do.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.action() == action)
    }
}

/// Whether a key with these scopes may do `action`. It has no unit and is nobody: what it opens is the same everywhere.
pub fn may(scopes: &[Scope], action: Action) -> Result<(), Refused> {
    match Scope::of(action) {
        Some(scope) if scopes.contains(&scope) => Ok(()),
        _ => Err(Refused(action)),
    }
}

/// Whether `actor` may give `scope`; `top` is the organisation's uppermost unit.
#[must_use]
pub fn may_give(actor: Option<&crate::access::Actor>, scope: Scope, top: &Object) -> bool {
    may::may(actor, Action::ManageTokens, &Object::nothing()).is_ok() && may::may(actor, scope.giver(), top).is_ok()
}

/// Characters of a key's name.
pub const NAME: usize = 80;
/// Days that a key holds unless somebody says otherwise, and at most.
pub const DAYS: i64 = 365;
pub const MOST_DAYS: i64 = 2 * 365 + 1;

/// What is wrong with a wish for a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    Name(UnfitName),
    NoScope,
    /// Not one of the words, or not this person's to give.
    Scope,
    NotADay,
    Past,
    TooLate,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnfitName {
    Empty,
    Control,
    TooLong(usize),
}

/// A key's name: one line.
pub fn name(raw: &str) -> Result<String, Flaw> {
    text::line(raw, NAME).and_then(text::required).map_err(|unfit| {
        Flaw::Name(match unfit {
            Unfit::Empty => UnfitName::Empty,
            Unfit::Control => UnfitName::Control,
            Unfit::TooLong { chars, .. } => UnfitName::TooLong(chars),
        })
    })
}

/// The last day on which a key holds.
pub fn last_day(raw: &str, today: Day) -> Result<Day, Flaw> {
    let day: Day = raw.trim().parse().map_err(|_| Flaw::NotADay)?;
    if day < today {
        Err(Flaw::Past)
    } else if day > today.plus_days(MOST_DAYS) {
        Err(Flaw::TooLate)
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Actor, Standing};
    use crate::may::Place;
    use crate::{PersonId, UnitId};
    use uuid::Uuid;

    #[test]
    fn a_scope_opens_one_action_and_no_page() {
        for &scope in Scope::ALL {
            for &action in Action::ALL {
                assert_eq!(
                    may(&[scope], action).is_ok(),
                    action == scope.action(),
                    "{scope} {action}"
                );
            }
            assert!(may::table(scope.action()).is_empty(), "no role opens {scope}");
        }
        assert!(may(&[], Action::ApiTraces).is_err());
    }

    #[test]
    fn nobody_gives_more_than_they_open_themselves() {
        let (root, part) = (UnitId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(2)));
        let top = Object::unit(Place {
            unit: root,
            line: vec![root],
            answerable: None,
        });
        let at = |role, line: Vec<UnitId>| Actor {
            person: PersonId(Uuid::from_u128(9)),
            standings: vec![Standing {
                role,
                unit: line[0],
                line,
            }],
        };
        let gives = |actor: &Actor| -> Vec<Scope> {
            let all = Scope::ALL.iter().copied();
            all.filter(|scope| may_give(Some(actor), *scope, &top)).collect()
        };
        assert_eq!(gives(&at(Role::Steward, vec![root])), Scope::ALL);
        let technical = [Scope::Organisation, Scope::People, Scope::Foundation];
        assert_eq!(gives(&at(Role::Administrator, vec![root])), technical);
        let part_of_it = [Scope::Organisation, Scope::Foundation];
        assert_eq!(gives(&at(Role::Steward, vec![part, root])), part_of_it);
        assert_eq!(gives(&at(Role::Director, vec![root])), []);
        assert!(!may_give(None, Scope::Organisation, &top));
    }

    #[test]
    fn a_key_ends_within_two_years() {
        let today: Day = "2026-11-23".parse().unwrap();
        let ends = |text| last_day(text, today);
        assert_eq!(ends("2028-11-23"), Ok("2028-11-23".parse().unwrap()));
        assert_eq!(ends("2028-11-24"), Err(Flaw::TooLate));
        assert_eq!(ends("2026-11-22"), Err(Flaw::Past));
        assert_eq!(ends("snart"), Err(Flaw::NotADay));
        assert_eq!(name(" Intranet \n forside ").unwrap(), "Intranet forside");
        assert_eq!(name(" "), Err(Flaw::Name(UnfitName::Empty)));
        assert_eq!(name(&"x".repeat(81)), Err(Flaw::Name(UnfitName::TooLong(81))));
    }
}
