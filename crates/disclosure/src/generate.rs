//! Invented organisations for tests, benches and the example: the same seed gives the same organisation.

use std::collections::BTreeMap;

use crate::space::Space;
use crate::{Answer, Error, Filter, Item, Open, Plan, Row, Threshold, Unit};

/// `SplitMix64` (Steele, Lea and Flood 2014): small, seeded, good enough to invent people with.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from `from` to `to`, both included.
    pub fn between(&mut self, from: u32, to: u32) -> u32 {
        let span = u64::from(to.saturating_sub(from)) + 1;
        from + u32::try_from(self.roll() % span).unwrap_or(0)
    }

    /// A number from 0 up to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of the numbers 0, 1, … with these odds.
    pub fn pick(&mut self, odds: &[f64]) -> u16 {
        let mut left = self.share() * odds.iter().sum::<f64>();
        for (i, odd) in (0_u16..).zip(odds) {
            left -= odd;
            if left < 0.0 {
                return i;
            }
        }
        u16::try_from(odds.len().saturating_sub(1)).unwrap_or(0)
    }

    /// A group size, log-normal around `median`.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 400"
    )]
    pub fn size(&mut self, median: f64, spread: f64) -> u32 {
        // Twelve uniform numbers make a normal one.
        let normal = (0..12).map(|_| self.share()).sum::<f64>() - 6.0;
        (median * (spread * normal).exp()).round().clamp(1.0, 400.0) as u32
    }
}

/// Units in a tree, people in them, and each person's category in each filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
    /// Parent of each unit; the first is the whole organisation.
    pub parent: Vec<Option<u32>>,
    /// Number of categories of each filter.
    pub categories: Vec<u16>,
    /// The unit that each person's answer belongs to (a leader's: the unit above), and the person's categories.
    pub people: Vec<(u32, Vec<u16>)>,
}

impl Organisation {
    /// The families of cells: the units, then one family for each filter with the cells that somebody is in.
    ///
    /// # Errors
    /// Too many people or cells.
    pub fn space(&self) -> Result<Space, Error> {
        let mut kinds: BTreeMap<&(u32, Vec<u16>), u32> = BTreeMap::new();
        for person in &self.people {
            *kinds.entry(person).or_default() += 1;
        }
        let counts: Vec<u32> = kinds.values().copied().collect();
        let mut space = Space::new(counts.clone(), counts)?;
        space.add(
            &self.parent,
            &kinds.keys().map(|(unit, _)| Some(*unit)).collect::<Vec<_>>(),
        )?;
        for filter in 0..self.categories.len() {
            let mut cells: BTreeMap<(u32, u16), u32> = BTreeMap::new();
            for (unit, categories) in kinds.keys() {
                let mut unit = Some(*unit);
                while let Some(u) = unit {
                    if cells.insert((u, categories[filter]), 0).is_some() {
                        break;
                    }
                    unit = self.parent[u as usize];
                }
            }
            for (number, cell) in (0..).zip(cells.values_mut()) {
                *cell = number;
            }
            let parent: Vec<Option<u32>> = cells
                .keys()
                .map(|&(u, c)| self.parent[u as usize].map(|p| cells[&(p, c)]))
                .collect();
            let place: Vec<Option<u32>> = kinds.keys().map(|(u, c)| Some(cells[&(*u, c[filter])])).collect();
            let unit: Vec<u32> = cells.keys().map(|c| c.0).collect();
            space.add_filter(&parent, &place, &unit)?;
        }
        Ok(space)
    }
}

/// What an organisation is grown from.
struct Growth {
    /// Number of child units, from and to, on each level below the top.
    children: Vec<(u32, u32)>,
    /// Median size of a lowest unit, and its spread on the log scale.
    median: f64,
    spread: f64,
    /// Odds of the categories of each filter.
    odds: Vec<Vec<f64>>,
    /// How much an area's odds differ from the organisation's: 0 not at all.
    lean: f64,
}

impl Growth {
    fn grow(&self, dice: &mut Dice) -> Organisation {
        let mut organisation = Organisation {
            parent: vec![None],
            categories: self
                .odds
                .iter()
                .map(|o| u16::try_from(o.len()).unwrap_or(u16::MAX))
                .collect(),
            people: Vec::new(),
        };
        let mut level = vec![(0_u32, self.odds.clone())];
        for (depth, &(from, to)) in self.children.iter().enumerate() {
            let mut next = Vec::new();
            for (above, odds) in level {
                for _ in 0..dice.between(from, to) {
                    let unit = u32::try_from(organisation.parent.len()).unwrap_or(u32::MAX);
                    organisation.parent.push(Some(above));
                    let own: Vec<Vec<f64>> = odds
                        .iter()
                        .map(|o| {
                            o.iter()
                                .map(|x| x * (self.lean * (dice.share() - 0.5) * 4.0).exp())
                                .collect()
                        })
                        .collect();
                    // The leader answers with the level above.
                    person(&mut organisation, dice, above, &odds);
                    let staff = if depth + 1 == self.children.len() {
                        dice.size(self.median, self.spread)
                    } else {
                        dice.between(0, 4)
                    };
                    for _ in 0..staff {
                        person(&mut organisation, dice, unit, &own);
                    }
                    next.push((unit, own));
                }
            }
            level = next;
        }
        organisation
    }
}

fn person(organisation: &mut Organisation, dice: &mut Dice, unit: u32, odds: &[Vec<f64>]) {
    let categories = odds.iter().map(|o| dice.pick(o)).collect();
    organisation.people.push((unit, categories));
}

/// Three levels under the top, lowest units with a median of 7 to 15 people, `filters` filters of two to five categories.
pub fn organisation(seed: u64, filters: usize) -> Organisation {
    let mut dice = Dice::new(seed);
    let odds = (0..filters)
        .map(|_| (0..dice.between(2, 5)).map(|_| 0.1 + dice.share()).collect())
        .collect();
    let growth = Growth {
        children: vec![(2, 5), (2, 5)],
        median: f64::from(dice.between(7, 15)),
        spread: 0.6,
        odds,
        lean: 0.3,
    };
    growth.grow(&mut dice)
}

/// The reference municipality: about 36,000 people in about 2,000 units, with job group, sex, age, seniority and hours.
pub fn municipality(seed: u64) -> Organisation {
    let growth = Growth {
        children: vec![(8, 8), (9, 11), (4, 5), (4, 5)],
        median: 17.5,
        spread: 0.6,
        odds: vec![
            vec![0.30, 0.22, 0.16, 0.12, 0.09, 0.06, 0.05],
            vec![0.77, 0.23],
            vec![0.08, 0.2, 0.24, 0.28, 0.2],
            vec![0.3, 0.4, 0.3],
            vec![0.55, 0.38, 0.07],
        ],
        lean: 0.5,
    };
    growth.grow(&mut Dice::new(seed))
}

/// An open wave in this organisation: `items` questions on one sheet, answered 1 to 5, of which a share `skipped` is not.
///
/// # Errors
/// More units, filters, items or people than a plan takes.
pub fn wave(organisation: &Organisation, items: usize, skipped: f64, seed: u64) -> Result<Open, Error> {
    let mut dice = Dice::new(seed);
    let id = |u: u32| format!("E{u}");
    let units = (0_u32..)
        .zip(&organisation.parent)
        .map(|(u, parent)| Unit {
            id: id(u),
            parent: parent.map(id),
        })
        .collect();
    let filters = organisation
        .categories
        .iter()
        .enumerate()
        .map(|(f, &n)| Filter {
            name: format!("F{f}"),
            categories: (0..n).map(|c| format!("K{c}")).collect(),
        })
        .collect();
    let item = |i| Item {
        name: format!("S{i}"),
        low: 1,
        high: 5,
        favourable: 4,
        sheet: String::new(),
        sensitive: false,
    };
    let plan = Plan::new(Threshold::default(), units, filters, (0..items).map(item).collect())?;
    // Units are numbered level by level in the plan.
    let number: Vec<u32> = (0_u32..)
        .zip(&organisation.parent)
        .map(|(u, _)| plan.unit(&id(u)).unwrap_or(0))
        .collect();
    let mut open = plan.launch();
    for (unit, categories) in &organisation.people {
        let answers = (0..items)
            .map(|_| {
                if dice.share() < skipped {
                    Answer::Skipped
                } else {
                    Answer::Value(1 + dice.pick(&[0.05, 0.1, 0.25, 0.4, 0.2]).cast_signed())
                }
            })
            .collect();
        open.add(Row {
            unit: number[*unit as usize],
            leads: false,
            categories: categories.iter().map(|&c| Some(c)).collect(),
            answers,
        })?;
    }
    Ok(open)
}
