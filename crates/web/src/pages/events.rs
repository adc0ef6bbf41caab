//! Service events: the list, the form, one event with its history.

use axum::Router;

use crate::server::Shared;

/// The pages of events.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
