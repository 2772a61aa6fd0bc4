//! What other systems ask: `/api/v1`, with a key and nothing else. A session opens nothing here, and every answer is
//! JSON, failures too (RFC 9457).

mod caller;
mod decision;
mod document;
mod foundation;
mod interpretation;
mod list;
mod organisation;
mod problem;
mod rate;
mod story;
mod trace;

use axum::response::Response;
use model::may::Action;

pub use document::document;
pub use rate::{A_SECOND, Rate};

pub(crate) use problem::{Problem, answer as problem_answer};

use crate::routes::Routes;

/// What the handlers of this room return.
type Answer = Result<Response, Problem>;

/// Whether a path is answered with problems and never with pages.
pub(crate) fn is(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// The hash of what a key says to be, if it could be ours.
fn hash(token: &str) -> Option<Vec<u8>> {
    let digits = token.strip_prefix(PREFIX)?;
    (digits.len() == 64).then(|| crate::access::token_hash(token))
}

/// Before every key, so that programs that look for lost secrets know it.
pub(crate) const PREFIX: &str = "grl_";

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{
        ApiDecisions, ApiFoundation, ApiInterpretations, ApiOrganisation, ApiPeople, ApiStories, ApiTellStory,
        ApiTraces, Enter,
    };
    routes
        .get("/api/v1/openapi.json", Enter, document::show)
        .get("/api/v1/units", ApiOrganisation, organisation::units)
        .get("/api/v1/units/{unit}", ApiOrganisation, organisation::unit)
        .get("/api/v1/people", ApiPeople, organisation::people)
        .get("/api/v1/editions", ApiFoundation, foundation::editions)
        .get("/api/v1/editions/{edition}", ApiFoundation, foundation::edition)
        .get("/api/v1/elements", ApiFoundation, foundation::elements)
        .get("/api/v1/interpretations", ApiInterpretations, interpretation::list)
        .get("/api/v1/stories", ApiStories, story::list)
        .post("/api/v1/stories", ApiTellStory, story::tell)
        .get("/api/v1/stories/{story}", ApiStories, story::show)
        .get("/api/v1/decisions", ApiDecisions, decision::list)
        .get("/api/v1/traces", ApiTraces, trace::list)
}
