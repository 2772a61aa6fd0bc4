//! Invite somebody to tie their sign-in at the identity provider to their account, and untie it.

use askama::Template;
use model::PersonId;
use model::audit::Deed;
use model::may::Object;
use store::audit::About;

use super::token_hash;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

/// How long an invitation holds.
const DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "access/invitation.html")]
struct Shown<'a> {
    ctx: &'a Ctx,
    name: String,
    /// Without the host, which the administrator's browser shows.
    link: String,
    days: i64,
    back: String,
}

pub async fn invite(ctx: Ctx, At((id,)): At<(PersonId,)>) -> Page {
    ctx.may(&Object::owned_by(id))?;
    if ctx.app.provider.is_none() {
        return Err(Error::NotFound);
    }
    let token = ctx.app.token();
    let mut tx = ctx.write().await?;
    let person = store::access::person(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let expires = ctx.now.plus_minutes(DAYS * 24 * 60);
    store::access::invite(&mut tx, token_hash(&token), id, ctx.person()?, expires).await?;
    ctx.note(&mut tx, Deed::InviteSignIn, None, About::People(&[id]))
        .await?;
    tx.commit().await?;
    ctx.page(&Shown {
        name: person.name,
        link: format!("{}{}", ctx.app.public_url, paths::invited(&token)),
        days: DAYS,
        back: paths::access_person(id),
        ctx: &ctx,
    })
}

pub async fn untie(ctx: Ctx, At((person,)): At<(PersonId,)>) -> Page {
    ctx.may(&Object::owned_by(person))?;
    let mut tx = ctx.write().await?;
    if !store::access::untie(&mut tx, person).await? {
        return Err(Error::NotFound);
    }
    store::access::end_sessions(&mut tx, person, None).await?;
    ctx.note(&mut tx, Deed::UntieSignIn, None, About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::access_person_saved(person, "untied"))
}
