//! What comes in: forms and identities in paths, with kind errors. The framework's own extractors answer in English
//! and are banned (clippy.toml).

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::{App, Error};

/// Bytes that a form may have. Uploads have their own limit.
pub const FORM_LIMIT: usize = 256 * 1024;

/// A form's fields. Unknown fields are refused when the struct says `deny_unknown_fields`, and each should.
pub struct Input<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Input<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &App) -> Result<Self, Error> {
        let bytes = body(request, FORM_LIMIT).await?;
        serde_html_form::from_bytes(&bytes)
            .map(Input)
            .map_err(|e| Error::Form(e.to_string()))
    }
}

/// The whole body, or [`Error::TooLarge`].
pub async fn body(request: Request, limit: usize) -> Result<Bytes, Error> {
    axum::body::to_bytes(request.into_body(), limit)
        .await
        .map_err(|_| Error::TooLarge(limit))
}

/// The query's fields; what does not read counts as not given, because a link from a mail must not break.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequestParts<App> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        Ok(Self(
            serde_html_form::from_str(parts.uri.query().unwrap_or("")).unwrap_or_default(),
        ))
    }
}

/// The identities in a path, in their order. What is not an identity is not found.
pub struct At<T>(pub T);

macro_rules! at {
    ($($name:ident),+) => {
        impl<$($name: std::str::FromStr + Send),+> FromRequestParts<App> for At<($($name,)+)> {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
                let raw = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
                let mut values = raw.iter().map(|(_, value)| value);
                Ok(Self(($(values.next().and_then(|v| v.parse::<$name>().ok()).ok_or(Error::NotFound)?,)+)))
            }
        }
    };
}
at!(A);
at!(A, B);
at!(A, B, C);
