//! Take out a document that nobody has answered a clause of: the wrong file, or one brought in twice.

use model::PolicyId;
use model::may::Object;

use crate::input::At;
use crate::{Ctx, Error, Page, paths};

pub async fn remove(ctx: Ctx, At((id,)): At<(PolicyId,)>) -> Page {
    let mut tx = ctx.write().await?;
    if !store::policy::is_stored(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    ctx.may(&Object::nothing())?;
    let removed = store::policy::remove(&mut tx, id).await?;
    tx.commit().await?;
    ctx.see_other(paths::policy() + if removed { "?done=removed" } else { "?done=kept" })
}
