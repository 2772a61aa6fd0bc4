//! Signing in and out, sessions, accounts and grants.

mod account;
mod attempts;
mod change_password;
mod close;
mod end_session;
mod first_password;
mod grant;
mod invite;
pub mod language;
mod list;
mod looks;
mod password;
mod permissions;
mod person;
mod provider;
pub mod sign_in;
pub mod sign_out;
mod start;
mod tokens;
mod words;

use axum::http::{HeaderMap, HeaderValue, header};
use model::may::Action;
use sha2::{Digest, Sha256};

pub use attempts::Attempts;
pub(crate) use password::AT_ONCE;
pub use password::{MIN_PASSWORD, Password, WeakPassword, hash_password};
pub use provider::{GroupRole, SignInProvider};
pub(crate) use words::role as role_name;

use crate::App;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    use Action::{Enter, ManageAccess, ManageTokens, ReadPermissions, SeeAccess, UseOwnAccount};
    routes
        .get("/", UseOwnAccount, start::show)
        .get("/sign-in", Enter, sign_in::show)
        .post("/sign-in", Enter, sign_in::submit)
        .get("/sign-in/provider", Enter, provider::begin)
        .get("/sign-in/return", Enter, provider::back)
        .get("/sign-in/invited/{token}", Enter, provider::invited)
        .get("/sign-in/{token}", Enter, sign_in::link)
        .get("/language/{language}", Enter, language::choose)
        .post("/sign-out", UseOwnAccount, sign_out::submit)
        .get("/account", UseOwnAccount, account::show)
        .post("/account/looks", UseOwnAccount, looks::save)
        .post("/account/password", UseOwnAccount, change_password::submit)
        .post("/account/sessions/end-others", UseOwnAccount, end_session::others)
        .post("/account/sessions/{session}/end", UseOwnAccount, end_session::one)
        .get("/permissions", ReadPermissions, permissions::show)
        .get("/access", SeeAccess, list::show)
        .get("/access/tokens", SeeAccess, tokens::show)
        .post("/access/tokens", ManageTokens, tokens::make)
        .post("/access/tokens/{token}/revoke", ManageTokens, tokens::revoke)
        .get("/access/people/{person}", SeeAccess, person::show)
        .post("/access/people/{person}/password", ManageAccess, first_password::set)
        .post("/access/people/{person}/close", ManageAccess, close::close)
        .post("/access/people/{person}/open", ManageAccess, close::open)
        .post("/access/people/{person}/invite", ManageAccess, invite::invite)
        .post("/access/people/{person}/untie", ManageAccess, invite::untie)
        .post("/access/people/{person}/grants", ManageAccess, grant::give)
        .post(
            "/access/people/{person}/grants/{grant}/revoke",
            ManageAccess,
            grant::revoke,
        )
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
