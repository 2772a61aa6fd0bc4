//! Where the auditor looks for groups of fewer than k.

use std::collections::{BTreeSet, HashMap};

use super::table::Table;
use super::worlds::{P, Random, Worlds, add, inverse, mul, sub};

/// People and the factor with which each counts: a sum if all factors are 1, otherwise a difference.
pub(super) type Combination = Vec<(u32, i64)>;

/// Subtraction inside a family: each shown group less the shown groups in it.
pub(super) fn rests(table: &Table, k: u32) -> Vec<Combination> {
    let mut rest: HashMap<u32, Vec<u32>> = HashMap::new();
    for inner in &table.inner {
        for (kind, g) in (0_u32..).zip(inner) {
            if let Some(g) = g
                && table.people[kind as usize] > 0
            {
                rest.entry(*g).or_default().push(kind);
            }
        }
    }
    let mut found: Vec<Combination> = rest
        .into_values()
        .filter(|kinds| people(table, kinds.iter().copied()) < k)
        .map(|kinds| kinds.into_iter().map(|kind| (kind, 1)).collect())
        .collect();
    found.sort();
    found
}

/// The rank test, for every group of fewer than k in the list and every kind of fewer than k: is its total fixed?
pub(super) fn small_groups(table: &Table, worlds: &Worlds, k: u32) -> Vec<Combination> {
    let groups = table.groups.iter().zip(&table.size).filter(|(_, n)| (1..k).contains(n));
    let groups = groups.map(|(g, _)| {
        g.members
            .iter()
            .filter(|&&m| table.people[m as usize] > 0)
            .map(|&m| (m, 1))
            .collect::<Combination>()
    });
    let kinds = small_kinds(table, k).map(|kind| vec![(kind, 1)]);
    let mut seen = BTreeSet::new();
    groups
        .chain(kinds)
        .filter(|c| worlds.fixed(c) && seen.insert(c.clone()))
        .collect()
}

fn small_kinds(table: &Table, k: u32) -> impl Iterator<Item = u32> {
    (0_u32..)
        .zip(&table.people)
        .filter(move |(_, n)| (1..k).contains(*n))
        .map(|(kind, _)| kind)
}

/// Two kinds of people whose answers are tied together whatever the factors: their values run parallel in all worlds.
pub(super) fn ties(table: &Table, worlds: &Worlds, k: u32) -> Vec<Combination> {
    let mut lines: HashMap<[u64; Worlds::DRAWN - 1], Vec<u32>> = HashMap::new();
    for kind in small_kinds(table, k) {
        let value = worlds.values[kind as usize];
        if value[0] == 0 {
            continue;
        }
        let scale = inverse(value[0]);
        lines
            .entry([mul(value[1], scale), mul(value[2], scale), mul(value[3], scale)])
            .or_default()
            .push(kind);
    }
    let mut found = Vec::new();
    for mut kinds in lines.into_values().filter(|kinds| kinds.len() > 1) {
        kinds.sort_by_key(|&kind| (table.people[kind as usize], kind));
        for pair in kinds.windows(2).filter(|pair| people(table, pair.iter().copied()) < k) {
            let value = |kind: u32| worlds.values[kind as usize][0];
            // The factors are small whole numbers, nearly always 1 and −1.
            let small = |x: i64, y: i64| worlds.fixed(&[(pair[0], x), (pair[1], y)]);
            let factors = if value(pair[0]) == value(pair[1]) {
                Some((1, -1))
            } else {
                (1..=6)
                    .flat_map(|x| (-6..=6).map(move |y| (x, y)))
                    .find(|&(x, y)| y != 0 && small(x, y))
            };
            let (x, y) = factors.unwrap_or((1, -1));
            let mut tie = vec![(pair[0], x), (pair[1], y)];
            tie.sort_unstable();
            found.push(tie);
        }
    }
    found.sort();
    found
}

/// Sums and differences of three and four small kinds inside groups of family 0 of no more than `most` such kinds.
pub(super) fn sums(table: &Table, worlds: &Worlds, k: u32, most: usize) -> Vec<Combination> {
    let mut found = BTreeSet::new();
    let mut done: BTreeSet<Vec<u32>> = BTreeSet::new();
    for group in table.groups.iter().filter(|g| g.family == 0) {
        let kinds: Vec<u32> = group
            .members
            .iter()
            .copied()
            .filter(|&m| (1..k.saturating_sub(1)).contains(&table.people[m as usize]))
            .collect();
        if kinds.len() < 3 || kinds.len() > most || !done.insert(kinds.clone()) {
            continue;
        }
        let value = |kind: u32| worlds.values[kind as usize][0];
        let mut pairs: HashMap<u64, Vec<(u32, u32, i64)>> = HashMap::new();
        for (i, &a) in kinds.iter().enumerate() {
            for &b in &kinds[i + 1..] {
                if people(table, [a, b].into_iter()) + 1 < k {
                    pairs.entry(add(value(a), value(b))).or_default().push((a, b, 1));
                    pairs.entry(sub(value(a), value(b))).or_default().push((a, b, -1));
                }
            }
        }
        let mut keep = |mut combination: Combination| {
            combination.sort_unstable();
            let distinct = combination.windows(2).all(|w| w[0].0 != w[1].0);
            if distinct && people(table, combination.iter().map(|c| c.0)) < k && worlds.fixed(&combination) {
                if combination[0].1 < 0 {
                    for c in &mut combination {
                        c.1 = -c.1;
                    }
                }
                found.insert(combination);
            }
        };
        for &c in &kinds {
            for (key, sign) in [(value(c), -1), (sub(0, value(c)), 1)] {
                for &(a, b, factor) in pairs.get(&key).into_iter().flatten() {
                    keep(vec![(a, 1), (b, factor), (c, sign)]);
                }
            }
        }
        for (key, here) in &pairs {
            let opposite = (P - key) % P;
            for (i, &(a, b, f)) in here.iter().enumerate().take(200) {
                for &(c, d, g) in here[..i].iter().take(200) {
                    keep(vec![(a, 1), (b, f), (c, -1), (d, -g)]);
                }
                for &(c, d, g) in pairs.get(&opposite).into_iter().flatten().take(200) {
                    keep(vec![(a, 1), (b, f), (c, 1), (d, g)]);
                }
            }
        }
    }
    found.into_iter().collect()
}

fn people(table: &Table, kinds: impl Iterator<Item = u32>) -> u32 {
    kinds.map(|kind| table.people[kind as usize]).sum()
}

/// Information sets: inside each group of family 0, bring the shown groups into reduced form on people chosen at random,
/// large kinds first, so that what is left concentrates on small ones; look at each row and each sum and difference of two.
pub(super) fn information_sets(table: &Table, k: u32, rounds: u32, most: usize, seed: u64) -> Vec<Combination> {
    let mut holds: Vec<Vec<u32>> = vec![Vec::new(); table.people.len()];
    for (g, group) in (0_u32..).zip(&table.groups).filter(|(_, g)| g.shown) {
        for &m in &group.members {
            holds[m as usize].push(g);
        }
    }
    let mut random = Random::new(seed);
    let mut found = BTreeSet::new();
    let mut done: BTreeSet<Vec<u32>> = BTreeSet::new();
    for window in table.groups.iter().filter(|g| g.family == 0) {
        let mut inside: HashMap<u32, usize> = HashMap::new();
        for &m in &window.members {
            for &g in &holds[m as usize] {
                *inside.entry(g).or_default() += 1;
            }
        }
        let mut shown: Vec<u32> = inside
            .into_iter()
            .filter(|&(g, n)| table.groups[g as usize].members.len() == n)
            .map(|(g, _)| g)
            .collect();
        shown.sort_unstable();
        if shown.len() < 2 || shown.len() > most || !done.insert(shown.clone()) {
            continue;
        }
        let window = Window::new(table, &shown, &holds);
        for _ in 0..rounds {
            window.round(k, &mut random, &mut found);
        }
    }
    found.into_iter().collect()
}

/// Small prime, so that a product fits in 64 bits.
const SMALL: u64 = (1 << 31) - 1;

/// Some shown groups, and the people in them with those put together who are in the same ones.
struct Window {
    members: Vec<Vec<u32>>,
    people: Vec<u32>,
    rows: Vec<Vec<u64>>,
}

impl Window {
    fn new(table: &Table, shown: &[u32], holds: &[Vec<u32>]) -> Self {
        let mut alike: HashMap<Vec<u32>, Vec<u32>> = HashMap::new();
        let mut kinds: Vec<u32> = shown
            .iter()
            .flat_map(|&g| &table.groups[g as usize].members)
            .copied()
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds.into_iter().filter(|&kind| table.people[kind as usize] > 0) {
            let rows: Vec<u32> = (0_u32..)
                .zip(shown)
                .filter(|(_, g)| holds[kind as usize].binary_search(g).is_ok())
                .map(|(row, _)| row)
                .collect();
            alike.entry(rows).or_default().push(kind);
        }
        let mut alike: Vec<(Vec<u32>, Vec<u32>)> = alike.into_iter().collect();
        alike.sort();
        let mut rows = vec![vec![0; alike.len()]; shown.len()];
        for (column, (here, _)) in alike.iter().enumerate() {
            for &row in here {
                rows[row as usize][column] = 1;
            }
        }
        let members: Vec<Vec<u32>> = alike.into_iter().map(|(_, members)| members).collect();
        let people = members.iter().map(|m| people(table, m.iter().copied())).collect();
        Self { members, people, rows }
    }

    fn round(&self, k: u32, random: &mut Random, found: &mut BTreeSet<Combination>) {
        let mut order: Vec<(u64, usize)> = self
            .people
            .iter()
            .enumerate()
            .map(|(c, &n)| ((random.next() >> 40) * u64::from(n.min(64)), c))
            .collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        let mut rows = self.rows.clone();
        let mut done = 0;
        for &(_, column) in &order {
            let Some(r) = (done..rows.len()).find(|&r| rows[r][column] != 0) else {
                continue;
            };
            rows.swap(done, r);
            let scale = inverse_small(rows[done][column]);
            rows[done].iter_mut().for_each(|x| *x = *x * scale % SMALL);
            let pivot = rows[done].clone();
            for (r, row) in rows.iter_mut().enumerate() {
                if r != done && row[column] != 0 {
                    let factor = SMALL - row[column];
                    row.iter_mut()
                        .zip(&pivot)
                        .for_each(|(x, y)| *x = (*x + factor * y) % SMALL);
                }
            }
            done += 1;
        }
        rows.truncate(done);
        let light = |x: &dyn Fn(usize) -> u64| {
            let mut sum = 0;
            for (c, n) in self.people.iter().enumerate() {
                if x(c) != 0 {
                    sum += n;
                    if sum >= k {
                        return false;
                    }
                }
            }
            sum > 0
        };
        for (i, a) in rows.iter().enumerate() {
            if light(&|c| a[c]) {
                self.note(&|c| a[c], found);
            }
            for b in &rows[..i] {
                if light(&|c| (a[c] + b[c]) % SMALL) {
                    self.note(&|c| (a[c] + b[c]) % SMALL, found);
                }
                if light(&|c| (a[c] + SMALL - b[c]) % SMALL) {
                    self.note(&|c| (a[c] + SMALL - b[c]) % SMALL, found);
                }
            }
        }
    }

    /// Residues become whole numbers; the multiples that make halves and thirds whole are tried too.
    fn note(&self, value: &dyn Fn(usize) -> u64, found: &mut BTreeSet<Combination>) {
        const LARGEST: u64 = 10_000;
        for times in 1..=12 {
            let mut combination = Vec::new();
            let whole = (0..self.people.len()).all(|c| {
                let x = value(c) * times % SMALL;
                let small = if x < LARGEST {
                    i64::try_from(x)
                } else {
                    i64::try_from(SMALL - x).map(|x| -x)
                };
                let Ok(x) = small else { return false };
                if x != 0 {
                    combination.extend(self.members[c].iter().map(|&kind| (kind, x)));
                }
                x.unsigned_abs() < LARGEST
            });
            if whole {
                combination.sort_unstable();
                found.insert(combination);
                return;
            }
        }
    }
}

fn inverse_small(a: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, a, SMALL - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % SMALL;
        }
        base = base * base % SMALL;
        exponent >>= 1;
    }
    result
}
