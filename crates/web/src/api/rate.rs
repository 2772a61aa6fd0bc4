//! How often a key may ask. In memory, in this process: with several servers each counts its own.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use model::{Instant, TokenId};

/// Requests a second that a key has unless the configuration says otherwise.
pub const A_SECOND: u32 = 20;

/// Each key may be a second ahead of an even pace: then it waits. There are as many entries as keys that were used.
pub struct Rate {
    a_second: u32,
    /// When a key that asks at an even pace would have asked for what it has had, in microseconds.
    due: Mutex<HashMap<TokenId, i64>>,
}

impl Rate {
    #[must_use]
    pub fn new(a_second: u32) -> Self {
        Self {
            a_second: a_second.max(1),
            due: Mutex::default(),
        }
    }

    /// Notes a request; false when it is one too many.
    pub fn note(&self, token: TokenId, now: Instant) -> bool {
        let now = now.0.saturating_mul(1000);
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let due = due.entry(token).or_insert(now);
        // A clock that was turned back shuts nobody out for longer than the second that they may be ahead.
        let from = if *due - now > 2_000_000 { now } else { (*due).max(now) };
        let next = from + 1_000_000 / i64::from(self.a_second);
        if next - now > 1_000_000 {
            return false;
        }
        *due = next;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_key_has_its_number_a_second_and_no_more() {
        let rate = Rate::new(20);
        let (one, other) = (TokenId(Uuid::from_u128(1)), TokenId(Uuid::from_u128(2)));
        let at = |ms: i64| Instant(1_795_424_400_000 + ms);
        assert_eq!((0..50).filter(|_| rate.note(one, at(0))).count(), 20);
        assert!(rate.note(other, at(0)), "another key waits for nobody");
        assert_eq!((0..50).filter(|_| rate.note(one, at(100))).count(), 2);
        assert_eq!((0..50).filter(|_| rate.note(one, at(60_000))).count(), 20);
        assert!(rate.note(one, at(0)), "the clock was turned back");
    }
}
