//! Days, months and instants as the house stores them: text that sorts (`2026-11-23`, `2026-11`) and milliseconds
//! since 1970. All days are days in the organisation's own time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use sqlx::{Database, Decode, Type, error::BoxDynError};

#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
#[error("not a day: {0:?}")]
pub struct NotADay(pub String);

/// A point in time, in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    #[must_use]
    pub fn day(self, zone: &TimeZone) -> Day {
        Day(self.local(zone).date())
    }

    /// `2026-11-23T09:00:00Z`, for files.
    #[must_use]
    pub fn utc(self) -> String {
        Timestamp::from_millisecond(self.0).map_or_else(|_| String::new(), |at| at.to_string())
    }

    /// The local date and time, for showing.
    #[must_use]
    pub fn local(self, zone: &TimeZone) -> jiff::civil::DateTime {
        let at = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        zone.to_datetime(at)
    }

    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60_000)
    }

    /// Whole minutes from `earlier` until this instant; negative when this comes first.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 60_000
    }
}

/// A calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// The day `days` later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// Days from `earlier` until this day; negative when this comes first.
    /// The same day so many months later, or the last of a month that is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        self.0.checked_add(jiff::Span::new().months(months)).map_or(self, Self)
    }

    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    #[must_use]
    pub fn month(self) -> Month {
        Month {
            year: self.0.year(),
            month: self.0.month(),
        }
    }

    /// Midnight at the start of this day in `zone`.
    #[must_use]
    pub fn start(self, zone: &TimeZone) -> Instant {
        Instant(
            self.0
                .to_zoned_datetime(zone.clone())
                .map_or(0, |z| z.timestamp().as_millisecond()),
        )
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        // Ten characters and no more: jiff would also read a time after the day, and text compares as text.
        if text.len() != 10 {
            return Err(NotADay(text.into()));
        }
        text.parse().map(Self).map_err(|_| NotADay(text.into()))
    }
}

/// A calendar month, the grain of the roll-ups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month `months` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let at = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
        Self {
            year: i16::try_from(year).unwrap_or(i16::MAX),
            month: i8::try_from(month).unwrap_or(1),
        }
    }

    #[must_use]
    pub fn first_day(self) -> Day {
        Day(Date::new(self.year, self.month, 1).unwrap_or(Date::MAX))
    }

    #[must_use]
    pub fn last_day(self) -> Day {
        self.plus(1).first_day().plus_days(-1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        format!("{text}-01")
            .parse::<Day>()
            .map(Day::month)
            .map_err(|_| NotADay(text.into()))
    }
}

macro_rules! stored_as {
    ($name:ty, $raw:ty, $read:expr) => {
        impl<DB: Database> Type<DB> for $name
        where
            $raw: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <$raw as Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <$raw as Type<DB>>::compatible(ty)
            }
        }
        impl<'r, DB: Database> Decode<'r, DB> for $name
        where
            $raw: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let raw = <$raw>::decode(value)?;
                $read(raw)
            }
        }
    };
}
stored_as!(Instant, i64, |raw: i64| Ok(Self(raw)));
stored_as!(Day, String, |raw: String| Ok(raw.parse::<Day>()?));
stored_as!(Month, String, |raw: String| Ok(raw.parse::<Month>()?));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_wrap_over_the_year() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(november.plus(2).to_string(), "2027-01");
        assert_eq!(november.plus(-11).to_string(), "2025-12");
        assert_eq!("2024-02".parse::<Month>().unwrap().last_day().to_string(), "2024-02-29");
    }

    #[test]
    fn a_day_is_ten_characters_and_real() {
        assert!("2026-02-29".parse::<Day>().is_err());
        assert!("2026-02-28T00:00".parse::<Day>().is_err());
        assert!("23.11.2026".parse::<Day>().is_err());
        let day: Day = "2026-03-01".parse().unwrap();
        assert_eq!(day.plus_days(-1).to_string(), "2026-02-28");
        assert_eq!(day.days_since("2025-03-01".parse().unwrap()), 365);
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let summer: Day = "2026-07-01".parse().unwrap();
        assert_eq!(
            Timestamp::from_millisecond(summer.start(&zone).0).unwrap().to_string(),
            "2026-06-30T22:00:00Z"
        );
        assert_eq!(summer.start(&zone).day(&zone), summer);
    }
}
