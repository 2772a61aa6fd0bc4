//! Hearing from OS2mo, against a pretended one, on both databases.

#[path = "../../os2mo/tests/fake/mod.rs"]
#[expect(dead_code, reason = "the client's own tests use the rest")]
mod fake;

use std::path::PathBuf;

use fake::{Fake, Fault, LISTENER, engagement, person, small, unit};
use fixture::{House, NOW, on_both};
use grundlag::listen;
use model::Instant;
use model::organisation::ImportState;
use os2mo::{Access, Client, Limits, Settings};
use store::import::Import;
use store::os2mo::State;
use web::App;
use web::organisation::Os2mo;

/// A file for each pretended OS2mo, written once: one that is being written reads as empty.
fn token_file(fake: &Fake) -> PathBuf {
    let name = format!("os2mo-token-{}-{}", std::process::id(), fake.address.port());
    let path = std::env::temp_dir().join(name);
    if !path.exists() {
        std::fs::write(&path, "a-bearer-token").unwrap();
    }
    path
}

/// The house with OS2mo, so many minutes later.
fn at(house: &House, fake: &Fake, minutes: i64) -> App {
    let client = Client::new(Settings {
        url: fake.url(),
        access: Access::TokenFile(token_file(fake)),
        authority: None,
        limits: Limits {
            page: 2,
            ..Limits::default()
        },
    });
    let os2mo = Os2mo {
        client: client.unwrap(),
        url: fake.url(),
        listeners: vec![LISTENER.parse().unwrap()],
        minutes: 10,
    };
    let mut app = house.app.clone().reading(Some(os2mo));
    app.clock = fixture::clock(NOW.plus_minutes(minutes));
    app
}

async fn imports(house: &House) -> Vec<Import> {
    let all = store::import::history(&mut house.app.db.read().await.unwrap(), 50).await;
    all.unwrap()
}

async fn state(house: &House) -> State {
    store::os2mo::state(&mut house.app.db.read().await.unwrap())
        .await
        .unwrap()
}

async fn round(app: &App) -> Instant {
    listen::round(app).await.unwrap()
}

async fn apply(house: &House, import: &Import) {
    let now = NOW.plus_minutes(1);
    store::import::apply(&house.app.db, import.id, true, &[], None, now, house.app.today())
        .await
        .unwrap();
}

#[tokio::test]
async fn what_os2mo_tells_waits_as_one_import_and_the_same_again_makes_none() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let fake = Fake::start(small(), 0).await;
        fake.told().events = ["one".to_owned(), "two".to_owned()].into();
        let again = round(&at(&house, &fake, 0)).await;
        assert_eq!(again, NOW.plus_minutes(10));
        let waiting = imports(&house).await;
        assert_eq!(waiting.len(), 1);
        let first = &waiting[0];
        assert_eq!((first.state, first.files.as_str()), (ImportState::Staged, "OS2mo"));
        // One post each, the two leaders too.
        assert_eq!((first.counts.people.added, first.counts.posts.added), (4, 4));
        assert_eq!(fake.told().acknowledged, ["one", "two"]);
        // Seven classes are four pages, with three empty ones between: read once for two events.
        assert_eq!(fake.asked("Classes"), 7);

        // The same event once more, and a third: nothing new.
        fake.told().events = ["two".to_owned(), "three".to_owned()].into();
        fake.again();
        round(&at(&house, &fake, 10)).await;
        assert_eq!(imports(&house).await.len(), 1);
        assert!(fake.told().events.is_empty());
        // Without an event nothing is read, until a day has gone.
        let read = fake.asked("Units");
        round(&at(&house, &fake, 20)).await;
        assert_eq!(fake.asked("Units"), read);
        round(&at(&house, &fake, 24 * 60 + 20)).await;
        assert!(fake.asked("Units") > read);
        assert_eq!(imports(&house).await.len(), 1);

        // Something else takes the place of what waits, and is applied; then there is nothing more to say.
        fake.told().people.push(person(17, "Frida Elkjær"));
        fake.told().engagements.push(engagement(27, 17, 2, 905));
        fake.told().events = ["four".to_owned()].into();
        round(&at(&house, &fake, 24 * 60 + 30)).await;
        let waiting = imports(&house).await;
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].counts.people.added, 5);
        apply(&house, &waiting[0]).await;
        fake.told().units[1]["current"]["name"] = "Nørreå Ny Skole".into();
        fake.told().events = ["five".to_owned()].into();
        round(&at(&house, &fake, 24 * 60 + 40)).await;
        let after = imports(&house).await;
        assert_eq!(after.len(), 2);
        let counts = &after[0].counts;
        assert_eq!(
            (counts.units.changed, counts.added(), counts.ended()),
            (1, 0, 0),
            "{counts:?}"
        );
        // And back again: there is nothing to say yes to any more.
        fake.told().units[1]["current"]["name"] = "Nørreå Skole".into();
        fake.told().events = ["six".to_owned()].into();
        round(&at(&house, &fake, 24 * 60 + 50)).await;
        assert_eq!(imports(&house).await.len(), 1);
        assert_eq!(state(&house).await.import_id, None);
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_closes_and_a_leader_who_goes_wait_for_somebody() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let fake = Fake::start(small(), 0).await;
        round(&at(&house, &fake, 0)).await;
        apply(&house, &imports(&house).await[0]).await;
        let people = async || {
            let mut conn = house.app.db.read().await.unwrap();
            let day = house.app.today();
            store::import::export::house(&mut conn, day).await.unwrap().people()
        };
        let before = people().await;
        fake.told().units.pop();
        fake.told().managers.truncate(1);
        fake.told().engagements.pop();
        fake.told().events = ["one".to_owned()].into();
        round(&at(&house, &fake, 10)).await;
        let waiting = &imports(&house).await[0];
        assert_eq!(waiting.state, ImportState::Staged);
        assert_eq!((waiting.counts.units.ended, waiting.counts.leaving), (1, 1));
        assert_eq!(people().await, before, "nothing happens by itself");
    })
    .await;
}

#[tokio::test]
async fn a_crash_before_acknowledging_and_a_failure_to_read_lose_nothing() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let fake = Fake::start(small(), 0).await;
        fake.told().events = ["one".to_owned()].into();
        // Stored, and then nobody could be told.
        fake.told().fault = Some(("Acknowledge", Fault::Broken));
        round(&at(&house, &fake, 0)).await;
        assert_eq!(imports(&house).await.len(), 1);
        assert!(fake.told().acknowledged.is_empty());
        assert!(state(&house).await.error.contains("500"));
        fake.told().fault = None;
        fake.again();
        round(&at(&house, &fake, 10)).await;
        assert_eq!(imports(&house).await.len(), 1);
        assert_eq!(fake.told().acknowledged, ["one"]);
        assert_eq!(state(&house).await.error, "");

        // An event, and the organisation cannot be read. The event does not come again soon; it is read all the same.
        fake.told().units.push(unit(4, "Nørreå Musikskole", Some(1)));
        fake.told().events = ["two".to_owned()].into();
        fake.told().fault = Some(("Engagements", Fault::Malformed));
        round(&at(&house, &fake, 20)).await;
        let wrong = state(&house).await;
        assert!(wrong.owed && wrong.error.contains("unreadable"), "{wrong:?}");
        assert_eq!(
            fake.told().acknowledged,
            ["one"],
            "what is not stored is not acknowledged"
        );
        let units = imports(&house).await[0].counts.units.added;
        fake.told().fault = None;
        round(&at(&house, &fake, 30)).await;
        let right = state(&house).await;
        assert!(!right.owed && right.error.is_empty());
        assert_eq!(imports(&house).await[0].counts.units.added, units + 1);
        fake.again();
        round(&at(&house, &fake, 40)).await;
        assert_eq!(fake.told().acknowledged, ["one", "two"]);
        assert_eq!(imports(&house).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_steward_sees_what_was_heard_and_what_went_wrong() {
    on_both(async |db| {
        let mut house = House::empty(db).await;
        let fake = Fake::start(small(), 0).await;
        let stine = house.signed_in("Stine").await;
        assert!(!stine.get("/organisation/import").await.body.contains("OS2mo svarede"));
        house.app = at(&house, &fake, 0);
        house.router = web::router(house.app.clone());
        let stine = house.signed_in("Stine").await;
        let before = house.app.db.statements();
        let page = stine.get("/organisation/import").await;
        assert!(house.app.db.statements() - before <= 8);
        assert!(page.body.contains("OS2mo er ikke spurgt endnu"));
        fake.told().bearer = "another".into();
        round(&house.app).await;
        let page = stine.get("/organisation/import").await;
        assert!(page.body.contains("OS2mo lukkede os ikke ind"), "{}", page.body);
        assert!(!page.body.contains("a-bearer-token"));
        fake.told().bearer = "a-bearer-token".into();
        round(&house.app).await;
        let page = stine.get("/organisation/import").await;
        assert!(page.body.contains("OS2mo har fortalt noget nyt"));
        assert!(page.body.contains("Af sig selv"));
        assert!(!page.body.contains("lukkede os ikke ind"));
    })
    .await;
}
