//! Work that waits in the database and is done by a worker.

use crate::Instant;
use crate::word::words;

words! {
    Kind {
        /// A new day has begun: rebuild what the organisation looks like today. Stands: does itself again each midnight.
        NewDay = "new_day",
        /// Remove sessions and links that open nothing any more. Stands: does itself again each hour.
        Tidy = "tidy",
        /// Remove what is kept no longer, and note the log's head. Stands: does itself again each midnight.
        Retention = "retention",
        /// Ask OS2mo for what is new, when it is set. Stands: does itself again after some minutes.
        Os2mo = "os2mo",
        /// Read documents that were handed in. Stands: looks again each minute, and at once when one is handed in.
        ReadWording = "read_wording",
        /// Count everything again when documents, rules or readings have changed. Stands as well.
        MeasureWording = "measure_wording",
    }
}

/// Attempts after which a job is left for somebody to look at. With the waits below that is after some three and a half hours.
const MOST_ATTEMPTS: u32 = 12;
const FIRST_WAIT_SECONDS: i64 = 10;
const LONGEST_WAIT_SECONDS: i64 = 3600;

/// When to try again after the `attempts`th attempt failed at `now`; None when it was the last. A job that stands has no
/// last one: the day it does itself again may be the day the disk is not full any more.
#[must_use]
pub fn again(attempts: u32, stands: bool, now: Instant) -> Option<Instant> {
    if attempts >= MOST_ATTEMPTS && !stands {
        return None;
    }
    let doubled = attempts.saturating_sub(1).min(20);
    let seconds = (FIRST_WAIT_SECONDS << doubled).min(LONGEST_WAIT_SECONDS);
    Some(Instant(now.0 + seconds * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour_and_then_end() {
        let seconds = |attempts, stands| again(attempts, stands, Instant(0)).map(|at| at.0 / 1000);
        assert_eq!([1, 2, 3].map(|n| seconds(n, false)), [Some(10), Some(20), Some(40)]);
        assert_eq!(seconds(11, false), Some(3600));
        assert_eq!(seconds(12, false), None);
        assert_eq!(seconds(u32::MAX, true), Some(3600));
        let all: i64 = (1..12).filter_map(|n| seconds(n, false)).sum();
        assert!((3 * 3600..4 * 3600).contains(&all), "{all} seconds");
    }
}
