//! Small units drawn towards the unit above (empirical Bayes).
//!
//! Four people's mean moves a lot by chance. For colour and order, each unit's mean is drawn towards its parent's by as
//! much as chance explains; what is printed stays the unit's own mean with its interval.

use super::agreement::Agreement;
use crate::error::{Bad, Field, MOST_ANSWERS, number, whole};

/// What is published of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// How many answers.
    pub size: f64,
    /// Their mean.
    pub mean: f64,
}

/// A unit's mean, drawn towards its parent's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shrunk {
    /// B·parent + (1 − B)·mean.
    pub mean: f64,
    /// B: how much of it is the parent's; 1 for a unit that is not published.
    pub of_parent: f64,
}

/// B = (σ²/n)/(σ²/n + τ²), σ² the variance inside units, τ² = max(0, (between − within)/typical size) that of the units
/// themselves. Both come from `published`, the [`Agreement`] among published units alone.
///
/// `None` is a unit that is not published. It gets its parent's mean and nothing of its own: a mean that was drawn
/// towards a known value can be drawn back.
pub fn shrink(units: &[Option<Unit>], parent: f64, published: &Agreement) -> Result<Vec<Shrunk>, Bad> {
    let parent = number(Field::Value, 0, parent)?;
    if units.len() > MOST_ANSWERS {
        return Err(Bad::TooMany {
            field: Field::Size,
            given: units.len(),
            most: MOST_ANSWERS,
        });
    }
    let between_units = ((published.between - published.within) / published.typical_size).max(0.0);
    units
        .iter()
        .enumerate()
        .map(|(at, unit)| {
            let Some(unit) = unit else {
                return Ok(Shrunk {
                    mean: parent,
                    of_parent: 1.0,
                });
            };
            let size = whole(Field::Size, at, unit.size)?;
            let mean = number(Field::Value, at, unit.mean)?;
            if size < 1.0 {
                return Err(Bad::NotPositive {
                    field: Field::Size,
                    at,
                    value: size,
                });
            }
            let chance = published.within / size;
            // Without any variance at all there is nothing to draw by: the unit keeps its mean.
            let of_parent = if chance + between_units > 0.0 {
                chance / (chance + between_units)
            } else {
                0.0
            };
            Ok(Shrunk {
                mean: of_parent * parent + (1.0 - of_parent) * mean,
                of_parent,
            })
        })
        .collect()
}
