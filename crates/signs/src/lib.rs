//! Signs over time: control charts, pulse statistics, and the chain from a foundation's element to a reading.
//!
//! Numbers come in, checked once; charts, figures and sentences go out. The crate is pure: it opens no file, knows no
//! clock, and takes its random numbers (for simulations alone) from a seed. Every input has a limit, every refusal is a
//! [`Bad`] that says which value, what is wrong and what to do, and nothing that comes out is NaN.
//!
//! ```
//! use signs::words::{Language, Names};
//! use signs::{Chart, Direction, Plan, Profile, Series, Target, choose::choose};
//!
//! let counts: Vec<Option<f64>> = (0..24).map(|month| Some(f64::from(30 + month % 4))).collect();
//! let asked = vec![Some(60.0); 24];
//! let series = Series::of_shares(&counts, &asked)?;
//! let plan = Plan { direction: Direction::Up, target: Target::Fixed(30.0), scale: 100.0, ..Plan::default() };
//!
//! let chart = Chart::draw(&series, &plan, choose(&series).kind, &Profile::MDC)?;
//! assert_eq!((chart.variation.name(), chart.assurance.name()), ("common_cause", "pass"));
//!
//! let names = Names { title: "Svar", periods: &[], unit: " %", decimals: 0, language: Language::Danish };
//! assert_eq!(chart.what_changed(&names), "Indtil nu kun tilfældig variation: punkterne svinger om 52 %.");
//! # Ok::<(), signs::Bad>(())
//! ```
//!
//! * [`series`] and [`plan`]: what came in and what people decided about it;
//! * [`choose`]: which chart fits, and why;
//! * [`chart`]: points, lines, labels, icons; [`rules`], [`runs`], [`limits`], [`profile`] and [`guard`] are behind it;
//! * [`words`]: the same as sentences;
//! * [`chance`]: how often a chart signals by chance; [`evidence`]: which of many signs have changed;
//! * [`pulse`]: shares, means, reliability, agreement in units;
//! * [`chain`]: element → behaviour → sign → measure → reading, and what is missing in it.

pub mod chain;
pub mod chance;
pub mod chart;
pub mod choose;
pub mod error;
pub mod evidence;
pub mod guard;
pub mod icon;
pub mod kind;
pub mod limits;
mod number;
pub mod plan;
pub mod profile;
pub mod pulse;
pub mod rules;
pub mod runs;
pub mod series;
pub mod words;

pub use chart::{Chart, Point, Segment, Standing, Suggestion};
pub use error::{Bad, Field};
pub use kind::Kind;
pub use plan::{Direction, Exclusion, Phase, Plan, Target};
pub use profile::Profile;
pub use series::{Data, Series, Shown};
