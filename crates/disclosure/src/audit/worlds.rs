//! Other worlds that look exactly the same.
//!
//! Suppose somebody knows every shown figure. Any set of answers that gives the same figures could be the true one. Draw a
//! few such worlds at random: a group's total can be worked out if and only if it is the same in all of them (but for a
//! chance of 1 in 2⁶¹). Drawing one takes a single sparse elimination, so this works for a whole municipality at once.

use super::table::Table;

/// 2⁶¹ − 1, prime.
pub(super) const P: u64 = (1 << 61) - 1;

#[expect(clippy::cast_possible_truncation, reason = "smaller than P after the remainder")]
pub(super) fn mul(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(P)) as u64
}

pub(super) fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= P { sum - P } else { sum }
}

pub(super) fn sub(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

pub(super) fn inverse(a: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, a, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = mul(result, base);
        }
        base = mul(base, base);
        exponent >>= 1;
    }
    result
}

/// Numbers that look random, from a seed (xorshift, Marsaglia 2003).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD134_2543_DE82_EF95) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

/// One step of the elimination: this kind's labels, less multiples of earlier steps, scaled so that the first is 1.
struct Step {
    kind: u32,
    scale: u64,
    less: Vec<(u32, u64)>,
    /// Columns rising; the first is the pivot.
    row: Vec<(u32, u64)>,
}

/// The table brought into echelon form: kinds of people against the shown groups they are directly in.
pub(super) struct Worlds {
    steps: Vec<Step>,
    /// Per column: the step with that pivot.
    pivot: Vec<Option<u32>>,
    /// Per column: the group.
    group: Vec<u32>,
    /// Per kind: its value in each drawn world.
    pub(super) values: Vec<[u64; Worlds::DRAWN]>,
}

impl Worlds {
    pub(super) const DRAWN: usize = 4;

    pub(super) fn draw(table: &Table, seed: u64) -> Self {
        let kinds = table.people.len();
        // Small rests first: their elimination stays local, and only the top of the tree is dense.
        let mut rest = vec![0_u32; table.groups.len()];
        for inner in &table.inner {
            for g in inner.iter().flatten() {
                rest[*g as usize] += 1;
            }
        }
        let mut group: Vec<u32> = (0_u32..).zip(&rest).filter(|(_, n)| **n > 0).map(|(g, _)| g).collect();
        group.sort_by_key(|&g| (rest[g as usize], g));
        let mut column = vec![0_u32; table.groups.len()];
        for (c, &g) in (0..).zip(&group) {
            column[g as usize] = c;
        }
        let mut worlds = Self {
            steps: Vec::new(),
            pivot: vec![None; group.len()],
            group,
            values: vec![[0; Self::DRAWN]; kinds],
        };
        let columns = |kind: usize| {
            table
                .inner
                .iter()
                .filter_map(move |inner| inner[kind])
                .map(|g| column[g as usize])
        };
        let mut scratch = vec![0_u64; worlds.group.len()];
        let mut dependent = Vec::new();
        for (number, kind) in (0_u32..).zip(0..kinds) {
            if table.people[kind] == 0 {
                continue;
            }
            if !worlds.take(number, columns(kind), &mut scratch) {
                dependent.push(kind);
            }
        }
        let mut random = Random::new(seed);
        for world in 0..Self::DRAWN {
            // Kinds whose row depends on others' may be anything; the others then follow.
            let mut owed = vec![0_u64; worlds.group.len()];
            for &kind in &dependent {
                let value = random.next() % P;
                worlds.values[kind][world] = value;
                for c in columns(kind) {
                    owed[c as usize] = sub(owed[c as usize], value);
                }
            }
            worlds.settle(world, owed);
        }
        worlds
    }

    /// Takes one kind's row into the elimination; false if it follows from the rows before it.
    fn take(&mut self, kind: u32, columns: impl Iterator<Item = u32>, scratch: &mut [u64]) -> bool {
        let mut heap = std::collections::BinaryHeap::new();
        for c in columns {
            scratch[c as usize] = 1;
            heap.push(std::cmp::Reverse(c));
        }
        let mut less = Vec::new();
        while let Some(std::cmp::Reverse(c)) = heap.pop() {
            let value = scratch[c as usize];
            if value == 0 {
                continue;
            }
            if let Some(step) = self.pivot[c as usize] {
                for &(other, x) in &self.steps[step as usize].row {
                    if scratch[other as usize] == 0 {
                        heap.push(std::cmp::Reverse(other));
                    }
                    scratch[other as usize] = sub(scratch[other as usize], mul(value, x));
                }
                less.push((step, value));
                continue;
            }
            let scale = inverse(value);
            let mut row = vec![(c, 1)];
            scratch[c as usize] = 0;
            while let Some(std::cmp::Reverse(c)) = heap.pop() {
                if scratch[c as usize] != 0 {
                    row.push((c, mul(scratch[c as usize], scale)));
                    scratch[c as usize] = 0;
                }
            }
            self.pivot[c as usize] = u32::try_from(self.steps.len()).ok();
            self.steps.push(Step { kind, scale, less, row });
            return true;
        }
        false
    }

    fn settle(&mut self, world: usize, mut owed: Vec<u64>) {
        let mut share = vec![0_u64; self.steps.len()];
        for c in 0..owed.len() {
            let (value, Some(step)) = (owed[c], self.pivot[c]) else {
                continue;
            };
            if value == 0 {
                continue;
            }
            share[step as usize] = value;
            for &(other, x) in &self.steps[step as usize].row {
                owed[other as usize] = sub(owed[other as usize], mul(value, x));
            }
        }
        for (i, step) in self.steps.iter().enumerate().rev() {
            let value = mul(share[i], step.scale);
            self.values[step.kind as usize][world] = value;
            for &(earlier, factor) in &step.less {
                share[earlier as usize] = sub(share[earlier as usize], mul(value, factor));
            }
        }
    }

    /// Is this combination of people's answers the same in every world?
    pub(super) fn fixed(&self, combination: &[(u32, i64)]) -> bool {
        (0..Self::DRAWN).all(|world| {
            combination.iter().fold(0, |sum, &(kind, factor)| {
                add(sum, mul(self.values[kind as usize][world], residue(factor)))
            }) == 0
        })
    }

    /// The shown groups and the factors with which they make this combination: one value per column, modulo P.
    pub(super) fn combine(&self, combination: &[(u32, i64)]) -> Vec<(u32, u64)> {
        let mut wanted = std::collections::HashMap::new();
        for &(kind, factor) in combination {
            wanted.insert(kind, residue(factor));
        }
        let mut value = vec![0_u64; self.steps.len()];
        for (i, step) in self.steps.iter().enumerate() {
            let start = wanted.get(&step.kind).copied().unwrap_or(0);
            let left = step
                .less
                .iter()
                .fold(start, |v, &(earlier, f)| sub(v, mul(f, value[earlier as usize])));
            value[i] = mul(left, step.scale);
        }
        let mut potential = vec![0_u64; self.group.len()];
        for c in (0..self.group.len()).rev() {
            if let Some(step) = self.pivot[c] {
                let row = &self.steps[step as usize].row;
                potential[c] = row[1..].iter().fold(value[step as usize], |v, &(other, x)| {
                    sub(v, mul(x, potential[other as usize]))
                });
            }
        }
        self.group
            .iter()
            .copied()
            .zip(potential)
            .filter(|(_, p)| *p != 0)
            .collect()
    }
}

fn residue(factor: i64) -> u64 {
    let size = factor.unsigned_abs() % P;
    if factor < 0 { sub(0, size) } else { size }
}
