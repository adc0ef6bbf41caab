use std::collections::BTreeSet;

use huiyin_domain::{Channel, FollowUpId, PersonId, Personal, Severity, Step, masked_phone};
use huiyin_rules::procedure::Basis;
use huiyin_rules::unreachable::Untried;
use huiyin_store::visits::{self, ClosingRow, FollowUpRow, NoteRow, OtherRow, TryRow};
use huiyin_store::{Tx, blank_forms, follow_ups, people, phone};

use super::AtHand;
use super::close_round::{closes_as, is_further_round};
use super::record_visit::check_may_record;
use crate::access::{self, Right, has_right};
use crate::events::EventPage;
use crate::phone::Kept;
use crate::planning::{is_replaceable, may_consent, may_visit};
use crate::{App, Asker, Error, Refusal, Result};

/// A follow-up as its visitor needs it: all of the event, and what its record is to hold.
#[derive(Clone, Debug)]
pub struct FollowUpPage {
    /// The event with its follow-ups; the phone number is masked.
    pub event: EventPage,
    /// The follow-up.
    pub row: FollowUpRow,
    /// Who visits, in order.
    pub visitors: Vec<FollowUpVisitor>,
    /// Whether the asker is one of them.
    pub is_visitor: bool,
    /// Why the asker may not record a visit now, with what says so.
    pub not_to_record: Option<(Refusal, Basis)>,
    /// Who is visited, where the event has a list.
    pub listed: Option<Listed>,
    /// How the customer may be contacted in this round without an exception.
    pub channels: Vec<Channel>,
    /// What says so.
    pub channel_basis: Basis,
    /// What the asker may change of the plan.
    pub may: MayChange,
    /// What the asker may do with its paper form.
    pub paper: MayUsePaper,
    /// The tries to reach the customer in vain.
    pub tries: Vec<TryRow>,
    /// What those who are accountable say of it; none where the procedure holds nobody accountable.
    pub accountable: Option<Accountable>,
    /// Closing it as a further round.
    pub closing: Closing,
    /// What is missing before the customer counts as unreachable, besides a try at the door.
    pub untried: Vec<Untried>,
    /// What says so.
    pub unreachable_basis: Basis,
    /// The household's other open follow-ups: one visit may settle them too, each with its own record.
    pub others: Vec<OtherRow>,
    /// What phones sent about it and could not be taken as it was meant, settled or not, oldest first.
    pub kept: Vec<Kept>,
    /// Whether visitors sign for the form before they go.
    pub sign_out: bool,
    /// Everybody of the staff: who may own a promise or put something right; whoever does not visit may witness.
    pub colleagues: Vec<(PersonId, Option<String>)>,
}

/// The household of a list that is visited, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The home.
    pub unit: Option<String>,
    /// Who is to be spoken to.
    pub name: Option<Personal<String>>,
    /// Their phone number, masked.
    pub phone: Option<Personal<String>>,
}

/// What somebody may change of a follow-up's plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MayChange {
    /// Who visits, when and how; it is not under way yet.
    pub adjust: bool,
    /// Closing it as 無法聯繫; the tries may still be too few.
    pub replace: bool,
    /// Noting tries to reach the customer.
    pub note_tries: bool,
}

/// What somebody may do with the paper form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MayUsePaper {
    /// Printing it.
    pub print: bool,
    /// Entering it when it is filled in.
    pub enter: bool,
}

/// What those who are accountable for a follow-up say of it. Clause 11.1.1.
#[derive(Clone, Debug)]
pub struct Accountable {
    /// What they said, in order.
    pub notes: Vec<NoteRow>,
    /// Whether the asker is one of them, and may say more.
    pub may_answer: bool,
    /// What says who is accountable.
    pub basis: Basis,
}

/// How a further round is closed by the manager.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closing {
    /// Why it was; none where it was not.
    pub closed: Option<ClosingRow>,
    /// Whether the asker may close it.
    pub may_close: bool,
    /// What says who may.
    pub basis: Basis,
}

/// Somebody who is to visit.
#[derive(Clone, Debug)]
pub struct FollowUpVisitor {
    /// The post that answers for it.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// Who may answer for the post in this visit.
    pub candidates: Vec<(PersonId, Option<String>)>,
}

impl App {
    /// One follow-up. At most 15 statements besides those of the event.
    pub async fn follow_up(&self, asker: &Asker, id: FollowUpId) -> Result<FollowUpPage> {
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, id).await?;
        let rules = at_hand.rules()?;
        let today = at_hand.site.day(self.clock().now());
        let current = at_hand.site.rules_on(today);
        access::check(&rules, asker, at_hand.site.id(), Right::See)?;
        let holders = follow_ups::holders(&mut tx, at_hand.site.id(), today).await?;
        let mut staff: BTreeSet<PersonId> = holders.iter().map(|it| it.person).collect();
        staff.extend(at_hand.people());
        let staff: Vec<PersonId> = staff.into_iter().collect();
        let names = people::people(&mut tx, &staff).await?;
        let tries = visits::tries(&mut tx, id).await?;
        let now = self.clock().now();
        let notes = visits::notes(&mut tx, id).await?;
        let closed = visits::closing(&mut tx, id).await?;
        let is_further = is_further_round(&mut tx, &at_hand.follow_up).await?;
        let others = visits::others_of_household(&mut tx, &at_hand.follow_up, now).await?;
        let listed = listed(&mut tx, &at_hand).await?;
        let kept = phone::conflicts(&mut tx, id).await?;
        drop(tx);
        let row = &at_hand.follow_up;
        let severity = row.severity.unwrap_or(Severity::General);
        let channels = rules.channels(row.category, severity, row.round);
        let visitor_rule = rules.visitors(row.category, severity);
        let candidates = |post: &str| {
            let may = |id: PersonId| may_visit(&rules, visitor_rule, &holders, id, post);
            let of_post = names.iter().filter(|known| may(known.id));
            of_post
                .map(|known| (known.id, known.name.clone().map(Personal::into_inner)))
                .collect()
        };
        let event = self.event(asker, row.event).await?;
        let name = |person: Option<PersonId>| {
            let found = names.iter().find(|known| Some(known.id) == person);
            found.and_then(|known| known.name.clone())
        };
        Ok(FollowUpPage {
            visitors: at_hand
                .visitors
                .iter()
                .map(|visitor| FollowUpVisitor {
                    post: visitor.post.clone(),
                    person: visitor.person,
                    name: name(visitor.person),
                    candidates: candidates(&visitor.post),
                })
                .collect(),
            is_visitor: at_hand.visitor(asker).is_some(),
            not_to_record: refusal(check_may_record(&at_hand, asker, false))?,
            listed,
            channels: channels.map_or_else(Vec::new, |rule| rule.allowed.clone()),
            channel_basis: channels.map_or_else(Basis::default, |rule| rule.basis.clone()),
            may: MayChange {
                adjust: has_right(&rules, asker, at_hand.site.id(), Right::Plan)
                    && row.state.takes(Step::Adjust),
                replace: may_consent(&rules, asker, at_hand.site.id())
                    && is_replaceable(row.state, row.round),
                note_tries: row.state.takes(Step::Try)
                    && (at_hand.visitor(asker).is_some()
                        || has_right(&rules, asker, at_hand.site.id(), Right::Plan)),
            },
            closing: Closing {
                closed,
                may_close: is_further
                    && row.state.takes(Step::Close)
                    && closes_as(&rules, asker, at_hand.site.id()).is_some(),
                basis: rules.procedure().rounds.basis.clone(),
            },
            paper: MayUsePaper {
                print: super::blank_forms::may_print(&at_hand, asker)?,
                enter: at_hand.may_enter_from_paper(asker)?,
            },
            untried: rules.untried(&super::tries(&tries, at_hand.site.zone()), false),
            unreachable_basis: rules.procedure().unreachable.basis.clone(),
            tries,
            accountable: current
                .procedure()
                .accountable
                .as_ref()
                .map(|rule| Accountable {
                    notes,
                    may_answer: has_right(&current, asker, at_hand.site.id(), Right::AnswerFor)
                        && row.state.takes(Step::AnswerFor),
                    basis: rule.basis.clone(),
                }),
            others,
            kept: kept.iter().map(Kept::of).collect(),
            event,
            sign_out: rules.procedure().sign_out.required,
            colleagues: names
                .into_iter()
                .map(|known| (known.id, known.name.map(Personal::into_inner)))
                .collect(),
            row: row.clone(),
        })
    }
}

/// What is refused, apart from what fails.
fn refusal(checked: Result<()>) -> Result<Option<(Refusal, Basis)>> {
    match checked {
        Ok(()) => Ok(None),
        Err(Error::Refused { why, basis }) => Ok(Some((why, basis))),
        Err(error) => Err(error),
    }
}

async fn listed(tx: &mut Tx, at_hand: &AtHand) -> Result<Option<Listed>> {
    if !at_hand.follow_up.category.has_list() {
        return Ok(None);
    }
    let known = blank_forms::blank_form(tx, at_hand.follow_up.id).await?;
    Ok(known.map(|known| Listed {
        unit: known.unit,
        name: known.customer,
        phone: (known.phone).map(|phone| Personal::new(masked_phone(phone.reveal()))),
    }))
}
