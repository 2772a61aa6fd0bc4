//! Signs over HTTP, on both databases: proposed, counted, charted, adopted, retired; figures from elsewhere.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use fixture::{Answer, Client, House, NOW, TODAY, on_both};
use model::sign::Cadence;
use model::{Day, MeasureId, SignId, UnitId};
use store::args;

const TITLE: &str = "Prøvehandlinger pr. uge";
const SEEN: &str = "En prøvehandling står på tavlen med dato";
const REASON: &str = "Tallet fik os til at tale om, hvad vi prøver.";

/// The fields of a sign that can be tried, to be changed before they are sent.
struct Form(Vec<(&'static str, String)>);

impl Form {
    fn whole(house: &House) -> Self {
        let fields = [
            ("element", house.elements["Mod til at prøve nyt"].to_string()),
            ("title", TITLE.to_owned()),
            (
                "behaviour",
                "Teams afprøver en lille ændring, før den besluttes bredt".to_owned(),
            ),
            ("seen", SEEN.to_owned()),
            ("kind", "tally".to_owned()),
            ("definition", "Prøvehandlinger sat i gang, talt af teamet".to_owned()),
            ("cadence", "week".to_owned()),
            ("direction", "up".to_owned()),
            ("response", "Så viser vi de andre centre hvordan".to_owned()),
            ("side_effect", "Flere ting, der aldrig bliver afsluttet".to_owned()),
            ("owner", "Centerlederen".to_owned()),
            ("trial_until", "2027-04-12".to_owned()),
        ];
        Self(fields.into())
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
    format!("/signs/new?unit={}", house.units[unit])
}

/// Proposes a sign and gives its page.
async fn proposed(house: &House, who: &str, unit: &str, form: Form) -> String {
    let client = house.signed_in(who).await;
    let answer = form.send(&client, &new(house, unit)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().split('?').next().unwrap().to_owned()
}

fn id(page: &str) -> SignId {
    page.rsplit('/').next().unwrap().parse().unwrap()
}

async fn measure(house: &House, page: &str) -> MeasureId {
    let mut conn = house.app.db.read().await.unwrap();
    store::sign::sign(&mut conn, id(page), false)
        .await
        .unwrap()
        .unwrap()
        .measure
        .measure
}

/// Figures of so many whole weeks, the last before today's.
async fn weeks(house: &House, page: &str, unit: UnitId, values: &[i64]) {
    let measure = measure(house, page).await;
    let monday = Cadence::Week.start(TODAY.parse::<Day>().unwrap());
    let figures: Vec<store::sign::Figure> = values
        .iter()
        .rev()
        .zip(1..)
        .map(|(value, back)| store::sign::Figure {
            starts_on: monday.plus_days(-7 * back),
            value: value * 1000,
            size: None,
        })
        .collect();
    let mut tx = house.app.db.write().await.unwrap();
    store::sign::keep_figures(&mut tx, measure, unit, &figures)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn number(house: &House, sql: &'static str) -> i64 {
    let mut conn = house.app.db.read().await.unwrap();
    conn.number(sql, []).await.unwrap()
}

async fn statements(house: &House, client: &Client, path: &str) -> u64 {
    let before = house.app.db.statements();
    let answer = client.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    house.app.db.statements() - before
}

#[tokio::test]
async fn a_sign_is_tried_counted_shifts_gets_a_phase_and_is_adopted() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = proposed(&house, "Nina", "Nord", Form::whole(&house)).await;
        let nina = house.signed_in("Nina").await;
        let bare = nina.get(&page).await;
        assert!(bare.body.contains("Intet er talt endnu.") && bare.body.contains("Diagrammet kommer"));
        assert!(
            bare.body.contains("Skriv, hvad der ellers kunne forklare det."),
            "the chain is looked through"
        );

        let level = [
            5, 7, 6, 4, 8, 6, 5, 7, 6, 9, 5, 6, 4, 7, 6, 8, 10, 9, 12, 10, 11, 9, 12, 10,
        ];
        weeks(&house, &page, house.units["Nord"], &level).await;
        let shown = nina.get(&page).await;
        for text in [
            TITLE,
            SEEN,
            "Det er bedre",
            "uge 47",
            "Begynd en ny fase",
            "<desc>",
            "role=\"group\"",
        ] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }
        assert_eq!(
            shown.body.matches("<tr><th scope=\"row\">").count(),
            24,
            "the table has what the picture has"
        );
        // Wide and narrow, each point once.
        assert_eq!(shown.body.matches("<g class=\"point ").count(), 48);
        assert_eq!(
            shown.body.matches("tabindex=\"0\" aria-label=\"uge").count(),
            2,
            "one way in by keyboard"
        );

        let phase = format!("{page}/phase");
        let from = "2026-09-28";
        let refused = nina.post(&phase, &[("from", from), ("reason", "")]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "never without a reason"
        );
        let done = nina
            .post(&phase, &[("from", from), ("reason", "Vi begyndte at holde tavlemøder")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let shown = nina.get(&page).await;
        for text in [
            "nyt niveau fra uge 40",
            "Middel før",
            "6,2",
            "Middel nu",
            "10,4",
            "Ny fase: Vi begyndte",
        ] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }

        let noted = nina
            .post(
                &format!("{page}/note"),
                &[
                    ("body", "Det falder sammen med tavlemøderne."),
                    ("review_on", "2026-12-14"),
                ],
            )
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER);
        let adopted = nina.post(&format!("{page}/adopt"), &[("reason", REASON)]).await;
        assert_eq!(adopted.status, StatusCode::SEE_OTHER);
        let nor = house.signed_in("Nor").await;
        let shown = nor.get(&page).await;
        for text in ["I brug", "Det falder sammen med tavlemøderne.", "14. december", REASON] {
            assert!(shown.body.contains(text), "{text}");
        }
        assert!(!shown.body.contains("/retire"), "an employee decides nothing");
        let english = nor.in_english().get(&page).await;
        assert!(english.body.contains("What we think is happening") && !english.body.contains("Hvad vi tror"));
        assert!(statements(&house, &nina, &page).await <= 8);
    })
    .await;
}

#[tokio::test]
async fn those_concerned_count_and_nobody_sees_who() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = proposed(&house, "Nina", "Nord", Form::whole(&house)).await;
        let measure = measure(&house, &page).await.to_string();
        let tom = house.signed_in("Tom").await;
        let counts = tom.get("/signs/count").await;
        assert!(counts.body.contains(SEEN) && counts.body.contains("ikke talt endnu"));
        let tap = "5f0c3c1e-7a52-4d0e-9a51-2f6d2b6f1a01";
        let fields = [("id", tap), ("measure", &*measure), ("day", TODAY), ("what", "yes")];
        for _ in 0..3 {
            let sent = tom.post("/signs/count", &fields).await;
            assert!(
                sent.location().starts_with("/signs/count?done=counted"),
                "{}",
                sent.body
            );
        }
        assert_eq!(
            number(&house, "select cast(sum(value) as bigint) from sign_reading").await,
            1000,
            "sent thrice, once"
        );

        // A phone that was away: three taps of last week, one too old, one of a sign that is none.
        let request = tom
            .request(Method::POST, "/signs/count")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json");
        let one = |n: u8, measure: &str, day: &str, what: &str| {
            format!("id=5f0c3c1e-7a52-4d0e-9a51-2f6d2b6f1b{n:02}&measure={measure}&day={day}&what={what}&")
        };
        let other = "00000000-0000-7000-8000-000000000000";
        let body = [
            one(1, &measure, "2026-11-17", "yes"),
            one(2, &measure, "2026-11-19", "yes"),
            one(3, &measure, "2026-11-20", "yes"),
            one(4, &measure, "2026-10-01", "yes"),
            one(5, other, "2026-11-20", "yes"),
        ]
        .concat();
        let answer = tom.send(request, Body::from(body)).await;
        assert!(answer.body.contains("\"kept\":3"), "{}", answer.body);
        assert_eq!(
            answer.body.matches("5f0c3c1e").count(),
            5,
            "what cannot be counted need not be kept for ever"
        );
        assert_eq!(
            number(&house, "select cast(sum(value) as bigint) from sign_reading").await,
            4000
        );

        let back = tom.post("/signs/count", &[("back", tap)]).await;
        assert_eq!(back.location(), "/signs/count?done=back");
        assert_eq!(
            number(&house, "select count(*) from sign_reading").await,
            1,
            "nothing was said of this week any more"
        );

        // None in a week is an answer, and is not the same as nothing.
        let none = [("id", other), ("measure", &*measure), ("day", TODAY), ("what", "none")];
        tom.post("/signs/count", &none).await;
        assert_eq!(
            number(&house, "select count(*) from sign_reading where value = 0").await,
            1
        );

        // Counted where Tom works, shown for the sign's unit; nobody else's taps can be taken back from outside.
        let sofie = house.signed_in("Sofie").await;
        sofie
            .post("/signs/count", &[("back", "5f0c3c1e-7a52-4d0e-9a51-2f6d2b6f1b01")])
            .await;
        assert_eq!(
            number(&house, "select cast(sum(value) as bigint) from sign_reading").await,
            3000
        );
        assert!(!sofie.get("/signs/count").await.body.contains(SEEN));
        // No column of a tap leads to a person, and the readings outlive the taps.
        let mut tx = house.app.db.write().await.unwrap();
        store::sign::forget_taps(&mut tx, "2027-02-01".parse().unwrap())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(number(&house, "select count(*) from sign_tap").await, 0);
        assert_eq!(
            number(&house, "select cast(sum(value) as bigint) from sign_reading").await,
            3000
        );
        assert!(statements(&house, &tom, "/signs/count").await <= 8);
    })
    .await;
}

#[tokio::test]
async fn the_fourth_sign_of_an_area_is_refused_gently_and_retiring_one_makes_room() {
    on_both(async |db| {
        let house = House::new(db).await;
        let mut pages = Vec::new();
        for title in ["Første", "Andet", "Tredje"] {
            pages.push(proposed(&house, "Nina", "Nord", Form::whole(&house).with("title", title)).await);
        }
        let nina = house.signed_in("Nina").await;
        let fourth = Form::whole(&house).with("title", "Fjerde");
        let refused = fourth.send(&nina, &new(&house, "Nord")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            "Der er allerede 3 tegn",
            "Læg »Første« væk",
            "value=\"Fjerde\"",
            &format!("{}/retire", pages[0]),
        ] {
            assert!(refused.body.contains(text), "{text}: {}", refused.body);
        }
        // Another element, and the organisation itself, have room of their own.
        let other = Form::whole(&house).with("element", &house.elements["Borgeren først"].to_string());
        proposed(&house, "Nina", "Nord", other).await;
        for n in 0..7 {
            proposed(
                &house,
                "Stine",
                "Rod",
                Form::whole(&house).with("title", &format!("Hele {n}")),
            )
            .await;
        }
        let stine = house.signed_in("Stine").await;
        let eighth = Form::whole(&house).send(&stine, &new(&house, "Rod")).await;
        assert!(eighth.body.contains("Der er allerede 7 tegn"), "{}", eighth.body);

        let short = nina.post(&format!("{}/retire", pages[0]), &[("reason", "Nej")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = nina
            .post(
                &format!("{}/retire", pages[0]),
                &[("reason", "Tegnet talte uret og ikke retningen.")],
            )
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(
            fourth.send(&nina, &new(&house, "Nord")).await.status,
            StatusCode::SEE_OTHER
        );

        // The whole house reads why, and only those of the line see the sign itself.
        let skipper = house.signed_in("Skipper").await;
        let retired = skipper.get("/signs/retired").await;
        assert!(retired.body.contains("Tegnet talte uret og ikke retningen.") && retired.body.contains("Første"));
        assert_eq!(skipper.get(&pages[0]).await.status, StatusCode::NOT_FOUND);
        assert!(!skipper.get("/signs").await.body.contains("Andet"));
        let ada = house.signed_in("Ada").await;
        assert_eq!(ada.get("/signs/retired").await.status, StatusCode::NOT_FOUND);
        assert!(
            !nina.get("/signs").await.body.contains("Første"),
            "the wall is of those that live"
        );
    })
    .await;
}

#[tokio::test]
async fn the_wall_ranks_by_evidence_and_not_by_unit() {
    on_both(async |db| {
        let house = House::new(db).await;
        let still = proposed(
            &house,
            "Stine",
            "Rod",
            Form::whole(&house).with("title", "A uden ændring"),
        )
        .await;
        let moved = proposed(
            &house,
            "Sune",
            "Syd",
            Form::whole(&house).with("title", "Å har flyttet sig"),
        )
        .await;
        weeks(
            &house,
            &still,
            house.units["Rod"],
            &[5, 6, 7, 5, 6, 4, 6, 7, 5, 6, 6, 5, 7, 6, 5, 6],
        )
        .await;
        weeks(
            &house,
            &moved,
            house.units["Syd"],
            &[5, 6, 7, 5, 6, 4, 6, 7, 5, 6, 13, 14, 12, 15, 13, 14],
        )
        .await;
        let rita = house.signed_in("Rita").await;
        let wall = rita.get("/signs").await.body;
        let at = |text: &str| wall.find(text).unwrap_or_else(|| panic!("{text}: {wall}"));
        assert!(at("Her har noget ændret sig") < at("Å har flyttet sig"));
        assert!(at("Å har flyttet sig") < at("Andre tegn"));
        assert!(at("Andre tegn") < at("A uden ændring"));
        assert!(statements(&house, &rita, "/signs").await <= 8);
        // Sune sees his own and the organisation's, and nothing beside.
        proposed(
            &house,
            "Sofie",
            "Skole",
            Form::whole(&house).with("title", "Skolens eget"),
        )
        .await;
        let sune = house.signed_in("Sune").await.get("/signs").await.body;
        assert!(
            sune.contains("Å har flyttet sig") && sune.contains("A uden ændring") && !sune.contains("Skolens eget")
        );
    })
    .await;
}

#[tokio::test]
async fn figures_from_elsewhere_are_shown_before_they_are_kept_and_judge_nobody() {
    on_both(async |db| {
        let house = House::new(db).await;
        let absence = || {
            Form::whole(&house)
                .with("title", "Sygedage pr. medarbejder")
                .with("kind", "series")
                .with("data", "values")
                .with("cadence", "month")
                .with("source", "Lønsystemet")
                .with("unit_word", "dage")
                .with("about_people", "yes")
        };
        // Nord has two people: never about fewer than five.
        let nina = house.signed_in("Nina").await;
        let refused = absence().send(&nina, &new(&house, "Nord")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("færre end 5 mennesker"), "{}", refused.body);

        let page = proposed(&house, "Åse", "Ældre", absence()).await;
        let aase = house.signed_in("Åse").await;
        let file = "Måned;Sygedage\r\n2026-08;1,2\r\n2026-09;1,4\r\n10-2026;0,9\r\n";
        let series = format!("{page}/series");
        let read = aase
            .upload(&series, &[("file", Some("fravær.csv"), file.as_bytes())])
            .await;
        assert_eq!(read.status, StatusCode::OK, "{}", read.body);
        assert!(
            read.body.contains("3 perioder er læst") && read.body.contains("okt 2026, 1. oktober 2026"),
            "{}",
            read.body
        );
        assert_eq!(
            number(&house, "select count(*) from sign_reading").await,
            0,
            "nothing is kept yet"
        );
        let keep = "2026-08-01;1.200;\n2026-09-01;1.400;\n2026-10-01;0.900;";
        let kept = aase.upload(&series, &[("keep", None, keep.as_bytes())]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert_eq!(
            number(&house, "select cast(sum(value) as bigint) from sign_reading").await,
            3500
        );
        let shown = aase.get(&page).await.body;
        assert!(
            shown.contains("forklarer og dømmer ikke") && shown.contains("3 tal."),
            "{shown}"
        );
        assert!(!shown.contains("Hvis kun tilfældet rådede"), "no verdict");

        for (broken, says) in [
            ("2026-08;mange", "er ikke et tal"),
            ("2026-08;1\nblå;2", "er ingen periode"),
            ("2026-08;1\n2026-08;2", "står to gange"),
            ("", "ingen perioder"),
        ] {
            let answer = aase.upload(&series, &[("pasted", None, broken.as_bytes())]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{broken}");
            assert!(answer.body.contains(says), "{broken}: {}", answer.body);
        }
        // A tally takes no file.
        let tally = proposed(&house, "Nina", "Nord", Form::whole(&house)).await;
        assert_eq!(nina.get(&format!("{tally}/series")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_was_counted_stays_through_a_reorganisation() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = proposed(&house, "Åse", "Ældre", Form::whole(&house)).await;
        weeks(&house, &page, house.units["Nord"], &[2, 2, 2]).await;
        weeks(&house, &page, house.units["Syd"], &[3, 3, 3]).await;
        let aase = house.signed_in("Åse").await;
        assert!(!aase.get(&page).await.body.contains("organiseret nu"), "there is one way to see it");
        // Syd moves to Skole.
        let today: Day = TODAY.parse().unwrap();
        let mut tx = house.app.db.write().await.unwrap();
        tx.run(
            "update unit_period set valid_to = $2 where unit_id = $1 and valid_to is null",
            args![house.units["Syd"], today],
        )
        .await
        .unwrap();
        tx.run(
            "insert into unit_period (id, unit_id, valid_from, name, kind, parent_id) values ($1, $2, $3, 'Syd', 'center', $4)",
            args![house.app.random_id(), house.units["Syd"], today, house.units["Skole"]],
        )
        .await
        .unwrap();
        store::organisation::build_today(&mut tx, today).await.unwrap();
        tx.commit().await.unwrap();
        let then = aase.get(&page).await.body;
        assert!(then.contains("som det var") && then.contains("<td class=\"num\">5</td>"), "{then}");
        let now = aase.get(&format!("{page}?now=1")).await.body;
        assert!(now.contains("som vi er organiseret nu") && now.contains("<td class=\"num\">2</td>"), "{now}");
        assert!(!now.contains("<td class=\"num\">5</td>"));
    })
    .await;
}

#[tokio::test]
async fn a_line_of_an_interpretation_becomes_a_sign_under_its_own_identity() {
    on_both(async |db| {
        let house = House::new(db).await;
        let line: SignId = house.app.id(NOW);
        let (unit, element) = (house.units["Nord"], house.elements["Borgeren først"]);
        let body = format!(
            r#"{{"meaning":"Vi spørger","signs":[{{"id":"{}","text":"Vi ringer, før vi beslutter"}}]}}"#,
            line.0
        );
        let mut tx = house.app.db.write().await.unwrap();
        let current = store::interpretation::current(&mut tx, unit, element, TODAY.parse().unwrap(), house.app.id(NOW))
            .await
            .unwrap()
            .unwrap();
        let revision = model::interpretation::revise(
            &current,
            0,
            serde_json::from_str(&body).unwrap(),
            NOW,
            house.people["Nina"],
        )
        .unwrap();
        store::interpretation::save(&mut tx, &revision).await.unwrap();
        tx.commit().await.unwrap();

        let address = format!("/signs/new?unit={unit}&element={element}&from={line}");
        let nina = house.signed_in("Nina").await;
        let form = nina.get(&address).await;
        assert!(form.body.contains("Vi ringer, før vi beslutter"), "{}", form.body);
        // The steward may choose signs there, but does not read a draft.
        let stine = house.signed_in("Stine").await;
        assert!(!stine.get(&address).await.body.contains("Vi ringer"));
        let whole = Form::whole(&house).with("element", &element.to_string());
        let sent = whole.send(&nina, &address).await;
        assert_eq!(sent.location(), format!("/signs/{line}?done=new"), "{}", sent.body);
        assert_eq!(nina.get(&address).await.location(), format!("/signs/{line}"));
    })
    .await;
}

#[tokio::test]
async fn two_who_change_a_sign_at_once_do_not_overwrite_each_other() {
    on_both(async |db| {
        let house = House::new(db).await;
        let page = proposed(&house, "Nina", "Nord", Form::whole(&house)).await;
        let nina = house.signed_in("Nina").await;
        let edit = format!("{page}/edit");
        let first = Form::whole(&house)
            .with("title", "Den første")
            .with("seen_revision", "1");
        assert_eq!(first.send(&nina, &edit).await.status, StatusCode::SEE_OTHER);
        let second = Form::whole(&house)
            .with("title", "Den anden")
            .with("seen_revision", "1");
        let clash = second.send(&nina, &edit).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        assert!(clash.body.contains("Den anden"), "what was written stays");
        assert!(nina.get(&page).await.body.contains("Den første"));
        // What was counted one way is not continued in another.
        weeks(&house, &page, house.units["Nord"], &[1, 2, 3]).await;
        let third = Form::whole(&house).with("cadence", "month").with("seen_revision", "2");
        assert_eq!(third.send(&nina, &edit).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            number(&house, "select count(*) from sign_measure where cadence = 'week'").await,
            1
        );
    })
    .await;
}
