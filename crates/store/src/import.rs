//! Importing an organisation, in four steps: [`stage`] reads the files into tables of their own and compares them with
//! the house, [`changes`] and [`problems`] show what would happen, [`apply`] does it in one transaction, and [`undo`]
//! takes it back until the next import. [`export`] writes the same formats again.
//!
//! The files say how things are from a day on, `valid_on`. What was planned for later stays planned. A unit is known by
//! its key, a person by their key or else by their address, a post by its person, unit, role and title.

mod apply;
mod compare;
pub mod export;
mod preview;
pub mod reorganise;
mod stage;
mod turns;
mod undo;

use std::collections::BTreeMap;

use model::audit::{Deed, Outcome};
use model::organisation::ImportState;
use model::organisation::likely::Likely;
use model::{Day, ImportId, Instant, PersonId};
use serde::{Deserialize, Serialize};

pub use apply::{NotApplied, apply};
pub use preview::{Change, List, Problem, changes, problems};
pub use stage::{Ids, NewImport, NotStaged, Upload, drop_old, drop_staged, stage, stage_handed};
pub use undo::{NotUndone, undo};

use crate::audit::{About, Note};
use crate::{Conn, Result, args};

/// The format of an import that OS2mo told over its interface; `os2mo` is that of its files.
pub const FROM_OS2MO: &str = "os2mo_api";

/// One import, from its preview to its end.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    /// `sample`, `os2mo` or [`FROM_OS2MO`].
    pub format: String,
    pub files: String,
    pub valid_on: Day,
    pub state: ImportState,
    /// None when it came from the command line.
    pub staged_by: Option<PersonId>,
    pub staged_by_name: Option<String>,
    pub staged_at: Instant,
    pub applied_at: Option<Instant>,
    pub undone_at: Option<Instant>,
    pub counts: Counts,
}

/// What an import would do, or did, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    pub units: Tally,
    pub people: Tally,
    pub posts: Tally,
    /// People who are left without any post.
    pub leaving: i64,
    /// Posts that hold on the day from which the import counts.
    pub posts_before: i64,
    /// Rows that the files themselves call inactive.
    pub inactive: i64,
    /// Posts that were over before the day from which the import counts.
    pub past: i64,
    /// What is doubtful, by kind; and in all, also beyond those that are listed.
    pub problems: BTreeMap<String, i64>,
    pub problem_count: i64,
    /// What stops the import.
    pub stops: i64,
    /// What looks like a reorganisation.
    pub turns: Vec<Turned>,
}

/// What looks like a reorganisation, with the units' names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    #[serde(flatten)]
    pub likely: Likely,
    pub old_name: String,
    pub new_name: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub added: i64,
    pub changed: i64,
    pub ended: i64,
    pub same: i64,
}

/// The log's entry: everybody's data, because the list of them would be the organisation.
async fn note(tx: &mut Conn, deed: Deed, import: &Import, by: Option<PersonId>, now: Instant) -> Result<()> {
    let people = &import.counts.people;
    let note = Note {
        actor: by,
        deed,
        object: Some(import.id.0),
        about: About::Everybody(people.added + people.changed + people.same),
        outcome: Outcome::Done,
    };
    crate::audit::note(tx, &note, now).await
}

impl Counts {
    /// More than a fifth of the posts would end: somebody has to say that this is meant.
    #[must_use]
    pub const fn ends_many(&self) -> bool {
        self.posts.ended * 5 > self.posts_before
    }

    #[must_use]
    pub const fn added(&self) -> i64 {
        self.units.added + self.people.added + self.posts.added
    }

    #[must_use]
    pub const fn changed(&self) -> i64 {
        self.units.changed + self.people.changed + self.posts.changed
    }

    #[must_use]
    pub const fn ended(&self) -> i64 {
        self.units.ended + self.posts.ended
    }

    /// What is doubtful, without what stops the import.
    #[must_use]
    pub const fn doubtful(&self) -> i64 {
        self.problem_count - self.stops
    }

    /// Whether the house would be as it is.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.added() + self.changed() + self.ended() == 0
    }

    const fn tallies(&self) -> (Tally, Tally, Tally) {
        (self.units, self.people, self.posts)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ImportId,
    format: String,
    files: String,
    valid_on: Day,
    state: ImportState,
    staged_by: Option<PersonId>,
    staged_by_name: Option<String>,
    staged_at: Instant,
    applied_at: Option<Instant>,
    undone_at: Option<Instant>,
    counts: String,
}

impl Row {
    fn import(self) -> Result<Import> {
        Ok(Import {
            id: self.id,
            format: self.format,
            files: self.files,
            valid_on: self.valid_on,
            state: self.state,
            staged_by: self.staged_by,
            staged_by_name: self.staged_by_name,
            staged_at: self.staged_at,
            applied_at: self.applied_at,
            undone_at: self.undone_at,
            counts: serde_json::from_str(&self.counts)?,
        })
    }
}

pub async fn import(conn: &mut Conn, id: ImportId) -> Result<Option<Import>> {
    let row: Option<Row> = conn
        .optional(
            "select i.id, i.format, i.files, i.valid_on, i.state, i.staged_by, p.name as staged_by_name, i.staged_at,
                    i.applied_at, i.undone_at, i.counts
             from import i left join person p on p.id = i.staged_by where i.id = $1",
            args![id],
        )
        .await?;
    row.map(Row::import).transpose()
}

/// The latest imports that came to something, or still may, the newest first.
pub async fn history(conn: &mut Conn, most: i64) -> Result<Vec<Import>> {
    let rows: Vec<Row> = conn
        .all(
            "select i.id, i.format, i.files, i.valid_on, i.state, i.staged_by, p.name as staged_by_name, i.staged_at,
                    i.applied_at, i.undone_at, i.counts
             from import i left join person p on p.id = i.staged_by
             where i.state in ('staged', 'applied', 'undone') order by i.staged_at desc, i.id desc limit $1",
            args![most],
        )
        .await?;
    rows.into_iter().map(Row::import).collect()
}

/// Whether this import can still be undone: it is applied, and no other was applied after it.
pub async fn is_last(conn: &mut Conn, id: ImportId) -> Result<bool> {
    let last: Option<(ImportId, ImportState)> = conn
        .optional(
            "select id, state from import where applied_at is not null order by applied_at desc, id desc limit 1",
            [],
        )
        .await?;
    Ok(last == Some((id, ImportState::Applied)))
}

/// Forgets the rows of an import that is over. Its counts stay.
async fn forget_rows(tx: &mut Conn, id: ImportId) -> Result<()> {
    for table in [
        "delete from staged_unit where import_id = $1",
        "delete from staged_person where import_id = $1",
        "delete from staged_post where import_id = $1",
        "delete from staged_close where import_id = $1",
        "delete from staged_end where import_id = $1",
    ] {
        tx.run(table, args![id]).await?;
    }
    Ok(())
}
