//! The auditor: works against the protector, and shares no code with it.
//!
//! Given the groups of people and which of them figures were shown about, it looks for a group of fewer than k whose total
//! can be worked out: by subtraction inside a family ([`Way::Rest`]), by the rank test on every small group in the list and
//! every kind of people ([`Way::Rank`]), through people tied together ([`Way::Tie`]), through sums of three and four
//! ([`Way::Sum`]), by a randomised search for light combinations
//! ([`Way::Search`]), and where there are few people by trying every set of up to four ([`Way::Exhaustive`]). Each finding comes with a
//! [`Certificate`] that anybody can add up by hand.
//!
//! The first two are exact for what they test. All of them together do not prove that nothing else can be worked out; the
//! proof is the protector's.

mod certificate;
mod exhaustive;
mod search;
mod table;
mod worlds;

use std::collections::BTreeSet;

pub use certificate::Certificate;
pub use table::{Group, Table};
use worlds::Worlds;

/// How hard to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Seed of the random choices: the same seed finds the same.
    pub seed: u64,
    /// Rounds of the randomised search in each unit.
    pub rounds: u32,
    /// Units with more shown groups in and under them than this are left to the other tests.
    pub groups: usize,
    /// Units with more small kinds than this are left out of the sums.
    pub kinds: usize,
    /// Up to so many small kinds in the whole table, every set of up to four is tried.
    pub exhaustive: usize,
    /// So many findings, smallest groups first, get a certificate.
    pub certificates: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            seed: 1,
            rounds: 20,
            groups: 150,
            kinds: 120,
            exhaustive: 120,
            certificates: 2_000,
        }
    }
}

/// What led to a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    Rest,
    Rank,
    Tie,
    Sum,
    Search,
    Exhaustive,
}

impl Way {
    /// The way as a word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Rank => "rank",
            Self::Tie => "tie",
            Self::Sum => "sum",
            Self::Search => "search",
            Self::Exhaustive => "exhaustive",
        }
    }
}

/// A group of fewer than k about which a total can be worked out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub way: Way,
    pub people: u32,
    /// Kinds of people and the factor each counts with.
    pub combination: Vec<(u32, i64)>,
    /// None beyond [`Effort::certificates`], or if the factors are not small fractions.
    pub certificate: Option<Certificate>,
}

/// Everything found, smallest groups first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub k: u32,
    pub shown: usize,
    pub hidden: usize,
    pub people: u32,
    pub findings: Vec<Finding>,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Looks for groups of 1 to k − 1 that can be worked out from the shown groups of `table`.
pub fn audit(table: &Table, k: u32, effort: Effort) -> Report {
    let worlds = Worlds::draw(table, effort.seed);
    let ways = [
        (Way::Rest, search::rests(table, k)),
        (Way::Rank, search::small_groups(table, &worlds, k)),
        (Way::Tie, search::ties(table, &worlds, k)),
        (Way::Sum, search::sums(table, &worlds, k, effort.kinds)),
        (
            Way::Search,
            search::information_sets(table, k, effort.rounds, effort.groups, effort.seed),
        ),
        (Way::Exhaustive, exhaustive::all(table, &worlds, k, effort.exhaustive)),
    ];
    let mut seen = BTreeSet::new();
    let mut findings: Vec<Finding> = Vec::new();
    for (way, combinations) in ways {
        for combination in combinations {
            if seen.insert(combination.clone()) {
                findings.push(Finding {
                    way,
                    people: combination.iter().map(|c| table.people[c.0 as usize]).sum(),
                    certificate: None,
                    combination,
                });
            }
        }
    }
    findings.sort_by(|a, b| (a.people, a.way, &a.combination).cmp(&(b.people, b.way, &b.combination)));
    for finding in findings.iter_mut().take(effort.certificates) {
        finding.certificate = Certificate::find(table, &worlds, &finding.combination);
    }
    Report {
        k,
        shown: table.groups.iter().filter(|g| g.shown).count(),
        hidden: table.groups.iter().filter(|g| !g.shown).count(),
        people: table.people.iter().sum(),
        findings,
    }
}

/// Can the total of this combination of people (kind, factor) be worked out? If so, how.
pub fn derive(table: &Table, combination: &[(u32, i64)]) -> Option<Certificate> {
    if combination.iter().any(|&(kind, _)| kind as usize >= table.people.len()) {
        return None;
    }
    Certificate::find(table, &Worlds::draw(table, 1), combination)
}
