//! Recognises a foundation's own wording, so that quoting is never taken for practice.

use std::collections::{HashMap, HashSet};

use crate::foundation::Foundation;
use crate::morphology::{Danish, Language, english_forms};
use crate::vocabulary::{Token, Type, Vocabulary};

/// Words in a row that count as the foundation's wording.
const SHINGLE: usize = 3;
/// A run this long is a quotation whatever stands around it (language.md 4.1: a run of 12 words, or 60 % of the shingles; on
/// the development collection paraphrases broke the runs, hence shorter shingles and a lower share).
const LONG_RUN: usize = 9;
/// In two collections no passage in own words borrowed more than 13 % of its words or 4 in a row, while a quotation said with a sigh
/// borrowed as little as 20 %.
const QUOTED_SHARE: f32 = 0.28;
/// With a shorter run, or with an element's heading beside a short one, less of the passage has to be borrowed.
const SHORT_RUN: usize = 6;
const RUN_BESIDE_HEADING: usize = 4;
const QUOTED_SHARE_IN_RUN: f32 = 0.20;

/// How much of a passage is the foundation's own wording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlap {
    /// Share of the passage's words that lie in a borrowed run, 0–1.
    pub share: f32,
    /// Longest borrowed run, in words.
    pub longest: usize,
    /// Borrowed words per element, as a share of the passage.
    pub elements: Vec<f32>,
    /// Whether each element's heading stands in the passage.
    pub named: Vec<bool>,
}

impl Overlap {
    /// Quoted: nothing or little of one's own beside the borrowed words.
    #[must_use]
    pub fn is_quote(&self) -> bool {
        let named = self.named.iter().filter(|named| **named).count();
        let run = if named > 0 { RUN_BESIDE_HEADING } else { SHORT_RUN };
        self.longest >= LONG_RUN
            || self.share >= QUOTED_SHARE
            || (self.longest >= run && self.share >= QUOTED_SHARE_IN_RUN)
            || named >= 3
    }
}

/// The wording of one or several foundation texts.
#[derive(Default)]
pub struct QuoteIndex {
    /// Elements (as bits) that hold each shingle; 0 for text outside the elements.
    shingles: HashMap<[Type; SHINGLE], u64>,
    /// Headings as the types that may stand at each place.
    headings: Vec<Vec<HashSet<Type>>>,
    common: HashSet<Type>,
    /// Where in shingles and headings each type stands (`FIRST` …): most words of most passages stand nowhere.
    places: Vec<u8>,
    /// A bit per hash of a shingle: nearly all runs of common words end here.
    sieve: Vec<u64>,
}

const FIRST: u8 = 1;
const SECOND: u8 = 2;
const THIRD: u8 = 4;
const HEADING: u8 = 8;
/// Bits of the sieve; a foundation of two pages fills one in forty.
const SIEVE: u64 = 1 << 16;

/// Shingles of such words alone are nobody's wording.
const EVERYWHERE: &str = "det er at vi ikke og i på til for en et den der som med de har kan skal når så om man også af fra du jeg \
    hvad noget være gør får the of and to in is that we it for a be as with not you are on our";

impl QuoteIndex {
    /// Words are interned in `vocabulary`, which must be the one that the passages use.
    #[must_use]
    pub fn new(foundation: &Foundation, language: Language, vocabulary: &mut Vocabulary) -> Self {
        let mut index = Self {
            common: EVERYWHERE
                .split_whitespace()
                .map(|word| vocabulary.intern(word))
                .collect(),
            ..Self::default()
        };
        index.add(&foundation.text, 0, vocabulary);
        for (at, element) in foundation.elements.iter().enumerate() {
            index.add(&element.text, 1 << at, vocabulary);
            index.add(&element.name, 1 << at, vocabulary);
            let heading = element
                .name
                .split_whitespace()
                .map(|word| {
                    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                    let lemmas = if language == Language::English {
                        vec![word.clone()]
                    } else {
                        Danish::BuiltIn.lemmas(&word)
                    };
                    let forms = lemmas.iter().flat_map(|lemma| {
                        if language == Language::English {
                            english_forms(lemma)
                        } else {
                            Danish::BuiltIn.forms(lemma, None)
                        }
                    });
                    forms
                        .chain([word.clone()])
                        .map(|form| vocabulary.intern(&form))
                        .collect()
                })
                .collect();
            index.headings.push(heading);
        }
        for kind in index.headings.iter().filter_map(|heading| heading.first()).flatten() {
            mark(&mut index.places, *kind, HEADING);
        }
        index
    }

    /// Adds a further text, such as the employee foundation, whose wording also counts as borrowed.
    pub fn add(&mut self, text: &str, elements: u64, vocabulary: &mut Vocabulary) {
        let mut tokens = Vec::new();
        vocabulary.tokenise(text, &mut tokens, None);
        for window in tokens.windows(SHINGLE) {
            let kinds: [Type; SHINGLE] = std::array::from_fn(|at| window[at].kind());
            if !kinds.iter().all(|kind| self.common.contains(kind)) {
                *self.shingles.entry(kinds).or_default() |= elements;
                for (kind, place) in kinds.iter().zip([FIRST, SECOND, THIRD]) {
                    mark(&mut self.places, *kind, place);
                }
                self.sieve.resize((SIEVE / 64) as usize, 0);
                let bit = sieve_bit(kinds);
                self.sieve[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
    }

    /// Writes how much of a passage is borrowed.
    pub fn overlap(&self, passage: &[Token], overlap: &mut Overlap) {
        (overlap.share, overlap.longest) = (0.0, 0);
        overlap.elements.clear();
        overlap.elements.resize(self.headings.len(), 0.0);
        overlap.named.clear();
        overlap.named.resize(self.headings.len(), false);
        let (mut from, mut borrowed): (Vec<u64>, Vec<bool>) = (Vec::new(), Vec::new());
        let (mut first, mut second) = (0, 0);
        for (at, token) in passage.iter().enumerate() {
            let third = self.place(*token);
            if third & HEADING != 0 {
                self.headings_at(passage, at, &mut overlap.named);
            }
            let may = first & FIRST != 0 && second & SECOND != 0 && third & THIRD != 0;
            (first, second) = (second, third);
            if !may {
                continue;
            }
            let start = at + 1 - SHINGLE;
            let kinds: [Type; SHINGLE] = std::array::from_fn(|step| passage[start + step].kind());
            let bit = sieve_bit(kinds);
            if self.sieve[(bit / 64) as usize] >> (bit % 64) & 1 == 0 {
                continue;
            }
            if let Some(elements) = self.shingles.get(&kinds) {
                from.resize(passage.len(), 0);
                borrowed.resize(passage.len(), false);
                for at in start..start + SHINGLE {
                    borrowed[at] = true;
                    from[at] |= elements;
                }
            }
        }
        if borrowed.is_empty() {
            return;
        }
        overlap.longest = borrowed
            .split(|borrowed| !borrowed)
            .map(<[bool]>::len)
            .max()
            .unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "passages hold at most a few hundred words")]
        let share = |count: usize| count as f32 / passage.len() as f32;
        overlap.share = share(borrowed.iter().filter(|borrowed| **borrowed).count());
        for (at, element) in overlap.elements.iter_mut().enumerate() {
            *element = share(from.iter().filter(|bits| *bits & (1 << at) != 0).count());
        }
    }

    fn place(&self, token: Token) -> u8 {
        self.places.get(token.kind() as usize).copied().unwrap_or(0)
    }

    fn headings_at(&self, passage: &[Token], start: usize, found: &mut [bool]) {
        for (found, heading) in found.iter_mut().zip(&self.headings) {
            let Some(window) = passage.get(start..start + heading.len()) else {
                continue;
            };
            *found |= !heading.is_empty()
                && window
                    .iter()
                    .zip(heading)
                    .all(|(token, forms)| forms.contains(&token.kind()));
        }
    }
}

fn sieve_bit(kinds: [Type; SHINGLE]) -> u64 {
    let [a, b, c] = kinds.map(u64::from);
    (a.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ b.wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ c.wrapping_mul(0x1656_67B1_9E37_79F9))
        >> (64 - SIEVE.trailing_zeros())
}

fn mark(places: &mut Vec<u8>, kind: Type, place: u8) {
    if places.len() <= kind as usize {
        places.resize(kind as usize + 1, 0);
    }
    places[kind as usize] |= place;
}
