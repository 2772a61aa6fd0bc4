//! What a change of the files looks like: which units that end go on in which. A guess, for somebody to say yes or no to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Succession;
use crate::UnitId;

/// Somebody, or a unit, of one that ends, and where the files have them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    pub old: UnitId,
    pub member: Uuid,
    pub to: Option<UnitId>,
}

/// One unit that looks as if it goes on in another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Likely {
    pub old: UnitId,
    pub new: UnitId,
    pub kind: Succession,
    /// People and units of the old one, and those of them that the files have in the new.
    pub of: usize,
    pub moved: usize,
}

/// An old unit goes on where at least this share of it goes: a third in a unit that the files have for the first time, and
/// more than half in one that was there. Below that it is people changing posts.
#[must_use]
pub fn likely(moves: &[Moved], added: &HashSet<UnitId>) -> Vec<Likely> {
    let mut members: BTreeMap<UnitId, BTreeSet<Uuid>> = BTreeMap::new();
    let mut places: BTreeMap<(UnitId, UnitId), BTreeSet<Uuid>> = BTreeMap::new();
    for m in moves {
        members.entry(m.old).or_default().insert(m.member);
        if let Some(to) = m.to.filter(|to| *to != m.old) {
            places.entry((m.old, to)).or_default().insert(m.member);
        }
    }
    let mut found: Vec<Likely> = places
        .into_iter()
        .filter_map(|((old, new), moved)| {
            let (of, moved) = (members[&old].len(), moved.len());
            let enough = if added.contains(&new) {
                moved * 3 >= of
            } else {
                moved * 2 > of
            };
            enough.then_some(Likely {
                old,
                new,
                kind: Succession::Continued,
                of,
                moved,
            })
        })
        .collect();
    let heirs = |found: &[Likely], old| found.iter().filter(|l| l.old == old).count();
    let sources = |found: &[Likely], new| found.iter().filter(|l| l.new == new).count();
    let kinds: Vec<Succession> = found
        .iter()
        .map(|l| {
            if heirs(&found, l.old) > 1 {
                Succession::Split
            } else if sources(&found, l.new) > 1 || !added.contains(&l.new) {
                Succession::Merged
            } else {
                Succession::Continued
            }
        })
        .collect();
    for (l, kind) in found.iter_mut().zip(kinds) {
        l.kind = kind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn moves(old: u128, to: u128, many: u128) -> impl Iterator<Item = Moved> {
        (0..many).map(move |n| Moved {
            old: unit(old),
            member: Uuid::from_u128(old * 1000 + to * 100 + n),
            to: (to > 0).then(|| unit(to)),
        })
    }

    #[test]
    fn where_people_go_says_what_became_of_a_unit() {
        // 1 and 2 go to 11; 3 goes to 12 and 13; 4 to 14 with a new key; of 5 two go to 15, and the rest leave.
        let all: Vec<Moved> = moves(1, 11, 4)
            .chain(moves(2, 11, 5))
            .chain(moves(2, 0, 1))
            .chain(moves(3, 12, 3))
            .chain(moves(3, 13, 4))
            .chain(moves(4, 14, 2))
            .chain(moves(5, 15, 2))
            .chain(moves(5, 0, 6))
            .chain(moves(6, 20, 3))
            .chain(moves(7, 20, 1))
            .chain(moves(7, 0, 1))
            .collect();
        let added: HashSet<UnitId> = [11, 12, 13, 14, 15].map(unit).into();
        let found = likely(&all, &added);
        let told: Vec<_> = found.iter().map(|l| (l.old, l.new, l.kind)).collect();
        assert_eq!(
            told,
            [
                (unit(1), unit(11), Succession::Merged),
                (unit(2), unit(11), Succession::Merged),
                (unit(3), unit(12), Succession::Split),
                (unit(3), unit(13), Succession::Split),
                (unit(4), unit(14), Succession::Continued),
                // Into a unit that was there; half of 7 is too few for that.
                (unit(6), unit(20), Succession::Merged),
            ]
        );
        assert_eq!((found[1].of, found[1].moved), (6, 5));
    }
}
