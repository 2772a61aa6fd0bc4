//! One element in one unit: the source, what the unit has made of it, and the traces.

use askama::Template;
use model::foundation::Kind;
use model::interpretation::State;
use model::may::{Action, Object};
use model::overview::{Period, SilenceRule};
use model::{ElementId, UnitId};
use serde::Deserialize;
use store::interpretation::{Interpretation, SourceText, Which};

use super::copied::notice;
use super::told::{told, told_of};
use crate::input::{At, Query};
use crate::texts::Html;
use crate::trail::{About, trail};
use crate::{Ctx, Error, Page, Texts, paths, ring};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    page: i64,
    period: i32,
}

#[derive(Template)]
#[template(path = "interpretation/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    title: String,
    unit_name: &'a str,
    element_href: String,
    edit_href: String,
    history_href: String,
    story_href: String,
    source: &'a SourceText,
    source_by: String,
    ring: Html,
    lede: String,
    own: Option<Own>,
    near: Option<Near>,
    may_interpret: bool,
    may_tell: bool,
    /// What the own one stands on has changed.
    shift: Option<Html>,
    /// Words that stand above too.
    copied: Option<String>,
    lineage_href: String,
    others_href: String,
    poster_href: String,
    cards_href: String,
    sharing: Option<Sharing>,
    traces: String,
    trail: Html,
}

/// The unit's own, as far as this reader may read it.
struct Own {
    state: &'static str,
    says: String,
    told: Option<Html>,
    /// Why it was set aside.
    reason: String,
    took_part: Option<String>,
    /// The older edition that it was written under.
    written_under: Option<i64>,
    newer_draft: bool,
}

/// Whether everybody may read it, and where that is changed.
struct Sharing {
    shared: bool,
    href: String,
}

/// What is followed while there is no own in use.
struct Near {
    href: String,
    name: String,
    told: Html,
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let place = store::organisation::place(&line);
    ctx.may(&Object::unit(place.clone()))?;
    let source = store::interpretation::source(&mut conn, element, &place, ctx.person()?, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let reading = store::interpretation::reading(&mut conn, unit, element, Which::Published).await?;
    let rule = SilenceRule {
        weeks: ctx.house.silence_weeks,
        room: ctx.house.silence_room,
    };
    let period = Period::ending(ctx.today, choice.period);
    let standing =
        store::overview::standing(&mut conn, unit, element, period, rule, ctx.today, source.prominent).await?;
    let seen = store::interpretation::seen(&mut conn, unit, element).await?;
    // A page further back than anybody turns is not a page.
    let page = choice.page.clamp(0, 5000);
    let steps = store::trace::trail(&mut conn, unit, Some(element), ctx.today, page).await?;
    drop(conn);

    let may_interpret = !source.retired && ctx.could(Action::Interpret, &Object::unit(place));
    let own = reading
        .own
        .as_ref()
        .map(|own| read(&ctx, own, &source, &seen, may_interpret.then_some((unit, element))))
        .transpose()?;
    let near = match &reading.near {
        Some(near) if own.as_ref().is_none_or(|own| own.told.is_none()) => {
            let body = near
                .shown
                .as_ref()
                .map(|shown| told(&ctx, &shown.body, None, 3))
                .transpose()?;
            body.map(|told| Near {
                href: paths::element_in_unit(near.unit, element),
                name: near.unit_name.clone(),
                told,
            })
        }
        _ => None,
    };
    let shift = super::shift::section(&ctx, reading.own.as_ref(), &source, may_interpret, false)?;
    let in_use = reading.own.as_ref().filter(|own| own.state == State::InUse);
    let copied = in_use
        .and_then(|own| own.shown.as_ref())
        .filter(|_| may_interpret)
        .and_then(|shown| notice(ctx.t, &shown.body, &source, reading.near.as_ref()));
    let ring = standing.ring(rule, ctx.today);
    let shows = capitalised(&ring::words(&ring, ctx.t));
    let about = About {
        unit,
        element: Some(element),
        page,
    };
    let html = Show {
        title: ctx.t.interpretation_title(source.headline(), &line[0].name),
        unit_name: &line[0].name,
        element_href: paths::element(element),
        edit_href: paths::interpretation(unit, element),
        history_href: paths::history(unit, element, None),
        story_href: paths::new_story_of(unit, element),
        source_by: source_by(ctx.t, &source),
        lede: match standing.last {
            Some(last) => ctx.t.interpretation_lede(&shows, ctx.day(&last)),
            None => ctx.t.interpretation_lede_never(&shows),
        },
        ring: ring::ring(&ring, &shows),
        own,
        near,
        may_interpret,
        shift,
        copied,
        lineage_href: paths::lineage(unit, element),
        others_href: paths::others(element, Some(unit)),
        poster_href: paths::poster(unit, Some(element)),
        cards_href: paths::cards(unit, element),
        sharing: in_use.filter(|_| may_interpret).map(|own| Sharing {
            shared: own.shared,
            href: paths::sharing(unit, element),
        }),
        may_tell: !source.retired && ctx.could(Action::TellStory, &Object::nothing()),
        traces: ctx
            .t
            .interpretation_traces(standing.unasked(), i64::from(period.months)),
        trail: trail(&ctx, &steps, about, |page| address(unit, element, page, period))?,
        source: &source,
        ctx: &ctx,
    };
    ctx.page(&html)
}

fn read(
    ctx: &Ctx,
    own: &Interpretation,
    source: &SourceText,
    seen: &std::collections::HashMap<model::SignId, store::interpretation::Seen>,
    may_interpret: Option<(UnitId, ElementId)>,
) -> Result<Own, Error> {
    let t = ctx.t;
    let in_use = own.state == State::InUse;
    let shown = own.shown.as_ref().filter(|_| in_use);
    let set_aside = own.shown.as_ref().filter(|_| own.state == State::SetAside);
    let says = match (own.state, own.in_use_since, set_aside) {
        (State::InUse, Some(since), _) => t.interpretation_in_use_since(ctx.day(&since)),
        (State::SetAside, _, Some(last)) => t.interpretation_set_aside_on(ctx.day(&last.at.day(&ctx.app.zone))),
        (state, ..) => state_word(t, state),
    };
    Ok(Own {
        state: state_name(Some(own.state)),
        says,
        told: shown
            .map(|shown| told_of(ctx, &shown.body, Some(seen), 3, may_interpret))
            .transpose()?,
        reason: set_aside.map(|last| last.note.clone()).unwrap_or_default(),
        took_part: shown
            .and_then(|shown| shown.body.participants)
            .map(|n| t.interpretation_took_part(i64::from(n))),
        written_under: shown
            .map(|shown| shown.edition_number)
            .filter(|number| *number < source.edition_number),
        newer_draft: may_interpret.is_some() && in_use && own.published != Some(own.revision),
    })
}

/// The state as the stylesheet knows it.
pub const fn state_name(state: Option<State>) -> &'static str {
    match state {
        Some(State::Underway) => "on-the-way",
        Some(State::InUse) => "in-use",
        Some(State::SetAside) => "laid-away",
        None => "none",
    }
}

pub fn state_word(t: Texts, state: State) -> String {
    match state {
        State::Underway => t.interpretation_underway(),
        State::InUse => t.interpretation_in_use(),
        State::SetAside => t.interpretation_set_aside(),
    }
}

/// Where the source text is from.
pub fn source_by(t: Texts, source: &SourceText) -> String {
    match source.kind {
        Kind::Leadership => t.interpretation_source_leadership(source.edition_number),
        Kind::Employee => t.interpretation_source_employee(source.edition_number),
    }
}

/// A text's first sentence.
pub fn first_of(text: &str) -> String {
    super::lineage::first_sentence(&model::interpretation::Body {
        meaning: text.to_owned(),
        ..model::interpretation::Body::default()
    })
}

fn address(unit: UnitId, element: ElementId, page: i64, period: Period) -> String {
    let path = paths::element_in_unit(unit, element);
    let mut query = Vec::new();
    if page > 0 {
        query.push(format!("page={page}"));
    }
    if period.months != Period::CHOICES[0] {
        query.push(format!("period={}", period.months));
    }
    if query.is_empty() {
        path
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
