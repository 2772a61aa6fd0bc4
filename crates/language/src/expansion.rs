//! Suggestions for the lexicon from the organisation's own corpus. Nothing counts before a person says yes: dictionaries that were
//! built by embeddings alone did worse than off-the-shelf ones (Munnes et al. 2022).
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
            dimensions: 300,
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
/// Weight of the singular values: 0 forgets them, 1 keeps them. 0.25 is Caron's (2001) range where neighbours are best.
const SPECTRUM: f32 = 0.25;
const POWER_STEPS: usize = 2;
const OVERSAMPLING: usize = 10;

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
        let mut counts: HashMap<Type, u32> = HashMap::new();
        for token in documents.iter().copied().flatten() {
            *counts.entry(token.kind()).or_default() += 1;
        }
        let mut words: Vec<Type> = counts
            .iter()
            .filter(|(_, count)| **count >= settings.least_count)
            .map(|(word, _)| *word)
            .collect();
        words.sort_unstable_by_key(|word| (std::cmp::Reverse(counts[word]), *word));
        words.truncate(settings.most_words);
        if words.len() < 20 {
            return None;
        }
        let rows: HashMap<Type, usize> = words.iter().enumerate().map(|(row, word)| (*word, row)).collect();
        let matrix = association(documents, &rows, settings.window);
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

/// Neighbours that hold in at least seven of ten resamples of the documents, with the number of resamples.
#[must_use]
pub fn stable_neighbours(
    documents: &[&[Token]],
    seeds: &[Type],
    count: usize,
    settings: &Settings,
) -> Vec<(Type, u32)> {
    let mut random = Random::seeded(settings.seed);
    let mut held: HashMap<Type, u32> = HashMap::new();
    for draw in 0..10 {
        let sample: Vec<&[Token]> = (0..documents.len())
            .map(|_| documents[random.below(documents.len())])
            .collect();
        // The order of the words is settled with far fewer dimensions than fine distances need.
        let settings = Settings {
            dimensions: settings.dimensions.min(100),
            seed: settings.seed + draw,
            ..*settings
        };
        if let Some(vectors) = Vectors::train(&sample, &settings) {
            for (word, _) in vectors.nearest(seeds, count * 2) {
                *held.entry(word).or_default() += 1;
            }
        }
    }
    let mut stable: Vec<(Type, u32)> = held.into_iter().filter(|(_, times)| *times >= 7).collect();
    stable.sort_by_key(|(word, times)| (std::cmp::Reverse(*times), *word));
    stable.truncate(count);
    stable
}

/// The positive association of each word with what stands around it: one column per word and direction.
#[expect(clippy::cast_possible_truncation, reason = "associations are small numbers")]
fn association(documents: &[&[Token]], rows: &HashMap<Type, usize>, window: usize) -> Sparse {
    let size = rows.len();
    let most = documents
        .iter()
        .copied()
        .flatten()
        .map(|token| token.kind())
        .max()
        .map_or(0, |kind| kind as usize + 1);
    let mut index = vec![u32::MAX; most];
    for (word, row) in rows {
        index[*word as usize] = u32::try_from(*row).unwrap_or(u32::MAX);
    }
    // Pairs are sorted and counted in portions, which is faster than a hash table and bounded in memory.
    let mut counted: Vec<(u64, f32)> = Vec::new();
    let mut portion: Vec<u64> = Vec::with_capacity(8_000_000);
    for document in documents {
        let line: Vec<u32> = document.iter().map(|token| index[token.kind() as usize]).collect();
        for (at, &word) in line.iter().enumerate().filter(|(_, word)| **word != u32::MAX) {
            let right = &line[at + 1..(at + 1 + window).min(line.len())];
            for &other in right.iter().filter(|other| **other != u32::MAX) {
                portion.push(u64::from(word) << 32 | (u64::from(other) + size as u64));
                portion.push(u64::from(other) << 32 | u64::from(word));
            }
        }
        if portion.len() >= 7_500_000 {
            count_portion(&mut portion, &mut counted);
        }
    }
    count_portion(&mut portion, &mut counted);
    let width = 2 * size;
    let (mut row_sums, mut column_sums, mut total) = (vec![0.0_f64; size], vec![0.0_f64; width], 0.0_f64);
    for (pair, count) in &counted {
        row_sums[(pair >> 32) as usize] += f64::from(*count);
        column_sums[(pair & 0xFFFF_FFFF) as usize] += f64::from(*count);
        total += f64::from(*count);
    }
    let smoothed: Vec<f64> = column_sums.iter().map(|sum| sum.powf(SMOOTHING)).collect();
    let smoothed_total: f64 = smoothed.iter().sum();
    let mut sparse = Sparse {
        starts: vec![0; size + 1],
        columns: Vec::new(),
        values: Vec::new(),
        width,
    };
    let mut row = 0;
    for (pair, count) in counted {
        let (word, column) = ((pair >> 32) as usize, (pair & 0xFFFF_FFFF) as usize);
        while row < word {
            row += 1;
            sparse.starts[row] = sparse.columns.len();
        }
        let value = (f64::from(count) / total / (row_sums[word] / total * (smoothed[column] / smoothed_total))).ln();
        if value > 0.0 {
            sparse.columns.push(column as u32);
            sparse.values.push(value as f32);
        }
    }
    while row < size {
        row += 1;
        sparse.starts[row] = sparse.columns.len();
    }
    sparse
}

/// Sorts a portion of pairs and merges its counts into the sorted list.
fn count_portion(portion: &mut Vec<u64>, counted: &mut Vec<(u64, f32)>) {
    portion.sort_unstable();
    let mut merged = Vec::with_capacity(counted.len() + portion.len() / 2);
    let mut known = std::mem::take(counted).into_iter().peekable();
    for run in portion.chunk_by(|a, b| a == b) {
        while let Some(before) = known.next_if(|(pair, _)| *pair < run[0]) {
            merged.push(before);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
        let mut count = run.len() as f32;
        if let Some((_, before)) = known.next_if(|(pair, _)| *pair == run[0]) {
            count += before;
        }
        merged.push((run[0], count));
    }
    merged.extend(known);
    portion.clear();
    *counted = merged;
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

/// Left singular vectors weighed by σ^0.25, rows scaled to length 1.
#[expect(clippy::cast_possible_truncation, reason = "single precision serves")]
fn reduce(matrix: &Sparse, size: usize, dimensions: usize, seed: u64) -> Vec<f32> {
    let k = (dimensions + OVERSAMPLING).min(size);
    let mut random = Random::seeded(seed);
    let start: Vec<f32> = (0..matrix.width * k).map(|_| random.normal() as f32).collect();
    let mut basis = matrix.times(&start, k);
    orthonormalise(&mut basis, k);
    for _ in 0..POWER_STEPS {
        let mut back = matrix.transposed_times(&basis, k);
        orthonormalise(&mut back, k);
        basis = matrix.times(&back, k);
        orthonormalise(&mut basis, k);
    }
    // B = Aᵀ Q; the eigenvectors of BᵀB turn Q into left singular vectors.
    let back = matrix.transposed_times(&basis, k);
    let (values, vectors) = eigen(&gram(&back, k), k);
    let mut out = vec![0.0; size * dimensions];
    for (row, out) in out.chunks_exact_mut(dimensions).enumerate() {
        let from = &basis[row * k..(row + 1) * k];
        for (column, out) in out.iter_mut().enumerate() {
            let sum: f64 = from
                .iter()
                .enumerate()
                .map(|(at, x)| f64::from(*x) * vectors[at * k + column])
                .sum();
            *out = sum as f32 * (values[column].max(0.0).sqrt() as f32).powf(SPECTRUM);
        }
        let length = out.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            for x in out {
                *x /= length;
            }
        }
    }
    out
}

fn gram(dense: &[f32], k: usize) -> Vec<f64> {
    let mut single = vec![0.0_f64; k * k];
    let mut part = vec![0.0_f32; k * k];
    // Summed in portions so that single precision does not lose small rows.
    for rows in dense.chunks(k * 256) {
        part.fill(0.0);
        for row in rows.chunks_exact(k) {
            for (i, &a) in row.iter().enumerate() {
                let to = &mut part[i * k + i..(i + 1) * k];
                to.iter_mut().zip(&row[i..]).for_each(|(sum, b)| *sum += a * b);
            }
        }
        single.iter_mut().zip(&part).for_each(|(sum, x)| *sum += f64::from(*x));
    }
    for i in 0..k {
        for j in 0..i {
            single[i * k + j] = single[j * k + i];
        }
    }
    single
}

/// Orthonormal columns by Cholesky of the Gram matrix, twice for accuracy (Yamamoto et al. 2015).
#[expect(clippy::cast_possible_truncation, reason = "single precision serves")]
fn orthonormalise(dense: &mut [f32], k: usize) {
    for _ in 0..2 {
        let mut lower = gram(dense, k);
        let floor = (0..k).map(|i| lower[i * k + i]).fold(0.0, f64::max) * 1e-10;
        for j in 0..k {
            for p in 0..j {
                lower[j * k + j] -= lower[j * k + p] * lower[j * k + p];
            }
            let pivot = lower[j * k + j].max(floor).max(1e-30).sqrt();
            lower[j * k + j] = pivot;
            for i in j + 1..k {
                let sum: f64 = (0..j).map(|p| lower[i * k + p] * lower[j * k + p]).sum();
                lower[i * k + j] = (lower[i * k + j] - sum) / pivot;
            }
        }
        let single: Vec<f32> = lower.iter().map(|x| *x as f32).collect();
        for row in dense.chunks_exact_mut(k) {
            for j in 0..k {
                let sum: f32 = row[..j].iter().zip(&single[j * k..j * k + j]).map(|(a, b)| a * b).sum();
                row[j] = (row[j] - sum) / single[j * k + j];
            }
        }
    }
}

/// Eigenvalues (falling) and eigenvectors (as columns) of a symmetric matrix by Jacobi rotations (Golub & Van Loan 8.5).
fn eigen(matrix: &[f64], k: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = matrix.to_vec();
    let mut v = vec![0.0; k * k];
    (0..k).for_each(|i| v[i * k + i] = 1.0);
    for _ in 0..12 {
        let off: f64 = (0..k)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| a[i * k + j] * a[i * k + j])
            .sum();
        let on: f64 = (0..k).map(|i| a[i * k + i] * a[i * k + i]).sum();
        if off <= on * 1e-14 {
            break;
        }
        for p in 0..k {
            for q in p + 1..k {
                rotate(&mut a, &mut v, k, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|x, y| a[y * k + y].total_cmp(&a[x * k + x]));
    let values = order.iter().map(|&at| a[at * k + at]).collect();
    let mut vectors = vec![0.0; k * k];
    for (column, &at) in order.iter().enumerate() {
        (0..k).for_each(|row| vectors[row * k + column] = v[at * k + row]);
    }
    (values, vectors)
}

/// One Jacobi rotation. `v` holds eigenvectors as rows, so that memory is walked in order.
fn rotate(a: &mut [f64], v: &mut [f64], k: usize, p: usize, q: usize) {
    let apq = a[p * k + q];
    let (app, aqq) = (a[p * k + p], a[q * k + q]);
    if apq.abs() <= 1e-12 * (app * aqq).abs().sqrt() {
        return;
    }
    let theta = (aqq - app) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for i in 0..k {
        let (x, y) = (a[p * k + i], a[q * k + i]);
        a[p * k + i] = c * x - s * y;
        a[q * k + i] = s * x + c * y;
        let (x, y) = (v[p * k + i], v[q * k + i]);
        v[p * k + i] = c * x - s * y;
        v[q * k + i] = s * x + c * y;
    }
    for i in 0..k {
        let (x, y) = (a[i * k + p], a[i * k + q]);
        a[i * k + p] = c * x - s * y;
        a[i * k + q] = s * x + c * y;
    }
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Used like the element's words in this corpus, in so many of ten resamples.
    Neighbour {
        resamples: u32,
    },
    Synonym,
    Compound,
    /// Typical of passages that people confirmed.
    Keyword,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Suggestion {
    pub word: String,
    pub count: usize,
    pub why: Vec<Why>,
}

/// Most suggestions per element.
pub const SUGGESTIONS: usize = 25;

/// Merges suggestions from the different sources; words with several reasons first, then the commoner ones.
/// Words already in the lexicon, and words seen less than three times, are left out.
#[must_use]
pub fn merge(found: Vec<(String, usize, Why)>, known: &dyn Fn(&str) -> bool) -> Vec<Suggestion> {
    let mut merged: HashMap<String, Suggestion> = HashMap::new();
    for (word, count, why) in found {
        if count >= 3 && !known(&word) {
            let entry = merged.entry(word.clone()).or_insert(Suggestion {
                word,
                count,
                why: Vec::new(),
            });
            if !entry.why.contains(&why) {
                entry.why.push(why);
            }
        }
    }
    let mut list: Vec<Suggestion> = merged.into_values().collect();
    list.sort_by(|a, b| {
        b.why
            .len()
            .cmp(&a.why.len())
            .then(b.count.cmp(&a.count))
            .then_with(|| a.word.cmp(&b.word))
    });
    list.truncate(SUGGESTIONS);
    list
}

/// A thesaurus in the `MyThes` format (a head with the number of lines, then lines of `(class)|synonym|…`).
#[derive(Default)]
pub struct Thesaurus {
    heads: HashMap<String, Vec<String>>,
}

impl Thesaurus {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut heads: HashMap<String, Vec<String>> = HashMap::new();
        let mut lines = text.lines().skip(1);
        while let Some(head) = lines.next() {
            let Some((word, count)) = head.split_once('|') else {
                continue;
            };
            for line in lines.by_ref().take(count.trim().parse().unwrap_or(0)) {
                let synonyms = line
                    .split('|')
                    .skip(1)
                    .map(|word| word.split(" (").next().unwrap_or(word).trim().to_lowercase());
                heads
                    .entry(word.to_lowercase())
                    .or_default()
                    .extend(synonyms.filter(|word| !word.is_empty()));
            }
        }
        Self { heads }
    }

    #[must_use]
    pub fn synonyms(&self, word: &str) -> &[String] {
        self.heads.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn heads(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.heads.iter().map(|(head, words)| (head.as_str(), words.as_slice()))
    }
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
        assert_eq!(stable_neighbours(&slices, &[seed], 3, &settings).len(), 3);
    }

    #[test]
    fn a_thesaurus_is_read() {
        let thesaurus =
            Thesaurus::parse("UTF-8\ntillid|2\n(sb.)|tiltro|fortrøstning (lignende)\n-|tro\nåben|1\n-|ærlig\n");
        assert_eq!(thesaurus.synonyms("tillid"), ["tiltro", "fortrøstning", "tro"]);
        assert!(thesaurus.synonyms("ukendt").is_empty());
    }

    #[test]
    fn several_reasons_come_first_and_known_words_not_at_all() {
        let found = vec![
            ("mod".into(), 9, Why::Synonym),
            ("vove".into(), 4, Why::Synonym),
            ("vove".into(), 4, Why::Keyword),
            ("sjælden".into(), 1, Why::Keyword),
        ];
        let list = merge(found, &|word| word == "mod");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].why.len(), 2);
    }
}
