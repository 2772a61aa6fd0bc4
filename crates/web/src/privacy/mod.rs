//! Personal data: the log, whose data was seen and why, and what the law asks us to tell.

mod accessibility;
mod data;
mod log;
mod notice;
mod seen;
mod words;

pub use data::json as all_about;
use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .get("/log", Action::SeeLog, log::show)
        .get("/account/seen", Action::UseOwnAccount, seen::show)
        .get("/account/data", Action::UseOwnAccount, data::show)
        .get("/account/data.json", Action::UseOwnAccount, data::send)
        .get("/accessibility", Action::Enter, accessibility::show)
        // Whoever asks what is logged need not sign in for it.
        .get("/notice", Action::Enter, notice::show)
}
