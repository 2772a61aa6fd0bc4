//! Reading the files into the staging tables, and comparing them with the house.

use std::sync::Arc;

use intake::organisation::{Batch, Handed, Part, Person, Post, ProblemKind, Report, Role, Stopped, Unit};
use intake::{File, Limits};
use model::organisation::{FoldedName, ImportState, PostRole};
use model::{Day, ImportId, Instant, PersonId};
use uuid::Uuid;

use super::Counts;
use super::preview::{self, Problem};
use crate::{Arg, Conn, Db, args};

/// Gives new identities.
pub type Ids = Arc<dyn Fn() -> Uuid + Send + Sync>;

/// A file as somebody handed it over.
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub struct NewImport {
    pub id: ImportId,
    /// The files say how things are from this day on.
    pub valid_on: Day,
    /// None on the command line.
    pub by: Option<PersonId>,
    pub now: Instant,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum NotStaged {
    /// The files cannot be read.
    #[error(transparent)]
    File(#[from] intake::Error),
    #[error(transparent)]
    Store(#[from] crate::Error),
}

/// Rows between two commits: other people's writing gets in between, and the log stays short.
const ROWS: usize = 5_000;
/// Names of files that are kept for the history.
const FILES: usize = 300;

/// Reads the files, batch by batch, and works out the preview. Nothing of the house changes.
///
/// The files are in memory; beyond that it takes a few megabytes, whatever their size.
pub async fn stage(db: &Db, new: &NewImport, files: Vec<Upload>, ids: &Ids) -> Result<(), NotStaged> {
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    let names: String = names
        .join(", ")
        .chars()
        .filter(|c| !c.is_control())
        .take(FILES)
        .collect();
    let reading = move |sink: &mut Sink<'_>| {
        let files: Vec<File<'_>> = files.iter().map(|f| File::new(&f.name, &f.bytes)).collect();
        intake::organisation::read(&files, &Limits::default(), sink)
    };
    stage_rows(db, new, &names, None, reading, ids).await
}

/// The same for rows that OS2mo told.
pub async fn stage_handed(db: &Db, new: &NewImport, handed: Handed, ids: &Ids) -> Result<(), NotStaged> {
    let reading = |sink: &mut Sink<'_>| intake::organisation::hand_over(handed, OS2MO, &Limits::default(), sink);
    stage_rows(db, new, OS2MO, Some(super::FROM_OS2MO), reading, ids).await
}

/// What the rows are called in the history, and in front of each of their problems.
const OS2MO: &str = "OS2mo";

type Full = tokio::sync::mpsc::error::SendError<Batch>;
/// Takes the rows, batch by batch.
type Sink<'a> = dyn FnMut(Batch) -> Result<(), Full> + 'a;

async fn stage_rows(
    db: &Db,
    new: &NewImport,
    names: &str,
    format: Option<&'static str>,
    reading: impl FnOnce(&mut Sink<'_>) -> Result<Report, Stopped<Full>> + Send + 'static,
    ids: &Ids,
) -> Result<(), NotStaged> {
    sweep(db, new).await?;
    let mut tx = db.write().await?;
    tx.run(
        "insert into import (id, format, files, valid_on, state, staged_by, staged_at, counts)
         values ($1, '', $2, $3, 'staging', $4, $5, '{}')",
        args![new.id, names, new.valid_on, new.by, new.now],
    )
    .await?;
    tx.commit().await?;

    let report = read(db, new, reading, ids).await;
    let prepared = match report {
        Ok((report, past)) => preview::prepare(db, new.id, &found(&report, format, past))
            .await
            .map_err(NotStaged::Store),
        Err(error) => Err(error),
    };
    if prepared.is_err() {
        drop_staged(db, new.id).await?;
    }
    prepared
}

/// What the reading itself found, for the preview.
pub(super) struct Found {
    pub format: &'static str,
    pub counts: Counts,
    /// Each with whether it stops the import.
    pub problems: Vec<(bool, Problem)>,
}

fn found(report: &Report, format: Option<&'static str>, past: i64) -> Found {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let problems: Vec<(bool, Problem)> = report
        .problems
        .iter()
        .map(|p| {
            let of_units = matches!(p.part, Part::Units | Part::Organisation);
            // Which of two units with one key is meant, and where one belongs whose parent is unknown, nobody can guess.
            let stops = match p.kind {
                ProblemKind::UnknownParent => true,
                ProblemKind::DuplicateId { .. } => of_units,
                _ => false,
            };
            (stops, Problem::row(p))
        })
        .collect();
    let counts = Counts {
        inactive: number(report.inactive),
        past,
        problem_count: number(report.problem_count),
        ..Counts::default()
    };
    let format = format.unwrap_or(match report.format {
        intake::organisation::Format::Sample => "sample",
        intake::organisation::Format::Os2mo => "os2mo",
    });
    Found {
        format,
        counts,
        problems,
    }
}

/// Reads on a thread of its own, and writes here as the rows come.
async fn read(
    db: &Db,
    new: &NewImport,
    reading: impl FnOnce(&mut Sink<'_>) -> Result<Report, Stopped<Full>> + Send + 'static,
    ids: &Ids,
) -> Result<(Report, i64), NotStaged> {
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<Batch>(4);
    let reader = tokio::task::spawn_blocking(move || reading(&mut |batch| sender.blocking_send(batch)));
    let mut rows = Rows {
        import: new.id,
        valid_on: new.valid_on,
        ids,
        position: 0,
        past: 0,
    };
    let mut tx = db.write().await?;
    let mut since = 0;
    while let Some(batch) = receiver.recv().await {
        since += rows.write(&mut tx, batch).await?;
        if since >= ROWS {
            tx.commit().await?;
            tx = db.write().await?;
            since = 0;
        }
    }
    tx.commit().await?;
    match reader.await {
        Ok(Ok(report)) => Ok((report, rows.past)),
        Ok(Err(Stopped::File(error))) => Err(NotStaged::File(error)),
        // The writing failed and has said so above; the reader's thread cannot end otherwise.
        Ok(Err(Stopped::Sink(_))) | Err(_) => Err(NotStaged::Store(crate::Error::Stopped)),
    }
}

struct Rows<'a> {
    import: ImportId,
    valid_on: Day,
    ids: &'a Ids,
    position: i64,
    past: i64,
}

impl Rows<'_> {
    async fn write(&mut self, tx: &mut Conn, batch: Batch) -> crate::Result<usize> {
        match batch {
            Batch::Units(units) => {
                let rows: Vec<_> = units.iter().map(|u| self.unit(u)).collect();
                let many = rows.len();
                let sql = "insert into staged_unit (import_id, position, external_id, own_id, parent_external_id, name,
                           kind, new_id, unit_id, period_id, fate) values";
                tx.insert(sql, rows, "").await?;
                Ok(many)
            }
            Batch::People(people) => {
                let rows: Vec<_> = people.iter().map(|p| self.person(p)).collect();
                let many = rows.len();
                let sql = "insert into staged_person (import_id, position, external_id, own_id, name, name_folded,
                           short_folded, given_folded, email, email_taken, new_id, person_id, fate) values";
                tx.insert(sql, rows, "").await?;
                Ok(many)
            }
            Batch::Posts(posts) => {
                let rows: Vec<_> = posts.iter().filter_map(|p| self.post(p)).collect();
                let many = rows.len();
                let sql = "insert into staged_post (new_id, import_id, position, person_external_id, unit_external_id,
                           title, role, level, acting, valid_from, valid_to, fate) values";
                tx.insert(sql, rows, "").await?;
                Ok(many)
            }
        }
    }

    fn next(&mut self) -> i64 {
        self.position += 1;
        self.position
    }

    fn unit(&mut self, unit: &Unit) -> [Arg; 11] {
        let new = (self.ids)();
        args![
            self.import,
            self.next(),
            &unit.external_id,
            own(&unit.external_id),
            unit.parent.clone(),
            &unit.name,
            unit.kind.clone(),
            new,
            new,
            (self.ids)(),
            "added"
        ]
    }

    fn person(&mut self, person: &Person) -> [Arg; 13] {
        let new = (self.ids)();
        let folded = FoldedName::of(&person.name);
        args![
            self.import,
            self.next(),
            &person.external_id,
            own(&person.external_id),
            &person.name,
            folded.whole,
            folded.short,
            folded.given,
            person.email.as_deref().map(model::text::folded),
            false,
            new,
            new,
            "added"
        ]
    }

    fn post(&mut self, post: &Post) -> Option<[Arg; 12]> {
        // A file names the last day; the house the first day without.
        let to = post.to.map(|last| Day(last).plus_days(1));
        if to.is_some_and(|to| to <= self.valid_on) {
            self.past += 1;
            return None;
        }
        let role = match post.role {
            Role::Leader => PostRole::Leader,
            Role::Employee => PostRole::Employee,
        };
        let level = post.level.clone().filter(|_| role == PostRole::Leader);
        Some(args![
            (self.ids)(),
            self.import,
            self.next(),
            &post.person,
            &post.unit,
            &post.title,
            role,
            level,
            post.acting,
            post.from.map(Day),
            to,
            "added"
        ])
    }
}

/// The identity that a key would be if it came from an export of ours.
fn own(key: &str) -> Option<Uuid> {
    Uuid::parse_str(key).ok()
}

/// Gives up an import that is not applied.
pub async fn drop_staged(db: &Db, id: ImportId) -> crate::Result<()> {
    let mut tx = db.write().await?;
    let dropped = tx
        .run(
            "update import set state = $2 where id = $1 and state in ('staging', 'staged')",
            args![id, ImportState::Dropped],
        )
        .await?;
    if dropped > 0 {
        super::forget_rows(&mut tx, id).await?;
        tx.run("delete from import_problem where import_id = $1", args![id])
            .await?;
    }
    tx.commit().await
}

/// Gives up every preview from before then, in a transaction. How many.
pub async fn drop_old(tx: &mut crate::Conn, before: Instant) -> crate::Result<u64> {
    let old: Vec<(ImportId,)> = tx
        .all(
            "select id from import where state in ('staging', 'staged') and staged_at < $1 limit 100",
            args![before],
        )
        .await?;
    for (id,) in &old {
        tx.run(
            "update import set state = $2 where id = $1",
            args![*id, ImportState::Dropped],
        )
        .await?;
        super::forget_rows(tx, *id).await?;
        tx.run("delete from import_problem where import_id = $1", args![*id])
            .await?;
        // Nobody has said no to what OS2mo tells, so it is shown again.
        tx.run("update os2mo set digest = '' where import_id = $1", args![*id])
            .await?;
    }
    Ok(old.len() as u64)
}

/// Gives up what was left lying: this person's earlier previews, and everybody's that are older than a day, except what
/// came from OS2mo by itself and waits for somebody to find the time.
async fn sweep(db: &Db, new: &NewImport) -> crate::Result<()> {
    let old: Vec<(ImportId,)> = db
        .read()
        .await?
        .all(
            "select id from import where state in ('staging', 'staged')
             and ((staged_at < $1 and format <> $3) or staged_by = $2)",
            args![new.now.plus_minutes(-24 * 60), new.by, super::FROM_OS2MO],
        )
        .await?;
    for (id,) in old {
        drop_staged(db, id).await?;
    }
    Ok(())
}
