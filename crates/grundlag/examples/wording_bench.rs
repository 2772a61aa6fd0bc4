//! Measures the room Sproget: hands in documents, reads and counts them by the jobs that a server runs, and asks for the pages
//! over what came of it.
//!
//! `wording_bench [DATABASE] [DOCUMENTS]`: an empty database, a temporary SQLite file unless it is given, and 20,000 documents of
//! 5,000 bytes. It prints megabytes a minute from handing in to figures, and the pages' times.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use fixture::{Client, House, NOW};
use grundlag::work;
use store::Db;
use store::wording::handing::{self, Handed, Placement};

const BYTES: usize = 5_000;
const TOGETHER: usize = 200;
const ASKED: usize = 200;

const WORDS: &str = "skolen huset vejen byen haven bordet lampen bogen dagen ugen timen mødet planen sagen børnene forældrene \
    maden vandet luften skoven stranden broen toget bussen cyklen døren vinduet taget gulvet væggen træet blomsten græsset \
    himlen solen regnen sneen vinden varmen kulden sommeren vinteren foråret efteråret morgenen aftenen natten maskinen \
    og i til på med for der var som af en et det den ved fra om så";
/// Words of a sentence: so many that no eight in a row stand in three documents, as standing phrases would.
const SENTENCE: usize = 14;
const HEARD: [&str; 4] = [
    "Vi ringede til borgeren, før vi skrev, og spurgte, hvad der ville hjælpe i",
    "Borgeren fortalte os først selv, hvad der var vigtigt, og så hjalp vi med",
    "Medarbejderen lyttede til borgerens behov og fandt en anden vej gennem",
    "Vi begyndte med det, som borgeren havde brug for, og ikke med",
];

/// The same numbers in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }
}

fn text(draw: &mut Draw) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::new();
    while text.len() < BYTES {
        if draw.below(6) == 0 {
            let _ = write!(text, "{} {}. ", HEARD[draw.below(4)], words[draw.below(words.len())]);
        }
        for _ in 0..4 {
            text.push_str("Så");
            for _ in 0..SENTENCE {
                let _ = write!(text, " {}", words[draw.below(words.len())]);
            }
            text.push_str(". ");
        }
        text.push_str("\n\n");
    }
    text
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir()?;
    let own = format!("sqlite:{}", folder.path().join("wording.sqlite").display());
    let address = arguments.next().unwrap_or(own);
    let documents: usize = arguments.next().map_or(Ok(20_000), |n| n.parse())?;
    let db = Db::open(&address, 4).await?;
    store::migrate::migrate(&db, NOW).await?;
    let house = House::new(db).await;

    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let units = ["Skole", "Nord", "Syd", "Team", "Ældre", "Rod"].map(|name| house.units[name]);
    let mut bytes = 0;
    let mut handing_in = Duration::ZERO;
    for first in (0..documents).step_by(TOGETHER) {
        let files: Vec<Handed> = (first..documents.min(first + TOGETHER))
            .map(|n| {
                let text = text(&mut draw);
                bytes += text.len();
                Handed {
                    id: house.app.id(NOW),
                    name: format!("{n}.txt"),
                    bytes: text.into_bytes(),
                    place: Placement {
                        unit: units[n % units.len()],
                        day: format!("2026-{:02}-{:02}", n % 11 + 1, n % 28 + 1)
                            .parse()
                            .expect("a day of the calendar"),
                        kind: "referat".into(),
                        source: format!("udvalg {}", n % 40),
                        about_foundation: false,
                    },
                }
            })
            .collect();
        let began = Instant::now();
        let mut tx = house.app.db.write().await?;
        handing::hand_over(&mut tx, files, NOW).await?;
        tx.commit().await?;
        handing_in += began.elapsed();
    }
    let began = Instant::now();
    work::stand(&house.app).await?;
    while work::one(&house.app).await? {}
    let reading = began.elapsed();
    let began = Instant::now();
    let mut app = house.app.clone();
    app.clock = fixture::clock(NOW.plus_minutes(2));
    while work::one(&app).await? {}
    let counting = began.elapsed();
    let megabytes = f64::from(u32::try_from(bytes)?) / 1e6;
    let [in_, read, count] = [handing_in, reading, counting].map(|time| time.as_secs_f64());
    println!("{documents} documents, {megabytes:.0} MB: handed in {in_:.1} s, read {read:.1} s, counted {count:.1} s");
    println!(
        "{:.0} MB a minute from handing in to figures",
        megabytes / (in_ + read + count) * 60.0
    );

    let stine = house.signed_in("Stine").await;
    let element = house.elements["Borgeren først"];
    for (name, path) in [
        ("room", "/wording".to_owned()),
        ("element", format!("/wording/elements/{element}")),
        ("element, far down", format!("/wording/elements/{element}?page=200")),
        ("documents", "/wording/documents".to_owned()),
    ] {
        times(name, &stine, &path).await;
    }
    Ok(())
}

async fn times(name: &str, client: &Client, path: &str) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ASKED {
        let asked = Instant::now();
        let page = client.get(path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        times.push(asked.elapsed());
    }
    times.sort_unstable();
    let milliseconds = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!("{name}: p50 {:.1} ms, p95 {:.1} ms", milliseconds(50), milliseconds(95));
}
