//! Jobs of the room Sproget: reading documents, and counting everything again. Both do their work before they open their
//! transaction, so that nobody who saves a page waits for them.

pub(crate) mod folder;
mod measure;
mod read;

use model::job::Kind;
use model::{DocumentId, Instant};
use store::Conn;
use store::job::Claimed;
use web::App;

use crate::work::Failed;

/// How long a job rests when nobody wakes it.
const REST_MINUTES: i64 = 1;

/// Takes what is new in the watched folder, and reads a batch of the documents that wait.
pub async fn read(app: &App, job: &Claimed) -> Result<(), Failed> {
    folder::take_new(app).await?;
    read::batch(app, job).await
}

/// Counts everything again, when there is something new.
pub async fn measure(app: &App, job: &Claimed) -> Result<(), Failed> {
    measure::all(app, job).await
}

async fn done(mut tx: Conn, job: &Claimed, again: Instant) -> Result<(), Failed> {
    if !store::job::done_until(&mut tx, job, again).await? {
        return Err(Failed::Lost);
    }
    tx.commit().await?;
    Ok(())
}
