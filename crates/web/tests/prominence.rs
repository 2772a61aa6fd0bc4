//! Rounds about prominence over HTTP, on both databases: invited, spread, closed, decided.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, on_both};
use store::args;

const WHY: &str = "Det er her, det gør ondt lige nu.";
const ALL: [&str; 7] = ["Åse", "Nina", "Sune", "Sofie", "Nor", "Tom", "Emil"];

fn address(name: &str) -> String {
    format!("{}@proeveby.example", name.to_lowercase())
}

/// Opens a round for some people and gives its page for the steward.
async fn opened(house: &House, people: &[&str]) -> String {
    let stine = house.signed_in("Stine").await;
    let list: Vec<String> = people.iter().map(|p| address(p)).collect();
    let answer = open(&stine, "people", &list.join(",\n")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().split('?').next().unwrap().to_owned()
}

async fn open(client: &Client, whom: &str, people: &str) -> Answer {
    let fields = [
        ("name", "Prøvegruppen"),
        ("way", "dots"),
        ("whom", whom),
        ("level", "leder af medarbejdere"),
        ("people", people),
        ("closes", "2026-12-07"),
    ];
    client.post("/foundations/rounds/new", &fields).await
}

fn own(page: &str) -> String {
    format!("/prominence/{}", page.rsplit('/').next().unwrap())
}

/// Dots on "Borgeren først" and "Mod til at prøve nyt".
async fn spread(house: &House, who: &str, page: &str, dots: [&str; 2]) -> Answer {
    let client = house.signed_in(who).await;
    let first = house.elements["Borgeren først"].to_string();
    let second = house.elements["Mod til at prøve nyt"].to_string();
    let reason = format!("{WHY} {who}");
    let fields = [
        ("element", first.as_str()),
        ("dots", dots[0]),
        ("reason", &reason),
        ("element", &second),
        ("dots", dots[1]),
        ("reason", &reason),
    ];
    client.post(&own(page), &fields).await
}

async fn close(house: &House, page: &str) {
    let stine = house.signed_in("Stine").await;
    let answer = stine.post(&format!("{page}/close"), &[]).await;
    assert_eq!(answer.location(), page);
}

async fn count(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, []).await.unwrap()
}

async fn prominent(house: &House) -> Vec<String> {
    let mut conn = house.app.db.read().await.unwrap();
    let current = store::foundation::current(&mut conn, fixture::TODAY.parse().unwrap())
        .await
        .unwrap();
    current
        .into_iter()
        .filter(|e| e.prominent)
        .map(|e| e.headline)
        .collect()
}

#[tokio::test]
async fn only_those_invited_answer_and_only_once() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = opened(&house, &ALL).await;
        let nina = house.signed_in("Nina").await;
        let home = nina.get("/elements").await;
        assert!(home.body.contains("Vælg det vigtigste"), "in the menu");
        let form = nina.get(&own(&page)).await;
        for text in [
            "Fortroligt, ikke anonymt",
            "Borgeren først",
            "Vi er her for borgerne",
            "0 af 7 har svaret",
        ] {
            assert!(form.body.contains(text), "{text}: {}", form.body);
        }
        assert!(
            nina.in_english()
                .get(&own(&page))
                .await
                .body
                .contains("Confidential, not anonymous")
        );
        for other in ["Rita", "Skipper", "Ada", "Stine", "Dan", "Eks"] {
            let client = house.signed_in(other).await;
            assert_eq!(client.get(&own(&page)).await.status, StatusCode::NOT_FOUND, "{other}");
            assert!(
                !client.get("/elements").await.body.contains("Vælg det vigtigste"),
                "{other}"
            );
            let answer = spread(&house, other, &page, ["1", "0"]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}");
            if other != "Stine" {
                assert_eq!(client.get(&page).await.status, StatusCode::NOT_FOUND, "{other}");
            }
        }
        let many = spread(&house, "Nina", &page, ["3", "3"]).await;
        assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(many.body.contains("Du har sat 6 prikker") && many.body.contains(WHY));
        let none = spread(&house, "Nina", &page, ["0", "0"]).await;
        assert!(none.body.contains("Sæt mindst én prik"));
        assert_eq!(count(&house, "select count(*) from prominence_dot").await, 0);

        assert_eq!(
            spread(&house, "Nina", &page, ["3", "2"]).await.location(),
            "/prominence?done=sent"
        );
        assert_eq!(
            spread(&house, "Nina", &page, ["1", "1"]).await.location(),
            own(&page),
            "once"
        );
        assert_eq!(count(&house, "select count(*) from prominence_dot").await, 2);
        assert!(nina.get(&own(&page)).await.body.contains("Du har svaret"));
        assert!(
            !nina.get("/elements").await.body.contains("Vælg det vigtigste"),
            "nothing waits any more"
        );
        let late = house.signed_in_at(NOW.plus_minutes(15 * 24 * 60), "Sune").await;
        assert!(late.get(&own(&page)).await.body.contains("Fristen er gået"));
    })
    .await;
}

#[tokio::test]
async fn nothing_shows_while_it_is_open_and_nobody_can_be_told_apart_after() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = opened(&house, &ALL).await;
        for (who, dots) in [
            ("Åse", ["3", "2"]),
            ("Nina", ["3", "0"]),
            ("Sune", ["1", "0"]),
            ("Nor", ["2", "3"]),
            ("Tom", ["1", "0"]),
        ] {
            assert_eq!(spread(&house, who, &page, dots).await.status, StatusCode::SEE_OTHER);
        }
        let stine = house.signed_in("Stine").await;
        let open = stine.get(&page).await;
        assert!(open.body.contains("5 af 7") && !open.body.contains(WHY) && !open.body.contains("valgte det"));
        assert!(
            house
                .signed_in("Åse")
                .await
                .get(&own(&page))
                .await
                .body
                .contains("5 af 7")
        );

        close(&house, &page).await;
        assert_eq!(
            spread(&house, "Emil", &page, ["1", "0"]).await.location(),
            own(&page),
            "too late"
        );
        assert_eq!(count(&house, "select count(*) from prominence_dot").await, 0, "erased");
        let marks = "select count(*) from prominence_invited where answered";
        assert_eq!(count(&house, marks).await, 0, "nor who answered");
        for (client, path) in [(stine, page.clone()), (house.signed_in("Emil").await, own(&page))] {
            let closed = client.get(&path).await;
            for text in [
                "5 af 7 har svaret",
                "Alle eller næsten alle valgte det",
                "Nogle valgte det, andre ikke",
                "Få eller ingen valgte det",
                "Delte meninger",
                "Færre end ti svarede",
                WHY,
            ] {
                assert!(closed.body.contains(text), "{text}: {}", closed.body);
            }
            assert!(
                !closed.body.contains("<summary>1 ")
                    && !closed.body.contains("begrundelse</summary>")
                    && !closed.body.contains("begrundelser</summary>"),
                "reasons at an element could be counted"
            );
            assert!(
                !closed.body.contains("2 af 5") && !closed.body.contains("prikker</span>"),
                "no numbers of five"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn four_answers_are_never_shown() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = opened(&house, &ALL).await;
        for who in ["Åse", "Nina", "Sune", "Nor"] {
            spread(&house, who, &page, ["1", "0"]).await;
        }
        close(&house, &page).await;
        let stine = house.signed_in("Stine").await;
        let closed = stine.get(&page).await;
        assert!(closed.body.contains("Færre end 5 svarede"), "{}", closed.body);
        assert!(!closed.body.contains(WHY) && !closed.body.contains("valgte det</span>"));
        for sql in [
            "select count(*) from prominence_dot",
            "select count(*) from prominence_result",
            "select count(*) from prominence_reason",
        ] {
            assert_eq!(count(&house, sql).await, 0, "{sql}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_is_a_level_units_or_people_and_never_fewer_than_five() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        let few = open(&stine, "people", &address("Nina")).await;
        assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(few.body.contains("Der skal være mindst 5"), "{}", few.body);
        let unknown = open(&stine, "people", "ingen@proeveby.example").await;
        assert!(unknown.body.contains("ingen@proeveby.example</a>"), "{}", unknown.body);
        let nobody = open(&stine, "", "").await;
        assert_eq!(nobody.status, StatusCode::BAD_REQUEST);
        let level = open(&stine, "level", "").await;
        assert_eq!(
            level.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "four leaders, or an unnamed level"
        );

        let root = house.units["Rod"].to_string();
        let fields = [
            ("name", "Alle"),
            ("way", "dots"),
            ("whom", "units"),
            ("level", ""),
            ("units", root.as_str()),
            ("people", ""),
            ("closes", "2026-12-07"),
        ];
        let whole = stine.post("/foundations/rounds/new", &fields).await;
        assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.body);
        let mut conn = house.app.db.read().await.unwrap();
        let invited = conn
            .number("select count(*) from prominence_invited", [])
            .await
            .unwrap();
        assert_eq!(invited, 8, "everybody with a post today; not Olga, whose has ended");
        let olga = "select count(*) from prominence_invited where person_id = $1";
        assert_eq!(conn.number(olga, args![house.people["Olga"]]).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_body_decides_and_the_overview_leads_with_what_it_chose() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = opened(&house, &ALL).await;
        let stine = house.signed_in("Stine").await;
        let decide = format!("{page}/decide");
        assert_eq!(stine.get(&decide).await.location(), page, "not before it is closed");
        for who in ALL {
            spread(&house, who, &page, ["0", "3"]).await;
        }
        close(&house, &page).await;
        assert_eq!(prominent(&house).await, ["Borgeren først"], "dots decide nothing");
        let chosen = house.elements["Mod til at prøve nyt"].to_string();
        let reason = "Modet er det, alle peger på, og det koster mindst at begynde.";
        let missing = stine.post(&decide, &[("body", ""), ("reason", reason)]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("href=\"#body\"") && missing.body.contains("href=\"#elements\""));
        let fields = [
            ("body", "Direktionen"),
            ("reason", reason),
            ("element", chosen.as_str()),
        ];
        assert_eq!(stine.post(&decide, &fields).await.location(), page);
        assert_eq!(prominent(&house).await, ["Mod til at prøve nyt"]);
        assert_eq!(stine.post(&decide, &fields).await.location(), page, "once");
        let history = stine.get(&format!("/elements/{chosen}/prominence")).await;
        assert!(history.body.contains("Direktionen: Modet er det"), "{}", history.body);
        let overview = house.signed_in("Rita").await.get("/overview").await;
        assert!(overview.body.contains("Mod til at prøve nyt") && !overview.body.contains("Borgeren først"));
        assert!(
            house
                .signed_in("Emil")
                .await
                .get(&own(&page))
                .await
                .body
                .contains("Besluttet af Direktionen")
        );
        let open = "select count(*) from prominence where until is null";
        assert_eq!(count(&house, open).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_pages_are_few_statements() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = opened(&house, &ALL).await;
        let (stine, nina) = (house.signed_in("Stine").await, house.signed_in("Nina").await);
        let measured = async |client: &Client, path: String| {
            let before = house.app.db.statements();
            let answer = client.get(&path).await;
            let statements = house.app.db.statements() - before;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(statements <= 8, "{statements} statements for {path}");
        };
        measured(&nina, "/prominence".into()).await;
        measured(&nina, own(&page)).await;
        measured(&stine, "/foundations/rounds".into()).await;
        measured(&stine, "/foundations/rounds/new".into()).await;
        measured(&stine, page.clone()).await;
        for who in ALL {
            spread(&house, who, &page, ["1", "1"]).await;
        }
        close(&house, &page).await;
        measured(&stine, page.clone()).await;
        measured(&stine, format!("{page}/decide")).await;
        measured(&nina, own(&page)).await;
    })
    .await;
}

/// Ranks elements of the fixture: each with its place.
async fn rank(house: &House, who: &str, page: &str, places: &[(&str, &str)]) -> Answer {
    let client = house.signed_in(who).await;
    let reason = format!("{WHY} {who}");
    let ids: Vec<String> = places
        .iter()
        .map(|(name, _)| house.elements[name].to_string())
        .collect();
    let mut fields = Vec::new();
    for (id, (_, place)) in ids.iter().zip(places) {
        fields.extend([("element", id.as_str()), ("place", *place), ("reason", reason.as_str())]);
    }
    client.post(&own(page), &fields).await
}

#[tokio::test]
async fn a_round_of_places_shows_agreement_and_never_who() {
    const A: &str = "Borgeren først";
    const B: &str = "Mod til at prøve nyt";
    const C: &str = "Vi er her for borgerne";
    on_both(async |db| {
        let house = House::new(db).await;
        let stine = house.signed_in("Stine").await;
        let list: Vec<String> = ALL.iter().map(|p| address(p)).collect();
        let addresses = list.join(",");
        let fields = [
            ("name", "Prøvegruppen"),
            ("way", "places"),
            ("whom", "people"),
            ("level", ""),
            ("people", addresses.as_str()),
            ("closes", "2026-12-07"),
        ];
        let without: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| *name != "way").copied().collect();
        let refused = stine.post("/foundations/rounds/new", &without).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#way\""));
        let opened = stine.post("/foundations/rounds/new", &fields).await;
        let page = opened.location().split('?').next().unwrap().to_owned();

        let nina = house.signed_in("Nina").await;
        let before = house.app.db.statements();
        let form = nina.get(&own(&page)).await;
        assert!(house.app.db.statements() - before <= 8);
        assert_eq!(form.body.matches("name=\"place\"").count(), 3);
        assert!(
            !form.body.contains("name=\"dots\"") && !form.body.contains("prikker"),
            "{}",
            form.body
        );
        let unfit = rank(&house, "Nina", &page, &[(A, "1"), (B, "1"), (C, "")]).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in ["Plads 1 er givet to gange", "Plads 2 er ikke givet", WHY] {
            assert!(unfit.body.contains(text), "{text}: {}", unfit.body);
        }
        let english = nina.in_english().get(&own(&page)).await;
        assert!(english.body.contains("1 is the most important"), "{}", english.body);

        for who in ["Åse", "Nina", "Sune", "Nor"] {
            let sent = rank(&house, who, &page, &[(A, "1"), (B, "2"), (C, "3")]).await;
            assert_eq!(sent.location(), "/prominence?done=sent", "{}", sent.body);
        }
        rank(&house, "Tom", &page, &[(A, "1"), (B, "3"), (C, "2")]).await;
        let open = stine.get(&page).await;
        assert!(open.body.contains("5 af 7") && !open.body.contains("enige") && !open.body.contains(WHY));
        close(&house, &page).await;
        for (client, path) in [(&stine, page.clone()), (&nina, own(&page))] {
            let before = house.app.db.statements();
            let closed = client.get(&path).await;
            assert!(house.app.db.statements() - before <= 8);
            // Rank sums 5, 11 and 14 of five people: W = 12 · 42 / (25 · 24) = 0.84.
            assert!(
                closed.body.contains("De er meget enige om rækkefølgen"),
                "{}",
                closed.body
            );
            assert!(!closed.body.contains("Kendalls W"), "no number of fewer than ten");
            assert!(closed.body.contains("Begrundelserne, blandet sammen"));
            assert!(!closed.body.contains(" af 5 valgte"));
        }
        assert_eq!(count(&house, "select count(*) from prominence_dot").await, 0, "erased");
        // Somebody who left is not invited any more; how many were still stands.
        let mut tx = house.app.db.write().await.unwrap();
        tx.run(
            "delete from prominence_invited where person_id = $1",
            args![house.people["Emil"]],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert!(stine.get(&page).await.body.contains("5 af 7 har svaret"));
    })
    .await;
}
