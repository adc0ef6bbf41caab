//! A form that was sent: done, or shown again with what was typed and what stands in its way.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::view::Errors;

/// What was refused, and what was typed; nothing of both for a form that was not sent yet.
#[derive(Default)]
pub(crate) struct Tried<S> {
    pub(crate) errors: Errors,
    pub(crate) refused: Option<Refused>,
    pub(crate) sent: S,
}

impl<S> Tried<S> {
    /// What comes back of a form; none where it was done.
    pub(crate) async fn of(
        at: &SignedInAsker,
        done: huiyin_app::Result<()>,
        sent: S,
    ) -> Result<Option<Self>, Failure> {
        let Err(error) = done else {
            return Ok(None);
        };
        let (errors, refused) = at.wrong(error).await?;
        Ok(Some(Self {
            errors,
            refused,
            sent,
        }))
    }

    /// The page again, as a view makes it of what was tried.
    pub(crate) fn page<V: Template>(self, view: impl FnOnce(Self) -> V) -> Response {
        let forbidden = self.refused.as_ref().is_some_and(|it| it.forbidden);
        Page::not_accepted(view(self))
            .forbidden(forbidden)
            .into_response()
    }
}
