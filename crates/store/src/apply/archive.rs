use huiyin_domain::BatchId;
use huiyin_domain::entry::facts::{
    BatchCollected, BatchDisposed, BatchHeld, BatchReceived, BatchReviewed, DisposalJudged,
    DisposalProposed,
};
use huiyin_domain::entry::{BatchStep, Entry, Word};

use crate::{Result, Tx};

pub(super) async fn batch_collected(
    tx: &mut Tx,
    entry: &Entry,
    facts: &BatchCollected,
) -> Result<()> {
    const BATCH: &str = "insert into archive_batch (id, site_id, month, collected_at, held) values ($1, $2, $3, $4, 0) \
        on conflict (id) do nothing";
    const RECORD: &str = "update record set batch_id = $2 where id = $1";
    tx.execute(BATCH, &[&facts.batch, &facts.site, &facts.month, &entry.at])
        .await?;
    for record in &facts.records {
        tx.execute_one(RECORD, &[record, &facts.batch]).await?;
    }
    step(
        tx,
        entry,
        facts.batch,
        (BatchStep::Collected, facts.records.len()),
    )
    .await
}

pub(super) async fn batch_reviewed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &BatchReviewed,
) -> Result<()> {
    const BATCH: &str = "update archive_batch set reviewed_at = $2 where id = $1";
    const RECORD: &str = "update record set serves_appraisal = 1 where id = $1";
    tx.execute_one(BATCH, &[&facts.batch, &entry.at]).await?;
    for record in &facts.serving {
        tx.execute_one(RECORD, &[record]).await?;
    }
    step(
        tx,
        entry,
        facts.batch,
        (BatchStep::Reviewed, facts.serving.len()),
    )
    .await
}

pub(super) async fn batch_received(
    tx: &mut Tx,
    entry: &Entry,
    facts: &BatchReceived,
) -> Result<()> {
    const BATCH: &str = "update archive_batch set received_at = $2, keep_until = $3 where id = $1";
    tx.execute_one(BATCH, &[&facts.batch, &entry.at, &facts.keep_until])
        .await?;
    step(tx, entry, facts.batch, (BatchStep::Received, 0)).await
}

pub(super) async fn batch_held(tx: &mut Tx, entry: &Entry, facts: &BatchHeld) -> Result<()> {
    const BATCH: &str = "update archive_batch set held = $2 where id = $1";
    tx.execute_one(BATCH, &[&facts.batch, &facts.held]).await?;
    let done = if facts.held {
        take_from_list(tx, facts.batch).await?;
        BatchStep::Held
    } else {
        BatchStep::Freed
    };
    step(tx, entry, facts.batch, (done, 0)).await
}

pub(super) async fn disposal_proposed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &DisposalProposed,
) -> Result<()> {
    const BATCH: &str = "update archive_batch set proposed_at = $2, proposed_by_id = $3, approved_at = null where id = $1";
    tx.execute_one(BATCH, &[&facts.batch, &entry.at, &entry.actor])
        .await?;
    step(tx, entry, facts.batch, (BatchStep::Proposed, 0)).await
}

pub(super) async fn disposal_judged(
    tx: &mut Tx,
    entry: &Entry,
    facts: &DisposalJudged,
) -> Result<()> {
    const BATCH: &str = "update archive_batch set approved_at = $2 where id = $1";
    let done = if facts.approved {
        tx.execute_one(BATCH, &[&facts.batch, &entry.at]).await?;
        BatchStep::Approved
    } else {
        take_from_list(tx, facts.batch).await?;
        BatchStep::Refused
    };
    step(tx, entry, facts.batch, (done, 0)).await
}

/// A batch is not listed for disposal any more.
async fn take_from_list(tx: &mut Tx, batch: BatchId) -> Result<()> {
    const BATCH: &str = "update archive_batch set proposed_at = null, proposed_by_id = null, approved_at = null where id = $1";
    tx.execute_one(BATCH, &[&batch]).await
}

pub(super) async fn batch_disposed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &BatchDisposed,
) -> Result<()> {
    const BATCH: &str = "update archive_batch set disposed_at = $2 where id = $1";
    tx.execute_one(BATCH, &[&facts.batch, &entry.at]).await?;
    step(tx, entry, facts.batch, (BatchStep::Disposed, 0)).await
}

async fn step(
    tx: &mut Tx,
    entry: &Entry,
    batch: BatchId,
    (step, records): (BatchStep, usize),
) -> Result<()> {
    const SQL: &str = "insert into archive_step (batch_id, number, step, done_at, done_by_id, records, said, strokes, \
        signed_name, words_of) values ($1, (select count(*) + 1 from archive_step where batch_id = $1), \
        $2, $3, $4, $5, $6, $7, $8, $9)";
    let said = entry.said(&[Word::Opinion, Word::Why, Word::Strokes, Word::SignedName]);
    let words = said.get(Word::Opinion).or(said.get(Word::Why));
    tx.execute_one(
        SQL,
        &[
            &batch,
            &step,
            &entry.at,
            &entry.actor,
            &(records as u64),
            &words,
            &said.item(Word::Strokes, 1),
            &said.item(Word::SignedName, 1),
            &said.of(),
        ],
    )
    .await
}
