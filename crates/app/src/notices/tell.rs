use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Day, EventId, FollowUpId, PersonId, RecordId, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_store::outbox::{self, Message, Recipient};
use huiyin_store::{Change, Error as StoreError, events, robots};

use super::told::Told;
use crate::{Result, Site};

/// What people are told of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct News {
    /// What it is about.
    pub(crate) topic: Topic,
    /// The follow-ups.
    pub(crate) follow_ups: Vec<FollowUpId>,
    /// The record.
    pub(crate) record: Option<RecordId>,
    /// Their events.
    pub(crate) events: Vec<EventId>,
    /// The earliest last day, where one matters.
    pub(crate) due: Option<Day>,
    /// What asks for it.
    pub(crate) basis: Basis,
}

/// Tells people and the groups of the site: in the product after the commit, outside as soon as it can be sent.
pub(crate) async fn tell(
    change: &mut Change<'_>,
    site: &Site,
    people: &[PersonId],
    news: &News,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    tell_people(change, site, people, news).await?;
    tell_groups(change, site, news).await
}

/// Tells people only.
pub(crate) async fn tell_people(
    change: &mut Change<'_>,
    site: &Site,
    people: &[PersonId],
    news: &News,
) -> Result<()> {
    let people = people.iter().copied().map(Recipient::Person).collect();
    queue(change, site, people, news).await
}

/// Tells the groups whose robots want to hear of it.
pub(crate) async fn tell_groups(change: &mut Change<'_>, site: &Site, news: &News) -> Result<()> {
    let robots = robots::robots(change, site.id()).await?;
    let robots = robots
        .into_iter()
        .filter(|robot| robot.topics.contains(&news.topic))
        .map(|robot| Recipient::Robot(robot.id))
        .collect();
    queue(change, site, robots, news).await
}

async fn queue(
    change: &mut Change<'_>,
    site: &Site,
    recipients: Vec<Recipient>,
    news: &News,
) -> Result<()> {
    if recipients.is_empty() {
        return Ok(());
    }
    let now = change.at();
    let numbers = events::numbers(change, &news.events).await?;
    let numbers = numbers
        .into_iter()
        .map(|(year, number)| RunningNumber { year, number }.text(site.code()));
    let told = Told {
        follow_ups: news.follow_ups.clone(),
        records: news.record.into_iter().collect(),
        events: numbers.collect(),
        due: news.due,
        clauses: news.basis.clauses.clone(),
        readings: news.basis.readings.clone(),
    };
    let payload = serde_json::to_value(&told).map_err(|it| StoreError::Corrupt(it.to_string()))?;
    for to in recipients {
        let message = Message {
            topic: news.topic,
            site: site.id(),
            to,
            payload: payload.clone(),
            due_at: now,
        };
        outbox::queue(change, &message, now).await?;
    }
    Ok(())
}
