//! Migrations and SQL. SQL text occurs in this crate only; every statement runs on SQLite and on PostgreSQL
//! (`docs/sql.md` lists the differences that matter).
//!
//! A module per room. Functions take a [`Conn`] and return model types or rows made for one page.

pub mod access;
pub mod cascade;
pub mod db;
pub mod foundation;
pub mod health;
pub mod import;
pub mod interpretation;
pub mod job;
pub mod migrate;
pub mod organisation;
pub mod overview;
pub mod story;
pub mod trace;

pub use db::{Arg, Conn, Db, Error, Result};
