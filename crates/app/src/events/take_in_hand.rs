use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::EventTakenInHand;
use huiyin_domain::{CommandId, EventId, Handling, PersonId};
use huiyin_store::{Change, Draft, follow_ups};

use super::at_hand;
use crate::fields::Fields;
use crate::meanwhile::check as check_unchanged;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// Who takes the handling of an event in hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakeInHand {
    /// The event.
    pub event: EventId,
    /// Who handles it from now on; none is the asker.
    pub owner: Option<PersonId>,
}

impl App {
    /// Takes the handling of an event in hand, or gives it to somebody who holds a post at the site.
    pub async fn take_in_hand(
        &self,
        asker: &Asker,
        command: CommandId,
        input: TakeInHand,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(take(change, editions, asker, input))
            })
            .await
    }
}

async fn take(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &TakeInHand,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
    if row.handling == Handling::Completed {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: rules.procedure().handling.basis.clone(),
        });
    }
    check_unchanged(change, asker, row.id.uuid(), |facts| {
        matches!(facts, Facts::EventTakenInHand(_))
    })
    .await?;
    let holders = follow_ups::holders(change, site.id(), today).await?;
    let owner = input.owner.or(asker.person);
    let owner = owner.filter(|owner| holders.iter().any(|holder| holder.person == *owner));
    let mut fields = Fields::default();
    if owner.is_none() {
        fields.wrong("owner", Fault::Unknown);
    }
    fields.check()?;
    if let Some(owner) = owner {
        let facts = EventTakenInHand {
            event: row.id,
            owner,
        };
        change.append(Draft::new(site.id(), facts)).await?;
    }
    Ok(())
}
