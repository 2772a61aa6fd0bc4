//! Where the foundation lives: the overview, a unit's page, an element across units.

mod element;
mod field;
mod handover;
mod show;
mod unit;
mod work;

use model::may::Action;

pub(crate) use field::turn_text;
pub(crate) use show::start;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .get("/overview", Action::SeeOverview, show::show)
        .get("/work", Action::EditFoundation, work::show)
        .get("/units/{unit}", Action::SeeUnit, unit::show)
        .get("/units/{unit}/handover", Action::Interpret, handover::show)
        .get("/elements/{element}", Action::ReadFoundation, element::show)
}
