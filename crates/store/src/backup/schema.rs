//! The tables that are there, asked of the database itself, so that no room has to be named here.

use crate::db::Kind;
use crate::{Conn, Result};

/// Not in a backup: the list of migrations stands in its head, and whoever is signed in, or about to, signs in again, so
/// that a stolen or an old backup opens no door.
const LEFT_OUT: [&str; 5] = [
    "migration",
    "session",
    "sign_in_link",
    "sign_in_attempt",
    "sign_in_invitation",
];

#[derive(Debug)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The columns of the primary key, in its order.
    pub key: Vec<String>,
    /// What makes PostgreSQL compare text byte by byte, as SQLite does, whatever the database was made with.
    by_bytes: &'static str,
}

#[derive(Debug)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

/// A foreign key between two tables; PostgreSQL's carries its name.
#[derive(Debug)]
pub struct Reference {
    pub child: String,
    pub parent: String,
    pub name: String,
}

impl Table {
    /// Its rows, in the order of its key, which is the same on both databases.
    pub fn select<'a>(&self, columns: impl IntoIterator<Item = &'a str>) -> String {
        let columns: Vec<String> = columns.into_iter().map(quoted).collect();
        let in_key = |column: &&Column| self.key.is_empty() || self.key.contains(&column.name);
        let mut order: Vec<&Column> = self.columns.iter().filter(in_key).collect();
        order.sort_by_key(|column| self.key.iter().position(|name| *name == column.name));
        let order: Vec<String> = order
            .into_iter()
            .map(|column| match column.kind {
                Kind::Text => quoted(&column.name) + self.by_bytes,
                _ => quoted(&column.name),
            })
            .collect();
        format!(
            "select {} from {} order by {}",
            columns.join(", "),
            quoted(&self.name),
            order.join(", ")
        )
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Every table, those that are pointed at before those that point.
pub async fn tables(conn: &mut Conn) -> Result<Vec<Table>> {
    let sqlite = conn.is_sqlite();
    let rows: Vec<(String, String, String, i64)> = if sqlite {
        conn.all(
            "select t.name, c.name, c.type, c.pk from sqlite_schema t join pragma_table_info(t.name) c
             where t.type = 'table' and t.name not like 'sqlite%' order by t.name, c.cid",
            [],
        )
        .await?
    } else {
        conn.all(
            "select cast(t.relname as text), cast(c.attname as text), format_type(c.atttypid, null),
                    cast(coalesce(array_position(string_to_array(cast(k.indkey as text), ' '), cast(c.attnum as text)), 0)
                         as bigint)
             from pg_class t
             join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped and c.attgenerated = ''
             left join pg_index k on k.indrelid = t.oid and k.indisprimary
             where t.relnamespace = cast(current_schema() as regnamespace) and t.relkind = 'r'
             order by cast(t.relname as text) collate \"C\", c.attnum",
            [],
        )
        .await?
    };
    let mut tables: Vec<(Table, Vec<(i64, String)>)> = Vec::new();
    for (table, column, kind, key) in rows {
        if LEFT_OUT.contains(&table.as_str()) {
            continue;
        }
        if tables.last().is_none_or(|(last, _)| last.name != table) {
            let new = Table {
                name: table,
                columns: Vec::new(),
                key: Vec::new(),
                by_bytes: if sqlite { "" } else { " collate \"C\"" },
            };
            tables.push((new, Vec::new()));
        }
        if let Some((last, keys)) = tables.last_mut() {
            if key > 0 {
                keys.push((key, column.clone()));
            }
            let kind = Kind::parse(&kind)?;
            last.columns.push(Column { name: column, kind });
        }
    }
    let tables = tables
        .into_iter()
        .map(|(mut table, mut keys)| {
            keys.sort();
            table.key = keys.into_iter().map(|(_, name)| name).collect();
            table
        })
        .collect();
    Ok(parents_first(tables, &references(conn).await?))
}

pub async fn references(conn: &mut Conn) -> Result<Vec<Reference>> {
    let rows: Vec<(String, String, String)> = if conn.is_sqlite() {
        conn.all(
            "select t.name, f.\"table\", '' from sqlite_schema t join pragma_foreign_key_list(t.name) f
             where t.type = 'table' order by t.name, f.id",
            [],
        )
        .await?
    } else {
        conn.all(
            "select cast(child.relname as text), cast(parent.relname as text), cast(f.conname as text)
             from pg_constraint f join pg_class child on child.oid = f.conrelid
             join pg_class parent on parent.oid = f.confrelid
             where f.contype = 'f' and f.connamespace = cast(current_schema() as regnamespace) order by 1, 3",
            [],
        )
        .await?
    };
    Ok(rows
        .into_iter()
        .map(|(child, parent, name)| Reference { child, parent, name })
        .collect())
}

/// In a circle the first by name comes first; who restores lets its references wait.
fn parents_first(mut left: Vec<Table>, references: &[Reference]) -> Vec<Table> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = left.iter().position(|table| {
            references
                .iter()
                .filter(|r| r.child == table.name && r.parent != table.name)
                .all(|r| left.iter().all(|other| other.name != r.parent))
        });
        ordered.push(left.remove(free.unwrap_or(0)));
    }
    ordered
}
