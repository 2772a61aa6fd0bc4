//! `grundlag backup`

use std::path::{Path, PathBuf};

use clap::Args;
use store::Db;
use store::backup::{Failed, Manifest};

use crate::sealed::{self, Key, Sealed};
use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Write everything in the database to one file, while the server runs
///
/// The file holds all tables as they are at one moment, whether the database is
/// SQLite or PostgreSQL, and can be restored into either. It is read again and
/// verified before it gets its name, so a file that is there is whole. Who is
/// signed in is left out. Nothing is overwritten: give each backup its own name.
///
/// With a key the file is encrypted (age). The server only needs the public key,
/// which cannot open what it locked:
///
///   1. On a machine that is not the server:
///      grundlag backup --new-key backup.key
///   2. Keep backup.key in two safe places. Without it no backup can be read.
///   3. Put the line that it printed (age1…) in a file on the server:
///      /etc/grundlag/backup.pub
///   4. Every night:
///      grundlag backup --key /etc/grundlag/backup.pub /backup/$(date +%F).backup
///   5. Now and then, where the secret key is:
///      grundlag restore --check --key backup.key FILE
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Backup {
    /// The file to write
    #[arg(required_unless_present = "new_key")]
    file: Option<PathBuf>,
    /// A file with a public key (age1…) or a secret key (AGE-SECRET-KEY-1…): encrypt the backup
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Make a secret key in this file, print its public key, and do nothing else
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "key"])]
    new_key: Option<PathBuf>,
}

impl Backup {
    /// `new_key` alone asks for no database.
    pub fn make_key(&self) -> Option<Outcome> {
        let path = self.new_key.as_ref()?;
        Some(Key::make(path).map(|public| println!("{public}")))
    }

    pub async fn run(self, settings: &Settings) -> Outcome {
        let Some(path) = self.file else {
            return Ok(());
        };
        start::log(settings);
        let key = self.key.as_deref().map(Key::read).transpose()?;
        let db = start::open_migrated(settings).await?;
        let sealed = Sealed::create(&path, key.as_ref())?;
        let part = sealed.part();
        let result = write(&db, sealed, &path, key.as_ref()).await;
        db.close().await;
        if result.is_err() {
            // Half a backup helps nobody, and it may be what fills the disk.
            let _ = std::fs::remove_file(part);
        }
        let manifest = result?;
        println!(
            "{}: {} rows in {} tables, {} of them in the ledger, verified{}.",
            path.display(),
            manifest.rows(),
            manifest.tables.len(),
            manifest.rows_of("trace"),
            if key.is_some() { ", encrypted" } else { "" }
        );
        if key.is_none() {
            println!("It is not encrypted: whoever has the file can read it. --help tells how to make a key.");
        }
        Ok(())
    }
}

async fn write(db: &Db, mut sealed: Sealed, path: &Path, key: Option<&Key>) -> Outcome<Manifest> {
    let refused = |error: Failed| sealed::refused(path, error);
    let manifest = store::backup::write(db, env!("CARGO_PKG_VERSION"), start::now(), &mut sealed)
        .await
        .map_err(refused)?;
    let whole = sealed.end().map_err(|e| refused(e.into()))?;
    let mut holds = whole.holds().map_err(|e| refused(e.into()))?;
    // What only a secret key opens, the sum of its bytes vouches for.
    if holds && key.is_none_or(Key::opens) {
        holds = store::backup::check(sealed::open(&whole.part, key)?).map_err(refused)? == manifest;
    }
    if !holds {
        return Err(Stop(format!(
            "{} does not read as it was written: the disk is not to be trusted. There is no backup.",
            path.display()
        )));
    }
    whole.name().map_err(|e| refused(e.into()))?;
    Ok(manifest)
}
