//! What is asked, held against the recorded part of OS2mo's schema.

use apollo_compiler::{ExecutableDocument, Schema};

const SCHEMA: &str = include_str!("schema.graphql");

#[test]
fn every_query_fits_the_schema() {
    let schema = Schema::parse_and_validate(SCHEMA, "schema.graphql").unwrap();
    for query in os2mo::queries::ALL {
        if let Err(wrong) = ExecutableDocument::parse_and_validate(&schema, query, "queries.rs") {
            panic!("{query}\n{}", wrong.errors);
        }
    }
}

#[test]
fn a_field_that_is_not_there_would_be_seen() {
    let schema = Schema::parse_and_validate(SCHEMA, "schema.graphql").unwrap();
    let wrong = os2mo::queries::UNITS.replace("parent_uuid", "parents_uuid");
    assert!(ExecutableDocument::parse_and_validate(&schema, wrong, "queries.rs").is_err());
}

#[test]
fn nothing_is_asked_that_we_have_no_use_for() {
    for query in os2mo::queries::ALL {
        for private in ["cpr", "phone", "user_key ", "nickname", "seniority", "registrations"] {
            assert!(!query.contains(private), "{query} asks for {private}");
        }
    }
}
