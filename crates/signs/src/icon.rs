//! Verdicts at a glance: is it changing, and can the target be relied on?

use crate::plan::Direction;
use crate::rules::Signals;
use crate::runs::Side;

/// What a point is, for whoever looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Label {
    /// Not judged: a gap, too few points, no limits.
    #[default]
    None,
    /// Within what chance explains.
    Common,
    /// A signal for the better.
    Improvement,
    /// A signal for the worse.
    Concern,
    /// A signal upwards, where neither way is better.
    High,
    /// A signal downwards, where neither way is better.
    Low,
    /// A signal for the better by one rule and for the worse by another.
    Both,
}

impl Label {
    pub(crate) fn of(signals: &Signals, direction: Direction, both: bool) -> Self {
        let mut sides = signals.each().map(|(_, side)| side);
        let Some(first) = sides.next() else { return Self::Common };
        if both && direction != Direction::Neither && sides.any(|side| side != first) {
            return Self::Both;
        }
        match (direction, first) {
            (Direction::Neither, Side::High) => Self::High,
            (Direction::Neither, Side::Low) => Self::Low,
            (Direction::Up, Side::High) | (Direction::Down, Side::Low) => Self::Improvement,
            (Direction::Up, Side::Low) | (Direction::Down, Side::High) => Self::Concern,
        }
    }

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Common => "common_cause",
            Self::Improvement => "improvement",
            Self::Concern => "concern",
            Self::High => "neutral_high",
            Self::Low => "neutral_low",
            Self::Both => "improvement_and_concern",
        }
    }
}

/// The variation icon: what the latest point says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variation {
    /// Nothing but chance.
    Common,
    /// Better, and high.
    ImprovementHigh,
    /// Better, and low.
    ImprovementLow,
    /// Worse, and high.
    ConcernHigh,
    /// Worse, and low.
    ConcernLow,
    /// High, where neither way is better.
    NeutralHigh,
    /// Low, where neither way is better.
    NeutralLow,
    /// Better by one rule and worse by another.
    Both,
    /// Not chance, but without a direction: too few crossings of the centre line.
    Unsettled,
    /// Too few points to say.
    TooFewPoints,
    /// All points are equal.
    NoVariation,
    /// No limits could be drawn.
    NotCharted,
}

impl Variation {
    pub(crate) fn of(label: Label, signals: &Signals) -> Self {
        let high = signals.each().next().is_some_and(|(_, side)| side == Side::High);
        match (label, high) {
            (Label::None, _) => Self::NotCharted,
            (Label::Common, _) => Self::Common,
            (Label::Improvement, true) => Self::ImprovementHigh,
            (Label::Improvement, false) => Self::ImprovementLow,
            (Label::Concern, true) => Self::ConcernHigh,
            (Label::Concern, false) => Self::ConcernLow,
            (Label::High, _) => Self::NeutralHigh,
            (Label::Low, _) => Self::NeutralLow,
            (Label::Both, _) => Self::Both,
        }
    }

    /// Whether the icon stands for a signal.
    pub const fn is_signal(self) -> bool {
        !matches!(
            self,
            Self::Common | Self::TooFewPoints | Self::NoVariation | Self::NotCharted
        )
    }

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Common => "common_cause",
            Self::ImprovementHigh => "improvement_high",
            Self::ImprovementLow => "improvement_low",
            Self::ConcernHigh => "concern_high",
            Self::ConcernLow => "concern_low",
            Self::NeutralHigh => "neutral_high",
            Self::NeutralLow => "neutral_low",
            Self::Both => "improvement_and_concern",
            Self::Unsettled => "unsettled",
            Self::TooFewPoints => "too_few_points",
            Self::NoVariation => "no_variation",
            Self::NotCharted => "not_charted",
        }
    }
}

/// The assurance icon: would the target be met next time, if nothing changes?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// The target will be met: it lies outside the limits, on the worse side.
    Pass,
    /// The target will be missed: it lies outside the limits, on the better side.
    Fail,
    /// The target lies within the limits: met or missed by chance.
    HitOrMiss,
    /// There is no target.
    NoTarget,
    /// Neither way is better, or there are no firm limits.
    NotApplicable,
}

impl Assurance {
    /// The name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::HitOrMiss => "hit_or_miss",
            Self::NoTarget => "no_target",
            Self::NotApplicable => "not_applicable",
        }
    }

    pub(crate) fn of(lower: f64, upper: f64, target: f64, direction: Direction, on_limit: bool) -> Self {
        // Whether all that chance allows lies on the target's upper (lower) side.
        let (above, below) = if on_limit {
            (lower >= target, upper <= target)
        } else {
            (lower > target, upper < target)
        };
        // With limits that have closed on the target, both hold; then the target is met.
        match direction {
            Direction::Neither => Self::NotApplicable,
            Direction::Up if above => Self::Pass,
            Direction::Up if upper < target => Self::Fail,
            Direction::Down if below => Self::Pass,
            Direction::Down if lower > target => Self::Fail,
            Direction::Up | Direction::Down => Self::HitOrMiss,
        }
    }
}
