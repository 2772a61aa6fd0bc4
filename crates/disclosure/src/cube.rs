//! Answers counted: for one item, how many people of each cell gave each answer.

use crate::cells::Cells;
use crate::space::NONE;
use crate::wave::Closed;

pub(crate) struct Cube {
    steps: usize,
    /// Per family: cell after cell, one count for each step of the scale.
    counts: Vec<Vec<u32>>,
}

impl Cube {
    pub fn count(wave: &Closed, cells: &Cells, item: usize) -> Self {
        let scale = &wave.plan.items[item];
        let steps = usize::from(scale.high.abs_diff(scale.low)) + 1;
        let mut kinds = vec![0_u32; cells.rows.len() * steps];
        for (kind, rows) in cells.rows.iter().enumerate() {
            for &row in rows {
                if let Some(value) = wave.rows[row as usize].answers[item].value() {
                    kinds[kind * steps + usize::from(value.abs_diff(scale.low))] += 1;
                }
            }
        }
        let counts = cells.space.families[..cells.address.len()]
            .iter()
            .map(|family| {
                let mut counts = vec![0_u32; family.parent.len() * steps];
                for (kind, &place) in family.place.iter().enumerate().filter(|(_, p)| **p != NONE) {
                    let to = place as usize * steps;
                    for (sum, n) in counts[to..to + steps].iter_mut().zip(&kinds[kind * steps..]) {
                        *sum += n;
                    }
                }
                for cell in (0..family.parent.len()).rev().filter(|&c| family.parent[c] != NONE) {
                    let (above, here) = counts.split_at_mut(cell * steps);
                    let to = family.parent[cell] as usize * steps;
                    for (sum, n) in above[to..to + steps].iter_mut().zip(&here[..steps]) {
                        *sum += *n;
                    }
                }
                counts
            })
            .collect();
        Self { steps, counts }
    }

    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Answers of a cell, lowest step first.
    pub fn answers(&self, family: usize, cell: u32) -> &[u32] {
        let from = cell as usize * self.steps;
        &self.counts[family][from..from + self.steps]
    }
}
