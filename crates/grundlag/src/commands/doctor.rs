//! `grundlag doctor`

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use clap::Args;
use model::Instant;
use model::retention::{Limits, PERSON_MONTHS};
use rustix::fs::statvfs;
use rustix::process::{Resource, getrlimit};
use store::Db;
use store::os2mo::State;
use web::organisation;

use crate::commands::import::ENGLISH;
use crate::commands::serve::MOST_CONNECTIONS;
use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Look for what is wrong with this installation, and say what to do about it
///
/// Changes nothing. Ends with status 1 when something is wrong, and with 0 when all is well or only worth a look.
#[derive(Args)]
pub struct Doctor {}

/// What was found about one thing.
#[derive(Debug, PartialEq, Eq)]
pub enum Finding {
    Fine(String),
    /// It works, and may not be what was meant.
    Look(String),
    Wrong(String),
}
use Finding::{Fine, Look, Wrong};

impl Doctor {
    pub async fn run(self, settings: &Settings) -> Outcome {
        let findings = examine(settings, start::now()).await;
        for finding in &findings {
            match finding {
                Fine(text) => println!("fine   {text}"),
                Look(text) => println!("look   {text}"),
                Wrong(text) => println!("WRONG  {text}"),
            }
        }
        match findings.iter().filter(|f| matches!(f, Wrong(_))).count() {
            0 => Ok(()),
            1 => Err(Stop::because("One thing is wrong.")),
            n => Err(Stop(format!("{n} things are wrong."))),
        }
    }
}

/// Everything, in the order in which one would mend it.
pub async fn examine(settings: &Settings, now: Instant) -> Vec<Finding> {
    let mut findings = vec![Fine(settings.config.as_ref().map_or_else(
        || "configuration: no file, only the environment and flags".to_owned(),
        |file| format!("configuration: {}", file.display()),
    ))];
    findings.extend(addresses(settings));
    findings.push(open_files(settings));
    findings.extend(settings.wording_folder.as_deref().map(watched_folder));
    if let Some(file) = settings.database.sqlite_file() {
        findings.extend(file_findings(file));
    }
    match start::open(settings).await {
        Err(stop) => findings.push(Wrong(stop.to_string())),
        Ok(db) => {
            findings.push(Fine(format!("database: {} answers", settings.database)));
            match database(&db, settings, now).await {
                Ok(found) => findings.extend(found),
                Err(error) => findings.push(Wrong(format!("database: {error}"))),
            }
            db.close().await;
        }
    }
    findings
}

/// How people reach the server, and through what.
fn addresses(settings: &Settings) -> Vec<Finding> {
    let mut found = Vec::new();
    let (url, listen) = (&settings.public_url, settings.listen);
    if !url.https() && !listen.ip().is_loopback() {
        found.push(Wrong(format!(
            "public_url {url} is not https while the server listens on {listen}: passwords travel in the clear. Put a \
             proxy with a certificate in front and set public_url to its https address."
        )));
    } else if !url.https() {
        found.push(Look(format!(
            "public_url {url} is not https: right on one's own machine, wrong for everybody else."
        )));
    } else if settings.trusted_proxies.is_empty() {
        found.push(Look(format!(
            "public_url {url} means that a proxy stands in front, and trusted_proxies is empty: everybody then counts \
             as one address, and five wrong passwords for one account stop the sixth from anywhere. Set it to the \
             proxy's address."
        )));
    } else {
        found.push(Fine(format!(
            "addresses: {url}, served on {listen} behind a trusted proxy"
        )));
    }
    if settings.trusted_proxies.iter().any(web::Network::is_everybody) {
        found.push(Wrong(
            "trusted_proxies trusts every address: anybody can then pretend to be somebody else. Name the proxies."
                .into(),
        ));
    }
    found
}

fn watched_folder(folder: &Path) -> Finding {
    match crate::wording::folder::files(folder) {
        Ok(files) => Fine(format!(
            "watched folder: {} has {} files",
            folder.display(),
            files.len()
        )),
        Err(error) => Wrong(format!(
            "watched folder: {} cannot be read: {error}. Grundlag's user needs to read it and nothing more.",
            folder.display()
        )),
    }
}

fn open_files(settings: &Settings) -> Finding {
    // Connections from outside, to the database (three files each on SQLite), and some.
    let needed = MOST_CONNECTIONS as u64 + 3 * u64::from(settings.connections) + 64;
    match getrlimit(Resource::Nofile).current {
        Some(limit) if limit < needed => Look(format!(
            "open files: {limit} are allowed and {needed} may be needed. In the systemd unit: LimitNOFILE=8192"
        )),
        _ => Fine("open files: enough are allowed".into()),
    }
}

/// The embedded database's file and the disk under it.
fn file_findings(file: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Ok(metadata) = file.metadata() {
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o007 != 0 {
            found.push(Wrong(format!(
                "{0} is open to everybody on this machine (mode {mode:03o}). Close it: chmod o-rwx {0}*",
                file.display()
            )));
        }
    }
    let folder = file.parent().filter(|p| *p != Path::new("")).unwrap_or(Path::new("."));
    match statvfs(folder) {
        Err(error) => found.push(Wrong(format!("{}: {error}", folder.display()))),
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize) / (1 << 20);
            let text = format!("disk: {free} MB free in {}", folder.display());
            found.push(match free {
                0..100 => Wrong(format!("{text}. Nothing can be saved when it is full: make room.")),
                100..1024 => Look(format!("{text}. Make room before it is full.")),
                _ => Fine(text),
            });
        }
    }
    found
}

async fn database(db: &Db, settings: &Settings, now: Instant) -> store::Result<Vec<Finding>> {
    let zone = &settings.time_zone;
    let missing = store::migrate::missing(db).await?;
    if !missing.is_empty() {
        return Ok(vec![Wrong(format!(
            "migrations: {} missing. Take a backup, then run `grundlag migrate`.",
            missing.join(", ")
        ))]);
    }
    let mut found = vec![Fine("migrations: all there".into())];
    if let Some(sqlite) = store::health::sqlite_settings(db).await? {
        found.extend(sqlite_findings(&sqlite));
    }
    let mut conn = db.read().await?;
    let server = store::health::server(&mut conn).await?;
    let newest = store::health::newest(&mut conn).await?;
    found.push(clock(now, server.map(|(at, _)| at), newest));

    match store::organisation::built_on(&mut conn).await? {
        None => found.push(Look(
            "organisation: none yet. `grundlag user add --help` tells how the first administrator comes in.".into(),
        )),
        Some(built) => {
            let today = now.day(zone);
            if store::access::lasting_administrators(&mut conn, today).await? == 0 {
                found.push(Wrong(
                    "administrators: nobody with an open account has this role without an end. `grundlag user grant` \
                     gives it."
                        .into(),
                ));
            }
            found.push(if built == today {
                Fine("organisation: built for today".into())
            } else {
                Look(format!(
                    "organisation: built for {built}. A server or `grundlag worker` that runs rebuilds it within seconds."
                ))
            });
        }
    }
    if settings.os2mo.is_some() {
        found.push(os2mo(&store::os2mo::state(&mut conn).await?, now));
    }
    let limits = Limits::on(now.day(zone), zone);
    let leavers = store::leaver::leavers(&mut conn, &limits, 10_000).await?.len();
    found.push(Fine(match leavers {
        0 => format!("people who left: nobody's {PERSON_MONTHS} months are over"),
        n => format!(
            "people who left: {n} are erased the coming night, {PERSON_MONTHS} months after their last post or role. \
             `grundlag person left` lists them."
        ),
    }));
    let queue = store::job::queue(&mut conn, now.plus_minutes(-10)).await?;
    if queue.late > 0 {
        found.push(Look(format!(
            "work: {} waiting for more than ten minutes. Is a server without --no-worker, or `grundlag worker`, running?",
            queue.late
        )));
    }
    if queue.dead > 0 {
        found.push(Wrong(format!(
            "work: {} given up, the last because: {}",
            queue.dead,
            queue.last_error.unwrap_or_default()
        )));
    }
    Ok(found)
}

fn sqlite_findings(settings: &store::health::SqliteSettings) -> Vec<Finding> {
    let mut found = Vec::new();
    if settings.check != "ok" {
        found.push(Wrong(format!(
            "SQLite: the file is damaged ({}). Stop the server and restore a backup.",
            settings.check
        )));
    }
    let expected =
        settings.journal_mode == "wal" && settings.synchronous == 2 && settings.foreign_keys && settings.secure_delete;
    found.push(if expected {
        Fine("SQLite: write-ahead log, synchronous FULL, foreign keys, secure delete".into())
    } else {
        Wrong(format!(
            "SQLite: journal_mode {}, synchronous {}, foreign_keys {}, secure_delete {} are not wal, 2, true, true. A \
             network drive does not support the write-ahead log: keep the file on a local disk.",
            settings.journal_mode, settings.synchronous, settings.foreign_keys, settings.secure_delete
        ))
    });
    found
}

/// Hours after which OS2mo should have answered: with or without events it is asked once a day.
const OS2MO_HOURS: i64 = 25;

fn os2mo(state: &State, now: Instant) -> Finding {
    if !state.error.is_empty() {
        let what = serde_json::from_str(&state.error).map_or_else(
            |_| "something that a newer version wrote down".to_owned(),
            |error| organisation::os2mo_wrong(ENGLISH, &error),
        );
        return Wrong(format!("OS2mo: {what}"));
    }
    match state.heard_at {
        None => {
            Look("OS2mo: it has not been asked yet. `grundlag import os2mo` asks it now and changes nothing.".into())
        }
        Some(heard) if now.minutes_since(heard) > OS2MO_HOURS * 60 => Look(format!(
            "OS2mo: it answered last {} hours ago. Is a server without --no-worker, or `grundlag worker`, running?",
            now.minutes_since(heard) / 60
        )),
        Some(_) => Fine("OS2mo: it answers".into()),
    }
}

/// Seconds that two clocks may differ.
const CLOCKS: i64 = 2;

fn clock(now: Instant, server: Option<Instant>, newest: Option<Instant>) -> Finding {
    let apart = server.map_or(0, |server| (server.0 - now.0).abs() / 1000);
    if let Some(newest) = newest
        && newest.0 - now.0 > CLOCKS * 1000
    {
        return Wrong(format!(
            "clock: the newest row was written {} minutes in the future. Set this machine's clock, by NTP best.",
            newest.minutes_since(now).max(1)
        ));
    }
    if apart > CLOCKS {
        return Wrong(format!(
            "clock: this machine and PostgreSQL are {apart} seconds apart. Set both by NTP."
        ));
    }
    Fine("clock: not behind the database".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn os2mo_that_is_silent_or_refuses_is_told() {
        let now = Instant(1_795_424_400_000);
        let heard = |minutes: i64| State {
            heard_at: Some(now.plus_minutes(-minutes)),
            ..State::default()
        };
        assert!(matches!(os2mo(&State::default(), now), Look(text) if text.contains("not been asked")));
        assert!(matches!(os2mo(&heard(24 * 60), now), Fine(_)));
        assert!(matches!(os2mo(&heard(26 * 60), now), Look(text) if text.contains("26 hours ago")));
        let refused = ::os2mo::Error::Refused {
            part: ::os2mo::Part::Units,
            status: 403,
        };
        let state = State {
            error: serde_json::to_string(&refused).unwrap(),
            ..heard(1)
        };
        assert!(matches!(os2mo(&state, now), Wrong(text) if text.contains("403")));
    }

    #[test]
    fn a_clock_that_is_behind_is_wrong() {
        let now = Instant(1_795_424_400_000);
        assert!(matches!(clock(now, None, Some(now.plus_minutes(-1))), Fine(_)));
        assert!(matches!(clock(now, None, Some(now.plus_minutes(30))), Wrong(text) if text.contains("30 minutes")));
        assert!(matches!(clock(now, Some(now.plus_minutes(1)), None), Wrong(text) if text.contains("60 seconds")));
    }
}
