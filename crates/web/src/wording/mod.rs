//! Sproget: where the foundation shows in what the organisation writes and says in common.

mod element;
mod engine;
mod picture;
mod say;
mod show;
mod words;

pub use engine::{Read, foundations, profiles};

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{LabelPassages, SeeWording};
    routes
        .get("/wording", SeeWording, show::show)
        .get("/wording/elements/{element}", SeeWording, element::show)
        .post(
            "/wording/passages/{passage}/elements/{element}",
            LabelPassages,
            say::submit,
        )
}
