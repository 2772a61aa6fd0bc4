//! What every command starts with: the clock, randomness, the log, the database.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;

use model::Instant;
use store::Db;
use tracing_subscriber::EnvFilter;
use web::access::SignInProvider;
use web::{App, Clock, Random};

use crate::settings::{Address, LogFormat, LogLevel, Settings};
use crate::{Outcome, Stop};

/// The machine's clock.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the time comes from")]
pub fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_millisecond())
}

#[must_use]
pub fn clock() -> Clock {
    Arc::new(now)
}

/// The system's random numbers.
///
/// # Panics
/// When the system has none: then nothing can be kept secret, and stopping is the only honest answer.
#[must_use]
pub fn random() -> Random {
    Arc::new(|buffer: &mut [u8]| getrandom::fill(buffer).expect("the system gives random numbers"))
}

/// Starts the log, on standard error.
pub fn log(settings: &Settings) {
    let level = match settings.log_level {
        LogLevel::Error => "error",
        LogLevel::Warn => "warn",
        // One line a request; slow statements as warnings.
        LogLevel::Info => "info",
        // The texts of all statements, without their values.
        LogLevel::Debug => "debug",
    };
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(level))
        .with_writer(std::io::stderr)
        .with_ansi(false);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}

/// Opens the database, and makes an embedded one when it is not there.
pub async fn open_or_make(settings: &Settings) -> Outcome<Db> {
    open_address(&settings.database, settings.connections).await
}

/// The same for another database than that of the configuration.
pub async fn open_address(address: &Address, connections: u32) -> Outcome<Db> {
    if let Some(file) = address.sqlite_file() {
        // It will hold people's words: nobody else on this machine reads it. Its log files get the same mode.
        match OpenOptions::new().write(true).create_new(true).mode(0o640).open(file) {
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(Stop(format!("The database {} cannot be made: {e}.", file.display()))),
        }
    }
    Db::open(address.secret(), connections).await.map_err(|error| {
        let why = if error.is_full() {
            "the disk is full. Make room".to_owned()
        } else {
            error.to_string()
        };
        Stop(format!("The database {address} does not open: {why}."))
    })
}

/// Opens a database that is there.
pub async fn open(settings: &Settings) -> Outcome<Db> {
    match settings.database.sqlite_file() {
        Some(file) if !file.exists() => Err(Stop(format!(
            "There is no database at {}. `grundlag migrate` makes it.",
            file.display()
        ))),
        _ => open_or_make(settings).await,
    }
}

/// Opens a database that has everything this program needs.
pub async fn open_migrated(settings: &Settings) -> Outcome<Db> {
    let db = open(settings).await?;
    migrated(&db).await?;
    Ok(db)
}

pub async fn migrated(db: &Db) -> Outcome {
    let missing = store::migrate::missing(db).await?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Stop(format!(
        "The database lacks {} that this version needs ({}). Take a backup, then run `grundlag migrate`.",
        if missing.len() == 1 { "a change" } else { "changes" },
        missing.join(", ")
    )))
}

/// The site.
pub fn app(settings: &Settings, db: Db) -> Outcome<App> {
    let provider = match &settings.oidc {
        None => None,
        Some(set) => Some(SignInProvider {
            provider: oidc::Provider::new(set.settings.clone())
                .map_err(|e| Stop(format!("People cannot sign in at the identity provider: {e}.")))?,
            groups: set.groups.clone(),
        }),
    };
    let os2mo = match &settings.os2mo {
        None => None,
        Some(set) => Some(web::organisation::Os2mo {
            client: os2mo::Client::new(set.settings.clone())
                .map_err(|e| Stop(format!("OS2mo cannot be read: {e}.")))?,
            url: set.settings.url.clone(),
            listeners: set.listeners.clone(),
            minutes: i64::from(set.minutes),
        }),
    };
    let public_url = settings.public_url.to_string();
    Ok(App::new(
        db,
        clock(),
        random(),
        settings.time_zone.clone(),
        settings.public_url.https(),
    )
    .behind(settings.trusted_proxies.clone())
    .answering(settings.api_requests)
    .reading(os2mo)
    .watching(settings.wording_folder.as_deref())
    .with_provider(provider, &public_url))
}
