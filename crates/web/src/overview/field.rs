//! The field of rings, element by element, and what the pages around it share.

use std::collections::HashMap;
use std::fmt::Write as _;

use askama::filters::Safe;
use model::foundation::Kind;
use model::overview::{Branch, Mood, Period, Ring, SilenceRule, Standing};
use model::{Day, ElementId, Month, UnitId};
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::overview::{MonthCount, Standings};

use crate::ring::words;
use crate::texts::Html;
use crate::{Ctx, Texts, paths, ring};

/// The elements that an overview leads with: the prominent ones, or all of the leadership foundation while nobody has
/// chosen.
pub fn leading(elements: Vec<CurrentElement>, all: bool) -> Vec<CurrentElement> {
    let chosen = elements.iter().any(|e| e.prominent);
    elements
        .into_iter()
        .filter(|e| {
            all || if chosen {
                e.prominent
            } else {
                e.kind == Kind::Leadership
            }
        })
        .collect()
}

pub fn prominence(elements: &[CurrentElement]) -> HashMap<ElementId, bool> {
    elements.iter().map(|e| (e.id, e.prominent)).collect()
}

pub const fn rule(ctx: &Ctx) -> SilenceRule {
    SilenceRule {
        weeks: ctx.house.silence_weeks,
        room: ctx.house.silence_room,
    }
}

/// The branches of a unit: those of the chain alone, those below it whole. A unit of the chain without people, without
/// interpretations and without traces of its own has nothing to show.
pub fn branches(
    chain: &[UnitNow],
    below: &[UnitNow],
    standings: &Standings,
    elements: &[CurrentElement],
) -> Vec<Branch<UnitNow>> {
    let branch = |unit: &UnitNow, alone: bool| Branch {
        unit: unit.clone(),
        alone,
        standings: elements.iter().map(|e| standings.get(unit.id, alone, e.id)).collect(),
    };
    let own = chain
        .iter()
        .map(|u| branch(u, true))
        .filter(|b| b.unit.people > 0 || b.standings.iter().any(|s| s.in_use > 0 || s.last.is_some()));
    own.chain(below.iter().map(|u| branch(u, false))).collect()
}

/// A ring that leads to its evidence.
pub struct Cell {
    pub href: String,
    pub ring: Html,
    pub element: String,
    /// What the ring shows, in words.
    pub shows: String,
}

pub fn cell(ctx: &Ctx, unit: UnitId, element: &CurrentElement, standing: &Standing) -> Cell {
    let ring = standing.ring(rule(ctx), ctx.today);
    Cell {
        href: paths::element_in_unit(unit, element.id),
        ring: ring::silent_ring(&ring),
        element: element.headline.clone(),
        shows: words(&ring, ctx.t),
    }
}

/// The legend: each thing that a ring can show, once.
pub fn legend(t: Texts) -> Vec<(Html, String)> {
    let on = |f: fn(&mut Ring)| {
        let mut ring = Ring::default();
        f(&mut ring);
        ring
    };
    let all = Ring {
        translated: true,
        unprompted: true,
        acted: true,
        confirmed: true,
        mood: Mood::Plain,
    };
    [
        (on(|r| r.translated = true), t.ring_translated()),
        (on(|r| r.unprompted = true), t.ring_unprompted()),
        (on(|r| r.acted = true), t.ring_acted()),
        (on(|r| r.confirmed = true), t.ring_confirmed()),
        (all, t.ring_all()),
        (
            Ring {
                mood: Mood::Gaining,
                ..on(|r| r.translated = true)
            },
            t.ring_gaining(),
        ),
        (on(|r| r.mood = Mood::Silent), t.ring_silent()),
    ]
    .into_iter()
    .map(|(r, text)| (ring::silent_ring(&r), text))
    .collect()
}

/// A choice of period, as links that keep the rest of the address.
pub struct PeriodLink {
    pub href: String,
    pub text: String,
    pub current: bool,
}

pub fn periods(t: Texts, period: Period, address: impl Fn(i32) -> String) -> Vec<PeriodLink> {
    Period::CHOICES
        .into_iter()
        .zip([
            t.period_quarter(),
            t.period_half(),
            t.period_year(),
            t.period_two_years(),
        ])
        .map(|(months, text)| PeriodLink {
            href: address(months),
            text,
            current: months == period.months,
        })
        .collect()
}

/// From the first day of the period to today.
pub fn period_text(ctx: &Ctx, period: Period) -> String {
    let first = period.first.first_day();
    let from = if first.0.year() == ctx.today.0.year() {
        ctx.t.day_of_year(first)
    } else {
        ctx.t.day(first)
    };
    ctx.t.period_from_to(from, ctx.t.day(ctx.today))
}

/// One element's months as a line, with the numbers beside.
pub struct Strip {
    pub headline: String,
    pub href: String,
    pub line: Html,
    pub counts: Vec<i64>,
    pub says: String,
}

/// The last twelve months of each element. `now` and `before` are the period's and the one before.
pub fn strips(ctx: &Ctx, elements: &[CurrentElement], counts: &[MonthCount]) -> (Vec<Month>, Vec<Strip>) {
    let last = ctx.today.month();
    let months: Vec<Month> = (0..12).map(|i| last.plus(i - 11)).collect();
    let by: HashMap<(ElementId, Month), i64> = counts.iter().map(|c| ((c.element, c.month), c.unasked)).collect();
    let strips = elements
        .iter()
        .map(|element| {
            let counts: Vec<i64> = months
                .iter()
                .map(|m| by.get(&(element.id, *m)).copied().unwrap_or(0))
                .collect();
            let year: i64 = counts.iter().sum();
            Strip {
                headline: element.headline.clone(),
                href: paths::element(element.id),
                line: line(&counts),
                says: ctx
                    .t
                    .strip_says(year, counts.last().copied().unwrap_or(0), ctx.t.month_of(last)),
                counts,
            }
        })
        .collect();
    (months, strips)
}

/// A line in a box of 300 × 40 with its mean, from 0 to the largest count.
fn line(counts: &[i64]) -> Html {
    const WIDTH: f64 = 300.0;
    const TOP: f64 = 4.0;
    const BOTTOM: f64 = 38.0;
    #[expect(clippy::cast_precision_loss, reason = "counts of a month are far below 2^52")]
    let values: Vec<f64> = counts.iter().map(|c| *c as f64).collect();
    let most = values.iter().copied().fold(1.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "twelve points")]
    let steps = (values.len().max(2) - 1) as f64;
    let y = |v: f64| BOTTOM - v / most * (BOTTOM - TOP);
    #[expect(clippy::cast_precision_loss, reason = "twelve points")]
    let mean = y(values.iter().sum::<f64>() / values.len().max(1) as f64);
    let mut points = String::new();
    let mut x = 0.0;
    for value in &values {
        let _ = write!(points, "{x:.1},{:.1} ", y(*value));
        x += WIDTH / steps;
    }
    Safe(format!(
        "<svg viewBox=\"0 0 300 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><line class=\"mean\" x1=\"0\" \
         x2=\"300\" y1=\"{mean:.1}\" y2=\"{mean:.1}\"/><polyline class=\"line\" points=\"{}\"/></svg>",
        points.trim_end()
    ))
}

/// What is silent, and since when.
pub struct Quiet {
    pub href: String,
    pub element: String,
    pub unit: String,
    pub since: String,
}

pub fn quiet(ctx: &Ctx, branches: &[Branch<UnitNow>], elements: &[CurrentElement]) -> Vec<Quiet> {
    let mut silent: Vec<(Option<Day>, Quiet)> = branches
        .iter()
        .flat_map(|b| b.standings.iter().zip(elements).map(move |(s, e)| (b, s, e)))
        .filter(|(_, s, _)| s.silent(rule(ctx), ctx.today))
        .map(|(b, s, e)| {
            let used = s.in_use_since.map(|d| ctx.day(&d)).unwrap_or_default();
            let since = match s.last {
                Some(last) => ctx.t.quiet_last(used, ctx.day(&last)),
                None => ctx.t.quiet_never(used),
            };
            let quiet = Quiet {
                href: paths::element_in_unit(b.unit.id, e.id),
                element: e.headline.clone(),
                unit: b.unit.name.clone(),
                since,
            };
            (s.last, quiet)
        })
        .collect();
    silent.sort_by_key(|(last, _)| *last);
    silent.into_iter().map(|(_, quiet)| quiet).collect()
}
