use huiyin_domain::entry::facts::{FollowUpPlanned, PlanAdjusted};
use huiyin_domain::entry::{ContactWish, Facts, FollowUpState, VisitorReason};
use huiyin_domain::{Channel, Day, FollowUpId, Instant, PersonId, Personal, RecordId, Severity};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, ChannelException, HeldAt};
use huiyin_store::follow_ups::{self, HolderRow, LoadRow, VisitorRow};
use huiyin_store::{Tx, events, people, records, scopes, visits};

use super::{AtHand, FollowUpPage};
use crate::events::{EventFollowUp, Step};
use crate::planning::ObligationWhy;
use crate::{App, Asker, Error, Result};

/// Why this follow-up, why now, why these people, why in this way.
#[derive(Clone, Debug)]
pub struct FollowUpWhy {
    /// The follow-up and its event.
    pub page: FollowUpPage,
    /// Its line of the plan, with who visits and why each.
    pub line: EventFollowUp,
    /// Why the event is followed up at all, and how the window was worked out.
    pub obligation: ObligationWhy,
    /// That the planner added it without being asked: by whom, and the reason given.
    pub voluntary: Option<Said>,
    /// What says that the planner may.
    pub changes_basis: Basis,
    /// What the round before left to be done; none in the first.
    pub round: Option<RoundBecause>,
    /// The escalation, where it was unfinished for too long.
    pub escalated: Option<Escalated>,
    /// What the planner changed, oldest first.
    pub changes: Vec<Said>,
    /// Who visits, each with what decided.
    pub visitors: Vec<VisitorWhy>,
    /// How the customer may be contacted.
    pub channel: ChannelWhy,
}

/// What somebody did, and the reason they gave.
#[derive(Clone, Debug)]
pub struct Said {
    /// When.
    pub at: Instant,
    /// Who; none when the product did, or the name was erased.
    pub name: Option<Personal<String>>,
    /// The reason; none where none was given, or it was erased.
    pub why: Option<Personal<String>>,
}

/// What the round before left to be done.
#[derive(Clone, Debug)]
pub struct RoundBecause {
    /// The record that says so, where there is one.
    pub record: Option<RecordId>,
    /// By when answers were promised.
    pub promises: Vec<Instant>,
    /// By when something was to be put right.
    pub rectifications: Vec<Day>,
    /// Whether its reviewer found it nonconforming.
    pub nonconforming: bool,
    /// Within how many days of the handling a round is due where nothing was agreed.
    pub within_days: u32,
    /// What asks for another round.
    pub basis: Basis,
}

/// That a follow-up was unfinished for too long.
#[derive(Clone, Debug)]
pub struct Escalated {
    /// Since when.
    pub at: Instant,
    /// More than how many days it was unfinished.
    pub after_days: u32,
    /// Who must go.
    pub post: String,
    /// What says so.
    pub basis: Basis,
}

/// Why somebody visits.
#[derive(Clone, Debug)]
pub struct VisitorWhy {
    /// The post, the person and the reason.
    pub row: VisitorRow,
    /// What names the post.
    pub post_basis: Basis,
    /// What says which person of it goes.
    pub person_basis: Basis,
    /// The names and figures behind the reason, as far as they are kept.
    pub behind: Behind,
}

/// What is behind the choice of a person.
#[derive(Clone, Debug)]
pub enum Behind {
    /// The reason says all.
    Nothing,
    /// The zone of the home.
    Zone(Option<String>),
    /// The day on which they last visited this household.
    LastVisit(Option<Day>),
    /// The open visits of everybody who holds the post, today.
    OpenVisits(Vec<(Option<Personal<String>>, u32)>),
    /// Nobody could go for the post itself: it was vacant.
    PostVacant,
    /// Nobody could go for the post itself: its holders are concerned, or go already.
    HolderConcerned,
    /// Confidential complaints are followed up by the few who see them.
    Confidential,
}

/// How the customer may be contacted, and is to be.
#[derive(Clone, Debug)]
pub struct ChannelWhy {
    /// The channel it is planned for.
    pub channel: Channel,
    /// What is allowed in this round without more.
    pub allowed: Vec<Channel>,
    /// What is allowed besides, on which condition.
    pub exception: Option<ChannelException>,
    /// Whether the phone is never allowed for complaints as grave as this.
    pub never_by_phone: bool,
    /// What says so.
    pub basis: Basis,
    /// How the customer wishes to be contacted, where known.
    pub wish: Option<ContactWish>,
}

impl App {
    /// Why a follow-up is asked for: this one, now, of these people, in this way. Not before its pick is shown. At
    /// most 20 statements besides those of the follow-up.
    pub async fn why_follow_up(&self, asker: &Asker, id: FollowUpId) -> Result<FollowUpWhy> {
        let page = self.follow_up(asker, id).await?;
        let line = page.event.follow_ups.iter().find(|it| it.row.id == id);
        let line = line.cloned().ok_or(Error::NotFound)?;
        let obligation = self
            .explain_obligation(&page.event, line.row.obligation)
            .await?;
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, id).await?;
        let rules = at_hand.rules()?;
        let told = Told {
            at_hand: &at_hand,
            rules: &rules,
            page: &page,
            line: &line,
            today: at_hand.site.day(self.clock().now()),
        };
        let procedure = rules.procedure();
        Ok(FollowUpWhy {
            voluntary: told.planned().filter(|_| line.row.voluntary),
            changes_basis: procedure.plan.changes_basis.clone(),
            round: told.round(&mut tx).await?,
            escalated: told.escalated(),
            changes: told.changes(),
            visitors: told.visitors(&mut tx).await?,
            channel: told.channel(&mut tx).await?,
            obligation,
            line,
            page,
        })
    }
}

/// A follow-up of which something is told.
struct Told<'t> {
    at_hand: &'t AtHand,
    rules: &'t Rules<'t>,
    page: &'t FollowUpPage,
    line: &'t EventFollowUp,
    today: Day,
}

impl Told<'_> {
    fn id(&self) -> FollowUpId {
        self.line.row.id
    }

    fn severity(&self) -> Severity {
        self.page.row.severity.unwrap_or(Severity::General)
    }

    fn said(&self, step: &Step) -> Said {
        let name = step.actor.and_then(|who| self.page.event.names.get(&who));
        Said {
            at: step.at,
            name: name.cloned().flatten(),
            why: step.why.clone(),
        }
    }

    fn planned_step(&self) -> Option<&Step> {
        let id = self.id();
        self.page.event.steps.iter().find(|step| {
            matches!(&step.what, Facts::FollowUpPlanned(FollowUpPlanned { follow_up, .. })
                if *follow_up == id)
        })
    }

    fn planned(&self) -> Option<Said> {
        self.planned_step().map(|step| self.said(step))
    }

    fn changes(&self) -> Vec<Said> {
        let id = self.id();
        let steps = self.page.event.steps.iter();
        let own = steps.filter(|step| {
            matches!(&step.what, Facts::PlanAdjusted(PlanAdjusted { follow_up, .. })
                if *follow_up == id)
        });
        own.map(|step| self.said(step)).collect()
    }

    async fn round(&self, tx: &mut Tx) -> Result<Option<RoundBecause>> {
        let row = &self.line.row;
        if row.round < 2 {
            return Ok(None);
        }
        let procedure = self.rules.procedure();
        let before = self
            .page
            .event
            .follow_ups
            .iter()
            .find(|it| it.row.obligation == row.obligation && it.row.round + 1 == row.round);
        let record = match before {
            Some(before) => visits::follow_up(tx, before.row.id).await?,
            None => None,
        };
        let record = record.and_then(|before| before.record);
        let mut matters = records::matters(tx, row.obligation).await?;
        matters.retain(|matter| Some(matter.record) == record);
        let nonconforming = before.is_some_and(|it| it.row.state == FollowUpState::Nonconforming);
        let mut basis = procedure.rounds.basis.clone();
        if nonconforming {
            basis.add(&procedure.nonconforming.basis);
        }
        Ok(Some(RoundBecause {
            record,
            promises: matters.iter().filter_map(|it| it.answer_by).collect(),
            rectifications: matters
                .iter()
                .filter_map(|it| it.rectification_due)
                .collect(),
            nonconforming,
            within_days: procedure.rounds.next_within_days,
            basis,
        }))
    }

    fn escalated(&self) -> Option<Escalated> {
        let at = self.page.row.escalated_at?;
        let rule = self.rules.procedure().escalation.as_ref()?;
        Some(Escalated {
            at,
            after_days: rule.after_days,
            post: rule.post.clone(),
            basis: rule.basis.clone(),
        })
    }

    async fn visitors(&self, tx: &mut Tx) -> Result<Vec<VisitorWhy>> {
        let site = self.at_hand.site.id();
        let planned = self.planned_step().map(|step| step.at);
        let planned_on = planned.map_or(self.today, |at| self.at_hand.site.day(at));
        let holders = follow_ups::holders(tx, site, planned_on).await?;
        let loads = follow_ups::loads(tx, site).await?;
        let mut visitors = Vec::new();
        for row in &self.line.visitors {
            let behind = match (row.reason, row.person) {
                (VisitorReason::Zone, _) => Behind::Zone(self.zone(tx).await?),
                (VisitorReason::LastVisitor, Some(person)) => {
                    Behind::LastVisit(self.last_visit(tx, person, planned).await?)
                }
                (VisitorReason::FewestOpen, _) => {
                    self.open_visits(tx, &row.post, &holders, &loads).await?
                }
                (VisitorReason::OneUp, _) => self.one_up(&row.post, &holders),
                _ => Behind::Nothing,
            };
            visitors.push(VisitorWhy {
                post_basis: self.post_basis(&row.post),
                person_basis: self.person_basis(row.reason),
                row: row.clone(),
                behind,
            });
        }
        Ok(visitors)
    }

    fn post_basis(&self, post: &str) -> Basis {
        let rule = (self.rules).visitors(self.page.row.category, self.severity());
        let escalation = self.rules.procedure().escalation.as_ref();
        let named = rule.filter(|rule| rule.posts.iter().any(|it| it == post));
        let named = named.map(|rule| &rule.basis);
        let must_go = escalation.filter(|rule| rule.post == post);
        let must_go = must_go.filter(|_| self.page.row.escalated_at.is_some());
        let basis = named.or(must_go.map(|rule| &rule.basis));
        basis.cloned().unwrap_or_default()
    }

    fn person_basis(&self, reason: VisitorReason) -> Basis {
        let procedure = self.rules.procedure();
        let confidential = procedure.confidential.as_ref();
        match reason {
            VisitorReason::OneUp if self.page.event.row.confidential => {
                confidential.map_or_else(Basis::default, |rule| rule.basis.clone())
            }
            VisitorReason::OneUp | VisitorReason::Vacant => {
                procedure.assignment.above_basis.clone()
            }
            VisitorReason::Named | VisitorReason::SameVisit => procedure.plan.changes_basis.clone(),
            _ => procedure.assignment.basis.clone(),
        }
    }

    async fn zone(&self, tx: &mut Tx) -> Result<Option<String>> {
        let of_unit = match self.page.row.unit {
            Some(unit) => events::zone_of_unit(tx, unit).await?,
            None => None,
        };
        let Some(zone) = of_unit.or(self.page.row.zone) else {
            return Ok(None);
        };
        Ok(scopes::scope(tx, zone).await?.map(|row| row.name))
    }

    async fn last_visit(
        &self,
        tx: &mut Tx,
        person: PersonId,
        planned: Option<Instant>,
    ) -> Result<Option<Day>> {
        let (Some(unit), Some(planned)) = (self.page.row.unit, planned) else {
            return Ok(None);
        };
        let home = (self.at_hand.site.id(), unit);
        // What was recorded in the act that planned this round counts: it is what the round goes on from.
        let before = Instant::from_micros(planned.micros() + 1);
        Ok(follow_ups::last_visit_before(tx, home, person, before).await?)
    }

    async fn open_visits(
        &self,
        tx: &mut Tx,
        post: &str,
        holders: &[HolderRow],
        loads: &[LoadRow],
    ) -> Result<Behind> {
        let of_post = holders.iter().filter(|holder| holder.post == post);
        let mut ids: Vec<PersonId> = of_post.map(|holder| holder.person).collect();
        ids.dedup();
        let known = people::people(tx, &ids).await?;
        let mut open: Vec<(Option<Personal<String>>, u32)> = known
            .into_iter()
            .map(|one| {
                let own = loads.iter().filter(|load| load.person == one.id);
                let count = own.map(|load| load.count).sum();
                (one.name, count)
            })
            .collect();
        open.sort_by_key(|(_, count)| *count);
        Ok(Behind::OpenVisits(open))
    }

    fn one_up(&self, post: &str, holders: &[HolderRow]) -> Behind {
        if self.page.event.row.confidential {
            return Behind::Confidential;
        }
        let posts = self.rules.procedure().posts.iter();
        let of_department = posts
            .filter(|known| known.id == post)
            .any(|known| known.held_at == HeldAt::Department);
        let is_held = holders.iter().any(|holder| holder.post == post);
        if is_held || (of_department && self.page.event.row.state.respondent_department.is_some()) {
            Behind::HolderConcerned
        } else {
            Behind::PostVacant
        }
    }

    async fn channel(&self, tx: &mut Tx) -> Result<ChannelWhy> {
        let (row, severity) = (&self.page.row, self.severity());
        let rule = self.rules.channels(row.category, severity, row.round);
        let wish = match row.customer {
            Some(customer) => people::person(tx, customer).await?.map(|it| it.wish),
            None => None,
        };
        let of_category = self.rules.category(row.category);
        let graver = of_category.into_iter().flat_map(|rule| &rule.channels);
        let never_by_phone = graver
            .filter(|rule| rule.severity.contains(&severity))
            .any(|rule| {
                let by_exception = rule.exception.as_ref().map(|it| it.channel);
                !rule.allowed.contains(&Channel::Phone) && by_exception != Some(Channel::Phone)
            });
        Ok(ChannelWhy {
            channel: row.channel,
            allowed: rule.map_or_else(Vec::new, |rule| rule.allowed.clone()),
            exception: rule.and_then(|rule| rule.exception.clone()),
            never_by_phone,
            basis: rule.map_or_else(Basis::default, |rule| rule.basis.clone()),
            wish: wish.filter(|wish| *wish != ContactWish::Any),
        })
    }
}
