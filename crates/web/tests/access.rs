//! Signing in and out, over HTTP, on both databases.

use axum::http::{Method, StatusCode, header};
use fixture::{House, PASSWORD, on_both};

#[tokio::test]
async fn the_right_password_opens_and_the_wrong_one_says_so() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stranger = house.stranger();
        let answer = stranger
            .post(
                "/sign-in",
                &[("email", "nina@proeveby.example"), ("password", "forkert")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Du kom ikke ind"));
        let unknown = stranger
            .post(
                "/sign-in",
                &[("email", "ingen@proeveby.example"), ("password", "forkert")],
            )
            .await;
        assert_eq!(
            unknown.body.replace("ingen@", "nina@"),
            answer.body,
            "an unknown address looks the same"
        );

        let right = stranger
            .post(
                "/sign-in",
                &[
                    ("email", " Nina@Proeveby.example "),
                    ("password", PASSWORD),
                    ("next", "/elements"),
                ],
            )
            .await;
        assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, "/elements"));
        let cookie = right.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("grundlag=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        let away = stranger
            .post(
                "/sign-in",
                &[
                    ("email", "sune@proeveby.example"),
                    ("password", PASSWORD),
                    ("next", "//evil.example"),
                ],
            )
            .await;
        assert_eq!(away.location(), "/");
    })
    .await;
}

#[tokio::test]
async fn the_sixth_attempt_in_a_minute_waits() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stranger = house.stranger();
        let attempt = [("email", "nina@proeveby.example"), ("password", "forkert")];
        for _ in 0..5 {
            assert_eq!(
                stranger.post("/sign-in", &attempt).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let sixth = stranger
            .post(
                "/sign-in",
                &[("email", "nina@proeveby.example"), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(sixth.body.contains("Vent et minut"));
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_database() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        let out = nina.post("/sign-out", &[]).await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/sign-in"));
        assert!(out.headers.contains_key("clear-site-data"));
        assert_eq!(
            nina.post("/sign-out", &[]).await.location(),
            "/sign-in",
            "the old cookie opens nothing"
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        let request = nina
            .request(Method::POST, "/sign-out")
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://evil.example");
        let answer = nina.send(request, axum::body::Body::empty()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("fra et andet websted"));
        assert!(answer.headers.contains_key("content-security-policy"));
    })
    .await;
}

#[tokio::test]
async fn unknown_addresses_and_odd_methods_have_a_page_in_both_languages() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        let danish = nina.get("/findes-ikke").await;
        assert_eq!(danish.status, StatusCode::NOT_FOUND);
        assert!(danish.body.contains("Siden findes ikke"));
        let english = nina.in_english().get("/findes-ikke").await;
        assert!(english.body.contains("There is no such page"));
        let request = nina
            .request(Method::DELETE, "/sign-in")
            .header("sec-fetch-site", "same-origin");
        let odd = nina.send(request, axum::body::Body::empty()).await;
        assert_eq!(odd.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(odd.body.contains("Det kan man ikke her"));
    })
    .await;
}
