//! The two languages: Fluent messages as methods, numbers, dates.

use std::borrow::{Borrow, Cow};
use std::sync::LazyLock;

use askama::filters::Safe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use model::{Day, Instant, Language, Month};
use unic_langid::langid;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Markup that is ready to be put on a page.
pub type Html = Safe<String>;

/// The interface's texts in one language. Copied freely: it is one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Texts {
    pub language: Language,
}

/// An argument of a message: text as it is, a number in the language's own writing (and for its plural).
pub enum Value {
    Text(String),
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<&i64> for Value {
    fn from(number: &i64) -> Self {
        Self::Number(*number)
    }
}
impl From<&usize> for Value {
    fn from(number: &usize) -> Self {
        Self::from(*number)
    }
}
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

type Bundle = FluentBundle<FluentResource>;

static DANISH_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Danish, DANISH));
static ENGLISH_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English, ENGLISH));

fn bundle(language: Language, files: &[&str]) -> Bundle {
    let id = match language {
        Language::Danish => langid!("da"),
        Language::English => langid!("en-GB"),
    };
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The isolation marks would be shown as boxes in mails and files.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Danish => |value, _| number(value, '.'),
        Language::English => |value, _| number(value, ','),
    }));
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn number(value: &FluentValue, separator: char) -> Option<String> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the numbers given are whole, from an i64"
        )]
        FluentValue::Number(n) => Some(grouped(n.value as i64, separator)),
        _ => None,
    }
}

fn grouped(n: i64, separator: char) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Texts {
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    fn text<const N: usize>(self, key: &str, values: [(&str, Value); N]) -> String {
        let args: FluentArgs = values
            .into_iter()
            .map(|(name, value)| match value {
                Value::Text(text) => (name, FluentValue::String(Cow::Owned(text))),
                Value::Number(n) => (name, FluentValue::from(n)),
            })
            .collect();
        self.format(key, &args)
    }

    fn html<const N: usize>(self, key: &str, values: [(&str, Value); N]) -> Html {
        let escaped = values.map(|(name, value)| match value {
            Value::Text(text) => (name, Value::Text(escape(&text))),
            number @ Value::Number(_) => (name, number),
        });
        Safe(self.text(key, escaped))
    }

    fn format(self, key: &str, args: &FluentArgs) -> String {
        let bundle = match self.language {
            Language::Danish => &*DANISH_BUNDLE,
            Language::English => &*ENGLISH_BUNDLE,
        };
        // The key exists: its method was made from it. What cannot be formatted shows as {$name}, never as a panic.
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// 1.234 or 1,234.
    #[must_use]
    pub fn n(self, n: impl Into<Value>) -> String {
        match n.into() {
            Value::Number(n) => grouped(n, if self.language == Language::Danish { '.' } else { ',' }),
            Value::Text(text) => text,
        }
    }

    /// 23. november 2026, 23 November 2026.
    #[must_use]
    pub fn day(self, day: impl Borrow<Day>) -> String {
        let day = *day.borrow();
        format!("{} {}", self.day_of_year(day), day.0.year())
    }

    /// 23. november, 23 November.
    #[must_use]
    pub fn day_of_year(self, day: impl Borrow<Day>) -> String {
        let day = *day.borrow();
        let dot = if self.language == Language::Danish { "." } else { "" };
        format!("{}{dot} {}", day.0.day(), self.month_name(day.0.month()))
    }

    /// With the year only when it is another than today's.
    #[must_use]
    pub fn day_near(self, day: Day, today: Day) -> String {
        if day.0.year() == today.0.year() {
            self.day_of_year(day)
        } else {
            self.day(day)
        }
    }

    /// november 2026.
    #[must_use]
    pub fn month(self, month: Month) -> String {
        format!("{} {}", self.month_name(month.month), month.year)
    }

    /// november.
    #[must_use]
    pub fn month_of(self, month: Month) -> &'static str {
        self.month_name(month.month)
    }

    /// nov.
    #[must_use]
    pub fn month_short(self, month: Month) -> String {
        self.month_name(month.month).chars().take(3).collect()
    }

    /// 23. november 2026 kl. 14.05, 23 November 2026, 14:05.
    #[must_use]
    pub fn time(self, at: Instant, zone: &TimeZone) -> String {
        let local = at.local(zone);
        let day = self.day(Day(local.date()));
        match self.language {
            Language::Danish => format!("{day} kl. {:02}.{:02}", local.hour(), local.minute()),
            Language::English => format!("{day}, {:02}:{:02}", local.hour(), local.minute()),
        }
    }

    fn month_name(self, month: i8) -> &'static str {
        let names = if self.language == Language::Danish {
            MONTHS_DA
        } else {
            MONTHS_EN
        };
        usize::try_from(month - 1)
            .ok()
            .and_then(|i| names.get(i))
            .copied()
            .unwrap_or("")
    }
}

/// Text made safe for HTML, in content and in attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_in_both_languages() {
        let (da, en) = (Texts::new(Language::Danish), Texts::new(Language::English));
        assert_eq!(
            (da.n(1_234_567_i64), en.n(1_234_567_i64)),
            ("1.234.567".into(), "1,234,567".into())
        );
        assert_eq!((da.n(-12_i64), da.n(999_i64)), ("−12".into(), "999".into()));
        let day: Day = "2026-11-03".parse().unwrap();
        assert_eq!(
            (da.day(day), en.day(day)),
            ("3. november 2026".into(), "3 November 2026".into())
        );
    }
}
