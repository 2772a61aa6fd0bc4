//! Every statement in the source is prepared on both databases.

use std::path::Path;

use fixture::on_both;
use proc_macro2::{TokenStream, TokenTree};

/// Statements about the database itself, which each database words in its own way.
const OF_ONE_DATABASE: [&str; 6] = [
    "sqlite_schema",
    "pg_tables",
    "pg_class",
    "pg_proc",
    "clock_timestamp",
    // Put together for whichever table there is: restoring runs them on every one.
    "{}",
];

fn statements(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            statements(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let tokens: TokenStream = std::fs::read_to_string(&path).unwrap().parse().unwrap();
            literals(tokens, &path.display().to_string(), found);
        }
    }
}

fn literals(tokens: TokenStream, file: &str, found: &mut Vec<(String, String)>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // Pieces of a statement, put together by a macro: the pages that use them run them whole.
            TokenTree::Ident(ident) if ident == "macro_rules" || ident == "concat" => {
                while !matches!(tokens.next(), Some(TokenTree::Group(_)) | None) {}
            }
            // Attributes, among them what a comment says.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next_if(|token| matches!(token, TokenTree::Group(_)));
            }
            TokenTree::Group(group) => literals(group.stream(), file, found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    let text = text.value();
                    let first = text.split_whitespace().next().unwrap_or("");
                    let is_sql = ["select", "insert", "update", "delete", "with"].contains(&first);
                    if is_sql && text.contains(' ') && !OF_ONE_DATABASE.iter().any(|word| text.contains(word)) {
                        found.push((file.to_owned(), text));
                    }
                }
            }
            _ => {}
        }
    }
}

/// `insert into t (a, b) values` is followed by as many rows as there are: one will do here.
fn whole(text: &str) -> String {
    let Some(start) = text.trim_end().strip_suffix("values") else {
        return text.to_owned();
    };
    let columns = start.rsplit('(').next().unwrap_or("").split(',').count();
    let values: Vec<String> = (1..=columns).map(|i| format!("${i}")).collect();
    format!("{text} ({})", values.join(", "))
}

#[tokio::test]
async fn every_statement_prepares_on_both_databases() {
    let mut found = Vec::new();
    statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(
        found.len() > 30,
        "only {} statements found: the search is broken",
        found.len()
    );
    on_both(async |db| {
        let mut conn = db.read().await.unwrap();
        for (file, text) in &found {
            if let Err(e) = conn.prepare(whole(text)).await {
                panic!("{file}: {e}\n{text}");
            }
        }
    })
    .await;
}
