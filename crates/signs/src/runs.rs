//! Anhøj's two tests for runs around the centre line.

use statrs::distribution::{Binomial, DiscreteCDF};

use crate::number::f;

/// How the points of a phase lie around its centre line. Points on the line do not count.
///
/// Source: Anhøj & Olesen, "Run charts revisited", PLOS ONE 2014. The longest run allowed is ⌊log₂ n⌉ + 3 (Schilling
/// 2012), the fewest crossings the 5 % quantile of a binomial of n − 1 tosses (Chen 2010).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// How many points count.
    pub useful: usize,
    /// The longest run on one side.
    pub longest: usize,
    /// A longer run is a signal.
    pub longest_allowed: usize,
    /// How often the line is crossed.
    pub crossings: usize,
    /// Fewer crossings are a signal.
    pub fewest_allowed: usize,
    /// First and last place of the longest run (the latest of several), counted among the points that were given.
    pub(crate) where_longest: (usize, usize),
}

impl Runs {
    /// Counts runs of `sides`: above, below, or (none) on the line. Nothing if all lie on the line.
    pub(crate) fn count(sides: impl Iterator<Item = Option<Side>>) -> Option<Self> {
        let (mut useful, mut runs, mut length, mut longest) = (0, 0, 0, 0);
        let mut current = None;
        let mut start = 0;
        let mut where_longest = (0, 0);
        for (at, side) in sides.enumerate() {
            if side.is_none() {
                continue;
            }
            useful += 1;
            if side == current {
                length += 1;
            } else {
                (current, length, start) = (side, 1, at);
                runs += 1;
            }
            if length >= longest {
                (longest, where_longest) = (length, (start, at));
            }
        }
        if useful == 0 {
            return None;
        }
        Some(Self {
            useful,
            longest,
            longest_allowed: longest_allowed(useful),
            crossings: runs - 1,
            fewest_allowed: fewest_crossings(useful),
            where_longest,
        })
    }

    /// Whether the longest run is too long for chance.
    pub const fn too_long(&self) -> bool {
        self.longest > self.longest_allowed
    }

    /// Whether the crossings are too few for chance.
    pub const fn too_few_crossings(&self) -> bool {
        self.crossings < self.fewest_allowed
    }

    /// Whether either test signals.
    pub const fn signal(&self) -> bool {
        self.too_long() || self.too_few_crossings()
    }
}

/// Above or below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above the centre line, or rising.
    High,
    /// Below the centre line, or falling.
    Low,
}

impl Side {
    pub(crate) fn of(value: f64, pivot: f64) -> Option<Self> {
        if value > pivot {
            Some(Self::High)
        } else if value < pivot {
            Some(Self::Low)
        } else {
            None
        }
    }
}

/// ⌊log₂ n⌉ + 3 for n ≥ 1.
fn longest_allowed(useful: usize) -> usize {
    // log₂ n lies above k + ½ exactly when n² lies above 2^(2k+1), so whole numbers do.
    let floor = useful.ilog2();
    let square = (useful as u128) * (useful as u128);
    let up = square > 1_u128 << (2 * floor + 1);
    (floor + u32::from(up) + 3) as usize
}

/// The smallest number of crossings with a cumulative chance of at least 5 % in n − 1 fair tosses.
fn fewest_crossings(useful: usize) -> usize {
    const SHARE: f64 = 0.05;
    let tosses = useful - 1;
    if tosses > 1000 {
        // 2^-tosses has no number; the library's regularised beta function does not need it.
        return Binomial::new(0.5, tosses as u64).map_or(0, |law| usize::try_from(law.inverse_cdf(SHARE)).unwrap_or(0));
    }
    let mut chance = 0.5_f64.powi(i32::try_from(tosses).unwrap_or(0));
    let mut cumulative = chance;
    let mut k = 0;
    while cumulative < SHARE && k < tosses {
        chance *= f(tosses - k) / f(k + 1);
        cumulative += chance;
        k += 1;
    }
    k
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_by_hand() {
        // The cumulative chance of at most 9 heads in 29 tosses is 3.1 %, of at most 10 it is 6.8 %.
        for (useful, run, crossings) in [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (30, 8, 10), (64, 9, 25)] {
            assert_eq!(
                (longest_allowed(useful), fewest_crossings(useful)),
                (run, crossings),
                "{useful}"
            );
        }
        assert_eq!((longest_allowed(1), fewest_crossings(1)), (3, 0));
    }

    #[test]
    fn long_and_short_series_agree_where_they_meet() {
        let by_library = Binomial::new(0.5, 1000).unwrap().inverse_cdf(0.05);
        assert_eq!(fewest_crossings(1001) as u64, by_library);
        assert!(fewest_crossings(1002) >= fewest_crossings(1001));
    }

    #[test]
    fn points_on_the_line_do_not_break_a_run() {
        let sides = [Some(Side::High), None, Some(Side::High), Some(Side::Low), None];
        let runs = Runs::count(sides.into_iter()).unwrap();
        assert_eq!((runs.useful, runs.longest, runs.crossings), (3, 2, 1));
        assert_eq!(runs.where_longest, (0, 2));
        assert!(Runs::count([None, None].into_iter()).is_none());
    }
}
