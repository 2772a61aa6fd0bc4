//! Rounds of reading over HTTP, on both databases: opened, read by two who do not see each other's answers, and closed.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use fixture::{Client, House, NOW, TODAY, on_both};
use model::wording::{Mode, Says, Silence, State};
use model::{Day, DocumentId, ElementId, PassageId, ReadingRoundId};
use store::wording::{Figures, Find, Material, Measuring, NewDocument, NewPassage, ReadFile, UnitFigure};

const ELEMENT: &str = "Borgeren først";

fn today() -> Day {
    TODAY.parse().unwrap()
}

/// The text of a passage says what it is, so that a test can answer as somebody who reads would.
fn text(n: usize) -> String {
    format!("Afsnit nummer {n}: vi ringede til familien, før vi skrev, og spurgte, hvad der ville hjælpe.")
}

/// Documents of the school, read, with so many passages together, of which the first `flagged` were found in own words; and the
/// figures of a measuring.
async fn corpus(house: &House, passages: usize, flagged: usize) -> Vec<PassageId> {
    let app = &house.app;
    let (root, school) = (house.units["Rod"], house.units["Skole"]);
    let element = house.elements[ELEMENT];
    let mut tx = app.db.write().await.unwrap();
    let mut all = Vec::new();
    let mut files = Vec::new();
    for (document, numbers) in (0..passages).collect::<Vec<_>>().chunks(10).enumerate() {
        let id: DocumentId = app.id(NOW);
        let new = NewDocument {
            id,
            unit: school,
            day: "2026-11-10".parse().unwrap(),
            kind: "referat",
            source: ["byråd", "skoler", "intranet"][document % 3],
            about_foundation: false,
            name: "hemmeligt-filnavn.md",
            digest: &id.to_string(),
            bytes: Vec::new(),
        };
        assert!(store::wording::hand_in(&mut tx, new, NOW).await.unwrap());
        files.push(ReadFile {
            id,
            state: State::Read,
            why: None,
            page_characters: 900,
            letters: 900,
            known: 900,
            passages: numbers
                .iter()
                .map(|n| {
                    let passage: PassageId = app.id(NOW);
                    all.push(passage);
                    NewPassage {
                        id: passage,
                        kind: "paragraph",
                        language: "da",
                        words: 60,
                        body: text(*n),
                    }
                })
                .collect(),
        });
    }
    store::wording::keep_read(&mut tx, files, NOW).await.unwrap();
    let finds: Vec<Find> = all[..flagged]
        .iter()
        .map(|passage| Find {
            passage: *passage,
            element,
            mode: Mode::OwnWords,
            odds: 3_000,
            rules: "[\"ringe .. familie\"]".to_owned(),
        })
        .collect();
    store::wording::keep_finds(&mut tx, &finds).await.unwrap();
    assert!(store::wording::change_lexicon(&mut tx, 0, "[]", "", NOW).await.unwrap());
    let count = |n: usize| i64::try_from(n).unwrap();
    let material = |unit| Material {
        unit,
        documents: 8,
        sources: 3,
        words: 6_000,
        passages: count(passages),
        missing: 0,
        enough: true,
        lacks_documents: 0,
        lacks_sources: 0,
        lacks_words: 0,
    };
    let year = |unit, silence| UnitFigure {
        element,
        unit,
        own: count(flagged),
        quoted: 0,
        missed: 0,
        share: Some(1_000),
        low: Some(800),
        high: Some(1_300),
        shrunk: Some(1_000),
        silence,
    };
    store::wording::keep_figures(
        &mut tx,
        Figures {
            measuring: Measuring {
                id: app.id::<DocumentId>(NOW).0,
                lexicon_version: 1,
                measured_at: NOW,
                basis: "prøve".into(),
                until_day: today(),
                documents: 8,
                missing: 0,
                passages: count(passages),
                words: 6_000,
                frame: 0,
                short: 0,
                boilerplate: 0,
                duplicate: 0,
                foreign_language: 0,
            },
            months: Vec::new(),
            units: vec![year(root, Silence::Heard), year(house.units["Syd"], Silence::Silent)],
            material: vec![material(root), material(school)],
            words: Vec::new(),
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    all
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

fn contains_all(body: &str, texts: &[&str]) {
    for text in texts {
        assert!(body.contains(text), "{text}\n{body}");
    }
}

/// Opens a round through the form.
async fn open(steward: &Client, element: ElementId, length: &str) -> String {
    let element = element.to_string();
    let answer = steward
        .post("/wording/rounds/new", &[("length", length), ("elements", &element)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.location().split('?').next().unwrap().to_owned();
    assert!(path.starts_with("/wording/rounds/"), "{path}");
    path
}

async fn join(client: &Client, round: &str) {
    let answer = client.post(&format!("{round}/join"), &[]).await;
    assert_eq!(answer.location(), format!("{round}/read"));
}

/// The passage on the page: its identity, and its number in the corpus.
fn on_page(body: &str) -> Option<(String, usize)> {
    let (_, rest) = body.split_once("name=\"passage\" value=\"")?;
    let id = rest.split('"').next()?.to_owned();
    let (_, rest) = rest.split_once("Afsnit nummer ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((id, digits.parse().ok()?))
}

async fn answer(client: &Client, round: &str, passage: &str, says: &str) {
    let answer = client
        .post(&format!("{round}/read"), &[("passage", passage), ("says", says)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Reads on as somebody who answers by the passage's number. Returns what was answered, in order.
async fn read_on(house: &House, client: &Client, round: &str, most: usize, says: fn(usize) -> Says) -> Vec<usize> {
    let mut read = Vec::new();
    while read.len() < most {
        let page = counted(house, client, &format!("{round}/read")).await;
        let Some((passage, n)) = on_page(&page) else { break };
        answer(client, round, &passage, says(n).word()).await;
        read.push(n);
    }
    read
}

#[tokio::test]
async fn two_read_blind_and_closing_tells_what_it_changed() {
    on_both(async |db| {
        let house = House::new(db).await;
        // Forty passages, of which the rules found the element in twenty.
        let all = corpus(&house, 40, 20).await;
        let element = house.elements[ELEMENT];
        let stine = house.signed_in("Stine").await;
        let rep = house.signed_in("Rep").await;

        let empty = counted(&house, &stine, "/wording/rounds").await;
        contains_all(&empty, &["Her kommer læserunderne", "/wording/rounds/new"]);
        let new = counted(&house, &stine, "/wording/rounds/new").await;
        contains_all(
            &new,
            &["20 af 40 afsnit", "ukendt: ingen har læst", "Omkring 200 afsnit"],
        );
        let round = open(&stine, element, "hour").await;
        // Once only.
        let again = stine
            .post(
                "/wording/rounds/new",
                &[("length", "hour"), ("elements", &element.to_string())],
            )
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("en runde er åben"), "{}", again.body);
        let none = stine.post("/wording/rounds/new", &[("length", "hour")]).await;
        assert!(none.body.contains("Vælg mindst ét element"), "{}", none.body);

        let page = counted(&house, &rep, &round).await;
        contains_all(&page, &["40 tilfældige afsnit", "Læs som første læser", "ledig"]);
        // Nobody reads without a place.
        assert_eq!(rep.get(&format!("{round}/read")).await.location(), round);
        join(&rep, &round).await;

        // The first reader walks through twenty, and takes one back.
        let first_read = |n: usize| if n < 15 { Says::OwnWords } else { Says::Nothing };
        let page = counted(&house, &rep, &format!("{round}/read")).await;
        contains_all(
            &page,
            &[
                "Afsnit 1 af 40",
                "Når hensyn støder sammen",
                "du spørger, før du svarer",
                "data-key=\"1\"",
                "Ingen kan se, at svaret er dit",
            ],
        );
        assert!(!page.contains("Forrige svar"), "nothing was answered yet");
        // Neither the find nor where it comes from.
        for hidden in ["<mark>", "ringe .. familie", "Skole", "hemmeligt", "Fundet"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
        let twenty = read_on(&house, &rep, &round, 20, first_read).await;
        assert_eq!(twenty.len(), 20);
        let page = counted(&house, &rep, &format!("{round}/read")).await;
        let last = if *twenty.last().unwrap() < 15 {
            "Et fund"
        } else {
            "Ikke et fund"
        };
        contains_all(&page, &["Afsnit 21 af 40", &format!("Forrige svar: {last}.")]);
        let ahead = on_page(&page).unwrap().1;
        rep.post(&format!("{round}/read"), &[("passage", ""), ("says", "")])
            .await;
        let page = counted(&house, &rep, &format!("{round}/read")).await;
        assert!(page.contains("Afsnit 20 af 40"));
        assert_eq!(
            on_page(&page).unwrap().1,
            *twenty.last().unwrap(),
            "the one that was taken back"
        );
        let rest = read_on(&house, &rep, &round, 100, first_read).await;
        assert_eq!((rest.len(), rest[1]), (21, ahead));
        let done = counted(&house, &rep, &format!("{round}/read")).await;
        contains_all(
            &done,
            &[
                "Du har læst det hele",
                "Når den anden også er færdig",
                "Tag det tilbage",
            ],
        );

        // The second sees nothing of it, on no page.
        let root = house.units["Rod"].to_string();
        let element_page = format!("/wording/elements/{element}?unit={root}");
        let on_the_list = [
            ("says", "own_words"),
            ("unit", root.as_str()),
            ("mode", "own_words"),
            ("page", "0"),
        ];
        let said = rep
            .post(
                &format!("/wording/passages/{}/elements/{element}", all[0]),
                &on_the_list,
            )
            .await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        join(&stine, &round).await;
        for path in [
            element_page.as_str(),
            "/wording/rounds",
            round.as_str(),
            &format!("{round}/read"),
            "/wording",
        ] {
            let page = counted(&house, &stine, path).await;
            for hidden in [
                "Sagt:",
                "aria-pressed=\"true\"",
                "Forrige svar",
                "Deres enighed",
                "De svarede",
                "Rep ",
            ] {
                assert!(!page.contains(hidden), "{path} shows {hidden}\n{page}");
            }
        }
        let list = counted(&house, &stine, &element_page).await;
        assert!(list.contains("Afsnittet bliver læst i en runde nu"), "{list}");
        let back = [("says", ""), on_the_list[1], on_the_list[2], on_the_list[3]];
        rep.post(&format!("/wording/passages/{}/elements/{element}", all[0]), &back)
            .await;
        let page = counted(&house, &stine, &round).await;
        contains_all(
            &page,
            &[
                "40 af 40",
                "0 af 40",
                "står deres enighed her",
                "Ingen kan se, hvem der læser",
            ],
        );
        assert_eq!(
            house
                .signed_in("Eks")
                .await
                .post(&format!("{round}/join"), &[])
                .await
                .location(),
            format!("{round}?done=full")
        );

        // The second differs on two of those that the first saw it in: 0 and 1.
        let second_read = |n: usize| {
            if (2..15).contains(&n) {
                Says::OwnWords
            } else {
                Says::Nothing
            }
        };
        let read = read_on(&house, &stine, &round, 100, second_read).await;
        assert_eq!(read.len(), 40);
        // The same order for both.
        assert_eq!(read[..19], twenty[..19]);

        // Both are done. Of 80 answers 28 are own words and 52 nothing: D_o = 2/40, D_e = 1 - (28·27 + 52·51)/(80·79) = 0.46076,
        // alpha = 1 - 0.05/0.46076 = 0.89148.
        let page = counted(&house, &stine, &round).await;
        contains_all(
            &page,
            &[
                "Deres enighed er 0,89 (",
                "nok til at stole på",
                "det samme om 38 af 40 afsnit",
                "Afsnit nummer 0:",
                "Afsnit nummer 1:",
            ],
        );
        assert!(!page.contains("Afsnit nummer 2:") && !page.contains("Prøvesen</dd>"));
        // Now nobody changes an answer.
        let done = counted(&house, &stine, &format!("{round}/read")).await;
        assert!(
            done.contains("I er begge færdige") && !done.contains("Tag det tilbage"),
            "{done}"
        );
        assert_eq!(
            stine
                .post(&format!("{round}/read"), &[("passage", ""), ("says", "")])
                .await
                .location(),
            round
        );
        assert!(counted(&house, &stine, &round).await.contains("38 af 40"));

        // Closed, once.
        let sure = counted(&house, &stine, &format!("{round}/close")).await;
        contains_all(
            &sure,
            &["Første læser har læst 40 af 40 afsnit, anden læser 40", "bliver glemt"],
        );
        let closed = stine.post(&format!("{round}/close"), &[]).await;
        assert_eq!(closed.location(), format!("{round}?done=closed"));
        assert_eq!(
            stine.post(&format!("{round}/close"), &[]).await.location(),
            round,
            "once"
        );
        let page = counted(&house, &stine, &round).await;
        // Half has a find, and 15 of 20 were right; none of the other half: 37,5 %. Wilson of 15/20 is 0.5313 to 0.8881 and of 0/20
        // 0 to 0.1611, joined: 37,5 - 10,9 and 37,5 + hypot(6,9; 8,1) = 27 to 48.
        contains_all(
            &page,
            &[
                "Fra 50 %, som reglerne fandt, til 38 % (27 til 48 %)",
                "Af 20 afsnit, hvor reglerne fandt elementet, viste 15 det i egne ord",
                "Af 20 afsnit uden fund viste 0 det alligevel",
                "60 afsnit uden fund. Der er læst 20",
                "13 af de læste afsnit er spor",
                "Syd",
            ],
        );
        assert_eq!(rep.get(&format!("{round}/read")).await.location(), round);

        // What the two agreed on is a trace of the school's; who read is forgotten; one line in the log each.
        let mut conn = house.app.db.read().await.unwrap();
        let traces = conn
            .number(
                "select count(*) from wording_trace where unit_id = $1 and element_id = $2",
                store::args![house.units["Skole"], element],
            )
            .await
            .unwrap();
        let trail = store::trace::trail(&mut conn, house.units["Skole"], Some(element), today(), 0)
            .await
            .unwrap();
        // And the one that was said on the list and taken back.
        assert_eq!((traces, trail.steps.len()), (13, 14));
        let named = conn
            .number("select count(*) from wording_reader where person_id is not null", [])
            .await
            .unwrap();
        let noted = conn
            .number(
                "select count(*) from audit where deed in ('open_reading_round', 'close_reading_round')",
                [],
            )
            .await
            .unwrap();
        assert_eq!((named, noted), (0, 2));
        // Nothing tells when, or how fast, somebody answered.
        let moments = conn
            .number("select count(distinct read_at) from wording_reading", [])
            .await
            .unwrap();
        assert_eq!(moments, 1);
        drop(conn);

        // The band stands on the element's page, and another round changes it.
        let page = counted(&house, &rep, &element_page).await;
        contains_all(
            &page,
            &["viser 38 % af alle afsnit elementet i egne ord, 27 til 48 %", "0,89"],
        );
        let later = house.at(NOW.plus_minutes(5), &stine);
        let second = open(&later, element, "hour").await;
        let new = counted(&house, &later, "/wording/rounds/new").await;
        contains_all(&new, &["27 til 48 % (læst", "En runde er åben"]);
        join(&later, &second).await;
        read_on(&house, &later, &second, 100, |n| {
            if n < 5 { Says::OwnWords } else { Says::Nothing }
        })
        .await;
        later.post(&format!("{second}/close"), &[]).await;
        let page = counted(&house, &later, &second).await;
        contains_all(
            &page,
            &["Fra 38 % i runden før til 13 %", "Med to læsere kan du også se"],
        );
        let list = counted(&house, &later, "/wording/rounds").await;
        contains_all(
            &list,
            &["Lukkede runder", "Fra 38 % i runden før til 13 %", "til at stole på"],
        );
        // Where readings differ nothing is confirmed any more: 2, 3 and 4 stand.
        let mut conn = house.app.db.read().await.unwrap();
        let traces = conn.number("select count(*) from wording_trace", []).await.unwrap();
        assert_eq!(traces, 3);
        let english = later.in_english().get(&second).await.body;
        contains_all(&english, &["From 38% in the round before to 13%", "The share"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_read_everything_reads_nothing_and_sees_what_it_came_to() {
    on_both(async |db| {
        let house = House::new(db).await;
        corpus(&house, 20, 10).await;
        let stine = house.signed_in("Stine").await;
        let round = open(&stine, house.elements[ELEMENT], "half").await;
        let read = format!("{round}/read");
        // A representative of the school alone: rounds are read in the whole organisation's material.
        let mut tx = house.app.db.write().await.unwrap();
        let grant = store::access::NewGrant {
            id: house.app.id(NOW),
            person: house.people["Sofie"],
            role: model::access::Role::Representative,
            unit: house.units["Skole"],
            from: today().plus_days(-3),
            to: None,
            note: "Prøve",
            by: None,
        };
        store::access::add_grant(&mut tx, &grant, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let sofie = house.signed_in("Sofie").await;
        let page = counted(&house, &sofie, &round).await;
        assert!(!page.contains("/join") && !page.contains("/close"), "{page}");
        assert!(
            !counted(&house, &sofie, "/wording/rounds")
                .await
                .contains("/wording/rounds/new")
        );
        for path in [&read, &"/wording/rounds/new".to_owned(), &format!("{round}/close")] {
            assert_eq!(sofie.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let join = sofie.post(&format!("{round}/join"), &[]).await;
        assert_eq!(join.status, StatusCode::NOT_FOUND);
        // A leader and a director label nothing, and neither opens nor closes.
        for name in ["Rita", "Åse", "Nor", "Dan", "Ada"] {
            let client = house.signed_in(name).await;
            for path in ["/wording/rounds", &round, &read] {
                assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
            }
        }
        let rep = house.signed_in("Rep").await;
        assert_eq!(rep.get("/wording/rounds/new").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            rep.post(&format!("{round}/close"), &[]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            rep.post(&format!("{round}/free"), &[("number", "1")]).await.status,
            StatusCode::NOT_FOUND
        );
        // Answers that are none.
        join_and_refuse(&rep, &round).await;
        let nobody = "/wording/rounds/00000000000070008000000000000000";
        assert_eq!(stine.get(nobody).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

async fn join_and_refuse(rep: &Client, round: &str) {
    join(rep, round).await;
    let read = format!("{round}/read");
    for fields in [
        [("passage", "nej"), ("says", "own_words")],
        [("passage", ""), ("says", "happy")],
        [("passage", ""), ("person", "x")],
    ] {
        assert_eq!(rep.post(&read, &fields).await.status, StatusCode::BAD_REQUEST);
    }
    // A passage that is not in the round.
    let other = [("passage", "00000000000070008000000000000000"), ("says", "own_words")];
    let answer = rep.post(&read, &other).await;
    assert_eq!(answer.location(), format!("{read}?gone=true"));
    assert!(rep.get(answer.location()).await.body.contains("Afsnittet er væk"));
}

#[tokio::test]
async fn a_place_that_somebody_left_is_read_on_and_a_deleted_document_drops_out() {
    on_both(async |db| {
        let house = House::new(db).await;
        let passages = corpus(&house, 30, 10).await;
        let stine = house.signed_in("Stine").await;
        let rep = house.signed_in("Rep").await;
        let round = open(&stine, house.elements[ELEMENT], "half").await;
        let id: ReadingRoundId = round.rsplit('/').next().unwrap().parse().unwrap();
        join(&rep, &round).await;
        let says = |_: usize| Says::Nothing;
        read_on(&house, &rep, &round, 5, says).await;
        // Freed by the steward, who is not told who it was.
        let page = counted(&house, &stine, &round).await;
        assert!(
            page.contains("Frigiv pladsen: Første læser") && !page.contains("Rep "),
            "{page}"
        );
        let freed = stine.post(&format!("{round}/free"), &[("number", "1")]).await;
        assert_eq!(freed.location(), format!("{round}?done=freed"));
        assert_eq!(
            rep.get(&format!("{round}/read")).await.location(),
            round,
            "the place is another's to take"
        );
        join(&stine, &round).await;
        let page = counted(&house, &stine, &format!("{round}/read")).await;
        assert!(page.contains("Afsnit 6 af 30"), "the answers that were given stay");
        // As somebody who is erased.
        let mut tx = house.app.db.write().await.unwrap();
        for statement in store::leaver::ERASING
            .iter()
            .filter(|sql| sql.contains("wording_reader"))
        {
            tx.run(statement, store::args![house.people["Stine"]]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let eks = house.signed_in("Eks").await;
        assert!(counted(&house, &eks, &round).await.contains("Læs som første læser"));
        join(&eks, &round).await;
        assert!(
            counted(&house, &eks, &format!("{round}/read"))
                .await
                .contains("Afsnit 6 af 30")
        );
        join(&rep, &round).await;
        let mut conn = house.app.db.read().await.unwrap();
        let readers = store::wording::readers(&mut conn, id).await.unwrap();
        let of: BTreeMap<i64, _> = readers
            .iter()
            .map(|reader| (reader.number, (reader.person, reader.read)))
            .collect();
        assert_eq!(of[&1], (Some(house.people["Eks"]), 5));
        assert_eq!(of[&2], (Some(house.people["Rep"]), 0));

        // A document is deleted in the middle: its ten passages drop out, and whoever had one on the page goes on.
        let document = store::wording::passage(&mut conn, passages[25])
            .await
            .unwrap()
            .unwrap()
            .document;
        drop(conn);
        let deleted = stine.post(&format!("/wording/documents/{document}/delete"), &[]).await;
        assert_eq!(deleted.status, StatusCode::SEE_OTHER);
        let gone = [("passage", &*passages[25].to_string()), ("says", "own_words")];
        let answer = rep.post(&format!("{round}/read"), &gone).await;
        assert_eq!(answer.location(), format!("{round}/read?gone=true"));
        assert!(
            counted(&house, &rep, &format!("{round}/read"))
                .await
                .contains("Afsnit 1 af 20")
        );
        let read = read_on(&house, &rep, &round, 100, says).await;
        assert_eq!(read.len(), 20);
        assert!(read.iter().all(|n| *n < 20));
        read_on(&house, &eks, &round, 100, says).await;
        // One answer only: there is no alpha, and that is said.
        assert!(counted(&house, &eks, &round).await.contains("De brugte kun ét svar"));
        stine.post(&format!("{round}/close"), &[]).await;
        let page = counted(&house, &eks, &round).await;
        assert!(
            page.contains("De brugte kun ét svar") && page.contains("Ingen af de læste afsnit er et spor"),
            "{page}"
        );
    })
    .await;
}
