use std::collections::{BTreeSet, HashMap};

use huiyin_domain::entry::facts::{PlanAdjusted, PlannedVisitor};
use huiyin_domain::entry::{Facts, VisitorReason};
use huiyin_domain::{Channel, CommandId, Day, FollowUpId, PersonId, Step};
use huiyin_rules::procedure::Basis;
use huiyin_store::follow_ups::{self, PlannedRow, VisitorRow};
use huiyin_store::{Change, Draft, visits};

use super::PIECE;
use super::adjust_plan::at_hand;
use crate::fields::{Fields, wrong};
use crate::meanwhile::check as check_unchanged;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// Follow-ups of one household, to be settled by one visit: each keeps its own record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanTogether {
    /// Two or more follow-ups, planned or released, their forms not taken.
    pub follow_ups: Vec<FollowUpId>,
    /// The day, `YYYY-MM-DD`, inside all of their windows.
    pub planned_day: String,
}

impl App {
    /// Plans follow-ups of one household for one day, and for each post the person who visits for the one due first.
    /// Follow-ups that the rules give to different posts keep their visitors, who go together.
    pub async fn plan_together(
        &self,
        asker: &Asker,
        command: CommandId,
        input: PlanTogether,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(plan(change, editions, asker, input))
            })
            .await
    }
}

/// A follow-up as it is planned now.
struct Planned {
    row: PlannedRow,
    channel: Channel,
    customer: Option<PersonId>,
    visitors: Vec<VisitorRow>,
}

async fn plan(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &PlanTogether,
) -> Result<()> {
    let mut fields = Fields::default();
    let day: Option<Day> = fields.parsed_required("planned_day", &input.planned_day);
    fields.check()?;
    let Some(day) = day else {
        return Err(wrong("planned_day", Fault::Missing));
    };
    let ids: BTreeSet<FollowUpId> = input.follow_ups.iter().copied().take(PIECE).collect();
    let mut planned = Vec::with_capacity(ids.len());
    let mut household = None;
    for id in &ids {
        let (row, site) = at_hand(change, editions, asker, *id).await?;
        let rules = site.rules_on(site.day(change.at()));
        access::check(&rules, asker, site.id(), Right::Plan)?;
        let basis = rules.procedure().plan.changes_basis.clone();
        let refused = |why| Err(Error::Refused { why, basis });
        let follow_up = visits::follow_up(change, *id)
            .await?
            .ok_or(Error::NotFound)?;
        if follow_up.unit.is_none() || *household.get_or_insert(follow_up.unit) != follow_up.unit {
            return refused(Refusal::NotOneHousehold);
        }
        if !row.state.takes(Step::Adjust) {
            return refused(Refusal::FollowUpState);
        }
        check_unchanged(
            change,
            asker,
            row.event.uuid(),
            |facts| matches!(facts, Facts::PlanAdjusted(other) if other.follow_up == *id),
        )
        .await?;
        check_day(&row, day)?;
        planned.push(Planned {
            channel: follow_up.channel,
            customer: follow_up.customer,
            visitors: follow_ups::visitors(change, *id).await?,
            row,
        });
    }
    if planned.len() < 2 {
        return Err(wrong("follow_ups", Fault::Missing));
    }
    planned.sort_by_key(|one| (one.row.due, one.row.id));
    append(change, &planned, day).await
}

fn check_day(row: &PlannedRow, day: Day) -> Result<()> {
    if row.not_before <= day && day <= row.due {
        return Ok(());
    }
    Err(Error::Refused {
        why: Refusal::OutsideWindow,
        basis: Basis {
            clauses: row.clauses.clone(),
            readings: row.readings.clone(),
        },
    })
}

/// Appends what changes; nothing where they are one visit already.
async fn append(change: &mut Change<'_>, planned: &[Planned], day: Day) -> Result<()> {
    let mut of_post: HashMap<&str, PersonId> = HashMap::new();
    for visitor in planned.iter().flat_map(|one| &one.visitors) {
        if let Some(person) = visitor.person {
            of_post.entry(&visitor.post).or_insert(person);
        }
    }
    for one in planned {
        let visitors: Vec<PlannedVisitor> = one
            .visitors
            .iter()
            .map(|visitor| one.visitor(visitor, &of_post))
            .collect();
        let same = visitors.iter().zip(&one.visitors);
        if one.row.planned_day == Some(day)
            && same.into_iter().all(|(new, old)| new.person == old.person)
        {
            continue;
        }
        let adjusted = PlanAdjusted {
            follow_up: one.row.id,
            event: one.row.event,
            planned_day: Some(day),
            channel: one.channel,
            visitors,
        };
        change.append(Draft::new(one.row.site, adjusted)).await?;
    }
    Ok(())
}

impl Planned {
    /// Who visits for a post: the household's visitor of that post, where that is nobody who visits already or is
    /// concerned.
    fn visitor(&self, now: &VisitorRow, of_post: &HashMap<&str, PersonId>) -> PlannedVisitor {
        let other = of_post.get(now.post.as_str()).copied();
        let other = other.filter(|person| {
            let goes = self.visitors.iter().any(|one| one.person == Some(*person));
            !goes && self.customer != Some(*person)
        });
        PlannedVisitor {
            post: now.post.clone(),
            person: other.or(now.person),
            reason: other.map_or(now.reason, |_| VisitorReason::SameVisit),
        }
    }
}
