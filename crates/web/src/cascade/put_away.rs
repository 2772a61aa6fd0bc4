//! A leader puts a reminder away. Nobody else is told.

use model::may::Object;
use model::{ReminderId, UnitId};
use serde::Deserialize;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    reminder: String,
}

pub async fn submit(ctx: Ctx, At((unit,)): At<(UnitId,)>, Input(form): Input<Away>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let reminder: ReminderId = form.reminder.parse().map_err(|_| Error::NotFound)?;
    // A leader answers with the unit that they lead, also for what lies below it.
    let answers = line[0].answerable.unwrap_or(unit);
    let mut tx = ctx.write().await?;
    store::cascade::put_away(&mut tx, reminder, answers, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(paths::unit(unit))
}
