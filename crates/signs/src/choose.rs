//! Which chart fits the data, and why.

use crate::kind::Kind;
use crate::number::{f, mean, sum};
use crate::series::{Data, Place, Series, Shown};

/// A chart chosen from the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The chart.
    pub kind: Kind,
    /// Why. [`crate::words::choice`] says it as a sentence.
    pub reason: Reason,
    /// A chart that would show more, if the same events were counted in another way: the days (t) or the cases (g)
    /// between them.
    pub rather: Option<Kind>,
}

/// Why a chart was chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// Too few points for firm limits.
    FewPoints { points: usize, firm: usize },
    /// One measured value a period.
    SingleValues,
    /// More than half of the values are equal, so that moving ranges say nothing.
    MostlyEqual { share: f64 },
    /// A count out of a number, varying as chance does.
    Shares,
    /// Events per exposure, varying as chance does.
    Rates,
    /// Events with equal exposure, varying as chance does.
    Counts,
    /// So few events that exact limits are taken.
    FewEvents { expected: f64 },
    /// Means of a changing number of answers.
    ChangingAnswers,
    /// Neighbouring periods lie this many times further apart than chance explains.
    MoreThanChance { times: f64 },
    /// Denominators so large that chance alone explains next to nothing.
    LargeSizes { size: f64 },
}

/// Firm limits take so many points.
const FIRM: usize = 13;
/// Neighbours this many times further apart than chance explains are not chance.
const WIDE: f64 = 1.5;
/// Typical denominators above this make limits from chance alone far too narrow.
const LARGE: f64 = 1000.0;

/// Chooses a chart for a series.
pub fn choose(series: &Series) -> Choice {
    let places: Vec<&Place> = series
        .places()
        .iter()
        .filter(|place| place.shown == Shown::Point)
        .collect();
    let simple = |kind, reason| Choice {
        kind,
        reason,
        rather: None,
    };
    if places.len() < FIRM {
        return simple(
            Kind::Run,
            Reason::FewPoints {
                points: places.len(),
                firm: FIRM,
            },
        );
    }
    let size = sum(places.iter().map(|place| place.size)) / f(places.len());
    let share = sum(places.iter().map(|place| place.count)) / sum(places.iter().map(|place| place.size));
    let expected = share * size;
    let times = apart(series.data(), &places, share);
    match series.data() {
        Data::Means => simple(Kind::IPrime, Reason::ChangingAnswers),
        Data::Values => match mostly_equal(&places) {
            Some(share) => simple(Kind::Run, Reason::MostlyEqual { share }),
            None => simple(Kind::Xmr, Reason::SingleValues),
        },
        Data::Counts => {
            if few(expected, &places) {
                Choice {
                    kind: Kind::C,
                    reason: Reason::FewEvents { expected },
                    rather: Some(Kind::T),
                }
            } else if times > WIDE {
                simple(Kind::Xmr, Reason::MoreThanChance { times })
            } else {
                simple(Kind::C, Reason::Counts)
            }
        }
        Data::Shares | Data::Rates => {
            let shares = series.data() == Data::Shares;
            let (plain, prime) = if shares {
                (Kind::P, Kind::PPrime)
            } else {
                (Kind::U, Kind::UPrime)
            };
            let rare = if shares {
                expected.min(size - expected)
            } else {
                expected
            };
            // Exposure in hours is large without the events being many.
            let large = if shares { size > LARGE } else { expected > LARGE };
            if few(rare, &places) {
                Choice {
                    kind: plain,
                    reason: Reason::FewEvents { expected: rare },
                    rather: Some(Kind::G),
                }
            } else if large {
                simple(
                    prime,
                    Reason::LargeSizes {
                        size: if shares { size } else { expected },
                    },
                )
            } else if times > WIDE {
                simple(Kind::IPrime, Reason::MoreThanChance { times })
            } else {
                simple(plain, if shares { Reason::Shares } else { Reason::Rates })
            }
        }
    }
}

/// Whether less than one event is expected in a period, or half of the periods have none.
fn few(expected: f64, places: &[&Place]) -> bool {
    expected < 1.0 || 2 * places.iter().filter(|place| place.count == 0.0).count() >= places.len()
}

/// How far neighbours lie apart, measured in what binomial or Poisson chance explains.
fn apart(data: Data, places: &[&Place], share: f64) -> f64 {
    let chance = if data == Data::Shares {
        share * (1.0 - share)
    } else {
        share
    };
    let sigma = |place: &Place| (chance / place.size).sqrt();
    let z: Vec<f64> = places
        .iter()
        .map(|place| (place.value - share) / sigma(place))
        .collect();
    mean(z.windows(2).map(|pair| (pair[1] - pair[0]).abs()))
        .filter(|apart| apart.is_finite())
        .unwrap_or(0.0)
        / 1.128
}

/// The share of the commonest value, if more than half have it.
fn mostly_equal(places: &[&Place]) -> Option<f64> {
    let mut values: Vec<f64> = places.iter().map(|place| place.value).collect();
    values.sort_unstable_by(f64::total_cmp);
    #[expect(clippy::float_cmp, reason = "equal means the very same")]
    let longest = values.chunk_by(|a, b| a == b).map(<[f64]>::len).max()?;
    (2 * longest > values.len()).then(|| f(longest) / f(values.len()))
}
