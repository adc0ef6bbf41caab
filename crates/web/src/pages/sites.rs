//! The site somebody works at, when several are theirs.

use axum::response::Redirect;
use axum::routing::post;
use axum::{Extension, Form, Router};
use serde::Deserialize;
use tower_sessions::Session;

use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::server::Shared;
use crate::session;

/// The switch between sites.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/site", post(switch))
}

/// What the switch sends.
#[derive(Deserialize)]
struct Chosen {
    code: String,
}

/// `POST /site`: the first page of the site. A site that is not theirs changes nothing.
async fn switch(
    _: SignedInAsker,
    Extension(kept): Extension<Session>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Failure> {
    session::work_at(&kept, &chosen.code)
        .await
        .map_err(Failure::internal)?;
    Ok(Redirect::to("/"))
}
