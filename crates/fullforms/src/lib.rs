//! A full-form table: every inflected form of a language, each with the lemmas it may belong to.
//!
//! Matching is done on inflection and not on stems, because the Danish Snowball stemmer brings only 69.7 % of
//! inflected running words together with their lemma and merges 15.9 % of the lemmas with another one (measured on
//! UD_Danish-DDT, dev and test). A stemmer makes `helhed` swallow `hele`, and never takes `åbne` to `åben`.

mod cor;
mod hunspell;
mod table;

pub use cor::{CorError, parse_cor};
pub use hunspell::{HunspellError, expand};
pub use table::{Builder, Class, Lemma, Table, TableError};
