//! Every group, one by one, where there are few enough people.
//!
//! A set of kinds of people carries a combination that can be worked out exactly when their values in the drawn worlds are
//! linearly dependent. With four worlds that decides every set of up to four kinds, so at k = 5 nothing is left out.

use super::certificate::{fraction, lcm};
use super::search::Combination;
use super::table::Table;
use super::worlds::{Worlds, inverse, mul, sub};

const MOST: usize = Worlds::DRAWN;

/// A value with what earlier ones explain taken away, and the factors of the kinds that it is made of.
#[derive(Clone, Copy)]
struct Part {
    pivot: usize,
    value: [u64; MOST],
    factors: [u64; MOST],
}

/// All minimal combinations on at most four kinds with fewer than k people together; nothing if the table has more than
/// `most` kinds.
pub(super) fn all(table: &Table, worlds: &Worlds, k: u32, most: usize) -> Vec<Combination> {
    let kinds: Vec<u32> = (0_u32..)
        .zip(&table.people)
        .filter(|(_, n)| (1..k).contains(*n))
        .map(|(kind, _)| kind)
        .collect();
    let mut search = Search {
        table,
        worlds,
        kinds: &kinds,
        k,
        chosen: Vec::new(),
        found: Vec::new(),
    };
    if kinds.len() <= most {
        search.extend(0, 0, &mut Vec::new());
    }
    search.found
}

struct Search<'a> {
    table: &'a Table,
    worlds: &'a Worlds,
    kinds: &'a [u32],
    k: u32,
    chosen: Vec<u32>,
    found: Vec<Combination>,
}

impl Search<'_> {
    fn extend(&mut self, from: usize, people: u32, parts: &mut Vec<Part>) {
        for i in from..self.kinds.len() {
            let kind = self.kinds[i];
            let people = people + self.table.people[kind as usize];
            if people >= self.k {
                continue;
            }
            let mut part = Part {
                pivot: MOST,
                value: self.worlds.values[kind as usize],
                factors: [0; MOST],
            };
            part.factors[self.chosen.len()] = 1;
            for earlier in parts.iter() {
                let times = part.value[earlier.pivot];
                if times != 0 {
                    for j in 0..MOST {
                        part.value[j] = sub(part.value[j], mul(times, earlier.value[j]));
                        part.factors[j] = sub(part.factors[j], mul(times, earlier.factors[j]));
                    }
                }
            }
            self.chosen.push(kind);
            match part.value.iter().position(|&x| x != 0) {
                None => self.note(&part.factors),
                Some(pivot) if self.chosen.len() < MOST => {
                    let scale = inverse(part.value[pivot]);
                    part.pivot = pivot;
                    part.value
                        .iter_mut()
                        .chain(&mut part.factors)
                        .for_each(|x| *x = mul(*x, scale));
                    parts.push(part);
                    self.extend(i + 1, people, parts);
                    parts.pop();
                }
                Some(_) => {}
            }
            self.chosen.pop();
        }
    }

    fn note(&mut self, factors: &[u64; MOST]) {
        let parts: Option<Vec<(u32, (i64, i64))>> = self
            .chosen
            .iter()
            .zip(factors)
            .filter(|(_, f)| **f != 0)
            .map(|(&kind, &f)| Some((kind, fraction(f)?)))
            .collect();
        let whole = parts.and_then(|parts| {
            let times = parts.iter().try_fold(1, |l, (_, (_, below))| lcm(l, *below))?;
            Some(
                parts
                    .into_iter()
                    .map(|(kind, (above, below))| (kind, above * (times / below)))
                    .collect(),
            )
        });
        let mut combination: Combination = whole.unwrap_or_else(|| self.chosen.iter().map(|&kind| (kind, 1)).collect());
        combination.sort_unstable();
        self.found.push(combination);
    }
}
