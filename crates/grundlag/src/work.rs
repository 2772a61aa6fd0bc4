//! The work that waits in the database.

use tokio::sync::watch::Receiver;
use web::App;

/// Works until it is told to stop.
pub async fn until(_app: App, mut stopped: Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
