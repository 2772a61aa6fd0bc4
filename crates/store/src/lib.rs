//! Migrations and SQL. SQL text occurs in this crate only; every statement runs on SQLite and on PostgreSQL
//! (`docs/sql.md` lists the differences that matter).
//!
//! A module per room. Functions take a [`Conn`] and return model types or rows made for one page.

pub mod access;
pub mod api;
pub mod audit;
pub mod backup;
pub mod cascade;
pub mod catalogue;
pub mod data_map;
pub mod db;
pub mod decision;
pub mod foundation;
pub mod health;
pub mod import;
pub mod interpretation;
pub mod job;
pub mod leaver;
pub mod migrate;
pub mod organisation;
pub mod os2mo;
pub mod overview;
pub mod policy;
pub mod privacy;
pub mod prominence;
pub mod sign;
pub mod story;
pub mod token;
pub mod trace;
pub mod wording;

pub use db::{Arg, Conn, Db, Error, Result};
