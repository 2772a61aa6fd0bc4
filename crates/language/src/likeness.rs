//! Likens passages to examples: what people say when they show an idea, or miss it, in words that no rule foresaw.
//!
//! The examples (`data/families/examples*.da.txt`) are short passages written for the library, each under the families that it shows.
//! A ridge regression over their words (lemma, and groups of four and five letters, so that unseen compounds and inflections still
//! count) gives every word a weight in every family (Hastie, Tibshirani & Friedman 2009, 3.4.1; solved in its dual form, 12.3.7).
//! Whether something is missed is read from word forms and pairs of neighbours instead, because it is told by tense and by little words.
//! Both are sums over words, so a word is weighed once and not each time it is met.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::library::LibraryError;
use crate::morphology::{Danish, Language};
use crate::vocabulary::{Token, Vocabulary};

static DANISH: &str = concat!(
    include_str!("../data/families/examples.da.txt"),
    include_str!("../data/families/examples2.da.txt"),
    include_str!("../data/families/examples3.da.txt"),
);

/// Key of the examples that show nothing.
pub const NOTHING: &str = "none";

/// Penalties, and the weight of letter groups beside the lemma: the middle of a plain that was flat on two collections.
const RIDGE: f32 = 2.0;
const RIDGE_MISSED: f32 = 0.5;
const LETTERS: f32 = 0.7;
/// What a pair of neighbours counts against a word in telling what is missed ("not until", "nobody who").
const PAIR: f32 = 1.5;

/// One example: the families it shows, and whether as something missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub families: Vec<String>,
    pub missed: bool,
    pub text: String,
}

/// Reads examples: `= family, family` begins a group, `!` an example in which the idea is missed, `#` a comment.
pub fn parse(text: &str) -> Result<Vec<Example>, LibraryError> {
    let (mut examples, mut families) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(keys) = line.strip_prefix("= ") {
            families = keys.split(',').map(|key| key.trim().to_owned()).collect();
        } else if !line.is_empty() && !line.starts_with('#') {
            if families.is_empty() {
                return Err(LibraryError::Line { line: at + 1 });
            }
            let (missed, text) = line.strip_prefix('!').map_or((false, line), |rest| (true, rest));
            examples.push(Example {
                families: families.clone(),
                missed,
                text: text.to_owned(),
            });
        }
    }
    Ok(examples)
}

/// Weights of words in families, learned from examples.
#[derive(Debug, Default)]
pub struct Likeness {
    /// Families in the order of the columns; the last column is [`NOTHING`].
    pub families: Vec<String>,
    sense: Linear,
    missed: Linear,
}

/// Features by hash, each with its rarity and its weight in every column.
#[derive(Debug, Default)]
struct Linear {
    places: HashMap<u64, u32>,
    rarity: Vec<f32>,
    weights: Vec<f32>,
    columns: usize,
}

type Features = Vec<(u64, f32)>;

impl Likeness {
    /// What ships for a language; none for a language without examples.
    ///
    /// # Panics
    /// Never: the examples are part of the binary and a test reads them.
    #[must_use]
    pub fn shipped(language: Language) -> Option<&'static Self> {
        static SHIPPED: OnceLock<Likeness> = OnceLock::new();
        (language == Language::Danish).then(|| {
            SHIPPED.get_or_init(|| Self::learn(&parse(DANISH).expect("the shipped examples are read by a test")))
        })
    }

    #[must_use]
    pub fn learn(examples: &[Example]) -> Self {
        let mut families: Vec<String> = examples
            .iter()
            .flat_map(|example| example.families.iter().filter(|key| *key != NOTHING).cloned())
            .collect();
        families.sort();
        families.dedup();
        families.push(NOTHING.to_owned());
        let mut vocabulary = Vocabulary::default();
        let words: Vec<Vec<String>> = examples
            .iter()
            .map(|example| {
                let mut tokens = Vec::new();
                vocabulary.tokenise(&example.text, &mut tokens, None);
                tokens
                    .iter()
                    .map(|token| vocabulary.word(token.kind()).to_owned())
                    .collect()
            })
            .collect();
        let sense: Vec<Vec<Features>> = words
            .iter()
            .map(|words| distinct(words).map(|word| sense_features(word)).collect())
            .collect();
        let showing = |example: &Example, key: &str| f32::from(example.families.iter().any(|family| family == key));
        let sense = Linear::learn(
            &sense,
            &examples
                .iter()
                .map(|example| families.iter().map(|key| showing(example, key)).collect())
                .collect::<Vec<Vec<f32>>>(),
            RIDGE,
        );
        let telling: Vec<usize> = (0..examples.len())
            .filter(|at| showing(&examples[*at], NOTHING) == 0.0)
            .collect();
        let missed = Linear::learn(
            &telling
                .iter()
                .map(|&at| {
                    let hashes: Vec<u64> = words[at].iter().map(|word| hash(b'w', word)).collect();
                    let pairs = hashes.windows(2).map(|two| vec![(pair(two[0], two[1]), PAIR)]);
                    let mut single = hashes.clone();
                    single.sort_unstable();
                    single.dedup();
                    single.into_iter().map(|hash| vec![(hash, 1.0)]).chain(pairs).collect()
                })
                .collect::<Vec<Vec<Features>>>(),
            &telling
                .iter()
                .map(|&at| vec![f32::from(examples[at].missed)])
                .collect::<Vec<_>>(),
            RIDGE_MISSED,
        );
        Self {
            families,
            sense,
            missed,
        }
    }

    /// How like a text is to each family of [`Self::families`]; about 0 is like any other text.
    #[must_use]
    pub fn of_text(&self, text: &str) -> Vec<f32> {
        let (mut vocabulary, mut tokens) = (Vocabulary::default(), Vec::new());
        vocabulary.tokenise(text, &mut tokens, None);
        let words: Vec<String> = tokens
            .iter()
            .map(|token| vocabulary.word(token.kind()).to_owned())
            .collect();
        let (mut sum, mut length) = (vec![0.0; self.families.len()], 0.0);
        for word in distinct(&words) {
            length += self.sense.add(&sense_features(word), &mut sum);
        }
        scale(&mut sum, length);
        sum
    }
}

fn distinct(words: &[String]) -> impl Iterator<Item = &String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter()
}

fn scale(sum: &mut [f32], squared_length: f32) {
    if squared_length > 0.0 {
        let length = squared_length.sqrt();
        for value in sum {
            *value /= length;
        }
    }
}

/// FNV-1a: the same number in every run, unlike the standard hasher.
fn hash(kind: u8, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(step(0xcbf2_9ce4_8422_2325, kind), step)
}

fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(21) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn sense_features(word: &str) -> Features {
    let lemma = Danish::BuiltIn.lemmas(word).swap_remove(0);
    let mut features = vec![(hash(b'l', &lemma), 1.0)];
    let padded: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    let groups: Vec<String> = [4, 5]
        .iter()
        .flat_map(|n| padded.windows(*n))
        .map(|group| group.iter().collect())
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "letters of one word")]
    let value = LETTERS / (groups.len().max(1) as f32).sqrt();
    features.extend(groups.iter().map(|group| (hash(b'c', group), value)));
    features
}

impl Linear {
    /// `passages` hold the features of each of their words; `wanted` the value of each column.
    fn learn(passages: &[Vec<Features>], wanted: &[Vec<f32>], ridge: f32) -> Self {
        let mut found: BTreeMap<u64, u32> = BTreeMap::new();
        for passage in passages {
            let mut seen: Vec<u64> = passage.iter().flatten().map(|(feature, _)| *feature).collect();
            seen.sort_unstable();
            seen.dedup();
            for feature in seen {
                *found.entry(feature).or_default() += 1;
            }
        }
        let columns = wanted.first().map_or(0, Vec::len);
        let mut linear = Self {
            columns,
            ..Self::default()
        };
        for (feature, count) in found {
            #[expect(clippy::cast_precision_loss, reason = "counts of examples")]
            let rarity = ((1.0 + passages.len() as f32) / (1.0 + count as f32)).ln() + 0.5;
            linear
                .places
                .insert(feature, u32::try_from(linear.rarity.len()).unwrap_or(u32::MAX));
            linear.rarity.push(rarity);
        }
        let rows: Vec<Vec<(u32, f32)>> = passages.iter().map(|passage| linear.row(passage)).collect();
        let dual = dual(&rows, wanted, ridge);
        linear.weights = vec![0.0; linear.rarity.len() * columns];
        for (row, dual) in rows.iter().zip(&dual) {
            for (place, value) in row {
                let at = *place as usize * columns;
                for (weight, dual) in linear.weights[at..at + columns].iter_mut().zip(dual) {
                    *weight += value * dual;
                }
            }
        }
        linear
    }

    fn row(&self, passage: &[Features]) -> Vec<(u32, f32)> {
        let mut row: BTreeMap<u32, f32> = BTreeMap::new();
        let mut length = 0.0;
        for (feature, value) in passage.iter().flatten() {
            let place = self.places[feature];
            let value = value * self.rarity[place as usize];
            length += value * value;
            *row.entry(place).or_default() += value;
        }
        let length = f32::sqrt(length).max(f32::MIN_POSITIVE);
        row.into_iter().map(|(place, value)| (place, value / length)).collect()
    }

    /// Adds a word's weights to the columns and returns its squared length.
    fn add(&self, word: &Features, columns: &mut [f32]) -> f32 {
        let mut length = 0.0;
        for (feature, value) in word {
            let Some(&place) = self.places.get(feature) else {
                continue;
            };
            let value = value * self.rarity[place as usize];
            length += value * value;
            let at = place as usize * self.columns;
            for (column, weight) in columns.iter_mut().zip(&self.weights[at..at + self.columns]) {
                *column += value * weight;
            }
        }
        length
    }
}

/// Solves (K + ridge·I) A = Y − mean by Cholesky, in single precision: the ridge keeps the system far from singular.
fn dual(rows: &[Vec<(u32, f32)>], wanted: &[Vec<f32>], ridge: f32) -> Vec<Vec<f32>> {
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

/// Likeness laid over a vocabulary and an element's families: each word weighed once. Grows with the vocabulary.
pub struct Likened<'a> {
    likeness: Option<&'a Likeness>,
    /// Share of each family (row, in the order of the likeness) in each element (column).
    shares: Vec<Vec<f32>>,
    elements: usize,
    /// Per type: weight in each element.
    weights: Vec<f32>,
    words: Vec<Word>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    squared_length: f32,
    hash: u64,
    missed: f32,
    /// Squared length in the model of what is missed; 0 for a word that no example has.
    missed_length: f32,
}

/// What a passage showing nothing speaks against every element.
const AGAINST_NOTHING: f32 = 0.45;

impl<'a> Likened<'a> {
    /// `shares` gives the share of a family in every element.
    pub fn new(likeness: Option<&'a Likeness>, elements: usize, shares: impl Fn(&str) -> Vec<f32>) -> Self {
        let mut rows: Vec<Vec<f32>> = likeness.map_or(Vec::new(), |likeness| {
            likeness.families.iter().map(|key| shares(key)).collect()
        });
        for element in 0..elements {
            let length = rows.iter().map(|row| row[element] * row[element]).sum::<f32>().sqrt();
            if length > 0.0 {
                for row in &mut rows {
                    row[element] /= length;
                }
            }
        }
        if let Some(nothing) = rows.last_mut() {
            nothing.fill(-AGAINST_NOTHING);
        }
        Self {
            likeness,
            shares: rows,
            elements,
            weights: Vec::new(),
            words: Vec::new(),
        }
    }

    pub fn grow(&mut self, vocabulary: &Vocabulary) {
        let Some(likeness) = self.likeness else { return };
        let mut columns = vec![0.0; likeness.families.len()];
        for kind in self.words.len()..vocabulary.len() {
            let text = vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX));
            columns.fill(0.0);
            let squared_length = likeness.sense.add(&sense_features(text), &mut columns);
            let hash = hash(b'w', text);
            let mut missed = [0.0];
            let missed_length = likeness.missed.add(&vec![(hash, 1.0)], &mut missed);
            self.words.push(Word {
                squared_length,
                hash,
                missed: missed[0],
                missed_length,
            });
            self.weights.extend((0..self.elements).map(|element| {
                columns
                    .iter()
                    .zip(&self.shares)
                    .map(|(column, shares)| column * shares[element])
                    .sum::<f32>()
            }));
        }
    }

    /// Likeness of a passage to each element, and to passages in which something is missed. Words that came into the vocabulary since
    /// the last [`Self::grow`] count for nothing.
    #[must_use]
    pub fn of(&self, passage: &[Token]) -> (Vec<f32>, f32) {
        let mut elements = vec![0.0; self.elements];
        let Some(likeness) = self.likeness else {
            return (elements, 0.0);
        };
        let mut kinds: Vec<u32> = passage.iter().map(|token| token.kind()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let (mut length, mut missed, mut missed_length) = (0.0, 0.0, 0.0);
        for kind in kinds {
            let Some(word) = self.words.get(kind as usize) else {
                continue;
            };
            length += word.squared_length;
            missed += word.missed;
            missed_length += word.missed_length;
            let at = kind as usize * self.elements;
            for (element, weight) in elements.iter_mut().zip(&self.weights[at..at + self.elements]) {
                *element += weight;
            }
        }
        for two in passage.windows(2) {
            let (Some(a), Some(b)) = (
                self.words.get(two[0].kind() as usize),
                self.words.get(two[1].kind() as usize),
            ) else {
                continue;
            };
            if a.missed_length > 0.0 && b.missed_length > 0.0 {
                let mut column = [missed];
                missed_length += likeness.missed.add(&vec![(pair(a.hash, b.hash), PAIR)], &mut column);
                missed = column[0];
            }
        }
        scale(&mut elements, length);
        (
            elements,
            if missed_length > 0.0 {
                missed / missed_length.sqrt()
            } else {
                0.0
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    #[test]
    fn the_shipped_examples_belong_to_families() {
        let library = Library::shipped(Language::Danish);
        for example in parse(DANISH).unwrap() {
            for key in example.families.iter().filter(|key| *key != NOTHING) {
                assert!(library.family(key).is_some(), "{key}: {}", example.text);
            }
        }
    }

    #[test]
    fn an_unseen_sentence_is_likened_to_its_family() {
        let likeness = Likeness::shipped(Language::Danish).unwrap();
        let of = |text: &str| {
            let scores = likeness.of_text(text);
            let best = (0..scores.len())
                .max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
                .unwrap();
            likeness.families[best].clone()
        };
        assert_eq!(
            of("Vi testede den nye rute på forsøg og stoppede, da den ikke virkede."),
            "courage"
        );
        assert_eq!(of("Mødet slutter klokken tre, og der er kaffe i kantinen."), NOTHING);
    }

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
