//! Ridge regression in its dual form (Hastie, Tibshirani & Friedman 2009, 12.3.7): a weight for each example instead of each word.

use std::collections::HashMap;

/// Solves (K + ridge·I) A = Y − mean by Cholesky, in single precision: the ridge keeps the system far from singular.
pub fn dual(rows: &[Vec<(u32, f32)>], wanted: &[Vec<f32>], ridge: f32) -> Vec<Vec<f32>> {
    let n = rows.len();
    let columns = wanted.first().map_or(0, Vec::len);
    let mut right: Vec<Vec<f32>> = (0..columns)
        .map(|column| {
            #[expect(clippy::cast_precision_loss, reason = "counts of examples")]
            let mean = wanted.iter().map(|row| row[column]).sum::<f32>() / n as f32;
            wanted.iter().map(|row| row[column] - mean).collect()
        })
        .collect();
    let mut kernel = inner_products(rows);
    for i in 0..n {
        for j in 0..=i {
            let (upper, lower) = kernel.split_at_mut(i * n);
            let row_j = if j == i { &lower[..j] } else { &upper[j * n..j * n + j] };
            let sum = dot(&lower[..j], row_j);
            if i == j {
                lower[i] = (lower[i] + ridge - sum).max(f32::MIN_POSITIVE).sqrt();
            } else {
                lower[j] = (lower[j] - sum) / upper[j * n + j];
            }
        }
    }
    for column in &mut right {
        for i in 0..n {
            column[i] = (column[i] - dot(&kernel[i * n..i * n + i], &column[..i])) / kernel[i * n + i];
        }
        for i in (0..n).rev() {
            column[i] /= kernel[i * n + i];
            let value = column[i];
            for (left, factor) in column[..i].iter_mut().zip(&kernel[i * n..i * n + i]) {
                *left -= value * factor;
            }
        }
    }
    (0..n)
        .map(|row| right.iter().map(|column| column[row]).collect())
        .collect()
}

/// Lower half of the inner products, through the list of rows in which each feature stands.
fn inner_products(rows: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let n = rows.len();
    let mut standing: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    let mut kernel = vec![0.0; n * n];
    for (i, row) in rows.iter().enumerate() {
        for (place, value) in row {
            let before = standing.entry(*place).or_default();
            before.push((u32::try_from(i).unwrap_or(u32::MAX), *value));
            for (j, other) in before.iter() {
                kernel[i * n + *j as usize] += value * other;
            }
        }
    }
    kernel
}

/// Eight sums side by side, which the compiler turns into vector instructions.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (mut sums, (a, a_rest), (b, b_rest)) = ([0.0; 8], a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dual_is_solved() {
        let rows = vec![vec![(0, 1.0)], vec![(1, 1.0)], vec![(0, 0.6), (1, 0.8)]];
        let wanted = vec![vec![1.0], vec![0.0], vec![0.5]];
        let dual = dual(&rows, &wanted, 0.5);
        let kernel = inner_products(&rows);
        for i in 0..3 {
            let value: f32 = (0..3).map(|j| kernel[i.max(j) * 3 + i.min(j)] * dual[j][0]).sum();
            assert!((value + 0.5 * dual[i][0] - (wanted[i][0] - 0.5)).abs() < 1e-5);
        }
    }
}
