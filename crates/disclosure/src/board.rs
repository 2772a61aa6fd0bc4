//! What is shown so far, and what one more cell would change.

use crate::space::{NONE, Space};

/// Every kind of people carries, in each family, the innermost shown cell around it (its *label*). The people under one
/// label are that cell's rest: all that subtraction inside the family can single out.
pub(crate) struct Board<'a> {
    pub space: &'a Space,
    pub label: Vec<Vec<u32>>,
    pub shown: Vec<Vec<bool>>,
    /// Per family and cell, the kinds that carry the cell as label.
    rest: Vec<Vec<Vec<u32>>>,
    /// Per family, the kinds that carry no label.
    ground: Vec<Vec<u32>>,
}

/// A cell that could be shown next: it would take `inside` out of the rest of `from`.
pub(crate) struct Split {
    pub family: usize,
    pub cell: u32,
    /// The innermost shown cell around it, or [`NONE`].
    pub from: u32,
    pub inside: Vec<u32>,
}

impl<'a> Board<'a> {
    pub fn new(space: &'a Space) -> Self {
        let kinds = u32::try_from(space.people.len()).unwrap_or(NONE);
        let present: Vec<u32> = (0..kinds).filter(|&k| space.people[k as usize] > 0).collect();
        Self {
            space,
            label: space.families.iter().map(|f| vec![NONE; f.place.len()]).collect(),
            shown: space.families.iter().map(|f| vec![false; f.parent.len()]).collect(),
            rest: space
                .families
                .iter()
                .map(|f| vec![Vec::new(); f.parent.len()])
                .collect(),
            ground: vec![present; space.families.len()],
        }
    }

    /// The kinds with this label ([`NONE`]: with no label).
    pub fn rest(&self, family: usize, label: u32) -> &[u32] {
        if label == NONE {
            &self.ground[family]
        } else {
            &self.rest[family][label as usize]
        }
    }

    pub fn split(&self, family: usize, cell: u32) -> Split {
        let forest = &self.space.families[family];
        let mut from = forest.parent[cell as usize];
        while from != NONE && !self.shown[family][from as usize] {
            from = forest.parent[from as usize];
        }
        let label = &self.label[family];
        let members = forest.members(cell).iter().copied();
        let inside = members
            .filter(|&k| label[k as usize] == from && self.space.people[k as usize] > 0)
            .collect();
        Split {
            family,
            cell,
            from,
            inside,
        }
    }

    /// Counted people among some kinds.
    pub fn counted(&self, kinds: &[u32]) -> u32 {
        kinds.iter().map(|&k| self.space.counted[k as usize]).sum()
    }

    pub fn show(&mut self, split: &Split) {
        self.shown[split.family][split.cell as usize] = true;
        for &kind in &split.inside {
            self.label[split.family][kind as usize] = split.cell;
        }
        let label = &self.label[split.family];
        let from = if split.from == NONE {
            &mut self.ground[split.family]
        } else {
            &mut self.rest[split.family][split.from as usize]
        };
        from.retain(|&k| label[k as usize] != split.cell);
        self.rest[split.family][split.cell as usize].clone_from(&split.inside);
    }

    /// Takes the last shown cell back. Splits are undone in the opposite order.
    pub fn hide(&mut self, split: &Split) {
        self.shown[split.family][split.cell as usize] = false;
        for &kind in &split.inside {
            self.label[split.family][kind as usize] = split.from;
        }
        self.rest[split.family][split.cell as usize].clear();
        if split.from == NONE {
            self.ground[split.family].extend(&split.inside);
        } else {
            self.rest[split.family][split.from as usize].extend(&split.inside);
        }
    }
}
