//! Stories over HTTP, on both databases: two doors, what is recognised, who reads first, and the trace.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, TODAY, on_both};
use model::access::Role;
use model::interpretation::{Body, Sign};
use model::{Day, GrantId, InterpretationId, SignId, UnitId};
use store::args;

const TEXT: &str = "De ringede til borgeren, før brevet blev sendt, og sparede begge en måned.";

/// The fields of the form, as a browser sends them.
struct Form<'a> {
    unit: UnitId,
    text: &'a str,
    day: &'a str,
    more: Vec<(&'a str, &'a str)>,
}

impl Form<'_> {
    fn about(house: &House, unit: &str) -> Self {
        Self {
            unit: house.units[unit],
            text: TEXT,
            day: "2026-11-20",
            more: Vec::new(),
        }
    }

    async fn send(&self, client: &Client) -> Answer {
        let unit = self.unit.to_string();
        let mut fields = vec![("text", self.text), ("day", self.day), ("unit", &unit)];
        fields.extend(self.more.iter().copied());
        client.post("/stories/new", &fields).await
    }
}

/// Tells about an element that was named, and says which story it became.
async fn told(house: &House, teller: &str, unit: &str) -> String {
    let client = house.signed_in(teller).await;
    let element = house.elements["Borgeren først"].to_string();
    let mut form = Form::about(house, unit);
    let unit = form.unit.to_string();
    form.more = vec![("element", &element), ("signs_of", &unit)];
    let answer = form.send(&client).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/stories?done=sent"),
        "{}",
        answer.body
    );
    newest(house).await
}

/// The story that came last: each is given a later time than those before it, because the clock stands still.
async fn newest(house: &House) -> String {
    let mut tx = house.app.db.write().await.unwrap();
    let (id,): (model::StoryId,) = tx
        .one("select id from story where told_at = $1", args![NOW])
        .await
        .unwrap();
    tx.run(
        "update story set told_at = (select max(told_at) from story) + 1 where id = $1",
        args![id],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

async fn publish(house: &House, moderator: &str, story: &str) -> Answer {
    let element = house.elements["Borgeren først"].to_string();
    let client = house.signed_in(moderator).await;
    client
        .post(&format!("/moderation/{story}/publish"), &[("element", &element)])
        .await
}

/// Rungs of the ledger's traces.
async fn rungs(house: &House) -> Vec<String> {
    let mut conn = house.app.db.read().await.unwrap();
    let rows: Vec<(String,)> = conn.all("select rung from trace", []).await.unwrap();
    rows.into_iter().map(|(rung,)| rung).collect()
}

async fn count(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, []).await.unwrap()
}

/// Another steward, at a unit and below it.
async fn steward(house: &House, name: &str, unit: &str) {
    let mut tx = house.app.db.write().await.unwrap();
    let grant = store::access::NewGrant {
        id: house.app.id::<GrantId>(NOW),
        person: house.people[name],
        role: Role::Steward,
        unit: house.units[unit],
        from: TODAY.parse().unwrap(),
        to: None,
        note: "Prøve",
        by: None,
    };
    store::access::add_grant(&mut tx, &grant, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

/// Puts an interpretation of "Borgeren først" with one sign in use in a unit.
async fn sign(house: &House, unit: &str) -> SignId {
    let sign: SignId = house.app.id(NOW);
    let id: InterpretationId = house.app.id(NOW);
    let body = Body {
        signs: vec![Sign {
            id: sign,
            text: "Vi ringer, før vi skriver".into(),
        }],
        ..Body::default()
    };
    let mut tx = house.app.db.write().await.unwrap();
    tx.run(
        "insert into interpretation (id, unit_id, element_id, state, revision, published_revision, updated_at)
         values ($1, $2, $3, 'in_use', 1, 1, $4)",
        args![id, house.units[unit], house.elements["Borgeren først"], NOW],
    )
    .await
    .unwrap();
    tx.run(
        "insert into interpretation_version (interpretation_id, revision, edition_id, state, body, note, written_at)
         values ($1, 1, $2, 'in_use', $3, '', $4)",
        args![
            id,
            house.editions["leadership"],
            serde_json::to_string(&body).unwrap(),
            NOW
        ],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    sign
}

#[tokio::test]
async fn an_element_that_was_named_makes_a_deed_told_and_one_from_beside_confirms() {
    on_both(async |db| {
        let house = House::new(db).await;
        for (teller, about, rung) in [
            ("Nor", "Nord", "acted"),
            ("Skipper", "Nord", "confirmed"),
            ("Sune", "Nord", "confirmed"),
            ("Åse", "Team", "acted"),
            ("Tom", "Ældre", "acted"),
            ("Rita", "Team", "acted"),
            ("Rep", "Skole", "acted"),
        ] {
            let story = told(&house, teller, about).await;
            let answer = publish(&house, "Stine", &story).await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, "/moderation/next?done=published")
            );
            let mut conn = house.app.db.read().await.unwrap();
            let id: model::StoryId = story.parse().unwrap();
            let (written,): (String,) = conn
                .one(
                    "select rung from trace where source = 'story' and source_id = $1",
                    args![id],
                )
                .await
                .unwrap();
            assert_eq!(written, rung, "{teller} about {about}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_story_told_before_any_element_is_locked_and_then_comes_up_unprompted() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let start = nor.get("/stories/new").await;
        assert!(
            !start.body.contains("Borgeren først"),
            "no element is shown before the text"
        );
        assert!(start.body.contains("Derefter alle, der kan se enheden"));

        let answer = Form::about(&house, "Nord").send(&nor).await;
        let story = newest(&house).await;
        let page = format!("/stories/{story}/element");
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, page.as_str())
        );
        let stine = house.signed_in("Stine").await;
        assert!(!stine.get("/moderation").await.body.contains(TEXT), "not sent yet");
        assert_eq!(
            stine.get(&format!("/moderation/{story}")).await.status,
            StatusCode::NOT_FOUND
        );

        let choose = nor.get(&page).await;
        for shown in [
            "Borgeren først",
            "Mod til at prøve nyt",
            "Vi er her for borgerne",
            TEXT,
            "ingen har bedt om",
        ] {
            assert!(choose.body.contains(shown), "{shown}");
        }
        assert!(!choose.body.contains("<textarea"), "the text is locked");
        let missing = nor.post(&page, &[]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("Vælg en af mulighederne"));

        let sent = nor.post(&page, &[("element", "unknown")]).await;
        assert_eq!(sent.location(), "/stories?done=sent");
        let again = nor
            .post(
                &page,
                &[("element", &house.elements["Mod til at prøve nyt"].to_string())],
            )
            .await;
        assert_eq!(again.location(), "/stories", "the first choice stands");

        let nothing = stine
            .post(&format!("/moderation/{story}/publish"), &[("element", "")])
            .await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.body.contains("Vælg det element, som fortællingen viser"));
        publish(&house, "Stine", &story).await;
        assert_eq!(rungs(&house).await, ["unprompted"]);
        let mine = nor.get("/stories").await;
        assert!(mine.body.contains("HR valgte »Borgeren først«"));
    })
    .await;
}

#[tokio::test]
async fn publishing_writes_the_trace_with_its_day_and_its_months_all_the_way_up() {
    on_both(async |db| {
        let house = House::new(db).await;
        let story = told(&house, "Skipper", "Team").await;
        publish(&house, "Stine", &story).await;
        let mut conn = house.app.db.read().await.unwrap();
        let (day, edition, number): (Day, model::EditionId, i64) = conn
            .one(
                "select day, edition_id, count from trace where unit_id = $1 and element_id = $2",
                args![house.units["Team"], house.elements["Borgeren først"]],
            )
            .await
            .unwrap();
        assert_eq!((day.to_string().as_str(), number), ("2026-11-20", 1));
        assert_eq!(edition, house.editions["leadership"]);
        for (unit, own) in [("Team", 1), ("Nord", 0), ("Ældre", 0), ("Rod", 0)] {
            let month: (i64, i64) = conn
                .one(
                    "select own_confirmed, confirmed from trace_month where unit_id = $1 and month = '2026-11'",
                    args![house.units[unit]],
                )
                .await
                .unwrap();
            assert_eq!(month, (own, 1), "{unit}");
        }
    })
    .await;
}

#[tokio::test]
async fn two_moderators_at_once_make_one_trace() {
    on_both(async |db| {
        let house = House::new(db).await;
        steward(&house, "Rita", "Rod").await;
        let story = told(&house, "Nor", "Nord").await;
        let (one, other) = tokio::join!(publish(&house, "Stine", &story), publish(&house, "Rita", &story));
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let late = if one.status == StatusCode::CONFLICT { one } else { other };
        assert!(late.body.contains("afgjort, mens du havde siden åben"));
        assert_eq!(rungs(&house).await.len(), 1);
        let declined = house
            .signed_in("Stine")
            .await
            .post(
                &format!("/moderation/{story}/decline"),
                &[("reason", "Hvad skete der så?")],
            )
            .await;
        assert_eq!(declined.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_a_warning_and_what_is_kept_is_said_to_the_moderator() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let mut form = Form::about(&house, "Nord");
        form.text = "Så tog Nina telefonen, og Sofie Test Prøvesen skrev det hele ned.";
        let warned = form.send(&nor).await;
        assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(warned.body.contains("<mark>Nina</mark>") && warned.body.contains("<mark>Sofie Test Prøvesen</mark>"));
        assert!(warned.body.contains(form.text), "what was written stays");
        assert_eq!(count(&house, "select count(*) from story").await, 0);

        form.more = vec![("keep", "yes"), ("warned", "Nina")];
        assert_eq!(
            form.send(&nor).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a name that nobody was asked about is asked about"
        );
        form.more.push(("warned", "Sofie Test Prøvesen"));
        assert_eq!(form.send(&nor).await.status, StatusCode::SEE_OTHER);
        let story = newest(&house).await;
        nor.post(&format!("/stories/{story}/element"), &[("element", "unknown")])
            .await;

        let stine = house.signed_in("Stine").await;
        let page = stine.get(&format!("/moderation/{story}")).await;
        assert!(page.body.contains("Så tog <mark>Nina</mark> telefonen"));
        assert!(page.body.contains("blev advaret om et navn"));
        assert!(page.body.contains("Fortalt af <b>Nor Prøvesen</b>"));

        let mut elsewhere = Form::about(&house, "Nord");
        elsewhere.text = "Så tog Sune telefonen og ringede op med det samme.";
        assert_eq!(
            elsewhere.send(&nor).await.status,
            StatusCode::SEE_OTHER,
            "a given name alone counts only near"
        );
    })
    .await;
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_cpr_number_is_refused_and_neither_stored_nor_logged() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .try_init()
        .unwrap();
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let mut form = Form::about(&house, "Nord");
        form.text = "Borgeren 110975-4821 fik svar samme dag, og det var i orden.";
        form.more = vec![("keep", "yes")];
        let refused = form.send(&nor).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("<mark>110975-…</mark>"),
            "the finding is shown, and not all of it"
        );
        assert!(
            refused.body.contains(form.text),
            "what was written stays for the one who wrote it"
        );
        assert_eq!(count(&house, "select count(*) from story").await, 0);

        let story = told(&house, "Nor", "Nord").await;
        let stine = house.signed_in("Stine").await;
        let reason = [("reason", "Skriv ikke om 110975-4821 her")];
        let refused = stine.post(&format!("/moderation/{story}/decline"), &reason).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            count(
                &house,
                "select count(*) from story where state = 'waiting' and reason = ''"
            )
            .await,
            1
        );
    })
    .await;
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(
        log.contains("insert into story"),
        "the log is there and tells of statements"
    );
    // The date half and the words around it too; four digits alone stand in many a duration.
    for secret in ["110975", "-4821", "fik svar samme dag", "Skriv ikke om"] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(secret)).collect();
        assert!(lines.is_empty(), "{secret}: {lines:#?}");
    }
}

#[tokio::test]
async fn a_form_that_does_not_fit_says_why_and_keeps_what_was_written() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let long = "Vi så det. ".repeat(60);
        for (text, day, says) in [
            ("For kort", "2026-11-20", "Der står 8 tegn. Skriv mindst 20"),
            (long.as_str(), "2026-11-20", "Der er plads til 600"),
            (TEXT, "2026-11-24", "Den dag er ikke kommet endnu"),
            (TEXT, "2025-10-01", "Vælg 19. oktober 2025 eller en dag efter"),
            (TEXT, "i går", "Skriv en dag, der findes"),
        ] {
            let mut form = Form::about(&house, "Nord");
            (form.text, form.day) = (text, day);
            let answer = form.send(&nor).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(says), "{says}");
            assert!(answer.body.contains("<title>Fejl: "), "{says}");
            assert!(answer.body.contains(text.trim()), "{says}");
        }
        let mut nowhere = Form::about(&house, "Nord");
        nowhere.unit = UnitId(house.people["Nor"].0);
        assert!(nowhere.send(&nor).await.body.contains("Vælg en af mulighederne"));
        let mut stale = Form::about(&house, "Nord");
        let gone = house.people["Nor"].to_string();
        stale.more = vec![("element", &gone)];
        assert_eq!(stale.send(&nor).await.status, StatusCode::BAD_REQUEST);
        let mut unknown = Form::about(&house, "Nord");
        unknown.more = vec![("state", "published")];
        assert_eq!(unknown.send(&nor).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(count(&house, "select count(*) from story").await, 0);
    })
    .await;
}

#[tokio::test]
async fn any_unit_is_found_without_losing_a_word() {
    on_both(async |db| {
        let house = House::new(db).await;
        let skipper = house.signed_in("Skipper").await;
        let start = skipper.get("/stories/new").await;
        assert!(start.body.contains("Skole (Rod)") && !start.body.contains("Syd (Ældre)"));
        let mut form = Form::about(&house, "Skole");
        form.more = vec![("find", "SYD"), ("do", "find")];
        let found = form.send(&skipper).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.body.contains("Syd er valgt ovenfor") && found.body.contains(TEXT));
        let syd = house.units["Syd"];
        assert!(
            found
                .body
                .contains(&format!("<option value=\"{syd}\" selected>Syd (Ældre)"))
        );
        form.more = vec![("find", "ældRE"), ("do", "find")];
        assert!(
            form.send(&skipper).await.body.contains("Ældre er valgt ovenfor"),
            "Æ is folded"
        );
        form.more = vec![("find", "findes ikke"), ("do", "find")];
        let none = form.send(&skipper).await;
        assert!(none.body.contains("Ingen enhed hedder noget med »findes ikke«") && none.body.contains(TEXT));
        form.more = vec![("find", "x"), ("do", "find")];
        assert!(form.send(&skipper).await.body.contains("mindst to bogstaver"));
        // The Enter key searches when there are new words to search for, and otherwise sends.
        form.more = vec![("find", "SYD"), ("do", "enter")];
        assert!(form.send(&skipper).await.body.contains("Syd er valgt ovenfor"));
        assert_eq!(count(&house, "select count(*) from story").await, 0);
        form.more = vec![("find", "SYD"), ("searched", "SYD"), ("do", "enter")];
        assert_eq!(form.send(&skipper).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, "select count(*) from story").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_waits_in_a_unit_that_closes_goes_back_to_its_teller() {
    on_both(async |db| {
        let house = House::new(db).await;
        told(&house, "Skipper", "Nord").await;
        let stine = house.signed_in("Stine").await;
        let close = format!("/organisation/units/{}/close", house.units["Team"]);
        let nord = format!("/organisation/units/{}/close", house.units["Nord"]);
        for path in [close, nord] {
            let answer = stine.post(&path, &[("on", TODAY), ("end_posts", "yes")]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        let skipper = house.signed_in("Skipper").await;
        let list = skipper.get("/stories").await;
        assert!(list.body.contains("Enheden er nedlagt") && list.body.contains(TEXT));
        assert!(list.body.contains("Skriv den om"));
        assert_eq!(
            count(&house, "select count(*) from story where state = 'waiting'").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_fills_the_queue_alone() {
    on_both(async |db| {
        let house = House::new(db).await;
        let skipper = house.signed_in("Skipper").await;
        let form = Form::about(&house, "Nord");
        for _ in 0..20 {
            assert_eq!(form.send(&skipper).await.status, StatusCode::SEE_OTHER);
        }
        let refused = form.send(&skipper).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("ikke er læst endnu") && refused.body.contains(TEXT));
        assert_eq!(count(&house, "select count(*) from story").await, 20);
    })
    .await;
}

#[tokio::test]
async fn signs_are_offered_to_those_who_see_the_unit_and_asked_again_when_it_changes() {
    on_both(async |db| {
        let house = House::new(db).await;
        let seen = sign(&house, "Nord").await.to_string();
        let element = house.elements["Borgeren først"].to_string();
        let nord = house.units["Nord"].to_string();
        let team = house.units["Team"].to_string();
        let form = format!("/stories/new?unit={nord}&element={element}");
        let skipper = house.signed_in("Skipper").await;
        assert!(!skipper.get(&form).await.body.contains("Vi ringer, før vi skriver"));
        let nor = house.signed_in("Nor").await;
        assert!(nor.get(&form).await.body.contains("Vi ringer, før vi skriver"));

        let mut changed = Form::about(&house, "Nord");
        changed.more = vec![("element", &element), ("signs_of", &team)];
        let asked = changed.send(&nor).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("Se, om det er et af dens tegn"));
        changed.more = vec![("element", &element), ("signs_of", &nord), ("sign", &seen)];
        assert_eq!(changed.send(&nor).await.status, StatusCode::SEE_OTHER);
        let story = newest(&house).await;
        let stine = house.signed_in("Stine").await;
        let page = stine.get(&format!("/moderation/{story}")).await;
        assert!(page.body.contains("Vi ringer, før vi skriver"));

        let other = house.elements["Mod til at prøve nyt"].to_string();
        stine
            .post(&format!("/moderation/{story}/publish"), &[("element", &other)])
            .await;
        assert_eq!(
            count(&house, "select count(*) from story where sign_id is not null").await,
            0,
            "a sign of another element was not seen"
        );
        let mine = nor.get("/stories").await;
        assert!(
            mine.body
                .contains("Du valgte »Borgeren først«. HR valgte »Mod til at prøve nyt«.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_declined_story_comes_back_with_its_reason_and_can_be_written_again() {
    on_both(async |db| {
        let house = House::new(db).await;
        let story = told(&house, "Nor", "Nord").await;
        let stine = house.signed_in("Stine").await;
        let short = stine
            .post(&format!("/moderation/{story}/decline"), &[("reason", "Nej")])
            .await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = "Hvad gjorde I anderledes bagefter?";
        let declined = stine
            .post(&format!("/moderation/{story}/decline"), &[("reason", reason)])
            .await;
        assert_eq!(declined.location(), "/moderation/next?done=declined");
        assert_eq!(
            stine.get(declined.location()).await.location(),
            "/moderation?done=declined"
        );
        assert!(rungs(&house).await.is_empty());

        let nor = house.signed_in("Nor").await;
        assert!(nor.get("/stories").await.body.contains(reason));
        let again = nor.get(&format!("/stories/new?again={story}")).await;
        assert!(again.body.contains(TEXT) && again.body.contains("2026-11-20"));
        let page = format!("/stories/{story}");
        assert_eq!(nor.get(&page).await.status, StatusCode::OK);
        assert_eq!(stine.get(&page).await.status, StatusCode::OK);
        let nina = house.signed_in("Nina").await;
        assert_eq!(nina.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            nina.get(&format!("/stories/new?again={story}")).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_teller_erases_what_waits_and_withdraws_what_is_published() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let waiting = told(&house, "Nor", "Nord").await;
        let sure = nor.get(&format!("/stories/{waiting}/withdraw")).await;
        assert!(sure.body.contains("Slet fortællingen?"));
        let gone = nor
            .post(&format!("/stories/{waiting}/withdraw"), &[("seen", "waiting")])
            .await;
        assert_eq!(gone.location(), "/stories?done=erased");
        assert_eq!(count(&house, "select count(*) from story").await, 0);

        let published = told(&house, "Nor", "Nord").await;
        publish(&house, "Stine", &published).await;
        let page = format!("/stories/{published}/withdraw");
        let meanwhile = nor.post(&page, &[("seen", "waiting")]).await;
        assert_eq!(meanwhile.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(meanwhile.body.contains("HR har lige sluppet den"));
        let withdrawn = nor.post(&page, &[("seen", "published")]).await;
        assert_eq!(withdrawn.location(), "/stories?done=withdrawn");
        assert_eq!(count(&house, "select count(*) from trace").await, 1);
        assert_eq!(
            count(
                &house,
                "select count(*) from trace_withdrawal where withdrawn_by is null and reason = ''"
            )
            .await,
            1,
            "the ledger holds no teller"
        );
        assert_eq!(count(&house, "select count(*) from trace_month").await, 0);
        let nina = house.signed_in("Nina").await;
        assert_eq!(
            nina.get(&format!("/stories/{published}")).await.status,
            StatusCode::NOT_FOUND
        );
        let erased = nor.post(&page, &[("seen", "withdrawn")]).await;
        assert_eq!(erased.location(), "/stories?done=erased");
        assert_eq!(count(&house, "select count(*) from story").await, 0);
        assert_eq!(count(&house, "select count(*) from trace").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_moderator_withdraws_what_is_published_with_a_reason() {
    on_both(async |db| {
        let house = House::new(db).await;
        let story = told(&house, "Skipper", "Nord").await;
        publish(&house, "Stine", &story).await;
        let stine = house.signed_in("Stine").await;
        let page = stine.get(&format!("/moderation/{story}")).await;
        assert!(!page.body.contains("Skipper"), "who told it is gone");
        let reason = "En borger kunne genkendes.";
        let withdrawn = stine
            .post(&format!("/moderation/{story}/withdraw"), &[("reason", reason)])
            .await;
        assert_eq!(withdrawn.location(), "/moderation?done=withdrawn");
        assert_eq!(count(&house, "select count(*) from trace_withdrawal").await, 1);
        assert_eq!(count(&house, "select count(*) from trace_month").await, 0);
        let again = stine
            .post(&format!("/moderation/{story}/withdraw"), &[("reason", reason)])
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let skipper = house.signed_in("Skipper").await;
        assert!(skipper.get("/stories").await.body.contains(reason));
    })
    .await;
}

#[tokio::test]
async fn nobody_publishes_their_own_unless_nobody_else_can() {
    on_both(async |db| {
        let house = House::new(db).await;
        steward(&house, "Sofie", "Skole").await;
        let alone = told(&house, "Stine", "Nord").await;
        let stine = house.signed_in("Stine").await;
        let page = stine.get(&format!("/moderation/{alone}")).await;
        assert!(page.body.contains("Du er den eneste, der læser før andre her"));
        assert_eq!(publish(&house, "Stine", &alone).await.status, StatusCode::SEE_OTHER);

        let shared = told(&house, "Stine", "Skole").await;
        let page = stine.get(&format!("/moderation/{shared}")).await;
        assert!(page.body.contains("en anden skal læse den") && !page.body.contains("/publish"));
        assert_eq!(publish(&house, "Stine", &shared).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stine.get("/moderation/next").await.location(),
            "/moderation?done=",
            "one's own is not next"
        );
        assert_eq!(publish(&house, "Sofie", &shared).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn the_queue_is_the_moderators_own_oldest_first() {
    on_both(async |db| {
        let house = House::new(db).await;
        steward(&house, "Sofie", "Skole").await;
        let nord = told(&house, "Skipper", "Nord").await;
        let skole = told(&house, "Nor", "Skole").await;
        let sofie = house.signed_in("Sofie").await;
        let queue = sofie.get("/moderation").await;
        assert!(queue.body.contains(&skole) && !queue.body.contains(&nord));
        assert_eq!(
            sofie.get(&format!("/moderation/{nord}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(publish(&house, "Sofie", &nord).await.status, StatusCode::NOT_FOUND);
        let stine = house.signed_in("Stine").await;
        let queue = stine.get("/moderation").await.body;
        assert!(queue.find(&nord) < queue.find(&skole), "oldest first");
        assert!(stine.get("/moderation/next").await.body.contains("Om Nord"));
        publish(&house, "Stine", &nord).await;
        assert!(
            stine.get("/moderation/next").await.body.contains("Om Skole"),
            "then the next"
        );
    })
    .await;
}

#[tokio::test]
async fn a_published_story_says_from_where_and_never_who() {
    on_both(async |db| {
        let house = House::new(db).await;
        let emil = told(&house, "Emil", "Skole").await;
        let tom = told(&house, "Tom", "Syd").await;
        publish(&house, "Stine", &emil).await;
        publish(&house, "Stine", &tom).await;
        let skipper = house.signed_in("Skipper").await;
        let page = skipper.get(&format!("/stories/{emil}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("fra Ældre") && page.body.contains("set af andre") && page.body.contains(TEXT));
        assert!(!page.body.contains("Emil"));
        // Team has one person and Nord three: the unit would be the name.
        let sune = house.signed_in("Sune").await;
        let page = sune.get(&format!("/stories/{tom}")).await;
        assert!(page.body.contains("fra et andet sted i Ældre"), "{}", page.body);
        assert!(!page.body.contains("Team"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_yours_is_not_there() {
    on_both(async |db| {
        let house = House::new(db).await;
        let story = told(&house, "Nor", "Nord").await;
        let page = format!("/stories/{story}");
        for (name, path) in [
            // Waiting: the teller and the moderators only.
            ("Nina", page.clone()),
            ("Skipper", page.clone()),
            ("Rita", page.clone()),
            ("Skipper", format!("{page}/withdraw")),
            ("Stine", format!("{page}/withdraw")),
            ("Skipper", format!("{page}/element")),
            ("Nina", "/moderation".into()),
            ("Nina", "/moderation/next".into()),
            ("Rita", format!("/moderation/{story}")),
            ("Nor", format!("/moderation/{story}")),
            ("Ada", format!("/moderation/{story}")),
            ("Eks", "/stories/new".into()),
            ("Eks", "/stories".into()),
            ("Dan", "/stories/new".into()),
            ("Ada", "/stories/new".into()),
            ("Olga", "/stories/new".into()),
            ("Nor", format!("/stories/{}", house.units["Nord"])),
            ("Nor", format!("/stories/new?unit={story}")),
            ("Nor", format!("/stories/new?element={story}")),
        ] {
            let answer = house.signed_in(name).await.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} at {path}");
        }
        for (name, path, fields) in [
            ("Skipper", format!("{page}/withdraw"), vec![("seen", "waiting")]),
            ("Skipper", format!("{page}/element"), vec![("element", "unknown")]),
            ("Nina", format!("/moderation/{story}/publish"), vec![("element", "")]),
            (
                "Rita",
                format!("/moderation/{story}/decline"),
                vec![("reason", "En god grund")],
            ),
            (
                "Nina",
                format!("/moderation/{story}/withdraw"),
                vec![("reason", "En god grund")],
            ),
        ] {
            let answer = house.signed_in(name).await.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} to {path}");
        }
        let eks = house.signed_in("Eks").await;
        assert_eq!(
            Form::about(&house, "Nord").send(&eks).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            count(&house, "select count(*) from story where state = 'waiting'").await,
            1
        );

        publish(&house, "Stine", &story).await;
        for (name, status) in [
            ("Nor", StatusCode::OK),
            ("Nina", StatusCode::OK),
            ("Tom", StatusCode::OK),
            ("Åse", StatusCode::OK),
            ("Rita", StatusCode::OK),
            ("Eks", StatusCode::OK),
            ("Dan", StatusCode::OK),
            ("Skipper", StatusCode::NOT_FOUND),
            ("Sune", StatusCode::NOT_FOUND),
            ("Ada", StatusCode::NOT_FOUND),
        ] {
            assert_eq!(house.signed_in(name).await.get(&page).await.status, status, "{name}");
        }
        assert_eq!(house.stranger().get(&page).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn every_page_takes_eight_statements_at_most_and_speaks_english_too() {
    on_both(async |db| {
        let house = House::new(db).await;
        sign(&house, "Nord").await;
        let story = told(&house, "Stine", "Nord").await;
        steward(&house, "Rita", "Rod").await;
        let nor = house.signed_in("Nor").await.in_english();
        Form::about(&house, "Nord").send(&nor).await;
        let locked = newest(&house).await;
        let rita = house.signed_in("Rita").await.in_english();
        let element = house.elements["Borgeren først"].to_string();
        let nord = house.units["Nord"].to_string();
        let before = |house: &House| house.app.db.statements();
        for (client, path, says) in [
            (&nor, "/stories".to_owned(), "One step is missing"),
            (
                &nor,
                format!("/stories/new?unit={nord}&element={element}"),
                "Did you see one of the unit",
            ),
            (&nor, format!("/stories/{locked}/element"), "What does it show?"),
            (&nor, format!("/stories/{locked}/withdraw"), "Erase the story?"),
            (&rita, format!("/stories/{story}"), "Waits for HR"),
            (&rita, "/moderation".to_owned(), "One waits"),
            (&rita, "/moderation/next".to_owned(), "Told by <b>Stine Prøvesen</b>"),
            (&rita, format!("/moderation/{story}"), "Let others read it"),
        ] {
            let start = before(&house);
            let answer = client.get(&path).await;
            let took = before(&house) - start;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.body.contains(says), "{path}: {}", answer.body);
            let noted = if path.starts_with("/moderation") {
                store::audit::STATEMENTS
            } else {
                0
            };
            assert!(took <= 8 + noted, "{path} took {took} statements");
        }
        let mut form = Form::about(&house, "Nord");
        form.more = vec![("element", &element), ("signs_of", &nord)];
        for (text, more, status) in [
            (TEXT, ("do", "send"), StatusCode::SEE_OTHER),
            ("Nina ringede", ("do", "send"), StatusCode::UNPROCESSABLE_ENTITY),
            (TEXT, ("do", "find"), StatusCode::OK),
        ] {
            form.text = text;
            form.more.truncate(2);
            form.more.extend([more, ("find", "syd")]);
            let start = before(&house);
            let answer = form.send(&nor).await;
            let took = before(&house) - start;
            assert_eq!(answer.status, status);
            assert!(took <= 8, "{text} {more:?} took {took} statements");
        }
        let start = before(&house);
        let path = format!("/moderation/{story}/publish");
        assert_eq!(
            rita.post(&path, &[("element", &element)]).await.status,
            StatusCode::SEE_OTHER
        );
        let took = before(&house) - start;
        assert!(
            took <= 8 + store::audit::STATEMENTS,
            "publishing took {took} statements"
        );
    })
    .await;
}
