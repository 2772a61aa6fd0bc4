//! A line of the output.

use serde::Serialize;
use signs::chart::{Segment, Standing};
use signs::evidence::Change;
use signs::guard::{Caution, Refusal};
use signs::rules::Rule;
use signs::runs::Side;
use signs::words::{self, Language, Names};
use signs::{Bad, Chart, Kind, Plan, Point, Series, Shown};

use crate::line::Line;

/// Why a line was refused.
#[derive(Debug)]
pub(crate) enum Trouble {
    TooLong,
    /// Not a line of JSON: its beginning.
    NotALine(String),
    NotJson(String),
    /// Something else than a number at a place of a list.
    NotANumber {
        field: &'static str,
        at: usize,
        given: serde_json::Value,
    },
    Name(signs::kind::UnknownName),
    WhichData,
    Bad(Bad),
}

impl From<Bad> for Trouble {
    fn from(bad: Bad) -> Self {
        Self::Bad(bad)
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Refused {
    id: Option<String>,
    line: usize,
    /// For machines.
    error: &'static str,
    /// The place that is wrong, counted from 0, where it is one.
    at: Option<usize>,
    /// What is wrong and what to do.
    message: String,
}

impl Refused {
    pub(crate) fn of(id: Option<String>, trouble: Trouble) -> Self {
        let (error, at, message) = match trouble {
            Trouble::TooLong => (
                "too_long",
                None,
                format!("The line is longer than {} bytes. Divide it.", crate::LONGEST_LINE),
            ),
            Trouble::NotALine(text) => (
                "not_a_line",
                None,
                format!(
                    "This is no series but {text:?}. Each line is one series: {{\"id\": \"fravær\", \"values\": [4.1, null, \
                     3.8]}}. docs/signs.md has a way to turn a table (CSV) into lines."
                ),
            ),
            Trouble::NotANumber { field, at, given } => ("not_a_number", Some(at), not_a_number(field, at, &given)),
            Trouble::NotJson(what) => ("not_json", None, format!("{what}. Correct the line.")),
            Trouble::Name(name) => ("unknown_name", None, format!("{name}. docs/signs.md has the names.")),
            Trouble::WhichData => (
                "which_data",
                None,
                "Give one of values, counts, means and samples; denominators go with the first two alone.".to_owned(),
            ),
            Trouble::Bad(bad) => {
                let (name, at) = name(&bad);
                (name, at, bad.to_string())
            }
        };
        Self {
            id,
            line: 0,
            error,
            at,
            message,
        }
    }

    /// Says which line it was.
    pub(crate) fn on(self, line: usize) -> Self {
        Self { line, ..self }
    }
}

/// What to write in place of something that is no number. Spreadsheets leave texts, decimal commas and empty cells.
fn not_a_number(field: &str, at: usize, given: &serde_json::Value) -> String {
    let place = format!("Place {} of {field}", at + 1);
    let Some(text) = given.as_str() else {
        return format!("{place} is {given}, and must be a number, or null if it is not known.");
    };
    let number = text.trim().replace(',', ".");
    if text.trim().is_empty() {
        format!("{place} is an empty text. Write null if it is not known.")
    } else if number.parse::<f64>().is_ok_and(f64::is_finite) {
        format!("{place} is the text {text:?}. Write {number}, with a point and without quotation marks.")
    } else {
        let text: String = text.chars().take(40).collect();
        format!("{place} is the text {text:?}. Write a number, or null if it is not known.")
    }
}

/// What an input fault is called, and where it is.
fn name(bad: &Bad) -> (&'static str, Option<usize>) {
    match bad {
        Bad::Empty(_) => ("empty", None),
        Bad::TooMany { .. } => ("too_many", None),
        Bad::Lengths { .. } => ("lengths_differ", None),
        Bad::NotANumber { at, .. } => ("not_a_number", Some(*at)),
        Bad::TooLarge { at, .. } => ("too_large", Some(*at)),
        Bad::TooSmall { at, .. } => ("too_small", Some(*at)),
        Bad::Negative { at, .. } => ("negative", Some(*at)),
        Bad::NotPositive { at, .. } => ("not_positive", Some(*at)),
        Bad::NotWhole { at, .. } => ("not_whole", Some(*at)),
        Bad::CountAboveSize { at, .. } => ("count_above_size", Some(*at)),
        Bad::CountWithoutSize { at, .. } => ("count_without_size", Some(*at)),
        Bad::SpreadMissing { at, .. } => ("spread_missing", Some(*at)),
        Bad::WrongKind { .. } => ("wrong_type", None),
        Bad::Baseline { .. } => ("baseline", None),
        Bad::PhaseStart { from, .. } => ("phase_start", Some(*from)),
        Bad::ReasonMissing { at } => ("reason_missing", Some(*at)),
        Bad::NoSuchPlace { at, .. } => ("no_such_place", Some(*at)),
        Bad::NotAShare { .. } => ("not_a_share", None),
        Bad::OffScale { at, .. } => ("off_scale", Some(*at)),
        Bad::TooFew { .. } => ("too_few", None),
        Bad::NoVariation => ("no_variation", None),
    }
}

/// A chart.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Why this chart fits, when it does not, or what would show more.
    choice: String,
    profile: &'static str,
    points: Vec<ShownPoint>,
    segments: Vec<ShownSegment>,
    variation: &'static str,
    assurance: &'static str,
    unstable: bool,
    cautions: Vec<ShownCaution>,
    suggestion: Option<ShownSuggestion>,
    false_alarm: Option<ShownChance>,
    change: Option<ShownChange>,
    what_changed: String,
    what_to_expect: String,
    description: String,
}

#[derive(Debug, Serialize)]
struct ShownPoint {
    at: usize,
    shown: &'static str,
    value: Option<f64>,
    size: Option<f64>,
    excluded: bool,
    segment: usize,
    centre: Option<f64>,
    lower: Option<f64>,
    near_lower: Option<f64>,
    near_upper: Option<f64>,
    upper: Option<f64>,
    target: Option<f64>,
    label: &'static str,
    rules: Vec<ShownRule>,
}

#[derive(Debug, Serialize)]
struct ShownRule {
    rule: &'static str,
    side: &'static str,
}

#[derive(Debug, Serialize)]
struct ShownSegment {
    from: usize,
    to: usize,
    baseline_to: usize,
    points: usize,
    standing: &'static str,
    refusal: Option<&'static str>,
    runs: Option<ShownRuns>,
}

#[derive(Debug, Serialize)]
struct ShownRuns {
    useful: usize,
    longest: usize,
    longest_allowed: usize,
    crossings: usize,
    fewest_allowed: usize,
    signal: bool,
}

#[derive(Debug, Serialize)]
struct ShownCaution {
    caution: &'static str,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct ShownSuggestion {
    from: usize,
    points: usize,
}

#[derive(Debug, Serialize)]
struct ShownChance {
    any: f64,
    latest: f64,
}

#[derive(Debug, Serialize)]
struct ShownChange {
    p: f64,
    points: usize,
    higher: bool,
}

impl ShownChange {
    fn of(change: Change) -> Self {
        Self {
            p: change.p,
            points: change.points,
            higher: change.higher,
        }
    }
}

impl Answer {
    pub(crate) fn of(
        line: &Line,
        series: &Series,
        plan: &Plan,
        chart: &Chart,
        change: Option<Change>,
        language: Language,
    ) -> Self {
        let names = Names {
            title: line.title.as_deref().or(line.id.as_deref()).unwrap_or("—"),
            periods: &line.periods,
            unit: &line.unit,
            decimals: line.decimals.unwrap_or(1),
            language,
        };
        Self {
            id: line.id.clone(),
            kind: chart.kind.name(),
            choice: words::choice(&signs::choose::choose(series), language),
            profile: chart.profile.name(),
            points: chart
                .points
                .iter()
                .enumerate()
                .map(|(at, point)| shown_point(at, point, plan))
                .collect(),
            segments: chart.segments.iter().map(shown_segment).collect(),
            variation: chart.variation.name(),
            assurance: chart.assurance.name(),
            unstable: chart.unstable,
            cautions: chart
                .cautions
                .iter()
                .map(|caution| ShownCaution {
                    caution: match caution {
                        Caution::FewEvents => "few_events",
                        Caution::Smooth { .. } => "smooth",
                        Caution::TwoLevels { .. } => "two_levels",
                        Caution::EveryPointSignals => "every_point_signals",
                    },
                    sentence: words::caution(caution, &names),
                })
                .collect(),
            suggestion: chart.suggestion.map(|s| ShownSuggestion {
                from: s.from,
                points: s.points,
            }),
            false_alarm: chart.false_alarm.map(|chance| ShownChance {
                any: chance.any,
                latest: chance.latest,
            }),
            change: change.map(ShownChange::of),
            what_changed: chart.what_changed(&names),
            what_to_expect: chart.what_to_expect(&names),
            description: chart.description(&names),
        }
    }
}

fn shown_point(at: usize, point: &Point, plan: &Plan) -> ShownPoint {
    ShownPoint {
        at,
        shown: match point.shown {
            Shown::Point => "point",
            Shown::Gap => "gap",
            Shown::NoExposure => "no_exposure",
        },
        value: point.value,
        size: point.size,
        excluded: point.excluded,
        segment: point.segment,
        centre: point.centre,
        lower: point.limits.map(|limits| limits.lower),
        near_lower: point.limits.map(|limits| limits.near_lower),
        near_upper: point.limits.map(|limits| limits.near_upper),
        upper: point.limits.map(|limits| limits.upper),
        target: plan.target_at(at),
        label: point.label.name(),
        rules: point
            .signals
            .each()
            .map(|(rule, side)| ShownRule {
                rule: match rule {
                    Rule::Outside => "outside",
                    Rule::Trend => "trend",
                    Rule::TwoOfThree => "two_of_three",
                    Rule::Shift => "shift",
                },
                side: match side {
                    Side::High => "high",
                    Side::Low => "low",
                },
            })
            .collect(),
    }
}

fn shown_segment(segment: &Segment) -> ShownSegment {
    ShownSegment {
        from: segment.from,
        to: segment.to,
        baseline_to: segment.baseline_to,
        points: segment.points,
        standing: match segment.standing {
            Standing::TooFew => "too_few",
            Standing::Trial => "trial",
            Standing::Firm => "firm",
            Standing::NoVariation => "no_variation",
            Standing::Refused(_) => "refused",
        },
        refusal: match segment.standing {
            Standing::Refused(refusal) => Some(match refusal {
                Refusal::Sparse { .. } => "sparse",
                Refusal::Rolling { .. } => "rolling",
                Refusal::FlatBaseline => "flat_baseline",
                Refusal::NoBaseline => "no_baseline",
                Refusal::NoNeighbours => "no_neighbours",
                Refusal::NoSpread => "no_spread",
            }),
            _ => None,
        },
        runs: segment.runs.map(|runs| ShownRuns {
            useful: runs.useful,
            longest: runs.longest,
            longest_allowed: runs.longest_allowed,
            crossings: runs.crossings,
            fewest_allowed: runs.fewest_allowed,
            signal: runs.signal(),
        }),
    }
}

/// Whether a sign has changed.
#[derive(Debug, Serialize)]
pub(crate) struct Believed {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    change: Option<ShownChange>,
    believed: bool,
}

impl Believed {
    pub(crate) fn of(id: Option<String>, kind: Kind, change: Option<Change>, believed: bool) -> Self {
        Self {
            id,
            kind: kind.name(),
            change: change.map(ShownChange::of),
            believed,
        }
    }
}
