//! `grundlag worker`

use clap::Args;

use crate::commands::serve::stop_signal;
use crate::settings::Settings;
use crate::{Outcome, start, work};

/// Do the work that waits in the database, without serving pages
///
/// Only for installations of several servers: each `grundlag serve` does this work itself unless it was started with
/// --no-worker. Any number of workers may run. SIGTERM and SIGINT (Ctrl+C) let the job in hand end first.
#[derive(Args)]
pub struct Worker {}

impl Worker {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let app = start::app(settings, db.clone())?;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let asked_to_stop = stop_signal()?;
        let work = tokio::spawn(work::until(app, stopped));
        println!("The worker is ready.");
        asked_to_stop.await;
        let _ = stop.send(true);
        let _ = work.await;
        db.close().await;
        Ok(())
    }
}
