//! The reference catalogues: thoughts from elsewhere in the house's own words, that elements point at. Everybody who
//! reads the foundations reads them.

mod cards;
mod choose;
mod list;
mod show;
mod shown;
pub(crate) mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) use words::Drawn;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{EditFoundation, ReadFoundation};
    routes
        .get("/catalogues", ReadFoundation, list::show)
        .get("/catalogues/{catalogue}", ReadFoundation, show::show)
        .get("/catalogues/{catalogue}/cards", ReadFoundation, cards::show)
        .post("/catalogues/{catalogue}/shown", EditFoundation, shown::save)
        .get("/elements/{element}/inspiration", EditFoundation, choose::show)
        .post("/elements/{element}/inspiration", EditFoundation, choose::save)
}
