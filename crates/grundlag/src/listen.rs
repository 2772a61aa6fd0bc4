//! Hearing from OS2mo what is new.
//!
//! Events say that something may have changed and no more, so after any number of them the organisation is read once, as
//! it is. What differs from the last time becomes an import that waits for somebody to say yes; nothing is applied here.
//! Events are acknowledged when that is stored: OS2mo gives them again otherwise, and the same organisation again makes
//! no new import, so that neither repeated events nor a crash in between do anything.

use std::fmt::Write as _;
use std::sync::Arc;

use intake::organisation::Handed;
use model::{ImportId, Instant};
use os2mo::{Error, Event, Part};
use store::import::{Ids, NewImport, NotStaged};
use store::os2mo::State;
use web::App;
use web::organisation::Os2mo;

/// Events that are fetched before the organisation is read; the rest come after.
const EVENTS: usize = 1_000;
/// After so long the organisation is read without an event: one may have been lost, and there may be no listeners.
const DAY_MINUTES: i64 = 24 * 60;
/// When to look again whether OS2mo is set.
const UNSET_MINUTES: i64 = 60;

/// Asks once, and says when to ask again. That OS2mo cannot be read is kept for the page of imports, and is no failure.
pub async fn round(app: &App) -> store::Result<Instant> {
    let now = app.now();
    let Some(os2mo) = &app.os2mo else {
        return Ok(now.plus_minutes(UNSET_MINUTES));
    };
    match listen(app, os2mo, now).await {
        Ok(()) => {}
        Err(Failed::Store(error)) => return Err(error),
        Err(Failed::Os2mo(error)) => {
            tracing::warn!(%error, "OS2mo could not be read");
            store::os2mo::failed(&app.db, &serde_json::to_string(&error)?, now).await?;
        }
    }
    Ok(now.plus_minutes(os2mo.minutes))
}

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Os2mo(#[from] Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

async fn listen(app: &App, os2mo: &Os2mo, now: Instant) -> Result<(), Failed> {
    let events = events(os2mo).await?;
    let before = store::os2mo::state(&mut app.db.read().await?).await?;
    let due = before.read_at.is_none_or(|at| at <= now.plus_minutes(-DAY_MINUTES));
    if os2mo.listeners.is_empty() && !due && before.error.is_empty() {
        return Ok(());
    }
    store::os2mo::heard(&app.db, !events.is_empty(), now).await?;
    if !events.is_empty() || before.owed || due || !before.error.is_empty() {
        take(app, os2mo, &before, now).await?;
    }
    for event in &events {
        // A token that OS2mo has forgotten: the event comes again with another.
        if !os2mo.client.acknowledge(event).await? {
            tracing::info!("OS2mo does not know the token of an event any more");
        }
    }
    Ok(())
}

async fn events(os2mo: &Os2mo) -> Result<Vec<Event>, Error> {
    let mut events = Vec::new();
    for listener in &os2mo.listeners {
        while events.len() < EVENTS {
            match os2mo.client.event(*listener).await? {
                Some(event) => events.push(event),
                None => break,
            }
        }
    }
    Ok(events)
}

/// Reads the organisation and stores what is new of it.
async fn take(app: &App, os2mo: &Os2mo, before: &State, now: Instant) -> Result<(), Failed> {
    let (handed, digest) = read(app, os2mo).await?;
    if digest == before.digest {
        store::os2mo::the_same(&app.db, now).await?;
        return Ok(());
    }
    let new = NewImport {
        id: app.id(now),
        valid_on: app.today(),
        by: None,
        now,
    };
    match store::import::stage_handed(&app.db, &new, handed, &ids(app, now)).await {
        Ok(()) => {}
        Err(NotStaged::Store(error)) => return Err(error.into()),
        Err(NotStaged::File(intake::Error::TooManyRows { limit, .. })) => {
            let part = Part::Engagements;
            return Err(Error::Endless { part, limit }.into());
        }
        Err(NotStaged::File(_)) => return Err(Error::Unreadable { part: Part::People }.into()),
    }
    let staged = store::import::import(&mut app.db.read().await?, new.id).await?;
    let nothing = staged.is_none_or(|import| import.counts.changes_nothing() && import.counts.stops == 0);
    store::os2mo::took(&app.db, &digest, (!nothing).then_some(new.id), now).await?;
    if nothing {
        store::import::drop_staged(&app.db, new.id).await?;
    }
    Ok(())
}

/// The organisation as OS2mo has it today, and its digest.
pub async fn read(app: &App, os2mo: &Os2mo) -> Result<(Handed, String), Error> {
    let today = app.today().0;
    let told = os2mo.client.organisation(today, &app.zone).await?;
    let handed = os2mo::translated(told, today, &app.zone);
    let mut digest = String::with_capacity(64);
    for byte in os2mo::digest(&handed) {
        write!(digest, "{byte:02x}").unwrap_or_default();
    }
    Ok((handed, digest))
}

pub fn ids(app: &App, now: Instant) -> Ids {
    let app = app.clone();
    Arc::new(move || app.id::<ImportId>(now).0)
}
