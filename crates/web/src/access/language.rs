//! The language switch. It sets a cookie and writes nothing, so a link may do it.

use axum::http::{HeaderValue, header};
use model::Language;
use model::may::Object;
use serde::Deserialize;

use crate::ctx::see_other;
use crate::input::{At, Query};
use crate::{Ctx, Page, paths};

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
    let secure = if ctx.app.https { "; Secure" } else { "" };
    let cookie = format!("language={language}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}
