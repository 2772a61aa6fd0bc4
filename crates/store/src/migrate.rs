//! Forward-only migrations: each file in `migrations/` runs once, in one transaction with the note that it ran.

use model::Instant;

use crate::{Conn, Db, Error, Result, args};

/// Name, the text for SQLite, the text for PostgreSQL.
const MIGRATIONS: &[(&str, &str, &str)] = &[
    (
        "0001_house",
        include_str!("../migrations/0001_house.sql"),
        include_str!("../migrations/0001_house.sql"),
    ),
    (
        "0002_ledger",
        include_str!("../migrations/0002_ledger.sqlite.sql"),
        include_str!("../migrations/0002_ledger.postgres.sql"),
    ),
    (
        "0003_edition",
        include_str!("../migrations/0003_edition.sqlite.sql"),
        include_str!("../migrations/0003_edition.postgres.sql"),
    ),
    (
        "0004_decision",
        include_str!("../migrations/0004_decision.sql"),
        include_str!("../migrations/0004_decision.sql"),
    ),
    (
        "0005_prominence",
        include_str!("../migrations/0005_prominence.sql"),
        include_str!("../migrations/0005_prominence.sql"),
    ),
    (
        "0006_policy",
        include_str!("../migrations/0006_policy.sql"),
        include_str!("../migrations/0006_policy.sql"),
    ),
    (
        "0007_weave",
        include_str!("../migrations/0007_weave.sql"),
        include_str!("../migrations/0007_weave.sql"),
    ),
    (
        "0008_audit",
        include_str!("../migrations/0008_audit.sql"),
        include_str!("../migrations/0008_audit.sql"),
    ),
    (
        "0008_audit_chain",
        include_str!("../migrations/0008_audit_chain.sqlite.sql"),
        include_str!("../migrations/0008_audit_chain.postgres.sql"),
    ),
    (
        "0010_oidc",
        include_str!("../migrations/0010_oidc.sql"),
        include_str!("../migrations/0010_oidc.sql"),
    ),
    (
        "0011_time",
        include_str!("../migrations/0011_time.sql"),
        include_str!("../migrations/0011_time.sql"),
    ),
    (
        "0013_token",
        include_str!("../migrations/0013_token.sql"),
        include_str!("../migrations/0013_token.sql"),
    ),
    (
        "0014_leavers",
        include_str!("../migrations/0014_leavers.sqlite.sql"),
        include_str!("../migrations/0014_leavers.postgres.sql"),
    ),
    (
        "0016_ranking",
        include_str!("../migrations/0016_ranking.sql"),
        include_str!("../migrations/0016_ranking.sql"),
    ),
    (
        "0017_draft",
        include_str!("../migrations/0017_draft.sql"),
        include_str!("../migrations/0017_draft.sql"),
    ),
    (
        "0014_os2mo",
        include_str!("../migrations/0014_os2mo.sql"),
        include_str!("../migrations/0014_os2mo.sql"),
    ),
    (
        "0015_wording",
        include_str!("../migrations/0015_wording.sql"),
        include_str!("../migrations/0015_wording.sql"),
    ),
    (
        "0016_signs",
        include_str!("../migrations/0016_signs.sql"),
        include_str!("../migrations/0016_signs.sql"),
    ),
];

const TABLE: &str = "create table if not exists migration (name text primary key, applied_at bigint not null)";

/// Brings the database up to this program. Returns the names of the migrations that ran now.
pub async fn migrate(db: &Db, now: Instant) -> Result<Vec<&'static str>> {
    let mut tx = db.write().await?;
    let ran = migrate_in(&mut tx, now, |_| true).await?;
    tx.commit().await?;
    Ok(ran)
}

/// The same in a transaction that does more, with the migrations that are `wanted`.
pub(crate) async fn migrate_in(
    tx: &mut Conn,
    now: Instant,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<&'static str>> {
    tx.script(TABLE.into()).await?;
    if !tx.is_sqlite() {
        // Two servers starting at once: the second waits here and then finds the work done.
        tx.script("lock table migration in exclusive mode".into()).await?;
    }
    let ran = applied(tx).await?;
    if let Some(unknown) = unknown(&ran) {
        return Err(Error::Newer(unknown.clone()));
    }
    let mut now_ran = Vec::new();
    for &(name, sqlite, postgres) in MIGRATIONS {
        if ran.iter().any(|r| r == name) || !wanted(name) {
            continue;
        }
        let text = if tx.is_sqlite() {
            for_sqlite(sqlite)
        } else {
            postgres.to_owned()
        };
        tx.script(text).await?;
        tx.run(
            "insert into migration (name, applied_at) values ($1, $2)",
            args![name, now],
        )
        .await?;
        now_ran.push(name);
    }
    Ok(now_ran)
}

/// The migrations that this program has and the database has not. An empty database misses all of them.
pub async fn missing(db: &Db) -> Result<Vec<&'static str>> {
    let mut conn = db.read().await?;
    let table = if db.is_sqlite() {
        conn.number(
            "select count(*) from sqlite_schema where type = 'table' and name = 'migration'",
            [],
        )
        .await?
    } else {
        conn.number(
            "select count(*) from pg_tables where schemaname = current_schema() and tablename = 'migration'",
            [],
        )
        .await?
    };
    let ran = if table == 0 {
        Vec::new()
    } else {
        applied(&mut conn).await?
    };
    Ok(MIGRATIONS
        .iter()
        .map(|(name, ..)| *name)
        .filter(|name| ran.iter().all(|r| r != name))
        .collect())
}

/// Removes every table with everything in it, newest first, so that none is still pointed at.
pub async fn clear(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    clear_in(&mut tx).await?;
    tx.commit().await
}

pub(crate) async fn clear_in(tx: &mut Conn) -> Result<()> {
    if tx.is_sqlite() {
        let tables: Vec<(String,)> = tx
            .all(
                "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by rowid desc",
                [],
            )
            .await?;
        for (table,) in tables {
            tx.script(format!("drop table \"{table}\"")).await?;
        }
    } else {
        let tables: Vec<(String,)> = tx
            .all(
                "select cast(tablename as text) from pg_tables where schemaname = current_schema()",
                [],
            )
            .await?;
        for (table,) in tables {
            tx.script(format!("drop table if exists \"{table}\" cascade")).await?;
        }
        let functions: Vec<(String,)> = tx
            .all(
                "select cast(oid::regprocedure as text) from pg_proc where pronamespace = current_schema()::regnamespace",
                [],
            )
            .await?;
        for (function,) in functions {
            tx.script(format!("drop function if exists {function} cascade")).await?;
        }
    }
    Ok(())
}

/// The first of these migrations that this program does not have.
pub(crate) fn unknown(names: &[String]) -> Option<&String> {
    names
        .iter()
        .find(|name| MIGRATIONS.iter().all(|(known, ..)| known != name))
}

pub(crate) async fn applied(conn: &mut Conn) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = conn.all("select name from migration order by name", []).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// SQLite has four of our types under other names, and tables that hold to them are called strict. Where the text asks for
/// rows by key, they lie in the order of their primary key, which SQLite calls without rowid.
fn for_sqlite(text: &str) -> String {
    text.lines()
        .map(|line| {
            if line == ");" {
                return ") strict;\n".to_owned();
            }
            if line.starts_with("); -- rows by key") {
                return ") strict, without rowid;\n".to_owned();
            }
            let line = line.replace(" uuid", " blob").replace(" bytea", " blob");
            line.replace(" bigint", " integer").replace(" boolean", " integer") + "\n"
        })
        .collect()
}
