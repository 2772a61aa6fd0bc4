//! Two rounds about what stands out, one closed and one open: `sample/rounds.toml`.

use model::prominence::{Choice, Way};
use model::{PersonId, RoundId, UnitId};
use serde::Deserialize;
use store::Conn;
use uuid::Uuid;

use crate::foundation::Elements;
use crate::organisation::{People, STEWARD};
use crate::{Error, Loading, Result, text};

const FILE: &str = "rounds.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rounds {
    round: Vec<Round>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    people: String,
    #[serde(default)]
    way: Option<Way>,
    /// Leaders of the areas and of the units right below them.
    #[serde(default)]
    leaders: bool,
    #[serde(default)]
    units: Vec<String>,
    /// Days ago; less than 0 lies ahead.
    opened: i64,
    closes: i64,
    closed: Option<i64>,
    answered: usize,
    choice: Vec<Chosen>,
}

/// An element with the dots and the reason of each who chose it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    element: String,
    dots: Vec<i64>,
    reasons: Vec<String>,
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    let rounds: Rounds = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    for round in &rounds.round {
        hold(tx, loading, people, elements, round).await?;
    }
    Ok(())
}

async fn hold(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements, round: &Round) -> Result<()> {
    let missing = |what: &str| Error::file(FILE, format!("{what} is not there"));
    // By their posts: only those to look around as have an account, and the form asks for one.
    let mut invited: Vec<PersonId> = Vec::new();
    if round.leaders {
        // Of the areas, and of the units right below them.
        let near = |unit: &UnitId| (3..=4).contains(&people.line(*unit).len());
        invited.extend(
            people
                .leaders
                .iter()
                .filter(|(unit, _)| near(unit))
                .map(|(_, person)| person),
        );
    }
    for key in &round.units {
        let unit = *people.units.get(key).ok_or_else(|| missing(key))?;
        let within = people.posts.iter().filter(|(_, at)| people.line(**at).contains(&unit));
        invited.extend(within.filter_map(|(key, _)| people.people.get(key)));
    }
    invited.sort_unstable();
    invited.dedup();

    let opened = loading.at(round.opened, 30);
    let id: RoundId = loading.id(opened);
    let closes = loading.today().plus_days(-round.closes);
    let steward = people.people[STEWARD];
    let way = round.way.unwrap_or(Way::Dots);
    store::prominence::open(tx, id, (&round.people, way), &invited, closes, steward, opened).await?;
    // Not those to look around as: the round shall wait for them.
    let guides: Vec<PersonId> = crate::GUIDES
        .iter()
        .filter_map(|(_, key)| people.people.get(*key).copied())
        .collect();
    let others: Vec<PersonId> = invited.into_iter().filter(|p| !guides.contains(p)).collect();
    for person in others.iter().take(round.answered) {
        if !store::prominence::mark(tx, id, *person, closes).await? {
            return Err(missing("somebody invited"));
        }
    }
    let mut choices = Vec::new();
    for chosen in &round.choice {
        let element = elements.get(&chosen.element).ok_or_else(|| missing(&chosen.element))?;
        for (dots, reason) in chosen.dots.iter().zip(&chosen.reasons) {
            let choice = Choice {
                element: element.id,
                dots: *dots,
                reason: reason.clone(),
            };
            choices.push((random_id(loading), choice));
        }
    }
    store::prominence::put(tx, id, choices).await?;
    if let Some(days) = round.closed {
        let among = store::foundation::current(tx, loading.today()).await?.len();
        store::prominence::close(tx, id, among, loading.at(days, 0)).await?;
    }
    Ok(())
}

/// As the house makes them: they say nothing, not even when.
fn random_id(loading: &Loading<'_>) -> Uuid {
    let mut random = [0; 16];
    (loading.random)(&mut random);
    uuid::Builder::from_random_bytes(random).into_uuid()
}
