//! What the forms of this room share: reading fields, and errors beside them.

use std::borrow::Cow;

use model::Day;
use model::organisation::{Flaw, NAME};
use model::text::{self, Unfit};
use store::Conn;

use crate::{Ctx, Texts};

/// What is to be mended, field by field, in the order of the form.
#[derive(Default)]
pub struct Errors(Vec<(Cow<'static, str>, String)>);

impl Errors {
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, text: String) {
        let field = field.into();
        if self.of(&field).is_none() {
            self.0.push((field, text));
        }
    }

    pub fn one(field: &'static str, text: String) -> Self {
        Self(vec![(field.into(), text)])
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, text)| text.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn list(&self) -> &[(Cow<'static, str>, String)] {
        &self.0
    }

    /// One line that must be there.
    pub fn line(&mut self, t: Texts, field: &'static str, text: &str, most: usize) -> String {
        match text::line(text, most).and_then(text::required) {
            Ok(line) => line,
            Err(unfit) => {
                self.add(field, unfit_text(t, &unfit));
                String::new()
            }
        }
    }

    /// One line that may be left out.
    pub fn optional(&mut self, t: Texts, field: &'static str, text: &str, most: usize) -> Option<String> {
        match text::line(text, most) {
            Ok(line) => (!line.is_empty()).then_some(line),
            Err(unfit) => {
                self.add(field, unfit_text(t, &unfit));
                None
            }
        }
    }

    /// A day that must be there.
    pub fn day(&mut self, t: Texts, field: &'static str, text: &str) -> Option<Day> {
        let day = day(text);
        if day.is_none() {
            self.add(field, t.error_day());
        }
        day
    }

    /// A day that may be left out.
    pub fn day_or_none(&mut self, t: Texts, field: &'static str, text: &str) -> Option<Day> {
        if text.trim().is_empty() {
            None
        } else {
            self.day(t, field, text)
        }
    }
}

pub fn unfit_text(t: Texts, unfit: &Unfit) -> String {
    match unfit {
        Unfit::Empty => t.error_empty(),
        Unfit::TooLong { chars, most } => t.error_too_long(*chars, *most),
        Unfit::Control => t.error_control(),
    }
}

/// A day that a living organisation can mean; other years are slips of the finger.
pub fn day(text: &str) -> Option<Day> {
    text.trim()
        .parse::<Day>()
        .ok()
        .filter(|day| (1900..2200).contains(&day.0.year()))
}

/// A unit's name in a form.
pub fn unit_name(errors: &mut Errors, t: Texts, text: &str) -> String {
    errors.line(t, "name", text, NAME)
}

/// What is wrong with the tree, as one sentence about the first flaw.
pub async fn flaw(ctx: &Ctx, tx: &mut Conn, flaws: &[Flaw]) -> Result<Option<String>, crate::Error> {
    let Some(flaw) = flaws.first() else { return Ok(None) };
    let (units, on) = match flaw {
        Flaw::Cycle { units, on } => (units.clone(), *on),
        Flaw::Orphan { unit, parent, on } => (vec![*unit, *parent], *on),
        Flaw::Twice { unit, on } | Flaw::TooDeep { unit, on } => (vec![*unit], *on),
    };
    let names = store::organisation::history::names(tx, &units, on).await?;
    let first = names.first().cloned().unwrap_or_default();
    let t = ctx.t;
    Ok(Some(match flaw {
        Flaw::Cycle { .. } => t.org_flaw_cycle(names.join(" → ")),
        Flaw::Orphan { .. } => t.org_flaw_orphan(first, names.get(1).cloned().unwrap_or_default(), ctx.day(&on)),
        Flaw::Twice { .. } => t.org_flaw_twice(first, ctx.day(&on)),
        Flaw::TooDeep { .. } => t.org_flaw_deep(first, model::organisation::DEEPEST),
    }))
}

/// One of several to choose from in a `select`.
pub struct Choice {
    pub value: String,
    pub text: String,
    pub chosen: bool,
}
