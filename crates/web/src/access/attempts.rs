//! Five attempts a minute for an address and an e-mail: enough for slow fingers, too few for guessing.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use model::Instant;

const MOST: usize = 5;
const WINDOW_MINUTES: i64 = 1;
/// Keys kept at once. Beyond that the old ones go, and if all are new the whole window is forgotten rather than memory
/// filled.
const KEYS: usize = 50_000;

/// Attempts in the last minute, in this process. With several servers each counts its own.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<String, Vec<Instant>>>);

impl Attempts {
    /// Notes an attempt; false when it is one too many.
    pub fn note(&self, key: String, now: Instant) -> bool {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= KEYS {
            map.retain(|_, times| times.iter().any(|at| now.minutes_since(*at) < WINDOW_MINUTES));
        }
        if map.len() >= KEYS {
            map.clear();
        }
        let times = map.entry(key).or_default();
        times.retain(|at| now.minutes_since(*at) < WINDOW_MINUTES);
        if times.len() >= MOST {
            return false;
        }
        times.push(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_in_a_minute_waits() {
        let attempts = Attempts::default();
        let at = Instant(1_000_000);
        assert!((0..5).all(|_| attempts.note("a".into(), at)));
        assert!(!attempts.note("a".into(), at));
        assert!(attempts.note("b".into(), at));
        assert!(attempts.note("a".into(), at.plus_minutes(1)));
    }
}
