//! Who can see what: the permission table itself, in plain words.

use askama::Template;
use model::access::Role;
use model::may::{Action, Object, Reach, table};
use model::token::Scope;

use super::words;
use crate::{Ctx, Page};

/// The order in which people look for themselves.
const ROLES: [Role; 8] = [
    Role::Employee,
    Role::Leader,
    Role::Steward,
    Role::Director,
    Role::Representative,
    Role::Adviser,
    Role::DataProtectionOfficer,
    Role::Administrator,
];

#[derive(Template)]
#[template(path = "access/permissions.html")]
struct Permissions<'a> {
    ctx: &'a Ctx,
    /// The roles of whoever reads, in words.
    own: Vec<String>,
    roles: Vec<(String, bool)>,
    groups: Vec<Group>,
    /// What the words in the cells mean.
    reaches: Vec<(String, String)>,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    text: String,
    cells: Vec<Cell>,
}

struct Cell {
    /// no, read or write.
    may: &'static str,
    text: String,
}

pub async fn show(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let t = ctx.t;
    let group = |title, actions: &[Action]| Group {
        title,
        rows: actions.iter().map(|action| row(&ctx, *action)).collect(),
    };
    let page = Permissions {
        own: ROLES
            .iter()
            .filter(|r| ctx.has(r))
            .map(|r| words::role(t, *r))
            .collect(),
        roles: ROLES.iter().map(|r| (narrow(&ctx, *r), ctx.has(r))).collect(),
        groups: vec![
            group(t.permissions_foundation(), &FOUNDATION),
            group(t.permissions_practice(), &PRACTICE),
            group(t.permissions_house(), &HOUSE),
            group(t.permissions_api(), &API),
        ],
        reaches: [
            (Reach::Everywhere, t.reach_everywhere_text()),
            (Reach::Below, t.reach_below_text()),
            (Reach::BelowAndAbove, t.reach_below_and_above_text()),
            (Reach::Above, t.reach_above_text()),
            (Reach::Answerable, t.reach_answerable_text()),
            (Reach::Own, t.reach_own_text()),
        ]
        .into_iter()
        .map(|(reach, text)| (words::reach(t, reach), text))
        .collect(),
        ctx: &ctx,
    };
    ctx.page(&page)
}

const FOUNDATION: [Action; 8] = [
    Action::ReadFoundation,
    Action::EditFoundation,
    Action::ReadPolicy,
    Action::EditPolicy,
    Action::SeeUnit,
    Action::Interpret,
    Action::SeeShared,
    Action::SeeCascade,
];
const PRACTICE: [Action; 17] = [
    Action::SeeOverview,
    Action::TellStory,
    Action::ModerateStories,
    Action::ReadDecisions,
    Action::ReadStopped,
    Action::ReviewDecisions,
    Action::Decide,
    Action::LayDraftAside,
    Action::TakePart,
    Action::SeeWording,
    Action::ReadPassages,
    Action::LabelPassages,
    Action::EditWording,
    Action::SeeSigns,
    Action::ReadRetiredSigns,
    Action::ChooseSigns,
    Action::CountSigns,
];
const HOUSE: [Action; 12] = [
    Action::SeeOrganisation,
    Action::SeePeople,
    Action::ChangeOrganisation,
    Action::ImportOrganisation,
    Action::SeeAccess,
    Action::ManageAccess,
    Action::ChangeSettings,
    Action::ReadPermissions,
    Action::UseOwnAccount,
    Action::Enter,
    Action::SeeLog,
    Action::ManageTokens,
];
const API: [Action; 8] = [
    Action::ApiOrganisation,
    Action::ApiPeople,
    Action::ApiFoundation,
    Action::ApiInterpretations,
    Action::ApiStories,
    Action::ApiTellStory,
    Action::ApiDecisions,
    Action::ApiTraces,
];

/// A role at the head of a column: the longest word may be divided.
fn narrow(ctx: &Ctx, role: Role) -> String {
    match role {
        Role::DataProtectionOfficer => ctx.t.role_dpo_narrow(),
        role => words::role(ctx.t, role),
    }
}

fn row(ctx: &Ctx, action: Action) -> Row {
    let (name, text) = words::action(ctx.t, action);
    let cells = ROLES.iter().map(|role| cell(ctx, action, *role)).collect();
    Row { name, text, cells }
}

fn cell(ctx: &Ctx, action: Action, role: Role) -> Cell {
    let t = ctx.t;
    let may = if words::writes(action) { "write" } else { "read" };
    if action == Action::Enter {
        return Cell {
            may,
            text: t.reach_anybody(),
        };
    }
    // Not the role's to do, but to give a key.
    if let Some(scope) = Scope::of(action) {
        return if scope.given_by(role) {
            Cell {
                may,
                text: t.reach_gives(),
            }
        } else {
            Cell {
                may: "no",
                text: t.reach_no(),
            }
        };
    }
    match table(action).iter().find(|(r, _)| *r == role) {
        Some((_, reach)) => Cell {
            may,
            text: words::reach(t, *reach),
        },
        None => Cell {
            may: "no",
            text: t.reach_no(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_and_every_role_stands_once() {
        let mut shown: Vec<Action> = FOUNDATION.into_iter().chain(PRACTICE).chain(HOUSE).chain(API).collect();
        shown.sort();
        assert_eq!(shown, Action::ALL);
        let mut roles = ROLES;
        roles.sort();
        assert_eq!(roles, Role::ALL);
    }
}
