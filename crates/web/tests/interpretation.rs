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
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
    )>;
    type Days = Vec<(model::UnitId, model::ElementId, String, String, Option<String>)>;
    async fn books(tx: &mut store::Conn) -> (Counts, Months, Days) {
        let counts = "select unit_id, element_id, in_use, in_use_since from interpretation_count order by 1, 2";
        let months = "select unit_id, element_id, month, prompted, unprompted, acted, confirmed, own_prompted,
                             own_unprompted, own_acted, own_confirmed
                      from trace_month order by 1, 2, 3";
        let days = "select unit_id, element_id, month, last_day, last_own from trace_month order by 1, 2, 3";
        (
            tx.all(counts, []).await.unwrap(),
            tx.all(months, []).await.unwrap(),
            tx.all(days, []).await.unwrap(),
        )
    }
    let mut tx = house.app.db.write().await.unwrap();
    let kept = books(&mut tx).await;
    store::interpretation::rebuild_counts(&mut tx).await.unwrap();
    store::trace::rebuild_months(&mut tx).await.unwrap();
    let counted = books(&mut tx).await;
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
        assert!(!read.body.contains("En nyere version er på vej"));
        let leader = nina.get(&reading).await;
        assert!(leader.body.contains("En nyere version er på vej") && leader.body.contains("Den første."));
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
             select $1, foundation_id, 2, 'To', '', 'draft', '2026-10-01', 1, $2 from edition where id = $3",
            args![id, now, house.editions["leadership"]],
        )
        .await
        .unwrap();
        tx.run(
            "insert into element_text (edition_id, element_id, position, headline, meaning, behaviours, examples_good,
                                       examples_bad, dilemmas, source_blocks, revision)
             values ($1, $2, 1, 'Borgeren først', 'Den nye tekst.', '[]', '[]', '[]', '[]', '[]', 1)",
            args![id, house.elements[FIRST]],
        )
        .await
        .unwrap();
        tx.run("update edition set state = 'published' where id = $1", args![id]).await.unwrap();
        tx.commit().await.unwrap();
        let read = nina.get(&page(&house, "Nord", FIRST)).await;
        assert!(read.body.contains("Skrevet under udgave 1") && read.body.contains("Den nye tekst."));
        let desk = nina.get(&path).await;
        assert!(desk.body.contains("Fra udgave 1 til udgave 2.") && desk.body.contains("</span>Den nye tekst."));
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
        assert_eq!(
            house.app.db.statements() - before,
            8,
            "a save, and a look at the text above"
        );
    })
    .await;
}

#[tokio::test]
async fn a_sign_shows_the_stories_that_saw_it() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let fields = [("meaning", "Ja"), ("sign_id", ""), ("sign", "Vi ringer"), ("do", "publish")];
        save(&nina, &path, "0", &fields).await;
        let mut tx = house.app.db.write().await.unwrap();
        let (body,): (String,) = tx.one("select body from interpretation_version", []).await.unwrap();
        let sign = serde_json::from_str::<model::interpretation::Body>(&body).unwrap().signs[0].id;
        for (state, day) in [("published", "2026-11-03"), ("published", "2026-11-08"), ("waiting", "2026-11-20")] {
            let id: model::StoryId = house.app.id(house.app.now());
            let (unit, from) = (house.units["Nord"], house.units["Syd"]);
            tx.run(
                "insert into story (id, unit_id, element_id, sign_id, teller_unit_id, from_another_unit, happened_on, body,
                                    unprompted, name_kept, state, told_at, reason)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, '')",
                args![id, unit, house.elements[FIRST], sign, from, true, day, format!("Set {day} {state}."), false, state, house.app.now()],
            )
            .await
            .unwrap();
            if state == "published" {
                let trace = model::trace::Trace {
                    id: house.app.id(house.app.now()),
                    day: day.parse().unwrap(),
                    unit,
                    element: house.elements[FIRST],
                    edition: None,
                    rung: model::trace::Rung::Confirmed,
                    source: model::trace::Source::Story,
                    source_id: id.0,
                    count: 1,
                    written: house.app.now(),
                };
                store::trace::append(&mut tx, &trace).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let sign = sign.to_string();
        let reworded = [("meaning", "Ja"), ("sign_id", sign.as_str()), ("sign", "Vi ringer altid"), ("do", "publish")];
        save(&nina, &path, "1", &reworded).await;
        let read = house.signed_in("Nor").await.get(&page(&house, "Nord", FIRST)).await;
        for text in [
            "Vi ringer altid",
            "set 2 gange, senest 8. november",
            "Set 2026-11-08 published.",
            "Set af Syd · 8. november",
            "Oversat, set af andre. Senest 8. november.",
            "2 i kvartalet",
        ] {
            assert!(read.body.contains(text), "{text}");
        }
        assert!(!read.body.contains("waiting"), "what no moderator has seen is nobody's to read");
        let line = house.signed_in("Tom").await.get(&page(&house, "Ældre", FIRST)).await;
        assert!(line.body.contains("Set af Syd · i Nord · 8. november"));
    })
    .await;
}

#[tokio::test]
async fn every_version_is_kept_can_be_read_and_taken_up_again() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, path) = (house.signed_in("Nina").await, desk(&house, "Nord"));
        let history = format!("{}/history", page(&house, "Nord", FIRST));
        let empty = nina.get(&history).await;
        assert!(empty.status == StatusCode::OK && empty.body.contains("Her er ikke skrevet noget endnu."));
        for (seen, meaning, step) in [
            ("0", "Vi ringer", "save"),
            ("1", "Vi ringer altid", "save"),
            ("2", "Vi ringer altid først", "publish"),
            ("3", "Vi skriver", "save"),
        ] {
            save(&nina, &path, seen, &[("meaning", meaning), ("do", step)]).await;
        }
        let aside = [("meaning", "Vi skriver"), ("do", "set_aside"), ("reason", "Ikke nu.")];
        save(&nina, &path, "4", &aside).await;
        let all = nina.get(&history).await;
        for revision in 1..=5 {
            assert!(
                all.body.contains(&format!("{history}?revision={revision}\"")),
                "version {revision}"
            );
        }
        assert!(all.body.contains("2 versioner undervejs") && all.body.contains("Ikke nu."));
        let third = nina.get(&format!("{history}?revision=3")).await;
        assert!(third.body.contains("Den første version") && third.body.contains("Tag versionen frem som kladde"));
        let second = nina.get(&format!("{history}?revision=2")).await;
        assert!(second.body.contains("Fra version 1 til 2") && second.body.contains("altid</ins>"));
        assert_eq!(
            nina.get(&format!("{history}?revision=9")).await.status,
            StatusCode::NOT_FOUND
        );

        let stale = nina.post(&history, &[("seen", "2"), ("revision", "2")]).await;
        assert!(stale.status == StatusCode::CONFLICT && stale.body.contains("En anden har gemt"));
        let restored = nina.post(&history, &[("seen", "5"), ("revision", "2")]).await;
        assert_eq!(
            (restored.status, restored.location()),
            (StatusCode::SEE_OTHER, path.as_str())
        );
        assert!(nina.get(&path).await.body.contains("Vi ringer altid</textarea>"));
        assert_eq!(
            nina.post(&history, &[("seen", "6"), ("revision", "77")]).await.status,
            StatusCode::NOT_FOUND
        );
        for name in ["Åse", "Nor", "Stine", "Sune"] {
            let other = house.signed_in(name).await;
            assert_eq!(other.get(&history).await.status, StatusCode::NOT_FOUND, "{name}");
            let post = other.post(&history, &[("seen", "6"), ("revision", "1")]).await;
            assert_eq!(post.status, StatusCode::NOT_FOUND, "{name}");
        }
        assert_eq!(number(&house, "select count(*) from interpretation_version").await, 6);
        let before = house.app.db.statements();
        nina.in_english().get(&history).await;
        assert!(house.app.db.statements() - before <= 8);
    })
    .await;
}

#[tokio::test]
async fn the_list_shows_where_each_unit_is_and_no_more_than_one_may_see() {
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
        save(&nina, &desk(&house, "Team"), "0", &[("meaning", "Jo")]).await;

        let stine = house.signed_in("Stine").await;
        let root = stine.get("/interpretations").await;
        for text in [
            "Ældre",
            "Skole",
            "én i brug under",
            "Ikke begyndt",
            "Én oversættelse er i brug her og under.",
        ] {
            assert!(root.body.contains(text), "{text}");
        }
        assert!(!root.body.contains(">Team<"), "one level at a time");
        let area = stine
            .get(&format!("/interpretations?unit={}", house.units["Ældre"]))
            .await;
        assert!(area.body.contains(">Nord<") && area.body.contains("data-state=\"in-use\""));
        let element = house.elements[FIRST];
        let one = stine.get(&format!("/interpretations?element={element}")).await;
        for text in [">Team<", "På vej", "I brug siden 23. november 2026"] {
            assert!(one.body.contains(text), "{text}");
        }
        let employee = stine.get("/interpretations?kind=employee").await;
        assert!(employee.body.contains("Vi er her for borgerne") && !employee.body.contains("Mod til at prøve nyt"));
        assert!(
            stine
                .in_english()
                .get("/interpretations")
                .await
                .body
                .contains("How we interpret")
        );

        let leader = nina.get("/interpretations").await;
        assert!(leader.body.contains(">Team<") && !leader.body.contains(">Syd<"));
        let tom = house.signed_in("Tom").await;
        let line = tom.get("/interpretations").await;
        assert!(line.body.contains(">Rod<") && line.body.contains(">Team<") && !line.body.contains(">Syd<"));
        let above = tom
            .get(&format!(
                "/interpretations?unit={}&element={element}",
                house.units["Ældre"]
            ))
            .await;
        assert!(above.body.contains(">Rod<") && !above.body.contains(">Nord<") && !above.body.contains(">Syd<"));
        for (client, unit) in [(&tom, "Syd"), (&nina, "Skole")] {
            let path = format!("/interpretations?unit={}", house.units[unit]);
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{unit}");
        }
        assert_eq!(
            house.signed_in("Ada").await.get("/interpretations").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            stine.get("/interpretations?element=x").await.status,
            StatusCode::NOT_FOUND
        );
        for path in [
            "/interpretations".to_owned(),
            format!("/interpretations?element={element}"),
        ] {
            let before = house.app.db.statements();
            stine.get(&path).await;
            let took = house.app.db.statements() - before;
            assert!(took <= 8, "{path} took {took}");
        }
    })
    .await;
}

/// What can be done to an interpretation or to the ledger.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Save,
    Publish,
    SetAside,
    Story,
    Withdraw,
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 8, ..Default::default() })]
    #[test]
    fn whatever_is_done_the_books_balance(
        deeds in proptest::collection::vec(
            (0..5_usize, 0..6_usize, 0..2_usize, 0..400_i64), 1..24
        ),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(on_both(async |db| run(db, &deeds).await));
    }
}

async fn run(db: store::Db, deeds: &[(usize, usize, usize, i64)]) {
    use model::interpretation::{Body, revise};
    let house = House::new(db).await;
    let today: model::Day = fixture::TODAY.parse().unwrap();
    let mut stories = Vec::new();
    for (turn, &(deed, unit, element, days)) in deeds.iter().enumerate() {
        let deed = [Deed::Save, Deed::Publish, Deed::SetAside, Deed::Story, Deed::Withdraw][deed];
        let unit = house.units[["Rod", "Ældre", "Nord", "Team", "Syd", "Skole"][unit]];
        let element = house.elements[[FIRST, "Mod til at prøve nyt"][element]];
        let (now, by, day) = (house.app.now(), house.people["Nina"], today.plus_days(-days));
        let mut tx = house.app.db.write().await.unwrap();
        if matches!(deed, Deed::Save | Deed::Publish | Deed::SetAside) {
            let current = store::interpretation::current(&mut tx, unit, element, today, house.app.id(now))
                .await
                .unwrap()
                .unwrap();
            let body = Body {
                meaning: format!("{turn}"),
                ..Body::default()
            };
            let draft = revise(&current, current.revision, body, now, by).unwrap();
            let revision = match deed {
                Deed::Publish => draft.take_into_use(day).unwrap(),
                Deed::SetAside => draft.set_aside("nok nu".into()),
                _ => draft,
            };
            assert!(store::interpretation::save(&mut tx, &revision).await.unwrap());
            if let Some(trace) = revision.trace(house.app.id(now), day) {
                store::trace::append(&mut tx, &trace).await.unwrap();
            }
        } else if matches!(deed, Deed::Story) {
            let trace = model::trace::Trace {
                id: house.app.id(now),
                day,
                unit,
                element,
                edition: None,
                rung: model::trace::Rung::Confirmed,
                source: model::trace::Source::Story,
                source_id: uuid::Uuid::from_u128(turn as u128),
                count: 1 + i64::try_from(turn % 3).unwrap(),
                written: now,
            };
            store::trace::append(&mut tx, &trace).await.unwrap();
            stories.push(trace.source_id);
        } else if let Some(story) = stories.pop() {
            let source = model::trace::Source::Story;
            store::trace::withdraw(&mut tx, source, story, "en fejl", now, None)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        books_balance(&house).await;
    }
}
