//! Learns from what people confirmed and rejected: per element a linear model whose weights can be read.
//!
//! Penalised logistic regression (Hastie, Tibshirani & Friedman 2009, 4.4 and 18.3.5) around the cold score: with no labels it
//! is the cold detector, and every label moves it. It is fitted through the passages' inner products, because there are a few
//! hundred labels and many thousand words; the weight of a word is then the sum of its values over the labelled passages.
//! The outcome orders suggestions and is the flag in the calibrated estimate; it is never a result by itself.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Most labelled passages one model is fitted to; the work grows with the third power.
pub const MOST_LABELS: usize = 3_000;

/// Value of each feature of a passage, sorted by feature.
pub type Row = Vec<(u32, f32)>;

/// Names of features, so that weights can be read.
#[derive(Clone, Debug, Default)]
pub struct FeatureNames {
    ids: HashMap<String, u32>,
    names: Vec<String>,
}

impl FeatureNames {
    pub fn id(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }

    #[must_use]
    pub fn name(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", String::as_str)
    }
}

/// Sums features of the same name, scales the block to length `norm`, and appends it to a row.
pub fn block(row: &mut Row, mut features: Vec<(u32, f32)>, norm: f32) {
    features.sort_by_key(|(id, _)| *id);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let length = features.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        row.extend(features.into_iter().map(|(id, value)| (id, value / length * norm)));
        row.sort_by_key(|(id, _)| *id);
    }
}

fn dot(a: &Row, b: &Row) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += f64::from(a[i].1) * f64::from(b[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// Inner products of all labelled passages; shared by the models of all elements.
pub struct Gram {
    size: usize,
    values: Vec<f64>,
}

impl Gram {
    #[must_use]
    pub fn new(rows: &[&Row]) -> Self {
        let size = rows.len();
        let mut values = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..=i {
                // The constant lets every element have its own base rate.
                let value = 1.0 + dot(rows[i], rows[j]);
                values[i * size + j] = value;
                values[j * size + i] = value;
            }
        }
        Self { size, values }
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.size + j]
    }
}

/// A fitted model: weights of features and the constant, added to the cold log-odds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    pub constant: f64,
    pub weights: HashMap<u32, f64>,
}

impl Model {
    /// Log-odds of a passage whose cold log-odds are `cold`.
    #[must_use]
    pub fn log_odds(&self, row: &Row, cold: f64) -> f64 {
        cold + self.constant
            + row
                .iter()
                .filter_map(|(id, value)| self.weights.get(id).map(|weight| weight * f64::from(*value)))
                .sum::<f64>()
    }

    /// The strongest features, most telling first, with their weights.
    #[must_use]
    pub fn strongest<'a>(&self, names: &'a FeatureNames, count: usize) -> Vec<(&'a str, f64)> {
        let mut weights: Vec<(&str, f64)> = self
            .weights
            .iter()
            .map(|(id, weight)| (names.name(*id), *weight))
            .collect();
        weights.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        weights.truncate(count);
        weights
    }

    /// Fits a model. `cold` holds the cold log-odds, `yes` the labels, `ridge` the penalty (larger: closer to the cold score).
    #[must_use]
    pub fn fit(rows: &[&Row], gram: &Gram, cold: &[f64], yes: &[bool], ridge: f64) -> Self {
        let size = gram.size;
        let mut alpha = vec![0.0; size];
        // Newton's method; it settles in five or six steps.
        for _ in 0..12 {
            let fitted: Vec<f64> = (0..size)
                .map(|i| (0..size).map(|j| gram.at(i, j) * alpha[j]).sum::<f64>())
                .collect();
            let mut system = gram.values.clone();
            let mut right = vec![0.0; size];
            for i in 0..size {
                let p = logistic(fitted[i] + cold[i]);
                let weight = (p * (1.0 - p)).max(1e-5);
                system[i * size + i] += ridge / weight;
                right[i] = fitted[i] + (f64::from(u8::from(yes[i])) - p) / weight;
            }
            let Some(next) = solve(&mut system, right) else { break };
            let moved = next.iter().zip(&alpha).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            alpha = next;
            if moved < 1e-5 {
                break;
            }
        }
        let mut weights: HashMap<u32, f64> = HashMap::new();
        for (row, alpha) in rows.iter().zip(&alpha) {
            for (id, value) in *row {
                *weights.entry(*id).or_default() += alpha * f64::from(*value);
            }
        }
        Self {
            constant: alpha.iter().sum(),
            weights,
        }
    }
}

#[must_use]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Solves a symmetric positive definite system by Cholesky; none when it is not.
fn solve(matrix: &mut [f64], mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for j in 0..n {
        for k in 0..j {
            let factor = matrix[j * n + k];
            matrix[j * n + j] -= factor * factor;
        }
        let pivot = matrix[j * n + j];
        if pivot <= 0.0 || !pivot.is_finite() {
            return None;
        }
        let pivot = pivot.sqrt();
        matrix[j * n + j] = pivot;
        let (upper, lower) = matrix.split_at_mut((j + 1) * n);
        let row_j = &upper[j * n..j * n + j];
        for row in lower.chunks_exact_mut(n) {
            let sum: f64 = row[..j].iter().zip(row_j).map(|(a, b)| a * b).sum();
            row[j] = (row[j] - sum) / pivot;
        }
    }
    for i in 0..n {
        let sum: f64 = (0..i).map(|k| matrix[i * n + k] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i * n + i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| matrix[k * n + i] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i * n + i];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_moves_from_the_cold_score_to_the_labels() {
        let rows: Vec<Row> = (0..40)
            .map(|n| if n % 2 == 0 { vec![(0, 1.0)] } else { vec![(1, 1.0)] })
            .collect();
        let rows: Vec<&Row> = rows.iter().collect();
        let yes: Vec<bool> = (0..40).map(|n| n % 2 == 0).collect();
        let model = Model::fit(&rows, &Gram::new(&rows), &[0.0; 40], &yes, 1.0);
        assert!(model.log_odds(rows[0], 0.0) > 1.0 && model.log_odds(rows[1], 0.0) < -1.0);
        let timid = Model::fit(&rows, &Gram::new(&rows), &[0.0; 40], &yes, 1e6);
        assert!(timid.log_odds(rows[0], 0.3) - 0.3 < 0.01);
    }

    #[test]
    fn weights_can_be_read() {
        let mut names = FeatureNames::default();
        let (a, b) = (names.id("ord: tillid"), names.id("ord: kage"));
        let model = Model {
            constant: 0.0,
            weights: HashMap::from([(a, 2.0), (b, -0.5)]),
        };
        assert_eq!(model.strongest(&names, 1), [("ord: tillid", 2.0)]);
    }
}
