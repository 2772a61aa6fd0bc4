//! How often a chart signals when nothing but chance is at work.
//!
//! Every rule that finds a change also finds some that are none. Four rules on 24 points of pure chance signal
//! somewhere in almost one chart of five: whoever looks at hundreds of charts should know.

mod table;

use crate::chart::Chart;
use crate::error::Bad;
use crate::kind::Kind;
use crate::plan::Plan;
use crate::profile::{Name, Profile};
use crate::series::Series;

use table::TABLE;

/// Charts whose limits are found in the same way signal by chance equally often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Limits from moving ranges: XmR, I′, p′, u′, t.
    Ranges,
    /// Limits that follow from the mean, or from the spread inside samples: p, u, c, x̄, s.
    Known,
    /// Cases between events: g.
    Gaps,
    /// A median and no limits.
    Middle,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 4] = [Self::Ranges, Self::Known, Self::Gaps, Self::Middle];

    /// The family of a kind of chart. The moving range chart has none: its points hang together.
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Xmr | Kind::IPrime | Kind::PPrime | Kind::UPrime | Kind::T => Some(Self::Ranges),
            Kind::P | Kind::U | Kind::C | Kind::Xbar | Kind::S => Some(Self::Known),
            Kind::G => Some(Self::Gaps),
            Kind::Run => Some(Self::Middle),
            Kind::Mr => None,
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Ranges => Kind::Xmr,
            Self::Known => Kind::C,
            Self::Gaps => Kind::G,
            Self::Middle => Kind::Run,
        }
    }
}

/// Chances of a false signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FalseAlarm {
    /// That at least one point of the chart signals, or the runs do.
    pub any: f64,
    /// That the latest point does, or the runs do.
    pub latest: f64,
}

/// Numbers of points for which the chances were simulated.
pub const POINTS: [usize; 7] = [13, 18, 24, 36, 48, 60, 100];
/// Lengths of baseline for which they were; 0 stands for limits from all points.
pub const BASELINES: [usize; 4] = [0, 12, 18, 24];

/// The chances for a chart of so many independent points, of which the first `baseline` gave the limits (all if none).
///
/// Between the simulated numbers of points the chance of staying silent is interpolated; beyond 100 it is continued. Of
/// the simulated baselines the nearest that is not longer is taken, which states the chance a little too high. None
/// below 13 points.
pub fn false_alarm(profile: Name, kind: Kind, points: usize, baseline: Option<usize>) -> Option<FalseAlarm> {
    let family = Family::of(kind)?;
    let baseline = match baseline {
        Some(given) if given < points => *BASELINES.iter().rev().find(|&&known| known <= given && known > 0)?,
        _ => 0,
    };
    let row = TABLE
        .iter()
        .find(|row| row.profile == profile && row.family == family && row.baseline == baseline)?;
    if points < POINTS[0] {
        return None;
    }
    let above = POINTS
        .iter()
        .position(|&known| known >= points)
        .unwrap_or(POINTS.len() - 1)
        .max(1);
    let (x0, x1) = (crate::number::f(POINTS[above - 1]), crate::number::f(POINTS[above]));
    let along = (crate::number::f(points) - x0) / (x1 - x0);
    let between = |chances: &[f64; 7]| {
        let silence = |chance: f64| (-chance).ln_1p();
        let (y0, y1) = (silence(chances[above - 1]), silence(chances[above]));
        // A longer chart is never more silent than a shorter one.
        -(y0 + (y1 - y0) * along).min(0.0).exp_m1()
    };
    Some(FalseAlarm {
        any: between(&row.any),
        latest: between(&row.latest),
    })
}

/// The chances as counted in `rounds` simulated charts of independent points: normal values, Poisson counts around 40,
/// or geometric gaps around 30.
pub fn simulate(
    profile: &Profile,
    family: Family,
    points: usize,
    baseline: Option<usize>,
    random: &mut Random,
    rounds: u32,
) -> Result<FalseAlarm, Bad> {
    let plan = Plan {
        baseline,
        ..Plan::default()
    };
    let (mut any, mut latest) = (0_u32, 0_u32);
    for _ in 0..rounds {
        let values: Vec<Option<f64>> = (0..points)
            .map(|_| {
                Some(match family {
                    Family::Ranges | Family::Middle => random.normal(),
                    Family::Known => random.poisson(40.0),
                    Family::Gaps => random.geometric(30.0),
                })
            })
            .collect();
        let chart = Chart::draw(&Series::of_values(&values)?, &plan, family.kind(), profile)?;
        let runs = profile.runs && chart.last_segment().runs.is_some_and(|runs| runs.signal());
        any += u32::from(runs || chart.points.iter().any(|point| point.signals.any()));
        latest += u32::from(chart.variation.is_signal());
    }
    let share = |count: u32| f64::from(count) / f64::from(rounds.max(1));
    Ok(FalseAlarm {
        any: share(any),
        latest: share(latest),
    })
}

/// A reproducible source of chance for simulations: `SplitMix64` (Steele, Lea & Flood 2014). Never for secrets.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The same seed gives the same numbers.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Above 0 and below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Mean 0, standard deviation 1 (Box & Muller 1958).
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// A count with this mean, which is to be below 500 (Knuth's product of uniform numbers).
    pub fn poisson(&mut self, mean: f64) -> f64 {
        let limit = (-mean).exp();
        let (mut count, mut product) = (0.0, self.uniform());
        while product > limit {
            product *= self.uniform();
            count += 1.0;
        }
        count
    }

    /// A number of cases before an event, with this mean.
    pub fn geometric(&mut self, mean: f64) -> f64 {
        (self.uniform().ln() / (mean / (mean + 1.0)).ln()).floor()
    }
}
