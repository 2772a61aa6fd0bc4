//! The eight statements about what the analysis of wording is and is not (Regulation (EU) 2024/1689, recital 12, Article 5(1)(f)
//! and Annex III, point 4), each as a test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use axum::http::StatusCode;
use fixture::{House, NOW, on_both};
use grundlag::work;
use model::wording::{Mode, Says, State, Why};
use sha2::{Digest, Sha256};
use store::wording::NewDocument;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

async fn hand_in(house: &House, unit: &str, name: &str, day: &str, source: &str, bytes: &[u8]) {
    use std::fmt::Write as _;
    let digest = Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let mut tx = house.app.db.write().await.unwrap();
    let document = NewDocument {
        id: house.app.id(NOW),
        unit: house.units[unit],
        day: day.parse().unwrap(),
        kind: "referat",
        source,
        about_foundation: false,
        name,
        digest: &digest,
        bytes: bytes.to_vec(),
    };
    assert!(store::wording::hand_in(&mut tx, document, NOW).await.unwrap());
    tx.commit().await.unwrap();
}

/// The sample's documents: nine of Skole, and one of Nord.
async fn hand_in_sample(house: &House) {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("sample/documents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("index.csv"))
        .collect();
    files.sort();
    for (n, file) in files.iter().enumerate() {
        let unit = if n == 0 { "Nord" } else { "Skole" };
        let name = file.file_name().unwrap().to_string_lossy();
        let source = ["byråd", "skoler", "intranet"][n % 3];
        let day = format!("2026-{:02}-10", 2 + n);
        hand_in(house, unit, &name, &day, source, &std::fs::read(file).unwrap()).await;
    }
}

/// Reads and measures what waits.
async fn work(house: &House) {
    let _ = work::READER.set(env!("CARGO_BIN_EXE_grundlag").into());
    for minutes in [0, 2] {
        let mut app = house.app.clone();
        app.clock = fixture::clock(NOW.plus_minutes(minutes));
        work::stand(&app).await.unwrap();
        while work::one(&app).await.unwrap() {}
    }
}

/// The tables of the room.
const ROOM: &str = "wording_";
/// Who reads in a round: two places, and the only way from the room to people.
const READERS: &str = "wording_reader";

#[tokio::test]
async fn one_it_analyses_documents_and_no_way_leads_from_them_to_people() {
    on_both(async |db| {
        let mut conn = db.read().await.unwrap();
        let keys: Vec<(String, String, String)> = if db.is_sqlite() {
            let sql =
                "select m.name, f.\"from\", f.\"table\" from sqlite_schema m join pragma_foreign_key_list(m.name) f
                       where m.type = 'table'";
            conn.all(sql, []).await.unwrap()
        } else {
            let sql = "select cast(c.conrelid as regclass)::text, a.attname::text, cast(c.confrelid as regclass)::text
                       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                       where c.contype = 'f'";
            conn.all(sql, []).await.unwrap()
        };
        let mut to: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, _, table) in &keys {
            to.entry(from).or_default().insert(table);
        }
        let room: Vec<&str> = to.keys().copied().filter(|table| table.starts_with(ROOM)).collect();
        assert!(room.len() > 10, "{room:?}");
        for table in room.iter().filter(|table| **table != READERS) {
            let (mut seen, mut ahead) = (BTreeSet::new(), vec![*table]);
            while let Some(next) = ahead.pop() {
                if seen.insert(next) {
                    ahead.extend(to.get(next).into_iter().flatten());
                }
            }
            assert!(!seen.contains("person"), "{table} leads to a person: {seen:?}");
        }
        let readers: BTreeSet<&str> = to[READERS].iter().copied().collect();
        assert_eq!(
            readers,
            ["person", "wording_round"].into(),
            "it leads from rounds alone"
        );
        assert!(
            keys.iter().all(|(_, _, table)| table != READERS),
            "and nothing leads to it"
        );
    })
    .await;
}

#[tokio::test]
async fn two_the_least_that_is_shown_is_five_documents_and_nobody_is_an_author() {
    assert_eq!(
        (
            language::measure::LEAST_DOCUMENTS,
            language::measure::LEAST_SOURCES,
            language::measure::LEAST_WORDS
        ),
        (5, 3, 2_000)
    );
    for table in store::data_map::MAP.iter().filter(|table| table.name.starts_with(ROOM)) {
        for (column, _) in table.columns {
            let person = ["author", "speaker", "person", "writer", "user"]
                .iter()
                .any(|word| column.contains(word));
            assert!(!person || table.name == READERS, "{}.{column}", table.name);
        }
    }
    on_both(async |db| {
        let house = House::new(db).await;
        hand_in_sample(&house).await;
        work(&house).await;
        let element = house.elements["Borgeren først"];
        let mut conn = house.app.db.read().await.unwrap();
        // Nord has one document; the nine of Skole, taken from the ten of everything, would give it away.
        for unit in ["Nord", "Skole"] {
            let year = store::wording::year(&mut conn, house.units[unit]).await.unwrap();
            let months = store::wording::months(&mut conn, house.units[unit], "0000-01")
                .await
                .unwrap();
            assert!(year.is_empty() && months.is_empty(), "{unit}");
        }
        let year = store::wording::year(&mut conn, house.units["Rod"]).await.unwrap();
        assert!(year.iter().any(|figure| figure.share.is_some()));
        assert!(
            store::wording::words(&mut conn, house.units["Nord"])
                .await
                .unwrap()
                .is_empty()
        );
        drop(conn);
        let nina = house.signed_in("Nina").await;
        for path in ["/wording?".to_owned(), format!("/wording/elements/{element}?")] {
            let page = nina.get(&format!("{path}unit={}", house.units["Nord"])).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(
                page.body.contains("For lidt materiale: mangler 4 dokumenter"),
                "{}",
                page.body
            );
            assert!(
                !page.body.contains("<rect") && !page.body.contains("class=\"passages\""),
                "{}",
                page.body
            );
        }
    })
    .await;
}

#[tokio::test]
async fn three_notes_from_conversations_are_refused() {
    on_both(async |db| {
        let house = House::new(db).await;
        let form =
            "# MUS-skema\n\nMedarbejder: \nLeder: \n\nHvordan trives du?\nHvad skal vi aftale til næste samtale?";
        hand_in(
            &house,
            "Nord",
            "mus-skema-2026.md",
            "2026-05-02",
            "nord",
            form.as_bytes(),
        )
        .await;
        work(&house).await;
        let mut conn = house.app.db.read().await.unwrap();
        let root = vec![house.units["Rod"]];
        let reach = store::wording::Reach {
            read: root.clone(),
            edit: root,
        };
        let all = store::wording::documents(&mut conn, &reach, None, 10, 0).await.unwrap();
        assert_eq!(
            (all[0].state, all[0].why.as_str()),
            (State::Refused, Why::Conversation.word())
        );
        assert!(
            store::wording::to_measure(&mut conn).await.unwrap().is_empty(),
            "nothing of it is kept"
        );
    })
    .await;
}

#[test]
fn four_nothing_is_said_of_feelings_traits_or_performance() {
    let words = |all: &[Mode]| all.iter().map(|mode| mode.word()).collect::<Vec<_>>();
    assert_eq!(words(Mode::ALL), ["own_words", "quoted", "missed"]);
    let says: Vec<_> = Says::ALL.iter().map(|says| says.word()).collect();
    assert_eq!(says, ["own_words", "quoted", "missed", "nothing"]);
    for table in store::data_map::MAP.iter().filter(|table| table.name.starts_with(ROOM)) {
        for (column, _) in table.columns {
            let banned = [
                "emotion",
                "sentiment",
                "mood",
                "stress",
                "personality",
                "performance",
                "score",
                "rank",
            ];
            assert!(
                !banned.iter().any(|word| column.contains(word)),
                "{}.{column}",
                table.name
            );
        }
    }
    for language in ["da", "en"] {
        let path = root().join(format!("crates/web/languages/{language}/wording.ftl"));
        let text = std::fs::read_to_string(path).unwrap().to_lowercase();
        for banned in [
            "score",
            "rangliste",
            "sentiment",
            "humør",
            "mood",
            "stress",
            "personlighed",
            "analyse af medarbejdere",
        ] {
            assert!(!text.contains(banned), "{language}: {banned}");
        }
    }
}

#[tokio::test]
async fn five_the_same_texts_give_the_same_figures_and_each_count_leads_to_its_passages() {
    on_both(async |db| {
        let house = House::new(db).await;
        hand_in_sample(&house).await;
        work(&house).await;
        let (root, school) = (house.units["Rod"], house.units["Skole"]);
        let figures = async || {
            let mut conn = house.app.db.read().await.unwrap();
            let mut all = Vec::new();
            for unit in [root, school] {
                let mut year = store::wording::year(&mut conn, unit).await.unwrap();
                year.sort_by_key(|figure| figure.element);
                all.push((
                    year,
                    store::wording::months(&mut conn, unit, "2025-01").await.unwrap(),
                    store::wording::words(&mut conn, unit).await.unwrap(),
                ));
            }
            let mut finds = store::wording::finds(&mut conn).await.unwrap();
            finds.sort_by_key(|find| (find.passage, find.element));
            (
                store::wording::measuring(&mut conn).await.unwrap().unwrap().id,
                all,
                finds,
            )
        };
        let first = figures().await;
        // Measured once more, from nothing but the texts.
        let mut tx = house.app.db.write().await.unwrap();
        tx.run("update wording_measure set basis = ''", []).await.unwrap();
        tx.commit().await.unwrap();
        let mut app = house.app.clone();
        app.clock = fixture::clock(NOW.plus_minutes(9));
        work::stand(&app).await.unwrap();
        while work::one(&app).await.unwrap() {}
        let second = figures().await;
        assert_ne!(first.0, second.0, "it was measured again");
        assert_eq!(first.1, second.1);
        assert_eq!(first.2, second.2);

        let mut conn = house.app.db.read().await.unwrap();
        for figure in &first.1[0].0 {
            for (mode, count) in [
                (Mode::OwnWords, figure.own),
                (Mode::Quoted, figure.quoted),
                (Mode::Missed, figure.missed),
            ] {
                let shown = store::wording::shown(
                    &mut conn,
                    figure.element,
                    root,
                    mode,
                    "2025-12-01".parse().unwrap(),
                    (1_000, 0),
                )
                .await
                .unwrap();
                assert_eq!(i64::try_from(shown.len()).unwrap(), count, "{mode}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn six_units_are_never_put_in_the_order_of_their_figures() {
    // Nothing that a statement of the room sorts by is a figure of units.
    for file in ["figures", "passages", "documents", "rounds", "traces", "lexicon"] {
        let path = root().join(format!("crates/store/src/wording/{file}.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        for order in text.split("order by ").skip(1) {
            let by: String = order.chars().take_while(|c| !"\")".contains(*c)).collect();
            for figure in [
                "own",
                "quoted",
                "share",
                "low",
                "high",
                "shrunk",
                "z",
                "documents",
                "words",
            ] {
                let sorted = by.split([' ', ',', '.']).any(|word| word == figure);
                assert!(!sorted, "{file}: order by {by}");
            }
        }
    }
    on_both(async |db| {
        let house = House::new(db).await;
        hand_in_sample(&house).await;
        work(&house).await;
        let mut conn = house.app.db.read().await.unwrap();
        let element = house.elements["Borgeren først"];
        let (_, below) = store::wording::around(&mut conn, house.units["Rod"], Some(element))
            .await
            .unwrap()
            .unwrap();
        let names: Vec<&str> = below.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["Skole", "Ældre"]);
    })
    .await;
}

#[test]
fn seven_it_learns_nothing_from_the_texts_and_has_no_network() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-p",
            "language",
            "-e",
            "normal",
            "--prefix",
            "none",
            "-f",
            "{p}",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.len() > 10, "{tree}");
    for network in [
        "tokio",
        "mio",
        "socket2",
        "hyper",
        "reqwest",
        "ureq",
        "curl",
        "rustls",
        "native-tls",
        "openssl",
        "hf-hub",
        "ort",
        "async-std",
        "smol",
        "quinn",
        "h2",
        "isahc",
        "attohttpc",
        "minreq",
        "tungstenite",
    ] {
        assert!(!crates.contains(network), "language depends on {network}");
    }
    let mut sources = Vec::new();
    let mut folders = vec![root().join("crates/language/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(
        sources
            .iter()
            .all(|text| !text.contains("std::net") && !text.contains("std::process"))
    );
    // What the house calls is the engine as it was built: the part that fits weights is for trials alone.
    for file in [
        "crates/grundlag/src/wording/measure.rs",
        "crates/web/src/wording/engine.rs",
    ] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        assert!(!text.contains("learning") && !text.contains("from_labels"), "{file}");
    }
}

#[test]
fn eight_the_intended_purpose_forbids_evaluating_people() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("## Intended purpose"));
    assert!(readme.contains("may not be used to evaluate, rank, monitor or profile individuals"));
    let text = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    assert!(text.contains("may not be used to evaluate, rank, monitor or profile individuals"));
}

#[test]
fn no_route_takes_a_person_and_the_wording() {
    let routes = web::routes::table();
    let room: Vec<&str> = routes
        .iter()
        .map(|route| route.path)
        .filter(|path| path.contains("wording"))
        .collect();
    assert!(room.len() >= 3, "{room:?}");
    for path in room {
        for person in ["person", "people", "account", "post", "reader", "talk"] {
            assert!(!path.contains(person), "{path}");
        }
    }
    // Nor does a page of a person lead there.
    let folder = root().join("crates/web/src");
    for part in ["organisation/show_person.rs", "access/person.rs", "privacy/data.rs"] {
        let text = std::fs::read_to_string(folder.join(part)).unwrap();
        assert!(!text.contains("store::wording"), "{part}");
    }
}
