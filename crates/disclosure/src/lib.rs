//! What may be shown about groups of people so that no group smaller than k can be worked out.

pub mod audit;
pub mod command;
pub mod derived;
pub mod generate;
pub mod pattern;
pub mod space;
pub mod tree;

mod board;
mod cells;
mod cube;
mod error;
mod extreme;
mod flow;
mod plan;
mod proof;
mod release;
mod threshold;
mod wave;

pub use cells::{Cell, Earlier, EarlierSheet, Whole};
pub use error::Error;
pub use extreme::Value;
pub use plan::{Filter, Item, Plan, Unit};
pub use release::{Disclosed, Figure, Release, Spread};
pub use threshold::Threshold;
pub use wave::{Answer, Closed, Open, Row};
