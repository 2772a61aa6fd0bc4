//! Measures importing 40,000 people in 2,000 units: `cargo run --release -p store --example import_bench [ADDRESS]`.
//!
//! Prints seconds for each step, and the most memory that the process has had. ADDRESS is `sqlite:PATH` (a temporary
//! file when it is left out) or `postgres://…` with an empty database.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant as Clock;

use model::{Day, ImportId, Instant};
use store::import::{Ids, NewImport, Upload};
use store::{Db, args};
use uuid::Uuid;

const UNITS: usize = 2_000;
const PEOPLE: usize = 40_000;
const NOW: Instant = Instant(1_795_424_400_000);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("grundlag-import-{}", std::process::id()));
    let given = std::env::args().nth(1);
    let address = given
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", folder.join("house.sqlite").display()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&address, 4).await?;
    let measured = measure(&db).await;
    db.close().await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(db: &Db) -> Result<(), Box<dyn std::error::Error>> {
    let today: Day = "2026-11-23".parse()?;
    store::migrate::migrate(db, NOW).await?;
    let mut tx = db.write().await?;
    store::organisation::found(&mut tx, "Målby Kommune", false, today, NOW).await?;
    tx.commit().await?;
    println!(
        "{UNITS} units, {PEOPLE} people, on {}",
        if db.is_sqlite() { "SQLite" } else { "PostgreSQL" }
    );
    println!("{:44} {:>6} MB", "memory before", memory());

    let ids = ids();
    let first = import(db, &ids, today, "first import", |_| true, 0).await?;
    import(db, &ids, today, "the same again", |_| true, 1).await?;
    let next = import(
        db,
        &ids,
        today,
        "one in fifty left, one in ten moved",
        |n| n % 50 != 7,
        2,
    )
    .await?;

    let clock = Clock::now();
    let mut tx = db.write().await?;
    store::organisation::build_today(&mut tx, today.plus_days(1)).await?;
    tx.commit().await?;
    println!(
        "{:44} {:>6.2} s",
        "a new day: the tree built anew",
        clock.elapsed().as_secs_f64()
    );
    let clock = Clock::now();
    let tree = store::organisation::tree::on(&mut db.read().await?, today).await?;
    println!(
        "{:44} {:>6.2} s ({} units)",
        "the whole tree as on a day",
        clock.elapsed().as_secs_f64(),
        tree.len()
    );

    let clock = Clock::now();
    store::import::undo(db, next, None, Instant(NOW.0 + 9), today).await?;
    println!("{:44} {:>6.2} s", "undone", clock.elapsed().as_secs_f64());
    assert!(
        store::import::undo(db, first, None, NOW, today).await.is_err(),
        "only the last can be undone"
    );

    let clock = Clock::now();
    let house = store::import::export::house(&mut db.read().await?, today).await?;
    let files = house.csv(intake::organisation::Format::Sample)?;
    let bytes: usize = files.iter().map(|f| f.bytes.len()).sum();
    println!(
        "{:44} {:>6.2} s ({} kB)",
        "exported as CSV",
        clock.elapsed().as_secs_f64(),
        bytes / 1000
    );
    println!("{:44} {:>6} MB", "most memory", memory());
    Ok(())
}

async fn import(
    db: &Db,
    ids: &Ids,
    today: Day,
    what: &str,
    stays: impl Fn(usize) -> bool,
    turn: i64,
) -> Result<ImportId, Box<dyn std::error::Error>> {
    let files = vec![
        Upload {
            name: "organisation.csv".into(),
            bytes: units().into_bytes(),
        },
        Upload {
            name: "people.csv".into(),
            bytes: people(stays, turn == 2).into_bytes(),
        },
    ];
    let now = Instant(NOW.0 + turn);
    let new = NewImport {
        id: ImportId(ids()),
        valid_on: today,
        by: None,
        now,
    };
    let clock = Clock::now();
    store::import::stage(db, &new, files, ids).await?;
    let staged = clock.elapsed();
    let import = store::import::import(&mut db.read().await?, new.id)
        .await?
        .ok_or("no preview")?;
    let clock = Clock::now();
    store::import::changes(&mut db.read().await?, &import, store::import::List::Changed, 0, 100).await?;
    let shown = clock.elapsed();
    let clock = Clock::now();
    store::import::apply(db, new.id, true, &[], None, now, today).await?;
    let applied = clock.elapsed();
    let total = staged + applied;
    println!(
        "{what:44} {:>6.2} s (read and compared {:.2}, a page of the preview {:.3}, applied {:.2}); memory {} MB",
        total.as_secs_f64(),
        staged.as_secs_f64(),
        shown.as_secs_f64(),
        applied.as_secs_f64(),
        memory()
    );
    let c = &import.counts;
    println!(
        "    posts: {} added, {} changed, {} ended, {} unchanged; {} doubtful",
        c.posts.added, c.posts.changed, c.posts.ended, c.posts.same, c.problem_count
    );
    let posts = db
        .read()
        .await?
        .number("select count(*) from post where valid_to is null", args![])
        .await?;
    assert_eq!(posts, c.posts.added + c.posts.changed + c.posts.same);
    Ok(new.id)
}

/// One root, eight to each unit below it.
fn units() -> String {
    let mut csv = String::from("id,parent_id,name,kind\n");
    for n in 0..UNITS {
        let parent = if n == 0 {
            String::new()
        } else {
            format!("u{}", (n - 1) / 8)
        };
        let kind = if n == 0 { "kommune" } else { "team" };
        let _ = writeln!(csv, "u{n},{parent},Enhed nummer {n},{kind}");
    }
    csv
}

fn people(stays: impl Fn(usize) -> bool, moved: bool) -> String {
    let mut csv = String::from("id,name,email,unit_id,title,role,level\n");
    for n in (0..PEOPLE).filter(|n| stays(*n)) {
        let unit = if moved && n % 10 == 3 {
            (n + 1) % UNITS
        } else {
            n % UNITS
        };
        let (role, level) = if n < UNITS {
            ("leder", "leder af medarbejdere")
        } else {
            ("medarbejder", "")
        };
        let _ = writeln!(
            csv,
            "p{n},Fornavn{} Efternavn{n},p{n}@maalby.example,u{unit},Stilling {},{role},{level}",
            n % 500,
            n % 90
        );
    }
    csv
}

fn ids() -> Ids {
    let count = AtomicU64::new(1);
    Arc::new(move || {
        let n = count
            .fetch_add(1, Ordering::Relaxed)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .to_le_bytes();
        let mut random = [0; 10];
        random[..8].copy_from_slice(&n);
        let id: Uuid = model::new(NOW, random);
        id
    })
}

/// The most memory that this process has had, in megabytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<u64>().ok())
        .unwrap_or(0)
        / 1000
}
