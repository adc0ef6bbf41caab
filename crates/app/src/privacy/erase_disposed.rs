use huiyin_domain::entry::facts::{ErasedFor, WordsErased};
use huiyin_domain::{BatchId, ScopeId};
use huiyin_store::{Change, Draft, Tx, privacy};

use crate::Result;

/// The follow-ups erased with one entry.
const PIECE: u32 = 200;

/// Erases what was said in the records of a batch that was disposed of, the first 200 follow-ups of it; whether any are
/// left for [`go_on_erasing`].
pub(crate) async fn begin_erasing(
    change: &mut Change<'_>,
    site: ScopeId,
    batch: BatchId,
) -> Result<()> {
    let follow_ups = privacy::to_erase(change, batch, PIECE).await?;
    let facts = WordsErased {
        site,
        because: ErasedFor::Batch(batch),
        person: None,
        events: Vec::new(),
        follow_ups,
    };
    change.append(Draft::new(site, facts)).await?;
    Ok(())
}

/// The batches of a site whose erasing was begun and is not done.
pub(crate) async fn half_erased(tx: &mut Tx, site: ScopeId) -> Result<Vec<BatchId>> {
    Ok(privacy::half_erased(tx, site).await?)
}

/// The next 200 follow-ups of such a batch.
pub(crate) async fn go_on_erasing(
    change: &mut Change<'_>,
    site: ScopeId,
    batch: BatchId,
) -> Result<()> {
    if privacy::to_erase(change, batch, 1).await?.is_empty() {
        return Ok(());
    }
    begin_erasing(change, site, batch).await
}
