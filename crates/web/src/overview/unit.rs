//! A unit's own page: what waits, how it stands here, the latest traces. A leader finds their next steps first, an
//! employee the unit's own words.

use std::collections::HashMap;

use askama::Template;
use model::access::Role;
use model::interpretation::{Body, State};
use model::may::{Action, Object, Place};
use model::overview::{Mood, Period};
use model::{ElementId, UnitId};
use serde::Deserialize;
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::overview::{Ask, Line, OnTheLine, Open, Rows, Standings};

use super::field::{self, Cell, Way};
use crate::input::{At, Query};
use crate::texts::Html;
use crate::trail::{About, trail};
use crate::{Ctx, Error, Page, paths};

/// Traces on the page.
const LATEST: usize = 6;
/// Days for which a talk that was closed is still shown.
const TALKED_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "overview/unit.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    unit: &'a UnitNow,
    kicker: String,
    title: String,
    lede: String,
    steps: Option<Vec<Step>>,
    cells: Vec<Cell>,
    period: String,
    /// Shown to those who work here and do not lead.
    words: Vec<Words>,
    below: Vec<Below>,
    legend: Vec<(Html, String)>,
    /// None: nothing yet.
    trail: Option<Html>,
    question: Option<String>,
    may_tell: bool,
    decisions: Option<String>,
    /// The unit has something in use, for a poster.
    poster: Option<String>,
    /// What its interpretations stand on has changed; for those who do not lead.
    shifted: Vec<(String, String)>,
    talks: Vec<TalkView>,
    reminders: Vec<ReminderView>,
    reminders_href: String,
    left: Vec<LeftView>,
    aside: bool,
    overview: Option<String>,
    way: Option<Way>,
    then: bool,
    /// What a new leader takes over.
    handover: Option<String>,
}

/// Something that waits for the unit's leader.
struct Step {
    text: String,
    hint: String,
    href: String,
    button: String,
}

/// A talk with another unit, for the two leaders.
struct TalkView {
    href: String,
    text: String,
    about: String,
    closed: bool,
}

/// A draft that somebody who no longer leads here left: that it is there.
struct LeftView {
    href: String,
    text: String,
}

/// A reminder that only the leader sees.
struct ReminderView {
    id: String,
    text: String,
    small: String,
}

/// An element in the unit's own words, or in those of the nearest unit above.
struct Words {
    cell: Cell,
    meaning: String,
    from: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    /// As it was, and not as the organisation is now.
    then: Option<String>,
    done: String,
}

struct Below {
    href: String,
    name: String,
    stay: Option<String>,
    in_use: usize,
    of: usize,
    traces: i64,
    silent: usize,
}

pub async fn show(ctx: Ctx, At((unit,)): At<(UnitId,)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let Some((line, below)) = store::organisation::around(&mut conn, unit).await? else {
        // One that has gone has its history.
        let place = store::organisation::history::standing(&mut conn, unit)
            .await?
            .ok_or(Error::NotFound)?;
        ctx.may(&Object::unit(place))?;
        return ctx.see_other(paths::organisation_unit(unit));
    };
    let place = store::organisation::place(&line);
    let object = Object::unit(place);
    ctx.may(&object)?;

    let current = store::foundation::current(&mut conn, ctx.today).await?;
    let period = Period::ending(ctx.today, 0);
    let then = choice.then.is_some();
    let rows = if then {
        store::overview::rows(&mut conn, &line[0], Some((period, ctx.today))).await?
    } else {
        Rows::of(&line[0], below)
    };
    let ask = Ask::of(&rows, period, field::rule(&ctx), ctx.today, then);
    let prominent = field::prominence(&current);
    let standings = store::overview::standings(&mut conn, &ask, &prominent).await?;
    let leads = ctx.could(Action::Interpret, &object);
    let sees_left = ctx.could(Action::LayDraftAside, &object);
    let since = ctx.now.plus_minutes(-TALKED_DAYS * 24 * 60);
    let reminded = model::cascade::standing_since(ctx.now);
    let line_of = store::overview::on_the_line(&mut conn, unit, leads, sees_left, ctx.today, since, reminded).await?;
    // As it was is about the figures: the traces are the same, and stand on the page as it is now.
    let mut latest = if then {
        store::trace::Trail::default()
    } else {
        store::trace::trail(&mut conn, unit, None, ctx.today, 0).await?
    };
    drop(conn);
    // The first few are enough here; each leads to its element, where all of them are.
    latest.steps.truncate(LATEST);
    latest.older = false;
    let about = About {
        unit,
        element: None,
        page: 0,
    };

    let elements = field::leading(current, false);
    let nearest = nearest(&line_of.interpretations);
    let works_here = ctx
        .actor
        .as_ref()
        .is_some_and(|a| a.units(Role::Employee).any(|u| u == unit));
    let own = ctx.own_unit() == Some(unit);
    let steps = leads.then(|| steps(&ctx, unit, &elements, &nearest, &standings, &line_of));
    let page = Show {
        kicker: kicker(&ctx, &line),
        title: if own { greeting(&ctx) } else { line[0].name.clone() },
        lede: lede(&ctx, steps.as_deref(), works_here),
        steps,
        cells: elements
            .iter()
            .map(|e| field::cell(&ctx, unit, e.id, &e.headline, &standings.get(unit, false, e.id)))
            .collect(),
        period: field::period_text(&ctx, period),
        words: if leads {
            Vec::new()
        } else {
            words(&ctx, unit, &elements, &nearest, &standings)
        },
        below: below_rows(&ctx, &line, &rows, &elements, &standings),
        legend: field::legend(ctx.t),
        trail: if latest.steps.is_empty() {
            None
        } else {
            Some(trail(&ctx, &latest, about, |_| paths::unit(unit))?)
        },
        poster: nearest
            .values()
            .any(|i| i.distance == 0 && i.state == State::InUse)
            .then(|| paths::poster(unit, None)),
        shifted: if leads {
            Vec::new()
        } else {
            shifted(unit, &elements, &nearest)
        },
        talks: talks(&ctx, &elements, &line_of),
        left: line_of
            .left
            .iter()
            .map(|draft| LeftView {
                href: paths::lay_draft_aside(draft.id),
                text: ctx
                    .t
                    .unit_left_draft(&draft.unit_name, ctx.day(&draft.written_at.day(&ctx.app.zone))),
            })
            .collect(),
        aside: choice.done == "aside",
        reminders: reminders(&ctx, &line_of),
        reminders_href: paths::put_reminder_away(unit),
        question: question(&ctx, &elements),
        decisions: ctx
            .could(Action::ReadDecisions, &object)
            .then(|| paths::decisions(unit, None, 0)),
        may_tell: ctx.could_somewhere(&Action::TellStory),
        overview: (!rows.below.is_empty() && ctx.could(Action::SeeOverview, &object))
            .then(|| paths::overview(unit, period.months, false, then)),
        way: field::way(
            &ctx,
            line_of.turns.first().map(|turn| turn.day),
            then,
            &line_of.turns,
            |then| {
                if then {
                    paths::unit_then(unit)
                } else {
                    paths::unit(unit)
                }
            },
        ),
        then,
        handover: leads.then(|| paths::handover(unit)),
        unit: &line[0],
        ctx: &ctx,
    };
    ctx.page(&page)
}

/// For each element the first on the line: the unit's own, else the nearest in use above it.
fn nearest(interpretations: &[OnTheLine]) -> HashMap<ElementId, &OnTheLine> {
    let mut map = HashMap::new();
    for i in interpretations {
        map.entry(i.element).or_insert(i);
    }
    map
}

fn kicker(ctx: &Ctx, line: &[UnitNow]) -> String {
    let people = ctx.t.unit_people(line[0].people_below);
    match line.get(1) {
        Some(parent) => ctx.t.unit_kicker(&line[0].name, people, &parent.name),
        None => format!("{} · {people}", line[0].name),
    }
}

fn greeting(ctx: &Ctx) -> String {
    let given = ctx
        .visitor
        .as_ref()
        .map_or("", |v| v.name.split(' ').next().unwrap_or(""));
    match ctx.now.local(&ctx.app.zone).hour() {
        5..=9 => ctx.t.greeting_morning(given),
        10..=17 => ctx.t.greeting_day(given),
        18..=23 => ctx.t.greeting_evening(given),
        // Whoever is here at night is not asked what time of day it is.
        _ => ctx.t.greeting_night(given),
    }
}

fn lede(ctx: &Ctx, steps: Option<&[Step]>, works_here: bool) -> String {
    match steps {
        Some([]) => ctx.t.unit_nothing_waits(),
        Some(steps) => ctx.t.unit_waits(steps.len()),
        None if works_here => ctx.t.unit_seen_it(),
        None => ctx.t.unit_lede(),
    }
}

/// At most five: decisions that wait, what stands on something that has changed, what is begun, what is silent, what is
/// not begun.
fn steps(
    ctx: &Ctx,
    unit: UnitId,
    elements: &[CurrentElement],
    nearest: &HashMap<ElementId, &OnTheLine>,
    standings: &Standings,
    line: &Line,
) -> Vec<Step> {
    let t = ctx.t;
    let headline = |element: ElementId| elements.iter().find(|e| e.id == element).map(|e| e.headline.as_str());
    let mut ranked: Vec<(u8, Step)> = line
        .shifted_below
        .iter()
        .map(|below| {
            let step = Step {
                text: match headline(below.element) {
                    Some(headline) => t.step_shifted_in(headline, &below.unit_name),
                    None => t.step_shifted_some(&below.unit_name),
                },
                hint: t.step_shifted_hint(),
                href: format!("{}#shifted", paths::element_in_unit(below.unit, below.element)),
                button: t.step_shifted_do(),
            };
            (0, step)
        })
        .chain(line.decisions.iter().map(|d| (0, decided(ctx, d))))
        .collect();
    for e in elements {
        let found = nearest.get(&e.id);
        let write = paths::interpretation(unit, e.id);
        let standing = standings.get(unit, false, e.id);
        match found.filter(|i| i.distance == 0) {
            Some(i) if i.state == State::Underway => ranked.push((
                1,
                Step {
                    text: t.step_finish(&e.headline),
                    hint: t.step_finish_hint(),
                    href: write,
                    button: t.step_finish_do(),
                },
            )),
            Some(i) if i.shifted => ranked.push((
                0,
                Step {
                    text: t.step_shifted(&e.headline),
                    hint: t.step_shifted_hint(),
                    href: format!("{}#shifted", paths::element_in_unit(unit, e.id)),
                    button: t.step_shifted_do(),
                },
            )),
            _ if standing.silent(field::rule(ctx), ctx.today) => ranked.push((
                2,
                Step {
                    text: t.step_silent(&e.headline),
                    hint: standing
                        .last
                        .map_or_else(|| t.step_silent_never(), |d| t.step_silent_last(ctx.day(&d))),
                    href: paths::element_in_unit(unit, e.id),
                    button: t.step_silent_do(),
                },
            )),
            None => ranked.push((
                3,
                Step {
                    text: t.step_begin(&e.headline),
                    hint: found.map_or_else(|| t.step_begin_hint(), |i| t.step_begin_follows(&i.unit_name)),
                    href: write,
                    button: t.step_begin_do(),
                },
            )),
            _ => {}
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, step)| step).take(5).collect()
}

/// What a reader who does not lead the unit is told: that something has changed, and where the difference is.
fn shifted(
    unit: UnitId,
    elements: &[CurrentElement],
    nearest: &HashMap<ElementId, &OnTheLine>,
) -> Vec<(String, String)> {
    elements
        .iter()
        .filter(|e| nearest.get(&e.id).is_some_and(|i| i.distance == 0 && i.shifted))
        .map(|e| {
            (
                format!("{}#shifted", paths::element_in_unit(unit, e.id)),
                e.headline.clone(),
            )
        })
        .collect()
}

fn talks(ctx: &Ctx, elements: &[CurrentElement], line: &Line) -> Vec<TalkView> {
    let t = ctx.t;
    line.talks
        .iter()
        .map(|talk| {
            let headline = elements
                .iter()
                .find(|e| e.id == talk.element)
                .map_or("", |e| e.headline.as_str());
            TalkView {
                href: paths::talk(talk.id),
                text: t.talk_between(&talk.unit_name, &talk.other_name),
                about: match talk.closed_at {
                    Some(at) => t.talk_closed_on(ctx.day(&at.day(&ctx.app.zone))),
                    None if headline.is_empty() => talk.about.clone(),
                    None => format!("{headline}: {}", talk.about),
                },
                closed: talk.closed_at.is_some(),
            }
        })
        .collect()
}

fn reminders(ctx: &Ctx, line: &Line) -> Vec<ReminderView> {
    line.reminders
        .iter()
        .map(|reminder| ReminderView {
            id: reminder.id.to_string(),
            text: crate::cascade::reminder_text(ctx.t, reminder.reason, &reminder.unit_name),
            small: ctx.t.reminder_small(ctx.day(&reminder.sent_at.day(&ctx.app.zone))),
        })
        .collect()
}

fn decided(ctx: &Ctx, open: &Open) -> Step {
    let t = ctx.t;
    let href = paths::decision(open.id);
    match open.look_back {
        Some(day) => Step {
            text: t.step_held(&open.decided),
            hint: t.step_held_hint(ctx.day(&day)),
            href,
            button: t.step_held_do(),
        },
        None => Step {
            text: if open.decided.is_empty() {
                t.step_decision_untitled()
            } else {
                t.step_decision(&open.decided)
            },
            hint: t.step_decision_hint(),
            href,
            button: t.step_decision_do(),
        },
    }
}

fn words(
    ctx: &Ctx,
    unit: UnitId,
    elements: &[CurrentElement],
    nearest: &HashMap<ElementId, &OnTheLine>,
    standings: &Standings,
) -> Vec<Words> {
    elements
        .iter()
        .filter_map(|e| {
            let found = nearest.get(&e.id).filter(|i| i.state == State::InUse)?;
            let body: Body = serde_json::from_str(found.body.as_deref()?).ok()?;
            let since = found.in_use_since.map(|d| ctx.day(&d)).unwrap_or_default();
            let from = if found.distance == 0 {
                ctx.t.words_since(since)
            } else {
                ctx.t.words_from(&found.unit_name, since)
            };
            let meaning = if body.meaning.is_empty() {
                body.concrete
            } else {
                body.meaning
            };
            Some(Words {
                cell: field::cell(ctx, unit, e.id, &e.headline, &standings.get(unit, false, e.id)),
                meaning,
                from,
            })
        })
        .collect()
}

/// The units below that the reader may open: an employee who reads the area's page is not shown its other teams.
fn below_rows(
    ctx: &Ctx,
    line: &[UnitNow],
    rows: &Rows,
    elements: &[CurrentElement],
    standings: &Standings,
) -> Vec<Below> {
    let may_open = |unit: &&UnitNow| {
        let line = std::iter::once(unit.id).chain(line.iter().map(|u| u.id)).collect();
        ctx.could(
            Action::SeeUnit,
            &Object::unit(Place {
                unit: unit.id,
                line,
                answerable: unit.answerable,
            }),
        )
    };
    rows.below
        .iter()
        .filter(may_open)
        .map(|unit| {
            let cells: Vec<_> = elements.iter().map(|e| standings.get(unit.id, false, e.id)).collect();
            let silent = |s: &&model::overview::Standing| s.ring(field::rule(ctx), ctx.today).mood == Mood::Silent;
            Below {
                href: paths::unit(unit.id),
                name: unit.name.clone(),
                stay: field::stay(ctx, rows, unit.id),
                in_use: cells.iter().filter(|s| s.in_use > 0).count(),
                of: elements.len(),
                traces: cells.iter().map(model::overview::Standing::unasked).sum(),
                silent: cells.iter().filter(silent).count(),
            }
        })
        .collect()
}

/// The month's question: one element after the other, month by month.
fn question(ctx: &Ctx, elements: &[CurrentElement]) -> Option<String> {
    let month = usize::try_from(ctx.today.month().month).unwrap_or(0);
    let element = elements.get(month % elements.len().max(1))?;
    Some(ctx.t.unit_question(&element.headline))
}
