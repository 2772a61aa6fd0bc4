//! A new phase: from here the lines are calculated anew, because something is known to have changed. Never without a reason.

use askama::Template;
use model::sign::{LEAST, MOST_PHASES, MOST_TEXT, State};
use model::{Day, SignId};
use serde::Deserialize;
use store::sign::{NewPhase, Told};

use super::{chart, words};
use crate::decision::unfit_text;
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Start {
    from: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    from: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "sign/phase.html")]
struct Phase<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    /// The periods that one can begin in, newest first.
    places: Vec<(String, String)>,
    from: String,
    from_error: Option<String>,
    reason: String,
    error: Option<String>,
}

/// The sign with the periods in which a phase can begin: none of the first two, which would leave nothing before.
async fn asked(ctx: &Ctx, id: SignId) -> Result<(Told, Vec<(String, String)>), Error> {
    let mut conn = ctx.read().await?;
    let (told, _) = words::asked(ctx, &mut conn, id, false).await?;
    let phases = store::sign::phases(&mut conn, Some(told.measure.measure)).await?;
    if told.state == State::Retired || phases.len() >= MOST_PHASES {
        return Err(Error::NotFound);
    }
    let drawn = chart::draw(ctx.t, &told, &phases, ctx.today);
    let places = drawn.map_or_else(Vec::new, |drawn| {
        let places = drawn.slots.iter().zip(&drawn.places).skip(2);
        places
            .filter(|(slot, _)| phases.iter().all(|phase| phase.starts_on != slot.start))
            .map(|(slot, name)| {
                (
                    slot.start.to_string(),
                    ctx.t.sign_period_day(&**name, ctx.t.day(slot.start)),
                )
            })
            .rev()
            .collect()
    });
    Ok((told, places))
}

pub async fn show(ctx: Ctx, At((id,)): At<(SignId,)>, Query(start): Query<Start>) -> Page {
    let (told, places) = asked(&ctx, id).await?;
    ctx.page(&Phase {
        ctx: &ctx,
        told: &told,
        places,
        from: start.from.map_or_else(String::new, |day| day.to_string()),
        from_error: None,
        reason: String::new(),
        error: None,
    })
}

pub async fn submit(ctx: Ctx, At((id,)): At<(SignId,)>, Input(begin): Input<Begin>) -> Page {
    let (told, places) = asked(&ctx, id).await?;
    let from = begin.from.parse::<Day>().ok();
    let from = from.filter(|_| places.iter().any(|(day, _)| *day == begin.from));
    match (from, model::sign::reason(&begin.reason)) {
        (Some(from), Ok(reason)) => {
            let mut tx = ctx.write().await?;
            let phase = NewPhase {
                measure: told.measure.measure,
                starts_on: from,
                reason: &reason,
                by: Some(ctx.person()?),
            };
            store::sign::begin_phase(&mut tx, &phase, ctx.now).await?;
            tx.commit().await?;
            ctx.see_other(format!("{}?done=phase", paths::sign(id)))
        }
        (from, reason) => ctx.unfit(&Phase {
            ctx: &ctx,
            told: &told,
            places,
            from_error: from.is_none().then(|| ctx.t.error_choice()),
            from: begin.from,
            error: reason.err().map(|unfit| unfit_text(ctx.t, &unfit)),
            reason: begin.reason,
        }),
    }
}
