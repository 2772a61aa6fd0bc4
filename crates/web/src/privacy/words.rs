//! What was done, and why, in plain words.

use model::audit::{Deed, Purpose};

use crate::Texts;

pub fn deed(t: Texts, deed: Deed) -> String {
    match deed {
        Deed::OpenAccount => t.deed_open_account(),
        Deed::SetPassword => t.deed_set_password(),
        Deed::CloseAccount => t.deed_close_account(),
        Deed::ReopenAccount => t.deed_reopen_account(),
        Deed::GiveRole => t.deed_give_role(),
        Deed::RevokeRole => t.deed_revoke_role(),
        Deed::SyncRole => t.deed_sync_role(),
        Deed::InviteSignIn => t.deed_invite_sign_in(),
        Deed::TieSignIn => t.deed_tie_sign_in(),
        Deed::UntieSignIn => t.deed_untie_sign_in(),
        Deed::ChangeUnit => t.deed_change_unit(),
        Deed::AddPerson => t.deed_add_person(),
        Deed::ChangePerson => t.deed_change_person(),
        Deed::ChangePost => t.deed_change_post(),
        Deed::ChangeNames => t.deed_change_names(),
        Deed::ImportOrganisation => t.deed_import_organisation(),
        Deed::UndoImport => t.deed_undo_import(),
        Deed::ChangeSettings => t.deed_change_settings(),
        Deed::PublishEdition => t.deed_publish_edition(),
        Deed::ChooseProminence => t.deed_choose_prominence(),
        Deed::PublishStory => t.deed_publish_story(),
        Deed::DeclineStory => t.deed_decline_story(),
        Deed::WithdrawStory => t.deed_withdraw_story(),
        Deed::HandInDocuments => t.deed_hand_in_documents(),
        Deed::DeleteDocument => t.deed_delete_document(),
        Deed::OpenReadingRound => t.deed_open_reading_round(),
        Deed::FreeReadingPlace => t.deed_free_reading_place(),
        Deed::CloseReadingRound => t.deed_close_reading_round(),
        Deed::ChangeLexicon => t.deed_change_lexicon(),
        Deed::SeePerson => t.deed_see_person(),
        Deed::SeePeople => t.deed_see_people(),
        Deed::SeeAccess => t.deed_see_access(),
        Deed::SeeHistory => t.deed_see_history(),
        Deed::SeeWaitingStories => t.deed_see_waiting_stories(),
        Deed::SeeImport => t.deed_see_import(),
        Deed::ExportOrganisation => t.deed_export_organisation(),
        Deed::ExportPerson => t.deed_export_person(),
        Deed::SeeLog => t.deed_see_log(),
        Deed::MakeToken => t.deed_make_token(),
        Deed::RevokeToken => t.deed_revoke_token(),
        Deed::ReadPeopleByToken => t.deed_read_people_by_token(),
        Deed::CutLog => t.deed_cut_log(),
        Deed::Tidy => t.deed_tidy(),
        Deed::ErasePerson => t.deed_erase_person(),
    }
}

pub fn purpose(t: Texts, purpose: Purpose) -> String {
    match purpose {
        Purpose::Access => t.purpose_access(),
        Purpose::Organisation => t.purpose_organisation(),
        Purpose::Foundation => t.purpose_foundation(),
        Purpose::Interpretation => t.purpose_interpretation(),
        Purpose::Moderation => t.purpose_moderation(),
        Purpose::Wording => t.purpose_wording(),
        Purpose::Protection => t.purpose_protection(),
        Purpose::Operation => t.purpose_operation(),
    }
}
