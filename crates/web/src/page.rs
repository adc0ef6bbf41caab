//! A template as an answer.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::failure::Failure;

/// A page: a template that is answered with 200, or with 422 or 403 where a form comes back with what stands in the way.
pub(crate) struct Page<T> {
    template: T,
    status: StatusCode,
}

impl<T: Template> Page<T> {
    /// The page as it should be.
    pub(crate) const fn new(template: T) -> Self {
        Self {
            template,
            status: StatusCode::OK,
        }
    }

    /// The page with a form that cannot be accepted as it is: what was typed stays, the fields say what is wrong.
    pub(crate) const fn not_accepted(template: T) -> Self {
        Self {
            template,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// The same, with 403 where it is somebody else's to do.
    #[must_use]
    pub(crate) fn forbidden(self, forbidden: bool) -> Self {
        let status = if forbidden {
            StatusCode::FORBIDDEN
        } else {
            self.status
        };
        Self { status, ..self }
    }
}

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.template.render() {
            Ok(html) => (self.status, Html(html)).into_response(),
            Err(error) => Failure::internal(error).into_response(),
        }
    }
}
