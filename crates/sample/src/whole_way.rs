//! What came of the interpretations afterwards: `sample/whole_way.toml`.

use model::cascade::Reason;
use model::interpretation::{Card, Cards};
use model::{CardRoundId, ElementId, InterpretationId, PersonId, ReminderId, TalkId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::interpretation::{NewTalk, Round, Which};

use crate::foundation::Elements;
use crate::organisation::{People, STEWARD};
use crate::{Error, Loading, Result, text};

const FILE: &str = "whole_way.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeWay {
    held: Vec<Said>,
    shared: Vec<Said>,
    talk: Vec<Talk>,
    cards: Vec<CardRound>,
    reminder: Vec<Reminder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    unit: String,
    element: String,
    days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talk {
    unit: String,
    other: String,
    element: String,
    days: i64,
    about: String,
    closed: Option<i64>,
    outcome: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardRound {
    unit: String,
    element: String,
    days: i64,
    participants: u16,
    cards: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reminder {
    unit: String,
    reason: Reason,
    days: i64,
}

/// Where one of the file's rows points: the unit, who answers for it, and the element.
struct Place {
    unit: UnitId,
    by: PersonId,
    element: ElementId,
}

fn place(people: &People, elements: &Elements, unit: &str, element: &str) -> Result<Place> {
    let missing = |what: &str| Error::file(FILE, format!("{what} is not there"));
    let id = *people.units.get(unit).ok_or_else(|| missing(unit))?;
    Ok(Place {
        unit: id,
        by: people.answerable(id).ok_or_else(|| missing("a leader"))?,
        element: elements.get(element).ok_or_else(|| missing(element))?.id,
    })
}

/// The interpretation that is in use at a place, and its version.
async fn in_use(tx: &mut Conn, place: &Place) -> Result<(InterpretationId, i64)> {
    let own = store::interpretation::reading(tx, place.unit, place.element, Which::Published)
        .await?
        .own;
    own.and_then(|own| Some((own.id, own.published?)))
        .ok_or_else(|| Error::file(FILE, "an interpretation is not in use"))
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    // The files of life/ come unit by unit and not day by day, so what each stood on is worked out from the days.
    store::interpretation::rebuild_grounds(tx).await?;
    let all: WholeWay = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    for said in &all.held {
        let here = place(people, elements, &said.unit, &said.element)?;
        let (id, version) = in_use(tx, &here).await?;
        let at = loading.at(said.days, 200);
        let row = loading.id::<TalkId>(at).0;
        if !store::interpretation::hold(tx, row, id, version, loading.today(), at, here.by).await? {
            return Err(Error::file(FILE, "what is held is not in use"));
        }
    }
    for said in &all.shared {
        let here = place(people, elements, &said.unit, &said.element)?;
        store::interpretation::share(tx, here.unit, here.element, loading.at(said.days, 220), here.by).await?;
    }
    for talk in &all.talk {
        let here = place(people, elements, &talk.unit, &talk.element)?;
        let there = place(people, elements, &talk.other, &talk.element)?;
        let at = loading.at(talk.days, 240);
        let id: TalkId = loading.id(at);
        let new = NewTalk {
            id,
            own: in_use(tx, &here).await?.0,
            other: in_use(tx, &there).await?.0,
            about: &talk.about,
            at,
            by: here.by,
        };
        store::interpretation::mark_talk(tx, &new).await?;
        if let (Some(closed), Some(outcome)) = (talk.closed, &talk.outcome) {
            store::interpretation::close_talk(tx, id, outcome, loading.at(closed, 90), there.by).await?;
        }
    }
    for round in &all.cards {
        let here = place(people, elements, &round.unit, &round.element)?;
        let at = loading.at(round.days, 300);
        let stored = Round {
            id: loading.id::<CardRoundId>(at),
            unit: here.unit,
            element: here.element,
            held_on: loading.today().plus_days(-round.days),
            participants: Some(round.participants),
            cards: Cards(round.cards.clone()),
        };
        store::interpretation::add_round(tx, &stored, at, here.by).await?;
    }
    let steward = people.people[STEWARD];
    for reminder in &all.reminder {
        let unit = *people
            .units
            .get(&reminder.unit)
            .ok_or_else(|| Error::file(FILE, format!("{} is not there", reminder.unit)))?;
        let at = loading.at(reminder.days, 30);
        let row = (loading.id::<ReminderId>(at), unit, reminder.reason);
        store::cascade::remind(tx, &[row], at, steward).await?;
    }
    Ok(())
}
