//! Interpretation, the whole way: what changes beneath it, where it came from, how others did, paper, and who needs a hand.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, on_both};
use model::foundation::Lists;
use model::{EditionId, InterpretationId};
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

fn page(house: &House, unit: &str) -> String {
    format!("/units/{}/elements/{}", house.units[unit], house.elements[FIRST])
}

/// Saves the whole form: every text empty but those given.
async fn save(client: &Client, path: &str, seen: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("seen", seen)];
    for name in TEXTS {
        all.push((name, fields.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)));
    }
    all.extend(fields.iter().filter(|(n, _)| !TEXTS.contains(n)));
    client.post(&format!("{path}/interpretation"), &all).await
}

async fn publish(house: &House, who: &str, unit: &str, seen: &str, meaning: &str) {
    let client = house.signed_in(who).await;
    let saved = save(
        &client,
        &page(house, unit),
        seen,
        &[("meaning", meaning), ("do", "publish")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

/// A second edition of the leadership foundation, in force today, that words one element anew and leaves the other alone.
async fn second_edition(house: &House, meaning: &str) {
    let mut tx = house.app.db.write().await.unwrap();
    let first = house.editions["leadership"];
    let edition: EditionId = house.app.id(NOW);
    let (foundation,): (model::FoundationId,) = tx
        .one("select foundation_id from edition where id = $1", args![first])
        .await
        .unwrap();
    let new = store::foundation::NewEdition {
        id: edition,
        foundation,
        number: 2,
        title: "Grundlag for Prøveby",
        preamble: "",
        source_name: None,
        source: None,
        by: None,
    };
    store::foundation::add_edition(&mut tx, &new, NOW).await.unwrap();
    let texts = store::foundation::texts(&mut tx, first).await.unwrap();
    for (position, text) in (1..).zip(texts) {
        let reworded = text.element == house.elements[FIRST];
        let lists = Lists {
            source_blocks: Vec::new(),
            ..text.text.lists.clone()
        };
        let wording = store::foundation::Wording {
            edition,
            element: text.element,
            position,
            headline: &text.text.headline,
            meaning: if reworded { meaning } else { &text.text.meaning },
            lists: &lists,
        };
        store::foundation::add_wording(&mut tx, &wording).await.unwrap();
    }
    store::foundation::publish(&mut tx, edition, fixture::TODAY.parse().unwrap(), None, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn number(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, []).await.unwrap()
}

/// A page that takes at most eight statements.
async fn get(house: &House, client: &Client, path: &str) -> Answer {
    let before = house.app.db.statements();
    let answer = client.get(path).await;
    let took = house.app.db.statements() - before;
    assert!(took <= 8, "{path} took {took}");
    answer
}

#[tokio::test]
async fn a_new_edition_lights_up_what_was_built_on_the_old_words_until_its_leader_answers() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        let nina = house.signed_in("Nina").await;
        let path = page(&house, "Nord");
        let own = format!("/units/{}", house.units["Nord"]);
        assert!(!nina.get(&path).await.body.contains("Det, den bygger på, er ændret"));
        let lists_alone = "select count(*) from interpretation_ground";
        assert_eq!(number(&house, lists_alone).await, 1);

        second_edition(&house, "Når hensyn støder sammen, begynder vi altid med at spørge.").await;
        let lit = get(&house, &nina, &path).await;
        assert!(lit.body.contains("Grundlaget siger det på en ny måde"), "{}", lit.body);
        assert!(
            lit.body.contains("</span>altid"),
            "the difference, word by word: {}",
            lit.body
        );
        assert!(lit.body.contains("Vores holder stadig"));
        let start = get(&house, &nina, &own).await;
        assert!(start.body.contains("Holder oversættelsen af Borgeren først stadig?"));
        let nor = house.signed_in("Nor").await;
        let read = get(&house, &nor, &path).await;
        assert!(read.body.contains("Grundlaget siger det") && !read.body.contains("Vores holder stadig"));
        assert!(
            get(&house, &nor, &own)
                .await
                .body
                .contains("Det, den bygger på, er ændret")
        );
        let stine = house.signed_in("Stine").await;
        let work = get(&house, &stine, "/work").await;
        assert!(
            work.body.contains("Én oversættelse bygger på noget, der er ændret"),
            "{}",
            work.body
        );
        let desk = get(&house, &nina, &format!("{path}/interpretation")).await;
        assert!(desk.body.contains("Grundlaget siger det på en ny måde"));

        // Another version than the one in use answers nothing, and neither does somebody else.
        let holds = format!("{path}/holds");
        nina.post(&holds, &[("seen", "7")]).await;
        assert!(nina.get(&path).await.body.contains("Vores holder stadig"));
        for name in ["Åse", "Nor", "Stine", "Sune"] {
            let other = house.signed_in(name).await;
            assert_eq!(
                other.post(&holds, &[("seen", "1")]).await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
        let held = nina.post(&holds, &[("seen", "1")]).await;
        assert_eq!((held.status, held.location()), (StatusCode::SEE_OTHER, path.as_str()));
        assert!(!nina.get(&path).await.body.contains("Det, den bygger på, er ændret"));
        assert!(!nina.get(&own).await.body.contains("Holder oversættelsen"));
        assert!(!stine.get("/work").await.body.contains("bygger på noget, der er ændret"));
        let history = get(&house, &nina, &format!("{path}/history")).await;
        assert!(
            history.body.contains("Version 1 holder stadig") && history.body.contains("Nina Prøvesen · udgave 2"),
            "{}",
            history.body
        );
        assert_eq!(number(&house, "select count(*) from interpretation_version").await, 1);
        assert_eq!(
            number(&house, "select count(*) from trace").await,
            1,
            "holding is no new evidence"
        );
    })
    .await;
}

#[tokio::test]
async fn an_edition_that_leaves_the_words_alone_lights_up_nothing() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        second_edition(&house, "Når hensyn støder sammen, begynder vi med at spørge.").await;
        let nina = house.signed_in("Nina").await;
        assert!(!nina.get(&page(&house, "Nord")).await.body.contains("er ændret"));
    })
    .await;
}

#[tokio::test]
async fn what_changes_above_lights_up_below_and_revising_answers_too() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Åse", "Ældre", "0", "Vi spørger i døren.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        publish(&house, "Nina", "Team", "0", "Vi ringer om morgenen.").await;
        let nina = house.signed_in("Nina").await;
        let own = format!("/units/{}", house.units["Nord"]);
        // Only how many took part is another: no word to build on.
        let aase = house.signed_in("Åse").await;
        let more = [
            ("meaning", "Vi spørger i døren."),
            ("participants", "12"),
            ("do", "publish"),
        ];
        save(&aase, &page(&house, "Ældre"), "1", &more).await;
        assert!(!nina.get(&page(&house, "Nord")).await.body.contains("er ændret"));

        publish(&house, "Åse", "Ældre", "2", "Vi spørger altid i døren.").await;
        let lit = nina.get(&page(&house, "Nord")).await;
        assert!(lit.body.contains("Ældre har ændret sin oversættelse"), "{}", lit.body);
        assert!(
            !nina.get(&page(&house, "Team")).await.body.contains("er ændret"),
            "it built on Nord"
        );
        publish(&house, "Nina", "Nord", "1", "Vi ringer altid.").await;
        assert!(!nina.get(&page(&house, "Nord")).await.body.contains("har ændret sin"));
        // Team has no leader of its own: Nina's start page says so.
        let start = get(&house, &nina, &own).await;
        assert!(
            start
                .body
                .contains("Holder oversættelsen af Borgeren først i Team stadig?"),
            "{}",
            start.body
        );

        let away = [
            ("meaning", "Vi ringer altid."),
            ("do", "set_aside"),
            ("reason", "Fylder ikke."),
        ];
        save(&nina, &page(&house, "Nord"), "2", &away).await;
        let team = nina.in_english().get(&page(&house, "Team")).await;
        assert!(
            team.body.contains("Nord no longer has its interpretation in use"),
            "{}",
            team.body
        );
    })
    .await;
}

#[tokio::test]
async fn the_lineage_is_a_picture_and_a_list_of_what_was_built_on_what() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Sune", "Syd", "0", "Vi banker på.").await;
        publish(&house, "Åse", "Ældre", "0", "Vi spørger i døren.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer. Og vi skriver <bagefter>.").await;
        publish(&house, "Nina", "Team", "0", "Vi ringer kl otte.").await;
        let nina = house.signed_in("Nina").await;
        let seen = get(&house, &nina, &format!("{}/lineage", page(&house, "Nord"))).await;
        let body = &seen.body;
        for text in [
            "role=\"img\"",
            "Fra grundlaget til 3 oversættelser.",
            "Vi ringer.</text>",
            "bygger på Nord",
            "bygger på Ældre",
            "bygger på grundlaget, udgave 1",
        ] {
            assert!(body.contains(text), "{text}: {body}");
        }
        assert!(!body.contains("Vi banker på"), "another branch");
        assert_eq!(
            body.matches("<ul>").count(),
            body.matches("</ul>").count() - body.matches("<ul ").count()
        );
        // Syd wrote before Ældre did, so it is built on the foundation alone.
        let aase = house.signed_in("Åse").await;
        let all = aase.get(&format!("{}/lineage", page(&house, "Ældre"))).await;
        assert_eq!(all.body.matches("bygger på grundlaget, udgave 1").count(), 2);
        let nor = house.signed_in("Nor").await;
        let narrow = nor.get(&format!("{}/lineage", page(&house, "Nord"))).await;
        assert!(
            !narrow.body.contains("Vi ringer kl otte"),
            "an employee does not see the teams below"
        );
        let sofie = house.signed_in("Sofie").await;
        let away = sofie.get(&format!("{}/lineage", page(&house, "Nord"))).await;
        assert_eq!(away.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn copying_the_text_above_is_noticed_and_not_refused() {
    on_both(async |db| {
        let house = House::new(db).await;
        let above = "Vi spørger i døren, hvad der er vigtigst for dig i dag.";
        publish(&house, "Åse", "Ældre", "0", above).await;
        let nina = house.signed_in("Nina").await;
        let path = page(&house, "Nord");
        save(&nina, &path, "0", &[("meaning", above)]).await;
        let desk = nina.get(&format!("{path}/interpretation")).await;
        assert!(
            desk.body.contains("står også i Ældre. Det er i orden."),
            "{}",
            desk.body
        );
        publish(&house, "Nina", "Nord", "1", above).await;
        assert!(nina.get(&path).await.body.contains("står også i Ældre"));
        assert!(
            !house
                .signed_in("Nor")
                .await
                .get(&path)
                .await
                .body
                .contains("står også i Ældre")
        );
        let kept = [
            ("keep", "Når hensyn støder sammen, begynder vi med at spørge."),
            ("meaning", "Vi ringer."),
        ];
        save(&nina, &path, "2", &kept).await;
        let desk = nina.get(&format!("{path}/interpretation")).await;
        assert!(!desk.body.contains("ord for ord i grundlaget"), "kept on purpose");
        save(
            &nina,
            &path,
            "3",
            &[("meaning", "Når hensyn støder sammen, begynder vi med at spørge.")],
        )
        .await;
        let desk = nina.get(&format!("{path}/interpretation")).await;
        assert!(desk.body.contains("ord for ord i grundlaget"));
    })
    .await;
}

#[tokio::test]
async fn others_are_read_where_their_leaders_show_them() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Sune", "Syd", "0", "Vi banker på.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        publish(&house, "Sofie", "Skole", "0", "Vi skriver ugebreve.").await;
        let nina = house.signed_in("Nina").await;
        let others = format!("/elements/{}/others", house.elements[FIRST]);
        let before = get(&house, &nina, &others).await;
        assert!(
            before.body.contains("Vi ringer.") && !before.body.contains("Vi banker på."),
            "{}",
            before.body
        );
        let beside = format!(
            "/elements/{}/beside?one={}&other={}",
            house.elements[FIRST], house.units["Nord"], house.units["Syd"]
        );
        let hidden = get(&house, &nina, &beside).await;
        assert!(hidden.body.contains("som du kan se") && !hidden.body.contains("Vi banker på."));
        let sharing = format!("{}/sharing", page(&house, "Syd"));
        assert_eq!(
            nina.post(&sharing, &[("show", "all")]).await.status,
            StatusCode::NOT_FOUND
        );
        let sune = house.signed_in("Sune").await;
        sune.post(&sharing, &[("show", "all")]).await;
        assert!(
            sune.get(&page(&house, "Syd"))
                .await
                .body
                .contains("Læses af alle i organisationen")
        );
        let shared = get(&house, &nina, &others).await;
        assert!(shared.body.contains("Vi banker på.") && !shared.body.contains("ugebreve"));
        assert_eq!(
            nina.get(&page(&house, "Syd")).await.status,
            StatusCode::NOT_FOUND,
            "the unit's own page stays closed"
        );
        let by_kind = nina.get(&format!("{others}?kind=team")).await;
        assert!(!by_kind.body.contains("Vi banker på."));
        let by_area = nina.get(&format!("{others}?area={}", house.units["Ældre"])).await;
        assert!(by_area.body.contains("Vi banker på."));
        let order = (by_area.body.find("Vi ringer."), by_area.body.find("Vi banker på."));
        assert!(order.0 < order.1, "Nord before Syd");
        let two = get(&house, &nina, &beside).await;
        assert!(two.body.contains("Vi ringer.") && two.body.contains("Vi banker på."));
        let stine = house.signed_in("Stine").await;
        assert!(get(&house, &stine, &others).await.body.contains("Vi skriver ugebreve."));
        assert_eq!(
            house.signed_in("Ada").await.get(&others).await.status,
            StatusCode::NOT_FOUND
        );
        sune.post(&sharing, &[("show", "line")]).await;
        assert!(!nina.get(&others).await.body.contains("Vi banker på."));
    })
    .await;
}

#[tokio::test]
async fn two_that_collide_are_marked_talked_about_and_closed_by_their_leaders_alone() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Sune", "Syd", "0", "Vi banker på.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        let (nina, sune) = (house.signed_in("Nina").await, house.signed_in("Sune").await);
        let talks = format!("{}/talks", page(&house, "Nord"));
        let with = house.units["Syd"].to_string();
        let fields = [("with", with.as_str()), ("about", "Ved vagtskiftet kl. 15.")];
        assert_eq!(
            nina.post(&talks, &fields).await.status,
            StatusCode::NOT_FOUND,
            "not shown to her"
        );
        sune.post(&format!("{}/sharing", page(&house, "Syd")), &[("show", "all")])
            .await;
        let empty = nina.post(&talks, &[("with", with.as_str()), ("about", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("Skriv en sætning."));
        let marked = nina.post(&talks, &fields).await;
        assert!(marked.location().starts_with("/talks/"), "{}", marked.body);
        let talk = marked.location().to_owned();
        assert_eq!(
            nina.post(&talks, &fields).await.location(),
            talk,
            "a double click is one talk"
        );
        for (client, unit) in [(&nina, "Nord"), (&sune, "Syd")] {
            let own = get(&house, client, &format!("/units/{}", house.units[unit])).await;
            assert!(
                own.body.contains("Nord og Syd") && own.body.contains("Ved vagtskiftet kl. 15."),
                "{unit}"
            );
            assert!(get(&house, client, &talk).await.body.contains("Vi banker på."));
        }
        for name in ["Åse", "Nor", "Stine", "Rita", "Sofie", "Ada"] {
            let other = house.signed_in(name).await;
            assert_eq!(other.get(&talk).await.status, StatusCode::NOT_FOUND, "{name}");
            let closing = other.post(&talk, &[("outcome", "Nej")]).await;
            assert_eq!(closing.status, StatusCode::NOT_FOUND, "{name}");
        }
        let nor = house
            .signed_in("Nor")
            .await
            .get(&format!("/units/{}", house.units["Nord"]))
            .await;
        assert!(!nor.body.contains("Ved vagtskiftet"), "the talk is the leaders'");
        sune.post(&talk, &[("outcome", "Syd banker på, når Nord har ringet.")])
            .await;
        assert!(
            nina.get(&talk)
                .await
                .body
                .contains("Syd banker på, når Nord har ringet.")
        );
        let late = nina.post(&talk, &[("outcome", "Vi prøver i en måned.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Vi prøver i en måned.") && late.body.contains("når Nord har ringet"));
        let own = nina.get(&format!("/units/{}", house.units["Nord"])).await;
        assert!(own.body.contains("Talt igennem 23. november"));
    })
    .await;
}

#[tokio::test]
async fn the_poster_shows_what_is_in_use_and_one_element_alone() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nor = house.signed_in("Nor").await;
        let poster = format!("/units/{}/poster", house.units["Nord"]);
        assert!(nor.get(&poster).await.body.contains("kan den hænge på væggen"));
        publish(&house, "Åse", "Ældre", "0", "Vi spørger i døren.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        let seen = get(&house, &nor, &poster).await;
        assert!(seen.body.contains("class=\"big\">Vi ringer.") && !seen.body.contains("Vi spørger i døren."));
        let other = house.elements["Mod til at prøve nyt"];
        assert!(
            !nor.get(&format!("{poster}?element={other}"))
                .await
                .body
                .contains("Vi ringer.")
        );
        assert_eq!(
            house.signed_in("Sofie").await.get(&poster).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn cards_go_beside_the_draft_or_where_it_is_empty_and_overwrite_nothing() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nina = house.signed_in("Nina").await;
        let path = page(&house, "Nord");
        let sheets = get(&house, &nina, &format!("{path}/cards?people=3")).await;
        assert_eq!(sheets.body.matches("class=\"sheet three\"").count(), 3);
        assert_eq!(sheets.body.matches("class=\"place\"").count(), 9);
        let round = format!("{path}/cards/round");
        assert_eq!(get(&house, &nina, &round).await.status, StatusCode::OK);
        let none = nina
            .post(&round, &[("held_on", "23-11-2026"), ("are", ""), ("when", "")])
            .await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Skriv mindst ét kort."));
        let ahead = [("held_on", "24-11-2026"), ("are", "stolte"), ("when", "ringer tilbage")];
        let ahead = nina.post(&round, &ahead).await;
        assert!(ahead.status == StatusCode::UNPROCESSABLE_ENTITY && ahead.body.contains("value=\"ringer tilbage\""));

        save(&nina, &path, "0", &[("meaning", "Vi ringer.")]).await;
        let cards = [
            ("held_on", "20.11.2026"),
            ("participants", "9"),
            ("are", "stolte"),
            ("when", "ringer tilbage samme dag"),
            ("are", "trygge"),
            ("when", "siger fra"),
            ("to", "draft"),
        ];
        assert_eq!(nina.post(&round, &cards).await.status, StatusCode::SEE_OTHER);
        let desk = get(&house, &nina, &format!("{path}/interpretation")).await;
        assert!(desk.body.contains("Vi ringer.</textarea>"), "what was written stays");
        assert!(
            desk.body.contains("value=\"Vi siger fra.\""),
            "a sign, where there was room: {}",
            desk.body
        );
        assert!(desk.body.contains("Fra kortøvelsen 20. november, 9 deltog"));
        assert!(desk.body.contains("Vi er stolte, når vi ringer tilbage samme dag."));
        let beside = [
            ("held_on", "2026-11-23"),
            ("are", "rolige"),
            ("when", "venter"),
            ("to", "beside"),
        ];
        nina.post(&round, &beside).await;
        assert_eq!(
            number(&house, "select count(*) from interpretation_version").await,
            2,
            "beside is no version"
        );
        let row: InterpretationId = house.app.id(NOW);
        let aside = format!("{path}/cards/aside");
        nina.post(&aside, &[("round", &row.to_string())]).await;
        let desk = nina.get(&format!("{path}/interpretation")).await.body;
        let at = desk.find("name=\"round\" value=\"").unwrap() + 20;
        nina.post(&aside, &[("round", &desk[at..at + 32])]).await;
        let left = nina.get(&format!("{path}/interpretation")).await.body;
        assert_eq!(left.matches("name=\"round\"").count(), 1, "the newest is laid away");
        for name in ["Nor", "Åse", "Stine"] {
            let other = house.signed_in(name).await;
            assert_eq!(other.get(&round).await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(
                other.get(&format!("{path}/cards")).await.status,
                StatusCode::OK,
                "{name}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_steward_sees_where_it_is_under_way_and_reminds_those_it_concerns() {
    on_both(async |db| {
        let house = House::new(db).await;
        publish(&house, "Åse", "Ældre", "0", "Vi spørger i døren.").await;
        publish(&house, "Nina", "Nord", "0", "Vi ringer.").await;
        publish(&house, "Åse", "Ældre", "1", "Vi spørger altid i døren.").await;
        let stine = house.signed_in("Stine").await;
        let seen = get(&house, &stine, "/cascade").await;
        assert!(
            seen.body.contains("4 enheder har deres egen leder: 2 har"),
            "{}",
            seen.body
        );
        assert!(seen.body.contains("Noget er ændret under dem"));
        let (nord, syd, root) = (house.units["Nord"], house.units["Syd"], house.units["Rod"]);
        assert!(seen.body.contains(&format!("value=\"{nord}\"")) && !seen.body.contains(&format!("value=\"{syd}\"")));
        let order = (seen.body.find(">Skole</a>"), seen.body.find(">Ældre</a>"));
        assert!(order.0.unwrap() < order.1.unwrap(), "the alphabet's order");
        let (nord, syd, root) = (nord.to_string(), syd.to_string(), root.to_string());
        let none = stine.post("/cascade/reminders", &[("unit", &root)]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Syd is on no rule's list, so nobody reminds it.
        let to = [("unit", root.as_str()), ("to", nord.as_str()), ("to", syd.as_str())];
        let sent = stine.post("/cascade/reminders", &to).await;
        assert!(sent.location().ends_with("sent=1"), "{}", sent.location());
        assert!(
            stine
                .post("/cascade/reminders", &to)
                .await
                .location()
                .ends_with("sent=0"),
            "not twice"
        );
        let nina = house.signed_in("Nina").await;
        let own = format!("/units/{nord}");
        let start = get(&house, &nina, &own).await;
        assert!(
            start
                .body
                .contains("I Nord bygger en oversættelse på noget, der er ændret."),
            "{}",
            start.body
        );
        for name in ["Nor", "Åse", "Rita", "Stine", "Sune"] {
            let unit = if name == "Sune" { &syd } else { &nord };
            let read = house.signed_in(name).await.get(&format!("/units/{unit}")).await;
            assert_eq!(read.status, StatusCode::OK);
            assert!(!read.body.contains("Fra HR"), "{name}");
        }
        let again = stine.get("/cascade").await;
        assert!(again.body.contains("Mindet om det 23. november.") && !again.body.contains("læst den"));
        let at = start.body.find("name=\"reminder\" value=\"").unwrap() + 23;
        let id = &start.body[at..at + 32];
        let sune = house.signed_in("Sune").await;
        sune.post(&format!("/units/{syd}/reminders"), &[("reminder", id)]).await;
        assert!(
            nina.get(&own).await.body.contains("Fra HR"),
            "somebody else's is not Sune's to put away"
        );
        nina.post(&format!("{own}/reminders"), &[("reminder", id)]).await;
        assert!(!nina.get(&own).await.body.contains("Fra HR"));
        for name in ["Rita", "Nina", "Nor", "Eks", "Ada", "Dan", "Rep"] {
            let other = house.signed_in(name).await;
            assert_eq!(other.get("/cascade").await.status, StatusCode::NOT_FOUND, "{name}");
        }
    })
    .await;
}
