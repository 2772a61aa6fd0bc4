//! A unit's history: what it was called, what kind it was and where it lay, stretch after stretch.

use crate::{Day, PeriodId, UnitId};

/// What a unit is like for a while.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    pub name: String,
    pub kind: String,
    pub parent: Option<UnitId>,
}

/// A shape from a day (inclusive) to a day (exclusive). One of no days holds on no day: it was overtaken before it began.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
    pub id: PeriodId,
    pub from: Day,
    pub to: Option<Day>,
    pub shape: Shape,
}

impl Period {
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| to > day)
    }

    /// Whether it holds on `day` or on any day after it.
    #[must_use]
    pub fn reaches(&self, day: Day) -> bool {
        self.to.is_none_or(|to| to > day && to > self.from)
    }
}

/// What is to be written to make a history say something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// The period ends on this day instead.
    End {
        period: PeriodId,
        on: Day,
    },
    Begin(Period),
    /// The period had this shape all along.
    Reshape {
        period: PeriodId,
        shape: Shape,
    },
}

/// The unit is not there on that day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the unit is not there on {0}")]
pub struct NotThen(pub Day);

/// Gives a unit another shape from a day on. What was planned for later stays planned: a later period keeps what it
/// changes itself, and takes over what it only carried on.
pub fn change(periods: &[Period], from: Day, to: &Shape, new: PeriodId) -> Result<Vec<Edit>, NotThen> {
    let current = periods.iter().find(|p| p.holds(from)).ok_or(NotThen(from))?;
    let before = &current.shape;
    if before == to {
        return Ok(Vec::new());
    }
    let mut edits = if current.from == from {
        vec![Edit::Reshape {
            period: current.id,
            shape: to.clone(),
        }]
    } else {
        let begins = Period {
            id: new,
            from,
            to: current.to,
            shape: to.clone(),
        };
        vec![
            Edit::End {
                period: current.id,
                on: from,
            },
            Edit::Begin(begins),
        ]
    };
    let mut later: Vec<&Period> = periods.iter().filter(|p| p.from > from && p.reaches(from)).collect();
    later.sort_by_key(|p| p.from);
    let (mut name, mut kind, mut parent) = (true, true, true);
    for period in later {
        name &= period.shape.name == before.name;
        kind &= period.shape.kind == before.kind;
        parent &= period.shape.parent == before.parent;
        let shape = Shape {
            name: if name { &to.name } else { &period.shape.name }.clone(),
            kind: if kind { &to.kind } else { &period.shape.kind }.clone(),
            parent: if parent { to.parent } else { period.shape.parent },
        };
        if shape != period.shape {
            edits.push(Edit::Reshape {
                period: period.id,
                shape,
            });
        }
    }
    Ok(edits)
}

/// Closes a unit on a day, the first day without it. What was planned for later is given up.
pub fn close(periods: &[Period], on: Day) -> Result<Vec<Edit>, NotThen> {
    // Closing on the day after the last is what it does already.
    periods.iter().find(|p| p.holds(on)).ok_or(NotThen(on))?;
    let reached = periods.iter().filter(|p| p.reaches(on));
    Ok(reached
        .map(|p| Edit::End {
            period: p.id,
            on: on.max(p.from),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn id(n: u128) -> PeriodId {
        PeriodId(Uuid::from_u128(n))
    }

    fn shape(name: &str, parent: u128) -> Shape {
        Shape {
            name: name.into(),
            kind: "team".into(),
            parent: Some(UnitId(Uuid::from_u128(parent))),
        }
    }

    fn period(n: u128, from: &str, to: Option<&str>, shape: Shape) -> Period {
        Period {
            id: id(n),
            from: day(from),
            to: to.map(day),
            shape,
        }
    }

    #[test]
    fn a_change_ends_one_period_and_begins_another() {
        let periods = [period(1, "2019-01-01", None, shape("Nord", 1))];
        let edits = change(&periods, day("2026-05-01"), &shape("Nordvest", 1), id(9)).unwrap();
        let begins = period(9, "2026-05-01", None, shape("Nordvest", 1));
        assert_eq!(
            edits,
            [
                Edit::End {
                    period: id(1),
                    on: day("2026-05-01")
                },
                Edit::Begin(begins)
            ]
        );
        assert_eq!(
            change(&periods, day("2026-05-01"), &shape("Nord", 1), id(9)),
            Ok(vec![])
        );
        assert_eq!(
            change(&periods, day("2018-01-01"), &shape("Syd", 1), id(9)),
            Err(NotThen(day("2018-01-01")))
        );
    }

    #[test]
    fn a_second_change_of_the_same_day_is_a_correction() {
        let periods = [period(1, "2026-05-01", None, shape("Nrod", 1))];
        let edits = change(&periods, day("2026-05-01"), &shape("Nord", 1), id(9)).unwrap();
        assert_eq!(
            edits,
            [Edit::Reshape {
                period: id(1),
                shape: shape("Nord", 1)
            }]
        );
    }

    #[test]
    fn a_planned_move_stays_and_takes_the_new_name_with_it() {
        let periods = [
            period(1, "2019-01-01", Some("2027-01-01"), shape("Nord", 1)),
            period(2, "2027-01-01", Some("2028-01-01"), shape("Nord", 2)),
            period(3, "2028-01-01", None, shape("Centrum", 2)),
        ];
        let edits = change(&periods, day("2026-05-01"), &shape("Nordvest", 1), id(9)).unwrap();
        assert_eq!(
            edits[2..],
            [Edit::Reshape {
                period: id(2),
                shape: shape("Nordvest", 2)
            }]
        );
    }

    #[test]
    fn closing_gives_up_what_was_planned() {
        let periods = [
            period(1, "2019-01-01", Some("2027-01-01"), shape("Nord", 1)),
            period(2, "2027-01-01", None, shape("Nord", 2)),
        ];
        let edits = close(&periods, day("2026-12-01")).unwrap();
        let ends = [(1, "2026-12-01"), (2, "2027-01-01")].map(|(n, on)| Edit::End {
            period: id(n),
            on: day(on),
        });
        assert_eq!(edits, ends);
        assert!(close(&periods, day("2018-12-01")).is_err());
    }
}
