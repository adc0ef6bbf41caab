use huiyin_domain::export::AnchorLine;
use huiyin_domain::{Instant, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Tx, outbox, robots};

use super::tell::{News, tell_groups};
use crate::exports::anchor_lines;
use crate::{Result, Site};

/// Whether those who keep notes outside of the office are to be told although no month was closed: somebody is to be
/// told, and nobody was since the month before this one began.
pub(crate) async fn are_heads_to_be_noted(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    let robots = robots::robots(tx, site.id()).await?;
    if !robots
        .iter()
        .any(|it| it.topics.contains(&Topic::HeadsNoted))
    {
        return Ok(false);
    }
    let last_month = site.day(now).month().plus(-1);
    let since = site.zone().start_of(last_month.first_day());
    Ok(!outbox::was_told(tx, site.id(), Topic::HeadsNoted, since).await?)
}

/// Tells those who keep notes outside of the office. What they are told is read when the letter goes out; in the outbox
/// there is nothing of it.
pub(crate) async fn tell_heads(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let news = News {
        topic: Topic::HeadsNoted,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: None,
        basis: Basis::default(),
    };
    tell_groups(change, site, &news).await
}

/// What they are told: the ends of the chains, the keys that are committed to for the month before this one and on, and
/// the key that exports are signed with. Earlier keys stand in earlier letters, and in the chains.
pub(super) async fn heads(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<String>> {
    let from = site.day(now).month().plus(-1);
    let lines = anchor_lines(tx, site, Some(from)).await?;
    Ok(lines.iter().map(AnchorLine::write).collect())
}
