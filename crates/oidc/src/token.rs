//! An ID token, held against everything that it must say. What the library leaves to its user is checked here as well.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreGenderClaim, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{AdditionalClaims, ClientId, IdToken, IssuerUrl, Nonce};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The provider's public keys.
pub type Keys = CoreJsonWebKeySet;

/// Bytes of a token; Entra's stop at some 200 groups, which is a tenth of this.
const LONGEST: usize = 64 * 1024;
/// Bytes of a subject: the standard has no longer one.
const LONGEST_SUBJECT: usize = 255;
/// How wrong the two clocks may be about each other, in seconds.
const CLOCKS: i64 = 60;
/// How old a token may be, in seconds: it was made a moment ago, in answer to us.
const OLDEST: i64 = 600;

/// Whatever else the token says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rest {
    #[serde(flatten)]
    all: BTreeMap<String, Value>,
}

impl AdditionalClaims for Rest {}

pub(crate) type Token = IdToken<Rest, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// What a token must be.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    /// That this sign-in was begun with.
    pub nonce: &'a str,
    /// The claim that holds the organisation's own identity of the person, and the one that holds their groups.
    pub person_claim: Option<&'a str>,
    pub groups_claim: Option<&'a str>,
    /// Seconds since 1970.
    pub now: i64,
}

/// Who signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    /// The organisation's own identity of the person, when a claim for it was asked for and is there.
    pub person: Option<String>,
    pub groups: Vec<String>,
}

/// Why a token is not believed. Never shown to whoever brought it, and without anything from inside it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    #[error("the token is longer than {LONGEST} bytes")]
    Long,
    #[error("the token does not read")]
    Malformed,
    /// Signature, issuer, audience, nonce or expiry.
    #[error("the token does not hold: {0}")]
    Library(String),
    #[error("the token is for others too")]
    Audience,
    #[error("the token was given to another client")]
    Party,
    #[error("the token was made at another time")]
    Issued,
    #[error("the token does not count yet")]
    Early,
    #[error("the token's subject is empty or too long")]
    Subject,
    #[error("the header asks for something that must be understood")]
    Critical,
}

/// Reads a token and holds it against what is expected of it.
pub fn verify(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Identity, Refused> {
    if token.len() > LONGEST {
        return Err(Refused::Long);
    }
    let issuer = IssuerUrl::new(expected.issuer.to_owned()).map_err(|_| Refused::Malformed)?;
    let token: Token = token.parse().map_err(|_| Refused::Malformed)?;
    let now = instant(expected.now)?;
    let verifier =
        CoreIdTokenVerifier::new_public_client(ClientId::new(expected.client_id.to_owned()), issuer, keys.clone())
            // Of the provider's own keys alone: `none` and what is signed with a shared secret are not among them.
            .set_allowed_algs([
                CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
                CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
                CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
                CoreJwsSigningAlgorithm::RsaSsaPssSha256,
                CoreJwsSigningAlgorithm::EcdsaP256Sha256,
                CoreJwsSigningAlgorithm::EcdsaP384Sha384,
            ])
            .set_other_audience_verifier_fn(|_| false)
            .set_time_fn(move || now)
            .set_issue_time_verifier_fn(|_| Ok(()));
    let nonce = Nonce::new(expected.nonce.to_owned());
    let claims = token
        .claims(&verifier, &nonce)
        .map_err(|error| Refused::Library(kind(&error)))?;

    let rest = &claims.additional_claims().all;
    if claims.audiences().len() != 1 {
        return Err(Refused::Audience);
    }
    // The core specification, 3.1.3.7: when there is an authorized party, it is us.
    if claims
        .authorized_party()
        .is_some_and(|party| party.as_str() != expected.client_id)
    {
        return Err(Refused::Party);
    }
    let age = expected.now - claims.issue_time().timestamp();
    if !(-CLOCKS..=OLDEST).contains(&age) {
        return Err(Refused::Issued);
    }
    // Not a claim of the standard's, and written by some providers.
    match rest.get("nbf") {
        None => {}
        Some(from) => match from.as_i64() {
            Some(from) if from <= expected.now + CLOCKS => {}
            _ => return Err(Refused::Early),
        },
    }
    let subject = claims.subject().as_str();
    if subject.trim().is_empty() || subject.len() > LONGEST_SUBJECT || subject.chars().any(char::is_control) {
        return Err(Refused::Subject);
    }
    let text = |claim: &str| rest.get(claim).and_then(Value::as_str).filter(|text| !text.is_empty());
    let groups = expected.groups_claim.and_then(|claim| rest.get(claim));
    Ok(Identity {
        issuer: expected.issuer.to_owned(),
        subject: subject.to_owned(),
        person: expected.person_claim.and_then(text).map(str::to_owned),
        groups: groups
            .and_then(Value::as_array)
            .map(|groups| groups.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            .unwrap_or_default(),
    })
}

fn instant(seconds: i64) -> Result<DateTime<Utc>, Refused> {
    DateTime::from_timestamp(seconds, 0).ok_or(Refused::Malformed)
}

/// Which of its checks the library stopped at; its own text can hold what the token says.
fn kind(error: &openidconnect::ClaimsVerificationError) -> String {
    use openidconnect::ClaimsVerificationError as E;
    match error {
        E::Expired(_) => "it has expired",
        E::InvalidAudience(_) => "its audience",
        E::InvalidIssuer(_) => "its issuer",
        E::InvalidNonce(_) => "its nonce",
        E::SignatureVerification(_) => "its signature",
        E::Unsupported(_) => "something that is not supported",
        _ => "something else",
    }
    .into()
}
