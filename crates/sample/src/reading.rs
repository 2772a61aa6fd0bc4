//! Two rounds of reading, one closed and one open: `sample/reading.toml`. They are read in passages, so they come when the house's
//! jobs have read the documents.

use jiff::tz::TimeZone;
use model::wording::Says;
use model::{DocumentId, Instant, PassageId, ReadingRoundId};
use serde::Deserialize;
use store::wording::NewRound;
use store::{Conn, Db};
use uuid::Uuid;
use web::Random;

use crate::organisation::{ADVISER, STEWARD};
use crate::{Error, Loading, Result, text};

const FILE: &str = "reading.toml";
/// Passages that are read in each round.
const PASSAGES: usize = 100;
const READERS: i64 = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rounds {
    round: Vec<Round>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    element: String,
    /// Days ago.
    opened: i64,
    closed: Option<i64>,
    /// How far the first and the second have come.
    read: [usize; 2],
    /// What they say of a passage that has these words in it; of the rest, that it is not a find.
    #[serde(default)]
    said: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    has: String,
    first: Says,
    second: Says,
}

/// Adds the rounds, in one transaction.
pub async fn load(db: &Db, now: Instant, random: &Random, zone: &TimeZone) -> Result<()> {
    let loading = Loading { now, zone, random };
    let rounds: Rounds = toml::from_str(&text(FILE)?).map_err(|e| Error::file(FILE, e))?;
    let mut tx = db.write().await?;
    for round in &rounds.round {
        hold(&mut tx, &loading, round).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn hold(tx: &mut Conn, loading: &Loading<'_>, round: &Round) -> Result<()> {
    let missing = |what: &str| Error::file(FILE, format!("{what} is not there"));
    let elements = store::foundation::current(tx, loading.today()).await?;
    let element = elements.iter().find(|element| element.headline == round.element);
    let element = element.ok_or_else(|| missing(&round.element))?.id;
    let lexicon = store::wording::lexicon(tx)
        .await?
        .ok_or_else(|| missing("a measuring"))?;
    let mut passages = store::wording::to_draw(tx, element).await?;
    // The last half of an identity is random.
    passages.sort_by_key(|(passage, _)| passage.0.as_u64_pair().1);
    let (flagged, unflagged): (Vec<_>, Vec<_>) = passages.iter().copied().partition(|(_, flagged)| *flagged);
    let mut sample: Vec<(PassageId, bool)> = flagged.iter().copied().take(PASSAGES / 2).collect();
    let rest = PASSAGES - sample.len();
    sample.extend(unflagged.iter().take(rest));
    // Mixed by other bits of it.
    sample.sort_by_key(|(passage, _)| passage.0.as_u64_pair().1.rotate_left(32));
    let id: ReadingRoundId = loading.id(loading.now);
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let new = NewRound {
        id,
        element,
        lexicon_version: lexicon.version,
        of_flagged: whole(flagged.len()),
        of_unflagged: whole(unflagged.len()),
        sample: sample.clone(),
    };
    store::wording::open_round(tx, new, loading.at(round.opened, 0)).await?;
    for (number, (key, read)) in (1..).zip([STEWARD, ADVISER].into_iter().zip(round.read)) {
        let person = store::access::person_by_external_id(tx, key)
            .await?
            .ok_or_else(|| missing(key))?;
        store::wording::join_round(tx, id, person, READERS).await?;
        let day = loading.today().plus_days(-round.opened).start(loading.zone);
        for (passage, _) in sample.iter().take(read) {
            let placed = store::wording::passage(tx, *passage).await?;
            let body = placed.map(|placed| placed.body).unwrap_or_default();
            let said = round.said.iter().find(|said| body.contains(&said.has));
            let says = said.map_or(Says::Nothing, |said| if number == 1 { said.first } else { said.second });
            let reading = loading.id::<DocumentId>(day).0;
            store::wording::keep_reading(tx, reading, (id, number), *passage, says, day).await?;
        }
    }
    let Some(closed) = round.closed else { return Ok(()) };
    let told = store::wording::round(tx, id)
        .await?
        .ok_or_else(|| missing("the round"))?;
    let read = store::wording::read(tx, id).await?;
    let at = loading.at(closed, 0);
    store::wording::close_round(tx, id, web::wording::outcome(&told, &read), at).await?;
    store::wording::forget_readers(tx, id).await?;
    if let Some(head) = store::wording::head(tx, element, loading.today()).await? {
        let ids = || -> (Uuid, model::TraceId) { (loading.id::<DocumentId>(at).0, loading.id(at)) };
        store::wording::settle_round(tx, id, (element, head.edition), ids, "", at).await?;
    }
    Ok(())
}
