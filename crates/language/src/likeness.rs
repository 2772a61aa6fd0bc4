//! Likens passages to examples: what people say when they show an idea, or miss it, in words that no rule foresaw.
//!
//! The examples (`data/families/examples*.da.txt`) are short passages written for the library, each under the families that it shows.
//! A ridge regression over their words (lemma, and groups of four and five letters, so that unseen compounds and inflections still
//! count) gives every word a weight in every family (Hastie, Tibshirani & Friedman 2009, 3.4.1; solved in its dual form, 12.3.7).
//! Whether something is missed is read from word forms and pairs of neighbours instead, because it is told by tense and by little words.
//! Both are sums over words, so a word is weighed once and not each time it is met.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
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
    places: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    rarity: Vec<f32>,
    weights: Vec<f32>,
    columns: usize,
}

type Features = Vec<(u64, f32)>;

/// Features are hashes already, and only those of the examples are kept, so nobody can choose some that collide.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = (self.0.rotate_left(8) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

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
    let padded = format!(" {word} ");
    let starts: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    for n in [4, 5] {
        features.extend(
            starts
                .windows(n + 1)
                .map(|group| (hash(b'c', &padded[group[0]..group[n]]), 0.0)),
        );
    }
    #[expect(clippy::cast_precision_loss, reason = "letters of one word")]
    let value = LETTERS / ((features.len() - 1).max(1) as f32).sqrt();
    for feature in &mut features[1..] {
        feature.1 = value;
    }
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
    fn add(&self, word: &[(u64, f32)], columns: &mut [f32]) -> f32 {
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
    /// Columns of a row: the elements and what [`LENGTH`] and the next ones name, rounded up to whole vectors.
    width: usize,
    /// Per type, a row that is added for each passage that holds the word.
    rows: Vec<f32>,
    /// Per type, what the passage at hand asks first.
    words: Vec<Word>,
    /// Number of the passage at hand.
    passage: u32,
    /// A bit per hash of a pair that the examples know: nearly all pairs end here.
    pairs: Vec<u64>,
    sums: Vec<f32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Hash in the model of what is missed; 0 for a word that no example has.
    hash: u64,
    /// The last passage that held it.
    passage: u32,
}

// Columns behind the elements: squared length, weight in the model of what is missed, and squared length there.
const LENGTH: usize = 0;
const MISSED: usize = 1;
const MISSED_LENGTH: usize = 2;
const BEHIND: usize = 3;
/// Columns that are added at a time.
const LANES: usize = 8;

/// What a passage showing nothing speaks against every element.
const AGAINST_NOTHING: f32 = 0.45;

/// Bits for the pairs; the shipped examples fill one in fifteen.
const PAIR_BITS: u64 = 1 << 18;

fn pair_bit(hash: u64) -> (usize, u64) {
    let bit = hash >> (64 - PAIR_BITS.trailing_zeros());
    ((bit / 64) as usize, 1 << (bit % 64))
}

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
        let mut pairs = vec![0; (PAIR_BITS / 64) as usize];
        for feature in likeness.iter().flat_map(|likeness| likeness.missed.places.keys()) {
            let (word, bit) = pair_bit(*feature);
            pairs[word] |= bit;
        }
        let width = (elements + BEHIND).next_multiple_of(LANES);
        Self {
            likeness,
            shares: rows,
            elements,
            width,
            rows: Vec::new(),
            words: Vec::new(),
            passage: 0,
            pairs,
            sums: vec![0.0; width],
        }
    }

    pub fn grow(&mut self, vocabulary: &Vocabulary) {
        let Some(likeness) = self.likeness else { return };
        if self.words.len() == vocabulary.len() {
            return;
        }
        let mut columns = vec![0.0; likeness.families.len()];
        for kind in self.words.len()..vocabulary.len() {
            let text = vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX));
            columns.fill(0.0);
            let squared_length = likeness.sense.add(&sense_features(text), &mut columns);
            let hash = hash(b'w', text);
            let mut missed = [0.0];
            let missed_length = likeness.missed.add(&[(hash, 1.0)], &mut missed);
            self.words.push(Word {
                hash: if missed_length > 0.0 { hash } else { 0 },
                passage: 0,
            });
            let first = self.rows.len();
            self.rows.resize(first + self.width, 0.0);
            let (elements, behind) = self.rows[first..].split_at_mut(self.elements);
            for (column, shares) in columns.iter().zip(&self.shares) {
                for (weight, share) in elements.iter_mut().zip(shares) {
                    *weight += column * share;
                }
            }
            behind[LENGTH] = squared_length;
            behind[MISSED] = missed[0];
            behind[MISSED_LENGTH] = missed_length;
        }
    }

    /// Writes the likeness of a passage to each element, and returns that to passages in which something is missed. Words that came
    /// into the vocabulary since the last [`Self::grow`] count for nothing. Each word counts once, where it is first met: the sums
    /// do not depend on what was read before.
    pub fn of(&mut self, passage: &[Token], out: &mut Vec<f32>) -> f32 {
        out.clear();
        out.resize(self.elements, 0.0);
        let Some(likeness) = self.likeness else {
            return 0.0;
        };
        self.passage = self.passage.wrapping_add(1);
        if self.passage == 0 {
            self.words.iter_mut().for_each(|word| word.passage = 0);
            self.passage = 1;
        }
        self.sums.fill(0.0);
        let (mut pair_sum, mut pair_length, mut before) = ([0.0], 0.0, 0);
        for token in passage {
            let at = token.kind() as usize;
            let Some(word) = self.words.get_mut(at) else {
                before = 0;
                continue;
            };
            let hash = word.hash;
            if word.passage != self.passage {
                word.passage = self.passage;
                let row = &self.rows[at * self.width..][..self.width];
                for (sums, row) in self
                    .sums
                    .as_chunks_mut::<LANES>()
                    .0
                    .iter_mut()
                    .zip(row.as_chunks::<LANES>().0)
                {
                    // Through a copy, so that the compiler sees that the two do not overlap and adds them in vectors.
                    let mut sum = *sums;
                    for lane in 0..LANES {
                        sum[lane] += row[lane];
                    }
                    *sums = sum;
                }
            }
            if before != 0 && hash != 0 {
                let pair = pair(before, hash);
                let (word, bit) = pair_bit(pair);
                if self.pairs[word] & bit != 0 {
                    pair_length += likeness.missed.add(&[(pair, PAIR)], &mut pair_sum);
                }
            }
            before = hash;
        }
        let (elements, behind) = self.sums.split_at(self.elements);
        out.copy_from_slice(elements);
        scale(out, behind[LENGTH]);
        let missed_length = behind[MISSED_LENGTH] + pair_length;
        if missed_length > 0.0 {
            (behind[MISSED] + pair_sum[0]) / missed_length.sqrt()
        } else {
            0.0
        }
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
    fn rows_and_sieve_give_what_the_features_give() {
        let likeness = Likeness::shipped(Language::Danish).unwrap();
        // Each family as an element of its own.
        let count = likeness.families.len();
        let at = |key: &str| likeness.families.iter().position(|family| family == key);
        let share = |key: &str| (0..count).map(|element| f32::from(at(key) == Some(element))).collect();
        let mut likened = Likened::new(Some(likeness), count, share);
        let (mut vocabulary, mut out) = (Vocabulary::default(), Vec::new());
        for example in parse(DANISH).unwrap() {
            let mut tokens = Vec::new();
            vocabulary.tokenise(&example.text, &mut tokens, None);
            likened.grow(&vocabulary);
            let lament = likened.of(&tokens, &mut out);
            let plain = likeness.of_text(&example.text);
            let nothing = plain[count - 1] * AGAINST_NOTHING;
            for (sum, plain) in out.iter().zip(&plain).take(count - 1) {
                assert!((sum - (plain - nothing)).abs() < 1e-4, "{}", example.text);
            }
            let words: Vec<String> = tokens
                .iter()
                .map(|token| vocabulary.word(token.kind()).to_owned())
                .collect();
            let hashes: Vec<u64> = words.iter().map(|word| hash(b'w', word)).collect();
            let (mut sum, mut length) = ([0.0], 0.0);
            let knows = |word: &u64| likeness.missed.places.contains_key(word);
            for word in distinct(&words) {
                length += likeness.missed.add(&[(hash(b'w', word), 1.0)], &mut sum);
            }
            for two in hashes.windows(2).filter(|two| two.iter().all(knows)) {
                length += likeness.missed.add(&[(pair(two[0], two[1]), PAIR)], &mut sum);
            }
            assert!(
                length == 0.0 || (lament - sum[0] / length.sqrt()).abs() < 1e-4,
                "{}",
                example.text
            );
        }
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
