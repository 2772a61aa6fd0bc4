//! The organisation's own wording: documents and their passages, what was found in them, and what people said of it.

mod documents;
mod figures;
pub mod handing;
mod lexicon;
mod passages;
mod rounds;
mod traces;

pub use documents::*;
pub use figures::*;
pub use lexicon::*;
pub use passages::*;
pub use rounds::*;
pub use traces::*;
