//! What the units decided, and whether it held: `sample/decisions.toml`.

use model::decision::{Decision, Held, Known, Step, Written};
use model::trace::{Rung, Source, Trace};
use model::{DecisionId, ElementId, PersonId, TraceId, UnitId};
use serde::Deserialize;
use store::Conn;

use crate::foundation::Elements;
use crate::organisation::People;
use crate::{Error, Loading, Result, text};

const FILE: &str = "decisions.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decisions {
    decision: Vec<Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    home: String,
    units: Vec<String>,
    days: i64,
    /// Days ago; less than 0 lies ahead.
    look_back: i64,
    #[serde(default)]
    draft: bool,
    /// Who wrote it, when that was not whoever leads there now.
    writer: Option<String>,
    decided: String,
    body: String,
    options: Vec<String>,
    tipped: String,
    #[serde(default)]
    gave_way: String,
    #[serde(default)]
    why: String,
    first: String,
    stop: String,
    held: Option<Held>,
    #[serde(default)]
    how: String,
    answered: Option<i64>,
    withdrawn: Option<i64>,
    #[serde(default)]
    reason: String,
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    let told: Decisions = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    for decision in &told.decision {
        decide(tx, loading, people, elements, decision).await?;
    }
    Ok(())
}

async fn decide(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements, told: &Told) -> Result<()> {
    let missing = |what: &str| Error::file(FILE, format!("{what} is not there"));
    let unit = |key: &String| people.units.get(key).copied().ok_or_else(|| missing(key));
    let home = unit(&told.home)?;
    let by = match &told.writer {
        Some(key) => people.people.get(key).copied(),
        None => people.answerable(home),
    };
    let by = by.ok_or_else(|| missing("a leader"))?;
    let units: Vec<UnitId> = told.units.iter().map(unit).collect::<Result<_>>()?;
    let read = read(loading, told, &units, elements)?;

    let at = loading.at(told.days, 200);
    let id: DecisionId = loading.id(at);
    store::decision::add(tx, id, home, &read, by, at).await?;
    if told.draft {
        return Ok(());
    }
    let element = elements.get(&told.tipped).ok_or_else(|| missing(&told.tipped))?;
    let day = loading.today().plus_days(-told.days);
    let traces: Vec<Trace> = units
        .iter()
        .map(|unit| Trace {
            id: loading.id::<TraceId>(at),
            day,
            unit: *unit,
            element: element.id,
            edition: Some(element.edition),
            rung: Rung::Acted,
            source: Source::Decision,
            source_id: id.0,
            count: 1,
            written: at,
        })
        .collect();
    store::decision::record(tx, id, &traces, by, at).await?;
    later(tx, loading, told, id, by).await
}

/// Held to the form's own rules, on the day on which it was written.
fn read(loading: &Loading<'_>, told: &Told, units: &[UnitId], elements: &Elements) -> Result<Decision> {
    let day = loading.today().plus_days(-told.days);
    let element = |headline: &str| elements.get(headline).map(|e| e.id.to_string()).unwrap_or_default();
    let written = Written {
        decided: told.decided.clone(),
        day: day.to_string(),
        body: told.body.clone(),
        units: units.iter().map(ToString::to_string).collect(),
        options: told.options.join("\n"),
        tipped: element(&told.tipped),
        gave_way: element(&told.gave_way),
        why: told.why.clone(),
        first: told.first.clone(),
        stop: told.stop.clone(),
        look_back: loading.today().plus_days(-told.look_back).to_string(),
    };
    let step = if told.draft { Step::Save } else { Step::Record };
    let elements: Vec<ElementId> = elements.values().map(|e| e.id).collect();
    let known = Known {
        units,
        elements: &elements,
    };
    written
        .read(step, known, day)
        .map_err(|misfits| Error::file(FILE, format!("{}: {misfits:?}", told.decided)))
}

/// What became of it: an answer, or a withdrawal.
async fn later(tx: &mut Conn, loading: &Loading<'_>, told: &Told, id: DecisionId, by: PersonId) -> Result<()> {
    if let (Some(held), Some(days)) = (told.held, told.answered) {
        let at = loading.at(days, 90);
        let day = at.day(loading.zone);
        if !store::decision::look_back(tx, id, (held, &told.how), by, at, day).await? {
            return Err(Error::file(FILE, format!("{}: answered too early", told.decided)));
        }
    }
    if let Some(days) = told.withdrawn {
        store::decision::withdraw(tx, id, &told.reason, by, loading.at(days, 60)).await?;
    }
    Ok(())
}
