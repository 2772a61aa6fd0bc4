//! What the pages of this room say in common, and where they begin.

use model::UnitId;
use model::access::Role;
use model::decision::{Field, Held, State, Why};
use model::may::{Action, Object, Place};
use model::story::UnfitText;
use model::text::Unfit;
use serde::Deserialize;
use store::decision::Told;
use store::organisation::UnitNow;

use crate::{Ctx, Texts, paths, story};

/// The query of the lists.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    pub unit: Option<UnitId>,
    pub element: Option<model::ElementId>,
    pub page: i64,
}

/// What was just done, in the address that follows it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    pub done: String,
}

/// The unit that a page is about when its address names none: one's own, else the first where one may do this.
pub fn start(ctx: &Ctx) -> Option<UnitId> {
    let standings = ctx.actor.as_ref().map_or(&[][..], |actor| &actor.standings);
    let may = |unit: &UnitId| {
        standings.iter().filter(|s| s.unit == *unit).any(|s| {
            let place = Place {
                unit: s.unit,
                line: s.line.clone(),
                // Whoever leads a unit answers for it.
                answerable: (s.role == Role::Leader).then_some(s.unit),
            };
            ctx.could(ctx.action, &Object::unit(place))
        })
    };
    ctx.own_unit()
        .into_iter()
        .chain(standings.iter().map(|s| s.unit))
        .find(may)
}

/// A way from one of the room's lists to the others.
pub struct Tab {
    pub href: String,
    pub text: String,
    pub current: bool,
}

/// The lists that the reader may open for a unit.
pub fn tabs(ctx: &Ctx, unit: &UnitNow, line: &[UnitNow]) -> Vec<Tab> {
    let t = ctx.t;
    let object = Object::unit(store::organisation::place(line));
    [
        (
            Action::ReadDecisions,
            paths::decisions(unit.id, None, 0),
            t.decision_tab_all(),
        ),
        (
            Action::ReadStopped,
            paths::decisions_stopped(unit.id, 0),
            t.decision_tab_stopped(),
        ),
        (
            Action::ReviewDecisions,
            paths::decisions_due(unit.id, 0),
            t.decision_tab_due(),
        ),
    ]
    .into_iter()
    .filter(|(action, ..)| ctx.could(*action, &object))
    .map(|(action, href, text)| Tab {
        href,
        text,
        current: action == ctx.action,
    })
    .collect()
}

/// The units that it concerns, in the order of their names.
pub fn units(told: &Told) -> String {
    let mut names: Vec<&str> = told.units.as_deref().unwrap_or("").split(" · ").collect();
    model::names::sort_by_name(&mut names, |name| name);
    names.join(", ")
}

pub fn held(t: Texts, held: Held) -> String {
    match held {
        Held::Yes => t.decision_held_yes(),
        Held::Partly => t.decision_held_partly(),
        Held::No => t.decision_held_no(),
    }
}

/// What has become of it, when there is something to say: its word, and what `data-state` the look has for it.
pub fn became(ctx: &Ctx, told: &Told) -> Option<(String, &'static str)> {
    let t = ctx.t;
    match (told.state, told.held) {
        (State::Withdrawn, _) => Some((t.decision_state_withdrawn(), "laid-away")),
        (State::Recorded, Some(answer)) => {
            Some((held(t, answer), if answer == Held::No { "laid-away" } else { "in-use" }))
        }
        (State::Recorded, None) if model::decision::due(told.state, told.look_back, None, ctx.today) => {
            Some((t.decision_state_due(), "on-the-way"))
        }
        _ => None,
    }
}

pub fn label(t: Texts, field: Field) -> String {
    match field {
        Field::Decided => t.decision_decided(),
        Field::Day => t.decision_day(),
        Field::Body => t.decision_body(),
        Field::Units => t.decision_units(),
        Field::Options => t.decision_options(),
        Field::Tipped => t.decision_tipped(),
        Field::GaveWay => t.decision_gave_way(),
        Field::Why => t.decision_why(),
        Field::First => t.decision_first(),
        Field::Stop => t.decision_stop(),
        Field::LookBack => t.decision_look_back(),
    }
}

pub fn hint(t: Texts, field: Field) -> String {
    match field {
        Field::Decided => t.decision_decided_hint(),
        Field::Body => t.decision_body_hint(),
        Field::Units => t.decision_units_hint(),
        Field::Options => t.decision_options_hint(model::decision::MOST_OPTIONS),
        Field::Tipped => t.decision_tipped_hint(),
        Field::GaveWay => t.decision_gave_way_hint(),
        Field::First => t.decision_first_hint(),
        Field::Stop => t.decision_stop_hint(),
        Field::LookBack => t.decision_look_back_hint(),
        Field::Day | Field::Why => String::new(),
    }
}

/// Why a field was refused.
pub fn why(ctx: &Ctx, why: &Why) -> String {
    let t = ctx.t;
    match why {
        Why::Text(unfit) => unfit_text(t, unfit),
        Why::Day(unfit) => story::unfit_day(ctx.t, *unfit),
        Why::LookBack(first, last) => t.decision_look_back_between(t.day(*first), t.day(*last)),
        Why::Choice => t.error_choice(),
        Why::TooMany(most) => t.decision_too_many(*most),
        Why::Option { line, chars, most } => t.decision_option_too_long(*line, *chars, *most),
        Why::Same => t.decision_same(),
        Why::WhyWithout => t.decision_why_without(),
    }
}

pub fn unfit_text(t: Texts, unfit: &UnfitText) -> String {
    match unfit {
        UnfitText::Text(Unfit::Empty) => t.error_empty(),
        UnfitText::Text(Unfit::TooLong { chars, most }) => t.error_too_long(*chars, *most),
        UnfitText::Text(Unfit::Control) => t.error_control(),
        UnfitText::TooShort { chars, least } => t.decision_too_short(*chars, *least),
        UnfitText::Cpr(_) => t.decision_cpr(),
    }
}
