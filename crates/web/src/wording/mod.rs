//! Sproget: where the foundation shows in what the organisation writes and says in common.

mod engine;

pub use engine::{Read, foundations, profiles};
