//! Pulse statistics: a few questions, asked again and again, in units of very different size.
//!
//! Nothing here knows which units are too small to show: that is the disclosure engine's work, before. What is said of
//! a minimum here is about when a figure means anything.

pub mod agreement;
pub mod change;
pub mod interval;
pub mod item;
mod matrix;
pub mod raters;
pub mod reliability;
pub mod response;
pub mod shrink;

pub use agreement::{Agreement, agreement};
pub use change::{Change, Verdict, change};
pub use interval::{Mean, Share};
pub use item::{Answer, Item};
pub use raters::{Raters, raters};
pub use reliability::{Missing, Reliability, reliability};
pub use response::{Band, Response};
pub use shrink::{Shrunk, Unit, shrink};
