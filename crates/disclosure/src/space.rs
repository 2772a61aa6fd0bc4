//! The figures that can be asked for, as families of nested cells over the same people.
//!
//! The units are one family: a unit's cell lies inside its parent's. A filter gives another: (unit, category) lies inside
//! (parent unit, category). An earlier organisation, or an earlier batch of answers, gives further ones. Inside a family two
//! cells are nested or apart, never overlapping; between families anything goes, and that is where leaks come from.

use crate::Error;

/// No cell, no parent, not placed.
pub(crate) const NONE: u32 = u32::MAX;

/// One family of nested cells, and where each kind of people sits in it.
#[derive(Clone, Debug)]
pub struct Family {
    /// Parent of each cell; always a smaller number than the cell.
    pub(crate) parent: Vec<u32>,
    /// The innermost cell of each kind.
    pub(crate) place: Vec<u32>,
    /// Kinds in the order of a walk through the forest, so that a cell's members are one slice.
    walk: Vec<u32>,
    /// Where each kind stands in `walk`.
    at: Vec<u32>,
    /// Each cell's slice of `walk`.
    slice: Vec<(u32, u32)>,
    /// People in each cell, all and counted.
    size: Vec<(u32, u32)>,
    /// The unit (cell of family 0) that each cell is a part of; empty for a family whose cells are not to be chosen.
    pub(crate) anchor: Vec<u32>,
}

/// People who are in the same cells everywhere are of one kind: nothing shown can tell them apart.
#[derive(Clone, Debug)]
pub struct Space {
    pub(crate) families: Vec<Family>,
    pub(crate) people: Vec<u32>,
    pub(crate) counted: Vec<u32>,
}

impl Space {
    /// More people than any Danish municipality employs, with room; sums stay far inside 32 bits.
    pub const MOST_PEOPLE: u32 = 1_000_000;
    /// Cells of one family.
    pub const MOST_CELLS: usize = 500_000;
    /// The tree and its filters, the same for an earlier organisation, and some batches.
    pub const MOST_FAMILIES: usize = 64;

    /// `people[i]` people are of kind `i`, and `counted[i]` of them answered everything the figures are made of; the others
    /// make a group non-empty but never large enough.
    ///
    /// # Errors
    /// Lengths that differ, more counted than there are, too many people.
    pub fn new(people: Vec<u32>, counted: Vec<u32>) -> Result<Self, Error> {
        if people.len() != counted.len() {
            return Err(Error::Length {
                row: 0,
                what: "counts",
                found: counted.len(),
                wanted: people.len(),
            });
        }
        let mut sum = 0_u32;
        for (kind, (&people, &counted)) in people.iter().zip(&counted).enumerate() {
            if counted > people {
                return Err(Error::Counted { kind, counted, people });
            }
            sum = sum
                .checked_add(people)
                .filter(|&sum| sum <= Self::MOST_PEOPLE)
                .ok_or(Error::People {
                    limit: Self::MOST_PEOPLE,
                })?;
        }
        Ok(Self {
            families: Vec::new(),
            people,
            counted,
        })
    }

    /// Adds a family: `parent[c]` of each cell (a smaller number than `c`), and the innermost cell of each kind.
    ///
    /// # Errors
    /// A parent that does not come before its cell, a place that does not exist, too many cells or families.
    pub fn add(&mut self, parent: &[Option<u32>], place: &[Option<u32>]) -> Result<usize, Error> {
        let family = self.families.len();
        if family == Self::MOST_FAMILIES {
            return Err(Error::TooMany {
                what: "families",
                found: family + 1,
                limit: Self::MOST_FAMILIES,
            });
        }
        if parent.len() > Self::MOST_CELLS {
            return Err(Error::TooMany {
                what: "cells",
                found: parent.len(),
                limit: Self::MOST_CELLS,
            });
        }
        if place.len() != self.people.len() {
            return Err(Error::Length {
                row: 0,
                what: "places",
                found: place.len(),
                wanted: self.people.len(),
            });
        }
        for (cell, parent) in parent.iter().enumerate() {
            if let Some(parent) = *parent
                && parent as usize >= cell
            {
                return Err(Error::Parent { family, cell, parent });
            }
        }
        for (kind, place) in place.iter().enumerate() {
            if let Some(cell) = *place
                && cell as usize >= parent.len()
            {
                return Err(Error::Place {
                    family,
                    kind,
                    cell,
                    cells: parent.len(),
                });
            }
        }
        let unwrap = |x: &[Option<u32>]| x.iter().map(|x| x.unwrap_or(NONE)).collect::<Vec<_>>();
        self.families
            .push(Family::new(unwrap(parent), unwrap(place), &self.people, &self.counted));
        Ok(family)
    }

    /// Adds a filter: a family whose cell `c` is a part of the unit `unit[c]` of family 0.
    ///
    /// # Errors
    /// As [`Space::add`], and for a unit that does not exist.
    pub fn add_filter(&mut self, parent: &[Option<u32>], place: &[Option<u32>], unit: &[u32]) -> Result<usize, Error> {
        if unit.len() != parent.len() {
            return Err(Error::Length {
                row: 0,
                what: "units",
                found: unit.len(),
                wanted: parent.len(),
            });
        }
        let units = self.cells(0);
        if let Some(&cell) = unit.iter().find(|&&u| u as usize >= units) {
            return Err(Error::NoCell { family: 0, cell });
        }
        let family = self.add(parent, place)?;
        self.families[family].anchor = unit.to_vec();
        Ok(family)
    }

    /// The same families over the same people, with others counted.
    pub(crate) fn recount(&self, counted: &[u32]) -> Self {
        let mut other = self.clone();
        other.counted = counted.to_vec();
        for family in &mut other.families {
            family.measure(&other.people, counted);
        }
        other
    }

    /// The same without the kinds that are not `present`: for them the question does not exist.
    pub(crate) fn without(mut self, present: &[bool]) -> Self {
        for ((people, counted), present) in self.people.iter_mut().zip(&mut self.counted).zip(present) {
            if !present {
                (*people, *counted) = (0, 0);
            }
        }
        let counted = self.counted.clone();
        self.recount(&counted)
    }

    /// Parent of each cell and innermost cell of each kind.
    pub(crate) fn shape(&self, family: usize) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
        let wrap = |x: &[u32]| x.iter().map(|&x| (x != NONE).then_some(x)).collect();
        self.families
            .get(family)
            .map_or_else(Default::default, |f| (wrap(&f.parent), wrap(&f.place)))
    }

    pub fn families(&self) -> usize {
        self.families.len()
    }

    /// Number of cells in a family; 0 if there is no such family.
    pub fn cells(&self, family: usize) -> usize {
        self.families.get(family).map_or(0, |f| f.parent.len())
    }

    /// People counted in a cell.
    pub fn counted(&self, family: usize, cell: u32) -> u32 {
        self.families
            .get(family)
            .and_then(|f| f.size.get(cell as usize))
            .map_or(0, |s| s.1)
    }

    /// The innermost cell of each kind.
    pub fn places(&self, family: usize) -> Vec<Option<u32>> {
        self.shape(family).1
    }

    /// The kinds of people in a cell.
    pub fn members(&self, family: usize, cell: u32) -> &[u32] {
        self.families.get(family).map_or(&[], |f| f.members(cell))
    }

    /// How many people are of each kind.
    pub fn people(&self) -> &[u32] {
        &self.people
    }
}

impl Family {
    fn new(parent: Vec<u32>, place: Vec<u32>, people: &[u32], counted: &[u32]) -> Self {
        let cells = parent.len();
        // How many kinds lie directly in each cell, then in each cell with everything below it.
        let mut below = vec![0_u32; cells];
        for &p in place.iter().filter(|&&p| p != NONE) {
            below[p as usize] += 1;
        }
        let direct = below.clone();
        for cell in (0..cells).rev() {
            if parent[cell] != NONE {
                below[parent[cell] as usize] += below[cell];
            }
        }
        // A cell's slice: first its own kinds, then its children's slices one after the other.
        let mut slice = vec![(0, 0); cells];
        let mut free = vec![0_u32; cells];
        let mut top = 0;
        for cell in 0..cells {
            let start = if parent[cell] == NONE {
                &mut top
            } else {
                &mut free[parent[cell] as usize]
            };
            slice[cell] = (*start, *start + below[cell]);
            *start += below[cell];
            free[cell] = slice[cell].0 + direct[cell];
        }
        let mut next: Vec<u32> = slice.iter().map(|s| s.0).collect();
        let mut walk = vec![0; top as usize];
        let mut at = vec![NONE; place.len()];
        for (kind, &p) in (0_u32..).zip(&place) {
            if p != NONE {
                let position = &mut next[p as usize];
                walk[*position as usize] = kind;
                at[kind as usize] = *position;
                *position += 1;
            }
        }
        let mut family = Self {
            parent,
            place,
            walk,
            at,
            slice,
            size: Vec::new(),
            anchor: Vec::new(),
        };
        family.measure(people, counted);
        family
    }

    fn measure(&mut self, people: &[u32], counted: &[u32]) {
        self.size = vec![(0, 0); self.parent.len()];
        for (kind, &p) in self.place.iter().enumerate().filter(|(_, p)| **p != NONE) {
            let size = &mut self.size[p as usize];
            *size = (size.0 + people[kind], size.1 + counted[kind]);
        }
        for cell in (0..self.parent.len()).rev() {
            if let Some(&(all, some)) = self.size.get(cell)
                && self.parent[cell] != NONE
            {
                let size = &mut self.size[self.parent[cell] as usize];
                *size = (size.0 + all, size.1 + some);
            }
        }
    }

    pub(crate) fn members(&self, cell: u32) -> &[u32] {
        self.slice
            .get(cell as usize)
            .map_or(&[], |&(from, to)| &self.walk[from as usize..to as usize])
    }

    pub(crate) fn under(&self, kind: u32, cell: u32) -> bool {
        let (from, to) = self.slice[cell as usize];
        let at = self.at[kind as usize];
        at != NONE && from <= at && at < to
    }

    /// People in a cell: all, and counted.
    pub(crate) fn size(&self, cell: u32) -> (u32, u32) {
        self.size[cell as usize]
    }
}
