//! Where the foundation lives: the overview, a unit's page, an element across units.

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
}
