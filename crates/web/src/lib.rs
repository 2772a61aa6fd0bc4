//! Pages: one folder per room, one file per page or action, named by its verb.
//!
//! A handler reads top to bottom: who, load, may they, rules, one transaction, answer. [`routes`] is the list of all of
//! them, each with its row of the permission table.

pub mod access;
pub mod api;
mod app;
mod assets;
mod cascade;
mod catalogue;
mod client;
mod ctx;
mod decision;
mod error;
mod files;
mod foundation;
mod guard;
mod input;
mod interpretation;
mod menu;
pub mod organisation;
mod overview;
pub mod paths;
mod policy;
mod privacy;
mod prominence;
mod ring;
pub mod routes;
mod sign;
mod story;
mod texts;
mod trail;
pub mod wording;

pub use app::{App, Clock, NewId, Random};
pub use client::Network;
pub use ctx::{Ctx, IDLE_MINUTES};
pub use error::{Error, Page};
pub use privacy::all_about;
pub use routes::router;
pub use texts::{Html, Texts};
