//! Documents of units and periods, cut to passages, with what must not be counted set apart and shown as such.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::readers::{Extracted, Health, Verdict};
use crate::text::{Kind, Piece, pieces};
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

impl Corpus {
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
        let mut corpus = Self::default();
        let mut vocabulary = Vocabulary::default();
        let mut tokens_of: Vec<Vec<u32>> = Vec::new();
        for (at, (origin, health, pieces)) in files.into_iter().enumerate() {
            let mut words = 0;
            for piece in pieces {
                let status = status_of(&piece);
                if status == Status::Counted {
                    words += piece.words;
                }
                let mut tokens = Vec::new();
                vocabulary.tokenise(&piece.text, &mut tokens, None);
                tokens_of.push(tokens.iter().map(|token| token.kind()).collect());
                corpus.passages.push(Passage {
                    document: at,
                    piece,
                    status,
                });
            }
            corpus.documents.push(Document {
                origin,
                health,
                duplicate_of: None,
                words,
            });
        }
        corpus.mark_duplicates(&tokens_of);
        corpus.mark_boilerplate(&tokens_of);
        corpus
    }

    /// Documents that could be read: the others are missing data.
    pub fn readable(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(|document| document.health.verdict == Verdict::Good)
    }

    fn mark_duplicates(&mut self, tokens: &[Vec<u32>]) {
        let mut sketches: Vec<[u64; HASHES]> = vec![[u64::MAX; HASHES]; self.documents.len()];
        for (passage, tokens) in self.passages.iter().zip(tokens) {
            for window in tokens.windows(5) {
                let mut hash = hash_of(window);
                for slot in &mut sketches[passage.document] {
                    hash = hash.wrapping_mul(0xD129_0D3A_BF9E_4D25).rotate_left(23) ^ 0x9E37_79B9;
                    *slot = (*slot).min(mix(hash));
                }
            }
        }
        let mut bands: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
        for at in 0..sketches.len() {
            // A document of a few words has no sketch to compare.
            if sketches[at][0] == u64::MAX {
                continue;
            }
            let mut twin: Option<usize> = None;
            for (band, rows) in sketches[at].chunks(ROWS_IN_BAND).enumerate() {
                let key = rows.iter().fold(0_u64, |sum, row| mix(sum ^ row));
                let others = bands.entry((band, key)).or_default();
                if twin.is_none() {
                    twin = others
                        .iter()
                        .copied()
                        .find(|&other| similarity(&sketches[at], &sketches[other]) >= NEARLY);
                }
                others.push(at);
            }
            self.documents[at].duplicate_of = twin;
        }
        for passage in &mut self.passages {
            if self.documents[passage.document].duplicate_of.is_some() && passage.status == Status::Counted {
                passage.status = Status::Duplicate;
            }
        }
    }

    fn mark_boilerplate(&mut self, tokens: &[Vec<u32>]) {
        let mut runs: HashMap<u64, (u16, usize)> = HashMap::new();
        for (passage, tokens) in self.passages.iter().zip(tokens) {
            if passage.status == Status::Duplicate {
                continue;
            }
            for window in tokens.windows(BOILERPLATE_RUN) {
                let seen = runs.entry(hash_of(window)).or_insert((0, usize::MAX));
                if seen.1 != passage.document {
                    *seen = (seen.0.saturating_add(1), passage.document);
                }
            }
        }
        for (passage, tokens) in self.passages.iter_mut().zip(tokens) {
            if passage.status != Status::Counted {
                continue;
            }
            let mut covered = vec![false; tokens.len()];
            for (at, window) in tokens.windows(BOILERPLATE_RUN).enumerate() {
                if runs
                    .get(&hash_of(window))
                    .is_some_and(|(documents, _)| *documents >= BOILERPLATE_DOCUMENTS)
                {
                    covered[at..at + BOILERPLATE_RUN].fill(true);
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "words of one passage")]
            let share = covered.iter().filter(|covered| **covered).count() as f64 / covered.len().max(1) as f64;
            if share >= BOILERPLATE_SHARE {
                passage.status = Status::Boilerplate;
            }
        }
    }

    /// Units with their documents, in the order of their names.
    #[must_use]
    pub fn units(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, document) in self.documents.iter().enumerate() {
            units.entry(document.origin.unit.as_str()).or_default().push(at);
        }
        units
    }
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

fn hash_of(window: &[u32]) -> u64 {
    window
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, token| mix(hash ^ u64::from(*token)))
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}

/// Estimated Jaccard similarity of two sketches (Broder 1997).
#[expect(clippy::cast_precision_loss, reason = "at most 64")]
fn similarity(a: &[u64; HASHES], b: &[u64; HASHES]) -> f64 {
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
