use huiyin_domain::{PersonId, RecordId};
use huiyin_store::Change;
use huiyin_store::outbox::{self, Message};
use serde_json::json;

use super::holders_of;
use crate::Result;
use crate::visits::AtHand;

/// What somebody is told of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum News {
    /// It waits for their review.
    Waits,
    /// It was sent back to them.
    SentBack,
    /// It was found nonconforming.
    Nonconforming,
}

impl News {
    const fn topic(self) -> &'static str {
        match self {
            Self::Waits => "record_waits",
            Self::SentBack => "record_sent_back",
            Self::Nonconforming => "record_nonconforming",
        }
    }
}

/// Tells who takes the next step of a record's review, after so many were taken, that it waits for them.
pub(crate) async fn tell_next_reviewers(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    record: RecordId,
    taken: usize,
) -> Result<()> {
    let today = at_hand.site.day(change.at());
    let holders = holders_of(change, at_hand.site.id(), today).await?;
    let rules = at_hand.rules()?;
    let posts: Vec<String> = at_hand.visitors.iter().map(|it| it.post.clone()).collect();
    let next = rules.review_steps(&posts).get(taken).copied();
    let reviewers = next.and_then(|step| rules.reviewers(step, &holders, &at_hand.people()));
    let people = reviewers.map_or_else(Vec::new, |(_, people)| people);
    tell(change, at_hand, record, News::Waits, &people).await
}

/// Tells people something of a record; sent after the commit.
pub(crate) async fn tell(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    record: RecordId,
    news: News,
    people: &[PersonId],
) -> Result<()> {
    let now = change.at();
    for person in people {
        let message = Message {
            topic: news.topic().to_owned(),
            person: Some(*person),
            payload: json!({ "site": at_hand.site.id(), "record": record }),
            due_at: now,
        };
        outbox::queue(change, &message, now).await?;
    }
    Ok(())
}
