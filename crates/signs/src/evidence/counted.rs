//! The chance of the latest counts, given how many there were in all.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::ln_gamma;

use super::Chance;

/// From this variance on, the normal distribution is close enough in its tails.
const LARGE: f64 = 100.0;
/// Above this, drawing with and without putting back are the same.
const MANY: f64 = 1e6;

/// Compares the last `span` of `(count, size)` with those before. `bounded` counts are out of their sizes; the others
/// are events, of which any number can happen.
///
/// Given all events, those since the change are binomial with the later share of the exposure; given all that have a
/// property, those since the change are hypergeometric (Fisher's exact test). Both chances are doubled for two sides.
pub(super) fn chance(counts: &[(f64, f64)], span: usize, bounded: bool) -> Option<Chance> {
    let total = |list: &[(f64, f64)]| {
        list.iter()
            .fold((0.0, 0.0), |(y, n), (count, size)| (y + count, n + size))
    };
    let (all, size) = total(counts);
    let (late, late_size) = total(&counts[counts.len() - span..]);
    if all <= 0.0 || (bounded && all >= size) {
        return None;
    }
    let share = late_size / size;
    let expected = all * share;
    let mut variance = expected * (1.0 - share);
    if bounded {
        variance *= (size - all) / (size - 1.0);
    }
    let higher = late > expected;
    let p = if variance >= LARGE {
        // Half a count towards the middle, since counts come in steps.
        let z = ((late - expected).abs() - 0.5).max(0.0) / variance.sqrt();
        2.0 * Normal::standard().sf(z)
    } else if bounded && size <= MANY {
        let choose = |n: f64, k: f64| ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
        let first = choose(all, late) + choose(size - all, late_size - late) - choose(size, late_size);
        let ratio = |k: f64| (all - k) * (late_size - k) / ((k + 1.0) * (size - all - late_size + k + 1.0));
        2.0 * tail(
            first,
            late,
            all.min(late_size),
            (all + late_size - size).max(0.0),
            higher,
            ratio,
        )
    } else {
        // Count the rarer of the two where there are so many.
        let (all, late) = if bounded && all > size / 2.0 {
            (size - all, late_size - late)
        } else {
            (all, late)
        };
        let choose = ln_gamma(all + 1.0) - ln_gamma(late + 1.0) - ln_gamma(all - late + 1.0);
        let first = choose + late * share.ln() + (all - late) * (-share).ln_1p();
        let ratio = |k: f64| (all - k) / (k + 1.0) * share / (1.0 - share);
        2.0 * tail(first, late, all, 0.0, late > all * share, ratio)
    };
    Some(Chance {
        p: p.clamp(0.0, 1.0),
        higher,
    })
}

/// The chance of `late` or more (or fewer), from the logarithm of the chance of exactly `late` and the ratio of the
/// chance of k + 1 to that of k. The terms fall away quickly, since `late` lies on the far side of what is expected.
fn tail(first: f64, late: f64, most: f64, least: f64, higher: bool, ratio: impl Fn(f64) -> f64) -> f64 {
    let mut term = first.exp();
    let mut total = term;
    let mut k = late;
    while term > total * 1e-17 {
        if higher {
            if k >= most {
                break;
            }
            term *= ratio(k);
            k += 1.0;
        } else {
            if k <= least {
                break;
            }
            term /= ratio(k - 1.0);
            k -= 1.0;
        }
        total += term;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fishers_tea() {
        // Three of four cups right against one of four (Fisher 1935): one side has 17/70.
        let counts = [(1.0, 4.0), (3.0, 4.0)];
        let chance = chance(&counts, 1, true).unwrap();
        assert!(
            (chance.p - 2.0 * 17.0 / 70.0).abs() < 1e-12 && chance.higher,
            "{}",
            chance.p
        );
    }

    #[test]
    fn events_are_tossed_between_the_periods() {
        // Ten events over equal halves, nine of them late: 11/1024 on one side.
        let chance = chance(&[(1.0, 1.0), (9.0, 1.0)], 1, false).unwrap();
        assert!((chance.p - 2.0 * 11.0 / 1024.0).abs() < 1e-12);
    }

    #[test]
    fn none_and_all_say_nothing() {
        assert!(chance(&[(0.0, 5.0), (0.0, 5.0)], 1, true).is_none());
        assert!(chance(&[(5.0, 5.0), (5.0, 5.0)], 1, true).is_none());
    }

    #[test]
    fn exact_and_normal_meet() {
        let exact = chance(&[(190.0, 500.0), (230.0, 400.0)], 1, true).unwrap();
        // The variance is 49.8: exact. With more it would be normal; the two must agree here.
        let (all, size, late_size) = (420.0_f64, 900.0_f64, 400.0_f64);
        let expected = all * late_size / size;
        let variance = expected * (1.0 - late_size / size) * (size - all) / (size - 1.0);
        let z = ((230.0 - expected).abs() - 0.5) / variance.sqrt();
        let normal = 2.0 * Normal::standard().sf(z);
        assert!((exact.p / normal - 1.0).abs() < 0.2, "{} {normal}", exact.p);
    }
}
