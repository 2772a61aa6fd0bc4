//! Three or more families over the same people: a proof, or no figure.
//!
//! With the units and two filters the groups that can be worked out are no longer cuts of a graph, and finding the smallest
//! one is the minimum-weight problem of a linear code, which no fast method solves in general. But a proof that none is
//! below k can be local. Take any sample Q of the people and look at the shown figures only there. If every combination
//! that uses a new figure touches at least k people *inside Q*, it touches at least k people, whatever happens outside.
//!
//! Inside Q the search is exhaustive (Zimmermann's enumeration over disjoint information sets, with weights below k only):
//! bring the figures into reduced echelon form on several disjoint sets of people, each of which determines the combination.
//! A combination that is not one row, or one row plus a multiple of another, of any of these forms has at least three
//! non-zeros on each set, fewer where a set had to borrow people from an earlier one. When these add up to k, and no row
//! and no pair of rows is below k, the proof is complete.
//!
//! Arithmetic is modulo 8191. An accidental zero makes a combination look smaller than it is and costs a figure, not a
//! secret. A secret would take a sample whose rank is lower modulo 8191 than over the integers: for matrices of ones and
//! zeros with at least twice as many people as unknowns, about 8191 to the power of minus the difference.

use std::collections::{HashMap, HashSet};

use crate::board::{Board, Split};
use crate::space::NONE;

/// 2¹³ − 1, a prime: products fold back with a shift and a mask, eight at a time.
const P: u16 = 8_191;
const MINUS_ONE: u16 = P - 1;

/// Whether every combination that uses one of the new cells is about at least `k` counted people of `sample`. The cells of
/// `new` are shown on the board already, and so are those of `known`, which follow from the others and add nothing; none of
/// them lies inside another.
pub(crate) fn safe(board: &Board<'_>, new: &[&Split], known: &[&Split], sample: &[u32], k: u32) -> bool {
    let Some(mut system) = System::new(board, new, known, sample) else {
        return false;
    };
    let mut free = system.people.clone();
    // The first set decides the rank. Most samples turn out to be too small here, before the form is complete.
    let Some(order) = system.triangle(&mut free) else {
        return false;
    };
    let rank = order.len();
    if !within_reach(free.iter().sum(), u32::try_from(rank).unwrap_or(u32::MAX), k) {
        return false;
    }
    if k > 3 && system.exhausted(&free) {
        return false;
    }
    system.complete(&order);
    let mut fresh = rank;
    let mut by_one = 0;
    let mut by_two = 0;
    let mut forms: Vec<Form> = Vec::new();
    loop {
        let borrowed = u32::try_from(rank - fresh).unwrap_or(u32::MAX);
        let (one, two) = (2_u32.saturating_sub(borrowed), 3_u32.saturating_sub(borrowed));
        if two == 0 {
            return false;
        }
        let form = Form::new(&system);
        if form.single_below(&system, k) {
            return false;
        }
        by_one += one;
        by_two += two;
        if by_one >= k {
            return true;
        }
        forms.push(form);
        system.kept.push(system.rows.clone());
        if by_two >= k {
            return !forms
                .iter()
                .zip(&system.kept)
                .any(|(form, rows)| form.pair_below(&system, rows, k));
        }
        if system.exhausted(&free) {
            return false;
        }
        fresh = system.reduce(&mut free, rank);
    }
}

/// After a first set of `rank` people: could the `left` ones make further sets that bring the sum to `k`?
fn within_reach(left: u32, rank: u32, k: u32) -> bool {
    3 + 3 * (left / rank) + (3 + left % rank).saturating_sub(rank) >= k
}

/// The figures on the sample: one row per label, one column per kind, and behind them one column per new cell that says how
/// much of it a row uses.
struct System {
    people: Vec<u32>,
    columns: usize,
    width: usize,
    rows: Vec<u16>,
    pivots: Vec<Option<usize>>,
    /// About how many of a row's columns are not zero: exact from where it was last changed.
    filled: Vec<u16>,
    /// The figures as they were given: one bit for each column, in so many words for each row.
    figures: Vec<u64>,
    words: usize,
    kept: Vec<Vec<u16>>,
}

/// A row of one kind: a new cell by its place in the list, or a label as it was before, by family and cell.
fn rows_of(board: &Board<'_>, marks: &[(u64, Mark)], kind: u32, rows: &mut Vec<u64>) {
    for (family, label) in (0_u64..).zip(&board.label) {
        let label = label[kind as usize];
        if label == NONE {
            continue;
        }
        let key = (family << 32) | u64::from(label);
        let mut before = label;
        if let Ok(at) = marks.binary_search_by_key(&key, |m| m.0) {
            let mark = marks[at].1;
            before = mark.from;
            rows.extend(mark.new.map(|i| NEW | u64::from(i)));
        }
        if before != NONE {
            rows.push((family << 32) | u64::from(before));
        }
    }
}

/// Above all families: the row of a new cell.
const NEW: u64 = 1 << 48;

#[derive(Clone, Copy)]
struct Mark {
    /// Place in the list of new cells; none if it follows from the others.
    new: Option<u32>,
    from: u32,
}

impl System {
    fn new(board: &Board<'_>, new: &[&Split], known: &[&Split], sample: &[u32]) -> Option<Self> {
        let key = |s: &Split| ((s.family as u64) << 32) | u64::from(s.cell);
        let fresh = (0_u32..).zip(new).map(|(i, s)| {
            (
                key(s),
                Mark {
                    new: Some(i),
                    from: s.from,
                },
            )
        });
        let mut marks: Vec<(u64, Mark)> = fresh
            .chain(known.iter().map(|s| {
                (
                    key(s),
                    Mark {
                        new: None,
                        from: s.from,
                    },
                )
            }))
            .collect();
        marks.sort_unstable_by_key(|m| m.0);
        // All rows of all kinds in one list, with the end of each kind's part.
        // Nobody counts twice. The order stays: sorted by number, the reference municipality shows three points less.
        let mut seen = HashSet::with_capacity(sample.len());
        let sample: Vec<u32> = sample.iter().copied().filter(|&k| seen.insert(k)).collect();
        let mut rows = Vec::with_capacity(sample.len() * 8);
        let mut kinds = Vec::with_capacity(sample.len());
        for &kind in sample.iter().filter(|&&k| board.space.counted[k as usize] > 0) {
            let start = rows.len();
            rows_of(board, &marks, kind, &mut rows);
            kinds.push((board.space.counted[kind as usize], start..rows.len()));
        }
        let mut names = rows.clone();
        names.sort_unstable();
        names.dedup();
        let index: Vec<usize> = rows.iter().filter_map(|r| names.binary_search(r).ok()).collect();
        // Somebody who is alone under a label can always be made to drop out through it: no use in the proof.
        let mut count = vec![0_u32; names.len()];
        for (people, part) in &kinds {
            for &row in &index[part.clone()] {
                count[row] += people;
            }
        }
        loop {
            let before = kinds.len();
            kinds.retain(|(people, part)| {
                let stays = index[part.clone()].iter().all(|&r| names[r] >= NEW || count[r] > 1);
                if !stays {
                    for &row in &index[part.clone()] {
                        count[row] -= people;
                    }
                }
                stays
            });
            if kinds.len() == before {
                break;
            }
        }
        // New cells first; then the labels that somebody still has.
        let mut place = vec![0; names.len()];
        let mut height = new.len();
        for (row, &name) in names.iter().enumerate() {
            if name >= NEW {
                place[row] = usize::try_from(name - NEW).unwrap_or(0);
            } else if count[row] > 0 {
                place[row] = height;
                height += 1;
            }
        }
        let columns = kinds.len();
        let width = columns + new.len();
        let mut matrix = vec![0; width * height];
        let mut filled = vec![0_u16; height];
        let words = columns.div_ceil(64);
        let mut figures = vec![0; words * height];
        for i in 0..new.len() {
            matrix[i * width + columns + i] = 1;
        }
        for (column, (_, part)) in kinds.iter().enumerate() {
            for &row in &index[part.clone()] {
                matrix[place[row] * width + column] = 1;
                filled[place[row]] += 1;
                figures[place[row] * words + column / 64] |= 1 << (column % 64);
            }
        }
        let people = kinds.into_iter().map(|k| k.0).collect();
        let pivots = vec![None; height];
        (columns > 0).then_some(Self {
            people,
            columns,
            width,
            rows: matrix,
            pivots,
            filled,
            figures,
            words,
            kept: Vec::new(),
        })
    }

    /// Triangular form on as many people as possible: rows and columns of the pivots in order. Takes the people. None if
    /// the sample cannot see a new cell at all.
    fn triangle(&mut self, free: &mut [u32]) -> Option<Vec<(usize, usize)>> {
        let mut order = Vec::new();
        let mut open = self.open();
        for (column, free) in free.iter_mut().enumerate() {
            if let Some(row) = self.pivot(column, &mut open) {
                // What lies before this column is zero in all open rows: it was cleared, or nobody had it.
                self.clear(row, column, column, |pivot, _| pivot.is_none());
                order.push((row, column));
                *free -= 1;
            }
        }
        let blind = open.iter().any(|&r| self.uses_new(&self.rows, r));
        (!blind && !order.is_empty()).then_some(order)
    }

    /// Reduced form out of the triangular one.
    fn complete(&mut self, order: &[(usize, usize)]) {
        let mut done = vec![false; self.pivots.len()];
        for &(row, column) in order.iter().rev() {
            done[row] = true;
            self.clear(row, column, column, |_, r| !done[r]);
        }
    }

    /// Whether the figures show three independent combinations, without any search, that touch nobody who is free: a figure
    /// about none of them, or two that are the same on them. The next set would have to borrow three people then, and prove
    /// nothing.
    fn exhausted(&self, free: &[u32]) -> bool {
        let words = self.words;
        let mut open = vec![0_u64; words];
        for (column, _) in free.iter().enumerate().filter(|(_, f)| **f > 0) {
            open[column / 64] |= 1 << (column % 64);
        }
        // A combination with somebody whom none of the others touches is independent of them.
        let mut seen = vec![0_u64; words];
        let mut count = 0;
        let mut before: Vec<(u64, &[u64])> = vec![(0, &[])];
        for row in self.figures.chunks_exact(words) {
            let hash = row.iter().zip(&open).fold(0_u64, |hash, (r, o)| {
                (hash ^ (r & o)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
            });
            let same = |other: &[u64]| (0..words).all(|w| (row[w] ^ other.get(w).unwrap_or(&0)) & open[w] == 0);
            match before.iter().find(|(h, other)| *h == hash && same(other)) {
                Some((_, other)) => {
                    let apart = |w: usize| row[w] ^ other.get(w).unwrap_or(&0);
                    if (0..words).any(|w| apart(w) & !seen[w] != 0) {
                        count += 1;
                        if count == 3 {
                            return true;
                        }
                        (0..words).for_each(|w| seen[w] |= apart(w));
                    }
                }
                None => before.push((hash, row)),
            }
        }
        false
    }

    /// Reduced form on another set, of people who are still free as far as possible; takes them, and says how many.
    fn reduce(&mut self, free: &mut [u32], rank: usize) -> usize {
        let mut open: Vec<usize> = (0..self.pivots.len()).filter(|&r| self.pivots[r].is_some()).collect();
        self.pivots.fill(None);
        let (mut done, mut fresh) = (0, 0);
        let (first, then): (Vec<usize>, Vec<usize>) = (0..self.columns).partition(|&c| free[c] > 0);
        for column in first.into_iter().chain(then) {
            if done == rank {
                break;
            }
            let Some(row) = self.pivot(column, &mut open) else {
                continue;
            };
            self.clear(row, column, 0, |_, _| true);
            done += 1;
            if free[column] > 0 {
                free[column] -= 1;
                fresh += 1;
            }
        }
        fresh
    }

    /// Gives the column a pivot if a row of `open` can take it. It takes the emptiest: the reduced form is the same
    /// whichever it is, and an emptier one fills the others less on the way there.
    fn pivot(&mut self, column: usize, open: &mut Vec<usize>) -> Option<usize> {
        let able = open.iter().enumerate();
        let (at, &row) = able
            .filter(|(_, r)| self.rows[*r * self.width + column] != 0)
            .min_by_key(|(_, r)| self.filled[**r])?;
        open.swap_remove(at);
        self.pivots[row] = Some(column);
        Some(row)
    }

    /// Rows that are not empty.
    fn open(&self) -> Vec<usize> {
        (0..self.filled.len()).filter(|&r| self.filled[r] > 0).collect()
    }

    /// Makes the pivot 1 and the column 0 in the rows that `reach` says, by their pivot and number. Before `from` the
    /// pivot's row is zero.
    fn clear(&mut self, row: usize, column: usize, from: usize, reach: impl Fn(Option<usize>, usize) -> bool) {
        let width = self.width;
        let first = self.rows[row * width + column];
        let mut pivot = self.rows[row * width + from..(row + 1) * width].to_vec();
        if first != 1 {
            let inverse = inverse(first);
            for x in &mut *pivot {
                *x = fold(0, inverse, *x);
            }
        }
        let rows = self.rows.chunks_exact_mut(width).zip(&self.pivots).enumerate();
        for (r, (other, &taken)) in rows {
            if r == row {
                other[from..].copy_from_slice(&pivot);
            } else if other[column] != 0 && reach(taken, r) {
                let taken = other[column];
                let pairs = other[from..].iter_mut().zip(&pivot);
                let mut filled = 0_u16;
                // The figures are sums of people, so most factors are 1 and −1.
                match taken {
                    1 => pairs.for_each(|(x, y)| {
                        *x = less(*x + (P - *y));
                        filled += u16::from(*x != 0);
                    }),
                    MINUS_ONE => pairs.for_each(|(x, y)| {
                        *x = less(*x + *y);
                        filled += u16::from(*x != 0);
                    }),
                    _ => pairs.for_each(|(x, y)| {
                        *x = fold(*x, P - taken, *y);
                        filled += u16::from(*x != 0);
                    }),
                }
                self.filled[r] = filled;
            }
        }
    }

    fn uses_new(&self, rows: &[u16], row: usize) -> bool {
        rows[row * self.width + self.columns..(row + 1) * self.width]
            .iter()
            .any(|&x| x != 0)
    }
}

/// A sum below 2 P, modulo P.
fn less(sum: u16) -> u16 {
    sum.min(sum.wrapping_sub(P))
}

/// x + factor · y modulo P. The product's upper and lower 13 bits and x add up to less than 4 P; one fold leaves less than
/// 2 P. All of it stays in 16 bits, so that eight are done at a time on any processor.
#[expect(clippy::cast_possible_truncation, reason = "halves of a product")]
fn fold(x: u16, factor: u16, y: u16) -> u16 {
    let product = u32::from(factor) * u32::from(y);
    let (low, high) = (product as u16, (product >> 16) as u16);
    let sum = x + (low & P) + ((high << 3) | (low >> 13));
    let folded = (sum & P) + (sum >> 13);
    less(folded)
}

/// By Fermat: x to the power of P − 2.
fn inverse(x: u16) -> u16 {
    let (mut result, mut base, mut exponent) = (1, x, P - 2);
    while exponent > 0 {
        if !exponent.is_multiple_of(2) {
            result = fold(0, result, base);
        }
        base = fold(0, base, base);
        exponent /= 2;
    }
    result
}

/// Which people each row of one echelon form touches.
struct Form {
    /// Rows with a pivot.
    rows: Vec<usize>,
    words: usize,
    touches: Vec<u64>,
}

impl Form {
    fn new(system: &System) -> Self {
        let words = system.columns.div_ceil(64);
        let rows: Vec<usize> = (0..system.pivots.len())
            .filter(|&r| system.pivots[r].is_some())
            .collect();
        let mut touches = vec![0_u64; words * rows.len()];
        for (bits, &row) in touches.chunks_exact_mut(words).zip(&rows) {
            let row = &system.rows[row * system.width..][..system.columns];
            for (bits, part) in bits.iter_mut().zip(row.chunks(64)) {
                *bits = (0..).zip(part).fold(0, |bits, (i, &x)| bits | (u64::from(x != 0) << i));
            }
        }
        Self { rows, words, touches }
    }

    fn bits(&self, i: usize) -> &[u64] {
        &self.touches[i * self.words..(i + 1) * self.words]
    }

    /// Is one row that uses a new cell about fewer than k?
    fn single_below(&self, system: &System, k: u32) -> bool {
        self.rows.iter().enumerate().any(|(i, &row)| {
            weight(&system.people, self.bits(i).iter().copied(), k) < k && system.uses_new(&system.rows, row)
        })
    }

    /// Is a row plus a multiple of another, using a new cell, about fewer than k?
    fn pair_below(&self, system: &System, rows: &[u16], k: u32) -> bool {
        let width = system.width;
        let news: Vec<bool> = self.rows.iter().map(|&r| system.uses_new(rows, r)).collect();
        for i in 0..self.rows.len() {
            for j in 0..i {
                if !(news[i] || news[j]) {
                    continue;
                }
                let (one, two) = (self.bits(i), self.bits(j));
                let apart: u32 = one.iter().zip(two).map(|(a, b)| (a ^ b).count_ones()).sum();
                if apart >= k {
                    continue;
                }
                let (a, b) = (&rows[self.rows[i] * width..], &rows[self.rows[j] * width..]);
                let (a, b) = (&a[..width], &b[..width]);
                let either = weight(&system.people, one.iter().zip(two).map(|(a, b)| a | b), u32::MAX);
                // People on whom both rows are non-zero drop out together when their quotient is the same.
                let mut quotients: HashMap<u16, u32> = HashMap::new();
                for column in (0..system.columns).filter(|&c| a[c] != 0 && b[c] != 0) {
                    *quotients.entry(fold(0, a[column], inverse(b[column]))).or_default() += system.people[column];
                }
                let new = |q: u16| (system.columns..width).any(|c| fold(a[c], P - q, b[c]) != 0);
                if either < k || quotients.iter().any(|(&q, &gone)| either - gone < k && new(q)) {
                    return true;
                }
            }
        }
        false
    }
}

/// People touched, counted until `enough`.
fn weight(people: &[u32], bits: impl Iterator<Item = u64>, enough: u32) -> u32 {
    let mut sum = 0;
    for (word, mut bits) in bits.enumerate() {
        while bits != 0 {
            sum += people[word * 64 + bits.trailing_zeros() as usize];
            if sum >= enough {
                return sum;
            }
            bits &= bits - 1;
        }
    }
    sum
}
