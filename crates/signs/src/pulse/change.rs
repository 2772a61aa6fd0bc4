//! The difference between two waves.

use statrs::distribution::{ContinuousCDF, Normal};

use super::interval::{Mean, Z95};
use crate::error::{Bad, Field, from_zero};

/// What a difference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Higher, certainly and by enough to matter.
    Higher,
    /// Lower, certainly and by enough to matter.
    Lower,
    /// Certainly smaller than what would matter.
    Same,
    /// It cannot be told.
    Uncertain,
}

/// The difference between two waves with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// After minus before.
    pub difference: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The chance of a difference at least as large if there were none; for
    /// [`discoveries`](crate::evidence::discoveries) among the items of a report.
    pub p: f64,
    /// What it means.
    pub verdict: Verdict,
}

/// Δ ± 1.96·√(s₁²/n₁ + s₂²/n₂). Answers are not linked from wave to wave, so they are compared as if from different
/// people: when they are the same people, the interval is wider than it need be. Takes two answers in each wave
/// ([`Mean`] does); `meaningful` is the smallest change that would matter, from 0.
pub fn change(before: &Mean, after: &Mean, meaningful: f64) -> Result<Change, Bad> {
    let meaningful = from_zero(Field::Level, 0, meaningful)?;
    let difference = after.mean - before.mean;
    let error = (before.spread * before.spread / before.size + after.spread * after.spread / after.size).sqrt();
    let (low, high) = (difference - Z95 * error, difference + Z95 * error);
    let p = if error > 0.0 {
        2.0 * Normal::standard().sf((difference / error).abs())
    } else if difference == 0.0 {
        1.0
    } else {
        // Two waves without any spread: no figure can be put on it, and it is not nothing.
        return Err(Bad::NoVariation);
    };
    let verdict = if low > 0.0 && difference >= meaningful {
        Verdict::Higher
    } else if high < 0.0 && -difference >= meaningful {
        Verdict::Lower
    } else if low > -meaningful && high < meaningful {
        Verdict::Same
    } else {
        Verdict::Uncertain
    };
    Ok(Change {
        difference,
        low,
        high,
        p: p.clamp(0.0, 1.0),
        verdict,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts() {
        let wave = |size, mean| Mean::from_summary(size, mean, 1.0).unwrap();
        let verdict = |size, after| change(&wave(size, 3.0), &wave(size, after), 0.2).unwrap().verdict;
        assert_eq!(verdict(200.0, 3.5), Verdict::Higher);
        assert_eq!(verdict(200.0, 2.5), Verdict::Lower);
        assert_eq!(verdict(8.0, 3.5), Verdict::Uncertain);
        assert_eq!(verdict(2000.0, 3.1), Verdict::Same);
        let change = change(&wave(50.0, 3.0), &wave(50.0, 3.4), 0.2).unwrap();
        // z = 0.4/0.2 = 2.
        assert!((change.p - 0.0455).abs() < 1e-4, "{}", change.p);
    }

    #[test]
    fn without_spread_nothing_is_claimed() {
        let wave = |mean| Mean::from_summary(5.0, mean, 0.0).unwrap();
        assert_eq!(change(&wave(4.0), &wave(5.0), 0.2), Err(Bad::NoVariation));
        assert!(change(&wave(4.0), &wave(4.0), 0.2).unwrap().p > 0.999);
    }
}
