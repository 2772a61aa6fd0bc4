//! `grundlag disclosure audit`: what was shown in, what can be worked out of it out.

use std::io::{BufRead, Write};

use serde::Serialize;

use super::{Stop, lines};
use crate::audit::{self, Effort, Report, Table};
use crate::cells::Cells;
use crate::words::{self, Language};
use crate::{Cell, Error};

/// How the report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One JSON line per group found, and a summary.
    Lines,
    /// For people, in plain words.
    Words(Language),
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'a> {
    Found {
        people: u32,
        way: &'static str,
        /// Where the people are: their innermost unit, and the factor each counts with.
        who: Vec<Who<'a>>,
        /// The sum that gives it, as `times` × the group; nothing if the factors are not small fractions.
        times: Option<i64>,
        sum: Vec<Step<'a>>,
    },
    Summary {
        threshold: u32,
        people: u32,
        shown: usize,
        not_shown: usize,
        found: usize,
        smallest: Option<u32>,
    },
}

#[derive(Serialize)]
struct Who<'a> {
    people: u32,
    factor: i64,
    groups: Vec<&'a str>,
}

#[derive(Serialize)]
struct Step<'a> {
    factor: i64,
    group: &'a str,
}

/// Reads a plan, people and the cells that were shown (`{"type":"shown",…}`), and writes what can be worked out. Returns
/// whether the promise holds.
///
/// # Errors
/// A line that cannot be read, with its number, or a shown cell that does not exist.
pub fn audit(input: impl BufRead, mut output: impl Write, form: Form) -> Result<bool, Stop> {
    let read = lines::read(input)?;
    let wave = read.open.close();
    let plan = wave.plan();
    let cells = Cells::new(&wave, &[])?;
    let mut shown = std::collections::BTreeSet::new();
    for mention in &read.shown {
        let unknown = |what, name: &str| {
            let source = Error::Unknown {
                row: mention.line,
                what,
                name: name.to_owned(),
            };
            Stop::Line {
                line: mention.line,
                source,
            }
        };
        let unit = plan.unit(&mention.unit).ok_or_else(|| unknown("unit", &mention.unit))?;
        let cell = match &mention.part {
            None => Cell::Unit(unit),
            Some((filter, category)) => {
                let f = plan
                    .filters()
                    .iter()
                    .position(|f| f.name == *filter)
                    .ok_or_else(|| unknown("filter", filter))?;
                let c = plan.filters()[f].categories.iter().position(|c| c == category);
                let c = c.ok_or_else(|| unknown("category", category))?;
                Cell::Part(
                    unit,
                    u16::try_from(f).unwrap_or(u16::MAX),
                    u16::try_from(c).unwrap_or(u16::MAX),
                )
            }
        };
        shown.insert(cell);
    }
    let language = match form {
        Form::Words(language) => language,
        Form::Lines => Language::Danish,
    };
    let name = |cell, whole| words::group(plan, cell, whole, language);
    let table = cells.table(cells.took_part(&wave), &[], |cell| shown.contains(&cell), name)?;
    let report = audit::audit(&table, plan.threshold().people(), Effort::default());
    match form {
        Form::Words(language) => output.write_all(words::report(&table, &report, language).as_bytes())?,
        Form::Lines => write_lines(&table, &report, &mut output)?,
    }
    Ok(report.is_clean())
}

fn write_lines(table: &Table, report: &Report, output: &mut impl Write) -> Result<(), Stop> {
    let mut write = |line: &Line<'_>| -> Result<(), Stop> {
        serde_json::to_writer(&mut *output, line).map_err(Stop::Write)?;
        Ok(output.write_all(b"\n")?)
    };
    let name = |g: u32| table.groups()[g as usize].name.as_str();
    for finding in &report.findings {
        let who = finding.combination.iter().map(|&(kind, factor)| {
            let groups = table
                .groups()
                .iter()
                .filter(|g| !g.shown && g.members.binary_search(&kind).is_ok());
            Who {
                people: table.people()[kind as usize],
                factor,
                groups: groups.map(|g| g.name.as_str()).collect(),
            }
        });
        write(&Line::Found {
            people: finding.people,
            way: finding.way.word(),
            who: who.collect(),
            times: finding.certificate.as_ref().map(|c| c.times),
            sum: finding
                .certificate
                .iter()
                .flat_map(|c| &c.steps)
                .map(|&(factor, g)| Step { factor, group: name(g) })
                .collect(),
        })?;
    }
    write(&Line::Summary {
        threshold: report.k,
        people: report.people,
        shown: report.shown,
        not_shown: report.hidden,
        found: report.findings.len(),
        smallest: report.findings.first().map(|f| f.people),
    })
}
