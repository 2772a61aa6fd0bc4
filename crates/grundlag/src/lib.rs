//! The command line: configuration, start-up and one file per command. Everything else is in `web`, `store` and
//! `model`; this crate wires them, and is the only place that reads the clock, the environment and randomness.

pub mod commands;
pub mod demo;
pub mod listen;
pub mod sealed;
pub mod settings;
pub mod start;
pub mod stop;
mod wording;
pub mod work;

pub use stop::{Outcome, Stop};
