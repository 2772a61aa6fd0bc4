//! The cells of a closed wave: units, and units by category.

use std::collections::HashMap;

use crate::Error;
use crate::audit::{Group, Table};
use crate::space::Space;
use crate::wave::Closed;

/// A figure's address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cell {
    Unit(u32),
    /// Unit, filter, category.
    Part(u32, u16, u16),
}

/// Cells that have been shown about the same rows before: on the tree as it was before a reorganisation, or before later
/// answers came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Earlier {
    /// Parent of each cell; parents come before their children.
    pub parent: Vec<Option<u32>>,
    /// Innermost cell of each row.
    pub place: Vec<Option<u32>>,
    /// Cells that anything was shown about.
    pub shown: Vec<u32>,
    /// Sheets that were shown in fewer cells, or with distributions.
    pub sheets: Vec<EarlierSheet>,
}

/// What was shown of one sheet. A sheet that is not listed counts as shown wherever anything was, without distributions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierSheet {
    pub sheet: String,
    pub means: Vec<u32>,
    pub spread: Vec<u32>,
}

impl Earlier {
    fn means(&self, sheet: &str) -> &[u32] {
        self.sheets
            .iter()
            .find(|s| s.sheet == sheet)
            .map_or(&self.shown, |s| &s.means)
    }

    fn spread(&self, sheet: &str) -> &[u32] {
        self.sheets.iter().find(|s| s.sheet == sheet).map_or(&[], |s| &s.spread)
    }
}

/// The families over kinds of people, and the way back to rows and addresses.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    pub space: Space,
    /// Per kind, its rows.
    pub rows: Vec<Vec<u32>>,
    /// Per family 0…filters: the address of each cell.
    pub address: Vec<Vec<Cell>>,
}

impl Cells {
    pub fn new(wave: &Closed, earlier: &[Earlier]) -> Result<Self, Error> {
        let filters = wave.plan.filters.len();
        for e in earlier {
            if e.place.len() != wave.rows.len() {
                let (found, wanted) = (e.place.len(), wave.rows.len());
                return Err(Error::Length {
                    row: 0,
                    what: "places",
                    found,
                    wanted,
                });
            }
        }
        // A row's place in every family, 0 for none.
        let key = |i: usize| -> Vec<u32> {
            let row = &wave.rows[i];
            let unit = wave.place(row).map_or(0, |u| u + 1);
            let categories = row.categories.iter().map(|c| c.map_or(0, |c| u32::from(c) + 1));
            let before = earlier.iter().map(|e| e.place[i].map_or(0, |p| p.saturating_add(1)));
            std::iter::once(unit).chain(categories).chain(before).collect()
        };
        let mut sorted: Vec<(Vec<u32>, u32)> = (0_u32..).zip(0..wave.rows.len()).map(|(n, i)| (key(i), n)).collect();
        sorted.sort_unstable();
        let mut kinds: Vec<Vec<u32>> = Vec::new();
        let mut rows: Vec<Vec<u32>> = Vec::new();
        for (key, row) in sorted {
            if kinds.last() == Some(&key) {
                if let Some(last) = rows.last_mut() {
                    last.push(row);
                }
            } else {
                kinds.push(key);
                rows.push(vec![row]);
            }
        }
        let counts: Vec<u32> = rows
            .iter()
            .map(|r| u32::try_from(r.len()).unwrap_or(u32::MAX))
            .collect();
        let mut space = Space::new(counts.clone(), counts)?;
        let mut address = vec![
            (0_u32..)
                .zip(&wave.plan.units)
                .map(|(u, _)| Cell::Unit(u))
                .collect::<Vec<_>>(),
        ];
        space.add(
            &wave.plan.parent,
            &kinds.iter().map(|k| k[0].checked_sub(1)).collect::<Vec<_>>(),
        )?;
        for filter in 0..filters {
            let place = |k: &[u32]| Some((k[0].checked_sub(1)?, k[1 + filter].checked_sub(1)?));
            let mut cells: HashMap<(u32, u32), u32> = HashMap::new();
            for kind in &kinds {
                let Some((unit, category)) = place(kind) else { continue };
                let mut unit = Some(unit);
                while let Some(u) = unit
                    && cells.insert((u, category), 0).is_none()
                {
                    unit = wave.plan.parent(u);
                }
            }
            // Units are numbered parents first, so sorting by unit does the same for the cells.
            let mut list: Vec<(u32, u32)> = cells.keys().copied().collect();
            list.sort_unstable();
            for (number, cell) in (0..).zip(&list) {
                cells.insert(*cell, number);
            }
            let parent: Vec<Option<u32>> = list
                .iter()
                .map(|&(u, c)| wave.plan.parent(u).and_then(|p| cells.get(&(p, c)).copied()))
                .collect();
            let places: Vec<Option<u32>> = kinds
                .iter()
                .map(|k| place(k).and_then(|p| cells.get(&p).copied()))
                .collect();
            space.add_filter(&parent, &places, &list.iter().map(|c| c.0).collect::<Vec<_>>())?;
            let filter = u16::try_from(filter).unwrap_or(u16::MAX);
            address.push(
                list.iter()
                    .map(|&(u, c)| Cell::Part(u, filter, u16::try_from(c).unwrap_or(u16::MAX)))
                    .collect(),
            );
        }
        for (i, e) in earlier.iter().enumerate() {
            let place: Vec<Option<u32>> = kinds.iter().map(|k| k[1 + filters + i].checked_sub(1)).collect();
            space.add(&e.parent, &place)?;
        }
        Ok(Self { space, rows, address })
    }

    /// People of each kind who answered something.
    pub fn took_part(&self, wave: &Closed) -> Vec<u32> {
        let count = |rows: &Vec<u32>| rows.iter().filter(|&&r| wave.took_part(r)).count();
        self.rows
            .iter()
            .map(|rows| u32::try_from(count(rows)).unwrap_or(u32::MAX))
            .collect()
    }

    /// The groups for the auditor, with `people` of each kind: every cell, and every unit's own people (its leaders and
    /// staff: those who are in none of the units below), about whom nothing is shown. `name` of a cell or of its own people.
    pub fn table(
        &self,
        people: Vec<u32>,
        earlier: &[Earlier],
        shown: impl Fn(Cell) -> bool,
        name: impl Fn(Cell, Whole) -> String,
    ) -> Result<Table, Error> {
        let mut groups = Vec::new();
        for (family, cells) in (0_u32..).zip(&self.address) {
            let places = self.space.places(family as usize);
            for (number, &cell) in (0_u32..).zip(cells) {
                let mut members = self.space.members(family as usize, number).to_vec();
                members.sort_unstable();
                if members.is_empty() {
                    continue;
                }
                let own: Vec<u32> = members
                    .iter()
                    .copied()
                    .filter(|&m| places[m as usize] == Some(number))
                    .collect();
                if !own.is_empty() && own.len() < members.len() {
                    groups.push(Group {
                        name: name(cell, Whole::Own),
                        family,
                        members: own,
                        shown: false,
                    });
                }
                groups.push(Group {
                    name: name(cell, Whole::All),
                    family,
                    members,
                    shown: shown(cell),
                });
            }
        }
        for (family, cell) in self.pinned(earlier, Seen::Anything) {
            let mut members = self.space.members(family, cell).to_vec();
            members.sort_unstable();
            let family = u32::try_from(family).unwrap_or(u32::MAX);
            groups.push(Group {
                name: format!("earlier {family}:{cell}"),
                family,
                members,
                shown: true,
            });
        }
        Table::new(people, groups)
    }

    /// What everybody has seen already, as (family, cell): of anything, or of a sheet's means or distributions.
    pub fn pinned(&self, earlier: &[Earlier], what: Seen<'_>) -> Vec<(usize, u32)> {
        let families = self.address.len()..;
        families
            .zip(earlier)
            .flat_map(|(family, e)| {
                let cells = match what {
                    Seen::Anything => &e.shown,
                    Seen::Means(sheet) => e.means(sheet),
                    Seen::Spread(sheet) => e.spread(sheet),
                };
                cells.iter().map(move |&cell| (family, cell))
            })
            .collect()
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Seen<'a> {
    Anything,
    Means(&'a str),
    Spread(&'a str),
}

/// A cell, or only those of it who are in no cell below.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whole {
    All,
    Own,
}
