use huiyin_domain::entry::facts::{PlanAdjusted, PlannedVisitor};
use huiyin_domain::entry::{Facts, VisitorReason};
use huiyin_domain::{Channel, CommandId, Day, FollowUpId, PersonId, Severity, Step};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, HeldAt, Organises, VisitorRule};
use huiyin_store::follow_ups::{self, HolderRow, PlannedRow};
use huiyin_store::{Change, Draft};

use super::case::Case;
use super::visible::visible;
use super::visitors::Planner;
use crate::fields::{Fields, LONG, wrong};
use crate::meanwhile::check as check_unchanged;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site, access, confidential};

/// A planned follow-up as the planner wants it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdjustPlan {
    /// The follow-up; planned or released, its form not taken.
    pub follow_up: FollowUpId,
    /// The day, `YYYY-MM-DD`; outside the window only with a reason.
    pub planned_day: String,
    /// The channel: one that the clause allows, or its exception, with the reason for it.
    pub channel: Channel,
    /// Who visits, in order: somebody for each post that the rules name, and who goes along.
    pub visitors: Vec<VisitorChoice>,
    /// Why; required where it is not what the rules propose.
    pub why: String,
}

/// Who is to visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitorChoice {
    /// The post that answers for it.
    pub post: String,
    /// The person; none leaves it to be named before the release.
    pub person: Option<PersonId>,
}

impl App {
    /// Changes who visits, when or how. What the rules demand cannot be dropped: every post they name keeps somebody
    /// who may answer for it, and the channel stays one they allow.
    pub async fn adjust_plan(
        &self,
        asker: &Asker,
        command: CommandId,
        input: AdjustPlan,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(adjust(change, editions, asker, input))
            })
            .await
    }
}

/// What an adjustment is held against.
struct Held<'a> {
    rules: &'a Rules<'a>,
    planned: &'a PlannedRow,
    severity: Severity,
    holders: &'a [HolderRow],
    proposed: &'a [PlannedVisitor],
}

async fn adjust(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &AdjustPlan,
) -> Result<()> {
    let (planned, site) = at_hand(change, editions, asker, input.follow_up).await?;
    let now = change.at();
    let today = site.day(now);
    let current = site.rules_on(today);
    access::check(&current, asker, site.id(), Right::Plan)?;
    let basis = current.procedure().plan.changes_basis.clone();
    if !planned.state.takes(Step::Adjust) {
        let why = Refusal::FollowUpState;
        return Err(Error::Refused { why, basis });
    }
    check_unchanged(
        change,
        asker,
        planned.event.uuid(),
        |facts| matches!(facts, Facts::PlanAdjusted(other) if other.follow_up == planned.id),
    )
    .await?;
    let case = Case::load(change, &site, planned.event, now).await?;
    let Some((rules, _)) = case.rules(&site) else {
        return Err(Error::NotFound);
    };
    let mut proposals = Planner::new(&site, now);
    let proposed = proposals
        .propose(change, &case, planned.line, &planned.posts)
        .await?;
    let holders = follow_ups::holders(change, site.id(), today).await?;
    let held = Held {
        rules: &rules,
        planned: &planned,
        severity: case.severity(),
        holders: &holders,
        proposed: &proposed,
    };
    let mut fields = Fields::default();
    let why = fields.optional("why", &input.why, LONG);
    let day: Option<Day> = fields.parsed_required("planned_day", &input.planned_day);
    fields.check()?;
    let day = day.unwrap_or(planned.due);
    held.check_day(day, why.as_deref())?;
    let channel_differs = held.check_channel(input.channel)?;
    let visitors = held.visitors(&input.visitors)?;
    held.check_sees(&case, &visitors)?;
    let person_differs = visitors
        .iter()
        .any(|one| one.reason == VisitorReason::Named);
    if (channel_differs || person_differs) && why.is_none() {
        return Err(wrong("why", Fault::Missing));
    }
    let adjusted = PlanAdjusted {
        follow_up: planned.id,
        event: planned.event,
        planned_day: Some(day),
        channel: input.channel,
        visitors,
    };
    let mut draft = Draft::new(site.id(), adjusted);
    if let Some(why) = why {
        draft = draft.because(case.row.state.reporter, why);
    }
    change.append(draft).await?;
    Ok(())
}

impl Held<'_> {
    fn check_day(&self, day: Day, why: Option<&str>) -> Result<()> {
        let inside = self.planned.not_before <= day && day <= self.planned.due;
        if inside || why.is_some() {
            return Ok(());
        }
        Err(Error::Refused {
            why: Refusal::OutsideWindow,
            basis: Basis {
                clauses: self.planned.clauses.clone(),
                readings: self.planned.readings.clone(),
            },
        })
    }

    /// Whether the channel is another than the rules propose; refused where they do not allow it.
    fn check_channel(&self, channel: Channel) -> Result<bool> {
        let round = self.planned.round;
        let category = self.planned.category;
        let Some(rule) = self.rules.channels(category, self.severity, round) else {
            return Ok(false);
        };
        if rule.allowed.contains(&channel) {
            return Ok(false);
        }
        let exception = rule.exception.as_ref();
        if exception.is_some_and(|exception| exception.channel == channel) {
            return Ok(true);
        }
        Err(Error::Refused {
            why: Refusal::Channel,
            basis: rule.basis.clone(),
        })
    }

    /// Refuses visitors who may not see a confidential complaint.
    fn check_sees(&self, case: &Case, visitors: &[PlannedVisitor]) -> Result<()> {
        let Some(rule) = self.rules.procedure().confidential.as_ref() else {
            return Ok(());
        };
        let sees = |person| {
            let mut held = self.holders.iter().filter(|it| it.person == person);
            case.row.accused != Some(person) && held.any(|it| rule.seen_by.contains(&it.post))
        };
        let people = visitors.iter().filter_map(|one| one.person);
        if !case.row.confidential || people.into_iter().all(sees) {
            return Ok(());
        }
        Err(Error::Refused {
            why: Refusal::NotOfPost,
            basis: rule.basis.clone(),
        })
    }

    /// The visitors, with the reason for each: the rules' own, or named.
    fn visitors(&self, chosen: &[VisitorChoice]) -> Result<Vec<PlannedVisitor>> {
        let rule = self.rules.visitors(self.planned.category, self.severity);
        let basis = rule.map_or_else(Basis::default, |rule| rule.basis.clone());
        let refused = |why| Error::Refused {
            why,
            basis: basis.clone(),
        };
        let is_missing = |post: &String| chosen.iter().all(|choice| choice.post != *post);
        if self.planned.posts.iter().any(is_missing) {
            return Err(refused(Refusal::PostDropped));
        }
        let mut visitors: Vec<PlannedVisitor> = Vec::with_capacity(chosen.len());
        for choice in chosen {
            let proposal = self.proposed.iter().find(|one| one.post == choice.post);
            let reason = match (proposal, choice.person) {
                (Some(one), person) if one.person == person => one.reason,
                (_, None) => VisitorReason::Vacant,
                (_, Some(person)) => {
                    let demanded = self.planned.posts.contains(&choice.post);
                    let may = if demanded {
                        may_visit(self.rules, rule, self.holders, person, &choice.post)
                    } else {
                        self.holders.iter().any(|holder| holder.person == person)
                    };
                    if !may {
                        return Err(refused(Refusal::NotOfPost));
                    }
                    VisitorReason::Named
                }
            };
            if choice.person.is_some() && visitors.iter().any(|one| one.person == choice.person) {
                return Err(refused(Refusal::NotOfPost));
            }
            visitors.push(PlannedVisitor {
                post: choice.post.clone(),
                person: choice.person,
                reason,
            });
        }
        Ok(visitors)
    }
}

/// Whether somebody may answer for a post that the rules name: who holds it, or one above; anybody of the staff where
/// the post may send staff in its place, or heads a department.
pub(crate) fn may_visit(
    rules: &Rules<'_>,
    rule: Option<&VisitorRule>,
    holders: &[HolderRow],
    person: PersonId,
    post: &str,
) -> bool {
    let mut held = holders.iter().filter(|holder| holder.person == person);
    let sends = rule.and_then(|rule| rule.organises) == Some(Organises::MaySend);
    let mut posts = rules.procedure().posts.iter();
    let of_department = posts.any(|it| it.id == post && it.held_at == HeldAt::Department);
    if sends || of_department {
        return held.next().is_some();
    }
    let upwards = rules.upwards(post);
    held.any(|holder| upwards.contains(&&holder.post))
}

/// A follow-up that is planned, locked, and its site; [`Error::NotFound`] for who has nothing to do with it, and for
/// everybody until it is shown.
pub(super) async fn at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    follow_up: FollowUpId,
) -> Result<(PlannedRow, Site)> {
    let now = change.at();
    let planned = follow_ups::planned_to_change(change, follow_up)
        .await?
        .filter(|planned| asker.belongs_to(planned.site))
        .filter(|planned| visible(asker, planned.shown_from, now))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, planned.site).await?;
    let rules = site.newest_rules();
    confidential::check_event(change, &site, asker, planned.event, &rules).await?;
    Ok((planned, site))
}
