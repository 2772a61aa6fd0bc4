//! Reminders from the list of those whom a hand would help. Each is sent only while its reason holds, and stands on the start
//! page of the leader whom it concerns, and nowhere else.

use std::collections::HashSet;

use model::cascade::Reason;
use model::may::Object;
use model::{ReminderId, UnitId};
use serde::Deserialize;

use super::show::{again, page, places};
use crate::input::Input;
use crate::{Ctx, Error, Page};

/// Reminders at once.
const MOST: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remind {
    unit: String,
    #[serde(default)]
    to: Vec<String>,
}

pub async fn submit(ctx: Ctx, Input(form): Input<Remind>) -> Page {
    let unit: UnitId = form.unit.parse().map_err(|_| Error::NotFound)?;
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let below = store::overview::rows(&mut conn, &line[0], None).await?.below;
    let stages = store::cascade::stages(&mut conn, unit, ctx.today, |at| at.day(&ctx.app.zone)).await?;
    drop(conn);
    let to: HashSet<UnitId> = form.to.iter().take(MOST).filter_map(|unit| unit.parse().ok()).collect();
    if to.is_empty() {
        return page(&ctx, &line, &below, stages, 0, Some(ctx.t.cascade_none_chosen()));
    }
    let reminders: Vec<(ReminderId, UnitId, Reason)> = places(&ctx, &stages)
        .into_iter()
        .filter(|(stage, reason)| to.contains(&stage.unit) && again(&ctx, stage, *reason))
        .map(|(stage, reason)| (ctx.id::<ReminderId>(), stage.unit, reason))
        .collect();
    if !reminders.is_empty() {
        let mut tx = ctx.write().await?;
        store::cascade::remind(&mut tx, &reminders, ctx.now, ctx.person()?).await?;
        tx.commit().await?;
    }
    ctx.see_other(format!("/cascade?unit={unit}&sent={}", reminders.len()))
}
