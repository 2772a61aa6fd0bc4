//! What the pages of this room say in common, and the questions that they ask before they answer.

use model::SignId;
use model::may::{Action, Object, Place};
use model::sign::{Direction, Field, Kind, State, Why};
use signs::chain::{self, Behaviour, Chain, Element, Lint, Privacy, Purpose, Source, Timing};
use store::Conn;
use store::organisation::history;
use store::sign::Told;

use super::chart::language;
use crate::{Ctx, Error, Texts, decision};

/// A sign and where it stands, for whoever may do what the route does.
pub async fn asked(ctx: &Ctx, conn: &mut Conn, id: SignId, now: bool) -> Result<(Told, Place), Error> {
    let told = store::sign::sign(conn, id, now).await?.ok_or(Error::NotFound)?;
    let place = history::standing(conn, told.home).await?.ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(place.clone()))?;
    Ok((told, place))
}

/// Whether the visitor may choose signs there.
pub fn may_choose(ctx: &Ctx, place: &Place) -> bool {
    ctx.could(Action::ChooseSigns, &Object::unit(place.clone()))
}

/// Its word, and what `data-state` the look has for it.
pub fn state(ctx: &Ctx, told: &Told) -> (String, &'static str) {
    let t = ctx.t;
    match told.state {
        State::Hypothesis if model::sign::waits(told.state, told.trial_until, ctx.today) => {
            (t.sign_state_waits(), "on-the-way")
        }
        State::Hypothesis => (t.sign_state_hypothesis(ctx.day(&told.trial_until)), "on-the-way"),
        State::Adopted => (t.sign_state_adopted(), "in-use"),
        State::Retired => (t.sign_state_retired(), "laid-away"),
    }
}

pub fn label(t: Texts, field: Field) -> String {
    match field {
        Field::Element => t.sign_element(),
        Field::Title => t.sign_title_field(),
        Field::Behaviour => t.sign_behaviour(),
        Field::Seen => t.sign_seen(),
        Field::Kind => t.sign_kind(),
        Field::Definition => t.sign_definition(),
        Field::Cadence => t.sign_cadence(),
        Field::Data => t.sign_data(),
        Field::Rung => t.sign_rung(),
        Field::Source => t.sign_source(),
        Field::UnitWord => t.sign_unit_word(),
        Field::Direction => t.sign_direction(),
        Field::Target => t.sign_target(),
        Field::Lag => t.sign_lag(),
        Field::Response => t.sign_response(),
        Field::SideEffect => t.sign_side_effect(),
        Field::Assumption => t.sign_assumption(),
        Field::Rivals => t.sign_rivals(),
        Field::Owner => t.sign_owner(),
        Field::TrialUntil => t.sign_trial_until(),
        Field::ReviewOn => t.sign_review_on(),
        Field::ReviewWhere => t.sign_review_where(),
    }
}

pub fn hint(t: Texts, field: Field) -> String {
    match field {
        Field::Title => t.sign_title_hint(),
        Field::Behaviour => t.sign_behaviour_hint(),
        Field::Seen => t.sign_seen_hint(),
        Field::Definition => t.sign_definition_hint(),
        Field::Target => t.sign_target_hint(),
        Field::Lag => t.sign_lag_hint(),
        Field::Response => t.sign_response_hint(),
        Field::SideEffect => t.sign_side_effect_hint(),
        Field::Rivals => t.sign_rivals_hint(),
        Field::Owner => t.sign_owner_hint(),
        Field::TrialUntil => t.sign_trial_hint(),
        Field::Source => t.sign_source_hint(),
        Field::UnitWord => t.sign_unit_word_hint(),
        _ => String::new(),
    }
}

/// Why a field was refused.
pub fn why(t: Texts, why: &Why) -> String {
    match why {
        Why::Text(unfit) => decision::unfit_text(t, unfit),
        Why::Choice => t.error_choice(),
        Why::NotADay => t.sign_not_a_day(),
        Why::Between(first, last) => t.decision_look_back_between(t.day(*first), t.day(*last)),
        Why::NotANumber => t.sign_not_a_number(),
        Why::WholeUpTo(most) => t.sign_whole_up_to(*most),
        Why::NoTarget => t.sign_no_target(),
    }
}

pub fn kind(t: Texts, kind: Kind) -> String {
    match kind {
        Kind::Tally => t.sign_kind_tally(),
        Kind::Traces => t.sign_kind_traces(),
        Kind::Series | Kind::Pulse => t.sign_kind_series(),
    }
}

/// What is missing or doubtful in the chain, for whoever answers for it. Each sentence once.
pub fn doubts(t: Texts, told: &Told, points: usize) -> Vec<String> {
    let measure = &told.measure;
    let rivals = vec![told.rivals.clone()];
    let chain = Chain {
        elements: vec![Element {
            key: 1,
            text: told.headline.clone(),
        }],
        behaviours: vec![Behaviour {
            key: 2,
            element: 1,
            who: told.behaviour.clone(),
            does: told.behaviour.clone(),
            assumption: told.assumption.clone(),
            rivals: rivals.clone(),
        }],
        signs: vec![chain::Sign {
            key: 3,
            behaviour: 2,
            text: told.seen.clone(),
            assumption: told.assumption.clone(),
            rivals,
        }],
        measures: vec![chain::Measure {
            key: 4,
            sign: 3,
            definition: measure.definition.clone(),
            source: Some(match measure.kind {
                Kind::Tally => Source::Observation,
                Kind::Traces => Source::Trace,
                Kind::Series => Source::Register,
                Kind::Pulse => Source::Survey,
            }),
            every_days: match measure.cadence {
                model::sign::Cadence::Week => 7,
                model::sign::Cadence::Month => 30,
            },
            kind: signs::Kind::Run,
            direction: match measure.direction {
                Direction::Up => signs::Direction::Up,
                Direction::Down => signs::Direction::Down,
                Direction::Neither => signs::Direction::Neither,
            },
            target: measure.target.map(|_| 0.0),
            owner: told.owner.clone(),
            privacy: Privacy::Open,
            timing: Timing::Leading,
            purpose: Purpose::Sign,
            from: 0,
            lag_days: measure.lag_weeks.and_then(|weeks| u16::try_from(weeks * 7).ok()),
            points,
            smallest_unit: None,
        }],
        readings: Vec::new(),
    };
    let mut sentences: Vec<String> = Vec::new();
    for lint in chain::lint(&chain) {
        // What could become worse is a field that nobody can leave out, and context has no better way.
        let answered = matches!(lint, Lint::NoBalance { .. })
            || (measure.about_people && matches!(lint, Lint::MeasureWithoutDirection { .. }));
        let sentence = lint.sentence(language(t));
        if !answered && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}
