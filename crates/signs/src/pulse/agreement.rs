//! May the answers of a unit's members be joined into one figure of the unit?
//!
//! Only if people in a unit resemble each other more than people in general. It is also the test of whether a
//! foundation lives as a shared climate or as everybody's own impression.

use crate::error::{Bad, Field, MOST_ANSWERS, number};
use crate::number::{f, mean, median, same, squares, sum};

/// How alike the answers inside units are.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Units with one answer at least.
    pub units: usize,
    /// All answers.
    pub answers: usize,
    /// The mean of all answers.
    pub mean: f64,
    /// Mean square between units.
    pub between: f64,
    /// Mean square inside units: the variance of a single answer around its unit.
    pub within: f64,
    /// The size that stands for units of different sizes: (N − Σn²/N)/(G − 1).
    pub typical_size: f64,
    /// ICC(1): how much of the variance of single answers the units explain.
    pub icc1: f64,
    /// ICC(2): how reliable the units' means are. May be below zero when units differ less than chance alone would make
    /// them; none when all units have the very same mean, or nearly so.
    pub icc2: Option<f64>,
    /// r_wg of each unit: 1 − s²/((A² − 1)/12), from 0 to 1 (James, Demaree & Wolf 1984). None with a single answer.
    pub alike: Vec<Option<f64>>,
    /// The median of those.
    pub median_alike: Option<f64>,
}

/// Compares answers inside units with answers across them. `steps` is the length of the answer scale (A). Takes two
/// units, and one of them with two answers.
pub fn agreement(units: &[Vec<f64>], steps: u8) -> Result<Agreement, Bad> {
    if steps < 2 {
        return Err(Bad::OffScale {
            at: 0,
            value: f64::from(steps),
            lowest: 2.0,
            highest: 255.0,
        });
    }
    let answers: usize = units.iter().map(Vec::len).sum();
    if answers > MOST_ANSWERS {
        return Err(Bad::TooMany {
            field: Field::Answer,
            given: answers,
            most: MOST_ANSWERS,
        });
    }
    for (at, unit) in units.iter().enumerate() {
        for answer in unit {
            number(Field::Answer, at, *answer)?;
        }
    }
    let present: Vec<&Vec<f64>> = units.iter().filter(|unit| !unit.is_empty()).collect();
    let groups = present.len();
    if groups < 2 {
        return Err(Bad::TooFew {
            given: groups,
            least: 2,
        });
    }
    if answers <= groups {
        return Err(Bad::TooFew {
            given: answers,
            least: groups + 1,
        });
    }
    let all = || present.iter().flat_map(|unit| unit.iter().copied());
    let (n, g) = (f(answers), f(groups));
    let centre = mean(all()).ok_or(Bad::Empty(Field::Answer))?;
    if all().all(|answer| same(answer, centre)) {
        return Err(Bad::NoVariation);
    }
    let middles: Vec<f64> = present.iter().filter_map(|unit| mean(unit.iter().copied())).collect();
    let own = |unit: &[f64], middle: f64| squares(unit.iter().copied(), middle);
    let within = sum(present.iter().zip(&middles).map(|(unit, &middle)| own(unit, middle))) / (n - g);
    let between = sum(present
        .iter()
        .zip(&middles)
        .map(|(unit, middle)| f(unit.len()) * (middle - centre) * (middle - centre)))
        / (g - 1.0);
    let typical_size = (n - sum(present.iter().map(|unit| f(unit.len()) * f(unit.len()))) / n) / (g - 1.0);
    let total = between + (typical_size - 1.0) * within;
    // Differences so small that their squares vanish are none.
    if total <= 0.0 {
        return Err(Bad::NoVariation);
    }
    // What r_wg compares with: everybody answering at random.
    let random = (f64::from(steps) * f64::from(steps) - 1.0) / 12.0;
    let alike: Vec<Option<f64>> = units
        .iter()
        .map(|unit| {
            let middle = mean(unit.iter().copied())?;
            (unit.len() > 1).then(|| (1.0 - own(unit, middle) / (f(unit.len()) - 1.0) / random).clamp(0.0, 1.0))
        })
        .collect();
    Ok(Agreement {
        units: groups,
        answers,
        mean: centre,
        between,
        within,
        typical_size,
        icc1: (between - within) / total,
        icc2: (between > 1e-12 * within).then(|| (between - within) / between),
        median_alike: median(&mut alike.iter().copied().flatten().collect::<Vec<_>>()),
        alike,
    })
}
