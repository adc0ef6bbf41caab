use std::collections::HashSet;

use uuid::Uuid;

use crate::entry::Facts;
use crate::entry::facts::Attached;
use crate::{EventId, Month};

/// What belongs to a month: the events with an obligation whose window closes in it, their records and files, the
/// papers of the month, the letters that answer those events and the batches that hold those records.
///
/// Grown by showing it the journal from its beginning; then asked which entries are of the month.
#[derive(Clone, Debug)]
pub struct MonthScope {
    month: Month,
    events: HashSet<EventId>,
    others: HashSet<Uuid>,
    records: HashSet<Uuid>,
}

impl MonthScope {
    /// Nothing yet.
    pub fn new(month: Month) -> Self {
        Self {
            month,
            events: HashSet::new(),
            others: HashSet::new(),
            records: HashSet::new(),
        }
    }

    /// Takes in what an entry says. First all entries are shown for the events, then all once more with `again` for
    /// what hangs on them.
    pub fn learn(&mut self, facts: &Facts, again: bool) {
        if !again {
            if let Facts::ObligationsArisen(arisen) = facts
                && arisen
                    .obligations
                    .iter()
                    .any(|one| one.window.due().month() == self.month)
            {
                self.events.insert(arisen.event);
            }
            return;
        }
        match facts {
            Facts::VisitRecorded(it) if self.events.contains(&it.event) => {
                self.records.insert(it.record.uuid());
            }
            Facts::FollowUpLettered(it) if self.events.contains(&it.event) => {
                self.records.insert(it.record.uuid());
            }
            Facts::PaperDrafted(it) if it.month == self.month => {
                self.others.insert(it.paper.uuid());
            }
            Facts::LetterDrafted(it)
                if it.answers.iter().any(|it| self.events.contains(&it.event)) =>
            {
                self.others.insert(it.letter.uuid());
            }
            Facts::BatchCollected(it)
                if it
                    .records
                    .iter()
                    .any(|it| self.records.contains(&it.uuid())) =>
            {
                self.others.insert(it.batch.uuid());
            }
            _ => {}
        }
    }

    /// Whether an event has an obligation in the month.
    pub fn has_event(&self, event: EventId) -> bool {
        self.events.contains(&event)
    }

    /// Whether an entry belongs to the month.
    pub fn has(&self, facts: &Facts) -> bool {
        match facts {
            Facts::AttachmentAdded(it) => match it.to {
                Attached::Event(event) => self.events.contains(&event),
                Attached::Record(record) => self.records.contains(&record.uuid()),
                Attached::Letter(letter) => self.others.contains(&letter.uuid()),
                Attached::Site(_) => false,
            },
            Facts::MonthClosed(it) => it.month == self.month,
            facts => {
                let subject = facts.subject();
                self.events
                    .contains(&EventId::from_bytes(*subject.as_bytes()))
                    || self.others.contains(&subject)
            }
        }
    }
}
