//! The draw of a cohort, explained.

use axum::Router;

use crate::server::Shared;

/// The pages of the draw.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
