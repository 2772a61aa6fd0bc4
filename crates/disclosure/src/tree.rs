//! The best that can be shown of one family of nested cells, exactly.
//!
//! Within a family the *rests* (a shown cell without the shown cells inside it) do not overlap, and everything that can be
//! worked out from what is shown is a combination of whole rests. So what is shown is safe if and only if every rest is
//! empty or holds at least k people, and the largest safe set is found by dynamic programming over "how many people in this
//! subtree are not covered yet, capped at k": O(cells · k²).

use crate::space::{Family, NONE, Space};

/// Nobody is left uncovered.
const EMPTY: usize = 0;

/// Worth of a pattern: cells first, then people in them, so that among equals the larger cells are shown.
const CELL: i128 = 1 << 64;
const IMPOSSIBLE: i128 = i128::MIN / 4;

/// Which cells of `family` to show: a safe set with the largest sum of weights. `weight` of each cell, 1 for all where it
/// is empty; `allowed` says which cells may be shown at all, every cell where it is empty.
pub fn best(space: &Space, family: usize, k: u32, weight: &[u16], allowed: &[bool]) -> Vec<bool> {
    let Some(forest) = space.families.get(family) else {
        return Vec::new();
    };
    Table::fill(space, forest, k, weight, allowed).trace(forest)
}

struct Table {
    /// States of a subtree: 0 = nobody open, 1 + n = somebody open, n of them counted, capped at k.
    states: usize,
    /// Per cell: the state of its inside from which it is shown, if showing wins.
    shown_from: Vec<Option<usize>>,
    /// Per cell and state of the parent after taking this child in: states of parent before and of the child.
    choice: Vec<(u8, u8)>,
    /// Per top cell: the best state.
    top: Vec<(usize, usize)>,
}

impl Table {
    fn fill(space: &Space, forest: &Family, k: u32, weight: &[u16], allowed: &[bool]) -> Self {
        let full = k as usize + 1;
        let states = full + 1;
        let cells = forest.parent.len();
        let join = |a: usize, b: usize| {
            if a == EMPTY {
                b
            } else if b == EMPTY {
                a
            } else {
                (a + b - 1).min(full)
            }
        };

        let mut direct = vec![(0_u32, 0_u32); cells];
        for (kind, &p) in forest.place.iter().enumerate().filter(|(_, p)| **p != NONE) {
            let d = &mut direct[p as usize];
            *d = (d.0 + space.people[kind], d.1 + space.counted[kind]);
        }
        let mut value = vec![IMPOSSIBLE; cells * states];
        for (cell, &(all, counted)) in direct.iter().enumerate() {
            let state = if all == 0 {
                EMPTY
            } else {
                (counted as usize + 1).min(full)
            };
            value[cell * states + state] = 0;
        }
        let mut table = Self {
            states,
            shown_from: vec![None; cells],
            choice: vec![(0, 0); cells * states],
            top: Vec::new(),
        };
        for cell in (0..cells).rev() {
            let here = cell * states;
            let (all, counted) = forest.size(u32::try_from(cell).unwrap_or(NONE));
            if all > 0 && allowed.get(cell).copied().unwrap_or(true) {
                let worth = i128::from(weight.get(cell).copied().unwrap_or(1)) * CELL + i128::from(counted);
                let from = if value[here + full] > value[here] { full } else { EMPTY };
                if value[here + from] + worth > value[here] && value[here + from] >= 0 {
                    value[here] = value[here + from] + worth;
                    table.shown_from[cell] = Some(from);
                }
            }
            if forest.parent[cell] == NONE {
                let best = (0..states)
                    .max_by_key(|&s| (value[here + s], states - s))
                    .unwrap_or(EMPTY);
                table.top.push((cell, best));
                continue;
            }
            let above = forest.parent[cell] as usize * states;
            let mut merged = vec![IMPOSSIBLE; states];
            for a in (0..states).filter(|a| value[above + a] >= 0) {
                for b in (0..states).filter(|b| value[here + b] >= 0) {
                    let (to, sum) = (join(a, b), value[above + a] + value[here + b]);
                    if sum > merged[to] {
                        merged[to] = sum;
                        // States are at most ceiling + 1 = 101.
                        table.choice[here + to] = (u8::try_from(a).unwrap_or(0), u8::try_from(b).unwrap_or(0));
                    }
                }
            }
            value[above..above + states].copy_from_slice(&merged);
        }
        table
    }

    /// Children were taken in from the last to the first, so they are let out from the first to the last.
    fn trace(&self, forest: &Family) -> Vec<bool> {
        let cells = forest.parent.len();
        let mut state = vec![EMPTY; cells];
        for &(cell, best) in &self.top {
            state[cell] = best;
        }
        let mut shown = vec![false; cells];
        for cell in 0..cells {
            if forest.parent[cell] != NONE {
                let above = forest.parent[cell] as usize;
                let (before, own) = self.choice[cell * self.states + state[above]];
                state[above] = usize::from(before);
                state[cell] = usize::from(own);
            }
            if state[cell] == EMPTY
                && let Some(from) = self.shown_from[cell]
            {
                shown[cell] = true;
                state[cell] = from;
            }
        }
        shown
    }
}
