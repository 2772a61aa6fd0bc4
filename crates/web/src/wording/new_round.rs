//! Open rounds of reading: for which elements, how long, and what that will do to the uncertainty.

use askama::Template;
use language::statistics::Random;
use model::audit::Deed;
use model::foundation::Kind;
use model::wording::Length;
use model::{ElementId, ReadingRoundId};
use serde::Deserialize;
use store::audit::About;
use store::wording::{Choosable, Measuring, NewRound};

use super::calibration::{self, USUAL};
use super::rounds::whole;
use super::words;
use crate::input::{Input, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    length: Option<Length>,
    element: Option<ElementId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    length: Length,
    #[serde(default)]
    elements: Vec<ElementId>,
}

#[derive(Template)]
#[template(path = "wording/new_round.html")]
struct New<'a> {
    ctx: &'a Ctx,
    length: Length,
    lengths: Vec<(String, String, bool)>,
    passages: i64,
    /// None before anything was measured.
    groups: Option<Vec<(Kind, Vec<Row>)>>,
    error: Option<String>,
}

struct Row {
    element: ElementId,
    headline: String,
    found: String,
    today: String,
    after: String,
    /// The round that is open.
    open: Option<String>,
    chosen: bool,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let (elements, measuring) = load(&ctx).await?;
    let chosen: Vec<ElementId> = choice.element.into_iter().collect();
    let length = choice.length.unwrap_or(Length::Hour);
    ctx.page(&page(&ctx, length, &chosen, &elements, measuring.as_ref(), None))
}

async fn load(ctx: &Ctx) -> Result<(Vec<Choosable>, Option<Measuring>), Error> {
    let mut conn = ctx.read().await?;
    ctx.may(&whole(&mut conn).await?)?;
    let elements = store::wording::choosable(&mut conn, ctx.today).await?;
    let measuring = store::wording::measuring(&mut conn).await?;
    Ok((elements, measuring.filter(|measuring| measuring.passages > 0)))
}

fn page<'a>(
    ctx: &'a Ctx,
    length: Length,
    chosen: &[ElementId],
    elements: &[Choosable],
    measuring: Option<&Measuring>,
    error: Option<String>,
) -> New<'a> {
    let t = ctx.t;
    let groups = measuring.map(|measuring| {
        let mut groups: Vec<(Kind, Vec<Row>)> = Vec::new();
        for element in elements {
            let row = row(ctx, element, measuring.passages, length, chosen);
            match groups.last_mut() {
                Some((kind, rows)) if *kind == element.kind => rows.push(row),
                _ => groups.push((element.kind, vec![row])),
            }
        }
        groups
    });
    New {
        ctx,
        length,
        lengths: Length::ALL
            .iter()
            .map(|&one| {
                let text = match one {
                    Length::Half => t.wording_round_length_half(),
                    Length::Hour => t.wording_round_length_hour(),
                    Length::Two => t.wording_round_length_two(),
                };
                (paths::new_wording_round(one), text, one == length)
            })
            .collect(),
        passages: length.passages(),
        groups,
        error,
    }
}

fn row(ctx: &Ctx, element: &Choosable, passages: i64, length: Length, chosen: &[ElementId]) -> Row {
    let t = ctx.t;
    let worth = element.precision_of.zip(element.omission).unwrap_or(USUAL);
    let flagged = element.flagged.min(passages);
    let after = calibration::planned(flagged, passages - flagged, length, worth);
    Row {
        element: element.element,
        headline: element.headline.clone(),
        found: t.wording_own_of(flagged, passages),
        today: match (words::band(element.share, element.low, element.high), element.closed_at) {
            (Some(band), Some(at)) => t.wording_round_today(words::range(t, band), ctx.day(&at.day(&ctx.app.zone))),
            _ => t.wording_round_today_none(),
        },
        after: after.map_or_else(String::new, |band| words::range(t, band)),
        open: element.open.map(paths::wording_round),
        chosen: chosen.contains(&element.element),
    }
}

pub async fn submit(ctx: Ctx, Input(form): Input<Form>) -> Page {
    let (elements, measuring) = load(&ctx).await?;
    let mut chosen = form.elements;
    chosen.sort_unstable();
    chosen.dedup();
    let free = |id: &ElementId| elements.iter().any(|e| e.element == *id && e.open.is_none());
    if chosen.is_empty() || !chosen.iter().all(free) || measuring.is_none() {
        let error = if chosen.is_empty() {
            ctx.t.wording_round_choose_one()
        } else {
            ctx.t.wording_round_not_free()
        };
        let page = page(&ctx, form.length, &chosen, &elements, measuring.as_ref(), Some(error));
        return ctx.unfit(&page);
    }
    let mut seed = [0; 8];
    (ctx.app.random)(&mut seed);
    let mut random = Random::seeded(u64::from_le_bytes(seed));
    let mut tx = ctx.write().await?;
    let lexicon = store::wording::lexicon(&mut tx).await?.ok_or(Error::NotFound)?;
    let mut opened: Vec<ReadingRoundId> = Vec::new();
    for element in chosen {
        let passages = store::wording::to_draw(&mut tx, element).await?;
        let sample = calibration::draw(&passages, form.length, &mut random);
        let flagged = i64::try_from(passages.iter().filter(|(_, flagged)| *flagged).count()).unwrap_or(i64::MAX);
        let all = i64::try_from(passages.len()).unwrap_or(i64::MAX);
        let id: ReadingRoundId = ctx.id();
        let round = NewRound {
            id,
            element,
            lexicon_version: lexicon.version,
            of_flagged: flagged,
            of_unflagged: all - flagged,
            sample,
        };
        // Somebody else may have opened one since the page was shown.
        if store::wording::open_round(&mut tx, round, ctx.now).await? {
            ctx.note(&mut tx, Deed::OpenReadingRound, Some(id.0), About::Nobody)
                .await?;
            opened.push(id);
        }
    }
    tx.commit().await?;
    ctx.see_other(match opened[..] {
        [id] => format!("{}?done=opened", paths::wording_round(id)),
        _ => format!("{}?done=opened", paths::wording_rounds(0)),
    })
}
