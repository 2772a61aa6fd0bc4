//! A wave of answers: open, then closed, and figures only when it is closed.

use crate::Error;
use crate::plan::Plan;
use crate::space::Space;

/// What somebody did with a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Not put to this person: outside everything about the item.
    NotAsked,
    Skipped,
    DontKnow,
    Value(i16),
}

impl Answer {
    pub(crate) fn value(self) -> Option<i16> {
        if let Self::Value(v) = self { Some(v) } else { None }
    }
}

/// One invited person. There is no name and no number: rows are known by their place in the list only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The unit's number in the plan.
    pub unit: u32,
    /// Leads the unit: the answer belongs to the level above, never to the unit's own cell.
    pub leads: bool,
    /// A category, or none known, for each filter of the plan.
    pub categories: Vec<Option<u16>>,
    /// An answer for each item of the plan. Somebody who did not take part has only [`Answer::Skipped`].
    pub answers: Vec<Answer>,
}

/// A wave that takes answers. It shows nothing, not even how many there are.
#[derive(Clone, Debug)]
pub struct Open {
    plan: Plan,
    rows: Vec<Row>,
}

/// A wave that takes no more answers. A late answer has nowhere to go, and an erased one leaves what was shown as it is.
#[derive(Clone, Debug)]
pub struct Closed {
    pub(crate) plan: Plan,
    pub(crate) rows: Vec<Row>,
}

impl Open {
    pub(crate) fn new(plan: Plan) -> Self {
        Self { plan, rows: Vec::new() }
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// # Errors
    /// A unit, category or answer outside the plan, the wrong number of them, or more people than [`Space::MOST_PEOPLE`].
    pub fn add(&mut self, row: Row) -> Result<(), Error> {
        let number = self.rows.len();
        if number >= Space::MOST_PEOPLE as usize {
            return Err(Error::People {
                limit: Space::MOST_PEOPLE,
            });
        }
        let Plan {
            units, filters, items, ..
        } = &self.plan;
        if row.unit as usize >= units.len() {
            return Err(Error::UnitNumber {
                row: number,
                unit: row.unit,
                units: units.len(),
            });
        }
        for (what, found, wanted) in [
            ("categories", row.categories.len(), filters.len()),
            ("answers", row.answers.len(), items.len()),
        ] {
            if found != wanted {
                return Err(Error::Length {
                    row: number,
                    what,
                    found,
                    wanted,
                });
            }
        }
        for (category, filter) in row.categories.iter().zip(filters) {
            if let Some(category) = *category
                && category as usize >= filter.categories.len()
            {
                let filter_name = filter.name.clone();
                let categories = filter.categories.len();
                return Err(Error::CategoryNumber {
                    row: number,
                    filter: filter_name,
                    category,
                    categories,
                });
            }
        }
        for (answer, item) in row.answers.iter().zip(items) {
            if let Answer::Value(value) = *answer
                && !(item.low..=item.high).contains(&value)
            {
                let (item_name, value) = (item.name.clone(), i64::from(value));
                return Err(Error::Answer {
                    row: number,
                    item: item_name,
                    value,
                    low: item.low,
                    high: item.high,
                });
            }
        }
        self.rows.push(row);
        Ok(())
    }

    pub fn close(self) -> Closed {
        Closed {
            plan: self.plan,
            rows: self.rows,
        }
    }
}

impl Closed {
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Answered something; everybody does where nothing was asked.
    pub(crate) fn took_part(&self, row: u32) -> bool {
        let answers = &self.rows[row as usize].answers;
        answers.is_empty() || answers.iter().any(|a| a.value().is_some())
    }

    /// The unit whose cell a row belongs to: a leader's is the one above, the top leader's is none.
    pub(crate) fn place(&self, row: &Row) -> Option<u32> {
        if row.leads {
            self.plan.parent(row.unit)
        } else {
            Some(row.unit)
        }
    }
}
