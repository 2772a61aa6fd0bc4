//! From the house's readings to the signs engine, and back as sentences.

use model::sign::{Cadence, Data, Direction, Kind, Purpose, Slot, Stood, slots};
use model::{Day, Language};
use signs::choose::{Choice, choose};
use signs::evidence::Change;
use signs::words::{self, Names};
use signs::{Chart, Plan, Profile, Series, Target};
use store::sign::{Phase, Told};

use crate::Texts;

/// A sign drawn as a chart, with what its places are called.
pub struct Drawn {
    pub slots: Vec<Slot>,
    /// What each place is called: "uge 41", "okt. 2026".
    pub places: Vec<String>,
    pub chart: Chart,
    pub choice: Choice,
    /// How surprising the latest points are. None for context, and where the engine has nothing to compare.
    pub change: Option<Change>,
    pub target: Option<f64>,
    /// Where phases begin, with their reasons.
    pub phases: Vec<(usize, String)>,
    pub decimals: usize,
    /// What stands after a figure, with the space before it.
    pub unit: String,
    title: String,
}

/// The reading of the period that is not over.
#[must_use]
pub fn running(told: &Told, today: Day) -> Option<Stood> {
    let start = told.measure.cadence.start(today);
    let readings = told.readings();
    readings
        .into_iter()
        .find(|stood| told.measure.cadence.start(stood.start) == start)
}

/// Draws a sign. None without a reading of a whole period.
#[must_use]
pub fn draw(t: Texts, told: &Told, phases: &[Phase], today: Day) -> Option<Drawn> {
    let measure = &told.measure;
    // Figures from elsewhere are whole when they come; what is counted here is whole when its period is over.
    let until = if measure.kind == Kind::Series {
        measure.cadence.next(measure.cadence.start(today))
    } else {
        measure.cadence.start(today)
    };
    let mut slots = slots(measure.cadence, &told.readings(), until);
    if measure.kind == Kind::Traces {
        // The ledger is complete: a month without a trace had none.
        for slot in &mut slots {
            slot.stood.get_or_insert(Stood {
                start: slot.start,
                value: 0,
                size: None,
            });
        }
    }
    if slots.is_empty() {
        return None;
    }
    let series = series(&slots, measure.data)?;
    let context = measure.purpose == Purpose::Context;
    let target = measure.target.map(units);
    let places: Vec<String> = slots
        .iter()
        .map(|slot| period(t, measure.cadence, slot.start))
        .collect();
    let mut starts: Vec<(usize, String)> = Vec::new();
    for phase in phases.iter().filter(|phase| phase.measure == measure.measure) {
        let at = slots.iter().position(|slot| slot.start >= phase.starts_on);
        if let Some(at) = at.filter(|at| *at > starts.last().map_or(0, |(last, _)| *last)) {
            starts.push((at, phase.reason.clone()));
        }
    }
    let plan = Plan {
        direction: match measure.direction {
            _ if context => signs::Direction::Neither,
            Direction::Up => signs::Direction::Up,
            Direction::Down => signs::Direction::Down,
            Direction::Neither => signs::Direction::Neither,
        },
        target: target.map_or(Target::None, Target::Fixed),
        phases: starts
            .iter()
            .map(|(from, reason)| signs::Phase {
                from: *from,
                reason: reason.clone(),
                baseline: None,
            })
            .collect(),
        scale: if measure.data == Data::Shares { 100.0 } else { 1.0 },
        ..Plan::default()
    };
    let choice = choose(&series);
    let chart = Chart::draw(&series, &plan, choice.kind, &Profile::MDC).ok()?;
    let change = if context {
        None
    } else {
        signs::evidence::change(&series, &plan, choice.kind).ok().flatten()
    };
    Some(Drawn {
        slots,
        places,
        chart,
        choice,
        change,
        target,
        phases: starts,
        decimals: usize::try_from(measure.decimals).unwrap_or(0),
        unit: match (measure.data, measure.unit_word.as_str()) {
            (Data::Shares, _) => " %".to_owned(),
            (_, "") => String::new(),
            (_, word) => format!(" {word}"),
        },
        title: told.title.clone(),
    })
}

fn series(slots: &[Slot], data: Data) -> Option<Series> {
    let values: Vec<Option<f64>> = slots.iter().map(|s| s.stood.map(|stood| units(stood.value))).collect();
    let sizes: Vec<Option<f64>> = slots
        .iter()
        .map(|s| s.stood.and_then(|stood| stood.size).map(units))
        .collect();
    match data {
        Data::Counts => Series::of_counts(&values),
        Data::Shares => Series::of_shares(&values, &sizes),
        Data::Values => Series::of_values(&values),
    }
    .ok()
}

#[expect(clippy::cast_precision_loss, reason = "figures have twelve digits at most")]
fn units(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}

#[must_use]
pub const fn language(t: Texts) -> words::Language {
    match t.language {
        Language::Danish => words::Language::Danish,
        Language::English => words::Language::English,
    }
}

/// What a period is called: its week, or its month with the year.
#[must_use]
pub fn period(t: Texts, cadence: Cadence, start: Day) -> String {
    match cadence {
        Cadence::Week => t.sign_week(i64::from(start.0.iso_week_date().week())),
        Cadence::Month => t.sign_month(t.month_short(start.month()), start.0.year().to_string()),
    }
}

/// A figure in thousandths as the pages write it.
#[must_use]
pub fn figure(t: Texts, thousandths: i64, decimals: i64) -> String {
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let decimals = if thousandths % 1000 == 0 { 0 } else { decimals.max(1) };
    words::figure(units(thousandths), decimals, language(t))
}

impl Drawn {
    fn names(&self, t: Texts) -> Names<'_> {
        Names {
            title: &self.title,
            periods: &self.places,
            unit: &self.unit,
            decimals: self.decimals.max(usize::from(!self.whole())),
            language: language(t),
        }
    }

    /// Whether lines lie on whole numbers, so that none is shown with more digits than it has.
    fn whole(&self) -> bool {
        self.chart
            .points
            .iter()
            .all(|p| p.centre.is_none_or(|c| c.fract() == 0.0))
    }

    #[must_use]
    pub fn what_changed(&self, t: Texts) -> String {
        self.chart.what_changed(&self.names(t))
    }

    #[must_use]
    pub fn what_to_expect(&self, t: Texts) -> String {
        self.chart.what_to_expect(&self.names(t))
    }

    #[must_use]
    pub fn description(&self, t: Texts) -> String {
        self.chart.description(&self.names(t))
    }

    #[must_use]
    pub fn cautions(&self, t: Texts) -> Vec<String> {
        let names = self.names(t);
        self.chart.cautions.iter().map(|c| words::caution(c, &names)).collect()
    }

    /// A value or a line as the page writes it, with its unit.
    #[must_use]
    pub fn value(&self, t: Texts, value: f64) -> String {
        let decimals = if value.fract() == 0.0 { 0 } else { self.decimals.max(1) };
        format!("{}{}", words::figure(value, decimals, language(t)), self.unit)
    }

    /// The centre lines before and since the latest phase began.
    #[must_use]
    pub fn centres(&self) -> (Option<f64>, Option<f64>) {
        let centre = |from: usize, to: usize| self.chart.points[from..to].iter().rev().find_map(|p| p.centre);
        let last = self.chart.last_segment();
        (centre(0, last.from), centre(last.from, last.to))
    }
}
