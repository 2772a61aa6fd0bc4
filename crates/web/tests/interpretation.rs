//! A unit's interpretation of an element, over HTTP, on both databases.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use fixture::{Answer, Client, House, on_both};
use store::args;

const FIRST: &str = "Borgeren først";
const TEXTS: [&str; 10] = [
    "meaning",
    "keep",
    "concrete",
    "leave_out",
    "add",
    "change",
    "why",
    "stop",
    "dilemma",
    "participants",
];

fn page(house: &House, unit: &str, element: &str) -> String {
    format!("/units/{}/elements/{}", house.units[unit], house.elements[element])
}

fn desk(house: &House, unit: &str) -> String {
    format!("{}/interpretation", page(house, unit, FIRST))
}

/// The whole form: every text empty but those given; what is no text is added.
fn form<'a>(seen: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("seen", seen)];
    for name in TEXTS {
        let given = fields.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v);
        all.push((name, given));
    }
    all.extend(fields.iter().filter(|(n, _)| !TEXTS.contains(n)));
    all
}

async fn save(client: &Client, path: &str, seen: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(path, &form(seen, fields)).await
}

async fn autosave(client: &Client, path: &str, seen: &str, fields: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = form(seen, fields)
        .iter()
        .map(|(n, v)| format!("{n}={}", v.bytes().map(|b| format!("%{b:02X}")).collect::<String>()))
        .collect();
    let request = client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-autosave", "1");
    client.send(request, Body::from(body.join("&"))).await
}

async fn number(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, []).await.unwrap()
}

/// What counts and traces say now, against a recount of everything.
async fn books_balance(house: &House) {
    type Counts = Vec<(model::UnitId, model::ElementId, i64, Option<String>)>;
    type Months = Vec<(
        model::UnitId,
        model::ElementId,
        String,
        String,
        i64,
        i64,
        Option<String>,
        String,
    )>;
    let counts = "select unit_id, element_id, in_use, in_use_since from interpretation_count order by 1, 2";
    let months = "select unit_id, element_id, month, rung, own, below, last_own, last_day from trace_month
                  order by 1, 2, 3, 4";
    let mut tx = house.app.db.write().await.unwrap();
    let kept: (Counts, Months) = (tx.all(counts, []).await.unwrap(), tx.all(months, []).await.unwrap());
    store::interpretation::rebuild_counts(&mut tx).await.unwrap();
    store::trace::rebuild_months(&mut tx).await.unwrap();
    let counted: (Counts, Months) = (tx.all(counts, []).await.unwrap(), tx.all(months, []).await.unwrap());
    tx.roll_back().await.unwrap();
    assert_eq!(kept, counted);
}

#[tokio::test]
async fn a_leader_writes_takes_into_use_and_others_read_it() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let empty = nina.get(&path).await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(empty.body.contains("Når hensyn støder sammen") && empty.body.contains("Ikke gemt endnu"));
        assert!(
            empty
                .body
                .contains("Hånd i hånd med medarbejdergrundlaget: Vi er her for borgerne")
        );
        let (mine, all) = (
            empty.body.find("du spørger, før du svarer"),
            empty.body.find("du bruger tiden"),
        );
        assert!(mine.unwrap() < all.unwrap(), "one's own level comes first");

        let saved = save(
            &nina,
            &path,
            "0",
            &[("meaning", "Vi ringer først."), ("participants", "11")],
        )
        .await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, path.as_str()));
        let nor = house.signed_in("Nor").await;
        let reading = page(&house, "Nord", FIRST);
        let unread = nor.get(&reading).await;
        assert!(
            unread.body.contains("På vej") && !unread.body.contains("Vi ringer først."),
            "drafts are the leader's"
        );

        let fields = [
            ("meaning", "Vi ringer først."),
            ("participants", "11"),
            ("leave_out", "Det udelader vi, fordi andre gør det."),
            ("job", "Nattevagt"),
            ("job_means", "du ringer om morgenen"),
            ("sign_id", ""),
            ("sign", "Telefonen er i brug kl. 8"),
            ("do", "publish"),
        ];
        let published = save(&nina, &path, "1", &fields).await;
        assert_eq!(
            (published.status, published.location()),
            (StatusCode::SEE_OTHER, reading.as_str())
        );
        let read = nor.get(&reading).await;
        for text in [
            "Vi ringer først.",
            "I brug siden 23. november",
            "11 deltog",
            "Det udelader vi, fordi andre gør det.",
            "Nattevagt",
            "Telefonen er i brug kl. 8",
            "ikke set endnu",
            "Oversat og taget i brug, 11 deltog",
            "/stories/new?unit=",
        ] {
            assert!(read.body.contains(text), "{text}");
        }
        assert!(
            !read.body.contains("Ret oversættelsen") && nina.get(&reading).await.body.contains("Ret oversættelsen")
        );
        let english = nor.in_english().get(&reading).await;
        assert!(english.body.contains("In use since 23 November") && english.body.contains("11 took part"));
        assert_eq!(
            number(&house, "select count(*) from trace where rung = 'claimed'").await,
            1
        );
        assert_eq!(
            number(&house, "select count(*) from interpretation_count where in_use = 1").await,
            3
        );
        books_balance(&house).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_in_use_is_read_until_the_changes_are_taken_into_use_too() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, nor) = (house.signed_in("Nina").await, house.signed_in("Nor").await);
        let (path, reading) = (desk(&house, "Nord"), page(&house, "Nord", FIRST));
        save(&nina, &path, "0", &[("meaning", "Den første."), ("do", "publish")]).await;
        let again = save(&nina, &path, "1", &[("meaning", "Den første."), ("do", "publish")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click does nothing twice");
        assert_eq!(number(&house, "select count(*) from interpretation_version").await, 1);
        save(&nina, &path, "1", &[("meaning", "Den anden.")]).await;
        let read = nor.get(&reading).await;
        assert!(read.body.contains("Den første.") && !read.body.contains("Den anden."));
        assert!(!read.body.contains("En nyere udgave er på vej"));
        let leader = nina.get(&reading).await;
        assert!(leader.body.contains("En nyere udgave er på vej") && leader.body.contains("Den første."));
        assert!(nina.get(&path).await.body.contains("Tag ændringerne i brug"));
        save(&nina, &path, "2", &[("meaning", "Den anden."), ("do", "publish")]).await;
        assert!(nor.get(&reading).await.body.contains("Den anden."));
        assert_eq!(number(&house, "select count(*) from trace").await, 2);
        books_balance(&house).await;
    })
    .await;
}

#[tokio::test]
async fn set_aside_needs_a_reason_and_comes_back() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, nor) = (house.signed_in("Nina").await, house.signed_in("Nor").await);
        let (path, reading) = (desk(&house, "Nord"), page(&house, "Nord", FIRST));
        save(&nina, &path, "0", &[("meaning", "Vi ringer først."), ("do", "publish")]).await;
        let unfit = save(
            &nina,
            &path,
            "1",
            &[("meaning", "Vi ringer først."), ("do", "set_aside")],
        )
        .await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unfit.body.contains("Skriv en sætning om hvorfor"));
        let fields = [
            ("meaning", "Vi ringer først."),
            ("do", "set_aside"),
            ("reason", "Fylder ikke nu."),
        ];
        assert_eq!(save(&nina, &path, "1", &fields).await.status, StatusCode::SEE_OTHER);
        let read = nor.get(&reading).await;
        assert!(read.body.contains("Lagt væk 23. november") && read.body.contains("Fylder ikke nu."));
        assert!(!read.body.contains("Vi ringer først."));
        assert_eq!(number(&house, "select count(*) from interpretation_count").await, 0);
        assert_eq!(
            number(&house, "select count(*) from trace_withdrawal").await,
            0,
            "it was claimed on that day"
        );
        books_balance(&house).await;
        let aside = nina.get(&path).await;
        assert!(aside.body.contains("Tag frem igen") && aside.body.contains("Vi ringer først."));
        save(
            &nina,
            &path,
            "2",
            &[("meaning", "Vi ringer først."), ("do", "bring_back")],
        )
        .await;
        assert!(nor.get(&reading).await.body.contains("På vej"));
        save(&nina, &path, "3", &[("meaning", "Vi ringer først."), ("do", "publish")]).await;
        assert!(nor.get(&reading).await.body.contains("Vi ringer først."));
        books_balance(&house).await;
    })
    .await;
}

#[tokio::test]
async fn nothing_can_be_taken_into_use_without_a_word() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let unfit = save(&nina, &path, "0", &[("stop", "At vente"), ("do", "publish")]).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unfit.body.contains("Én sætning er nok") && unfit.body.contains("At vente"));
        assert!(unfit.body.contains("<title>Fejl:"));
        let left_out = [("leave_out", "Det udelader vi, fordi …"), ("do", "publish")];
        assert_eq!(save(&nina, &path, "0", &left_out).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn who_may_read_and_who_may_write() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nord, team) = (page(&house, "Nord", FIRST), page(&house, "Team", FIRST));
        for (name, unit, reads, writes) in [
            ("Nina", &nord, true, true),
            ("Nina", &team, true, true),
            ("Åse", &nord, true, false),
            ("Åse", &team, true, false),
            ("Nor", &nord, true, false),
            ("Nor", &team, false, false),
            ("Tom", &nord, true, false),
            ("Sune", &nord, false, false),
            ("Sofie", &nord, false, false),
            ("Skipper", &nord, false, false),
            ("Stine", &nord, true, false),
            ("Rita", &nord, true, false),
            ("Dan", &nord, true, false),
            ("Ada", &nord, false, false),
            ("Olga", &nord, false, false),
        ] {
            let client = house.signed_in(name).await;
            let status = |may: bool| if may { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(client.get(unit).await.status, status(reads), "{name} reads {unit}");
            let path = format!("{unit}/interpretation");
            assert_eq!(client.get(&path).await.status, status(writes), "{name} opens {path}");
            let posted = save(&client, &path, "0", &[("meaning", "")]).await;
            let expected = if writes {
                StatusCode::SEE_OTHER
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(posted.status, expected, "{name} posts to {path}");
        }
        let stranger = house.stranger().get(&nord).await;
        assert!(stranger.location().starts_with("/sign-in?next="));
        let nina = house.signed_in("Nina").await;
        for missing in [
            format!("/units/{}/elements/{}", house.units["Nord"], house.units["Nord"]),
            format!("/units/{}/elements/{}", house.elements[FIRST], house.elements[FIRST]),
            "/units/x/elements/y".to_owned(),
        ] {
            assert_eq!(nina.get(&missing).await.status, StatusCode::NOT_FOUND, "{missing}");
            assert_eq!(
                nina.get(&format!("{missing}/interpretation")).await.status,
                StatusCode::NOT_FOUND
            );
        }
        assert_eq!(
            number(&house, "select count(*) from interpretation").await,
            0,
            "nothing was said, nothing stored"
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_without_its_own_follows_the_nearest_above() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (ase, nina, tom) = (
            house.signed_in("Åse").await,
            house.signed_in("Nina").await,
            house.signed_in("Tom").await,
        );
        save(
            &ase,
            &desk(&house, "Ældre"),
            "0",
            &[("meaning", "Ældre siger ja."), ("do", "publish")],
        )
        .await;
        let team = tom.get(&page(&house, "Team", FIRST)).await;
        assert!(
            team.body.contains("Følger") && team.body.contains("Ældre siger ja.") && team.body.contains("Ikke begyndt")
        );
        save(
            &nina,
            &desk(&house, "Nord"),
            "0",
            &[("meaning", "Nord siger nej."), ("do", "publish")],
        )
        .await;
        let team = tom.get(&page(&house, "Team", FIRST)).await;
        assert!(team.body.contains("Nord siger nej.") && !team.body.contains("Ældre siger ja."));
        let workspace = nina.get(&desk(&house, "Team")).await;
        assert!(workspace.body.contains("Sådan har Nord oversat det") && workspace.body.contains("Nord siger nej."));
        save(
            &nina,
            &desk(&house, "Team"),
            "0",
            &[("meaning", "Teamets egen."), ("do", "publish")],
        )
        .await;
        let team = tom.get(&page(&house, "Team", FIRST)).await;
        assert!(team.body.contains("Teamets egen.") && !team.body.contains("Nord siger nej."));
        books_balance(&house).await;
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_comes_back_as_it_was_written() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let (long, sign) = ("æ".repeat(1001), "s".repeat(161));
        let fields = [
            ("meaning", long.as_str()),
            ("keep", "Ordet »først«."),
            ("participants", "ti"),
            ("sign_id", ""),
            ("sign", sign.as_str()),
            ("job", "Nattevagt"),
            ("job_means", "du ringer"),
        ];
        let unfit = save(&nina, &path, "0", &fields).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            long.as_str(),
            sign.as_str(),
            "Ordet »først«.",
            "value=\"ti\"",
            "Nattevagt",
            "Der står 1.001 tegn. Der er plads til 1.000.",
            "Skriv et helt tal mellem 1 og 5.000.",
            "href=\"#sign-0\"",
            "aria-invalid=\"true\"",
        ] {
            assert!(unfit.body.contains(text), "{}", &text[..text.len().min(40)]);
        }
        let english = nina.in_english().post(&path, &form("0", &fields)).await;
        assert!(english.body.contains("Write a whole number between 1 and 5,000."));
        let six = vec![("sign", "x"); 6];
        let many = save(&nina, &path, "0", &six).await;
        assert!(many.status == StatusCode::UNPROCESSABLE_ENTITY && many.body.contains("Der er plads til 5."));
        assert_eq!(number(&house, "select count(*) from interpretation").await, 0);

        let unknown = save(&nina, &path, "0", &[("score", "9")]).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        let cut_short = nina.post(&path, &[("seen", "0"), ("meaning", "x")]).await;
        assert_eq!(
            cut_short.status,
            StatusCode::BAD_REQUEST,
            "a field that is missing is not an empty one"
        );
        let huge = "x".repeat(300 * 1024);
        assert_eq!(
            save(&nina, &path, "0", &[("meaning", &huge)]).await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
    })
    .await;
}

#[tokio::test]
async fn autosave_answers_in_json_and_keeps_signs_the_same() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let first = autosave(
            &nina,
            &path,
            "0",
            &[("meaning", "Vi"), ("sign_id", ""), ("sign", "Vi ri")],
        )
        .await;
        assert_eq!(first.status, StatusCode::OK);
        let json: serde_json::Value = serde_json::from_str(&first.body).unwrap();
        assert_eq!(
            (json["revision"].as_i64(), json["saved_at_text"].as_str()),
            (Some(1), Some("kl. 10.00"))
        );
        let second = autosave(
            &nina,
            &path,
            "1",
            &[("meaning", "Vi"), ("sign_id", ""), ("sign", "Vi ringer")],
        )
        .await;
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&second.body).unwrap()["revision"],
            2
        );
        let same = autosave(
            &nina,
            &path,
            "2",
            &[("meaning", "Vi"), ("sign_id", ""), ("sign", "Vi ringer")],
        )
        .await;
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&same.body).unwrap()["revision"],
            2,
            "nothing new"
        );
        let mut conn = house.app.db.read().await.unwrap();
        let bodies: Vec<(String,)> = conn
            .all("select body from interpretation_version order by revision", [])
            .await
            .unwrap();
        let ids: Vec<model::SignId> = bodies
            .iter()
            .map(|(body,)| serde_json::from_str::<model::interpretation::Body>(body).unwrap().signs[0].id)
            .collect();
        assert!(ids.len() == 2 && ids[0] == ids[1]);
        drop(conn);

        let long = "x".repeat(1001);
        let unfit = autosave(&nina, &path, "2", &[("meaning", &long)]).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        let json: serde_json::Value = serde_json::from_str(&unfit.body).unwrap();
        assert!(json["message"].as_str().unwrap().contains("1.001") && json["fields"]["meaning"].is_string());
        let late = autosave(&nina, &path, "1", &[("meaning", "Noget andet")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let json: serde_json::Value = serde_json::from_str(&late.body).unwrap();
        assert_eq!(json["href"].as_str(), Some(path.as_str()));
        let outside = autosave(&house.signed_in("Sune").await, &path, "2", &[("meaning", "x")]).await;
        assert_eq!(outside.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_sees_both_and_loses_nothing() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        save(
            &nina,
            &path,
            "0",
            &[("meaning", "Vi ringer først."), ("stop", "At vente")],
        )
        .await;
        let theirs = [
            ("meaning", "Vi ringer altid først."),
            ("stop", "At sende breve"),
            ("why", "Fordi"),
        ];
        save(&nina, &path, "1", &theirs).await;

        let mine = [
            ("meaning", "Vi ringer først og spørger."),
            ("stop", "At vente"),
            ("dilemma", "Tiden"),
            ("participants", "7"),
        ];
        let conflict = save(&nina, &path, "1", &mine).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        for text in [
            "To har skrevet samtidig",
            "Nina Prøvesen gemte kl. 10.00",
            "<ins><span class=\"ds-sr-only\">tilføjet: </span>altid",
            "Vi ringer først og spørger.",
            "sende breve",
            "name=\"seen\" value=\"2\"",
            "Tiden",
            "value=\"7\"",
        ] {
            assert!(conflict.body.contains(text), "{text}");
        }
        // Only the other changed these two, so theirs are kept unless one says otherwise; the meaning both changed.
        assert!(conflict.body.contains("value=\"stop\" checked") && conflict.body.contains("value=\"why\" checked"));
        assert!(conflict.body.contains("value=\"meaning\">"));
        assert_eq!(number(&house, "select max(revision) from interpretation").await, 2);

        let merged = [
            ("meaning", "Vi ringer altid først og spørger."),
            ("stop", "At vente"),
            ("dilemma", "Tiden"),
            ("participants", "7"),
            ("theirs", "stop"),
            ("theirs", "why"),
        ];
        assert_eq!(save(&nina, &path, "2", &merged).await.status, StatusCode::SEE_OTHER);
        let now = nina.get(&path).await;
        for text in [
            "Vi ringer altid først og spørger.",
            "At sende breve",
            "Fordi</textarea>",
            "Tiden</textarea>",
            "value=\"7\"",
        ] {
            assert!(now.body.contains(text), "{text}");
        }
        assert!(!now.body.contains("At vente</textarea>"));
        let unknown = [("theirs", "score")];
        assert_eq!(save(&nina, &path, "3", &unknown).await.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn two_at_the_very_same_time_are_told_apart() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let path = desk(&house, "Nord");
        let texts: Vec<String> = (0..6).map(|i| format!("Udgave {i}")).collect();
        for seen in ["0", "1"] {
            let attempts = texts.iter().map(|text| {
                let (nina, path) = (nina.clone(), path.clone());
                let text = format!("{text} efter {seen}");
                let seen = seen.to_owned();
                tokio::spawn(async move {
                    save(&nina, &path, &seen, &[("meaning", &text), ("do", "publish")])
                        .await
                        .status
                })
            });
            let mut won = 0;
            for attempt in attempts.collect::<Vec<_>>() {
                match attempt.await.unwrap() {
                    StatusCode::SEE_OTHER => won += 1,
                    status => assert_eq!(status, StatusCode::CONFLICT),
                }
            }
            assert_eq!(won, 1);
        }
        assert_eq!(number(&house, "select count(*) from interpretation_version").await, 2);
        assert_eq!(number(&house, "select count(*) from interpretation").await, 1);
        assert_eq!(number(&house, "select count(*) from trace").await, 2);
        books_balance(&house).await;
    })
    .await;
}

#[tokio::test]
async fn neighbours_take_into_use_at_the_same_time_and_the_count_is_right() {
    on_both(async |db| {
        let house = House::new(db).await;
        let mut tasks = Vec::new();
        for (name, unit) in [
            ("Nina", "Nord"),
            ("Nina", "Team"),
            ("Sune", "Syd"),
            ("Åse", "Ældre"),
            ("Sofie", "Skole"),
        ] {
            let (client, path) = (house.signed_in(name).await, desk(&house, unit));
            tasks.push(tokio::spawn(async move {
                save(&client, &path, "0", &[("meaning", "Ja"), ("do", "publish")])
                    .await
                    .status
            }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), StatusCode::SEE_OTHER);
        }
        books_balance(&house).await;
        assert_eq!(number(&house, "select max(in_use) from interpretation_count").await, 5);
    })
    .await;
}

#[tokio::test]
async fn a_newer_edition_is_said_and_saving_follows_it() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        save(&nina, &path, "0", &[("meaning", "Vi ringer."), ("do", "publish")]).await;
        let mut tx = house.app.db.write().await.unwrap();
        let (id, now) = (house.app.id::<model::EditionId>(house.app.now()), house.app.now());
        tx.run(
            "insert into edition (id, foundation_id, number, title, preamble, state, in_force_from, revision, created_at)
             select $1, foundation_id, 2, 'To', '', 'published', '2026-10-01', 1, $2 from edition where id = $3",
            args![id, now, house.editions["leadership"]],
        )
        .await
        .unwrap();
        tx.run(
            "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                       examples_bad, dilemmas, source_blocks)
             values ($1, $2, 1, 'Borgeren først', 'Den nye tekst.', '[]', '[]', '[]', '[]', '[]')",
            args![id, house.elements[FIRST]],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let read = nina.get(&page(&house, "Nord", FIRST)).await;
        assert!(read.body.contains("Skrevet under udgave 1") && read.body.contains("Den nye tekst."));
        assert!(nina.get(&path).await.body.contains("Den er skrevet under udgave 1. Nu gælder udgave 2."));
        save(&nina, &path, "1", &[("meaning", "Vi ringer og spørger."), ("do", "publish")]).await;
        assert!(!nina.get(&page(&house, "Nord", FIRST)).await.body.contains("Skrevet under"));
        // An element that the edition in force has left out can be read and not written.
        let courage = page(&house, "Nord", "Mod til at prøve nyt");
        assert!(nina.get(&courage).await.body.contains("ikke med i den udgave, der gælder nu"));
        assert_eq!(nina.get(&format!("{courage}/interpretation")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn every_page_takes_at_most_eight_statements() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        save(
            &nina,
            &desk(&house, "Nord"),
            "0",
            &[("meaning", "Ja"), ("do", "publish")],
        )
        .await;
        for path in [
            page(&house, "Nord", FIRST),
            desk(&house, "Nord"),
            page(&house, "Team", FIRST),
            desk(&house, "Team"),
        ] {
            let before = house.app.db.statements();
            assert_eq!(nina.get(&path).await.status, StatusCode::OK);
            let took = house.app.db.statements() - before;
            assert!(took <= 8, "{path} took {took}");
        }
        let before = house.app.db.statements();
        autosave(&nina, &desk(&house, "Nord"), "1", &[("meaning", "Jo")]).await;
        assert_eq!(house.app.db.statements() - before, 6, "a save");
    })
    .await;
}
