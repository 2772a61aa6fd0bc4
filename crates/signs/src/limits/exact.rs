//! Exact limits: for few expected events, and for the cases between events.
//!
//! Three sigma assumes a symmetry that few events do not have: at 95 % of 5 asked, a p chart flags 2.3 % of stable
//! points as low and can never flag one as high. The quantiles here leave at most 0.135 % on each side.

use super::{Limits, Line};

/// Exact limits are taken where fewer are expected.
pub(super) const FEW: f64 = 5.0;

/// The share of a normal distribution beyond three and two sigma on one side, and its middle.
const SHARES: [f64; 5] = [
    0.001_349_898_031_630_094_6,
    0.022_750_131_948_179_2,
    0.5,
    0.977_249_868_051_820_8,
    0.998_650_101_968_369_9,
];

/// The line last calculated: denominators often repeat.
#[derive(Default)]
pub(super) struct Memory(Option<(f64, Line)>);

impl Memory {
    #[expect(clippy::float_cmp, reason = "only the very same size has the very same line")]
    pub(super) fn line(&mut self, size: f64, calculate: impl FnOnce() -> Line) -> Line {
        if let Some((known, line)) = self.0
            && known == size
        {
            return line;
        }
        let line = calculate();
        self.0 = Some((size, line));
        line
    }
}

/// Limits of the share of a binomial count out of `size`, where fewer than [`FEW`] are expected with the property or
/// without it.
pub(super) fn binomial(size: f64, share: f64) -> Line {
    // Count the rarer of the two, so that the sum stays short.
    let rare = share.min(1.0 - share);
    let first = (size * (-rare).ln_1p()).exp();
    let odds = rare / (1.0 - rare);
    let quantiles = quantiles(first, size, |k, chance| chance * (size - k) / (k + 1.0) * odds);
    let [lower, near_lower, middle, near_upper, upper] = if share <= 0.5 {
        quantiles
    } else {
        quantiles.map(|k| size - k)
    };
    // Counted from the other end, lower and upper change places.
    let (lower, near_lower, near_upper, upper) = if share <= 0.5 {
        (lower, near_lower, near_upper, upper)
    } else {
        (upper, near_upper, near_lower, lower)
    };
    line(
        share,
        size,
        middle,
        Limits {
            lower,
            near_lower,
            near_upper,
            upper,
        },
    )
}

/// Limits of the rate of Poisson events over `size`, where fewer than [`FEW`] are expected.
pub(super) fn poisson(size: f64, rate: f64) -> Line {
    let expected = size * rate;
    let quantiles = quantiles((-expected).exp(), f64::INFINITY, |k, chance| {
        chance * expected / (k + 1.0)
    });
    let [lower, near_lower, middle, near_upper, upper] = quantiles;
    line(
        rate,
        size,
        middle,
        Limits {
            lower,
            near_lower,
            near_upper,
            upper,
        },
    )
}

/// Limits of the number of cases before an event, geometric with this mean: P(at most k) = 1 − (m/(m + 1))^(k + 1).
pub(super) fn geometric(mean: f64) -> Limits {
    let one_more = -(1.0 / mean).ln_1p();
    // A hair below, so that rounding does not push a quantile that is a whole number to the next.
    let quantile = |share: f64| ((-share).ln_1p() / one_more - 1.0 - 1e-9).ceil().max(0.0);
    let [lower, near_lower, _, near_upper, upper] = SHARES.map(quantile);
    Limits {
        lower,
        near_lower,
        near_upper,
        upper,
    }
}

fn line(centre: f64, size: f64, middle: f64, counts: Limits) -> Line {
    Line {
        centre,
        pivot: middle / size,
        limits: Some(counts.map(|count| count / size)),
    }
}

/// The smallest counts whose cumulative chance reaches each of [`SHARES`]. `first` is the chance of none, `next` the
/// chance of one more than `k`; `most` cannot be passed. Fewer than five are expected, so the sum is short.
fn quantiles(first: f64, most: f64, next: impl Fn(f64, f64) -> f64) -> [f64; 5] {
    let (mut k, mut chance, mut cumulative) = (0.0, first, first);
    SHARES.map(|share| {
        // Rounding may keep the sum a little below the share for ever; a chance of 1e-20 more changes nothing.
        while cumulative < share && k < most && chance > 1e-20 {
            chance = next(k, chance);
            cumulative += chance;
            k += 1.0;
        }
        k
    })
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{Binomial, DiscreteCDF, Poisson};

    use super::*;

    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn count(k: u64) -> f64 {
        k as f64
    }

    #[test]
    fn at_most_the_normal_share_lies_beyond() {
        for expected in [0.05, 0.2, 1.0, 2.5, 4.9] {
            let law = Poisson::new(expected).unwrap();
            let limits = poisson(1.0, expected).limits.unwrap();
            for (k, chance) in (0..60).map(|k| (count(k), law.cdf(k))) {
                assert_eq!(k >= limits.upper, chance >= SHARES[4], "{expected} {k}");
                assert_eq!(k >= limits.lower, chance >= SHARES[0], "{expected} {k}");
                assert_eq!(k >= limits.near_upper, chance >= SHARES[3], "{expected} {k}");
            }
        }
    }

    #[test]
    fn a_high_share_is_the_mirror_of_a_low_one() {
        for (size, share) in [(5_u32, 0.95), (40, 0.9), (1000, 0.997), (12, 0.5)] {
            let law = Binomial::new(share, size.into()).unwrap();
            let n = f64::from(size);
            let limits = binomial(n, share).limits.unwrap();
            let mirrored = binomial(n, 1.0 - share).limits.unwrap();
            assert!((limits.upper - (1.0 - mirrored.lower)).abs() < 1e-12);
            assert!((limits.lower - (1.0 - mirrored.upper)).abs() < 1e-12);
            let below = (0..=u64::from(size)).filter(|&k| count(k) / n < limits.lower).max();
            assert!(
                below.is_none_or(|k| law.cdf(k) <= SHARES[0] * (1.0 + 1e-9)),
                "{size} {share}"
            );
        }
    }

    #[test]
    fn cases_between_events_by_summing() {
        for mean in [0.3, 4.0, 30.0, 1000.0] {
            let limits = geometric(mean);
            let at_most = |k: f64| 1.0 - (mean / (mean + 1.0)).powf(k + 1.0);
            for (quantile, share) in [(limits.upper, SHARES[4]), (limits.near_upper, SHARES[3])] {
                assert!(at_most(quantile) >= share - 1e-9 && (quantile < 1.0 || at_most(quantile - 1.0) < share));
            }
        }
    }

    #[test]
    fn five_asked_at_95_per_cent_can_be_low_only_below_two() {
        let limits = binomial(5.0, 0.95).limits.unwrap();
        // P(at most 2) is 0.12 %, P(at most 3) 2.3 %: three sigma flags 3 of 5, the exact limit does not.
        assert_eq!((limits.lower, limits.upper), (0.6, 1.0));
    }
}
