//! Around every request: nothing leaves a handler that did not ask its question, failures become pages, and the
//! browser is told what it may do.

use askama::Template;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;

use crate::ctx::{Asked, RouteAction};
use crate::error::Failure;
use crate::{App, Error, Texts};

/// Lets an answer out only if the handler asked `ctx.may` (see [`crate::ctx::Ctx::may`]).
pub async fn asked(mut request: Request, next: Next) -> Response {
    let asked = Asked::default();
    request.extensions_mut().insert(asked.clone());
    let action = request.extensions().get::<RouteAction>().map(|r| r.0);
    let response = next.run(request).await;
    let out = response.status().is_success() || response.status() == StatusCode::UNPROCESSABLE_ENTITY;
    if out && !asked.yes() {
        tracing::error!(?action, "a handler answered without asking the permission table");
        return Error::Ours("a handler did not ask").into_response();
    }
    response
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    t: Texts,
    title: String,
    text: String,
    css: String,
    icon: String,
}

/// Makes a page of a failure, or a problem under `/api`, in the reader's language.
pub async fn failures(State(app): State<App>, request: Request, next: Next) -> Response {
    let t = Texts::new(crate::ctx::language(request.headers()));
    let api = crate::api::is(request.uri().path());
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<crate::api::Problem>() {
        return crate::api::problem_answer(&app, t, problem);
    }
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => *failure,
        None if response.extensions().get::<ProtectionError>().is_some() => Failure::Foreign,
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => Failure::Method,
        None => return response,
    };
    // What can be done there instead (RFC 9110, 15.5.6).
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut response = if api {
        crate::api::problem_answer(&app, t, crate::api::Problem::Other(failure))
    } else {
        page(&app, t, failure)
    };
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// What a failure is called, and a sentence about it.
pub fn words(app: &App, t: Texts, failure: Failure) -> (String, String) {
    match failure {
        Failure::NotFound => (t.error_not_found_title(), t.error_not_found()),
        Failure::TooLarge(limit) => (t.error_too_large_title(), t.error_too_large(size(limit))),
        Failure::Form => (t.error_form_title(), t.error_form()),
        Failure::Method => (t.error_method_title(), t.error_method()),
        Failure::Busy => (t.error_busy_title(), t.error_busy()),
        Failure::Foreign => (t.error_foreign_title(), t.error_foreign()),
        Failure::Full => (t.error_full_title(), t.error_full()),
        Failure::Broken => {
            // The number stands in the log beside the error, and says nothing else.
            let id = app.token()[..8].to_owned();
            tracing::error!(id, "the number of the failure above");
            (t.error_broken_title(), t.error_broken(id))
        }
    }
}

fn page(app: &App, t: Texts, failure: Failure) -> Response {
    let (title, text) = words(app, t, failure);
    let page = ErrorPage {
        t,
        title,
        text,
        css: crate::assets::path("app.css"),
        icon: crate::assets::path("favicon.svg"),
    };
    let html = page.render().unwrap_or_default();
    (
        failure.status(),
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        )],
        html,
    )
        .into_response()
}

/// Bytes as people say them.
fn size(bytes: usize) -> String {
    if bytes >= 1024 * 1024 {
        format!("{} MB", bytes / (1024 * 1024))
    } else {
        format!("{} kB", bytes / 1024)
    }
}

/// One line a request: method, the route's pattern, status, milliseconds. Never the path (identities), the query, a body
/// or who asked.
pub async fn noted(request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(
        target: "request",
        %method,
        route = route.as_ref().map_or("–", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = (ms * 10.0).round() / 10.0,
    );
    response
}

/// From nothing up, each with its reason.
const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        // Nothing but our own styles, script, font, images and addresses; no frame around us; and no text that becomes
        // markup by script. A sign-in at an identity provider starts with a link, since `form-action` follows redirects.
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    ),
    // A file is what we say it is.
    ("x-content-type-options", "nosniff"),
    // Addresses hold identities; other sites need none of them.
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        // Everything that a browser asks people about, and what it does without asking.
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), \
         xr-spatial-tracking=()",
    ),
    // A shared computer keeps no page. Assets say otherwise for themselves.
    ("cache-control", "no-store"),
    ("strict-transport-security", "max-age=31536000"),
];

pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        if name == "strict-transport-security" && !app.https {
            continue;
        }
        response
            .headers_mut()
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
