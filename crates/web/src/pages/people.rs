//! The staff: people, posts, deputies, departments, leaving.

use axum::Router;

use crate::server::Shared;

/// The pages of people and posts.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
}
