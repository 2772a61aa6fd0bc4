//! The kinds of chart.

use std::fmt;
use std::str::FromStr;

/// A kind of control chart. [`Kind::name`] is how it is written on a command line and in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Values against their median: for short series, or when nothing is known of how they vary.
    Run,
    /// Single values with limits from their moving ranges, also called I or individuals chart.
    Xmr,
    /// The moving ranges themselves.
    Mr,
    /// Shares, rates or means whose denominators change, with limits from how they vary from period to period.
    IPrime,
    /// Shares: a count out of a number, with binomial limits.
    P,
    /// Shares with very large denominators, after Laney.
    PPrime,
    /// Events per exposure, with Poisson limits.
    U,
    /// Events per very large exposure, after Laney.
    UPrime,
    /// Events with the same exposure each time.
    C,
    /// Time between rare events.
    T,
    /// Cases between rare events.
    G,
    /// Means of small samples, with limits from the spread inside them.
    Xbar,
    /// The spread inside small samples.
    S,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Run,
        Self::Xmr,
        Self::Mr,
        Self::IPrime,
        Self::P,
        Self::PPrime,
        Self::U,
        Self::UPrime,
        Self::C,
        Self::T,
        Self::G,
        Self::Xbar,
        Self::S,
    ];

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Xmr => "xmr",
            Self::Mr => "mr",
            Self::IPrime => "i-prime",
            Self::P => "p",
            Self::PPrime => "p-prime",
            Self::U => "u",
            Self::UPrime => "u-prime",
            Self::C => "c",
            Self::T => "t",
            Self::G => "g",
            Self::Xbar => "xbar",
            Self::S => "s",
        }
    }

    /// The name as people write it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Xmr => "XmR",
            Self::Mr => "MR",
            Self::IPrime => "I′",
            Self::P => "p",
            Self::PPrime => "p′",
            Self::U => "u",
            Self::UPrime => "u′",
            Self::C => "c",
            Self::T => "t",
            Self::G => "g",
            Self::Xbar => "x̄",
            Self::S => "s",
        }
    }

    /// Whether the limits are the same for all points of a phase.
    pub(crate) const fn has_level_limits(self) -> bool {
        matches!(self, Self::Run | Self::Xmr | Self::Mr | Self::C | Self::T | Self::G)
    }

    /// Whether the rules about order (shift, trend, two of three) apply. Neighbouring moving ranges share a value, so
    /// runs among them are no surprise.
    pub(crate) const fn has_order(self) -> bool {
        !matches!(self, Self::Mr)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is none of [`Kind::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown name {:?}", self.0)
    }
}

impl std::error::Error for UnknownName {}

impl FromStr for Kind {
    type Err = UnknownName;

    /// Reads a name, and the short names that other tools use for the same chart.
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let name = match name {
            "i" => "xmr",
            "ip" | "i′" => "i-prime",
            "pp" | "p′" => "p-prime",
            "up" | "u′" => "u-prime",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| UnknownName(name.chars().take(40).collect()))
    }
}
