//! When a figure says what everybody answered.
//!
//! A mean at the very end of the scale, a share of 0 or 100 %, or a distribution with everybody in one place is about a
//! large enough group and still tells each member's answer. For a sensitive item such a figure becomes a bound, which
//! covers "all" and "all but one" alike. The same goes for what subtraction leaves over: if that rest says too much, the
//! cell it is left over from is not shown for this item, until no rest does.

use crate::cells::Cells;
use crate::cube::Cube;
use crate::pattern::Pattern;
use crate::space::NONE;

/// A figure or a bound on it.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub enum Value {
    Exact(f64),
    AtLeast(f64),
    AtMost(f64),
}

/// How a scale is read. Distributions are counts per step, lowest first.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    pub low: i16,
    /// The first favourable step.
    pub favourable: usize,
}

impl Scale {
    /// Steps above the lowest, added up.
    #[expect(clippy::unused_self, reason = "read beside the others")]
    fn sum(self, h: &[u32]) -> u64 {
        (0_u64..).zip(h).map(|(step, &n)| step * u64::from(n)).sum()
    }

    fn good(self, h: &[u32]) -> u32 {
        h.iter().skip(self.favourable).sum()
    }

    #[expect(clippy::cast_precision_loss, reason = "at most a million people times twenty steps")]
    pub fn mean(self, h: &[u32]) -> Option<f64> {
        let n = total(h);
        (n > 0).then(|| f64::from(self.low) + self.sum(h) as f64 / f64::from(n))
    }

    pub fn share(self, h: &[u32]) -> Option<f64> {
        let n = total(h);
        (n > 0).then(|| f64::from(self.good(h)) / f64::from(n))
    }

    pub fn deviation(self, h: &[u32]) -> f64 {
        let (n, mean) = (total(h), self.mean(h).unwrap_or(0.0) - f64::from(self.low));
        if n < 2 {
            return 0.0;
        }
        let squares: f64 = (0_u32..)
            .zip(h)
            .map(|(step, &count)| f64::from(count) * (f64::from(step) - mean).powi(2))
            .sum();
        (squares / f64::from(n - 1)).sqrt()
    }

    /// All at one end, or all but one step of one person.
    pub fn mean_at_end(self, h: &[u32]) -> bool {
        let most = u64::from(total(h)) * (h.len() as u64 - 1);
        let sum = self.sum(h);
        total(h) > 0 && (sum <= 1 || most - sum <= 1)
    }

    /// All or none favourable, or all or none but one.
    pub fn share_at_end(self, h: &[u32]) -> bool {
        let (n, good) = (total(h), self.good(h));
        n > 0 && (good <= 1 || n - good <= 1)
    }

    /// All but at most one gave the same answer.
    #[expect(clippy::unused_self, reason = "read beside the others")]
    pub fn nearly_alike(self, h: &[u32]) -> bool {
        let n = total(h);
        n > 0 && n - h.iter().copied().max().unwrap_or(0) <= 1
    }

    pub fn mean_bound(self, h: &[u32]) -> Option<Value> {
        if !self.mean_at_end(h) {
            return None;
        }
        let slack = 1.0 / f64::from(total(h));
        let (low, steps) = (f64::from(self.low), f64::from(u32::try_from(h.len() - 1).unwrap_or(0)));
        Some(if self.sum(h) <= 1 {
            Value::AtMost(low + slack)
        } else {
            Value::AtLeast(low + steps - slack)
        })
    }

    pub fn share_bound(self, h: &[u32]) -> Option<Value> {
        if !self.share_at_end(h) {
            return None;
        }
        let slack = 1.0 / f64::from(total(h));
        Some(if self.good(h) <= 1 {
            Value::AtMost(slack)
        } else {
            Value::AtLeast(1.0 - slack)
        })
    }
}

fn total(h: &[u32]) -> u32 {
    h.iter().sum()
}

/// The cells of `pattern` whose figure may be shown exactly: neither they nor any rest between them is `at_end`.
pub(crate) fn exact(cells: &Cells, cube: &Cube, pattern: &Pattern, at_end: &dyn Fn(&[u32]) -> bool) -> Pattern {
    let mut exact = pattern.clone();
    for family in 0..cells.address.len() {
        let forest = &cells.space.families[family];
        let shown = &mut exact.shown[family];
        for (cell, shown) in (0_u32..).zip(shown.iter_mut()) {
            *shown = *shown && !at_end(cube.answers(family, cell));
        }
        loop {
            // Each shown cell's answers, less those of the shown cells directly in it.
            let steps = cube.steps();
            let mut rest: Vec<u32> = cube_copy(cube, family, forest.parent.len());
            for cell in (0..forest.parent.len()).rev().filter(|&c| shown[c]) {
                let mut above = forest.parent[cell];
                while above != NONE && !shown[above as usize] {
                    above = forest.parent[above as usize];
                }
                if above != NONE {
                    let number = u32::try_from(cell).unwrap_or(NONE);
                    let to = above as usize * steps;
                    for (left, n) in rest[to..to + steps].iter_mut().zip(cube.answers(family, number)) {
                        *left -= n;
                    }
                }
            }
            let mut changed = false;
            for cell in 0..shown.len() {
                if shown[cell] && at_end(&rest[cell * steps..(cell + 1) * steps]) {
                    shown[cell] = false;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
    }
    exact
}

fn cube_copy(cube: &Cube, family: usize, cells: usize) -> Vec<u32> {
    (0_u32..)
        .take(cells)
        .flat_map(|cell| cube.answers(family, cell).iter().copied())
        .collect()
}
