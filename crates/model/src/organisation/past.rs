//! Where a unit's past is counted: as it was, and as the organisation is now.

use std::collections::{HashMap, HashSet};

use super::tree::{DEEPEST, Stretch};
use crate::word::words;
use crate::{Day, UnitId};

words! {
    /// How a unit that ended goes on in another.
    Succession {
        /// With others.
        Merged = "merged",
        /// In several.
        Split = "split",
        /// Alone, as a new unit.
        Continued = "continued",
    }
}

words! {
    /// What happened to the tree.
    Turn {
        Merged = "merged",
        Split = "split",
        Continued = "continued",
        Moved = "moved",
        /// Nothing took its place.
        Closed = "closed",
    }
}

impl From<Succession> for Turn {
    fn from(kind: Succession) -> Self {
        match kind {
            Succession::Merged => Self::Merged,
            Succession::Split => Self::Split,
            Succession::Continued => Self::Continued,
        }
    }
}

/// `old` ended the day before `day` and goes on in `new`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Became {
    pub old: UnitId,
    pub new: UnitId,
    pub day: Day,
    pub kind: Succession,
}

/// A unit below another, from a day (inclusive) to a day (exclusive).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Below {
    pub unit: UnitId,
    pub ancestor: UnitId,
    pub distance: i64,
    pub from: Day,
    pub to: Day,
}

/// The unit of today that carries a unit's past on. `whole`: as its own; otherwise among what lies below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carrier {
    pub unit: UnitId,
    pub whole: bool,
}

/// Something that happened, for one unit of today whose figures it makes two of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Change {
    pub unit: UnitId,
    pub day: Day,
    pub kind: Turn,
    pub old: UnitId,
    /// What it became, or what it has lain below since.
    pub new: UnitId,
}

/// The first and the last day that anything can be dated.
pub const EVER: (Day, Day) = (
    Day(jiff::civil::Date::constant(1, 1, 1)),
    Day(jiff::civil::Date::constant(9999, 12, 31)),
);

/// The history of the tree, with what became of its units.
pub struct Past<'a> {
    /// By unit, the first first, those of no days left out.
    stretches: HashMap<UnitId, Vec<Stretch>>,
    became: &'a [Became],
    /// Today's tree: each unit with the one above it.
    now: &'a HashMap<UnitId, Option<UnitId>>,
}

impl<'a> Past<'a> {
    #[must_use]
    pub fn new(all: &[Stretch], became: &'a [Became], now: &'a HashMap<UnitId, Option<UnitId>>) -> Self {
        let mut stretches: HashMap<UnitId, Vec<Stretch>> = HashMap::new();
        for stretch in all.iter().filter(|s| s.to.is_none_or(|to| to > s.from)) {
            stretches.entry(stretch.unit).or_default().push(*stretch);
        }
        for own in stretches.values_mut() {
            own.sort_by_key(|s| s.from);
        }
        Self { stretches, became, now }
    }

    /// The lines of the tree of each day. A trace can be dated before its unit began or after it closed, so a unit's first
    /// place counts as its place ever since, and its last as its place from then on.
    #[must_use]
    pub fn lines(&self) -> Vec<Below> {
        let mut lines = Vec::new();
        for &unit in self.stretches.keys() {
            let (from, to) = EVER;
            let itself = Below {
                unit,
                ancestor: unit,
                distance: 0,
                from,
                to,
            };
            self.climb(itself, &mut vec![unit], &mut lines);
        }
        lines.sort_unstable();
        // What only changed further up, or a name alone, is one line.
        lines.dedup_by(|next, last| {
            let one = (last.unit, last.ancestor, last.distance, last.to)
                == (next.unit, next.ancestor, next.distance, next.from);
            if one {
                last.to = next.to;
            }
            one
        });
        lines
    }

    /// `path`: the units from the first up to this one. Extended places can seem to turn back on themselves, and end there.
    fn climb(&self, at: Below, path: &mut Vec<UnitId>, lines: &mut Vec<Below>) {
        lines.push(at);
        if usize::try_from(at.distance).is_ok_and(|d| d >= DEEPEST) {
            return;
        }
        let Some(own) = self.stretches.get(&at.ancestor) else {
            return;
        };
        for (i, stretch) in own.iter().enumerate() {
            let from = if i == 0 { EVER.0 } else { stretch.from }.max(at.from);
            let to = own.get(i + 1).map_or(EVER.1, |next| next.from).min(at.to);
            if let Some(parent) = stretch.parent
                && from < to
                && !path.contains(&parent)
            {
                let above = Below {
                    ancestor: parent,
                    distance: at.distance + 1,
                    from,
                    to,
                    ..at
                };
                path.push(parent);
                self.climb(above, path, lines);
                path.pop();
            }
        }
    }

    /// What carries a unit on today: itself, what it became, the nearest unit above all the parts of what was split, or the
    /// one above what closed. None when nothing of it is left.
    #[must_use]
    pub fn carrier(&self, unit: UnitId) -> Option<Carrier> {
        self.find_carrier(unit, &mut HashSet::new())
    }

    /// A unit is asked once: what was asked before is among the answers, and what turns back on itself ends.
    fn find_carrier(&self, unit: UnitId, asked: &mut HashSet<UnitId>) -> Option<Carrier> {
        if self.now.contains_key(&unit) {
            return Some(Carrier { unit, whole: true });
        }
        if !asked.insert(unit) {
            return None;
        }
        let heirs: Vec<Carrier> = self
            .heirs(unit)
            .filter_map(|heir| self.find_carrier(heir, asked))
            .collect();
        if let Some((first, rest)) = heirs.split_first() {
            let shared = rest
                .iter()
                .try_fold(first.unit, |shared, heir| self.shared(shared, heir.unit))?;
            let whole = heirs.iter().all(|heir| heir.whole && heir.unit == shared);
            return Some(Carrier { unit: shared, whole });
        }
        let parent = self.stretches.get(&unit)?.last()?.parent?;
        let above = self.find_carrier(parent, asked)?;
        Some(Carrier {
            unit: above.unit,
            whole: false,
        })
    }

    /// What a unit became when it ended last.
    fn heirs(&self, unit: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        let last = self.became.iter().filter(|b| b.old == unit).map(|b| b.day).max();
        let of = move |b: &&Became| b.old == unit && Some(b.day) == last;
        self.became.iter().filter(of).map(|b| b.new)
    }

    /// A unit of today and those above it.
    fn line(&self, unit: UnitId) -> Vec<UnitId> {
        let above = |u: &UnitId| self.now.get(u).copied().flatten();
        std::iter::successors(Some(unit), above).take(DEEPEST + 1).collect()
    }

    /// The nearest unit above both, each its own first.
    fn shared(&self, one: UnitId, other: UnitId) -> Option<UnitId> {
        let others: HashSet<UnitId> = self.line(other).into_iter().collect();
        self.line(one).into_iter().find(|u| others.contains(u))
    }

    /// What happened to the tree up to `today`, once for each unit of today that it matters to: those whose own figures, or
    /// whose rows, are others as it was than as it is.
    #[must_use]
    pub fn changes(&self, today: Day) -> Vec<Change> {
        let mut found = HashSet::new();
        for b in self.became.iter().filter(|b| b.day <= today) {
            let place = self.stretches.get(&b.old).and_then(|s| s.last()?.parent);
            self.matters(&mut found, b.day, b.kind.into(), (b.old, b.new), &[Some(b.new), place]);
        }
        for (&unit, own) in &self.stretches {
            for (before, after) in own.iter().zip(own.iter().skip(1)) {
                let (Some(from), Some(to)) = (before.parent, after.parent) else {
                    continue;
                };
                // What lay below a unit that became another has not moved: it went along.
                let along = self.became.iter().any(|b| b.old == from && b.new == to);
                if from != to && !along && after.from <= today {
                    let place = [Some(from), Some(to)];
                    self.matters(&mut found, after.from, Turn::Moved, (unit, to), &place);
                }
            }
            let last = own.last().and_then(|s| Some((s.to?, s.parent?)));
            if let Some((day, parent)) = last
                && day <= today
                && self.heirs(unit).next().is_none()
            {
                self.matters(&mut found, day, Turn::Closed, (unit, parent), &[Some(parent)]);
            }
        }
        let mut changes: Vec<Change> = found.into_iter().collect();
        changes.sort_by_key(|c| (c.unit, c.day, c.old, c.new));
        // A unit can become another and close on one day: it is told once.
        changes.dedup_by_key(|c| (c.unit, c.day, c.old, c.new));
        changes
    }

    fn matters(
        &self,
        found: &mut HashSet<Change>,
        day: Day,
        kind: Turn,
        (old, new): (UnitId, UnitId),
        places: &[Option<UnitId>],
    ) {
        let ends: Vec<UnitId> = places.iter().filter_map(|p| Some(self.carrier((*p)?)?.unit)).collect();
        let Some((&first, rest)) = ends.split_first() else {
            return;
        };
        let shared = rest.iter().try_fold(first, |shared, end| self.shared(shared, *end));
        for end in &ends {
            for unit in self.line(*end) {
                found.insert(Change {
                    unit,
                    day,
                    kind,
                    old,
                    new,
                });
                if Some(unit) == shared {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const TOP: u128 = 1;
    const CULTURE: u128 = 2;
    const LEISURE: u128 = 3;
    const BOTH: u128 = 4;
    const CHILDREN: u128 = 5;
    const CARE: u128 = 6;
    const SCHOOL: u128 = 7;
    const LIBRARY: u128 = 8;
    const CLUB: u128 = 9;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn stretch(n: u128, parent: u128, from: &str, to: Option<&str>) -> Stretch {
        Stretch {
            unit: unit(n),
            parent: (parent > 0).then(|| unit(parent)),
            from: day(from),
            to: to.map(day),
        }
    }

    /// Culture and leisure were merged and children split on one day; the library went along, the club closed later.
    fn history() -> (Vec<Stretch>, Vec<Became>) {
        let (began, turned) = ("2020-01-01", "2026-06-01");
        let stretches = vec![
            stretch(TOP, 0, began, None),
            stretch(CULTURE, TOP, began, Some(turned)),
            stretch(LEISURE, TOP, began, Some(turned)),
            stretch(BOTH, TOP, turned, None),
            stretch(CHILDREN, TOP, began, Some(turned)),
            stretch(CARE, TOP, turned, None),
            stretch(SCHOOL, TOP, turned, None),
            stretch(LIBRARY, CULTURE, began, Some(turned)),
            stretch(LIBRARY, BOTH, turned, None),
            stretch(CLUB, LEISURE, began, Some("2026-03-01")),
        ];
        let became = |old, new, kind| Became {
            old: unit(old),
            new: unit(new),
            day: day(turned),
            kind,
        };
        let became = vec![
            became(CULTURE, BOTH, Succession::Merged),
            became(LEISURE, BOTH, Succession::Merged),
            became(CHILDREN, CARE, Succession::Split),
            became(CHILDREN, SCHOOL, Succession::Split),
        ];
        (stretches, became)
    }

    fn now() -> HashMap<UnitId, Option<UnitId>> {
        let below = |n| (unit(n), Some(unit(TOP)));
        let mut now: HashMap<_, _> = [below(BOTH), below(CARE), below(SCHOOL)].into();
        now.insert(unit(TOP), None);
        now.insert(unit(LIBRARY), Some(unit(BOTH)));
        now
    }

    #[test]
    fn what_was_merged_is_carried_whole_and_what_was_split_above_its_parts() {
        let ((stretches, became), now) = (history(), now());
        let past = Past::new(&stretches, &became, &now);
        let carrier = |n| past.carrier(unit(n)).map(|c| (c.unit, c.whole));
        assert_eq!(carrier(CULTURE), Some((unit(BOTH), true)));
        assert_eq!(carrier(CHILDREN), Some((unit(TOP), false)), "never divided by guessing");
        assert_eq!(carrier(CLUB), Some((unit(BOTH), false)), "closed below what was merged");
        assert_eq!(carrier(LIBRARY), Some((unit(LIBRARY), true)));
        assert_eq!(past.carrier(unit(99)), None);
    }

    #[test]
    fn each_day_has_its_line() {
        let ((stretches, became), now) = (history(), now());
        let lines = Past::new(&stretches, &became, &now).lines();
        let above = |n, on: &str| {
            let on = day(on);
            let mut line: Vec<_> = lines
                .iter()
                .filter(|l| l.unit == unit(n) && l.from <= on && on < l.to)
                .map(|l| (l.distance, l.ancestor))
                .collect();
            line.sort_unstable();
            line.into_iter().map(|(_, u)| u).collect::<Vec<_>>()
        };
        assert_eq!(above(LIBRARY, "2026-05-31"), [LIBRARY, CULTURE, TOP].map(unit));
        assert_eq!(above(LIBRARY, "2026-06-01"), [LIBRARY, BOTH, TOP].map(unit));
        assert_eq!(above(LIBRARY, "1999-01-01"), [LIBRARY, CULTURE, TOP].map(unit));
        assert_eq!(above(CLUB, "2026-12-01"), [CLUB, LEISURE, TOP].map(unit));
        let top = lines
            .iter()
            .filter(|l| l.unit == unit(LIBRARY) && l.ancestor == unit(TOP));
        assert_eq!(top.count(), 1, "the way there changed, and not that it lies there");
    }

    #[test]
    fn a_change_matters_where_it_makes_two_figures_of_one() {
        let ((stretches, became), now) = (history(), now());
        let past = Past::new(&stretches, &became, &now);
        let changes = past.changes(day("2026-11-24"));
        let at = |n| {
            let mut kinds: Vec<_> = changes.iter().filter(|c| c.unit == unit(n)).map(|c| c.kind).collect();
            kinds.sort_unstable();
            kinds
        };
        assert_eq!(at(BOTH), [Turn::Merged, Turn::Merged, Turn::Closed]);
        assert_eq!(at(SCHOOL), [Turn::Split]);
        assert_eq!(at(LIBRARY), [], "it went along and has not moved");
        assert!(past.changes(day("2026-02-01")).is_empty(), "planned and not yet so");
    }

    #[test]
    fn what_turns_back_on_itself_ends() {
        let stretches = [stretch(1, 2, "2020-01-01", None), stretch(2, 1, "2020-01-01", None)];
        let now = HashMap::new();
        let became = [(1, 2), (2, 1)].map(|(old, new)| Became {
            old: unit(old),
            new: unit(new),
            day: day("2026-01-01"),
            kind: Succession::Continued,
        });
        let past = Past::new(&stretches, &became, &now);
        assert_eq!(past.carrier(unit(1)), None);
        assert!(past.lines().len() < 10);
    }
}
