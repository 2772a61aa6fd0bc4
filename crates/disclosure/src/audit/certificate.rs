//! The proof of a leak: which shown figures to add and subtract, checked in whole numbers.

use std::collections::BTreeMap;

use super::table::Table;
use super::worlds::{P, Worlds, mul, sub};

/// `times` × the combination = Σ factor × shown group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    pub times: i64,
    /// Factor and number of each shown group.
    pub steps: Vec<(i64, u32)>,
}

impl Certificate {
    /// Finds the sum that gives `combination` (kind, factor), and checks it person by person.
    pub(super) fn find(table: &Table, worlds: &Worlds, combination: &[(u32, i64)]) -> Option<Self> {
        if !worlds.fixed(combination) {
            return None;
        }
        let known: BTreeMap<u32, u64> = worlds.combine(combination).into_iter().collect();
        // A group whose people all lie in smaller shown groups has no potential of its own: it takes the one around it.
        let mut potential = vec![0_u64; table.groups.len()];
        let mut has_rest = vec![false; table.groups.len()];
        for g in table.inner.iter().flatten().flatten() {
            has_rest[*g as usize] = true;
        }
        let mut order: Vec<usize> = (0..table.groups.len()).filter(|&g| table.groups[g].shown).collect();
        order.sort_by_key(|&g| (std::cmp::Reverse(table.groups[g].members.len()), g));
        let mut factors = Vec::new();
        for g in order {
            let around = table.around[g].map_or(0, |a| potential[a as usize]);
            let number = u32::try_from(g).ok()?;
            potential[g] = if has_rest[g] {
                known.get(&number).copied().unwrap_or(0)
            } else {
                around
            };
            let factor = sub(potential[g], around);
            if factor != 0 {
                factors.push((fraction(factor)?, number));
            }
        }
        let times = factors.iter().try_fold(1_i64, |l, ((_, below), _)| lcm(l, *below))?;
        let steps = factors
            .into_iter()
            .map(|((above, below), g)| Some((above.checked_mul(times / below)?, g)))
            .collect::<Option<Vec<_>>>()?;
        let certificate = Self { times, steps };
        certificate.proves(table, combination).then_some(certificate)
    }

    /// Adds everything up in whole numbers: does the sum give exactly this combination?
    pub fn proves(&self, table: &Table, combination: &[(u32, i64)]) -> bool {
        let mut sum: BTreeMap<u32, i128> = BTreeMap::new();
        for &(factor, g) in &self.steps {
            let Some(group) = table.groups.get(g as usize).filter(|g| g.shown) else {
                return false;
            };
            for &m in &group.members {
                *sum.entry(m).or_default() += i128::from(factor);
            }
        }
        for &(kind, factor) in combination {
            *sum.entry(kind).or_default() -= i128::from(factor) * i128::from(self.times);
        }
        self.times != 0 && sum.iter().all(|(&kind, &x)| x == 0 || table.people[kind as usize] == 0)
    }
}

/// The small fraction that this residue stands for (Wang's rational reconstruction), if there is one.
#[expect(clippy::cast_possible_wrap, reason = "both sides are below 2³⁰")]
pub(super) fn fraction(residue: u64) -> Option<(i64, i64)> {
    const SMALL: u64 = 1 << 30;
    let (mut r0, mut r1) = (P, residue);
    let (mut t0, mut t1) = (0_u64, 1_u64);
    while r1 >= SMALL {
        let q = r0 / r1;
        (r0, r1) = (r1, r0 % r1);
        (t0, t1) = (t1, sub(t0, mul(q % P, t1)));
    }
    // The denominator is t1, small from one side of zero or the other.
    if t1 < SMALL {
        (t1 != 0).then_some((r1 as i64, t1 as i64))
    } else {
        let negative = P - t1;
        (negative < SMALL).then_some((-(r1 as i64), negative as i64))
    }
}

pub(super) fn lcm(a: i64, b: i64) -> Option<i64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}
