use super::*;

impl History {
    /// The next thing that can happen to a batch of the archive.
    pub(super) fn archive(&mut self) -> Vec<Draft> {
        let (site, signer) = (self.estate.site, self.staff());
        let Some(batch) = self.batch else {
            return vec![self.collect(BatchId::generate())];
        };
        let post = || "office".to_owned();
        let signature = Words::new()
            .with_item(Word::Strokes, 1, marked("[[[1,2],[3,4]]]", Some(signer)))
            .with_item(Word::SignedName, 1, marked("丁", Some(signer)));
        match self.random.below(8) {
            0 => vec![self.collect(batch)],
            1 => {
                let reviewed = BatchReviewed {
                    batch,
                    site,
                    post: post(),
                    serving: self.records().into_iter().take(2).collect(),
                };
                let opinion = Words::new().with(Word::Opinion, marked("齊全", Some(signer)));
                vec![self.draft(reviewed).about(Some(signer), opinion)]
            }
            2 => {
                let received = BatchReceived {
                    batch,
                    site,
                    post: post(),
                    keep_until: self.today().plus_months(24),
                };
                vec![self.draft(received).about(Some(signer), signature)]
            }
            3 | 4 => {
                let held = self.random.chance(50);
                let held = BatchHeld { batch, site, held };
                vec![self.draft(held).because(None, "有訴訟")]
            }
            5 => {
                let proposed = DisposalProposed {
                    batch,
                    site,
                    post: post(),
                };
                let how = Words::new().with(Word::Why, marked("碎紙", Some(signer)));
                vec![self.draft(proposed).about(Some(signer), how)]
            }
            6 => {
                let judged = DisposalJudged {
                    batch,
                    site,
                    post: "site_manager".to_owned(),
                    approved: self.random.chance(50),
                };
                let words = signature.with(Word::Opinion, marked("同意", Some(signer)));
                vec![self.draft(judged).about(Some(signer), words)]
            }
            _ => {
                self.batch = None;
                let disposed = BatchDisposed {
                    batch,
                    site,
                    post: post(),
                };
                let words = signature.with(Word::Why, marked("碎紙", Some(signer)));
                vec![self.draft(disposed).about(Some(signer), words)]
            }
        }
    }

    pub(super) fn collect(&mut self, batch: BatchId) -> Draft {
        self.batch = Some(batch);
        let collected = BatchCollected {
            batch,
            site: self.estate.site,
            month: self.month(),
            records: self.records(),
        };
        self.draft(collected)
    }

    pub(super) fn records(&self) -> Vec<RecordId> {
        let follow_ups = self.events.iter().filter_map(|it| it.follow_up.as_ref());
        follow_ups
            .flat_map(|it| it.records.clone())
            .take(5)
            .collect()
    }
}
