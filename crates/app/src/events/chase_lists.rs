use huiyin_domain::{Day, EventId, Instant, Topic};
use huiyin_store::{Change, Tx, lists, outbox};

use super::is_history;
use crate::notices::{News, responsible, tell};
use crate::planning::Case;
use crate::{Result, Site};

/// Events looked through for those whose window is still open.
const LATEST: u32 = 200;

/// Whether it is time to ask again for lists that are missing (名單未交).
pub(crate) async fn are_lists_to_be_chased(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    let rules = site.rules_on(site.day(now));
    let rule = &rules.procedure().lists;
    let (Some(post), Some(days)) = (&rule.by, rule.chase_every_days) else {
        return Ok(false);
    };
    let before = i32::try_from(days).unwrap_or(i32::MAX).saturating_sub(1);
    let since = site.zone().start_of(site.day(now).plus_days(-before));
    Ok(
        !outbox::was_told(tx, site.id(), Topic::ListMissing, since).await?
            && !missing(tx, site, now).await?.is_empty()
            && !responsible(tx, site, post, now).await?.is_empty(),
    )
}

/// Tells whoever hands lists in of all that are missing.
pub(crate) async fn chase_lists(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let missing = missing(change, site, now).await?;
    let rule = &site.procedure_on(site.day(now)).lists;
    let people = match &rule.by {
        Some(post) => responsible(change, site, post, now).await?,
        None => Vec::new(),
    };
    let news = News {
        topic: Topic::ListMissing,
        follow_ups: Vec::new(),
        record: None,
        events: missing.iter().map(|(event, _)| *event).collect(),
        due: missing.iter().map(|(_, due)| *due).min(),
        basis: rule.basis.clone(),
    };
    tell(change, site, &people, &news).await
}

/// The events whose list is missing although its window is open, with the last day of the window.
async fn missing(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<(EventId, Day)>> {
    let today = site.day(now);
    let mut missing = Vec::new();
    for row in lists::missing(tx, site.id(), now, LATEST).await? {
        let case = Case::load(tx, site, row.event, now).await?;
        if is_history(site, &case.row) {
            continue;
        }
        let due = case
            .rules(site)
            .and_then(|(rules, _)| rules.list_due(&case.facts()));
        missing.extend(due.filter(|due| *due >= today).map(|due| (row.event, due)));
    }
    Ok(missing)
}
