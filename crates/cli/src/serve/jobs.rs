//! What happens without anybody asking: at the start and once a minute, what became due is done.

use std::time::Duration;

use huiyin_app::{App, Error};
use huiyin_store::{Db, sessions, sites};
use tokio::time::{Interval, MissedTickBehavior, interval};

const MINUTE: Duration = Duration::from_mins(1);

/// Does what is due, now and every minute, for ever. What fails is tried again a minute later.
pub(crate) async fn run(app: App, db: Db) {
    // Letters may be under way for long, and nothing else waits for them.
    tokio::join!(go_on(&app, &db), send(&app));
}

async fn go_on(app: &App, db: &Db) {
    let mut ticks = minutes();
    loop {
        ticks.tick().await;
        if let Err(error) = do_what_is_due(app, db).await {
            tracing::error!(%error, "what is due was not all done");
        }
    }
}

async fn send(app: &App) {
    let mut ticks = minutes();
    loop {
        ticks.tick().await;
        match app.send_due_notices().await {
            Ok(done) if done.given_up > 0 => tracing::warn!(?done, "notices were given up"),
            Ok(done) => tracing::debug!(?done, "notices sent"),
            Err(error) => tracing::error!(%error, "notices were not sent"),
        }
    }
}

fn minutes() -> Interval {
    let mut ticks = interval(MINUTE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

async fn do_what_is_due(app: &App, db: &Db) -> Result<(), Error> {
    let sites = sites::sites(&mut db.read().await?).await?;
    for site in sites {
        // A site that cannot go on does not keep the others waiting.
        match app.advance(site.id).await {
            Ok(done) => tracing::debug!(site = site.code, ?done, "advanced"),
            Err(error) => tracing::error!(site = site.code, %error, "the site cannot go on"),
        }
    }
    let swept = app.sweep_attachments().await?;
    tracing::debug!(swept, "files removed that hang on nothing");
    let swept = app.sweep_phone_uploads().await?;
    tracing::debug!(swept, "files removed that a phone did not finish");
    let now = app.clock().now();
    let ended = db
        .write(now, |tx, now| Box::pin(sessions::delete_expired(tx, *now)))
        .await?;
    tracing::debug!(ended, "expired sessions removed");
    Ok(())
}
