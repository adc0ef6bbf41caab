//! The company's spot check: whether who was called back is in the sample that follows from the key.

use huiyin_domain::entry::facts::SpotChecked;
use huiyin_domain::{Month, RecordId};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::spot_check::SpotSample;

use crate::report::{Code, Report};
use crate::state::State;

impl State {
    pub(crate) fn spot_check(&mut self, facts: &SpotChecked, place: &str, report: &mut Report) {
        let (record, in_vain) = (facts.record, facts.not_reached.is_some());
        if !self.records.has(record) {
            report.find(Code::ReferenceUnknown, place);
            return;
        }
        let number = self.calls.get(&record).copied().unwrap_or(0) + 1;
        let follows = facts.number == number && facts.visited.is_none() == in_vain;
        if !follows || !self.is_sampled(facts.month, record) {
            report.find(Code::SpotCheckWrong, record.to_string());
        }
        self.calls.insert(record, number);
        if in_vain {
            self.in_vain.insert(record);
        }
    }

    /// Whether a record of a month is called back by now; none is while its key is secret.
    fn is_sampled(&self, month: Month, record: RecordId) -> bool {
        let key = self.keys.get(&month).and_then(|key| key.revealed.as_ref());
        let key = key.and_then(|(key, _)| DrawKey::from_hex(key).ok());
        let edition = self.edition_on(month.last_day());
        let rule = edition.and_then(|it| it.procedure.spot_check.as_ref());
        let (Some(key), Some(rule)) = (key, rule) else {
            return false;
        };
        let accepted = self.accepted.get(&month).cloned().unwrap_or_default();
        let sample = SpotSample::draw(rule, &key, month, accepted);
        sample.offered(&self.in_vain).contains(&record)
    }
}
