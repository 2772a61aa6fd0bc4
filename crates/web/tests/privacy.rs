//! What each person is given about themselves, and the pages that the law asks for.

use axum::http::StatusCode;
use fixture::{House, on_both};

#[tokio::test]
async fn each_person_gets_all_about_themselves_and_nothing_about_others() {
    on_both(async |db| {
        let house = House::new(db).await;
        let ada = house.signed_in("Ada").await;
        let nina = house.people["Nina"];
        ada.get(&format!("/organisation/people/{nina}")).await;
        let (nord, element) = (house.units["Nord"], house.elements["Borgeren først"]);
        let nina = house.signed_in("Nina").await;
        let story = [
            ("unit", nord.to_string()),
            ("day", "2026-11-20".to_owned()),
            (
                "text",
                "Vi ringede til den pårørende, før vi besluttede noget om maden.".to_owned(),
            ),
            ("element", element.to_string()),
        ];
        let fields: Vec<(&str, &str)> = story.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let told = nina.post("/stories/new", &fields).await;
        assert!(told.status.is_redirection(), "{}: {}", told.status, told.body);

        let before = house.app.db.statements();
        let page = nina.get("/account/data").await;
        assert!(house.app.db.statements() - before <= 4);
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "Nina Prøvesen",
            "nina@proeveby.example",
            "Konsulent",
            "den pårørende",
            "Stillinger og e-mail vist",
        ] {
            assert!(page.body.contains(text), "{text}");
        }
        assert!(!page.body.contains("Ada Prøvesen"));

        let file = nina.get("/account/data.json").await;
        assert_eq!(file.headers["content-type"], "application/json");
        let json: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        assert_eq!(json["data"]["person"][0]["what"], "Nina Prøvesen");
        assert_eq!(json["data"]["post"][0]["unit"], "Nord");
        assert_eq!(json["data"]["seen"][0]["what"], "see_person");
        assert!(
            json["data"]["story"][0]["text"]
                .as_str()
                .unwrap()
                .contains("den pårørende")
        );
        assert!(!file.body.contains("Ada"));
        // Somebody else's is somebody else's.
        let sofie = house.signed_in("Sofie").await.get("/account/data.json").await;
        assert!(!sofie.body.contains("den pårørende") && !sofie.body.contains("Nina"));
    })
    .await;
}

#[tokio::test]
async fn the_laws_pages_are_open_to_everybody_in_both_languages() {
    on_both(async |db| {
        let house = House::new(db).await;
        let stranger = house.stranger();
        for (path, danish, english) in [
            ("/accessibility", "WCAG 2.2", "WCAG 2.2"),
            ("/notice", "C-579/21", "C-579/21"),
        ] {
            assert!(stranger.get(path).await.body.contains(danish), "{path}");
            assert!(stranger.in_english().get(path).await.body.contains(english), "{path}");
        }
        let start = house.signed_in("Tom").await.get("/account").await;
        for path in ["/account/seen", "/account/data", "/notice", "/accessibility"] {
            assert!(start.body.contains(&format!("href=\"{path}\"")), "{path}");
        }
    })
    .await;
}
