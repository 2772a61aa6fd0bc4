//! The power goes. What was synced is on the disk; of what was written since, any part may be, in pieces of a sector.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use store::Db;

use crate::Dice;
use crate::disk::{DATABASE, Disk, Event, LOG};
use crate::server::{Server, all_write};
use crate::town::{Town, look};

const IMAGES: usize = 450;
const CONTROLS: usize = 150;
const WRITES: usize = 500;
/// The least that a disk writes or does not write.
const SECTOR: usize = 512;

/// Which syncs count.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Syncs {
    /// All that were made: `synchronous=FULL`.
    Full,
    /// Of the log only those before its pages go into the database, as SQLite makes them with `synchronous=NORMAL`.
    Normal,
    /// None, as with `synchronous=OFF`.
    Off,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("g.sqlite");
    let address = format!("sqlite:{}", file.display());
    let db = Db::open(&address, 1).await.unwrap();
    let town = Town::settle(&db).await;
    db.close().await;
    let before = std::fs::read(&file).unwrap();

    let disk = Disk::under(&file, folder.path());
    let server = Server::start(&address, folder.path(), &disk.recording());
    let listener = disk.listener();
    let written = all_write(
        &server,
        &town,
        &vec![0; town.writers.len()],
        |writes| {
            while writes.load(Ordering::Relaxed) < WRITES {
                std::thread::sleep(Duration::from_millis(5));
            }
        },
        |writer, revision| listener.hear(writer, revision),
    );
    assert_eq!((written.cut, written.failed), (0, 0));
    server.stop();
    let events = disk.record();
    let count = |wanted: fn(&Event) -> bool| events.iter().filter(|e| wanted(e)).count();
    let syncs = count(|e| matches!(e, Event::Synced(_)));
    let into_database = count(|e| matches!(e, Event::Written(DATABASE, ..)));
    println!(
        "recorded: {} writes to the log, {into_database} to the database, {syncs} syncs, {} acknowledgements",
        count(|e| matches!(e, Event::Written(LOG, ..))),
        count(|e| matches!(e, Event::Acknowledged(..))),
    );
    assert!(
        syncs >= WRITES / 5 && into_database > 100,
        "the record holds what it should"
    );

    for (syncs, images) in [(Syncs::Full, IMAGES), (Syncs::Normal, CONTROLS), (Syncs::Off, CONTROLS)] {
        let seen = cut(&town, &before, &events, syncs, images).await;
        println!(
            "{syncs:?}: {images} images, {} of them with writes in the air; {} acknowledged writes lost in {} images, {} \
             images half done or broken",
            seen.torn,
            seen.lost,
            seen.losing,
            seen.broken.len()
        );
        if syncs == Syncs::Full {
            assert!(seen.lost == 0 && seen.broken.is_empty(), "{:?}", seen.broken);
            assert!(seen.torn > images / 2);
        } else {
            // The control: whoever cannot see a loss here would not see one above either.
            assert!(seen.lost > 0, "{syncs:?} must lose something");
        }
    }
}

#[derive(Default)]
struct Seen {
    torn: usize,
    lost: i64,
    losing: usize,
    broken: Vec<String>,
}

/// A file as it is on the disk for certain, and what may have come to it.
#[derive(Default)]
struct Kept {
    there: bool,
    synced: Vec<u8>,
    pending: Vec<usize>,
}

/// Cuts the power at `images` moments, and looks at each.
async fn cut(town: &Town, before: &[u8], events: &[Event], syncs: Syncs, images: usize) -> Seen {
    let mut dice = Dice(450);
    let moments = moments(events, images, &mut dice);
    // In memory where there is such a place: nothing is asked of this disk.
    let place = Path::new("/dev/shm");
    let folder = if place.is_dir() {
        tempfile::tempdir_in(place)
    } else {
        tempfile::tempdir()
    }
    .unwrap();
    let mut seen = Seen::default();
    let mut files = [Kept::default(), Kept::default(), Kept::default()];
    files[DATABASE].there = true;
    files[DATABASE].synced = before.to_vec();
    // Names that came or went, and are not on the disk for certain.
    let mut names: Vec<(usize, bool)> = Vec::new();
    let mut acknowledged = vec![0; town.writers.len()];
    let mut done = 0;
    for moment in moments {
        for (i, event) in events.iter().enumerate().take(moment).skip(done) {
            match event {
                Event::Created(file) => names.push((*file, true)),
                Event::Unlinked(file) => names.push((*file, false)),
                Event::Written(file, ..) | Event::Cut(file, _) => files[*file].pending.push(i),
                Event::FolderSynced if syncs != Syncs::Off => {
                    for (file, there) in names.drain(..) {
                        comes_or_goes(&mut files[file], there);
                    }
                }
                Event::Synced(file) if counts(syncs, events, i) => {
                    let kept = &mut files[*file];
                    for i in std::mem::take(&mut kept.pending) {
                        apply(&mut kept.synced, &events[i], |_| true);
                    }
                }
                Event::FolderSynced | Event::Synced(_) => {}
                Event::Acknowledged(writer, revision) => acknowledged[*writer] = *revision,
            }
        }
        done = moment;
        seen.torn += usize::from(files.iter().any(|f| !f.pending.is_empty()));
        image(folder.path(), &files, &names, events, &mut dice);
        match open(folder.path(), town, &acknowledged).await {
            Ok(found) => {
                seen.lost += found.lost;
                seen.losing += usize::from(found.lost > 0);
                if !found.half.is_empty() {
                    seen.broken.push(format!("at {moment}: {:?}", found.half));
                }
            }
            Err(error) => seen.broken.push(format!("at {moment}: {error}")),
        }
    }
    seen
}

/// Half of them anywhere, half where pages go from the log into the database, which is where it is hardest.
fn moments(events: &[Event], images: usize, dice: &mut Dice) -> Vec<usize> {
    let hard: Vec<usize> = (0..events.len())
        .filter(|&i| {
            matches!(
                events[i],
                Event::Written(DATABASE, ..) | Event::Synced(DATABASE) | Event::Cut(..)
            )
        })
        .collect();
    let mut moments: Vec<usize> = (0..images)
        .map(|n| {
            if n % 2 == 0 || hard.is_empty() {
                1 + dice.below(events.len())
            } else {
                (hard[dice.below(hard.len())] + dice.below(3)).min(events.len())
            }
        })
        .collect();
    moments.sort_unstable();
    moments
}

fn counts(syncs: Syncs, events: &[Event], at: usize) -> bool {
    match syncs {
        Syncs::Full => true,
        Syncs::Off => false,
        Syncs::Normal => {
            let next = events[at + 1..].iter().find_map(|e| match e {
                Event::Written(file, ..) => Some(*file),
                _ => None,
            });
            !matches!(events[at], Event::Synced(LOG)) || next == Some(DATABASE)
        }
    }
}

fn comes_or_goes(file: &mut Kept, there: bool) {
    file.there = there;
    if !there {
        file.synced.clear();
        file.pending.clear();
    }
}

/// Makes a change to a file's bytes, of the sectors that `keep` says.
fn apply(bytes: &mut Vec<u8>, event: &Event, mut keep: impl FnMut(usize) -> bool) {
    match event {
        Event::Cut(_, length) => bytes.resize(*length, 0),
        Event::Written(_, offset, data) => {
            for (n, sector) in data.chunks(SECTOR).enumerate() {
                if keep(n) {
                    let start = offset + n * SECTOR;
                    let end = start + sector.len();
                    if bytes.len() < end {
                        bytes.resize(end, 0);
                    }
                    bytes[start..end].copy_from_slice(sector);
                }
            }
        }
        _ => {}
    }
}

/// Writes what a disk may hold after the cut.
fn image(folder: &Path, files: &[Kept], names: &[(usize, bool)], events: &[Event], dice: &mut Dice) {
    // A folder's changes come to the disk in their order.
    let known = dice.below(names.len() + 1);
    for file in [DATABASE, LOG] {
        let path = folder.join(if file == DATABASE { "g.sqlite" } else { "g.sqlite-wal" });
        let _ = std::fs::remove_file(&path);
        let there = names[..known]
            .iter()
            .rev()
            .find(|(name, _)| *name == file)
            .map_or(files[file].there, |(_, there)| *there);
        if !there {
            continue;
        }
        let mut bytes = files[file].synced.clone();
        let pending = &files[file].pending;
        let some = dice.below(pending.len() + 1);
        let way = dice.below(5);
        for (n, &i) in pending.iter().enumerate() {
            let whole = match way {
                0 => false,
                1 => true,
                // In their order up to some point, or each by itself.
                2 => n < some,
                3 => dice.below(2) == 0,
                _ => {
                    apply(&mut bytes, &events[i], |_| dice.below(2) == 0);
                    continue;
                }
            };
            if whole {
                apply(&mut bytes, &events[i], |_| true);
            }
        }
        std::fs::write(&path, bytes).unwrap();
    }
    let _ = std::fs::remove_file(folder.join("g.sqlite-shm"));
}

async fn open(folder: &Path, town: &Town, acknowledged: &[i64]) -> store::Result<crate::town::Found> {
    let db = Db::open(&format!("sqlite:{}", folder.join("g.sqlite").display()), 1).await?;
    let found = look(&db, town, acknowledged).await;
    db.close().await;
    found
}
