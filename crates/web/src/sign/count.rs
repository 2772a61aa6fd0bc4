//! Counting on the phone: two taps a sign. Without a net the page keeps what was tapped and sends it later; what is sent
//! twice counts once, because the phone gives each tap an identity of its own.

use std::collections::HashMap;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use model::may::Object;
use model::sign::{COUNT_DAYS, MOST_TAPS};
use model::{Day, MeasureId, UnitId};
use serde::Deserialize;
use store::sign::{Countable, Tap};
use uuid::Uuid;

use super::chart;
use crate::input::{Input, Query};
use crate::{Ctx, Error, Page};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    done: String,
    /// The tap that was just made, which can be taken back.
    tap: Option<Uuid>,
}

#[derive(Template)]
#[template(path = "sign/count.html")]
struct Count<'a> {
    ctx: &'a Ctx,
    rows: Vec<Row>,
    done: &'a str,
    tap: Option<Uuid>,
    sent: String,
}

struct Row {
    countable: Countable,
    /// What the unit has counted in this period; none when nobody has said anything.
    now: Option<i64>,
    period: String,
    /// The identities of the taps that the buttons make without script.
    yes: Uuid,
    none: Uuid,
}

pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Page {
    ctx.may(&Object::nothing())?;
    let mut conn = ctx.read().await?;
    let countable = store::sign::countable(&mut conn, ctx.person()?, ctx.today).await?;
    let counted = store::sign::counted(&mut conn, ctx.person()?, ctx.today).await?;
    drop(conn);
    let now: HashMap<(MeasureId, UnitId, Day), i64> = counted
        .into_iter()
        .map(|c| ((c.measure, c.unit, c.starts_on), c.value))
        .collect();
    let rows = countable
        .into_iter()
        .map(|countable| {
            let start = countable.cadence.start(ctx.today);
            Row {
                now: now
                    .get(&(countable.measure, countable.unit, start))
                    .map(|value| value / 1000),
                period: chart::period(ctx.t, countable.cadence, start),
                yes: ctx.app.random_id(),
                none: ctx.app.random_id(),
                countable,
            }
        })
        .collect();
    ctx.page(&Count {
        rows,
        done: &done.done,
        tap: done.tap,
        sent: ctx.t.sign_count_sent(),
        ctx: &ctx,
    })
}

/// Taps in fours, or one to be taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taps {
    #[serde(default)]
    id: Vec<Uuid>,
    #[serde(default)]
    measure: Vec<Uuid>,
    #[serde(default)]
    day: Vec<Day>,
    /// `yes`, or `none`: nothing was to be seen in this period.
    #[serde(default)]
    what: Vec<String>,
    /// The tap to take back.
    back: Option<Uuid>,
}

pub async fn submit(ctx: Ctx, headers: HeaderMap, Input(taps): Input<Taps>) -> Page {
    ctx.may(&Object::nothing())?;
    let count = taps.id.len();
    let whole = [taps.measure.len(), taps.day.len(), taps.what.len()] == [count; 3];
    if !whole || count > MOST_TAPS || (count == 0 && taps.back.is_none()) {
        return Err(Error::Form("taps".into()));
    }
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let countable = store::sign::countable(&mut tx, person, ctx.today).await?;
    if let Some(back) = taps.back {
        let units: Vec<UnitId> = countable.iter().map(|c| c.unit).collect();
        store::sign::take_back(&mut tx, back, &units).await?;
    }
    let kept: Vec<Tap> = (0..count).filter_map(|at| tap(&ctx, &taps, at, &countable)).collect();
    store::sign::keep_taps(&mut tx, &kept).await?;
    tx.commit().await?;
    let script = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    if script {
        // What cannot be counted is answered too: the phone need not keep it for ever.
        let answer = serde_json::json!({ "seen": taps.id, "kept": kept.len() });
        return Ok((
            StatusCode::OK,
            [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))],
            answer.to_string(),
        )
            .into_response());
    }
    ctx.see_other(match (taps.back, kept.first()) {
        (Some(_), _) => "/signs/count?done=back".to_owned(),
        (None, Some(tap)) => format!("/signs/count?done=counted&tap={}", tap.id.simple()),
        (None, None) => "/signs/count?done=refused".to_owned(),
    })
}

/// A tap on a sign that one counts, on a day that is not too long ago. The phone's clock may be a day ahead.
fn tap(ctx: &Ctx, taps: &Taps, at: usize, countable: &[Countable]) -> Option<Tap> {
    let found = countable.iter().find(|c| c.measure == MeasureId(taps.measure[at]))?;
    let day = taps.day[at].min(ctx.today);
    let none = match taps.what[at].as_str() {
        "yes" => false,
        "none" => true,
        _ => return None,
    };
    (ctx.today.days_since(day) <= COUNT_DAYS && taps.day[at] <= ctx.today.plus_days(1)).then(|| Tap {
        id: taps.id[at],
        measure: found.measure,
        unit: found.unit,
        day,
        starts_on: found.cadence.start(day),
        none,
    })
}
