//! What the auditor is given: groups of people, and which of them figures were shown about.

use std::collections::BTreeMap;

use crate::Error;
use crate::space::Space;

/// A group that figures were, or could have been, shown about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// As a reader knows it, for instance "Team Nord, kvinder".
    pub name: String,
    /// Groups of one family lie inside one another or apart: the units; the units by sex; the former units.
    pub family: u32,
    /// The kinds of people in it, rising.
    pub members: Vec<u32>,
    pub shown: bool,
}

/// People by kind, and the groups made of them. Groups that were not shown are what the auditor tries to work out; those
/// of fewer than k people, such as a unit's leaders, belong in the list.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) people: Vec<u32>,
    pub(super) groups: Vec<Group>,
    /// Per group: people in it.
    pub(super) size: Vec<u32>,
    /// Per family, per kind: the innermost shown group around it.
    pub(super) inner: Vec<Vec<Option<u32>>>,
    /// Per group: the innermost shown group of the family around it.
    pub(super) around: Vec<Option<u32>>,
}

impl Table {
    /// # Errors
    /// A member that does not exist or comes twice, two shown groups of a family that overlap, too many people.
    pub fn new(people: Vec<u32>, groups: Vec<Group>) -> Result<Self, Error> {
        const LIMIT: u32 = 1_000_000;
        const MOST_FAMILIES: usize = 64;
        let total: u64 = people.iter().map(|&n| u64::from(n)).sum();
        if total > u64::from(LIMIT) {
            return Err(Error::People { limit: LIMIT });
        }
        let families = groups.iter().map(|g| g.family as usize + 1).max().unwrap_or(0);
        if families > MOST_FAMILIES {
            return Err(Error::TooMany {
                what: "families",
                found: families,
                limit: MOST_FAMILIES,
            });
        }
        let mut size = Vec::with_capacity(groups.len());
        for group in &groups {
            for (i, &member) in group.members.iter().enumerate() {
                if member as usize >= people.len() || (i > 0 && group.members[i - 1] >= member) {
                    return Err(Error::Member {
                        group: group.name.clone(),
                        member,
                        kinds: people.len(),
                    });
                }
            }
            size.push(group.members.iter().map(|&m| people[m as usize]).sum());
        }
        let mut inner = vec![vec![None; people.len()]; families];
        let mut around = vec![None; groups.len()];
        let mut order: Vec<u32> = (0_u32..)
            .zip(&groups)
            .filter(|(_, g)| g.shown)
            .map(|(i, _)| i)
            .collect();
        order.sort_by_key(|&g| (std::cmp::Reverse(groups[g as usize].members.len()), g));
        for g in order {
            let group = &groups[g as usize];
            let inner = &mut inner[group.family as usize];
            let Some(&first) = group.members.first() else { continue };
            let outer = inner[first as usize];
            if let Some(odd) = group.members.iter().find(|&&m| inner[m as usize] != outer) {
                let other = outer.or(inner[*odd as usize]).unwrap_or(g);
                return Err(Error::Overlap {
                    group: group.name.clone(),
                    other: groups[other as usize].name.clone(),
                });
            }
            around[g as usize] = outer;
            for &m in &group.members {
                inner[m as usize] = Some(g);
            }
        }
        Ok(Self {
            people,
            groups,
            size,
            inner,
            around,
        })
    }

    /// Every cell of a space, shown as `shows` says, and every unit's own people (those who are in no unit below it: its
    /// leaders and staff), about whom nothing is shown.
    ///
    /// # Errors
    /// As [`Table::new`].
    pub fn of(space: &Space, shows: impl Fn(usize, u32) -> bool) -> Result<Self, Error> {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut groups = Vec::new();
        for family in 0..space.families() {
            for cell in 0..number(space.cells(family)) {
                let mut members = space.members(family, cell).to_vec();
                members.sort_unstable();
                let name = format!("{family}:{cell}");
                groups.push(Group {
                    name,
                    family: number(family),
                    members,
                    shown: shows(family, cell),
                });
            }
            let mut own: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (kind, cell) in (0..).zip(space.places(family)) {
                if let Some(cell) = cell {
                    own.entry(cell).or_default().push(kind);
                }
            }
            let own = own
                .into_iter()
                .map(|(cell, members)| (format!("{family}:{cell} alone"), members));
            groups.extend(own.map(|(name, members)| Group {
                name,
                family: number(family),
                members,
                shown: false,
            }));
        }
        Self::new(space.people().to_vec(), groups)
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// People in a group; 0 if there is no such group.
    pub fn size_of(&self, group: u32) -> u32 {
        self.size.get(group as usize).copied().unwrap_or(0)
    }

    pub fn people(&self) -> &[u32] {
        &self.people
    }
}
