use huiyin_domain::entry::facts::BatchHeld;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{BatchId, CommandId};
use huiyin_store::{Change, Draft};

use super::{at_hand, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Refusal, Result};

/// A batch that must be kept beyond its time, or no longer must.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HoldBatch {
    /// The batch; received, and not disposed of.
    pub batch: BatchId,
    /// Whether it is held from now on.
    pub held: bool,
    /// Why; always required.
    pub why: String,
}

impl App {
    /// Holds a batch beyond its time, as for a dispute, or ends the hold. By who keeps it.
    pub async fn hold_batch(
        &self,
        asker: &Asker,
        command: CommandId,
        input: HoldBatch,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(hold(change, editions, asker, input))
            })
            .await
    }
}

async fn hold(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &HoldBatch,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::KeepArchive)?;
    if batch.received_at.is_none() || batch.disposed_at.is_some() || batch.held == input.held {
        return Err(refused(&rules.procedure().archive, Refusal::BatchState));
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = BatchHeld {
        batch: batch.id,
        site: site.id(),
        held: input.held,
    };
    let words = Words::new().with(Word::Why, why);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    Ok(())
}
