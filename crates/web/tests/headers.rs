//! What every answer tells the browser that it may do: exactly this, whatever the answer is.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use fixture::{Client, House, on_both};

/// Written out again here on purpose: what guards the house is not read from the code that sends it.
const EVERYWHERE: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    ),
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), \
         xr-spatial-tracking=()",
    ),
];

/// That nothing says more about us than it must, and nobody else's script reads us.
const NOWHERE: [&str; 5] = [
    "server",
    "x-powered-by",
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "x-frame-options-report-only",
];

#[track_caller]
fn hold(what: &str, headers: &HeaderMap, cache: &str) {
    let values = |name: &str| -> Vec<String> {
        let all = headers.get_all(name).iter();
        all.map(|v| v.to_str().unwrap().to_owned()).collect()
    };
    for (name, value) in EVERYWHERE {
        assert_eq!(values(name), [value], "{name} of {what}");
    }
    assert_eq!(values("cache-control"), [cache], "cache-control of {what}");
    for name in NOWHERE {
        assert!(!headers.contains_key(name), "{name} of {what}");
    }
}

/// Over https, as people reach it.
async fn house(db: store::Db) -> House {
    let mut house = House::new(db).await;
    house.app.https = true;
    house.router = web::router(house.app.clone());
    house
}

/// `name`'s browser over https, where the cookie has another name.
async fn signed_in(house: &House, name: &str) -> (Client, String) {
    let token = house.app.token();
    let mut tx = house.app.db.write().await.unwrap();
    let hash = web::access::token_hash(&token);
    let (now, expires) = (fixture::NOW, fixture::NOW.plus_minutes(480));
    store::access::begin_session(
        &mut tx,
        house.app.id(now),
        hash,
        house.people[name],
        now,
        expires,
        "Prøve",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    (house.stranger(), format!("__Host-grundlag={token}"))
}

#[tokio::test]
async fn every_kind_of_answer_says_the_same() {
    on_both(async |db| {
        let house = house(db).await;
        let (client, stine) = signed_in(&house, "Stine").await;
        let (_, ada) = signed_in(&house, "Ada").await;
        let element = house.elements["Borgeren først"];
        let unit = house.units["Nord"];
        let send = async |method: Method, path: &str, headers: &[(&str, &str)], body: &'static str| {
            let mut request = client.request(method, path);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            client.send(request, Body::from(body)).await
        };
        let as_stine: &[(&str, &str)] = &[("cookie", &stine)];
        let as_ada: &[(&str, &str)] = &[("cookie", &ada)];
        let form = ("content-type", "application/x-www-form-urlencoded");
        let nobody: &[(&str, &str)] = &[form, ("sec-fetch-site", "same-origin")];
        let posting: &[(&str, &str)] = &[("cookie", &stine), form, ("sec-fetch-site", "same-origin")];
        let foreign: &[(&str, &str)] = &[("cookie", &stine), form, ("origin", "https://elsewhere.example")];
        let zipped: &[(&str, &str)] = &[("cookie", &stine), ("accept-encoding", "br")];
        let (page, unit_page) = (format!("/elements/{element}"), format!("/units/{unit}"));
        let get = Method::GET;
        let post = Method::POST;
        let kinds: Vec<(&str, Method, &str, &[(&str, &str)], u16)> = vec![
            ("the sign-in page", get.clone(), "/sign-in", &[], 200),
            ("a page", get.clone(), &page, as_stine, 200),
            ("a unit's page", get.clone(), &unit_page, as_stine, 200),
            ("a page, compressed", get.clone(), &page, zipped, 200),
            ("a page's head", Method::HEAD, &page, as_stine, 200),
            ("the keys", get.clone(), "/access/tokens", as_ada, 200),
            ("what is not there", get.clone(), "/nothing", as_stine, 404),
            ("what is not yours", get.clone(), "/access/tokens", &[], 303),
            ("a redirect", get.clone(), "/", as_stine, 303),
            ("the choice of language", get.clone(), "/language/en?next=/", &[], 303),
            ("what cannot be done there", Method::PUT, "/elements", as_stine, 405),
            ("a form that does not read", post.clone(), "/stories/new", posting, 400),
            ("a form from elsewhere", post.clone(), "/stories/new", foreign, 403),
            ("a form that does not fit", post.clone(), "/sign-in", nobody, 422),
            (
                "a download",
                get.clone(),
                "/organisation/export?format=sample",
                as_ada,
                200,
            ),
            ("one's own data", get.clone(), "/account/data.json", as_stine, 200),
            ("the provider's door", get.clone(), "/sign-in/provider", &[], 303),
            (
                "back from the provider",
                get.clone(),
                "/sign-in/return?code=1&state=2",
                &[],
                422,
            ),
            ("an invitation", get.clone(), "/sign-in/invited/abc", &[], 404),
            ("the API without a key", get.clone(), "/api/v1/units", &[], 401),
            ("nothing of the API", get.clone(), "/api/v1/nothing", &[], 404),
            ("the API's description", get.clone(), "/api/v1/openapi.json", &[], 200),
            ("an asset that is not there", get.clone(), "/assets/1/app.css", &[], 404),
            ("signing out", post.clone(), "/sign-out", posting, 303),
        ];
        let mut seen = BTreeMap::new();
        for (what, method, path, headers, status) in kinds {
            let body = if status == 422 {
                "email=nobody&password=nothing&next="
            } else {
                ""
            };
            let answer = send(method, path, headers, body).await;
            assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.body);
            hold(what, &answer.headers, "no-store");
            seen.insert(what, answer);
        }
        assert_eq!(seen["a page, compressed"].headers["content-encoding"], "br");
        for what in ["a download", "one's own data"] {
            let disposition = seen[what].headers["content-disposition"].to_str().unwrap();
            assert!(disposition.starts_with("attachment"), "{what}: {disposition}");
        }
        let cleared = &seen["signing out"].headers;
        assert_eq!(cleared["clear-site-data"], "\"cache\", \"storage\"");
        let cookie = cleared["set-cookie"].to_str().unwrap();
        assert_eq!(
            cookie,
            "__Host-grundlag=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"
        );

        // Styles and the script are the same for everybody, and kept.
        let sign_in = &seen["the sign-in page"].body;
        let from = sign_in.find("/assets/").unwrap();
        let asset = sign_in[from..].split('"').next().unwrap();
        let answer = send(Method::GET, asset, &[], "").await;
        assert_eq!(answer.status, StatusCode::OK);
        hold(asset, &answer.headers, "public, max-age=31536000, immutable");
    })
    .await;
}
