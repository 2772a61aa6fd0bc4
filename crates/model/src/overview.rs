//! What the rings, the silence and the three sentences are made of. Rules over counts; no I/O.

use crate::day::Day;
use crate::trace::Rung;

/// The rule of silence, as the organisation has set it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SilenceRule {
    /// Weeks without a trace that make silence.
    pub weeks: i64,
    /// Traces about other elements, in the months that those weeks touch, that show there was room.
    pub room: i64,
}

/// What is known about one element in one unit and everything below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// Interpretations in use, here or below.
    pub in_use: i64,
    /// The day on which the first of those came into use.
    pub in_use_since: Option<Day>,
    /// Traces in the period, by rung. Prompted and unprompted are never added together.
    pub prompted: i64,
    pub unprompted: i64,
    pub acted: i64,
    pub confirmed: i64,
    /// The same in the period of equal length before.
    pub before: i64,
    /// Last day of any trace above `Claimed`, also before the period.
    pub last: Option<Day>,
    /// Traces above `Claimed` about other elements here in the months that the weeks of silence touch.
    pub room: i64,
    pub prominent: bool,
}

/// Four arcs that each fill on their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four arcs, each on or off on its own, are what the ring is"
)]
pub struct Ring {
    pub translated: bool,
    pub unprompted: bool,
    pub acted: bool,
    pub confirmed: bool,
    pub mood: Mood,
}

/// What a ring adds to its arcs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mood {
    #[default]
    Plain,
    Gaining,
    Silent,
}

impl Ring {
    #[must_use]
    pub const fn whole(self) -> bool {
        self.translated && self.unprompted && self.acted && self.confirmed
    }
}

impl Standing {
    pub fn add(&mut self, rung: Rung, count: i64) {
        match rung {
            Rung::Claimed => {}
            Rung::Prompted => self.prompted += count,
            Rung::Unprompted => self.unprompted += count,
            Rung::Acted => self.acted += count,
            Rung::Confirmed => self.confirmed += count,
        }
    }

    /// Traces in the period that nobody asked for: what gaining is judged on.
    #[must_use]
    pub const fn unasked(&self) -> i64 {
        self.unprompted + self.acted + self.confirmed
    }

    #[must_use]
    pub fn ring(&self, rule: SilenceRule, today: Day) -> Ring {
        Ring {
            translated: self.in_use > 0,
            unprompted: self.unprompted > 0,
            acted: self.acted > 0,
            confirmed: self.confirmed > 0,
            mood: if self.silent(rule, today) {
                Mood::Silent
            } else if gaining(self.unasked(), self.before) {
                Mood::Gaining
            } else {
                Mood::Plain
            },
        }
    }

    /// Silence is a finding about an element and a unit: prominent, translated for as long as the rule asks, room to
    /// show, and nothing. Without room it is not silence but too little to go by.
    #[must_use]
    pub fn silent(&self, rule: SilenceRule, today: Day) -> bool {
        let since = today.plus_days(-7 * rule.weeks);
        self.prominent
            && self.in_use > 0
            && self.in_use_since.is_some_and(|day| day <= since)
            && self.last.is_none_or(|day| day < since)
            && self.room >= rule.room
    }
}

/// Whether `now` traces against `before` in an equally long period is more than chance would give: the exact
/// one-sided binomial test of two Poisson counts (Przyborowski and Wilenski 1940), P(X ≥ now | n = now + before,
/// p = ½) < 0.05. Five against none is the smallest that passes.
#[must_use]
pub fn gaining(now: i64, before: i64) -> bool {
    let (Ok(now), Ok(before)) = (u32::try_from(now), u32::try_from(before)) else {
        return false;
    };
    let n = now + before;
    if now <= before {
        return false;
    }
    // Sum of n-choose-k / 2^n for k = now … n, in logarithms so that large counts stay finite.
    let mut ln_choose = 0.0_f64;
    let mut tail = 0.0_f64;
    for k in 0..=n {
        if k > 0 {
            ln_choose += (f64::from(n - k + 1)).ln() - f64::from(k).ln();
        }
        if k >= now {
            tail += (ln_choose - f64::from(n) * std::f64::consts::LN_2).exp();
        }
    }
    tail < 0.05
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: SilenceRule = SilenceRule { weeks: 9, room: 3 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn quiet() -> Standing {
        Standing {
            in_use: 1,
            in_use_since: Some(day("2026-03-01")),
            last: Some(day("2026-09-20")),
            room: 3,
            prominent: true,
            ..Standing::default()
        }
    }

    #[test]
    fn silence_needs_every_part_of_its_rule() {
        let today = day("2026-11-23");
        assert!(quiet().silent(RULE, today));
        assert!(quiet().ring(RULE, today).mood == Mood::Silent);
        assert!(Standing { last: None, ..quiet() }.silent(RULE, today));
        for not_silent in [
            Standing {
                prominent: false,
                ..quiet()
            },
            Standing { in_use: 0, ..quiet() },
            Standing {
                in_use_since: Some(day("2026-10-01")),
                ..quiet()
            },
            Standing {
                last: Some(day("2026-09-21")),
                ..quiet()
            },
            Standing { room: 2, ..quiet() },
        ] {
            assert!(!not_silent.silent(RULE, today), "{not_silent:?}");
        }
    }

    #[test]
    fn gaining_is_more_than_chance() {
        assert!(gaining(5, 0), "1/32");
        assert!(!gaining(4, 0), "1/16");
        assert!(gaining(9, 2), "67/2048");
        assert!(!gaining(8, 2), "56/1024");
        assert!(!gaining(2, 9));
        assert!(!gaining(0, 0));
        assert!(!gaining(1000, 990));
        assert!(gaining(1100, 900));
    }

    #[test]
    fn prompted_never_counts_with_unprompted() {
        let mut standing = Standing::default();
        standing.add(Rung::Prompted, 10);
        standing.add(Rung::Claimed, 10);
        assert_eq!(standing.unasked(), 0);
        assert_eq!(standing.ring(RULE, day("2026-11-23")), Ring::default());
    }
}
