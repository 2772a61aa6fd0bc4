//! The old personnel policy: brought in, and accounted for clause by clause.

mod answer;
mod clause;
mod coverage;
mod import;
mod remove;
mod split;
mod words;

use model::may::Action;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{EditPolicy, ReadPolicy};
    routes
        .get("/policy", ReadPolicy, coverage::show)
        .get("/policy/clauses/{clause}", ReadPolicy, clause::show)
        .post("/policy/clauses/{clause}", EditPolicy, answer::submit)
        .get("/policy/import", EditPolicy, import::show)
        .post("/policy/import", EditPolicy, import::submit)
        .get("/policy/import/{policy}", EditPolicy, split::show)
        .post("/policy/import/{policy}", EditPolicy, split::submit)
        .post("/policy/import/{policy}/discard", EditPolicy, split::discard)
        .post("/policy/documents/{policy}/remove", EditPolicy, remove::remove)
}
