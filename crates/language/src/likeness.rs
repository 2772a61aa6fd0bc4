//! Likens passages to examples: what people say when they show an idea, or miss it, in words that no rule foresaw.
//!
//! The examples (`data/families/examples*.da.txt`) are short passages written for the library, each under the families that it shows.
//! A ridge regression over their words (lemma, and groups of four and five letters, so that unseen compounds and inflections still
//! count) gives every word a weight in every family (Hastie, Tibshirani & Friedman 2009, 3.4.1; solved in its dual form, 12.3.7).
//! Whether something is missed is read from word forms and pairs of neighbours instead, because it is told by tense and by little words.
//! Both are sums over words, so a word is weighed once and not each time it is met.

use std::sync::OnceLock;

use crate::examples::{DANISH, Letters, PAIR, Places, Problem, Problems, hash, pair, parse};
pub use crate::examples::{Example, NOTHING};
use crate::morphology::{Danish, Language};
use crate::ridge::dual;
use crate::vocabulary::{Token, Vocabulary};

/// What `build.rs` solved: a weight for each example and column, of the one regression and then of the other.
static SOLVED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/likeness.dual"));

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
    places: Places,
    rarity: Vec<f32>,
    weights: Vec<f32>,
    columns: usize,
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
            SHIPPED.get_or_init(|| {
                let examples = parse(DANISH).expect("the shipped examples are read by a test");
                let problems = Problems::new(&examples, lemma);
                let mut solved = SOLVED.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
                Self::solved(problems, |problem| {
                    let count = problem.rows.len() * problem.columns();
                    solved.by_ref().take(count).collect()
                })
            })
        })
    }

    #[must_use]
    pub fn learn(examples: &[Example]) -> Self {
        Self::solved(Problems::new(examples, lemma), |problem| {
            dual(&problem.rows, &problem.wanted, problem.ridge)
                .into_iter()
                .flatten()
                .collect()
        })
    }

    fn solved(problems: Problems, mut solve: impl FnMut(&Problem) -> Vec<f32>) -> Self {
        let (sense, missed) = (solve(&problems.sense), solve(&problems.missed));
        Self {
            families: problems.families,
            sense: Linear::weigh(problems.sense, &sense),
            missed: Linear::weigh(problems.missed, &missed),
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
        let (mut sum, mut length, mut letters) = (vec![0.0; self.families.len()], 0.0, Letters::default());
        for word in distinct(&words) {
            length += self.sense.add(letters.sense(word, &lemma(word)), &mut sum);
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

fn lemma(word: &str) -> String {
    Danish::BuiltIn.lemmas(word).swap_remove(0)
}

impl Linear {
    /// `dual` gives the weight of each example in each column; a word's weight is the sum over the examples that hold it.
    fn weigh(problem: Problem, dual: &[f32]) -> Self {
        let columns = problem.columns();
        let mut weights = vec![0.0; problem.rarity.len() * columns];
        for (row, dual) in problem.rows.iter().zip(dual.chunks_exact(columns.max(1))) {
            for (place, value) in row {
                let at = *place as usize * columns;
                for (weight, dual) in weights[at..at + columns].iter_mut().zip(dual) {
                    *weight += value * dual;
                }
            }
        }
        Self {
            places: problem.places,
            rarity: problem.rarity,
            weights,
            columns,
        }
    }

    /// The same features with other columns: `mix` holds what each old column (row) counts in each new one.
    fn mixed(&self, mix: &[Vec<f32>], columns: usize) -> Vec<f32> {
        let mut weights = vec![0.0; self.rarity.len() * columns];
        if columns == 0 {
            return weights;
        }
        for (new, old) in weights
            .chunks_exact_mut(columns)
            .zip(self.weights.chunks_exact(self.columns))
        {
            for (old, mix) in old.iter().zip(mix) {
                for (new, mix) in new.iter_mut().zip(mix) {
                    *new += old * mix;
                }
            }
        }
        weights
    }

    /// Adds what the features weigh in `weights`, which has as many columns as `columns`, and returns their squared length.
    fn add_mixed(&self, weights: &[f32], features: &[(u64, f32)], columns: &mut [f32]) -> f32 {
        let mut length = 0.0;
        for (feature, value) in features {
            let Some(&place) = self.places.get(feature) else {
                continue;
            };
            let value = value * self.rarity[place as usize];
            length += value * value;
            let at = place as usize * columns.len();
            for (column, weight) in columns.iter_mut().zip(&weights[at..]) {
                *column += value * weight;
            }
        }
        length
    }

    /// Adds the features' weights to the columns and returns their squared length.
    fn add(&self, features: &[(u64, f32)], columns: &mut [f32]) -> f32 {
        self.add_mixed(&self.weights, features, columns)
    }
}

/// Likeness laid over a vocabulary and an element's families: each word weighed once. Grows with the vocabulary.
pub struct Likened<'a> {
    likeness: Option<&'a Likeness>,
    elements: usize,
    /// Weights of the features in each element: in showing it, and in missing it.
    sense: Vec<f32>,
    missed: Vec<f32>,
    /// Columns of a row: showing each element, missing each element, and the two squared lengths, rounded up to whole vectors.
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
    letters: Letters,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Hash in the model of what is missed; 0 for a word that no example has.
    hash: u64,
    /// The last passage that held it.
    passage: u32,
}

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
        let mut mix: Vec<Vec<f32>> = likeness.map_or(Vec::new(), |likeness| {
            likeness.families.iter().map(|key| shares(key)).collect()
        });
        for element in 0..elements {
            let length = mix.iter().map(|row| row[element] * row[element]).sum::<f32>().sqrt();
            if length > 0.0 {
                for row in &mut mix {
                    row[element] /= length;
                }
            }
        }
        // What is missed at all, and then in each family; nothing cannot be missed.
        let mut missed_mix = vec![vec![1.0; elements]];
        missed_mix.extend(mix.iter().take(mix.len().saturating_sub(1)).cloned());
        if let Some(nothing) = mix.last_mut() {
            nothing.fill(-AGAINST_NOTHING);
        }
        let mut pairs = vec![0; (PAIR_BITS / 64) as usize];
        for feature in likeness.iter().flat_map(|likeness| likeness.missed.places.keys()) {
            let (word, bit) = pair_bit(*feature);
            pairs[word] |= bit;
        }
        let width = (2 * elements + 2).next_multiple_of(LANES);
        Self {
            likeness,
            elements,
            sense: likeness.map_or(Vec::new(), |likeness| likeness.sense.mixed(&mix, elements)),
            missed: likeness.map_or(Vec::new(), |likeness| likeness.missed.mixed(&missed_mix, elements)),
            width,
            rows: Vec::new(),
            words: Vec::new(),
            passage: 0,
            pairs,
            sums: vec![0.0; width],
            letters: Letters::default(),
        }
    }

    pub fn grow(&mut self, vocabulary: &Vocabulary) {
        let Some(likeness) = self.likeness else { return };
        for kind in self.words.len()..vocabulary.len() {
            let text = vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX));
            let first = self.rows.len();
            self.rows.resize(first + self.width, 0.0);
            let (showing, rest) = self.rows[first..].split_at_mut(self.elements);
            let (missing, lengths) = rest.split_at_mut(self.elements);
            let sense = self.letters.sense(text, &lemma(text));
            lengths[0] = likeness.sense.add_mixed(&self.sense, sense, showing);
            let missed = self.letters.missed(text);
            lengths[1] = likeness.missed.add_mixed(&self.missed, missed, missing);
            let hash = hash(b'w', text);
            self.words.push(Word {
                hash: if likeness.missed.places.contains_key(&hash) {
                    hash
                } else {
                    0
                },
                passage: 0,
            });
        }
    }

    /// Writes to each element how like a passage is to those that show it, and how much more like to those in which it is missed.
    /// Words that came into the vocabulary since the last [`Self::grow`] count for nothing. Each word counts once, where it is first
    /// met: the sums do not depend on what was read before.
    pub fn of(&mut self, passage: &[Token], out: &mut Vec<f32>, laments: &mut Vec<f32>) {
        for values in [&mut *out, &mut *laments] {
            values.clear();
            values.resize(self.elements, 0.0);
        }
        let Some(likeness) = self.likeness else { return };
        self.passage = self.passage.wrapping_add(1);
        if self.passage == 0 {
            self.words.iter_mut().for_each(|word| word.passage = 0);
            self.passage = 1;
        }
        self.sums.fill(0.0);
        let (mut pair_length, mut before) = (0.0, 0);
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
                    pair_length += likeness.missed.add_mixed(&self.missed, &[(pair, PAIR)], laments);
                }
            }
            before = hash;
        }
        let (showing, rest) = self.sums.split_at(self.elements);
        let (missing, lengths) = rest.split_at(self.elements);
        out.copy_from_slice(showing);
        scale(out, lengths[0]);
        for (lament, missing) in laments.iter_mut().zip(missing) {
            *lament += missing;
        }
        scale(laments, lengths[1] + pair_length);
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
    fn the_build_solved_the_examples_that_ship() {
        let examples = parse(DANISH).unwrap();
        let (shipped, learned) = (Likeness::shipped(Language::Danish).unwrap(), Likeness::learn(&examples));
        for text in examples.iter().step_by(7).map(|example| &example.text) {
            assert_eq!(shipped.of_text(text), learned.of_text(text));
        }
        assert_eq!(shipped.missed.weights, learned.missed.weights);
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
        let (mut vocabulary, mut out, mut laments) = (Vocabulary::default(), Vec::new(), Vec::new());
        for example in parse(DANISH).unwrap() {
            let mut tokens = Vec::new();
            vocabulary.tokenise(&example.text, &mut tokens, None);
            likened.grow(&vocabulary);
            likened.of(&tokens, &mut out, &mut laments);
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
            let (mut sum, mut length, mut letters) = (vec![0.0; count], 0.0, Letters::default());
            let knows = |word: &u64| likeness.missed.places.contains_key(word);
            for word in distinct(&words) {
                length += likeness.missed.add(letters.missed(word), &mut sum);
            }
            for two in hashes.windows(2).filter(|two| two.iter().all(knows)) {
                length += likeness.missed.add(&[(pair(two[0], two[1]), PAIR)], &mut sum);
            }
            let length = length.sqrt().max(f32::MIN_POSITIVE);
            for (lament, family) in laments.iter().zip(&sum[1..]) {
                assert!((lament - (sum[0] + family) / length).abs() < 1e-4, "{}", example.text);
            }
        }
    }
}
