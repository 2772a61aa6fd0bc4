//! Whether people who judge the same things judge alike: when two read the same stories, say.

use crate::error::{Bad, Field, MOST_ANSWERS, MOST_ITEMS, number};
use crate::number::{f, mean, squares};

/// The six coefficients of Shrout & Fleiss (1979): each thing judged by other people (1), by the same sample of people
/// (2), or by the same and only people (3); of a single judgement, or of the mean of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raters {
    /// ICC(1,1).
    pub one: f64,
    /// ICC(2,1).
    pub two: f64,
    /// ICC(3,1).
    pub three: f64,
    /// ICC(1,k).
    pub one_mean: f64,
    /// ICC(2,k). None when people differ from each other so little beside the rest that it has no meaning.
    pub two_mean: Option<f64>,
    /// ICC(3,k).
    pub three_mean: f64,
}

/// `judgements` has a row for each thing and a column for each rater, none missing. Takes two of both.
pub fn raters(judgements: &[Vec<f64>]) -> Result<Raters, Bad> {
    let (things, people) = (judgements.len(), judgements.first().map_or(0, Vec::len));
    if things > MOST_ANSWERS || people > MOST_ITEMS {
        return Err(Bad::TooMany {
            field: Field::Answer,
            given: things.max(people),
            most: MOST_ITEMS,
        });
    }
    for (at, row) in judgements.iter().enumerate() {
        if row.len() != people {
            return Err(Bad::Lengths {
                field: Field::Answer,
                expected: people,
                given: row.len(),
            });
        }
        for judgement in row {
            number(Field::Answer, at, *judgement)?;
        }
    }
    if things < 2 || people < 2 {
        return Err(Bad::TooFew {
            given: things.min(people),
            least: 2,
        });
    }
    let (n, k) = (f(things), f(people));
    let none = Bad::Empty(Field::Answer);
    let all = mean(judgements.iter().flatten().copied()).ok_or(none)?;
    let rows: Vec<f64> = judgements.iter().filter_map(|row| mean(row.iter().copied())).collect();
    let columns: Vec<f64> = (0..people)
        .filter_map(|column| mean(judgements.iter().map(|row| row[column])))
        .collect();
    let total = squares(judgements.iter().flatten().copied(), all);
    let by_thing = k * squares(rows.iter().copied(), all);
    let by_person = n * squares(columns.iter().copied(), all);
    let things_square = by_thing / (n - 1.0);
    let inside = (total - by_thing) / (n * (k - 1.0));
    let people_square = by_person / (k - 1.0);
    let rest = ((total - by_thing - by_person) / ((n - 1.0) * (k - 1.0))).max(0.0);
    // Things that differ by no more than rounding are all the same.
    if by_thing <= 1e-12 * total {
        return Err(Bad::NoVariation);
    }
    Ok(Raters {
        one: (things_square - inside) / (things_square + (k - 1.0) * inside),
        two: (things_square - rest) / (things_square + (k - 1.0) * rest + k * (people_square - rest) / n),
        three: (things_square - rest) / (things_square + (k - 1.0) * rest),
        one_mean: (things_square - inside) / things_square,
        two_mean: Some(things_square + (people_square - rest) / n)
            .filter(|total| *total > 0.0)
            .map(|total| (things_square - rest) / total)
            .filter(|icc| icc.is_finite()),
        three_mean: (things_square - rest) / things_square,
    })
}
