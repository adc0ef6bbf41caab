//! The figures of a month, each opening its rows.

use axum::Router;

use crate::server::Shared;

/// The pages of statistics.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
