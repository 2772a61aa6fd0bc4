//! The lexicon over HTTP, on both databases: rules tried and saved, versions and the way back, proposals, files out and in, and who may
//! do it.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use fixture::{Answer, Client, House, NOW, TODAY, on_both};
use intake::table::Book;
use intake::{File, Limits};
use model::wording::{Says, Silence, State};
use model::{Day, DocumentId, ElementId, PassageId};
use serde_json::Value;
use store::wording::{Figures, Material, Measuring, MonthFigure, NewDocument, NewPassage, ReadFile, UnitFigure};

const ASKED: &str = "Vi spurgte <borgeren>, før vi skrev, og borgeren svarede straks.";
const SMALL: &str = "Beboerne blev spurgt om maden.";

fn today() -> Day {
    TODAY.parse().unwrap()
}

async fn document(house: &House, unit: &str, day: &str, texts: &[&str]) -> Vec<PassageId> {
    let app = &house.app;
    let mut tx = app.db.write().await.unwrap();
    let id: DocumentId = app.id(NOW);
    let document = NewDocument {
        id,
        unit: house.units[unit],
        day: day.parse().unwrap(),
        kind: "referat",
        source: "byråd",
        about_foundation: false,
        name: "hemmeligt-filnavn.md",
        digest: &id.to_string(),
        bytes: Vec::new(),
    };
    assert!(store::wording::hand_in(&mut tx, document, NOW).await.unwrap());
    let passages: Vec<PassageId> = texts.iter().map(|_| app.id(NOW)).collect();
    let file = ReadFile {
        id,
        state: State::Read,
        why: None,
        page_characters: 900,
        letters: 900,
        known: 900,
        passages: passages
            .iter()
            .zip(texts)
            .map(|(id, text)| NewPassage {
                id: *id,
                kind: "paragraph",
                language: "da",
                words: 12,
                body: (*text).to_owned(),
            })
            .collect(),
    };
    store::wording::keep_read(&mut tx, vec![file], NOW).await.unwrap();
    tx.commit().await.unwrap();
    passages
}

/// The whole and Skole have enough, Ældre too little.
async fn figures(house: &House) {
    let (root, school, old) = (house.units["Rod"], house.units["Skole"], house.units["Ældre"]);
    let element = house.elements["Borgeren først"];
    let year = |unit, own, share: Option<i64>| UnitFigure {
        element,
        unit,
        own,
        quoted: 4,
        missed: 1,
        share,
        low: share.map(|share| share - 80),
        high: share.map(|share| share + 250),
        shrunk: share,
        silence: Silence::Heard,
    };
    let month = |unit, own, share: Option<i64>| MonthFigure {
        element,
        unit,
        month: "2026-11".to_owned(),
        documents: 6,
        passages: 60,
        own,
        quoted: 2,
        missed: 1,
        share,
        low: share.map(|share| share / 2),
        high: share.map(|share| share * 2),
    };
    let material = |unit, documents, enough| Material {
        unit,
        documents,
        sources: 3,
        words: 6_000,
        passages: 310,
        missing: 1,
        enough,
        lacks_documents: 0,
        lacks_sources: 0,
        lacks_words: 0,
    };
    let mut tx = house.app.db.write().await.unwrap();
    let version = store::wording::lexicon(&mut tx).await.unwrap().map_or(0, |l| l.version);
    if version == 0 {
        assert!(store::wording::change_lexicon(&mut tx, 0, "[]", "", NOW).await.unwrap());
    }
    let measuring = Measuring {
        id: house.app.id::<DocumentId>(NOW).0,
        lexicon_version: version.max(1),
        measured_at: NOW,
        basis: "prøve".into(),
        until_day: today(),
        documents: 10,
        missing: 1,
        passages: 310,
        words: 8_921,
        frame: 12,
        short: 3,
        boilerplate: 5,
        duplicate: 0,
        foreign_language: 2,
    };
    let figures = Figures {
        measuring,
        months: vec![
            month(root, 7, Some(833)),
            month(school, 5, None),
            month(old, 977, Some(977)),
        ],
        units: vec![
            year(root, 12, Some(387)),
            year(school, 9, Some(400)),
            year(old, 977, Some(977)),
        ],
        material: vec![
            material(root, 10, true),
            material(school, 8, true),
            material(old, 3, false),
        ],
        words: Vec::new(),
    };
    store::wording::keep_figures(&mut tx, figures).await.unwrap();
    tx.commit().await.unwrap();
}

fn element(house: &House) -> ElementId {
    house.elements["Borgeren først"]
}

fn path(house: &House, rest: &str) -> String {
    format!("/wording/lexicon/{}{rest}", element(house))
}

fn contains_all(body: &str, texts: &[&str]) {
    for text in texts {
        assert!(body.contains(text), "{text}\n{body}");
    }
}

async fn counted(house: &House, client: &Client, path: &str) -> String {
    let before = house.app.db.statements();
    let page = client.get(path).await;
    let statements = house.app.db.statements() - before;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    assert!(statements <= 8, "{path}: {statements} statements");
    assert!(!page.body.contains("style=") && !page.body.contains("<script>"));
    page.body
}

/// Asks as the page does while a rule is typed.
async fn typed(client: &Client, house: &House, rule: &str) -> (Answer, Value) {
    let body: String = [("version", "0"), ("rule", rule), ("weight", "2")]
        .iter()
        .map(|(name, value)| {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("{name}={value}&")
        })
        .collect();
    let request = client
        .request(Method::POST, &path(house, "/count"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin");
    let answer = client
        .send(request, Body::from(body.trim_end_matches('&').to_owned()))
        .await;
    let value = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    (answer, value)
}

async fn save(client: &Client, house: &House, version: &str, rule: &str, was: &str) -> Answer {
    let fields = [
        ("version", version),
        ("rule", rule),
        ("weight", "2"),
        ("was", was),
        ("seen", rule),
        ("note", "Ny vending fra møderne"),
    ];
    client.post(&path(house, "/rule"), &fields).await
}

async fn version(house: &House) -> i64 {
    let mut conn = house.app.db.read().await.unwrap();
    store::wording::lexicon(&mut conn)
        .await
        .unwrap()
        .map_or(0, |lexicon| lexicon.version)
}

/// Families and own rules of the element, as they stand.
async fn stands(house: &House) -> (Vec<(String, i64)>, Vec<(String, i64)>) {
    let mut conn = house.app.db.read().await.unwrap();
    let lexicon = store::wording::lexicon(&mut conn).await.unwrap().unwrap();
    let entries: Vec<language::detector::Profile> = serde_json::from_str(&lexicon.profiles).unwrap();
    let name = element(house).to_string();
    let entry = entries.into_iter().find(|entry| entry.element == name).unwrap();
    #[expect(clippy::cast_possible_truncation, reason = "shares and weights")]
    let hundredths = |value: f32| (value * 100.0).round() as i64;
    (
        entry
            .families
            .into_iter()
            .map(|s| (s.family, hundredths(s.share)))
            .collect(),
        entry.own.into_iter().map(|r| (r.text, hundredths(r.weight))).collect(),
    )
}

#[tokio::test]
async fn a_rule_is_tried_on_everything_while_it_is_typed() {
    on_both(async |db| {
        let house = House::new(db).await;
        figures(&house).await;
        document(&house, "Skole", "2025-12-10", &[ASKED, "Kaffen er kold.", ASKED]).await;
        document(
            &house,
            "Skole",
            "2021-12-10",
            &["I det gamle hus blev borgeren spurgt."],
        )
        .await;
        document(&house, "Ældre", "2026-10-01", &[SMALL]).await;
        let stine = house.signed_in("Stine").await;
        let (answer, found) = typed(&stine, &house, "spørge NEAR/4 (borger|beboer)").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(found["says"], "Rammer 4 afsnit i 3 dokumenter, citater talt med.");
        assert_eq!(
            found["years"].to_string(),
            r#"[["2021","1 afsnit i 1 dokument"],["2025","2 afsnit i 1 dokument"],["2026","1 afsnit i 1 dokument"]]"#
        );
        assert!(found["forms"].as_str().unwrap().contains("borgeren 5"), "{found}");
        let hits = found["hits"].to_string();
        contains_all(&hits, &["\"spurgte <borgeren\",true", "Skole · referat"]);
        // What a small unit wrote stands under the nearest unit with enough, and no file's name stands anywhere.
        assert!(!hits.contains("Ældre") && hits.contains("Rod · referat"), "{hits}");
        assert!(!answer.body.contains("hemmeligt"));
        assert!(
            hits.contains("[\"referat · 10. december 2021"),
            "an old document names no unit: {hits}"
        );

        // Passages that are set apart do not count, and what is new does at once.
        document(&house, "Skole", "2026-11-12", &["En borger blev spurgt."]).await;
        let (_, found) = typed(&stine, &house, "spørge NEAR/4 (borger|beboer)").await;
        assert_eq!(found["says"], "Rammer 5 afsnit i 4 dokumenter, citater talt med.");
        let (_, none) = typed(&stine, &house, "zebra").await;
        assert_eq!(none["says"], "Rammer ingen afsnit i det, vi har læst.");

        // Mistakes are told where they are, in the reader's language.
        let (answer, wrong) = typed(&stine, &house, "spørge NEAR/99 borger").await;
        assert_eq!(answer.status, StatusCode::OK);
        contains_all(wrong["wrong"].as_str().unwrap(), &["»NEAR/99«", "et tal fra 1 til 50"]);
        assert_eq!(
            wrong["rule"].to_string(),
            r#"[["spørge ",false],["NEAR/99",true],[" borger",false]]"#
        );
        let (_, wrong) = typed(&stine.in_english(), &house, "@INGEN & borger").await;
        contains_all(
            wrong["wrong"].as_str().unwrap(),
            &["There is no set named @INGEN", "@BORGER"],
        );
        assert_eq!(wrong["rule"][0].to_string(), r#"["@INGEN",true]"#);

        // The same without a script.
        let fields = [("version", "1"), ("rule", "(spørge"), ("weight", "2")];
        let page = stine.post(&path(&house, "/count"), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        contains_all(&page.body, &["Parenteserne passer ikke", "<mark>(spørge</mark>"]);
        let fields = [("version", "1"), ("rule", "spørge borger"), ("weight", "2")];
        let page = stine.post(&path(&house, "/count"), &fields).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        contains_all(
            &page.body,
            &[
                "value=\"spørge borger\"",
                "Rammer 2 afsnit i 1 dokument",
                "<mark>spurgte &#60;borgeren</mark>",
            ],
        );
        assert!(!page.body.contains("<borgeren"), "what stands in a document is text");
    })
    .await;
}

#[tokio::test]
async fn a_rule_is_a_version_and_every_version_leads_back() {
    on_both(async |db| {
        let house = House::new(db).await;
        document(&house, "Skole", "2026-11-10", &[ASKED]).await;
        let stine = house.signed_in("Stine").await;
        let page = stine.get(&path(&house, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        contains_all(
            &page.body,
            &[
                "Ordene bag »Borgeren først«",
                "Ingen egne regler endnu",
                "Elementets tekst siger: borger",
            ],
        );
        assert_eq!(version(&house).await, 0, "looking changes nothing");

        // Nothing goes live unseen.
        let unseen = [("version", "0"), ("rule", "ringe  først"), ("weight", "2")];
        let page = stine.post(&path(&house, "/rule"), &unseen).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        contains_all(
            &page.body,
            &["Se først, hvad reglen rammer", "name=\"seen\" value=\"ringe først\""],
        );
        assert_eq!(version(&house).await, 0);

        let saved = save(&stine, &house, "0", "spørge NEAR/3 borger", "").await;
        assert_eq!(saved.location(), path(&house, "?done=saved"), "{}", saved.body);
        let (families, rules) = stands(&house).await;
        assert_eq!(rules, [("spørge NEAR/3 borger".to_owned(), 200)]);
        assert!(families.iter().any(|(family, _)| family == "citizen"), "{families:?}");
        let flash = stine.get(saved.location()).await.body;
        contains_all(&flash, &["Gemt som en ny version", "Tallene på siderne følger"]);
        // The job that counts everything is due.
        let mut conn = house.app.db.read().await.unwrap();
        let log = store::audit::page(&mut conn, &store::audit::Filter::default(), i64::MAX, 5)
            .await
            .unwrap();
        assert!(log.iter().any(|entry| entry.deed == model::audit::Deed::ChangeLexicon));
        drop(conn);

        let saved = save(&stine, &house, "1", "ringe .. først", "spørge NEAR/3 borger").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(stands(&house).await.1, [("ringe .. først".to_owned(), 200)]);
        let twice = save(&stine, &house, "2", "ringe .. først", "").await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        contains_all(&twice.body, &["Den regel står der allerede"]);
        let stale = save(&stine, &house, "1", "en anden", "").await;
        contains_all(&stale.body, &["Nogen har gemt", "value=\"en anden\""]);
        let weight = [("version", "2"), ("rule", "a b"), ("weight", "NaN"), ("seen", "a b")];
        assert_eq!(
            stine.post(&path(&house, "/rule"), &weight).await.status,
            StatusCode::BAD_REQUEST
        );

        // Warm: everything the page needs stands within eight statements, the rules' counts too.
        typed(&stine, &house, "borger").await;
        let page = counted(&house, &stine, &path(&house, "?edit=0")).await;
        contains_all(
            &page,
            &[
                "name=\"was\" value=\"ringe .. først\"",
                "0 afsnit i 0 dokumenter",
                "Version 2",
                "gælder nu",
                "Slettet regel:",
                "Ny regel, »Viser det næsten«:",
                "Ny vending fra møderne",
                "Gå tilbage til version 1",
            ],
        );

        let gone = stine
            .post(
                &path(&house, "/remove"),
                &[("version", "2"), ("rule", "ringe .. først")],
            )
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(stands(&house).await.1, []);
        let back = stine
            .post(&path(&house, "/undo"), &[("version", "3"), ("to", "1")])
            .await;
        assert_eq!(back.location(), path(&house, "?done=undone"), "{}", back.body);
        assert_eq!(stands(&house).await.1, [("spørge NEAR/3 borger".to_owned(), 200)]);
        assert_eq!(version(&house).await, 4);
        let nowhere = [("version", "4"), ("to", "99")];
        assert_eq!(
            stine.post(&path(&house, "/undo"), &nowhere).await.status,
            StatusCode::NOT_FOUND
        );

        let all = counted(&house, &stine, "/wording/lexicon").await;
        contains_all(
            &all,
            &["Borgeren først: 1 ændring", "Tilbage til version 1", "Version 4"],
        );
        let all = stine
            .post("/wording/lexicon/undo", &[("version", "4"), ("to", "3")])
            .await;
        assert_eq!(all.location(), "/wording/lexicon?done=undone");
        assert_eq!(stands(&house).await.1, []);
        let stale = stine
            .post("/wording/lexicon/undo", &[("version", "4"), ("to", "3")])
            .await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn families_are_weighed_added_and_taken_away() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        save(&stine, &house, "0", "spørge først", "").await;
        let (before, _) = stands(&house).await;
        let mut fields = vec![("version".to_owned(), "1".to_owned())];
        for (family, share) in &before {
            fields.push(("family".into(), family.clone()));
            let share = if family == &before[0].0 { 55 } else { *share };
            fields.push(("share".into(), share.to_string()));
        }
        let other = ["courage", "trust", "wellbeing"]
            .into_iter()
            .find(|key| {
                language::library::Library::shipped(language::morphology::Language::Danish)
                    .family(key)
                    .is_some()
                    && !before.iter().any(|(family, _)| family == key)
            })
            .unwrap();
        fields.push(("add".into(), other.into()));
        let post = async |fields: &[(String, String)]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            stine.post(&path(&house, "/families"), &fields).await
        };
        let saved = post(&fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let (after, rules) = stands(&house).await;
        assert!(
            after.contains(&(before[0].0.clone(), 55)) && after.contains(&(other.to_owned(), 70)),
            "{after:?}"
        );
        assert_eq!(after.len(), before.len() + 1);
        assert_eq!(rules.len(), 1, "the rules are left alone");
        let page = stine.get(&path(&house, "")).await.body;
        contains_all(&page, &["Valgt af jer", "gik fra", "kom til med vægt 70"]);

        let none: Vec<(String, String)> = [("version", "2"), ("family", other), ("share", "0")]
            .map(|(a, b)| (a.into(), b.into()))
            .into();
        assert_eq!(post(&none).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stands(&house).await.0, []);
        for (share, family, status) in [
            ("101", "citizen", StatusCode::UNPROCESSABLE_ENTITY),
            ("mange", "citizen", StatusCode::UNPROCESSABLE_ENTITY),
            ("50", "unheard-of", StatusCode::BAD_REQUEST),
            ("50", "practical", StatusCode::BAD_REQUEST),
        ] {
            let fields: Vec<(String, String)> = [("version", "3"), ("family", family), ("share", share)]
                .map(|(a, b)| (a.into(), b.into()))
                .into();
            assert_eq!(post(&fields).await.status, status, "{family} {share}");
        }
        assert_eq!(version(&house).await, 3);
    })
    .await;
}

#[tokio::test]
async fn words_are_proposed_and_count_only_after_a_yes() {
    on_both(async |db| {
        let house = House::new(db).await;
        let texts: Vec<String> = (0..12)
            .map(|n| format!("Stolen og lampen blev talt af Rita i rum {n}, og pårørendekredsen kom med solsikker."))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut confirmed = Vec::new();
        for (at, part) in texts.chunks(3).enumerate() {
            confirmed.extend(document(&house, "Skole", &format!("2026-10-0{}", at + 1), part).await);
        }
        let other = ["Vejen blev glat, og spanden kom med. ", "Kassen er af træ i et rum. "];
        for day in 1..9 {
            document(&house, "Skole", &format!("2026-09-0{day}"), &other.repeat(80)).await;
        }
        let mut tx = house.app.db.write().await.unwrap();
        for passage in &confirmed {
            let id = house.app.id::<DocumentId>(NOW).0;
            store::wording::say(&mut tx, id, *passage, element(&house), Some(Says::OwnWords), NOW)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let stine = house.signed_in("Stine").await;
        typed(&stine, &house, "borger").await;
        let proposals = path(&house, "/suggestions");
        let mut page = stine.get(&proposals).await.body;
        for _ in 0..200 {
            if !page.contains("Forslagene bliver fundet") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            page = stine.get(&proposals).await.body;
        }
        contains_all(
            &page,
            &[
                "<code lang=\"da\">lampe</code> <small class=\"soft\">12 gange</small>",
                "<code lang=\"da\">=pårørendekredsen</code>",
                "Typisk for de afsnit",
                "stolen og [lampen] blev talt",
            ],
        );
        assert!(!page.contains(">rita<"), "nobody's name is proposed");
        assert_eq!(version(&house).await, 0, "nothing counts yet");
        counted(&house, &stine, &proposals).await;

        let fields = [
            ("version", "0"),
            ("word", "lampe"),
            ("say-0", "yes"),
            ("word", "=pårørendekredsen"),
            ("say-1", "later"),
        ];
        let answer = stine.post(&proposals, &fields).await;
        assert_eq!(answer.location(), format!("{proposals}?done=saved"), "{}", answer.body);
        assert_eq!(stands(&house).await.1, [("lampe".to_owned(), 100)]);
        let page = stine.get(&proposals).await.body;
        assert!(
            !page.contains(">lampe<") && page.contains(">=pårørendekredsen<"),
            "{page}"
        );
        // A no makes no version, and it stays.
        let fields = [("version", "1"), ("word", "=pårørendekredsen"), ("say-0", "no")];
        assert_eq!(stine.post(&proposals, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(version(&house).await, 1);
        assert!(!stine.get(&proposals).await.body.contains(">=pårørendekredsen<"));
        let stale = [("version", "0"), ("word", "stol"), ("say-0", "no")];
        let stale = stine.post(&proposals, &stale).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let bad = [("version", "1"), ("word", "to ord"), ("say-0", "yes")];
        assert_eq!(stine.post(&proposals, &bad).await.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

fn table(bytes: &[u8], name: &str, at: usize) -> Vec<Vec<String>> {
    let mut book = Book::open(File::new(name, bytes), &Limits::default()).unwrap();
    let headers = book.tables()[at].headers.clone();
    let columns: [Option<usize>; 14] = std::array::from_fn(|at| (at < headers.len()).then_some(at));
    let mut rows = vec![headers.clone()];
    for row in book.rows(at, columns).unwrap() {
        rows.push(row.unwrap().cells.into_iter().take(headers.len()).collect());
    }
    rows
}

#[tokio::test]
async fn the_figures_go_out_as_the_pages_show_them() {
    on_both(async |db| {
        let house = House::new(db).await;
        let rita = house.signed_in("Rita").await;
        let root = format!("/wording/export?unit={}", house.units["Rod"]);
        let empty = counted(&house, &rita, &root).await;
        contains_all(&empty, &["Der er ingen tal at hente for Rod endnu"]);
        let series =
            |unit: &str, format: &str| format!("/wording/export/series?unit={}&format={format}", house.units[unit]);
        assert_eq!(rita.get(&series("Rod", "xlsx")).await.status, StatusCode::SEE_OTHER);

        figures(&house).await;
        let page = counted(&house, &rita, &root).await;
        contains_all(&page, &["format=xlsx", "format=csv"]);
        assert!(!page.contains("/export/lexicon"), "a director takes no lexicon out");
        let before = house.app.db.statements();
        let file = rita.get(&series("Rod", "xlsx")).await;
        assert!(house.app.db.statements() - before <= 8);
        assert_eq!(file.status, StatusCode::OK);
        contains_all(
            file.headers[header::CONTENT_DISPOSITION].to_str().unwrap(),
            &["attachment", &format!("sproget-{TODAY}.xlsx")],
        );
        assert_eq!(
            table(&file.bytes, "a.xlsx", 0),
            [
                vec![
                    "Enhed",
                    "Grundlag",
                    "Element",
                    "Måned",
                    "Dokumenter",
                    "Afsnit",
                    "Egne ord",
                    "Andel i %",
                    "Fra, %",
                    "Til, %",
                    "Citeret",
                    "Savnet"
                ],
                vec![
                    "Rod",
                    "Ledelsesgrundlaget",
                    "Borgeren først",
                    "2026-11",
                    "6",
                    "60",
                    "7",
                    "8.33",
                    "4.16",
                    "16.66",
                    "2",
                    "1"
                ],
                vec![
                    "Skole",
                    "Ledelsesgrundlaget",
                    "Borgeren først",
                    "2026-11",
                    "6",
                    "60",
                    "5",
                    "",
                    "",
                    "",
                    "2",
                    "1"
                ],
            ]
        );
        let years = table(&file.bytes, "a.xlsx", 1);
        assert_eq!(years.len(), 3, "a unit with too little is left out: {years:?}");
        assert_eq!(
            years[1][3..],
            ["10", "3", "6000", "310", "12", "3.87", "3.07", "6.37", "4", "1", "hørt"]
        );
        let about = format!("{:?}", table(&file.bytes, "a.xlsx", 2));
        contains_all(
            &about,
            &[
                "fra december 2025 til 23. november 2026",
                "5 dokumenter, 3 kilder og 2.000 ord",
                "aldrig på mennesker",
                "\"Ordene, version\", \"1\"",
                env!("CARGO_PKG_VERSION"),
            ],
        );
        for body in [format!("{years:?}"), about] {
            assert!(!body.contains("977") && !body.contains("Ældre"), "{body}");
        }

        // The same as CSV, for a leader's own unit, in English.
        let sofie = house.signed_in("Sofie").await.in_english();
        let zip = sofie.get(&series("Skole", "csv")).await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["months.csv", "year.csv", "about.csv"]);
        let mut csv = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("year.csv").unwrap(), &mut csv).unwrap();
        contains_all(&csv, &["\"Skole\";", "\"4,00\";\"3,20\";\"6,50\"", "\"heard\""]);
        assert_eq!(csv.lines().count(), 2);

        for (name, unit) in [
            ("Sune", "Skole"),
            ("Sofie", "Rod"),
            ("Emil", "Rod"),
            ("Ada", "Rod"),
            ("Dan", "Rod"),
        ] {
            let away = house.signed_in(name).await.get(&series(unit, "csv")).await;
            assert_eq!(away.status, StatusCode::NOT_FOUND, "{name}");
        }
        assert_eq!(rita.get(&series("Rod", "pdf")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_lexicon_leaves_as_a_file_and_comes_in_as_a_difference() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        save(&stine, &house, "0", "=borgerne", "").await;
        let (families, _) = stands(&house).await;
        let out = async |format: &str| {
            let file = stine.get(&format!("/wording/export/lexicon?format={format}")).await;
            assert_eq!(file.status, StatusCode::OK, "{format}");
            file.bytes
        };
        // A rule that begins as a formula does is text in a spreadsheet, and itself again when it is read.
        let csv = String::from_utf8(out("csv").await).unwrap();
        contains_all(&csv, &["\"Borgeren først\";\"rule\";\"'=borgerne\";\"2,00\""]);
        let xlsx = out("xlsx").await;
        let rows = table(&xlsx, "a.xlsx", 0);
        assert_eq!(rows[0], ["element", "part", "expression", "weight", "name"]);
        assert!(rows.iter().any(|row| row[2] == "=borgerne"), "{rows:?}");
        contains_all(&format!("{:?}", table(&xlsx, "a.xlsx", 1)), &["Prøveby", "3 viser elementet alene"]);
        let json: Value = serde_json::from_slice(&out("json").await).unwrap();
        assert_eq!(json["organisation"], "Prøveby");
        assert!(json.to_string().contains("Mod til at prøve nyt") && !json.to_string().contains(&element(&house).to_string()));

        // Taken in at home, nothing is new, in any of the three.
        for (name, bytes) in [
            ("a.json", out("json").await),
            ("a.csv", csv.into_bytes()),
            ("a.xlsx", xlsx),
        ] {
            let review = stine
                .upload("/wording/lexicon/import", &[("file", Some(name), &bytes)])
                .await;
            assert_eq!(review.status, StatusCode::OK, "{name}: {}", review.body);
            contains_all(&review.body, &["intet nyt, som det er lagt her", "de hedder det samme"]);
        }

        // Another municipality's: one element by its name, one by its families, one that fits nothing.
        let like: Vec<Value> = families
            .iter()
            .map(|(family, share)| serde_json::json!({"family": family, "share": f64::from(i32::try_from(*share).unwrap()) / 100.0}))
            .collect();
        let theirs = serde_json::json!({
            "format": "grundlag-lexicon", "version": 1, "organisation": "Anderby",
            "elements": [
                {"name": "BORGEREN FØRST", "families": [{"family": "ukendt-familie", "share": 1.0}],
                 "rules": [{"text": "gå i borgerens sko", "weight": 3.0}, {"text": "=borgerne", "weight": 1.0}, {"text": "(åben", "weight": 1.0}]},
                {"name": "Noget helt andet", "rules": [{"text": "zebra", "weight": 2.0}]}
            ]
        });
        let by_families = serde_json::json!({
            "format": "grundlag-lexicon", "version": 1, "organisation": "Tredjeby",
            "elements": [{"name": "Med mennesket i midten", "families": like, "rules": [{"text": "menneske", "weight": 1.0}]}]
        });
        let bytes = by_families.to_string().into_bytes();
        let review = stine.upload("/wording/lexicon/import", &[("file", Some("b.json"), &bytes)]).await;
        contains_all(&review.body, &["kendes på de samme familier", "Fra Tredjeby: 1 ændring"]);

        let bytes = theirs.to_string().into_bytes();
        let review = stine.upload("/wording/lexicon/import", &[("file", Some("b.json"), &bytes)]).await;
        assert_eq!(review.status, StatusCode::OK, "{}", review.body);
        contains_all(
            &review.body,
            &[
                "Fra Anderby: 2 ændringer",
                "Ny regel, »Viser elementet alene«: <code lang=\"da\">gå i borgerens sko</code> <span class=\"soft\">0 afsnit i 0 dokumenter</span>",
                "Fra »Viser det næsten« til »Viser det sammen med andet«: <code lang=\"da\">=borgerne</code>",
                "Familien »ukendt-familie« findes ikke",
                "Reglen »(åben«: Parenteserne",
                "Passer ikke til noget element her",
            ],
        );
        assert_eq!(version(&house).await, 1, "nothing has been changed yet");
        let citizen = element(&house).to_string();
        let courage = house.elements["Mod til at prøve nyt"].to_string();
        let written = theirs.to_string();
        let take = async |to: [&str; 2], shown: &str, version: &str| {
            let parts: [(&str, Option<&str>, &[u8]); 7] = [
                ("lexicon", None, written.as_bytes()),
                ("source", None, "Anderby".as_bytes()),
                ("version", None, version.as_bytes()),
                ("shown", None, shown.as_bytes()),
                ("to", None, to[0].as_bytes()),
                ("to", None, to[1].as_bytes()),
                ("do", None, b"take"),
            ];
            stine.upload("/wording/lexicon/import", &parts).await
        };
        // Another choice is shown before it is taken.
        let unseen = take([&citizen, &courage], &format!("{citizen},"), "1").await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        contains_all(&unseen.body, &["Du har valgt et andet element", "<code lang=\"da\">zebra</code>"]);
        let stale = take([&citizen, ""], &format!("{citizen},"), "0").await;
        contains_all(&stale.body, &["Nogen har gemt"]);
        let taken = take([&citizen, ""], &format!("{citizen},"), "1").await;
        assert_eq!(taken.location(), "/wording/lexicon?done=imported", "{}", taken.body);
        let (after, rules) = stands(&house).await;
        assert_eq!(after, families, "families of our own stay");
        assert_eq!(rules, [("=borgerne".to_owned(), 100), ("gå i borgerens sko".to_owned(), 300)]);
        let all = stine.get("/wording/lexicon").await.body;
        contains_all(&all, &["Taget ind fra Anderby", "Borgeren først: 2 ændringer"]);
        let undone = stine
            .post("/wording/lexicon/undo", &[("version", "2"), ("to", "1")])
            .await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert_eq!(stands(&house).await.1, [("=borgerne".to_owned(), 200)]);

        let refused = async |name: &str, bytes: &[u8], says: &str| {
            let answer = stine.upload("/wording/lexicon/import", &[("file", Some(name), bytes)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            contains_all(&answer.body, &[says]);
        };
        refused("a.json", b"{\"format\":\"andet\"}", "Det er ikke en fil med ord").await;
        refused("a.csv", b"a;b\r\n1;2\r\n", "mangler kolonnen element").await;
        refused("a.csv", b"", "Vælg en fil").await;
        refused("a.csv", &vec![b'a'; 1_000_001], "Højst 1 MB").await;
        let large = stine
            .upload("/wording/lexicon/import", &[("file", Some("a.csv"), &vec![b'a'; 4_000_000])])
            .await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}

#[tokio::test]
async fn only_whoever_edits_for_everybody_tries_rules() {
    on_both(async |db| {
        let house = House::new(db).await;
        document(&house, "Skole", "2026-11-10", &[ASKED]).await;
        // A steward of one area alone does not read what the others wrote.
        let mut tx = house.app.db.write().await.unwrap();
        store::access::add_grant(
            &mut tx,
            &store::access::NewGrant {
                id: house.app.id(NOW),
                person: house.people["Åse"],
                role: model::access::Role::Steward,
                unit: house.units["Ældre"],
                from: today(),
                to: None,
                note: "",
                by: None,
            },
            NOW,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for name in ["Åse", "Rita", "Rep", "Eks", "Sofie", "Emil", "Ada", "Dan"] {
            let client = house.signed_in(name).await;
            let (answer, _) = typed(&client, &house, "borger").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            assert!(!answer.body.contains("spurgte"), "{name}");
            for page in [
                "/wording/lexicon",
                &path(&house, ""),
                &path(&house, "/suggestions"),
                "/wording/export/lexicon",
            ] {
                assert_eq!(client.get(page).await.status, StatusCode::NOT_FOUND, "{name} {page}");
            }
            assert_eq!(
                save(&client, &house, "0", "borger", "").await.status,
                StatusCode::NOT_FOUND
            );
        }
        let (answer, _) = typed(&house.stranger(), &house, "borger").await;
        assert!(answer.location().starts_with("/sign-in"));
        let stine = house.signed_in("Stine").await;
        let nobody = "00000000000070008000000000000000";
        let unknown = stine.get(&format!("/wording/lexicon/{nobody}")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(version(&house).await, 0);
    })
    .await;
}
