use std::collections::BTreeSet;

use huiyin_domain::{Channel, FollowUpId, PersonId, Personal, Severity};
use huiyin_rules::procedure::Basis;
use huiyin_store::visits::FollowUpRow;
use huiyin_store::{follow_ups, people};

use super::AtHand;
use crate::access::{self, Right};
use crate::events::EventPage;
use crate::{App, Asker, Result};

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
    /// How the customer may be contacted in this round without an exception.
    pub channels: Vec<Channel>,
    /// What says so.
    pub channel_basis: Basis,
    /// Whether visitors sign for the form before they go.
    pub sign_out: bool,
    /// Everybody of the staff: who may own a promise or put something right; whoever does not visit may witness.
    pub colleagues: Vec<(PersonId, Option<String>)>,
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
}

impl App {
    /// One follow-up. At most 9 statements besides those of the event.
    pub async fn follow_up(&self, asker: &Asker, id: FollowUpId) -> Result<FollowUpPage> {
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, id).await?;
        let rules = at_hand.rules()?;
        let today = at_hand.site.day(self.clock().now());
        access::check(&rules, asker, at_hand.site.id(), Right::See)?;
        let holders = follow_ups::holders(&mut tx, at_hand.site.id(), today).await?;
        let mut staff: BTreeSet<PersonId> = holders.into_iter().map(|it| it.person).collect();
        staff.extend(at_hand.people());
        let staff: Vec<PersonId> = staff.into_iter().collect();
        let names = people::people(&mut tx, &staff).await?;
        drop(tx);
        let row = &at_hand.follow_up;
        let severity = row.severity.unwrap_or(Severity::General);
        let channels = rules.channels(row.category, severity, row.round);
        let name = |person: Option<PersonId>| {
            let found = names.iter().find(|known| Some(known.id) == person);
            found.and_then(|known| known.name.clone())
        };
        Ok(FollowUpPage {
            event: self.event(asker, row.event).await?,
            visitors: at_hand
                .visitors
                .iter()
                .map(|visitor| FollowUpVisitor {
                    post: visitor.post.clone(),
                    person: visitor.person,
                    name: name(visitor.person),
                })
                .collect(),
            is_visitor: at_hand.visitor(asker).is_some(),
            channels: channels.map_or_else(Vec::new, |rule| rule.allowed.clone()),
            channel_basis: channels.map_or_else(Basis::default, |rule| rule.basis.clone()),
            sign_out: rules.procedure().sign_out.required,
            colleagues: names
                .into_iter()
                .map(|known| (known.id, known.name.map(Personal::into_inner)))
                .collect(),
            row: row.clone(),
        })
    }
}
