//! Where the foundation lives: the overview, a unit's page, an element across units.

//mod element;
mod field;
mod show;
//mod unit;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/overview", Action::SeeOverview, show::show)
    //.get("/units/{unit}", Action::SeeUnit, unit::show)
    //.get("/elements/{element}", Action::ReadFoundation, element::show)
}
