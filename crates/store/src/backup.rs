//! The whole database as lines of text that either database reads: for backups, and for moving from one to the other.
//!
//! Every table is there, whatever rooms there are; `docs/operation.md` describes the lines.

mod format;
mod schema;

use std::io::{BufRead, Write};

use model::Instant;

use crate::db::Kind;
use crate::{Conn, Db, Error, migrate};
pub use format::Counted;
use format::{Begin, Head, Part, Reader, Sum, VERSION, Writer, line};
use schema::{Table, quoted, references, tables};

/// How much goes into one statement.
const CELLS: usize = 20_000;
const BYTES: usize = 4 << 20;

/// Why a backup was not written or read.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Store(#[from] Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("this is not a backup by Grundlag")]
    Foreign,
    #[error("the backup is of a format that this version does not know: it was written by a newer one")]
    NewerFormat,
    #[error("the backup ends before its last line: it was cut off")]
    CutOff,
    #[error("line {line} of the backup is not as it was written")]
    Changed { line: u64, table: Option<String> },
    #[error("the database is not empty: there are rows in {0}")]
    NotEmpty(String),
    #[error("the backup has a table or column that its migrations do not make: {0}")]
    Unfit(String),
    #[error("{table}: the backup has {expected} rows, the database {found}, and they are not the same")]
    Differs { table: String, expected: u64, found: u64 },
    #[error("{0} rows point at rows that are not there")]
    Dangling(usize),
}

/// What a backup holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manifest {
    pub made_at: Instant,
    pub program: String,
    pub migrations: Vec<String>,
    pub tables: Vec<Counted>,
}

impl Manifest {
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// SHA-256 of one table's lines; empty when it is not there.
    #[must_use]
    pub fn sum_of(&self, table: &str) -> &str {
        self.tables.iter().find(|t| t.table == table).map_or("", |t| &t.sha256)
    }

    /// Rows of one table; 0 when it is not there.
    #[must_use]
    pub fn rows_of(&self, table: &str) -> u64 {
        self.tables.iter().find(|t| t.table == table).map_or(0, |t| t.rows)
    }
}

/// What restoring found.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// The months counted anew from the ledger are those that the backup had.
    pub months_hold: bool,
}

/// Writes everything as it is at one moment, while others read and write.
pub async fn write(db: &Db, program: &str, now: Instant, out: impl Write) -> Result<Manifest, Failed> {
    let mut conn = db.snapshot().await?;
    let migrations = migrate::applied(&mut conn).await?;
    let head = Head {
        grundlag_backup: VERSION,
        program: program.to_owned(),
        made_at: now.0,
        migrations: migrations.clone(),
    };
    let mut writer = Writer::begin(out, &head)?;
    let mut counted = Vec::new();
    for table in tables(&mut conn).await? {
        let columns: Vec<String> = table.names().map(ToOwned::to_owned).collect();
        writer.table(&Begin {
            table: table.name.clone(),
            columns,
        })?;
        let mut sum = Sum::default();
        conn.each(table.select(table.names()), |cells| {
            let line = line(cells)?;
            sum.add(&line);
            writer.write(&line)
        })
        .await?;
        let sum = sum.end(&table.name);
        writer.end_table(&sum)?;
        counted.push(sum);
    }
    writer.end()?;
    conn.roll_back().await?;
    Ok(Manifest {
        made_at: now,
        program: program.to_owned(),
        migrations,
        tables: counted,
    })
}

/// Reads a backup to its end and holds it against its sums; no database is needed.
pub fn check(input: impl BufRead) -> Result<Manifest, Failed> {
    let mut reader = Reader::begin(input)?;
    while !matches!(reader.next()?, Part::End) {}
    Ok(manifest(reader))
}

fn manifest<R>(reader: Reader<R>) -> Manifest {
    Manifest {
        made_at: Instant(reader.head.made_at),
        program: reader.head.program,
        migrations: reader.head.migrations,
        tables: reader.tables,
    }
}

/// What restoring may find in the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Over {
    /// Nothing, else it is refused.
    Nothing,
    /// Anything: it goes in the same transaction in which the backup comes.
    Everything,
}

/// Fills a database from a backup, in one transaction: everything is there, or nothing has happened.
///
/// What was written is read again and held against the backup's sums, table by table; every reference is followed, and
/// the months are counted anew from the ledger. A backup by an older version is brought up to this one.
pub async fn read(db: &Db, now: Instant, over: Over, input: impl BufRead) -> Result<Restored, Failed> {
    let mut reader = Reader::begin(input)?;
    if let Some(unknown) = migrate::unknown(&reader.head.migrations) {
        return Err(Error::Newer(unknown.clone()).into());
    }
    let mut tx = db.write().await?;
    if over == Over::Nothing {
        empty(&mut tx).await?;
    }
    migrate::clear_in(&mut tx).await?;
    let wanted = reader.head.migrations.clone();
    migrate::migrate_in(&mut tx, now, |name| wanted.iter().any(|w| w == name)).await?;

    let tables = tables(&mut tx).await?;
    let triggers = Triggers::off(&mut tx, &tables).await?;
    // What the migrations put there themselves comes with the backup.
    for table in tables.iter().rev() {
        tx.script(format!("delete from {}", quoted(&table.name))).await?;
    }
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    load(&mut tx, &tables, &mut reader, &mut columns).await?;
    triggers.on(&mut tx, &tables).await?;
    if tx.is_sqlite() {
        let mut dangling = 0;
        tx.each("pragma foreign_key_check".into(), |_| {
            dangling += 1;
            Ok::<_, Failed>(())
        })
        .await?;
        if dangling > 0 {
            return Err(Failed::Dangling(dangling));
        }
    }
    let manifest = manifest(reader);
    compare(&mut tx, &tables, &columns, &manifest).await?;
    migrate::migrate_in(&mut tx, now, |_| true).await?;
    let months_hold = recount(&mut tx).await?;
    tx.commit().await?;
    Ok(Restored { manifest, months_hold })
}

/// Jobs that stand are made by every server and worker when it starts, and the log's end is there from the migration on:
/// a database with these is still empty.
async fn empty(tx: &mut Conn) -> Result<(), Failed> {
    for table in tables(tx).await? {
        if ["job", "audit_head"].contains(&table.name.as_str()) {
            continue;
        }
        let mut filled = false;
        let first = table.names().take(1);
        tx.each(format!("{} limit 1", table.select(first)), |_| {
            filled = true;
            Ok::<_, Failed>(())
        })
        .await?;
        if filled {
            return Err(Failed::NotEmpty(table.name));
        }
    }
    Ok(())
}

async fn load<R: BufRead>(
    tx: &mut Conn,
    tables: &[Table],
    reader: &mut Reader<R>,
    columns: &mut Vec<(String, Vec<String>)>,
) -> Result<(), Failed> {
    let mut start = String::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let (mut rows, mut bytes) = (Vec::new(), 0);
    loop {
        match reader.next()? {
            Part::Table(begin) => {
                let unfit = |what: &str| Failed::Unfit(what.to_owned());
                let table = tables
                    .iter()
                    .find(|t| t.name == begin.table)
                    .ok_or_else(|| unfit(&begin.table))?;
                if columns.iter().any(|(name, _)| *name == begin.table) {
                    return Err(unfit(&begin.table));
                }
                kinds.clear();
                for name in &begin.columns {
                    let column = table.columns.iter().find(|c| c.name == *name);
                    kinds.push(column.ok_or_else(|| unfit(name))?.kind);
                }
                let names: Vec<String> = begin.columns.iter().map(|name| quoted(name)).collect();
                start = format!("insert into {} ({}) values", quoted(&begin.table), names.join(", "));
                columns.push((begin.table, begin.columns));
            }
            Part::Row(cells) => {
                bytes += cells
                    .iter()
                    .map(|cell| match cell {
                        crate::db::Cell::Text(text) => text.len(),
                        crate::db::Cell::Bytes(bytes) => bytes.len(),
                        _ => 8,
                    })
                    .sum::<usize>();
                rows.push(cells);
                if rows.len() * kinds.len() >= CELLS || bytes >= BYTES {
                    tx.put(&start, &kinds, std::mem::take(&mut rows)).await?;
                    bytes = 0;
                }
            }
            Part::EndOfTable => {
                if !rows.is_empty() {
                    tx.put(&start, &kinds, std::mem::take(&mut rows)).await?;
                }
                bytes = 0;
            }
            Part::End => return Ok(()),
        }
    }
}

/// Reads what is in the database now and holds it against what came in.
async fn compare(
    tx: &mut Conn,
    tables: &[Table],
    columns: &[(String, Vec<String>)],
    manifest: &Manifest,
) -> Result<(), Failed> {
    for table in tables {
        let Some((_, names)) = columns.iter().find(|(name, _)| *name == table.name) else {
            return Err(Failed::Unfit(table.name.clone()));
        };
        let found = sum(tx, table, names.iter().map(String::as_str)).await?;
        let expected = manifest.tables.iter().find(|t| t.table == table.name);
        if expected != Some(&found) {
            return Err(Failed::Differs {
                table: found.table,
                expected: expected.map_or(0, |t| t.rows),
                found: found.rows,
            });
        }
    }
    Ok(())
}

async fn sum<'a>(conn: &mut Conn, table: &Table, names: impl IntoIterator<Item = &'a str>) -> Result<Counted, Failed> {
    let mut sum = Sum::default();
    conn.each(table.select(names), |cells| {
        sum.add(&line(cells)?);
        Ok::<_, Failed>(())
    })
    .await?;
    Ok(sum.end(&table.name))
}

/// Counts the months again, and says whether they were right.
async fn recount(tx: &mut Conn) -> Result<bool, Failed> {
    let tables = tables(tx).await?;
    let months: Vec<&Table> = tables.iter().filter(|t| t.name.starts_with("trace_month")).collect();
    let before = sums(tx, &months).await?;
    crate::trace::rebuild_months(tx).await?;
    Ok(before == sums(tx, &months).await?)
}

async fn sums(tx: &mut Conn, tables: &[&Table]) -> Result<Vec<Counted>, Failed> {
    let mut sums = Vec::new();
    for table in tables {
        sums.push(sum(tx, table, table.names()).await?);
    }
    Ok(sums)
}

/// Triggers hold published editions and the ledger; while rows come back as they were, they would hold them up. They are
/// off inside the transaction only.
struct Triggers {
    /// SQLite cannot turn one off: they are dropped and made again.
    texts: Vec<String>,
    /// PostgreSQL's references that point at rows which come later.
    waiting: Vec<(String, String)>,
}

impl Triggers {
    async fn off(tx: &mut Conn, tables: &[Table]) -> Result<Self, Failed> {
        let mut texts = Vec::new();
        let mut waiting = Vec::new();
        if tx.is_sqlite() {
            let found: Vec<(String, String)> = tx
                .all(
                    "select name, sql from sqlite_schema where type = 'trigger' order by rowid",
                    [],
                )
                .await?;
            for (name, text) in found {
                tx.script(format!("drop trigger {}", quoted(&name))).await?;
                texts.push(text);
            }
            tx.script("pragma defer_foreign_keys = on".into()).await?;
        } else {
            let place = |name: &str| tables.iter().position(|t| t.name == name);
            for reference in references(tx).await? {
                if place(&reference.parent) >= place(&reference.child) {
                    waiting.push((quoted(&reference.child), quoted(&reference.name)));
                }
            }
            for (table, name) in &waiting {
                tx.script(format!(
                    "alter table {table} alter constraint {name} deferrable initially deferred"
                ))
                .await?;
            }
            for table in tables {
                tx.script(format!("alter table {} disable trigger user", quoted(&table.name)))
                    .await?;
            }
        }
        Ok(Self { texts, waiting })
    }

    async fn on(self, tx: &mut Conn, tables: &[Table]) -> Result<(), Failed> {
        if tx.is_sqlite() {
            for text in self.texts {
                tx.script(text).await?;
            }
        } else {
            tx.script("set constraints all immediate".into()).await?;
            for (table, name) in &self.waiting {
                tx.script(format!("alter table {table} alter constraint {name} not deferrable"))
                    .await?;
            }
            for table in tables {
                tx.script(format!("alter table {} enable trigger user", quoted(&table.name)))
                    .await?;
            }
        }
        Ok(())
    }
}
