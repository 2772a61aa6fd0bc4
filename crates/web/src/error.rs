//! How a request can fail, and what the user then sees.
//!
//! - A form that does not fit is not an error: the handler shows the form again, with status 422.
//! - [`Error::NotFound`] for what is not there *and* for what is not yours.
//! - Everything else has a page of its own, made by [`crate::guard`], which alone knows the reader's language.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::may::Refused;

/// What every handler returns.
pub type Page = Result<Response, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    /// Sign in first, then go on to this path.
    #[error("not signed in")]
    SignIn(String),
    /// The password was set by somebody else: first choose one's own.
    #[error("the password must be changed")]
    ChangePassword,
    /// The body is larger than this many bytes.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// The form did not have the fields that it has.
    #[error("form: {0}")]
    Form(String),
    #[error("too many attempts")]
    Busy,
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("template: {0}")]
    Template(#[from] askama::Error),
    /// Something that only a mistake of ours can bring about.
    #[error("{0}")]
    Ours(&'static str),
}

impl From<Refused> for Error {
    fn from(_: Refused) -> Self {
        Self::NotFound
    }
}

/// Put on a failed response for [`crate::guard`] to make the page from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    NotFound,
    TooLarge(usize),
    Form,
    Method,
    Busy,
    Foreign,
    Full,
    Broken,
}

impl Failure {
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Form => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let failure = match &self {
            Self::SignIn(next) => {
                let to = crate::paths::sign_in(next);
                return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
            }
            Self::ChangePassword => {
                return (StatusCode::SEE_OTHER, [(header::LOCATION, crate::paths::account())]).into_response();
            }
            Self::NotFound => Failure::NotFound,
            Self::TooLarge(limit) => Failure::TooLarge(*limit),
            Self::Form(_) => Failure::Form,
            Self::Busy => Failure::Busy,
            Self::Store(e) if e.is_full() => Failure::Full,
            Self::Store(_) | Self::Template(_) | Self::Ours(_) => Failure::Broken,
        };
        // Logged once, here. Form errors name fields, never their contents.
        match failure {
            Failure::Broken | Failure::Full => tracing::error!(error = %self, "a request failed"),
            Failure::Form => tracing::debug!(error = %self, "a form was refused"),
            _ => {}
        }
        let mut response = failure.status().into_response();
        response.extensions_mut().insert(failure);
        response
    }
}
