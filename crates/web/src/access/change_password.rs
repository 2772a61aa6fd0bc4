//! Change one's own password. Every other session ends, and this one goes on under a new cookie.

use axum::http::HeaderMap;
use model::may::Object;
use serde::Deserialize;

use super::password::{self, Password};
use super::{account, sign_in};
use crate::input::Input;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    current: String,
    new: String,
    again: String,
}

pub async fn submit(ctx: Ctx, headers: HeaderMap, Input(form): Input<Change>) -> Page {
    ctx.may(&Object::nothing())?;
    let person = ctx.person()?;
    // Somebody at a screen that was left open may guess no faster than at the door.
    if !ctx.app.attempts.note(format!("password of {person}"), ctx.now) {
        return Err(Error::Busy);
    }
    let account = store::access::account(&mut ctx.read().await?, person)
        .await?
        .ok_or(Error::NotFound)?;
    let email = account.email.as_deref().unwrap_or("");
    let current_right = password::check(&ctx.app, form.current.clone(), account.password_hash).await?;
    let new = Password::parse(&form.new, &account.name, email);
    let different = form.new != form.again;
    let same = form.new == form.current;
    let new = match new {
        Ok(new) if current_right && !different && !same => new,
        new => {
            let flaws = account::Flaws {
                current_wrong: !current_right,
                weak: new.err(),
                same,
                different,
            };
            return account::page(&ctx, None, flaws).await;
        }
    };
    let hash = password::hashed(&ctx.app, new).await?;
    let mut tx = ctx.write().await?;
    store::access::set_password(&mut tx, person, &hash, false).await?;
    store::access::end_sessions(&mut tx, person, None).await?;
    tx.commit().await?;
    let to = if account.must_change {
        paths::start()
    } else {
        paths::account_saved("password")
    };
    sign_in::enter(&ctx, person, &headers, &to, None).await
}
