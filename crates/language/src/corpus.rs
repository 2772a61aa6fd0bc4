//! Documents of units and periods, cut to passages, with what must not be counted set apart and shown as such.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

use crate::readers::{Extracted, Health, Verdict};
use crate::text::{Block, Kind, Piece, pieces};
use crate::vocabulary::Vocabulary;

/// Where a file belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub file: String,
    pub unit: String,
    /// ISO date; the period is its month.
    pub date: String,
    pub kind: String,
    /// Who published it (a committee, a site); the file itself where nothing is said.
    pub source: String,
}

impl Origin {
    /// Year and month.
    #[must_use]
    pub fn month(&self) -> &str {
        self.date.get(..7).unwrap_or(&self.date)
    }
}

/// Whether a passage counts, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Counted,
    /// A heading, a table row or the head of minutes.
    Frame,
    TooShort,
    /// Wording that stands in three or more documents.
    Boilerplate,
    /// In a document that is nearly another one.
    Duplicate,
    OtherLanguage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub document: usize,
    pub piece: Piece,
    pub status: Status,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub origin: Origin,
    pub health: Health,
    /// The document that this one nearly repeats.
    pub duplicate_of: Option<usize>,
    pub words: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub documents: Vec<Document>,
    pub passages: Vec<Passage>,
}

const HEADS: &[&str] = &[
    "Deltagere:",
    "Til stede:",
    "Tilstede:",
    "Afbud:",
    "Referent:",
    "Mødeleder:",
    "Formand:",
    "Dato:",
    "Sted:",
    "Present:",
    "Attendees:",
    "Apologies:",
];
/// Words that a passage needs to say anything; an answer in an open field may be shorter.
const FEWEST_WORDS: usize = 6;
/// Boilerplate: a run of eight words in three or more documents (language.md 4.1; 7.2 % of the words of parliament speeches).
const BOILERPLATE_RUN: usize = 8;
const BOILERPLATE_DOCUMENTS: u16 = 3;
const BOILERPLATE_SHARE: f64 = 0.6;
const HASHES: usize = 64;
const ROWS_IN_BAND: usize = 4;
const NEARLY: f64 = 0.8;

/// Runs of words that are remembered; at this many those seen in one document only are forgotten. Up to some 50 MB of text nothing is
/// forgotten. Beyond, wording is recognised as boilerplate when it comes back before so much other text has been read; what comes
/// back more seldom counts as the document's own (lossy counting, Manku & Motwani 2002).
const MOST_RUNS: usize = 7_000_000;
/// Distinct words from which a vocabulary begins anew.
pub(crate) const MOST_TYPES: usize = 400_000;

/// What has to be known of all documents before one of them can be measured: which repeat others, and which wording is common
/// to several. Holds some 1.5 kB a document and at most 300 MB of runs, and no text.
#[derive(Default)]
pub struct Survey {
    pub documents: Vec<Document>,
    sketches: Vec<[u32; HASHES]>,
    /// The first document of each band, and the others where there are any.
    bands: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    further: HashMap<u64, Vec<u32>, BuildHasherDefault<Mixed>>,
    runs: HashMap<u64, Run, BuildHasherDefault<Mixed>>,
    words: Words,
}

#[derive(Clone, Copy)]
struct Run {
    documents: u16,
    last: u32,
}

/// Keys are mixed already.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = mix(self.0.rotate_left(8) ^ key);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Words as hashes of their letters, so that a vocabulary can begin anew between documents.
#[derive(Default)]
struct Words {
    vocabulary: Vocabulary,
    hashes: Vec<u64>,
}

impl Words {
    fn of(&mut self, text: &str) -> Vec<u64> {
        if self.vocabulary.len() > MOST_TYPES {
            *self = Self::default();
        }
        let mut tokens = Vec::with_capacity(text.len() / 5);
        self.vocabulary.tokenise(text, &mut tokens, None);
        for kind in self.hashes.len()..self.vocabulary.len() {
            let word = self.vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX));
            let parts = word.as_bytes().chunks(8).map(|part| {
                let mut eight = [0; 8];
                eight[..part.len()].copy_from_slice(part);
                u64::from_le_bytes(eight)
            });
            self.hashes.push(hash_of(parts));
        }
        tokens.iter().map(|token| self.hashes[token.kind() as usize]).collect()
    }
}

impl Survey {
    /// Takes in one document. Documents are numbered in the order in which they come.
    pub fn add(&mut self, origin: Origin, extracted: &Extracted) {
        self.add_pieces(origin, extracted.health, &pieces(&extracted.blocks));
    }

    /// As [`Self::add`], of a document that was cut to passages before.
    pub fn add_pieces(&mut self, origin: Origin, health: Health, pieces: &[Piece]) {
        let number = narrow(self.documents.len());
        let pieces: Vec<(Status, Vec<u64>, usize)> = pieces
            .iter()
            .map(|piece| (status_of(piece), self.words.of(&piece.text), piece.words))
            .collect();
        let counted = pieces.iter().filter(|(status, ..)| *status == Status::Counted);
        let words = counted.map(|(.., words)| words).sum();
        let sketch = sketch(pieces.iter().map(|(_, words, _)| words.as_slice()));
        let twin = self.twin(number, &sketch);
        self.sketches.push(sketch);
        self.documents.push(Document {
            origin,
            health,
            duplicate_of: twin.map(|twin| twin as usize),
            words,
        });
        for (status, words, _) in &pieces {
            if twin.is_some() && *status == Status::Counted {
                continue;
            }
            for window in words.windows(BOILERPLATE_RUN) {
                let run = self.runs.entry(hash_of(window.iter().copied())).or_insert(Run {
                    documents: 0,
                    last: u32::MAX,
                });
                if run.last != number {
                    *run = Run {
                        documents: run.documents.saturating_add(1),
                        last: number,
                    };
                }
            }
            if self.runs.len() > MOST_RUNS {
                self.runs.retain(|_, run| run.documents > 1);
                // A corpus made of nothing but copies: what is rare among them goes too.
                if self.runs.len() > MOST_RUNS / 2 {
                    self.runs.retain(|_, run| run.documents >= BOILERPLATE_DOCUMENTS);
                }
                if self.runs.len() > MOST_RUNS / 2 {
                    self.runs.clear();
                }
            }
        }
    }

    /// The first earlier document that this one nearly repeats. A document of a few words has no sketch to compare.
    fn twin(&mut self, number: u32, sketch: &[u32; HASHES]) -> Option<u32> {
        if sketch[0] == u32::MAX {
            return None;
        }
        let mut twin = None;
        for (band, rows) in (0_u64..).zip(sketch.chunks(ROWS_IN_BAND)) {
            let key = rows.iter().fold(band, |sum, row| mix(sum ^ u64::from(*row)));
            let similar = |other: &u32| similarity(sketch, &self.sketches[*other as usize]) >= NEARLY;
            if let Some(first) = self.bands.get(&key) {
                let others = self.further.entry(key).or_default();
                twin = twin.or_else(|| [*first].into_iter().chain(others.iter().copied()).find(similar));
                others.push(number);
            } else {
                self.bands.insert(key, number);
            }
        }
        twin
    }

    /// The passages of a document that was added as number `document`, and which of them count.
    pub fn passages(&mut self, document: usize, blocks: &[Block]) -> Vec<Passage> {
        self.standing(document, pieces(blocks))
    }

    /// As [`Self::passages`], of a document that was cut to passages before.
    pub fn standing(&mut self, document: usize, pieces: Vec<Piece>) -> Vec<Passage> {
        let twin = self
            .documents
            .get(document)
            .is_some_and(|known| known.duplicate_of.is_some());
        let mut passages = Vec::new();
        for piece in pieces {
            let mut status = status_of(&piece);
            if status == Status::Counted && twin {
                status = Status::Duplicate;
            } else if status == Status::Counted && self.is_boilerplate(&piece.text) {
                status = Status::Boilerplate;
            }
            passages.push(Passage {
                document,
                piece,
                status,
            });
        }
        passages
    }

    fn is_boilerplate(&mut self, text: &str) -> bool {
        let words = self.words.of(text);
        let mut covered = vec![false; words.len()];
        for (at, window) in words.windows(BOILERPLATE_RUN).enumerate() {
            let run = self.runs.get(&hash_of(window.iter().copied()));
            if run.is_some_and(|run| run.documents >= BOILERPLATE_DOCUMENTS) {
                covered[at..at + BOILERPLATE_RUN].fill(true);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "words of one passage")]
        let share = covered.iter().filter(|covered| **covered).count() as f64 / covered.len().max(1) as f64;
        share >= BOILERPLATE_SHARE
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The smallest of the hashes of its runs of five words, under sixty-four hash functions (Broder 1997).
fn sketch<'a>(passages: impl Iterator<Item = &'a [u64]>) -> [u32; HASHES] {
    let mut sketch = [u32::MAX; HASHES];
    for window in passages.flat_map(|words| words.windows(5)) {
        let mut hash = hash_of(window.iter().copied());
        for slot in &mut sketch {
            hash = hash.wrapping_mul(0xD129_0D3A_BF9E_4D25).rotate_left(23) ^ 0x9E37_79B9;
            *slot = (*slot).min((mix(hash) >> 32) as u32);
        }
    }
    sketch
}

impl Corpus {
    /// A corpus small enough to be held in memory. [`Survey`] takes larger ones, document by document.
    #[must_use]
    pub fn new(files: Vec<(Origin, Extracted)>) -> Self {
        let cut = files
            .into_iter()
            .map(|(origin, extracted)| (origin, extracted.health, pieces(&extracted.blocks)));
        Self::of_pieces(cut.collect())
    }

    /// A corpus of documents that were cut to passages before.
    #[must_use]
    pub fn of_pieces(files: Vec<(Origin, Health, Vec<Piece>)>) -> Self {
        let mut survey = Survey::default();
        let mut cut = Vec::with_capacity(files.len());
        for (origin, health, pieces) in files {
            survey.add_pieces(origin, health, &pieces);
            cut.push(pieces);
        }
        let mut passages = Vec::new();
        for (at, pieces) in cut.into_iter().enumerate() {
            passages.extend(survey.standing(at, pieces));
        }
        Self {
            documents: survey.documents,
            passages,
        }
    }

    /// Documents that could be read: the others are missing data.
    pub fn readable(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(|document| document.health.verdict == Verdict::Good)
    }
}

/// Units with their documents, in the order of their names.
#[must_use]
pub fn units(documents: &[Document]) -> BTreeMap<&str, Vec<usize>> {
    let mut units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        units.entry(document.origin.unit.as_str()).or_default().push(at);
    }
    units
}

fn status_of(piece: &Piece) -> Status {
    match piece.kind {
        Kind::Title | Kind::Row => Status::Frame,
        // Who was there and who took the minutes is the head of a document; it names units and trades but tells nothing.
        Kind::Paragraph if HEADS.iter().any(|head| piece.text.starts_with(head)) => Status::Frame,
        _ if piece.language == crate::morphology::Language::Other => Status::OtherLanguage,
        Kind::Answer if piece.words >= 4 => Status::Counted,
        _ if piece.words < FEWEST_WORDS => Status::TooShort,
        _ => Status::Counted,
    }
}

fn hash_of(parts: impl Iterator<Item = u64>) -> u64 {
    parts.fold(0xCBF2_9CE4_8422_2325, |hash, part| mix(hash ^ part))
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}

/// Estimated Jaccard similarity of two sketches (Broder 1997).
#[expect(clippy::cast_precision_loss, reason = "at most 64")]
fn similarity(a: &[u32; HASHES], b: &[u32; HASHES]) -> f64 {
    a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / HASHES as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::read;

    fn corpus(texts: &[&str]) -> Corpus {
        let origin = |at: usize| Origin {
            file: format!("{at}.txt"),
            unit: "Skole".into(),
            date: "2026-03-01".into(),
            kind: "referat".into(),
            source: "skole".into(),
        };
        Corpus::new(
            texts
                .iter()
                .enumerate()
                .map(|(at, text)| (origin(at), read("a.txt", text.as_bytes()).unwrap()))
                .collect(),
        )
    }

    #[test]
    fn a_near_copy_is_counted_once() {
        let text: String = (0..120).fold(String::new(), |text, n| {
            text + &format!("Vi talte om sag nummer {n} og besluttede at flytte den til næste gang. ")
        });
        let copy = text.replacen("sag nummer 7 ", "sag nummer syv ", 1);
        let other: String = (0..120).fold(String::new(), |text, n| {
            text + &format!("Børnene byggede {n} tårne af klodser, mens regnen faldt på taget. ")
        });
        let corpus = corpus(&[&text, &copy, &other]);
        assert_eq!(
            corpus
                .documents
                .iter()
                .map(|document| document.duplicate_of)
                .collect::<Vec<_>>(),
            [None, Some(0), None]
        );
    }

    #[test]
    fn wording_in_three_documents_is_boilerplate() {
        let same = "Nørreå Kommune behandler oplysninger efter gældende regler, og du kan læse mere om det på vores hjemmeside.";
        let texts: Vec<String> = [
            "Vi lånte en lærer af naboskolen i tre uger, og de fik vores.",
            "Køkkenet flyttede aftensmaden til klokken seks om aftenen.",
            "Holdet bestemmer selv ruten fra i dag og fremover uden liste.",
        ]
        .iter()
        .map(|own| format!("{own}\n\n{same}"))
        .collect();
        let corpus = corpus(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(
            corpus
                .passages
                .iter()
                .filter(|passage| passage.status == Status::Boilerplate)
                .count(),
            3
        );
        assert_eq!(
            corpus
                .passages
                .iter()
                .filter(|passage| passage.status == Status::Counted)
                .count(),
            3
        );
    }
}
