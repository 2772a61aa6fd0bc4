//! The data map against the schema of both databases, and against what a person is given.

use std::collections::{BTreeMap, BTreeSet};

use fixture::on_both;
use store::data_map::{MAP, Says, printed};
use store::privacy::SECTIONS;

type Columns = BTreeMap<String, BTreeSet<String>>;

fn map() -> Columns {
    MAP.iter()
        .map(|table| {
            let columns = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
            (table.name.to_owned(), columns)
        })
        .collect()
}

#[tokio::test]
async fn every_column_has_its_row_and_every_row_its_column() {
    on_both(async |db| {
        let mut conn = db.read().await.unwrap();
        let rows: Vec<(String, String)> = if db.is_sqlite() {
            let sql = "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c
                       where m.type = 'table' and m.name not like 'sqlite%'";
            conn.all(sql, []).await.unwrap()
        } else {
            let sql = "select cast(table_name as text), cast(column_name as text) from information_schema.columns
                       where table_schema = current_schema()";
            conn.all(sql, []).await.unwrap()
        };
        let mut schema = Columns::new();
        for (table, column) in rows {
            schema.entry(table).or_default().insert(column);
        }
        for (table, columns) in &schema {
            let known = map().remove(table).unwrap_or_default();
            let missing: Vec<_> = columns.difference(&known).collect();
            assert!(
                missing.is_empty(),
                "{table}: {missing:?} have no row in crates/store/src/data_map.rs"
            );
        }
        assert_eq!(map(), schema);

        // What points at a person says so.
        if db.is_sqlite() {
            let sql = "select m.name, f.\"from\" from sqlite_schema m join pragma_foreign_key_list(m.name) f
                       where m.type = 'table' and f.\"table\" = 'person'";
            let pointing: Vec<(String, String)> = conn.all(sql, []).await.unwrap();
            assert!(pointing.len() > 10);
            for (table, column) in pointing {
                let row = MAP.iter().find(|t| t.name == table).unwrap();
                assert!(
                    row.columns.contains(&(column.as_str(), Says::Who)),
                    "{table}.{column} leads to a person"
                );
            }
        }
    })
    .await;
}

#[test]
fn what_leads_to_a_person_is_given_to_them_or_says_why_not() {
    for table in MAP {
        let leads = table.columns.iter().any(|(_, says)| *says == Says::Who);
        let given = SECTIONS.iter().any(|(_, from)| *from == table.name);
        assert!(!leads || given || table.not_exported.is_some(), "{}", table.name);
        assert!(!given || table.not_exported.is_none(), "{} is exported", table.name);
    }
}

#[test]
fn the_printed_map_is_the_one_in_the_documentation() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/datakort.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == printed(),
        "docs/datakort.md is old: grundlag data-map > docs/datakort.md"
    );
}

#[test]
fn whoever_is_erased_is_taken_out_of_every_column_that_leads_to_a_person() {
    let said = |table: &str, column: &str| {
        store::leaver::ERASING.iter().any(|statement| {
            statement.starts_with(&format!("delete from {table} where {column}"))
                || *statement == format!("update {table} set {column} = null where {column} = $1")
        })
    };
    // A post leads to a person too; a person's own row is the last to go.
    let elsewhere = [
        ("person", "id"),
        // Whoever waits in an import is not erased, and the log is kept for its own time.
        ("staged_person", "new_id"),
        ("staged_person", "person_id"),
        ("staged_post", "person_id"),
        ("audit", "actor_id"),
        ("audit_about", "person_id"),
    ];
    for table in MAP {
        for (column, _) in table.columns.iter().filter(|(_, says)| *says == Says::Who) {
            assert!(
                said(table.name, column) || elsewhere.contains(&(table.name, column)),
                "{}.{column} is left by store::leaver::ERASING",
                table.name
            );
        }
    }
}
