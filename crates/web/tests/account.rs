//! One's own account, the start page and the permission table, over HTTP, on both databases.

use axum::http::{StatusCode, header};
use fixture::{House, NOW, PASSWORD, on_both};

const NEW: &str = "fire ord og en hest";

#[tokio::test]
async fn the_start_page_sends_each_to_their_own() {
    on_both(async |db| {
        let house = House::new(db).await;
        let unit = |name: &str| format!("/units/{}", house.units[name]);
        for (name, to) in [
            ("Stine", "/work".to_owned()),
            ("Rita", "/overview".to_owned()),
            ("Rep", "/overview".to_owned()),
            ("Eks", "/overview".to_owned()),
            ("Nina", unit("Nord")),
            ("Tom", unit("Team")),
            ("Ada", "/access".to_owned()),
            ("Dan", "/permissions".to_owned()),
            ("Olga", "/account".to_owned()),
        ] {
            let answer = house.signed_in(name).await.get("/").await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, to.as_str()),
                "{name}"
            );
        }
        assert_eq!(house.stranger().get("/").await.location(), "/sign-in");
        assert_eq!(
            house.stranger().get("/account").await.location(),
            "/sign-in?next=/account"
        );
    })
    .await;
}

#[tokio::test]
async fn looks_are_saved_and_followed() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        let before = house.app.db.statements();
        let page = nina.get("/account").await;
        assert!(house.app.db.statements() - before <= 8);
        assert!(page.body.contains("data-color-scheme=\"auto\""));
        let saved = nina
            .post("/account/looks", &[("language", "en"), ("scheme", "dark")])
            .await;
        assert_eq!(saved.location(), "/account?saved=looks");
        assert!(
            saved.headers[header::SET_COOKIE]
                .to_str()
                .unwrap()
                .starts_with("language=en")
        );
        let page = nina.in_english().get("/account?saved=looks").await;
        assert!(page.body.contains("data-color-scheme=\"dark\"") && page.body.contains("Saved."));
        for wrong in [
            &[("language", "da"), ("scheme", "pink")][..],
            &[("language", "de"), ("scheme", "dark")],
            &[("language", "da"), ("scheme", "dark"), ("must_change", "false")],
        ] {
            assert_eq!(nina.post("/account/looks", wrong).await.status, StatusCode::BAD_REQUEST);
        }
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_renews_this_one() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let (nina, elsewhere) = (house.signed_in("Nina").await, house.signed_in("Nina").await);
        let fields = |current, new, again| [("current", current), ("new", new), ("again", again)];
        for (form, said) in [
            (fields("forkert", NEW, NEW), "Det er ikke din nuværende"),
            (fields(PASSWORD, "kort", "kort"), "Den er for kort"),
            (fields(PASSWORD, NEW, "noget helt andet her"), "De to nye er ikke ens"),
            (fields(PASSWORD, PASSWORD, PASSWORD), "Det er den, du har"),
        ] {
            let answer = nina.post("/account/password", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(said), "{said}");
            assert!(
                !answer.body.contains(NEW) && !answer.body.contains(PASSWORD),
                "passwords are not sent back"
            );
        }
        let done = nina.post("/account/password", &fields(PASSWORD, NEW, NEW)).await;
        assert_eq!(done.location(), "/account?saved=password");
        let cookie = done.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(cookie.starts_with("grundlag=") && cookie.contains("HttpOnly"));
        for old in [&nina, &elsewhere] {
            assert_eq!(old.get("/account").await.location(), "/sign-in?next=/account");
        }
        let sign_in = [("email", "nina@proeveby.example"), ("password", NEW)];
        assert_eq!(
            house.stranger().post("/sign-in", &sign_in).await.status,
            StatusCode::SEE_OTHER
        );
        // The sixth guess within a minute waits, as at the door.
        let sune = house.signed_in("Sune").await;
        for _ in 0..5 {
            sune.post("/account/password", &fields("forkert", NEW, NEW)).await;
        }
        let sixth = sune.post("/account/password", &fields(PASSWORD, NEW, NEW)).await;
        assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn a_first_password_opens_nothing_but_its_own_change() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        store::access::set_password(&mut tx, house.people["Nina"], fixture::HASH, true)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let nina = house.signed_in("Nina").await;
        for path in ["/", "/permissions", "/overview"] {
            let answer = nina.get(path).await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, "/account"),
                "{path}"
            );
        }
        let looks = nina
            .post("/account/looks", &[("language", "en"), ("scheme", "dark")])
            .await;
        assert_eq!(looks.location(), "/account");
        let page = nina.get("/account").await;
        assert!(page.body.contains("Vælg din egen adgangskode"));
        assert!(!page.body.contains("Her er du logget ind"));
        let form = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
        assert_eq!(nina.post("/account/password", &form).await.location(), "/");
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let (nina, elsewhere, third) = (
            house.signed_in("Nina").await,
            house.signed_in("Nina").await,
            house.signed_in("Nina").await,
        );
        let page = nina.get("/account").await;
        let others: Vec<&str> = page
            .body
            .split("/account/sessions/")
            .skip(1)
            .filter_map(|rest| rest.split_once("/end\"").map(|(id, _)| id))
            .filter(|id| id.len() == 32)
            .collect();
        assert_eq!(others.len(), 2, "this session cannot be ended from the list");
        let end = format!("/account/sessions/{}/end", others[0]);
        let sune = house.signed_in("Sune").await;
        assert_eq!(sune.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(nina.post(&end, &[]).await.location(), "/account?saved=session");
        assert_eq!(nina.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
        let open = [&elsewhere, &third];
        let mut live = 0;
        for client in open {
            live += usize::from(client.get("/account").await.status == StatusCode::OK);
        }
        assert_eq!(live, 1);
        assert_eq!(
            nina.post("/account/sessions/end-others", &[]).await.location(),
            "/account?saved=sessions"
        );
        for client in open {
            assert_eq!(client.get("/account").await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(nina.get("/account").await.status, StatusCode::OK);
        assert_eq!(sune.get("/account").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_eight_hours() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        assert_eq!(
            house.at(NOW.plus_minutes(29), &nina).get("/account").await.status,
            StatusCode::OK
        );
        assert_eq!(
            house.at(NOW.plus_minutes(58), &nina).get("/account").await.status,
            StatusCode::OK
        );
        assert_eq!(
            house.at(NOW.plus_minutes(89), &nina).get("/account").await.status,
            StatusCode::SEE_OTHER
        );
        let sune = house.signed_in("Sune").await;
        for minutes in (20..480).step_by(20) {
            let at = house.at(NOW.plus_minutes(minutes), &sune);
            assert_eq!(at.get("/account").await.status, StatusCode::OK, "{minutes}");
        }
        assert_eq!(
            house.at(NOW.plus_minutes(480), &sune).get("/account").await.status,
            StatusCode::SEE_OTHER
        );
    })
    .await;
}

#[tokio::test]
async fn everybody_can_read_the_permission_table_in_both_languages() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let tom = house.signed_in("Tom").await;
        let before = house.app.db.statements();
        let page = tom.get("/permissions").await;
        assert!(house.app.db.statements() - before <= 8);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("I dag er du medarbejder"));
        let rows = page.body.matches("<th scope=\"row\">").count();
        assert_eq!(rows, model::may::Action::ALL.len());
        assert_eq!(
            page.body.matches("<td data-may=").count(),
            rows * model::access::Role::ALL.len()
        );
        let english = tom.in_english().get("/permissions").await;
        assert!(english.body.contains("Today you are employee"));
        assert_eq!(house.stranger().get("/permissions").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn addresses_are_counted_behind_trusted_proxies_alone() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let attempt = async |client: &fixture::Client, forwarded: &str| {
            let request = client
                .request(axum::http::Method::POST, "/sign-in")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .header("x-forwarded-for", forwarded);
            let body = axum::body::Body::from("email=nina%40proeveby.example&password=forkert");
            client.send(request, body).await.status
        };
        let bare = house.stranger();
        for i in 0..5 {
            assert_eq!(
                attempt(&bare, &format!("203.0.113.{i}")).await,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        assert_eq!(
            attempt(&bare, "203.0.113.9").await,
            StatusCode::TOO_MANY_REQUESTS,
            "nobody is believed"
        );
        let behind = house.behind(vec!["127.0.0.1".parse().unwrap()]);
        for _ in 0..5 {
            assert_eq!(attempt(&behind, "203.0.113.1").await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(attempt(&behind, "203.0.113.1").await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(attempt(&behind, "203.0.113.2").await, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
