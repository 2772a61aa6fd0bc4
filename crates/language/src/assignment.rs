//! From evidence to elements: at most two a passage, and how each is shown.

use crate::detector::{Detector, Mode, Reading, Scratch};
use crate::embedding::Embedding;
use crate::foundation::Foundation;
use crate::learning::{FeatureNames, Gram, Model, Row, block, logistic};
use crate::likeness::Likened;
use crate::morphology::{Danish, Language};
use crate::quotes::QuoteIndex;
use crate::vocabulary::{Token, Vocabulary};

/// Evidence from which the strongest element is assigned, and from which a second one is.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Thresholds {
    pub first: f64,
    pub second: f64,
}

/// Log-odds of the cold score, up to a constant: the slope is that of a logistic regression over two foundations that the rules were
/// not written with in sight; 0 is where assigning pays best (a chance of about a third that the element is shown).
const SLOPE: f64 = 0.42;
const MIDDLE: f32 = 2.6;
/// What likeness to the examples counts against the rules: the middle of a plain that is flat from 20 to 30, on those parts of three
/// collections that may be read. The collection that the rules were written with in sight would ask for less.
const LIKENESS: f32 = 25.0;
/// Cold thresholds, in log-odds.
const COLD: Thresholds = Thresholds {
    first: 0.0,
    second: 1.1,
};
/// In whole documents most passages show nothing, so a passage must say more before it is counted. With 0.3 and 1.2, 83 of 126
/// assignments in the sample's documents were right on reading; of these 96, 73 are (76 %).
const DOCUMENTS: Thresholds = Thresholds {
    first: 0.7,
    second: 1.5,
};
/// Log-odds from which a passage tells of absence, in whole documents: what people tell of a storm is full of "not" and "nobody". On
/// reading the sample's documents, 10 of 28 were right from 0, 9 of 16 are from here.
const MISSED_IN_DOCUMENTS: f64 = 1.2;
const MOST_ELEMENTS: usize = 2;
/// Likeness to what is missed, and a little of the rules for absence, from which a passage describes what is missing. The rules were
/// written with a collection in sight: there they were never wrong, elsewhere they are hardly better than chance.
const MISSED: f64 = 0.12;
const ABSENCE_RULES: f64 = 1.0 / 32.0;
const MISSED_SLOPE: f64 = 12.0;

/// An element assigned to a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assigned {
    pub element: usize,
    pub mode: Mode,
    pub log_odds: f64,
}

/// A passage as the models see it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub reading: Reading,
    pub row: Row,
    /// Cold log-odds per element.
    pub cold: Vec<f64>,
}

/// A label as people give it: the elements a passage is about, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    pub elements: Vec<(usize, Mode)>,
}

/// What was learned: one model per element, one for what is missing, and thresholds.
#[derive(Clone, Debug)]
pub struct Learned {
    pub elements: Vec<Model>,
    pub missed: Model,
    pub thresholds: Thresholds,
    pub missed_threshold: f64,
}

/// A detector at work on passages: vocabulary, quotations, features.
pub struct Reader<'a> {
    pub detector: &'a Detector,
    pub vocabulary: Vocabulary,
    pub names: FeatureNames,
    matcher: crate::matcher::Matcher<'a>,
    likened: Likened<'static>,
    quotes: QuoteIndex,
    language: Language,
    embedding: Option<&'a Embedding>,
    tokens: Vec<Token>,
    scratch: Scratch,
}

impl<'a> Reader<'a> {
    #[must_use]
    pub fn new(detector: &'a Detector, foundation: &Foundation, language: Language) -> Self {
        let mut vocabulary = Vocabulary::default();
        let quotes = QuoteIndex::new(foundation, language, &mut vocabulary);
        let mut matcher = detector.matcher();
        matcher.grow(&vocabulary);
        let mut likened = detector.likened();
        likened.grow(&vocabulary);
        Self {
            detector,
            vocabulary,
            names: FeatureNames::default(),
            matcher,
            likened,
            quotes,
            language,
            embedding: None,
            tokens: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Lets what is learned look at passage vectors too.
    pub fn with_vectors(&mut self, embedding: &'a Embedding) {
        self.embedding = Some(embedding);
    }

    /// Further texts whose wording counts as borrowed.
    pub fn also_quoting(&mut self, text: &str) {
        self.quotes.add(text, 0, &mut self.vocabulary);
    }

    /// Reads one passage into `reading`, whose room is used again.
    pub fn read(&mut self, text: &str, reading: &mut Reading) {
        self.tokens.clear();
        self.vocabulary.tokenise(text, &mut self.tokens, None);
        self.matcher.grow(&self.vocabulary);
        self.likened.grow(&self.vocabulary);
        let (matcher, quotes) = (&mut self.matcher, &self.quotes);
        self.detector.read(
            matcher,
            &mut self.likened,
            &self.tokens,
            quotes,
            &mut self.scratch,
            reading,
        );
    }

    /// Reads one passage and, for the models, its features.
    #[must_use]
    pub fn see(&mut self, text: &str) -> Seen {
        let mut reading = Reading::default();
        self.read(text, &mut reading);
        let tokens = std::mem::take(&mut self.tokens);
        let row = self.features(&tokens, text, &reading);
        self.tokens = tokens;
        let cold = cold_log_odds(&reading);
        Seen { reading, row, cold }
    }

    fn features(&mut self, tokens: &[Token], text: &str, reading: &Reading) -> Row {
        let mut row = Row::new();
        let families: Vec<(u32, f32)> = reading
            .families
            .iter()
            .enumerate()
            .filter(|(_, score)| **score != 0.0)
            .map(|(at, score)| {
                (
                    self.names.id(&format!("familie: {}", self.detector.family_keys[at])),
                    score.clamp(-3.0, 6.0),
                )
            })
            .collect();
        block(&mut row, families, 1.0);
        let lament = strongest(&cold_log_odds(reading)).map_or(0.0, |element| reading.laments[element]);
        let mut likenesses = vec![(self.names.id("lighed: savn"), lament)];
        for (element, value) in reading.likeness.iter().enumerate() {
            likenesses.push((self.names.id(&format!("lighed: {element}")), *value));
        }
        block(&mut row, likenesses, 1.0);
        let rules: Vec<(u32, f32)> = reading
            .hits
            .iter()
            .filter_map(|hit| self.detector.rule(hit.rule))
            .map(|rule| {
                (
                    self.names.id(&format!("regel: {}", rule.source)),
                    rule.weight.abs().sqrt(),
                )
            })
            .collect();
        block(&mut row, rules, 0.5);
        let mut words = Vec::new();
        for token in tokens {
            let word = self.vocabulary.word(token.kind()).to_owned();
            let lemma = if self.language == Language::English {
                word
            } else {
                Danish::BuiltIn.lemmas(&word).swap_remove(0)
            };
            words.push((self.names.id(&format!("ord: {lemma}")), 1.0));
        }
        let pairs: Vec<(u32, f32)> = words
            .windows(2)
            .map(|pair| (self.pair(pair[0].0, pair[1].0), 0.7))
            .collect();
        words.extend(pairs);
        block(&mut row, words, 1.0);
        let letters: Vec<char> = text
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let mut grams = Vec::new();
        for n in [4, 5] {
            for gram in letters.windows(n) {
                grams.push((
                    self.names.id(&format!("tegn: {}", gram.iter().collect::<String>())),
                    1.0,
                ));
            }
        }
        block(&mut row, grams, 1.0);
        if let Some(vector) = self.embedding.and_then(|embedding| embedding.of(text)) {
            let values = vector.into_iter().enumerate();
            let values = values.map(|(at, value)| (self.names.id(&format!("vektor: {at}")), value));
            block(&mut row, values.collect(), 1.0);
        }
        row
    }

    fn pair(&mut self, a: u32, b: u32) -> u32 {
        let name = format!("par: {} {}", &self.names.name(a)[5..], &self.names.name(b)[5..]);
        self.names.id(&name)
    }
}

/// Cold log-odds per element. In a quotation the foundation's own wording decides, and likeness to the examples has no say.
#[must_use]
pub fn cold_log_odds(reading: &Reading) -> Vec<f64> {
    let weight = likeness_weight(reading);
    let both = reading.scores.iter().zip(&reading.likeness);
    both.map(|(score, likeness)| log_odds(*score, weight * *likeness))
        .collect()
}

fn likeness_weight(reading: &Reading) -> f32 {
    if reading.quote.is_quote() { 0.0 } else { LIKENESS }
}

fn log_odds(score: f32, likeness: f32) -> f64 {
    SLOPE * f64::from(score + likeness - MIDDLE)
}

/// Down-weights features that stand in most passages: idf over what has been seen, as in any text classifier.
pub fn weigh_by_rarity(seen: &mut [Seen], names: &FeatureNames) {
    let mut found: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
    for (id, _) in seen.iter().flat_map(|seen| &seen.row) {
        *found.entry(*id).or_default() += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
    let idf = |id: u32| ((1.0 + seen.len() as f32) / (1.0 + found[&id] as f32)).ln() + 1.0;
    let weights: std::collections::HashMap<u32, f32> = found.keys().map(|&id| (id, idf(id))).collect();
    for seen in seen {
        let mut blocks: std::collections::BTreeMap<&str, Vec<(u32, f32)>> = std::collections::BTreeMap::new();
        for (id, value) in std::mem::take(&mut seen.row) {
            let kind = names.name(id).split(':').next().unwrap_or("");
            let (kind, value) = if kind == "familie" || kind == "lighed" {
                (kind, value)
            } else {
                (if kind == "par" { "ord" } else { kind }, value * weights[&id])
            };
            blocks.entry(kind).or_default().push((id, value));
        }
        for (kind, features) in blocks {
            block(
                &mut seen.row,
                features,
                match kind {
                    "familie" | "regel" | "lighed" => 0.5,
                    _ => 1.5,
                },
            );
        }
    }
}

/// Assigns elements from log-odds: the strongest, and a second one that is strong in its own right.
fn choose(log_odds: &[f64], thresholds: Thresholds) -> Vec<usize> {
    let mut order: Vec<usize> = (0..log_odds.len()).collect();
    order.sort_by(|a, b| log_odds[*b].total_cmp(&log_odds[*a]).then(a.cmp(b)));
    order
        .into_iter()
        .take(MOST_ELEMENTS)
        .enumerate()
        .filter(|(rank, element)| {
            log_odds[*element]
                >= if *rank == 0 {
                    thresholds.first
                } else {
                    thresholds.second
                }
        })
        .map(|(_, element)| element)
        .collect()
}

/// The elements of a passage and how they are shown, cold, in a collection where most passages show something.
#[must_use]
pub fn assign_cold(seen: &Seen) -> Vec<Assigned> {
    assign(&seen.reading, &seen.cold, COLD, 0.0)
}

/// As [`assign_cold`], in whole documents.
#[must_use]
pub fn assign_in_documents(reading: &Reading) -> Vec<Assigned> {
    let weight = likeness_weight(reading);
    let nothing = reading
        .scores
        .iter()
        .zip(&reading.likeness)
        .all(|(score, likeness)| log_odds(*score, weight * *likeness) < DOCUMENTS.first);
    if nothing {
        return Vec::new();
    }
    assign(reading, &cold_log_odds(reading), DOCUMENTS, MISSED_IN_DOCUMENTS)
}

fn assign(reading: &Reading, cold: &[f64], thresholds: Thresholds, missed: f64) -> Vec<Assigned> {
    // How the strongest element is told holds for the passage: of two elements in one passage, both or none were labelled as missed.
    let mode = if reading.quote.is_quote() {
        Mode::Quoted
    } else if missed_cold(reading, strongest(cold)) >= missed {
        Mode::Missed
    } else {
        Mode::OwnWords
    };
    choose(cold, thresholds)
        .into_iter()
        .map(|element| Assigned {
            element,
            mode,
            log_odds: cold[element],
        })
        .collect()
}

impl Learned {
    /// Log-odds per element.
    #[must_use]
    pub fn log_odds(&self, seen: &Seen) -> Vec<f64> {
        self.elements
            .iter()
            .zip(&seen.cold)
            .map(|(model, cold)| model.log_odds(&seen.row, *cold))
            .collect()
    }

    #[must_use]
    pub fn assign(&self, seen: &Seen) -> Vec<Assigned> {
        let log_odds = self.log_odds(seen);
        let missed = self.missed.log_odds(&seen.row, missed_of(seen));
        let mode = if seen.reading.quote.is_quote() {
            Mode::Quoted
        } else if missed >= self.missed_threshold {
            Mode::Missed
        } else {
            Mode::OwnWords
        };
        choose(&log_odds, self.thresholds)
            .into_iter()
            .map(|element| Assigned {
                element,
                mode,
                log_odds: log_odds[element],
            })
            .collect()
    }

    /// Learns from labelled passages. The penalty and the thresholds are chosen by five-fold cross-fitting inside them, the penalty by
    /// likelihood, which is steadier than F1.
    #[must_use]
    pub fn from_labels(seen: &[&Seen], labels: &[&Label], elements: usize) -> Self {
        let penalties: &[f64] = if seen.len() <= MOST_FOR_CHOICE {
            &PENALTIES
        } else {
            &[PENALTY_OF_MANY]
        };
        let tried = penalties
            .iter()
            .map(|&penalty| (penalty, HeldOut::new(seen, labels, elements, penalty)));
        let (penalty, held_out) = tried
            .max_by(|(_, a), (_, b)| a.likelihood(labels).total_cmp(&b.likelihood(labels)))
            .unwrap_or_else(|| (PENALTY_OF_MANY, HeldOut::default()));
        let thresholds = best_thresholds(&held_out.elements, labels);
        let missed_threshold = best_missed(&held_out.missed, labels);
        let (models, missed) = fit(seen, labels, elements, penalty);
        Self {
            elements: models,
            missed,
            thresholds,
            missed_threshold,
        }
    }
}

/// Log-odds of each labelled passage under models that did not see it.
#[derive(Default)]
struct HeldOut {
    elements: Vec<Vec<f64>>,
    missed: Vec<f64>,
}

impl HeldOut {
    fn new(seen: &[&Seen], labels: &[&Label], elements: usize, penalty: f64) -> Self {
        let mut held_out = Self {
            elements: vec![Vec::new(); seen.len()],
            missed: vec![0.0; seen.len()],
        };
        for fold in 0..FOLDS {
            let inside: Vec<usize> = (0..seen.len()).filter(|at| at % FOLDS != fold).collect();
            let (models, missed) = fit(
                &inside.iter().map(|&at| seen[at]).collect::<Vec<_>>(),
                &inside.iter().map(|&at| labels[at]).collect::<Vec<_>>(),
                elements,
                penalty,
            );
            for at in (0..seen.len()).filter(|at| at % FOLDS == fold) {
                held_out.elements[at] = models
                    .iter()
                    .zip(&seen[at].cold)
                    .map(|(model, cold)| model.log_odds(&seen[at].row, *cold))
                    .collect();
                held_out.missed[at] = missed.log_odds(&seen[at].row, missed_of(seen[at]));
            }
        }
        held_out
    }

    fn likelihood(&self, labels: &[&Label]) -> f64 {
        self.elements
            .iter()
            .zip(labels)
            .flat_map(|(log_odds, label)| {
                log_odds.iter().enumerate().map(|(element, odds)| {
                    let shown = label.elements.iter().any(|(at, _)| *at == element);
                    logistic(if shown { *odds } else { -odds }).max(f64::MIN_POSITIVE).ln()
                })
            })
            .sum()
    }
}

const FOLDS: usize = 5;
/// Penalties to choose from; the larger, the closer to the cold score.
const PENALTIES: [f64; 3] = [3.0, 10.0, 30.0];
const PENALTY_OF_MANY: f64 = 0.3;
/// Above so many labels the choice costs more time than it is worth, and little penalty is needed.
const MOST_FOR_CHOICE: usize = 600;

/// Log-odds that a passage about an element tells of its absence.
fn missed_cold(reading: &Reading, element: Option<usize>) -> f64 {
    let lament = element
        .and_then(|element| reading.laments.get(element))
        .copied()
        .unwrap_or(0.0);
    let found = f64::from(lament) + ABSENCE_RULES * f64::from(reading.absence);
    MISSED_SLOPE * (found - MISSED)
}

fn missed_of(seen: &Seen) -> f64 {
    missed_cold(&seen.reading, strongest(&seen.cold))
}

fn strongest(log_odds: &[f64]) -> Option<usize> {
    let order = |a: &(usize, &f64), b: &(usize, &f64)| a.1.total_cmp(b.1).then(b.0.cmp(&a.0));
    log_odds.iter().enumerate().max_by(order).map(|(element, _)| element)
}

fn fit(seen: &[&Seen], labels: &[&Label], elements: usize, penalty: f64) -> (Vec<Model>, Model) {
    let rows: Vec<&Row> = seen.iter().map(|seen| &seen.row).collect();
    let gram = Gram::new(&rows);
    let models = (0..elements)
        .map(|element| {
            let cold: Vec<f64> = seen.iter().map(|seen| seen.cold[element]).collect();
            let yes: Vec<bool> = labels
                .iter()
                .map(|label| label.elements.iter().any(|(at, _)| *at == element))
                .collect();
            Model::fit(&rows, &gram, &cold, &yes, penalty)
        })
        .collect();
    let cold: Vec<f64> = seen.iter().map(|seen| missed_of(seen)).collect();
    let yes: Vec<bool> = labels
        .iter()
        .map(|label| label.elements.iter().any(|(_, mode)| *mode == Mode::Missed))
        .collect();
    (models, Model::fit(&rows, &gram, &cold, &yes, penalty))
}

/// With few labels the best pair of thresholds is one of many that are nearly as good, and a chance one: the middle of them is taken.
fn best_thresholds(log_odds: &[Vec<f64>], labels: &[&Label]) -> Thresholds {
    let mut tried = Vec::new();
    for first in -14..=6 {
        for extra in 0..=12 {
            let first = f64::from(first) * 0.15;
            let thresholds = Thresholds {
                first,
                second: first + f64::from(extra) * 0.2,
            };
            tried.push((f1(log_odds, labels, thresholds), thresholds));
        }
    }
    let best = tried.iter().map(|(f1, _)| *f1).fold(0.0, f64::max);
    let good: Vec<Thresholds> = tried
        .into_iter()
        .filter(|(f1, _)| *f1 >= best - NEARLY)
        .map(|(_, thresholds)| thresholds)
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 273 pairs")]
    let mean = |of: fn(&Thresholds) -> f64| good.iter().map(of).sum::<f64>() / good.len() as f64;
    Thresholds {
        first: mean(|thresholds| thresholds.first),
        second: mean(|thresholds| thresholds.second),
    }
}

/// F1 this near to the best is not told apart from it by a few hundred labels.
const NEARLY: f64 = 0.02;

fn f1(log_odds: &[Vec<f64>], labels: &[&Label], thresholds: Thresholds) -> f64 {
    let (mut hit, mut wrong, mut lost) = (0_u32, 0_u32, 0_u32);
    for (log_odds, label) in log_odds.iter().zip(labels) {
        let chosen = choose(log_odds, thresholds);
        for element in &chosen {
            if label.elements.iter().any(|(at, _)| at == element) {
                hit += 1;
            } else {
                wrong += 1;
            }
        }
        lost += u32::try_from(label.elements.iter().filter(|(at, _)| !chosen.contains(at)).count()).unwrap_or(0);
    }
    2.0 * f64::from(hit) / f64::from((2 * hit + wrong + lost).max(1))
}

fn best_missed(log_odds: &[f64], labels: &[&Label]) -> f64 {
    let mut best = (-1.0, 0.0);
    for step in -15..=15 {
        let threshold = f64::from(step) * 0.2;
        let (mut hit, mut wrong, mut lost) = (0_u32, 0_u32, 0_u32);
        for (odds, label) in log_odds
            .iter()
            .zip(labels)
            .filter(|(_, label)| !label.elements.is_empty())
        {
            match (
                *odds >= threshold,
                label.elements.iter().any(|(_, mode)| *mode == Mode::Missed),
            ) {
                (true, true) => hit += 1,
                (true, false) => wrong += 1,
                (false, true) => lost += 1,
                (false, false) => {}
            }
        }
        let f1 = 2.0 * f64::from(hit) / f64::from((2 * hit + wrong + lost).max(1));
        if f1 > best.0 {
            best = (f1, threshold);
        }
    }
    best.1
}
