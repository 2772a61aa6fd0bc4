//! Figures over a tree of units: what each unit and everything below it wrote, month by month and over a year.
//!
//! [`crate::measure`] reports on one flat set of units; an organisation counts a document in its unit and in every unit above.
//! [`crate::withheld`] says what of it can be shown: nothing else leaves this module.

use std::collections::{BTreeMap, BTreeSet};

use crate::detector::Mode;
use crate::measure::{LEAST_DOCUMENTS, LEAST_SOURCES, LEAST_WORDS};
use crate::statistics::{Estimate, Material, Random, Silence, Stratum, quantile, rate_prior, silence};
use crate::withheld::{Lack, Plan, plan};

const DRAWS: usize = 1_000;

/// A document as it is counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The units in which it counts, as numbers: its own and those above, nearest first.
    pub units: Vec<usize>,
    /// Year and month.
    pub month: String,
    /// It belongs to the year that is shown.
    pub in_year: bool,
    pub source: String,
    /// What is said in it was asked for.
    pub about_foundation: bool,
    /// The text could not be taken out: missing data.
    pub missing: bool,
    pub passages: u32,
    pub words: u32,
    /// Passages by element and mode, for the elements found in it.
    pub shown: Vec<(usize, Mode)>,
}

impl Counted {
    /// There is something in it to count.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !self.missing && self.passages > 0
    }
}

/// Counts and the share of passages with own words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    pub own: u32,
    pub quoted: u32,
    pub missed: u32,
    pub share: Estimate,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    pub documents: usize,
    pub sources: usize,
    pub words: u64,
    pub passages: u64,
    pub missing: usize,
}

impl Amount {
    /// Five documents, three sources and 2,000 words: less could point at somebody.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        self.documents >= LEAST_DOCUMENTS && self.sources >= LEAST_SOURCES && self.words >= LEAST_WORDS as u64
    }

    /// How much more it would take.
    #[must_use]
    pub const fn lacks(&self) -> Lack {
        Lack {
            documents: LEAST_DOCUMENTS.saturating_sub(self.documents),
            sources: LEAST_SOURCES.saturating_sub(self.sources),
            words: (LEAST_WORDS as u64).saturating_sub(self.words),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitYear {
    pub amount: Amount,
    /// By element.
    pub shown: Vec<Shown>,
    /// By element: the share drawn towards the unit's siblings.
    pub shrunk: Vec<f64>,
    pub silence: Vec<Option<Silence>>,
}

/// Of what can be shown, and nothing besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub year: BTreeMap<usize, UnitYear>,
    pub months: BTreeMap<(usize, String), (Amount, Vec<Shown>)>,
    /// Files that could not be read, by unit; it says nothing of any text.
    pub missing: BTreeMap<usize, usize>,
    pub plan: Plan,
}

/// Counts documents in a tree. `parents` holds each unit's parent, `elusion` per element what was read of passages without a
/// find. The draws depend on `seed` alone.
#[must_use]
pub fn tally(
    documents: &[Counted],
    parents: &[Option<usize>],
    elements: usize,
    elusion: &[Stratum],
    seed: u64,
) -> Tally {
    let plan = plan(documents);
    let mut by_unit: BTreeMap<usize, Vec<&Counted>> = BTreeMap::new();
    let mut by_month: BTreeMap<(usize, &str), Vec<&Counted>> = BTreeMap::new();
    let mut missing: BTreeMap<usize, usize> = BTreeMap::new();
    for document in documents {
        for &unit in &document.units {
            if plan.shows(unit, &document.month) {
                by_month.entry((unit, &document.month)).or_default().push(document);
            }
            if document.in_year && plan.year.contains(&unit) {
                by_unit.entry(unit).or_default().push(document);
            }
            if document.in_year && document.missing {
                *missing.entry(unit).or_default() += 1;
            }
        }
    }
    let mut random = Random::seeded(seed);
    let months = by_month
        .into_iter()
        .map(|((unit, month), documents)| ((unit, month.to_owned()), figures(&documents, elements, &mut random)))
        .collect();
    let mut year: BTreeMap<usize, UnitYear> = by_unit
        .into_iter()
        .map(|(unit, documents)| {
            let (amount, shown) = figures(&documents, elements, &mut random);
            let year = UnitYear {
                amount,
                shown,
                shrunk: vec![0.0; elements],
                silence: vec![None; elements],
            };
            (unit, year)
        })
        .collect();
    compare(&mut year, parents, elements, elusion);
    Tally {
        year,
        months,
        missing,
        plan,
    }
}

/// Holds each unit against its siblings.
fn compare(year: &mut BTreeMap<usize, UnitYear>, parents: &[Option<usize>], elements: usize, elusion: &[Stratum]) {
    let mut siblings: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for &unit in year.keys() {
        siblings
            .entry(parents.get(unit).copied().flatten())
            .or_default()
            .push(unit);
    }
    for units in siblings.values() {
        for element in 0..elements {
            let exposure = |unit: usize| {
                let figures = &year[&unit];
                (f64::from(figures.shown[element].own), count(figures.amount.passages))
            };
            let found: Vec<(f64, Silence)> = units
                .iter()
                .map(|&unit| {
                    let others: Vec<(f64, f64)> = units
                        .iter()
                        .filter(|other| **other != unit)
                        .map(|other| exposure(*other))
                        .collect();
                    let (shown, passages) = exposure(unit);
                    let all: Vec<(f64, f64)> = units.iter().map(|unit| exposure(*unit)).collect();
                    let amount = year[&unit].amount;
                    let files = amount.documents + amount.missing;
                    let material = Material {
                        documents: u32::try_from(amount.documents).unwrap_or(u32::MAX),
                        words: count(amount.words),
                        passages,
                        shown,
                        readable: count(amount.documents as u64) / count(files.max(1) as u64),
                        elusion: elusion.get(element).copied().unwrap_or_default(),
                    };
                    (rate_prior(&all).shrink(shown, passages), silence(material, &others))
                })
                .collect();
            for (&unit, (shrunk, silence)) in units.iter().zip(found) {
                let figures = year.get_mut(&unit).expect("taken from the same map");
                figures.shrunk[element] = shrunk;
                figures.silence[element] = Some(silence);
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents, passages and words")]
const fn count(n: u64) -> f64 {
    n as f64
}

fn figures(documents: &[&Counted], elements: usize, random: &mut Random) -> (Amount, Vec<Shown>) {
    let read: Vec<&Counted> = documents
        .iter()
        .copied()
        .filter(|document| document.is_read())
        .collect();
    let amount = Amount {
        documents: read.len(),
        sources: read.iter().map(|d| d.source.as_str()).collect::<BTreeSet<_>>().len(),
        words: read.iter().map(|d| u64::from(d.words)).sum(),
        passages: read.iter().map(|d| u64::from(d.passages)).sum(),
        missing: documents.iter().filter(|d| d.missing).count(),
    };
    let mut shown = vec![Shown::default(); elements];
    let mut own = vec![vec![0_u32; elements]; read.len()];
    for (document, own) in read.iter().zip(&mut own) {
        for &(element, mode) in &document.shown {
            match mode {
                Mode::OwnWords => {
                    own[element] += 1;
                    shown[element].own += 1;
                }
                Mode::Quoted => shown[element].quoted += 1,
                Mode::Missed => shown[element].missed += 1,
            }
        }
    }
    for (shown, share) in shown.iter_mut().zip(shares(&read, &own, elements, random)) {
        shown.share = share;
    }
    (amount, shown)
}

/// Share of passages with own words by element, with the 95 % interval of a bootstrap over documents: passages of one document
/// are alike, and an interval that took them one by one would be too narrow by half (language.md 4.2). One resampling serves
/// all elements.
fn shares(read: &[&Counted], own: &[Vec<u32>], elements: usize, random: &mut Random) -> Vec<Estimate> {
    let passages: u64 = read.iter().map(|d| u64::from(d.passages)).sum();
    let mut drawn = vec![Vec::with_capacity(DRAWS); elements];
    for _ in 0..DRAWS {
        let (mut size, mut counts) = (0_u64, vec![0_u64; elements]);
        for _ in 0..read.len() {
            let at = random.below(read.len());
            size += u64::from(read[at].passages);
            for (sum, own) in counts.iter_mut().zip(&own[at]) {
                *sum += u64::from(*own);
            }
        }
        for (shares, sum) in drawn.iter_mut().zip(counts) {
            shares.push(count(sum) / count(size.max(1)));
        }
    }
    drawn
        .into_iter()
        .enumerate()
        .map(|(element, mut shares)| {
            shares.sort_by(f64::total_cmp);
            let sum: u64 = own.iter().map(|own| u64::from(own[element])).sum();
            Estimate {
                value: count(sum) / count(passages.max(1)),
                low: quantile(&shares, 0.025),
                high: quantile(&shares, 0.975),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(units: &[usize], source: &str, passages: u32, own: u32) -> Counted {
        Counted {
            units: units.to_vec(),
            month: "2026-03".to_owned(),
            in_year: true,
            source: source.to_owned(),
            about_foundation: false,
            missing: false,
            passages,
            words: passages * 40,
            shown: (0..own).map(|_| (0, Mode::OwnWords)).collect(),
        }
    }

    #[test]
    fn a_document_counts_in_its_unit_and_above_and_little_is_not_shown() {
        // Units: 0 over 1 and 2; 1 has six documents of three sources, 2 has two.
        let mut documents: Vec<Counted> = (0..6)
            .map(|n| document(&[1, 0], ["a", "b", "c"][n % 3], 20, 4))
            .collect();
        documents.extend((0..2).map(|_| document(&[2, 0], "d", 20, 0)));
        let tally = tally(&documents, &[None, Some(0), Some(0)], 1, &[], 1);
        assert_eq!(
            tally.year.keys().collect::<Vec<_>>(),
            [&0],
            "1 would give away what 2 wrote"
        );
        let root = &tally.year[&0];
        assert_eq!(
            (root.amount.documents, root.amount.sources, root.shown[0].own),
            (8, 4, 24)
        );
        let share = root.shown[0].share;
        assert!((share.value - 0.15).abs() < 1e-12 && share.low < share.value && share.value < share.high);
        let lack = Lack {
            documents: 3,
            sources: 2,
            words: 400,
        };
        assert_eq!(tally.plan.lacking, BTreeMap::from([(1, lack), (2, lack)]));
        assert_eq!(tally.months.keys().collect::<Vec<_>>(), [&(0, "2026-03".to_owned())]);
    }

    #[test]
    fn a_silent_unit_is_told_from_one_whose_files_could_not_be_read() {
        let full = |unit: usize, own: u32| (0..25).map(move |n| document(&[unit, 0], ["a", "b", "c"][n % 3], 20, own));
        let mut documents: Vec<Counted> = full(1, 3)
            .chain(full(2, 4))
            .chain(full(3, 0))
            .chain(full(4, 0))
            .collect();
        documents.extend((0..10).map(|_| Counted {
            missing: true,
            passages: 0,
            words: 0,
            ..document(&[4, 0], "a", 0, 0)
        }));
        let read = Stratum { read: 60, shown: 0 };
        let parents = [None, Some(0), Some(0), Some(0), Some(0)];
        let tally = tally(&documents, &parents, 1, &[read], 1);
        assert_eq!(tally.year[&1].silence[0], Some(Silence::Heard));
        assert_eq!(tally.year[&3].silence[0], Some(Silence::Silent));
        assert_eq!(tally.year[&4].silence[0], Some(Silence::TooLittle));
        assert_eq!((tally.year[&4].amount.missing, tally.missing[&0]), (10, 10));
    }
}
