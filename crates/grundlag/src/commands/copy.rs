//! `grundlag copy`

use std::io::BufReader;
use std::path::PathBuf;

use clap::Args;
use store::backup::{Failed, Over};
use tokio::runtime::Handle;

use crate::settings::{Address, Settings, address_in};
use crate::{Outcome, Stop, start};

/// Move everything into another, empty database: SQLite to PostgreSQL, or back
///
/// The source is the database of the configuration, as it is at one moment; it is
/// only read. The target must be empty, and is filled in one transaction. Each
/// table is counted and compared on both sides, the ledger among them.
///
///   1. Make the PostgreSQL database (packaging/postgresql.md).
///   2. Put its address in a file that only this user can read.
///   3. Stop the server and its workers: what is written after the copy began does
///      not come along.
///   4. grundlag copy --to-file /etc/grundlag/postgres.address
///   5. Set `database_file` in the configuration to that file, in place of
///      `database`; run `grundlag doctor`, and start the server.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Copy {
    /// The target: sqlite:PATH or postgres://…
    #[arg(
        long,
        value_name = "ADDRESS",
        required_unless_present = "to_file",
        conflicts_with = "to_file"
    )]
    to: Option<Address>,
    /// A file that holds the target's address, for an address with a password
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
}

impl Copy {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let target = match (self.to, self.to_file) {
            (Some(address), _) => address,
            (None, Some(file)) => address_in(&file)?,
            (None, None) => return Err(Stop::because("Say where to: --to ADDRESS or --to-file FILE.")),
        };
        if target == settings.database {
            return Err(Stop::because("The target is the database itself."));
        }
        let from = start::open_migrated(settings).await?;
        let to = start::open_address(&target, settings.connections).await?;

        // A pipe holds some rows at a time, so that neither side's memory grows with the database.
        let (reader, writer) = std::io::pipe().map_err(|e| Stop(format!("No pipe can be made: {e}.")))?;
        let source = from.clone();
        let writing = tokio::task::spawn_blocking(move || {
            let now = start::now();
            Handle::current().block_on(store::backup::write(&source, env!("CARGO_PKG_VERSION"), now, writer))
        });
        let sink = to.clone();
        let reading = tokio::task::spawn_blocking(move || {
            Handle::current().block_on(store::backup::read(
                &sink,
                start::now(),
                Over::Nothing,
                BufReader::new(reader),
            ))
        });
        let (written, read) = (writing.await, reading.await);
        from.close().await;
        to.close().await;
        let stopped = || Stop::because("The copying stopped in the middle. Nothing was changed.");
        let restored = match read.map_err(|_| stopped())? {
            Ok(restored) => restored,
            // The reader only saw an end that came too early.
            Err(Failed::CutOff) => {
                return Err(refused(written.map_err(|_| stopped())?.err().unwrap_or(Failed::CutOff)));
            }
            Err(error) => return Err(refused(error)),
        };
        let manifest = written.map_err(|_| stopped())?.map_err(refused)?;
        if manifest != restored.manifest {
            return Err(Stop::because(
                "What was written is not what was read. Do not use the target.",
            ));
        }
        for table in manifest.tables.iter().filter(|table| table.rows > 0) {
            println!("{:>10} {}", table.rows, table.table);
        }
        println!(
            "{target} has all {} rows of {}, {} of them in the ledger; each table is the same on both sides.",
            manifest.rows(),
            settings.database,
            manifest.rows_of("trace")
        );
        if !restored.months_hold {
            println!("The months were not what the ledger says, and were counted anew.");
        }
        Ok(())
    }
}

fn refused(error: Failed) -> Stop {
    match error {
        Failed::NotEmpty(table) => Stop(format!(
            "The target is not empty: it has rows in {table}. Nothing was changed. Copy into a database that is new."
        )),
        Failed::Store(error) if error.is_full() => {
            Stop::because("The target's disk is full. Nothing was changed. Make room, and run it again.")
        }
        Failed::Store(error) => error.into(),
        error => Stop(format!("Nothing was changed: {error}.")),
    }
}
