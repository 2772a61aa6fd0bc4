//! Who may do what: one exhaustive table.
//!
//! [`table`] says for each action which roles may do it and how far each role reaches. Everything else is refused, and
//! what somebody may not see answers exactly as what does not exist. The printed table is a snapshot
//! (`snapshots/…permission_table.snap`) and the documentation for the data protection officer.
//!
//! A new action: a member of [`Action`], an arm in [`table`], a row in the web crate's route table. The compiler, the
//! snapshot and the test over every route × actor × relation ask for each.

use std::fmt::Write as _;

use crate::access::{Actor, Role, Standing};
use crate::id::{PersonId, UnitId};
use crate::word::words;

words! {
    /// What can be done. Each route of the web crate carries one.
    Action {
        /// Sign in, read the languages' switch, fetch the pages' styles.
        Enter = "enter",
        /// One's own start page, language, password and sessions; sign out.
        UseOwnAccount = "use_own_account",
        /// The published foundations and what belongs to them.
        ReadFoundation = "read_foundation",
        /// Import, write, compare and publish editions; say what is prominent.
        EditFoundation = "edit_foundation",
        /// The old personnel policy: its clauses, and what became of each.
        ReadPolicy = "read_policy",
        /// Import old policies, and answer what became of their clauses.
        EditPolicy = "edit_policy",
        /// The rings: element by element, area by area.
        SeeOverview = "see_overview",
        /// A unit's page: interpretations in use, published stories, traces.
        SeeUnit = "see_unit",
        /// Write a unit's interpretation, see its drafts and its history.
        Interpret = "interpret",
        /// How others interpret an element: what their leaders show to everybody, and what one sees anyway.
        SeeShared = "see_shared",
        /// Where interpretations are under way and whom to help next; send reminders.
        SeeCascade = "see_cascade",
        /// Tell a story, and see one's own.
        TellStory = "tell_story",
        /// Read stories before others do; publish, decline or withdraw them.
        ModerateStories = "moderate_stories",
        /// Decisions that were recorded for a unit.
        ReadDecisions = "read_decisions",
        /// What was stopped, anywhere in the house: nobody should go on with it for not having heard.
        ReadStopped = "read_stopped",
        /// The decisions of a unit and everything below it whose look-back day has come.
        ReviewDecisions = "review_decisions",
        /// Write a unit's decisions, record and withdraw them, say whether they held; see its drafts.
        Decide = "decide",
        /// See that somebody who no longer leads a unit left a draft of a decision there, and lay it aside unread.
        LayDraftAside = "lay_draft_aside",
        /// Spread one's dots in a round that one is invited to, and see what it came to.
        TakePart = "take_part",
        /// How far each element stands in what a unit and everything below it wrote and said: counts, bands, silence.
        SeeWording = "see_wording",
        /// The passages behind the counts, and the documents that they stand in.
        ReadPassages = "read_passages",
        /// Say what passages show: on the list, and blind in a round.
        LabelPassages = "label_passages",
        /// Hand documents in and delete them, open and close rounds, change the rules.
        EditWording = "edit_wording",
        /// Signs of a unit with their figures, and the wall of all that one may see.
        SeeSigns = "see_signs",
        /// Signs that were put away, with the reason and without figures: the whole house learns from them.
        ReadRetiredSigns = "read_retired_signs",
        /// Propose signs, change, adopt and retire them; new phases, notes, series from elsewhere.
        ChooseSigns = "choose_signs",
        /// Count the signs of one's own unit and of those above it.
        CountSigns = "count_signs",
        /// The tree of units with their leaders.
        SeeOrganisation = "see_organisation",
        /// People with their posts and e-mail addresses.
        SeePeople = "see_people",
        /// Create, rename, move and close units; people and posts, never one's own; the names of levels and kinds.
        ChangeOrganisation = "change_organisation",
        /// Import and export organisation files.
        ImportOrganisation = "import_organisation",
        /// Who has an account and which grants.
        SeeAccess = "see_access",
        /// Create accounts, set first passwords, grant and revoke roles. Never one's own.
        ManageAccess = "manage_access",
        /// The organisation's name, the rule of silence.
        ChangeSettings = "change_settings",
        /// The table of this file, in plain words.
        ReadPermissions = "read_permissions",
        /// Who changed what, and whose data was looked at.
        SeeLog = "see_log",
        /// Make and revoke keys to the API, each to what one opens oneself ([`crate::token`]).
        ManageTokens = "manage_tokens",
        /// What a key to the API opens. No person has these: a session opens nothing there.
        ApiOrganisation = "api_organisation",
        ApiPeople = "api_people",
        ApiFoundation = "api_foundation",
        ApiInterpretations = "api_interpretations",
        ApiStories = "api_stories",
        ApiTellStory = "api_tell_story",
        ApiDecisions = "api_decisions",
        ApiTraces = "api_traces",
    }
}

/// How far a role reaches in an action.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// Everything, whatever the unit of the role.
    Everywhere,
    /// The role's unit and all below it.
    Below,
    /// The role's unit, all below it and all above it.
    BelowAndAbove,
    /// The role's unit and those above it.
    Above,
    /// The units that the role's holder is answerable for: their own, and those below that have no leader of their own.
    Answerable,
    /// What belongs to the person.
    Own,
}

/// What an action is done to. A plain page has no object; a unit's page has the unit; a story or a session has an owner.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Object {
    pub unit: Option<Place>,
    pub owner: Option<PersonId>,
}

/// Where a unit stands today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub unit: UnitId,
    /// The unit itself, its parent, … up to the root.
    pub line: Vec<UnitId>,
    /// The nearest unit on the line that has a leader.
    pub answerable: Option<UnitId>,
}

impl Object {
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn unit(place: Place) -> Self {
        Self {
            unit: Some(place),
            owner: None,
        }
    }

    #[must_use]
    pub fn owned_by(person: PersonId) -> Self {
        Self {
            unit: None,
            owner: Some(person),
        }
    }
}

/// Somebody may not. The page answers 404: what is not yours looks like what is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("may not {0}")]
pub struct Refused(pub Action);

/// The table. One arm per action; what is not listed is refused.
#[expect(
    clippy::match_same_arms,
    reason = "each action is decided by itself; that two agree is chance"
)]
pub const fn table(action: Action) -> &'static [(Role, Reach)] {
    use Reach::{Above, Answerable, Below, BelowAndAbove, Everywhere, Own};
    use Role::{Administrator, Adviser, DataProtectionOfficer, Director, Employee, Leader, Representative, Steward};
    match action {
        // Open to everybody; see `may`.
        Action::Enter => &[],
        Action::UseOwnAccount => &[
            (Steward, Own),
            (Director, Own),
            (Leader, Own),
            (Employee, Own),
            (Representative, Own),
            (Adviser, Own),
            (DataProtectionOfficer, Own),
            (Administrator, Own),
        ],
        Action::ReadFoundation | Action::ReadPermissions => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
            (Administrator, Everywhere),
        ],
        Action::EditFoundation => &[(Steward, Everywhere)],
        // The policy was everybody's at work, and so is the account of it. The administrator sees no content.
        Action::ReadPolicy => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
        ],
        Action::EditPolicy => &[(Steward, Everywhere)],
        Action::SeeOverview => &[
            (Steward, Below),
            (Director, Below),
            (Leader, Below),
            (Representative, Below),
            (Adviser, Below),
        ],
        // An employee sees the line above: the area's interpretation is the frame of the team's.
        Action::SeeUnit => &[
            (Steward, Below),
            (Director, Below),
            (Leader, BelowAndAbove),
            (Employee, Above),
            (Representative, Below),
            (Adviser, Below),
            (DataProtectionOfficer, Below),
        ],
        Action::Interpret => &[(Leader, Answerable)],
        Action::SeeShared => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
        ],
        Action::SeeCascade => &[(Steward, Below)],
        Action::TellStory => &[
            (Steward, Own),
            (Director, Own),
            (Leader, Own),
            (Employee, Own),
            (Representative, Own),
        ],
        Action::ModerateStories => &[(Steward, Below)],
        // Whoever sees a unit's page reads what was decided there.
        Action::ReadDecisions => &[
            (Steward, Below),
            (Director, Below),
            (Leader, BelowAndAbove),
            (Employee, Above),
            (Representative, Below),
            (Adviser, Below),
            (DataProtectionOfficer, Below),
        ],
        Action::ReadStopped => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
        ],
        Action::ReviewDecisions => &[
            (Steward, Below),
            (Director, Below),
            (Leader, Below),
            (Representative, Below),
            (Adviser, Below),
            (DataProtectionOfficer, Below),
        ],
        // As an interpretation: nobody above reads a draft.
        Action::Decide => &[(Leader, Answerable)],
        Action::LayDraftAside => &[(Steward, Below), (Leader, Answerable)],
        Action::TakePart => &[
            (Steward, Own),
            (Director, Own),
            (Leader, Own),
            (Employee, Own),
            (Representative, Own),
        ],
        Action::SeeWording => &[
            (Steward, Below),
            (Director, Below),
            (Leader, Below),
            (Representative, Below),
            (Adviser, Below),
        ],
        // Whoever answers for a unit and whoever checks the count; nobody reads the passages of units beside or above.
        Action::ReadPassages => &[
            (Steward, Below),
            (Leader, Below),
            (Representative, Below),
            (Adviser, Below),
        ],
        // Two pairs of eyes: the works council's are as good as HR's.
        Action::LabelPassages => &[(Steward, Below), (Representative, Below), (Adviser, Below)],
        Action::EditWording => &[(Steward, Below)],
        // As decisions: whoever sees a unit's page sees what it looks for.
        Action::SeeSigns => &[
            (Steward, Below),
            (Director, Below),
            (Leader, BelowAndAbove),
            (Employee, Above),
            (Representative, Below),
            (Adviser, Below),
            (DataProtectionOfficer, Below),
        ],
        Action::ReadRetiredSigns => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
        ],
        // The steward for what concerns the whole organisation, and for series that come from its systems.
        Action::ChooseSigns => &[(Steward, Below), (Leader, Answerable)],
        // Counted by the people concerned, and nobody else.
        Action::CountSigns => &[(Leader, Above), (Employee, Above)],
        Action::SeeOrganisation => &[
            (Steward, Everywhere),
            (Director, Everywhere),
            (Leader, Everywhere),
            (Employee, Everywhere),
            (Representative, Everywhere),
            (Adviser, Everywhere),
            (DataProtectionOfficer, Everywhere),
            (Administrator, Everywhere),
        ],
        Action::SeePeople => &[
            (Steward, Below),
            (Leader, Below),
            (DataProtectionOfficer, Below),
            (Administrator, Everywhere),
        ],
        Action::ChangeOrganisation => &[(Steward, Below), (Administrator, Everywhere)],
        Action::ImportOrganisation => &[(Steward, Everywhere), (Administrator, Everywhere)],
        Action::SeeAccess => &[
            (Steward, Everywhere),
            (DataProtectionOfficer, Everywhere),
            (Administrator, Everywhere),
        ],
        Action::ManageAccess => &[(Administrator, Everywhere)],
        Action::ChangeSettings => &[(Steward, Everywhere), (Administrator, Everywhere)],
        // Nobody else: it says what each of them did.
        Action::SeeLog => &[(DataProtectionOfficer, Everywhere)],
        Action::ManageTokens => &[(Steward, Everywhere), (Administrator, Everywhere)],
        // Opened by a key's scope alone, see `token::may`.
        Action::ApiOrganisation
        | Action::ApiPeople
        | Action::ApiFoundation
        | Action::ApiInterpretations
        | Action::ApiStories
        | Action::ApiTellStory
        | Action::ApiDecisions
        | Action::ApiTraces => &[],
    }
}

/// Whether `actor` (nobody when not signed in) may do `action` to `object`.
pub fn may(actor: Option<&Actor>, action: Action, object: &Object) -> Result<(), Refused> {
    if action == Action::Enter {
        return Ok(());
    }
    let actor = actor.ok_or(Refused(action))?;
    // Somebody whose posts and grants have all ended can still sign out and see their own sessions.
    if action == Action::UseOwnAccount {
        let own = object.owner.is_none_or(|owner| owner == actor.person);
        return if own { Ok(()) } else { Err(Refused(action)) };
    }
    // Nobody grants roles to themselves, nor posts, which carry roles: the one who could would hold them all.
    if matches!(action, Action::ManageAccess | Action::ChangeOrganisation) && object.owner == Some(actor.person) {
        return Err(Refused(action));
    }
    let allowed = table(action).iter().any(|&(role, reach)| match reach {
        Reach::Everywhere => actor.has(role),
        Reach::Own => actor.has(role) && object.owner.is_none_or(|owner| owner == actor.person),
        Reach::Below | Reach::BelowAndAbove | Reach::Above | Reach::Answerable => {
            match &object.unit {
                // A page that lists what one may see asks without a unit, and its SQL is scoped.
                None => actor.has(role),
                Some(place) => actor
                    .standings
                    .iter()
                    .any(|s| s.role == role && reaches(reach, s, place)),
            }
        }
    });
    if allowed { Ok(()) } else { Err(Refused(action)) }
}

fn reaches(reach: Reach, standing: &Standing, place: &Place) -> bool {
    let below = place.line.contains(&standing.unit);
    let above = standing.line.contains(&place.unit);
    match reach {
        Reach::Below => below,
        Reach::Above => above,
        Reach::BelowAndAbove => below || above,
        Reach::Answerable => place.answerable == Some(standing.unit),
        Reach::Everywhere | Reach::Own => false,
    }
}

/// The table as text, for the snapshot and the data protection officer: a line per action, a column per role
/// and one for the scope that opens it to a key of the API.
#[must_use]
pub fn printed() -> String {
    let mut out = format!("{:22}", "");
    for role in Role::ALL {
        let _ = write!(out, "{:16}", role.word());
    }
    out.push_str("key to the API\n");
    for &action in Action::ALL {
        let _ = write!(out, "{:22}", action.word());
        for role in Role::ALL {
            let reach = table(action).iter().find(|(r, _)| r == role).map(|(_, reach)| reach);
            let cell = match (action, reach) {
                (Action::Enter, _) => "anybody".to_owned(),
                (_, None) => "–".to_owned(),
                (_, Some(reach)) => format!("{reach:?}"),
            };
            let _ = write!(out, "{cell:16}");
        }
        out.push_str(crate::token::Scope::of(action).map_or("–", crate::token::Scope::word));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// 1 is the root, 2 below it, 3 below 2; 9 stands beside 2.
    fn place(n: u128) -> Place {
        let line = match n {
            1 => vec![unit(1)],
            3 => vec![unit(3), unit(2), unit(1)],
            _ => vec![unit(n), unit(1)],
        };
        Place {
            unit: unit(n),
            answerable: Some(unit(if n == 3 { 2 } else { n })),
            line,
        }
    }

    fn actor(role: Role, at: u128) -> Actor {
        let standing = Standing {
            role,
            unit: unit(at),
            line: place(at).line,
        };
        Actor {
            person: PersonId(Uuid::from_u128(100)),
            standings: vec![standing],
        }
    }

    fn sees(role: Role, at: u128, action: Action, object: u128) -> bool {
        may(Some(&actor(role, at)), action, &Object::unit(place(object))).is_ok()
    }

    #[test]
    fn the_permission_table() {
        insta::assert_snapshot!(printed());
    }

    #[test]
    fn a_leader_reaches_down_and_reads_up_but_not_sideways() {
        assert!(sees(Role::Leader, 2, Action::SeeUnit, 3));
        assert!(sees(Role::Leader, 2, Action::SeeUnit, 1));
        assert!(!sees(Role::Leader, 2, Action::SeeUnit, 9));
        assert!(!sees(Role::Leader, 2, Action::SeeOverview, 1));
    }

    #[test]
    fn an_employee_reads_the_line_above_and_nothing_below() {
        assert!(sees(Role::Employee, 2, Action::SeeUnit, 1));
        assert!(!sees(Role::Employee, 2, Action::SeeUnit, 3));
    }

    #[test]
    fn the_nearest_leader_answers_for_a_unit_without_one() {
        assert!(sees(Role::Leader, 2, Action::Interpret, 3));
        assert!(!sees(Role::Leader, 1, Action::Interpret, 3));
        assert!(!sees(Role::Steward, 1, Action::Interpret, 3));
    }

    #[test]
    fn a_decision_is_written_by_who_answers_and_read_along_the_line() {
        assert!(sees(Role::Leader, 2, Action::Decide, 3), "has no leader of its own");
        assert!(!sees(Role::Leader, 1, Action::Decide, 2), "no boss reads a draft");
        assert!(!sees(Role::Director, 1, Action::Decide, 2));
        assert!(sees(Role::Director, 1, Action::ReadDecisions, 3));
        assert!(sees(Role::Employee, 3, Action::ReadDecisions, 2));
        assert!(!sees(Role::Employee, 2, Action::ReadDecisions, 3));
        assert!(!sees(Role::Leader, 2, Action::ReadDecisions, 9));
        assert!(!sees(Role::Leader, 2, Action::ReviewDecisions, 1));
        assert!(!sees(Role::Administrator, 1, Action::ReadDecisions, 1));
        assert!(
            sees(Role::Employee, 3, Action::ReadStopped, 9),
            "what stopped is for the whole house"
        );
        assert!(!sees(Role::Administrator, 1, Action::ReadStopped, 1));
    }

    #[test]
    fn nobody_grants_to_themselves_and_nobody_is_nobody() {
        let administrator = actor(Role::Administrator, 1);
        let own = Object::owned_by(administrator.person);
        assert!(may(Some(&administrator), Action::ManageAccess, &own).is_err());
        assert!(may(Some(&administrator), Action::ManageAccess, &Object::nothing()).is_ok());
        assert!(may(Some(&administrator), Action::ChangeOrganisation, &own).is_err());
        assert!(may(Some(&administrator), Action::ChangeOrganisation, &Object::nothing()).is_ok());
        for &action in Action::ALL {
            assert_eq!(may(None, action, &Object::nothing()).is_ok(), action == Action::Enter);
        }
    }

    #[test]
    fn own_means_own() {
        let other = Object::owned_by(PersonId(Uuid::from_u128(101)));
        assert!(may(Some(&actor(Role::Employee, 2)), Action::TellStory, &other).is_err());
    }
}
