//! `OS2mo`, the organisation registry that many Danish municipalities run: who works where and who leads, read over
//! GraphQL (<https://rammearkitektur.docs.magenta.dk/os2mo/>).
//!
//! * [`Client`] asks for pages of each collection and for events, within [`Limits`];
//! * [`translated`] makes of them the rows that an import takes ([`intake::organisation::Handed`]): pure;
//! * [`digest`] tells whether two such organisations are the same.
//!
//! CPR numbers are never asked for. The fields that are asked for stand in [`queries`]; a test holds them against the
//! part of OS2mo's schema that they touch, which is kept in `tests/schema.graphql`.

mod answer;
mod client;
mod error;
pub mod queries;
mod translate;

pub use answer::{Class, Email, Employee, Engagement, Manager, OrgUnit, Organisation, Period};
pub use client::{Access, Client, Event, Limits, Settings};
pub use error::{Error, Part};
pub use translate::{digest, translated};
