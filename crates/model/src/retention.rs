//! How long each kind of data is kept. What belongs to the organisation's memory (editions, interpretations in use,
//! traces, which hold no person) stays; what is only needed for a while goes by itself, each night.

use jiff::tz::TimeZone;

use crate::{Day, Instant};

/// The log. Six months is common in Danish data processing agreements; thirteen let a yearly check look back at the one
/// before.
pub const LOG_MONTHS: i32 = 13;
/// Stories that were not published: given back, taken down, or told and never sent.
pub const STORY_DAYS: i64 = 180;
/// Uploaded documents that never became an edition.
pub const UPLOAD_DAYS: i64 = 90;
/// Work that was given up, with what went wrong.
pub const JOB_DAYS: i64 = 90;
/// Organisation files that were read and never taken into use.
pub const IMPORT_DAYS: i64 = 30;

/// People, from the day on which they had neither post nor role any more: as long as the log, so that it can say who it was
/// for as long as it is kept. The municipalities' own deletion codes allow ten years, which nothing here needs.
pub const PERSON_MONTHS: i32 = LOG_MONTHS;

/// The instants before which each kind is old.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub log: Instant,
    pub unpublished_stories: Instant,
    pub uploads: Instant,
    pub dead_jobs: Instant,
    pub imports: Instant,
    /// Taps of days before this; their readings stay.
    pub taps: Day,
    /// Whoever had left on this day is erased; and its beginning.
    pub left: (Day, Instant),
}

impl Limits {
    #[must_use]
    pub fn on(today: Day, zone: &TimeZone) -> Self {
        let left = today.plus_months(-PERSON_MONTHS);
        let days = |days: i64| today.plus_days(-days).start(zone);
        Self {
            log: today.plus_months(-LOG_MONTHS).start(zone),
            unpublished_stories: days(STORY_DAYS),
            uploads: days(UPLOAD_DAYS),
            dead_jobs: days(JOB_DAYS),
            imports: days(IMPORT_DAYS),
            taps: today.plus_days(-crate::sign::TAP_DAYS),
            left: (left, left.start(zone)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_months_end_on_a_day_that_is_there() {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let limits = Limits::on("2027-03-31".parse().unwrap(), &zone);
        assert_eq!(limits.log.day(&zone).to_string(), "2026-02-28");
        assert_eq!(limits.imports.day(&zone).to_string(), "2027-03-01");
    }
}
