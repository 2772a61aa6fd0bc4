//! What a chart says, as sentences in Danish and English.

mod danish;
mod english;
mod figure;

use crate::chance::FalseAlarm;
use crate::chart::{Chart, Standing};
use crate::choose::Choice;
use crate::guard::Caution;
use crate::icon::{Assurance, Label, Variation};
use crate::plan::Direction;
use crate::rules::Rule;
use crate::runs::Side;

pub use figure::{figure, percent};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Danish.
    #[default]
    Danish,
    /// English.
    English,
}

/// What a chart's sentences call things.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// What the sign is called.
    pub title: &'a str,
    /// What each place is called: "marts 2026". Places beyond the list are called by their number.
    pub periods: &'a [String],
    /// What stands after a figure: " %", " dage", or nothing.
    pub unit: &'a str,
    /// Digits after the decimal sign.
    pub decimals: usize,
    /// The language.
    pub language: Language,
}

/// The finding that explains the latest point's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// High or rising, low or falling.
    pub side: Side,
    /// The first place of the pattern that ends at the latest point.
    pub from: usize,
    /// How many points it has.
    pub points: usize,
}

impl Chart {
    /// The finding that gives the latest point its label, if it has one.
    pub fn finding(&self) -> Option<Finding> {
        self.findings().next()
    }

    /// All that the rules found at the latest point, the one that gives the label first.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let latest = self.latest();
        latest.into_iter().flat_map(move |(latest, point)| {
            point.signals.each().map(move |(rule, side)| {
                let has = |place: usize| self.points[place].signals.each().any(|found| found == (rule, side));
                let pattern = (self.last_segment().from..=latest)
                    .rev()
                    .filter(|&place| self.points[place].value.is_some())
                    .take_while(|&place| has(place));
                // The others are about a single point and its nearest.
                let most = if matches!(rule, Rule::Trend | Rule::Shift) {
                    usize::MAX
                } else {
                    1
                };
                let (from, points) = pattern
                    .take(most)
                    .fold((latest, 0), |(_, points), place| (place, points + 1));
                Finding {
                    rule,
                    side,
                    from,
                    points,
                }
            })
        })
    }

    /// The latest place of the latest segment that signals.
    fn earlier_signal(&self) -> Option<usize> {
        (self.last_segment().from..self.points.len())
            .rev()
            .find(|&place| self.points[place].signals.any())
    }

    /// What has changed, in one or two sentences: the variation icon in words.
    pub fn what_changed(&self, names: &Names) -> String {
        match names.language {
            Language::Danish => danish::what_changed(self, names),
            Language::English => english::what_changed(self, names),
        }
    }

    /// What to expect of the target, in a sentence: the assurance icon in words.
    pub fn what_to_expect(&self, names: &Names) -> String {
        match names.language {
            Language::Danish => danish::what_to_expect(self, names),
            Language::English => english::what_to_expect(self, names),
        }
    }

    /// Everything that the picture says, for whoever cannot see it.
    pub fn description(&self, names: &Names) -> String {
        let mut text = format!("{}: {}", names.title, self.what_changed(names));
        if self.assurance != Assurance::NotApplicable {
            text.push(' ');
            text.push_str(&self.what_to_expect(names));
        }
        for caution in &self.cautions {
            text.push(' ');
            text.push_str(&self::caution(caution, names));
        }
        if let Some(chance) = self.false_alarm {
            text.push(' ');
            text.push_str(&false_alarm(chance, names.language));
        }
        text
    }
}

impl Names<'_> {
    /// What a place is called.
    fn period(&self, place: usize) -> String {
        self.periods
            .get(place)
            .cloned()
            .unwrap_or_else(|| (place + 1).to_string())
    }

    fn value(&self, value: f64) -> String {
        format!("{}{}", figure(value, self.decimals, self.language), self.unit)
    }
}

/// Why a chart was chosen.
pub fn choice(choice: &Choice, language: Language) -> String {
    match language {
        Language::Danish => danish::choice(choice),
        Language::English => english::choice(choice),
    }
}

/// What whoever reads the chart should know.
pub fn caution(caution: &Caution, names: &Names) -> String {
    match names.language {
        Language::Danish => danish::caution(caution, names),
        Language::English => english::caution(caution, names),
    }
}

/// How much the lines of a segment can bear; nothing to say of firm ones.
pub fn standing(standing: &Standing, names: &Names) -> Option<String> {
    match names.language {
        Language::Danish => danish::standing(standing, names),
        Language::English => english::standing(standing, names),
    }
}

/// How often such a chart signals by chance.
pub fn false_alarm(chance: FalseAlarm, language: Language) -> String {
    match language {
        Language::Danish => danish::false_alarm(chance),
        Language::English => english::false_alarm(chance),
    }
}

/// How many of `signs` signs can be expected to show a false signal at their latest point, and how many did.
pub fn wall(signs: usize, expected: f64, shown: usize, language: Language) -> String {
    match language {
        Language::Danish => danish::wall(signs, expected, shown),
        Language::English => english::wall(signs, expected, shown),
    }
}

/// The variation icon's short name.
pub const fn variation(variation: Variation, language: Language) -> &'static str {
    match language {
        Language::Danish => danish::variation(variation),
        Language::English => english::variation(variation),
    }
}

/// The assurance icon's short name.
pub const fn assurance(assurance: Assurance, language: Language) -> &'static str {
    match language {
        Language::Danish => danish::assurance(assurance),
        Language::English => english::assurance(assurance),
    }
}

/// A point's label for the table.
pub const fn label(label: Label, language: Language) -> &'static str {
    match language {
        Language::Danish => danish::label(label),
        Language::English => english::label(label),
    }
}

/// A rule and a side for the table.
pub const fn rule(rule: Rule, side: Side, language: Language) -> &'static str {
    match language {
        Language::Danish => danish::rule(rule, side),
        Language::English => english::rule(rule, side),
    }
}

/// Whether a change to this side is for the better; nothing where neither way is.
const fn better(direction: Direction, side: Side) -> Option<bool> {
    match (direction, side) {
        (Direction::Neither, _) => None,
        (Direction::Up, Side::High) | (Direction::Down, Side::Low) => Some(true),
        (Direction::Up, Side::Low) | (Direction::Down, Side::High) => Some(false),
    }
}
