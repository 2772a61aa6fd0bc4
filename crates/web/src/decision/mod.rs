//! The decision log: what was decided and for whom, which element tipped it, what stops, and whether it held.

mod due;
mod edit;
mod form;
mod left;
mod list;
mod look_back;
mod show;
mod stopped;
mod withdraw;
mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) use words::unfit_text;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{Decide, LayDraftAside, ReadDecisions, ReadStopped, ReviewDecisions, UseOwnAccount};
    routes
        .get("/decisions", ReadDecisions, list::show)
        .get("/decisions/stopped", ReadStopped, stopped::show)
        .get("/decisions/due", ReviewDecisions, due::show)
        .get("/decisions/new", Decide, edit::begin)
        .post("/decisions/new", Decide, edit::add)
        .get("/decisions/{decision}", ReadDecisions, show::show)
        .get("/decisions/{decision}/edit", Decide, edit::show)
        .post("/decisions/{decision}/edit", Decide, edit::save)
        .post("/decisions/{decision}/look-back", Decide, look_back::submit)
        .get("/decisions/{decision}/withdraw", Decide, withdraw::show)
        .post("/decisions/{decision}/withdraw", Decide, withdraw::submit)
        .post("/decisions/{decision}/aside", LayDraftAside, left::aside)
        .post("/decisions/{decision}/hand-over", UseOwnAccount, left::hand_over)
        .post("/decisions/{decision}/erase", UseOwnAccount, left::erase)
}
