use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::EventReopened;
use huiyin_domain::{CommandId, EventId, Handling};
use huiyin_store::{Change, Draft};

use super::at_hand;
use crate::fields::{Fields, LONG};
use crate::planning::void;
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, access};

/// An event whose handling goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReopenEvent {
    /// The event.
    pub event: EventId,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Reopens a completed event. What it asked for is void, its numbers stay, and its clock starts anew when it is
    /// completed again.
    pub async fn reopen_event(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReopenEvent,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(reopen(change, editions, asker, input))
            })
            .await
    }
}

async fn reopen(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReopenEvent,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::CorrectEvents)?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    if row.handling != Handling::Completed {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: rules.procedure().handling.basis.clone(),
        });
    }
    let about = row.state.reporter;
    let reopened = Draft::new(site.id(), EventReopened { event: row.id }).because(about, &why);
    change.append(reopened).await?;
    void(change, &site, row.id, VoidCause::Reopened, (about, &why)).await?;
    Ok(())
}
