//! A visit as it is recorded.

use axum::Router;

use crate::server::Shared;

/// The pages of visits.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
