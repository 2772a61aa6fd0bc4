//! The room Sproget over HTTP, on both databases: what each reader sees, what is not shown, and what people say of passages.

use axum::http::StatusCode;
use fixture::{Client, House, NOW, TODAY, on_both};
use model::wording::{Mode, Says, Silence, State};
use model::{Day, DocumentId, ElementId, PassageId, ReadingRoundId, UnitId};
use store::wording::{
    Figures, Find, Material, Measuring, MonthFigure, NewDocument, NewPassage, NewRound, Outcome, ReadFile, UnitFigure,
    Word,
};

const TEXT: &str = "Vi ringede til <borgeren>, før vi skrev, og spurgte, hvad der ville hjælpe.";

fn today() -> Day {
    TODAY.parse().unwrap()
}

/// A document of a unit, read, with one passage for each text.
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

async fn find(house: &House, passage: PassageId, mode: Mode, odds: i64, rules: &[&str]) {
    let mut tx = house.app.db.write().await.unwrap();
    let find = Find {
        passage,
        element: house.elements["Borgeren først"],
        mode,
        odds,
        rules: serde_json::to_string(rules).unwrap(),
    };
    store::wording::keep_finds(&mut tx, &[find]).await.unwrap();
    tx.commit().await.unwrap();
}

fn month(element: ElementId, unit: UnitId, month: &str, own: i64, share: Option<i64>) -> MonthFigure {
    MonthFigure {
        element,
        unit,
        month: month.to_owned(),
        documents: 6,
        passages: 60,
        own,
        quoted: 2,
        missed: 1,
        share,
        low: share.map(|share| share / 2),
        high: share.map(|share| share * 2),
    }
}

/// Figures in which the whole and Skole have enough, Ældre too little, and Skole is silent about one element.
async fn figures(house: &House) {
    let (root, school, old) = (house.units["Rod"], house.units["Skole"], house.units["Ældre"]);
    let (citizen, courage) = (house.elements["Borgeren først"], house.elements["Mod til at prøve nyt"]);
    let year = |element, unit, own, silence, share: Option<i64>| UnitFigure {
        element,
        unit,
        own,
        quoted: 4,
        missed: 1,
        share,
        low: share.map(|share| share - 80),
        high: share.map(|share| share + 250),
        shrunk: share,
        silence,
    };
    let material = |unit, documents, sources, words| Material {
        unit,
        documents,
        sources,
        words,
        passages: 310,
        missing: 1,
        enough: true,
        lacks_documents: 0,
        lacks_sources: 0,
        lacks_words: 0,
    };
    let mut tx = house.app.db.write().await.unwrap();
    assert!(store::wording::change_lexicon(&mut tx, 0, "[]", "", NOW).await.unwrap());
    let measuring = Measuring {
        id: house.app.id::<DocumentId>(NOW).0,
        lexicon_version: 1,
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
    store::wording::keep_figures(
        &mut tx,
        Figures {
            measuring,
            months: vec![
                month(citizen, root, "2026-10", 5, Some(833)),
                month(citizen, root, "2026-11", 7, None),
                month(citizen, school, "2026-11", 7, None),
                month(citizen, old, "2026-11", 977, None),
            ],
            units: vec![
                year(citizen, root, 12, Silence::Heard, Some(387)),
                year(courage, root, 0, Silence::Uncertain, Some(0)),
                year(citizen, school, 9, Silence::Heard, Some(400)),
                year(courage, school, 0, Silence::Silent, Some(0)),
                year(citizen, old, 977, Silence::TooLittle, None),
            ],
            material: vec![
                material(root, 10, 3, 8_921),
                material(school, 8, 3, 6_000),
                Material {
                    passages: 0,
                    enough: false,
                    lacks_documents: 2,
                    lacks_sources: 1,
                    lacks_words: 100,
                    ..material(old, 0, 0, 0)
                },
            ],
            words: vec![Word {
                unit: school,
                word: "elev".into(),
                z: 600,
                here: 340,
                elsewhere: 20,
            }],
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

fn element_path(house: &House, unit: &str) -> String {
    let element = house.elements["Borgeren først"];
    format!("/wording/elements/{element}?unit={}", house.units[unit])
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

#[tokio::test]
async fn the_room_says_what_was_read_and_what_is_heard() {
    on_both(async |db| {
        let house = House::new(db).await;
        let rita = house.signed_in("Rita").await;
        let empty = counted(&house, &rita, "/wording").await;
        contains_all(
            &empty,
            &[
                "Her kommer sproget",
                "mindst fem dokumenter fra tre kilder",
                "aktindsigt",
            ],
        );
        assert!(!empty.contains("/wording/documents"), "a director hands in nothing");

        figures(&house).await;
        let page = counted(&house, &rita, "/wording").await;
        contains_all(
            &page,
            &[
                "8.921",
                "Egne ord i 12 af 310 afsnit, 3,1 til 6,4 %. Citeret i 4. Savnet i 1.",
                "Materialet siger ikke, om det er stilhed.",
                "Hele organisationen har ingen at adskille sig fra",
                "12 overskrifter",
                "Kunne ikke læses",
                "For lidt materiale: mangler 2 dokumenter, 1 kilde og 100 ord",
                "aldrig på mennesker",
                "<rect class=\"own\"",
                "<rect class=\"quoted\"",
            ],
        );
        let (old, school) = (page.find(">Ældre<").unwrap(), page.find(">Skole<").unwrap());
        assert!(school < old, "alphabetical, and æ comes last");

        let school = format!("/wording?unit={}", house.units["Skole"]);
        let sofie = house.signed_in("Sofie").await;
        let page = counted(&house, &sofie, &school).await;
        contains_all(
            &page,
            &["elev", "340", "Stille her, men hørt hos andre", "Mod til at prøve nyt"],
        );
        let english = sofie.in_english().get(&school).await.body;
        contains_all(
            &english,
            &[
                "Own words in 9 of 310 passages, 3.2 to 6.5%.",
                "It cannot be used to evaluate anybody",
            ],
        );

        // The documents are for whoever takes care of them.
        let stine = house.signed_in("Stine").await;
        assert!(stine.get("/wording").await.body.contains("href=\"/wording/documents\""));
        for (name, path) in [
            ("Sune", &school),
            ("Emil", &"/wording".to_owned()),
            ("Ada", &school),
            ("Åse", &school),
        ] {
            let away = house.signed_in(name).await.get(path).await;
            assert_eq!(away.status, StatusCode::NOT_FOUND, "{name}");
        }
        assert_eq!(rita.get("/wording?unit=nej").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_unit_with_too_little_shows_neither_figures_nor_passages() {
    on_both(async |db| {
        let house = House::new(db).await;
        figures(&house).await;
        let passages = document(&house, "Ældre", "2026-11-10", &[TEXT]).await;
        find(&house, passages[0], Mode::OwnWords, 3_000, &[]).await;
        let aase = house.signed_in("Åse").await;
        let room = counted(&house, &aase, &format!("/wording?unit={}", house.units["Ældre"])).await;
        let page = counted(&house, &aase, &element_path(&house, "Ældre")).await;
        for body in [&room, &page] {
            assert!(
                body.contains("For lidt materiale: mangler 2 dokumenter, 1 kilde og 100 ord"),
                "{body}"
            );
            assert!(
                !body.contains("977") && !body.contains("<rect") && !body.contains("ringede"),
                "{body}"
            );
        }
        // Above, the passage stands under the name of a unit that has enough.
        let stine = house.signed_in("Stine").await;
        let above = counted(&house, &stine, &element_path(&house, "Rod")).await;
        let at = above.find("<ol class=\"passages\"").unwrap();
        assert!(
            above[at..].contains("<span>Rod</span>") && !above[at..].contains("Ældre"),
            "{above}"
        );
        assert!(!above.contains("hemmeligt-filnavn"));
        // And its figure is not in the table of units.
        assert!(!above.contains("977"));
    })
    .await;
}

#[tokio::test]
async fn an_element_shows_its_months_its_year_and_the_words_that_were_seen() {
    on_both(async |db| {
        let house = House::new(db).await;
        figures(&house).await;
        let passages = document(
            &house,
            "Skole",
            "2026-11-10",
            &[TEXT, "Borgeren først er vigtigt for os alle."],
        )
        .await;
        find(
            &house,
            passages[0],
            Mode::OwnWords,
            3_000,
            &["ringe .. borger", "et ord der ikke"],
        )
        .await;
        find(&house, passages[1], Mode::Quoted, 2_000, &[]).await;
        let stine = house.signed_in("Stine").await;
        let page = counted(&house, &stine, &element_path(&house, "Rod")).await;
        contains_all(
            &page,
            &[
                "Egne ord i 12 af årets 310 afsnit, 3,1 til 6,4 %. Desuden er det citeret i 4 og savnet i 1.",
                "3,9 % (3,1 til 6,4 %)",
                "8,3 % (4,2 til 17 %)",
                "Ingen har læst en tilfældig stikprøve endnu",
                "Vi <mark>ringede til &#60;borgeren</mark>&#62;, før vi skrev",
                "Fundet på: Husets egne regler",
                "<code>ringe .. borger</code>",
                "For lidt materiale: mangler 2 dokumenter",
                "9 af 310 afsnit",
            ],
        );
        assert!(
            !page.contains("Borgeren først er vigtigt"),
            "quotations are on a list of their own"
        );
        let quoted = stine
            .get(&format!("{}&mode=quoted", element_path(&house, "Rod")))
            .await
            .body;
        contains_all(&quoted, &["Borgeren først er vigtigt", "ordene er grundlagets egne"]);
        let later = counted(&house, &stine, &format!("{}&page=3", element_path(&house, "Rod"))).await;
        contains_all(&later, &["Ingen afsnit her"]);

        // A leader reads and does not label; a director sees figures alone; beside and above, nothing.
        let sofie = house
            .signed_in("Sofie")
            .await
            .get(&element_path(&house, "Skole"))
            .await
            .body;
        assert!(sofie.contains("<mark>") && !sofie.contains("name=\"says\""), "{sofie}");
        let rita = house
            .signed_in("Rita")
            .await
            .get(&element_path(&house, "Skole"))
            .await
            .body;
        assert!(rita.contains("9 af årets") && !rita.contains("ringede"), "{rita}");
        for name in ["Nina", "Åse", "Skipper", "Dan"] {
            let away = house.signed_in(name).await.get(&element_path(&house, "Skole")).await;
            assert_eq!(away.status, StatusCode::NOT_FOUND, "{name}");
        }
        let unknown = format!("/wording/elements/{}?unit={}", house.units["Rod"], house.units["Rod"]);
        assert_eq!(stine.get(&unknown).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_closed_round_is_told_with_its_agreement() {
    on_both(async |db| {
        let house = House::new(db).await;
        figures(&house).await;
        let passages = document(&house, "Skole", "2026-11-10", &[TEXT]).await;
        let mut tx = house.app.db.write().await.unwrap();
        let id: ReadingRoundId = house.app.id(NOW);
        let round = NewRound {
            id,
            element: house.elements["Borgeren først"],
            lexicon_version: 1,
            of_flagged: 12,
            of_unflagged: 298,
            sample: vec![(passages[0], true)],
        };
        store::wording::open_round(&mut tx, round, NOW).await.unwrap();
        let reader = house.people["Stine"];
        assert_eq!(
            store::wording::join_round(&mut tx, id, reader, 2).await.unwrap(),
            Some(1)
        );
        let reading = house.app.id::<DocumentId>(NOW).0;
        assert!(
            store::wording::keep_reading(&mut tx, reading, (id, 1), passages[0], Says::OwnWords, NOW)
                .await
                .unwrap()
        );
        let outcome = Outcome {
            share: Some(410),
            low: Some(290),
            high: Some(560),
            precision: Some(7_800),
            omission: Some(20),
            alpha: Some(7_350),
            alpha_low: Some(6_900),
            alpha_high: Some(7_900),
        };
        assert!(store::wording::close_round(&mut tx, id, outcome, NOW).await.unwrap());
        tx.commit().await.unwrap();
        let rep = house.signed_in("Rep").await;
        let page = counted(&house, &rep, &element_path(&house, "Rod")).await;
        contains_all(
            &page,
            &[
                "1 tilfældigt afsnit fra hele organisationen blev læst i runden, der sluttede 23. november",
                "viser 4,1 % af alle afsnit elementet i egne ord, 2,9 til 5,6 %",
                "var 78 % rigtigt",
                "Deres enighed er 0,74 (0,69 til 0,79)",
                "Under 0,80",
            ],
        );
        assert!(!page.contains("Stine"), "nobody's name stands beside an answer");
    })
    .await;
}

/// Rungs of the traces that stand.
async fn traces(house: &House) -> Vec<String> {
    let mut conn = house.app.db.read().await.unwrap();
    let trail = store::trace::trail(&mut conn, house.units["Rod"], None, today(), 0)
        .await
        .unwrap();
    let stand = trail.steps.iter().filter(|step| step.withdrawn.is_none());
    stand.map(|step| step.rung.to_string()).collect()
}

#[tokio::test]
async fn what_somebody_says_of_a_passage_is_a_trace_until_it_is_taken_back() {
    on_both(async |db| {
        let house = House::new(db).await;
        figures(&house).await;
        let passages = document(&house, "Skole", "2026-11-10", &[TEXT]).await;
        find(&house, passages[0], Mode::OwnWords, 3_000, &[]).await;
        let element = house.elements["Borgeren først"];
        let root = house.units["Rod"].to_string();
        let path = format!("/wording/passages/{}/elements/{element}", passages[0]);
        let say = async |name: &str, says: &str| {
            let fields = [("says", says), ("unit", &root), ("mode", "own_words"), ("page", "0")];
            house.signed_in(name).await.post(&path, &fields).await
        };
        let answer = say("Rep", "own_words").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(
            answer
                .location()
                .ends_with(&format!("&mode=own_words&page=0#p-{}", passages[0]))
        );
        assert_eq!(traces(&house).await, ["unprompted"]);
        let list = house
            .signed_in("Stine")
            .await
            .get(&element_path(&house, "Rod"))
            .await
            .body;
        contains_all(
            &list,
            &[
                "value=\"own_words\" data-key=\"1\" aria-pressed=\"true\"",
                "data-key=\"u\">Tag det tilbage",
            ],
        );
        assert!(!list.contains("Rep Prøvesen"), "nobody sees who said it");

        for (says, left) in [
            ("own_words", 1),
            ("nothing", 0),
            ("own_words", 1),
            ("quoted", 0),
            ("missed", 0),
            ("own_words", 1),
            ("", 0),
        ] {
            assert_eq!(say("Stine", says).await.status, StatusCode::SEE_OTHER, "{says}");
            assert_eq!(traces(&house).await.len(), left, "{says}");
        }
        let list = house
            .signed_in("Stine")
            .await
            .get(&element_path(&house, "Rod"))
            .await
            .body;
        assert!(!list.contains("aria-pressed=\"true\"") && list.contains("data-key=\"u\" hidden>"));

        // Leaders read and do not label; nobody says what is no answer.
        for name in ["Sofie", "Rita", "Nina", "Skipper", "Ada", "Dan"] {
            assert_eq!(say(name, "own_words").await.status, StatusCode::NOT_FOUND, "{name}");
        }
        assert_eq!(say("Stine", "måske").await.status, StatusCode::BAD_REQUEST);
        let stranger = house
            .stranger()
            .post(
                &path,
                &[
                    ("says", "own_words"),
                    ("unit", &root),
                    ("mode", "own_words"),
                    ("page", "0"),
                ],
            )
            .await;
        assert!(stranger.location().starts_with("/sign-in"));
        assert!(traces(&house).await.is_empty());
    })
    .await;
}
