//! The company's spot check: whether who was called back is in the sample that follows from the key.

use huiyin_domain::entry::facts::SpotChecked;
use huiyin_domain::{Month, RecordId};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::spot_check::SpotSample;

use crate::report::{Code, Report};
use crate::source::Unreadable;
use crate::state::State;

impl State {
    pub(crate) fn spot_check(
        &mut self,
        facts: &SpotChecked,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let (id, in_vain) = (facts.record, facts.not_reached.is_some());
        let Some(mut record) = self.records.get(id)? else {
            report.find(Code::ReferenceUnknown, place);
            return Ok(());
        };
        record.calls += 1;
        let follows = facts.number == record.calls && facts.visited.is_none() == in_vain;
        if !follows || !self.is_sampled(facts.month, id)? {
            report.find(Code::SpotCheckWrong, id.to_string());
        }
        self.records.put(id, &record)?;
        if in_vain {
            self.in_vain.insert(id);
        }
        Ok(())
    }

    /// Whether a record of a month is called back by now; none is while its key is secret.
    fn is_sampled(&mut self, month: Month, record: RecordId) -> Result<bool, Unreadable> {
        if self.sample.as_ref().is_none_or(|(of, _)| *of != month) {
            self.sample = self.draw_sample(month)?.map(|sample| (month, sample));
        }
        let sample = self.sample.as_ref();
        Ok(sample.is_some_and(|(_, it)| it.offered(&self.in_vain).contains(&record)))
    }

    fn draw_sample(&self, month: Month) -> Result<Option<SpotSample>, Unreadable> {
        let key = self.keys.get(&month).and_then(|key| key.revealed.as_ref());
        let key = key.and_then(|(key, _)| DrawKey::from_hex(key).ok());
        let edition = self.edition_on(month.last_day());
        let rule = edition.and_then(|it| it.procedure.spot_check.as_ref());
        let (Some(key), Some(rule)) = (key, rule) else {
            return Ok(None);
        };
        let accepted = self.accepted.under(month).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(SpotSample::draw(rule, &key, month, accepted)))
    }
}
