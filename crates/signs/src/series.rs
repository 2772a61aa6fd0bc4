//! A series over time, checked once: what the charts read.

use crate::error::{Bad, Field, MOST_PLACES, from_zero, number, size, whole};
use crate::number::{mean, squares};

/// What a series consists of. It decides which charts can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// One measured value a period, or one time or number of cases between two events.
    Values,
    /// One count a period, with the same exposure each time.
    Counts,
    /// A count out of a number of people or cases: never more than the number.
    Shares,
    /// A count of events and what was exposed to them: hours, visits, employees.
    Rates,
    /// The mean of several answers, how many they were, and their standard deviation.
    Means,
}

/// What stands at one place of the time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A point.
    Point,
    /// Nothing is known of this period. It keeps its place.
    Gap,
    /// Nothing was exposed: a denominator of zero. It keeps its place.
    NoExposure,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub shown: Shown,
    /// What is plotted, before scaling.
    pub value: f64,
    /// Denominator, exposure or number of answers; 1 where there is none.
    pub size: f64,
    /// Numerator; the value itself where there is none.
    pub count: f64,
    /// Standard deviation inside the period, for x̄ and s charts.
    pub spread: Option<f64>,
}

const NOTHING: Place = Place {
    shown: Shown::Gap,
    value: 0.0,
    size: 0.0,
    count: 0.0,
    spread: None,
};

/// A series of periods in time order, each a point, a gap or without exposure. Its numbers are finite and possible.
#[derive(Clone, Debug)]
pub struct Series {
    data: Data,
    places: Vec<Place>,
}

impl Series {
    /// One value a period; `None` is a gap.
    pub fn of_values(values: &[Option<f64>]) -> Result<Self, Bad> {
        Self::build(Data::Values, Field::Value, values.len(), |at| {
            let Some(value) = values[at] else { return Ok(NOTHING) };
            let value = number(Field::Value, at, value)? + 0.0;
            Ok(Place {
                shown: Shown::Point,
                value,
                size: 1.0,
                count: value,
                spread: None,
            })
        })
    }

    /// One count a period, each whole and from zero up; `None` is a gap.
    pub fn of_counts(counts: &[Option<f64>]) -> Result<Self, Bad> {
        Self::build(Data::Counts, Field::Count, counts.len(), |at| {
            let Some(count) = counts[at] else { return Ok(NOTHING) };
            let count = whole(Field::Count, at, count)?;
            Ok(Place {
                shown: Shown::Point,
                value: count,
                size: 1.0,
                count,
                spread: None,
            })
        })
    }

    /// Counts out of sizes, both whole. A size of zero is a period without exposure; `None` in either is a gap.
    pub fn of_shares(counts: &[Option<f64>], sizes: &[Option<f64>]) -> Result<Self, Bad> {
        same_length(Field::Size, counts.len(), sizes.len())?;
        Self::build(Data::Shares, Field::Count, counts.len(), |at| {
            let count = counts[at].map(|count| whole(Field::Count, at, count)).transpose()?;
            let size = sizes[at].map(|size| whole(Field::Size, at, size)).transpose()?;
            let (Some(count), Some(size)) = (count, size) else {
                return Ok(NOTHING);
            };
            if count > size {
                return Err(Bad::CountAboveSize { at, count, size });
            }
            Ok(ratio(count, size))
        })
    }

    /// Counts per exposure; the exposure may be a fraction. `None` in either is a gap.
    pub fn of_rates(counts: &[Option<f64>], exposures: &[Option<f64>]) -> Result<Self, Bad> {
        same_length(Field::Size, counts.len(), exposures.len())?;
        Self::build(Data::Rates, Field::Count, counts.len(), |at| {
            let count = counts[at].map(|count| whole(Field::Count, at, count)).transpose()?;
            let exposure = exposures[at].map(|exposure| size(at, exposure)).transpose()?;
            let (Some(count), Some(exposure)) = (count, exposure) else {
                return Ok(NOTHING);
            };
            if exposure == 0.0 && count > 0.0 {
                return Err(Bad::CountWithoutSize { at, count });
            }
            Ok(ratio(count, exposure))
        })
    }

    /// Means of `sizes` answers. `spreads` are their standard deviations (with n − 1), needed by the x̄ and s charts
    /// alone; a single answer has none.
    pub fn of_means(
        means: &[Option<f64>],
        sizes: &[Option<f64>],
        spreads: Option<&[Option<f64>]>,
    ) -> Result<Self, Bad> {
        same_length(Field::Size, means.len(), sizes.len())?;
        if let Some(spreads) = spreads {
            same_length(Field::Spread, means.len(), spreads.len())?;
        }
        Self::build(Data::Means, Field::Value, means.len(), |at| {
            let mean = means[at].map(|mean| number(Field::Value, at, mean)).transpose()?;
            let size = sizes[at].map(|size| whole(Field::Size, at, size)).transpose()?;
            let spread = match spreads.and_then(|spreads| spreads[at]) {
                None => None,
                Some(spread) => Some(from_zero(Field::Spread, at, spread)?),
            };
            let Some(size) = size else { return Ok(NOTHING) };
            if size == 0.0 {
                return Ok(Place {
                    shown: Shown::NoExposure,
                    ..NOTHING
                });
            }
            let Some(value) = mean else { return Ok(NOTHING) };
            if size < 2.0 && spread.is_some_and(|spread| spread > 0.0) {
                return Err(Bad::SpreadMissing { at, size });
            }
            if size >= 2.0 && spreads.is_some() && spread.is_none() {
                return Err(Bad::SpreadMissing { at, size });
            }
            let spread = if size < 2.0 { None } else { spread };
            Ok(Place {
                shown: Shown::Point,
                value: value + 0.0,
                size,
                count: value * size,
                spread,
            })
        })
    }

    /// Small samples, one list a period. An empty list is a period without exposure.
    pub fn of_samples(samples: &[Vec<f64>]) -> Result<Self, Bad> {
        Self::build(Data::Means, Field::Value, samples.len(), |at| {
            let sample = &samples[at];
            for &value in sample {
                number(Field::Value, at, value)?;
            }
            let Some(centre) = mean(sample.iter().copied()) else {
                return Ok(Place {
                    shown: Shown::NoExposure,
                    ..NOTHING
                });
            };
            let size = crate::number::f(sample.len());
            let spread = (size > 1.0).then(|| (squares(sample.iter().copied(), centre) / (size - 1.0)).sqrt());
            Ok(Place {
                shown: Shown::Point,
                value: centre,
                size,
                count: centre * size,
                spread,
            })
        })
    }

    fn build(
        data: Data,
        field: Field,
        length: usize,
        place: impl FnMut(usize) -> Result<Place, Bad>,
    ) -> Result<Self, Bad> {
        if length == 0 {
            return Err(Bad::Empty(field));
        }
        if length > MOST_PLACES {
            return Err(Bad::TooMany {
                field,
                given: length,
                most: MOST_PLACES,
            });
        }
        let places = (0..length).map(place).collect::<Result<_, _>>()?;
        Ok(Self { data, places })
    }

    /// What the series consists of.
    pub const fn data(&self) -> Data {
        self.data
    }

    /// How many places the time axis has.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// A series has at least one place.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many of the places are points.
    pub fn points(&self) -> usize {
        self.places.iter().filter(|place| place.shown == Shown::Point).count()
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }
}

fn same_length(field: Field, expected: usize, given: usize) -> Result<(), Bad> {
    if expected == given {
        Ok(())
    } else {
        Err(Bad::Lengths { field, expected, given })
    }
}

fn ratio(count: f64, size: f64) -> Place {
    if size == 0.0 {
        Place {
            shown: Shown::NoExposure,
            ..NOTHING
        }
    } else {
        Place {
            shown: Shown::Point,
            value: count / size,
            size,
            count,
            spread: None,
        }
    }
}
