//! The plan of a month: adjusting, releasing, taking the forms.

use axum::Router;

use crate::server::Shared;

/// The pages of the plan.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
