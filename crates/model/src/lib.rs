//! Nouns and rules of the house. Plain types: no I/O, no clock, no randomness.
//!
//! A room (organisation, foundation, interpretation, trace, story, decision, overview, access) carries the same name here, in
//! `store`, in `web` and among the templates.

pub mod access;
pub mod audit;
pub mod cascade;
pub mod catalogue;
pub mod day;
pub mod decision;
pub mod foundation;
pub mod id;
pub mod interpretation;
pub mod job;
pub mod language;
pub mod may;
pub mod names;
pub mod organisation;
pub mod overview;
pub mod policy;
pub mod prominence;
pub mod retention;
pub mod sign;
pub mod story;
pub mod text;
pub mod token;
pub mod trace;
pub mod wording;

mod word;

pub use day::{Day, Instant, Month};
pub use id::{new as new_id, *};
pub use language::Language;
