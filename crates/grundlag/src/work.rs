//! Does the jobs of the table `job`: inside the server, or in `grundlag worker`, and in any number of processes.

use std::time::Duration;

use model::audit::{Deed, Outcome};
use model::job::Kind;
use model::retention::Limits;
use model::{Day, Instant, PersonId};
use store::Conn;
use store::audit::{About, Note};
use store::job::Claimed;
use tokio::sync::watch::Receiver;
use web::App;

use crate::wording;

/// How long a worker rests when there is nothing to do. A job that nobody waits for at the screen can wait as long.
const REST: Duration = Duration::from_secs(2);
/// How long one job may take, and after how long another worker may take it up: longer, so that never two do the same.
const LONGEST: Duration = Duration::from_mins(10);
const LEASE_MINUTES: i64 = 15;
/// Between two rounds of tidying up.
const TIDY_MINUTES: i64 = 60;
/// People erased in one night: more than leave in a year. The rest wait for the next.
const LEAVERS: i64 = 5_000;

/// The program that reads documents in child processes: the one that runs, unless a test says which.
pub static READER: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("this version does not know jobs of the kind {0:?}")]
    Unknown(String),
    #[error("it took longer than {} minutes", LONGEST.as_secs() / 60)]
    TooLong,
    #[error("the program stopped in the middle of it")]
    Panicked,
    #[error("a document could not be read: {0}")]
    Reader(String),
    #[error("a rule of the lexicon cannot be used: {0}")]
    Rule(#[from] language::rules::RuleError),
    #[error("another worker took it up")]
    Lost,
}

/// Works until it is told to stop, and then ends the job in hand.
pub async fn until(app: App, mut stopped: Receiver<bool>) {
    let mut stands = false;
    loop {
        let worked = async {
            if !stands {
                stand(&app).await?;
                stands = true;
            }
            one(&app).await
        };
        let rest = match worked.await {
            Ok(worked) => !worked,
            Err(error) => {
                tracing::error!(%error, "the worker cannot reach its jobs");
                true
            }
        };
        let pause = if rest { REST } else { Duration::ZERO };
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Sees to it that the jobs that stand are there.
pub async fn stand(app: &App) -> store::Result<()> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    for &kind in Kind::ALL {
        store::job::stand(&mut tx, app.id(now), kind, now).await?;
    }
    tx.commit().await
}

/// Reads and measures the documents of a new house, without waiting for a server or for anything else that the house does.
pub async fn wording(app: &App) -> store::Result<()> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    for kind in [Kind::ReadWording, Kind::MeasureWording] {
        store::job::stand(&mut tx, app.id(now), kind, now).await?;
        store::job::wake(&mut tx, kind, now).await?;
    }
    tx.commit().await?;
    while one(app).await? {}
    Ok(())
}

/// Takes one job and does it. False when there was none.
pub async fn one(app: &App) -> store::Result<bool> {
    let now = app.now();
    let lost_before = now.plus_minutes(-LEASE_MINUTES);
    if !store::job::is_due(&mut app.db.read().await?, now, lost_before).await? {
        return Ok(false);
    }
    let mut tx = app.db.write().await?;
    let claimed = store::job::claim(&mut tx, now, lost_before).await?;
    tx.commit().await?;
    let Some(job) = claimed else {
        return Ok(false);
    };

    // In a task of its own, so that a mistake in one kind of job does not end all work.
    let attempt = tokio::spawn(attempt(app.clone(), job.clone()));
    let result = match tokio::time::timeout(LONGEST, attempt).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(Failed::Panicked),
        Err(_) => Err(Failed::TooLong),
    };
    if let Err(error) = result {
        let now = app.now();
        let again = model::job::again(u32::try_from(job.attempts).unwrap_or(u32::MAX), job.stands, now);
        tracing::warn!(kind = job.kind, attempts = job.attempts, given_up = again.is_none(), %error, "a job failed");
        let mut tx = app.db.write().await?;
        store::job::failed(&mut tx, &job, &error.to_string(), again).await?;
        tx.commit().await?;
    }
    Ok(true)
}

/// Does the job and takes it off the queue, both or neither.
async fn attempt(app: App, job: Claimed) -> Result<(), Failed> {
    let kind: Kind = job.kind.parse().map_err(|_| Failed::Unknown(job.kind.clone()))?;
    let now = app.now();
    // What asks others, or takes long, does so before the transaction, and must not hold the one writer meanwhile.
    let mut asked = None;
    match kind {
        Kind::ReadWording => return wording::read(&app, &job).await,
        Kind::MeasureWording => return wording::measure(&app, &job).await,
        Kind::Retention => erase_leavers(&app, now).await?,
        Kind::Os2mo => asked = Some(crate::listen::round(&app).await?),
        Kind::NewDay | Kind::Tidy => {}
    }
    let mut tx = app.db.write().await?;
    let again = match kind {
        Kind::Os2mo => asked.unwrap_or(now),
        Kind::NewDay => new_day(&app, &mut tx, now.day(&app.zone)).await?,
        Kind::Tidy => tidy(&mut tx, now).await?,
        Kind::Retention => retention(&app, &mut tx, now).await?,
        Kind::ReadWording | Kind::MeasureWording => now,
    };
    let ours = if job.stands {
        store::job::done_until(&mut tx, &job, again).await?
    } else {
        store::job::done(&mut tx, &job).await?
    };
    if !ours {
        return Err(Failed::Lost);
    }
    tx.commit().await?;
    Ok(())
}

/// Posts and units begin and end at midnight.
async fn new_day(app: &App, tx: &mut Conn, today: Day) -> store::Result<Instant> {
    store::organisation::lock(tx).await?;
    if store::organisation::built_on(tx)
        .await?
        .is_some_and(|built| built != today)
    {
        store::organisation::build_today(tx, today).await?;
    }
    Ok(today.plus_days(1).start(&app.zone))
}

async fn tidy(tx: &mut Conn, now: Instant) -> store::Result<Instant> {
    store::access::remove_expired(tx, now, now.plus_minutes(-web::IDLE_MINUTES)).await?;
    Ok(now.plus_minutes(TIDY_MINUTES))
}

/// Erases those whose time is over, each in a transaction of its own: when one of them cannot be, the others still are, and
/// the night that is cut short goes on where it was.
async fn erase_leavers(app: &App, now: Instant) -> store::Result<()> {
    let limits = Limits::on(now.day(&app.zone), &app.zone);
    let mut trouble = Ok(());
    for leaver in store::leaver::leavers(&mut app.db.read().await?, &limits, LEAVERS).await? {
        if let Err(error) = erase(app, leaver.id, &limits, now).await {
            tracing::warn!(person = %leaver.id, %error, "somebody who left could not be erased");
            trouble = Err(error);
        }
    }
    trouble
}

async fn erase(app: &App, person: PersonId, limits: &Limits, now: Instant) -> store::Result<()> {
    let mut tx = app.db.write().await?;
    if store::leaver::erase(&mut tx, person, limits).await? {
        let note = Note {
            actor: None,
            deed: Deed::ErasePerson,
            object: None,
            // The number alone is left of them: who restores an old backup can see that it was done.
            about: About::People(&[person]),
            outcome: Outcome::Done,
        };
        store::audit::note(&mut tx, &note, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Each night. The head goes to the server's own log, which the database's owner cannot turn back.
async fn retention(app: &App, tx: &mut Conn, now: Instant) -> store::Result<Instant> {
    let today = now.day(&app.zone);
    let limits = Limits::on(today, &app.zone);
    let gone = store::privacy::remove_old(tx, &limits).await? + store::import::drop_old(tx, limits.imports).await?;
    if gone > 0 {
        let note = Note {
            actor: None,
            deed: Deed::Tidy,
            object: None,
            about: About::Nobody,
            outcome: Outcome::Done,
        };
        store::audit::note(tx, &note, now).await?;
    }
    store::audit::cut(tx, limits.log, now).await?;
    let head = store::audit::head(tx).await?;
    tracing::info!(target: "audit", %head, "the log's head");
    Ok(today.plus_days(1).start(&app.zone))
}
