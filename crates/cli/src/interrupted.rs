//! Being told to stop in the middle of work that makes files.

use std::future::Future;

use huiyin_domain::Lang;
use tokio::signal::unix::{SignalKind, signal};

use crate::failure::Failure;

/// Does work until it is done, or until the program is told to stop: SIGTERM, or Ctrl-C. The work is dropped then, and
/// takes away what it has made; none is the answer.
pub(crate) async fn unless_stopped<T>(work: impl Future<Output = T>) -> Result<Option<T>, Failure> {
    // Before the work begins: from here on a signal does not end the program by itself.
    let on = |kind| signal(kind).map_err(|error| Failure::new(error.to_string()));
    let mut terminate = on(SignalKind::terminate())?;
    let mut interrupt = on(SignalKind::interrupt())?;
    Ok(tokio::select! {
        biased;
        done = work => Some(done),
        _ = terminate.recv() => None,
        _ = interrupt.recv() => None,
    })
}

/// Why nothing was done.
pub(crate) const fn stopped(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => "中途停止了，沒有留下檔案",
        Lang::ZhHans => "中途停止了，没有留下文件",
        Lang::En => "it was stopped in the middle, and no file is left",
    }
}
