//! Signing in at an identity provider, the whole round over HTTP on both databases: out with state, nonce and challenge,
//! back with a code, a token for the code, a session. The provider is a small one of this file, which also lies.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64};
use fixture::{Answer, House, NOW, on_both};
use model::Instant;
use model::access::Role;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{Db, args};
use web::access::{GroupRole, SignInProvider};

/// Made for the tests of tokens.
const OWN: &str = include_str!("../../oidc/tests/keys/own.pem");
const OTHER: &str = include_str!("../../oidc/tests/keys/other.pem");
const PUBLIC: &str = "https://grundlag.proeveby.example";

fn key(pem: &str) -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(pem, Some(JsonWebKeyId::new("a".into()))).unwrap()
}

/// What the provider remembers: for each code the challenge that it was given for, and the token.
#[derive(Default)]
struct Codes {
    issuer: String,
    given: HashMap<String, (String, String)>,
    /// How often a code was brought, and how often it was taken.
    asked: usize,
    taken: usize,
}

type Shared = Arc<Mutex<Codes>>;

async fn provider() -> Shared {
    let codes = Shared::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    codes.lock().unwrap().issuer.clone_from(&issuer);
    let about = json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    })
    .to_string();
    let keys = serde_json::to_string(&CoreJsonWebKeySet::new(vec![key(OWN).as_verification_key()])).unwrap();
    let said = |text: String| get(async move || ([(header::CONTENT_TYPE, "application/json")], text));
    let router = Router::new()
        .route("/.well-known/openid-configuration", said(about))
        .route("/keys", said(keys))
        .route("/token", post(token))
        .with_state(codes.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    codes
}

/// A code for a token: once, to the client with the secret, and only to whoever holds what the challenge was made of.
async fn token(State(codes): State<Shared>, headers: HeaderMap, body: String) -> Response {
    let fields: HashMap<String, String> = serde_html_form::from_str(&body).unwrap();
    let mut codes = codes.lock().unwrap();
    codes.asked += 1;
    let secret = format!("Basic {}", BASE64_STANDARD.encode("grundlag:hemmelig"));
    let client = headers.get(header::AUTHORIZATION).is_some_and(|v| v == secret.as_str());
    let back = fields
        .get("redirect_uri")
        .is_some_and(|to| *to == format!("{PUBLIC}/sign-in/return"));
    let given = fields.get("code").and_then(|code| codes.given.remove(code));
    let made = |verifier: &String| BASE64.encode(Sha256::digest(verifier.as_bytes()));
    let challenge = fields.get("code_verifier").map(made);
    let (status, answer) = match given {
        Some((asked, token)) if client && back && challenge.as_ref() == Some(&asked) => {
            codes.taken += 1;
            let answer = json!({ "access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": token });
            (StatusCode::OK, answer)
        }
        _ => (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })),
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, answer.to_string()).into_response()
}

/// The house with that provider: stewards are the group `hr`, directors of Ældre the group `aeldre-ledelse`.
async fn with_provider(db: Db) -> (House, Shared) {
    let codes = provider().await;
    let mut house = House::new(db).await;
    let settings = oidc::Settings {
        issuer: codes.lock().unwrap().issuer.clone(),
        client_id: "grundlag".into(),
        client_secret: Some("hemmelig".into()),
        redirect: format!("{PUBLIC}/sign-in/return"),
        person_claim: Some("employee_id".into()),
        groups_claim: Some("groups".into()),
        scopes: vec!["profile".into()],
        authority: None,
    };
    let set = SignInProvider {
        provider: oidc::Provider::new(settings).unwrap(),
        groups: [
            "hr=steward",
            "aeldre-ledelse=director@Ældre",
            "væk=director@findes-ikke",
        ]
        .map(|text| text.parse::<GroupRole>().unwrap())
        .to_vec(),
    };
    house.app = house.app.clone().with_provider(Some(set), PUBLIC);
    house.router = web::router(house.app.clone());
    (house, codes)
}

/// Asks as a browser with these cookies would, at a time.
async fn ask(house: &House, now: Instant, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path)
        .header(header::HOST, "localhost")
        .header(header::COOKIE, format!("language=da; {cookie}"));
    house.at(now, &house.stranger()).send(request, Body::empty()).await
}

/// The cookie of this name that an answer sets.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.headers.get_all(header::SET_COOKIE);
    let mut found = set.iter().filter_map(|v| v.to_str().ok()?.split(';').next());
    found.find(|c| c.starts_with(&format!("{name}="))).map(str::to_owned)
}

/// A sign-in that has left for the provider.
struct Left {
    cookie: String,
    asked: HashMap<String, String>,
}

async fn leave(house: &House, now: Instant, path: &str) -> Left {
    let answer = ask(house, now, path, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let (to, query) = answer.location().split_once('?').unwrap();
    assert!(
        to.starts_with("http://127.0.0.1:") && to.ends_with("/authorize"),
        "{to}"
    );
    Left {
        cookie: cookie(&answer, "grundlag-provider").unwrap(),
        asked: serde_html_form::from_str(query).unwrap(),
    }
}

/// The provider lets somebody in and gives a code: the token says what `change` makes of it, signed with `pem`.
fn let_in(codes: &Shared, left: &Left, now: Instant, pem: &str, change: impl Fn(&mut Value)) -> String {
    let mut codes = codes.lock().unwrap();
    let mut says = json!({
        "iss": codes.issuer, "aud": "grundlag", "sub": "f3c1-77", "nonce": left.asked["nonce"],
        "iat": now.0 / 1000, "exp": now.0 / 1000 + 300, "email": "nina@proeveby.example",
    });
    change(&mut says);
    let part = |value: &Value| BASE64.encode(value.to_string());
    let text = format!(
        "{}.{}",
        part(&json!({ "alg": "RS256", "kid": "a", "typ": "JWT" })),
        part(&says)
    );
    let signature = key(pem)
        .sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, text.as_bytes())
        .unwrap();
    let code = format!("code{}", codes.given.len() + codes.asked);
    let token = format!("{text}.{}", BASE64.encode(signature));
    codes
        .given
        .insert(code.clone(), (left.asked["code_challenge"].clone(), token));
    code
}

fn back(left: &Left, code: &str) -> String {
    format!("/sign-in/return?code={code}&state={}", left.asked["state"])
}

/// The whole round.
async fn sign_in(house: &House, codes: &Shared, now: Instant, change: impl Fn(&mut Value)) -> Answer {
    let left = leave(house, now, "/sign-in/provider?next=/account").await;
    let code = let_in(codes, &left, now, OWN, change);
    ask(house, now, &back(&left, &code), &left.cookie).await
}

fn stays_outside(answer: &Answer, says: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains(says), "{says}: {}", answer.body);
    assert_eq!(cookie(answer, "grundlag"), None);
}

const NOT_REACHED: &str = "Vi kunne ikke få svar";
const STRANGE: &str = "begyndte et andet sted";
const NOT_TIED: &str = "Vi ved ikke, hvem du er";

async fn count(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, []).await.unwrap()
}

#[tokio::test]
async fn somebody_known_comes_in_with_the_roles_of_their_groups() {
    on_both(async |db| {
        let (house, codes) = with_provider(db).await;
        let left = leave(&house, NOW, "/sign-in/provider?next=/account").await;
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "grundlag"),
            ("redirect_uri", "https://grundlag.proeveby.example/sign-in/return"),
            ("code_challenge_method", "S256"),
            ("scope", "openid profile"),
        ] {
            assert_eq!(left.asked[name], value, "{name}");
        }
        for secret in ["state", "nonce", "code_challenge"] {
            assert!(left.asked[secret].len() >= 43, "{secret}");
        }
        let as_nor = |groups: &'static [&'static str]| {
            move |says: &mut Value| {
                says["employee_id"] = json!("Nor");
                says["groups"] = json!(groups);
            }
        };
        let code = let_in(&codes, &left, NOW, OWN, as_nor(&["hr", "aeldre-ledelse", "væk", "kantinen"]));
        let inside = ask(&house, NOW, &back(&left, &code), &left.cookie).await;
        assert_eq!((inside.status, inside.location()), (StatusCode::SEE_OTHER, "/account"));
        let session = cookie(&inside, "grundlag").unwrap();
        let account = ask(&house, NOW, "/account", &session).await;
        assert!(account.body.contains("Nor Prøvesen"), "{}", account.body);
        let roles = async || -> Vec<(String, String)> {
            let sql = "select g.role, u.name from role_grant g join unit_now u on u.unit_id = g.unit_id
                       where g.person_id = $1 and g.revoked_at is null and (g.valid_to is null or g.valid_to > '2026-11-23')
                       order by g.role";
            let mut conn = house.app.db.read().await.unwrap();
            conn.all(sql, args![house.people["Nor"]]).await.unwrap()
        };
        let pair = |role: Role, unit: &str| (role.word().to_owned(), unit.to_owned());
        assert_eq!(roles().await, [pair(Role::Director, "Ældre"), pair(Role::Steward, "Rod")]);
        let settings = ask(&house, NOW, "/settings", &session).await;
        assert_eq!(settings.status, StatusCode::OK, "a steward's page");
        assert_eq!(count(&house, "select count(*) from audit where deed = 'sync_role'").await, 1);
        assert_eq!(count(&house, "select count(*) from audit where deed = 'tie_sign_in'").await, 1);

        // The group is gone the next time, and so is the role; without the claim it is the same person by the subject.
        let later = NOW.plus_minutes(5);
        let again = sign_in(&house, &codes, later, |says| says["groups"] = json!(["aeldre-ledelse"])).await;
        let other = cookie(&again, "grundlag").unwrap();
        assert_ne!(other, session, "a session of its own");
        assert_eq!(roles().await, [pair(Role::Director, "Ældre")]);
        assert_eq!(ask(&house, later, "/settings", &other).await.status, StatusCode::NOT_FOUND);
        sign_in(&house, &codes, later.plus_minutes(5), |_| {}).await;
        assert_eq!(roles().await, [], "no groups, no roles");
        assert_eq!(count(&house, "select count(*) from sign_in_identity").await, 1);
        assert_eq!(count(&house, "select count(*) from sign_in_attempt").await, 0, "each is used up");
    })
    .await;
}

#[tokio::test]
async fn an_answer_counts_once_in_the_browser_that_asked_and_soon() {
    on_both(async |db| {
        let (house, codes) = with_provider(db).await;
        let as_nor = |says: &mut Value| says["employee_id"] = json!("Nor");
        // Another state, none, or no cookie: nothing is asked of the provider.
        let left = leave(&house, NOW, "/sign-in/provider").await;
        let code = let_in(&codes, &left, NOW, OWN, as_nor);
        let forged = format!("/sign-in/return?code={code}&state=noget-andet");
        stays_outside(&ask(&house, NOW, &forged, &left.cookie).await, STRANGE);
        stays_outside(&ask(&house, NOW, &back(&left, &code), &left.cookie).await, STRANGE);
        let left = leave(&house, NOW, "/sign-in/provider").await;
        let code = let_in(&codes, &left, NOW, OWN, as_nor);
        stays_outside(&ask(&house, NOW, &back(&left, &code), "").await, STRANGE);
        // Somebody else's browser, which began a sign-in of its own.
        let victim = leave(&house, NOW, "/sign-in/provider").await;
        stays_outside(&ask(&house, NOW, &back(&left, &code), &victim.cookie).await, STRANGE);
        // Too late.
        let late = NOW.plus_minutes(11);
        stays_outside(&ask(&house, late, &back(&left, &code), &left.cookie).await, STRANGE);
        assert_eq!(codes.lock().unwrap().asked, 0);

        // Declined there.
        let left = leave(&house, late, "/sign-in/provider").await;
        let declined = format!("/sign-in/return?error=access_denied&state={}", left.asked["state"]);
        let answer = ask(&house, late, &declined, &left.cookie).await;
        stays_outside(&answer, "Du blev ikke logget ind hos jeres login");

        // In, and the same answer again: the second is nobody's.
        let left = leave(&house, late, "/sign-in/provider?next=//evil.example/").await;
        let code = let_in(&codes, &left, late, OWN, as_nor);
        let inside = ask(&house, late, &back(&left, &code), &left.cookie).await;
        assert_eq!(
            (inside.status, inside.location()),
            (StatusCode::SEE_OTHER, "/"),
            "not out of the house"
        );
        stays_outside(&ask(&house, late, &back(&left, &code), &left.cookie).await, STRANGE);
        // A code that the provider did not give, and one that was given for another challenge.
        let left = leave(&house, late, "/sign-in/provider").await;
        stays_outside(
            &ask(&house, late, &back(&left, "gættet"), &left.cookie).await,
            NOT_REACHED,
        );
        let later = late.plus_minutes(5);
        let (one, two) = (
            leave(&house, later, "/sign-in/provider").await,
            leave(&house, later, "/sign-in/provider").await,
        );
        let stolen = let_in(&codes, &one, later, OWN, as_nor);
        stays_outside(
            &ask(&house, later, &back(&two, &stolen), &two.cookie).await,
            NOT_REACHED,
        );
        assert_eq!(codes.lock().unwrap().taken, 1);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_says_something_else_lets_nobody_in() {
    on_both(async |db| {
        let (house, codes) = with_provider(db).await;
        let mut now = NOW;
        let lies: [(&str, fn(&mut Value)); 7] = [
            ("nonce", |says| says["nonce"] = json!("fra en anden gang")),
            ("no nonce", |says| {
                says.as_object_mut().unwrap().remove("nonce");
            }),
            ("audience", |says| says["aud"] = json!("en anden")),
            ("issuer", |says| says["iss"] = json!("https://evil.example")),
            ("expired", |says| says["exp"] = json!(NOW.0 / 1000 - 3600)),
            ("made long ago", |says| says["iat"] = json!(NOW.0 / 1000 - 86_400)),
            ("no subject", |says| says["sub"] = json!("")),
        ];
        for (what, lie) in lies {
            now = now.plus_minutes(2);
            let answer = sign_in(&house, &codes, now, |says| {
                says["employee_id"] = json!("Nor");
                lie(says);
            })
            .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            stays_outside(&answer, NOT_REACHED);
        }
        now = now.plus_minutes(2);
        let left = leave(&house, now, "/sign-in/provider").await;
        let code = let_in(&codes, &left, now, OTHER, |says| says["employee_id"] = json!("Nor"));
        stays_outside(&ask(&house, now, &back(&left, &code), &left.cookie).await, NOT_REACHED);
        assert_eq!(codes.lock().unwrap().taken, 8, "each got its token");
        assert_eq!(count(&house, "select count(*) from sign_in_identity").await, 0);
        assert_eq!(count(&house, "select count(*) from session").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_known_by_an_address_and_nobody_is_two() {
    on_both(async |db| {
        let (house, codes) = with_provider(db).await;
        // Nina's address, and nothing that says it is Nina.
        let mut now = NOW;
        stays_outside(&sign_in(&house, &codes, now, |_| {}).await, NOT_TIED);
        now = now.plus_minutes(2);
        let unknown = |says: &mut Value| says["employee_id"] = json!("nina@proeveby.example");
        stays_outside(&sign_in(&house, &codes, now, unknown).await, NOT_TIED);

        // By an administrator's invitation, which works once.
        now = now.plus_minutes(2);
        let ada = house.at(now, &house.signed_in("Ada").await);
        let shown = ada
            .post(&format!("/access/people/{}/invite", house.people["Nina"]), &[])
            .await;
        let from = shown.body.find("/sign-in/invited/").expect("a link");
        let path: String = shown.body[from..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c))
            .collect();
        let left = leave(&house, now, &path).await;
        let code = let_in(&codes, &left, now, OWN, |_| {});
        let inside = ask(&house, now, &back(&left, &code), &left.cookie).await;
        let session = cookie(&inside, "grundlag").expect("she is in");
        assert!(
            ask(&house, now, "/account", &session)
                .await
                .body
                .contains("Nina Prøvesen")
        );
        assert_eq!(ask(&house, now, &path, "").await.status, StatusCode::NOT_FOUND, "once");

        // Somebody else at the provider says that they are Nina: she has an identity already.
        now = now.plus_minutes(2);
        let second = |says: &mut Value| {
            says["sub"] = json!("another");
            says["employee_id"] = json!("Nina");
        };
        stays_outside(&sign_in(&house, &codes, now, second).await, NOT_TIED);

        // A closed account stays closed.
        now = now.plus_minutes(2);
        let ada = house.at(now, &ada);
        ada.post(&format!("/access/people/{}/close", house.people["Nina"]), &[])
            .await;
        stays_outside(&sign_in(&house, &codes, now, |_| {}).await, NOT_TIED);
        assert_eq!(
            ask(&house, now, "/account", &session).await.location(),
            "/sign-in?next=/account"
        );

        // Six sign-ins a minute are too many; and with no provider the way in is the password's.
        now = now.plus_minutes(5);
        for _ in 0..5 {
            leave(&house, now, "/sign-in/provider").await;
        }
        let busy = ask(&house, now, "/sign-in/provider", "").await;
        assert!(
            busy.status.is_server_error() || busy.status == StatusCode::TOO_MANY_REQUESTS,
            "{}",
            busy.status
        );
    })
    .await;
}
