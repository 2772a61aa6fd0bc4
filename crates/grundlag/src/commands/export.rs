//! `grundlag export`

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use intake::organisation::Format;
use model::audit::Deed;
use store::audit::About;

use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Write the organisation as it is today to files that can be imported again
///
/// Cells that a spreadsheet would run as a formula get an apostrophe in front. Files that are there are not overwritten.
#[derive(Args)]
pub struct Export {
    /// The folder to write into
    folder: PathBuf,
    /// sample: organisation.csv and people.csv; os2mo: its five files; xlsx: one workbook
    #[arg(long, default_value = "sample")]
    format: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Kind {
    Sample,
    Os2mo,
    Xlsx,
}

impl Export {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let today = start::now().day(&settings.time_zone);
        let house = store::import::export::house(&mut db.read().await?, today).await?;
        let mut tx = db.write().await?;
        let people = i64::try_from(house.people()).unwrap_or(i64::MAX);
        super::note(
            &mut tx,
            Deed::ExportOrganisation,
            About::Everybody(people),
            start::now(),
        )
        .await?;
        tx.commit().await?;
        db.close().await;
        let wrong = |e| Stop(format!("The organisation cannot be written: {e}."));
        let files = match self.format {
            Kind::Sample => house.csv(Format::Sample).map_err(wrong)?,
            Kind::Os2mo => house.csv(Format::Os2mo).map_err(wrong)?,
            Kind::Xlsx => vec![intake::export::Written {
                name: "organisation.xlsx".into(),
                bytes: house.xlsx(Format::Sample).map_err(wrong)?,
            }],
        };
        for file in &files {
            let path = self.folder.join(&file.name);
            write(&path, &file.bytes).map_err(|e| Stop(format!("{} cannot be written: {e}.", path.display())))?;
            println!("{}", path.display());
        }
        Ok(())
    }
}

/// People's names and addresses: not for everybody on the machine.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o640).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
