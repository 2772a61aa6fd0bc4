//! What of a tree of units can be shown so that no sum and no difference of what is shown is about too little material.
//!
//! A unit with too little shows nothing; but its parent's figure less its siblings' would be its own. So more is withheld than is
//! small. Two rules hold, and [`plan`] withholds until they do:
//!
//! - The year. Documents that count in just the same shown units (a parent's own and those of its withheld children, say) are
//!   enough together. Every sum and difference of the units' figures is made of such parts whole.
//! - The months beside the year. Take the parts of the year as the rows of a table and the parts of each month as its columns; each
//!   document joins a row to a column. What can be worked out from the sums of rows and columns always covers a whole cut of that
//!   graph: the documents between some of its rows and columns and all the others. Every cut holds enough, so everything that can
//!   be worked out is about enough.
//!
//! The rules hold for one counting. Who keeps the figures of yesterday and sees that one document has come since can work out
//! what it added.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::measure::LEAST_SOURCES;
use crate::tree::{Amount, Counted};

/// The rows and columns that a cut is first looked for around.
const CORES: usize = 6;

/// What can be shown, and what units without figures lack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Units whose year can be shown.
    pub year: BTreeSet<usize>,
    /// By month, units whose month can be shown.
    pub months: BTreeMap<String, BTreeSet<usize>>,
    /// Units with documents in the year that cannot be shown, with what is lacking in them or beside them. It is the same for
    /// all that count in one and the same shown unit, whether they have too little or would give away one that has.
    pub lacking: BTreeMap<usize, Lack>,
    /// By month, the parts in which what was asked for and what was not can be shown each by itself.
    told_apart: BTreeMap<String, BTreeSet<Part>>,
}

impl Plan {
    #[must_use]
    pub fn shows(&self, unit: usize, month: &str) -> bool {
        self.months.get(month).is_some_and(|units| units.contains(&unit))
    }

    /// The unit in which a document's month is counted once, apart from the months of the units below and above it, and what was
    /// asked for apart from what was not; none where that would show too little.
    #[must_use]
    pub fn counts_once_in(&self, document: &Counted) -> Option<usize> {
        let shown = self.months.get(&document.month)?;
        let told_apart = self.told_apart.get(&document.month)?;
        document
            .units
            .iter()
            .copied()
            .find(|unit| shown.contains(unit))
            .filter(|_| told_apart.contains(&part(&document.units, shown)))
    }
}

/// How much more it would take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lack {
    pub documents: usize,
    pub sources: usize,
    pub words: u64,
}

impl Lack {
    const fn most(self, other: Self) -> Self {
        const fn larger(a: usize, b: usize) -> usize {
            if a > b { a } else { b }
        }
        Self {
            documents: larger(self.documents, other.documents),
            sources: larger(self.sources, other.sources),
            words: if self.words > other.words {
                self.words
            } else {
                other.words
            },
        }
    }
}

/// Documents put together.
#[derive(Clone, Debug, Default)]
struct Load<'a> {
    documents: usize,
    words: u64,
    /// As many as it takes, and no more.
    sources: BTreeSet<&'a str>,
}

impl<'a> Load<'a> {
    fn add(&mut self, document: &'a Counted) {
        self.documents += 1;
        self.words += u64::from(document.words);
        self.add_source(&document.source);
    }

    fn add_source(&mut self, source: &'a str) {
        if self.sources.len() < LEAST_SOURCES {
            self.sources.insert(source);
        }
    }

    fn add_all(&mut self, other: &Load<'a>) {
        self.documents += other.documents;
        self.words += other.words;
        other.sources.iter().for_each(|source| self.add_source(source));
    }

    fn amount(&self) -> Amount {
        Amount {
            documents: self.documents,
            sources: self.sources.len(),
            words: self.words,
            ..Amount::default()
        }
    }

    fn is_enough(&self) -> bool {
        self.amount().is_enough()
    }
}

/// The shown units that a document counts in. Documents with the same belong to the same part.
type Part = Vec<usize>;

fn part(units: &[usize], shown: &BTreeSet<usize>) -> Part {
    let mut part: Part = units.iter().copied().filter(|unit| shown.contains(unit)).collect();
    part.sort_unstable();
    part.dedup();
    part
}

/// Documents by the units that they count in.
type ByUnits<'a> = BTreeMap<&'a [usize], Load<'a>>;

fn by_units<'a>(documents: &[&'a Counted]) -> ByUnits<'a> {
    let mut loads = ByUnits::new();
    for document in documents {
        loads.entry(&document.units).or_default().add(document);
    }
    loads
}

fn parts<'a>(documents: &ByUnits<'a>, shown: &BTreeSet<usize>) -> BTreeMap<Part, Load<'a>> {
    let mut parts: BTreeMap<Part, Load<'a>> = BTreeMap::new();
    for (units, load) in documents {
        let part = part(units, shown);
        if !part.is_empty() {
            parts.entry(part).or_default().add_all(load);
        }
    }
    parts
}

/// Plans for one counting. `Counted::in_year` holds whole months.
#[must_use]
pub fn plan(documents: &[Counted]) -> Plan {
    let read: Vec<&Counted> = documents.iter().filter(|d| d.is_read()).collect();
    let year: Vec<&Counted> = read.iter().copied().filter(|d| d.in_year).collect();
    let (shown, reasons) = choose(&year, |_| true);
    let mut by_month: BTreeMap<&str, Vec<&Counted>> = BTreeMap::new();
    for document in &read {
        by_month.entry(&document.month).or_default().push(document);
    }
    let mut months: BTreeMap<String, BTreeSet<usize>> = by_month
        .iter()
        .map(|(month, documents)| {
            let (shown, _) = choose(documents, |unit| shown.contains(&unit));
            ((*month).to_owned(), shown)
        })
        .collect();
    withhold_months(&year, &shown, &mut months);
    let told_apart = by_month
        .iter()
        .map(|(month, documents)| ((*month).to_owned(), told_apart(documents, &months[*month])))
        .collect();
    Plan {
        lacking: lacking(&year, &shown, &reasons),
        year: shown,
        months,
        told_apart,
    }
}

/// The units that can be shown with these documents, and for each that is withheld for another's sake what that one lacked. Of
/// all that would do, what costs the fewest words is withheld: children before their parents.
fn choose(documents: &[&Counted], candidate: impl Fn(usize) -> bool) -> (BTreeSet<usize>, BTreeMap<usize, Lack>) {
    let documents = by_units(documents);
    let mut loads: BTreeMap<usize, Load> = BTreeMap::new();
    for (units, load) in &documents {
        let units: BTreeSet<usize> = units.iter().copied().collect();
        for unit in units.into_iter().filter(|unit| candidate(*unit)) {
            loads.entry(unit).or_default().add_all(load);
        }
    }
    let mut shown: BTreeSet<usize> = loads
        .iter()
        .filter(|(_, load)| load.is_enough())
        .map(|(unit, _)| *unit)
        .collect();
    let mut reasons = BTreeMap::new();
    loop {
        let parts = parts(&documents, &shown);
        // The deepest first: what is put right below needs no more above.
        let Some((light, load)) = parts
            .iter()
            .filter(|(_, load)| !load.is_enough())
            .max_by_key(|(part, _)| part.len())
        else {
            break;
        };
        let apart = |other: &Part| -> Part {
            let (light, other): (BTreeSet<usize>, BTreeSet<usize>) =
                (light.iter().copied().collect(), other.iter().copied().collect());
            light.symmetric_difference(&other).copied().collect()
        };
        let cost = |units: &Part| units.iter().map(|unit| loads[unit].words).sum::<u64>();
        let withheld = parts
            .keys()
            .filter(|other| *other != light)
            .map(apart)
            .min_by_key(|units| (cost(units), units.clone()))
            .unwrap_or_else(|| light.clone());
        let lack = load.amount().lacks();
        for unit in withheld {
            shown.remove(&unit);
            reasons.insert(unit, lack);
        }
    }
    // What was withheld for a part that has since become part of a larger one is shown after all.
    let mut again: Vec<usize> = reasons.keys().copied().collect();
    again.sort_by_key(|unit| (Reverse(loads[unit].words), *unit));
    for unit in again {
        shown.insert(unit);
        if parts(&documents, &shown).values().all(Load::is_enough) {
            reasons.remove(&unit);
        } else {
            shown.remove(&unit);
        }
    }
    (shown, reasons)
}

/// The parts of a month in which documents about the foundation and others are each enough, or none.
fn told_apart(documents: &[&Counted], shown: &BTreeSet<usize>) -> BTreeSet<Part> {
    let about = |asked: bool| {
        let documents = documents.iter().copied();
        let about: Vec<&Counted> = documents
            .filter(|document| document.about_foundation == asked)
            .collect();
        parts(&by_units(&about), shown)
    };
    let (asked, unasked) = (about(true), about(false));
    let enough = |parts: &BTreeMap<Part, Load>, part: &Part| parts.get(part).is_none_or(Load::is_enough);
    parts(&by_units(documents), shown)
        .into_keys()
        .filter(|part| enough(&asked, part) && enough(&unasked, part))
        .collect()
}

/// What units without figures lack. Where one is withheld for another's sake, all around it say the same.
fn lacking(year: &[&Counted], shown: &BTreeSet<usize>, reasons: &BTreeMap<usize, Lack>) -> BTreeMap<usize, Lack> {
    let mut loads: BTreeMap<usize, Load> = BTreeMap::new();
    let mut around: BTreeMap<usize, Part> = BTreeMap::new();
    for document in year {
        for (at, unit) in document.units.iter().enumerate() {
            if !shown.contains(unit) {
                loads.entry(*unit).or_default().add(document);
                around.entry(*unit).or_insert_with(|| {
                    let above: Vec<usize> = document.units[at..].to_vec();
                    above.into_iter().filter(|unit| shown.contains(unit)).collect()
                });
            }
        }
    }
    let mut common: BTreeMap<&Part, Lack> = BTreeMap::new();
    for (unit, lack) in reasons {
        if let Some(around) = around.get(unit) {
            let most = common.entry(around).or_default();
            *most = most.most(*lack);
        }
    }
    loads
        .iter()
        .map(|(unit, load)| {
            let lack = around.get(unit).and_then(|around| common.get(around)).copied();
            (*unit, lack.unwrap_or_else(|| load.amount().lacks()))
        })
        .collect()
}

/// Withholds months until nothing little can be worked out from the months beside the year: of those that are in the way, those
/// with the fewest words first. Without any months nothing is left in the way.
fn withhold_months(year: &[&Counted], shown: &BTreeSet<usize>, months: &mut BTreeMap<String, BTreeSet<usize>>) {
    loop {
        let edges = edges(year, shown, months);
        let stuck = stuck(&edges);
        if stuck.is_empty() {
            return;
        }
        // In the way: the months that lie beside a stuck row or column, each for its deepest unit.
        let beside: BTreeSet<&Node> = edges
            .iter()
            .filter(|edge| stuck.contains(&edge.row) || stuck.contains(&edge.column))
            .flat_map(|edge| [&edge.row, &edge.column])
            .collect();
        let mut in_the_way: BTreeMap<(&str, usize), u64> = BTreeMap::new();
        for edge in &edges {
            if let Node::Column(month, part, _) = &edge.column
                && (beside.contains(&edge.row) || beside.contains(&edge.column))
                && let Some(unit) = edge.document.units.iter().find(|unit| part.contains(unit))
            {
                *in_the_way.entry((month.as_str(), *unit)).or_default() += u64::from(edge.document.words);
            }
        }
        let mut in_the_way: Vec<(u64, String, usize)> = in_the_way
            .into_iter()
            .map(|((month, unit), words)| (words, month.to_owned(), unit))
            .collect();
        if in_the_way.is_empty() {
            return;
        }
        in_the_way.sort_unstable();
        // One at a time, and of very many some, so that this ends in time.
        let some = in_the_way.len().div_ceil(16);
        for (_, month, unit) in in_the_way.into_iter().take(some) {
            if let Some(units) = months.get_mut(&month) {
                units.remove(&unit);
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    /// Whatever is not shown.
    Elsewhere,
    Row(Part),
    /// The part of a month; of those in which it is told apart, what was asked for and what was not.
    Column(String, Part, bool),
}

/// A document between the part of the year and the part of the month that it counts in.
struct Edge<'a> {
    row: Node,
    column: Node,
    document: &'a Counted,
}

fn edges<'a>(
    year: &[&'a Counted],
    shown: &BTreeSet<usize>,
    months: &BTreeMap<String, BTreeSet<usize>>,
) -> Vec<Edge<'a>> {
    let mut by_month: BTreeMap<&str, Vec<&Counted>> = BTreeMap::new();
    for document in year {
        by_month.entry(&document.month).or_default().push(document);
    }
    by_month
        .into_iter()
        .flat_map(|(month, documents)| {
            let of_month = months.get(month);
            let apart = of_month.map(|shown| told_apart(&documents, shown));
            documents
                .into_iter()
                .map(move |document| {
                    let row = part(&document.units, shown);
                    let column = of_month.map(|shown| part(&document.units, shown));
                    let apart = apart.as_ref();
                    Edge {
                        row: if row.is_empty() {
                            Node::Elsewhere
                        } else {
                            Node::Row(row)
                        },
                        column: match column {
                            Some(part) if !part.is_empty() => {
                                let asked =
                                    document.about_foundation && apart.is_some_and(|apart| apart.contains(&part));
                                Node::Column(month.to_owned(), part, asked)
                            }
                            _ => Node::Elsewhere,
                        },
                        document,
                    }
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The rows and columns of which it could not be shown that every cut around them holds enough. Two are taken together when each
/// cut between them does: because of the documents right between them, and of those on ways over a third, of which a cut holds at
/// least one of the two.
fn stuck(edges: &[Edge]) -> BTreeSet<Node> {
    let nodes: BTreeSet<&Node> = edges.iter().flat_map(|edge| [&edge.row, &edge.column]).collect();
    let number: BTreeMap<&Node, usize> = nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let mut class: Vec<usize> = (0..nodes.len()).collect();
    let ends: Vec<(usize, usize)> = edges
        .iter()
        .map(|edge| (number[&edge.row], number[&edge.column]))
        .collect();
    loop {
        let mut between: BTreeMap<usize, BTreeMap<usize, Vec<&Counted>>> = BTreeMap::new();
        for (edge, (row, column)) in edges.iter().zip(&ends) {
            let (row, column) = (class[*row], class[*column]);
            if row != column {
                between
                    .entry(row)
                    .or_default()
                    .entry(column)
                    .or_default()
                    .push(edge.document);
                between
                    .entry(column)
                    .or_default()
                    .entry(row)
                    .or_default()
                    .push(edge.document);
            }
        }
        if between.is_empty() {
            return BTreeSet::new();
        }
        let Some((core, joined)) = join(&between) else {
            let core = largest(&between)[0];
            return nodes
                .into_iter()
                .enumerate()
                .filter(|(at, _)| class[*at] != core && between.contains_key(&class[*at]))
                .map(|(_, node)| node.clone())
                .collect();
        };
        for class in &mut class {
            if joined.contains(class) {
                *class = core;
            }
        }
    }
}

type Between<'a> = BTreeMap<usize, BTreeMap<usize, Vec<&'a Counted>>>;

/// The classes that touch the most documents.
fn largest(between: &Between) -> Vec<usize> {
    let mut classes: Vec<(usize, usize)> = between
        .iter()
        .map(|(class, to)| (to.values().map(Vec::len).sum(), *class))
        .collect();
    classes.sort_unstable_by(|a, b| b.cmp(a));
    classes.into_iter().map(|(_, class)| class).collect()
}

/// A class, and those that every cut parts from it with enough.
fn join(between: &Between) -> Option<(usize, BTreeSet<usize>)> {
    largest(between).into_iter().take(CORES).find_map(|core| {
        let joined: BTreeSet<usize> = between
            .keys()
            .copied()
            .filter(|other| *other != core && always_parted_by_enough(between, core, *other))
            .collect();
        (!joined.is_empty()).then_some((core, joined))
    })
}

fn always_parted_by_enough(between: &Between, core: usize, other: usize) -> bool {
    let mut least = Load::default();
    for document in between[&other].get(&core).into_iter().flatten() {
        least.add(document);
    }
    let mut sources: BTreeSet<&str> = between[&other]
        .get(&core)
        .into_iter()
        .flatten()
        .map(|document| document.source.as_str())
        .collect();
    for (third, here) in &between[&other] {
        let Some(there) = between[third].get(&core).filter(|_| *third != core) else {
            continue;
        };
        for (here, there) in here.iter().zip(there) {
            if least.is_enough() {
                return true;
            }
            least.documents += 1;
            least.words += u64::from(here.words.min(there.words));
            // Counted only where neither was met before: whichever of the two it is, its source is a new one.
            let (here, there) = (here.source.as_str(), there.source.as_str());
            if !sources.contains(here) && !sources.contains(there) {
                sources.extend([here, there]);
                least.add_source(here);
            }
        }
    }
    least.is_enough()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Random;

    fn document(units: &[usize], month: &str, source: &str, words: u32) -> Counted {
        Counted {
            units: units.to_vec(),
            month: month.to_owned(),
            in_year: true,
            source: source.to_owned(),
            about_foundation: false,
            missing: false,
            passages: 10,
            words,
            shown: Vec::new(),
        }
    }

    /// So many documents of 500 words, each its own source.
    fn several(units: &[usize], month: &str, count: usize) -> Vec<Counted> {
        (0..count)
            .map(|n| document(units, month, &format!("{units:?} {month} {n}"), 500))
            .collect()
    }

    /// A month of its own for each document, so that only the year can be shown.
    fn spread(units: &[usize], count: usize) -> Vec<Counted> {
        (0..count)
            .map(|n| document(units, &format!("{n}"), &format!("{units:?} {n}"), 500))
            .collect()
    }

    #[test]
    fn what_is_left_of_a_parent_beside_its_children_is_enough_or_nothing() {
        // 0 over 1 (20 documents), 2 (8) and 3 (2): 8 would give 3 away, and together they are enough.
        let mut documents = spread(&[1, 0], 20);
        documents.extend(spread(&[2, 0], 8));
        documents.extend(spread(&[3, 0], 2));
        let planned = plan(&documents);
        assert_eq!(planned.year, BTreeSet::from([0, 1]));
        assert_eq!(
            planned.lacking[&2], planned.lacking[&3],
            "neither says which of them is too small"
        );
        assert_eq!(planned.lacking[&2].documents, 3);
        // A third that is small too: 2 is needed no more.
        documents.extend(spread(&[4, 0], 3));
        assert_eq!(plan(&documents).year, BTreeSet::from([0, 1, 2]));
        // The parent's own document is a part like any other.
        let mut documents = spread(&[1, 0], 20);
        documents.extend(spread(&[0], 1));
        assert_eq!(plan(&documents).year, BTreeSet::from([0]));
    }

    #[test]
    fn what_counts_in_two_units_is_not_given_away_by_their_sum() {
        // A unit that was closed counts in 1 and in 2: their sum less the parent is what it wrote.
        let mut documents = spread(&[1, 0], 20);
        documents.extend(spread(&[2, 0], 10));
        documents.extend(spread(&[1, 2, 0], 2));
        assert_eq!(plan(&documents).year, BTreeSet::from([0, 1]));
    }

    #[test]
    fn a_month_left_out_is_not_the_year_less_the_others() {
        let mut documents = several(&[0], "01", 9);
        documents.extend(several(&[0], "02", 6));
        documents.extend(several(&[0], "03", 1));
        let planned = plan(&documents);
        assert!(planned.shows(0, "01") && !planned.shows(0, "02") && !planned.shows(0, "03"));
    }

    #[test]
    fn a_unit_alone_in_a_month_is_not_given_away_by_the_months_above_it() {
        // Unit 1 wrote everything of January but one document of March; 2 wrote in February and March.
        let mut documents = several(&[1, 0], "01", 6);
        documents.extend(several(&[1, 0], "03", 1));
        documents.extend(several(&[2, 0], "02", 9));
        documents.extend(several(&[2, 0], "03", 9));
        let planned = plan(&documents);
        assert_eq!(planned.year, BTreeSet::from([0, 1, 2]));
        assert!(!planned.shows(0, "01") && !planned.shows(1, "01"), "{planned:?}");
        assert!(!planned.shows(2, "03"));
    }

    /// The least that can be worked out of what is shown: documents in a sum of figures, each added, taken away or left out. All
    /// of them for a handful of figures, and a draw of them for more.
    fn least_that_can_be_worked_out(documents: &[Counted], planned: &Plan, random: &mut Random) -> Amount {
        let mut alike: BTreeMap<(Vec<usize>, &str), Load> = BTreeMap::new();
        for document in documents {
            alike
                .entry((document.units.clone(), &document.month))
                .or_default()
                .add(document);
        }
        let mut figures: Vec<Vec<bool>> = Vec::new();
        for unit in &planned.year {
            figures.push(alike.keys().map(|(units, _)| units.contains(unit)).collect());
        }
        for (month, units) in &planned.months {
            for unit in units {
                let holds = |(of, when): &(Vec<usize>, &str)| of.contains(unit) && when == month;
                figures.push(alike.keys().map(holds).collect());
            }
        }
        let all = figures.len() <= 8;
        let draws = if all {
            3_usize.pow(u32::try_from(figures.len()).unwrap())
        } else {
            5_000
        };
        let mut least = Load::default().amount();
        for draw in 0..draws {
            let mut rest = draw;
            let mut sum = vec![0_i32; alike.len()];
            for figure in &figures {
                let factor = if all { rest % 3 } else { random.below(3) };
                rest /= 3;
                for (sum, holds) in sum.iter_mut().zip(figure) {
                    *sum += i32::from(*holds) * (i32::try_from(factor).unwrap() - 1);
                }
            }
            let mut about = Load::default();
            for load in alike
                .values()
                .zip(&sum)
                .filter(|(_, sum)| **sum != 0)
                .map(|(load, _)| load)
            {
                about.add_all(load);
            }
            let amount = about.amount();
            if amount.documents > 0 && (least.documents == 0 || least.is_enough() && !amount.is_enough()) {
                least = amount;
            }
        }
        least
    }

    #[test]
    fn nothing_little_can_be_worked_out_of_any_planted_organisation() {
        let mut random = Random::seeded(7);
        let trees: [&[&[usize]]; 3] = [
            &[&[0], &[1, 0], &[2, 0], &[3, 0]],
            &[&[0], &[1, 0], &[2, 1, 0], &[3, 1, 0]],
            &[&[0], &[1, 0], &[2, 0], &[1, 2, 0]],
        ];
        let (mut shown, mut months) = (0, 0);
        for round in 0..400 {
            let tree = trees[round % trees.len()];
            let mut documents = Vec::new();
            for units in tree {
                for month in ["01", "02", "03"] {
                    let count = [0, 1, 3, 6, 9][random.below(5)];
                    documents.extend((0..count).map(|_| {
                        let source = format!("{}", random.below(9));
                        document(units, month, &source, 300 + u32::try_from(random.below(400)).unwrap())
                    }));
                }
            }
            let planned = plan(&documents);
            shown += planned.year.len();
            months += planned.months.values().map(BTreeSet::len).sum::<usize>();
            let least = least_that_can_be_worked_out(&documents, &planned, &mut random);
            assert!(
                least.documents == 0 || least.is_enough(),
                "round {round}: {least:?} of {planned:?}"
            );
        }
        assert!(
            shown > 600 && months > 600,
            "{shown} years and {months} months are shown"
        );
    }
}
