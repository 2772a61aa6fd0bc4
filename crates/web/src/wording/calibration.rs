//! What is counted of a round: the passages that it draws, the band that it can be expected to give, and what it came to.

use std::collections::BTreeMap;

use language::statistics::{Estimate, Random, Stratum, alpha_interval, calibrated};
use model::PassageId;
use model::wording::{Length, Says, halves};
use store::wording::{Outcome, Read, Round};

use super::picture::Band;

/// Draws of the bootstrap behind the interval of alpha; its seed is the same always, so that the same answers give the same.
const DRAWS: usize = 1_000;
const SEED: u64 = 1;
/// What the rules are taken to be worth where nobody has read yet: right three times of four, and overlooking one passage in fifty.
/// In ten-thousandths.
pub const USUAL: (i64, i64) = (7_500, 200);

/// A random sample of those with a find and of those without, mixed, so that nobody who reads can tell them apart, and so that
/// whoever stops half-way has read a random sample too.
pub fn draw(passages: &[(PassageId, bool)], length: Length, random: &mut Random) -> Vec<(PassageId, bool)> {
    let (mut flagged, mut unflagged): (Vec<_>, Vec<_>) = passages.iter().copied().partition(|(_, flagged)| *flagged);
    let (of_flagged, of_unflagged) = halves(whole(flagged.len()), whole(unflagged.len()), length.passages());
    random.shuffle(&mut flagged);
    random.shuffle(&mut unflagged);
    flagged.truncate(usize::try_from(of_flagged).unwrap_or(0));
    unflagged.truncate(usize::try_from(of_unflagged).unwrap_or(0));
    flagged.append(&mut unflagged);
    random.shuffle(&mut flagged);
    flagged
}

/// The band that reading so much will give, if the rules turn out to be worth `(right, overlooked)`. None without passages.
pub fn planned(flagged: i64, unflagged: i64, length: Length, (right, overlooked): (i64, i64)) -> Option<Band> {
    let (with, without) = halves(flagged, unflagged, length.passages());
    let stratum = |read: i64, of_10_000: i64| Stratum {
        read: small(read),
        shown: small((read * of_10_000 + 5_000) / 10_000),
    };
    let share = flagged_share(flagged, unflagged)?;
    calibrated(share, stratum(with, right), stratum(without, overlooked)).map(|shares| band(shares.estimate))
}

/// What was read: passages with a find and without, and how many of each the first reader said show the element in own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    pub with: Stratum,
    pub without: Stratum,
}

/// The first reader's answers are those that count. The second's say whether another reader would have given them too.
pub fn halves_read(read: &[Read]) -> Halves {
    let mut halves = Halves::default();
    for read in read.iter().filter(|read| read.number == 1) {
        let half = if read.flagged {
            &mut halves.with
        } else {
            &mut halves.without
        };
        half.read += 1;
        half.shown += u32::from(read.says == Says::OwnWords);
    }
    halves
}

/// What two readers said of the same passages.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Met {
    pub both: i64,
    pub same: i64,
    /// Krippendorff's alpha; none when they did not meet, or used one answer only.
    pub alpha: Option<Estimate>,
}

pub fn met(read: &[Read]) -> Met {
    let mut passages: BTreeMap<PassageId, Vec<Option<u32>>> = BTreeMap::new();
    for read in read {
        let label = Says::ALL.iter().position(|says| *says == read.says);
        let said = passages.entry(read.passage).or_insert_with(|| vec![None; 2]);
        if let Some(place) = usize::try_from(read.number - 1).ok().and_then(|at| said.get_mut(at)) {
            *place = label.and_then(|label| u32::try_from(label).ok());
        }
    }
    let both: Vec<Vec<Option<u32>>> = passages
        .into_values()
        .filter(|said| said.iter().all(Option::is_some))
        .collect();
    Met {
        both: whole(both.len()),
        same: whole(both.iter().filter(|said| said[0] == said[1]).count()),
        alpha: alpha_interval(&both, DRAWS, &mut Random::seeded(SEED)),
    }
}

/// What a round came to. No share where a half that has passages was not read.
pub fn outcome(round: &Round, read: &[Read]) -> Outcome {
    let Halves { with, without } = halves_read(read);
    let shares = flagged_share(round.of_flagged, round.of_unflagged).and_then(|q| calibrated(q, with, without));
    let alpha = met(read).alpha;
    let of = |part: fn(Estimate) -> f64, estimate: Option<Estimate>| estimate.map(|e| ten_thousandths(part(e)));
    let share = shares.map(|shares| shares.estimate);
    Outcome {
        share: of(|e| e.value, share),
        low: of(|e| e.low, share),
        high: of(|e| e.high, share),
        precision: shares.filter(|_| with.read > 0).map(|s| ten_thousandths(s.precision)),
        omission: shares.filter(|_| without.read > 0).map(|s| ten_thousandths(s.omission)),
        alpha: of(|e| e.value, alpha),
        alpha_low: of(|e| e.low, alpha),
        alpha_high: of(|e| e.high, alpha),
    }
}

fn flagged_share(flagged: i64, unflagged: i64) -> Option<f64> {
    let all = flagged + unflagged;
    (all > 0).then(|| f64::from(small(flagged)) / f64::from(small(all)))
}

pub fn band(estimate: Estimate) -> Band {
    Band {
        share: ten_thousandths(estimate.value),
        low: ten_thousandths(estimate.low),
        high: ten_thousandths(estimate.high),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "shares of 0 to 1, and alpha of -1 to 1")]
pub fn ten_thousandths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

fn small(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::wording::RoundState;
    use model::{ElementId, Instant, ReadingRoundId};
    use uuid::Uuid;

    fn passage(n: u128) -> PassageId {
        PassageId(Uuid::from_u128(n))
    }

    fn read(n: u128, flagged: bool, number: i64, says: Says) -> Read {
        Read {
            passage: passage(n),
            flagged,
            number,
            says,
        }
    }

    #[test]
    fn a_sample_is_random_mixed_and_the_same_from_the_same_seed() {
        let passages: Vec<(PassageId, bool)> = (0..1_000).map(|n| (passage(n), n % 5 == 0)).collect();
        let drawn = draw(&passages, Length::Hour, &mut Random::seeded(7));
        assert_eq!(drawn.len(), 200);
        assert_eq!(drawn.iter().filter(|(_, flagged)| *flagged).count(), 100);
        assert_eq!(drawn, draw(&passages, Length::Hour, &mut Random::seeded(7)));
        assert_ne!(drawn, draw(&passages, Length::Hour, &mut Random::seeded(8)));
        // Whoever reads the first half has read about as many of each: 50 ± four standard deviations.
        let first = drawn[..100].iter().filter(|(_, flagged)| *flagged).count();
        assert!((36..=64).contains(&first), "{first}");
        let mut once = drawn.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), 200, "no passage twice");
    }

    #[test]
    fn more_reading_gives_a_narrower_band() {
        let width = |length| {
            let band = planned(500, 9_500, length, USUAL).unwrap();
            assert!(band.low < band.share && band.share < band.high);
            band.high - band.low
        };
        assert!(width(Length::Half) > width(Length::Hour) && width(Length::Hour) > width(Length::Two));
        assert_eq!(planned(0, 0, Length::Hour, USUAL), None);
    }

    #[test]
    fn the_first_reader_counts_and_the_second_tells_whether_they_agree() {
        // Four passages, of which the two agree on three: D_o = 1/4. Of eight answers three are own words and five are nothing:
        // D_e = 1 - (3·2 + 5·4)/(8·7) = 30/56, alpha = 1 - (1/4)/(30/56) = 8/15 = 0.5333.
        let rows = [
            read(1, true, 1, Says::OwnWords),
            read(1, true, 2, Says::OwnWords),
            read(2, true, 1, Says::OwnWords),
            read(2, true, 2, Says::Nothing),
            read(3, false, 1, Says::Nothing),
            read(3, false, 2, Says::Nothing),
            read(4, false, 1, Says::Nothing),
            read(4, false, 2, Says::Nothing),
            // The second has not come so far.
            read(5, true, 1, Says::Quoted),
        ];
        let met = met(&rows);
        assert_eq!((met.both, met.same), (4, 3));
        assert_eq!(ten_thousandths(met.alpha.unwrap().value), 5_333);
        assert_eq!(
            halves_read(&rows),
            Halves {
                with: Stratum { read: 3, shown: 2 },
                without: Stratum { read: 2, shown: 0 }
            }
        );
        let round = Round {
            id: ReadingRoundId(Uuid::from_u128(1)),
            element: ElementId(Uuid::from_u128(2)),
            lexicon_version: 1,
            state: RoundState::Open,
            opened_at: Instant(0),
            closed_at: None,
            of_flagged: 30,
            of_unflagged: 270,
            share: None,
            low: None,
            high: None,
            precision_of: None,
            omission: None,
            alpha: None,
            alpha_low: None,
            alpha_high: None,
        };
        // A tenth has a find, and two finds of three were right: 0.1 · 2/3 = 6.67 %.
        let outcome = outcome(&round, &rows);
        assert_eq!(
            (outcome.share, outcome.precision, outcome.omission),
            (Some(667), Some(6_667), Some(0))
        );
        assert!(outcome.low < outcome.share && outcome.share < outcome.high);
        assert_eq!(outcome.alpha, Some(5_333));
        // Nobody read those without a find: nothing can be said of the whole.
        let half = super::outcome(&round, &rows[..2]);
        assert_eq!((half.share, half.precision, half.alpha), (None, None, None));
    }
}
