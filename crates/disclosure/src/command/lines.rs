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
    Other(serde_json::Value),
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
    // Where each name was declared: a plan is only checked when all of it is there.
    let mut declared = BTreeMap::new();
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
        // Excel and Notepad begin a file with a byte order mark.
        let given = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text).trim_ascii();
        if !given.starts_with(b"{") {
            let start = String::from_utf8_lossy(given).chars().take(40).collect();
            return Err(Stop::NotALine { line, start });
        }
        let parsed: Line = serde_json::from_slice(given).map_err(|source| Stop::Json { line, source })?;
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
                declared.insert(id.clone(), line);
                units.push(Unit { id, parent });
            }
            Line::Filter { name, categories } => {
                late("a filter")?;
                declared.insert(name.clone(), line);
                declared.extend(categories.iter().map(|category| (category.clone(), line)));
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
                declared.insert(name.clone(), line);
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
                    open = Some(launch(threshold, &mut units, &mut filters, &mut items, &declared)?);
                }
                let Some(open) = open.as_mut() else {
                    return Err(Stop::Empty);
                };
                let row = row(open.plan(), line, &unit, leads, categories, answers)?;
                open.add(row).map_err(|source| Stop::Line { line, source })?;
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
        None => launch(threshold, &mut units, &mut filters, &mut items, &declared)?,
    };
    Ok(Input { open, shown })
}

fn launch(
    threshold: Threshold,
    units: &mut Vec<Unit>,
    filters: &mut Vec<Filter>,
    items: &mut Vec<Item>,
    declared: &BTreeMap<String, usize>,
) -> Result<Open, Stop> {
    let plan = Plan::new(
        threshold,
        std::mem::take(units),
        std::mem::take(filters),
        std::mem::take(items),
    );
    plan.map(Plan::launch).map_err(|source| {
        let name = match &source {
            Error::UnknownParent { unit, .. } | Error::Cycle { unit } => unit,
            Error::Twice { name, .. } | Error::Name { name, .. } => name,
            Error::Categories { filter, .. } => filter,
            Error::Scale { item, .. } => item,
            _ => return Stop::Wrong(source),
        };
        match declared.get(name) {
            Some(&line) => Stop::Line { line, source },
            None => Stop::Wrong(source),
        }
    })
}

fn row(
    plan: &Plan,
    line: usize,
    unit: &str,
    leads: bool,
    mut categories: BTreeMap<String, String>,
    mut answers: BTreeMap<String, Given>,
) -> Result<Row, Stop> {
    let unknown = |what, name: &str| Stop::Line {
        line,
        source: Error::Unknown {
            row: line,
            what,
            name: name.to_owned(),
        },
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
                Answer::Value(i16::try_from(value).map_err(|_| no_answer(line, item, value.to_string()))?)
            }
            Some(Given::Other(value)) => return Err(no_answer(line, item, value.to_string())),
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

fn no_answer(line: usize, item: &Item, given: String) -> Stop {
    Stop::Answer {
        line,
        item: item.name.clone(),
        given: given.chars().take(60).collect(),
        low: item.low,
        high: item.high,
    }
}
