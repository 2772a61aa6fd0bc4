//! The rules that find special causes.

use crate::limits::{Dot, Limits, Line};
use crate::profile::{Profile, Ties};
use crate::runs::{Runs, Side};

/// A rule, in the order in which it gives a point its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Beyond an outer limit.
    Outside,
    /// Part of a trend.
    Trend,
    /// One of two of three neighbours near the same limit.
    TwoOfThree,
    /// Part of a shift: a run on one side of the centre line.
    Shift,
}

/// What the rules found at a point: the side, by rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Beyond an outer limit.
    pub outside: Option<Side>,
    /// Part of a rising (high) or falling (low) trend.
    pub trend: Option<Side>,
    /// One of two of three near a limit.
    pub two_of_three: Option<Side>,
    /// Part of a run on one side.
    pub shift: Option<Side>,
}

impl Signals {
    /// Whether any rule found the point.
    pub const fn any(&self) -> bool {
        self.outside.is_some() || self.trend.is_some() || self.two_of_three.is_some() || self.shift.is_some()
    }

    /// The rules that found the point, the one that gives the label first.
    pub fn each(&self) -> impl Iterator<Item = (Rule, Side)> + use<> {
        [
            self.outside.map(|side| (Rule::Outside, side)),
            self.trend.map(|side| (Rule::Trend, side)),
            self.two_of_three.map(|side| (Rule::TwoOfThree, side)),
            self.shift.map(|side| (Rule::Shift, side)),
        ]
        .into_iter()
        .flatten()
    }
}

/// A point as the rules see it.
#[derive(Clone, Copy)]
struct Seen {
    /// Which of the dots it is.
    dot: usize,
    value: f64,
    side: Option<Side>,
    limits: Option<Limits>,
}

/// Finds the signals of one phase. `order` tells whether the rules about neighbours apply.
pub(crate) fn find(profile: &Profile, order: bool, dots: &[Dot], lines: &[Line]) -> (Vec<Signals>, Option<Runs>) {
    let mut signals: Vec<Signals> = dots
        .iter()
        .zip(lines)
        .map(|(dot, line)| Signals {
            outside: outside(dot.value, line),
            ..Signals::default()
        })
        .collect();
    let seen: Vec<Seen> = dots
        .iter()
        .zip(lines)
        .enumerate()
        .filter(|(_, (dot, _))| dot.runs)
        .map(|(index, (dot, line))| Seen {
            dot: index,
            value: dot.value,
            side: Side::of(dot.value, line.pivot),
            limits: line.limits,
        })
        .collect();
    let runs = Runs::count(seen.iter().map(|point| point.side));
    if order {
        if let Some(length) = profile.shift {
            shift(&seen, length, &mut signals);
        }
        if let Some(length) = profile.trend {
            trend(&seen, length, profile.ties, &mut signals);
        }
        if let Some(rule) = profile.two_of_three {
            two_of_three(&seen, rule.outer_counts, rule.same_side, &mut signals);
        }
        if let Some(runs) = runs.filter(|runs| profile.runs && runs.too_long()) {
            let (first, last) = runs.where_longest;
            for point in seen[first..=last].iter().filter(|point| point.side.is_some()) {
                signals[point.dot].shift = point.side;
            }
        }
    }
    (signals, runs)
}

fn outside(value: f64, line: &Line) -> Option<Side> {
    let limits = line.limits?;
    if value > limits.upper {
        Some(Side::High)
    } else if value < limits.lower {
        Some(Side::Low)
    } else {
        None
    }
}

/// Marks every run of at least `length` on one side. A point on the centre line ends the run.
fn shift(seen: &[Seen], length: usize, signals: &mut [Signals]) {
    for run in seen.chunk_by(|a, b| a.side == b.side) {
        if run.len() >= length && run[0].side.is_some() {
            for point in run {
                signals[point.dot].shift = point.side;
            }
        }
    }
}

/// Marks every trend of at least `length` points. Where a falling trend follows a rising one, the point between them
/// belongs to the later.
fn trend(seen: &[Seen], length: usize, ties: Ties, signals: &mut [Signals]) {
    let mut passed: Vec<Seen> = Vec::new();
    let points = if ties == Ties::Ignore {
        #[expect(clippy::float_cmp, reason = "a tie is the very same value")]
        for point in seen {
            if passed.last().is_none_or(|last| last.value != point.value) {
                passed.push(*point);
            }
        }
        &passed
    } else {
        seen
    };
    let mut first = 0;
    while first + 1 < points.len() {
        let Some(side) = Side::of(points[first + 1].value, points[first].value) else {
            first += 1;
            continue;
        };
        let mut last = first + 1;
        while last + 1 < points.len() && Side::of(points[last + 1].value, points[last].value) == Some(side) {
            last += 1;
        }
        if last - first + 1 >= length {
            for point in &points[first..=last] {
                signals[point.dot].trend = Some(side);
            }
        }
        first = last;
    }
}

/// Marks the points beyond a near limit that are two of three neighbours. Without `same_side` the third point may lie
/// anywhere but beyond the opposite near limit, and the first two points of a phase are a window of their own.
fn two_of_three(seen: &[Seen], outer_counts: bool, same_side: bool, signals: &mut [Signals]) {
    let near = |point: &Seen| {
        let limits = point.limits?;
        let side = if point.value > limits.near_upper {
            Side::High
        } else if point.value < limits.near_lower {
            Side::Low
        } else {
            return None;
        };
        let beyond = point.value > limits.upper || point.value < limits.lower;
        (outer_counts || !beyond).then_some(side)
    };
    let mut mark = |window: &[Seen]| {
        for side in [Side::High, Side::Low] {
            let other = if side == Side::High { Side::Low } else { Side::High };
            let on_side = window.iter().all(|point| point.side == Some(side));
            let opposite = window.iter().any(|point| near(point) == Some(other));
            let beyond = || window.iter().filter(|point| near(point) == Some(side));
            if beyond().count() >= 2 && if same_side { on_side } else { !opposite } {
                for point in beyond() {
                    signals[point.dot].two_of_three = Some(side);
                }
            }
        }
    };
    if !same_side && seen.len() >= 2 {
        mark(&seen[..2]);
    }
    for window in seen.windows(3) {
        mark(window);
    }
}
