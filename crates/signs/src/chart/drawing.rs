//! One stretch of a chart: which of its places are points, where its lines run, what is put on the page.

use super::{Point, Standing};
use crate::guard::{self, Refusal};
use crate::icon::Label;
use crate::kind::Kind;
use crate::limits::{self, Dot, Limits, Line};
use crate::plan::{Plan, Stretch};
use crate::profile::Profile;
use crate::rules::Signals;
use crate::series::{Data, Place, Series, Shown};

/// One stretch of the axis while it is drawn.
pub(super) struct Drawing<'a> {
    pub series: &'a Series,
    pub plan: &'a Plan,
    pub kind: Kind,
    pub profile: &'a Profile,
    pub stretch: Stretch,
    pub index: usize,
}

impl Drawing<'_> {
    fn places(&self) -> &[Place] {
        &self.series.places()[self.stretch.from..self.stretch.to]
    }

    /// The points of the stretch.
    pub(super) fn dots(&self) -> Vec<Dot> {
        let places = self.places();
        let mut dots: Vec<Dot> = Vec::with_capacity(places.len());
        let (mut after_gap, mut baseline) = (false, self.stretch.baseline.unwrap_or(usize::MAX));
        for (index, place) in places.iter().enumerate() {
            let before = index
                .checked_sub(1)
                .map(|before| &places[before])
                .filter(|place| place.shown == Shown::Point);
            let value = if place.shown == Shown::Point {
                limits::plotted(self.kind, place, before)
            } else {
                None
            };
            let in_baseline = baseline > 0;
            // The first moving range has no value, and its period counts all the same.
            if place.shown == Shown::Point {
                baseline = baseline.saturating_sub(1);
            }
            let Some(value) = value else {
                after_gap = true;
                continue;
            };
            let at = self.stretch.from + index;
            let excluded = self.plan.excludes(at);
            let base = in_baseline && !excluded;
            dots.push(Dot {
                at,
                value,
                size: place.size,
                count: place.count,
                spread: place.spread,
                base,
                runs: !excluded,
                after_gap: after_gap && !dots.is_empty(),
            });
            after_gap = false;
        }
        dots
    }

    /// The lines at each dot, or none.
    pub(super) fn lines(&self, dots: &[Dot]) -> (Standing, Vec<Line>) {
        let refused = |refusal| (Standing::Refused(refusal), Vec::new());
        if dots.len() < 2 {
            return (Standing::TooFew, Vec::new());
        }
        if let Some(periods) = self.plan.rolling.filter(|&periods| periods > 1) {
            return refused(Refusal::Rolling { periods });
        }
        let enough = dots.len() >= self.profile.firm;
        if guard::constant(dots) {
            let standing = if enough { Standing::NoVariation } else { Standing::Trial };
            return (standing, vec![Line::flat(dots[0].value); dots.len()]);
        }
        // While points are few, a trial that shows no labels does no harm.
        if (enough || self.profile.early)
            && let Some(refusal) = guard::sparse(self.kind, dots)
        {
            return refused(refusal);
        }
        match limits::lines(self.kind, self.series.data(), self.profile, dots) {
            Err(refusal) => refused(refusal),
            // A single exact limit may be closed: one person asked of a rare thing. All of them never are.
            Ok(lines) if lines.iter().all(|line| line.limits.is_some_and(Limits::closed)) => {
                refused(Refusal::FlatBaseline)
            }
            Ok(lines) => (if enough { Standing::Firm } else { Standing::Trial }, lines),
        }
    }

    /// Whether exact limits were taken anywhere.
    pub(super) fn few_events(&self, dots: &[Dot], lines: &[Line]) -> bool {
        self.profile.exact
            && dots
                .iter()
                .zip(lines)
                .any(|(dot, line)| limits::is_exact(self.kind, dot, line.centre))
    }

    /// Puts the places of the stretch into `points`.
    pub(super) fn points(
        &self,
        dots: &[Dot],
        lines: &[Line],
        signals: &[Signals],
        labelled: bool,
        points: &mut Vec<Point>,
    ) {
        let scale = self.plan.scale;
        let has_sizes = matches!(self.series.data(), Data::Shares | Data::Rates | Data::Means);
        // Limits that are the same for all points are drawn through the gaps too.
        let everywhere = lines.first().filter(|_| self.kind.has_level_limits());
        let mut dots = dots.iter().enumerate().peekable();
        for (index, place) in self.places().iter().enumerate() {
            let at = self.stretch.from + index;
            let dot = dots.next_if(|(_, dot)| dot.at == at);
            let line = dot.and_then(|(index, _)| lines.get(index)).or(everywhere);
            let signals = dot.map_or_else(Signals::default, |(index, _)| signals[index]);
            let label = if dot.is_some() && labelled {
                Label::of(&signals, self.plan.direction, self.profile.both)
            } else {
                Label::None
            };
            points.push(Point {
                shown: place.shown,
                value: dot.map(|(_, dot)| dot.value * scale),
                size: (has_sizes && place.shown == Shown::Point).then_some(place.size),
                excluded: self.plan.excludes(at),
                segment: self.index,
                centre: line.map(|line| line.centre * scale),
                limits: line
                    .and_then(|line| line.limits)
                    .map(|limits| limits.map(|x| x * scale)),
                signals,
                label,
            });
        }
    }
}
