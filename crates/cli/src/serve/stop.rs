//! Stopping when told: SIGTERM from a service manager, or Ctrl-C.

use std::net::SocketAddr;
use std::time::Duration;

use axum_server::Handle;
use tokio::signal;
use tokio::signal::unix::{SignalKind, signal as on};

/// How long a request that has begun may still take. Longer than the longest answer.
const PATIENCE: Duration = Duration::from_secs(35);

/// Waits for a signal, then accepts nobody new and lets those finish who are being answered.
pub(crate) async fn on_signal(handle: Handle<SocketAddr>) {
    match on(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = signal::ctrl_c() => {}
        },
        Err(error) => {
            tracing::warn!(%error, "only Ctrl-C stops this program");
            let _ = signal::ctrl_c().await;
        }
    }
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(PATIENCE));
}
