//! Where the interpretations are under way, area by area in the order of the alphabet, and where a hand would help next, with
//! the rule that says so.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use model::UnitId;
use model::access::Role;
use model::cascade::{AFTER_WEEKS, Facts, NEW_WEEKS, REMINDED_DAYS, Reason, STILL_WEEKS, still_stands};
use model::interpretation::State;
use model::may::{Action, Object};
use serde::Deserialize;
use store::cascade::Stage;
use store::organisation::UnitNow;

use crate::input::Query;
use crate::{Ctx, Error, Page, paths};

/// Units of the list on one page.
const LISTED: usize = 40;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
    page: usize,
    sent: Option<usize>,
}

#[derive(Template)]
#[template(path = "cascade/show.html")]
struct Cascade<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    unit: UnitId,
    name: &'a str,
    lede: String,
    rows: Vec<Row>,
    groups: Vec<Group>,
    to_remind: bool,
    rules: Vec<String>,
    sent: Option<String>,
    error: Option<String>,
    newer: Option<String>,
    older: Option<String>,
}

/// A unit right below, with everything under it.
struct Row {
    href: String,
    name: String,
    /// Units with a leader of their own, by where they stand.
    in_use: usize,
    underway: usize,
    none: usize,
    /// Units that follow the one above.
    follow: usize,
    shifted: i64,
}

/// The units of one rule.
struct Group {
    title: String,
    places: Vec<Place>,
}

struct Place {
    id: String,
    href: String,
    name: String,
    under: String,
    why: String,
    /// A reminder can be sent.
    can: bool,
    reminded: String,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let own = ctx.actor.as_ref().and_then(|a| a.units(Role::Steward).next());
    let Some(unit) = asked.or(own) else {
        return Err(Error::NotFound);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let below = store::overview::rows(&mut conn, &line[0], None).await?.below;
    let stages = store::cascade::stages(&mut conn, unit, ctx.today, |at| at.day(&ctx.app.zone)).await?;
    drop(conn);
    let sent = choice.sent;
    let html = build(&ctx, &line, &below, stages, choice.page, None, sent);
    ctx.page(&html)
}

/// The page again, with what is to be mended.
pub fn page(
    ctx: &Ctx,
    line: &[UnitNow],
    below: &[UnitNow],
    stages: Vec<Stage>,
    number: usize,
    error: Option<String>,
) -> Page {
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    ctx.page_with(status, &build(ctx, line, below, stages, number, error, None))
}

/// The units that a rule names: rule by rule, each in the order of the tree.
pub fn places<'a>(ctx: &Ctx, stages: &'a [Stage]) -> Vec<(&'a Stage, Reason)> {
    let mut places: Vec<_> = stages
        .iter()
        .filter_map(|stage| Some((stage, stage.facts.reason(ctx.today)?)))
        .collect();
    places.sort_by_key(|(_, reason)| *reason);
    places
}

/// Whether a reminder can be sent: somebody is there to read it, and none stands already.
pub fn again(ctx: &Ctx, stage: &Stage, reason: Reason) -> bool {
    let stands = stage
        .reminded
        .is_some_and(|at| still_stands(at.day(&ctx.app.zone), ctx.today));
    reason != Reason::NoLeader && !stands
}

fn build<'a>(
    ctx: &'a Ctx,
    line: &'a [UnitNow],
    below: &[UnitNow],
    stages: Vec<Stage>,
    number: usize,
    error: Option<String>,
    sent: Option<usize>,
) -> Cascade<'a> {
    let t = ctx.t;
    let stages = in_tree_order(line[0].id, stages);
    let names: HashMap<UnitId, &str> = stages.iter().map(|s| (s.unit, s.name.as_str())).collect();
    let led: Vec<&Stage> = stages.iter().filter(|s| s.facts.has_leader).collect();
    let count = |state: Option<State>| led.iter().filter(|s| s.facts.state() == state).count();
    let all = places(ctx, &stages);
    let many = all.len();
    let first = number.min(many / LISTED) * LISTED;
    let shown = &all[first..(first + LISTED).min(many)];
    let groups: Vec<Group> = Reason::ALL
        .iter()
        .map(|&reason| Group {
            title: title(ctx, reason),
            places: shown
                .iter()
                .filter(|(_, r)| *r == reason)
                .map(|(stage, _)| place(ctx, stage, reason, &names))
                .collect(),
        })
        .filter(|group| !group.places.is_empty())
        .collect();
    let address = |page: usize| format!("/cascade?unit={}&page={page}", line[0].id);
    Cascade {
        crumbs: (1..line.len())
            .rev()
            .filter(|&at| {
                let place = store::organisation::place(&line[at..]);
                ctx.could(Action::SeeCascade, &Object::unit(place))
            })
            .map(|at| (paths::cascade(Some(line[at].id)), line[at].name.clone()))
            .collect(),
        unit: line[0].id,
        name: &line[0].name,
        lede: t.cascade_lede(
            led.len(),
            count(Some(State::InUse)),
            count(Some(State::Underway)),
            count(None),
        ),
        rows: rows(below, &stages),
        to_remind: groups.iter().any(|g| g.places.iter().any(|p| p.can)),
        groups,
        rules: Reason::ALL.iter().map(|reason| rule(ctx, *reason)).collect(),
        sent: sent.map(|n| t.cascade_sent(n)),
        error,
        newer: (first > 0).then(|| address(first / LISTED - 1)),
        older: (first + LISTED < many).then(|| address(first / LISTED + 1)),
        ctx,
    }
}

fn rows(below: &[UnitNow], stages: &[Stage]) -> Vec<Row> {
    let parents: HashMap<UnitId, Option<UnitId>> = stages.iter().map(|s| (s.unit, s.parent)).collect();
    let lies_in = |mut unit: UnitId, area: UnitId| {
        loop {
            if unit == area {
                return true;
            }
            match parents.get(&unit).copied().flatten() {
                Some(parent) => unit = parent,
                None => return false,
            }
        }
    };
    below
        .iter()
        .map(|area| {
            let inside: Vec<&Facts> = stages
                .iter()
                .filter(|s| lies_in(s.unit, area.id))
                .map(|s| &s.facts)
                .collect();
            let led = |state: Option<State>| inside.iter().filter(|f| f.has_leader && f.state() == state).count();
            Row {
                // A team has nothing below it to drill into: its own page says more.
                href: if area.people == area.people_below {
                    paths::unit(area.id)
                } else {
                    paths::cascade(Some(area.id))
                },
                name: area.name.clone(),
                in_use: led(Some(State::InUse)),
                underway: led(Some(State::Underway)),
                none: led(None),
                follow: inside.iter().filter(|f| !f.has_leader).count(),
                shifted: inside.iter().map(|f| f.shifted).sum(),
            }
        })
        .collect()
}

/// Depth first, each level by name.
fn in_tree_order(top: UnitId, mut stages: Vec<Stage>) -> Vec<Stage> {
    model::names::sort_by_name(&mut stages, |s| &s.name);
    let mut below: HashMap<UnitId, Vec<Stage>> = HashMap::new();
    let mut waiting = Vec::new();
    for stage in stages {
        match stage.parent {
            Some(parent) if stage.unit != top => below.entry(parent).or_default().push(stage),
            _ => waiting.push(stage),
        }
    }
    let mut ordered = Vec::new();
    while let Some(stage) = waiting.pop() {
        waiting.extend(below.remove(&stage.unit).unwrap_or_default().into_iter().rev());
        ordered.push(stage);
    }
    ordered
}

fn place(ctx: &Ctx, stage: &Stage, reason: Reason, names: &HashMap<UnitId, &str>) -> Place {
    let t = ctx.t;
    let day = |day: Option<model::Day>| day.map(|d| ctx.day(&d)).unwrap_or_default();
    let facts = &stage.facts;
    Place {
        id: stage.unit.to_string(),
        href: if reason == Reason::NoLeader {
            paths::organisation_unit(stage.unit)
        } else {
            paths::unit(stage.unit)
        },
        name: stage.name.clone(),
        under: stage
            .parent
            .and_then(|p| names.get(&p))
            .map(|n| (*n).to_owned())
            .unwrap_or_default(),
        why: match reason {
            Reason::NoLeader => t.cascade_why_no_leader(),
            Reason::Shifted => t.cascade_why_shifted(facts.shifted),
            Reason::StillDraft => t.cascade_why_still(day(facts.oldest_draft)),
            Reason::NewLeader => t.cascade_why_new(day(facts.leader_since)),
            Reason::NotBegun => t.cascade_why_not_begun(day(facts.above_since)),
        },
        can: again(ctx, stage, reason),
        reminded: stage
            .reminded
            .filter(|_| reason != Reason::NoLeader)
            .map(|at| t.cascade_reminded(ctx.day(&at.day(&ctx.app.zone))))
            .unwrap_or_default(),
    }
}

fn title(ctx: &Ctx, reason: Reason) -> String {
    match reason {
        Reason::NoLeader => ctx.t.cascade_no_leader(),
        Reason::Shifted => ctx.t.cascade_shifted(),
        Reason::StillDraft => ctx.t.cascade_still(),
        Reason::NewLeader => ctx.t.cascade_new(),
        Reason::NotBegun => ctx.t.cascade_not_begun(),
    }
}

/// The rule, as it stands below the list.
fn rule(ctx: &Ctx, reason: Reason) -> String {
    let text = match reason {
        Reason::NoLeader => ctx.t.cascade_rule_no_leader(),
        Reason::Shifted => ctx.t.cascade_rule_shifted(),
        Reason::StillDraft => ctx.t.cascade_rule_still(STILL_WEEKS),
        Reason::NewLeader => ctx.t.cascade_rule_new(NEW_WEEKS),
        Reason::NotBegun => ctx.t.cascade_rule_not_begun(AFTER_WEEKS),
    };
    if reason == Reason::NotBegun {
        format!("{text} {}", ctx.t.cascade_rule_reminder(REMINDED_DAYS))
    } else {
        text
    }
}
