//! Documents that lie in a folder: handed in by a command, or by the job when the folder is watched. Nothing in it is ever changed
//! or deleted.

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use intake::Limits;
use intake::documents::Index;
use model::audit::{Deed, Outcome};
use store::audit::{About, Note};
use store::wording::handing::{self, Handed, Otherwise, Taken};
use web::App;

use crate::work::Failed;

/// How deep folders are followed: a ring of links must end.
const DEEPEST: usize = 16;
/// Handed in together: nobody who saves a page waits for more.
const TOGETHER: usize = 100;

/// What is read from a folder: a file as in the browser, archives larger, since only the server's own people put them there.
pub fn limits() -> Limits {
    Limits {
        file_bytes: 50_000_000,
        unpacked_bytes: 500_000_000,
        zip_entries: 20_000,
        ..Limits::default()
    }
}

/// A file of a folder.
pub struct Found {
    pub path: PathBuf,
    pub name: String,
    size: u64,
    changed: SystemTime,
}

impl Found {
    pub fn at(path: &Path) -> io::Result<Self> {
        let about = std::fs::metadata(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            path: path.to_owned(),
            name: name.to_string_lossy().into_owned(),
            size: about.len(),
            changed: about.modified()?,
        })
    }

    pub fn is_index(&self) -> bool {
        ["index.csv", "index.xlsx"].contains(&self.name.to_lowercase().as_str())
    }

    /// At most a byte more than a file may have: more need not be read to be refused.
    pub fn read(&self, limits: &Limits) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        std::fs::File::open(&self.path)?
            .take(limits.file_bytes + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The files of a folder and those below it, by their path. Hidden files are left out.
pub fn files(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    walk(folder, 0, &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Found>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        let about = std::fs::metadata(&path)?;
        if about.is_dir() {
            if depth < DEEPEST {
                walk(&path, depth + 1, found)?;
            }
        } else if about.is_file() {
            found.push(Found {
                name,
                size: about.len(),
                changed: about.modified()?,
                path,
            });
        }
    }
    Ok(())
}

/// How a file looked the last time. One that still changes is being copied, and is left for the next look.
struct Seen {
    size: u64,
    changed: SystemTime,
    /// It has been taken, or was here.
    done: bool,
}

static SEEN: LazyLock<Mutex<HashMap<PathBuf, Seen>>> = LazyLock::new(Mutex::default);
/// What was last said to be wrong, so that it is not said again each minute.
static SAID: Mutex<String> = Mutex::new(String::new());

/// Takes what is new in the folder that is watched. What has no place in the index waits there until it has one.
pub async fn take_new(app: &App) -> Result<(), Failed> {
    let Some(folder) = app.wording_folder.clone() else {
        return Ok(());
    };
    let (ready, mut problems) = tokio::task::spawn_blocking(move || match files(&folder) {
        Ok(found) => look(found),
        Err(error) => (Vec::new(), vec![format!("{}: {error}", folder.display())]),
    })
    .await
    .map_err(|_| Failed::Panicked)?;
    let (indexes, ready): (Vec<Found>, Vec<Found>) = ready.into_iter().partition(Found::is_index);
    if !ready.is_empty() {
        let (index, wrong) = read_index(&indexes);
        problems.extend(wrong);
        let units = handing::receivers(&mut app.db.read().await?, None).await?;
        let limits = limits();
        for chunk in ready.chunks(TOGETHER) {
            let mut handed = Vec::new();
            let mut done = Vec::new();
            for file in chunk {
                match one(app, file, &index, &units, &limits).await? {
                    Ok(files) => {
                        handed.extend(files);
                        done.push(file);
                    }
                    Err(wrong) => problems.extend(wrong),
                }
            }
            if !handed.is_empty() {
                hand_over(app, handed).await?;
            }
            let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
            for file in done {
                if let Some(seen) = seen.get_mut(&file.path) {
                    seen.done = true;
                }
            }
        }
    }
    say(&problems);
    Ok(())
}

/// Those that are as they were at the last look and were not taken, and the indexes that are as they were.
fn look(found: Vec<Found>) -> (Vec<Found>, Vec<String>) {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let ready = found
        .into_iter()
        .filter(|file| match seen.get(&file.path) {
            Some(before) if (before.size, before.changed) == (file.size, file.changed) => {
                !before.done || file.is_index()
            }
            _ => {
                let now = Seen {
                    size: file.size,
                    changed: file.changed,
                    done: false,
                };
                seen.insert(file.path.clone(), now);
                false
            }
        })
        .collect();
    (ready, Vec::new())
}

/// The rows of every index, and why one could not be read.
pub fn read_index(indexes: &[Found]) -> (Index, Vec<String>) {
    let limits = limits();
    let mut index = Index::new();
    let mut wrong = Vec::new();
    for file in indexes {
        match file.read(&limits) {
            Ok(bytes) => match intake::documents::read_index(intake::File::new(&file.name, &bytes), &limits) {
                Ok(rows) => index.extend(rows),
                Err(error) => wrong.push(format!("{}: {error}", file.path.display())),
            },
            Err(error) => wrong.push(format!("{}: {error}", file.path.display())),
        }
    }
    (index, wrong)
}

/// One file of the folder, or what an archive holds: those that are not known yet, with their places.
async fn one(
    app: &App,
    file: &Found,
    index: &Index,
    units: &[handing::Receiver],
    limits: &Limits,
) -> Result<Result<Vec<Handed>, Vec<String>>, Failed> {
    let named = |error: &dyn std::fmt::Display| vec![format!("{}: {error}", file.path.display())];
    let bytes = match file.read(limits) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(named(&error))),
    };
    let (files, own) = match intake::documents::open(vec![(file.name.clone(), bytes)], limits) {
        Ok(opened) => opened,
        Err(error) => return Ok(Err(named(&error))),
    };
    let mut fresh = Vec::new();
    let mut conn = app.db.read().await?;
    for file in files {
        if !store::wording::known(&mut conn, &handing::digest(&file.bytes)).await? {
            fresh.push(file);
        }
    }
    drop(conn);
    let mut whole = index.clone();
    whole.extend(own);
    let names = fresh.iter().map(|file| file.name.as_str());
    match handing::place(names, &whole, units, &Otherwise::default()) {
        Ok(places) => {
            let now = app.now();
            let handed = fresh.into_iter().zip(places).map(|(file, place)| Handed {
                id: app.id(now),
                name: file.name,
                bytes: file.bytes,
                place,
            });
            Ok(Ok(handed.collect()))
        }
        Err(wrong) => Ok(Err(wrong.iter().flat_map(|wrong| named(wrong)).collect())),
    }
}

/// Hands files in as the server's deed: who put them there is not known here.
pub async fn hand_over(app: &App, files: Vec<Handed>) -> store::Result<Taken> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let taken = handing::hand_over(&mut tx, files, now).await?;
    if taken.new > 0 {
        let note = Note {
            actor: None,
            deed: Deed::HandInDocuments,
            object: None,
            about: About::Nobody,
            outcome: Outcome::Done,
        };
        store::audit::note(&mut tx, &note, now).await?;
    }
    tx.commit().await?;
    Ok(taken)
}

fn say(problems: &[String]) {
    let text = problems.join("; ");
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if *said != text {
        if !text.is_empty() {
            tracing::warn!(problems = text, "files of the watched folder are left where they are");
        }
        *said = text;
    }
}
