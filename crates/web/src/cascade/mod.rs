//! Where the interpretations are under way, and whom to help next.

mod put_away;
mod remind;
mod show;

use model::cascade::Reason;
use model::may::Action;

use crate::Texts;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .get("/cascade", Action::SeeCascade, show::show)
        .post("/cascade/reminders", Action::SeeCascade, remind::submit)
        .post("/units/{unit}/reminders", Action::Interpret, put_away::submit)
}

/// What a reminder says to the leader.
pub fn reminder_text(t: Texts, reason: Reason, unit: &str) -> String {
    match reason {
        Reason::NoLeader => t.remind_no_leader(unit),
        Reason::Shifted => t.remind_shifted(unit),
        Reason::StillDraft => t.remind_still_draft(unit),
        Reason::NewLeader => t.remind_new_leader(unit),
        Reason::NotBegun => t.remind_not_begun(unit),
    }
}
