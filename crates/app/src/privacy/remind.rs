use huiyin_domain::{Day, Instant, Topic};
use huiyin_rules::privacy::reminders;
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Tx, outbox, privacy};

use crate::notices::{News, responsible, tell};
use crate::{Result, Site};

/// The most requests that are looked through.
const REQUESTS: u32 = 200;

/// Whether the last day of a request has come near or passed, and nobody was told of it yet.
pub(crate) async fn is_request_due(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    // The last one to come near or pass is told of once, with the others that still wait.
    let Some(latest) = near(tx, site, now).await?.iter().map(|it| it.0).max() else {
        return Ok(false);
    };
    let since = site.zone().start_of(latest);
    let post = answers(site, now);
    Ok(
        !outbox::was_told(tx, site.id(), Topic::RequestDue, since).await?
            && !responsible(tx, site, &post, now).await?.is_empty(),
    )
}

/// Tells who answers the requests. The notice says their last day, and nothing of who asked for what.
pub(crate) async fn remind_of_requests(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let near = near(change, site, now).await?;
    let people = responsible(change, site, &answers(site, now), now).await?;
    let news = News {
        topic: Topic::RequestDue,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: near.iter().map(|(_, due)| *due).min(),
        basis: Basis::default(),
    };
    tell(change, site, &people, &news).await
}

fn answers(site: &Site, now: Instant) -> String {
    site.procedure_on(site.day(now)).rounds.closed_by.clone()
}

/// The requests that wait and whose last day is near or past: since when they are, and their last day.
async fn near(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<(Day, Day)>> {
    let today = site.day(now);
    let rows = privacy::waiting_requests(tx, site.id(), today, REQUESTS).await?;
    let open = rows.into_iter().filter(|row| row.outcome.is_none());
    let since = |row: privacy::RequestRow| {
        let days = reminders(row.due).into_iter().filter(|day| *day <= today);
        // One that comes in late is near at once.
        let latest = days.max()?;
        Some((latest.max(site.day(row.received_at)), row.due))
    };
    Ok(open.filter_map(since).collect())
}
