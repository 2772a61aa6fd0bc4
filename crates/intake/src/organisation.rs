//! The organisation: units, people and posts, from the files that a municipality already has.
//!
//! Two formats are read, and recognised by their headers, whatever the files are called:
//!
//! * the *sample* format, `organisation.csv` and `people.csv`, or one workbook with two sheets;
//! * the five files that OS2mo's `plan2learn` exporter produces, as they are
//!   (<https://github.com/OS2mo/os2mo-data-import-and-export>, `exporters/plan2learn`).
//!
//! Either may come as single files, as workbooks, or inside one ZIP archive. What we have no use for is not read:
//! CPR, Mobil, Gade, Postnr and By never become a string of their own.

mod delivery;
mod field;
mod handed;
mod os2mo;
mod part;
mod report;
mod sample;
mod source;

use jiff::civil::Date;
use thiserror::Error;

pub use handed::{Handed, hand_over};
pub use part::Part;
pub use report::{Problem, ProblemKind, Report};

use crate::{Error, File, Limits};
use delivery::Delivery;
use source::Source;

/// A unit as a file states it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The key that the file uses, at most 200 characters.
    pub external_id: String,
    /// Key of the unit above; `None` at the top, and where the file names a unit that it does not have
    /// ([`ProblemKind::UnknownParent`]). Cycles are not looked for here.
    pub parent: Option<String>,
    /// At most 200 characters, never empty.
    pub name: String,
    /// What the organisation calls this kind of unit. OS2mo's files do not say.
    pub kind: Option<String>,
}

/// A person as a file states it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// The key that the file uses, at most 200 characters; never what looks like a CPR number.
    pub external_id: String,
    /// At most 200 characters, never empty.
    pub name: String,
    /// At most 254 characters (RFC 5321's longest path without its brackets).
    pub email: Option<String>,
}

/// A post: a person in a unit. A person may have several, or none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Post {
    /// Key of a person delivered in the same or an earlier batch.
    pub person: String,
    /// Key of a unit delivered in an earlier batch.
    pub unit: String,
    /// At most 200 characters; empty when the file has none.
    pub title: String,
    /// Whether the post leads the unit.
    pub role: Role,
    /// The leader level in the file's own word. OS2mo's files do not say.
    pub level: Option<String>,
    /// In the post for the time being, until somebody is appointed.
    pub acting: bool,
    /// First day, when the file states one.
    pub from: Option<Date>,
    /// Last day, when the file states one.
    pub to: Option<Date>,
}

/// What a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Leads the unit.
    Leader,
    /// Works in the unit.
    Employee,
}

/// The two formats that are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `organisation.csv` and `people.csv`.
    Sample,
    /// The five files that OS2mo produces for Plan2learn.
    Os2mo,
}

/// Rows that passed, up to 500 at a time. All units come before the first person, and a person before their posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// Units, in the order of the file: a unit may come before the one above it.
    Units(Vec<Unit>),
    /// People.
    People(Vec<Person>),
    /// Posts.
    Posts(Vec<Post>),
}

/// Why reading ended early.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Stopped<S> {
    /// A file was refused. Batches may have been handed over before; they are to be forgotten.
    #[error(transparent)]
    File(#[from] Error),
    /// The receiver of the batches wanted no more.
    #[error("the receiver stopped")]
    Sink(S),
}

/// Reads an organisation from all files of one format, handing the rows to `sink` in batches.
///
/// A row with a problem is left out and listed, except that a person whose e-mail or post is at fault is kept
/// without it, and a unit whose parent is unknown is kept at the top. Rows with `AktivStatus` 0 are left out and
/// counted in [`Report::inactive`].
pub fn read<S>(
    files: &[File<'_>],
    limits: &Limits,
    sink: impl FnMut(Batch) -> Result<(), S>,
) -> Result<Report, Stopped<S>> {
    let mut source = Source::open(files, limits)?;
    let mut delivery = Delivery::new(source.format(), limits, sink);
    match source.format() {
        Format::Sample => sample::read(&mut source, &mut delivery)?,
        Format::Os2mo => os2mo::read(&mut source, &mut delivery)?,
    }
    delivery.finish()
}
