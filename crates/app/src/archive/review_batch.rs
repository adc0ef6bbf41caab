use std::collections::HashSet;

use huiyin_domain::entry::facts::BatchReviewed;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{BatchId, CommandId, RecordId};
use huiyin_store::{Change, Draft, archive};

use super::{at_hand, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// A batch as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewBatch {
    /// The batch; collected, and not read yet.
    pub batch: BatchId,
    /// The records of it that may serve staff appraisal.
    pub serving: Vec<RecordId>,
    /// What the reader says of it.
    pub opinion: String,
}

impl App {
    /// Reads a batch before it is kept, and marks what may serve appraisal (四.7). By the post that the procedure names;
    /// a procedure that names none refuses it as [`Refusal::BatchState`].
    pub async fn review_batch(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReviewBatch,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(review(change, editions, asker, input))
            })
            .await
    }
}

async fn review(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReviewBatch,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let rules = site.rules_on(site.day(change.at()));
    let archive = &rules.procedure().archive;
    let Some(post) = archive.reviewed_by.clone() else {
        return Err(refused(archive, Refusal::BatchState));
    };
    access::check(&rules, asker, site.id(), Right::ReviewBatch)?;
    if !super::is_open(&batch) {
        return Err(refused(archive, Refusal::BatchState));
    }
    let mut fields = Fields::default();
    let opinion = fields.required("opinion", &input.opinion, LONG);
    fields.check()?;
    let records = archive::records(change, batch.id).await?;
    let there: HashSet<RecordId> = records.iter().map(|record| record.id).collect();
    if !input.serving.iter().all(|record| there.contains(record)) {
        return Err(Error::NotFound);
    }
    let serving: HashSet<RecordId> = input.serving.iter().copied().collect();
    let facts = BatchReviewed {
        batch: batch.id,
        site: site.id(),
        post,
        serving: records
            .iter()
            .map(|record| record.id)
            .filter(|record| serving.contains(record))
            .collect(),
    };
    let words = Words::new().with(Word::Opinion, opinion);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    Ok(())
}
