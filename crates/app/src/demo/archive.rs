//! The month's records on their way to the archive.

use huiyin_domain::{BatchId, CommandId, Day, RecordId};

use super::days::AtWork;
use crate::archive::{CollectBatch, NextStep, ReceiveBatch, ReviewBatch};
use crate::visits::Ink;
use crate::{Error, Result};

/// Of so many records one may serve appraisal.
const ONE_SERVES_OF: usize = 3;

impl AtWork<'_> {
    /// Collects what is reviewed, where anything is.
    pub(super) async fn collect_batch(&mut self) -> Result<()> {
        let planner = self.planner()?.asker;
        let site = self.estate.site;
        while self.app.archive(&planner, site).await?.ready > 0 {
            let collect = CollectBatch { site };
            self.app
                .collect_batch(&planner, CommandId::generate(), collect)
                .await?;
        }
        Ok(())
    }

    /// Whoever keeps the archive receives what is ready, the day after it was read.
    pub(super) async fn hand_over(&mut self, day: Day) -> Result<()> {
        let archive = &self.procedure.archive;
        let reads = day == archive.remind_on(day.month());
        let post = match archive.reviewed_by.as_ref().filter(|_| reads) {
            Some(post) => post,
            None => &archive.kept_by,
        };
        // Once the office is vacant, the planner keeps.
        let member = self.holder(&[post]).or_else(|_| self.planner())?;
        let page = self.app.archive(&member.asker, self.estate.site).await?;
        for (batch, _) in page.batches {
            let page = self.app.batch(&member.asker, batch.id).await?;
            match page.may.next {
                Some(NextStep::Review) if reads => {
                    let serving = page.records.iter().step_by(ONE_SERVES_OF);
                    let serving: Vec<RecordId> = serving.map(|(_, row)| row.id).collect();
                    self.read_batch(batch.id, serving).await?;
                }
                Some(NextStep::Receive) if !reads => {
                    let input = ReceiveBatch {
                        batch: batch.id,
                        signature: Ink::typed(member.colleague.name),
                    };
                    self.app
                        .receive_batch(&member.asker, CommandId::generate(), input)
                        .await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn read_batch(&self, batch: BatchId, serving: Vec<RecordId>) -> Result<()> {
        let post = self.procedure.archive.reviewed_by.as_ref();
        let reader = self.holder(&[post.ok_or(Error::NotFound)?])?.asker;
        let input = ReviewBatch {
            batch,
            serving,
            opinion: "各份簽署齊全，意見清楚".to_owned(),
        };
        self.app
            .review_batch(&reader, CommandId::generate(), input)
            .await
    }
}
