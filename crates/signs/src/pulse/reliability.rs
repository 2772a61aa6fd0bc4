//! Whether several items measure one thing: alpha and omega.
//!
//! This is about the questionnaire, not about a team: [`LEAST`] people at least, the whole organisation at best.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::matrix::Matrix;
use crate::error::{Bad, Field, MOST_ANSWERS, MOST_ITEMS, number};
use crate::number::{Sum, f, mean, same, squares, sum};

/// With fewer people, the figures are too uncertain to judge a questionnaire by.
pub const LEAST: usize = 30;

/// Answers that differ by less than some 1e-15 do not differ: their squares and cubes would leave the numbers.
const SMALLEST_SQUARES: f64 = 1e-30;

/// What is done with people who left an item out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They are left out. The default: all figures are then about the same people.
    #[default]
    Listwise,
    /// Each pair of items uses those who answered both.
    Pairwise,
}

/// How well the items hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// How many people answered all items (any item, when pairwise).
    pub people: usize,
    /// The items that vary, by their column. All lists below follow it.
    pub items: Vec<usize>,
    /// Items that everybody answered alike: they say nothing of people's differences, and are left out.
    pub constant: Vec<usize>,
    /// Cronbach's alpha: k/(k−1)·(1 − Σsⱼ²/s²).
    pub alpha: f64,
    /// Feldt's 95 % interval (Feldt, Woodruff & Salih 1987).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// The standard error of alpha (Duhachek & Iacobucci 2004).
    pub standard_error: f64,
    /// Alpha of standardised items.
    pub standardised: f64,
    /// The mean correlation between items.
    pub mean_correlation: f64,
    /// Guttman's lambda 6. None when an item follows from the others.
    pub lambda6: Option<f64>,
    /// McDonald's omega total of one factor (minres; an item's own part is at least 0.5 %). None with two items, which
    /// any factor fits.
    pub omega: Option<f64>,
    /// Alpha without each item. Empty with two items.
    pub without: Vec<f64>,
    /// Each item's correlation with the sum of the others.
    pub rest_correlations: Vec<f64>,
}

/// Alpha, omega and their company. `answers` has a row for each person and a column for each item; items must point the
/// same way. Refuses fewer than `least` people: pass [`LEAST`].
pub fn reliability(answers: &[Vec<Option<f64>>], missing: Missing, least: usize) -> Result<Reliability, Bad> {
    let columns = answers.first().map_or(0, Vec::len);
    if answers.len() > MOST_ANSWERS || columns > MOST_ITEMS {
        let (given, most) = if columns > MOST_ITEMS {
            (columns, MOST_ITEMS)
        } else {
            (answers.len(), MOST_ANSWERS)
        };
        return Err(Bad::TooMany {
            field: Field::Answer,
            given,
            most,
        });
    }
    for (at, row) in answers.iter().enumerate() {
        if row.len() != columns {
            return Err(Bad::Lengths {
                field: Field::Answer,
                expected: columns,
                given: row.len(),
            });
        }
        for answer in row.iter().flatten() {
            number(Field::Answer, at, *answer)?;
        }
    }
    let rows: Vec<Vec<Option<f64>>> = answers
        .iter()
        .filter(|row| match missing {
            Missing::Listwise => row.iter().all(Option::is_some),
            Missing::Pairwise => row.iter().any(Option::is_some),
        })
        .cloned()
        .collect();
    let people = rows.len();
    if people < least.max(3) {
        return Err(Bad::TooFew {
            given: people,
            least: least.max(3),
        });
    }
    let varies = |item: &usize| {
        let given = || rows.iter().filter_map(|row| row[*item]);
        let centre = mean(given()).unwrap_or_default();
        given().any(|answer| !same(answer, centre)) && squares(given(), centre) > SMALLEST_SQUARES
    };
    let (items, constant): (Vec<usize>, Vec<usize>) = (0..columns).partition(varies);
    if items.len() < 2 {
        return Err(Bad::TooFew {
            given: items.len(),
            least: 2,
        });
    }
    let covariances = Matrix::covariances(&rows, &items, missing);
    // Items that point in opposite ways may cancel out, and then no figure means anything.
    if covariances.total() <= 1e-12 * covariances.trace() {
        return Err(Bad::NoVariation);
    }
    let k = f(items.len());
    let correlations = covariances.correlations();
    let alpha = alpha_of(&covariances, None);
    let (low, high) = feldt(alpha, f(people), k)?;
    let mean_correlation = (correlations.total() - k) / (k * (k - 1.0));
    let own: Option<f64> = correlations
        .inverse_diagonal()
        .map(|diagonal| sum(diagonal.iter().map(|x| 1.0 / x)));
    Ok(Reliability {
        people,
        alpha,
        low,
        high,
        standard_error: standard_error(&covariances, f(people)),
        standardised: alpha_of(&correlations, None),
        mean_correlation,
        lambda6: own
            .map(|own| 1.0 - own / correlations.total())
            .filter(|lambda| lambda.is_finite()),
        omega: (items.len() > 2).then(|| omega(&correlations)).flatten(),
        without: if items.len() > 2 {
            (0..items.len())
                .map(|item| alpha_of(&covariances, Some(item)))
                .collect()
        } else {
            Vec::new()
        },
        rest_correlations: (0..items.len()).map(|item| rest(&covariances, item)).collect(),
        items,
        constant,
    })
}

/// Alpha from covariances, without one item if asked.
fn alpha_of(covariances: &Matrix, without: Option<usize>) -> f64 {
    let kept: Vec<usize> = (0..covariances.size).filter(|item| Some(*item) != without).collect();
    let k = f(kept.len());
    let own = sum(kept.iter().map(|&item| covariances.at(item, item)));
    let total = sum(kept
        .iter()
        .flat_map(|&a| kept.iter().map(move |&b| covariances.at(a, b))));
    if total <= 0.0 {
        0.0
    } else {
        k / (k - 1.0) * (1.0 - own / total)
    }
}

/// 1 − (1 − α)·F, with F's 97.5 % and 2.5 % quantiles for n − 1 and (n − 1)(k − 1) degrees of freedom.
fn feldt(alpha: f64, n: f64, k: f64) -> Result<(f64, f64), Bad> {
    let law = FisherSnedecor::new(n - 1.0, (n - 1.0) * (k - 1.0)).map_err(|_| Bad::NoVariation)?;
    Ok((
        1.0 - (1.0 - alpha) * law.inverse_cdf(0.975),
        1.0 - (1.0 - alpha) * law.inverse_cdf(0.025),
    ))
}

/// √(2k²/((k−1)²(1ᵀC1)³)·(1ᵀC1·(tr C² + tr² C) − 2·tr C·1ᵀC²1)/n).
fn standard_error(covariances: &Matrix, n: f64) -> f64 {
    let k = f(covariances.size);
    let (total, trace) = (covariances.total(), covariances.trace());
    let rows = || (0..covariances.size).map(|at| covariances.row(at));
    // The matrix is symmetric: the trace of its square is the sum of its squared cells, and 1ᵀC²1 that of its rows.
    let trace_of_square = sum(rows().flat_map(|row| row.iter().map(|x| x * x)));
    let total_of_square = sum(rows().map(|row| sum(row.iter().copied())).map(|row| row * row));
    let inner = total * (trace_of_square + trace * trace) - 2.0 * trace * total_of_square;
    (2.0 * k * k / ((k - 1.0) * (k - 1.0) * total * total * total) * inner.max(0.0) / n).sqrt()
}

/// The correlation of an item with the sum of the others.
fn rest(covariances: &Matrix, item: usize) -> f64 {
    let own = covariances.at(item, item);
    let with_all = sum(covariances.row(item).iter().copied());
    let rest = covariances.total() - 2.0 * with_all + own;
    if rest <= 0.0 {
        0.0
    } else {
        ((with_all - own) / (own * rest).sqrt()).clamp(-1.0, 1.0)
    }
}

/// Omega total of one factor: 1 − Σ(1 − λ²)/ΣR. The loadings λ minimise the squares of what they leave of the
/// correlations (minres, Harman & Jones 1966), one after the other until they stand still.
fn omega(correlations: &Matrix) -> Option<f64> {
    const OWN: f64 = 0.005;
    let largest = (1.0 - OWN).sqrt();
    let n = correlations.size;
    let start = mean(correlations.row(0).iter().copied())?.abs().max(0.1).sqrt();
    let mut loadings: Vec<f64> = (0..n)
        .map(|item| {
            if sum(correlations.row(item).iter().copied()) < 1.0 {
                -start
            } else {
                start
            }
        })
        .collect();
    for _ in 0..10_000 {
        let mut moved = 0.0_f64;
        for item in 0..n {
            let others = || (0..n).filter(|&other| other != item);
            let weight: Sum = others().map(|other| loadings[other] * loadings[other]).collect();
            if weight.value() < 1e-12 {
                return None;
            }
            let fit = sum(others().map(|other| correlations.at(item, other) * loadings[other])) / weight.value();
            let fit = fit.clamp(-largest, largest);
            moved = moved.max((fit - loadings[item]).abs());
            loadings[item] = fit;
        }
        if moved < 1e-12 {
            break;
        }
    }
    let own = f(n) - squares(loadings.iter().copied(), 0.0);
    let omega = 1.0 - own / correlations.total();
    (0.0..=1.0).contains(&omega).then_some(omega)
}
