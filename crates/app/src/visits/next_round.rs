use huiyin_domain::entry::VisitorReason;
use huiyin_domain::entry::facts::{FollowUpPlanned, PlannedVisitor};
use huiyin_domain::{Channel, Day, FollowUpId};
use huiyin_store::{Change, Draft, visits};

use super::AtHand;
use crate::Result;

/// The next round of a follow-up: from which day, and by which.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NextRound {
    pub(crate) from: Day,
    pub(crate) due: Day,
}

/// Puts the next round into the plan, by the same visitors, to be released by the planner; nothing when there is one.
pub(crate) async fn plan_next_round(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    next: NextRound,
) -> Result<Option<FollowUpId>> {
    let before = &at_hand.follow_up;
    let round = before.round + 1;
    if visits::has_round(change, before.obligation, round).await? {
        return Ok(None);
    }
    let visitors = at_hand.visitors.iter().map(|visitor| PlannedVisitor {
        post: visitor.post.clone(),
        person: visitor.person,
        reason: VisitorReason::LastVisitor,
    });
    let facts = FollowUpPlanned {
        follow_up: FollowUpId::generate(),
        obligation: before.obligation,
        event: before.event,
        site: before.site,
        round,
        not_before: next.from.min(next.due),
        due: next.due,
        planned_day: Some(next.due),
        channel: Channel::OnSite,
        voluntary: false,
        visitors: visitors.collect(),
    };
    let follow_up = facts.follow_up;
    change.append(Draft::new(before.site, facts)).await?;
    Ok(Some(follow_up))
}
