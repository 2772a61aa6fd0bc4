//! Finds where the elements of a foundation are latent in what people write and say.
//!
//! Text in, passages and elements out. The crate reads no files, no clock and no environment.

#![expect(
    clippy::many_single_char_names,
    clippy::similar_names,
    reason = "formulas keep the letters of the papers they come from"
)]

pub mod assignment;
pub mod compounds;
pub mod corpus;
pub mod detector;
pub mod embedding;
mod examples;
pub mod expansion;
pub mod foundation;
pub mod history;
pub mod learning;
pub mod lexicon;
pub mod library;
pub mod likeness;
pub mod marks;
pub mod matcher;
pub mod measure;
pub mod mistakes;
pub mod morphology;
pub mod quotes;
pub mod readers;
mod ridge;
pub mod rules;
pub mod statistics;
pub mod text;
pub mod thesaurus;
pub mod tree;
pub mod vectors;
pub mod vocabulary;
pub mod withheld;
