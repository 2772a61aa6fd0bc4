//! Two units' interpretations of an element beside each other, field by field; one of their leaders can mark them for a talk.

use askama::Template;
use axum::http::StatusCode;
use model::interpretation::{Body, Field};
use model::may::{Action, Object, Place};
use model::{ElementId, TalkId, UnitId};
use serde::Deserialize;
use store::interpretation::Side;
use store::organisation::UnitNow;

use super::talk::{MOST_ABOUT, about};
use super::told::label;
use crate::input::{At, Input, Query};
use crate::{Ctx, Error, Page, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    one: Option<String>,
    other: Option<String>,
}

#[derive(Template)]
#[template(path = "interpretation/beside.html")]
struct Beside<'a> {
    ctx: &'a Ctx,
    headline: String,
    others_href: String,
    title: String,
    names: [String; 2],
    /// Label, and what each says.
    fields: Vec<(String, [String; 2])>,
    missing: bool,
    /// An open talk, for the two leaders.
    talk: Option<String>,
    mark: Option<Mark>,
}

/// The form that marks them, for a leader of one of the two.
struct Mark {
    action: String,
    with: String,
    about: String,
    error: Option<String>,
    hint: String,
    most: usize,
}

/// The two units and what each of them says, as far as the reader may know.
struct Pair {
    lines: [Vec<UnitNow>; 2],
    sides: [Option<Side>; 2],
    /// The reader may read each.
    reads: [bool; 2],
    talk: Option<TalkId>,
    headline: String,
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    ctx.may(&Object::nothing())?;
    let unit = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<UnitId>().ok());
    let (Some(one), Some(other)) = (unit(&choice.one), unit(&choice.other)) else {
        return ctx.see_other(paths::others(element, None));
    };
    let pair = load(&ctx, element, [one, other]).await?;
    page(&ctx, element, &pair, None)
}

async fn load(ctx: &Ctx, element: ElementId, units: [UnitId; 2]) -> Result<Pair, Error> {
    let mut conn = ctx.read().await?;
    let headline = store::foundation::current(&mut conn, ctx.today)
        .await?
        .into_iter()
        .find(|e| e.id == element)
        .ok_or(Error::NotFound)?
        .headline;
    let first = store::organisation::line(&mut conn, units[0])
        .await?
        .ok_or(Error::NotFound)?;
    let second = store::organisation::line(&mut conn, units[1])
        .await?
        .ok_or(Error::NotFound)?;
    let mut sides = store::interpretation::beside(&mut conn, element, units).await?;
    let mut take = |unit: UnitId| {
        let at = sides.iter().position(|side| side.unit == unit)?;
        Some(sides.swap_remove(at))
    };
    let sides = [take(units[0]), take(units[1])];
    let talk = match &sides {
        [Some(one), Some(other)] => store::interpretation::open_talk(&mut conn, one.id, other.id).await?,
        _ => None,
    };
    drop(conn);
    let lines = [first, second];
    let leads = lines.iter().any(|line| leads(ctx, line));
    let reads = [0, 1].map(|i| {
        let sees = ctx.could(Action::SeeUnit, &Object::unit(store::organisation::place(&lines[i])));
        // Marking two for a talk shows each to the other's leader, as long as the talk is open.
        sides[i]
            .as_ref()
            .is_some_and(|side| sees || side.shared || (leads && talk.is_some()))
    });
    Ok(Pair {
        lines,
        sides,
        reads,
        talk: talk.filter(|_| leads),
        headline,
    })
}

/// Whether the reader answers for a unit.
fn leads(ctx: &Ctx, line: &[UnitNow]) -> bool {
    let place: Place = store::organisation::place(line);
    ctx.could(Action::Interpret, &Object::unit(place))
}

fn page(ctx: &Ctx, element: ElementId, pair: &Pair, refused: Option<(String, String)>) -> Page {
    let bodies: Vec<Option<&Body>> = [0, 1]
        .into_iter()
        .map(|i| pair.sides[i].as_ref().filter(|_| pair.reads[i]).map(|side| &side.body))
        .collect();
    let missing = bodies.iter().any(Option::is_none);
    let text = |i: usize, field: Field| bodies[i].map(|body| body.text(field)).unwrap_or_default();
    let fields = if missing {
        Vec::new()
    } else {
        Field::ALL
            .iter()
            .filter(|field| **field != Field::Participants)
            .map(|&field| (label(ctx.t, field), [text(0, field), text(1, field)]))
            .filter(|(_, texts)| texts.iter().any(|text| !text.is_empty()))
            .collect()
    };
    let own = [0, 1].into_iter().find(|i| leads(ctx, &pair.lines[*i]));
    let status = if refused.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let (written, error) = refused.map_or((String::new(), None), |(written, error)| (written, Some(error)));
    let html = Beside {
        headline: pair.headline.clone(),
        others_href: paths::others(element, None),
        title: ctx.t.beside_title(&pair.lines[0][0].name, &pair.lines[1][0].name),
        names: [pair.lines[0][0].name.clone(), pair.lines[1][0].name.clone()],
        fields,
        missing,
        talk: pair.talk.map(paths::talk),
        mark: own.filter(|_| !missing && pair.talk.is_none()).map(|own| Mark {
            action: paths::talks_of(pair.lines[own][0].id, element),
            with: pair.lines[1 - own][0].id.to_string(),
            about: written,
            error,
            hint: ctx.t.talk_about_hint(MOST_ABOUT),
            most: MOST_ABOUT,
        }),
        ctx,
    };
    ctx.page_with(status, &html)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTalk {
    with: String,
    about: String,
}

/// Marks the unit's own interpretation and another for a talk.
pub async fn mark(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Input(form): Input<NewTalk>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let with: UnitId = form.with.parse().map_err(|_| Error::NotFound)?;
    if with == unit {
        return Err(Error::NotFound);
    }
    let pair = load(&ctx, element, [unit, with]).await?;
    let ([Some(own), Some(other)], [true, true]) = (&pair.sides, pair.reads) else {
        return Err(Error::NotFound);
    };
    let text = match about(ctx.t, &form.about, MOST_ABOUT) {
        Ok(text) => text,
        Err(error) => return page(&ctx, element, &pair, Some((form.about, error))),
    };
    let mut tx = ctx.write().await?;
    let new = store::interpretation::NewTalk {
        id: ctx.id::<TalkId>(),
        own: own.id,
        other: other.id,
        about: &text,
        at: ctx.now,
        by: ctx.person()?,
    };
    store::interpretation::mark_talk(&mut tx, &new).await?;
    let open = store::interpretation::open_talk(&mut tx, own.id, other.id).await?;
    tx.commit().await?;
    ctx.see_other(open.map_or_else(|| paths::unit(unit), paths::talk))
}
