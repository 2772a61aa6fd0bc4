//! `grundlag serve`

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use clap::Args;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;
use tower_http::timeout::TimeoutLayer;

use crate::settings::Settings;
use crate::{Outcome, Stop, start, work};

/// Connections at once; the next ones wait in the system's queue. At some 20 kB each they cannot fill the memory.
pub const MOST_CONNECTIONS: usize = 1000;
/// How long a connection may take to send the head of a request, and be idle between two. A proxy must close its idle
/// connections sooner than this (the samples in `packaging/` do), or it will sometimes meet a closed one.
const HEAD: Duration = Duration::from_secs(20);
/// How long a request may take with its body, which is where a slow client would sit: an upload of 10 MB needs 0.7 Mbit/s.
/// Answers need no limit of their own: a page fits into the system's send buffer, and then `HEAD` counts.
const REQUEST: Duration = Duration::from_mins(2);
/// How long requests under way have when the server is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

/// Serve the pages, and do the work that waits in the database
///
/// Prints its address when it is ready. SIGTERM and SIGINT (Ctrl+C) let the requests under way end first.
#[derive(Args)]
pub struct Serve {
    /// Bring the database up to this version first, as `grundlag migrate` does
    #[arg(long)]
    migrate: bool,
    /// Leave the work to `grundlag worker`, which then must run somewhere
    #[arg(long)]
    no_worker: bool,
}

impl Serve {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = if self.migrate {
            let db = start::open_or_make(settings).await?;
            store::migrate::migrate(&db, start::now()).await?;
            db
        } else {
            start::open_migrated(settings).await?
        };
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(|e| Stop(format!("Nothing can listen on {}: {e}.", settings.listen)))?;
        let app = start::app(settings, db.clone())?;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = (!self.no_worker).then(|| tokio::spawn(work::until(app.clone(), stopped)));

        println!("Grundlag is ready: {}", settings.public_url);
        let asked_to_stop = stop_signal()?;
        serve(listener, web::router(app), asked_to_stop).await;

        let _ = stop.send(true);
        if let Some(worker) = worker {
            let _ = worker.await;
        }
        db.close().await;
        Ok(())
    }
}

/// Resolves when the system or somebody at the keyboard asks to stop.
pub(crate) fn stop_signal() -> Outcome<impl Future<Output = ()>> {
    let listen = |kind| signal(kind).map_err(|e| Stop(format!("Signals cannot be heard: {e}.")));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Answers until `stop`, then lets the requests under way end.
///
/// HTTP/1.1 alone: a proxy stands in front and speaks HTTP/2 to browsers. `axum::serve` is not used because it can
/// neither limit the time for a request's head nor the number of connections.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let router = router.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST));
    let slots = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(64 * 1024);
    let mut stop = pin!(stop);
    loop {
        let next = async { (slots.clone().acquire_owned().await, listener.accept().await) };
        let (slot, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of files, mostly. Those that are open will close.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        // Pages are written whole; waiting for more would only delay their ends.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // What goes wrong here is the client's: it went away or sent no HTTP.
            let _ = connection.await;
            drop(slot);
        });
    }
    drop(listener);
    tokio::select! {
        () = connections.shutdown() => {}
        () = tokio::time::sleep(LAST_REQUESTS) => tracing::warn!("requests were still under way when the server stopped"),
    }
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: Request<hyper::body::Incoming>,
) -> Result<axum::response::Response, std::convert::Infallible> {
    use tower::ServiceExt;
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
