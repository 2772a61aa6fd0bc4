//! The whole way from a foundation and a corpus to a report: element by element, unit by unit, month by month.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::assignment::{Learned, Reader, Seen, assign_in_documents};
use crate::corpus::{Corpus, Document, MOST_TYPES, Passage, Status, units};
use crate::detector::{Detector, Mode, Profile, Reading};
use crate::foundation::Foundation;
use crate::library::Library;
use crate::morphology::Language;
use crate::readers::Verdict;
use crate::rules::RuleError;
use crate::statistics::{
    Cluster, Estimate, Material, Random, Silence, Stratum, cluster_bootstrap, rate_prior, silence,
};

/// Least material from which a unit is shown.
pub const LEAST_DOCUMENTS: usize = 5;
pub const LEAST_SOURCES: usize = 3;
pub const LEAST_WORDS: usize = 2_000;

const DRAWS: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub elements: Vec<ElementReport>,
    pub documents: Vec<DocumentReport>,
    pub passages: Counts,
    /// Versions and seed, so that the report can be made again.
    pub made_with: MadeWith,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MadeWith {
    pub engine: String,
    pub seed: u64,
    pub profiles: Vec<Profile>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub counted: usize,
    pub frame: usize,
    pub too_short: usize,
    pub boilerplate: usize,
    pub duplicate: usize,
    pub other_language: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentReport {
    pub file: String,
    pub unit: String,
    pub date: String,
    pub verdict: Verdict,
    pub words: usize,
    pub passages: usize,
    pub duplicate_of: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElementReport {
    pub element: String,
    pub all: Figures,
    pub units: Vec<UnitReport>,
    pub months: Vec<MonthReport>,
    pub evidence: Vec<Evidence>,
}

/// Counts and rates over one set of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub documents: usize,
    pub words: usize,
    pub passages: usize,
    pub own_words: usize,
    pub quoted: usize,
    pub missed: usize,
    /// Share of passages with own words.
    pub share: Option<Estimate>,
    /// Passages with own words per 1,000 words.
    pub per_thousand: Option<Estimate>,
    /// Share of documents with own words.
    pub documents_with: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitReport {
    pub unit: String,
    /// None: below the minimum of documents, sources or words ("for lidt materiale").
    pub figures: Option<Figures>,
    /// The share drawn towards the other units (empirical Bayes).
    pub shrunk_share: Option<f64>,
    pub silence: Silence,
    /// Files of the unit that could not be read.
    pub unreadable: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthReport {
    pub month: String,
    pub passages: usize,
    pub own_words: usize,
}

/// A passage that shows an element, with the rules that saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub file: String,
    pub unit: String,
    pub date: String,
    pub mode: Mode,
    pub log_odds: f64,
    pub text: String,
    pub rules: Vec<String>,
}

/// What measuring needs beside the corpus.
pub struct Measurement<'a> {
    pub foundation: &'a Foundation,
    /// Further foundation texts whose wording counts as borrowed.
    pub also_quoted: &'a [String],
    /// Profiles that a steward changed; none for a cold start.
    pub profiles: Option<Vec<Profile>>,
    pub seed: u64,
}

/// Most passages kept per element, the most telling; all are counted.
pub const MOST_EVIDENCE: usize = 500;

/// Measures a corpus that is held in memory.
pub fn measure(measurement: &Measurement<'_>, corpus: &Corpus) -> Result<Report, RuleError> {
    let detectors = Detectors::new(measurement)?;
    let mut gauge = Gauge::new(measurement, &detectors);
    for passages in corpus.passages.chunk_by(|a, b| a.document == b.document) {
        gauge.read(&corpus.documents[passages[0].document], passages);
    }
    Ok(gauge.report(&corpus.documents))
}

/// The foundation made ready in both languages.
pub struct Detectors {
    danish: Detector,
    english: Detector,
}

impl Detectors {
    pub fn new(measurement: &Measurement<'_>) -> Result<Self, RuleError> {
        let danish = Library::shipped(Language::Danish);
        let profiles = match &measurement.profiles {
            Some(profiles) => profiles.clone(),
            None => crate::detector::profiles(measurement.foundation, danish)?,
        };
        Ok(Self {
            english: Detector::build(Library::shipped(Language::English), profiles.clone())?,
            danish: Detector::build(danish, profiles)?,
        })
    }
}

/// What was counted in one document.
#[derive(Clone, Default)]
struct Tally {
    passages: usize,
    words: usize,
    shown: Vec<Shown>,
}

/// Passages of one document that show one element.
#[derive(Clone, Copy, Default)]
struct Shown {
    own_words: u32,
    quoted: u32,
    missed: u32,
}

/// Measures documents one at a time: keeps counts of each and the most telling passages, and no other text.
pub struct Gauge<'a> {
    measurement: &'a Measurement<'a>,
    detectors: &'a Detectors,
    readers: [Reader<'a>; 2],
    reading: Reading,
    counts: Counts,
    tallies: Vec<Tally>,
    evidence: Vec<Vec<Evidence>>,
}

impl<'a> Gauge<'a> {
    #[must_use]
    pub fn new(measurement: &'a Measurement<'a>, detectors: &'a Detectors) -> Self {
        Self {
            measurement,
            detectors,
            readers: [Language::Danish, Language::English].map(|language| reader(measurement, detectors, language)),
            reading: Reading::default(),
            counts: Counts::default(),
            tallies: Vec::new(),
            evidence: vec![Vec::new(); measurement.foundation.elements.len()],
        }
    }

    /// Reads the passages of one document.
    pub fn read(&mut self, document: &Document, passages: &[Passage]) {
        let Some(number) = passages.first().map(|passage| passage.document) else {
            return;
        };
        let mut tally = Tally {
            shown: vec![Shown::default(); self.evidence.len()],
            ..Tally::default()
        };
        for passage in passages {
            match passage.status {
                Status::Counted => self.counts.counted += 1,
                Status::Frame => self.counts.frame += 1,
                Status::TooShort => self.counts.too_short += 1,
                Status::Boilerplate => self.counts.boilerplate += 1,
                Status::Duplicate => self.counts.duplicate += 1,
                Status::OtherLanguage => self.counts.other_language += 1,
            }
            if passage.status == Status::Counted {
                tally.passages += 1;
                tally.words += passage.piece.words;
                self.read_passage(document, passage, &mut tally.shown);
            }
        }
        if self.tallies.len() <= number {
            self.tallies.resize(number + 1, Tally::default());
        }
        self.tallies[number] = tally;
        for (reader_at, language) in [Language::Danish, Language::English].into_iter().enumerate() {
            if self.readers[reader_at].vocabulary.len() > MOST_TYPES {
                self.readers[reader_at] = reader(self.measurement, self.detectors, language);
            }
        }
    }

    fn read_passage(&mut self, document: &Document, passage: &Passage, shown: &mut [Shown]) {
        let reader = &mut self.readers[usize::from(passage.piece.language == Language::English)];
        for found in findings(reader, &mut self.reading, &passage.piece.text) {
            let shown = &mut shown[found.element];
            *match found.mode {
                Mode::OwnWords => &mut shown.own_words,
                Mode::Quoted => &mut shown.quoted,
                Mode::Missed => &mut shown.missed,
            } += 1;
            let evidence = &mut self.evidence[found.element];
            if evidence.len() >= 2 * MOST_EVIDENCE {
                keep_the_most_telling(evidence);
            }
            let origin = &document.origin;
            evidence.push(Evidence {
                file: origin.file.clone(),
                unit: origin.unit.clone(),
                date: origin.date.clone(),
                mode: found.mode,
                log_odds: found.log_odds,
                text: passage.piece.text.clone(),
                rules: found.rules,
            });
        }
    }

    /// The report over all documents, given in the order of their numbers.
    #[must_use]
    pub fn report(mut self, documents: &[Document]) -> Report {
        self.tallies.resize(documents.len(), Tally::default());
        self.evidence.iter_mut().for_each(keep_the_most_telling);
        let mut evidence = std::mem::take(&mut self.evidence);
        let elements = self
            .measurement
            .foundation
            .names()
            .into_iter()
            .zip(&mut evidence)
            .enumerate()
            .map(|(element, (name, evidence))| {
                let counted = Counted {
                    documents,
                    tallies: &self.tallies,
                    element,
                };
                counted.report(name, std::mem::take(evidence), self.measurement.seed)
            })
            .collect();
        let documents = documents
            .iter()
            .zip(&self.tallies)
            .map(|(document, tally)| DocumentReport {
                file: document.origin.file.clone(),
                unit: document.origin.unit.clone(),
                date: document.origin.date.clone(),
                verdict: document.health.verdict,
                words: document.words,
                passages: tally.passages,
                duplicate_of: document.duplicate_of.map(|twin| documents[twin].origin.file.clone()),
            })
            .collect();
        Report {
            elements,
            documents,
            passages: self.counts,
            made_with: MadeWith {
                engine: env!("CARGO_PKG_VERSION").to_owned(),
                seed: self.measurement.seed,
                profiles: self.detectors.danish.profiles.clone(),
            },
        }
    }
}

/// An element found in a passage of a document, and the rules that saw it; none when only likeness to the examples did.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub element: usize,
    pub mode: Mode,
    pub log_odds: f64,
    pub rules: Vec<String>,
}

/// The elements that one passage of a document shows. `reading` is used again from passage to passage.
#[must_use]
pub fn findings(reader: &mut Reader<'_>, reading: &mut Reading, text: &str) -> Vec<Finding> {
    reader.read(text, reading);
    assign_in_documents(reading)
        .into_iter()
        .map(|assigned| Finding {
            element: assigned.element,
            mode: assigned.mode,
            log_odds: assigned.log_odds,
            rules: rules_for(reader.detector, reading, assigned.element),
        })
        .collect()
}

fn reader<'a>(measurement: &Measurement<'_>, detectors: &'a Detectors, language: Language) -> Reader<'a> {
    let detector = if language == Language::English {
        &detectors.english
    } else {
        &detectors.danish
    };
    let mut reader = Reader::new(detector, measurement.foundation, language);
    for text in measurement.also_quoted {
        reader.also_quoting(text);
    }
    reader
}

fn keep_the_most_telling(evidence: &mut Vec<Evidence>) {
    evidence.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
    evidence.truncate(MOST_EVIDENCE);
}

/// The rules that speak for an element in a passage.
fn rules_for(detector: &Detector, reading: &Reading, element: usize) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for hit in &reading.hits {
        let speaks = detector
            .speaks_for(hit.rule)
            .iter()
            .any(|(at, weight)| *at == element && *weight > 0.5);
        if let Some(rule) = detector.rule(hit.rule)
            && speaks
            && !rules.contains(&rule.source)
        {
            rules.push(rule.source.clone());
        }
    }
    rules
}

/// What was counted of one element.
struct Counted<'a> {
    documents: &'a [Document],
    tallies: &'a [Tally],
    element: usize,
}

impl Counted<'_> {
    fn shown(&self, document: usize) -> Shown {
        self.tallies[document]
            .shown
            .get(self.element)
            .copied()
            .unwrap_or_default()
    }

    fn report(&self, name: String, evidence: Vec<Evidence>, seed: u64) -> ElementReport {
        let all_documents: Vec<usize> = (0..self.documents.len()).collect();
        let mut random = Random::seeded(seed ^ self.element as u64);
        let all = self.figures(&all_documents, &mut random);
        let per_unit: Vec<(&str, Vec<usize>, Figures)> = units(self.documents)
            .into_iter()
            .map(|(unit, documents)| {
                let figures = self.figures(&documents, &mut random);
                (unit, documents, figures)
            })
            .collect();
        let exposure: Vec<(f64, f64)> = per_unit
            .iter()
            .map(|(_, _, figures)| (count(figures.own_words), count(figures.passages)))
            .collect();
        let prior = rate_prior(&exposure);
        let units = per_unit
            .iter()
            .enumerate()
            .map(|(at, (unit, documents, figures))| {
                let readable = documents
                    .iter()
                    .filter(|document| self.documents[**document].health.verdict == Verdict::Good)
                    .count();
                let material = Material {
                    documents: u32::try_from(figures.documents).unwrap_or(u32::MAX),
                    words: count(figures.words),
                    passages: exposure[at].1,
                    shown: exposure[at].0,
                    readable: count(readable) / count(documents.len().max(1)),
                    elusion: Stratum::default(),
                };
                let others: Vec<(f64, f64)> = exposure
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, unit)| *unit)
                    .collect();
                let shown = self.enough(documents, figures);
                UnitReport {
                    unit: (*unit).to_owned(),
                    shrunk_share: shown.then(|| prior.shrink(exposure[at].0, exposure[at].1)),
                    figures: shown.then(|| figures.clone()),
                    silence: if shown {
                        silence(material, &others)
                    } else {
                        Silence::TooLittle
                    },
                    unreadable: documents.len() - readable,
                }
            })
            .collect();
        ElementReport {
            element: name,
            all,
            units,
            months: self.months(),
            evidence,
        }
    }

    fn enough(&self, documents: &[usize], figures: &Figures) -> bool {
        let sources: BTreeSet<&str> = documents
            .iter()
            .map(|document| self.documents[*document].origin.source.as_str())
            .collect();
        figures.documents >= LEAST_DOCUMENTS && sources.len() >= LEAST_SOURCES && figures.words >= LEAST_WORDS
    }

    fn figures(&self, documents: &[usize], random: &mut Random) -> Figures {
        let read: Vec<(&Tally, Shown)> = documents
            .iter()
            .map(|document| (&self.tallies[*document], self.shown(*document)))
            .filter(|(tally, _)| tally.passages > 0)
            .collect();
        let sum = |of: &dyn Fn(&Shown) -> u32| read.iter().map(|(_, shown)| of(shown) as usize).sum::<usize>();
        let clusters = |by_words: bool| -> Vec<Cluster> {
            read.iter()
                .map(|(tally, shown)| Cluster {
                    size: if by_words {
                        count(tally.words) / 1_000.0
                    } else {
                        count(tally.passages)
                    },
                    count: f64::from(shown.own_words),
                })
                .collect()
        };
        Figures {
            documents: read.len(),
            words: read.iter().map(|(tally, _)| tally.words).sum(),
            passages: read.iter().map(|(tally, _)| tally.passages).sum(),
            own_words: sum(&|shown| shown.own_words),
            quoted: sum(&|shown| shown.quoted),
            missed: sum(&|shown| shown.missed),
            share: cluster_bootstrap(&clusters(false), DRAWS, random),
            per_thousand: cluster_bootstrap(&clusters(true), DRAWS, random),
            documents_with: read.iter().filter(|(_, shown)| shown.own_words > 0).count(),
        }
    }

    fn months(&self) -> Vec<MonthReport> {
        let mut months: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, document) in self
            .documents
            .iter()
            .enumerate()
            .filter(|(at, _)| self.tallies[*at].passages > 0)
        {
            let month = months.entry(document.origin.month()).or_default();
            month.0 += self.tallies[at].passages;
            month.1 += self.shown(at).own_words as usize;
        }
        months
            .into_iter()
            .map(|(month, (passages, own_words))| MonthReport {
                month: month.to_owned(),
                passages,
                own_words,
            })
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of passages and words")]
fn count(n: usize) -> f64 {
    n as f64
}

/// A learned model may order a unit's passages for confirmation; see [`Learned`].
#[must_use]
pub fn order_for_confirmation(learned: &Learned, seen: &[Seen], element: usize) -> Vec<usize> {
    let mut order: Vec<(f64, usize)> = seen
        .iter()
        .enumerate()
        .map(|(at, seen)| (learned.log_odds(seen)[element], at))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, at)| at).collect()
}
