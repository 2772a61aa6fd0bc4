//! Lists: what a caller may ask of them, and a part of one with the way to the next.

use std::str::FromStr;

use model::Day;
use serde::Serialize;
use store::api::Filter;
use utoipa::ToSchema;
use uuid::Uuid;

use super::caller::Caller;
use super::problem::{FieldProblem, Problem};
use crate::Texts;

/// Rows of an answer unless the caller says otherwise, and at most.
pub const ROWS: i64 = 50;
pub const MOST_ROWS: i64 = 200;

/// Part of a list.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it as `after` to get what follows. None when this was the last.
    pub next: Option<Uuid>,
}

impl<T> Page<T> {
    /// From `rows` of a statement that was asked for one more than `limit`.
    pub fn new<R>(mut rows: Vec<R>, limit: i64, id: impl Fn(&R) -> Uuid, item: impl FnMut(R) -> T) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        Self {
            next: if more { rows.last().map(id) } else { None },
            items: rows.into_iter().map(item).collect(),
        }
    }
}

/// The parameters of an address. What is wrong with them is gathered, so that a caller is told once.
pub struct Params {
    t: Texts,
    pairs: Vec<(String, String)>,
    errors: Vec<FieldProblem>,
    zone: jiff::tz::TimeZone,
    today: Day,
}

impl Params {
    pub(super) fn read(caller: &Caller, query: &str, known: &[&'static str]) -> Self {
        let mut params = Self {
            t: caller.t,
            pairs: serde_html_form::from_str(query).unwrap_or_default(),
            errors: Vec::new(),
            zone: caller.app.zone.clone(),
            today: caller.today,
        };
        let mut names: Vec<String> = params.pairs.iter().map(|(name, _)| name.clone()).collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            params.wrong(&pair[0], params.t.api_twice());
        }
        names.dedup();
        for name in names.iter().filter(|name| !known.contains(&name.as_str())) {
            params.wrong(name, params.t.api_unknown_parameter());
        }
        params
    }

    fn wrong(&mut self, field: &str, detail: String) {
        self.errors.push(FieldProblem {
            // Not more of it than names it.
            field: field.chars().take(50).collect(),
            detail,
        });
    }

    fn take<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>, why: impl Fn(Texts) -> String) -> Option<T> {
        let value = self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone())?;
        let parsed = parse(&value);
        if parsed.is_none() {
            self.wrong(name, why(self.t));
        }
        parsed
    }

    pub fn id<T: From<crate::NewId>>(&mut self, name: &str) -> Option<T> {
        self.take(name, identity, Texts::api_identity)
            .map(|id| T::from(crate::NewId(id)))
    }

    pub fn day(&mut self, name: &str) -> Option<Day> {
        self.take(name, |text| text.parse().ok(), Texts::error_day)
    }

    pub fn word<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.take(name, |text| text.parse().ok(), Texts::error_choice)
    }

    pub fn limit(&mut self) -> i64 {
        let number = |text: &str| text.parse().ok().filter(|n| (1..=MOST_ROWS).contains(n));
        self.take("limit", number, |t| t.error_number(1_i64, MOST_ROWS))
            .unwrap_or(ROWS)
    }

    /// `after`, `limit`, and those of `unit`, `element` and `since` that the list has.
    pub fn filter(&mut self) -> Filter {
        let since = self.day("since").map(|day| {
            // The last years that can be written are no instants any more.
            let day = day.min(self.today.plus_days(1));
            day.start(&self.zone)
        });
        Filter {
            after: self.take("after", identity, Texts::api_identity),
            unit: self.id("unit"),
            element: self.id("element"),
            since,
            most: self.limit() + 1,
        }
    }

    /// That everything could be read.
    pub fn done(self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::Unfit(self.errors))
        }
    }
}

/// 36 characters, or 32 without hyphens, as addresses of pages have it.
fn identity(text: &str) -> Option<Uuid> {
    [32, 36].contains(&text.len()).then(|| Uuid::parse_str(text).ok())?
}
