//! The days of the archive.

use huiyin_domain::entry::facts::{
    BatchDisposed, BatchHeld, BatchReceived, DisposalJudged, DisposalProposed,
};
use huiyin_domain::{Instant, PersonId};

use crate::report::{Code, Report};
use crate::state::{Disposal, State};

impl State {
    pub(crate) fn receive_batch(
        &mut self,
        facts: &BatchReceived,
        at: Instant,
        report: &mut Report,
    ) {
        report.counts.batches += 1;
        let day = self.zone.day(at);
        let expected = self
            .edition_on(day)
            .map(|edition| edition.procedure.archive.keep_until(day));
        if expected.is_some_and(|expected| expected != facts.keep_until) {
            report.find(Code::KeepUntilWrong, facts.batch.to_string());
        }
        self.batches.entry(facts.batch).or_default().keep_until = Some(facts.keep_until);
    }

    pub(crate) fn hold_batch(&mut self, facts: &BatchHeld) {
        let batch = self.batches.entry(facts.batch).or_default();
        batch.held = facts.held;
        if facts.held {
            batch.disposal = Disposal::Unlisted;
        }
    }

    pub(crate) fn propose_disposal(&mut self, facts: &DisposalProposed, by: Option<PersonId>) {
        let batch = self.batches.entry(facts.batch).or_default();
        batch.disposal = Disposal::Listed(by);
    }

    pub(crate) fn judge_disposal(&mut self, facts: &DisposalJudged, by: Option<PersonId>) {
        let batch = self.batches.entry(facts.batch).or_default();
        match batch.disposal {
            Disposal::Listed(other) if facts.approved && by.is_some() && by != other => {
                batch.disposal = Disposal::Approved;
            }
            _ if facts.approved => {}
            _ => batch.disposal = Disposal::Unlisted,
        }
    }

    pub(crate) fn dispose_batch(
        &mut self,
        facts: &BatchDisposed,
        at: Instant,
        report: &mut Report,
    ) {
        let day = self.zone.day(at);
        let batch = self.batches.entry(facts.batch).or_default();
        let is_over = batch.keep_until.is_some_and(|until| until < day);
        if batch.held || !is_over {
            report.find(Code::DisposedEarly, facts.batch.to_string());
        }
        if !matches!(batch.disposal, Disposal::Approved) {
            report.find(Code::DisposalUnapproved, facts.batch.to_string());
        }
    }
}
