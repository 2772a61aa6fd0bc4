//! Sign out: the session ends in the database, and the browser forgets.

use axum::http::HeaderMap;
use model::may::Object;

use crate::{Ctx, Page};

pub async fn submit(ctx: Ctx, headers: HeaderMap) -> Page {
    ctx.may(&Object::nothing())?;
    if let Some(hash) = super::session_hash(&ctx.app, &headers) {
        let mut tx = ctx.write().await?;
        store::access::end_session(&mut tx, hash).await?;
        tx.commit().await?;
    }
    Ok(super::sign_in::goodbye(&ctx))
}
