//! One element in a unit's wording: its months, its year with the uncertainty, the units below, and the passages that the counts
//! rest on.

use askama::Template;
use language::marks::{Seen, marks};
use model::may::{Action, Object};
use model::story::{Piece, pieces};
use model::wording::{Mode, Says, Silence};
use model::{DocumentId, ElementId, Month, PassageId, UnitId};
use serde::Deserialize;
use store::wording::{Around, Head, MonthFigure, Shown};

use super::picture::{self, Band};
use super::words::{self, ANSWERS, Why};
use crate::input::{At, Query};
use crate::texts::Html;
use crate::{Ctx, Error, Page, Texts, paths};

/// Passages on a page, and the last page that can be asked for.
const MOST: i64 = 15;
pub(super) const MOST_PAGES: i64 = 10_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
    mode: Option<String>,
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "wording/element.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    element: ElementId,
    head: &'a Head,
    unit: &'a Around,
    lede: String,
    back: String,
    lacks: Option<String>,
    chart: Option<Chart>,
    calibrated: Option<Calibrated>,
    below: Vec<Row>,
    passages: Option<Passages>,
    may_edit: bool,
    may_rounds: bool,
}

struct Chart {
    own: Html,
    quoted: Html,
    most: i64,
    half: i64,
    months: Vec<OneMonth>,
    /// Some month can be shown.
    any: bool,
    shares: Html,
    scale: String,
    /// The year's share, when it has one.
    year: Option<(Html, String)>,
}

struct OneMonth {
    short: String,
    name: String,
    /// None when the month cannot be shown.
    figure: Option<MonthFigure>,
    share: String,
}

struct Calibrated {
    day: String,
    share: Option<String>,
    precision: Option<String>,
    /// Krippendorff's alpha with its band; none with one reader.
    alpha: Option<(String, bool)>,
}

struct Row {
    href: String,
    name: String,
    lacks: Option<String>,
    own: String,
    share: String,
    quoted: i64,
    missed: i64,
    silent: bool,
}

struct Passages {
    modes: Vec<(String, String, bool)>,
    /// What can be said, in the order of the keys.
    answers: Vec<(&'static str, String)>,
    mode: Mode,
    page: i64,
    list: Vec<One>,
    earlier: Option<String>,
    later: Option<String>,
    may_say: bool,
    may_documents: bool,
}

struct One {
    id: PassageId,
    document: DocumentId,
    action: String,
    kind: String,
    unit: String,
    day: String,
    text: Vec<Piece>,
    why: Why,
    says: Option<Says>,
    said: Option<String>,
    in_round: bool,
}

impl One {
    fn is(&self, word: &str) -> bool {
        self.says.is_some_and(|says| says.word() == word)
    }
}

pub async fn show(ctx: Ctx, At((element,)): At<(ElementId,)>, Query(choice): Query<Choice>) -> Page {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let Some(unit) = asked.or_else(|| crate::overview::start(&ctx)) else {
        ctx.may(&Object::nothing())?;
        return Err(Error::NotFound);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    let place = Object::unit(store::organisation::place(&line));
    ctx.may(&place)?;
    // The words behind count everywhere, so they are changed by whoever answers for all of it.
    let whole = Object::unit(store::organisation::place(&line[line.len() - 1..]));
    let head = store::wording::head(&mut conn, element, ctx.today)
        .await?
        .ok_or(Error::NotFound)?;
    let (own, below) = store::wording::around(&mut conn, unit, Some(element))
        .await?
        .ok_or(Error::NotFound)?;
    let mode = choice.mode.and_then(|word| word.parse().ok()).unwrap_or(Mode::OwnWords);
    let number = choice.page.unwrap_or(0).clamp(0, MOST_PAGES);
    let last = head.until_day.unwrap_or(ctx.today).month();
    let months: Vec<Month> = (0..12).map(|i| last.plus(i - 11)).collect();
    // Below the minimum nothing is shown, and nothing is asked for.
    let (figures, shown) = if own.enough {
        let figures = store::wording::months_of(&mut conn, unit, element, &months[0].to_string()).await?;
        let shown = if ctx.could(Action::ReadPassages, &place) {
            let page = (MOST + 1, MOST * number);
            Some(store::wording::shown(&mut conn, element, unit, mode, months[0].first_day(), page).await?)
        } else {
            None
        };
        (Some(figures), shown)
    } else {
        (None, None)
    };
    drop(conn);

    let year = words::band(own.share, own.low, own.high);
    let may_say = ctx.could(Action::LabelPassages, &place);
    let page = Show {
        element,
        lede: lede(ctx.t, &own, year),
        back: paths::wording(unit),
        lacks: (!own.enough).then(|| words::lacks(ctx.t, &own)),
        chart: figures.map(|figures| chart(ctx.t, &months, &figures, year)),
        calibrated: calibrated(&ctx, &head),
        below: below.iter().map(|unit| row(ctx.t, element, unit)).collect(),
        passages: shown.map(|shown| Passages {
            modes: [Mode::OwnWords, Mode::Quoted, Mode::Missed]
                .map(|m| {
                    let href = format!("{}#passages", paths::wording_passages(element, unit, m, 0));
                    (href, words::mode(ctx.t, m), m == mode)
                })
                .into(),
            answers: ANSWERS.map(|says| (says.word(), words::says(ctx.t, says))).into(),
            earlier: (number > 0).then(|| turn(element, unit, mode, number - 1)),
            later: (shown.len() > usize::try_from(MOST).unwrap_or(0)).then(|| turn(element, unit, mode, number + 1)),
            list: passages(&ctx, element, shown),
            mode,
            page: number,
            may_say,
            may_documents: ctx.could(Action::EditWording, &place),
        }),
        may_edit: ctx.could(Action::EditWording, &whole),
        may_rounds: may_say,
        head: &head,
        unit: &own,
        ctx: &ctx,
    };
    ctx.page(&page)
}

fn turn(element: ElementId, unit: UnitId, mode: Mode, page: i64) -> String {
    format!("{}#passages", paths::wording_passages(element, unit, mode, page))
}

fn lede(t: Texts, own: &Around, year: Option<Band>) -> String {
    if !own.enough {
        return String::new();
    }
    let first = match year {
        Some(band) if own.own > 0 => t.wording_year(own.own, own.passages, words::range(t, band)),
        _ => t.wording_year_none(own.passages),
    };
    format!("{first} {}", t.wording_year_beside(own.quoted, own.missed))
}

fn chart(t: Texts, months: &[Month], figures: &[MonthFigure], year: Option<Band>) -> Chart {
    let of: Vec<Option<&MonthFigure>> = months
        .iter()
        .map(|month| figures.iter().find(|figure| figure.month == month.to_string()))
        .collect();
    let own: Vec<Option<i64>> = of.iter().map(|f| f.map(|f| f.own)).collect();
    let quoted: Vec<Option<i64>> = of.iter().map(|f| f.map(|f| f.quoted)).collect();
    let bands: Vec<Option<Band>> = of
        .iter()
        .map(|f| f.and_then(|f| words::band(f.share, f.low, f.high)))
        .collect();
    // Even, so that the half of it below the line is whole.
    let most = own
        .iter()
        .flatten()
        .copied()
        .chain(quoted.iter().flatten().map(|n| n * 2))
        .max()
        .unwrap_or(0);
    let most = ((most + 1) / 2 * 2).max(2);
    let scale = picture::scale(bands.iter().flatten().copied().chain(year));
    Chart {
        own: picture::rising(&own, most),
        quoted: picture::hanging(&quoted, most / 2),
        half: most / 2,
        most,
        any: of.iter().any(Option::is_some),
        shares: picture::shares(&bands, year, scale),
        scale: words::percent(t, scale),
        year: year.map(|band| {
            let text = t.wording_share_of(words::percent(t, band.share), words::range(t, band));
            (picture::interval(Some(band), scale), text)
        }),
        months: months
            .iter()
            .zip(&of)
            .zip(&bands)
            .map(|((month, figure), band)| OneMonth {
                short: t.month_short(*month),
                name: t.month(*month),
                figure: figure.cloned(),
                share: band.map_or_else(String::new, |band| {
                    t.wording_share_of(words::percent(t, band.share), words::range(t, band))
                }),
            })
            .collect(),
    }
}

/// Krippendorff: from 0.800 on a count may be relied upon, and below 0.667 nothing is concluded from it.
const RELIABLE: i64 = 8_000;

fn calibrated(ctx: &Ctx, head: &Head) -> Option<Calibrated> {
    let t = ctx.t;
    let closed = head.closed_at?;
    let hundredths = |value: i64| {
        let sign = if value < 0 { "−" } else { "" };
        let value = (value.abs() + 50) / 100;
        let comma = if t.language == model::Language::Danish {
            ','
        } else {
            '.'
        };
        format!("{sign}{}{comma}{:02}", value / 100, value % 100)
    };
    Some(Calibrated {
        day: ctx.day(&closed.day(&ctx.app.zone)),
        share: words::band(head.share, head.low, head.high)
            .map(|band| t.wording_calibrated_share(words::percent(t, band.share), words::range(t, band))),
        precision: head
            .precision_of
            .map(|precision| t.wording_calibrated_precision(words::percent(t, precision))),
        alpha: head.alpha.map(|alpha| {
            let (low, high) = (head.alpha_low.unwrap_or(alpha), head.alpha_high.unwrap_or(alpha));
            (
                t.wording_alpha(hundredths(alpha), hundredths(low), hundredths(high)),
                alpha >= RELIABLE,
            )
        }),
    })
}

fn row(t: Texts, element: ElementId, unit: &Around) -> Row {
    let band = words::band(unit.share, unit.low, unit.high);
    Row {
        href: paths::wording_element(element, unit.unit),
        name: unit.name.clone(),
        lacks: (!unit.enough).then(|| words::lacks(t, unit)),
        own: t.wording_own_of(unit.own, unit.passages),
        share: band.map_or_else(String::new, |band| {
            t.wording_share_of(words::percent(t, band.share), words::range(t, band))
        }),
        quoted: unit.quoted,
        missed: unit.missed,
        silent: unit.silence == Some(Silence::Silent),
    }
}

fn passages(ctx: &Ctx, element: ElementId, mut shown: Vec<Shown>) -> Vec<One> {
    shown.truncate(usize::try_from(MOST).unwrap_or(0));
    let rules: Vec<Vec<String>> = shown
        .iter()
        .map(|passage| serde_json::from_str(&passage.rules).unwrap_or_default())
        .collect();
    let seen: Vec<Seen<'_>> = shown
        .iter()
        .zip(&rules)
        .map(|(passage, rules)| Seen {
            text: &passage.body,
            rules,
        })
        .collect();
    let marked = marks(&seen);
    shown
        .into_iter()
        .zip(&rules)
        .zip(&marked)
        .map(|((passage, rules), marked)| One {
            action: paths::wording_say(passage.id, element),
            text: pieces(&passage.body, marked),
            why: words::why(ctx.t, passage.mode, rules),
            day: ctx.day(&passage.day),
            id: passage.id,
            document: passage.document,
            kind: passage.kind,
            unit: passage.unit_name,
            said: passage.says.map(|says| words::says(ctx.t, says)),
            says: passage.says,
            in_round: passage.in_round,
        })
        .collect()
}
