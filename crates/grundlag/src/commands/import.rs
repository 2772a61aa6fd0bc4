//! `grundlag import`

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use model::organisation::ImportState;
use model::{Day, ImportId, Language};
use store::import::{Counts, Import as Stored, NewImport, NotApplied, NotStaged, NotUndone, Tally, Upload};
use web::{App, Texts, organisation};

use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Bytes of one file: what `intake` reads, and one more, by which it sees that there was more.
const LARGEST: u64 = 10_000_001;
/// Doubts that are printed; the browser lists them all.
const DOUBTS: i64 = 50;

/// Read an organisation from files, show what would change, and with --apply change it
///
/// Two formats, told apart by their columns: organisation.csv and people.csv, or the five files that OS2mo makes for
/// Plan2learn (bruger, organisation, engagement, stillingskode, leder). CSV with semicolons or commas, UTF-8 or
/// Windows-1252, or XLSX. CPR numbers are dropped before anything is stored. The same as "Hent ind" in the browser.
/// The word os2mo in place of files reads the organisation from OS2mo, as it is today (see --os2mo-url).
#[derive(Args)]
pub struct Import {
    /// All files of one format, or the word os2mo
    #[arg(required_unless_present = "undo")]
    files: Vec<PathBuf>,
    /// The day from which the files hold [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    valid_on: Option<Day>,
    /// Do what the preview says, in one transaction
    #[arg(long)]
    apply: bool,
    /// Yes, more than a fifth of all posts are meant to end
    #[arg(long, requires = "apply")]
    ends_many: bool,
    /// Take the last import back, and nothing else
    #[arg(long, conflicts_with_all = ["files", "valid_on", "apply"])]
    undo: bool,
}

impl Import {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let app = start::app(settings, db.clone())?;
        let result = if self.undo {
            undo(&app).await
        } else {
            self.import(&app).await
        };
        db.close().await;
        result
    }

    async fn import(self, app: &App) -> Outcome {
        if store::access::house(&mut app.db.read().await?).await?.is_none() {
            return Err(Stop::because(
                "The database is empty. `grundlag user add --help` tells how the organisation begins.",
            ));
        }
        let from_os2mo = self.files == [Path::new("os2mo")];
        if from_os2mo && self.valid_on.is_some_and(|day| day != app.today()) {
            return Err(Stop::because("OS2mo is read as it is today: leave --valid-on out."));
        }
        let now = app.now();
        let new = NewImport {
            id: app.id::<ImportId>(now),
            valid_on: self.valid_on.unwrap_or_else(|| app.today()),
            by: None,
            now,
        };
        let ids = crate::listen::ids(app, now);
        let mut digest = None;
        let staged = if from_os2mo {
            let os2mo = app.os2mo.as_ref().ok_or_else(|| {
                Stop::because("There is no os2mo_url in the configuration. docs/operation.md tells how to connect.")
            })?;
            let (handed, told) = crate::listen::read(app, os2mo)
                .await
                .map_err(|error| Stop(organisation::os2mo_wrong(ENGLISH, &error)))?;
            digest = Some(told);
            store::import::stage_handed(&app.db, &new, handed, &ids).await
        } else {
            let files = self
                .files
                .iter()
                .map(|path| read(path))
                .collect::<Outcome<Vec<Upload>>>()?;
            store::import::stage(&app.db, &new, files, &ids).await
        };
        staged.map_err(|error| match error {
            NotStaged::File(error) => Stop(organisation::refused_file(ENGLISH, &error)),
            NotStaged::Store(error) => error.into(),
        })?;
        let import = preview(app, new.id).await?;
        if !self.apply {
            store::import::drop_staged(&app.db, new.id).await?;
            println!("Nothing was changed. --apply does it.");
            return if import.counts.stops == 0 {
                Ok(())
            } else {
                Err(Stop::because("These files cannot be applied as they are."))
            };
        }
        let accepted: Vec<_> = import
            .counts
            .turns
            .iter()
            .map(|t| (t.likely.old, t.likely.new))
            .collect();
        let applied = store::import::apply(&app.db, new.id, self.ends_many, &accepted, None, now, app.today()).await;
        if let Err(error) = applied {
            store::import::drop_staged(&app.db, new.id).await?;
            return Err(match error {
                NotApplied::Store(error) => error.into(),
                NotApplied::EndsMany => Stop::because(
                    "Nothing was changed: more than a fifth of all posts would end. If that is meant, add --ends-many.",
                ),
                error => Stop(organisation::not_applied(ENGLISH, &error)),
            });
        }
        if let Some(digest) = digest {
            // What waited from OS2mo is older than this.
            store::os2mo::took(&app.db, &digest, Some(new.id), now).await?;
        }
        println!("Done. `grundlag import --undo` takes it back, until the next import.");
        Ok(())
    }
}

/// The command line speaks English, like its help.
pub const ENGLISH: Texts = Texts {
    language: Language::English,
};

fn read(path: &Path) -> Outcome<Upload> {
    let wrong = |e: std::io::Error| Stop(format!("{} cannot be read: {e}.", path.display()));
    let mut bytes = Vec::new();
    File::open(path)
        .map_err(wrong)?
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(wrong)?;
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    Ok(Upload { name, bytes })
}

/// Prints what the import would do.
async fn preview(app: &App, id: ImportId) -> Outcome<Stored> {
    let mut conn = app.db.read().await?;
    let import = store::import::import(&mut conn, id)
        .await?
        .ok_or_else(|| Stop::because("The import is gone."))?;
    let counts = &import.counts;
    let line = |what: &str, tally: &Tally| {
        println!(
            "{what:8} {:>7} added {:>7} changed {:>7} ended {:>7} as they were",
            tally.added, tally.changed, tally.ended, tally.same
        );
    };
    line("units", &counts.units);
    line("people", &counts.people);
    line("posts", &counts.posts);
    for turn in &counts.turns {
        println!("turn   {}", organisation::turn(ENGLISH, turn));
    }
    left_out(counts);
    let problems = store::import::problems(&mut conn, id, 0, DOUBTS).await?;
    for (stops, problem) in &problems {
        let mark = if *stops { "STOPS " } else { "look  " };
        println!("{mark} {}", organisation::problem(ENGLISH, problem));
    }
    let more = counts.problem_count - i64::try_from(problems.len()).unwrap_or(0);
    if more > 0 {
        println!("… and {more} more to look at.");
    }
    Ok(import)
}

fn left_out(counts: &Counts) {
    for (many, what) in [
        (counts.leaving, "people are left without any post"),
        (counts.inactive, "rows are called inactive by the files and left out"),
        (counts.past, "posts were over before that day and left out"),
    ] {
        if many > 0 {
            println!("{many} {what}.");
        }
    }
}

async fn undo(app: &App) -> Outcome {
    let history = store::import::history(&mut app.db.read().await?, 50).await?;
    let last = history
        .iter()
        .filter(|import| import.state == ImportState::Applied)
        .max_by_key(|import| import.applied_at)
        .ok_or_else(|| Stop::because("There is no import to take back."))?;
    match store::import::undo(&app.db, last.id, None, app.now(), app.today()).await {
        Ok(()) => {
            println!("The import of {} is taken back.", last.files);
            Ok(())
        }
        Err(NotUndone::Store(error)) => Err(error.into()),
        Err(error) => Err(Stop(organisation::not_undone(ENGLISH, &error))),
    }
}
