//! Everything that goes wrong, said in one place: a page for people, RFC 9457 for programs.
//!
//! Handlers return a [`Failure`]; it travels as an empty answer with the failure beside it, and [`answer`] gives it
//! words in the reader's language. Refusals of the framework itself (a body too large, a method not allowed, a panic)
//! pass through the same place.

use std::any::Any;
use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use huiyin_domain::Text;

use crate::preferences::Preferences;
use crate::request::RequestId;
use crate::server::Settings;

mod of_app;
mod refusal;
mod words;

pub(crate) use refusal::{Refused, refusal, text as refusal_of, untried};

/// What sort of thing went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// The request cannot be read.
    Unreadable,
    /// The person may not do this.
    Forbidden,
    /// There is no such thing, or none that this person may know of.
    NotFound,
    /// Somebody else was quicker, or it was done already.
    Conflict,
    /// What was sent is larger than allowed.
    TooLarge,
    /// What was sent can be read but not accepted.
    Invalid,
    /// Too many tries.
    TooMany,
    /// The answer took too long.
    TooSlow,
    /// Something is broken on our side.
    Internal,
    /// The database cannot be reached just now.
    Unavailable,
}

impl Kind {
    /// The status it is answered with.
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::GATEWAY_TIMEOUT,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The kind of an answer that something else refused.
    const fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            403 => Self::Forbidden,
            404 => Self::NotFound,
            409 => Self::Conflict,
            413 => Self::TooLarge,
            422 => Self::Invalid,
            429 => Self::TooMany,
            408 | 504 => Self::TooSlow,
            503 => Self::Unavailable,
            500..=599 => Self::Internal,
            _ => Self::Unreadable,
        }
    }

    /// Its name in the `type` of a problem.
    const fn id(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::Invalid => "invalid",
            Self::TooMany => "too-many",
            Self::TooSlow => "too-slow",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }
}

/// Something that went wrong, on its way to whoever asked.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    kind: Kind,
    reason: Option<Box<Text>>,
    clause: Option<String>,
    way_out: Option<Box<(String, Text)>>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure that says no more than its kind.
    pub(crate) const fn new(kind: Kind) -> Self {
        Self {
            kind,
            reason: None,
            clause: None,
            way_out: None,
            cause: None,
        }
    }

    /// Something broken. The cause goes to the log, once, beside the request's id; nobody is shown it.
    pub(crate) fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            cause: Some(Arc::from(cause.into())),
            ..Self::new(Kind::Internal)
        }
    }

    /// The same, with the sentence that says why, in place of the general one.
    #[must_use]
    pub(crate) fn because(self, reason: Text) -> Self {
        Self {
            reason: Some(Box::new(reason)),
            ..self
        }
    }

    /// The same, with the clause that asks for the refusal.
    #[must_use]
    pub(crate) fn by_clause(self, clause: &str) -> Self {
        Self {
            clause: Some(clause.to_owned()),
            ..self
        }
    }

    /// The same, with a page to go on with, in place of the first page.
    #[must_use]
    pub(crate) fn or_go_to(self, href: &str, words: Text) -> Self {
        Self {
            way_out: Some(Box::new((href.to_owned(), words))),
            ..self
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer to a panic: it is logged and becomes an internal failure like any other.
#[expect(clippy::needless_pass_by_value, reason = "the layer's signature")]
pub(crate) fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    Failure::internal(format!("panicked: {message}")).into_response()
}

/// Who asked, as far as the answer depends on it.
struct Asker {
    id: RequestId,
    preferences: Preferences,
    demo: bool,
    form: Form,
}

/// In which form a failure is answered.
#[derive(Clone, Copy)]
enum Form {
    /// A whole page.
    Page,
    /// A line that takes the place of a part of a page.
    Part,
    /// A problem of RFC 9457.
    Problem,
}

impl Asker {
    fn of(request: &Request, settings: Settings) -> Self {
        let extensions = request.extensions();
        let path = request.uri().path();
        // What the page on the phone asks for; its shell is a page like any other.
        let by_phone = path
            .strip_prefix("/today/")
            .is_some_and(|it| !it.is_empty());
        let form = if path.starts_with("/api/") || by_phone {
            Form::Problem
        } else if request.headers().contains_key("hx-request") {
            Form::Part
        } else {
            Form::Page
        };
        Self {
            id: extensions
                .get()
                .copied()
                .unwrap_or_else(RequestId::generate),
            preferences: extensions.get().copied().unwrap_or_default(),
            demo: settings.demo,
            form,
        }
    }
}

/// Gives failures their words. An answer that is an error but has a page or a document of its own is left alone.
pub(crate) async fn answer(
    State(settings): State<Settings>,
    request: Request,
    next: Next,
) -> Response {
    let asker = Asker::of(&request, settings);
    let mut response = next.run(request).await;
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        None if is_bare_error(&response) => Failure::new(Kind::of_status(response.status())),
        None => return response,
    };
    if let Some(cause) = &failure.cause {
        tracing::error!(cause = chain(&**cause), "failed");
    }
    let (kind, body) = match asker.form {
        Form::Page => ("text/html; charset=utf-8", words::page(&failure, &asker)),
        Form::Part => ("text/html; charset=utf-8", words::part(&failure, &asker)),
        Form::Problem => (
            "application/problem+json",
            words::problem(&failure, response.status(), &asker),
        ),
    };
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    *response.body_mut() = body.into();
    response
}

fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && !has_document(response.headers())
}

fn has_document(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.contains("json"))
}

/// An error with everything that led to it, in one line.
fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(line, ": {cause}");
        source = cause.source();
    }
    line
}
