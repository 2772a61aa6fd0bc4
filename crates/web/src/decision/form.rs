//! The form of a decision: as it comes in, and as it is shown with what was written and what does not fit.

use askama::Template;
use model::decision::{
    Field, LEAST, LOOK_BACK_MOST, MOST, MOST_LINE, MOST_OPTION, MOST_OPTIONS, MOST_TEXT, Step, Written,
};
use model::story::DAYS_BACK;
use model::{Day, DecisionId};
use serde::Deserialize;
use store::decision::Offered;
use store::foundation::CurrentElement;

use super::words;
use crate::story::{Group, groups};
use crate::{Ctx, paths};

/// The form as it comes. Texts must be there, so that a form that was cut short does not empty what it lacks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The revision that the page was made from; 0 before the first.
    #[serde(default)]
    pub seen: i64,
    /// What stood in the fields then, to tell what each of two writers has changed.
    #[serde(default)]
    was: String,
    decided: String,
    day: String,
    body: String,
    #[serde(default)]
    units: Vec<String>,
    options: String,
    tipped: String,
    gave_way: String,
    why: String,
    first: String,
    stop: String,
    look_back: String,
    #[serde(default)]
    pub keep: String,
    /// The names that the form has warned about.
    #[serde(default)]
    pub warned: Vec<String>,
    #[serde(rename = "do")]
    pub step: Step,
}

impl Edit {
    pub fn written(&self) -> Written {
        Written {
            decided: self.decided.clone(),
            day: self.day.clone(),
            body: self.body.clone(),
            units: self.units.clone(),
            options: self.options.clone(),
            tipped: self.tipped.clone(),
            gave_way: self.gave_way.clone(),
            why: self.why.clone(),
            first: self.first.clone(),
            stop: self.stop.clone(),
            look_back: self.look_back.clone(),
        }
    }

    pub fn was(&self) -> Option<Written> {
        serde_json::from_str(&self.was).ok()
    }
}

pub struct Flaw {
    pub field: Field,
    pub text: String,
}

/// Names recognised, and whether the writer has said that they can stand.
#[derive(Default)]
pub struct Names {
    pub found: Vec<String>,
    pub kept: bool,
}

impl Names {
    pub const fn open(&self) -> bool {
        !self.found.is_empty() && !self.kept
    }
}

/// Another saved the draft in between.
pub struct Clash {
    pub name: String,
    pub at: String,
    /// Both have changed these.
    pub both: Vec<Field>,
    /// Only the other has changed these; they are taken.
    pub changed: Vec<Field>,
    pub theirs: Written,
}

/// What a form knows besides what was written.
#[derive(Default)]
pub struct State {
    pub seen: i64,
    pub was: Option<Written>,
    pub flaws: Vec<Flaw>,
    pub names: Names,
    pub clash: Option<Clash>,
    pub saved: bool,
}

#[derive(Template)]
#[template(path = "decision/form.html")]
pub struct Form<'a> {
    ctx: &'a Ctx,
    home_name: &'a str,
    list: String,
    action: String,
    withdraw: Option<String>,
    units: &'a [Offered],
    elements: &'a [CurrentElement],
    groups: Vec<Group<'a>>,
    written: Written,
    was: String,
    state: State,
    day_first: Day,
    look_back_first: Day,
    look_back_last: Day,
}

/// A field of text with all that stands around it.
struct Text {
    name: &'static str,
    label: String,
    hint: String,
    eyes: String,
    rows: u8,
    most: usize,
    counted: String,
    optional: bool,
    value: String,
    error: Option<String>,
    theirs: Option<String>,
}

impl<'a> Form<'a> {
    pub fn new(
        ctx: &'a Ctx,
        home: &'a Offered,
        (units, elements): (&'a [Offered], &'a [CurrentElement]),
        id: Option<DecisionId>,
        written: Written,
        state: State,
    ) -> Self {
        Self {
            home_name: &home.name,
            list: paths::decisions(home.id, None, 0),
            action: id.map_or_else(|| paths::new_decision(home.id), paths::edit_decision),
            withdraw: id.map(paths::withdraw_decision),
            groups: groups(ctx.t, elements),
            was: state
                .was
                .as_ref()
                .and_then(|was| serde_json::to_string(was).ok())
                .unwrap_or_default(),
            day_first: ctx.today.plus_days(-DAYS_BACK),
            look_back_first: ctx.today.plus_days(1),
            look_back_last: ctx.today.plus_days(LOOK_BACK_MOST),
            ctx,
            units,
            elements,
            written,
            state,
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

    /// What the other has made of a field that both have changed, as one reads it.
    fn theirs(&self, field: &Field) -> Option<String> {
        let clash = self.state.clash.as_ref().filter(|c| c.both.contains(field))?;
        let value = clash.theirs.value(*field);
        let headline = |id: &str| {
            let found = self.elements.iter().find(|e| e.id.to_string() == id);
            found.map_or_else(String::new, |e| e.headline.clone())
        };
        let shown = match field {
            Field::Units => self
                .units
                .iter()
                .filter(|u| clash.theirs.units.contains(&u.id.to_string()))
                .map(|u| u.name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            Field::Tipped | Field::GaveWay => headline(&value),
            Field::Day | Field::LookBack => value.parse::<Day>().map_or(value, |day| self.ctx.t.day(day)),
            _ => value,
        };
        Some(if shown.is_empty() {
            self.ctx.t.decision_theirs_empty()
        } else {
            shown
        })
    }

    fn concerns(&self, unit: &Offered) -> bool {
        self.written.units.contains(&unit.id.to_string())
    }

    fn tipped(&self, element: &CurrentElement) -> bool {
        self.written.tipped == element.id.to_string()
    }

    fn gave_way(&self, element: &CurrentElement) -> bool {
        self.written.gave_way == element.id.to_string()
    }

    /// "Team (Nord)": many units have the same name.
    #[expect(clippy::unused_self, reason = "called from the template")]
    fn unit_label(&self, unit: &Offered) -> String {
        match &unit.parent_name {
            Some(parent) if unit.distance > 1 => format!("{} ({parent})", unit.name),
            _ => unit.name.clone(),
        }
    }

    fn text(&self, field: Field) -> Text {
        let t = self.ctx.t;
        let (rows, most) = match field {
            Field::Decided => (3, MOST),
            Field::Options => (4, MOST_OPTIONS * (MOST_OPTION + 1)),
            Field::Body | Field::First => (1, MOST_LINE),
            _ => (2, MOST_TEXT),
        };
        Text {
            name: field.word(),
            label: self.label(&field),
            hint: self.hint(&field),
            eyes: if field == Field::Stop {
                t.decision_eyes_all()
            } else {
                t.decision_eyes()
            },
            rows,
            most,
            counted: match field {
                Field::Decided => t.decision_between(LEAST, MOST),
                Field::Options => t.decision_most_each(MOST_OPTION),
                _ => t.decision_most(most),
            },
            optional: matches!(field, Field::Options | Field::Why | Field::Stop),
            value: match field {
                // As it was written: what is compared is trimmed.
                Field::Options => self.written.options.clone(),
                _ => self.written.value(field),
            },
            error: self.error(&field).map(ToOwned::to_owned),
            theirs: self.theirs(&field),
        }
    }
}
