//! Units with their residents.

use axum::Router;

use crate::server::Shared;

/// The pages of units.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
