//! The overview: does the foundation live? Three sentences, then element by element and area by area.

use askama::Template;
use model::access::Role;
use model::may::{Action, Object};
use model::overview::{Branch, Period, Saying, sayings};
use model::{Month, UnitId};
use serde::Deserialize;
use store::foundation::CurrentElement;
use store::organisation::UnitNow;
use store::overview::{Ask, Rows};

use super::field::{self, Cell, PeriodLink, Quiet, Strip, Way};
use crate::input::Query;
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
    period: Option<i32>,
    all: Option<String>,
    /// As it was, and not as the organisation is now.
    then: Option<String>,
}

#[derive(Template)]
#[template(path = "overview/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    /// From the top down to the unit before this one.
    crumbs: Vec<(String, String)>,
    kicker: String,
    lede: String,
    periods: Vec<PeriodLink>,
    sayings: Vec<Said>,
    columns: Vec<(String, String)>,
    rows: Vec<Row>,
    legend: Vec<(Html, String)>,
    months: Vec<String>,
    strips: Vec<Strip>,
    quiet: Vec<Quiet>,
    all_link: Option<String>,
    all: bool,
    way: Option<Way>,
}

struct Row {
    href: String,
    name: String,
    alone: bool,
    /// None for a unit that has gone.
    people: Option<i64>,
    stay: Option<String>,
    cells: Vec<Cell>,
}

struct Said {
    tone: &'static str,
    text: Html,
    link: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "overview/empty.html")]
struct Empty<'a> {
    ctx: &'a Ctx,
    has_units: bool,
    has_elements: bool,
    may_import: bool,
    may_edit: bool,
    may_grant: bool,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let Some(unit) = asked.or_else(|| start(&ctx)) else {
        ctx.may(&Object::nothing())?;
        return empty(&ctx, false, false);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;

    let then = choice.then.is_some();
    let period = Period::ending(ctx.today, choice.period.unwrap_or(0));
    let rows = store::overview::rows(&mut conn, &line[0], then.then_some((period, ctx.today))).await?;
    let current = store::foundation::current(&mut conn, ctx.today).await?;
    if current.is_empty() {
        return empty(&ctx, true, false);
    }
    let all = choice.all.is_some();
    let ask = Ask::of(&rows, period, field::rule(&ctx), ctx.today, then);
    let prominent = field::prominence(&current);
    let many = current.len();
    let elements = field::leading(current, all);
    let standings = store::overview::standings(&mut conn, &ask, &prominent).await?;
    let first = ctx.today.month().plus(-11);
    let months = store::overview::months(&mut conn, unit, ask.unit, first, then).await?;
    drop(conn);

    let ids: Vec<_> = elements.iter().map(|e| e.id).collect();
    let branches = field::branches(&rows.chain, &rows.below, &standings, &ids);
    let turned: Vec<Month> = months.turns.iter().map(|turn| turn.day.month()).collect();
    let way = field::way(&ctx, rows.changed, then, &months.turns, |then| {
        paths::overview(unit, period.months, all, then)
    });
    let (months, strips) = field::strips(&ctx, &elements, &months.counts, &turned);
    let address = |unit: UnitId, months: i32, all: bool| paths::overview(unit, months, all, then);
    let page = Show {
        crumbs: crumbs(&ctx, &line, period),
        kicker: ctx.t.overview_kicker(&line[0].name, field::period_text(&ctx, period)),
        lede: ctx.t.overview_lede(elements.len(), branches.len()),
        periods: field::periods(ctx.t, period, |months| address(unit, months, all)),
        sayings: said(&ctx, &branches, &elements),
        columns: elements
            .iter()
            .map(|e| (paths::element(e.id), e.headline.clone()))
            .collect(),
        rows: branches
            .iter()
            .map(|b| row(&ctx, b, &elements, period, &rows, then))
            .collect(),
        legend: field::legend(ctx.t),
        months: months.iter().map(|m| ctx.t.month_short(*m)).collect(),
        strips,
        quiet: field::quiet(&ctx, &branches, &elements),
        all_link: (all || elements.len() < many).then(|| address(unit, period.months, !all)),
        all,
        way,
        ctx: &ctx,
    };
    ctx.page(&page)
}

/// Where somebody's overview begins: at the unit of the role that shows it.
pub fn start(ctx: &Ctx) -> Option<UnitId> {
    let actor = ctx.actor.as_ref()?;
    [
        Role::Steward,
        Role::Director,
        Role::Representative,
        Role::Adviser,
        Role::Leader,
    ]
    .into_iter()
    .find_map(|role| actor.units(role).next())
}

/// What there is to do before anything can be seen.
pub fn empty(ctx: &Ctx, has_units: bool, has_elements: bool) -> Page {
    ctx.page(&Empty {
        ctx,
        has_units,
        has_elements,
        may_import: ctx.could(Action::ImportOrganisation, &Object::nothing()),
        may_edit: ctx.could(Action::EditFoundation, &Object::nothing()),
        may_grant: ctx.could(Action::ManageAccess, &Object::nothing()),
    })
}

fn crumbs(ctx: &Ctx, line: &[UnitNow], period: Period) -> Vec<(String, String)> {
    line.iter()
        .skip(1)
        .rev()
        .filter(|unit| {
            let at = line.iter().position(|u| u.id == unit.id).unwrap_or(0);
            ctx.could(
                Action::SeeOverview,
                &Object::unit(store::organisation::place(&line[at..])),
            )
        })
        .map(|unit| (paths::overview(unit.id, period.months, false, false), unit.name.clone()))
        .collect()
}

fn row(
    ctx: &Ctx,
    branch: &Branch<UnitNow>,
    elements: &[CurrentElement],
    period: Period,
    rows: &Rows,
    then: bool,
) -> Row {
    let unit = &branch.unit;
    let gone = rows.stays.get(&unit.id).is_some_and(|(_, until)| *until <= ctx.today);
    // A team has nothing below it to drill into: its own page says more.
    let leaf = branch.alone || unit.people == unit.people_below;
    Row {
        href: if gone {
            paths::organisation_unit(unit.id)
        } else if leaf {
            paths::unit(unit.id)
        } else {
            paths::overview(unit.id, period.months, false, then)
        },
        name: unit.name.clone(),
        alone: branch.alone,
        people: (!gone).then_some(if branch.alone { unit.people } else { unit.people_below }),
        stay: field::stay(ctx, rows, unit.id),
        cells: elements
            .iter()
            .zip(&branch.standings)
            .map(|(e, s)| field::cell(ctx, unit.id, e.id, &e.headline, s))
            .map(|cell| if gone { cell.of_gone(unit.id) } else { cell })
            .collect(),
    }
}

fn said(ctx: &Ctx, branches: &[Branch<UnitNow>], elements: &[CurrentElement]) -> Vec<Said> {
    let t = ctx.t;
    let unit = |i: usize| branches.get(i).map_or("", |b| b.unit.name.as_str());
    let headline = |i: usize| elements.get(i).map_or("", |e| e.headline.as_str());
    let cell = |element: usize, branch: usize| -> Option<String> {
        Some(paths::element_in_unit(
            branches.get(branch)?.unit.id,
            elements.get(element)?.id,
        ))
    };
    sayings(branches, field::rule(ctx), ctx.today)
        .into_iter()
        .map(|saying| match saying {
            Saying::Confirmed {
                element,
                branches: seen,
                of,
                traces,
                most,
            } => Said {
                tone: "living",
                text: t.saying_confirmed_html(headline(element), seen, of, traces, unit(most)),
                link: elements
                    .get(element)
                    .map(|e| (paths::element(e.id), t.saying_see_traces(traces))),
            },
            Saying::Gaining {
                element,
                branch,
                now,
                before,
            } => Said {
                tone: "growing",
                text: t.saying_gaining_html(headline(element), unit(branch), now, before),
                link: cell(element, branch).map(|href| (href, t.saying_see_traces(now))),
            },
            Saying::Silent {
                element,
                branch,
                last,
                others,
            } => Said {
                tone: "silent",
                text: match last {
                    Some(last) => t.saying_silent_html(
                        headline(element),
                        unit(branch),
                        ctx.today.days_since(last) / 7,
                        i64::try_from(others).unwrap_or(0),
                    ),
                    None => t.saying_never_html(headline(element), unit(branch), i64::try_from(others).unwrap_or(0)),
                },
                link: cell(element, branch).map(|href| (href, t.saying_take_it_up())),
            },
            Saying::NothingConfirmed => Said {
                tone: "living",
                text: t.saying_nothing_confirmed_html(),
                link: None,
            },
            Saying::NothingGaining => Said {
                tone: "growing",
                text: t.saying_nothing_gaining_html(),
                link: None,
            },
            Saying::NothingSilent { unjudged } => Said {
                tone: "silent",
                text: t.saying_nothing_silent_html(i64::try_from(unjudged).unwrap_or(0)),
                link: None,
            },
        })
        .collect()
}
