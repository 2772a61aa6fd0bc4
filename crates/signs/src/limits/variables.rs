//! Limits from how measured values vary: moving ranges, and the spread inside samples.

use super::{Dot, Limits, Line};
use crate::guard::Refusal;
use crate::number::{Sum, c4, mean, same};
use crate::profile::Profile;
use crate::series::Data;

/// The mean moving range of two normal values, in standard deviations (d2 for n = 2).
const RANGE_OF_TWO: f64 = 1.128;
/// The upper limit of a moving range, in mean moving ranges (D4 for n = 2).
pub(super) const RANGE_LIMIT: f64 = 3.267;
/// Time between events, raised to this, is nearly normal when the events come by chance (Nelson 1994).
const TIME_POWER: f64 = 3.6;

/// The mean of the moving ranges of `z` over the baseline. A point left out is stepped over; a missing period is not,
/// since two values far apart in time may differ for more than chance.
pub(super) fn mean_range(dots: &[Dot], profile: &Profile, z: impl Fn(&Dot) -> f64) -> Result<f64, Refusal> {
    mean_step(dots, profile, |before, dot| (z(dot) - z(before)).abs())
}

/// The mean of `step` over neighbours of the baseline, screened if the profile asks for it. Where screening leaves
/// nothing but zeros, all steps are taken: limits of no width would flag every point.
fn mean_step(dots: &[Dot], profile: &Profile, step: impl Fn(&Dot, &Dot) -> f64) -> Result<f64, Refusal> {
    let each = |take: &mut dyn FnMut(f64)| {
        let mut before: Option<&Dot> = None;
        for dot in dots {
            if dot.after_gap {
                before = None;
            }
            if dot.base {
                if let Some(before) = before {
                    take(step(before, dot));
                }
                before = Some(dot);
            }
        }
    };
    let mut all = Sum::default();
    each(&mut |range| all.add(range));
    let average = all.mean().ok_or(Refusal::NoNeighbours)?;
    if average <= 0.0 {
        return Err(Refusal::FlatBaseline);
    }
    if profile.screen {
        let mut kept = Sum::default();
        let limit = RANGE_LIMIT * average;
        each(&mut |range| {
            if range < limit {
                kept.add(range);
            }
        });
        if let Some(screened) = kept.mean()
            && screened > 0.0
        {
            return Ok(screened);
        }
    }
    Ok(average)
}

/// Time between events: the values are made nearly normal, charted as single values, and brought back.
pub(super) fn time_between(dots: &[Dot], profile: &Profile) -> Result<Line, Refusal> {
    let even = |dot: &Dot| dot.value.powf(1.0 / TIME_POWER);
    let centre = mean(dots.iter().filter(|dot| dot.base).map(even)).ok_or(Refusal::NoBaseline)?;
    let sigma = mean_range(dots, profile, even)? / RANGE_OF_TWO;
    let back = |x: f64| x.max(0.0).powf(TIME_POWER);
    let middle = back(centre);
    Ok(Line {
        centre: middle,
        pivot: middle,
        limits: Some(Limits::around(centre, sigma).map(back)),
    })
}

/// Changing denominators: each step between neighbours is measured against what their sizes explain (Taylor 2018).
/// s = √(π/2)·|rᵢ − rᵢ₋₁| / √(1/nᵢ + 1/nᵢ₋₁); σᵢ = mean(s)/√nᵢ.
pub(super) fn i_prime(dots: &[Dot], profile: &Profile, centre: f64, data: Data) -> Result<Vec<Line>, Refusal> {
    let spread = mean_step(dots, profile, |before, dot| {
        std::f64::consts::FRAC_PI_2.sqrt() * (dot.value - before.value).abs()
            / (1.0 / dot.size + 1.0 / before.size).sqrt()
    })?;
    Ok(dots
        .iter()
        .map(|dot| Line::around(centre, spread / dot.size.sqrt(), data))
        .collect())
}

/// Very large denominators: the limits of chance alone, widened (or narrowed) by how far neighbours really lie apart
/// (Laney 2002). z = (r − centre)/σ; limits centre ± 3σ·mean range of z/1.128.
pub(super) fn laney(
    dots: &[Dot],
    profile: &Profile,
    centre: f64,
    sigma: impl Fn(&Dot) -> f64,
    data: Data,
) -> Result<Vec<Line>, Refusal> {
    if centre <= 0.0 || (data == Data::Shares && centre >= 1.0) {
        return Err(Refusal::FlatBaseline);
    }
    let widening = mean_range(dots, profile, |dot| (dot.value - centre) / sigma(dot))? / RANGE_OF_TWO;
    Ok(dots
        .iter()
        .map(|dot| Line::around(centre, sigma(dot) * widening, data))
        .collect())
}

/// The spread inside the samples of the baseline: the mean of their standard deviations when all samples are of one
/// size (Montgomery 6.29), else pooled (6.31).
fn spread_inside(dots: &[Dot]) -> Result<f64, Refusal> {
    let equal = dots.iter().all(|dot| same(dot.size, dots[0].size));
    let samples = || {
        dots.iter()
            .filter(|dot| dot.base)
            .filter_map(|dot| Some((dot.size - 1.0, dot.spread?)))
    };
    let spread = if equal {
        mean(samples().map(|(_, spread)| spread))
    } else {
        let freedom: Sum = samples().map(|(freedom, _)| freedom).collect();
        let total: Sum = samples().map(|(freedom, spread)| freedom * spread * spread).collect();
        (freedom.terms() > 0).then(|| (total.value() / freedom.value()).sqrt())
    };
    match spread {
        None => Err(Refusal::NoSpread),
        Some(spread) if spread <= 0.0 => Err(Refusal::FlatBaseline),
        Some(spread) => Ok(spread),
    }
}

/// Means of samples: limits mean ± 3·s/(c4·√n). A sample of one has no limits.
pub(super) fn means_of_samples(dots: &[Dot]) -> Result<Vec<Line>, Refusal> {
    let base = || dots.iter().filter(|dot| dot.base);
    let centre =
        base().map(|dot| dot.count).collect::<Sum>().value() / base().map(|dot| dot.size).collect::<Sum>().value();
    let spread = spread_inside(dots)?;
    Ok(dots
        .iter()
        .map(|dot| {
            let limits = (dot.size >= 2.0).then(|| Limits::around(centre, spread / (c4(dot.size) * dot.size.sqrt())));
            Line {
                centre,
                pivot: centre,
                limits,
            }
        })
        .collect())
}

/// Spreads of samples: limits s·(1 ± 3·√(1 − c4²)/c4), not below zero.
pub(super) fn spreads_of_samples(dots: &[Dot]) -> Result<Vec<Line>, Refusal> {
    let centre = spread_inside(dots)?;
    Ok(dots
        .iter()
        .map(|dot| {
            let c4 = c4(dot.size);
            let sigma = centre * (1.0 - c4 * c4).max(0.0).sqrt() / c4;
            Line {
                centre,
                pivot: centre,
                limits: Some(Limits::around(centre, sigma).map(|x| x.max(0.0))),
            }
        })
        .collect())
}
