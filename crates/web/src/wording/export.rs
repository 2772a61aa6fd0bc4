//! The figures and the lexicon as files: what the pages show, and nothing else.

use std::io::{Cursor, Write as _};

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use intake::sheets::{Cell, Sheet, csv, xlsx};
use language::measure::{LEAST_DOCUMENTS, LEAST_SOURCES, LEAST_WORDS};
use model::foundation::Kind;
use model::may::{Action, Object};
use model::wording::Silence;
use model::{Month, UnitId};
use serde::Deserialize;
use store::wording::{Measuring, SeriesRow, YearRow};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::lexicon::{self, Lexicon};
use super::lexicon_file;
use crate::input::Query;
use crate::{Ctx, Error, Page, Texts, paths};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Choice {
    unit: Option<String>,
    format: String,
}

#[derive(Template)]
#[template(path = "wording/export.html")]
struct Show<'a> {
    ctx: &'a Ctx,
    unit: UnitId,
    name: String,
    /// Nothing was measured yet, or the unit has too little and none below it has enough.
    nothing: bool,
    may_lexicon: bool,
}

pub async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let loaded = load(&ctx, &choice).await?;
    let page = Show {
        unit: loaded.unit,
        name: loaded.name,
        nothing: loaded.series.is_none(),
        may_lexicon: loaded.may_lexicon,
        ctx: &ctx,
    };
    ctx.page(&page)
}

struct Series {
    measuring: Measuring,
    months: Vec<SeriesRow>,
    years: Vec<YearRow>,
}

struct Loaded {
    unit: UnitId,
    name: String,
    /// Whether somebody may write the lexicon, which is the whole organisation's.
    may_lexicon: bool,
    series: Option<Series>,
}

/// The unit asked for and what may be said of it and of the units below it.
async fn load(ctx: &Ctx, choice: &Choice) -> Result<Loaded, Error> {
    let asked = choice
        .unit
        .as_deref()
        .map(|u| u.parse::<UnitId>().map_err(|_| Error::NotFound))
        .transpose()?;
    let Some(unit) = asked.or_else(|| crate::overview::start(ctx)) else {
        ctx.may(&Object::nothing())?;
        return Err(Error::NotFound);
    };
    let mut conn = ctx.read().await?;
    let line = store::organisation::line(&mut conn, unit)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.may(&Object::unit(store::organisation::place(&line)))?;
    let root = store::organisation::place(&line[line.len() - 1..]);
    let mut loaded = Loaded {
        unit,
        name: line[0].name.clone(),
        may_lexicon: ctx.could(Action::EditWording, &Object::unit(root)),
        series: None,
    };
    let Some(measuring) = store::wording::measuring(&mut conn).await? else {
        return Ok(loaded);
    };
    let since = first_month(&measuring).to_string();
    let years = store::wording::years(&mut conn, unit, ctx.today).await?;
    let months = store::wording::series(&mut conn, unit, ctx.today, &since).await?;
    loaded.series = (!years.is_empty()).then_some(Series {
        measuring,
        months,
        years,
    });
    Ok(loaded)
}

/// The first of the twelve months that the pages show.
fn first_month(measuring: &Measuring) -> Month {
    measuring.until_day.month().plus(-11)
}

/// The element series.
pub async fn series(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let workbook = match choice.format.as_str() {
        "xlsx" => true,
        "" | "csv" => false,
        _ => return Err(Error::NotFound),
    };
    let Loaded { unit, name, series, .. } = load(&ctx, &choice).await?;
    // The page says what is lacking.
    let Some(series) = series else {
        return ctx.see_other(paths::wording_export(unit));
    };
    let sheets = [
        months(ctx.t, &series),
        years(ctx.t, &series),
        about(&ctx, &name, &series.measuring),
    ];
    drop(series);
    let file = format!("{}-{}", ctx.t.export_file(), ctx.today);
    send(&file, &sheets, workbook)
}

fn send(name: &str, sheets: &[Sheet], workbook: bool) -> Page {
    if workbook {
        let bytes = xlsx(sheets).ok_or(Error::Ours("a workbook could not be written"))?;
        return Ok(file(format!("{name}.xlsx"), XLSX, bytes));
    }
    let bytes = zipped(sheets).ok_or(Error::Ours("an archive could not be written"))?;
    Ok(file(format!("{name}.zip"), "application/zip", bytes))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn file(name: String, kind: &'static str, bytes: Vec<u8>) -> Response {
    (
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ],
        bytes,
    )
        .into_response()
}

fn zipped(sheets: &[Sheet]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for sheet in sheets {
        zip.start_file(format!("{}.csv", sheet.name), SimpleFileOptions::default())
            .ok()?;
        zip.write_all(&csv(sheet)).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}

/// Ten-thousandths as a percentage with two decimals; empty where there is too little to say.
fn percent(share: Option<i64>) -> Cell {
    share.map_or(Cell::Empty, |value| Cell::Decimal { value, decimals: 2 })
}

fn foundation(t: Texts, kind: Kind) -> String {
    match kind {
        Kind::Leadership => t.wording_leadership(),
        Kind::Employee => t.wording_employee(),
    }
}

fn silence(t: Texts, silence: Silence) -> String {
    match silence {
        Silence::Heard => t.export_heard(),
        Silence::Silent => t.wording_silent_word(),
        Silence::Uncertain => t.export_uncertain(),
        Silence::TooLittle => t.wording_little(),
    }
}

fn months(t: Texts, series: &Series) -> Sheet {
    Sheet {
        name: t.export_months(),
        headers: vec![
            t.export_unit(),
            t.export_foundation(),
            t.export_element(),
            t.wording_month(),
            t.wording_fact_documents(),
            t.wording_fact_passages(),
            t.wording_mode_own(),
            t.export_share(),
            t.export_low(),
            t.export_high(),
            t.wording_mode_quoted(),
            t.wording_mode_missed(),
        ],
        rows: series
            .months
            .iter()
            .map(|row| {
                vec![
                    row.unit_name.as_str().into(),
                    foundation(t, row.kind).into(),
                    row.headline.as_str().into(),
                    row.month.as_str().into(),
                    row.documents.into(),
                    row.passages.into(),
                    row.own.into(),
                    percent(row.share),
                    percent(row.low),
                    percent(row.high),
                    row.quoted.into(),
                    row.missed.into(),
                ]
            })
            .collect(),
        widths: vec![28, 22, 28],
    }
}

fn years(t: Texts, series: &Series) -> Sheet {
    Sheet {
        name: t.export_year(),
        headers: vec![
            t.export_unit(),
            t.export_foundation(),
            t.export_element(),
            t.wording_fact_documents(),
            t.wording_fact_sources(),
            t.wording_fact_words(),
            t.wording_fact_passages(),
            t.wording_mode_own(),
            t.export_share(),
            t.export_low(),
            t.export_high(),
            t.wording_mode_quoted(),
            t.wording_mode_missed(),
            t.export_silence(),
        ],
        rows: series
            .years
            .iter()
            .map(|row| {
                vec![
                    row.unit_name.as_str().into(),
                    foundation(t, row.kind).into(),
                    row.headline.as_str().into(),
                    row.documents.into(),
                    row.sources.into(),
                    row.words.into(),
                    row.passages.into(),
                    row.own.into(),
                    percent(row.share),
                    percent(row.low),
                    percent(row.high),
                    row.quoted.into(),
                    row.missed.into(),
                    silence(t, row.silence).into(),
                ]
            })
            .collect(),
        widths: vec![28, 22, 28],
    }
}

fn about(ctx: &Ctx, unit: &str, measuring: &Measuring) -> Sheet {
    let t = ctx.t;
    let until = measuring.until_day;
    let from = first_month(measuring);
    let row = |what: String, says: String| vec![what.into(), says.into()];
    Sheet {
        name: t.export_about(),
        headers: vec![t.export_about_what(), t.export_about_says()],
        rows: vec![
            row(t.export_organisation(), ctx.organisation().to_owned()),
            row(t.export_unit(), t.export_and_below(unit)),
            row(t.export_period(), t.export_period_text(t.month(from), t.day(until))),
            row(t.export_counted(), t.export_counted_text()),
            row(t.wording_mode_own(), t.export_own_text()),
            row(t.wording_mode_quoted(), t.export_quoted_text()),
            row(t.wording_mode_missed(), t.export_missed_text()),
            row(t.export_share(), t.export_share_text()),
            row(
                t.export_limits(),
                t.export_limits_text(LEAST_DOCUMENTS, LEAST_SOURCES, LEAST_WORDS),
            ),
            row(t.export_errors(), t.export_errors_text()),
            row(
                t.export_people(),
                format!("{} {}", t.wording_promise(), t.wording_public()),
            ),
            row(t.export_measured(), ctx.time(&measuring.measured_at)),
            row(t.export_engine(), ctx.version().to_owned()),
            row(t.export_lexicon(), measuring.lexicon_version.to_string()),
            row(t.export_written(), ctx.time(&ctx.now)),
        ],
        widths: vec![24, 110],
    }
}

/// The lexicon, as others can take it in.
pub async fn lexicon(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let mut conn = ctx.read().await?;
    lexicon::may(&ctx, &mut conn).await?;
    let newest = store::wording::lexicon(&mut conn).await?;
    let lexicon = Lexicon::load(&ctx, &mut conn, newest.as_ref()).await?;
    drop(conn);
    let name = format!("{}-{}", ctx.t.export_lexicon_file(), ctx.today);
    match choice.format.as_str() {
        "" | "json" => {
            let bytes = lexicon_file::json(&ctx, &lexicon)?;
            Ok(file(format!("{name}.json"), "application/json", bytes))
        }
        "csv" => {
            let bytes = csv(&lexicon_file::sheet(ctx.t, &lexicon));
            Ok(file(format!("{name}.csv"), "text/csv; charset=utf-8", bytes))
        }
        "xlsx" => send(
            &name,
            &[
                lexicon_file::sheet(ctx.t, &lexicon),
                lexicon_file::about(&ctx, &lexicon),
            ],
            true,
        ),
        _ => Err(Error::NotFound),
    }
}

impl Show<'_> {
    fn series(&self, format: &str) -> String {
        paths::wording_series(self.unit, format)
    }
}
