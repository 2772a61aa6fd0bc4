//! What may be shown about groups of people so that no group smaller than k can be worked out.
//!
//! A wave is planned, launched, filled, closed, and released once. [`Closed::release_audited`] is what a room needs: the
//! figures that may be shown, and what the auditor made of them.
//!
//! ```
//! use disclosure::audit::Effort;
//! use disclosure::words::Language;
//! use disclosure::{Answer, Cell, Filter, Item, Plan, Row, Threshold, Unit};
//!
//! let unit = |id: &str, parent: Option<&str>| Unit { id: id.to_owned(), parent: parent.map(str::to_owned) };
//! let units = vec![unit("Dagtilbud", None), unit("Solen", Some("Dagtilbud")), unit("Månen", Some("Dagtilbud"))];
//! let filter = Filter { name: "vagt".to_owned(), categories: vec!["dag".to_owned(), "aften".to_owned()] };
//! let item = Item {
//!     name: "Jeg ved, hvad min leder står for".to_owned(),
//!     low: 1,
//!     high: 5,
//!     favourable: 4,
//!     sheet: String::new(),
//!     sensitive: false,
//! };
//! let mut wave = Plan::new(Threshold::default(), units, vec![filter], vec![item])?.launch();
//! for (unit, people) in [("Solen", 12), ("Månen", 3)] {
//!     let unit = wave.plan().unit(unit).unwrap();
//!     for person in 0..people {
//!         let categories = vec![Some(u16::from(person % 2 == 0))];
//!         wave.add(Row { unit, leads: false, categories, answers: vec![Answer::Value(1 + person % 5)] })?;
//!     }
//! }
//! let audited = wave.close().release_audited(&[], Effort::default())?;
//!
//! // Three people are too few, and with them hidden, the unit beside them would give them away.
//! assert!(audited.holds());
//! let shown: Vec<Cell> = audited.release.shown().collect();
//! assert!(shown.contains(&Cell::Unit(0)) && !shown.contains(&Cell::Unit(2)));
//! assert!(audited.in_words(Language::Danish)?.contains("Løftet holder"));
//! # Ok::<(), disclosure::Error>(())
//! ```

pub mod audit;
pub mod command;
pub mod derived;
pub mod generate;
pub mod pattern;
pub mod space;
pub mod tree;

mod audited;
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
pub mod words;

pub use audited::Audited;
pub use cells::{Cell, Earlier, EarlierSheet, Whole};
pub use error::Error;
pub use extreme::Value;
pub use plan::{Filter, Item, Plan, Unit};
pub use release::{Disclosed, Figure, Release, Spread};
pub use threshold::Threshold;
pub use wave::{Answer, Closed, Open, Row};
