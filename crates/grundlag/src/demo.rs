//! The sample municipality.

use jiff::tz::TimeZone;
use store::Db;
use web::Random;

use model::Instant;

use crate::Outcome;

/// Fills an empty, migrated database with the sample, in one transaction.
pub async fn load(db: &Db, now: Instant, _random: &Random, zone: &TimeZone) -> Outcome {
    let mut tx = db.write().await?;
    store::organisation::found(&mut tx, "Nørreå Kommune", true, now.day(zone), now).await?;
    tx.commit().await?;
    Ok(())
}
