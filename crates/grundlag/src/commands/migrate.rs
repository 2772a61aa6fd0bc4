//! `grundlag migrate`

use clap::Args;

use crate::settings::Settings;
use crate::{Outcome, start};

/// Bring the database up to this version; makes an embedded one
///
/// Forward only, in one transaction: it is either done or nothing has happened. Take a backup first. With nothing to do
/// it says so and changes nothing.
#[derive(Args)]
pub struct Migrate {}

impl Migrate {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_or_make(settings).await?;
        let ran = store::migrate::migrate(&db, start::now()).await?;
        db.close().await;
        if ran.is_empty() {
            println!("{} is up to date.", settings.database);
        } else {
            println!("{}: {}.", settings.database, ran.join(", "));
        }
        Ok(())
    }
}
