use huiyin_domain::entry::facts::{FollowUpEscalated, PlannedVisitor};
use huiyin_domain::{Day, PersonId, Topic};
use huiyin_rules::procedure::Escalation;
use huiyin_store::follow_ups::{self, UnfinishedRow};
use huiyin_store::{Change, Draft};

use super::case::Case;
use super::visitors::Planner;
use crate::notices::{News, tell};
use crate::{Result, Site};

/// The last day on which a form may have been taken, and the window have opened, for a follow-up to be unfinished for
/// too long today: more than the procedure's days lie between.
pub(super) fn begun_by(rule: &Escalation, today: Day) -> Day {
    let days = i32::try_from(rule.after_days).unwrap_or(i32::MAX - 1);
    today.plus_days(-days - 1)
}

/// Sends the post that the procedure names to the door, in the only channel that is left, and tells who leads it.
pub(super) async fn escalate(
    change: &mut Change<'_>,
    site: &Site,
    unfinished: &[UnfinishedRow],
) -> Result<()> {
    let now = change.at();
    let mut planner = Planner::new(site, now);
    for row in unfinished {
        let case = Case::load(change, site, row.event, now).await?;
        let Some((rules, _)) = case.rules(site) else {
            continue;
        };
        let Some(rule) = &rules.procedure().escalation else {
            continue;
        };
        let mut visitors: Vec<PlannedVisitor> = follow_ups::visitors(change, row.id)
            .await?
            .into_iter()
            .map(|it| PlannedVisitor {
                post: it.post,
                person: it.person,
                reason: it.reason,
            })
            .collect();
        if visitors.iter().all(|it| it.post != rule.post) {
            let posts = [rule.post.clone()];
            let proposed = planner.propose(change, &case, row.line, &posts).await?;
            let goes = |who: Option<PersonId>| visitors.iter().any(|it| it.person == who);
            let new: Vec<PlannedVisitor> = proposed
                .into_iter()
                .filter(|it| it.person.is_none() || !goes(it.person))
                .collect();
            visitors.extend(new);
        }
        tell_all(change, site, rule, (row, &visitors)).await?;
        let escalated = FollowUpEscalated {
            follow_up: row.id,
            event: row.event,
            channel: rule.channel,
            visitors,
        };
        change.append(Draft::new(site.id(), escalated)).await?;
    }
    Ok(())
}

/// Tells who goes to the door, and who leads them.
async fn tell_all(
    change: &mut Change<'_>,
    site: &Site,
    rule: &Escalation,
    (row, visitors): (&UnfinishedRow, &[PlannedVisitor]),
) -> Result<()> {
    let now = change.at();
    let holders = follow_ups::holders(change, site.id(), site.day(now)).await?;
    let leads = holders
        .iter()
        .filter(|holder| Some(&holder.post) == rule.told.as_ref())
        .map(|holder| holder.person);
    let mut people: Vec<PersonId> = visitors.iter().filter_map(|it| it.person).collect();
    people.extend(leads);
    people.sort_unstable();
    people.dedup();
    let news = News {
        topic: Topic::FollowUpEscalated,
        follow_ups: vec![row.id],
        record: None,
        events: vec![row.event],
        due: None,
        basis: rule.basis.clone(),
    };
    tell(change, site, &people, &news).await
}
