//! Who asks: a key, and nobody. Looked at before anything else: whether it holds, whether it opens the route, and how
//! often it has asked.

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::{Day, Instant, TokenId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use store::Conn;
use store::token::Bearer;

use super::Answer;
use super::list::Params;
use super::problem::{FieldProblem, Problem};
use crate::ctx::{Asked, RouteAction};
use crate::{App, Error, Texts};

/// Bytes that the body of a request may have: a story, many times over.
const BODY_LIMIT: usize = 64 * 1024;
/// Minutes after which it is noted anew that a key was used.
const NOTE_MINUTES: i64 = 60;

pub struct Caller {
    pub app: App,
    pub now: Instant,
    pub today: Day,
    pub t: Texts,
    pub token: TokenId,
    query: String,
    if_none_match: Option<String>,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(&RouteAction(action)) = parts.extensions.get() else {
            return Err(Error::Ours("a route without a row").into());
        };
        let now = app.now();
        let bearer = match key(&parts.headers).and_then(super::hash) {
            Some(hash) => store::token::bearer(&mut app.db.read().await?, hash, now).await?,
            None => None,
        };
        let bearer = bearer.ok_or(Problem::NoKey)?;
        if !app.rate.note(bearer.id, now) {
            return Err(Problem::TooMany);
        }
        if model::token::may(&bearer.scopes, action).is_err() {
            let scope = model::token::Scope::of(action).ok_or(Error::Ours("a route of the API without a scope"))?;
            return Err(Problem::Scope(scope));
        }
        if let Some(asked) = parts.extensions.get::<Asked>() {
            asked.set();
        }
        if !accepts_json(&parts.headers) {
            return Err(Problem::NotAcceptable);
        }
        note(app, &bearer, now).await;
        Ok(Self {
            app: app.clone(),
            now,
            today: now.day(&app.zone),
            t: Texts::new(crate::ctx::language(&parts.headers)),
            token: bearer.id,
            query: parts.uri.query().unwrap_or("").to_owned(),
            if_none_match: parts
                .headers
                .get(header::IF_NONE_MATCH)
                .and_then(|v| v.to_str().ok())
                .map(ToOwned::to_owned),
        })
    }
}

/// The key of `Authorization: Bearer …`.
fn key(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().peekable();
    accepted.peek().is_none()
        || accepted
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|range| range.split(';').next().unwrap_or("").trim())
            .any(|range| ["*/*", "application/*", "application/json"].contains(&range))
}

/// A disk that is full or broken stops no reading.
async fn note(app: &App, bearer: &Bearer, now: Instant) {
    if bearer.used_at.is_some_and(|at| now.minutes_since(at) < NOTE_MINUTES) {
        return;
    }
    let noted = async {
        let mut tx = app.db.write().await?;
        store::token::note_used(&mut tx, bearer.id, now).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::error!(%error, "the use of a key was not noted");
    }
}

impl Caller {
    pub async fn read(&self) -> Result<Conn, Problem> {
        Ok(self.app.db.read().await?)
    }

    /// The parameters of the address, of which these are known.
    pub fn params(&self, known: &[&'static str]) -> Params {
        Params::read(self, &self.query, known)
    }

    /// The answer, or that it is the one the caller has already.
    pub fn json(&self, body: &impl Serialize) -> Answer {
        json(self.if_none_match.as_deref(), body)
    }

    /// The body of a request.
    pub async fn body<T: DeserializeOwned>(&self, request: Request) -> Result<T, Problem> {
        let content = request.headers().get(header::CONTENT_TYPE);
        let kind = content.and_then(|v| v.to_str().ok()).unwrap_or("");
        if kind.split(';').next().unwrap_or("").trim() != "application/json" {
            return Err(Problem::MediaType);
        }
        let bytes: Bytes = crate::input::body(request, BODY_LIMIT).await?;
        serde_json::from_slice(&bytes).map_err(|error| match error.classify() {
            // It names fields and kinds, never what was written.
            serde_json::error::Category::Data => Problem::Unfit(vec![FieldProblem {
                field: String::new(),
                detail: self.t.api_wrong_fields(),
            }]),
            _ => Problem::Unreadable,
        })
    }
}

/// The answer with its tag. The tag is weak, since what is compressed is other bytes.
pub fn json(if_none_match: Option<&str>, body: &impl Serialize) -> Answer {
    let bytes = serde_json::to_vec(body).map_err(|_| Error::Ours("an answer that is no JSON"))?;
    let digest = Sha256::digest(&bytes);
    let tag: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let has = if_none_match.is_some_and(|tags| tags.split(',').any(|t| t.contains(&tag)));
    let mut response: Response = if has {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let content = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, content)], bytes).into_response()
    };
    if let Ok(value) = HeaderValue::from_str(&format!("W/\"{tag}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
    Ok(response)
}
