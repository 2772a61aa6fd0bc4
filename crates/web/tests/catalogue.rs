//! The reference catalogues: read by everybody, pointed at by elements, one theme off until a steward turns it on.

use std::collections::HashSet;

use axum::http::StatusCode;
use fixture::{House, on_both};

const ALL: [&str; 3] = ["synthesis", "commission", "code"];

#[tokio::test]
async fn everybody_reads_the_catalogues_and_a_steward_turns_the_cooperation_theme_on() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let (stine, nor) = (house.signed_in("Stine").await, house.signed_in("Nor").await);
        for path in [
            "/catalogues",
            "/catalogues/synthesis",
            "/catalogues/commission",
            "/catalogues/code/cards",
        ] {
            let before = db.statements();
            let page = nor.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(
                db.statements() - before <= 8,
                "{path}: {} statements",
                db.statements() - before
            );
            assert!(page.body.contains("Inspireret af"), "{path} says where it comes from");
            assert!(nor.in_english().get(path).await.body.contains("Inspired by"), "{path}");
        }
        assert_eq!(nor.get("/catalogues/nothing").await.status, StatusCode::NOT_FOUND);
        let theme = "Et enklere samarbejdssystem";
        for path in ["/catalogues", "/catalogues/commission", "/catalogues/commission/cards"] {
            assert!(!nor.get(path).await.body.contains(theme), "{path}");
        }
        assert!(
            !nor.get("/catalogues/commission")
                .await
                .body
                .contains("Hvad bliver vist?")
        );
        let page = stine.get("/catalogues/commission").await;
        assert!(page.body.contains(theme) && page.body.contains("slået fra, kun HR ser det"));

        let shown: Vec<(&str, &str)> = ["citizens", "trust", "cooperation", "operations", "direction", "team"]
            .map(|item| ("item", item))
            .to_vec();
        let path = "/catalogues/commission/shown";
        assert_eq!(nor.post(path, &shown).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stine.post(path, &shown).await.location(),
            "/catalogues/commission?saved=1"
        );
        let page = nor.get("/catalogues/commission/cards").await;
        assert!(page.body.contains(theme) && !page.body.contains("Ledere udvikler sig selv"));
        // The other catalogues are as they were.
        assert_eq!(
            nor.get("/catalogues/code/cards")
                .await
                .body
                .matches("<p class=\"ask\">")
                .count(),
            8
        );
        stine.post(path, &[]).await;
        assert!(
            nor.get("/catalogues/commission/cards")
                .await
                .body
                .contains("Der er ikke noget slået til")
        );
    })
    .await;
}

#[tokio::test]
async fn an_element_points_at_entries_and_two_who_choose_at_once_keep_both() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let (stine, nor) = (house.signed_in("Stine").await, house.signed_in("Nor").await);
        let element = format!("/elements/{}", house.elements["Borgeren først"]);
        let path = format!("{element}/inspiration");
        assert_eq!(nor.get(&path).await.status, StatusCode::NOT_FOUND);
        let before = db.statements();
        assert_eq!(stine.get(&path).await.status, StatusCode::OK);
        assert!(db.statements() - before <= 8);
        let saved = stine
            .post(
                &path,
                &[("item", "citizens"), ("item", "engaging"), ("item", "citizens")],
            )
            .await;
        assert_eq!(saved.location(), format!("{element}#inspiration"));
        // From a page that was read before: what that page did not show stays.
        stine.post(&path, &[("item", "whole")]).await;
        let before = db.statements();
        let page = nor.get(&element).await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        for link in [
            "/catalogues/commission#citizens",
            "/catalogues/synthesis#engaging",
            "/catalogues/code#whole",
        ] {
            assert!(page.body.contains(link), "{link}");
        }
        let commission = nor.get("/catalogues/commission").await;
        assert!(commission.body.contains("Peger hertil:") && commission.body.contains("Borgeren først"));
        stine
            .post(&path, &[("was", "citizens"), ("was", "engaging"), ("item", "engaging")])
            .await;
        let page = nor.get(&element).await;
        assert!(!page.body.contains("#citizens") && page.body.contains("#engaging") && page.body.contains("#whole"));
        let unknown = stine.post(&path, &[("item", "nothing")]).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        // What is turned off is not shown, and is there again when it is turned on.
        stine
            .post("/catalogues/synthesis/shown", &[("item", "positioning")])
            .await;
        assert!(!nor.get(&element).await.body.contains("#engaging"));
        stine.post("/catalogues/synthesis/shown", &[("item", "engaging")]).await;
        assert!(nor.get(&element).await.body.contains("#engaging"));
    })
    .await;
}

/// Every entry asks three questions, and no question stands twice.
#[tokio::test]
async fn every_entry_asks_three_questions_of_its_own_in_both_languages() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        for client in [stine.clone(), stine.in_english()] {
            let mut asked = HashSet::new();
            for catalogue in ALL {
                let page = client.get(&format!("/catalogues/{catalogue}")).await;
                for list in page.body.split("<ul class=\"questions\">").skip(1) {
                    let list = &list[..list.find("</ul>").unwrap()];
                    let questions: Vec<&str> = list.split("<li>").skip(1).collect();
                    assert_eq!(questions.len(), 3);
                    for question in questions {
                        let question = question.strip_suffix("</li>").unwrap();
                        assert!(question.ends_with('?'), "{question}");
                        assert!(asked.insert(question.to_owned()), "{question}");
                    }
                }
            }
            assert_eq!(asked.len(), 19 * 3);
        }
    })
    .await;
}
