//! The room: what was read, element by element, what is silent, and the words that a unit has to itself.

use askama::Template;
use model::foundation::Kind;
use model::may::{Action, Object};
use model::wording::Silence;
use model::{ElementId, Month, UnitId};
use serde::Deserialize;
use store::organisation::UnitNow;
use store::wording::{Around, Measuring, Word, YearAndMonth};

use super::picture::{self, Band, Both};
use super::words;
use crate::input::Query;
use crate::texts::Html;
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
}

#[derive(Template)]
#[template(path = "wording/show.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    crumbs: Vec<(String, String)>,
    unit: &'a Around,
    measuring: &'a Measuring,
    lacks: Option<String>,
    /// A unit above with enough.
    above: Option<(String, String)>,
    months: Vec<String>,
    /// None of them can be shown.
    no_month: bool,
    groups: Vec<Group>,
    scale: String,
    silent: Vec<Silent>,
    words: Vec<OneWord>,
    alone: bool,
    below: Vec<Below>,
    may_documents: bool,
    may_rounds: bool,
}

/// The elements of one foundation.
struct Group {
    kind: Kind,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    headline: String,
    columns: Html,
    interval: Html,
    says: String,
    /// Says that it is not heard, and what that is worth.
    quiet: Option<String>,
    months: Vec<Option<Both>>,
}

/// An element that is not heard here.
struct Silent {
    href: String,
    headline: String,
    says: String,
}

struct OneWord {
    word: String,
    here: i64,
    elsewhere: i64,
}

struct Below {
    href: String,
    name: String,
    /// Too little, in words; or what was read.
    lacks: Option<String>,
    read: String,
    missing: i64,
}

#[derive(Template)]
#[template(path = "wording/empty.html")]
struct Empty<'a> {
    ctx: &'a Ctx,
    may_documents: bool,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let Some(unit) = asked.or_else(|| crate::overview::start(&ctx)) else {
        ctx.may(&Object::nothing())?;
        return empty(&ctx);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let place = Object::unit(store::organisation::place(&line));
    ctx.may(&place)?;
    let Some(measuring) = store::wording::measuring(&mut conn).await? else {
        return empty(&ctx);
    };
    let (own, below) = store::wording::around(&mut conn, unit, None)
        .await?
        .ok_or(Error::NotFound)?;
    let months: Vec<Month> = (0..12).map(|i| measuring.until_day.month().plus(i - 11)).collect();
    let (rows, own_words) = if own.enough {
        let since = months[0].to_string();
        (
            store::wording::years_and_months(&mut conn, unit, ctx.today, &since).await?,
            store::wording::words(&mut conn, unit).await?,
        )
    } else {
        (Vec::new(), Vec::new())
    };
    drop(conn);

    let elements = together(rows, &months);
    let highest = picture::highest(elements.iter().flat_map(|element| element.months.iter().flatten()));
    let scale = picture::scale(elements.iter().filter_map(|element| element.band));
    let mut groups: Vec<Group> = Vec::new();
    let mut silent = Vec::new();
    for element in &elements {
        let row = Row {
            href: paths::wording_element(element.id, unit),
            headline: element.headline.clone(),
            columns: picture::columns(&element.months, highest),
            interval: picture::interval(element.band, scale),
            says: says(ctx.t, element, own.passages),
            quiet: quiet(ctx.t, element),
            months: element.months.clone(),
        };
        if element.silence == Some(Silence::Silent) {
            silent.push(Silent {
                href: row.href.clone(),
                headline: row.headline.clone(),
                says: row.says.clone(),
            });
        }
        match groups.last_mut().filter(|group| group.kind == element.kind) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                kind: element.kind,
                rows: vec![row],
            }),
        }
    }
    let page = Show {
        crumbs: crumbs(&ctx, &line),
        lacks: (!own.enough).then(|| words::lacks(ctx.t, &own)),
        above: above(&ctx, &line),
        scale: words::percent(ctx.t, scale),
        alone: line.len() == 1,
        words: own_words.into_iter().map(OneWord::from).collect(),
        below: below.iter().map(|unit| one_below(ctx.t, unit)).collect(),
        may_documents: ctx.could(Action::ReadPassages, &place),
        may_rounds: ctx.could(Action::LabelPassages, &place),
        months: months.iter().map(|month| ctx.t.month_short(*month)).collect(),
        no_month: elements
            .iter()
            .all(|element| element.months.iter().all(Option::is_none)),
        groups,
        silent,
        unit: &own,
        measuring: &measuring,
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn empty(ctx: &Ctx) -> Page {
    ctx.page(&Empty {
        ctx,
        may_documents: ctx.could_somewhere(&Action::EditWording),
    })
}

/// One element over the year.
struct Element {
    id: ElementId,
    kind: Kind,
    headline: String,
    own: i64,
    quoted: i64,
    missed: i64,
    band: Option<Band>,
    silence: Option<Silence>,
    /// None for a month that cannot be shown.
    months: Vec<Option<Both>>,
}

fn together(rows: Vec<YearAndMonth>, months: &[Month]) -> Vec<Element> {
    let names: Vec<String> = months.iter().map(ToString::to_string).collect();
    let mut elements: Vec<Element> = Vec::new();
    for row in rows {
        if elements.last().is_none_or(|last| last.id != row.element) {
            elements.push(Element {
                id: row.element,
                kind: row.kind,
                headline: row.headline,
                own: row.own.unwrap_or(0),
                quoted: row.quoted.unwrap_or(0),
                missed: row.missed.unwrap_or(0),
                band: words::band(row.share, row.low, row.high),
                silence: row.silence,
                months: vec![None; months.len()],
            });
        }
        if let (Some(element), Some(month)) = (elements.last_mut(), row.month)
            && let Some(at) = names.iter().position(|name| *name == month)
        {
            element.months[at] = Some(Both {
                own: row.month_own.unwrap_or(0),
                quoted: row.month_quoted.unwrap_or(0),
            });
        }
    }
    elements
}

fn says(t: Texts, element: &Element, passages: i64) -> String {
    let own = match element.band {
        Some(band) if element.own > 0 => t.wording_says_year(element.own, passages, words::range(t, band)),
        _ => t.wording_says_none(passages),
    };
    let quoted = (element.quoted > 0).then(|| t.wording_says_year_quoted(element.quoted));
    let missed = (element.missed > 0).then(|| t.wording_says_year_missed(element.missed));
    [Some(own), quoted, missed]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn quiet(t: Texts, element: &Element) -> Option<String> {
    match element.silence {
        Some(Silence::Silent) => Some(t.wording_silent()),
        Some(Silence::Uncertain | Silence::TooLittle) if element.own == 0 => Some(t.wording_perhaps_silent()),
        _ => None,
    }
}

fn crumbs(ctx: &Ctx, line: &[UnitNow]) -> Vec<(String, String)> {
    seen_above(ctx, line)
        .map(|unit| (paths::wording(unit.id), unit.name.clone()))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect()
}

/// The units above that this reader sees, nearest first.
fn seen_above<'a>(ctx: &'a Ctx, line: &'a [UnitNow]) -> impl Iterator<Item = &'a UnitNow> {
    line.iter().enumerate().skip(1).filter_map(|(at, unit)| {
        let place = Object::unit(store::organisation::place(&line[at..]));
        ctx.could(Action::SeeWording, &place).then_some(unit)
    })
}

fn above(ctx: &Ctx, line: &[UnitNow]) -> Option<(String, String)> {
    seen_above(ctx, line)
        .next()
        .map(|unit| (paths::wording(unit.id), unit.name.clone()))
}

fn one_below(t: Texts, unit: &Around) -> Below {
    Below {
        href: paths::wording(unit.unit),
        name: unit.name.clone(),
        lacks: (!unit.enough).then(|| words::lacks(t, unit)),
        read: t.wording_read_of(unit.documents, unit.passages, unit.words),
        missing: unit.missing,
    }
}

impl From<Word> for OneWord {
    fn from(word: Word) -> Self {
        Self {
            word: word.word,
            here: word.here,
            elsewhere: word.elsewhere,
        }
    }
}
