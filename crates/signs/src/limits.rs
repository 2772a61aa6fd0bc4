//! Centre lines and limits of one phase, by kind of chart. Formulas stand at each function.

mod exact;
mod variables;

use crate::guard::Refusal;
use crate::kind::Kind;
use crate::number::{mean, median, sum};
use crate::profile::Profile;
use crate::series::{Data, Place};

/// Limits of one point, from below: outer, near, near, outer. Near limits lie at two thirds of the way (two sigma).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Outer lower limit (three sigma, or the 0.135 % quantile).
    pub lower: f64,
    /// Near lower limit (two sigma, or the 2.275 % quantile).
    pub near_lower: f64,
    /// Near upper limit.
    pub near_upper: f64,
    /// Outer upper limit.
    pub upper: f64,
}

impl Limits {
    /// Three and two `sigma` around `centre`.
    fn around(centre: f64, sigma: f64) -> Self {
        Self::around_widths(centre, 3.0 * sigma, 2.0 * sigma)
    }

    fn around_widths(centre: f64, outer: f64, near: f64) -> Self {
        Self {
            lower: centre - outer,
            near_lower: centre - near,
            near_upper: centre + near,
            upper: centre + outer,
        }
    }

    pub(crate) fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            lower: change(self.lower),
            near_lower: change(self.near_lower),
            near_upper: change(self.near_upper),
            upper: change(self.upper),
        }
    }

    /// Keeps the limits inside what the values can be.
    fn within(self, data: Data) -> Self {
        match data {
            Data::Shares => self.map(|x| x.clamp(0.0, 1.0)),
            Data::Counts | Data::Rates => self.map(|x| x.max(0.0)),
            Data::Values | Data::Means => self,
        }
    }

    /// Whether the limits leave no room at all.
    pub(crate) fn closed(self) -> bool {
        self.upper <= self.lower
    }
}

/// A point as the limits see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dot {
    /// Its place on the axis.
    pub at: usize,
    pub value: f64,
    pub size: f64,
    pub count: f64,
    pub spread: Option<f64>,
    /// Whether the limits are calculated from it.
    pub base: bool,
    /// Whether it takes part in runs.
    pub runs: bool,
    /// Whether a period is missing between it and the point before.
    pub after_gap: bool,
}

/// What is drawn at a point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub centre: f64,
    /// The value that runs are counted around: the centre line, or the median where exact limits are taken, since few
    /// expected events lie below their mean most of the time.
    pub pivot: f64,
    pub limits: Option<Limits>,
}

impl Line {
    pub(crate) const fn flat(centre: f64) -> Self {
        let limits = Limits {
            lower: centre,
            near_lower: centre,
            near_upper: centre,
            upper: centre,
        };
        Self {
            centre,
            pivot: centre,
            limits: Some(limits),
        }
    }

    fn around(centre: f64, sigma: f64, data: Data) -> Self {
        Self {
            centre,
            pivot: centre,
            limits: Some(Limits::around(centre, sigma).within(data)),
        }
    }
}

/// What the chart plots for a place, if it plots anything; `before` is the place before, if it is a point.
pub(crate) fn plotted(kind: Kind, place: &Place, before: Option<&Place>) -> Option<f64> {
    match kind {
        Kind::S => place.spread,
        Kind::Mr => before.map(|before| (place.value - before.value).abs()),
        _ => Some(place.value),
    }
}

/// The lines at each dot. The dots are never empty and not all equal.
pub(crate) fn lines(kind: Kind, data: Data, profile: &Profile, dots: &[Dot]) -> Result<Vec<Line>, Refusal> {
    let each = |line: Line| Ok(vec![line; dots.len()]);
    let base = || dots.iter().filter(|dot| dot.base);
    let values = || base().map(|dot| dot.value);
    // Counts over sizes: the centre line of every ratio.
    let overall = || sum(base().map(|dot| dot.count)) / sum(base().map(|dot| dot.size));
    let centre = mean(values()).ok_or(Refusal::NoBaseline)?;
    match kind {
        Kind::Run => {
            let centre = median(&mut values().collect::<Vec<_>>()).ok_or(Refusal::NoBaseline)?;
            each(Line {
                centre,
                pivot: centre,
                limits: None,
            })
        }
        Kind::Xmr => {
            let range = variables::mean_range(dots, profile, |dot| dot.value)?;
            let outer = profile.width * range;
            let near = 2.0 * (profile.width / 3.0) * range;
            each(Line {
                centre,
                pivot: centre,
                limits: Some(Limits::around_widths(centre, outer, near)),
            })
        }
        Kind::Mr => {
            let upper = variables::RANGE_LIMIT * centre;
            let limits = Limits {
                lower: 0.0,
                near_lower: 0.0,
                near_upper: upper / 3.0 * 2.0,
                upper,
            };
            each(Line {
                centre,
                pivot: centre,
                limits: Some(limits),
            })
        }
        Kind::T => variables::time_between(dots, profile).and_then(each),
        Kind::IPrime => variables::i_prime(dots, profile, overall(), data),
        Kind::Xbar => variables::means_of_samples(dots),
        Kind::S => variables::spreads_of_samples(dots),
        Kind::P | Kind::PPrime => {
            let centre = overall();
            let sigma = |dot: &Dot| (centre * (1.0 - centre) / dot.size).sqrt();
            if kind == Kind::PPrime {
                return variables::laney(dots, profile, centre, sigma, Data::Shares);
            }
            open(centre > 0.0 && centre < 1.0)?;
            let mut exact = exact::Memory::default();
            Ok(dots
                .iter()
                .map(|dot| {
                    if profile.exact && is_exact(kind, dot, centre) {
                        exact.line(dot.size, || exact::binomial(dot.size, centre))
                    } else {
                        Line::around(centre, sigma(dot), Data::Shares)
                    }
                })
                .collect())
        }
        Kind::U | Kind::UPrime => {
            let centre = overall();
            let sigma = |dot: &Dot| (centre / dot.size).sqrt();
            if kind == Kind::UPrime {
                return variables::laney(dots, profile, centre, sigma, Data::Rates);
            }
            open(centre > 0.0)?;
            let mut exact = exact::Memory::default();
            Ok(dots
                .iter()
                .map(|dot| {
                    if profile.exact && is_exact(kind, dot, centre) {
                        exact.line(dot.size, || exact::poisson(dot.size, centre))
                    } else {
                        Line::around(centre, sigma(dot), Data::Rates)
                    }
                })
                .collect())
        }
        Kind::C => {
            open(centre > 0.0)?;
            each(if profile.exact && is_exact(kind, &dots[0], centre) {
                exact::poisson(1.0, centre)
            } else {
                Line::around(centre, centre.sqrt(), Data::Counts)
            })
        }
        Kind::G => {
            open(centre > 0.0)?;
            // The median is what is drawn, because the mean of so skewed a distribution has two thirds of the points
            // below it. Three sigma of the geometric distribution (Montgomery, section 7.3.5) leave 1.8 % above.
            let middle = median(&mut values().collect::<Vec<_>>()).ok_or(Refusal::NoBaseline)?;
            let limits = if profile.exact {
                exact::geometric(centre)
            } else {
                Limits::around(centre, (centre * (centre + 1.0)).sqrt()).within(Data::Counts)
            };
            each(Line {
                centre: middle,
                pivot: middle,
                limits: Some(limits),
            })
        }
    }
}

/// A baseline in which nothing happened (or everything) has no spread to judge others by.
fn open(varies: bool) -> Result<(), Refusal> {
    if varies { Ok(()) } else { Err(Refusal::FlatBaseline) }
}

/// Whether so few are expected at the dot that a profile with exact limits takes them.
pub(crate) fn is_exact(kind: Kind, dot: &Dot, centre: f64) -> bool {
    match kind {
        Kind::P => dot.size * centre.min(1.0 - centre) < exact::FEW,
        Kind::U => dot.size * centre < exact::FEW,
        Kind::C => centre < exact::FEW,
        _ => false,
    }
}
