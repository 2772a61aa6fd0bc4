//! Documents handed in, read, counted and deleted, on both databases.

use std::path::Path;

use fixture::{House, NOW, on_both};
use grundlag::work;
use model::wording::{Mode, Says, State, Why};
use model::{DocumentId, Instant};
use sha2::{Digest, Sha256};
use store::wording::{Document, NewDocument};

fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hands in one document of the school's, or says that it was there.
async fn hand_in(house: &House, (unit, name, day, source): (&str, &str, &str, &str), bytes: &[u8]) -> bool {
    let app = &house.app;
    let mut tx = app.db.write().await.unwrap();
    let document = NewDocument {
        id: app.id(NOW),
        unit: house.units[unit],
        day: day.parse().unwrap(),
        kind: "referat",
        source,
        about_foundation: false,
        name,
        digest: &digest(bytes),
        bytes: bytes.to_vec(),
    };
    let new = store::wording::hand_in(&mut tx, document, NOW).await.unwrap();
    tx.commit().await.unwrap();
    new
}

/// The sample's ten documents.
fn sample() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample/documents");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap() != "index.csv")
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

async fn documents(house: &House) -> Vec<Document> {
    let mut conn = house.app.db.read().await.unwrap();
    let root = vec![house.units["Rod"]];
    let reach = store::wording::Reach {
        read: root.clone(),
        edit: root,
    };
    store::wording::documents(&mut conn, &reach, None, 100, 0)
        .await
        .unwrap()
}

/// Does what waits now, at this time.
async fn work_at(house: &House, now: Instant) {
    let _ = work::READER.set(env!("CARGO_BIN_EXE_grundlag").into());
    let mut app = house.app.clone();
    app.clock = fixture::clock(now);
    work::stand(&app).await.unwrap();
    while work::one(&app).await.unwrap() {}
    let queue = store::job::queue(&mut app.db.read().await.unwrap(), now).await.unwrap();
    assert_eq!((queue.dead, queue.last_error), (0, None));
}

#[tokio::test]
async fn documents_become_figures_and_leave_none_behind() {
    on_both(async |db| {
        let house = House::new(db).await;
        for (n, (name, bytes)) in sample().iter().enumerate() {
            let day = format!("2026-{:02}-10", 2 + n);
            let source = ["byråd", "skoler", "intranet"][n % 3];
            assert!(hand_in(&house, ("Skole", name, &day, source), bytes).await);
        }
        let (name, bytes) = &sample()[1];
        assert!(
            !hand_in(&house, ("Nord", name, "2026-05-01", "x"), bytes).await,
            "the same file is one document"
        );
        hand_in(&house, ("Nord", "skannet.txt", "2026-05-01", "nord"), b" \n").await;
        let talk =
            "# MUS-skema\n\nMedarbejder: \nLeder: \n\nHvordan trives du?\nHvad skal vi aftale til næste samtale?";
        hand_in(&house, ("Nord", "mus-skema.md", "2026-05-02", "nord"), talk.as_bytes()).await;
        work_at(&house, NOW).await;
        // The job that counts was woken by the one that read.
        let later = NOW.plus_minutes(2);
        work_at(&house, later).await;

        let all = documents(&house).await;
        assert_eq!(all.len(), 12);
        assert_eq!(all.iter().filter(|d| d.state == State::Read).count(), 10);
        let of = |name: &str| all.iter().find(|d| d.name == name).unwrap();
        assert_eq!(
            (of("skannet.txt").state, of("skannet.txt").why.as_str()),
            (State::Missing, Why::Empty.word())
        );
        assert_eq!(
            (of("mus-skema.md").state, of("mus-skema.md").why.as_str()),
            (State::Refused, Why::Conversation.word())
        );

        let (root, school, north) = (house.units["Rod"], house.units["Skole"], house.units["Nord"]);
        let citizen = house.elements["Borgeren først"];
        let mut conn = house.app.db.read().await.unwrap();
        let measuring = store::wording::measuring(&mut conn).await.unwrap().unwrap();
        assert_eq!((measuring.documents, measuring.missing), (10, 1));
        assert!(measuring.passages > 100 && measuring.frame > 10);
        let material = store::wording::material(&mut conn, root).await.unwrap().unwrap();
        assert!(material.enough && material.sources == 3 && material.missing == 1);
        let north_material = store::wording::material(&mut conn, north).await.unwrap().unwrap();
        assert!(!north_material.enough && north_material.missing == 1);
        let year = store::wording::year(&mut conn, root).await.unwrap();
        let figure = year.iter().find(|f| f.element == citizen).unwrap();
        assert!(figure.own > 0);
        assert!(figure.low <= figure.share && figure.share <= figure.high && figure.share.is_some());
        let months = store::wording::months(&mut conn, root, "2026-01").await.unwrap();
        assert!(months.is_empty(), "no month has five documents");
        let words = store::wording::words(&mut conn, school).await.unwrap();
        assert!(words.iter().all(|word| word.word != "prøvesen"), "no names");

        let passages = store::wording::shown(
            &mut conn,
            citizen,
            root,
            Mode::OwnWords,
            "2025-12-01".parse().unwrap(),
            (50, 0),
        )
        .await
        .unwrap();
        assert_eq!(i64::try_from(passages.len()).unwrap(), figure.own);
        drop(conn);

        // A passage that somebody confirms is a trace of the school's; another reading takes it back.
        let passage = &passages[0];
        let trace_count = async || {
            let mut conn = house.app.db.read().await.unwrap();
            let trail = store::trace::trail(&mut conn, root, Some(citizen), later.day(&house.app.zone), 0)
                .await
                .unwrap();
            trail.steps.iter().filter(|step| step.withdrawn.is_none()).count()
        };
        for (says, traces) in [
            (Says::OwnWords, 1),
            (Says::OwnWords, 1),
            (Says::Nothing, 0),
            (Says::OwnWords, 1),
        ] {
            let mut tx = house.app.db.write().await.unwrap();
            let placed = store::wording::passage(&mut tx, passage.id).await.unwrap().unwrap();
            let id = house.app.id::<DocumentId>(later).0;
            store::wording::say(&mut tx, id, passage.id, citizen, Some(says), later)
                .await
                .unwrap();
            let edition = house.editions["leadership"];
            let ids = (house.app.id::<DocumentId>(later).0, house.app.id(later));
            store::wording::settle(&mut tx, &placed, (citizen, edition), ids, "Læst igen", later, None)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(trace_count().await, traces, "{says}");
        }

        // Nothing new: nothing is counted again.
        work_at(&house, later.plus_minutes(5)).await;
        let mut conn = house.app.db.read().await.unwrap();
        assert_eq!(
            store::wording::measuring(&mut conn).await.unwrap().unwrap().id,
            measuring.id
        );
        drop(conn);

        // Deleted: passages, finds and the trace go with it.
        let mut tx = house.app.db.write().await.unwrap();
        assert!(
            store::wording::delete(&mut tx, passage.document, "Slettet", later, None)
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        assert_eq!(trace_count().await, 0);
        work_at(&house, later.plus_minutes(10)).await;
        let mut conn = house.app.db.read().await.unwrap();
        assert_eq!(
            store::wording::measuring(&mut conn).await.unwrap().unwrap().documents,
            9
        );
    })
    .await;
}

#[tokio::test]
async fn a_watched_folder_gives_what_its_index_places_and_keeps_it() {
    on_both(async |db| {
        let mut house = House::new(db).await;
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("maj")).unwrap();
        put("index.csv", "file,unit,date\nreferat.txt,Skole,2026-05-01\n");
        put(
            "maj/referat.txt",
            "Vi talte om, hvordan borgeren kom først i sagen om busskuret ved skolen.",
        );
        put(
            "uden_plads.txt",
            "Den her står ikke i oversigten, så ingen ved, hvor den hører til.",
        );
        house.app = house.app.clone().watching(Some(folder.path()));

        work_at(&house, NOW).await;
        assert!(documents(&house).await.is_empty(), "what may still be copied waits");
        work_at(&house, NOW.plus_minutes(2)).await;
        let all = documents(&house).await;
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].name.as_str(), all[0].unit),
            ("referat.txt", house.units["Skole"])
        );

        // The index learns of the other one.
        put(
            "index.csv",
            "file,unit,date\nreferat.txt,Skole,2026-05-01\nuden_plads.txt,Nord,2026-05-02\n",
        );
        work_at(&house, NOW.plus_minutes(4)).await;
        work_at(&house, NOW.plus_minutes(6)).await;
        assert_eq!(documents(&house).await.len(), 2);

        // What somebody deleted does not come back, not even under another name.
        let mut tx = house.app.db.write().await.unwrap();
        store::wording::delete(&mut tx, all[0].id, "Slettet", NOW, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        std::fs::copy(folder.path().join("maj/referat.txt"), folder.path().join("igen.txt")).unwrap();
        work_at(&house, NOW.plus_minutes(8)).await;
        work_at(&house, NOW.plus_minutes(10)).await;
        assert_eq!(documents(&house).await.len(), 1);
        assert!(folder.path().join("maj/referat.txt").exists());
    })
    .await;
}
