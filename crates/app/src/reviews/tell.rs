use huiyin_domain::{PersonId, RecordId, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_store::Change;

use super::holders_of;
use crate::Result;
use crate::notices::{News, tell};
use crate::visits::AtHand;

/// Tells who takes the next step of a record's review, after so many were taken, that it waits for them.
pub(crate) async fn tell_next_reviewers(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    (record, recorded_by): (RecordId, Option<PersonId>),
    taken: usize,
) -> Result<()> {
    let today = at_hand.site.day(change.at());
    let holders = holders_of(change, at_hand.site.id(), today).await?;
    let rules = at_hand.rules()?;
    let posts: Vec<String> = at_hand.visitors.iter().map(|it| it.post.clone()).collect();
    let Some(step) = rules.review_steps(&posts).get(taken).copied() else {
        return Ok(());
    };
    let reviewers = rules.reviewers(step, &holders, &at_hand.involved(recorded_by));
    let people = reviewers.map_or_else(Vec::new, |(_, people)| people);
    let news = news(at_hand, record, Topic::RecordWaits, step.basis.clone());
    tell(change, &at_hand.site, &people, &news).await
}

/// Tells who decides how what was found nonconforming is handled (四.5: 上報管理處經理).
pub(crate) async fn tell_deciders(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    record: RecordId,
) -> Result<()> {
    let today = at_hand.site.day(change.at());
    let holders = holders_of(change, at_hand.site.id(), today).await?;
    let rules = at_hand.rules()?;
    let Some((_, people)) = rules.deciders(&holders, &at_hand.people()) else {
        return Ok(());
    };
    let basis = rules.procedure().nonconforming.basis.clone();
    let news = news(at_hand, record, Topic::RecordNonconforming, basis);
    tell(change, &at_hand.site, &people, &news).await
}

/// Tells the visitors what was found about their record, and the clause by which it was.
pub(crate) async fn tell_visitors(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    record: RecordId,
    topic: Topic,
) -> Result<()> {
    let procedure = at_hand.rules()?;
    let procedure = procedure.procedure();
    let basis = match topic {
        Topic::RecordNonconforming => procedure.nonconforming.basis.clone(),
        _ => procedure
            .reviews
            .first()
            .map_or_else(Basis::default, |step| step.basis.clone()),
    };
    let news = news(at_hand, record, topic, basis);
    tell(change, &at_hand.site, &at_hand.people(), &news).await
}

fn news(at_hand: &AtHand, record: RecordId, topic: Topic, basis: Basis) -> News {
    News {
        topic,
        follow_ups: Vec::new(),
        record: Some(record),
        events: vec![at_hand.follow_up.event],
        due: None,
        basis,
    }
}
