//! Which cells to show: the units first, then the filters, largest groups first, and only what is safe.
//!
//! A subset of a safe set is safe, so cells can be added one after the other, each checked against everything shown before
//! it; the order decides what is shown, never whether it is safe. The units are the exact optimum ([`crate::tree`]). With
//! one filter each check is exact ([`crate::flow`]). With more, the flow rules out what is unsafe already in the light of
//! the units and the cell's own filter, and a cell is shown only with a proof over all families ([`crate::proof`]).

use std::collections::{HashMap, HashSet};

use crate::Error;
use crate::board::{Board, Split};
use crate::flow::{Flow, Verdict};
use crate::proof;
use crate::space::{NONE, Space};
use crate::tree;

/// Per family and cell: shown or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    pub(crate) shown: Vec<Vec<bool>>,
}

impl Pattern {
    pub fn shows(&self, family: usize, cell: u32) -> bool {
        self.shown
            .get(family)
            .and_then(|f| f.get(cell as usize))
            .copied()
            .unwrap_or(false)
    }

    /// Number of cells shown.
    pub fn len(&self) -> usize {
        self.shown.iter().flatten().filter(|s| **s).count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The smallest group that may be worked out.
    pub k: u32,
    /// Worth of each cell of family 0, for instance more for a unit whose leader has a right to a report. Empty: 1 for all.
    pub weight: Vec<u16>,
    /// Cells that everybody has seen already: (family, cell).
    pub earlier: Vec<(usize, u32)>,
    /// One sample for each proof and no attempts cell by cell: some cells fewer, in half the time.
    pub quick: bool,
    /// Nothing outside this may be shown.
    pub within: Option<Pattern>,
}

/// The cells to show. Every combination of what is shown is about nobody or about at least `k` counted people, provided the
/// earlier cells were safe by themselves.
///
/// # Errors
/// An earlier cell that does not exist, or one with a rest below `k`.
pub fn choose(space: &Space, wish: &Wish) -> Result<Pattern, Error> {
    let mut chooser = Chooser {
        board: Board::new(space),
        flow: Flow::new(space.people.len()),
        wish,
    };
    if space.families.is_empty() {
        return Ok(Pattern { shown: Vec::new() });
    }
    chooser.earlier()?;
    chooser.units();
    chooser.filters();
    Ok(Pattern {
        shown: chooser.board.shown,
    })
}

struct Chooser<'a> {
    board: Board<'a>,
    flow: Flow,
    wish: &'a Wish,
}

/// Cells that are on the board on trial: all, and which of them say something new.
#[derive(Default)]
struct Trial {
    splits: Vec<(Split, Verdict)>,
}

/// At most some hundred of a long list, evenly: where there are many people a sample of them shows which groups are large.
fn thin(kinds: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
    const MANY: usize = 600;
    let step = kinds.len() / MANY + 1;
    kinds.step_by(step).collect()
}

impl Chooser<'_> {
    fn earlier(&mut self) -> Result<(), Error> {
        let mut cells = self.wish.earlier.clone();
        for &(family, cell) in &cells {
            if cell as usize >= self.board.space.cells(family) {
                return Err(Error::NoCell { family, cell });
            }
        }
        cells.sort_unstable();
        cells.dedup();
        for (family, cell) in cells {
            let split = self.board.split(family, cell);
            self.board.show(&split);
        }
        for (family, shown) in self.board.shown.iter().enumerate() {
            for (cell, _) in (0..).zip(shown).filter(|(_, s)| **s) {
                let rest = self.board.rest(family, cell);
                let counted = self.board.counted(rest);
                if !rest.is_empty() && counted < self.wish.k {
                    return Err(Error::EarlierLeak { people: counted });
                }
            }
        }
        Ok(())
    }

    fn allowed(&self, family: usize, cell: u32) -> bool {
        !self.board.shown[family][cell as usize]
            && self.board.space.counted(family, cell) >= self.wish.k
            && self.wish.within.as_ref().is_none_or(|w| w.shows(family, cell))
    }

    fn units(&mut self) {
        let space = self.board.space;
        let cells = u32::try_from(space.cells(0)).unwrap_or(0);
        let allowed: Vec<bool> = (0..cells)
            .map(|c| self.allowed(0, c) || self.board.shown[0][c as usize])
            .collect();
        let best = tree::best(space, 0, self.wish.k, &self.wish.weight, &allowed);
        let mut order: Vec<u32> = (0..cells).filter(|&c| best[c as usize] && self.allowed(0, c)).collect();
        order.sort_by_key(|&c| (std::cmp::Reverse(space.counted(0, c)), c));
        let alone = self.wish.earlier.is_empty();
        for cell in order {
            if alone {
                let split = self.board.split(0, cell);
                self.board.show(&split);
            } else {
                let trial = self.try_cells(0, &[cell]);
                self.settle(&[trial], cell);
            }
        }
    }

    /// Larger units first: what most people can see, and the levels above see before the levels below.
    fn filters(&mut self) {
        let space = self.board.space;
        let mut parts: HashMap<u32, Vec<Vec<u32>>> = HashMap::new();
        for (family, forest) in space.families.iter().enumerate().skip(1) {
            for (cell, &unit) in (0_u32..).zip(&forest.anchor) {
                if self.board.shown[0][unit as usize] && self.allowed(family, cell) {
                    parts
                        .entry(unit)
                        .or_insert_with(|| vec![Vec::new(); space.families.len()])[family]
                        .push(cell);
                }
            }
        }
        let mut units: Vec<u32> = parts.keys().copied().collect();
        units.sort_by_key(|&u| (std::cmp::Reverse(space.counted(0, u)), u));
        for unit in units {
            let mut parts = parts.remove(&unit).unwrap_or_default();
            for (family, cells) in parts.iter_mut().enumerate() {
                cells.sort_by_key(|&c| (std::cmp::Reverse(space.counted(family, c)), c));
            }
            let mut order: Vec<(usize, &Vec<u32>)> = parts.iter().enumerate().filter(|(_, c)| !c.is_empty()).collect();
            order.sort_by_key(|(_, cells)| std::cmp::Reverse(cells.len()));
            // All at once, then filter by filter, then cell by cell.
            let trials: Vec<Trial> = order
                .iter()
                .map(|(family, cells)| self.try_cells(*family, cells))
                .collect();
            if trials.len() > 1 && self.settle(&trials, unit) {
                continue;
            }
            let alone = trials.len() == 1;
            for (trial, (family, cells)) in trials.into_iter().zip(order) {
                if !alone {
                    // What the flow said of a filter does not depend on the other filters.
                    trial.splits.iter().for_each(|(split, _)| self.board.show(split));
                }
                let single = trial.splits.len() <= 1 || self.wish.quick;
                if self.settle(&[trial], unit) || single {
                    continue;
                }
                for &cell in cells {
                    let one = self.try_cells(family, &[cell]);
                    self.settle(&[one], unit);
                }
            }
        }
    }

    /// Puts on the board what is safe in the light of one other family: the units, or, for a unit, the earlier ones.
    fn try_cells(&mut self, family: usize, cells: &[u32]) -> Trial {
        let mut trial = Trial::default();
        for &cell in cells {
            let split = self.board.split(family, cell);
            let verdict = self.judge(&split);
            if verdict != Verdict::Leak {
                self.board.show(&split);
                trial.splits.push((split, verdict));
            }
        }
        trial
    }

    fn judge(&mut self, split: &Split) -> Verdict {
        let k = self.wish.k;
        let inside = self.board.counted(&split.inside);
        let around = self.board.rest(split.family, split.from);
        let left = around.len() - split.inside.len();
        if split.inside.is_empty() || (split.from != NONE && left == 0) {
            return Verdict::Known;
        }
        if inside < k || (split.from != NONE && self.board.counted(around) < inside + k) {
            return Verdict::Leak;
        }
        // A lowest unit less the part: what most often gives a few people away, seen without a search.
        if split.family != 0
            && let Some((first, others)) = split.inside.split_first()
        {
            let labels = &self.board.label[0];
            let unit = labels[*first as usize];
            if unit != NONE && others.iter().all(|&kind| labels[kind as usize] == unit) {
                let all = self.board.rest(0, unit);
                if all.len() > split.inside.len() && self.board.counted(all) < inside + k {
                    return Verdict::Leak;
                }
            }
        }
        match self.board.space.families.len() {
            1 => Verdict::Safe,
            families => {
                let other = if split.family == 0 { families - 1 } else { 0 };
                self.flow.judge(&self.board, split, other, k)
            }
        }
    }

    /// Keeps what is on trial if it is proven safe in the light of everything, or takes it all back.
    fn settle(&mut self, trials: &[Trial], unit: u32) -> bool {
        let with = |verdict| {
            let splits = trials.iter().flat_map(|t| &t.splits);
            splits.filter(move |s| s.1 == verdict).map(|s| &s.0).collect::<Vec<_>>()
        };
        let (new, known) = (with(Verdict::Safe), with(Verdict::Known));
        if new.is_empty() || self.board.space.families.len() <= 2 {
            return true;
        }
        // The proof takes cells that lie apart. A unit's categories do; cells handed in otherwise go one by one.
        let all: HashSet<(usize, u32)> = trials
            .iter()
            .flat_map(|t| &t.splits)
            .map(|(split, _)| (split.family, split.cell))
            .collect();
        let nested = trials
            .iter()
            .flat_map(|t| &t.splits)
            .any(|(split, _)| all.contains(&(split.family, split.from)));
        let people: &[u32] = if nested {
            &[]
        } else if self.wish.quick {
            &[12]
        } else {
            &[12, 40]
        };
        let proven = people.iter().any(|people| {
            let sample = self.sample(&new, unit, people * self.wish.k);
            proof::safe(&self.board, &new, &known, &sample, self.wish.k)
        });
        if !proven {
            for (split, _) in trials.iter().rev().flat_map(|t| t.splits.iter().rev()) {
                self.board.hide(split);
            }
        }
        proven
    }

    /// People of the unit, and people whom the new cells were taken out of: about so many of each, in few and large groups
    /// because each further group costs the proof one more unknown, but some from both sides of every new cell.
    fn sample(&self, new: &[&Split], unit: u32, people: u32) -> Vec<u32> {
        let units = &self.board.space.families[0];
        let inside: Vec<Vec<u32>> = new.iter().map(|s| thin(s.inside.iter().copied())).collect();
        let mut sample = self.gather(&thin(units.members(unit).iter().copied()), &inside, people);
        let outside: Vec<Vec<u32>> = new
            .iter()
            .filter(|s| s.from != NONE)
            .map(|s| {
                let mut around = thin(self.board.rest(s.family, s.from).iter().copied());
                around.retain(|&k| !units.under(k, unit));
                around
            })
            .collect();
        let mut all = outside.concat();
        all.sort_unstable();
        all.dedup();
        sample.extend(self.gather(&all, &outside, people));
        sample
    }

    /// The largest groups among `kinds` until there are so many people and a dozen of each of `parts`.
    fn gather(&self, kinds: &[u32], parts: &[Vec<u32>], people: u32) -> Vec<u32> {
        const EACH: u32 = 12;
        let mut taken = 0;
        let mut chosen: Vec<u32> = Vec::new();
        for (size, label) in self.groups(kinds) {
            if taken >= people {
                break;
            }
            taken += size;
            chosen.push(label);
        }
        chosen.sort_unstable();
        for part in parts {
            let groups = self.groups(part);
            let mut have: u32 = groups
                .iter()
                .filter(|(_, label)| chosen.binary_search(label).is_ok())
                .map(|g| g.0)
                .sum();
            for (size, label) in groups {
                if have >= EACH {
                    break;
                }
                if let Err(at) = chosen.binary_search(&label) {
                    have += size;
                    chosen.insert(at, label);
                }
            }
        }
        chosen
            .iter()
            .flat_map(|&label| self.board.rest(0, label).iter().copied())
            .collect()
    }

    /// How many of these people are in each unit's rest, largest first.
    fn groups(&self, kinds: &[u32]) -> Vec<(u32, u32)> {
        let labels = &self.board.label[0];
        let mut each: Vec<(u32, u32)> = kinds
            .iter()
            .map(|&k| (labels[k as usize], self.board.space.counted[k as usize]))
            .collect();
        each.sort_unstable();
        let mut groups: Vec<(u32, u32)> = Vec::new();
        for (label, counted) in each {
            match groups.last_mut() {
                Some(last) if last.1 == label => last.0 += counted,
                _ => groups.push((counted, label)),
            }
        }
        groups.sort_unstable_by(|a, b| b.cmp(a));
        groups
    }
}
