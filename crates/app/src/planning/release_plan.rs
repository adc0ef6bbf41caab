use std::collections::BTreeMap;

use huiyin_domain::entry::facts::PlanReleased;
use huiyin_domain::{CommandId, Day, EventId, FollowUpId, PersonId, ScopeId, Step, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_store::{Change, Draft, follow_ups};
use serde::{Deserialize, Serialize};

use super::PIECE;
use super::adjust_plan::at_hand;
use crate::fields::Fields;
use crate::notices::{News, tell_groups, tell_people};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// Follow-ups to be released, one or many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReleasePlan {
    /// The site.
    pub site: ScopeId,
    /// The follow-ups, at most 200.
    pub follow_ups: Vec<FollowUpId>,
}

/// What was released.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Released {
    /// The follow-ups released.
    pub done: Vec<FollowUpId>,
    /// Those that were released before.
    pub already: Vec<FollowUpId>,
    /// Those without a visitor: the post is vacant, or the department complained of is not named.
    pub without_visitor: Vec<FollowUpId>,
}

impl App {
    /// Releases planned follow-ups: their visitors are told, each once for all of theirs, without names or numbers of
    /// residents.
    ///
    /// One follow-up that cannot be released is refused; among many it is passed over.
    pub async fn release_plan(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReleasePlan,
    ) -> Result<Released> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(release(change, editions, asker, input))
            })
            .await
    }
}

async fn release(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReleasePlan,
) -> Result<Released> {
    let site = editions.site(change, input.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::Plan)?;
    let mut fields = Fields::default();
    if input.follow_ups.is_empty() {
        fields.wrong("follow_ups", Fault::Missing);
    }
    if input.follow_ups.len() > PIECE {
        fields.wrong("follow_ups", Fault::TooLong(PIECE));
    }
    fields.check()?;
    let mut released = Released::default();
    let mut told: BTreeMap<PersonId, Vec<Told>> = BTreeMap::new();
    let mut all = Vec::new();
    for follow_up in &input.follow_ups {
        let (planned, at) = at_hand(change, editions, asker, *follow_up).await?;
        if at.id() != site.id() {
            return Err(Error::NotFound);
        }
        if !planned.state.takes(Step::Release) {
            released.already.push(*follow_up);
            continue;
        }
        let visitors = follow_ups::visitors(change, *follow_up).await?;
        let people: Vec<PersonId> = visitors.iter().filter_map(|one| one.person).collect();
        if people.is_empty() || people.len() < visitors.len() {
            released.without_visitor.push(*follow_up);
            continue;
        }
        let facts = PlanReleased {
            follow_up: *follow_up,
            event: planned.event,
        };
        change.append(Draft::new(site.id(), facts)).await?;
        let it = (*follow_up, planned.event, planned.due);
        for person in people {
            told.entry(person).or_default().push(it);
        }
        all.push(it);
        released.done.push(*follow_up);
    }
    refuse_single(input, &released, &rules)?;
    let basis = &rules.procedure().plan.basis;
    for (person, theirs) in told {
        tell_people(change, &site, &[person], &news(&theirs, basis)).await?;
    }
    if !all.is_empty() {
        tell_groups(change, &site, &news(&all, basis)).await?;
    }
    Ok(released)
}

/// A follow-up that was released, its event and its last day.
type Told = (FollowUpId, EventId, Day);

fn news(told: &[Told], basis: &Basis) -> News {
    News {
        topic: Topic::PlanReleased,
        follow_ups: told.iter().map(|it| it.0).collect(),
        record: None,
        events: told.iter().map(|it| it.1).collect(),
        due: told.iter().map(|it| it.2).min(),
        basis: basis.clone(),
    }
}

fn refuse_single(
    input: &ReleasePlan,
    released: &Released,
    rules: &huiyin_rules::Rules<'_>,
) -> Result<()> {
    if input.follow_ups.len() != 1 || !released.done.is_empty() {
        return Ok(());
    }
    let procedure = rules.procedure();
    Err(if released.already.is_empty() {
        Error::Refused {
            why: Refusal::NoVisitor,
            basis: procedure.assignment.above_basis.clone(),
        }
    } else {
        Error::Refused {
            why: Refusal::FollowUpState,
            basis: procedure.plan.basis.clone(),
        }
    })
}
