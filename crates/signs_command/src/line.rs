//! A line of the input.

use serde::Deserialize;
use signs::profile::Name;
use signs::{Direction, Exclusion, Kind, Phase, Plan, Series, Target};

use crate::answer::{Refused, Trouble};

type List = Vec<Given>;

/// What stands at a place of a list. Tables turned into lines have texts where numbers were meant.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Given {
    Number(f64),
    Gap(()),
    Other(serde_json::Value),
}

/// The numbers of a list, named as the line names it.
fn numbers(field: &'static str, list: &[Given]) -> Result<Vec<Option<f64>>, Trouble> {
    list.iter()
        .enumerate()
        .map(|(at, given)| match given {
            Given::Number(number) => Ok(Some(*number)),
            Given::Gap(()) => Ok(None),
            Given::Other(given) => Err(Trouble::NotANumber {
                field,
                at,
                given: given.clone(),
            }),
        })
        .collect()
}

/// A series with what people have decided about it. Give one of `values`, `counts`, `means` and `samples`; `null` is a
/// gap.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// What the answer is called by.
    pub id: Option<String>,
    /// Measured values, or counts when there are denominators.
    values: Option<List>,
    /// Counts.
    counts: Option<List>,
    /// What the counts are out of, or what was exposed.
    denominators: Option<List>,
    /// Means of `sizes` answers, with `spreads` for x̄ and s charts.
    means: Option<List>,
    sizes: Option<List>,
    spreads: Option<List>,
    /// Small samples.
    samples: Option<Vec<Vec<f64>>>,

    #[serde(rename = "type")]
    kind: Option<String>,
    profile: Option<String>,
    baseline: Option<usize>,
    #[serde(default)]
    phases: Vec<GivenPhase>,
    #[serde(default)]
    excluded: Vec<GivenExclusion>,
    target: Option<GivenTarget>,
    #[serde(default)]
    direction: GivenDirection,
    scale: Option<f64>,
    rolling: Option<usize>,

    /// For the sentences.
    pub title: Option<String>,
    #[serde(default)]
    pub periods: Vec<String>,
    #[serde(default)]
    pub unit: String,
    pub decimals: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenPhase {
    from: usize,
    reason: String,
    baseline: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenExclusion {
    at: usize,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum GivenTarget {
    Fixed(f64),
    Each(Vec<Option<f64>>),
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GivenDirection {
    #[serde(alias = "increase")]
    Up,
    #[serde(alias = "decrease")]
    Down,
    #[default]
    #[serde(alias = "neutral")]
    Neither,
}

impl Line {
    pub(crate) fn refused(&self, trouble: Trouble) -> Refused {
        Refused::of(self.id.clone(), trouble)
    }

    pub(crate) fn kind(&self) -> Result<Option<Kind>, Trouble> {
        self.kind
            .as_deref()
            .map(|name| name.parse().map_err(Trouble::Name))
            .transpose()
    }

    pub(crate) fn profile(&self) -> Result<Option<Name>, Trouble> {
        self.profile
            .as_deref()
            .map(|name| name.parse().map_err(Trouble::Name))
            .transpose()
    }

    /// The series, read as the kind of chart needs it.
    pub(crate) fn series(&self, kind: Option<Kind>) -> Result<Series, Trouble> {
        let read = |field, list: &Option<List>| list.as_deref().map(|list| numbers(field, list)).transpose();
        let (values, counts) = (read("values", &self.values)?, read("counts", &self.counts)?);
        let (means, sizes) = (read("means", &self.means)?, read("sizes", &self.sizes)?);
        let (denominators, spreads) = (
            read("denominators", &self.denominators)?,
            read("spreads", &self.spreads)?,
        );
        let denominators = denominators.as_deref();
        let series = match (&values, &counts, &means, &self.samples) {
            (Some(values), None, None, None) | (None, Some(values), None, None) => match denominators {
                Some(denominators) if shares(kind, values, denominators) => Series::of_shares(values, denominators),
                Some(denominators) => Series::of_rates(values, denominators),
                None if counts.is_some() || matches!(kind, Some(Kind::C | Kind::G)) => Series::of_counts(values),
                None => Series::of_values(values),
            },
            (None, None, Some(means), None) if denominators.is_none() => {
                Series::of_means(means, sizes.as_deref().unwrap_or_default(), spreads.as_deref())
            }
            (None, None, None, Some(samples)) if denominators.is_none() => Series::of_samples(samples),
            _ => return Err(Trouble::WhichData),
        };
        Ok(series?)
    }

    pub(crate) fn plan(&self) -> Plan {
        Plan {
            direction: match self.direction {
                GivenDirection::Up => Direction::Up,
                GivenDirection::Down => Direction::Down,
                GivenDirection::Neither => Direction::Neither,
            },
            target: match &self.target {
                None => Target::None,
                Some(GivenTarget::Fixed(target)) => Target::Fixed(*target),
                Some(GivenTarget::Each(targets)) => Target::Each(targets.clone()),
            },
            baseline: self.baseline,
            phases: self
                .phases
                .iter()
                .map(|phase| Phase {
                    from: phase.from,
                    reason: phase.reason.clone(),
                    baseline: phase.baseline,
                })
                .collect(),
            excluded: self
                .excluded
                .iter()
                .map(|exclusion| Exclusion {
                    at: exclusion.at,
                    reason: exclusion.reason.clone(),
                })
                .collect(),
            scale: self.scale.unwrap_or(1.0),
            rolling: self.rolling,
        }
    }
}

/// Whether counts are out of their denominators. The p charts say so; the u charts say not; for the others, counts
/// never above whole denominators are.
fn shares(kind: Option<Kind>, counts: &[Option<f64>], denominators: &[Option<f64>]) -> bool {
    match kind {
        Some(Kind::P | Kind::PPrime) => true,
        Some(Kind::U | Kind::UPrime) => false,
        _ => {
            let whole = |size: &f64| size.fract() == 0.0;
            counts
                .iter()
                .zip(denominators)
                .all(|(count, size)| match (count, size) {
                    (Some(count), Some(size)) => count <= size && whole(size),
                    _ => true,
                })
        }
    }
}
