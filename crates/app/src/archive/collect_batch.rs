use huiyin_domain::entry::facts::BatchCollected;
use huiyin_domain::{BatchId, CommandId, Month, ScopeId};
use huiyin_store::archive::{self, BatchRow};
use huiyin_store::{Change, Draft, draw};
use serde::{Deserialize, Serialize};

use super::{is_open, refused};
use crate::access::{self, Right};
use crate::planning::PIECE;
use crate::site::Editions;
use crate::{App, Asker, Refusal, Result};

/// The reviewed records of a site, to be handed over.
#[derive(Clone, Copy, Debug)]
pub struct CollectBatch {
    /// The site.
    pub site: ScopeId,
}

/// What was collected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Collected {
    /// The batch.
    pub batch: BatchId,
    /// How many records joined it.
    pub records: u64,
    /// How many are left for the next call.
    pub left: u64,
}

/// Batches looked through for one that is still open.
const LATEST: u32 = 12;

impl App {
    /// Collects the reviewed records that are in no batch, at most 200 at once: into the batch that is still open, or
    /// into a new one. By who plans. What is reviewed later goes into the next batch.
    pub async fn collect_batch(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CollectBatch,
    ) -> Result<Collected> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(collect(change, editions, asker, *input))
            })
            .await
    }
}

async fn collect(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: CollectBatch,
) -> Result<Collected> {
    draw::lock_site(change, input.site).await?;
    let site = editions.site(change, input.site).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, input.site, Right::Plan)?;
    let most = u32::try_from(PIECE).unwrap_or(u32::MAX);
    let records = archive::ready(change, input.site, most).await?;
    if records.is_empty() {
        return Err(refused(
            &rules.procedure().archive,
            Refusal::NothingToCollect,
        ));
    }
    let batches = archive::batches(change, input.site, LATEST).await?;
    let (batch, month) = match batches.iter().find(|batch| is_open(batch)) {
        Some(open) => (open.id, open.month),
        None => (BatchId::generate(), next_month(&batches, today.month())),
    };
    let collected = records.len() as u64;
    let facts = BatchCollected {
        batch,
        site: input.site,
        month,
        records,
    };
    change.append(Draft::new(input.site, facts)).await?;
    Ok(Collected {
        batch,
        records: collected,
        left: archive::ready_count(change, input.site).await?,
    })
}

/// The month of the next batch: this one, or the first that has none yet.
pub(super) fn next_month(batches: &[BatchRow], this: Month) -> Month {
    let latest = batches.iter().map(|batch| batch.month).max();
    latest.map_or(this, |latest| this.max(latest.plus(1)))
}
