//! Sign out somewhere else: one session, or all but this one.

use model::SessionId;
use model::may::Object;

use crate::input::At;
use crate::{Ctx, Error, Page, paths};

pub async fn one(ctx: Ctx, At((session,)): At<(SessionId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    // Another's session and one that is gone look the same.
    if !store::access::end_own_session(&mut tx, ctx.person()?, session).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    ctx.see_other(paths::account_saved("session"))
}

pub async fn others(ctx: Ctx) -> Page {
    ctx.may(&Object::nothing())?;
    let here = ctx.visitor.as_ref().map(|v| v.session);
    let mut tx = ctx.write().await?;
    store::access::end_sessions(&mut tx, ctx.person()?, here).await?;
    tx.commit().await?;
    ctx.see_other(paths::account_saved("sessions"))
}
