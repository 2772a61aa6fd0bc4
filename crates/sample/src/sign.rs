//! What some of the units look for, and what they counted: `sample/signs.toml`.

use std::collections::BTreeMap;

use model::sign::{Cadence, Known, Noted, State, Written, thousandths};
use model::{Day, ElementId, MeasureId, SignId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::sign::{Figure, NewNote, NewPhase, Tap};

use crate::foundation::Elements;
use crate::organisation::People;
use crate::{Error, Loading, Result, text};

const FILE: &str = "signs.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    sign: Vec<Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    home: String,
    element: String,
    state: State,
    #[serde(default = "tally")]
    kind: String,
    #[serde(default)]
    rung: String,
    #[serde(default)]
    data: String,
    #[serde(default)]
    about_people: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    unit_word: String,
    /// Days ago: the trial begins, and the decision.
    days: i64,
    decided: Option<i64>,
    title: String,
    behaviour: String,
    seen: String,
    definition: String,
    cadence: String,
    direction: String,
    #[serde(default)]
    target: String,
    response: String,
    side_effect: String,
    assumption: String,
    rivals: String,
    owner: String,
    #[serde(default)]
    lag: String,
    /// Days ago; less than 0 lies ahead.
    trial: i64,
    review: Option<i64>,
    review_where: String,
    #[serde(default)]
    reason: String,
    /// Figures of each unit, oldest first.
    #[serde(default)]
    counts: BTreeMap<String, String>,
    #[serde(default)]
    phase: Vec<Phase>,
    #[serde(default)]
    note: Vec<Note>,
}

fn tally() -> String {
    "tally".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phase {
    /// Whole periods ago that it begins.
    week: i64,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    days: i64,
    body: String,
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    let told: Signs = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    for sign in &told.sign {
        tell(tx, loading, people, elements, sign).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements, told: &Told) -> Result<()> {
    let wrong = |what: &str| Error::file(FILE, format!("{}: {what}", told.title));
    let unit = |key: &str| people.units.get(key).copied().ok_or_else(|| wrong(key));
    let home = unit(&told.home)?;
    let by = people.answerable(home);
    let ago = |days: i64| loading.today().plus_days(-days);
    let element = elements.get(&told.element).ok_or_else(|| wrong(&told.element))?.id;
    let written = Written {
        element: element.to_string(),
        title: told.title.clone(),
        behaviour: told.behaviour.clone(),
        seen: told.seen.clone(),
        kind: told.kind.clone(),
        definition: told.definition.clone(),
        cadence: told.cadence.clone(),
        data: told.data.clone(),
        rung: told.rung.clone(),
        source: told.source.clone(),
        unit_word: told.unit_word.clone(),
        direction: told.direction.clone(),
        target: told.target.clone(),
        lag: told.lag.clone(),
        response: told.response.clone(),
        side_effect: told.side_effect.clone(),
        assumption: told.assumption.clone(),
        rivals: told.rivals.clone(),
        owner: told.owner.clone(),
        trial_until: ago(told.trial).to_string(),
        review_on: told.review.map_or_else(String::new, |days| ago(days).to_string()),
        review_where: told.review_where.clone(),
        about_people: told.about_people,
    };
    let known: &[ElementId] = &[element];
    // Held to the form's own rules, on the day on which it was written.
    let (sign, measure) = written
        .read(Known {
            elements: known,
            trial_from: ago(told.days),
            today: ago(told.days),
            trial_kept: None,
        })
        .map_err(|misfits| wrong(&format!("{misfits:?}")))?;
    let at = loading.at(told.days, 75);
    let (id, measure_id) = (loading.id::<SignId>(at), loading.id::<MeasureId>(at));
    store::sign::add(tx, (id, measure_id), home, (&sign, &measure), by, (ago(told.days), at)).await?;

    for (key, values) in &told.counts {
        count(tx, loading, told, (measure_id, unit(key)?, measure.cadence), values).await?;
    }
    for phase in &told.phase {
        let new = NewPhase {
            measure: measure_id,
            starts_on: back(measure.cadence, loading.today(), phase.week),
            reason: &phase.reason,
            by,
        };
        store::sign::begin_phase(tx, &new, loading.at(7 * phase.week, 30)).await?;
    }
    for note in &told.note {
        let at = loading.at(note.days, 100);
        let new = NewNote {
            id: loading.id(at),
            sign: id,
            kind: Noted::Note,
            body: &note.body,
            by,
        };
        store::sign::note(tx, &new, at).await?;
    }
    if let Some(days) = told.decided {
        let at = loading.at(days, 140);
        if !store::sign::decide(tx, id, told.state, &told.reason, by, at).await? {
            return Err(wrong("was decided before"));
        }
        let new = NewNote {
            id: loading.id(at),
            sign: id,
            kind: if told.state == State::Retired {
                Noted::Retired
            } else {
                Noted::Adopted
            },
            body: &told.reason,
            by,
        };
        store::sign::note(tx, &new, at).await?;
    }
    Ok(())
}

/// The first day of the period so many before the one that is not over.
fn back(cadence: Cadence, today: Day, periods: i64) -> Day {
    let now = cadence.start(today);
    match cadence {
        Cadence::Week => now.plus_days(-7 * periods),
        Cadence::Month => now.plus_months(-i32::try_from(periods).unwrap_or(0)),
    }
}

async fn count(
    tx: &mut Conn,
    loading: &Loading<'_>,
    told: &Told,
    (measure, unit, cadence): (MeasureId, UnitId, Cadence),
    values: &str,
) -> Result<()> {
    let values: Vec<&str> = values.split_whitespace().collect();
    let last = i64::try_from(values.len()).unwrap_or(0);
    let (mut figures, mut taps) = (Vec::new(), Vec::new());
    for (periods, value) in (1..=last).rev().zip(values).filter(|(_, value)| *value != "-") {
        let starts_on = back(cadence, loading.today(), periods);
        let value = thousandths(value).ok_or_else(|| Error::file(FILE, format!("{}: {value}", told.title)))?;
        // As long as somebody can still count in a week, its reading is the sum of its taps.
        if told.kind == "tally" && periods <= 4 {
            for n in 0..(value / 1000).max(1) {
                taps.push(Tap {
                    id: random(loading),
                    measure,
                    unit,
                    day: starts_on.plus_days(n % 5),
                    starts_on,
                    none: value == 0,
                });
            }
        } else {
            figures.push(Figure {
                starts_on,
                value,
                size: None,
            });
        }
    }
    store::sign::keep_figures(tx, measure, unit, &figures).await?;
    Ok(store::sign::keep_taps(tx, &taps).await?)
}

fn random(loading: &Loading<'_>) -> uuid::Uuid {
    let mut bytes = [0; 16];
    (loading.random)(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
