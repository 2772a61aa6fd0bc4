//! Words as vectors, learned from the organisation's own corpus, and words that are used alike.
//!
//! Neighbours come from positive pointwise mutual information with direction-marked contexts, smoothed by 0.75 (Levy, Goldberg
//! & Dagan 2015), reduced by a seeded subspace iteration (Halko, Martinsson & Tropp 2011). The same text and seed give the same
//! neighbours; suggestions are kept when they hold in at least seven of ten resamples of the documents, because neighbours on small
//! corpora are unstable (Antoniak & Mimno 2018).

use std::collections::HashMap;

use crate::statistics::Random;
use crate::vocabulary::{Token, Type};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    pub dimensions: usize,
    /// Words to each side that count as context.
    pub window: usize,
    pub least_count: u32,
    pub most_words: usize,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dimensions: 150,
            window: 3,
            least_count: 5,
            most_words: 40_000,
            seed: 1,
        }
    }
}

/// Vectors of the words of a corpus, each of length 1.
pub struct Vectors {
    rows: HashMap<Type, usize>,
    words: Vec<Type>,
    values: Vec<f32>,
    dimensions: usize,
}

const SMOOTHING: f64 = 0.75;
const POWER_STEPS: usize = 2;
/// The commonest words serve as contexts; rarer ones cost time and made neighbours worse.
const CONTEXTS: usize = 2_000;

struct Sparse {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    width: usize,
}

impl Vectors {
    /// Trains on documents given as tokens. None when the corpus has too few words to say anything.
    #[must_use]
    pub fn train(documents: &[&[Token]], settings: &Settings) -> Option<Self> {
        let mut counts: Vec<u32> = Vec::new();
        for kind in documents.iter().copied().flatten().map(|token| token.kind() as usize) {
            if kind >= counts.len() {
                counts.resize(kind + 1, 0);
            }
            counts[kind] += 1;
        }
        let often = (0..).zip(&counts).filter(|(_, count)| **count >= settings.least_count);
        let mut words: Vec<Type> = often.map(|(word, _)| word).collect();
        words.sort_unstable_by_key(|word| (std::cmp::Reverse(counts[*word as usize]), *word));
        words.truncate(settings.most_words);
        if words.len() < 20 {
            return None;
        }
        let rows: HashMap<Type, usize> = words.iter().enumerate().map(|(row, word)| (*word, row)).collect();
        let line = in_line(documents, &rows, settings.window);
        let matrix = association(&line, words.len(), settings.window);
        let dimensions = settings.dimensions.min(words.len() / 2).max(2);
        let values = reduce(&matrix, words.len(), dimensions, settings.seed);
        Some(Self {
            rows,
            words,
            values,
            dimensions,
        })
    }

    fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.dimensions..(at + 1) * self.dimensions]
    }

    #[must_use]
    pub fn vector(&self, word: Type) -> Option<&[f32]> {
        self.rows.get(&word).map(|&at| self.row(at))
    }

    /// The nearest words to the mean of `seeds`, nearest first, with their cosine; the seeds are left out.
    #[must_use]
    pub fn nearest(&self, seeds: &[Type], count: usize) -> Vec<(Type, f32)> {
        let mut centre = vec![0.0; self.dimensions];
        for seed in seeds.iter().filter_map(|seed| self.vector(*seed)) {
            centre.iter_mut().zip(seed).for_each(|(sum, value)| *sum += value);
        }
        let length = centre.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length == 0.0 {
            return Vec::new();
        }
        let mut near: Vec<(Type, f32)> = self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| !seeds.contains(word))
            .map(|(at, word)| {
                (
                    *word,
                    self.row(at).iter().zip(&centre).map(|(a, b)| a * b).sum::<f32>() / length,
                )
            })
            .collect();
        let order = |a: &(Type, f32), b: &(Type, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if near.len() > count && count > 0 {
            near.select_nth_unstable_by(count, order);
            near.truncate(count);
        }
        near.sort_by(order);
        near.truncate(count);
        near
    }
}

/// Vectors of ten resamples of the documents.
pub struct Resamples {
    pub vectors: Vec<Vectors>,
}

impl Resamples {
    /// Resamples in which a neighbour has to hold.
    pub const STABLE: u32 = 7;
    const DRAWS: u64 = 10;

    #[must_use]
    pub fn train(documents: &[&[Token]], settings: &Settings) -> Self {
        let mut random = Random::seeded(settings.seed);
        let draws = (0..if documents.is_empty() { 0 } else { Self::DRAWS }).filter_map(|draw| {
            let sample: Vec<&[Token]> = documents
                .iter()
                .map(|_| documents[random.below(documents.len())])
                .collect();
            let settings = Settings {
                seed: settings.seed + draw,
                ..*settings
            };
            Vectors::train(&sample, &settings)
        });
        Self {
            vectors: draws.collect(),
        }
    }
}

/// In the place of words that have no vector.
const NO_WORD: u32 = u32::MAX;

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NO_WORD)
}

/// All documents as rows of the matrix, with room between them, so that no window reaches from one into the next.
fn in_line(documents: &[&[Token]], rows: &HashMap<Type, usize>, window: usize) -> Vec<u32> {
    let types = documents
        .iter()
        .copied()
        .flatten()
        .map(|token| token.kind() as usize + 1);
    let mut index = vec![NO_WORD; types.max().unwrap_or(0)];
    for (word, row) in rows {
        index[*word as usize] = narrow(*row);
    }
    let mut line = vec![NO_WORD; window];
    for document in documents {
        line.extend(document.iter().map(|token| index[token.kind() as usize]));
        line.extend(std::iter::repeat_n(NO_WORD, window));
    }
    line
}

/// The positive association of each word with what stands around it: one column per word and direction. The nearer a neighbour
/// stands, the more it counts. The counts of one word are held at a time, so memory grows with the text and not with its pairs.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "associations are small numbers, and sums of counts stay far below 2^53"
)]
fn association(line: &[u32], size: usize, window: usize) -> Sparse {
    // Rows are ordered by how common the words are.
    let contexts = narrow(size.min(CONTEXTS));
    let width = 2 * contexts as usize;
    let (mut row_sums, mut column_sums) = (vec![0_u64; size], vec![0_u64; width]);
    let mut starts = vec![0_usize; size + 1];
    for (at, &word) in line.iter().enumerate().filter(|(_, word)| **word != NO_WORD) {
        starts[word as usize + 1] += 1;
        let weights = (1..=window as u64).rev();
        for (&other, weight) in line[at + 1..]
            .iter()
            .zip(weights)
            .filter(|(other, _)| **other != NO_WORD)
        {
            if other < contexts {
                row_sums[word as usize] += weight;
                column_sums[(contexts + other) as usize] += weight;
            }
            if word < contexts {
                row_sums[other as usize] += weight;
                column_sums[word as usize] += weight;
            }
        }
    }
    for row in 0..size {
        starts[row + 1] += starts[row];
    }
    let mut places = vec![0_u32; starts[size]];
    let mut next = starts.clone();
    for (at, &word) in line.iter().enumerate().filter(|(_, word)| **word != NO_WORD) {
        places[next[word as usize]] = narrow(at);
        next[word as usize] += 1;
    }
    // ln(p(word, column) / (p(word) · p'(column))), p' being smoothed: the parts that do not change with the pair.
    let smoothed: Vec<f64> = column_sums.iter().map(|sum| (*sum as f64).powf(SMOOTHING)).collect();
    let smoothed_ln = smoothed.iter().sum::<f64>().ln();
    let columns_ln: Vec<f32> = smoothed.iter().map(|sum| (smoothed_ln - sum.ln()) as f32).collect();
    let mut sparse = Sparse {
        starts: vec![0; size + 1],
        columns: Vec::new(),
        values: Vec::new(),
        width,
    };
    let (mut counts, mut met) = (vec![0_u32; width], Vec::new());
    for row in 0..size {
        let row_ln = (row_sums[row] as f64).ln() as f32;
        for &place in &places[starts[row]..starts[row + 1]] {
            let (before, after) = (&line[..place as usize], &line[place as usize + 1..]);
            let left = before.iter().rev().zip((1..=window as u32).rev());
            let right = after.iter().zip((1..=window as u32).rev());
            let left = left.map(|(other, weight)| (*other, 0, weight));
            let right = right.map(|(other, weight)| (*other, contexts, weight));
            for (other, shift, weight) in left.chain(right).filter(|(other, ..)| *other < contexts) {
                let count = &mut counts[(other + shift) as usize];
                if *count == 0 {
                    met.push(other + shift);
                }
                *count += weight;
            }
        }
        // Neighbouring columns lie together in memory when the matrix is multiplied.
        met.sort_unstable();
        for column in met.drain(..) {
            let count = std::mem::take(&mut counts[column as usize]);
            let value = (count as f32).ln() - row_ln + columns_ln[column as usize];
            if value > 0.0 {
                sparse.columns.push(column);
                sparse.values.push(value);
            }
        }
        sparse.starts[row + 1] = sparse.columns.len();
    }
    sparse
}

impl Sparse {
    fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// A · B for a dense B with `k` columns.
    fn times(&self, dense: &[f32], k: usize) -> Vec<f32> {
        let mut out = vec![0.0; self.rows() * k];
        for (row, out) in out.chunks_exact_mut(k).enumerate() {
            for at in self.starts[row]..self.starts[row + 1] {
                let value = self.values[at];
                let from = &dense[self.columns[at] as usize * k..][..k];
                out.iter_mut().zip(from).for_each(|(sum, x)| *sum += value * x);
            }
        }
        out
    }

    /// Aᵀ · B.
    fn transposed_times(&self, dense: &[f32], k: usize) -> Vec<f32> {
        let mut out = vec![0.0; self.width * k];
        for (row, from) in dense.chunks_exact(k).enumerate() {
            for at in self.starts[row]..self.starts[row + 1] {
                let value = self.values[at];
                let to = &mut out[self.columns[at] as usize * k..][..k];
                to.iter_mut().zip(from).for_each(|(sum, x)| *sum += value * x);
            }
        }
        out
    }
}

/// Rows whose inner products are those of the matrix's best approximation of so many dimensions, scaled to length 1. Halko, Martinsson &
/// Tropp 2011, algorithm 4.4 with two steps, from random signs. Singular values keep their full weight: on corpora of a municipality's
/// size neighbours were better so than with a half or none of it, which serve larger ones (Levy, Goldberg & Dagan 2015).
fn reduce(matrix: &Sparse, size: usize, dimensions: usize, seed: u64) -> Vec<f32> {
    let k = dimensions.min(size);
    let mut random = Random::seeded(seed);
    let start: Vec<f32> = (0..matrix.width * k)
        .map(|_| if random.draw() >> 63 == 0 { 1.0 } else { -1.0 })
        .collect();
    let mut basis = matrix.times(&start, k);
    drop(start);
    for _ in 0..POWER_STEPS {
        orthonormalise(&mut basis, k);
        let back = matrix.transposed_times(&basis, k);
        basis = matrix.times(&back, k);
    }
    orthonormalise(&mut basis, k);
    // A ≈ Q Bᵀ with B = Aᵀ Q, and L Lᵀ = BᵀB: the rows of Q L have the inner products of the rows of Q Bᵀ.
    let lower = cholesky(gram(&matrix.transposed_times(&basis, k), k), k);
    let mut out = product(&basis, k, &single(&lower), k);
    for row in out.chunks_exact_mut(k) {
        let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            for x in row {
                *x /= length;
            }
        }
    }
    out
}

/// Rows taken together where a small matrix is gone through for each of them.
const TOGETHER: usize = 4;

/// A · B for a tall A of `k` columns and a small B of `columns`.
fn product(tall: &[f32], k: usize, small: &[f32], columns: usize) -> Vec<f32> {
    let mut out = vec![0.0_f32; tall.len() / k * columns];
    for (rows, out) in tall.chunks(k * TOGETHER).zip(out.chunks_mut(columns * TOGETHER)) {
        if rows.len() == k * TOGETHER {
            let (first, rest) = out.split_at_mut(columns);
            let (second, rest) = rest.split_at_mut(columns);
            let (third, fourth) = rest.split_at_mut(columns);
            for (at, from) in small.chunks_exact(columns).enumerate() {
                let [a, b, c, d] = [rows[at], rows[k + at], rows[2 * k + at], rows[3 * k + at]];
                let two = first.iter_mut().zip(second.iter_mut());
                let four = two.zip(third.iter_mut().zip(fourth.iter_mut()));
                for (((first, second), (third, fourth)), x) in four.zip(from) {
                    *first += a * x;
                    *second += b * x;
                    *third += c * x;
                    *fourth += d * x;
                }
            }
        } else {
            for (row, out) in rows.chunks_exact(k).zip(out.chunks_exact_mut(columns)) {
                for (value, from) in row.iter().zip(small.chunks_exact(columns)) {
                    out.iter_mut().zip(from).for_each(|(sum, x)| *sum += value * x);
                }
            }
        }
    }
    out
}

/// Aᵀ · A, summed in portions so that single precision does not lose small rows.
fn gram(dense: &[f32], k: usize) -> Vec<f64> {
    let mut sums = vec![0.0_f64; k * k];
    let mut part = vec![0.0_f32; k * k];
    for portion in dense.chunks(k * 256) {
        part.fill(0.0);
        for rows in portion.chunks(k * TOGETHER) {
            if rows.len() == k * TOGETHER {
                let (first, rest) = rows.split_at(k);
                let (second, rest) = rest.split_at(k);
                let (third, fourth) = rest.split_at(k);
                for (i, to) in part.chunks_exact_mut(k).enumerate() {
                    let [a, b, c, d] = [first[i], second[i], third[i], fourth[i]];
                    let two = first[i..].iter().zip(&second[i..]);
                    let four = two.zip(third[i..].iter().zip(&fourth[i..]));
                    for (sum, ((first, second), (third, fourth))) in to[i..].iter_mut().zip(four) {
                        *sum += a * first + b * second + c * third + d * fourth;
                    }
                }
            } else {
                for row in rows.chunks_exact(k) {
                    for (i, &a) in row.iter().enumerate() {
                        let to = &mut part[i * k + i..(i + 1) * k];
                        to.iter_mut().zip(&row[i..]).for_each(|(sum, b)| *sum += a * b);
                    }
                }
            }
        }
        sums.iter_mut().zip(&part).for_each(|(sum, x)| *sum += f64::from(*x));
    }
    for i in 0..k {
        for j in 0..i {
            sums[i * k + j] = sums[j * k + i];
        }
    }
    sums
}

/// L with L Lᵀ = A, lower triangular. Pivots below what single precision can tell from nothing are held up.
fn cholesky(mut lower: Vec<f64>, k: usize) -> Vec<f64> {
    let floor = (0..k).map(|i| lower[i * k + i]).fold(0.0, f64::max) * 1e-10;
    for j in 0..k {
        for p in 0..j {
            lower[j * k + j] -= lower[j * k + p] * lower[j * k + p];
            lower[p * k + j] = 0.0;
        }
        let pivot = lower[j * k + j].max(floor).max(1e-30).sqrt();
        lower[j * k + j] = pivot;
        for i in j + 1..k {
            let sum: f64 = (0..j).map(|p| lower[i * k + p] * lower[j * k + p]).sum();
            lower[i * k + j] = (lower[i * k + j] - sum) / pivot;
        }
    }
    lower
}

/// Orthonormal columns: Q = A · L⁻ᵀ, L being the Cholesky factor of A's Gram matrix (Golub & Van Loan 5.2).
fn orthonormalise(dense: &mut Vec<f32>, k: usize) {
    let lower = cholesky(gram(dense, k), k);
    // Row i of the inverse's transpose holds column i of the inverse.
    let mut inverse = vec![0.0_f64; k * k];
    for i in 0..k {
        inverse[i * k + i] = 1.0 / lower[i * k + i];
        for j in i + 1..k {
            let sum: f64 = (i..j).map(|p| lower[j * k + p] * inverse[i * k + p]).sum();
            inverse[i * k + j] = -sum / lower[j * k + j];
        }
    }
    *dense = product(dense, k, &single(&inverse), k);
}

#[expect(clippy::cast_possible_truncation, reason = "single precision serves")]
fn single(values: &[f64]) -> Vec<f32> {
    values.iter().map(|x| *x as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    fn documents(vocabulary: &mut Vocabulary) -> Vec<Vec<Token>> {
        let mut random = Random::seeded(5);
        let (people, acts, things) = (
            ["læreren", "pædagogen", "gartneren", "kokken"],
            ["spiste", "hentede", "købte", "bar"],
            ["brød", "suppe", "mælk", "grød"],
        );
        let (places, weather) = (
            ["åen", "skoven", "marken", "stranden"],
            ["regnede", "blæste", "sneede", "tordnede"],
        );
        (0..600)
            .map(|_| {
                let mut pick = |list: &[&'static str; 4]| list[random.below(4)];
                let text = format!(
                    "i går {} {} noget {} og senere ved {} der {} det meget",
                    pick(&people),
                    pick(&acts),
                    pick(&things),
                    pick(&places),
                    pick(&weather)
                );
                let mut tokens = Vec::new();
                vocabulary.tokenise(&text, &mut tokens, None);
                tokens
            })
            .collect()
    }

    #[test]
    fn the_approximation_keeps_the_inner_products_of_a_small_matrix() {
        let mut random = Random::seeded(3);
        let (rows, width) = (7, 10);
        let dense = single(&(0..rows * width).map(|_| random.unit()).collect::<Vec<_>>());
        let sparse = Sparse {
            starts: (0..=rows).map(|row| row * width).collect(),
            columns: (0..rows).flat_map(|_| 0..narrow(width)).collect(),
            values: dense.clone(),
            width,
        };
        // As many dimensions as rows: nothing is lost.
        let out = reduce(&sparse, rows, rows, 1);
        let cosine = |a: &[f32], b: &[f32]| {
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
        };
        for a in 0..rows {
            for b in 0..rows {
                let wanted = cosine(&dense[a * width..][..width], &dense[b * width..][..width]);
                let got = cosine(&out[a * rows..][..rows], &out[b * rows..][..rows]);
                assert!((wanted - got).abs() < 1e-3, "{wanted} {got}");
            }
        }
    }

    #[test]
    fn words_used_alike_are_neighbours_and_the_same_every_time() {
        let mut vocabulary = Vocabulary::default();
        let documents = documents(&mut vocabulary);
        let slices: Vec<&[Token]> = documents.iter().map(Vec::as_slice).collect();
        let settings = Settings {
            dimensions: 8,
            ..Settings::default()
        };
        let seed = vocabulary.find("suppe").unwrap();
        let near = |vectors: &Vectors| {
            vectors
                .nearest(&[seed], 3)
                .into_iter()
                .map(|(word, _)| vocabulary.word(word).to_owned())
                .collect::<Vec<_>>()
        };
        let first = Vectors::train(&slices, &settings).unwrap();
        let mut found = near(&first);
        assert_eq!(found, near(&Vectors::train(&slices, &settings).unwrap()));
        found.sort();
        assert_eq!(found, ["brød", "grød", "mælk"]);
        let resamples = Resamples::train(&slices, &settings);
        let held = resamples
            .vectors
            .iter()
            .filter(|vectors| near(vectors).contains(&"grød".to_owned()));
        assert!(held.count() >= Resamples::STABLE as usize);
    }
}
