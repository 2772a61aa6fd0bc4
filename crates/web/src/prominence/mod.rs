//! Rounds about which elements stand out: a steward opens one, those invited spread dots, a body decides.

mod close;
mod decide;
mod list;
mod open;
mod result;
mod round;
mod rounds;
mod spread;
mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{EditFoundation, TakePart};
    routes
        .get("/prominence", TakePart, list::show)
        .get("/prominence/{round}", TakePart, spread::show)
        .post("/prominence/{round}", TakePart, spread::submit)
        .get("/foundations/rounds", EditFoundation, rounds::show)
        .get("/foundations/rounds/new", EditFoundation, open::show)
        .post("/foundations/rounds/new", EditFoundation, open::submit)
        .get("/foundations/rounds/{round}", EditFoundation, round::show)
        .post("/foundations/rounds/{round}/close", EditFoundation, close::submit)
        .get("/foundations/rounds/{round}/decide", EditFoundation, decide::show)
        .post("/foundations/rounds/{round}/decide", EditFoundation, decide::submit)
}
