//! The overview, a unit's page and what waits, over HTTP, on both databases.

use axum::http::StatusCode;
use fixture::{House, NOW, TODAY, on_both};
use model::interpretation::{Body, revise};
use model::trace::{Rung, Source, Trace};
use model::{Day, InterpretationId, TraceId};

fn today() -> Day {
    TODAY.parse().unwrap()
}

/// A trace in a unit, so many days ago.
async fn trace(house: &House, unit: &str, headline: &str, rung: Rung, days: i64) {
    let mut tx = house.app.db.write().await.unwrap();
    let trace = Trace {
        id: house.app.id::<TraceId>(house.app.now()),
        day: today().plus_days(-days),
        unit: house.units[unit],
        element: house.elements[headline],
        edition: Some(house.editions["leadership"]),
        rung,
        source: Source::Story,
        source_id: house.app.id::<TraceId>(house.app.now()).0,
        count: 1,
        written: house.app.now(),
    };
    store::trace::append(&mut tx, &trace).await.unwrap();
    tx.commit().await.unwrap();
}

/// A unit takes an interpretation into use, so many days ago.
async fn interpret(house: &House, unit: &str, headline: &str, leader: &str, days: i64) {
    let mut tx = house.app.db.write().await.unwrap();
    let (unit, element) = (house.units[unit], house.elements[headline]);
    let fresh: InterpretationId = house.app.id(house.app.now());
    let current = store::interpretation::current(&mut tx, unit, element, today(), fresh)
        .await
        .unwrap()
        .unwrap();
    let body = Body {
        meaning: "Vi ringer, før vi sender en tid.".into(),
        ..Body::default()
    };
    let revision = revise(&current, 0, body, house.app.now(), house.people[leader]).unwrap();
    let revision = revision.take_into_use(today().plus_days(-days)).unwrap();
    assert!(store::interpretation::save(&mut tx, &revision).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_overview_says_what_lives_and_what_is_silent() {
    on_both(async |db| {
        let house = House::new(db).await;
        interpret(&house, "Ældre", "Borgeren først", "Åse", 200).await;
        interpret(&house, "Skole", "Borgeren først", "Sofie", 200).await;
        trace(&house, "Team", "Borgeren først", Rung::Confirmed, 3).await;
        trace(&house, "Nord", "Borgeren først", Rung::Acted, 5).await;
        // Skole has shown three other things and nothing of this for a long time.
        trace(&house, "Skole", "Borgeren først", Rung::Acted, 150).await;
        for days in [2, 9, 20] {
            trace(&house, "Skole", "Mod til at prøve nyt", Rung::Acted, days).await;
        }
        let rita = house.signed_in("Rita").await;
        let before = house.app.db.statements();
        let page = rita.get("/overview").await;
        let statements = house.app.db.statements() - before;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(statements <= 8, "{statements} statements");
        for text in [
            "<b>Borgeren først</b> er set af andre i 1 af 2 områder",
            "Der er <b>stille om Borgeren først</b> i Skole. Det er oversat, men ingen har sat spor i 21 uger",
            "i Ældre: oversat, handlet efter, set af andre",
            "i Skole: oversat, men stille",
            "Stille betyder",
        ] {
            assert!(page.body.contains(text), "{text}\n{}", page.body);
        }
        assert!(!page.body.contains("<script>") && !page.body.contains("style="));
        let english = rita.in_english().get("/overview").await;
        assert!(english.body.contains("has been seen by others in 1 of 2 areas"));
        assert!(english.body.contains("in Skole: interpreted but silent"));

        let all = rita
            .get(&format!("/overview?unit={}&all=1&period=12", house.units["Rod"]))
            .await;
        assert!(all.body.contains("Vi er her for borgerne") && all.body.contains("23. november 2026"));
    })
    .await;
}

#[tokio::test]
async fn the_overview_begins_where_the_role_does() {
    on_both(async |db| {
        let house = House::new(db).await;
        let aase = house.signed_in("Åse").await;
        let page = aase.get("/overview").await;
        assert!(page.body.contains("Nord") && page.body.contains("Syd"));
        assert!(
            !page.body.contains(&house.units["Skole"].to_string()),
            "another area is not shown"
        );
        for unit in ["Rod", "Skole"] {
            let away = aase.get(&format!("/overview?unit={}", house.units[unit])).await;
            assert_eq!(away.status, StatusCode::NOT_FOUND, "{unit}");
        }
        assert_eq!(
            aase.get("/overview?unit=ikke-en-enhed").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            house.signed_in("Emil").await.get("/overview").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn without_a_foundation_the_overview_says_what_it_takes() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let steward = house.signed_in("Stine").await.get("/overview").await;
        assert!(steward.body.contains("Tre skridt, før grundlaget kan slå rod"));
        let director = house.signed_in("Rita").await.get("/overview").await;
        assert!(director.body.contains("Her kommer ringene"));
    })
    .await;
}

#[tokio::test]
async fn a_unit_shows_each_reader_what_is_theirs() {
    on_both(async |db| {
        let house = House::new(db).await;
        interpret(&house, "Ældre", "Borgeren først", "Åse", 20).await;
        trace(&house, "Nord", "Borgeren først", Rung::Unprompted, 3).await;
        let path = format!("/units/{}", house.units["Nord"]);
        let before = house.app.db.statements();
        let nina = house.signed_in("Nina").await;
        let before = house.app.db.statements().max(before);
        let leader = nina.get(&path).await;
        let statements = house.app.db.statements() - before;
        assert_eq!(leader.status, StatusCode::OK);
        assert!(statements <= 8, "{statements} statements");
        assert!(leader.body.contains("Goddag, Nina"), "ten in the morning");
        assert!(leader.body.contains("I dag følger I Ældre"), "{}", leader.body);
        let employee = house.signed_in("Nor").await.get(&path).await;
        assert!(!employee.body.contains("Næste skridt"));
        assert!(
            employee.body.contains("Vi ringer, før vi sender en tid."),
            "the area's words, until Nord has its own"
        );
        assert!(
            !employee.body.contains(&house.units["Team"].to_string()),
            "a team below is not an employee's"
        );
        assert_eq!(
            house.signed_in("Sune").await.get(&path).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            house.signed_in("Ada").await.get(&path).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn a_steward_finds_what_waits() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        let before = house.app.db.statements();
        let page = stine.get("/work").await;
        assert!(house.app.db.statements() - before <= 8);
        assert!(
            page.body.contains("2 enheder har ingen leder"),
            "the root and Team: {}",
            page.body
        );
        assert_eq!(
            house.signed_in("Rita").await.get("/work").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_greeting_follows_the_hour_and_is_neutral_at_night() {
    on_both(async |db| {
        let house = House::new(db).await;
        let path = format!("/units/{}", house.units["Nord"]);
        // From ten in the morning.
        for (hours, greeting) in [
            (-10, "Hej, Nina"),
            (-6, "Hej, Nina"),
            (-5, "Godmorgen, Nina"),
            (0, "Goddag, Nina"),
            (8, "Godaften, Nina"),
            (13, "Godaften, Nina"),
        ] {
            let nina = house.signed_in_at(NOW.plus_minutes(hours * 60), "Nina").await;
            let page = nina.get(&path).await;
            assert!(page.body.contains(greeting), "{hours}: {}", page.body);
        }
    })
    .await;
}
