//! The sample municipality.

use web::App;

use crate::{Outcome, work};

/// Fills an empty, migrated database with the sample, reads and measures its documents as the house's jobs do, and adds the rounds
/// in which people read them.
pub async fn load(app: &App) -> Outcome {
    sample::load(&app.db, app.now(), &app.random, &app.zone).await?;
    work::wording(app).await?;
    sample::load_reading_rounds(&app.db, app.now(), &app.random, &app.zone).await?;
    // Counted again, with what the closed round came to.
    work::wording(app).await?;
    Ok(())
}
