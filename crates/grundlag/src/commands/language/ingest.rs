//! `grundlag language ingest`

use std::path::{Path, PathBuf};

use clap::Args;
use intake::documents::Index;
use model::wording::{LONGEST_KIND, LONGEST_SOURCE};
use model::{Day, Language};
use store::wording::handing::{self, Handed, Otherwise, Taken, Wrong};
use web::{App, Texts};

use crate::settings::Settings;
use crate::wording::folder::{self, Found};
use crate::{Outcome, Stop, start};

/// Files and bytes that are handed in together: nobody who saves a page waits for more.
const TOGETHER: usize = 100;
const BYTES: usize = 20_000_000;

/// Hand documents in to the house's database, where the server reads them
///
/// A table called index.csv or index.xlsx among them says of each file where it belongs: file, unit (a name or a key), date, and
/// perhaps kind, source and about. When one file has no place, none is taken. The same file twice is one document.
#[derive(Args)]
pub struct Ingest {
    /// A folder, a ZIP archive, or files
    #[arg(required = true, value_name = "DIR_OR_ZIP")]
    paths: Vec<PathBuf>,
    /// The index, when it does not lie among the files
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
    /// The unit (a key or a name) of files that the index does not place
    #[arg(long, value_name = "KEY")]
    unit: Option<String>,
    /// Their day
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,
    /// What they are: minutes, transcript, …
    #[arg(long, default_value = "")]
    kind: String,
    /// Who published them: a committee, a site; never a person [default: each is its own source]
    #[arg(long, default_value = "", hide_default_value = true)]
    source: String,
    /// The occasion was the foundation itself
    #[arg(long)]
    about_foundation: bool,
}

/// The command line speaks English, like its help.
const ENGLISH: Texts = Texts {
    language: Language::English,
};

/// A file to hand in: on the disk still, or out of an archive.
struct File {
    name: String,
    from: From,
}

enum From {
    Disk(Found),
    Archive(Vec<u8>),
}

impl Ingest {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let app = start::app(settings, db.clone())?;
        let result = self.ingest(&app).await;
        db.close().await;
        result
    }

    async fn ingest(self, app: &App) -> Outcome {
        let (files, index) = self.gather()?;
        if files.is_empty() {
            return Err(Stop::because("There are no files to hand in."));
        }
        let units = handing::receivers(&mut app.db.read().await?, None).await?;
        let otherwise = self.otherwise(&units)?;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let lost = handing::lost(names.iter().copied(), &index);
        let places = handing::place(names, &index, &units, &otherwise).map_err(|wrong| {
            for wrong in &wrong {
                eprintln!("{}", in_the_way(wrong));
            }
            Stop::because("Nothing was taken.")
        })?;

        let limits = folder::limits();
        let mut taken = Taken::default();
        let mut refused: u32 = 0;
        let mut batch: Vec<Handed> = Vec::new();
        let mut bytes_in_batch = 0;
        for (file, place) in files.into_iter().zip(places) {
            let bytes = match file.from {
                From::Archive(bytes) => bytes,
                From::Disk(found) => found.read(&limits).map_err(|error| cannot(&found.path, &error))?,
            };
            if bytes.len() as u64 > limits.file_bytes {
                println!("refused  {}: more than {} MB", file.name, limits.file_bytes / 1_000_000);
                refused += 1;
                continue;
            }
            bytes_in_batch += bytes.len();
            batch.push(Handed {
                id: app.id(app.now()),
                name: file.name,
                bytes,
                place,
            });
            if batch.len() == TOGETHER || bytes_in_batch > BYTES {
                add(&mut taken, folder::hand_over(app, std::mem::take(&mut batch)).await?);
                bytes_in_batch = 0;
            }
        }
        add(&mut taken, folder::hand_over(app, batch).await?);

        println!(
            "{} documents are handed in, {} were here already, {refused} were refused.",
            taken.new, taken.here
        );
        if !lost.is_empty() {
            let rows: Vec<String> = lost.iter().map(ToString::to_string).collect();
            println!("Rows of the index whose file was not there: {}", rows.join(", "));
        }
        println!(
            "The server reads them now. The page {} shows how each goes.",
            web::paths::wording_documents(None, 0)
        );
        Ok(())
    }

    /// All files and the rows of all indexes.
    fn gather(&self) -> Outcome<(Vec<File>, Index)> {
        let limits = folder::limits();
        let mut files = Vec::new();
        let mut index = Index::new();
        for path in self.paths.iter().chain(&self.index) {
            let among = if path.is_dir() {
                folder::files(path).map_err(|error| cannot(path, &error))?
            } else {
                vec![Found::at(path).map_err(|error| cannot(path, &error))?]
            };
            let given = Some(path) == self.index.as_ref();
            let (indexes, among): (Vec<Found>, Vec<Found>) = among.into_iter().partition(|f| given || f.is_index());
            let (rows, wrong) = folder::read_index(&indexes);
            if !wrong.is_empty() {
                return Err(Stop(wrong.join("\n")));
            }
            index.extend(rows);
            for found in among {
                if found.name.to_lowercase().ends_with(".zip") {
                    let bytes = std::fs::read(&found.path).map_err(|error| cannot(&found.path, &error))?;
                    let opened = intake::documents::open(vec![(found.name, bytes)], &limits);
                    let (inside, rows) = opened.map_err(|error| Stop(error.to_string()))?;
                    index.extend(rows);
                    files.extend(inside.into_iter().map(|file| File {
                        name: file.name,
                        from: From::Archive(file.bytes),
                    }));
                } else {
                    files.push(File {
                        name: found.name.clone(),
                        from: From::Disk(found),
                    });
                }
            }
        }
        Ok((files, index))
    }

    fn otherwise(&self, units: &[handing::Receiver]) -> Outcome<Otherwise> {
        let unit = match &self.unit {
            None => None,
            Some(words) => Some(handing::find(units, words).map_err(|called| {
                Stop(if called == 0 {
                    format!("There is no unit called {words:?}.")
                } else {
                    format!("{called} units are called {words:?}. Write the unit's key.")
                })
            })?),
        };
        let line = |text: &str, most| model::text::line(text, most).map_err(|error| Stop(format!("{text:?}: {error}")));
        Ok(Otherwise {
            unit,
            day: self.date,
            kind: line(&self.kind, LONGEST_KIND)?,
            source: line(&self.source, LONGEST_SOURCE)?,
            about_foundation: self.about_foundation,
        })
    }
}

fn add(taken: &mut Taken, more: Taken) {
    taken.new += more.new;
    taken.here += more.here;
}

fn in_the_way(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Nowhere { file } => format!("{file}: no unit. Put it into the index, or use --unit."),
        Wrong::Undated { file } => format!("{file}: no day. Put it into the index, or use --date."),
        wrong => web::wording::in_the_way(ENGLISH, wrong),
    }
}

fn cannot(path: &Path, error: &std::io::Error) -> Stop {
    Stop(format!("{} cannot be read: {error}.", path.display()))
}
