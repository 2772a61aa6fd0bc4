//! Close an account, and open it again.

use model::PersonId;
use model::audit::Deed;
use model::may::Object;
use store::audit::About;

use super::grant::last_administrator;
use crate::input::At;
use crate::{Ctx, Error, Page, paths};

pub async fn close(ctx: Ctx, At((person,)): At<(PersonId,)>) -> Page {
    ctx.may(&Object::owned_by(person))?;
    let mut tx = ctx.write().await?;
    store::organisation::lock(&mut tx).await?;
    store::access::account(&mut tx, person).await?.ok_or(Error::NotFound)?;
    store::access::disable(&mut tx, person, ctx.now).await?;
    if store::access::lasting_administrators(&mut tx, ctx.today).await? == 0 {
        tx.roll_back().await?;
        ctx.note_refused(Deed::CloseAccount, None, About::People(&[person]))
            .await?;
        return last_administrator(&ctx, person).await;
    }
    ctx.note(&mut tx, Deed::CloseAccount, None, About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::access_person_saved(person, "closed"))
}

pub async fn open(ctx: Ctx, At((person,)): At<(PersonId,)>) -> Page {
    ctx.may(&Object::owned_by(person))?;
    let mut tx = ctx.write().await?;
    store::access::account(&mut tx, person).await?.ok_or(Error::NotFound)?;
    store::access::enable(&mut tx, person).await?;
    ctx.note(&mut tx, Deed::ReopenAccount, None, About::People(&[person]))
        .await?;
    tx.commit().await?;
    ctx.see_other(paths::access_person_saved(person, "opened"))
}
