//! The company calls residents back about last month's records.

use huiyin_domain::entry::NotReached;
use huiyin_domain::{CommandId, Day};

use super::days::AtWork;
use crate::Result;
use crate::spot_checks::{CallOutcome, RecordSpotCheck};

impl AtWork<'_> {
    /// The sample of the month before: the first resident is not reached, the others remember the visit, one of them not.
    pub(super) async fn call_back(&self, day: Day) -> Result<()> {
        let Ok(caller) = self.holder(&["company_reviewer"]) else {
            return Ok(());
        };
        let month = day.month().plus(-1);
        let found = self.app.spot_checks(&caller.asker, None, month).await?;
        let lines = found.sites.iter().flat_map(|site| &site.lines);
        let lines = lines.filter(|line| line.calls.is_empty());
        let sample: Vec<_> = lines.map(|line| (line.record, line.rating)).collect();
        let now = self.zone.local(self.app.clock().now()).to_string();
        let called_at: String = now.chars().take("2026-03-18 09:30".len()).collect();
        for (number, (record, rating)) in sample.into_iter().enumerate() {
            let (outcome, rating) = match number {
                0 => (CallOutcome::NotReached(NotReached::NoAnswer), None),
                5 => (CallOutcome::NotVisited, None),
                _ => (CallOutcome::Visited, rating),
            };
            let call = RecordSpotCheck {
                record,
                called_at: called_at.clone(),
                outcome: Some(outcome),
                rating,
                said: String::new(),
            };
            let done = self
                .app
                .record_spot_check(&caller.asker, CommandId::generate(), call)
                .await;
            match done {
                // A record that the caller reviewed is somebody else's to call about.
                Err(crate::Error::Refused { .. }) => {}
                done => done?,
            }
        }
        Ok(())
    }
}
