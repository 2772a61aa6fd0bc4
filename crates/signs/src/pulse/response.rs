//! How many answered, and what those who did not could change.

use super::interval::Share;
use crate::error::{Bad, Field, number, whole};

/// Below this share, the silent may well think otherwise.
pub const LOW: f64 = 0.6;

/// How many of those invited answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// How many were asked.
    pub invited: f64,
    /// How many answered anything.
    pub answered: f64,
}

/// A response rate while answers still come in: coarse, so that nobody can see who came last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Below a quarter.
    BelowQuarter,
    /// From a quarter to a half.
    BelowHalf,
    /// From a half to three quarters.
    BelowThreeQuarters,
    /// Three quarters or more.
    Most,
}

impl Response {
    /// Takes one invited at least.
    pub fn of(answered: f64, invited: f64) -> Result<Self, Bad> {
        let answered = whole(Field::Count, 0, answered)?;
        let invited = whole(Field::Size, 0, invited)?;
        if invited == 0.0 {
            return Err(Bad::TooFew { given: 0, least: 1 });
        }
        if answered > invited {
            return Err(Bad::CountAboveSize {
                at: 0,
                count: answered,
                size: invited,
            });
        }
        Ok(Self { invited, answered })
    }

    /// The share that answered.
    pub fn rate(&self) -> f64 {
        self.answered / self.invited
    }

    /// The rate while answers still come in.
    pub fn band(&self) -> Band {
        match self.rate() {
            rate if rate < 0.25 => Band::BelowQuarter,
            rate if rate < 0.5 => Band::BelowHalf,
            rate if rate < 0.75 => Band::BelowThreeQuarters,
            _ => Band::Most,
        }
    }

    /// Whether so few answered that a page must show the [bounds](Self::bounds) too.
    pub fn is_low(&self) -> bool {
        self.rate() < LOW
    }

    /// The lowest and the highest that a share could be, had all answered. No weights: nobody knows what the silent
    /// think, and these bounds say so.
    pub fn bounds(&self, share: &Share) -> (f64, f64) {
        let silent = (self.invited - share.size).max(0.0);
        let all = share.size.max(self.invited);
        (share.count / all, (share.count + silent) / all)
    }

    /// The same for a mean on a scale from `lowest` to `highest`.
    pub fn bounds_of_mean(&self, mean: f64, size: f64, lowest: f64, highest: f64) -> Result<(f64, f64), Bad> {
        let size = whole(Field::Size, 0, size)?;
        let (lowest, highest) = (number(Field::Answer, 0, lowest)?, number(Field::Answer, 0, highest)?);
        let mean = number(Field::Value, 0, mean)?;
        if !(lowest..=highest).contains(&mean) {
            return Err(Bad::OffScale {
                at: 0,
                value: mean,
                lowest,
                highest,
            });
        }
        if size > self.invited {
            return Err(Bad::CountAboveSize {
                at: 0,
                count: size,
                size: self.invited,
            });
        }
        let silent = self.invited - size;
        let with = |answer: f64| (mean * size + answer * silent) / self.invited;
        Ok((with(lowest), with(highest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_silent_can_change_much() {
        let response = Response::of(6.0, 12.0).unwrap();
        assert!(response.is_low());
        assert_eq!(response.band(), Band::BelowThreeQuarters);
        let share = Share::of(5.0, 6.0).unwrap();
        assert_eq!(response.bounds(&share), (5.0 / 12.0, 11.0 / 12.0));
        assert_eq!(response.bounds_of_mean(4.0, 6.0, 1.0, 5.0), Ok((2.5, 4.5)));
    }

    #[test]
    fn more_answers_than_invited_are_refused() {
        assert_eq!(
            Response::of(7.0, 6.0),
            Err(Bad::CountAboveSize {
                at: 0,
                count: 7.0,
                size: 6.0
            })
        );
        assert!(Response::of(0.0, 0.0).is_err());
        assert!(
            Response::of(4.0, 6.0)
                .unwrap()
                .bounds_of_mean(6.0, 4.0, 1.0, 5.0)
                .is_err()
        );
    }
}
