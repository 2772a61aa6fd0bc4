//! Named sets of rules. A sign keeps the name of its profile, so that a chart looks the same next year.

use std::fmt;
use std::str::FromStr;

use crate::kind::UnknownName;

/// The name of a profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Name {
    /// Making Data Count's rules (NHS England, since November 2023) with this engine's guards. The default.
    #[default]
    Mdc,
    /// As `NHSRplotthedots` 0.2.2 labels points.
    Nhsr,
    /// As `PowerBI-SPC` draws limits and labels points with its settings untouched.
    Pbi,
    /// Anhøj's two tests for runs, and limits as qicharts2 0.8.1 draws them.
    Anhoej,
}

impl Name {
    /// All profiles.
    pub const ALL: [Self; 4] = [Self::Mdc, Self::Nhsr, Self::Pbi, Self::Anhoej];

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mdc => "mdc",
            Self::Nhsr => "nhsr-0.2.2",
            Self::Pbi => "pbi",
            Self::Anhoej => "anhoej",
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Name {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|each| each.name() == name)
            .ok_or_else(|| UnknownName(name.chars().take(40).collect()))
    }
}

/// What a trend does when two neighbours are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// The trend ends.
    Break,
    /// The second of the two is passed over.
    Ignore,
}

/// Two of three neighbouring points beyond the near limits (two sigma).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoOfThree {
    /// Whether a point beyond the outer limits counts as one of the two.
    pub outer_counts: bool,
    /// Whether the third point must lie on the same side of the centre line.
    pub same_side: bool,
}

/// A set of rules. Take a named one and change it, or write one: every field is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Which named profile this is, or began as.
    pub name: Name,
    /// The XmR chart's limits, in mean moving ranges from the mean: 2.66, or 3/1.128 unrounded.
    pub width: f64,
    /// Whether moving ranges of 3.267 times their mean and more are left out of a second mean (Nelson 1982).
    pub screen: bool,
    /// Whether p, u and c charts take exact quantiles where fewer than five are expected, and g charts always.
    pub exact: bool,
    /// So many points in a row on one side of the centre line are a shift.
    pub shift: Option<usize>,
    /// So many points in a row, each higher (or each lower) than the one before, are a trend.
    pub trend: Option<usize>,
    /// What a trend does with equal neighbours.
    pub ties: Ties,
    /// Two of three near the limits.
    pub two_of_three: Option<TwoOfThree>,
    /// Whether a run that is too long for the number of points, or too few crossings, is a signal (Anhøj & Olesen
    /// 2014).
    pub runs: bool,
    /// From so many points on, limits are firm and icons are shown.
    pub firm: usize,
    /// Whether a point that is better by one rule and worse by another shows both.
    pub both: bool,
    /// Whether a target that equals a limit is met (or missed) for certain.
    pub target_on_limit: bool,
    /// Whether labels, icons and assurance are given before [`Profile::firm`] too.
    pub early: bool,
    /// Whether an XmR chart on which every point signals keeps its labels. They say nothing, and the peer gives them. Where
    /// a quarter of the neighbours or more are equal, it never does.
    pub all_may_signal: bool,
}

impl Profile {
    /// Making Data Count: shift of seven, trend of seven, two of three on one side; firm from 13 points.
    pub const MDC: Self = Self {
        name: Name::Mdc,
        width: 2.66,
        screen: false,
        exact: true,
        shift: Some(7),
        trend: Some(7),
        ties: Ties::Break,
        two_of_three: Some(TwoOfThree {
            outer_counts: true,
            same_side: true,
        }),
        runs: false,
        firm: 13,
        both: true,
        target_on_limit: true,
        early: false,
        all_may_signal: false,
    };

    /// `NHSRplotthedots` 0.2.2.
    pub const NHSR: Self = Self {
        name: Name::Nhsr,
        screen: true,
        exact: false,
        two_of_three: Some(TwoOfThree {
            outer_counts: false,
            same_side: true,
        }),
        both: false,
        target_on_limit: false,
        early: true,
        all_may_signal: true,
        ..Self::MDC
    };

    /// `PowerBI-SPC`: trends of five, and the third of three may lie anywhere.
    pub const PBI: Self = Self {
        name: Name::Pbi,
        width: 3.0 / 1.128,
        screen: true,
        exact: false,
        trend: Some(5),
        two_of_three: Some(TwoOfThree {
            outer_counts: true,
            same_side: false,
        }),
        both: true,
        target_on_limit: false,
        early: true,
        ..Self::MDC
    };

    /// Anhøj's runs tests with the outer limits where the chart has them.
    pub const ANHOEJ: Self = Self {
        name: Name::Anhoej,
        width: 3.0 / 1.128,
        screen: true,
        exact: false,
        shift: None,
        trend: None,
        two_of_three: None,
        runs: true,
        both: false,
        ..Self::MDC
    };

    /// The profile of a name.
    pub const fn named(name: Name) -> &'static Self {
        match name {
            Name::Mdc => &Self::MDC,
            Name::Nhsr => &Self::NHSR,
            Name::Pbi => &Self::PBI,
            Name::Anhoej => &Self::ANHOEJ,
        }
    }
}
