//! What people have decided about a series: which way is better, the target, the baseline, the phases.

use crate::error::{Bad, Field, number};
use crate::series::Series;

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Neither: a sign of activity, or one whose meaning is not agreed.
    #[default]
    Neither,
}

/// What is aimed at, in the unit that the chart shows (after [`Plan::scale`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Target {
    /// None.
    #[default]
    None,
    /// The same all the time.
    Fixed(f64),
    /// One for each place; `None` where there was no target.
    Each(Vec<Option<f64>>),
}

/// A new start: from here the limits are calculated anew, because something is known to have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The first place of the phase, counted from 0.
    pub from: usize,
    /// What changed. Never empty: a new start without a reason hides a signal.
    pub reason: String,
    /// How many of its first points its limits are calculated from; all of them if none.
    pub baseline: Option<usize>,
}

/// A point that the limits are calculated without, because its cause is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The place, counted from 0.
    pub at: usize,
    /// The cause. Never empty.
    pub reason: String,
}

/// What people have decided about a series. Without any decision: [`Plan::default`].
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Which way is better.
    pub direction: Direction,
    /// What is aimed at.
    pub target: Target,
    /// How many of the first points the limits of the first phase are calculated from; all of its points if none.
    pub baseline: Option<usize>,
    /// New starts, in time order.
    pub phases: Vec<Phase>,
    /// Points that the limits are calculated without.
    pub excluded: Vec<Exclusion>,
    /// What values and limits are multiplied by when they are shown: 100 for per cent, 10,000 for "per 10,000".
    pub scale: f64,
    /// How many periods each value is an average of, when the values are rolling averages. Such a series is refused:
    /// in a 12-month rolling mean of pure chance, 98 of 100 charts of 24 points show a signal.
    pub rolling: Option<usize>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            direction: Direction::Neither,
            target: Target::None,
            baseline: None,
            phases: Vec::new(),
            excluded: Vec::new(),
            scale: 1.0,
            rolling: None,
        }
    }
}

/// Fewer points than this say nothing of the spread; the peers' advice is the same.
pub const SHORTEST_BASELINE: usize = 12;

/// A part of the axis with its own limits, checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub from: usize,
    /// The place after the last.
    pub to: usize,
    pub baseline: Option<usize>,
}

impl Plan {
    /// Checks the plan against the series and divides the axis into stretches.
    pub(crate) fn stretches(&self, series: &Series) -> Result<Vec<Stretch>, Bad> {
        let places = series.len();
        number(Field::Scale, 0, self.scale)?;
        if self.scale < 1e-9 {
            return Err(Bad::NotPositive {
                field: Field::Scale,
                at: 0,
                value: self.scale,
            });
        }
        match &self.target {
            Target::None => {}
            Target::Fixed(target) => {
                number(Field::Target, 0, *target)?;
            }
            Target::Each(targets) => {
                if targets.len() != places {
                    return Err(Bad::Lengths {
                        field: Field::Target,
                        expected: places,
                        given: targets.len(),
                    });
                }
                for (at, target) in targets.iter().enumerate() {
                    target.map(|target| number(Field::Target, at, target)).transpose()?;
                }
            }
        }
        if self.excluded.len() > places {
            return Err(Bad::TooMany {
                field: Field::Value,
                given: self.excluded.len(),
                most: places,
            });
        }
        for exclusion in &self.excluded {
            if exclusion.at >= places {
                return Err(Bad::NoSuchPlace {
                    at: exclusion.at,
                    places,
                });
            }
            if exclusion.reason.trim().is_empty() {
                return Err(Bad::ReasonMissing { at: exclusion.at });
            }
        }
        let mut stretches = Vec::with_capacity(self.phases.len() + 1);
        let mut open = Stretch {
            from: 0,
            to: places,
            baseline: self.baseline,
        };
        for (index, phase) in self.phases.iter().enumerate() {
            if phase.from <= open.from || phase.from >= places {
                return Err(Bad::PhaseStart {
                    phase: index,
                    from: phase.from,
                    after: open.from,
                    before: places,
                });
            }
            if phase.reason.trim().is_empty() {
                return Err(Bad::ReasonMissing { at: phase.from });
            }
            stretches.push(Stretch { to: phase.from, ..open });
            open = Stretch {
                from: phase.from,
                to: places,
                baseline: phase.baseline,
            };
        }
        stretches.push(open);
        for given in stretches.iter().filter_map(|stretch| stretch.baseline) {
            // Longer than its phase is allowed: the plan may be older than the points it waits for.
            if given < SHORTEST_BASELINE {
                return Err(Bad::Baseline {
                    given,
                    least: SHORTEST_BASELINE,
                });
            }
        }
        Ok(stretches)
    }

    /// The target at a place, in the unit that the chart shows.
    pub fn target_at(&self, place: usize) -> Option<f64> {
        match &self.target {
            Target::None => None,
            Target::Fixed(target) => Some(*target),
            Target::Each(targets) => targets.get(place).copied().flatten(),
        }
    }

    pub(crate) fn excludes(&self, place: usize) -> bool {
        self.excluded.iter().any(|exclusion| exclusion.at == place)
    }
}
