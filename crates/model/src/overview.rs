//! What the rings, the silence and the three sentences are made of. Rules over counts; no I/O.

use crate::day::{Day, Month};

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

impl Standing {
    /// Quiet for as long as silence asks, but with too little material to call it so.
    #[must_use]
    pub fn unjudged(&self, rule: SilenceRule, today: Day) -> bool {
        let enough = Self {
            room: rule.room,
            ..*self
        };
        self.room < rule.room && enough.silent(rule, today)
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

/// A period of whole months that ends with the current one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// 3, 6, 12 or 24.
    pub months: i32,
    pub first: Month,
    pub last: Month,
}

impl Period {
    pub const CHOICES: [i32; 4] = [3, 6, 12, 24];

    /// The period of `months` that today's month ends; anything but a choice counts as the first.
    #[must_use]
    pub fn ending(today: Day, months: i32) -> Self {
        let months = if Self::CHOICES.contains(&months) {
            months
        } else {
            Self::CHOICES[0]
        };
        let last = today.month();
        Self {
            months,
            first: last.plus(1 - months),
            last,
        }
    }

    /// The months of equal length before it.
    #[must_use]
    pub fn before(self) -> (Month, Month) {
        (self.first.plus(-self.months), self.first.plus(-1))
    }
}

impl SilenceRule {
    /// The first month that the weeks of silence touch: where room is counted from.
    #[must_use]
    pub fn room_since(self, today: Day) -> Month {
        today.plus_days(-7 * self.weeks).month()
    }
}

/// One row of the overview: a unit with all below it, or a unit alone.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch<U> {
    pub unit: U,
    /// The unit alone: shown beside the units below it.
    pub alone: bool,
    /// By element, in the order of the columns.
    pub standings: Vec<Standing>,
}

/// What an overview says first. Each leads to its evidence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saying {
    /// The element that most branches have had confirmed by others.
    Confirmed {
        element: usize,
        branches: usize,
        of: usize,
        traces: i64,
        most: usize,
    },
    /// The element and branch whose traces grew most beyond chance.
    Gaining {
        element: usize,
        branch: usize,
        now: i64,
        before: i64,
    },
    /// The element and branch that have been silent longest, and how many other silences there are.
    Silent {
        element: usize,
        branch: usize,
        last: Option<Day>,
        others: usize,
    },
    NothingConfirmed,
    NothingGaining,
    /// No silence, and how many prominent interpretations there was too little material to judge.
    NothingSilent {
        unjudged: usize,
    },
}

/// The three sentences, chosen by rule: what others have seen most widely, what grew most, what has been silent longest.
/// Ties go to the element that comes first.
#[must_use]
pub fn sayings<U>(branches: &[Branch<U>], rule: SilenceRule, today: Day) -> [Saying; 3] {
    let cells = || {
        branches.iter().enumerate().flat_map(|(b, branch)| {
            branch
                .standings
                .iter()
                .enumerate()
                .map(move |(e, standing)| (b, e, standing))
        })
    };
    let elements = branches.first().map_or(0, |b| b.standings.len());

    let confirmed = (0..elements)
        .filter_map(|element| {
            let seen = branches.iter().filter(|b| b.standings[element].confirmed > 0).count();
            let traces: i64 = branches.iter().map(|b| b.standings[element].unasked()).sum();
            let (most, _) = branches
                .iter()
                .enumerate()
                .max_by_key(|(i, b)| (b.standings[element].unasked(), usize::MAX - i))?;
            (seen > 0).then_some((seen, traces, element, most))
        })
        .max_by_key(|&(seen, traces, element, _)| (seen, traces, usize::MAX - element))
        .map_or(Saying::NothingConfirmed, |(seen, traces, element, most)| {
            Saying::Confirmed {
                element,
                branches: seen,
                of: branches.len(),
                traces,
                most,
            }
        });

    let gained = cells()
        .filter(|(_, _, s)| gaining(s.unasked(), s.before))
        .max_by_key(|(b, e, s)| (s.unasked() - s.before, usize::MAX - e, usize::MAX - b))
        .map_or(Saying::NothingGaining, |(branch, element, s)| Saying::Gaining {
            element,
            branch,
            now: s.unasked(),
            before: s.before,
        });

    let silences: Vec<_> = cells().filter(|(_, _, s)| s.silent(rule, today)).collect();
    let quiet = silences.iter().min_by_key(|(b, e, s)| (s.last, *e, *b)).map_or_else(
        || Saying::NothingSilent {
            unjudged: cells().filter(|(_, _, s)| s.unjudged(rule, today)).count(),
        },
        |&(branch, element, s)| Saying::Silent {
            element,
            branch,
            last: s.last,
            others: silences.len() - 1,
        },
    );
    [confirmed, gained, quiet]
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
        let standing = Standing {
            prompted: 10,
            ..Standing::default()
        };
        assert_eq!(standing.unasked(), 0);
        assert_eq!(standing.ring(RULE, day("2026-11-23")), Ring::default());
    }

    #[test]
    fn a_period_ends_with_this_month() {
        let period = Period::ending(day("2026-01-23"), 3);
        assert_eq!(
            (period.first.to_string(), period.last.to_string()),
            ("2025-11".into(), "2026-01".into())
        );
        assert_eq!(period.before().0.to_string(), "2025-08");
        assert_eq!(Period::ending(day("2026-01-23"), 5).months, 3);
    }

    #[test]
    fn the_three_sentences_are_chosen_by_rule() {
        let today = day("2026-11-23");
        let seen = |n| Standing {
            in_use: 1,
            confirmed: n,
            prominent: true,
            ..Standing::default()
        };
        let grown = Standing {
            acted: 9,
            before: 1,
            ..Standing::default()
        };
        let branches = [
            Branch {
                unit: "a",
                alone: false,
                standings: vec![seen(2), Standing::default()],
            },
            Branch {
                unit: "b",
                alone: false,
                standings: vec![seen(4), grown],
            },
            Branch {
                unit: "c",
                alone: false,
                standings: vec![quiet(), seen(9)],
            },
        ];
        let [first, second, third] = sayings(&branches, RULE, today);
        assert_eq!(
            first,
            Saying::Confirmed {
                element: 0,
                branches: 2,
                of: 3,
                traces: 6,
                most: 1
            }
        );
        // Nine of nine against none: element 1 in c grew by nine, element 1 in b by eight.
        assert_eq!(
            second,
            Saying::Gaining {
                element: 1,
                branch: 2,
                now: 9,
                before: 0
            }
        );
        assert_eq!(
            third,
            Saying::Silent {
                element: 0,
                branch: 2,
                last: Some(day("2026-09-20")),
                others: 0
            }
        );
        let nothing = sayings::<&str>(&[], RULE, today);
        assert_eq!(
            nothing,
            [
                Saying::NothingConfirmed,
                Saying::NothingGaining,
                Saying::NothingSilent { unjudged: 0 }
            ]
        );
    }

    #[test]
    fn too_little_to_go_by_is_not_silence() {
        let today = day("2026-11-23");
        let standing = Standing { room: 2, ..quiet() };
        assert!(standing.unjudged(RULE, today) && !standing.silent(RULE, today));
        assert!(!quiet().unjudged(RULE, today));
    }
}
