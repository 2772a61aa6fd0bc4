//! The sample municipality.

use jiff::tz::TimeZone;
use store::Db;
use web::Random;

use model::Instant;

use crate::Outcome;

/// Fills an empty, migrated database with the sample, in one transaction.
pub async fn load(db: &Db, now: Instant, random: &Random, zone: &TimeZone) -> Outcome {
    sample::load(db, now, random, zone).await?;
    Ok(())
}
