//! A unit's own account of an element.

mod beside;
mod cards;
mod conflict;
mod copied;
mod edit;
mod form;
mod history;
mod holds;
mod lineage;
mod list;
mod others;
mod poster;
mod round;
mod save;
mod sharing;
mod shift;
mod show;
mod talk;
mod told;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{Interpret, SeeShared, SeeUnit};
    routes
        .get("/interpretations", SeeUnit, list::show)
        .get("/units/{unit}/elements/{element}", SeeUnit, show::show)
        .get("/units/{unit}/elements/{element}/interpretation", Interpret, edit::show)
        .post(
            "/units/{unit}/elements/{element}/interpretation",
            Interpret,
            save::submit,
        )
        .post("/units/{unit}/elements/{element}/holds", Interpret, holds::submit)
        .post("/units/{unit}/elements/{element}/sharing", Interpret, sharing::submit)
        .get("/units/{unit}/elements/{element}/lineage", SeeUnit, lineage::show)
        .get("/units/{unit}/poster", SeeUnit, poster::show)
        .get("/units/{unit}/elements/{element}/cards", SeeUnit, cards::show)
        .get("/units/{unit}/elements/{element}/cards/round", Interpret, round::show)
        .post("/units/{unit}/elements/{element}/cards/round", Interpret, round::submit)
        .post("/units/{unit}/elements/{element}/cards/aside", Interpret, round::aside)
        .get("/elements/{element}/others", SeeShared, others::show)
        .get("/elements/{element}/beside", SeeShared, beside::show)
        .post("/units/{unit}/elements/{element}/talks", Interpret, beside::mark)
        .get("/talks/{talk}", Interpret, talk::show)
        .post("/talks/{talk}", Interpret, talk::close)
        .get("/units/{unit}/elements/{element}/history", Interpret, history::show)
        .post("/units/{unit}/elements/{element}/history", Interpret, history::restore)
}
