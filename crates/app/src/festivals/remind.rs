use huiyin_domain::{Day, Instant, Topic};
use huiyin_store::{Change, Tx, festivals, outbox};

use super::{is_off, list_rule};
use crate::notices::{News, responsible, tell};
use crate::{Result, Site};

/// Whether a festival has come near whose list is not released, and nobody was told of it yet.
pub(crate) async fn is_festival_near(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    let rules = site.rules_on(site.day(now));
    let Some(rule) = list_rule(&rules) else {
        return Ok(false);
    };
    let near = near(tx, site, now).await?;
    // The last one to come near is told of once, with the others that still wait.
    let Some(latest) = near.iter().map(|(since, _)| *since).max() else {
        return Ok(false);
    };
    let since = site.zone().start_of(latest);
    Ok(
        !outbox::was_told(tx, site.id(), Topic::FestivalNear, since).await?
            && !responsible(tx, site, &rule.by, now).await?.is_empty(),
    )
}

/// Tells who releases the lists.
pub(crate) async fn remind_of_festivals(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let rules = site.rules_on(site.day(now));
    let Some(rule) = list_rule(&rules) else {
        return Ok(());
    };
    let near = near(change, site, now).await?;
    let people = responsible(change, site, &rule.by, now).await?;
    let news = News {
        topic: Topic::FestivalNear,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: near.iter().map(|(_, day)| *day).min(),
        basis: rule.basis.clone(),
    };
    tell(change, site, &people, &news).await
}

/// The festivals that are near and whose list is not released: since when they are near, and their day.
async fn near(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<(Day, Day)>> {
    let today = site.day(now);
    let rules = site.rules_on(today);
    let Some(rule) = list_rule(&rules) else {
        return Ok(Vec::new());
    };
    let before = i32::try_from(rule.remind_days_before).unwrap_or(i32::MAX);
    let year = today.month().year();
    let switches = festivals::switches(tx, site.id()).await?;
    let released = festivals::releases(tx, site.id(), (year, year + 1)).await?;
    let mut near = Vec::new();
    for festival in &rules.procedure().festivals {
        for year in [year, year + 1] {
            let is_released = released
                .iter()
                .any(|row| row.festival == festival.id && row.year == year);
            let Some(day) = festival.day_in(year).filter(|_| !is_released) else {
                continue;
            };
            let since = day.plus_days(-before);
            if since <= today && today <= day && !is_off(&switches, &festival.id) {
                near.push((since.max(site.live_from()), day));
            }
        }
    }
    Ok(near)
}
