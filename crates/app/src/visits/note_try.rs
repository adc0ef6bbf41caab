use huiyin_domain::entry::facts::{ContactTried, DeviceClock, PhoneAct};
use huiyin_domain::{Channel, CommandId, FollowUpId, SiteZone, Step};
use huiyin_rules::unreachable::Try;
use huiyin_store::visits::{self, TryRow};
use huiyin_store::{Act, Change, Draft};
use serde::{Deserialize, Serialize};

use super::{AtHand, by_phone};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// A try to reach a customer in vain, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteTry {
    /// The follow-up; released, not recorded yet.
    pub follow_up: FollowUpId,
    /// When, on the site's clock: day and time.
    #[serde(default)]
    pub tried_at: String,
    /// At the door or by phone.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Whether a 留言卡 was left at the door.
    #[serde(default)]
    pub card_left: bool,
    /// What was found: nobody opened, the number is out of use.
    #[serde(default)]
    pub note: String,
}

impl App {
    /// Notes a try: by a visitor, or by who plans. The tries stay on record; after enough of them the customer counts
    /// as unreachable.
    pub async fn note_try(&self, asker: &Asker, command: CommandId, input: NoteTry) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        self.note_try_from(asker, act, input, None).await
    }

    /// The same as the act that is given, also from a phone.
    pub(crate) async fn note_try_from(
        &self,
        asker: &Asker,
        act: Act,
        input: NoteTry,
        phone: Option<DeviceClock>,
    ) -> Result<()> {
        let input = (self.editions().clone(), asker.clone(), input, phone);
        self.db()
            .command(act, input, |change, (editions, asker, input, phone)| {
                Box::pin(note(change, (editions, asker), input, *phone))
            })
            .await
    }
}

/// Notes a try in a change that may do more.
pub(crate) async fn note(
    change: &mut Change<'_>,
    (editions, asker): (&Editions, &Asker),
    input: &NoteTry,
    phone: Option<DeviceClock>,
) -> Result<()> {
    let at_hand = AtHand::load(change, editions, asker, input.follow_up).await?;
    let (site, rules) = (&at_hand.site, at_hand.rules()?);
    if at_hand.visitor(asker).is_none() {
        access::check(&rules, asker, site.id(), Right::Plan)?;
    }
    if !at_hand.follow_up.state.takes(Step::Try) {
        return Err(Error::Refused {
            why: Refusal::FollowUpState,
            basis: rules.procedure().unreachable.basis.clone(),
        });
    }
    let mut fields = Fields::default();
    let tried_at = fields.time("tried_at", &input.tried_at, site.zone());
    match tried_at {
        None if input.tried_at.trim().is_empty() => fields.wrong("tried_at", Fault::Missing),
        Some(at) if at > change.at() => fields.wrong("tried_at", Fault::InFuture),
        _ => {}
    }
    let channel = input
        .channel
        .filter(|it| matches!(it, Channel::OnSite | Channel::Phone));
    if channel.is_none() {
        fields.wrong("channel", Fault::Missing);
    }
    let note = fields.optional("note", &input.note, LONG);
    fields.check()?;
    let (Some(tried_at), Some(channel)) = (tried_at, channel) else {
        return Err(Error::NotFound);
    };
    let before = visits::tries(change, input.follow_up).await?;
    let facts = ContactTried {
        follow_up: input.follow_up,
        event: at_hand.follow_up.event,
        number: before.last().map_or(0, |last| last.number) + 1,
        tried_at,
        channel,
        card_left: input.card_left && channel == Channel::OnSite,
    };
    let mut draft = Draft::new(site.id(), facts);
    if let Some(note) = note {
        draft = draft.because(at_hand.follow_up.customer, note);
    }
    let number = facts.number;
    change.append(draft).await?;
    if let Some(clock) = phone {
        by_phone(
            change,
            (&at_hand, asker),
            (PhoneAct::Try(number), clock),
            &[],
        )
        .await?;
    }
    Ok(())
}

/// The tries as the rules look at them.
pub(crate) fn tries(rows: &[TryRow], zone: SiteZone) -> Vec<Try> {
    let one = |row: &TryRow| Try {
        at: zone.local(row.tried_at),
        card_left: row.card_left,
    };
    rows.iter().map(one).collect()
}
