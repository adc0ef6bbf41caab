//! The log, on standard error: what happened, with the id of the request it happened in, and no personal data.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Writes from now on what `targets` let through.
pub(crate) fn start(targets: &Targets) {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    // A second start in one process keeps the first log.
    let _ = tracing_subscriber::registry()
        .with(lines)
        .with(targets.clone())
        .try_init();
}
