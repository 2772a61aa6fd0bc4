//! Scores passages against the elements of a foundation, with the rules that speak for each.

use std::collections::BTreeMap;

use crate::foundation::{Element, Foundation};
use crate::lexicon::Lexicon;
use crate::library::{ABSENCE, Library, PRACTICAL};
use crate::likeness::{Likened, Likeness, NOTHING};
use crate::matcher::{Hit, Matcher};
use crate::morphology::{Danish, Language};
use crate::quotes::QuoteIndex;
use crate::rules::{Rule, RuleError};
use crate::vocabulary::{Token, Vocabulary};

/// How a passage shows an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    OwnWords,
    Quoted,
    Missed,
}

/// A family with its share in an element, 0–1.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Share {
    pub family: String,
    pub share: f32,
}

/// What the steward may change: the families of an element, and rules of one's own.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    pub element: String,
    pub families: Vec<Share>,
    pub own: Vec<crate::rules::WrittenRule>,
}

/// How much of its weight a family's second, third, … rule adds. Rules of one family often see the same words.
const DISCOUNT: [f32; 6] = [1.0, 0.7, 0.5, 0.35, 0.25, 0.2];
/// Weight of a naming word met in a passage: it may be a slogan or a homonym, so it never counts alone.
const NAMED_WEIGHT: f32 = 0.4;
const PRACTICAL_WEIGHT: f32 = 0.6;
/// Long passages hold a "not" or a "never" whatever they tell; absence is weighed as in a passage of this many words.
const USUAL_WORDS: f32 = 40.0;
const MOST_FAMILIES: usize = 4;
/// A family takes part in an element when it has at least this share of the strongest one.
const LEAST_SHARE: f32 = 0.34;

/// Everything found in one passage.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Evidence per element, in the foundation's order; 0 and below is none.
    pub scores: Vec<f32>,
    /// Per family of the library, before discount for practical matters.
    pub families: Vec<f32>,
    pub absence: f32,
    pub practical: f32,
    /// Likeness to the examples of each element's families.
    pub likeness: Vec<f32>,
    /// How much more like the passage is to examples in which each element is missed than to those that show it.
    pub laments: Vec<f32>,
    pub quote: crate::quotes::Overlap,
    pub hits: Vec<Hit>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Owner {
    /// Index of the family, or of the element for a rule of its own.
    index: usize,
    own: bool,
    weight: f32,
}

/// A foundation made ready: its profiles, the library's rules and the index of its own wording.
pub struct Detector {
    pub profiles: Vec<Profile>,
    pub family_keys: Vec<String>,
    rules: Vec<Rule>,
    owners: Vec<Owner>,
    lexicon: Lexicon,
    /// Share of each family (row) in each element (column).
    shares: Vec<Vec<f32>>,
    practical: Option<usize>,
    absence: Option<usize>,
    language: Language,
}

impl Detector {
    /// Ties the elements to families from their own text.
    pub fn cold(foundation: &Foundation, language: Language) -> Result<Self, RuleError> {
        let library = Library::shipped(language);
        let profiles = profiles(foundation, library)?;
        Self::build(library, profiles)
    }

    /// Builds a detector from profiles that the steward has seen and perhaps changed.
    pub fn build(library: &Library, profiles: Vec<Profile>) -> Result<Self, RuleError> {
        let (mut rules, mut owners) = (Vec::new(), Vec::new());
        for (index, family) in library.families.iter().enumerate() {
            for rule in &family.rules {
                owners.push(Owner {
                    index,
                    own: false,
                    weight: rule.weight,
                });
                rules.push(rule.clone());
            }
            for rule in &family.named {
                owners.push(Owner {
                    index,
                    own: false,
                    weight: NAMED_WEIGHT,
                });
                rules.push(rule.clone());
            }
        }
        for (index, profile) in profiles.iter().enumerate() {
            for written in &profile.own {
                owners.push(Owner {
                    index,
                    own: true,
                    weight: written.weight,
                });
                rules.push(Rule::parse(&written.text, written.weight)?);
            }
        }
        let lexicon =
            Lexicon::build(&rules, &library.sets, library.language, Danish::BuiltIn).map_err(|(_, error)| error)?;
        let family_keys: Vec<String> = library.families.iter().map(|family| family.key.clone()).collect();
        let shares = family_keys
            .iter()
            .map(|key| {
                profiles
                    .iter()
                    .map(|profile| {
                        profile
                            .families
                            .iter()
                            .find(|share| share.family == *key)
                            .map_or(0.0, |share| share.share)
                    })
                    .collect()
            })
            .collect();
        let at = |key: &str| family_keys.iter().position(|family| family == key);
        let (practical, absence) = (at(PRACTICAL), at(ABSENCE));
        Ok(Self {
            profiles,
            family_keys,
            rules,
            owners,
            lexicon,
            shares,
            practical,
            absence,
            language: library.language,
        })
    }

    #[must_use]
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher::new(&self.lexicon)
    }

    #[must_use]
    pub fn likened(&self) -> Likened<'static> {
        let shares = |key: &str| {
            let family = self.family_keys.iter().position(|family| family == key);
            family.map_or_else(|| vec![0.0; self.profiles.len()], |at| self.shares[at].clone())
        };
        Likened::new(Likeness::shipped(self.language), self.profiles.len(), shares)
    }

    #[must_use]
    pub fn rule(&self, number: u32) -> Option<&Rule> {
        self.rules.get(number as usize)
    }

    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The elements a rule speaks for, with its weight in each.
    #[must_use]
    pub fn speaks_for(&self, number: u32) -> Vec<(usize, f32)> {
        let Some(owner) = self.owners.get(number as usize) else {
            return Vec::new();
        };
        if owner.own {
            return vec![(owner.index, owner.weight)];
        }
        self.shares[owner.index]
            .iter()
            .enumerate()
            .filter(|(_, share)| **share > 0.0)
            .map(|(at, share)| (at, share * owner.weight))
            .collect()
    }

    /// The family of a rule; none for an element's own rule.
    #[must_use]
    pub fn family_of(&self, number: u32) -> Option<&str> {
        self.owners
            .get(number as usize)
            .filter(|owner| !owner.own)
            .map(|owner| self.family_keys[owner.index].as_str())
    }

    fn together(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.owners[a as usize], self.owners[b as usize]);
        a.own == b.own && a.index == b.index
    }

    /// Reads one passage into `reading`. `matcher` and `likened` must have grown with the vocabulary of the tokens.
    pub fn read(
        &self,
        matcher: &mut Matcher<'_>,
        likened: &mut Likened<'_>,
        passage: &[Token],
        quotes: &QuoteIndex,
        scratch: &mut Scratch,
        reading: &mut Reading,
    ) {
        let Scratch { rules, weights, own } = scratch;
        reading.hits.clear();
        matcher.find(passage, &mut reading.hits);
        fill(own, self.profiles.len());
        fill(&mut reading.families, self.family_keys.len());
        fill(&mut reading.scores, self.profiles.len());
        let families = &mut reading.families;
        // Each rule once, sorted so that the rules of a family stand together.
        rules.clear();
        rules.extend(reading.hits.iter().map(|hit| hit.rule));
        rules.sort_unstable();
        rules.dedup();
        for run in rules.chunk_by(|a, b| self.together(*a, *b)) {
            let owner = self.owners[run[0] as usize];
            weights.clear();
            weights.extend(run.iter().map(|rule| self.owners[*rule as usize].weight));
            if owner.own {
                own[owner.index] += weights.iter().sum::<f32>();
            } else {
                families[owner.index] = pooled(weights);
            }
        }
        reading.practical = self.practical.map_or(0.0, |at| families[at]);
        #[expect(clippy::cast_precision_loss, reason = "words of one passage")]
        let long = (passage.len() as f32 / USUAL_WORDS).max(1.0).sqrt();
        reading.absence = self.absence.map_or(0.0, |at| families[at]) / long;
        quotes.overlap(passage, &mut reading.quote);
        // Few families are met in a passage: only those are added up.
        for (score, shares) in families.iter().zip(&self.shares).filter(|(score, _)| **score != 0.0) {
            reading
                .scores
                .iter_mut()
                .zip(shares)
                .for_each(|(sum, share)| *sum += score * share);
        }
        for (element, (score, own)) in reading.scores.iter_mut().zip(own).enumerate() {
            *score += *own - PRACTICAL_WEIGHT * reading.practical + borrowed(&reading.quote, element);
        }
        likened.of(passage, &mut reading.likeness, &mut reading.laments);
    }
}

/// Room that reading a passage needs, kept from one to the next.
#[derive(Default)]
pub struct Scratch {
    rules: Vec<u32>,
    weights: Vec<f32>,
    own: Vec<f32>,
}

fn fill(values: &mut Vec<f32>, count: usize) {
    values.clear();
    values.resize(count, 0.0);
}

/// Evidence from the foundation's own wording. In a quotation it decides; elsewhere a heading in passing is a hint.
fn borrowed(quote: &crate::quotes::Overlap, element: usize) -> f32 {
    let named = if quote.named.get(element) == Some(&true) {
        1.0
    } else {
        0.0
    };
    let share = quote.elements.get(element).copied().unwrap_or(0.0);
    if quote.is_quote() {
        8.0 * share + 4.0 * named
    } else {
        3.0 * share + named
    }
}

/// Strongest rule in full, the others discounted; what speaks against is subtracted in full.
fn pooled(weights: &mut [f32]) -> f32 {
    weights.sort_by(|a, b| b.total_cmp(a));
    let positive: f32 = weights
        .iter()
        .filter(|weight| **weight > 0.0)
        .enumerate()
        .map(|(at, weight)| weight * DISCOUNT[at.min(DISCOUNT.len() - 1)])
        .sum();
    positive + weights.iter().filter(|weight| **weight < 0.0).sum::<f32>()
}

/// Ties elements to families: the words by which foundations name an idea count most in the heading, then in the text;
/// the library's own rules over the text count a little.
pub fn profiles(foundation: &Foundation, library: &Library) -> Result<Vec<Profile>, RuleError> {
    let mut naming = Vec::new();
    let mut owners = Vec::new();
    for (index, family) in library.families.iter().enumerate() {
        if family.key == PRACTICAL || family.key == ABSENCE {
            continue;
        }
        for rule in &family.named {
            naming.push(rule.clone());
            owners.push((index, true, 1.0));
        }
        for rule in &family.rules {
            naming.push(rule.clone());
            owners.push((index, false, rule.weight.max(0.0)));
        }
    }
    let lexicon =
        Lexicon::build(&naming, &library.sets, library.language, Danish::BuiltIn).map_err(|(_, error)| error)?;
    let mut vocabulary = Vocabulary::default();
    let tokens = |text: &str, vocabulary: &mut Vocabulary| {
        let mut tokens = Vec::new();
        vocabulary.tokenise(text, &mut tokens, None);
        tokens
    };
    let texts: Vec<(Vec<Token>, Vec<Token>)> = foundation
        .elements
        .iter()
        .map(|element| {
            (
                tokens(&element.name, &mut vocabulary),
                tokens(&element.text, &mut vocabulary),
            )
        })
        .collect();
    let mut matcher = Matcher::new(&lexicon);
    matcher.grow(&vocabulary);
    let families = library.families.len();
    let mut named: Vec<Vec<f32>> = texts
        .iter()
        .map(|(name, text)| {
            let mut scores = vec![0.0; families];
            add(&mut matcher, name, &owners, HEADING, &mut scores);
            add(&mut matcher, text, &owners, BODY, &mut scores);
            scores
        })
        .collect();
    apart(&mut named, 0.5);
    let mut raw = named;
    if let Some(likeness) = Likeness::shipped(library.language) {
        let mut like: Vec<Vec<f32>> = foundation
            .elements
            .iter()
            .map(|element| {
                let found = likeness.of_text(&format!("{} {}", element.name, element.text));
                let mut scores = vec![0.0; families];
                for (key, score) in likeness.families.iter().zip(found).filter(|(key, _)| *key != NOTHING) {
                    if let Some(at) = library.families.iter().position(|family| family.key == *key) {
                        scores[at] = score;
                    }
                }
                scores
            })
            .collect();
        apart(&mut like, 1.0);
        for (raw, like) in raw.iter_mut().zip(like) {
            for (raw, like) in raw.iter_mut().zip(like) {
                *raw += LIKE_IN_TEXT * like;
            }
        }
    }
    Ok(foundation
        .elements
        .iter()
        .zip(&raw)
        .map(|(element, raw)| profile(element, raw, library))
        .collect())
}

const HEADING: f32 = 6.0;
const BODY: f32 = 1.0;
/// What a rule of the library, met in the foundation's own text, counts against a naming word.
const RULE_IN_TEXT: f32 = 0.25;
/// What likeness to a family's examples counts against its names.
const LIKE_IN_TEXT: f32 = 0.5;

/// A family that all elements touch tells them apart badly: a part of its mean over the elements is taken away. Afterwards the
/// strongest family of each element stands at 1.
fn apart(scores: &mut [Vec<f32>], part: f32) {
    #[expect(clippy::cast_precision_loss, reason = "at most 40 elements")]
    let count = scores.len() as f32;
    for family in 0..scores.first().map_or(0, Vec::len) {
        let mean = scores.iter().map(|scores| scores[family]).sum::<f32>() / count;
        for scores in scores.iter_mut() {
            scores[family] = (scores[family] - part * mean).max(0.0);
        }
    }
    for scores in scores {
        let top = scores.iter().copied().fold(0.0, f32::max);
        if top > 0.0 {
            for score in scores {
                *score /= top;
            }
        }
    }
}

fn add(matcher: &mut Matcher<'_>, text: &[Token], owners: &[(usize, bool, f32)], factor: f32, scores: &mut [f32]) {
    let mut hits = Vec::new();
    matcher.find(text, &mut hits);
    // In order: sums of fractions depend on it, and two runs must give the same profile.
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for hit in &hits {
        *counts.entry(hit.rule).or_default() += 1;
    }
    for (rule, count) in counts {
        let (family, names, weight) = owners[rule as usize];
        // A word said three times is not three times as telling.
        #[expect(clippy::cast_precision_loss, reason = "counts in one element's text")]
        let times = (1.0 + count as f32).log2();
        scores[family] += factor * weight * times * if names { 1.0 } else { RULE_IN_TEXT };
    }
}

fn profile(element: &Element, raw: &[f32], library: &Library) -> Profile {
    let mut ranked: Vec<(f32, usize)> = raw.iter().copied().zip(0..).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let top = ranked.first().map_or(0.0, |(score, _)| *score);
    let families = ranked
        .into_iter()
        .take(MOST_FAMILIES)
        .filter(|(score, _)| *score > 0.0 && *score >= LEAST_SHARE * top)
        .map(|(score, family)| Share {
            family: library.families[family].key.clone(),
            share: (score / top).sqrt(),
        })
        .collect();
    Profile {
        element: element.name.clone(),
        families,
        own: Vec::new(),
    }
}
