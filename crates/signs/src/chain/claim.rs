//! What may be claimed when a measure has moved.

use super::{Day, Measure};
use crate::chart::Chart;
use crate::plan::Direction;
use crate::runs::Side;

/// What was found at the end of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Its chart.
    pub chart: &'a Chart,
    /// The day of each place of the chart.
    pub days: &'a [Day],
    /// The day on which the behaviour began, as far as is known.
    pub began: Day,
    /// Charts of the same measure in units where it did not begin.
    pub comparisons: &'a [Chart],
    /// Days of other events that could explain a change.
    pub rival_events: &'a [Day],
}

/// What may be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The behaviour has probably contributed. Never: it has caused.
    Contribution {
        /// The first day of the change.
        since: Day,
    },
    /// Nothing may be claimed, for these reasons.
    Nothing(Vec<Doubt>),
}

/// Why nothing may be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The chart shows no signal that lasts until now.
    NoSignal,
    /// It is not said which way is better, or the change is for the worse.
    WrongDirection,
    /// No time was named before the data came.
    NoLag,
    /// The change began before the time that was named.
    TooEarly,
    /// There is nothing to compare with.
    NoComparison,
    /// Units where the behaviour did not begin have changed too.
    ComparisonChanged,
    /// Something else happened at the time.
    RivalEvent,
}

/// Contribution is claimed only if there is a signal in the direction that was hoped for, after the lag that was named,
/// not in comparison units, and with no rival event between the beginning and the change.
pub fn contribution(outcome: &Outcome) -> Claim {
    let mut doubts = Vec::new();
    let finding = outcome.chart.finding();
    // Of several findings to the same side, the change began with the first.
    let first = outcome
        .chart
        .findings()
        .filter(|other| finding.is_some_and(|lead| lead.side == other.side));
    let since = first
        .map(|finding| finding.from)
        .min()
        .and_then(|place| outcome.days.get(place).copied());
    let wanted = |side: Side| {
        matches!(
            (outcome.measure.direction, side),
            (Direction::Up, Side::High) | (Direction::Down, Side::Low)
        )
    };
    match (finding, since) {
        (Some(finding), Some(since)) => {
            if !wanted(finding.side) {
                doubts.push(Doubt::WrongDirection);
            }
            match outcome.measure.lag_days {
                None => doubts.push(Doubt::NoLag),
                Some(lag) if since < outcome.began.saturating_add(i32::from(lag)) => doubts.push(Doubt::TooEarly),
                Some(_) => {}
            }
            if outcome
                .rival_events
                .iter()
                .any(|event| (outcome.began..=since).contains(event))
            {
                doubts.push(Doubt::RivalEvent);
            }
        }
        _ => doubts.push(Doubt::NoSignal),
    }
    if outcome.comparisons.is_empty() {
        doubts.push(Doubt::NoComparison);
    } else if outcome.comparisons.iter().any(|chart| {
        chart
            .finding()
            .is_some_and(|theirs| finding.is_none_or(|ours| ours.side == theirs.side))
    }) {
        doubts.push(Doubt::ComparisonChanged);
    }
    match since {
        Some(since) if doubts.is_empty() => Claim::Contribution { since },
        _ => Claim::Nothing(doubts),
    }
}
