//! Roles, reaches and actions in plain words.

use model::access::Role;
use model::may::{Action, Reach};

use crate::Texts;

pub fn role(t: Texts, role: Role) -> String {
    match role {
        Role::Steward => t.role_steward(),
        Role::Director => t.role_director(),
        Role::Leader => t.role_leader(),
        Role::Employee => t.role_employee(),
        Role::Representative => t.role_representative(),
        Role::Adviser => t.role_adviser(),
        Role::DataProtectionOfficer => t.role_dpo(),
        Role::Administrator => t.role_administrator(),
    }
}

pub fn reach(t: Texts, reach: Reach) -> String {
    match reach {
        Reach::Everywhere => t.reach_everywhere(),
        Reach::Below => t.reach_below(),
        Reach::BelowAndAbove => t.reach_below_and_above(),
        Reach::Above => t.reach_above(),
        Reach::Answerable => t.reach_answerable(),
        Reach::Own => t.reach_own(),
    }
}

/// Whether doing it changes something.
pub const fn writes(action: Action) -> bool {
    match action {
        Action::Enter
        | Action::ReadFoundation
        | Action::ReadPolicy
        | Action::SeeOverview
        | Action::SeeUnit
        | Action::SeeShared
        | Action::SeeOrganisation
        | Action::SeePeople
        | Action::ReadDecisions
        | Action::ReadStopped
        | Action::ReviewDecisions
        | Action::SeeAccess
        | Action::ReadPermissions
        | Action::SeeLog
        | Action::SeeWording
        | Action::ReadPassages
        | Action::SeeSigns
        | Action::ReadRetiredSigns
        | Action::ApiOrganisation
        | Action::ApiPeople
        | Action::ApiFoundation
        | Action::ApiInterpretations
        | Action::ApiStories
        | Action::ApiDecisions
        | Action::ApiTraces => false,
        Action::UseOwnAccount
        | Action::EditFoundation
        | Action::EditPolicy
        | Action::Interpret
        | Action::SeeCascade
        | Action::TellStory
        | Action::ModerateStories
        | Action::Decide
        | Action::LayDraftAside
        | Action::TakePart
        | Action::LabelPassages
        | Action::EditWording
        | Action::ChooseSigns
        | Action::CountSigns
        | Action::ChangeOrganisation
        | Action::ImportOrganisation
        | Action::ManageAccess
        | Action::ChangeSettings
        | Action::ManageTokens
        | Action::ApiTellStory => true,
    }
}

/// What it is called, and a sentence about what it opens.
pub fn action(t: Texts, action: Action) -> (String, String) {
    match action {
        Action::Enter => (t.may_enter(), t.may_enter_text()),
        Action::UseOwnAccount => (t.may_use_own_account(), t.may_use_own_account_text()),
        Action::ReadFoundation => (t.may_read_foundation(), t.may_read_foundation_text()),
        Action::EditFoundation => (t.may_edit_foundation(), t.may_edit_foundation_text()),
        Action::ReadPolicy => (t.may_read_policy(), t.may_read_policy_text()),
        Action::EditPolicy => (t.may_edit_policy(), t.may_edit_policy_text()),
        Action::SeeOverview => (t.may_see_overview(), t.may_see_overview_text()),
        Action::SeeUnit => (t.may_see_unit(), t.may_see_unit_text()),
        Action::Interpret => (t.may_interpret(), t.may_interpret_text()),
        Action::SeeShared => (t.may_see_shared(), t.may_see_shared_text()),
        Action::SeeCascade => (t.may_see_cascade(), t.may_see_cascade_text()),
        Action::TellStory => (t.may_tell_story(), t.may_tell_story_text()),
        Action::ModerateStories => (t.may_moderate_stories(), t.may_moderate_stories_text()),
        Action::ReadDecisions => (t.may_read_decisions(), t.may_read_decisions_text()),
        Action::ReadStopped => (t.may_read_stopped(), t.may_read_stopped_text()),
        Action::ReviewDecisions => (t.may_review_decisions(), t.may_review_decisions_text()),
        Action::Decide => (t.may_decide(), t.may_decide_text()),
        Action::LayDraftAside => (t.may_lay_draft_aside(), t.may_lay_draft_aside_text()),
        Action::TakePart => (t.may_take_part(), t.may_take_part_text()),
        Action::SeeWording => (t.may_see_wording(), t.may_see_wording_text()),
        Action::ReadPassages => (t.may_read_passages(), t.may_read_passages_text()),
        Action::LabelPassages => (t.may_label_passages(), t.may_label_passages_text()),
        Action::EditWording => (t.may_edit_wording(), t.may_edit_wording_text()),
        Action::SeeSigns => (t.may_see_signs(), t.may_see_signs_text()),
        Action::ReadRetiredSigns => (t.may_read_retired_signs(), t.may_read_retired_signs_text()),
        Action::ChooseSigns => (t.may_choose_signs(), t.may_choose_signs_text()),
        Action::CountSigns => (t.may_count_signs(), t.may_count_signs_text()),
        Action::SeeOrganisation => (t.may_see_organisation(), t.may_see_organisation_text()),
        Action::SeePeople => (t.may_see_people(), t.may_see_people_text()),
        Action::ChangeOrganisation => (t.may_change_organisation(), t.may_change_organisation_text()),
        Action::ImportOrganisation => (t.may_import_organisation(), t.may_import_organisation_text()),
        Action::SeeAccess => (t.may_see_access(), t.may_see_access_text()),
        Action::ManageAccess => (t.may_manage_access(), t.may_manage_access_text()),
        Action::ChangeSettings => (t.may_change_settings(), t.may_change_settings_text()),
        Action::ReadPermissions => (t.may_read_permissions(), t.may_read_permissions_text()),
        Action::SeeLog => (t.may_see_log(), t.may_see_log_text()),
        Action::ManageTokens => (t.may_manage_tokens(), t.may_manage_tokens_text()),
        Action::ApiOrganisation => (t.scope_organisation(), t.scope_organisation_text()),
        Action::ApiPeople => (t.scope_people(), t.scope_people_text()),
        Action::ApiFoundation => (t.scope_foundation(), t.scope_foundation_text()),
        Action::ApiInterpretations => (t.scope_interpretations(), t.scope_interpretations_text()),
        Action::ApiStories => (t.scope_stories(), t.scope_stories_text()),
        Action::ApiTellStory => (t.scope_tell_stories(), t.scope_tell_stories_text()),
        Action::ApiDecisions => (t.scope_decisions(), t.scope_decisions_text()),
        Action::ApiTraces => (t.scope_traces(), t.scope_traces_text()),
    }
}
