//! ID tokens that somebody has meddled with: one case each, and each is refused. Beside them the ones that are taken.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use oidc::{Expected, Identity, Keys, Refused, verify};
use openidconnect::core::{CoreHmacKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};

const NOW: i64 = 1_795_424_400;
const ISSUER: &str = "https://login.proeveby.example/realms/kommune";
const CLIENT: &str = "grundlag";
const NONCE: &str = "b6a1c7d2e3f40516273849";

/// Made for these tests.
const OWN: &str = include_str!("keys/own.pem");
const OTHER: &str = include_str!("keys/other.pem");

fn key(pem: &str, kid: &str) -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(pem, Some(JsonWebKeyId::new(kid.into()))).unwrap()
}

fn keys() -> Keys {
    CoreJsonWebKeySet::new(vec![key(OWN, "a").as_verification_key()])
}

fn expected() -> Expected<'static> {
    Expected {
        issuer: ISSUER,
        client_id: CLIENT,
        nonce: NONCE,
        person_claim: Some("employee_id"),
        groups_claim: Some("groups"),
        now: NOW,
    }
}

fn header() -> Value {
    json!({ "alg": "RS256", "kid": "a", "typ": "JWT" })
}

fn payload() -> Value {
    json!({
        "iss": ISSUER, "aud": CLIENT, "sub": "f3c1-77", "nonce": NONCE, "iat": NOW - 2, "exp": NOW + 300,
        "email": "direktoeren@proeveby.example", "employee_id": "p0877", "groups": ["hr", "ledere"]
    })
}

fn part(value: &Value) -> String {
    BASE64.encode(value.to_string())
}

/// With the provider's own key, whatever the header says.
fn signed(header: &Value, payload: &Value) -> String {
    signed_with(OWN, &CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, header, payload)
}

fn signed_with(pem: &str, algorithm: &CoreJwsSigningAlgorithm, header: &Value, payload: &Value) -> String {
    let text = format!("{}.{}", part(header), part(payload));
    let signature = key(pem, "a").sign(algorithm, text.as_bytes()).unwrap();
    format!("{text}.{}", BASE64.encode(signature))
}

/// A true token but for what `change` does to what it says.
fn saying(change: impl Fn(&mut Value)) -> String {
    let mut payload = payload();
    change(&mut payload);
    signed(&header(), &payload)
}

fn without(claim: &str) -> String {
    saying(|p| {
        p.as_object_mut().unwrap().remove(claim);
    })
}

fn headed(change: impl Fn(&mut Value)) -> String {
    let mut header = header();
    change(&mut header);
    signed(&header, &payload())
}

/// Signed with a secret that everybody has.
fn shared(secret: &[u8]) -> String {
    let mut header = header();
    header["alg"] = json!("HS256");
    let text = format!("{}.{}", part(&header), part(&payload()));
    let signature = CoreHmacKey::new(secret.to_vec())
        .sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes())
        .unwrap();
    format!("{text}.{}", BASE64.encode(signature))
}

/// The true token with its parts in other hands.
fn parts(change: impl Fn(&mut Vec<String>)) -> String {
    let token = signed(&header(), &payload());
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    change(&mut parts);
    parts.join(".")
}

#[test]
fn a_true_token_says_who_signed_in() {
    let identity = Identity {
        issuer: ISSUER.into(),
        subject: "f3c1-77".into(),
        person: Some("p0877".into()),
        groups: vec!["hr".into(), "ledere".into()],
    };
    assert_eq!(verify(&saying(|_| {}), &keys(), &expected()), Ok(identity.clone()));
    for taken in [
        saying(|p| p["aud"] = json!([CLIENT])),
        saying(|p| p["azp"] = json!(CLIENT)),
        saying(|p| p["nbf"] = json!(NOW - 2)),
        // A clock that is a little ahead.
        saying(|p| p["iat"] = json!(NOW + 30)),
        without("email"),
        signed_with(
            OWN,
            &CoreJwsSigningAlgorithm::RsaSsaPssSha256,
            &json!({ "alg": "PS256", "kid": "a" }),
            &payload(),
        ),
    ] {
        assert_eq!(verify(&taken, &keys(), &expected()), Ok(identity.clone()));
    }
    // What is not said is not there, and gives nothing.
    for claim in ["groups", "employee_id"] {
        let who = verify(&without(claim), &keys(), &expected()).unwrap();
        assert!(if claim == "groups" {
            who.groups.is_empty()
        } else {
            who.person.is_none()
        });
    }
    // Entra says so when somebody has more groups than fit: then there are none.
    let many = saying(|p| p["groups"] = json!({ "names": "elsewhere" }));
    assert!(verify(&many, &keys(), &expected()).unwrap().groups.is_empty());
}

#[test]
fn every_meddled_token_is_refused() {
    let public = key(OWN, "a").as_verification_key();
    let public = serde_json::to_string(&public).unwrap();
    let other = |header: &Value| {
        signed_with(
            OTHER,
            &CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            header,
            &payload(),
        )
    };
    let cases: Vec<(&str, String)> = vec![
        ("another issuer", saying(|p| p["iss"] = json!("https://evil.example"))),
        (
            "an issuer with a slash more",
            saying(|p| p["iss"] = json!(format!("{ISSUER}/"))),
        ),
        (
            "the issuer in capitals",
            saying(|p| p["iss"] = json!(ISSUER.to_uppercase())),
        ),
        (
            "another realm of the issuer",
            saying(|p| p["iss"] = json!(ISSUER.replace("kommune", "master"))),
        ),
        ("no issuer", without("iss")),
        ("an issuer that is a list", saying(|p| p["iss"] = json!([ISSUER]))),
        ("another audience", saying(|p| p["aud"] = json!("another"))),
        (
            "an audience that begins like us",
            saying(|p| p["aud"] = json!("grundlag2")),
        ),
        (
            "for us and for others",
            saying(|p| p["aud"] = json!([CLIENT, "another"])),
        ),
        ("for us twice", saying(|p| p["aud"] = json!([CLIENT, CLIENT]))),
        ("for nobody", saying(|p| p["aud"] = json!([]))),
        ("no audience", without("aud")),
        ("given to another client", saying(|p| p["azp"] = json!("another"))),
        ("another nonce", saying(|p| p["nonce"] = json!("another"))),
        ("an empty nonce", saying(|p| p["nonce"] = json!(""))),
        (
            "a nonce in capitals",
            saying(|p| p["nonce"] = json!(NONCE.to_uppercase())),
        ),
        ("no nonce", without("nonce")),
        ("expired a second ago", saying(|p| p["exp"] = json!(NOW - 1))),
        ("expired for years", saying(|p| p["exp"] = json!(NOW - 100_000_000))),
        ("no expiry", without("exp")),
        (
            "an expiry that is text",
            saying(|p| p["exp"] = json!((NOW + 300).to_string())),
        ),
        ("made in the future", saying(|p| p["iat"] = json!(NOW + 3600))),
        ("made hours ago", saying(|p| p["iat"] = json!(NOW - 7200))),
        ("never made", without("iat")),
        ("not counting yet", saying(|p| p["nbf"] = json!(NOW + 3600))),
        ("counting from a word", saying(|p| p["nbf"] = json!("now"))),
        ("no subject", without("sub")),
        ("an empty subject", saying(|p| p["sub"] = json!(""))),
        ("a subject of blanks", saying(|p| p["sub"] = json!("   "))),
        (
            "a subject with a line in it",
            saying(|p| p["sub"] = json!("f3c1-77\nadmin")),
        ),
        ("a subject without end", saying(|p| p["sub"] = json!("x".repeat(256)))),
        ("a subject that is a number", saying(|p| p["sub"] = json!(77))),
        ("no algorithm", headed(|h| h["alg"] = json!("none"))),
        ("no algorithm, in capitals", headed(|h| h["alg"] = json!("NONE"))),
        (
            "no algorithm and no signature",
            parts(|p| {
                p[0] = part(&json!({ "alg": "none" }));
                p[2] = String::new();
            }),
        ),
        (
            "the algorithm left out",
            headed(|h| {
                h.as_object_mut().unwrap().remove("alg");
            }),
        ),
        (
            "another algorithm than it was signed with",
            headed(|h| h["alg"] = json!("RS512")),
        ),
        (
            "an algorithm for another kind of key",
            headed(|h| h["alg"] = json!("ES256")),
        ),
        ("signed with the public key as a secret", shared(public.as_bytes())),
        ("signed with the client's name as a secret", shared(CLIENT.as_bytes())),
        ("signed with another key", other(&header())),
        (
            "signed with a key that it brings itself",
            other(
                &json!({ "alg": "RS256", "jwk": serde_json::to_value(key(OTHER, "a").as_verification_key()).unwrap() }),
            ),
        ),
        (
            "signed with a key at an address that it names",
            other(&json!({ "alg": "RS256", "jku": "https://evil.example/keys" })),
        ),
        ("a key that is not there", headed(|h| h["kid"] = json!("b"))),
        (
            "something critical in its header",
            headed(|h| h["crit"] = json!(["b64"])),
        ),
        ("encrypted", headed(|h| h["alg"] = json!("RSA-OAEP"))),
        ("of another type", headed(|h| h["typ"] = json!("at+jwt"))),
        ("no signature", parts(|p| p[2] = String::new())),
        ("its signature cut short", parts(|p| p[2].truncate(100))),
        (
            "two parts",
            parts(|p| {
                p.pop();
            }),
        ),
        ("four parts", parts(|p| p.push("x".into()))),
        (
            "one letter of the signature changed",
            parts(|p| {
                let letter = if p[2].starts_with('A') { "B" } else { "A" };
                p[2].replace_range(0..1, letter);
            }),
        ),
        (
            "somebody else's name under its signature",
            parts(|p| {
                let mut payload = payload();
                payload["sub"] = json!("the-director");
                p[1] = part(&payload);
            }),
        ),
        (
            "more groups under its signature",
            parts(|p| {
                let mut payload = payload();
                payload["groups"] = json!(["administrators"]);
                p[1] = part(&payload);
            }),
        ),
        ("a payload that is a list", signed(&header(), &json!([payload()]))),
        ("a payload that is no JSON", parts(|p| p[1] = BASE64.encode("hello"))),
        ("a payload that is no base64", parts(|p| p[1] = "æøå".into())),
        ("nothing", String::new()),
        ("dots", "..".into()),
        ("far too much", "a".repeat(70_000)),
    ];
    assert!(cases.len() >= 30, "{}", cases.len());
    let taken: Vec<&str> = cases
        .iter()
        .filter(|(_, token)| verify(token, &keys(), &expected()).is_ok())
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(taken, [""; 0], "of {}", cases.len());

    // A refusal holds nothing of the token: it goes to the server's log.
    for (name, token) in &cases {
        let said = verify(token, &keys(), &expected()).unwrap_err().to_string();
        assert!(
            !said.contains("evil") && !said.contains("direktoeren") && !said.contains("f3c1"),
            "{name}: {said}"
        );
    }
    assert_eq!(verify(&"a".repeat(70_000), &keys(), &expected()), Err(Refused::Long));
}

#[test]
fn with_two_keys_the_right_one_is_taken() {
    let both = CoreJsonWebKeySet::new(vec![
        key(OTHER, "old").as_verification_key(),
        key(OWN, "a").as_verification_key(),
    ]);
    assert!(verify(&saying(|_| {}), &both, &expected()).is_ok());
}
