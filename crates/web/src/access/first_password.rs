//! Open an account with a first password, or set a new one. It is shown once, on the answer itself, and must be changed
//! at the first sign-in; nobody but its owner then knows it.

use askama::Template;
use model::PersonId;
use model::audit::Deed;
use model::may::Object;
use store::audit::About;

use super::password;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "access/first_password.html")]
struct Shown<'a> {
    ctx: &'a Ctx,
    name: String,
    email: Option<String>,
    password: String,
    back: String,
}

pub async fn set(ctx: Ctx, At((id,)): At<(PersonId,)>) -> Page {
    ctx.may(&Object::owned_by(id))?;
    let person = store::access::person(&mut ctx.read().await?, id)
        .await?
        .ok_or(Error::NotFound)?;
    let first = password::first(&ctx.app);
    let new = password::Password::parse(&first, &person.name, person.email.as_deref().unwrap_or(""))
        .map_err(|_| Error::Ours("a first password that does not fit"))?;
    let hash = password::hashed(&ctx.app, new).await?;
    let mut tx = ctx.write().await?;
    let deed = if store::access::set_password(&mut tx, id, &hash, true).await? {
        store::access::end_sessions(&mut tx, id, None).await?;
        Deed::SetPassword
    } else {
        store::access::add_account(&mut tx, id, Some(&hash), true, ctx.now).await?;
        Deed::OpenAccount
    };
    ctx.note(&mut tx, deed, None, About::People(&[id])).await?;
    tx.commit().await?;
    let page = Shown {
        ctx: &ctx,
        name: person.name,
        email: person.email,
        password: first,
        back: paths::access_person(id),
    };
    ctx.page(&page)
}
