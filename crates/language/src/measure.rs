//! The whole way from a foundation and a corpus to a report: element by element, unit by unit, month by month.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::assignment::{Learned, Reader, Seen, assign_in_documents};
use crate::corpus::{Corpus, Status};
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

struct Found {
    passage: usize,
    element: usize,
    mode: Mode,
    log_odds: f64,
    rules: Vec<String>,
}

/// Measures a corpus.
pub fn measure(measurement: &Measurement<'_>, corpus: &Corpus) -> Result<Report, RuleError> {
    let danish_library = Library::shipped(Language::Danish);
    let profiles = match &measurement.profiles {
        Some(profiles) => profiles.clone(),
        None => crate::detector::profiles(measurement.foundation, danish_library)?,
    };
    let danish = Detector::build(danish_library, profiles.clone())?;
    let english = Detector::build(Library::shipped(Language::English), profiles.clone())?;
    let mut readers = [
        Reader::new(&danish, measurement.foundation, Language::Danish),
        Reader::new(&english, measurement.foundation, Language::English),
    ];
    for text in measurement.also_quoted {
        for reader in &mut readers {
            reader.also_quoting(text);
        }
    }
    let mut found = Vec::new();
    for (at, passage) in corpus.passages.iter().enumerate() {
        if passage.status == Status::Counted {
            let reader = &mut readers[usize::from(passage.piece.language == Language::English)];
            read_passage(reader, at, &passage.piece.text, &mut found);
        }
    }
    let elements = measurement
        .foundation
        .names()
        .into_iter()
        .enumerate()
        .map(|(at, name)| element_report(corpus, &found, at, name, measurement.seed))
        .collect();
    let mut counts = Counts::default();
    for passage in &corpus.passages {
        match passage.status {
            Status::Counted => counts.counted += 1,
            Status::Frame => counts.frame += 1,
            Status::TooShort => counts.too_short += 1,
            Status::Boilerplate => counts.boilerplate += 1,
            Status::Duplicate => counts.duplicate += 1,
            Status::OtherLanguage => counts.other_language += 1,
        }
    }
    let documents = corpus
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| DocumentReport {
            file: document.origin.file.clone(),
            unit: document.origin.unit.clone(),
            date: document.origin.date.clone(),
            verdict: document.health.verdict,
            words: document.words,
            passages: corpus
                .passages
                .iter()
                .filter(|passage| passage.document == at && passage.status == Status::Counted)
                .count(),
            duplicate_of: document
                .duplicate_of
                .map(|twin| corpus.documents[twin].origin.file.clone()),
        })
        .collect();
    let made_with = MadeWith {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        seed: measurement.seed,
        profiles,
    };
    Ok(Report {
        elements,
        documents,
        passages: counts,
        made_with,
    })
}

fn read_passage(reader: &mut Reader<'_>, at: usize, text: &str, found: &mut Vec<Found>) {
    let mut reading = Reading::default();
    reader.read(text, &mut reading);
    for assigned in assign_in_documents(&reading) {
        let mut rules: Vec<String> = Vec::new();
        for hit in &reading.hits {
            let speaks = reader
                .detector
                .speaks_for(hit.rule)
                .iter()
                .any(|(element, weight)| *element == assigned.element && *weight > 0.5);
            if let Some(rule) = reader.detector.rule(hit.rule)
                && speaks
                && !rules.contains(&rule.source)
            {
                rules.push(rule.source.clone());
            }
        }
        found.push(Found {
            passage: at,
            element: assigned.element,
            mode: assigned.mode,
            log_odds: assigned.log_odds,
            rules,
        });
    }
}

fn element_report(corpus: &Corpus, found: &[Found], element: usize, name: String, seed: u64) -> ElementReport {
    let mine: Vec<&Found> = found.iter().filter(|found| found.element == element).collect();
    let all_documents: Vec<usize> = (0..corpus.documents.len()).collect();
    let mut random = Random::seeded(seed ^ element as u64);
    let all = figures(corpus, &mine, &all_documents, &mut random);
    let per_unit: Vec<(&str, Vec<usize>, Figures)> = corpus
        .units()
        .into_iter()
        .map(|(unit, documents)| {
            let figures = figures(corpus, &mine, &documents, &mut random);
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
                .filter(|document| corpus.documents[**document].health.verdict == Verdict::Good)
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
            let shown = enough(corpus, documents, figures);
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
        months: months(corpus, &mine),
        evidence: evidence(corpus, &mine),
    }
}

fn enough(corpus: &Corpus, documents: &[usize], figures: &Figures) -> bool {
    let sources: BTreeSet<&str> = documents
        .iter()
        .map(|document| corpus.documents[*document].origin.source.as_str())
        .collect();
    figures.documents >= LEAST_DOCUMENTS && sources.len() >= LEAST_SOURCES && figures.words >= LEAST_WORDS
}

#[expect(clippy::cast_precision_loss, reason = "counts of passages and words")]
fn count(n: usize) -> f64 {
    n as f64
}

fn figures(corpus: &Corpus, found: &[&Found], documents: &[usize], random: &mut Random) -> Figures {
    let mut own: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut quoted, mut missed) = (0, 0);
    for found in found {
        let document = corpus.passages[found.passage].document;
        if documents.contains(&document) {
            match found.mode {
                Mode::OwnWords => *own.entry(document).or_default() += 1,
                Mode::Quoted => quoted += 1,
                Mode::Missed => missed += 1,
            }
        }
    }
    let mut passages: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for passage in corpus
        .passages
        .iter()
        .filter(|passage| passage.status == Status::Counted && documents.contains(&passage.document))
    {
        let sum = passages.entry(passage.document).or_default();
        *sum = (sum.0 + 1, sum.1 + passage.piece.words);
    }
    let clusters = |by_words: bool| -> Vec<Cluster> {
        passages
            .iter()
            .map(|(document, (passages, words))| Cluster {
                size: if by_words {
                    count(*words) / 1_000.0
                } else {
                    count(*passages)
                },
                count: count(own.get(document).copied().unwrap_or(0)),
            })
            .collect()
    };
    Figures {
        documents: passages.len(),
        words: passages.values().map(|(_, words)| words).sum(),
        passages: passages.values().map(|(passages, _)| passages).sum(),
        own_words: own.values().sum(),
        quoted,
        missed,
        share: cluster_bootstrap(&clusters(false), DRAWS, random),
        per_thousand: cluster_bootstrap(&clusters(true), DRAWS, random),
        documents_with: own.len(),
    }
}

fn months(corpus: &Corpus, found: &[&Found]) -> Vec<MonthReport> {
    let mut months: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for passage in corpus
        .passages
        .iter()
        .filter(|passage| passage.status == Status::Counted)
    {
        months
            .entry(corpus.documents[passage.document].origin.month())
            .or_default()
            .0 += 1;
    }
    for found in found.iter().filter(|found| found.mode == Mode::OwnWords) {
        months
            .entry(corpus.documents[corpus.passages[found.passage].document].origin.month())
            .or_default()
            .1 += 1;
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

fn evidence(corpus: &Corpus, found: &[&Found]) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = found
        .iter()
        .map(|found| {
            let passage = &corpus.passages[found.passage];
            let origin = &corpus.documents[passage.document].origin;
            Evidence {
                file: origin.file.clone(),
                unit: origin.unit.clone(),
                date: origin.date.clone(),
                mode: found.mode,
                log_odds: found.log_odds,
                text: passage.piece.text.clone(),
                rules: found.rules.clone(),
            }
        })
        .collect();
    evidence.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
    evidence
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
