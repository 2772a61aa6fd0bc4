use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Batch, Format, Part, Person, Post, Problem, ProblemKind, Report, Stopped, Unit};
use crate::Limits;

/// Rows in a batch.
const BATCH: usize = 500;

/// Gathers rows into batches for the receiver, counts them, and lists problems.
pub(super) struct Delivery<F> {
    sink: F,
    units: Vec<Unit>,
    people: Vec<Person>,
    posts: Vec<Post>,
    unit_rows: HashMap<String, u32>,
    /// Fingerprints in place of 100,000 posts; with 64 bits, two different posts are taken for one in about one of a
    /// billion imports, and the second is then listed as repeated.
    delivered: HashSet<u64>,
    report: Report,
    reading: Part,
    most_problems: u64,
}

impl<S, F: FnMut(Batch) -> Result<(), S>> Delivery<F> {
    pub fn new(format: Format, limits: &Limits, sink: F) -> Self {
        Self {
            sink,
            units: Vec::new(),
            people: Vec::new(),
            posts: Vec::new(),
            unit_rows: HashMap::new(),
            delivered: HashSet::new(),
            report: Report {
                format,
                units: 0,
                people: 0,
                posts: 0,
                inactive: 0,
                problems: Vec::new(),
                problem_count: 0,
            },
            reading: Part::Units,
            most_problems: limits.problems,
        }
    }

    /// The part whose problems come next.
    pub fn reading(&mut self, part: Part) {
        self.reading = part;
    }

    pub fn problem(&mut self, file: &str, row: u32, kind: ProblemKind) {
        self.report.problem_count += 1;
        if self.report.problem_count <= self.most_problems {
            self.report.problems.push(Problem {
                part: self.reading,
                file: file.to_owned(),
                row,
                kind,
            });
        }
    }

    pub fn inactive(&mut self) {
        self.report.inactive += 1;
    }

    /// All units of a file at once, since a unit may stand before the one above it.
    pub fn units(&mut self, file: &str, rows: Vec<(u32, Unit)>) -> Result<(), Stopped<S>> {
        let mut kept = Vec::with_capacity(rows.len());
        for (row, unit) in rows {
            if let Some(first_row) = self.unit_rows.get(&unit.external_id) {
                let first_row = *first_row;
                self.problem(file, row, ProblemKind::DuplicateId { first_row });
            } else {
                self.unit_rows.insert(unit.external_id.clone(), row);
                kept.push((row, unit));
            }
        }
        for (row, mut unit) in kept {
            if unit
                .parent
                .as_ref()
                .is_some_and(|parent| !self.unit_rows.contains_key(parent))
            {
                unit.parent = None;
                self.problem(file, row, ProblemKind::UnknownParent);
            }
            self.report.units += 1;
            self.units.push(unit);
            if self.units.len() == BATCH {
                self.flush()?;
            }
        }
        Ok(())
    }

    pub fn person(&mut self, person: Person) -> Result<(), Stopped<S>> {
        self.report.people += 1;
        self.people.push(person);
        if self.people.len() == BATCH {
            self.flush()?;
        }
        Ok(())
    }

    /// The receiver of a post can rely on its unit; the caller answers for its person.
    pub fn post(&mut self, file: &str, row: u32, post: Post) -> Result<(), Stopped<S>> {
        if !self.unit_rows.contains_key(&post.unit) {
            self.problem(file, row, ProblemKind::UnknownUnit);
            return Ok(());
        }
        if !self.delivered.insert(fingerprint(&post)) {
            self.problem(file, row, ProblemKind::Repeated);
            return Ok(());
        }
        self.report.posts += 1;
        self.posts.push(post);
        if self.posts.len() == BATCH {
            self.flush()?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Report, Stopped<S>> {
        self.flush()?;
        Ok(self.report)
    }

    fn flush(&mut self) -> Result<(), Stopped<S>> {
        let batches = [
            Batch::Units(std::mem::take(&mut self.units)),
            Batch::People(std::mem::take(&mut self.people)),
            Batch::Posts(std::mem::take(&mut self.posts)),
        ];
        for batch in batches {
            let empty = match &batch {
                Batch::Units(rows) => rows.is_empty(),
                Batch::People(rows) => rows.is_empty(),
                Batch::Posts(rows) => rows.is_empty(),
            };
            if !empty {
                (self.sink)(batch).map_err(Stopped::Sink)?;
            }
        }
        Ok(())
    }
}

/// The same on every run: `DefaultHasher::new` has fixed keys.
pub(super) fn fingerprint(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
