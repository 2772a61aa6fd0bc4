//! One series as a control chart: points, lines, labels, icons.

mod drawing;

use crate::chance::{self, FalseAlarm};
use crate::error::{Bad, Field};
use crate::guard::{self, Caution, Refusal};
use crate::icon::{Assurance, Label, Variation};
use crate::kind::Kind;
use crate::limits::{Dot, Limits};
use crate::plan::{Direction, Plan};
use crate::profile::{self, Profile};
use crate::rules::{self, Signals};
use crate::runs::{Runs, Side};
use crate::series::{Data, Series, Shown};

use drawing::Drawing;

/// A place on the time axis, as it is drawn. Numbers are in the unit that is shown ([`Plan::scale`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// A point, a gap, or a period without exposure.
    pub shown: Shown,
    /// What is plotted. None in a gap, and where the chart has nothing to plot (the first moving range).
    pub value: Option<f64>,
    /// Denominator, exposure or number of answers, where the series has them.
    pub size: Option<f64>,
    /// Whether the limits are calculated without it.
    pub excluded: bool,
    /// Which segment it belongs to.
    pub segment: usize,
    /// Centre line.
    pub centre: Option<f64>,
    /// Limits, never without a centre line.
    pub limits: Option<Limits>,
    /// What the rules found.
    pub signals: Signals,
    /// What that means.
    pub label: Label,
}

/// How much the lines of a segment can bear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Fewer than two points: no lines.
    TooFew,
    /// Fewer than 13 points: lines as a trial, no labels, no icons.
    Trial,
    /// Lines, labels and icons.
    Firm,
    /// All points are equal: the lines lie on the centre line.
    NoVariation,
    /// No lines, for this reason.
    Refused(Refusal),
}

/// A phase of the chart, with its own lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// First place.
    pub from: usize,
    /// The place after the last.
    pub to: usize,
    /// The place after the last that the lines are calculated from.
    pub baseline_to: usize,
    /// How many places are points.
    pub points: usize,
    /// How much its lines can bear.
    pub standing: Standing,
    /// How its points lie around the centre line. None without a centre line, or when all lie on it.
    pub runs: Option<Runs>,
}

/// A new phase that the data suggest. People decide, with a reason; a concern is never rebased away without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The first place of the suggested phase.
    pub from: usize,
    /// How many points lie on one side since.
    pub points: usize,
}

/// A control chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The kind of chart.
    pub kind: Kind,
    /// The profile it was labelled with.
    pub profile: profile::Name,
    /// Which way is better.
    pub direction: Direction,
    /// One for each place of the series.
    pub points: Vec<Point>,
    /// Phases in time order, at least one.
    pub segments: Vec<Segment>,
    /// What whoever reads the chart should know.
    pub cautions: Vec<Caution>,
    /// What the latest point says.
    pub variation: Variation,
    /// What to expect of the target.
    pub assurance: Assurance,
    /// Whether a signal since the baseline makes the assurance worthless: the limits do not hold for what is now.
    pub unstable: bool,
    /// A new phase to consider.
    pub suggestion: Option<Suggestion>,
    /// How often a chart like the latest segment signals if nothing but chance is at work. None where it is not known:
    /// below 13 points, without labels, or with rules that are nobody's profile.
    pub false_alarm: Option<FalseAlarm>,
}

/// From so many points on one side, up to the latest, a new phase is suggested.
const SUGGEST_FROM: usize = 8;

impl Chart {
    /// Draws a series as a chart.
    ///
    /// Fails if the kind of chart does not fit the data, or the plan does not fit the series. Data that are possible
    /// but too few or too sparse for limits do not fail: the segment's [`Standing`] says so.
    ///
    /// ```
    /// use signs::profile::Name;
    /// use signs::{Chart, Kind, Phase, Plan, Profile, Series};
    ///
    /// // A tally of 28 weeks; the sixth is missing, and from the fifteenth on something was done.
    /// let mut tally: Vec<Option<f64>> = (0..28).map(|week| Some(f64::from(9 + week * 5 % 7 + week / 14 * 6))).collect();
    /// tally[5] = None;
    /// let phase = Phase { from: 14, reason: "Vi har flyttet tavlemødet".to_owned(), baseline: None };
    /// let plan = Plan { phases: vec![phase], ..Plan::default() };
    ///
    /// let chart = Chart::draw(&Series::of_counts(&tally)?, &plan, Kind::C, Profile::named(Name::Mdc))?;
    /// assert_eq!((chart.segments.len(), chart.points.len()), (2, 28));
    /// assert_eq!(chart.variation.name(), "common_cause");
    /// # Ok::<(), signs::Bad>(())
    /// ```
    pub fn draw(series: &Series, plan: &Plan, kind: Kind, profile: &Profile) -> Result<Self, Bad> {
        fits(kind, series)?;
        let stretches = plan.stretches(series)?;
        let mut chart = Self {
            kind,
            profile: profile.name,
            direction: plan.direction,
            points: Vec::with_capacity(series.len()),
            segments: Vec::with_capacity(stretches.len()),
            cautions: Vec::new(),
            variation: Variation::TooFewPoints,
            assurance: Assurance::NotApplicable,
            unstable: false,
            suggestion: None,
            false_alarm: None,
        };
        let last = stretches.len() - 1;
        for (index, stretch) in stretches.iter().enumerate() {
            let drawing = Drawing {
                series,
                plan,
                kind,
                profile,
                stretch: *stretch,
                index,
            };
            chart.add(&drawing, index == last);
        }
        Ok(chart)
    }

    /// The latest point, with its place: not a gap, not left out, and of the latest segment.
    pub fn latest(&self) -> Option<(usize, &Point)> {
        let from = self.last_segment().from;
        let mut latest = self.points.iter().enumerate().skip(from).rev();
        latest.find(|(_, point)| point.value.is_some() && !point.excluded)
    }

    /// The latest segment.
    pub fn last_segment(&self) -> &Segment {
        &self.segments[self.segments.len() - 1]
    }

    fn add(&mut self, drawing: &Drawing, last: bool) {
        let Drawing { profile, stretch, .. } = drawing;
        let dots = drawing.dots();
        let (standing, lines) = drawing.lines(&dots);
        let labelled = match standing {
            Standing::Firm => true,
            Standing::Trial => profile.early,
            Standing::TooFew | Standing::NoVariation | Standing::Refused(_) => false,
        };
        let (mut signals, runs) = if lines.is_empty() {
            (vec![Signals::default(); dots.len()], None)
        } else {
            rules::find(profile, drawing.kind.has_order(), &dots, &lines)
        };
        if !labelled {
            signals.fill(Signals::default());
        }
        let two_levels = labelled.then(|| self.guard_all(drawing, &dots, &mut signals)).flatten();
        self.cautions.extend(two_levels.map(|from| Caution::TwoLevels { from }));
        if last && standing == Standing::Firm {
            self.cautions
                .extend(drawing.few_events(&dots, &lines).then_some(Caution::FewEvents));
            self.cautions
                .extend(guard::smooth(&dots).filter(|_| drawing.kind.has_order()));
        }
        let baseline_to = dots
            .iter()
            .rev()
            .find(|dot| dot.base)
            .map_or(stretch.from, |dot| dot.at + 1);
        self.segments.push(Segment {
            from: stretch.from,
            to: stretch.to,
            baseline_to,
            points: dots.len(),
            standing,
            runs,
        });
        drawing.points(&dots, &lines, &signals, labelled, &mut self.points);
        if last {
            self.judge(drawing, &dots, &signals, two_levels);
            self.false_alarm = labelled
                .then(|| chance::false_alarm(profile.name, drawing.kind, dots.len(), stretch.baseline))
                .flatten()
                .filter(|_| *profile == Profile::named(profile.name));
        }
    }

    /// Keeps a chart from flagging every point: where there are two levels, the earlier is what the later differs
    /// from. Returns the first place of the later level.
    fn guard_all(&mut self, drawing: &Drawing, dots: &[Dot], signals: &mut [Signals]) -> Option<usize> {
        if dots.is_empty() || !signals.iter().all(Signals::any) {
            return None;
        }
        if drawing.profile.all_may_signal && drawing.kind == Kind::Xmr && !guard::coarse(dots) {
            self.cautions.push(Caution::EveryPointSignals);
            return None;
        }
        let from = guard::change_of_level(dots).unwrap_or(dots.len());
        signals[..from].fill(Signals::default());
        dots.get(from).map(|dot| dot.at)
    }

    /// The icons, the suggestion and the stability of the latest segment.
    fn judge(&mut self, drawing: &Drawing, dots: &[Dot], signals: &[Signals], two_levels: Option<usize>) {
        let Drawing {
            plan, profile, stretch, ..
        } = drawing;
        let segment = *self.last_segment();
        let Some((latest, dot)) = dots.iter().enumerate().rev().find(|(_, dot)| dot.runs) else {
            return;
        };
        let point = self.points[dot.at];
        let firm = match segment.standing {
            Standing::Firm => true,
            Standing::Trial => profile.early,
            _ => false,
        };
        self.variation = match segment.standing {
            Standing::TooFew => Variation::TooFewPoints,
            Standing::Trial if !profile.early => Variation::TooFewPoints,
            Standing::NoVariation => Variation::NoVariation,
            Standing::Refused(_) => Variation::NotCharted,
            Standing::Firm | Standing::Trial => Variation::of(point.label, &point.signals),
        };
        let unsettled = profile.runs && segment.runs.is_some_and(|runs| runs.signal());
        if firm && unsettled && self.variation == Variation::Common {
            self.variation = Variation::Unsettled;
        }
        self.assurance = match plan.target_at(dot.at) {
            None => Assurance::NoTarget,
            Some(target) => match point.limits {
                Some(limits) if firm || (segment.standing == Standing::NoVariation && dots.len() >= profile.firm) => {
                    Assurance::of(
                        limits.lower,
                        limits.upper,
                        target,
                        plan.direction,
                        profile.target_on_limit,
                    )
                }
                _ => Assurance::NotApplicable,
            },
        };
        let since = stretch.baseline.map_or(0, |baseline| baseline.min(dots.len()));
        self.unstable = signals[since..].iter().any(Signals::any);
        self.suggestion = two_levels
            .map(|from| Suggestion {
                from,
                points: dots.iter().filter(|dot| dot.at >= from).count(),
            })
            .or_else(|| firm.then(|| suggestion(dots, &self.points, latest)).flatten());
    }
}

/// The run on one side that ends at the latest dot, if it is long enough and does not fill the segment.
fn suggestion(dots: &[Dot], points: &[Point], latest: usize) -> Option<Suggestion> {
    let side = |dot: &Dot| points[dot.at].signals.shift;
    let now = side(&dots[latest])?;
    let run: Vec<&Dot> = dots[..=latest]
        .iter()
        .rev()
        .filter(|dot| dot.runs)
        .take_while(|dot| side(dot) == Some(now))
        .collect();
    let first = run.last()?;
    (run.len() >= SUGGEST_FROM && first.at > dots[0].at).then_some(Suggestion {
        from: first.at,
        points: run.len(),
    })
}

/// Whether the series has what the chart needs.
pub(crate) fn fits(kind: Kind, series: &Series) -> Result<(), Bad> {
    let data = series.data();
    let wrong = |needs| Err(Bad::WrongKind { kind, needs });
    let points = || {
        series
            .places()
            .iter()
            .enumerate()
            .filter(|(_, place)| place.shown == Shown::Point)
    };
    match kind {
        Kind::Run | Kind::Xmr | Kind::Mr => Ok(()),
        Kind::IPrime if matches!(data, Data::Shares | Data::Rates | Data::Means) => Ok(()),
        Kind::IPrime => wrong("a denominator for each period"),
        Kind::P | Kind::PPrime if data == Data::Shares => Ok(()),
        Kind::P | Kind::PPrime => wrong("counts out of a whole number"),
        Kind::U | Kind::UPrime if matches!(data, Data::Shares | Data::Rates) => Ok(()),
        Kind::U | Kind::UPrime => wrong("counts and what was exposed"),
        Kind::C | Kind::G if matches!(data, Data::Counts | Data::Values) => {
            points().try_for_each(|(at, place)| crate::error::whole(Field::Count, at, place.value).map(drop))
        }
        Kind::C => wrong("one count for each period"),
        Kind::G => wrong("the number of cases between events"),
        Kind::T if matches!(data, Data::Counts | Data::Values) => points().try_for_each(|(at, place)| {
            if place.value > 0.0 {
                Ok(())
            } else {
                Err(Bad::NotPositive {
                    field: Field::Value,
                    at,
                    value: place.value,
                })
            }
        }),
        Kind::T => wrong("the time between events"),
        Kind::Xbar | Kind::S if data == Data::Means && points().any(|(_, place)| place.spread.is_some()) => Ok(()),
        Kind::Xbar | Kind::S => wrong("samples, or means with their spread"),
    }
}

impl Point {
    /// On which side of the centre line the point lies.
    pub fn side(&self) -> Option<Side> {
        Side::of(self.value?, self.centre?)
    }
}
