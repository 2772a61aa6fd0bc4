//! What reliability needs of matrices: covariances, an inverse.

use super::reliability::Missing;
use crate::number::{Sum, mean, sum};

/// A square matrix, row by row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    pub size: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn of(size: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        Self {
            size,
            cells: (0..size * size).map(|at| cell(at / size, at % size)).collect(),
        }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..(row + 1) * self.size]
    }

    /// Covariances of the columns of `rows`, with n − 1. Pairwise: of each pair, the rows that have both.
    pub(super) fn covariances(rows: &[Vec<Option<f64>>], items: &[usize], missing: Missing) -> Self {
        let complete: Vec<&Vec<Option<f64>>> = rows
            .iter()
            .filter(|row| missing == Missing::Pairwise || items.iter().all(|&item| row[item].is_some()))
            .collect();
        let covariance = |a: usize, b: usize| {
            let both = || complete.iter().filter_map(|row| Some((row[items[a]]?, row[items[b]]?)));
            let (Some(of_a), Some(of_b)) = (mean(both().map(|pair| pair.0)), mean(both().map(|pair| pair.1))) else {
                return 0.0;
            };
            let products: Sum = both().map(|(x, y)| (x - of_a) * (y - of_b)).collect();
            products.value() / (crate::number::f(products.terms()) - 1.0).max(1.0)
        };
        let half = Self::of(items.len(), |a, b| if a <= b { covariance(a, b) } else { 0.0 });
        Self::of(items.len(), |a, b| half.at(a.min(b), a.max(b)))
    }

    /// Correlations from covariances.
    pub(super) fn correlations(&self) -> Self {
        let spread = |at| self.at(at, at).sqrt();
        Self::of(self.size, |a, b| {
            if a == b {
                1.0
            } else {
                self.at(a, b) / (spread(a) * spread(b))
            }
        })
    }

    /// The sum of all cells.
    pub(super) fn total(&self) -> f64 {
        sum(self.cells.iter().copied())
    }

    /// The sum of the diagonal.
    pub(super) fn trace(&self) -> f64 {
        sum((0..self.size).map(|at| self.at(at, at)))
    }

    /// The diagonal of the inverse (Gauss–Jordan with the largest pivot); none if there is no inverse.
    pub(super) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        let n = self.size;
        let mut left = self.cells.clone();
        let mut right = Self::of(n, |a, b| f64::from(u8::from(a == b))).cells;
        for column in 0..n {
            let pivot =
                (column..n).max_by(|&a, &b| left[a * n + column].abs().total_cmp(&left[b * n + column].abs()))?;
            if left[pivot * n + column].abs() < 1e-12 {
                return None;
            }
            for at in 0..n {
                left.swap(column * n + at, pivot * n + at);
                right.swap(column * n + at, pivot * n + at);
            }
            let scale = left[column * n + column];
            for at in 0..n {
                left[column * n + at] /= scale;
                right[column * n + at] /= scale;
            }
            for row in (0..n).filter(|&row| row != column) {
                let factor = left[row * n + column];
                for at in 0..n {
                    left[row * n + at] -= factor * left[column * n + at];
                    right[row * n + at] -= factor * right[column * n + at];
                }
            }
        }
        Some((0..n).map(|at| right[at * n + at]).collect())
    }
}
