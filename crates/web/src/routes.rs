//! Every address of the house with its row of the permission table. [`Routes::add`] is the only way to make one, so a
//! route without a row does not compile; [`crate::guard::asked`] sees to it that its handler asks.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use axum::{Extension, Router, middleware};
use model::may::Action;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

use crate::ctx::RouteAction;
use crate::{
    App, access, api, assets, cascade, catalogue, decision, foundation, guard, interpretation, organisation, overview,
    policy, privacy, prominence, sign, story, wording,
};

/// One row of the route table.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub action: Action,
}

pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    fn new() -> Self {
        Self {
            router: Router::new(),
            table: Vec::new(),
        }
    }

    pub(crate) fn get<H, T>(self, path: &'static str, action: Action, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, path, action, handler)
    }

    pub(crate) fn post<H, T>(self, path: &'static str, action: Action, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, path, action, handler)
    }

    fn add<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, action: Action, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.router = self
            .router
            .route(path, on(filter, handler).layer(Extension(RouteAction(action))));
        self.table.push(Route { method, path, action });
        self
    }
}

fn all() -> Routes {
    let routes = access::routes(Routes::new());
    let routes = organisation::routes(routes);
    let routes = foundation::routes(routes);
    let routes = policy::routes(routes);
    let routes = catalogue::routes(routes);
    let routes = interpretation::routes(routes);
    let routes = cascade::routes(routes);
    let routes = story::routes(routes);
    let routes = privacy::routes(routes);
    let routes = decision::routes(routes);
    let routes = prominence::routes(routes);
    let routes = wording::routes(routes);
    let routes = sign::routes(routes);
    let routes = api::routes(routes);
    overview::routes(routes)
}

/// The rows, for the test over every route and for the documentation.
#[must_use]
pub fn table() -> Vec<Route> {
    all().table
}

/// The whole site.
pub fn router(app: App) -> Router {
    all()
        .router
        .layer(middleware::from_fn(guard::asked))
        // Assets are the same for everybody and ask nothing.
        .route("/assets/{version}/{name}", axum::routing::get(assets::show))
        .fallback(async || crate::Error::NotFound)
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), guard::failures))
        // Pages are made anew each time: the fastest level halves the time of the next for a tenth more bytes.
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .br(true)
                .quality(CompressionLevel::Fastest)
                // What fits into one packet arrives no sooner for being smaller.
                .compress_when(DefaultPredicate::new().and(SizeAbove::new(1200))),
        )
        .layer(middleware::from_fn_with_state(app.clone(), guard::headers))
        .layer(middleware::from_fn(guard::noted))
        .with_state(app)
}
