//! Save the language and the colours.

use axum::http::header;
use model::Language;
use model::may::Object;
use serde::Deserialize;

use super::language::language_cookie;
use crate::ctx::see_other;
use crate::input::Input;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looks {
    language: Language,
    scheme: String,
}

pub async fn save(ctx: Ctx, Input(form): Input<Looks>) -> Page {
    ctx.may(&Object::nothing())?;
    if !["auto", "light", "dark"].contains(&form.scheme.as_str()) {
        return Err(Error::Form("scheme".into()));
    }
    let mut tx = ctx.write().await?;
    store::access::set_looks(&mut tx, ctx.person()?, form.language, &form.scheme).await?;
    tx.commit().await?;
    let mut response = see_other(paths::account_saved("looks"));
    response
        .headers_mut()
        .append(header::SET_COOKIE, language_cookie(&ctx.app, form.language));
    Ok(response)
}
