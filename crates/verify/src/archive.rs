//! The days of the archive.

use huiyin_domain::Instant;
use huiyin_domain::entry::facts::{BatchDisposed, BatchReceived};

use crate::report::{Code, Report};
use crate::state::State;

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
    }
}
