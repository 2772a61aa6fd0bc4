//! Signing in and out, sessions, accounts and grants.

mod attempts;
pub mod language;
mod password;
pub mod sign_in;
pub mod sign_out;

use axum::http::{HeaderMap, HeaderValue, header};
use model::may::Action;
use sha2::{Digest, Sha256};

pub use attempts::Attempts;
pub use password::{MIN_PASSWORD, Password, WeakPassword, hash_password};

use crate::App;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{Enter, UseOwnAccount};
    routes
        .get("/sign-in", Enter, sign_in::show)
        .post("/sign-in", Enter, sign_in::submit)
        .get("/sign-in/{token}", Enter, sign_in::link)
        .get("/language/{language}", Enter, language::choose)
        .post("/sign-out", UseOwnAccount, sign_out::submit)
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, value)| value)
}

/// `__Host-` cookies are only taken over https, from this host alone; on a bare http address the browser would drop them.
const fn session_cookie(app: &App) -> &'static str {
    if app.https { "__Host-grundlag" } else { "grundlag" }
}

/// What the database knows a session's cookie or a link by.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The hash of the session cookie, if the request has one that could be ours.
pub fn session_hash(app: &App, headers: &HeaderMap) -> Option<Vec<u8>> {
    let token = cookie(headers, session_cookie(app))?;
    (token.len() == 64).then(|| token_hash(token))
}

fn set_session(app: &App, token: &str, minutes: i64) -> HeaderValue {
    let secure = if app.https { "; Secure" } else { "" };
    let text = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        session_cookie(app),
        minutes * 60
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
