//! Measures trying rules on 100 MB of what was read: `cargo run --release -p web --example live_counts [ADDRESS] [MEGABYTES]`.
//!
//! Prints how long it takes to load the passages, the memory that they take, and how long an answer takes from the form's fields to
//! the JSON, as the page asks while a rule is typed. ADDRESS is `postgres://…` with an empty database; a temporary SQLite file when it
//! is left out or `-`. The text is made of the words of the library's own expressions, drawn with Zipf's law, so that rules hit
//! far more than they do in minutes.

use std::fmt::Write as _;
use std::time::Instant as Clock;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use fixture::{Client, House, NOW};
use language::library::Library;
use language::morphology::Language;
use model::wording::State;
use model::{Day, DocumentId, ElementId};
use store::Db;
use store::wording::{NewDocument, NewPassage, ReadFile};

/// Letters of a document, and words of a passage.
const DOCUMENT: usize = 5_000;
const PASSAGE: usize = 70;
const ROUNDS: usize = 20;

/// What is tried: what somebody types, and the widest rules of the library's kind.
const RULES: [&str; 9] = [
    "b",
    "borger",
    "borger*",
    "*leder",
    "spørge NEAR/8 borger",
    "uden at spørge",
    "@BORGER NEAR/8 (spørge|lytte|hjælpe)",
    "@BORGER NEAR/8 @FAG",
    "tillid & fejl UNLESS *repræsentant",
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let given = arguments.next().filter(|address| address != "-");
    let megabytes: usize = arguments.next().map_or(Ok(100), |n| n.parse())?;
    let folder = tempfile(std::process::id());
    std::fs::create_dir_all(&folder)?;
    let address = given.unwrap_or_else(|| format!("sqlite:{}", folder.join("house.sqlite").display()));
    let db = Db::open(&address, 4).await?;
    store::migrate::migrate(&db, NOW).await?;
    let measured = measure(db.clone(), megabytes).await;
    db.close().await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn tempfile(process: u32) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("grundlag-live-{process}"))
}

async fn measure(db: Db, megabytes: usize) -> Result<(), Box<dyn std::error::Error>> {
    let house = House::new(db).await;
    let written = fill(&house, megabytes * 1_000_000).await?;
    let stine = house.signed_in("Stine").await;
    let element = house.elements["Borgeren først"];

    println!("| live counts over {:.0} MB | |\n|---|---|", whole(written) / 1e6);
    let before = resident()?;
    let began = Clock::now();
    ask(&stine, element, "zebra").await?;
    println!("| loading the passages | {:.1} s |", began.elapsed().as_secs_f64());
    println!("| memory that they take | {} MB |", resident()?.saturating_sub(before));
    for rule in RULES {
        let mut times = Vec::new();
        let mut says = String::new();
        for _ in 0..ROUNDS {
            let began = Clock::now();
            says = ask(&stine, element, rule).await?;
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!(
            "| `{}` ({says}) | median {:.1} ms, longest {:.1} ms |",
            rule.replace('|', "\\|"),
            times[ROUNDS / 2],
            times[ROUNDS - 1]
        );
    }
    Ok(())
}

/// Asks as the page does, and gives back the sentence.
async fn ask(client: &Client, element: ElementId, rule: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut body = String::from("version=0&weight=2&rule=");
    for byte in rule.bytes() {
        write!(body, "%{byte:02X}")?;
    }
    let request = client
        .request(Method::POST, &format!("/wording/lexicon/{element}/count"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin");
    let answer = client.send(request, Body::from(body)).await;
    if answer.status != StatusCode::OK {
        return Err(format!("{rule}: {}", answer.status).into());
    }
    let answer: serde_json::Value = serde_json::from_str(&answer.body)?;
    let says = answer["says"].as_str().or(answer["wrong"].as_str());
    Ok(says.ok_or("an answer without a sentence")?.to_owned())
}

/// Documents of made-up passages, until there are so many bytes of text.
async fn fill(house: &House, bytes: usize) -> Result<usize, Box<dyn std::error::Error>> {
    let words = words();
    let first: Day = "2022-01-01".parse()?;
    let (mut written, mut number, mut random) = (0, 0_i64, 1_u64);
    while written < bytes {
        let mut tx = house.app.db.write().await?;
        for _ in 0..200 {
            let id: DocumentId = house.app.id(NOW);
            let document = NewDocument {
                id,
                unit: house.units["Skole"],
                day: first.plus_days(number % 1_700),
                kind: "referat",
                source: "bænk",
                about_foundation: false,
                name: "bænk.txt",
                digest: &id.to_string(),
                bytes: Vec::new(),
            };
            number += 1;
            store::wording::hand_in(&mut tx, document, NOW).await?;
            let mut passages = Vec::new();
            let mut length = 0;
            while length < DOCUMENT {
                let body = passage(&words, &mut random);
                length += body.len();
                passages.push(NewPassage {
                    id: house.app.id(NOW),
                    kind: "paragraph",
                    language: "da",
                    words: 70,
                    body,
                });
            }
            written += length;
            let file = ReadFile {
                id,
                state: State::Read,
                why: None,
                page_characters: 2_000,
                letters: 900,
                known: 900,
                passages,
            };
            store::wording::keep_read(&mut tx, vec![file], NOW).await?;
        }
        tx.commit().await?;
    }
    Ok(written)
}

/// Every word of the library's expressions, each once, in their order.
fn words() -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for family in &Library::shipped(Language::Danish).families {
        for rule in &family.rules {
            for word in rule.source.split(|c: char| !c.is_alphabetic()) {
                if word.chars().count() > 1 && word.chars().all(char::is_lowercase) && seen.insert(word.to_owned()) {
                    words.push(word.to_owned());
                }
            }
        }
    }
    words
}

fn passage(words: &[String], random: &mut u64) -> String {
    let mut text = String::with_capacity(600);
    for at in 0..PASSAGE {
        // Zipf: the n-th word 1/n as often. Every fortieth is a number of its own, as in minutes.
        let draw = draw(random);
        let word = if at % 40 == 39 {
            format!("sag{}", draw % 400_000)
        } else {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a place in the list"
            )]
            let place = whole(words.len()).powf(whole((draw % 1_000_000) as usize) / 1e6) as usize;
            words[place.min(words.len() - 1)].clone()
        };
        text.push_str(&word);
        text.push_str(if at % 12 == 11 { ". " } else { " " });
    }
    text
}

/// Knuth's linear congruential generator (MMIX): the same text each time.
fn draw(random: &mut u64) -> u64 {
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

#[expect(clippy::cast_precision_loss, reason = "sizes for people to read")]
const fn whole(n: usize) -> f64 {
    n as f64
}

/// Megabytes that the process has in memory.
fn resident() -> Result<u64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .ok_or("no VmRSS")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?;
    Ok(kilobytes / 1024)
}
