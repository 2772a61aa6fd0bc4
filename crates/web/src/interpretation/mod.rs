//! A unit's own account of an element.

mod conflict;
mod copied;
mod edit;
mod form;
mod history;
mod holds;
mod list;
mod save;
mod sharing;
mod shift;
mod show;
mod told;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{Interpret, SeeUnit};
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
        .get("/units/{unit}/elements/{element}/history", Interpret, history::show)
        .post("/units/{unit}/elements/{element}/history", Interpret, history::restore)
}
