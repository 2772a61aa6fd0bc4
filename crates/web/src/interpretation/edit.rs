//! The workspace: the source and what the nearest unit above has made of it, beside the unit's own.

use askama::Template;
use axum::http::StatusCode;
use model::foundation::Kind;
use model::interpretation::{Body, Field, State, Written};
use model::may::Object;
use model::{ElementId, Instant, Language, UnitId};
use store::interpretation::{Interpretation, LevelName, SourceText, Tied, Which};
use store::organisation::UnitNow;

use super::form::{Fields, Flaw, hint};
use super::show::{source_by, state_name, state_word};
use super::told::told;
use crate::input::At;
use crate::texts::Html;
use crate::{Ctx, Error, Page, paths};

#[derive(Template)]
#[template(path = "interpretation/edit.html")]
struct Desk<'a> {
    ctx: &'a Ctx,
    title: String,
    list_href: String,
    read_href: String,
    edit_href: String,
    history_href: String,
    source: &'a SourceText,
    source_by: String,
    behaviours: Vec<Behaviour>,
    near: Option<Near>,
    tied: &'a [Tied],
    proposals: Vec<Proposal>,
    aside_href: String,
    cards_href: String,
    seen: i64,
    state: State,
    state_name: &'static str,
    state_word: String,
    /// Why it was set aside.
    note: String,
    newer_draft: bool,
    shift: Option<Html>,
    copied: Option<String>,
    written_under: Option<i64>,
    has_history: bool,
    saved: String,
    flaws: &'a [Flaw],
    meaning: Html,
    folds: Vec<Fold>,
    rest: Vec<Html>,
    reason: Html,
    reason_open: bool,
}

struct Near {
    href: String,
    name: String,
    meaning: String,
    rest: Option<Html>,
}

/// What came out of a round of cards, row by row.
struct Proposal {
    id: String,
    from: String,
    rows: Vec<Vec<String>>,
}

struct Behaviour {
    text: String,
    level: String,
}

/// A move opens where it is needed.
struct Fold {
    open: bool,
    label: String,
    hint: String,
    field: Html,
}

/// A form that comes back, with what was written in it.
pub struct Refused<'a> {
    pub seen: i64,
    pub written: &'a Written,
    pub reason: &'a str,
    pub flaws: &'a [Flaw],
}

pub async fn show(ctx: Ctx, At((unit, element)): At<(UnitId, ElementId)>) -> Page {
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(conn);
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    desk(&ctx, &line, element, None).await
}

/// The page, as it is stored or as a refused form left it. The caller has asked whether it may be shown.
pub async fn desk(ctx: &Ctx, line: &[UnitNow], element: ElementId, refused: Option<Refused<'_>>) -> Page {
    let unit = line[0].id;
    let place = store::organisation::place(line);
    let mut conn = ctx.read().await?;
    let source = store::interpretation::source(&mut conn, element, &place, ctx.person()?, ctx.today)
        .await?
        .filter(|source| !source.retired)
        .ok_or(Error::NotFound)?;
    let reading = store::interpretation::reading(&mut conn, unit, element, Which::Latest).await?;
    let tied = store::interpretation::tied(&mut conn, element, ctx.today).await?;
    let levels = store::interpretation::level_names(&mut conn).await?;
    let rounds = store::interpretation::rounds(&mut conn, unit, element).await?;
    drop(conn);

    let own = reading.own.as_ref();
    let latest = own.and_then(|own| own.shown.as_ref());
    let stored = Written::from(latest.map_or(&Body::default(), |shown| &shown.body));
    let seen = own.map_or(0, |own| own.revision);
    let state = own.map_or(State::Underway, |own| own.state);
    let unfit = refused.is_some();
    let form = refused.unwrap_or(Refused {
        seen,
        written: &stored,
        reason: "",
        flaws: &[],
    });
    let fields = Fields::new(ctx.t, form.written, form.flaws);
    let near = reading
        .near
        .as_ref()
        .map(|near| nearest(ctx, near, element))
        .transpose()?;
    let page = Desk {
        title: ctx.t.interpretation_title(source.headline(), &line[0].name),
        list_href: paths::interpretations(unit, source.kind, None),
        read_href: paths::element_in_unit(unit, element),
        edit_href: paths::interpretation(unit, element),
        history_href: paths::history(unit, element, None),
        source_by: source_by(ctx.t, &source),
        behaviours: behaviours(ctx, &source, &levels),
        near,
        tied: &tied,
        proposals: rounds.iter().map(|round| proposal(ctx, round)).collect(),
        aside_href: paths::cards_aside(unit, element),
        cards_href: paths::cards(unit, element),
        seen: form.seen,
        state,
        state_name: state_name(own.map(|own| own.state)),
        state_word: match (own, own.and_then(|own| own.in_use_since)) {
            (None, _) => ctx.t.interpretation_not_begun(),
            (_, Some(since)) => ctx.t.interpretation_in_use_since(ctx.day(&since)),
            (Some(own), None) => state_word(ctx.t, own.state),
        },
        note: latest.map(|shown| shown.note.clone()).unwrap_or_default(),
        newer_draft: own.is_some_and(|own| own.state == State::InUse && own.published != Some(own.revision)),
        // The section says it better, and only where a word is another.
        written_under: latest
            .map(|shown| shown.edition_number)
            .filter(|number| *number < source.edition_number && state != State::InUse),
        shift: super::shift::section(ctx, own, &source, true, true)?,
        copied: latest.and_then(|shown| super::copied::notice(ctx.t, &shown.body, &source, reading.near.as_ref())),
        has_history: own.is_some(),
        saved: latest.map_or_else(
            || ctx.t.interpretation_not_saved(),
            |shown| ctx.t.interpretation_saved_at(saved_at(ctx, shown.at)),
        ),
        flaws: form.flaws,
        meaning: fields.html(Field::Meaning)?,
        folds: Field::MOVES
            .into_iter()
            .map(|field| {
                Ok(Fold {
                    open: fields.is_open(field),
                    label: super::told::label(ctx.t, field),
                    hint: hint(ctx.t, field),
                    field: fields.folded(field)?,
                })
            })
            .collect::<Result<_, Error>>()?,
        rest: [
            Field::Why,
            Field::Jobs,
            Field::Signs,
            Field::Stop,
            Field::Dilemma,
            Field::Participants,
        ]
        .into_iter()
        .map(|field| fields.html(field))
        .collect::<Result<_, Error>>()?,
        reason: fields.reason(form.reason)?,
        reason_open: !form.reason.is_empty() || form.flaws.iter().any(|flaw| flaw.at == "reason"),
        source: &source,
        ctx,
    };
    ctx.page_with(
        if unfit {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        },
        &page,
    )
}

fn proposal(ctx: &Ctx, round: &store::interpretation::Round) -> Proposal {
    let day = ctx.day(&round.held_on);
    Proposal {
        id: round.id.to_string(),
        from: match round.participants {
            Some(people) => ctx.t.cards_from_people(day, i64::from(people)),
            None => ctx.t.cards_from(day),
        },
        rows: model::interpretation::Cards::ROWS
            .into_iter()
            .map(|(from, to)| {
                let cards = round.cards.0.iter().take(to).skip(from);
                cards
                    .filter(|card| !card.is_empty())
                    .map(|card| super::round::sentence(ctx.t, card))
                    .collect::<Vec<_>>()
            })
            .filter(|row| !row.is_empty())
            .collect(),
    }
}

/// What the nearest unit above means by the element, and the rest of it to open.
fn nearest(ctx: &Ctx, near: &Interpretation, element: ElementId) -> Result<Near, Error> {
    let mut rest = near.shown.as_ref().map(|shown| shown.body.clone()).unwrap_or_default();
    let meaning = std::mem::take(&mut rest.meaning);
    Ok(Near {
        href: paths::element_in_unit(near.unit, element),
        name: near.unit_name.clone(),
        rest: if rest == Body::default() {
            None
        } else {
            Some(told(ctx, &rest, None, 3)?)
        },
        meaning,
    })
}

/// What the leader of this level does comes first, then what holds for all, then the others.
fn behaviours(ctx: &Ctx, source: &SourceText, levels: &[LevelName]) -> Vec<Behaviour> {
    let mut sorted: Vec<_> = source.text.lists.behaviours.iter().collect();
    sorted.sort_by_key(|b| match &b.level {
        Some(level) if source.level.as_ref() == Some(level) => 0,
        None => 1,
        Some(_) => 2,
    });
    sorted
        .into_iter()
        .map(|b| Behaviour {
            text: b.text.clone(),
            level: level_name(ctx, b.level.as_deref(), source.kind, levels),
        })
        .collect()
}

/// The organisation's own name for a level, or the code where it has given none.
fn level_name(ctx: &Ctx, level: Option<&str>, kind: Kind, levels: &[LevelName]) -> String {
    let Some(code) = level else {
        return if kind == Kind::Leadership {
            ctx.t.interpretation_all_levels()
        } else {
            String::new()
        };
    };
    levels.iter().find(|name| name.code == code).map_or_else(
        || code.to_owned(),
        |name| {
            if ctx.t.language == Language::Danish {
                name.danish.clone()
            } else {
                name.english.clone()
            }
        },
    )
}

/// Today the time is enough; else the day with it.
pub fn saved_at(ctx: &Ctx, at: Instant) -> String {
    let local = at.local(&ctx.app.zone);
    if at.day(&ctx.app.zone) != ctx.today {
        return ctx.time(&at);
    }
    match ctx.t.language {
        Language::Danish => format!("kl. {:02}.{:02}", local.hour(), local.minute()),
        Language::English => format!("at {:02}:{:02}", local.hour(), local.minute()),
    }
}
