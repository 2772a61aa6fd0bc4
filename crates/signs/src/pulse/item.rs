//! One question in one unit in one wave.

use super::interval::{Mean, Share};
use crate::error::{Bad, Field, MOST_ANSWERS};
use crate::number::f;

/// What one person answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A step of the scale, from 1.
    Given(u8),
    /// "I don't know". It says something, and is not missing.
    DontKnow,
    /// Nothing.
    Missing,
}

/// The answers to one question, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many gave each step of the scale, from step 1.
    pub counts: Vec<usize>,
    /// How many did not know.
    pub dont_know: usize,
    /// How many answered others and left this out.
    pub missing: usize,
}

/// The longest scale.
pub const LONGEST_SCALE: u8 = 11;

impl Item {
    /// Counts answers on a scale of `steps` (2 to 11).
    pub fn of(answers: &[Answer], steps: u8) -> Result<Self, Bad> {
        if !(2..=LONGEST_SCALE).contains(&steps) {
            let (lowest, highest) = (2.0, f64::from(LONGEST_SCALE));
            return Err(Bad::OffScale {
                at: 0,
                value: f64::from(steps),
                lowest,
                highest,
            });
        }
        if answers.len() > MOST_ANSWERS {
            return Err(Bad::TooMany {
                field: Field::Answer,
                given: answers.len(),
                most: MOST_ANSWERS,
            });
        }
        let mut item = Self {
            counts: vec![0; usize::from(steps)],
            dont_know: 0,
            missing: 0,
        };
        for (at, answer) in answers.iter().enumerate() {
            match *answer {
                Answer::Given(step) if (1..=steps).contains(&step) => item.counts[usize::from(step) - 1] += 1,
                Answer::Given(step) => {
                    return Err(Bad::OffScale {
                        at,
                        value: f64::from(step),
                        lowest: 1.0,
                        highest: f64::from(steps),
                    });
                }
                Answer::DontKnow => item.dont_know += 1,
                Answer::Missing => item.missing += 1,
            }
        }
        Ok(item)
    }

    /// How many gave a step of the scale.
    pub fn valid(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Mean, spread and interval. Takes two answers at least.
    pub fn mean(&self) -> Result<Mean, Bad> {
        let size = f(self.valid());
        if self.valid() < 2 {
            return Err(Bad::TooFew {
                given: self.valid(),
                least: 2,
            });
        }
        let steps = || {
            self.counts
                .iter()
                .enumerate()
                .map(|(index, count)| (f(index + 1), f(*count)))
        };
        let mean = steps().map(|(step, count)| step * count).sum::<f64>() / size;
        let squares: f64 = steps().map(|(step, count)| count * (step - mean) * (step - mean)).sum();
        Mean::from_summary(size, mean, (squares / (size - 1.0)).sqrt())
    }

    /// The share that answered one of the two highest steps. Takes one answer.
    pub fn favourable(&self) -> Result<Share, Bad> {
        self.share(self.counts.len().saturating_sub(2)..self.counts.len())
    }

    /// The share that answered one of the two lowest steps (the lowest one on scales below four). Takes one answer.
    pub fn unfavourable(&self) -> Result<Share, Bad> {
        self.share(0..if self.counts.len() < 4 { 1 } else { 2 })
    }

    fn share(&self, steps: std::ops::Range<usize>) -> Result<Share, Bad> {
        Share::of(f(self.counts[steps].iter().sum()), f(self.valid()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_shares() {
        let answers = [4, 5, 4, 3, 4].map(Answer::Given);
        let mut all = answers.to_vec();
        all.extend([Answer::DontKnow, Answer::Missing]);
        let item = Item::of(&all, 5).unwrap();
        assert_eq!((item.valid(), item.dont_know, item.missing), (5, 1, 1));
        assert_eq!(item.counts, [0, 0, 1, 3, 1]);
        let share = item.favourable().unwrap();
        assert_eq!((share.count, share.size), (4.0, 5.0));
        let mean = item.mean().unwrap();
        // Mean 4, standard deviation √½; t for 4 degrees of freedom is 2.7764.
        assert!((mean.mean - 4.0).abs() < 1e-12 && (mean.high - (4.0 + 2.776_445 * 0.1_f64.sqrt())).abs() < 1e-5);
        assert!(!mean.is_certain());
    }

    #[test]
    fn a_step_off_the_scale_is_named() {
        let answers = [Answer::Given(3), Answer::Given(6)];
        assert_eq!(
            Item::of(&answers, 5),
            Err(Bad::OffScale {
                at: 1,
                value: 6.0,
                lowest: 1.0,
                highest: 5.0
            })
        );
        assert!(Item::of(&[Answer::Given(0)], 5).is_err());
        assert!(Item::of(&[], 1).is_err());
        assert!(Item::of(&[], 5).unwrap().mean().is_err());
    }
}
