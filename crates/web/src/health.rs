//! `/healthz`: the program is alive. `/readyz`: it can do its work.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::State;

use crate::failure::{Failure, Kind};

/// Whether the program can do its work: the database is reachable and migrated.
#[async_trait]
pub trait Readiness: Send + Sync + 'static {
    /// Asks; the error is a sentence for the log.
    async fn ready(&self) -> Result<(), String>;
}

/// `GET /healthz`
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// `GET /readyz`: 200, or 503 without the reason, which only the log has.
pub(crate) async fn ready(
    State(readiness): State<Arc<dyn Readiness>>,
) -> Result<&'static str, Failure> {
    match readiness.ready().await {
        Ok(()) => Ok("ready\n"),
        Err(reason) => {
            tracing::warn!(reason, "not ready");
            Err(Failure::new(Kind::Unavailable))
        }
    }
}
