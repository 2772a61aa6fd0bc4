//! Which of many signs have really changed: a p-value for each, and Benjamini–Hochberg across them.
//!
//! Rules on a chart are made for one chart. Across hundreds, most of what they find is chance (see [`crate::chance`]).
//! Here the latest points of a sign are compared with those before, and the list of all signs is cut so that of the
//! ones that remain at most a chosen share is expected to be false.

mod counted;

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::chart::fits;
use crate::error::{Bad, Field, MOST_ANSWERS};
use crate::kind::Kind;
use crate::number::f;
use crate::plan::Plan;
use crate::series::{Place, Series, Shown};

/// How many of the latest points are tried as "since the change", and each try's share of the risk of being wrong. Half
/// a year of months has the largest: a change should be found within six points, and one point alone is weak evidence.
const SPANS: [(usize, f64); 4] = [(1, 0.06), (3, 0.12), (6, 0.70), (12, 0.12)];
/// So many points must lie before the change.
const BEFORE: usize = 8;
/// How surprising the latest points of the latest phase are, if nothing has changed since it began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The chance of a difference at least as large.
    pub p: f64,
    /// How many of the latest points differ most from those before.
    pub points: usize,
    /// Whether they are higher.
    pub higher: bool,
}

/// Compares the latest points with those before in the latest phase of the plan.
///
/// A t test of neighbouring stretches, weighted by denominators where the chart is, after the power 1/3.6 for times and
/// numbers between events. p, u and c charts also take the exact chance of the latest counts given the total, and the
/// larger of the two: the first is wrong for few events, the second when more than chance varies. Points must be
/// independent. None with fewer than nine points, or when all are equal.
pub fn change(series: &Series, plan: &Plan, kind: Kind) -> Result<Option<Change>, Bad> {
    fits(kind, series)?;
    let stretches = plan.stretches(series)?;
    let from = stretches[stretches.len() - 1].from;
    let places: Vec<&Place> = series.places()[from..]
        .iter()
        .enumerate()
        .filter(|(index, place)| place.shown == Shown::Point && !plan.excludes(from + index))
        .map(|(_, place)| place)
        .filter(|place| kind != Kind::S || place.spread.is_some())
        .collect();
    if kind == Kind::Mr || plan.rolling.is_some_and(|periods| periods > 1) {
        return Ok(None);
    }
    let values: Vec<(f64, f64)> = places.iter().map(|place| even(kind, place)).collect();
    let counts: Vec<(f64, f64)> = places.iter().map(|place| (place.count, place.size)).collect();
    let counted = matches!(kind, Kind::P | Kind::U | Kind::C);
    let compare = |span| {
        let by_spread = measured(&values, span);
        if !counted {
            return by_spread;
        }
        let by_chance = counted::chance(&counts, span, kind == Kind::P)?;
        // People in a unit answer alike, and events come in clusters: more varies than binomial or Poisson chance.
        Some(Chance {
            p: by_spread.map_or(by_chance.p, |other| by_chance.p.max(other.p)),
            ..by_chance
        })
    };
    let spans = || SPANS.into_iter().filter(|(span, _)| places.len() >= span + BEFORE);
    let all: f64 = spans().map(|(_, share)| share).sum();
    Ok(spans()
        .filter_map(|(points, share)| {
            let Chance { p, higher } = compare(points)?;
            // Dividing by the shares keeps the chance that any try is wrong at the sum of theirs (Bonferroni). The
            // tries overlap, so that this states it a little too high.
            Some(Change {
                p: (p * all / share).min(1.0),
                points,
                higher,
            })
        })
        .min_by(|a, b| a.p.total_cmp(&b.p)))
}

/// One comparison.
#[derive(Clone, Copy)]
struct Chance {
    p: f64,
    higher: bool,
}

/// A nearly normal value and its weight.
fn even(kind: Kind, place: &Place) -> (f64, f64) {
    match kind {
        Kind::T => (place.value.powf(1.0 / 3.6), 1.0),
        Kind::G => ((place.value + 0.5).powf(1.0 / 3.6), 1.0),
        Kind::S => (place.spread.unwrap_or_default(), place.size - 1.0),
        Kind::P | Kind::U | Kind::IPrime | Kind::PPrime | Kind::UPrime | Kind::Xbar => (place.value, place.size),
        _ => (place.value, 1.0),
    }
}

/// Student's t test of the last `span` values against those before, with weights; variance pooled.
fn measured(values: &[(f64, f64)], span: usize) -> Option<Chance> {
    let (before, since) = values.split_at(values.len() - span);
    let ((m0, w0, s0), (m1, w1, s1)) = (moments(before), moments(since));
    let freedom = f(values.len() - 2);
    let variance = (s0 + s1) / freedom;
    if variance <= 0.0 || variance.is_nan() {
        return None;
    }
    let t = (m1 - m0) / (variance * (1.0 / w0 + 1.0 / w1)).sqrt();
    // Below this the difference of two means is rounding.
    if !t.is_finite() || (m1 - m0).abs() <= 1e-12 * m0.abs().max(m1.abs()) {
        return None;
    }
    let p = 2.0 * StudentsT::new(0.0, 1.0, freedom).ok()?.sf(t.abs());
    Some(Chance {
        p: p.clamp(0.0, 1.0),
        higher: t > 0.0,
    })
}

/// Weighted mean, sum of weights, weighted sum of squares around the mean.
fn moments(values: &[(f64, f64)]) -> (f64, f64, f64) {
    let weight: f64 = values.iter().map(|(_, w)| w).sum();
    let mean = values.iter().map(|(x, w)| x * w).sum::<f64>() / weight;
    (
        mean,
        weight,
        values.iter().map(|(x, w)| w * (x - mean) * (x - mean)).sum(),
    )
}

/// Which of many p-values to believe, when at most the share `q` of those believed may be false on average
/// (Benjamini & Hochberg 1995). Signs without a p-value are not believed and do not count.
///
/// The promise is about this list. It holds when the p-values of unchanged signs are independent or move together
/// (Benjamini & Yekutieli 2001). Lists of several months added up break it, because a true entry comes back and is counted
/// once, and the false ones are new: whoever publishes the sum of m lists asks for each at `q / m`, and then it holds for
/// the sum, whatever the lists have to do with each other.
pub fn discoveries(chances: &[Option<f64>], q: f64) -> Result<Vec<bool>, Bad> {
    if !(q > 0.0 && q < 1.0) {
        return Err(Bad::NotAShare {
            field: Field::Level,
            value: q,
        });
    }
    if chances.len() > MOST_ANSWERS {
        return Err(Bad::TooMany {
            field: Field::Chance,
            given: chances.len(),
            most: MOST_ANSWERS,
        });
    }
    let mut sorted = Vec::with_capacity(chances.len());
    for (at, chance) in chances.iter().enumerate() {
        let Some(p) = *chance else { continue };
        let p = crate::error::from_zero(Field::Chance, at, p)?;
        if p > 1.0 {
            return Err(Bad::TooLarge {
                field: Field::Chance,
                at,
                value: p,
            });
        }
        sorted.push(p);
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let all = f(sorted.len());
    let threshold = sorted
        .iter()
        .enumerate()
        .rev()
        .find(|(rank, p)| **p <= q * f(rank + 1) / all)
        .map(|(_, p)| *p);
    Ok(chances
        .iter()
        .map(|chance| matches!((chance, threshold), (Some(p), Some(most)) if *p <= most))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example() {
        // Benjamini & Hochberg 1995, section 4: fifteen p-values at 5 %; four are rejected.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let found = discoveries(&p.map(Some), 0.05).unwrap();
        assert_eq!(found.iter().filter(|found| **found).count(), 4);
        assert!(found[3] && !found[4]);
    }

    #[test]
    fn no_p_value_is_no_discovery_and_a_wrong_one_is_refused() {
        assert_eq!(discoveries(&[None, Some(0.01)], 0.1), Ok(vec![false, true]));
        assert_eq!(discoveries(&[], 0.1), Ok(vec![]));
        assert!(discoveries(&[Some(f64::NAN)], 0.1).is_err());
        assert!(discoveries(&[Some(1.5)], 0.1).is_err());
        assert!(discoveries(&[Some(0.5)], 1.0).is_err());
    }

    #[test]
    fn a_t_test_by_hand() {
        // Eight values 1…8, then 14: the t test with one value on one side, by the formula s²(1/8 + 1).
        let values: Vec<Option<f64>> = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 14.0].map(Some).to_vec();
        let change = change(&Series::of_values(&values).unwrap(), &Plan::default(), Kind::Xmr)
            .unwrap()
            .unwrap();
        // t = 9.5/√(6·1.125) = 3.6566 on 7 degrees of freedom: p = 0.00811, and one try.
        assert!((change.p - 0.008_11).abs() < 1e-5, "{change:?}");
        assert!(change.higher && change.points == 1);
    }
}
