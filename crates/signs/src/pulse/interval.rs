//! Shares and means with how certain they are.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::error::{Bad, Field, MOST_ANSWERS, number, whole};
use crate::number::{f, mean, squares};

/// The normal quantile of a two-sided 95 % interval.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// With fewer answers than this, a page says "uncertain" beside the figure.
pub const CERTAIN_FROM: f64 = 15.0;

/// A share with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many have the property.
    pub count: f64,
    /// Out of how many.
    pub size: f64,
    /// count/size.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    /// Wilson's interval (1927): (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n). It stays inside 0 and 1, and says
    /// something of 0 and of all. Takes one answer at least.
    pub fn of(count: f64, size: f64) -> Result<Self, Bad> {
        let count = whole(Field::Count, 0, count)?;
        let size = whole(Field::Size, 0, size)?;
        if size == 0.0 {
            return Err(Bad::TooFew { given: 0, least: 1 });
        }
        if count > size {
            return Err(Bad::CountAboveSize { at: 0, count, size });
        }
        let share = count / size;
        let z2 = Z95 * Z95 / size;
        let middle = share + z2 / 2.0;
        let width = Z95 * (share * (1.0 - share) / size + z2 / (4.0 * size)).sqrt();
        // None and all are exact ends; rounding would leave 1e-17 of a doubt.
        let low = if count == 0.0 {
            0.0
        } else {
            ((middle - width) / (1.0 + z2)).clamp(0.0, 1.0)
        };
        let high = if count >= size {
            1.0
        } else {
            ((middle + width) / (1.0 + z2)).clamp(0.0, 1.0)
        };
        Ok(Self {
            count,
            size,
            share,
            low,
            high,
        })
    }

    /// Whether there are enough answers to leave the word "uncertain" out.
    pub fn is_certain(&self) -> bool {
        self.size >= CERTAIN_FROM
    }
}

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// How many answers.
    pub size: f64,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation (with n − 1).
    pub spread: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Mean {
    /// The mean of these answers, as a view of those who will answer next time: m ± t·s/√n. Takes two answers at least.
    pub fn of(answers: &[f64]) -> Result<Self, Bad> {
        if answers.len() > MOST_ANSWERS {
            return Err(Bad::TooMany {
                field: Field::Answer,
                given: answers.len(),
                most: MOST_ANSWERS,
            });
        }
        for (at, &answer) in answers.iter().enumerate() {
            number(Field::Answer, at, answer)?;
        }
        let too_few = Bad::TooFew {
            given: answers.len(),
            least: 2,
        };
        if answers.len() < 2 {
            return Err(too_few);
        }
        let centre = mean(answers.iter().copied()).ok_or(too_few)?;
        let size = f(answers.len());
        Self::build(
            size,
            centre,
            (squares(answers.iter().copied(), centre) / (size - 1.0)).sqrt(),
        )
    }

    /// The same from a size, a mean and a standard deviation.
    pub fn from_summary(size: f64, mean: f64, spread: f64) -> Result<Self, Bad> {
        let size = whole(Field::Size, 0, size)?;
        let mean = number(Field::Value, 0, mean)?;
        let spread = crate::error::from_zero(Field::Spread, 0, spread)?;
        if size < 2.0 {
            return Err(Bad::TooFew {
                given: usize::from(size > 0.0),
                least: 2,
            });
        }
        Self::build(size, mean, spread)
    }

    fn build(size: f64, mean: f64, spread: f64) -> Result<Self, Bad> {
        let half = quantile_t(size - 1.0)? * spread / size.sqrt();
        Ok(Self {
            size,
            mean,
            spread,
            low: mean - half,
            high: mean + half,
        })
    }

    /// The same mean as a view of the `invited` people asked, at the time they were asked: the interval shrinks by
    /// √(1 − n/N), to nothing when all have answered. Never for a change or a comparison, which are about what goes on.
    pub fn of_those_asked(self, invited: f64) -> Result<Self, Bad> {
        let invited = whole(Field::Size, 0, invited)?;
        if invited < self.size {
            return Err(Bad::CountAboveSize {
                at: 0,
                count: self.size,
                size: invited,
            });
        }
        let left = (1.0 - self.size / invited).sqrt();
        Ok(Self {
            low: self.mean - (self.mean - self.low) * left,
            high: self.mean + (self.high - self.mean) * left,
            ..self
        })
    }

    /// Whether there are enough answers to leave the word "uncertain" out.
    pub fn is_certain(&self) -> bool {
        self.size >= CERTAIN_FROM
    }
}

/// The quantile of Student's t for a two-sided 95 % interval.
fn quantile_t(freedom: f64) -> Result<f64, Bad> {
    if freedom > 1e6 {
        return Ok(Z95);
    }
    Ok(StudentsT::new(0.0, 1.0, freedom)
        .map_err(|_| Bad::TooFew { given: 1, least: 2 })?
        .inverse_cdf(0.975))
}
