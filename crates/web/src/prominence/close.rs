//! Close a round: its dots are added up and erased.

use model::RoundId;
use model::may::Object;

use crate::input::At;
use crate::{Ctx, Error, Page, paths};

pub async fn submit(ctx: Ctx, At((id,)): At<(RoundId,)>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut tx = ctx.write().await?;
    store::prominence::round(&mut tx, id, ctx.person()?)
        .await?
        .ok_or(Error::NotFound)?;
    // Twice is once: a round that is closed stays so.
    let elements = store::foundation::current(&mut tx, ctx.today).await?.len();
    store::prominence::close(&mut tx, id, elements, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::round(id))
}
