//! How an answer fails: a problem (RFC 9457) in the language that was asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::token::Scope;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Failure;
use crate::{App, Error, Texts};

/// Why an answer could not be given. Put on the response; [`answer`] writes it, and alone knows the language.
#[derive(Clone, Debug)]
pub enum Problem {
    /// No key, or none that holds.
    NoKey,
    Scope(Scope),
    /// Asked for as something else than JSON.
    NotAcceptable,
    /// Sent as something else than JSON.
    MediaType,
    /// Not JSON at all.
    Unreadable,
    Unfit(Vec<FieldProblem>),
    TooMany,
    Other(Failure),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let response = error.into_response();
        Self::Other(response.extensions().get().copied().unwrap_or(Failure::NotFound))
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}

impl Problem {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NoKey => StatusCode::UNAUTHORIZED,
            Self::Scope(_) => StatusCode::FORBIDDEN,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Other(failure) => failure.status(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Why a request was refused (RFC 9457), in the language of `Accept-Language`: Danish or English.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// One word for the kind of problem, the same in both languages.
    #[schema(example = "urn:grundlag:problem:scope")]
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// What is wrong with what was sent, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The name of a parameter, or of a field of the body.
    pub field: String,
    pub detail: String,
}

/// The problem as an answer.
pub fn answer(app: &App, t: Texts, problem: Problem) -> Response {
    let status = problem.status();
    let mut headers = Vec::new();
    let (word, title, detail) = match &problem {
        Problem::NoKey => {
            headers.push((header::WWW_AUTHENTICATE, "Bearer realm=\"Grundlag\"".to_owned()));
            ("key", t.api_no_key_title(), t.api_no_key())
        }
        Problem::Scope(scope) => {
            let challenge = format!("Bearer realm=\"Grundlag\", error=\"insufficient_scope\", scope=\"{scope}\"");
            headers.push((header::WWW_AUTHENTICATE, challenge));
            ("scope", t.api_scope_title(), t.api_scope(scope.word()))
        }
        Problem::NotAcceptable => ("not-acceptable", t.api_only_json_title(), t.api_not_acceptable()),
        Problem::MediaType => ("media-type", t.api_only_json_title(), t.api_media_type()),
        Problem::Unreadable => ("unreadable", t.api_unreadable_title(), t.api_unreadable()),
        Problem::Unfit(_) => ("unfit", t.api_unfit_title(), t.api_unfit()),
        Problem::TooMany => {
            headers.push((header::RETRY_AFTER, "1".to_owned()));
            ("too-many", t.api_too_many_title(), t.api_too_many())
        }
        Problem::Other(failure) => {
            let (title, detail) = crate::guard::words(app, t, *failure);
            let (word, title) = match failure {
                Failure::NotFound => ("not-found", t.api_not_found_title()),
                Failure::TooLarge(_) => ("too-large", title),
                Failure::Form => ("unreadable", title),
                Failure::Method => ("method", title),
                Failure::Busy => ("too-many", title),
                Failure::Foreign => ("foreign", title),
                Failure::Full => ("full", title),
                Failure::Broken => ("broken", title),
            };
            (word, title, detail)
        }
    };
    let body = ProblemBody {
        r#type: format!("urn:grundlag:problem:{word}"),
        title,
        status: status.as_u16(),
        detail,
        errors: match problem {
            Problem::Unfit(errors) => errors,
            _ => Vec::new(),
        },
    };
    let json = serde_json::to_vec(&body).unwrap_or_default();
    let mut response = (status, json).into_response();
    let content = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, content);
    let language = HeaderValue::from_static(t.language.word());
    response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
