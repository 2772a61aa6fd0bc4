//! Whether everybody may read an interpretation in use, or only those who see the unit. Its leader says, and can say otherwise.

use model::may::Object;
use model::{ElementId, UnitId};
use serde::Deserialize;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum To {
    All,
    Line,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    show: To,
}

pub async fn submit(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<Sharing>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let mut tx = ctx.write().await?;
    match form.show {
        To::All => store::interpretation::share(&mut tx, unit, element, ctx.now, ctx.person()?).await?,
        To::Line => store::interpretation::unshare(&mut tx, unit, element).await?,
    }
    tx.commit().await?;
    ctx.see_other(paths::element_in_unit(unit, element))
}
