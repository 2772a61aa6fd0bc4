//! `grundlag disclosure protect`: units, people and filters in, what may be shown out.

use std::io::{BufRead, Write};

use serde::Serialize;

use super::{Stop, lines};
use crate::audit::Effort;
use crate::{Audited, Cell, Figure, Plan, Value};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'a> {
    /// A cell that may be shown.
    Shown {
        #[serde(flatten)]
        cell: Name<'a>,
    },
    /// A cell that may not, whichever rule it was.
    NotShown {
        #[serde(flatten)]
        cell: Name<'a>,
        /// The smallest unit shown that these people are part of.
        part_of: Option<&'a str>,
    },
    Figure {
        #[serde(flatten)]
        cell: Name<'a>,
        item: &'a str,
        n: u32,
        mean: Option<Bound>,
        favourable: Option<Bound>,
        #[serde(skip_serializing_if = "Option::is_none")]
        deviation: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        answers: Option<&'a [u32]>,
    },
    Summary {
        threshold: u32,
        spread: u32,
        shown: usize,
        not_shown: usize,
        /// Groups under the threshold that the auditor worked out of what is shown. Anything but 0 is a fault: please report.
        worked_out: usize,
    },
}

#[derive(Serialize)]
pub(super) struct Name<'a> {
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
}

/// A number, or one of `{"at_least": …}` and `{"at_most": …}`.
#[derive(Serialize)]
#[serde(untagged)]
enum Bound {
    Exact(f64),
    AtLeast { at_least: f64 },
    AtMost { at_most: f64 },
}

impl From<Value> for Bound {
    fn from(value: Value) -> Self {
        match value {
            Value::Exact(x) => Self::Exact(x),
            Value::AtLeast(at_least) => Self::AtLeast { at_least },
            Value::AtMost(at_most) => Self::AtMost { at_most },
        }
    }
}

pub(super) fn name(plan: &Plan, cell: Cell) -> Name<'_> {
    let unit = |u: u32| plan.units().get(u as usize).map_or("", String::as_str);
    match cell {
        Cell::Unit(u) => Name {
            unit: unit(u),
            filter: None,
            category: None,
        },
        Cell::Part(u, f, c) => {
            let filter = plan.filters().get(usize::from(f));
            let category = filter.and_then(|f| f.categories.get(usize::from(c)));
            Name {
                unit: unit(u),
                filter: filter.map(|f| f.name.as_str()),
                category: category.map(String::as_str),
            }
        }
    }
}

/// Reads a wave and writes its release: a line for each cell, a line for each figure, and a summary that says what the
/// auditor made of it.
///
/// # Errors
/// A line that cannot be read, with its number, or what is wrong with the plan.
pub fn protect(input: impl BufRead, mut output: impl Write) -> Result<(), Stop> {
    let wave = lines::read(input)?.open.close();
    let Audited { release, report, .. } = wave.release_audited(&[], Effort::default())?;
    let plan = release.plan();
    let mut write = |line: &Line<'_>| -> Result<(), Stop> {
        serde_json::to_writer(&mut output, line).map_err(Stop::Write)?;
        Ok(output.write_all(b"\n")?)
    };
    let shown: std::collections::BTreeSet<Cell> = release.shown().collect();
    let mut hidden = 0;
    for cell in release.cells() {
        let cell_name = name(plan, cell);
        if shown.contains(&cell) {
            write(&Line::Shown { cell: cell_name })?;
        } else {
            hidden += 1;
            let (Cell::Unit(unit) | Cell::Part(unit, ..)) = cell;
            let part_of = release
                .part_of(unit)
                .and_then(|u| plan.units().get(u as usize))
                .map(String::as_str);
            write(&Line::NotShown {
                cell: cell_name,
                part_of,
            })?;
        }
    }
    for (number, item) in plan.items().iter().enumerate() {
        for &cell in &shown {
            let Some(figure) = release.figure(cell, number) else {
                continue;
            };
            let Figure {
                n,
                mean,
                favourable,
                spread,
            } = figure.get();
            write(&Line::Figure {
                cell: name(plan, cell),
                item: &item.name,
                n: *n,
                mean: mean.map(Bound::from),
                favourable: favourable.map(Bound::from),
                deviation: spread.as_ref().map(|s| s.deviation),
                answers: spread.as_ref().map(|s| s.answers.as_slice()),
            })?;
        }
    }
    let threshold = plan.threshold();
    write(&Line::Summary {
        threshold: threshold.people(),
        spread: threshold.spread(),
        shown: shown.len(),
        not_shown: hidden,
        worked_out: report.findings.len(),
    })
}
