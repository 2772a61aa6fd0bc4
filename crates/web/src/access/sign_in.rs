//! Sign in with e-mail and password, or with one of the demonstration's one-time links.

use askama::Template;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use model::may::Object;
use model::{Language, PersonId, SessionId};
use serde::Deserialize;

use super::language::language_cookie;
use super::{password, session_cookie, set_session, token_hash};
use crate::client::ClientAddress;
use crate::ctx::{SESSION_MINUTES, see_other};
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths};

/// Bytes; RFC 5321 has no longer address.
const LONGEST_EMAIL: usize = 254;

#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

impl Next {
    pub(super) fn next(&self) -> &str {
        &self.next
    }
}

/// Why somebody comes back from the identity provider without being in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It did not answer, or not as it should.
    NotReached,
    /// It said no, or the person did.
    Declined,
    /// An answer that this browser did not ask for, or asked for too long ago.
    Strange,
    /// It is known there who it is, and not here.
    NotTied,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "access/sign_in.html")]
struct SignIn<'a> {
    ctx: &'a Ctx,
    email: &'a str,
    next: &'a str,
    wrong: bool,
    why: Option<String>,
}

/// The page again, saying why the provider's answer did not let somebody in.
pub(super) fn again(ctx: &Ctx, next: &str, why: Why) -> Page {
    let t = ctx.t;
    let page = SignIn {
        ctx,
        email: "",
        next,
        wrong: false,
        why: Some(match why {
            Why::NotReached => t.provider_not_reached(),
            Why::Declined => t.provider_declined(),
            Why::Strange => t.provider_strange(),
            Why::NotTied => t.provider_not_tied(),
        }),
    };
    ctx.unfit(&page)
}

pub async fn show(ctx: Ctx, Query(query): Query<Next>) -> Page {
    ctx.may(&Object::nothing())?;
    form(&ctx, "", &query.next, false)
}

fn form(ctx: &Ctx, email: &str, next: &str, wrong: bool) -> Page {
    let page = SignIn {
        ctx,
        email,
        next,
        wrong,
        why: None,
    };
    if wrong { ctx.unfit(&page) } else { ctx.page(&page) }
}

pub async fn submit(
    ctx: Ctx,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Input(form_): Input<Credentials>,
) -> Page {
    ctx.may(&Object::nothing())?;
    let email = model::text::folded(&form_.email);
    if email.len() > LONGEST_EMAIL {
        return form(&ctx, "", &form_.next, true);
    }
    if !ctx.app.attempts.note(format!("{address:?} {email}"), ctx.now) {
        return Err(Error::Busy);
    }
    let mut conn = ctx.read().await?;
    let account = store::access::account_by_email(&mut conn, &email).await?;
    drop(conn);

    let account = account.filter(|a| a.disabled_at.is_none());
    let stored = account.as_ref().and_then(|a| a.password_hash.clone());
    let right = password::check(&ctx.app, form_.password, stored).await?;
    match account {
        Some(account) if right => enter(&ctx, account.person, &headers, &form_.next, account.language).await,
        _ => form(&ctx, &form_.email, &form_.next, true),
    }
}

/// A one-time link: it opens a session once and is gone.
pub async fn link(ctx: Ctx, At((token,)): At<(String,)>, headers: HeaderMap) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    let person = store::access::use_link(&mut tx, token_hash(&token), ctx.now).await?;
    tx.commit().await?;
    match person {
        Some(person) => enter(&ctx, person, &headers, "", None).await,
        None => Err(Error::NotFound),
    }
}

/// Opens a session under a new cookie, whatever cookie came with the request. `language`: the account's own, which
/// error pages too must know.
pub(super) async fn enter(
    ctx: &Ctx,
    person: PersonId,
    headers: &HeaderMap,
    next: &str,
    language: Option<Language>,
) -> Page {
    let token = ctx.app.token();
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let mut tx = ctx.write().await?;
    if let Some(old) = super::session_hash(&ctx.app, headers) {
        store::access::end_session(&mut tx, old).await?;
    }
    store::access::begin_session(
        &mut tx,
        ctx.id::<SessionId>(),
        token_hash(&token),
        person,
        ctx.now,
        ctx.now.plus_minutes(SESSION_MINUTES),
        &device(agent),
    )
    .await?;
    tx.commit().await?;
    let to = if paths::is_ours(next) {
        next.to_owned()
    } else {
        paths::start()
    };
    let mut response: Response = see_other(to);
    response
        .headers_mut()
        .append(header::SET_COOKIE, set_session(&ctx.app, &token, SESSION_MINUTES));
    if let Some(language) = language {
        response
            .headers_mut()
            .append(header::SET_COOKIE, language_cookie(&ctx.app, language));
    }
    Ok(response)
}

/// The browser and the system, as its owner would say it.
fn device(agent: &str) -> String {
    let pick = |names: &[(&str, &'static str)]| -> &'static str {
        names
            .iter()
            .find(|(sign, _)| agent.contains(sign))
            .map_or("", |(_, name)| name)
    };
    let browser = pick(&[
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = pick(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What sign-out sends, so that a shared computer keeps nothing.
pub(super) fn goodbye(ctx: &Ctx) -> Response {
    let secure = if ctx.app.https { "; Secure" } else { "" };
    let cookie = format!(
        "{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}",
        session_cookie(&ctx.app)
    );
    let clear = [(header::SET_COOKIE, cookie)];
    let mut response = (clear, see_other(paths::sign_in(""))).into_response();
    *response.status_mut() = axum::http::StatusCode::SEE_OTHER;
    response.headers_mut().insert(
        "clear-site-data",
        axum::http::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn devices_are_named_plainly() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(super::device(edge), "Edge, Windows");
        assert_eq!(super::device("curl/8"), "");
    }
}
