//! Handing documents in, seeing how each went, and deleting them, over HTTP on both databases.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, on_both};
use model::wording::{Mode, State, Why};
use model::{DocumentId, PassageId};
use store::wording::{Document, Find, NewPassage, Reach, ReadFile};

const LIST: &str = "/wording/documents";
const NEW: &str = "/wording/documents/new";
const INDEX: &[u8] =
    b"file,unit,date,kind\nreferat.txt,Skole,2026-05-01,referat\nskannet.pdf,Nord,2026-05-02,referat\n";

async fn documents(house: &House) -> Vec<Document> {
    let root = vec![house.units["Rod"]];
    let reach = Reach {
        read: root.clone(),
        edit: root,
    };
    let mut conn = house.app.db.read().await.unwrap();
    store::wording::documents(&mut conn, &reach, None, 100, 0)
        .await
        .unwrap()
}

/// Two documents with an index: the school's and the scan of Nord.
async fn hand_in(client: &Client) -> Answer {
    let parts: [(&str, Option<&str>, &[u8]); 4] = [
        ("files", Some("referat.txt"), b"Vi lod borgeren komme foerst."),
        ("folder", Some("maj/skannet.pdf"), b"%PDF-1.4 intet"),
        ("folder", Some("maj/index.csv"), INDEX),
        ("unit", None, b""),
    ];
    client.upload(NEW, &parts).await
}

/// What the job would write of a document.
async fn keep(house: &House, id: DocumentId, state: State, why: Option<Why>, bodies: &[&str]) -> Vec<PassageId> {
    let passages: Vec<NewPassage> = bodies
        .iter()
        .map(|body| NewPassage {
            id: house.app.id(NOW),
            kind: "paragraph",
            language: "da",
            words: 5,
            body: (*body).to_owned(),
        })
        .collect();
    let ids = passages.iter().map(|p| p.id).collect();
    let file = ReadFile {
        id,
        state,
        why,
        page_characters: 0,
        letters: 0,
        known: 0,
        passages,
    };
    let mut tx = house.app.db.write().await.unwrap();
    store::wording::keep_read(&mut tx, vec![file], NOW).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

#[tokio::test]
async fn documents_are_handed_in_once_and_shown_with_how_each_went() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        let answer = hand_in(&stine).await;
        assert_eq!(
            answer.location(),
            "/wording/documents?taken=2&here=0",
            "{}",
            answer.body
        );
        assert_eq!(hand_in(&stine).await.location(), "/wording/documents?taken=0&here=2");
        let page = stine.get("/wording/documents?taken=0&here=2").await.body;
        assert!(page.contains("0 dokumenter er afleveret, 2 var her allerede."));
        assert!(page.contains("2 dokumenter venter på at blive læst"));

        let all = documents(&house).await;
        let of = |name: &str| all.iter().find(|d| d.name == name).unwrap().clone();
        let (minutes, scan) = (of("referat.txt"), of("skannet.pdf"));
        assert_eq!((minutes.unit, scan.unit), (house.units["Skole"], house.units["Nord"]));
        let ids = keep(
            &house,
            minutes.id,
            State::Read,
            None,
            &["Vi lod <b>borgeren</b> komme først.", "Dagsorden"],
        )
        .await;
        keep(&house, scan.id, State::Missing, Some(Why::Empty), &[]).await;
        let mut tx = house.app.db.write().await.unwrap();
        let find = Find {
            passage: ids[0],
            element: house.elements["Borgeren først"],
            mode: Mode::OwnWords,
            odds: 2_000,
            rules: "[]".into(),
        };
        store::wording::keep_finds(&mut tx, &[find]).await.unwrap();
        store::wording::set_apart(&mut tx, &[(ids[1], Some(model::wording::Apart::Frame))])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let before = house.app.db.statements();
        let page = stine.get(LIST).await.body;
        assert!(house.app.db.statements() - before <= 8);
        assert!(page.contains("Ingen tekst; tæller som manglende, aldrig som stilhed."));
        assert!(page.contains("offentlighedsloven") && page.contains("aldrig på mennesker"));
        let missing = stine.get("/wording/documents?state=missing").await.body;
        assert!(missing.contains("skannet.pdf") && !missing.contains("referat.txt"));

        let path = format!("{LIST}/{}", minutes.id);
        let before = house.app.db.statements();
        let page = stine.get(&path).await.body;
        assert!(house.app.db.statements() - before <= 8);
        assert!(page.contains("Borgeren først") && page.contains("med egne ord"));
        assert!(page.contains("Tælles ikke: en overskrift"));
        assert!(!page.contains("<b>borgeren</b>"), "a document is no markup");

        // The school's is the school's leader's to read, not Nord's; nobody but the steward deletes.
        let sofie = house.signed_in("Sofie").await;
        assert_eq!(sofie.get(&path).await.status, StatusCode::OK);
        assert!(!sofie.get(LIST).await.body.contains("skannet.pdf"));
        for name in ["Nina", "Rita", "Emil", "Ada", "Dan"] {
            let client = house.signed_in(name).await;
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
        }
        for name in ["Sofie", "Rep", "Eks", "Rita"] {
            let client = house.signed_in(name).await;
            for path in [format!("{path}/delete"), NEW.to_owned()] {
                assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
            }
            assert_eq!(
                client.post(&format!("{path}/delete"), &[]).await.status,
                StatusCode::NOT_FOUND
            );
        }

        assert!(
            stine
                .get(&format!("{path}/delete"))
                .await
                .body
                .contains("Slet dokumentet?")
        );
        let answer = stine.post(&format!("{path}/delete"), &[]).await;
        assert_eq!(answer.location(), "/wording/documents?done=deleted");
        assert_eq!(stine.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(documents(&house).await.len(), 1);
        let dan = house.signed_in("Dan").await;
        let log = dan.get("/log").await.body;
        assert!(log.contains("Dokument slettet") && log.contains("Dokumenter afleveret"));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_half_taken_and_what_was_refused_is_for_the_steward() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        let index = b"file,unit,date\na.txt,Skole,2026-05-01\nb.txt,Skolen,i maj\n";
        let answer = stine
            .upload(
                NEW,
                &[
                    ("files", Some("a.txt"), b"a"),
                    ("files", Some("b.txt"), b"b"),
                    ("files", Some("index.csv"), index),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Række 3: ingen enhed, du afleverer for, hedder »Skolen«.")
        );
        assert!(answer.body.contains("Række 3: »i maj« er ikke en dag."));
        let english = stine.in_english().upload(NEW, &[("files", Some("a.txt"), b"a")]).await;
        assert_eq!(english.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(english.body.contains("a.txt: nothing says which unit it belongs to."));
        assert_eq!(
            stine.upload(NEW, &[("unit", None, b"Skole")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            stine.upload(NEW, &[("person", None, b"x")]).await.status,
            StatusCode::BAD_REQUEST
        );
        assert!(documents(&house).await.is_empty());

        // Without an index the form says it; a form from a conversation is refused and seen by the steward alone.
        let parts: [(&str, Option<&str>, &[u8]); 4] = [
            ("files", Some("mus-skema-skipper.txt"), b"x"),
            ("unit", None, b"skole"),
            ("day", None, b"2026-05-01"),
            ("about", None, b"yes"),
        ];
        assert_eq!(
            stine.upload(NEW, &parts).await.location(),
            "/wording/documents?taken=1&here=0"
        );
        let all = documents(&house).await;
        assert!(all[0].about_foundation && all[0].unit == house.units["Skole"]);
        keep(&house, all[0].id, State::Refused, Some(Why::Conversation), &[]).await;
        assert!(stine.get(LIST).await.body.contains("Dem læser vi aldrig her"));
        let path = format!("{LIST}/{}", all[0].id);
        assert_eq!(stine.get(&path).await.status, StatusCode::OK);
        for name in ["Sofie", "Rep", "Eks"] {
            let client = house.signed_in(name).await;
            assert!(!client.get(LIST).await.body.contains("mus-skema"), "{name}");
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
        }
    })
    .await;
}
