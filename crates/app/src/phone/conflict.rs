//! What a phone sent and does not fit any more: kept, word for word.

use huiyin_domain::entry::facts::{DeviceClock, PhoneWorkKept};
use huiyin_domain::entry::{ConflictReason, Facts, PhoneWork, Word, Words};
use huiyin_domain::{CommandId, FollowUpId, Instant, PersonId, Personal, RecordId, Topic};
use huiyin_store::phone::{self, ConflictRow};
use huiyin_store::{Change, Draft, Tx, journal, visits};

use super::command::{PhoneAnswer, PhoneCommand, Work};
use crate::access::{self, Right};
use crate::notices::{News, responsible, tell};
use crate::reviews::input_of_record;
use crate::site::Editions;
use crate::visits::{AtHand, RecordVisit};
use crate::{App, Asker, Error, Refusal, Result};

/// What was kept of a phone's work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The command by which it was sent.
    pub command: CommandId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// What was meant.
    pub work: PhoneWork,
    /// What had changed.
    pub reason: ConflictReason,
    /// Who sent it.
    pub sent_by: Option<Personal<String>>,
    /// When it arrived.
    pub kept_at: Instant,
    /// How it was settled; none while it waits.
    pub settled: Option<Settled>,
}

/// How something that was kept was settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<Personal<String>>,
    /// Whether it was entered after all; else it was set aside.
    pub entered: bool,
    /// The record it became.
    pub record: Option<RecordId>,
    /// Why.
    pub why: Option<Personal<String>>,
}

impl Kept {
    pub(crate) fn of(row: &ConflictRow) -> Self {
        Self {
            command: row.id,
            follow_up: row.follow_up,
            work: row.work,
            reason: row.reason,
            sent_by: row.sent_by_name.clone(),
            kept_at: row.kept_at,
            settled: row.settled_at.map(|at| Settled {
                at,
                by: row.settled_by_name.clone(),
                entered: row.entered == Some(true),
                record: row.record,
                why: row.why.clone(),
            }),
        }
    }
}

/// What was kept about a follow-up, for the desk.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What it is, and how it was settled.
    pub kept: Kept,
    /// The phone's clock.
    pub clock: DeviceClock,
    /// The visit as it was sent, its times corrected; none where it is none, or was erased.
    pub record: Option<RecordVisit>,
    /// What was sent, as JSON; none when it was erased.
    pub sent: Option<Personal<String>>,
    /// The record that stands now, in the same shape; none where there is none.
    pub now: Option<RecordVisit>,
    /// Whether it could be entered now: its sender visits, and a record is awaited.
    pub may_enter: bool,
}

impl App {
    /// What phones sent about a follow-up and does not fit, settled or not, oldest first; and whether the asker
    /// settles it: who plans, and who visits.
    pub async fn conflicts(
        &self,
        asker: &Asker,
        follow_up: FollowUpId,
    ) -> Result<(Vec<Conflict>, bool)> {
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, follow_up).await?;
        let rows = phone::conflicts(&mut tx, follow_up).await?;
        let may = may_settle(&at_hand, asker)?;
        let row = &at_hand.follow_up;
        let now = match row.record.filter(|_| !rows.is_empty()) {
            Some(record) => {
                Some(input_of_record(&mut tx, &at_hand.site, row.obligation, record).await?)
            }
            None => None,
        };
        let rules = at_hand.rules()?;
        let form_first = rules.procedure().sign_out.required;
        let conflict = |row: ConflictRow| {
            let clock = clock(&row);
            let step = match row.work {
                PhoneWork::RecordVisit => huiyin_domain::Step::Record { form_first },
                PhoneWork::NoteTry => huiyin_domain::Step::Try,
                PhoneWork::TakeForm => huiyin_domain::Step::Take,
            };
            let visits = row
                .sent_by
                .is_some_and(|sender| at_hand.people().contains(&sender));
            Conflict {
                kept: Kept::of(&row),
                clock,
                record: visit(&row, &clock),
                may_enter: row.settled_at.is_none()
                    && row.sent.is_some()
                    && visits
                    && at_hand.follow_up.state.takes(step),
                sent: row.sent,
                now: now.clone(),
            }
        };
        Ok((rows.into_iter().map(conflict).collect(), may))
    }

    /// Keeps what a phone sent, and answers it as a conflict. From somebody who never had to do with the follow-up
    /// nothing is kept.
    pub(super) async fn keep(
        &self,
        asker: &Asker,
        command: &PhoneCommand,
        reason: ConflictReason,
    ) -> Result<PhoneAnswer> {
        let act = asker.act(command.id, self.clock().now());
        let input = (self.editions().clone(), command.clone(), reason);
        let kept = self
            .db()
            .command(act, input, |change, (editions, command, reason)| {
                Box::pin(keep(change, editions, command, *reason))
            })
            .await;
        match kept {
            Ok(()) => {}
            Err(Error::NotFound) => return Ok(PhoneAnswer::Conflict { reason, kept: None }),
            Err(error) => return Err(error),
        }
        let mut tx = self.db().read().await?;
        let row = phone::conflict(&mut tx, command.id).await?;
        Ok(PhoneAnswer::Conflict {
            reason,
            kept: row.as_ref().map(Kept::of),
        })
    }
}

async fn keep(
    change: &mut Change<'_>,
    editions: &Editions,
    command: &PhoneCommand,
    reason: ConflictReason,
) -> Result<()> {
    let person = change.act().actor;
    let row = visits::follow_up_to_change(change, command.follow_up).await?;
    let row = row.ok_or(Error::NotFound)?;
    if !ever_visited(change, row.event.uuid(), command.follow_up, person).await? {
        return Err(Error::Refused {
            why: Refusal::NotVisitor,
            basis: huiyin_rules::procedure::Basis::default(),
        });
    }
    let facts = PhoneWorkKept {
        conflict: command.id,
        follow_up: row.id,
        event: row.event,
        site: row.site,
        work: command.work,
        reason,
        clock: command.clock,
    };
    let words = Words::new().with(Word::Sent, command.input.to_string());
    let draft = Draft::new(row.site, facts).about(row.customer, words);
    change.append(draft).await?;
    let at_hand = AtHand::of_product(change, editions, row).await?;
    let plans = at_hand.rules()?.procedure().plan.by.clone();
    let now = change.at();
    let planners = responsible(change, &at_hand.site, &plans, now).await?;
    tell_of(change, &at_hand, &planners, Topic::PhoneWorkKept).await
}

/// Tells people about what was kept, or how it was settled.
pub(super) async fn tell_of(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    people: &[PersonId],
    topic: Topic,
) -> Result<()> {
    let news = News {
        topic,
        follow_ups: vec![at_hand.follow_up.id],
        record: None,
        events: vec![at_hand.follow_up.event],
        due: None,
        basis: at_hand.rules()?.procedure().plan.basis.clone(),
    };
    tell(change, &at_hand.site, people, &news).await
}

/// Whether somebody visits in a follow-up or was ever to visit in it: only then can they have met the customer.
async fn ever_visited(
    tx: &mut Tx,
    event: uuid::Uuid,
    follow_up: FollowUpId,
    person: Option<PersonId>,
) -> Result<bool> {
    let Some(person) = person else {
        return Ok(false);
    };
    let now = visits::visitors(tx, follow_up).await?;
    if now.iter().any(|it| it.person == Some(person)) {
        return Ok(true);
    }
    for row in journal::history(tx, event).await? {
        let visitors = match row.entry()?.facts {
            Facts::FollowUpPlanned(it) if it.follow_up == follow_up => it.visitors,
            Facts::PlanAdjusted(it) if it.follow_up == follow_up => it.visitors,
            Facts::FollowUpEscalated(it) if it.follow_up == follow_up => it.visitors,
            _ => continue,
        };
        if visitors.iter().any(|it| it.person == Some(person)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the asker settles what was kept: who plans, and who visits.
pub(super) fn may_settle(at_hand: &AtHand, asker: &Asker) -> Result<bool> {
    let rules = at_hand.rules()?;
    let plans = access::has_right(&rules, asker, at_hand.site.id(), Right::Plan);
    Ok(plans || at_hand.visitor(asker).is_some())
}

pub(super) fn clock(row: &ConflictRow) -> DeviceClock {
    DeviceClock {
        device_at: row.device_at,
        offset_ms: row.offset_ms,
        measured_at: row.measured_at,
    }
}

/// The visit that was sent, where it was one and is still there.
fn visit(row: &ConflictRow, clock: &DeviceClock) -> Option<RecordVisit> {
    match work(row, clock)? {
        Work::Record(input) => Some(*input),
        _ => None,
    }
}

/// What was sent; none where it was erased.
pub(super) fn work(row: &ConflictRow, clock: &DeviceClock) -> Option<Work> {
    let sent = serde_json::from_str(row.sent.as_ref()?.reveal()).ok()?;
    Work::read(row.work, row.follow_up, &sent, clock).ok()
}
