//! Decisions over HTTP, on both databases: drafted, recorded with traces, looked back on, withdrawn, stopped.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, on_both};
use store::args;

const DECIDED: &str = "Aftenvagten møder en time senere, så dem, der spiser sent, får hjælp.";
const STOP: &str = "Rundgangen klokken 15";

/// The fields of a decision that can be recorded, to be changed before they are sent.
struct Form(Vec<(&'static str, String)>);

impl Form {
    fn whole(house: &House, units: &[&str]) -> Self {
        let mut fields = vec![
            ("seen", "0".to_owned()),
            ("was", String::new()),
            ("decided", DECIDED.to_owned()),
            ("day", "2026-11-20".to_owned()),
            ("body", "Ledergruppen".to_owned()),
            ("options", "En time senere\r\nFlere på om natten".to_owned()),
            ("tipped", house.elements["Borgeren først"].to_string()),
            ("gave_way", house.elements["Mod til at prøve nyt"].to_string()),
            ("why", "Vi havde ikke folk til begge dele.".to_owned()),
            ("first", "De, der spiser sent".to_owned()),
            ("stop", STOP.to_owned()),
            ("look_back", "2026-12-20".to_owned()),
            ("do", "record".to_owned()),
        ];
        fields.extend(units.iter().map(|unit| ("units", house.units[unit].to_string())));
        Self(fields)
    }

    fn with(mut self, field: &'static str, value: &str) -> Self {
        if let Some(found) = self.0.iter_mut().find(|(name, _)| *name == field) {
            value.clone_into(&mut found.1);
        } else {
            self.0.push((field, value.to_owned()));
        }
        self
    }

    async fn send(&self, client: &Client, path: &str) -> Answer {
        let fields: Vec<(&str, &str)> = self.0.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post(path, &fields).await
    }
}

fn new(house: &House, unit: &str) -> String {
    format!("/decisions/new?unit={}", house.units[unit])
}

/// Records a decision and gives its page.
async fn recorded(house: &House, leader: &str, home: &str, units: &[&str]) -> String {
    let client = house.signed_in(leader).await;
    let answer = Form::whole(house, units).send(&client, &new(house, home)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    page_of(&answer)
}

fn page_of(answer: &Answer) -> String {
    let path = answer.location().split('?').next().unwrap();
    path.trim_end_matches("/edit").to_owned()
}

/// Unit, element and rung of the ledger's decisions that are not withdrawn.
async fn traces(house: &House) -> Vec<(String, String)> {
    let mut conn = house.app.db.read().await.unwrap();
    let mut rows: Vec<(String, String)> = conn
        .all(
            "select n.name, t.rung from trace t join unit_now n on n.unit_id = t.unit_id
             where t.source = 'decision' and t.element_id = $1
             and not exists (select 1 from trace_withdrawal w where w.trace_id = t.id)",
            args![house.elements["Borgeren først"]],
        )
        .await
        .unwrap();
    rows.sort();
    rows
}

fn acted(units: &[&str]) -> Vec<(String, String)> {
    units
        .iter()
        .map(|unit| ((*unit).to_owned(), "acted".to_owned()))
        .collect()
}

#[tokio::test]
async fn a_recorded_decision_leaves_a_deed_in_each_unit_it_concerns_and_none_twice() {
    on_both(async |db| {
        let house = House::new(db).await;
        // Team stands below Nord: counted there it would be counted twice above.
        let page = recorded(&house, "Åse", "Ældre", &["Nord", "Team", "Syd"]).await;
        assert_eq!(traces(&house).await, acted(&["Nord", "Syd"]));
        let mut conn = house.app.db.read().await.unwrap();
        let month: i64 = conn
            .number(
                "select cast(sum(acted) as bigint) from trace_month where unit_id = $1",
                args![house.units["Rod"]],
            )
            .await
            .unwrap();
        assert_eq!(month, 2, "both are counted above");
        drop(conn);

        let nor = house.signed_in("Nor").await;
        let shown = nor.get(&page).await;
        for text in [
            DECIDED,
            "Besluttet af Ledergruppen",
            "Nord, Syd",
            "De, der spiser sent",
            "Flere på om natten",
            "Mod til at prøve nyt",
            "Vi havde ikke folk til begge dele.",
            STOP,
            "Regn med aktindsigt",
            "20. december",
        ] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }
        assert!(!shown.body.contains("/withdraw"), "an employee withdraws nothing");
        let english = nor.in_english().get(&page).await;
        assert!(english.body.contains("Expect access to documents"));
        let trail = nor.get(&format!("/units/{}", house.units["Nord"])).await;
        assert!(trail.body.contains(DECIDED), "the trail says what was decided");
        assert!(trail.body.contains(&format!("/decisions?unit={}", house.units["Nord"])));
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_the_leaders_alone_and_others_read_what_concerns_them() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let form = Form::whole(&house, &["Nord"]).with("do", "save").with("body", "");
        let saved = form.send(&nina, &new(&house, "Nord")).await;
        assert!(saved.location().ends_with("/edit?done=saved"), "{}", saved.body);
        let page = page_of(&saved);
        assert!(nina.get(saved.location()).await.body.contains("Kladden er gemt"));
        assert_eq!(nina.get(&page).await.location(), format!("{page}/edit"));
        for other in ["Åse", "Rita", "Stine", "Nor", "Tom", "Dan", "Ada", "Sune"] {
            let client = house.signed_in(other).await;
            for path in [page.clone(), format!("{page}/edit"), format!("{page}/withdraw")] {
                assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{other} {path}");
            }
        }
        assert!(traces(&house).await.is_empty(), "a draft leaves nothing");
        let own = nina.get(&format!("/units/{}", house.units["Nord"])).await;
        assert!(own.body.contains("Før beslutningen ind"), "{}", own.body);

        let form = Form::whole(&house, &["Nord"]).with("seen", "1");
        let answer = form.send(&nina, &format!("{page}/edit")).await;
        assert_eq!(answer.location(), format!("{page}?done=recorded"), "{}", answer.body);
        for (reader, sees) in [
            ("Åse", true),
            ("Rita", true),
            ("Stine", true),
            ("Nor", true),
            ("Tom", true),
            ("Rep", true),
            ("Dan", true),
            ("Ada", false),
            ("Sune", false),
            ("Emil", false),
            ("Skipper", false),
        ] {
            let client = house.signed_in(reader).await;
            let status = client.get(&page).await.status;
            assert_eq!(status == StatusCode::OK, sees, "{reader}");
            for path in [format!("{page}/edit"), format!("{page}/withdraw")] {
                assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{reader} {path}");
            }
            let fields = [("held", "yes"), ("how", "Vi holdt fast i det.")];
            let answered = client.post(&format!("{page}/look-back"), &fields).await;
            assert_eq!(answered.status, StatusCode::NOT_FOUND, "{reader}");
        }
        let again = form.send(&nina, &format!("{page}/edit")).await;
        assert_eq!(again.location(), page, "what is recorded is not edited");
        assert_eq!(traces(&house).await, acted(&["Nord"]));

        // Whose unit it concerns reads it also when it was written above.
        let above = recorded(&house, "Åse", "Ældre", &["Syd"]).await;
        assert_eq!(house.signed_in("Sune").await.get(&above).await.status, StatusCode::OK);
        assert_eq!(
            house.signed_in("Skipper").await.get(&above).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_all_that_was_written() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let path = new(&house, "Nord");
        let form = Form::whole(&house, &["Skole"])
            .with("decided", "Ring til 010180-1234, før vi kører.")
            .with("tipped", "")
            .with("look_back", "2026-11-23")
            .with("first", "");
        let answer = form.send(&nina, &path).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            "href=\"#decided\"",
            "href=\"#units\"",
            "href=\"#tipped\"",
            "href=\"#first\"",
            "href=\"#look_back\"",
            "CPR-nummer",
            "Flere på om natten",
            "Vælg en dag mellem",
        ] {
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
        }
        let english = form.send(&nina.in_english(), &path).await;
        assert!(english.body.contains("CPR number") && english.body.contains("Choose a day between"));
        assert!(traces(&house).await.is_empty());

        // Names of those who work here are asked about once.
        let form = Form::whole(&house, &["Nord"]).with("first", "Tom Prøvesen og hans hold");
        let warned = form.send(&nina, &path).await;
        assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(warned.body.contains("<mark>Tom Prøvesen</mark>"), "{}", warned.body);
        let kept = form.with("warned", "Tom Prøvesen").with("keep", "yes");
        assert_eq!(kept.send(&nina, &path).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let draft = Form::whole(&house, &["Nord"]).with("do", "save");
        let saved = draft.send(&nina, &new(&house, "Nord")).await;
        let edit = format!("{}/edit", page_of(&saved));
        let was = serde_json::json!({
            "decided": DECIDED, "day": "2026-11-20", "body": "Ledergruppen",
            "units": [house.units["Nord"].to_string()],
            "options": "En time senere\nFlere på om natten",
            "tipped": house.elements["Borgeren først"].to_string(),
            "gave_way": house.elements["Mod til at prøve nyt"].to_string(),
            "why": "Vi havde ikke folk til begge dele.", "first": "De, der spiser sent",
            "stop": STOP, "look_back": "2026-12-20",
        });
        let begun = || {
            Form::whole(&house, &["Nord"])
                .with("seen", "1")
                .with("do", "save")
                .with("was", &was.to_string())
        };
        let first = begun().with("body", "Teammødet").with("stop", "Rundgangen klokken 14");
        assert_eq!(first.send(&nina, &edit).await.status, StatusCode::SEE_OTHER);
        let second = begun()
            .with("stop", "Begge rundgange")
            .with("first", "Naboen")
            .with("do", "record");
        let clash = second.send(&nina, &edit).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        for text in [
            "value=\"Teammødet\"",
            "Rundgangen klokken 14",
            "Begge rundgange",
            "value=\"Naboen\"",
            "name=\"seen\" value=\"2\"",
        ] {
            assert!(clash.body.contains(text), "{text}: {}", clash.body);
        }
        assert!(traces(&house).await.is_empty(), "nothing is recorded by a clash");
    })
    .await;
}

#[tokio::test]
async fn the_question_comes_on_its_day_and_is_answered_once() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = recorded(&house, "Nina", "Nord", &["Nord"]).await;
        let look = format!("{page}/look-back");
        let nina = house.signed_in("Nina").await;
        let fields = [("held", "partly"), ("how", "Det holdt, til vi manglede folk.")];
        let early = nina.post(&look, &fields).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "not before its day");
        assert!(
            !nina
                .get(&format!("/units/{}", house.units["Nord"]))
                .await
                .body
                .contains("Holdt det? Aften")
        );

        let later = NOW.plus_minutes(28 * 24 * 60);
        let nina = house.signed_in_at(later, "Nina").await;
        let unit = nina.get(&format!("/units/{}", house.units["Nord"])).await;
        assert!(unit.body.contains("Holdt det? Aften"), "{}", unit.body);
        let stine = house.signed_in_at(later, "Stine").await;
        assert!(stine.get("/work").await.body.contains("Én beslutning venter på svar"));
        let due = stine.get("/decisions/due").await;
        assert!(due.body.contains(DECIDED), "{}", due.body);
        assert!(
            !stine.get(&page).await.body.contains("name=\"held\""),
            "the leader answers"
        );
        let sune = house.signed_in_at(later, "Sune").await;
        assert!(
            !sune.get("/decisions/due").await.body.contains(DECIDED),
            "another's is not shown"
        );

        assert!(nina.get(&page).await.body.contains("name=\"held\""));
        let none = nina.post(&look, &[("how", "Ja")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("href=\"#held\"") && none.body.contains("href=\"#how\""));
        assert_eq!(
            nina.post(&look, &fields).await.location(),
            format!("{page}?done=answered")
        );
        let again = nina
            .post(&look, &[("held", "no"), ("how", "Det holdt slet ikke.")])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("Det holdt delvist."), "the first answer stands");
        assert!(again.body.contains("Det holdt, til vi manglede folk."));
        assert!(!stine.get("/decisions/due").await.body.contains(DECIDED));
        assert_eq!(traces(&house).await, acted(&["Nord"]), "an answer is no trace");
    })
    .await;
}

#[tokio::test]
async fn what_is_withdrawn_stays_with_its_reason_and_counts_no_more() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = recorded(&house, "Åse", "Ældre", &["Nord", "Syd"]).await;
        let withdraw = format!("{page}/withdraw");
        let skipper = house.signed_in("Skipper").await;
        let stopped = skipper.get("/decisions/stopped").await;
        assert!(
            stopped.body.contains(STOP),
            "everybody reads what stopped: {}",
            stopped.body
        );
        assert!(!stopped.body.contains(&page), "but not the decision");
        let ada = house.signed_in("Ada").await;
        assert_eq!(ada.get("/decisions/stopped").await.status, StatusCode::NOT_FOUND);
        let path = format!("/decisions/stopped?unit={}", house.units["Skole"]);
        assert!(!skipper.get(&path).await.body.contains(STOP), "of one's own unit alone");

        let aase = house.signed_in("Åse").await;
        let short = aase.post(&withdraw, &[("seen", "recorded"), ("reason", "Nej")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.body.contains("Skriv mindst 10"));
        let stale = aase.post(&withdraw, &[("seen", "draft")]).await;
        assert_eq!(
            stale.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "seen as a draft it is asked again"
        );
        assert_eq!(traces(&house).await, acted(&["Nord", "Syd"]));
        let reason = "Vi har fået flere folk til at være der.";
        let done = aase.post(&withdraw, &[("seen", "recorded"), ("reason", reason)]).await;
        assert_eq!(done.location(), format!("{page}?done=withdrawn"));
        assert!(traces(&house).await.is_empty());
        let mut conn = house.app.db.read().await.unwrap();
        let left = "select cast(coalesce(sum(acted), 0) as bigint) from trace_month";
        assert_eq!(conn.number(left, []).await.unwrap(), 0);
        drop(conn);
        let nor = house.signed_in("Nor").await;
        let shown = nor.get(&page).await;
        assert!(shown.body.contains(reason) && shown.body.contains(DECIDED));
        assert!(!skipper.get("/decisions/stopped").await.body.contains(STOP));
        assert_eq!(aase.get(&withdraw).await.location(), page);
        let list = nor.get("/decisions").await;
        assert!(list.body.contains("Trukket tilbage"), "{}", list.body);
    })
    .await;
}

#[tokio::test]
async fn a_draft_can_be_erased_and_the_lists_stay_few_statements() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = recorded(&house, "Åse", "Ældre", &["Ældre"]).await;
        recorded(&house, "Nina", "Nord", &["Nord"]).await;
        let nina = house.signed_in("Nina").await;
        let list = nina.get("/decisions").await;
        assert_eq!(
            list.body.matches(DECIDED).count(),
            2,
            "the area's holds in the centre too"
        );
        let element = house.elements["Mod til at prøve nyt"];
        let about = format!("/decisions?unit={}&element={element}", house.units["Nord"]);
        assert_eq!(nina.get(&about).await.body.matches(DECIDED).count(), 2, "it gave way");
        let other = format!(
            "/decisions?unit={}&element={}",
            house.units["Nord"], house.elements["Vi er her for borgerne"]
        );
        assert_eq!(nina.get(&other).await.body.matches(DECIDED).count(), 0);
        let emil = house.signed_in("Emil").await;
        let above = format!("/decisions?unit={}", house.units["Nord"]);
        assert_eq!(emil.get(&above).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            emil.get("/decisions").await.body.matches(DECIDED).count(),
            1,
            "not those of the centres"
        );

        let draft = Form::whole(&house, &["Nord"]).with("do", "save");
        let saved = draft.send(&nina, &new(&house, "Nord")).await;
        let draft = page_of(&saved);
        for path in [
            "/decisions".to_owned(),
            about,
            "/decisions/stopped".to_owned(),
            "/decisions/due".to_owned(),
            new(&house, "Nord"),
            page,
            format!("{draft}/edit"),
            format!("{draft}/withdraw"),
            format!("/units/{}", house.units["Nord"]),
        ] {
            let before = house.app.db.statements();
            let answer = nina.get(&path).await;
            let statements = house.app.db.statements() - before;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(statements <= 8, "{statements} statements for {path}");
        }
        let gone = nina.post(&format!("{draft}/withdraw"), &[("seen", "draft")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(nina.get(&draft).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_was_left_is_named_and_read_only_when_it_is_handed_over() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nina, nord) = (house.signed_in("Nina").await, house.units["Nord"]);
        let mut drafts = Vec::new();
        for _ in 0..3 {
            let draft = Form::whole(&house, &["Nord"]).with("do", "save");
            drafts.push(page_of(&draft.send(&nina, &new(&house, "Nord")).await));
        }
        let unit = format!("/units/{nord}");
        let left = "en kladde til en beslutning, sidst skrevet";
        assert!(!nina.get(&unit).await.body.contains(left), "she still leads");
        assert!(!nina.get("/account").await.body.contains("Kladder, du har efterladt"));
        let early = nina.post(&format!("{}/hand-over", drafts[0]), &[]).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        let early = nina.post(&format!("{}/aside", drafts[0]), &[]).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);

        // Nor leads Nord from today on, and Nina works elsewhere.
        let mut tx = house.app.db.write().await.unwrap();
        for (sql, who, unit) in [
            (
                "update post set role = 'leader' where person_id = $1 and unit_id = $2",
                "Nor",
                "Nord",
            ),
            (
                "update post set role = 'employee', level = null where person_id = $1 and unit_id = $2",
                "Nina",
                "Nord",
            ),
        ] {
            tx.run(sql, store::args![house.people[who], house.units[unit]])
                .await
                .unwrap();
        }
        store::organisation::build_today(&mut tx, fixture::TODAY.parse().unwrap())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let nor = house.signed_in("Nor").await;
        for name in ["Nor", "Stine"] {
            let client = house.signed_in(name).await;
            let before = house.app.db.statements();
            let page = client.get(&unit).await;
            assert!(house.app.db.statements() - before <= 8);
            assert_eq!(page.body.matches(left).count(), 3, "{name}: {}", page.body);
            assert!(!page.body.contains(DECIDED), "{name} reads none of it");
            assert_eq!(
                client.get(&format!("{}/edit", drafts[0])).await.status,
                StatusCode::NOT_FOUND
            );
        }
        for name in ["Rita", "Åse", "Tom", "Sune", "Nina"] {
            let client = house.signed_in(name).await;
            assert!(!client.get(&unit).await.body.contains(left), "{name}");
            for step in ["aside", "hand-over", "erase"] {
                if name != "Nina" || step == "aside" {
                    let answer = client.post(&format!("{}/{step}", drafts[0]), &[]).await;
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {step}");
                }
            }
        }
        for step in ["hand-over", "erase"] {
            let answer = nor.post(&format!("{}/{step}", drafts[0]), &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "it is hers to give: {step}");
        }

        let aside = nor.post(&format!("{}/aside", drafts[0]), &[]).await;
        assert_eq!(aside.location(), format!("{unit}?done=aside"));
        assert!(nor.get(aside.location()).await.body.contains("Kladden er lagt væk"));
        assert_eq!(nor.get(&unit).await.body.matches(left).count(), 2);
        let before = house.app.db.statements();
        let account = nina.get("/account").await;
        assert!(house.app.db.statements() - before <= 8);
        assert_eq!(account.body.matches("Giv videre").count(), 3, "{}", account.body);

        let gone = nina.post(&format!("{}/erase", drafts[1]), &[]).await;
        assert_eq!(gone.location(), "/account?saved=erased");
        assert_eq!(nor.get(&unit).await.body.matches(left).count(), 1);
        let handed = nina.post(&format!("{}/hand-over", drafts[0]), &[]).await;
        assert_eq!(handed.location(), "/account?saved=handed");
        let edit = format!("{}/edit", drafts[0]);
        assert!(nor.get(&edit).await.body.contains(DECIDED), "hers to go on with");
        assert!(nor.get(&unit).await.body.contains(DECIDED), "among what waits");
        assert_eq!(nina.get(&edit).await.status, StatusCode::NOT_FOUND, "given is given");
        assert_eq!(nina.get("/account").await.body.matches("Giv videre").count(), 1);
    })
    .await;
}
