//! What an interpretation says, as a page shows it.

use std::collections::HashMap;

use askama::Template;
use model::interpretation::{Body, Field};
use model::{ElementId, SignId, UnitId};
use store::interpretation::Seen;

use crate::texts::Html;
use crate::{Ctx, Error, Texts, paths};

#[derive(Template)]
#[template(path = "interpretation/told.html")]
struct Told<'a> {
    t: Texts,
    body: &'a Body,
    /// Headings inside are one level lower.
    level: u8,
    moves: Vec<(String, String)>,
    signs: Vec<Sign<'a>>,
}

struct Sign<'a> {
    text: &'a str,
    /// How many stories saw it and when last; none where nobody counts.
    count: Option<String>,
    seen: bool,
    /// Where it is tried as a sign, for whoever answers for the unit.
    try_it: Option<String>,
}

/// The body, with what each sign has been seen by stories (none: the counts belong to another page).
pub fn told(ctx: &Ctx, body: &Body, seen: Option<&HashMap<SignId, Seen>>, level: u8) -> Result<Html, Error> {
    told_of(ctx, body, seen, level, None)
}

/// The same on the unit's own page about the element, for whoever can try its lines as signs there.
pub fn told_of(
    ctx: &Ctx,
    body: &Body,
    seen: Option<&HashMap<SignId, Seen>>,
    level: u8,
    of: Option<(UnitId, ElementId)>,
) -> Result<Html, Error> {
    let t = ctx.t;
    let signs = body
        .signs
        .iter()
        .map(|sign| {
            let here = seen.and_then(|seen| seen.get(&sign.id));
            Sign {
                text: &sign.text,
                count: seen.map(|_| match here {
                    Some(here) => t.interpretation_sign_seen(here.stories, ctx.day(&here.last)),
                    None => t.interpretation_sign_not_seen(),
                }),
                seen: here.is_some() || seen.is_none(),
                try_it: of.map(|(unit, element)| paths::new_sign(unit, element, sign.id)),
            }
        })
        .collect();
    let html = Told {
        t,
        body,
        level,
        moves: Field::MOVES
            .into_iter()
            .map(|field| (label(t, field), body.text(field)))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        signs,
    };
    Ok(askama::filters::Safe(html.render()?))
}

/// What a field is called.
pub fn label(t: Texts, field: Field) -> String {
    match field {
        Field::Meaning => t.interpretation_meaning(),
        Field::Keep => t.interpretation_keep(),
        Field::Concrete => t.interpretation_concrete(),
        Field::LeaveOut => t.interpretation_leave_out(),
        Field::Add => t.interpretation_add(),
        Field::Change => t.interpretation_change(),
        Field::Why => t.interpretation_why(),
        Field::Jobs => t.interpretation_jobs(),
        Field::Signs => t.interpretation_signs(),
        Field::Stop => t.interpretation_stop(),
        Field::Dilemma => t.interpretation_dilemma(),
        Field::Participants => t.interpretation_participants(),
    }
}
