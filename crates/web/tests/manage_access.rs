//! Accounts and grants, over HTTP, on both databases.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, NOW, PASSWORD, on_both};

fn page_of(house: &House, name: &str) -> String {
    format!("/access/people/{}", house.people[name])
}

/// A grant's form, with everything filled in.
fn form<'a>(role: &'a str, unit: &'a str, last_day: &'a str, note: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("role", role),
        ("unit_name", unit),
        ("from", "2026-11-23"),
        ("last_day", last_day),
        ("note", note),
    ]
}

async fn give(ada: &Client, page: &str, fields: &[(&str, &str)]) -> Answer {
    ada.post(&format!("{page}/grants"), fields).await
}

/// The password on the page that shows it once.
fn shown(answer: &Answer) -> String {
    answer
        .body
        .split("<code>")
        .nth(1)
        .and_then(|rest| rest.split("</code>").next())
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_list_is_searched_and_read_by_those_who_may() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let ada = house.signed_in("Ada").await;
        let before = house.app.db.statements();
        let list = ada.get("/access").await;
        assert!(house.app.db.statements() - before <= 8 + store::audit::STATEMENTS);
        assert!(list.body.contains("Stine Prøvesen") && !list.body.contains("Nina Prøvesen"));
        assert!(list.body.contains("1–6 af 6"));
        let found = ada.get("/access?q=NINA").await;
        assert!(found.body.contains("Nina Prøvesen") && !found.body.contains("Sune Prøvesen"));
        let all = ada.get("/access?among=all").await;
        let order: Vec<usize> = ["Ada", "Tom", "Åse"]
            .iter()
            .map(|n| all.body.find(&format!("{n} Prøvesen</a>")).unwrap())
            .collect();
        assert!(order.is_sorted(), "Å comes last");
        // What has a meaning in a pattern stands for itself.
        for nothing in [
            "/access?q=%25",
            "/access?q=_ina",
            "/access?q=%5C",
            "/access?among=closed",
        ] {
            let page = ada.get(nothing).await;
            assert!(page.body.contains("Her er ingen"), "{nothing}");
        }
        assert!(
            ada.get("/access?page=99999999999&among=all")
                .await
                .body
                .contains("1–15 af 15")
        );
        let english = ada.in_english().get("/access").await;
        assert!(english.body.contains("Users and roles"));

        for name in ["Stine", "Dan"] {
            let reader = house.signed_in(name).await;
            assert_eq!(reader.get("/access").await.status, StatusCode::OK);
            let page = reader.get(&page_of(&house, "Nina")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains("<form class=\"form\""), "{name} reads only");
        }
        for name in ["Nina", "Tom", "Rita", "Rep", "Eks", "Olga"] {
            let other = house.signed_in(name).await;
            assert_eq!(other.get("/access").await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(
                other.get(&page_of(&house, "Nina")).await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_is_opened_closed_and_given_a_password_that_is_shown_once() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        let id: model::PersonId = house.app.id(NOW);
        let new = store::organisation::NewPerson {
            id,
            external_id: None,
            name: "Ny Prøvesen",
            email: Some("ny@proeveby.example"),
        };
        store::organisation::add_person(&mut tx, &new, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let page = format!("/access/people/{id}");
        let ada = house.signed_in("Ada").await;
        let before = house.app.db.statements();
        assert!(ada.get(&page).await.body.contains("Opret konto"));
        assert!(house.app.db.statements() - before <= 8 + store::audit::STATEMENTS);

        let opened = ada.post(&format!("{page}/password"), &[]).await;
        assert_eq!(opened.status, StatusCode::OK);
        let password = shown(&opened);
        assert_eq!(password.len(), 19);
        assert!(!ada.get(&page).await.body.contains(&password), "shown once");
        let stranger = house.stranger();
        let sign_in = [("email", "ny@proeveby.example"), ("password", password.as_str())];
        assert_eq!(stranger.post("/sign-in", &sign_in).await.status, StatusCode::SEE_OTHER);

        // Nina is signed in; closing her account ends that at the next request, and the password too.
        let nina = house.signed_in("Nina").await;
        let ninas = page_of(&house, "Nina");
        assert_eq!(
            ada.post(&format!("{ninas}/close"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(nina.get("/account").await.status, StatusCode::SEE_OTHER);
        let back = [("email", "nina@proeveby.example"), ("password", PASSWORD)];
        assert_eq!(
            stranger.post("/sign-in", &back).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(ada.get("/access?among=closed").await.body.contains("Nina Prøvesen"));
        ada.post(&format!("{ninas}/open"), &[]).await;
        assert_eq!(stranger.post("/sign-in", &back).await.status, StatusCode::SEE_OTHER);
        let renewed = shown(&ada.post(&format!("{ninas}/password"), &[]).await);
        assert_ne!(renewed, password);
        assert_eq!(
            stranger.post("/sign-in", &back).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    })
    .await;
}

#[tokio::test]
async fn a_role_is_given_where_and_while_it_was_meant() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let ada = house.signed_in("Ada").await;
        let page = page_of(&house, "Emil");
        let emil = house.signed_in("Emil").await;
        assert_eq!(emil.get("/access").await.status, StatusCode::NOT_FOUND);
        let given = give(&ada, &page, &form("dpo", "rod", "2026-11-23", "Vikar i dag")).await;
        assert_eq!(given.location(), format!("{page}?saved=granted"));
        assert_eq!(emil.get("/access").await.status, StatusCode::OK);
        let tomorrow = house.at(NOW.plus_minutes(24 * 60), &house.signed_in("Emil").await);
        assert_eq!(
            tomorrow.get("/access").await.status,
            StatusCode::SEE_OTHER,
            "the session is over"
        );
        let twice = give(&ada, &page, &form("dpo", "Rod", "", "")).await;
        assert!(twice.body.contains("Personen har allerede den rolle"));
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

        let shown = ada.get(&page).await;
        assert!(shown.body.contains("Vikar i dag") && shown.body.contains("givet af Ada Prøvesen"));
        let revoke = shown
            .body
            .split("/grants/")
            .nth(1)
            .and_then(|r| r.split("/revoke").next())
            .unwrap()
            .to_owned();
        let nobodys = format!("{}/grants/{revoke}/revoke", page_of(&house, "Tom"));
        assert_eq!(
            ada.post(&nobodys, &[]).await.status,
            StatusCode::NOT_FOUND,
            "of another person"
        );
        let path = format!("{page}/grants/{revoke}/revoke");
        assert_eq!(ada.post(&path, &[]).await.location(), format!("{page}?saved=revoked"));
        assert_eq!(ada.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(emil.get("/access").await.status, StatusCode::NOT_FOUND);
        assert!(ada.get(&page).await.body.contains("taget tilbage 23. november 2026"));
    })
    .await;
}

#[tokio::test]
async fn a_form_that_does_not_fit_comes_back_with_everything_written() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let ada = house.signed_in("Ada").await;
        let page = page_of(&house, "Emil");
        let long = "å".repeat(501);
        for (fields, said) in [
            (
                form("adviser", "Rod", "", "Aftale 12"),
                "En ekstern rådgiver er her for en tid",
            ),
            (
                form("adviser", "Rod", "2027-01-31", ""),
                "Skriv, hvor databehandleraftalen",
            ),
            (form("leader", "Rod", "", "Note"), "Vælg en af mulighederne"),
            (form("", "Rod", "", "Note"), "Vælg en af mulighederne"),
            (form("dpo", "Findes ikke", "", "Note"), "Ingen enhed hedder sådan"),
            (form("dpo", " ", "", "Note"), "Skriv noget her"),
            (form("dpo", "Rod", "2026-11-22", "Note"), "ligger før den første"),
            (form("dpo", "Rod", "31.12.2026", "Note"), "Skriv en dag, der findes"),
            (form("dpo", "Rod", "", &long), "Der står 501 tegn"),
        ] {
            let answer = give(&ada, &page, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(answer.body.contains(said), "{said}");
            assert!(answer.body.contains("<title>Fejl: Emil Prøvesen"), "{said}");
            assert!(answer.body.contains(fields[4].1), "the note is kept");
        }
        assert!(
            ada.get(&page).await.body.contains("<p class=\"soft\">Ingen.</p>"),
            "nothing was stored"
        );
        let unknown = give(&ada, &page, &[("role", "dpo"), ("granted_by", "x")]).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);

        // "d" is in several names: choose.
        let several = give(&ada, &page, &form("representative", "d", "", "TR")).await;
        assert!(several.body.contains("Det passer på flere enheder"));
        let nord = house.units["Nord"].to_string();
        assert!(several.body.contains(&format!("value=\"{nord}\"")));
        let mut chosen = form("representative", "d", "", "TR");
        chosen.push(("unit", &nord));
        assert_eq!(give(&ada, &page, &chosen).await.status, StatusCode::SEE_OTHER);
        assert!(
            ada.get("/access?role=representative")
                .await
                .body
                .contains("TR eller MED, Nord")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_their_own_and_one_administrator_always_stays() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let ada = house.signed_in("Ada").await;
        let own = page_of(&house, "Ada");
        let page = ada.get(&own).await;
        assert!(page.body.contains("kan kun en anden administrator ændre"));
        for action in ["close", "open", "password"] {
            assert_eq!(
                ada.post(&format!("{own}/{action}"), &[]).await.status,
                StatusCode::NOT_FOUND,
                "{action}"
            );
        }
        assert_eq!(
            give(&ada, &own, &form("steward", "Rod", "", "")).await.status,
            StatusCode::NOT_FOUND
        );
        for name in ["Stine", "Dan", "Nina"] {
            let other = house.signed_in(name).await;
            let emil = page_of(&house, "Emil");
            for action in ["close", "open", "password"] {
                assert_eq!(
                    other.post(&format!("{emil}/{action}"), &[]).await.status,
                    StatusCode::NOT_FOUND
                );
            }
            assert_eq!(
                give(&other, &emil, &form("dpo", "Rod", "", "")).await.status,
                StatusCode::NOT_FOUND
            );
        }

        // Emil is administrator until Christmas. He may not take the only lasting one away.
        let emil = page_of(&house, "Emil");
        give(&ada, &emil, &form("administrator", "Rod", "2026-12-24", "Vikar")).await;
        let vikar = house.signed_in("Emil").await;
        let refused = vikar.post(&format!("{own}/close"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Intet er ændret"));
        assert_eq!(ada.get("/access").await.status, StatusCode::OK, "her session lives");
        let ids = vikar.get(&own).await;
        let grant = ids
            .body
            .split("/grants/")
            .nth(1)
            .and_then(|r| r.split("/revoke").next())
            .unwrap()
            .to_owned();
        let refused = vikar.post(&format!("{own}/grants/{grant}/revoke"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ada.get("/access").await.status, StatusCode::OK);
        // Once there is another lasting one, she can go.
        give(&ada, &page_of(&house, "Tom"), &form("administrator", "Rod", "", "")).await;
        assert_eq!(
            vikar.post(&format!("{own}/close"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(ada.get("/access").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}
