//! Sentences in English.

use super::{Finding, Names, better, figure, percent};
use crate::chance::FalseAlarm;
use crate::chart::{Chart, Standing};
use crate::choose::{Choice, Reason};
use crate::guard::{Caution, Refusal};
use crate::icon::{Assurance, Label, Variation};
use crate::kind::Kind;
use crate::rules::Rule;
use crate::runs::Side;
use crate::words::Language::English;

pub(super) fn what_changed(chart: &Chart, names: &Names) -> String {
    let segment = chart.last_segment();
    if let Some(text) = standing(&segment.standing, names) {
        return text;
    }
    let centre = chart
        .latest()
        .and_then(|(_, point)| point.centre)
        .map_or_else(String::new, |x| names.value(x));
    if chart.variation == Variation::Unsettled {
        let runs = segment
            .runs
            .map_or((0, 0), |runs| (runs.crossings, runs.fewest_allowed));
        return format!(
            "The points cross the centre line ({centre}) {} times; at least {} would be expected. Something other than \
             chance is at work.",
            runs.0, runs.1
        );
    }
    let Some(finding) = chart.finding() else {
        return match chart.earlier_signal() {
            None => format!("Nothing but chance so far: the points vary around {centre}."),
            Some(place) => format!(
                "The latest point is within what chance explains, but there have been signals, the last at {}. The points \
                 vary around {centre}.",
                names.period(place)
            ),
        };
    };
    let mut what = found(&finding, &centre, names);
    // A run is what people see first; it may stand behind a stronger rule.
    if let Some(run) = chart
        .findings()
        .find(|other| other.rule == Rule::Shift && finding.rule != Rule::Shift)
    {
        what = format!("{what} {}", found(&run, &centre, names));
    }
    let so = if chart.variation == Variation::Both {
        "It is better by one rule and worse by another: look at the points."
    } else {
        match better(chart.direction, finding.side) {
            Some(true) => "That is better, and hardly chance.",
            Some(false) => "That is worse, and hardly chance.",
            None => "That is hardly chance.",
        }
    };
    format!("{what} {so}")
}

fn found(finding: &Finding, centre: &str, names: &Names) -> String {
    let since = names.period(finding.from);
    let n = finding.points;
    match (finding.rule, finding.side) {
        (Rule::Outside, Side::High) => format!("The latest point, {since}, lies above the upper limit."),
        (Rule::Outside, Side::Low) => format!("The latest point, {since}, lies below the lower limit."),
        (Rule::Trend, Side::High) => format!("The latest {n} points have risen one after the other since {since}."),
        (Rule::Trend, Side::Low) => format!("The latest {n} points have fallen one after the other since {since}."),
        (Rule::TwoOfThree, Side::High) => format!("Two of three points, the latest {since}, lie near the upper limit."),
        (Rule::TwoOfThree, Side::Low) => format!("Two of three points, the latest {since}, lie near the lower limit."),
        (Rule::Shift, Side::High) => {
            format!("The latest {n} points, since {since}, lie above the centre line ({centre}).")
        }
        (Rule::Shift, Side::Low) => {
            format!("The latest {n} points, since {since}, lie below the centre line ({centre}).")
        }
    }
}

pub(super) fn what_to_expect(chart: &Chart, _names: &Names) -> String {
    let text = match chart.assurance {
        Assurance::Pass => "The target will be met, if nothing changes.",
        Assurance::Fail => "The target will not be met unless something changes.",
        Assurance::HitOrMiss => "The target will be met one time and missed another, by chance.",
        Assurance::NoTarget => "There is no target.",
        Assurance::NotApplicable => "Nothing can be said of the target yet.",
    };
    let promises = matches!(
        chart.assurance,
        Assurance::Pass | Assurance::Fail | Assurance::HitOrMiss
    );
    if chart.unstable && promises {
        format!("{text} This is not certain: there are signals of change since the baseline.")
    } else {
        text.to_owned()
    }
}

pub(super) fn standing(standing: &Standing, names: &Names) -> Option<String> {
    Some(match standing {
        Standing::Firm => return None,
        Standing::TooFew => "Too few points to draw a line.".to_owned(),
        Standing::Trial => "On trial: it takes 13 points to tell chance from change.".to_owned(),
        Standing::NoVariation => "All points are equal: there is no variation to judge by.".to_owned(),
        Standing::Refused(Refusal::Sparse { value, share }) => format!(
            "No limits: {} of the points are {}. Count the days or the cases between events instead.",
            percent(*share, English),
            names.value(*value)
        ),
        Standing::Refused(Refusal::Rolling { periods }) => format!(
            "No limits: the values are averages over {periods} periods, in which chance looks like change. Use the \
             values of the single periods."
        ),
        Standing::Refused(Refusal::FlatBaseline) => {
            "No limits: the points of the baseline do not vary, so there is nothing to judge later ones by.".to_owned()
        }
        Standing::Refused(Refusal::NoBaseline) => "No limits: all points of the baseline are left out.".to_owned(),
        Standing::Refused(Refusal::NoNeighbours) => "No limits: no two periods in a row are known.".to_owned(),
        Standing::Refused(Refusal::NoSpread) => "No limits: no sample has more than one value.".to_owned(),
    })
}

pub(super) fn caution(caution: &Caution, names: &Names) -> String {
    match caution {
        Caution::FewEvents => {
            "There are few events in a period. The limits are exact, but days or cases between events \
                               would show more."
                .to_owned()
        }
        Caution::Smooth { .. } => {
            "Neighbouring values resemble each other, as in an average over several periods or a \
                                   slow drift. Signals here are often false."
                .to_owned()
        }
        Caution::TwoLevels { from } => format!(
            "There are two levels, and the centre line describes neither. Consider a new phase from {}, if you know why.",
            names.period(*from)
        ),
        Caution::EveryPointSignals => "Every point signals: the centre line describes none of them.".to_owned(),
    }
}

pub(super) fn false_alarm(chance: FalseAlarm) -> String {
    format!(
        "If nothing but chance were at work, {} of such charts would still show a signal somewhere, and {} at the latest \
         point.",
        percent(chance.any, English),
        percent(chance.latest, English)
    )
}

pub(super) fn wall(signs: usize, expected: f64, shown: usize) -> String {
    format!(
        "{shown} of {signs} signs show a signal at their latest point. About {} would, if nothing but chance were at work.",
        figure(expected, 0, English)
    )
}

pub(super) fn choice(choice: &Choice) -> String {
    let chart = choice.kind.sign();
    let number = |x: f64| figure(x, 1, English);
    let text = match choice.reason {
        Reason::FewPoints { points, firm } => {
            format!("A run chart, because there are {points} points and limits take {firm}.")
        }
        Reason::SingleValues => format!("An {chart} chart, because there is one measured value for each period."),
        Reason::MostlyEqual { share } => {
            format!(
                "A run chart, because {} of the values are equal and limits would mislead.",
                percent(share, English)
            )
        }
        Reason::Shares => format!("A {chart} chart, because these are shares that vary as chance does."),
        Reason::Rates => format!("A {chart} chart, because these are events per exposure that vary as chance does."),
        Reason::Counts => format!("A {chart} chart, because these are counts that vary as chance does."),
        Reason::FewEvents { expected } => {
            format!(
                "A {chart} chart with exact limits, because only {} events are expected in a period.",
                number(expected)
            )
        }
        Reason::ChangingAnswers => {
            format!("An {chart} chart, because these are means of a number of answers that changes.")
        }
        Reason::MoreThanChance { times } => format!(
            "An {chart} chart, because neighbouring periods lie {} times as far apart as chance explains.",
            number(times)
        ),
        Reason::LargeSizes { size } => {
            format!(
                "A {chart} chart, because {} in a period make the limits of chance alone too narrow.",
                figure(size, 0, English)
            )
        }
    };
    match choice.rather {
        Some(Kind::T) => format!("{text} Counting the days between events would show more."),
        Some(_) => format!("{text} Counting the cases between events would show more."),
        None => text,
    }
}

pub(super) const fn variation(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "only chance",
        Variation::ImprovementHigh => "better (higher)",
        Variation::ImprovementLow => "better (lower)",
        Variation::ConcernHigh => "worse (higher)",
        Variation::ConcernLow => "worse (lower)",
        Variation::NeutralHigh => "changed (higher)",
        Variation::NeutralLow => "changed (lower)",
        Variation::Both => "better and worse",
        Variation::Unsettled => "changed",
        Variation::TooFewPoints => "too few points",
        Variation::NoVariation => "no variation",
        Variation::NotCharted => "no limits",
    }
}

pub(super) const fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Pass => "meets the target",
        Assurance::Fail => "misses the target",
        Assurance::HitOrMiss => "now and then",
        Assurance::NoTarget => "no target",
        Assurance::NotApplicable => "not yet",
    }
}

pub(super) const fn label(label: Label) -> &'static str {
    match label {
        Label::None => "",
        Label::Common => "chance",
        Label::Improvement => "better",
        Label::Concern => "worse",
        Label::High => "higher",
        Label::Low => "lower",
        Label::Both => "better and worse",
    }
}

pub(super) const fn rule(rule: Rule, side: Side) -> &'static str {
    match (rule, side) {
        (Rule::Outside, Side::High) => "above the upper limit",
        (Rule::Outside, Side::Low) => "below the lower limit",
        (Rule::Trend, Side::High) => "part of a rise",
        (Rule::Trend, Side::Low) => "part of a fall",
        (Rule::TwoOfThree, Side::High) => "two of three near the upper limit",
        (Rule::TwoOfThree, Side::Low) => "two of three near the lower limit",
        (Rule::Shift, Side::High) => "in a row above the centre line",
        (Rule::Shift, Side::Low) => "in a row below the centre line",
    }
}
