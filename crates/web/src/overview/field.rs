//! The field of rings, element by element, and what the pages around it share.

use std::collections::HashMap;
use std::fmt::Write as _;

use askama::filters::Safe;
use model::foundation::Kind;
use model::organisation::Turn;
use model::overview::{Branch, Mood, Period, Ring, SilenceRule, Standing};
use model::{Day, ElementId, Month, UnitId};
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::organisation::past::Told;
use store::overview::{MonthCount, Rows, Standings};

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
    elements: &[ElementId],
) -> Vec<Branch<UnitNow>> {
    let branch = |unit: &UnitNow, alone: bool| Branch {
        unit: unit.clone(),
        alone,
        standings: elements.iter().map(|e| standings.get(unit.id, alone, *e)).collect(),
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

impl Cell {
    /// A unit that has gone has its history and no page of its own.
    pub fn of_gone(self, unit: UnitId) -> Self {
        Self {
            href: paths::organisation_unit(unit),
            ..self
        }
    }
}

pub fn cell(ctx: &Ctx, unit: UnitId, element: ElementId, headline: &str, standing: &Standing) -> Cell {
    let ring = standing.ring(rule(ctx), ctx.today);
    Cell {
        href: paths::element_in_unit(unit, element),
        ring: ring::silent_ring(&ring),
        element: headline.to_owned(),
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

/// The two ways to count, when they differ.
pub struct Way {
    pub now: String,
    pub then: String,
    pub is_then: bool,
    /// What happened, the latest first.
    pub turns: Vec<(String, String)>,
}

/// Days for which a change is worth two ways of counting: as long as the longest period looks back, twice.
const WORTH: i64 = 2 * 731;
/// Changes that a page tells.
const TOLD: usize = 6;

/// None when nothing has happened that makes two figures of one.
pub fn way(
    ctx: &Ctx,
    changed: Option<Day>,
    is_then: bool,
    turns: &[Told],
    address: impl Fn(bool) -> String,
) -> Option<Way> {
    let recent = changed.is_some_and(|day| ctx.today.days_since(day) <= WORTH);
    (recent || is_then).then(|| Way {
        now: address(false),
        then: address(true),
        is_then,
        turns: turns
            .iter()
            .take(TOLD)
            .map(|turn| (turn_text(ctx.t, turn), ctx.t.day(turn.day)))
            .collect(),
    })
}

/// What happened, as a sentence.
pub fn turn_text(t: Texts, turn: &Told) -> String {
    let names = |units: &[(UnitId, String)]| {
        let names: Vec<&str> = units.iter().map(|(_, name)| name.as_str()).collect();
        match names.as_slice() {
            [all @ .., last] if !all.is_empty() => t.turn_and(all.join(", "), *last),
            _ => names.join(""),
        }
    };
    let (old, new) = (names(&turn.old), names(&turn.new));
    match turn.kind {
        Turn::Merged => t.turn_merged(old, new),
        Turn::Split => t.turn_split(old, new),
        Turn::Continued => t.turn_continued(old, new),
        Turn::Moved => t.turn_moved(old, new),
        Turn::Closed => t.turn_closed(old),
    }
}

/// Until when a unit lay there, or since when, as it was.
pub fn stay(ctx: &Ctx, rows: &Rows, unit: UnitId) -> Option<String> {
    let (since, until) = rows.stays.get(&unit)?;
    if *until <= ctx.today {
        Some(ctx.t.stay_until(ctx.t.day(until.plus_days(-1))))
    } else if ctx.today.days_since(*since) <= WORTH / 2 {
        Some(ctx.t.stay_since(ctx.t.day(*since)))
    } else {
        None
    }
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

/// One element's months as columns, with the numbers beside.
pub struct Strip {
    pub headline: String,
    pub href: String,
    pub columns: Html,
    pub counts: Vec<i64>,
    pub says: String,
}

/// The last twelve months of each element, all on one scale: on scales of their own, two against four would look like
/// much. `turned`: the months in which the organisation changed here; each gets a mark.
pub fn strips(
    ctx: &Ctx,
    elements: &[CurrentElement],
    counts: &[MonthCount],
    turned: &[Month],
) -> (Vec<Month>, Vec<Strip>) {
    let last = ctx.today.month();
    let months: Vec<Month> = (0..12).map(|i| last.plus(i - 11)).collect();
    let by: HashMap<(ElementId, Month), i64> = counts.iter().map(|c| ((c.element, c.month), c.unasked)).collect();
    let most = counts.iter().map(|c| c.unasked).max().unwrap_or(0).max(1);
    let marks: Vec<usize> = turned
        .iter()
        .filter_map(|m| months.iter().position(|n| n == m))
        .collect();
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
                columns: columns(&counts, most, &marks),
                says: ctx
                    .t
                    .strip_says(year, counts.last().copied().unwrap_or(0), ctx.t.month_of(last)),
                counts,
            }
        })
        .collect();
    (months, strips)
}

/// Twelve columns in a box of 120 × 40, the highest of them `most`; the last is the month that is not over.
fn columns(counts: &[i64], most: i64, marks: &[usize]) -> Html {
    const HEIGHT: i64 = 380;
    let mut out = String::from("<svg viewBox=\"0 0 120 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (i, count) in counts.iter().enumerate() {
        // In tenths of a unit, so that no fraction is needed.
        let height = count * HEIGHT / most;
        let class = if i + 1 == counts.len() { " class=\"last\"" } else { "" };
        let top = 390 - height;
        let _ = write!(
            out,
            "<rect{class} x=\"{}\" y=\"{}.{}\" width=\"7\" height=\"{}.{}\"/>",
            i * 10 + 1,
            top / 10,
            top % 10,
            height / 10,
            height % 10
        );
    }
    for mark in marks {
        let x = mark * 10;
        let _ = write!(out, "<line class=\"turn\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"40\"/>");
    }
    out.push_str("<line class=\"ground\" x1=\"0\" x2=\"120\" y1=\"39.5\" y2=\"39.5\"/></svg>");
    Safe(out)
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
