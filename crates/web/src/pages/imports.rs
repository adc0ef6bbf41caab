//! Imports of files: mapping, preview, rows, undo.

use axum::Router;

use crate::server::Shared;

/// The pages of imports.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
