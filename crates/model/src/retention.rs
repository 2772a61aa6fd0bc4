//! How long each kind of data is kept. What belongs to the organisation's memory (editions, interpretations in use,
//! traces, which hold no person) stays; what is only needed for a while goes by itself.

use crate::{Day, Instant};
use jiff::tz::TimeZone;

/// The log. Six months is common in Danish data processing agreements; thirteen let a yearly check look back at the one
/// before.
pub const LOG_MONTHS: i32 = 13;

/// The day from which the log is kept.
#[must_use]
pub fn log_from(today: Day) -> Day {
    today.plus_months(-LOG_MONTHS)
}

/// The first instant that is kept.
#[must_use]
pub fn since(day: Day, zone: &TimeZone) -> Instant {
    day.start(zone)
}
