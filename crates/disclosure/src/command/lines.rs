//! The lines that go in: a plan, then people, then (for an audit) what was shown.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde::Deserialize;

use super::Stop;
use crate::{Answer, Error, Filter, Item, Open, Plan, Row, Threshold, Unit};

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    Threshold {
        people: u32,
        spread: u32,
    },
    Unit {
        id: String,
        parent: Option<String>,
    },
    Filter {
        name: String,
        categories: Vec<String>,
    },
    Item {
        name: String,
        low: i16,
        high: i16,
        favourable: i16,
        #[serde(default)]
        sheet: String,
        #[serde(default)]
        sensitive: bool,
    },
    Person {
        unit: String,
        #[serde(default)]
        leads: bool,
        #[serde(default)]
        categories: BTreeMap<String, String>,
        #[serde(default)]
        answers: BTreeMap<String, Given>,
    },
    Shown {
        unit: String,
        filter: Option<String>,
        category: Option<String>,
    },
}

/// A number, null for skipped, or `dont_know`. An item that is not mentioned was not asked.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Given {
    Value(i64),
    Word(Word),
    Skipped(()),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    DontKnow,
}

/// A shown cell by its names.
pub(super) struct Mention {
    pub line: usize,
    pub unit: String,
    pub part: Option<(String, String)>,
}

pub(super) struct Input {
    pub open: Open,
    pub shown: Vec<Mention>,
}

/// Longest line, in bytes: 200 items with long names fit.
const LONGEST: usize = 64 * 1024;

pub(super) fn read(mut input: impl BufRead) -> Result<Input, Stop> {
    let mut threshold = Threshold::default();
    let (mut units, mut filters, mut items) = (Vec::new(), Vec::new(), Vec::new());
    let mut open: Option<Open> = None;
    let mut shown = Vec::new();
    let mut text = Vec::new();
    for line in 1.. {
        text.clear();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
        if input.by_ref().take(most).read_until(b'\n', &mut text)? == 0 {
            break;
        }
        if text.len() > LONGEST {
            return Err(Stop::Long { line, limit: LONGEST });
        }
        if text.trim_ascii().is_empty() {
            continue;
        }
        let parsed: Line = serde_json::from_slice(&text).map_err(|source| Stop::Json { line, source })?;
        let late = |what| {
            if open.is_some() {
                Err(Stop::Late { line, what })
            } else {
                Ok(())
            }
        };
        match parsed {
            Line::Threshold { people, spread } => {
                late("a threshold")?;
                threshold = Threshold::new(people, spread).map_err(|source| Stop::Line { line, source })?;
            }
            Line::Unit { id, parent } => {
                late("a unit")?;
                units.push(Unit { id, parent });
            }
            Line::Filter { name, categories } => {
                late("a filter")?;
                filters.push(Filter { name, categories });
            }
            Line::Item {
                name,
                low,
                high,
                favourable,
                sheet,
                sensitive,
            } => {
                late("an item")?;
                items.push(Item {
                    name,
                    low,
                    high,
                    favourable,
                    sheet,
                    sensitive,
                });
            }
            Line::Person {
                unit,
                leads,
                categories,
                answers,
            } => {
                if open.is_none() {
                    open = Some(launch(threshold, &mut units, &mut filters, &mut items)?);
                }
                let Some(open) = open.as_mut() else {
                    return Err(Stop::Empty);
                };
                row(open.plan(), line, &unit, leads, categories, answers)
                    .and_then(|row| open.add(row))
                    .map_err(|source| Stop::Line { line, source })?;
            }
            Line::Shown { unit, filter, category } => {
                let part = match (filter, category) {
                    (None, None) => None,
                    (Some(filter), Some(category)) => Some((filter, category)),
                    (filter, category) => {
                        let name = filter.or(category).unwrap_or_default();
                        let source = Error::Unknown {
                            row: line,
                            what: "filter and category",
                            name,
                        };
                        return Err(Stop::Line { line, source });
                    }
                };
                shown.push(Mention { line, unit, part });
            }
        }
    }
    let open = match open {
        Some(open) => open,
        None if units.is_empty() => return Err(Stop::Empty),
        None => launch(threshold, &mut units, &mut filters, &mut items)?,
    };
    Ok(Input { open, shown })
}

fn launch(
    threshold: Threshold,
    units: &mut Vec<Unit>,
    filters: &mut Vec<Filter>,
    items: &mut Vec<Item>,
) -> Result<Open, Error> {
    let plan = Plan::new(
        threshold,
        std::mem::take(units),
        std::mem::take(filters),
        std::mem::take(items),
    )?;
    Ok(plan.launch())
}

fn row(
    plan: &Plan,
    line: usize,
    unit: &str,
    leads: bool,
    mut categories: BTreeMap<String, String>,
    mut answers: BTreeMap<String, Given>,
) -> Result<Row, Error> {
    let unknown = |what, name: &str| Error::Unknown {
        row: line,
        what,
        name: name.to_owned(),
    };
    let number = plan.unit(unit).ok_or_else(|| unknown("unit", unit))?;
    let mut chosen = Vec::with_capacity(plan.filters().len());
    for filter in plan.filters() {
        chosen.push(match categories.remove(&filter.name) {
            None => None,
            Some(category) => {
                let at = filter.categories.iter().position(|c| *c == category);
                Some(
                    at.and_then(|i| u16::try_from(i).ok())
                        .ok_or_else(|| unknown("category", &category))?,
                )
            }
        });
    }
    if let Some(filter) = categories.keys().next() {
        return Err(unknown("filter", filter));
    }
    let mut given = Vec::with_capacity(plan.items().len());
    for item in plan.items() {
        given.push(match answers.remove(&item.name) {
            None => Answer::NotAsked,
            Some(Given::Skipped(())) => Answer::Skipped,
            Some(Given::Word(Word::DontKnow)) => Answer::DontKnow,
            Some(Given::Value(value)) => {
                let (low, high) = (item.low, item.high);
                let wrong = || Error::Answer {
                    row: line,
                    item: item.name.clone(),
                    value,
                    low,
                    high,
                };
                Answer::Value(i16::try_from(value).map_err(|_| wrong())?)
            }
        });
    }
    if let Some(item) = answers.keys().next() {
        return Err(unknown("item", item));
    }
    Ok(Row {
        unit: number,
        leads,
        categories: chosen,
        answers: given,
    })
}
