//! The queue. A job is written in the transaction of what asks for it, so it is there if and only if that is; a worker
//! takes it under a lease, does it, and removes it in the transaction of what it did. If the worker dies in between, the
//! lease runs out and another takes it: a job may begin twice and takes effect once.

use model::job::Kind;
use model::{Instant, JobId};

use crate::{Conn, Result, args};

/// A job in a worker's hands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    pub id: JobId,
    /// A word of [`Kind`], or one that a newer version knows.
    pub kind: String,
    /// What the kind of job needs to know; never a confidential text.
    pub payload: String,
    /// This one included.
    pub attempts: i64,
    /// The job stands: it is never removed.
    pub stands: bool,
    claimed_at: Instant,
}

/// Asks for a job to be done once, not before `run_at`.
pub async fn enqueue(tx: &mut Conn, id: JobId, kind: Kind, payload: &str, run_at: Instant, now: Instant) -> Result<()> {
    tx.run(
        "insert into job (id, kind, payload, stands, state, run_at, attempts, last_error, created_at)
         values ($1, $2, $3, $4, 'waiting', $5, 0, '', $6)",
        args![id, kind.word(), payload, false, run_at, now],
    )
    .await?;
    Ok(())
}

/// Sees to it that the job of this kind which stands is there; a new one is due at once.
pub async fn stand(tx: &mut Conn, id: JobId, kind: Kind, now: Instant) -> Result<()> {
    tx.run(
        "insert into job (id, kind, payload, stands, state, run_at, attempts, last_error, created_at)
         values ($1, $2, '', $3, 'waiting', $4, 0, '', $4)
         on conflict (kind) where stands do nothing",
        args![id, kind.word(), true, now],
    )
    .await?;
    Ok(())
}

/// A job that stands is due now, because there is something to do.
pub async fn wake(tx: &mut Conn, kind: Kind, now: Instant) -> Result<()> {
    tx.run(
        "update job set run_at = $2 where kind = $1 and stands and state = 'waiting' and run_at > $2",
        args![kind.word(), now],
    )
    .await?;
    Ok(())
}

/// Whether a job waits whose time has come, or was left by a worker that took it before `lost_before`.
pub async fn is_due(conn: &mut Conn, now: Instant, lost_before: Instant) -> Result<bool> {
    let due = conn
        .number(
            "select count(*) from (select 1 from job
             where (state = 'waiting' and run_at <= $1) or (state = 'running' and claimed_at < $2) limit 1) due",
            args![now, lost_before],
        )
        .await?;
    Ok(due > 0)
}

/// Takes the job that has been due the longest. None when there is none, or when another worker was quicker: on
/// PostgreSQL the second of two waits for the first, finds the row changed by the last condition, and takes nothing.
pub async fn claim(tx: &mut Conn, now: Instant, lost_before: Instant) -> Result<Option<Claimed>> {
    tx.optional(
        "update job set state = 'running', claimed_at = $1, attempts = attempts + 1
         where id = (
             select id from job
             where (state = 'waiting' and run_at <= $1) or (state = 'running' and claimed_at < $2)
             order by run_at, id limit 1)
         and (state = 'waiting' or claimed_at < $2)
         returning id, kind, payload, attempts, stands, claimed_at",
        args![now, lost_before],
    )
    .await
}

/// The job is done. False when it is not ours any more: then what we did must not be kept.
pub async fn done(tx: &mut Conn, job: &Claimed) -> Result<bool> {
    let gone = tx
        .run(
            "delete from job where id = $1 and state = 'running' and claimed_at = $2",
            args![job.id, job.claimed_at],
        )
        .await?;
    Ok(gone == 1)
}

/// The job is done, and to be done again at `run_at`. False as with [`done`].
pub async fn done_until(tx: &mut Conn, job: &Claimed, run_at: Instant) -> Result<bool> {
    let put_back = tx
        .run(
            "update job set state = 'waiting', run_at = $3, attempts = 0, last_error = ''
             where id = $1 and state = 'running' and claimed_at = $2",
            args![job.id, job.claimed_at, run_at],
        )
        .await?;
    Ok(put_back == 1)
}

/// The attempt failed. `again`: when to try once more, or never.
pub async fn failed(tx: &mut Conn, job: &Claimed, error: &str, again: Option<Instant>) -> Result<()> {
    let state = if again.is_some() { "waiting" } else { "dead" };
    tx.run(
        "update job set state = $3, run_at = coalesce($4, run_at), last_error = $5
         where id = $1 and state = 'running' and claimed_at = $2",
        args![job.id, job.claimed_at, state, again, error],
    )
    .await?;
    Ok(())
}

/// How the queue stands.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Queue {
    /// Due since before the instant asked about, and not begun.
    pub late: i64,
    /// Given up.
    pub dead: i64,
    /// Why the last one was given up.
    pub last_error: Option<String>,
}

pub async fn queue(conn: &mut Conn, late_since: Instant) -> Result<Queue> {
    conn.one(
        "select count(*) filter (where state = 'waiting' and run_at < $1) as late,
                count(*) filter (where state = 'dead') as dead,
                (select d.last_error from job d where d.state = 'dead' order by d.run_at desc limit 1) as last_error
         from job",
        args![late_since],
    )
    .await
}
