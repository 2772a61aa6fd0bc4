//! "Still holds": what an interpretation stands on has changed, and its leader says that it stands all the same.

use model::may::Object;
use model::{ElementId, TalkId, UnitId};
use serde::Deserialize;
use store::interpretation::Which;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holds {
    /// The version in use that was read beside the difference.
    seen: i64,
}

pub async fn submit(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<Holds>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let own = store::interpretation::reading(&mut conn, unit, element, Which::Published)
        .await?
        .own
        .ok_or(Error::NotFound)?;
    drop(conn);

    let mut tx = ctx.write().await?;
    let row = ctx.id::<TalkId>().0;
    // Another version in the meantime: the page shows what stands now, and asks again if it must.
    if store::interpretation::hold(&mut tx, row, own.id, form.seen, ctx.today, ctx.now, ctx.person()?).await? {
        tx.commit().await?;
    } else {
        tx.roll_back().await?;
    }
    ctx.see_other(paths::element_in_unit(unit, element))
}
