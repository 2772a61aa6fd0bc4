//! What an interpretation stands on has changed: the difference, and the two answers to it.

use askama::Template;
use model::interpretation::{Ground, Part, Shift};
use model::text::Piece;
use store::interpretation::{Interpretation, SourceText};

use super::told::label;
use crate::texts::Html;
use crate::{Ctx, Error, Texts, paths};

#[derive(Template)]
#[template(path = "interpretation/shift.html")]
struct Shifts<'a> {
    ctx: &'a Ctx,
    parts: Vec<Changed>,
    /// The version that is seen; none for those who only read.
    seen: Option<i64>,
    holds_href: String,
    edit_href: String,
    /// On the desk the text is at hand already.
    at_desk: bool,
}

struct Changed {
    heading: String,
    text: String,
    differences: Vec<(String, Vec<Piece>)>,
}

/// The section, or none while everything stands.
pub fn section(
    ctx: &Ctx,
    own: Option<&Interpretation>,
    source: &SourceText,
    may_interpret: bool,
    at_desk: bool,
) -> Result<Option<Html>, Error> {
    let Some((own, ground)) = own.and_then(|own| Some((own, own.ground.as_ref()?))) else {
        return Ok(None);
    };
    if source.retired {
        return Ok(None);
    }
    let shifts = ground.shifts(&source.text);
    if shifts.is_empty() {
        return Ok(None);
    }
    let element = own.element;
    let html = Shifts {
        parts: shifts
            .into_iter()
            .map(|shift| changed(ctx.t, shift, ground, source))
            .collect(),
        seen: own.published.filter(|_| may_interpret),
        holds_href: paths::holds(own.unit, element),
        edit_href: paths::interpretation(own.unit, element),
        at_desk,
        ctx,
    };
    Ok(Some(askama::filters::Safe(html.render()?)))
}

fn changed(t: Texts, shift: Shift, ground: &Ground, source: &SourceText) -> Changed {
    let above = ground
        .above
        .as_ref()
        .and_then(|above| above.unit_name.clone())
        .unwrap_or_else(|| t.shift_a_unit());
    match shift {
        Shift::Words(parts) => Changed {
            heading: t.shift_words(),
            text: t.shift_words_text(ground.edition_number, source.edition_number),
            differences: parts
                .into_iter()
                .map(|(part, pieces)| (part_name(t, part), pieces))
                .collect(),
        },
        Shift::Above(fields) => Changed {
            heading: t.shift_above(&above),
            text: t.shift_above_text(),
            differences: fields
                .into_iter()
                .map(|(field, pieces)| (label(t, field), pieces))
                .collect(),
        },
        Shift::AboveGone => Changed {
            heading: t.shift_gone(&above),
            text: t.shift_gone_text(),
            differences: Vec::new(),
        },
        Shift::Moved => Changed {
            heading: t.shift_moved(&above),
            text: t.shift_moved_text(),
            differences: Vec::new(),
        },
    }
}

fn part_name(t: Texts, part: Part) -> String {
    match part {
        Part::Headline => t.shift_headline(),
        Part::Meaning => t.shift_meaning(),
        Part::Behaviours => t.shift_behaviours(),
        Part::Good => t.shift_good(),
        Part::Bad => t.shift_bad(),
        Part::Dilemmas => t.shift_dilemmas(),
    }
}
