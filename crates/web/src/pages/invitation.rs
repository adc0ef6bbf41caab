//! The link by which somebody sets their first or a new password.

use axum::Router;

use crate::server::Shared;

/// The page of such a link.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
