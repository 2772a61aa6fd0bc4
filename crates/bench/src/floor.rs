//! The least that an answer can cost here: axum with one point read, and the overview's statements without a page.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use model::overview::{Period, SilenceRule};
use store::Db;
use store::overview::Ask;

use crate::fill::Filled;
use crate::{Result, browser};

/// Answers a second of axum with one read of one unit by its key, asked as the pages were.
pub async fn point_read(address: &str, filled: &Filled) -> Result<f64> {
    let db = Arc::new(Db::open(address, 4).await?);
    let unit = filled.units[7];
    let app = Router::new().route(
        "/",
        get(async move |State(db): State<Arc<Db>>| {
            let Ok(mut conn) = db.read().await else {
                return String::new();
            };
            let row: store::Result<(String,)> = conn
                .one("select name from unit_now where unit_id = $1", store::args![unit])
                .await;
            row.map(|(name,)| name).unwrap_or_default()
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let server = tokio::spawn(async move { axum::serve(listener, app.with_state(db)).await });
    let load = browser::flat_out(port, vec![("/".into(), String::new())], 8, Duration::from_secs(5)).await?;
    server.abort();
    Ok(load.rate())
}

/// Times that the statements are run.
const TIMES: u32 = 300;

/// Milliseconds of the overview's own statements, mean of 300.
pub async fn statements(address: &str, filled: &Filled) -> Result<f64> {
    let db = Db::open(address, 1).await?;
    let today = filled.today;
    let mut conn = db.read().await?;
    let began = Instant::now();
    for _ in 0..TIMES {
        let line = store::organisation::line(&mut conn, filled.units[0])
            .await?
            .ok_or("no root")?;
        let rows = store::overview::rows(&mut conn, &line[0], None).await?;
        let current = store::foundation::current(&mut conn, today).await?;
        let prominent = current.iter().map(|e| (e.id, e.prominent)).collect();
        let rule = SilenceRule { weeks: 9, room: 3 };
        let ask = Ask::of(&rows, Period::ending(today, 3), rule, today, false);
        store::overview::standings(&mut conn, &ask, &prominent).await?;
        store::overview::months(&mut conn, filled.units[0], ask.unit, today.month().plus(-11), false).await?;
    }
    Ok(began.elapsed().as_secs_f64() * 1000.0 / f64::from(TIMES))
}
