//! The archive (歸檔): a month's reviewed records are collected, read, received for keeping, and disposed of after their
//! time. Clauses 四.7 and 11.1.10.

mod appraisal;
mod archive_page;
mod chase;
mod collect_batch;
mod dispose_batch;
mod hold_batch;
mod judge_disposal;
mod propose_disposal;
mod receive_batch;
mod review_batch;

use huiyin_domain::{BatchId, Day};
use huiyin_rules::procedure::Archive;
use huiyin_store::archive::{self, BatchRow};
use huiyin_store::{Change, privacy};

pub(crate) use chase::{chase, is_to_be_chased};
pub(crate) use receive_batch::check_signature;

pub use appraisal::AppraisalPage;
pub use archive_page::{ArchivePage, BatchPage, MayArchive, NextStep};
pub use collect_batch::{CollectBatch, Collected};
pub use dispose_batch::DisposeBatch;
pub use hold_batch::HoldBatch;
pub use huiyin_store::appraisal::AppraisalRow;
pub use huiyin_store::archive::{ArchivedRow, BatchRow as Batch, MissingRow, StepRow};
pub use judge_disposal::JudgeDisposal;
pub use propose_disposal::ProposeDisposal;
pub use receive_batch::ReceiveBatch;
pub use review_batch::ReviewBatch;

use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site};

/// A batch, locked, and its site; [`Error::NotFound`] for who has nothing to do with it.
async fn at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    batch: BatchId,
) -> Result<(BatchRow, Site)> {
    let row = archive::batch_to_change(change, batch)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    Ok((row, site))
}

/// Whether a batch still takes records: nobody has read it yet, nor received it.
fn is_open(batch: &BatchRow) -> bool {
    batch.reviewed_at.is_none() && batch.received_at.is_none()
}

/// Whether a batch waits to be received: read, where the procedure has somebody read it.
fn is_ready(archive: &Archive, batch: &BatchRow) -> bool {
    batch.received_at.is_none() && (batch.reviewed_at.is_some() || archive.reviewed_by.is_none())
}

/// Why a batch may not be disposed of on a day, whoever approves; nothing where it may.
fn kept(batch: &BatchRow, today: Day) -> Option<Refusal> {
    let (Some(until), None) = (batch.keep_until, batch.disposed_at) else {
        return Some(Refusal::BatchState);
    };
    if batch.held {
        return Some(Refusal::KeptLonger(None));
    }
    (today <= until).then_some(Refusal::KeptLonger(Some(until)))
}

/// Refuses what is to be kept: its time is not over, or it is held, or something in it is.
async fn check_may_go(
    change: &mut Change<'_>,
    archive: &Archive,
    batch: &BatchRow,
    today: Day,
) -> Result<()> {
    if let Some(why) = kept(batch, today) {
        return Err(refused(archive, why));
    }
    if privacy::is_held_in(change, batch.id, today).await? {
        return Err(refused(archive, Refusal::HeldWithin));
    }
    Ok(())
}

/// Whether the asker listed the batch for disposal, or is nobody: then somebody else approves.
fn is_own_list(asker: &Asker, batch: &BatchRow) -> bool {
    asker.person.is_none() || asker.person == batch.proposed_by
}

fn refused(archive: &Archive, why: Refusal) -> Error {
    Error::Refused {
        why,
        basis: archive.basis.clone(),
    }
}
