//! `grundlag restore`

use std::path::PathBuf;

use clap::Args;
use store::Db;
use store::backup::{Over, Restored};

use crate::sealed::{self, Key};
use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Fill an empty database from a backup, or try a backup and change nothing
///
/// The database is the one of the configuration, and it must be empty: a new
/// file, or a PostgreSQL database just made. What is there is only overwritten
/// when you say --replace. Everything comes in within one transaction: each table
/// is read again and compared with the backup, every reference is followed, and
/// the ledger is counted anew. Either all of it holds, or nothing has happened. A
/// backup by an older version is brought up to this one. Everybody signs in again.
///
/// To go back to a backup:
///
///   1. Stop the server and its workers.
///   2. Move the old database away (do not delete it yet), or make a new one.
///   3. grundlag restore --key backup.key FILE
///   4. grundlag doctor, then start the server.
///
/// Try it before you need it: `grundlag restore --check FILE` does all of it in a
/// temporary database and removes that. It says how old the backup is, since what
/// was written after it would be lost, and how long restoring took.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// The file with the secret key that opens it
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Try it in a temporary database, report, and change nothing
    #[arg(long)]
    check: bool,
    /// Overwrite the database that is there. If the backup does not hold, what was there stays
    #[arg(long, conflicts_with = "check")]
    replace: bool,
    /// The folder for the temporary database, with room for it [default: the system's]
    #[arg(long, value_name = "FOLDER", requires = "check")]
    temporary: Option<PathBuf>,
}

impl Restore {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let key = self.key.as_deref().map(Key::read).transpose()?;
        // First, so that a wrong file or key makes no database.
        let input = sealed::open(&self.file, key.as_ref())?;
        let started = start::now();
        let folder;
        let db = if self.check {
            let mut builder = tempfile::Builder::new();
            builder.prefix("grundlag-check-");
            let made = match &self.temporary {
                Some(folder) => builder.tempdir_in(folder),
                None => builder.tempdir(),
            };
            folder = made.map_err(|e| Stop(format!("No temporary folder can be made: {e}.")))?;
            let address = format!("sqlite:{}", folder.path().join("check.sqlite").display());
            Db::open(&address, 1).await?
        } else {
            start::open_or_make(settings).await?
        };
        let over = if self.replace { Over::Everything } else { Over::Nothing };
        let result = store::backup::read(&db, start::now(), over, input).await;
        db.close().await;
        let Restored { manifest, months_hold } = result.map_err(|e| sealed::refused(&self.file, e))?;
        if self.check && !months_hold {
            return Err(Stop(format!(
                "{}: the months counted anew from the ledger are not those in the backup.",
                self.file.display()
            )));
        }
        if self.check {
            for table in manifest.tables.iter().filter(|table| table.rows > 0) {
                println!("{:>10} {}", table.rows, table.table);
            }
        }
        println!(
            "{} of {} by version {}: {} rows in {} tables, {} of them in the ledger; counts, sums and references hold.",
            self.file.display(),
            manifest.made_at.local(&settings.time_zone).strftime("%F %H:%M"),
            manifest.program,
            manifest.rows(),
            manifest.tables.len(),
            manifest.rows_of("trace"),
        );
        println!("ledger sha256 {}", manifest.sum_of("trace"));
        if !months_hold {
            println!("The months were not what the ledger says, and were counted anew.");
        }
        let now = start::now();
        let (minutes, took) = (now.minutes_since(manifest.made_at).max(0), now.0 - started.0);
        let took = format!("{}.{} s", took / 1000, took / 100 % 10);
        if self.check {
            println!("It can be restored. Nothing was changed.");
            println!(
                "RPO: it is {} h {} min old; what was written since would be lost.",
                minutes / 60,
                minutes % 60
            );
            println!("RTO: restoring took {took} here, into SQLite.");
        } else {
            println!("Restored into {} in {took}.", settings.database);
        }
        Ok(())
    }
}
