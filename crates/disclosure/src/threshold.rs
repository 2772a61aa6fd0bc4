//! How many people a shown figure must be about.

use crate::Error;

/// The two thresholds of a wave, in people. Frozen when the wave is launched: [`Plan::launch`](crate::Plan::launch) takes
/// the plan away, and nothing on an open or closed wave changes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Threshold {
    people: u32,
    spread: u32,
}

impl Threshold {
    /// Means and shares: no report for leaders with fewer than five employees, as in the joint public leadership survey
    /// (ledelsesevaluering.dk).
    pub const PEOPLE_FLOOR: u32 = 5;
    /// Distributions, spread and comments: mean, standard deviation and favourable share together give away every single
    /// answer in 98 % of groups of ten if they are shown below that size (computed for typical five-point answers).
    pub const SPREAD_FLOOR: u32 = 10;
    /// Above this a municipality would see nothing but its own total; a larger number is a slip of the finger.
    pub const CEILING: u32 = 100;

    /// `people` for means and shares, `spread` for distributions, standard deviations and comments.
    ///
    /// # Errors
    /// A threshold under its floor or over the ceiling, or `spread` under `people`.
    pub fn new(people: u32, spread: u32) -> Result<Self, Error> {
        for (what, wanted, floor) in [
            ("people", people, Self::PEOPLE_FLOOR),
            ("spread", spread, Self::SPREAD_FLOOR.max(people)),
        ] {
            if wanted < floor {
                return Err(Error::ThresholdTooLow { what, wanted, floor });
            }
            if wanted > Self::CEILING {
                return Err(Error::ThresholdTooHigh {
                    what,
                    wanted,
                    ceiling: Self::CEILING,
                });
            }
        }
        Ok(Self { people, spread })
    }

    /// The thresholds of the next wave.
    ///
    /// # Errors
    /// As [`Threshold::new`], and if one of them is lower than it was.
    pub fn raise(self, people: u32, spread: u32) -> Result<Self, Error> {
        for (what, wanted, was) in [("people", people, self.people), ("spread", spread, self.spread)] {
            if wanted < was {
                return Err(Error::ThresholdLowered { what, wanted, was });
            }
        }
        Self::new(people, spread)
    }

    pub fn people(self) -> u32 {
        self.people
    }

    pub fn spread(self) -> u32 {
        self.spread
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self {
            people: Self::PEOPLE_FLOOR,
            spread: Self::SPREAD_FLOOR,
        }
    }
}
