//! The shipped examples and the two regressions that are learned from them. Read by the library and by `build.rs`, which solves them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::vocabulary::{Token, Type, Vocabulary};

pub static DANISH: &str = concat!(
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
/// What the beginning of a longer word counts, in which inflections and compounds meet.
const BEGINNING: f32 = 0.7;
const BEGINNING_LETTERS: usize = 6;
/// What the last letters of a longer word count in telling what is missed: they hold its tense.
const ENDING: f32 = 0.7;
const ENDING_LETTERS: usize = 3;
const ENDING_OF: usize = 6;
/// What a pair of neighbours counts against a word in telling what is missed ("not until", "nobody who").
pub const PAIR: f32 = 1.5;

/// One example: the families it shows, and whether as something missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub families: Vec<String>,
    pub missed: bool,
    pub text: String,
}

/// An example that stands under no families, by its line from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Astray(pub usize);

/// Reads examples: `= family, family` begins a group, `!` an example in which the idea is missed, `#` a comment.
pub fn parse(text: &str) -> Result<Vec<Example>, Astray> {
    let (mut examples, mut families) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(keys) = line.strip_prefix("= ") {
            families = keys.split(',').map(|key| key.trim().to_owned()).collect();
        } else if !line.is_empty() && !line.starts_with('#') {
            if families.is_empty() {
                return Err(Astray(at + 1));
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

/// Places of features in a row, and the values there.
pub type Row = Vec<(u32, f32)>;
/// Features by hash, with their values.
pub type Features = Vec<(u64, f32)>;
pub type Places = HashMap<u64, u32, BuildHasherDefault<Hashed>>;

/// Features are hashes already, and only those of the examples are kept, so nobody can choose some that collide.
#[derive(Default)]
pub struct Hashed(u64);

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

/// A ridge regression to solve: what stands in each example, and what each column should say of it.
pub struct Problem {
    pub places: Places,
    /// Of each feature, how rare it is among the examples.
    pub rarity: Vec<f32>,
    /// Of length 1.
    pub rows: Vec<Row>,
    pub wanted: Vec<Vec<f32>>,
    pub ridge: f32,
}

/// What the examples ask: which families a text shows, and which of them it misses.
pub struct Problems {
    /// The columns of `sense`; the last is [`NOTHING`].
    pub families: Vec<String>,
    pub sense: Problem,
    /// The first column says whether anything is missed, the others for each family (without [`NOTHING`]) whether it is missed (1) or
    /// shown (-1): "nobody had asked" is told by other words than "nobody told us why".
    pub missed: Problem,
}

impl Problems {
    /// `lemma` gives the lemma of a word.
    pub fn new(examples: &[Example], lemma: impl Fn(&str) -> String) -> Self {
        let mut families: Vec<String> = examples
            .iter()
            .flat_map(|example| example.families.iter().filter(|key| *key != NOTHING).cloned())
            .collect();
        families.sort();
        families.dedup();
        families.push(NOTHING.to_owned());
        let mut vocabulary = Vocabulary::default();
        let texts: Vec<Vec<Type>> = examples
            .iter()
            .map(|example| {
                let mut tokens = Vec::new();
                vocabulary.tokenise(&example.text, &mut tokens, None);
                tokens.into_iter().map(Token::kind).collect()
            })
            .collect();
        let words: Vec<&str> = (0..vocabulary.len()).map(|kind| word(&vocabulary, kind)).collect();
        let showing = |example: &Example, key: &str| f32::from(example.families.iter().any(|family| family == key));

        let mut letters = Letters::default();
        let mut places = Places::default();
        let features: Vec<Row> = words
            .iter()
            .map(|word| numbered(letters.sense(word, &lemma(word)), &mut places))
            .collect();
        let rows = texts.iter().map(|text| {
            let text = distinct(text);
            text.iter()
                .flat_map(|kind| &features[*kind as usize])
                .copied()
                .collect()
        });
        let wanted = examples
            .iter()
            .map(|example| families.iter().map(|key| showing(example, key)).collect());
        let sense = Problem::new(rows.collect(), places, wanted.collect(), RIDGE);

        let mut places = Places::default();
        let features: Vec<Row> = words
            .iter()
            .map(|word| numbered(letters.missed(word), &mut places))
            .collect();
        let hashes: Vec<u64> = words.iter().map(|word| hash(b'w', word)).collect();
        let telling: Vec<usize> = (0..examples.len())
            .filter(|at| showing(&examples[*at], NOTHING) == 0.0)
            .collect();
        let rows = telling.iter().map(|&at| {
            let single = distinct(&texts[at]);
            let single = single.iter().flat_map(|kind| features[*kind as usize].clone());
            let pairs = texts[at]
                .windows(2)
                .map(|two| (pair(hashes[two[0] as usize], hashes[two[1] as usize]), PAIR));
            single
                .chain(numbered(&pairs.collect::<Features>(), &mut places))
                .collect()
        });
        let rows = rows.collect();
        let wanted = telling.iter().map(|&at| {
            let missed = f32::from(examples[at].missed);
            let ways = families[..families.len() - 1]
                .iter()
                .map(|key| showing(&examples[at], key) * (2.0 * missed - 1.0));
            [missed].into_iter().chain(ways).collect()
        });
        let missed = Problem::new(rows, places, wanted.collect(), RIDGE_MISSED);
        Self {
            families,
            sense,
            missed,
        }
    }
}

impl Problem {
    pub fn columns(&self) -> usize {
        self.wanted.first().map_or(0, Vec::len)
    }

    /// `rows` hold the raw values, a feature as often as it stands in the example.
    fn new(mut rows: Vec<Row>, places: Places, wanted: Vec<Vec<f32>>, ridge: f32) -> Self {
        let mut seen = vec![0; places.len()];
        let mut count = vec![0_u32; places.len()];
        for (number, row) in (1..).zip(&rows) {
            for (place, _) in row {
                let place = *place as usize;
                count[place] += u32::from(seen[place] != number);
                seen[place] = number;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of examples")]
        let rarity: Vec<f32> = count
            .iter()
            .map(|count| ((1.0 + rows.len() as f32) / (1.0 + *count as f32)).ln() + 0.5)
            .collect();
        for row in &mut rows {
            let mut squared_length = 0.0;
            for (place, value) in row.iter_mut() {
                *value *= rarity[*place as usize];
                squared_length += *value * *value;
            }
            row.sort_by_key(|(place, _)| *place);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            let length = f32::sqrt(squared_length).max(f32::MIN_POSITIVE);
            for (_, value) in row.iter_mut() {
                *value /= length;
            }
        }
        Self {
            places,
            rarity,
            rows,
            wanted,
            ridge,
        }
    }
}

fn word(vocabulary: &Vocabulary, kind: usize) -> &str {
    vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX))
}

fn distinct(text: &[Type]) -> Vec<Type> {
    let mut kinds = text.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn numbered(features: &[(u64, f32)], places: &mut Places) -> Row {
    features
        .iter()
        .map(|(feature, value)| {
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            (*places.entry(*feature).or_insert(next), *value)
        })
        .collect()
}

/// FNV-1a: the same number in every run, unlike the standard hasher.
pub fn hash(kind: u8, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(step(0xcbf2_9ce4_8422_2325, kind), step)
}

pub fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(21) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Reads the features of words; its room is used again.
#[derive(Default)]
pub struct Letters {
    padded: String,
    starts: Vec<usize>,
    features: Features,
}

impl Letters {
    /// A word's lemma, its groups of four and five letters, with the space before and behind it, and its beginning.
    pub fn sense(&mut self, word: &str, lemma: &str) -> &[(u64, f32)] {
        self.take_in(word);
        self.features.push((hash(b'l', lemma), 1.0));
        for n in [4, 5] {
            let groups = self.starts.windows(n + 1).map(|group| &self.padded[group[0]..group[n]]);
            self.features.extend(groups.map(|group| (hash(b'c', group), 0.0)));
        }
        #[expect(clippy::cast_precision_loss, reason = "letters of one word")]
        let value = LETTERS / ((self.features.len() - 1).max(1) as f32).sqrt();
        for feature in &mut self.features[1..] {
            feature.1 = value;
        }
        // The first and the last place are the spaces'.
        if self.starts.len() > BEGINNING_LETTERS + 3 {
            let beginning = &self.padded[1..self.starts[1 + BEGINNING_LETTERS]];
            self.features.push((hash(b'b', beginning), BEGINNING));
        }
        &self.features
    }

    /// A word and how it ends.
    pub fn missed(&mut self, word: &str) -> &[(u64, f32)] {
        self.take_in(word);
        self.features.push((hash(b'w', word), 1.0));
        let space = self.starts.len().saturating_sub(2);
        if space > ENDING_OF {
            let ending = &self.padded[self.starts[space - ENDING_LETTERS]..self.starts[space]];
            self.features.push((hash(b'e', ending), ENDING));
        }
        &self.features
    }

    fn take_in(&mut self, word: &str) {
        self.features.clear();
        self.padded.clear();
        self.padded.extend([" ", word, " "]);
        self.starts.clear();
        self.starts.extend(self.padded.char_indices().map(|(at, _)| at));
        self.starts.push(self.padded.len());
    }
}
