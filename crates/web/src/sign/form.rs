//! The form of a sign: as it comes in, and as it is shown with what was written and what does not fit.

use askama::Template;
use model::sign::{
    Cadence, Data, Direction, Field, Kind, LEAST, MOST_LINE, MOST_TEXT, MOST_TITLE, MOST_WORD, TRIAL_LEAST, TRIAL_MOST,
    Written,
};
use model::trace::Rung;
use model::{Day, SignId};
use serde::Deserialize;
use store::foundation::CurrentElement;
use store::organisation::UnitNow;

use super::words;
use crate::story::{Group, groups};
use crate::{Ctx, paths};

/// The form as it comes. Texts must be there, so that a form that was cut short does not empty what it lacks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The revision that the page was made from; 0 before the first.
    #[serde(default)]
    pub seen_revision: i64,
    element: String,
    title: String,
    behaviour: String,
    seen: String,
    #[serde(default)]
    kind: String,
    definition: String,
    #[serde(default)]
    cadence: String,
    #[serde(default)]
    data: String,
    #[serde(default)]
    rung: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    unit_word: String,
    #[serde(default)]
    about_people: String,
    #[serde(default)]
    direction: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    lag: String,
    response: String,
    side_effect: String,
    #[serde(default)]
    assumption: String,
    #[serde(default)]
    rivals: String,
    owner: String,
    trial_until: String,
    #[serde(default)]
    review_on: String,
    #[serde(default)]
    review_where: String,
    #[serde(default)]
    pub keep: String,
    /// The names that the form has warned about.
    #[serde(default)]
    pub warned: Vec<String>,
}

impl Edit {
    pub fn written(&self) -> Written {
        Written {
            element: self.element.clone(),
            title: self.title.clone(),
            behaviour: self.behaviour.clone(),
            seen: self.seen.clone(),
            kind: self.kind.clone(),
            definition: self.definition.clone(),
            cadence: self.cadence.clone(),
            data: self.data.clone(),
            rung: self.rung.clone(),
            source: self.source.clone(),
            unit_word: self.unit_word.clone(),
            direction: self.direction.clone(),
            target: self.target.clone(),
            lag: self.lag.clone(),
            response: self.response.clone(),
            side_effect: self.side_effect.clone(),
            assumption: self.assumption.clone(),
            rivals: self.rivals.clone(),
            owner: self.owner.clone(),
            trial_until: self.trial_until.clone(),
            review_on: self.review_on.clone(),
            review_where: self.review_where.clone(),
            about_people: self.about_people == "yes",
        }
    }
}

pub struct Flaw {
    pub field: Field,
    pub text: String,
}

/// What a form knows besides what was written.
#[derive(Default)]
pub struct State {
    pub seen: i64,
    pub flaws: Vec<Flaw>,
    /// Names recognised that nobody has said can stand.
    pub names: Vec<String>,
    /// The signs that take all the room there is for the element, with links.
    pub full: Vec<(String, String)>,
    /// Somebody else saved in between.
    pub clash: bool,
    /// There are readings: what is counted, and how often, stays.
    pub counted: bool,
}

#[derive(Template)]
#[template(path = "sign/form.html")]
pub struct Form<'a> {
    ctx: &'a Ctx,
    home: &'a UnitNow,
    back: String,
    action: String,
    new: bool,
    groups: Vec<Group<'a>>,
    written: Written,
    state: State,
    trial_first: Day,
    trial_last: Day,
}

/// A field of text with all that stands around it.
struct Text {
    name: &'static str,
    label: String,
    hint: String,
    rows: u8,
    most: usize,
    counted: String,
    optional: bool,
    value: String,
    error: Option<String>,
}

/// One of several to choose.
struct Pick {
    value: &'static str,
    text: String,
    hint: String,
    chosen: bool,
}

impl<'a> Form<'a> {
    pub fn new(
        ctx: &'a Ctx,
        home: &'a UnitNow,
        elements: &'a [CurrentElement],
        id: Option<SignId>,
        (written, state): (Written, State),
        trial_from: Day,
    ) -> Self {
        Self {
            home,
            back: id.map_or_else(|| "/signs".to_owned(), paths::sign),
            action: id.map_or_else(|| ctx.here.clone(), |id| paths::sign_deed(id, "edit")),
            new: id.is_none(),
            groups: groups(ctx.t, elements),
            written,
            state,
            trial_first: trial_from.plus_days(TRIAL_LEAST).max(ctx.today),
            trial_last: trial_from.plus_days(TRIAL_MOST),
            ctx,
        }
    }

    fn label(&self, field: &Field) -> String {
        words::label(self.ctx.t, *field)
    }

    fn hint(&self, field: &Field) -> String {
        words::hint(self.ctx.t, *field)
    }

    fn error(&self, field: &Field) -> Option<&str> {
        let found = self.state.flaws.iter().find(|flaw| flaw.field == *field);
        found.map(|flaw| flaw.text.as_str())
    }

    fn broken(&self) -> bool {
        !self.state.flaws.is_empty() || !self.state.names.is_empty()
    }

    fn kinds(&self) -> Vec<Pick> {
        let t = self.ctx.t;
        [
            (Kind::Tally, t.sign_kind_tally(), t.sign_kind_tally_hint()),
            (Kind::Traces, t.sign_kind_traces(), t.sign_kind_traces_hint()),
            (Kind::Series, t.sign_kind_series(), t.sign_kind_series_hint()),
        ]
        .map(|(kind, text, hint)| Pick {
            value: kind.word(),
            text,
            hint,
            chosen: self.written.kind == kind.word(),
        })
        .into()
    }

    fn cadences(&self) -> Vec<Pick> {
        let t = self.ctx.t;
        let all = [
            (Cadence::Week, t.sign_every_week()),
            (Cadence::Month, t.sign_every_month()),
        ];
        all.map(|(one, text)| pick(one.word(), text, &self.written.cadence))
            .into()
    }

    fn directions(&self) -> Vec<Pick> {
        let t = self.ctx.t;
        [
            (Direction::Up, t.sign_up()),
            (Direction::Down, t.sign_down()),
            (Direction::Neither, t.sign_neither()),
        ]
        .map(|(one, text)| pick(one.word(), text, &self.written.direction))
        .into()
    }

    fn figures(&self) -> Vec<Pick> {
        let t = self.ctx.t;
        [
            (Data::Counts, t.sign_data_counts()),
            (Data::Shares, t.sign_data_shares()),
            (Data::Values, t.sign_data_values()),
        ]
        .map(|(one, text)| pick(one.word(), text, &self.written.data))
        .into()
    }

    fn rungs(&self) -> Vec<Pick> {
        let t = self.ctx.t;
        [
            (Rung::Acted, t.sign_rung_acted()),
            (Rung::Unprompted, t.sign_rung_unprompted()),
            (Rung::Prompted, t.sign_rung_prompted()),
            (Rung::Confirmed, t.sign_rung_confirmed()),
        ]
        .map(|(one, text)| pick(one.word(), text, &self.written.rung))
        .into()
    }

    fn is(&self, kind: Kind) -> bool {
        self.written.kind == kind.word()
    }

    fn chosen(&self, element: &CurrentElement) -> bool {
        self.written.element == element.id.to_string()
    }

    fn text(&self, field: Field) -> Text {
        let written = &self.written;
        let (value, rows, most, optional) = match field {
            Field::Title => (&written.title, 1, MOST_TITLE, false),
            Field::Behaviour => (&written.behaviour, 2, MOST_TEXT, false),
            Field::Seen => (&written.seen, 2, MOST_TEXT, false),
            Field::Definition => (&written.definition, 2, MOST_TEXT, false),
            Field::Response => (&written.response, 2, MOST_TEXT, false),
            Field::SideEffect => (&written.side_effect, 2, MOST_TEXT, false),
            Field::Assumption => (&written.assumption, 2, MOST_TEXT, true),
            Field::Rivals => (&written.rivals, 2, MOST_TEXT, true),
            Field::Owner => (&written.owner, 1, MOST_LINE, false),
            Field::Source => (&written.source, 1, MOST_LINE, true),
            Field::UnitWord => (&written.unit_word, 1, MOST_WORD, true),
            Field::Target => (&written.target, 1, 14, true),
            Field::Lag => (&written.lag, 1, 3, true),
            _ => (&written.review_where, 1, MOST_LINE, true),
        };
        Text {
            name: field.word(),
            label: self.label(&field),
            hint: self.hint(&field),
            rows,
            most,
            counted: if optional {
                self.ctx.t.decision_between(0_usize, most)
            } else {
                self.ctx.t.decision_between(LEAST, most)
            },
            optional,
            value: value.clone(),
            error: self.error(&field).map(ToOwned::to_owned),
        }
    }
}

fn pick(value: &'static str, text: String, chosen: &str) -> Pick {
    Pick {
        value,
        text,
        hint: String::new(),
        chosen: chosen == value,
    }
}
