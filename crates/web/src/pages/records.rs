//! Records of visits: the list, one record, its review.

use axum::Router;

use crate::server::Shared;

/// The pages of records.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
