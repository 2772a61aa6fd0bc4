//! Somebody who looked at a passage says what it shows. Agreed own words are a trace, and taking it back withdraws it.

use model::wording::{Mode, Says};
use model::{DocumentId, ElementId, PassageId, UnitId};
use serde::Deserialize;

use model::may::Object;

use crate::input::{At, Input};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// A word of [`Says`]; nothing takes it back.
    says: String,
    /// The list to go back to.
    unit: String,
    mode: String,
    page: i64,
}

pub async fn submit(ctx: Ctx, At((passage, element)): At<(PassageId, ElementId)>, Input(form): Input<Said>) -> Page {
    let says = match form.says.as_str() {
        "" => None,
        word => Some(word.parse::<Says>().map_err(|e| Error::Form(e.to_string()))?),
    };
    let back: UnitId = form.unit.parse().map_err(|_| Error::Form("unit".into()))?;
    let mode = form.mode.parse::<Mode>().map_err(|e| Error::Form(e.to_string()))?;

    let mut conn = ctx.read().await?;
    let placed = store::wording::passage(&mut conn, passage)
        .await?
        .ok_or(Error::NotFound)?;
    // A unit that has gone is answered for by the one that carries it on.
    let unit = store::organisation::past::carrier(&mut conn, placed.unit)
        .await?
        .unwrap_or(placed.unit);
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let head = store::wording::head(&mut conn, element, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);

    let mut tx = ctx.write().await?;
    // Deleted while the page was open.
    let Some(placed) = store::wording::passage(&mut tx, passage).await? else {
        tx.roll_back().await?;
        return Err(Error::NotFound);
    };
    let id = ctx.id::<DocumentId>().0;
    store::wording::say(&mut tx, id, passage, element, says, ctx.now).await?;
    let ids = (ctx.id::<DocumentId>().0, ctx.id());
    let reason = ctx.t.wording_trace_taken_back();
    // Nobody's name stands beside an answer, and so none beside what it takes back.
    store::wording::settle(&mut tx, &placed, (element, head.edition), ids, &reason, ctx.now, None).await?;
    tx.commit().await?;
    ctx.see_other(format!(
        "{}#p-{passage}",
        paths::wording_passages(element, back, mode, form.page.clamp(0, super::element::MOST_PAGES))
    ))
}
