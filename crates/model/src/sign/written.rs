//! A sign as it is written in the form, read into what can be kept.

use serde::{Deserialize, Serialize};

use super::{
    Cadence, Data, Direction, Field, Kind, LAG_MOST, LEAST, MOST_LINE, MOST_TEXT, MOST_TITLE, MOST_WORD, Purpose,
    TRIAL_LEAST, TRIAL_MOST,
};
use crate::day::Day;
use crate::id::ElementId;
use crate::story::{self, UnfitText};
use crate::text::{self, Unfit};
use crate::trace::Rung;

/// The fields as they were written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Written {
    pub element: String,
    pub title: String,
    pub behaviour: String,
    pub seen: String,
    pub kind: String,
    pub definition: String,
    pub cadence: String,
    pub data: String,
    pub rung: String,
    pub source: String,
    pub unit_word: String,
    pub direction: String,
    pub target: String,
    pub lag: String,
    pub response: String,
    pub side_effect: String,
    pub assumption: String,
    pub rivals: String,
    pub owner: String,
    pub trial_until: String,
    pub review_on: String,
    pub review_where: String,
    pub about_people: bool,
}

/// A sign that can be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sign {
    pub element: ElementId,
    pub title: String,
    pub behaviour: String,
    pub seen: String,
    pub response: String,
    pub side_effect: String,
    pub assumption: String,
    pub rivals: String,
    /// A post, in words.
    pub owner: String,
    pub trial_until: Day,
    pub review_on: Option<Day>,
    pub review_where: String,
}

/// How it is measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    pub kind: Kind,
    pub purpose: Purpose,
    pub definition: String,
    pub cadence: Cadence,
    pub data: Data,
    pub direction: Direction,
    /// In thousandths.
    pub target: Option<i64>,
    pub unit_word: String,
    pub decimals: i64,
    pub rung: Option<Rung>,
    pub source: String,
    pub lag_weeks: Option<i64>,
    pub about_people: bool,
}

/// What can be chosen, and what the days are held against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub elements: &'a [ElementId],
    /// The day on which the trial began: today for a new sign.
    pub trial_from: Day,
    pub today: Day,
    /// The trial is decided, or its day stands as it was.
    pub trial_kept: Option<Day>,
}

/// A field that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    pub field: Field,
    pub why: Why,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    Text(UnfitText),
    /// Nothing chosen, or something that cannot be chosen.
    Choice,
    NotADay,
    /// The day lies between these.
    Between(Day, Day),
    NotANumber,
    /// A whole number from 0 to this.
    WholeUpTo(i64),
    /// Figures about people are context: they have no target.
    NoTarget,
}

/// A number with up to three decimals, in thousandths: `10,4`, `10.4`, `-3`, `1.234,5`. Comma and point are decimal signs;
/// when there are both, the last is.
#[must_use]
pub fn thousandths(raw: &str) -> Option<i64> {
    let raw: String = raw
        .trim()
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let (negative, digits) = match raw.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, raw.as_str()),
    };
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, part) = match digits.rfind([',', '.']) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    // Grouping signs are of the other kind, and none comes twice in a row.
    let whole: String = whole.split([',', '.']).collect();
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 12 || !plain(&whole) || !plain(part) {
        return None;
    }
    let mut fraction: String = part.chars().take(3).collect();
    while fraction.len() < 3 {
        fraction.push('0');
    }
    let mut value = whole.parse::<i64>().ok()? * 1000 + fraction.parse::<i64>().ok()?;
    if part.as_bytes().get(3).is_some_and(|digit| *digit >= b'5') {
        value += 1;
    }
    Some(if negative { -value } else { value })
}

impl Written {
    /// Reads the form, or says everything that does not fit.
    pub fn read(&self, known: Known<'_>) -> Result<(Sign, Measure), Vec<Misfit>> {
        let mut reading = Reading::default();
        let kind: Kind = reading.choice(Field::Kind, &self.kind).unwrap_or(Kind::Tally);
        let series = kind == Kind::Series;
        let element = self.element.trim().parse().ok().filter(|e| known.elements.contains(e));
        if element.is_none() {
            reading.misfit(Field::Element, Why::Choice);
        }
        let (data, cadence) = match kind {
            Kind::Tally => (Data::Counts, reading.choice(Field::Cadence, &self.cadence)),
            // The ledger is rolled up by month.
            Kind::Traces => (Data::Counts, Some(Cadence::Month)),
            Kind::Series | Kind::Pulse => (
                reading.choice(Field::Data, &self.data).unwrap_or(Data::Values),
                reading.choice(Field::Cadence, &self.cadence),
            ),
        };
        let rung = (kind == Kind::Traces)
            .then(|| reading.choice::<Rung>(Field::Rung, &self.rung))
            .flatten();
        if rung == Some(Rung::Claimed) {
            reading.misfit(Field::Rung, Why::Choice);
        }
        let about_people = series && self.about_people;
        let direction = if about_people {
            Some(Direction::Neither)
        } else {
            reading.choice(Field::Direction, &self.direction)
        };
        let target = self.read_target(about_people, &mut reading);
        let lag_weeks = self.read_lag(&mut reading);
        let trial_until = self.read_trial(known, &mut reading);
        let review_on = self.read_review(known, &mut reading);
        let sign = Sign {
            // Refused above when there is none.
            element: element.unwrap_or(ElementId(uuid::Uuid::nil())),
            title: reading.line(Field::Title, &self.title, MOST_TITLE, true),
            behaviour: reading.text(Field::Behaviour, &self.behaviour, true),
            seen: reading.text(Field::Seen, &self.seen, true),
            response: reading.text(Field::Response, &self.response, true),
            side_effect: reading.text(Field::SideEffect, &self.side_effect, true),
            assumption: reading.text(Field::Assumption, &self.assumption, false),
            rivals: reading.text(Field::Rivals, &self.rivals, false),
            owner: reading.line(Field::Owner, &self.owner, MOST_LINE, true),
            trial_until: trial_until.unwrap_or(known.today),
            review_on,
            review_where: reading.line(Field::ReviewWhere, &self.review_where, MOST_LINE, false),
        };
        let measure = Measure {
            kind,
            purpose: if about_people { Purpose::Context } else { Purpose::Sign },
            definition: reading.text(Field::Definition, &self.definition, true),
            cadence: cadence.unwrap_or(Cadence::Week),
            data,
            direction: direction.unwrap_or(Direction::Neither),
            target,
            unit_word: reading.line(Field::UnitWord, &self.unit_word, MOST_WORD, false),
            decimals: i64::from(data == Data::Values),
            rung,
            source: reading.line(Field::Source, &self.source, MOST_LINE, series),
            lag_weeks,
            about_people,
        };
        if reading.misfits.is_empty() {
            Ok((sign, measure))
        } else {
            reading.misfits.sort_by_key(|m| m.field);
            Err(reading.misfits)
        }
    }

    fn read_target(&self, about_people: bool, reading: &mut Reading) -> Option<i64> {
        if self.target.trim().is_empty() {
            return None;
        }
        if about_people {
            reading.misfit(Field::Target, Why::NoTarget);
            return None;
        }
        let target = thousandths(&self.target);
        if target.is_none() {
            reading.misfit(Field::Target, Why::NotANumber);
        }
        target
    }

    fn read_lag(&self, reading: &mut Reading) -> Option<i64> {
        let raw = self.lag.trim();
        if raw.is_empty() {
            return None;
        }
        let lag = raw.parse().ok().filter(|weeks| (0..=LAG_MOST).contains(weeks));
        if lag.is_none() {
            reading.misfit(Field::Lag, Why::WholeUpTo(LAG_MOST));
        }
        lag
    }

    fn read_trial(&self, known: Known<'_>, reading: &mut Reading) -> Option<Day> {
        let Ok(day) = self.trial_until.trim().parse::<Day>() else {
            reading.misfit(Field::TrialUntil, Why::NotADay);
            return None;
        };
        if known.trial_kept == Some(day) {
            return Some(day);
        }
        let first = known.trial_from.plus_days(TRIAL_LEAST).max(known.today);
        let last = known.trial_from.plus_days(TRIAL_MOST).max(first);
        if day < first || day > last {
            reading.misfit(Field::TrialUntil, Why::Between(first, last));
        }
        Some(day)
    }

    fn read_review(&self, known: Known<'_>, reading: &mut Reading) -> Option<Day> {
        let raw = self.review_on.trim();
        if raw.is_empty() {
            return None;
        }
        let Ok(day) = raw.parse::<Day>() else {
            reading.misfit(Field::ReviewOn, Why::NotADay);
            return None;
        };
        let (first, last) = (known.trial_from, known.today.plus_days(TRIAL_MOST));
        if day < first || day > last {
            reading.misfit(Field::ReviewOn, Why::Between(first, last));
        }
        Some(day)
    }

    /// All that was written as running text, for finding names in it.
    #[must_use]
    pub fn running_text(&self) -> String {
        [
            &self.title,
            &self.behaviour,
            &self.seen,
            &self.definition,
            &self.response,
            &self.side_effect,
            &self.assumption,
            &self.rivals,
            &self.owner,
        ]
        .map(|text| text.trim())
        .join("\n\n")
    }
}

impl From<(&Sign, &Measure)> for Written {
    fn from((sign, measure): (&Sign, &Measure)) -> Self {
        fn word(value: Option<impl ToString>) -> String {
            value.map_or_else(String::new, |v| v.to_string())
        }
        Self {
            element: sign.element.to_string(),
            title: sign.title.clone(),
            behaviour: sign.behaviour.clone(),
            seen: sign.seen.clone(),
            kind: measure.kind.to_string(),
            definition: measure.definition.clone(),
            cadence: measure.cadence.to_string(),
            data: measure.data.to_string(),
            rung: word(measure.rung),
            source: measure.source.clone(),
            unit_word: measure.unit_word.clone(),
            direction: measure.direction.to_string(),
            target: measure.target.map_or_else(String::new, plain),
            lag: word(measure.lag_weeks),
            response: sign.response.clone(),
            side_effect: sign.side_effect.clone(),
            assumption: sign.assumption.clone(),
            rivals: sign.rivals.clone(),
            owner: sign.owner.clone(),
            trial_until: sign.trial_until.to_string(),
            review_on: word(sign.review_on),
            review_where: sign.review_where.clone(),
            about_people: measure.about_people,
        }
    }
}

/// Thousandths with a comma, as [`thousandths`] reads them.
fn plain(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / 1000, value.abs() % 1000);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole},{}", format!("{part:03}").trim_end_matches('0'))
}

#[derive(Default)]
struct Reading {
    misfits: Vec<Misfit>,
}

impl Reading {
    fn misfit(&mut self, field: Field, why: Why) {
        self.misfits.push(Misfit { field, why });
    }

    fn choice<T: std::str::FromStr>(&mut self, field: Field, raw: &str) -> Option<T> {
        let read = raw.trim().parse().ok();
        if read.is_none() {
            self.misfit(field, Why::Choice);
        }
        read
    }

    fn text(&mut self, field: Field, raw: &str, needed: bool) -> String {
        let read = story::checked(raw, if needed { LEAST } else { 0 }, MOST_TEXT);
        self.kept(field, read, needed)
    }

    fn line(&mut self, field: Field, raw: &str, most: usize, needed: bool) -> String {
        let read = story::checked(raw, 0, usize::MAX).and_then(|whole| {
            text::line(&whole, most)
                .and_then(text::required)
                .map_err(UnfitText::Text)
        });
        self.kept(field, read, needed)
    }

    fn kept(&mut self, field: Field, read: Result<String, UnfitText>, needed: bool) -> String {
        match read {
            Ok(text) => text,
            Err(UnfitText::Text(Unfit::Empty)) if !needed => String::new(),
            Err(why) => {
                self.misfit(field, Why::Text(why));
                String::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ELEMENT: ElementId = ElementId(Uuid::from_u128(7));

    fn known() -> Known<'static> {
        let today: Day = "2026-11-23".parse().unwrap();
        Known {
            elements: &[ELEMENT],
            trial_from: today,
            today,
            trial_kept: None,
        }
    }

    fn whole() -> Written {
        Written {
            element: ELEMENT.to_string(),
            title: "Prøvehandlinger pr. uge".into(),
            behaviour: "Teams afprøver en lille ændring, før den besluttes bredt".into(),
            seen: "En prøvehandling står på tavlen med dato".into(),
            kind: "tally".into(),
            definition: "Prøvehandlinger sat i gang, talt af teamet".into(),
            cadence: "week".into(),
            direction: "up".into(),
            target: "9,5".into(),
            lag: "6".into(),
            response: "Så fortæller vi de andre centre hvordan".into(),
            side_effect: "Flere ting, der aldrig bliver afsluttet".into(),
            owner: "Centerlederen".into(),
            trial_until: "2027-04-12".into(),
            ..Written::default()
        }
    }

    fn why(written: &Written) -> Vec<(Field, Why)> {
        let misfits = written.read(known()).unwrap_err();
        misfits.into_iter().map(|m| (m.field, m.why)).collect()
    }

    #[test]
    fn a_whole_sign_reads_and_comes_back_as_written() {
        let (sign, measure) = whole().read(known()).unwrap();
        assert_eq!((measure.target, measure.lag_weeks), (Some(9_500), Some(6)));
        assert_eq!((measure.data, measure.purpose), (Data::Counts, Purpose::Sign));
        let back = Written::from((&sign, &measure));
        assert_eq!((back.target.as_str(), back.data.as_str()), ("9,5", "counts"));
        assert_eq!(back.read(known()).unwrap(), (sign, measure));
    }

    #[test]
    fn a_hypothesis_says_who_answers_what_is_done_and_what_to_watch() {
        let bare = Written {
            kind: "tally".into(),
            ..Written::default()
        };
        let fields: Vec<Field> = why(&bare).into_iter().map(|(field, _)| field).collect();
        for field in [
            Field::Response,
            Field::SideEffect,
            Field::Owner,
            Field::TrialUntil,
            Field::Element,
        ] {
            assert!(fields.contains(&field), "{field}");
        }
        assert!(!fields.contains(&Field::Assumption) && !fields.contains(&Field::Source));
    }

    #[test]
    fn a_trial_is_long_enough_to_show_something() {
        let mut short = whole();
        short.trial_until = "2026-12-01".into();
        let (first, last) = ("2026-12-21".parse().unwrap(), "2028-11-22".parse().unwrap());
        assert_eq!(why(&short), [(Field::TrialUntil, Why::Between(first, last))]);
    }

    #[test]
    fn figures_about_people_have_no_direction_and_no_target() {
        let mut absence = whole();
        absence.kind = "series".into();
        absence.data = "values".into();
        absence.source = "Lønsystemet".into();
        absence.about_people = true;
        assert_eq!(why(&absence), [(Field::Target, Why::NoTarget)]);
        absence.target.clear();
        let (_, measure) = absence.read(known()).unwrap();
        assert_eq!(
            (measure.direction, measure.purpose),
            (Direction::Neither, Purpose::Context)
        );
    }

    #[test]
    fn traces_are_of_one_rung_and_never_what_is_claimed() {
        let mut traces = whole();
        traces.kind = "traces".into();
        traces.rung = "claimed".into();
        assert_eq!(why(&traces), [(Field::Rung, Why::Choice)]);
        traces.rung = "acted".into();
        assert_eq!(traces.read(known()).unwrap().1.cadence, Cadence::Month);
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (raw, value) in [
            ("10,4", 10_400),
            ("10.4", 10_400),
            ("1.234,5", 1_234_500),
            ("-3", -3_000),
            ("7 %", 7_000),
            ("0,0005", 1),
            ("12\u{a0}000", 12_000_000),
        ] {
            assert_eq!(thousandths(raw), Some(value), "{raw}");
        }
        for raw in ["", "abc", "1e9", "NaN", "1234567890", ",5", "--1", "１"] {
            assert_eq!(thousandths(raw), None, "{raw}");
        }
    }
}
