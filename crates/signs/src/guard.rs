//! What keeps a chart from saying more than its data can.

use crate::kind::Kind;
use crate::limits::Dot;
use crate::number::{f, mean, median, same, sum};

/// Why no limits are drawn, though there are points enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// More than half of the points have the same value, so that moving ranges are mostly zero and limits drawn from
    /// them would flag nearly every point.
    Sparse {
        /// The value that most points have, before scaling.
        value: f64,
        /// The share of points that have it.
        share: f64,
    },
    /// The values are rolling averages of so many periods.
    Rolling {
        /// How many periods each value is an average of.
        periods: usize,
    },
    /// The points that the limits are calculated from do not vary, and later ones differ.
    FlatBaseline,
    /// No point is left to calculate from.
    NoBaseline,
    /// No two neighbouring periods are known.
    NoNeighbours,
    /// No sample has more than one value.
    NoSpread,
}

/// What whoever reads the chart should know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caution {
    /// Few events are expected in a period: exact limits were taken, and a chart of the time (t) or the cases (g)
    /// between events would show more.
    FewEvents,
    /// Neighbouring values resemble each other as in a rolling average or a slow drift: limits are too narrow, and the
    /// chance of a false signal is far higher than shown.
    Smooth {
        /// Lag-one correlation of the values.
        values: f64,
        /// Lag-one correlation of the steps between them; −0.5 for independent values, 0 for a rolling average.
        steps: f64,
    },
    /// Every point signalled: there are two levels, and the centre line describes neither. Points before the change
    /// lost their signals; a new phase from there is suggested.
    TwoLevels {
        /// The first place of the new level.
        from: usize,
    },
    /// Every point signals, and the profile asks for labels as the peer gives them. Never where many neighbours are equal.
    EveryPointSignals,
}

/// Whether the dots are mostly one value, again and again, so that moving ranges say nothing.
///
/// More than half have the value, and more than half of the neighbours are equal: values that go up and down between
/// two figures vary all the time. One lasting step from one level to another is not sparse either.
pub(crate) fn sparse(kind: Kind, dots: &[Dot]) -> Option<Refusal> {
    // The other charts know how few events vary (p, u, c, g), or do not use limits (run).
    if !matches!(
        kind,
        Kind::Xmr | Kind::Mr | Kind::IPrime | Kind::T | Kind::PPrime | Kind::UPrime
    ) {
        return None;
    }
    let steps = || {
        dots.windows(2)
            .enumerate()
            .filter(|(_, pair)| !same(pair[0].value, pair[1].value))
    };
    let changes = steps().count();
    if 2 * changes >= dots.len() - 1 {
        return None;
    }
    let lasting = |index: usize| index + 1 >= LASTING && dots.len() - index > LASTING;
    if changes == 1 && steps().all(|(index, _)| lasting(index)) {
        return None;
    }
    // Majority vote (Boyer & Moore 1981): whatever more than half have is the candidate left over.
    let (mut candidate, mut votes) = (0.0_f64, 0_usize);
    for dot in dots {
        if votes == 0 {
            (candidate, votes) = (dot.value, 1);
        } else if same(candidate, dot.value) {
            votes += 1;
        } else {
            votes -= 1;
        }
    }
    let share = f(dots.iter().filter(|dot| same(candidate, dot.value)).count()) / f(dots.len());
    (share > 0.5).then_some(Refusal::Sparse {
        value: candidate,
        share,
    })
}

/// Whether so many neighbours are equal that limits from their ranges may be an artefact: counts of rare events, or two
/// levels without variation. Measured values hardly ever repeat; of counts around six, one pair in nine does.
pub(crate) fn coarse(dots: &[Dot]) -> bool {
    let equal = dots
        .windows(2)
        .filter(|pair| same(pair[0].value, pair[1].value))
        .count();
    4 * equal >= dots.len() - 1
}

/// A level lasts from so many points on, as a shift does.
const LASTING: usize = 7;

/// Whether all values are the same apart from rounding.
pub(crate) fn constant(dots: &[Dot]) -> bool {
    dots.iter().all(|dot| same(dot.value, dots[0].value))
}

/// Fewer points than this have correlations too uncertain to mention.
const SMOOTH_FROM: usize = 18;

/// Whether neighbours resemble each other more than chance and a change of level explain.
///
/// The values are taken around the two levels that fit best, so that a change of level does not count. A rolling
/// average raises the correlation of the values and that of the steps between them. Steps are cut at 3.267 times their
/// median, so that one large step does not decide.
pub(crate) fn smooth(dots: &[Dot]) -> Option<Caution> {
    if dots.len() < SMOOTH_FROM || dots.iter().any(|dot| dot.after_gap) {
        return None;
    }
    let (early, late) = dots.split_at(change_of_level(dots)?);
    let (of_early, of_late) = (
        mean(early.iter().map(|dot| dot.value))?,
        mean(late.iter().map(|dot| dot.value))?,
    );
    let rest = |index: usize| dots[index].value - if index < early.len() { of_early } else { of_late };
    let products: f64 = (1..dots.len()).map(|index| rest(index - 1) * rest(index)).sum();
    let values = products / (0..dots.len()).map(|index| rest(index) * rest(index)).sum::<f64>();
    // The cheaper of the two is asked first: it ends the question for nearly all series.
    if values.is_nan() || values < ALIKE {
        return None;
    }
    let mut steps: Vec<f64> = dots.windows(2).map(|pair| pair[1].value - pair[0].value).collect();
    let cut = 3.267 * median(&mut steps.iter().map(|step| step.abs()).collect::<Vec<_>>())?;
    for step in &mut steps {
        *step = step.clamp(-cut, cut);
    }
    let steps = sum(steps.windows(2).map(|pair| pair[0] * pair[1])) / sum(steps.iter().map(|step| step * step));
    (steps > SMOOTH_STEPS).then_some(Caution::Smooth { values, steps })
}

/// Neighbours with a correlation of this and more are alike.
const ALIKE: f64 = 0.3;
/// Steps of independent values have a correlation of −0.5, those of a rolling average 0.
const SMOOTH_STEPS: f64 = -0.25;

/// Where the dots are best divided into two levels: the index of the first dot of the later one. Both have at least
/// two dots.
pub(crate) fn change_of_level(dots: &[Dot]) -> Option<usize> {
    let total = mean(dots.iter().map(|dot| dot.value))?;
    let mut before = 0.0;
    let mut best = (0.0, None);
    for (index, dot) in dots.iter().enumerate().take(dots.len().checked_sub(2)?) {
        before += dot.value - total;
        let (n, rest) = (f(index + 1), f(dots.len() - index - 1));
        // The sum of squares that two means explain more than one does.
        let explained = before * before * (1.0 / n + 1.0 / rest);
        if index >= 1 && explained > best.0 {
            best = (explained, Some(index + 1));
        }
    }
    best.1
}
