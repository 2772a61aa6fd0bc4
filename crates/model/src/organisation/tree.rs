//! Whether the tree hangs together, on every day from one on.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{Day, UnitId};

/// Levels of a tree, the root's counted as one. Danish municipalities have six or seven.
pub const DEEPEST: usize = 30;

/// A unit's place in the tree from a day (inclusive) to a day (exclusive).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    pub unit: UnitId,
    pub parent: Option<UnitId>,
    pub from: Day,
    pub to: Option<Day>,
}

impl Stretch {
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| to > day)
    }
}

/// What is wrong with a tree, with the first day on which it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Each unit lies below the next, and the last below the first.
    Cycle { units: Vec<UnitId>, on: Day },
    /// The unit that this one lies below is not there that day.
    Orphan { unit: UnitId, parent: UnitId, on: Day },
    /// The unit has two places at once.
    Twice { unit: UnitId, on: Day },
    /// More than [`DEEPEST`] levels down.
    TooDeep { unit: UnitId, on: Day },
}

/// Everything that is wrong on `from` or any day after it. Each unit is named once, at its first day.
#[must_use]
pub fn flaws(stretches: &[Stretch], from: Day) -> Vec<Flaw> {
    // The tree changes on these days alone.
    let mut days: BTreeSet<Day> = [from].into();
    for stretch in stretches {
        days.insert(stretch.from.max(from));
        days.extend(stretch.to.filter(|to| *to > from));
    }
    let mut named = HashSet::new();
    let mut found = Vec::new();
    for day in days {
        found.extend(on_day(stretches, day, &mut named));
    }
    found
}

fn on_day(stretches: &[Stretch], on: Day, named: &mut HashSet<UnitId>) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut parents: HashMap<UnitId, Option<UnitId>> = HashMap::new();
    for stretch in stretches.iter().filter(|s| s.holds(on)) {
        if parents.insert(stretch.unit, stretch.parent).is_some() && named.insert(stretch.unit) {
            found.push(Flaw::Twice { unit: stretch.unit, on });
        }
    }
    // Depth of every unit that hangs from a root; none for those in or below a cycle, or below what is not there.
    let mut depths: HashMap<UnitId, Option<usize>> = HashMap::new();
    for stretch in stretches.iter().filter(|s| s.holds(on)) {
        let mut path: Vec<UnitId> = Vec::new();
        let mut walked: HashSet<UnitId> = HashSet::new();
        let mut at = stretch.unit;
        let mut above = loop {
            if let Some(known) = depths.get(&at) {
                break *known;
            }
            if !walked.insert(at) {
                let units: Vec<UnitId> = path.iter().copied().skip_while(|unit| *unit != at).collect();
                if units.iter().all(|unit| named.insert(*unit)) {
                    found.push(Flaw::Cycle { units, on });
                }
                break None;
            }
            path.push(at);
            match parents.get(&at).copied().flatten() {
                None => break Some(0),
                Some(parent) if parents.contains_key(&parent) => at = parent,
                Some(parent) => {
                    if named.insert(at) {
                        found.push(Flaw::Orphan { unit: at, parent, on });
                    }
                    break None;
                }
            }
        };
        for unit in path.into_iter().rev() {
            above = above.map(|depth| depth + 1);
            if above == Some(DEEPEST + 1) && named.insert(unit) {
                found.push(Flaw::TooDeep { unit, on });
            }
            depths.insert(unit, above);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn stretch(n: u128, parent: u128, from: &str, to: Option<&str>) -> Stretch {
        Stretch {
            unit: unit(n),
            parent: (parent > 0).then(|| unit(parent)),
            from: day(from),
            to: to.map(day),
        }
    }

    #[test]
    fn a_sound_tree_has_no_flaw() {
        let tree = [
            stretch(1, 0, "2019-01-01", None),
            stretch(2, 1, "2019-01-01", Some("2026-01-01")),
            stretch(2, 3, "2026-01-01", None),
            stretch(3, 1, "2026-01-01", None),
        ];
        assert_eq!(flaws(&tree, day("2019-01-01")), []);
    }

    #[test]
    fn a_cycle_is_found_once_on_the_day_it_closes() {
        let tree = [
            stretch(1, 0, "2019-01-01", None),
            stretch(2, 1, "2019-01-01", Some("2026-05-01")),
            stretch(2, 3, "2026-05-01", None),
            stretch(3, 2, "2019-01-01", None),
            stretch(4, 3, "2019-01-01", None),
        ];
        let found = flaws(&tree, day("2026-01-01"));
        let [Flaw::Cycle { units, on }] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(*on, day("2026-05-01"));
        assert_eq!(
            units.iter().collect::<BTreeSet<_>>(),
            [unit(2), unit(3)].iter().collect()
        );
        assert_eq!(
            flaws(&[stretch(5, 5, "2019-01-01", None)], day("2026-01-01")).len(),
            1,
            "below itself"
        );
    }

    #[test]
    fn a_parent_that_closes_leaves_an_orphan_and_the_past_does_not_count() {
        let tree = [
            stretch(1, 0, "2019-01-01", Some("2026-03-01")),
            stretch(2, 1, "2019-01-01", None),
        ];
        let orphan = Flaw::Orphan {
            unit: unit(2),
            parent: unit(1),
            on: day("2026-03-01"),
        };
        assert_eq!(flaws(&tree, day("2020-01-01")), [orphan]);
        let closed = [stretch(2, 1, "2019-01-01", Some("2020-01-01"))];
        assert_eq!(flaws(&closed, day("2026-01-01")), []);
    }

    #[test]
    fn two_places_at_once_and_too_many_levels() {
        let twice = [stretch(1, 0, "2019-01-01", None), stretch(1, 0, "2020-01-01", None)];
        assert_eq!(
            flaws(&twice, day("2019-01-01")),
            [Flaw::Twice {
                unit: unit(1),
                on: day("2020-01-01")
            }]
        );
        let chain: Vec<_> = (1..=100_000).map(|n| stretch(n, n - 1, "2019-01-01", None)).collect();
        let deep = Flaw::TooDeep {
            unit: unit(31),
            on: day("2019-01-01"),
        };
        assert_eq!(flaws(&chain, day("2019-01-01")), [deep]);
    }
}
