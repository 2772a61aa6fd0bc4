//! One door to two databases.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::TryStreamExt;
use model::{Day, Instant, Month};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{
    AssertSqlSafe, Column as _, Connection as _, FromRow, PgPool, Postgres, Row as _, SqlSafeStr, Sqlite, SqlitePool,
    Transaction, TypeInfo as _, ValueRef as _,
};
use uuid::Uuid;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database refused: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("the address {0:?} is neither sqlite:… nor postgres:…")]
    Address(String),
    #[error("the database holds migration {0:?}, which this program does not know: it was written by a newer one")]
    Newer(String),
    #[error("migration {0:?} was changed after it ran")]
    Changed(String),
    #[error("the work was stopped from outside")]
    Stopped,
    #[error("a column of the type {0:?} is none that both databases know")]
    Type(String),
    #[error("stored JSON does not read: {0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// A row with this key is there already: two people at once, or a double click.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// Something else still points at the row that was to go.
    #[must_use]
    pub fn is_referenced(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if e.is_foreign_key_violation())
    }

    /// The disk is full: SQLite's result 13, or 4874 when there is no room for the log's index; PostgreSQL's 53100.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if matches!(e.code().as_deref(), Some("13" | "4874" | "53100")))
    }
}

/// The database of one organisation.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    statements: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Pools {
    /// Readers beside one writer, as SQLite's write-ahead log allows.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite:PATH` (made when it is not there) or `postgres://…`.
    pub async fn open(address: &str, connections: u32) -> Result<Self> {
        let pools = if let Some(path) = address.strip_prefix("sqlite:") {
            sqlite(Path::new(path.trim_start_matches("//")), connections).await?
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            // Solid disks and a database that fits in memory: a page by an index costs hardly more than the next one.
            let options = address
                .parse::<PgConnectOptions>()?
                .options([("random_page_cost", "1.1")]);
            Pools::Postgres(
                PgPoolOptions::new()
                    .max_connections(connections)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_with(options)
                    .await?,
            )
        } else {
            return Err(Error::Address(address.into()));
        };
        Ok(Self {
            pools,
            statements: Arc::default(),
        })
    }

    #[must_use]
    pub const fn is_sqlite(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Conn> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Inner::PostgresRead(pool.acquire().await?),
        };
        Ok(Conn {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// A transaction. On SQLite it holds the one writer, so that it never has to be tried again.
    pub async fn write(&self) -> Result<Conn> {
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => Inner::SqliteWrite(write.begin_with("begin immediate").await?),
            Pools::Postgres(pool) => Inner::PostgresWrite(pool.begin().await?),
        };
        Ok(Conn {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// A transaction for reading: all that it reads was there at one moment, whatever is written meanwhile.
    pub async fn snapshot(&self) -> Result<Conn> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteWrite(read.begin_with("begin").await?),
            Pools::Postgres(pool) => Inner::PostgresWrite(
                pool.begin_with("begin isolation level repeatable read, read only")
                    .await?,
            ),
        };
        Ok(Conn {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// The writer outside a transaction, for what a database does only there.
    async fn write_outside(&self) -> Result<Conn> {
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => Inner::SqliteRead(write.acquire().await?),
            Pools::Postgres(pool) => Inner::PostgresRead(pool.acquire().await?),
        };
        Ok(Conn {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// How many statements have run since the start. Tests hold pages to their number.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn sqlite(path: &Path, connections: u32) -> Result<Pools> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: an acknowledged write survives a power cut. NORMAL loses the last ones.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        // Deleted text is overwritten; the bundled SQLite does not do so by itself.
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on");
    let pool = || {
        SqlitePoolOptions::new().before_acquire(|conn, _| {
            // SQLite itself rolls back when the disk is full or fails, and sqlx then counts a transaction that is no
            // more: such a connection would refuse everything from then on. It makes room for a new one.
            let usable = !conn.is_in_transaction();
            Box::pin(async move { Ok(usable) })
        })
    };
    let write = pool()
        .max_connections(1)
        // An import touches much in one transaction.
        .connect_with(options.clone().pragma("cache_size", "-16000"))
        .await?;
    let read = pool()
        .max_connections(connections)
        // Each reader keeps its own pages, 4 MB of them; what it lacks lies in the system's cache.
        .connect_with(options.pragma("query_only", "on").pragma("cache_size", "-4000"))
        .await?;
    Ok(Pools::Sqlite { read, write })
}

/// A connection for reading, or a transaction that ends with [`Conn::commit`] or is rolled back when dropped.
pub struct Conn {
    inner: Inner,
    statements: Arc<AtomicU64>,
}

enum Inner {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A value for a statement's `$1`, `$2`, …
#[derive(Clone, Debug)]
pub enum Arg {
    Uuid(Option<Uuid>),
    Int(Option<i64>),
    Text(Option<String>),
    Flag(bool),
    Bytes(Vec<u8>),
}

macro_rules! arg_from {
    ($($kind:ident($($from:ty => |$value:ident| $make:expr),*);)*) => {$($(
        impl From<$from> for Arg {
            fn from($value: $from) -> Self { Self::$kind(Some($make)) }
        }
        impl From<Option<$from>> for Arg {
            fn from(value: Option<$from>) -> Self { Self::$kind(value.map(|$value| $make)) }
        }
    )*)*};
}
arg_from! {
    Uuid(
        Uuid => |v| v,
        model::UnitId => |v| v.0, model::PeriodId => |v| v.0, model::PersonId => |v| v.0, model::PostId => |v| v.0,
        model::ImportId => |v| v.0, model::FoundationId => |v| v.0, model::EditionId => |v| v.0,
        model::ElementId => |v| v.0, model::InterpretationId => |v| v.0, model::SignId => |v| v.0,
        model::TraceId => |v| v.0, model::StoryId => |v| v.0, model::DecisionId => |v| v.0, model::RoundId => |v| v.0,
        model::GrantId => |v| v.0, model::SessionId => |v| v.0,
        model::JobId => |v| v.0, model::PolicyId => |v| v.0, model::ClauseId => |v| v.0,
        model::TalkId => |v| v.0, model::CardRoundId => |v| v.0, model::ReminderId => |v| v.0,
        model::TokenId => |v| v.0, model::DocumentId => |v| v.0, model::PassageId => |v| v.0,
        model::ReadingRoundId => |v| v.0, model::MeasureId => |v| v.0, model::NoteId => |v| v.0
    );
    Int(i64 => |v| v, Instant => |v| v.0);
    Text(
        String => |v| v, &str => |v| v.to_owned(), &String => |v| v.clone(),
        Day => |v| v.to_string(), Month => |v| v.to_string(),
        model::access::Role => |v| v.to_string(), model::trace::Rung => |v| v.to_string(),
        model::trace::Source => |v| v.to_string(), model::interpretation::State => |v| v.to_string(),
        model::story::State => |v| v.to_string(), model::decision::State => |v| v.to_string(),
        model::decision::Held => |v| v.to_string(), model::foundation::Kind => |v| v.to_string(),
        model::foundation::EditionState => |v| v.to_string(), model::foundation::Fate => |v| v.to_string(),
        model::organisation::PostRole => |v| v.to_string(), model::organisation::TermKind => |v| v.to_string(),
        model::organisation::ImportState => |v| v.to_string(),
        model::organisation::Succession => |v| v.to_string(), model::organisation::Turn => |v| v.to_string(),
        model::policy::Answer => |v| v.to_string(), model::catalogue::Item => |v| v.to_string(),
        model::cascade::Reason => |v| v.to_string(),
        model::wording::State => |v| v.to_string(), model::wording::Why => |v| v.to_string(),
        model::wording::Mode => |v| v.to_string(), model::wording::Says => |v| v.to_string(),
        model::wording::Apart => |v| v.to_string(), model::wording::Silence => |v| v.to_string(),
        model::wording::RoundState => |v| v.to_string(),
        model::sign::State => |v| v.to_string(), model::sign::Kind => |v| v.to_string(),
        model::sign::Purpose => |v| v.to_string(), model::sign::Cadence => |v| v.to_string(),
        model::sign::Data => |v| v.to_string(), model::sign::Direction => |v| v.to_string(),
        model::sign::Noted => |v| v.to_string(),
        model::Language => |v| v.to_string()
    );
}
impl From<bool> for Arg {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}
impl From<Vec<u8>> for Arg {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

/// The values of a statement: `args![unit, element, "in_use"]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::Arg::from($value)),*] };
}

macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Uuid(v) => query.bind(v),
                Arg::Int(v) => query.bind(v),
                Arg::Text(v) => query.bind(v),
                Arg::Flag(v) => query.bind(v),
                Arg::Bytes(v) => query.bind(v),
            };
        }
        query
    }};
}

/// A value as it lies in a row: what the types of both databases come down to. A flag is 0 or 1, an identity 16 bytes.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A column's type, as one of the two databases has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Int,
    Flag,
    Real,
    Text,
    Uuid,
    Bytes,
}

impl Kind {
    pub(crate) fn parse(name: &str) -> Result<Self> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "integer" | "bigint" | "int8" => Self::Int,
            "boolean" | "bool" => Self::Flag,
            "real" | "double precision" | "float8" => Self::Real,
            "text" => Self::Text,
            "uuid" => Self::Uuid,
            "blob" | "bytea" => Self::Bytes,
            _ => return Err(Error::Type(name.to_owned())),
        })
    }
}

fn sqlite_cells(row: &SqliteRow) -> Result<Vec<Cell>> {
    (0..row.len())
        .map(|i| {
            let value = row.try_get_raw(i)?;
            // A null says the type of its column.
            if value.is_null() {
                return Ok(Cell::Null);
            }
            let kind = value.type_info().name().to_owned();
            Ok(match kind.as_str() {
                "INTEGER" => Cell::Int(row.try_get_unchecked(i)?),
                "REAL" => Cell::Real(row.try_get_unchecked(i)?),
                "TEXT" => Cell::Text(row.try_get_unchecked(i)?),
                "BLOB" => Cell::Bytes(row.try_get_unchecked(i)?),
                _ => return Err(Error::Type(kind)),
            })
        })
        .collect()
}

fn postgres_cells(row: &PgRow) -> Result<Vec<Cell>> {
    (0..row.len())
        .map(|i| {
            let cell = match Kind::parse(row.column(i).type_info().name())? {
                Kind::Int => row.try_get::<Option<i64>, _>(i)?.map(Cell::Int),
                Kind::Flag => row.try_get::<Option<bool>, _>(i)?.map(|flag| Cell::Int(flag.into())),
                Kind::Real => row.try_get::<Option<f64>, _>(i)?.map(Cell::Real),
                Kind::Text => row.try_get::<Option<String>, _>(i)?.map(Cell::Text),
                Kind::Uuid => row
                    .try_get::<Option<Uuid>, _>(i)?
                    .map(|id| Cell::Bytes(id.into_bytes().into())),
                Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(i)?.map(Cell::Bytes),
            };
            Ok(cell.unwrap_or(Cell::Null))
        })
        .collect()
}

/// A row that reads from both databases; `#[derive(sqlx::FromRow)]` makes one.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

macro_rules! on_either {
    ($conn:expr, $c:ident => $run:expr) => {{
        $conn.statements.fetch_add(1, Ordering::Relaxed);
        match &mut $conn.inner {
            Inner::SqliteRead(c) => {
                let $c = &mut **c;
                $run
            }
            Inner::SqliteWrite(c) => {
                let $c = &mut **c;
                $run
            }
            Inner::PostgresRead(c) => {
                let $c = &mut **c;
                $run
            }
            Inner::PostgresWrite(c) => {
                let $c = &mut **c;
                $run
            }
        }
    }};
}

impl Conn {
    pub async fn all<T: Row>(&mut self, sql: &'static str, args: impl IntoIterator<Item = Arg>) -> Result<Vec<T>> {
        on_either!(self, c => Ok(bound!(sqlx::query_as(sql), args).fetch_all(c).await?))
    }

    pub async fn optional<T: Row>(
        &mut self,
        sql: &'static str,
        args: impl IntoIterator<Item = Arg>,
    ) -> Result<Option<T>> {
        on_either!(self, c => Ok(bound!(sqlx::query_as(sql), args).fetch_optional(c).await?))
    }

    pub async fn one<T: Row>(&mut self, sql: &'static str, args: impl IntoIterator<Item = Arg>) -> Result<T> {
        on_either!(self, c => Ok(bound!(sqlx::query_as(sql), args).fetch_one(c).await?))
    }

    /// The number that a `select count(*)` or the like gives.
    pub async fn number(&mut self, sql: &'static str, args: impl IntoIterator<Item = Arg>) -> Result<i64> {
        Ok(self.one::<(i64,)>(sql, args).await?.0)
    }

    /// Runs a statement and says how many rows it touched.
    pub async fn run(&mut self, sql: &'static str, args: impl IntoIterator<Item = Arg>) -> Result<u64> {
        on_either!(self, c => Ok(bound!(sqlx::query(sql), args).execute(c).await?.rows_affected()))
    }

    /// Inserts many rows with few statements: `insert into t (a, b) values`, then the rows. `end` follows the rows
    /// (`on conflict …`).
    pub async fn insert<const N: usize>(
        &mut self,
        sql: &'static str,
        rows: Vec<[Arg; N]>,
        end: &'static str,
    ) -> Result<()> {
        // SQLite takes 32,766 values a statement, PostgreSQL 65,535.
        let most = 30_000 / N;
        let sqlite = self.is_sqlite();
        let mut rows = rows.into_iter();
        loop {
            let chunk: Vec<_> = rows.by_ref().take(most).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            let mut text = String::with_capacity(sql.len() + chunk.len() * N * 7);
            text.push_str(sql);
            for row in 0..chunk.len() {
                text.push_str(if row == 0 { " (" } else { ", (" });
                for column in 0..N {
                    if column > 0 {
                        text.push_str(", ");
                    }
                    if sqlite {
                        // SQLite looks a named parameter up among all before it: thousands of them take seconds.
                        text.push('?');
                    } else {
                        text.push('$');
                        text.push_str(&(row * N + column + 1).to_string());
                    }
                }
                text.push(')');
            }
            text.push(' ');
            text.push_str(end);
            let args = chunk.into_iter().flatten();
            // Of one length or rarely repeated: not worth a place among the prepared statements.
            on_either!(self, c => {
                bound!(sqlx::query(AssertSqlSafe(text)).persistent(false), args).execute(c).await?;
            });
        }
    }

    /// Hands over each row of a statement, one at a time: for what is larger than memory.
    pub(crate) async fn each<E: From<Error>>(
        &mut self,
        sql: String,
        mut take: impl FnMut(Vec<Cell>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        macro_rules! rows {
            ($conn:expr, $cells:ident) => {{
                let mut rows = sqlx::query(AssertSqlSafe(sql))
                    .persistent(false)
                    .fetch(&mut **$conn);
                while let Some(row) = rows.try_next().await.map_err(Error::from)? {
                    take($cells(&row)?)?;
                }
            }};
        }
        match &mut self.inner {
            Inner::SqliteRead(c) => rows!(c, sqlite_cells),
            Inner::SqliteWrite(c) => rows!(c, sqlite_cells),
            Inner::PostgresRead(c) => rows!(c, postgres_cells),
            Inner::PostgresWrite(c) => rows!(c, postgres_cells),
        }
        Ok(())
    }

    /// Puts rows into a table: as many cells to a row as there are kinds, and at most 30,000 cells in all.
    pub(crate) async fn put(&mut self, start: &str, kinds: &[Kind], rows: Vec<Vec<Cell>>) -> Result<()> {
        let sqlite = self.is_sqlite();
        let mut text = start.to_owned();
        for row in 0..rows.len() {
            text.push_str(if row == 0 { " (" } else { ", (" });
            for column in 0..kinds.len() {
                if column > 0 {
                    text.push_str(", ");
                }
                if sqlite {
                    text.push('?');
                } else {
                    text.push('$');
                    text.push_str(&(row * kinds.len() + column + 1).to_string());
                }
            }
            text.push(')');
        }
        on_either!(self, c => {
            let mut query = sqlx::query(AssertSqlSafe(text)).persistent(false);
            for row in rows {
                for (kind, cell) in kinds.iter().zip(row) {
                    query = match (kind, cell) {
                        (Kind::Int, Cell::Null) => query.bind(None::<i64>),
                        (Kind::Flag, Cell::Null) => query.bind(None::<bool>),
                        (Kind::Real, Cell::Null) => query.bind(None::<f64>),
                        (Kind::Text, Cell::Null) => query.bind(None::<String>),
                        (Kind::Uuid, Cell::Null) => query.bind(None::<Uuid>),
                        (Kind::Bytes, Cell::Null) => query.bind(None::<Vec<u8>>),
                        (Kind::Flag, Cell::Int(value)) => query.bind(value != 0),
                        (Kind::Uuid, Cell::Bytes(value)) => match Uuid::from_slice(&value) {
                            Ok(id) => query.bind(id),
                            // The database says which column it does not fit.
                            Err(_) => query.bind(value),
                        },
                        (_, Cell::Int(value)) => query.bind(value),
                        (_, Cell::Real(value)) => query.bind(value),
                        (_, Cell::Text(value)) => query.bind(value),
                        (_, Cell::Bytes(value)) => query.bind(value),
                    };
                }
            }
            query.execute(c).await?;
        });
        Ok(())
    }

    /// Has a statement read and planned, and not run.
    pub async fn prepare(&mut self, sql: String) -> Result<()> {
        on_either!(self, c => { sqlx::Executor::prepare(c, AssertSqlSafe(sql).into_sql_str()).await?; });
        Ok(())
    }

    /// Runs several statements from a migration.
    pub(crate) async fn script(&mut self, sql: String) -> Result<()> {
        on_either!(self, c => { sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await?; });
        Ok(())
    }

    #[must_use]
    pub const fn is_sqlite(&self) -> bool {
        matches!(self.inner, Inner::SqliteRead(_) | Inner::SqliteWrite(_))
    }

    /// Ends a transaction; when this returns, the change is on the disk.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::SqliteWrite(tx) => tx.commit().await?,
            Inner::PostgresWrite(tx) => tx.commit().await?,
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => {}
        }
        Ok(())
    }

    pub async fn roll_back(self) -> Result<()> {
        match self.inner {
            Inner::SqliteWrite(tx) => tx.rollback().await?,
            Inner::PostgresWrite(tx) => tx.rollback().await?,
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => {}
        }
        Ok(())
    }
}

/// Makes a database beside this PostgreSQL one, for tests and for measuring. Collation C: names are sorted in Rust.
pub async fn create_database(admin: &Db, name: &str) -> Result<()> {
    let sql = format!("create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'");
    admin.read().await?.script(sql).await
}

pub async fn drop_database(admin: &Db, name: &str) -> Result<()> {
    admin
        .read()
        .await?
        .script(format!("drop database if exists {name} with (force)"))
        .await
}

/// Lets the database look at what it holds, so that it plans well: after an import, and when it has grown.
pub async fn analyze(db: &Db) -> Result<()> {
    db.write_outside().await?.script("analyze".into()).await
}
