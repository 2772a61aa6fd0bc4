//! The language switch. It sets a cookie and writes nothing, so a link may do it.

use axum::http::{HeaderValue, header};
use model::Language;
use model::may::Object;
use serde::Deserialize;

use crate::ctx::see_other;
use crate::input::{At, Query};
use crate::{App, Ctx, Page, paths};

#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

pub async fn choose(ctx: Ctx, At((language,)): At<(Language,)>, Query(query): Query<Next>) -> Page {
    ctx.may(&Object::nothing())?;
    let to = if paths::is_ours(&query.next) {
        query.next
    } else {
        paths::start()
    };
    let mut response = see_other(to);
    response
        .headers_mut()
        .append(header::SET_COOKIE, language_cookie(&ctx.app, language));
    Ok(response)
}

/// Remembers the language in this browser, for a year.
pub(super) fn language_cookie(app: &App, language: Language) -> HeaderValue {
    let secure = if app.https { "; Secure" } else { "" };
    let cookie = format!("language={language}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}");
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}
