//! Figures from elsewhere: a file (CSV, XLSX) or pasted lines, shown as they were read before they are kept.

use askama::Template;
use axum::extract::Request;
use intake::File;
use intake::table::Book;
use model::sign::{Cadence, Data, Kind, LEAST_PEOPLE, MOST_ROWS, Noted, State, thousandths};
use model::{Day, SignId};
use store::sign::{Figure, Told};

use super::{chart, words};
use crate::files::Files;
use crate::input::At;
use crate::{Ctx, Error, Page, Texts, paths};

const FILE_LIMIT: usize = 2_000_000;
const TEXT_LIMIT: usize = 60_000;

#[derive(Template)]
#[template(path = "sign/series.html")]
struct Series<'a> {
    ctx: &'a Ctx,
    told: &'a Told,
    action: String,
    pasted: String,
    error: Option<String>,
    /// What was read: period, figure, and whether it is another figure than the one that is there.
    preview: Vec<(String, String, bool)>,
    /// The same for the form that keeps it.
    read: String,
}

fn form<'a>(ctx: &'a Ctx, told: &'a Told, pasted: String, error: Option<String>) -> Series<'a> {
    Series {
        ctx,
        told,
        action: paths::sign_deed(told.id, "series"),
        pasted,
        error,
        preview: Vec::new(),
        read: String::new(),
    }
}

impl Series<'_> {
    const fn shares(&self) -> bool {
        matches!(self.told.measure.data, Data::Shares)
    }
}

async fn asked(ctx: &Ctx, id: SignId) -> Result<Told, Error> {
    let mut conn = ctx.read().await?;
    let (told, _) = words::asked(ctx, &mut conn, id, false).await?;
    if told.measure.kind != Kind::Series || told.state == State::Retired {
        return Err(Error::NotFound);
    }
    Ok(told)
}

pub async fn show(ctx: Ctx, At((id,)): At<(SignId,)>) -> Page {
    let told = asked(&ctx, id).await?;
    ctx.page(&form(&ctx, &told, String::new(), None))
}

pub async fn submit(ctx: Ctx, At((id,)): At<(SignId,)>, request: Request) -> Page {
    let told = asked(&ctx, id).await?;
    let files = Files::read(request, FILE_LIMIT).await?;
    files.only(&["file", "pasted", "keep"])?;
    let t = ctx.t;
    if let Some(keep) = files.field("keep") {
        return match figures(t, &told, &lines(keep)) {
            Ok(figures) => keep_all(&ctx, &told, &figures).await,
            Err(_) => Err(Error::Form("figures".into())),
        };
    }
    let pasted = files.field("pasted").unwrap_or_default().to_owned();
    let rows = match files.files.first() {
        Some(file) => from_file(t, &file.name, &file.bytes),
        None if pasted.trim().is_empty() => Err(t.sign_series_nothing()),
        None if pasted.len() > TEXT_LIMIT => Err(t.error_too_long(pasted.len(), TEXT_LIMIT)),
        None => Ok(lines(&pasted)),
    };
    let figures = match rows.and_then(|rows| figures(t, &told, &rows)) {
        Ok(figures) => figures,
        Err(error) => return ctx.unfit(&form(&ctx, &told, pasted, Some(error))),
    };
    let there = told.readings();
    let measure = &told.measure;
    let mut page = form(&ctx, &told, pasted, None);
    page.preview = figures
        .iter()
        .map(|f| {
            let says = match f.size {
                Some(size) => t.sign_of_size(chart::figure(t, f.value, 0), chart::figure(t, size, 0)),
                None => chart::figure(t, f.value, measure.decimals),
            };
            let before = there.iter().find(|stood| stood.start == f.starts_on);
            let other = before.is_some_and(|stood| (stood.value, stood.size) != (f.value, f.size));
            (
                t.sign_period_day(chart::period(t, measure.cadence, f.starts_on), t.day(f.starts_on)),
                says,
                other,
            )
        })
        .collect();
    page.read = figures.iter().map(line_of).collect::<Vec<_>>().join("\n");
    ctx.page(&page)
}

async fn keep_all(ctx: &Ctx, told: &Told, figures: &[Figure]) -> Page {
    let mut tx = ctx.write().await?;
    if told.measure.about_people {
        // Asked again: a unit may have become smaller since the sign was chosen.
        let line = store::organisation::line(&mut tx, told.home)
            .await?
            .ok_or(Error::NotFound)?;
        if line[0].people_below < LEAST_PEOPLE {
            tx.roll_back().await?;
            let error = Some(ctx.t.sign_too_few_people(LEAST_PEOPLE));
            return ctx.unfit(&form(ctx, told, String::new(), error));
        }
    }
    store::sign::keep_figures(&mut tx, told.measure.measure, told.home, figures).await?;
    // How many: the page says it in the language of whoever reads.
    let body = figures.len().to_string();
    let note = store::sign::NewNote {
        id: ctx.id(),
        sign: told.id,
        kind: Noted::Series,
        body: &body,
        by: Some(ctx.person()?),
    };
    store::sign::note(&mut tx, &note, ctx.now).await?;
    tx.commit().await?;
    ctx.see_other(format!("{}?done=series", paths::sign(told.id)))
}

/// A row with its number, for what is said about it.
type Row = (u32, [String; 3]);

fn from_file(t: Texts, name: &str, bytes: &[u8]) -> Result<Vec<Row>, String> {
    let limits = intake::Limits::default();
    let broken = |_: intake::Error| t.sign_series_broken();
    let mut book = Book::open(File::new(name, bytes), &limits).map_err(broken)?;
    let columns = book.tables().first().map_or(0, |table| table.headers.len());
    if columns < 2 {
        return Err(t.sign_series_columns());
    }
    let mut rows = Vec::new();
    for row in book
        .rows(0, [Some(0), Some(1), (columns > 2).then_some(2)])
        .map_err(broken)?
    {
        let row = row.map_err(broken)?;
        rows.push((row.number, row.cells));
        if rows.len() > MOST_ROWS {
            return Err(t.sign_series_too_many(MOST_ROWS));
        }
    }
    Ok(rows)
}

/// Pasted lines: period and figure, with a tab, a semicolon or white space between.
fn lines(text: &str) -> Vec<Row> {
    let row = |(number, line): (u32, &str)| {
        let line = line.trim();
        let cells: Vec<&str> = if line.contains(['\t', ';']) {
            line.split(['\t', ';']).collect()
        } else {
            line.split_whitespace().collect()
        };
        let cell = |at: usize| cells.get(at).map_or_else(String::new, |cell| cell.trim().to_owned());
        (!line.is_empty()).then(|| (number, [cell(0), cell(1), cell(2)]))
    };
    (1..).zip(text.lines()).filter_map(row).collect()
}

/// What the form that keeps it sends: read again like any other line.
fn line_of(figure: &Figure) -> String {
    let plain = |value: i64| {
        format!(
            "{}{}.{:03}",
            if value < 0 { "-" } else { "" },
            value.abs() / 1000,
            value.abs() % 1000
        )
    };
    let size = figure.size.map(plain).unwrap_or_default();
    format!("{};{};{size}", figure.starts_on, plain(figure.value))
}

fn figures(t: Texts, told: &Told, rows: &[Row]) -> Result<Vec<Figure>, String> {
    if rows.len() > MOST_ROWS {
        return Err(t.sign_series_too_many(MOST_ROWS));
    }
    let mut figures: Vec<Figure> = Vec::new();
    for (number, [period, value, size]) in rows {
        let number = i64::from(*number);
        let Some(day) = day(period) else {
            // The line of headings.
            if figures.is_empty() && thousandths(value).is_none() {
                continue;
            }
            return Err(t.sign_series_period(number, period));
        };
        // A period without a figure is a gap.
        if value.is_empty() {
            continue;
        }
        let read = thousandths(value).ok_or_else(|| t.sign_series_number(number, value))?;
        let whole = |value: i64| value >= 0 && value % 1000 == 0;
        let size = match told.measure.data {
            Data::Shares => Some(
                thousandths(size)
                    .filter(|size| whole(*size) && whole(read) && *size >= read)
                    .ok_or_else(|| t.sign_series_share(number))?,
            ),
            Data::Counts if !whole(read) => return Err(t.sign_series_whole(number)),
            _ => None,
        };
        let starts_on = told.measure.cadence.start(day);
        if figures.iter().any(|f| f.starts_on == starts_on) {
            return Err(t.sign_series_twice(number, period));
        }
        figures.push(Figure {
            starts_on,
            value: read,
            size,
        });
    }
    if figures.is_empty() {
        return Err(t.sign_series_nothing());
    }
    figures.sort_by_key(|f| f.starts_on);
    Ok(figures)
}

/// `2026-11-23`, `23-11-2026`, `23.11.2026`, `23/11/2026`, `2026-11`, `11-2026`, `2026-W48`, `48/2026`, `uge 48 2026`.
fn day(raw: &str) -> Option<Day> {
    let raw = raw.trim();
    // A cell of a workbook may carry a time.
    let raw = raw
        .split(['T', ' '])
        .next()
        .filter(|day| day.len() == 10)
        .unwrap_or(raw);
    if let Ok(day) = raw.parse::<Day>() {
        return Some(day);
    }
    let numbers: Vec<&str> = raw
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .collect();
    let week = raw.to_lowercase();
    let week = week.contains("uge") || week.contains('w') || week.contains("week") || raw.contains('/');
    let at = |place: usize| numbers.get(place).and_then(|n| n.parse::<i16>().ok());
    match (numbers.len(), at(0)?, at(1)?) {
        (3, day, month) => format!("{:04}-{month:02}-{day:02}", at(2)?).parse().ok(),
        (2, year, number) | (2, number, year) if week && year > 1900 => {
            let week = jiff::civil::ISOWeekDate::new(year, i8::try_from(number).ok()?, jiff::civil::Weekday::Monday);
            Some(Day(week.ok()?.date()))
        }
        (2, year, month) if year > 1900 => format!("{year:04}-{month:02}-01").parse().ok(),
        (2, month, year) if year > 1900 => format!("{year:04}-{month:02}-01").parse().ok(),
        _ => None,
    }
}

/// What a line of the form is called.
impl Series<'_> {
    fn cadence(&self) -> String {
        match self.told.measure.cadence {
            Cadence::Week => self.ctx.t.sign_every_week(),
            Cadence::Month => self.ctx.t.sign_every_month(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_weeks_and_months_as_files_write_them() {
        for (raw, expected) in [
            ("2026-11-23", "2026-11-23"),
            ("23-11-2026", "2026-11-23"),
            ("3.1.2026", "2026-01-03"),
            ("2026-11-23 00:00:00", "2026-11-23"),
            ("2026-11", "2026-11-01"),
            ("11-2026", "2026-11-01"),
            ("2026-W48", "2026-11-23"),
            ("uge 48 2026", "2026-11-23"),
            ("48/2026", "2026-11-23"),
        ] {
            assert_eq!(day(raw).map(|d| d.to_string()).as_deref(), Some(expected), "{raw}");
        }
        for raw in ["", "november", "32-13-2026", "12", "2026-W60"] {
            assert_eq!(day(raw), None, "{raw}");
        }
    }
}
