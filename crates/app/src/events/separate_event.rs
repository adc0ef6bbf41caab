use huiyin_domain::entry::facts::EventMerged;
use huiyin_domain::{CommandId, EventId};
use huiyin_rules::Rules;
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft, obligations};

use super::merge_event::note;
use super::row_at_hand;
use crate::fields::{Fields, LONG};
use crate::planning::{History, arise, pick_found};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, access};

/// A complaint that is taken out of another again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeparateEvent {
    /// The complaint that was merged.
    pub event: EventId,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Takes a complaint out of the one it was merged into: it stands for itself again, with all that it had. If it is
    /// completed, it gets a new number; the old one stays void.
    ///
    /// Refused for one that was not merged ([`Refusal::EventState`]).
    pub async fn separate_event(
        &self,
        asker: &Asker,
        command: CommandId,
        input: SeparateEvent,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(separate(change, editions, asker, input))
            })
            .await
    }
}

/// What it is a part of; refused for who may not take it out, and where it is no part of another.
pub(super) fn check(rules: &Rules<'_>, asker: &Asker, row: &EventRow) -> Result<EventId> {
    access::check(rules, asker, row.site, Right::CorrectEvents)?;
    row.merged_into.ok_or_else(|| Error::Refused {
        why: Refusal::EventState,
        basis: rules.procedure().same_complaint.basis.clone(),
    })
}

async fn separate(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SeparateEvent,
) -> Result<()> {
    let (row, site) = row_at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    let from = check(&rules, asker, &row)?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let about = row.state.reporter;
    let separated = EventMerged {
        event: row.id,
        into: None,
    };
    let draft = Draft::new(site.id(), separated).because(about, &why);
    change.append(draft).await?;
    note(change, &site, (from, row.id), false, (about, &why)).await?;
    // What was planned before stays planned, history or not.
    let history = if obligations::of_event(change, row.id).await?.is_empty() {
        History::Skipped
    } else {
        History::Planned
    };
    arise(change, &site, row.id, history).await?;
    pick_found(change, &site, row.id).await
}
