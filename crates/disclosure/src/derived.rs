//! Figures made of figures: only of those that are shown.
//!
//! A centre line over twelve waves of which one is not shown would give that one away (twelve times the line, less the
//! others); so would an index over items, a benchmark, or a shrunken value made of hidden ones. The functions here take
//! [`Disclosed`] values and nothing else, so whatever they return follows from what everybody can see already.

use crate::release::{Disclosed, Figure};
use crate::{Release, Value};

/// Exact mean of a shown figure; None if it is not shown or only bounded.
pub fn mean(figure: Option<&Disclosed<Figure>>) -> Option<Disclosed<f64>> {
    match figure?.get().mean? {
        Value::Exact(mean) => Some(Disclosed::new(mean)),
        Value::AtLeast(_) | Value::AtMost(_) => None,
    }
}

/// Centre line of a series: the mean of the waves that are shown. Gaps stay gaps; None if no wave is shown.
pub fn centre_line(waves: &[Option<Disclosed<f64>>]) -> Option<Disclosed<f64>> {
    average(waves.iter().flatten().copied())
}

/// An index: the mean of its items' means, and nothing unless every one of them is shown.
pub fn index(items: &[Option<Disclosed<f64>>]) -> Option<Disclosed<f64>> {
    average(items.iter().copied().collect::<Option<Vec<_>>>()?.into_iter())
}

/// A benchmark: the mean of the comparable units that are shown. Units that are not shown are not in it.
pub fn benchmark(units: &[Option<Disclosed<f64>>]) -> Option<Disclosed<f64>> {
    average(units.iter().flatten().copied())
}

fn average(values: impl Iterator<Item = Disclosed<f64>>) -> Option<Disclosed<f64>> {
    let (mut sum, mut n) = (0.0, 0_u32);
    for value in values {
        sum += value.get();
        n += 1;
    }
    (n > 0).then(|| Disclosed::new(sum / f64::from(n)))
}

/// Empirical Bayes: the unit's mean drawn towards its parent's, θ = B·parent + (1 − B)·own with
/// B = (σ²/n) / (σ²/n + τ²). A unit that is not shown gets its parent's value (B = 1): with any other weight its own mean
/// could be solved for. None if the parent is not shown, or a variance is negative or not a number.
pub fn shrunken(
    own: Option<(Disclosed<f64>, u32)>,
    parent: Option<Disclosed<f64>>,
    within: f64,
    between: f64,
) -> Option<Disclosed<f64>> {
    let parent = *parent?.get();
    if !(within >= 0.0 && between >= 0.0) {
        return None;
    }
    let Some((own, n)) = own.filter(|(_, n)| *n > 0) else {
        return Some(Disclosed::new(parent));
    };
    let noise = within / f64::from(n);
    let weight = if noise + between > 0.0 {
        noise / (noise + between)
    } else {
        0.0
    };
    Some(Disclosed::new(weight * parent + (1.0 - weight) * own.get()))
}

/// What a wave's change must not come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    pub joined: u32,
    pub left: u32,
}

/// Change since the wave before. Not offered where one to k − 1 people joined or left: somebody who knows that the others
/// hardly changed would read the newcomer's answer. `now` is the later release, whose threshold counts.
pub fn change(
    now: &Release,
    before: Option<Disclosed<f64>>,
    after: Option<Disclosed<f64>>,
    moved: Moved,
) -> Option<Disclosed<f64>> {
    let k = now.plan().threshold().people();
    let few = |n: u32| (1..k).contains(&n);
    if few(moved.joined) || few(moved.left) {
        return None;
    }
    Some(Disclosed::new(after?.get() - before?.get()))
}
