//! Foundations, editions and elements.

mod begin;
mod compare;
mod draft;
mod edition;
mod editions;
mod element;
mod elements;
mod prominence;
mod publish;
mod split;
pub(crate) mod upload;
pub(crate) mod view;
pub(crate) mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) use view::Reading;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{EditFoundation, ReadFoundation};
    routes
        .get("/elements", ReadFoundation, elements::show)
        .get("/editions/{edition}", ReadFoundation, edition::show)
        .get(
            "/editions/{edition}/compare/{other}",
            ReadFoundation,
            compare::published,
        )
        .get("/elements/{element}/prominence", EditFoundation, prominence::show)
        .post("/elements/{element}/prominence", EditFoundation, prominence::save)
        .get("/foundations", EditFoundation, editions::show)
        .post("/foundations", EditFoundation, begin::begin)
        .get("/foundations/prominence", EditFoundation, prominence::list)
        .get("/foundations/import", EditFoundation, upload::show)
        .post("/foundations/import", EditFoundation, upload::submit)
        .get("/foundations/import/{edition}", EditFoundation, split::show)
        .post("/foundations/import/{edition}", EditFoundation, split::submit)
        .post("/foundations/import/{edition}/discard", EditFoundation, split::discard)
        .get("/foundations/drafts/{edition}", EditFoundation, draft::show)
        .post("/foundations/drafts/{edition}", EditFoundation, draft::save)
        .post("/foundations/drafts/{edition}/discard", EditFoundation, draft::discard)
        .post("/foundations/drafts/{edition}/elements", EditFoundation, draft::add)
        .get("/foundations/drafts/{edition}/compare", EditFoundation, compare::draft)
        .get("/foundations/drafts/{edition}/publish", EditFoundation, publish::show)
        .post("/foundations/drafts/{edition}/publish", EditFoundation, publish::submit)
        .get(
            "/foundations/drafts/{edition}/elements/{element}",
            EditFoundation,
            element::show,
        )
        .post(
            "/foundations/drafts/{edition}/elements/{element}",
            EditFoundation,
            element::save,
        )
        .post(
            "/foundations/drafts/{edition}/elements/{element}/move",
            EditFoundation,
            draft::move_element,
        )
        .post(
            "/foundations/drafts/{edition}/elements/{element}/remove",
            EditFoundation,
            draft::remove,
        )
}
