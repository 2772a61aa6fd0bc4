//! The one release of a wave: everything that is ever shown of it. Every page, chart and report is a part of it, and a part
//! of what is safe is safe.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::Error;
use crate::audit::Table;
use crate::cells::{Cell, Cells, Earlier, EarlierSheet, Seen, Whole};
use crate::cube::Cube;
use crate::extreme::{self, Value};
use crate::pattern::{Pattern, Wish, choose};
use crate::plan::Plan;
use crate::wave::{Answer, Closed};

/// A figure that may be shown. Only this crate makes one, and only out of a release.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Disclosed<T>(T);

impl<T> Disclosed<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    pub fn get(&self) -> &T {
        &self.0
    }
}

/// What is shown of one item about one cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Valid answers.
    pub n: u32,
    /// None: not shown, although the cell is.
    pub mean: Option<Value>,
    /// Share of favourable answers, 0 to 1.
    pub favourable: Option<Value>,
    pub spread: Option<Spread>,
}

/// Shown from the higher threshold on.
#[derive(Clone, PartialEq, Debug)]
pub struct Spread {
    /// Standard deviation with n − 1.
    pub deviation: f64,
    /// Number of answers at each step of the scale, lowest first.
    pub answers: Vec<u32>,
}

/// Everything shown of a wave.
#[derive(Clone, Debug)]
pub struct Release {
    plan: Plan,
    cells: Cells,
    /// People of each kind who answered something.
    took_part: Vec<u32>,
    /// Shown for some sheet: no sheet shows more.
    base: Pattern,
    /// Per sheet: cells with means, cells with distributions.
    patterns: Vec<(String, Pattern, Pattern)>,
    /// Per item: its figures.
    figures: Vec<HashMap<Cell, Disclosed<Figure>>>,
    /// Per item: cells whose comments may be shown.
    comments: Vec<Vec<Cell>>,
}

/// Cells by family and number.
type Pinned = Vec<(usize, u32)>;

impl Closed {
    /// Works out what may be shown. `earlier` is what has been shown about the same answers before, if anything.
    ///
    /// # Errors
    /// Earlier cells that do not fit the rows, or that give away a group below the threshold already.
    pub fn release(&self, earlier: &[Earlier]) -> Result<Release, Error> {
        let cells = Cells::new(self, earlier)?;
        let threshold = self.plan.threshold;
        let counted = |items: &[usize]| -> Vec<u32> {
            let complete = |row: u32| {
                items
                    .iter()
                    .all(|&i| self.rows[row as usize].answers[i].value().is_some())
            };
            cells
                .rows
                .iter()
                .map(|rows| count(rows.iter().filter(|&&r| complete(r)).count()))
                .collect()
        };
        let everyone = cells.took_part(self);
        let k = threshold.people();
        let earlier_cells = cells.pinned(earlier, Seen::Anything);
        let wish = Wish {
            k,
            earlier: earlier_cells,
            ..Wish::default()
        };
        let base = choose(&cells.space.recount(&everyone), &wish)?;

        let mut sheets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, item) in self.plan.items.iter().enumerate() {
            sheets.entry(&item.sheet).or_default().push(i);
        }
        // Sheets that the same people filled in have the same pattern.
        let mut known: HashMap<(Vec<u32>, Vec<bool>, Pinned, Pinned), (Pattern, Pattern)> = HashMap::new();
        let mut patterns = Vec::new();
        let mut figures = vec![HashMap::new(); self.plan.items.len()];
        let mut comments = vec![Vec::new(); self.plan.items.len()];
        for (&sheet, items) in &sheets {
            let asked = |row: u32| {
                items
                    .iter()
                    .any(|&i| self.rows[row as usize].answers[i] != Answer::NotAsked)
            };
            let counts = counted(items);
            let present: Vec<bool> = cells.rows.iter().map(|rows| rows.iter().any(|&r| asked(r))).collect();
            let pinned = cells.pinned(earlier, Seen::Means(sheet));
            let key = (counts, present, pinned, cells.pinned(earlier, Seen::Spread(sheet)));
            let (means, spread) = if let Some(patterns) = known.get(&key) {
                patterns.clone()
            } else {
                let space = cells.space.recount(&key.0).without(&key.1);
                let all = key.0 == everyone && key.1.iter().all(|p| *p) && key.2 == wish.earlier;
                let means = if all {
                    base.clone()
                } else {
                    let within = Some(base.clone());
                    choose(
                        &space,
                        &Wish {
                            k,
                            earlier: key.2.clone(),
                            within,
                            ..Wish::default()
                        },
                    )?
                };
                let within = Some(means.clone());
                let k = threshold.spread();
                let wish = Wish {
                    k,
                    earlier: key.3.clone(),
                    quick: true,
                    within,
                    ..Wish::default()
                };
                let spread = choose(&space, &wish)?;
                known.insert(key.clone(), (means.clone(), spread.clone()));
                (means, spread)
            };
            for &i in items {
                let cube = Cube::count(self, &cells, i);
                figures[i] = self.figures(&cells, &cube, i, &means, &spread);
                comments[i] = shown(&cells, &spread).map(|(_, _, cell)| cell).collect();
            }
            patterns.push((sheet.to_owned(), means, spread));
        }
        Ok(Release {
            plan: self.plan.clone(),
            cells,
            took_part: everyone,
            base,
            patterns,
            figures,
            comments,
        })
    }

    fn figures(
        &self,
        cells: &Cells,
        cube: &Cube,
        item: usize,
        means: &Pattern,
        spread: &Pattern,
    ) -> HashMap<Cell, Disclosed<Figure>> {
        let Plan { items, threshold, .. } = &self.plan;
        let item = &items[item];
        let scale = extreme::Scale {
            low: item.low,
            favourable: usize::from(item.favourable.abs_diff(item.low)),
        };
        let exact = |pattern: &Pattern, at_end: &dyn Fn(&[u32]) -> bool| {
            if item.sensitive {
                extreme::exact(cells, cube, pattern, at_end)
            } else {
                pattern.clone()
            }
        };
        let mean = exact(means, &|h| scale.mean_at_end(h));
        let share = exact(means, &|h| scale.share_at_end(h));
        let alike = exact(spread, &|h| scale.nearly_alike(h));
        shown(cells, means)
            .map(|(family, number, cell)| {
                let h = cube.answers(family, number);
                let n: u32 = h.iter().sum();
                // A bound is about the cell itself; where only what lies around it is too uniform, nothing is shown.
                let mean_exact = mean.shows(family, number);
                let share_exact = share.shows(family, number);
                let figure = Figure {
                    n,
                    mean: if mean_exact {
                        scale.mean(h).map(Value::Exact)
                    } else {
                        scale.mean_bound(h)
                    },
                    favourable: if share_exact {
                        scale.share(h).map(Value::Exact)
                    } else {
                        scale.share_bound(h)
                    },
                    spread: (mean_exact && share_exact && alike.shows(family, number) && n >= threshold.spread()).then(
                        || Spread {
                            deviation: scale.deviation(h),
                            answers: h.to_vec(),
                        },
                    ),
                };
                (cell, Disclosed::new(figure))
            })
            .filter(|(_, figure)| figure.0.n >= threshold.people())
            .collect()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn shown<'a>(cells: &'a Cells, pattern: &'a Pattern) -> impl Iterator<Item = (usize, u32, Cell)> + 'a {
    cells.address.iter().enumerate().flat_map(move |(family, cells)| {
        (0_u32..)
            .zip(cells)
            .filter(move |(n, _)| pattern.shows(family, *n))
            .map(move |(n, cell)| (family, n, *cell))
    })
}

impl Release {
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The figure of an item about a cell; None is "not shown (anonymity)", whichever rule it was.
    pub fn figure(&self, cell: Cell, item: usize) -> Option<&Disclosed<Figure>> {
        self.figures.get(item)?.get(&cell)
    }

    /// Cells of at least the higher threshold whose comments may be shown: shuffled, without times, and without a number
    /// that ties one comment to another.
    pub fn comments(&self, item: usize) -> &[Cell] {
        self.comments.get(item).map_or(&[], Vec::as_slice)
    }

    /// What is shown, as the auditor takes it, with a name for each cell and for its own people.
    ///
    /// # Errors
    /// None that a release can cause.
    pub fn as_table(&self, name: impl Fn(&Plan, Cell, Whole) -> String) -> Result<Table, Error> {
        self.as_table_with(&[], name)
    }

    /// The same, together with what has been shown before.
    ///
    /// # Errors
    /// Other earlier cells than those that the release was made with.
    pub fn as_table_with(
        &self,
        earlier: &[Earlier],
        name: impl Fn(&Plan, Cell, Whole) -> String,
    ) -> Result<Table, Error> {
        let shown: HashSet<Cell> = self.shown().collect();
        let name = |cell, whole| name(&self.plan, cell, whole);
        self.cells
            .table(self.took_part.clone(), earlier, |cell| shown.contains(&cell), name)
    }

    /// All cells that something is shown about, in the order of the plan.
    pub fn shown(&self) -> impl Iterator<Item = Cell> + '_ {
        shown(&self.cells, &self.base).map(|(_, _, cell)| cell)
    }

    /// All cells that somebody is in.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.cells
            .address
            .iter()
            .enumerate()
            .flat_map(|(family, cells)| (0_u32..).zip(cells).map(move |(number, cell)| (family, number, *cell)))
            .filter(|&(family, number, _)| !self.cells.space.members(family, number).is_empty())
            .map(|(_, _, cell)| cell)
    }

    /// The smallest unit shown that a unit's people are part of: where its leader can look instead.
    pub fn part_of(&self, unit: u32) -> Option<u32> {
        let mut unit = Some(unit);
        while let Some(u) = unit
            && !self.base.shows(0, u)
        {
            unit = self.plan.parent(u);
        }
        unit
    }

    /// What has been shown, for a later release about the same rows on another tree. Rows must stay in their order.
    pub fn as_earlier(&self) -> Vec<Earlier> {
        let rows = self.cells.rows.iter().map(Vec::len).sum();
        (0..self.cells.address.len())
            .map(|family| {
                let (parent, places) = self.cells.space.shape(family);
                let mut place = vec![None; rows];
                for (kind, rows) in self.cells.rows.iter().enumerate() {
                    for &row in rows {
                        place[row as usize] = places[kind];
                    }
                }
                let cells = count(parent.len());
                let seen = |pattern: &Pattern| (0..cells).filter(|&c| pattern.shows(family, c)).collect();
                let sheet = |(sheet, means, spread): &(String, Pattern, Pattern)| EarlierSheet {
                    sheet: sheet.clone(),
                    means: seen(means),
                    spread: seen(spread),
                };
                let sheets = self.patterns.iter().map(sheet).collect();
                Earlier {
                    parent,
                    place,
                    shown: seen(&self.base),
                    sheets,
                }
            })
            .collect()
    }
}
