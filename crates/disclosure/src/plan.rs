//! What is declared before a wave starts: thresholds, units, filters, items. Nothing of it changes afterwards.

use std::collections::{HashMap, VecDeque};

use crate::wave::Open;
use crate::{Error, Threshold};

/// A unit as it is handed in, in any order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    pub id: String,
    pub parent: Option<String>,
}

/// A filter that figures will be split by, within each unit and one filter at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filter {
    pub name: String,
    pub categories: Vec<String>,
}

/// A question with a scale of whole numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    pub name: String,
    pub low: i16,
    pub high: i16,
    /// Answers from here up are favourable.
    pub favourable: i16,
    /// Items of one sheet are shown for the same cells, decided by the people who answered all of them. Figures of an index
    /// belong on one sheet. Each further sheet costs another computation.
    pub sheet: String,
    /// Shares and means at the very end of the scale are shown as a bound.
    pub sensitive: bool,
}

/// A checked plan. Units are numbered so that a parent comes before its children.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    pub(crate) threshold: Threshold,
    pub(crate) units: Vec<String>,
    pub(crate) parent: Vec<Option<u32>>,
    pub(crate) filters: Vec<Filter>,
    pub(crate) items: Vec<Item>,
    pub(crate) number: HashMap<String, u32>,
}

impl Plan {
    pub const MOST_UNITS: usize = 20_000;
    pub const MOST_FILTERS: usize = 8;
    pub const MOST_CATEGORIES: usize = 50;
    pub const MOST_ITEMS: usize = 200;
    /// Widest scale, in steps.
    pub const WIDEST: i16 = 20;
    /// Longest name, in bytes.
    pub const LONGEST: usize = 200;

    /// # Errors
    /// Each rule has its own variant of [`Error`], with the unit, filter or item that breaks it.
    pub fn new(threshold: Threshold, units: Vec<Unit>, filters: Vec<Filter>, items: Vec<Item>) -> Result<Self, Error> {
        check_filters(&filters)?;
        check_items(&items)?;
        let (units, parent) = arrange(units)?;
        let number = (0..).zip(&units).map(|(i, id)| (id.clone(), i)).collect();
        Ok(Self {
            threshold,
            units,
            parent,
            filters,
            items,
            number,
        })
    }

    /// Starts the wave. The plan is gone: thresholds, filters and units are frozen.
    pub fn launch(self) -> Open {
        Open::new(self)
    }

    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// A unit's number.
    pub fn unit(&self, id: &str) -> Option<u32> {
        self.number.get(id).copied()
    }

    pub fn units(&self) -> &[String] {
        &self.units
    }

    pub fn parent(&self, unit: u32) -> Option<u32> {
        self.parent.get(unit as usize).copied().flatten()
    }

    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

fn name(what: &'static str, name: &str) -> Result<(), Error> {
    let limit = Plan::LONGEST;
    if name.trim().is_empty() || name.len() > limit {
        let short = name.chars().take(60).collect();
        return Err(Error::Name {
            what,
            name: short,
            limit,
        });
    }
    Ok(())
}

fn distinct<'a>(what: &'static str, names: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let mut seen = std::collections::HashSet::new();
    for n in names {
        name(what, n)?;
        if !seen.insert(n) {
            return Err(Error::Twice { what, name: n.clone() });
        }
    }
    Ok(())
}

fn at_most(what: &'static str, found: usize, limit: usize) -> Result<(), Error> {
    if found > limit {
        Err(Error::TooMany { what, found, limit })
    } else {
        Ok(())
    }
}

fn check_filters(filters: &[Filter]) -> Result<(), Error> {
    at_most("filters", filters.len(), Plan::MOST_FILTERS)?;
    distinct("filter", filters.iter().map(|f| &f.name))?;
    for filter in filters {
        let found = filter.categories.len();
        if found == 0 || found > Plan::MOST_CATEGORIES {
            return Err(Error::Categories {
                filter: filter.name.clone(),
                found,
                limit: Plan::MOST_CATEGORIES,
            });
        }
        distinct("category", filter.categories.iter())?;
    }
    Ok(())
}

fn check_items(items: &[Item]) -> Result<(), Error> {
    at_most("items", items.len(), Plan::MOST_ITEMS)?;
    distinct("item", items.iter().map(|i| &i.name))?;
    for Item {
        name,
        low,
        high,
        favourable,
        ..
    } in items
    {
        let steps = high.checked_sub(*low);
        if steps.is_none_or(|s| !(1..=Plan::WIDEST).contains(&s)) || favourable <= low || favourable > high {
            return Err(Error::Scale {
                item: name.clone(),
                low: *low,
                high: *high,
                favourable: *favourable,
            });
        }
    }
    Ok(())
}

/// Parents before children, breadth first; within a parent in the order handed in.
fn arrange(units: Vec<Unit>) -> Result<(Vec<String>, Vec<Option<u32>>), Error> {
    if units.is_empty() {
        return Err(Error::None { what: "units" });
    }
    at_most("units", units.len(), Plan::MOST_UNITS)?;
    distinct("unit", units.iter().map(|u| &u.id))?;
    let place: HashMap<&str, usize> = units.iter().enumerate().map(|(i, u)| (u.id.as_str(), i)).collect();
    let mut children = vec![Vec::new(); units.len()];
    let mut queue = VecDeque::new();
    let mut above = vec![None; units.len()];
    for (i, unit) in units.iter().enumerate() {
        match &unit.parent {
            None => queue.push_back(i),
            Some(parent) => {
                let Some(&p) = place.get(parent.as_str()) else {
                    return Err(Error::UnknownParent {
                        unit: unit.id.clone(),
                        parent: parent.clone(),
                    });
                };
                children[p].push(i);
                above[i] = Some(p);
            }
        }
    }
    let mut number: Vec<Option<u32>> = vec![None; units.len()];
    let mut order = Vec::with_capacity(units.len());
    while let Some(i) = queue.pop_front() {
        number[i] = u32::try_from(order.len()).ok();
        order.push(i);
        queue.extend(&children[i]);
    }
    if let Some(mut i) = number.iter().position(Option::is_none) {
        // Whoever is not reached from a top lies on or under a circle; going up far enough ends on it.
        for _ in 0..units.len() {
            i = above[i].unwrap_or(i);
        }
        return Err(Error::Cycle {
            unit: units[i].id.clone(),
        });
    }
    let parent = order.iter().map(|&i| above[i].and_then(|p| number[p])).collect();
    Ok((order.into_iter().map(|i| units[i].id.clone()).collect(), parent))
}
