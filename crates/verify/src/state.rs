//! What the entries make of the things that are checked. Kept small: a large site has many obligations, no words of them
//! are kept, and what is said of thousands of them alike is kept once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use huiyin_domain::entry::Digest;
use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{
    ArisenObligation, Counted, EventRegistered, EventState, Pick, RunningNumber,
};
use huiyin_domain::export::{CohortLine, KeyLine, ObligationLine};
use huiyin_domain::{
    AttachmentId, BatchId, Category, Channel, CohortId, Day, EventId, FollowUpId, Instant,
    LetterId, MatterId, Month, ObligationId, Phase, Rating, RecordId, ReviewId, Severity, SiteZone,
    Verdict, Why, Window,
};
use huiyin_rules::procedure::Edition;

use crate::kept::{End, Lists, Place, Shelf, Text, Texts};

/// A key that exports are signed with.
pub(crate) struct Signer {
    pub(crate) public_key: String,
    pub(crate) replaces: Option<String>,
    pub(crate) endorsement: Option<String>,
}

/// The key of a month.
pub(crate) struct Key {
    pub(crate) sha256: String,
    pub(crate) committed_at: Instant,
    pub(crate) revealed: Option<(String, Instant)>,
}

/// An event, as it is now.
pub(crate) struct Event {
    pub(crate) id: EventId,
    pub(crate) category: Category,
    pub(crate) severity: Option<Severity>,
    pub(crate) outside_id: Text,
    pub(crate) number: RunningNumber,
    pub(crate) completed_at: Option<Instant>,
    pub(crate) withdrawn: bool,
    pub(crate) merged: bool,
}

/// A cohort, with its numbers.
pub(crate) struct Cohort {
    pub(crate) line: CohortLine,
    /// The obligation of each number, from 1.
    pub(crate) members: Vec<Place>,
}

/// What is asked for, and why: the same for all obligations of a sort whose windows close on one day.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub(crate) procedure: Digest,
    pub(crate) phase: Phase,
    pub(crate) window: Window,
    pub(crate) visitors: Vec<String>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) customer_signature: bool,
    pub(crate) clauses: Vec<String>,
    pub(crate) readings: Vec<String>,
}

/// An obligation, as it is now.
pub(crate) struct Obligation {
    pub(crate) id: ObligationId,
    pub(crate) event: Place,
    pub(crate) cohort: Place,
    pub(crate) asked: Rc<Asked>,
    pub(crate) line: u32,
    pub(crate) number: Option<u32>,
    pub(crate) why: Why,
    pub(crate) late_entry: bool,
    pub(crate) working_limit: Option<Day>,
    pub(crate) arisen_at: Instant,
    pub(crate) shown_from: Option<Instant>,
    /// Its records.
    pub(crate) records: End,
    ended: Option<Box<Ended>>,
}

/// How an obligation fell away, which few do.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ended {
    pub(crate) voided: Option<(Instant, VoidCause)>,
    pub(crate) replaced_by: Option<ObligationId>,
    pub(crate) unreached_at: Option<Instant>,
}

/// A version of a record.
pub(crate) struct Record {
    pub(crate) follow_up: FollowUpId,
    pub(crate) version: u32,
    pub(crate) visited_on: Day,
    pub(crate) channel: Channel,
    pub(crate) rating: Option<Rating>,
    pub(crate) refused: bool,
    pub(crate) counted: Counted,
    pub(crate) recorded_at: Instant,
    /// The verdicts on it.
    pub(crate) verdicts: End,
    /// What was raised in it.
    pub(crate) matters: End,
}

/// Something raised in a record.
pub(crate) struct Raised {
    pub(crate) settled_at: Option<Instant>,
    pub(crate) complaint: Option<EventId>,
    pub(crate) answer_by: Option<Instant>,
    pub(crate) rectification_due: Option<Day>,
    /// Since when there is an answer.
    pub(crate) answered_at: Option<Instant>,
}

/// A batch of the archive.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) keep_until: Option<Day>,
    pub(crate) held: bool,
}

/// An attachment.
pub(crate) struct Attachment {
    pub(crate) id: AttachmentId,
    pub(crate) length: u64,
    /// None when it was erased or is not in this export; zero where it is no SHA-256, which nothing has.
    pub(crate) sha256: Option<Digest>,
}

/// Everything that is kept in mind.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) zone: SiteZone,
    pub(crate) code: String,
    pub(crate) keys: BTreeMap<Month, Key>,
    /// The keys that are revealed anywhere in the journal: read before everything else.
    pub(crate) revealed: HashMap<Month, String>,
    pub(crate) adopted: BTreeMap<Month, Digest>,
    pub(crate) editions: HashMap<Digest, Option<Edition>>,
    pub(crate) events: Shelf<EventId, Event>,
    /// The ids of events outside.
    pub(crate) outside_ids: Texts,
    pub(crate) cohorts: Shelf<CohortId, Cohort>,
    pub(crate) obligations: Shelf<ObligationId, Obligation>,
    pub(crate) asked: HashSet<Rc<Asked>>,
    pub(crate) rounds: HashMap<FollowUpId, u32>,
    pub(crate) records: Shelf<RecordId, Record>,
    /// The records of obligations.
    pub(crate) listed: Lists<Place>,
    /// The records of obligations that no entry made.
    pub(crate) strays: HashMap<ObligationId, End>,
    pub(crate) verdicts: Lists<(Instant, ReviewId, Verdict)>,
    pub(crate) raised: Lists<MatterId>,
    pub(crate) matters: HashMap<MatterId, Raised>,
    pub(crate) letters: HashMap<LetterId, Option<Digest>>,
    pub(crate) batches: HashMap<BatchId, Batch>,
    /// The records that were accepted, by the month of it.
    pub(crate) accepted: BTreeMap<Month, Vec<RecordId>>,
    /// How many calls there were about a record.
    pub(crate) calls: HashMap<RecordId, u32>,
    /// The records about which a call was in vain.
    pub(crate) in_vain: HashSet<RecordId>,
}

impl State {
    pub(crate) fn register(&mut self, facts: &EventRegistered) {
        let event = Event {
            id: facts.event,
            category: facts.state.category,
            severity: facts.state.severity,
            outside_id: self.outside_ids.keep(&facts.event_id),
            number: facts.number,
            completed_at: None,
            withdrawn: false,
            merged: false,
        };
        self.events.put(facts.event, event);
    }

    pub(crate) fn correct(&mut self, event: EventId, state: &EventState) -> Option<&mut Event> {
        let event = self.events.get_mut(event)?;
        event.category = state.category;
        event.severity = state.severity;
        Some(event)
    }

    /// The version of the procedure in force on a day.
    pub(crate) fn edition_on(&self, day: Day) -> Option<&Edition> {
        let in_force = self.adopted.range(..=day.month()).next_back();
        let (_, hash) = in_force.or_else(|| self.adopted.iter().next())?;
        self.editions.get(hash)?.as_ref()
    }

    /// An obligation that arose at a moment.
    pub(crate) fn obligation(
        &mut self,
        (event, cohort): (Place, Place),
        arisen: &ArisenObligation,
        procedure: Digest,
        at: Instant,
    ) -> Obligation {
        let asked = Asked {
            procedure,
            phase: arisen.phase,
            window: arisen.window,
            visitors: arisen.visitors.clone(),
            channels: arisen.channels.clone(),
            customer_signature: arisen.customer_signature,
            clauses: arisen.clauses.clone(),
            readings: arisen.readings.clone(),
        };
        let asked = match self.asked.get(&asked) {
            Some(known) => Rc::clone(known),
            None => {
                let asked = Rc::new(asked);
                self.asked.insert(Rc::clone(&asked));
                asked
            }
        };
        let picked_at = arisen.why.picked().then_some(at);
        Obligation {
            id: arisen.obligation,
            event,
            cohort,
            asked,
            line: arisen.line,
            number: arisen.number,
            why: arisen.why,
            late_entry: arisen.late_entry,
            working_limit: arisen.working_limit,
            arisen_at: at,
            shown_from: arisen.shown_from.or(picked_at),
            records: self.strays.remove(&arisen.obligation).unwrap_or_default(),
            ended: None,
        }
    }

    /// Adds records to those of an obligation.
    pub(crate) fn list(&mut self, obligation: ObligationId, records: &[Place]) {
        let list = match self.obligations.get_mut(obligation) {
            Some(one) => &mut one.records,
            None => self.strays.entry(obligation).or_default(),
        };
        for record in records {
            self.listed.push(list, *record);
        }
    }

    /// Takes the records of an obligation from it.
    pub(crate) fn unlist(&mut self, obligation: ObligationId) -> Vec<Place> {
        let list = match self.obligations.get_mut(obligation) {
            Some(one) => std::mem::take(&mut one.records),
            None => self.strays.remove(&obligation).unwrap_or_default(),
        };
        self.listed.of(list)
    }

    /// A pick that is made after the number was given; whether there is such an obligation.
    pub(crate) fn pick(&mut self, pick: &Pick) -> bool {
        let Some(one) = self.obligations.get_mut(pick.obligation) else {
            return false;
        };
        one.why = pick.why;
        one.working_limit = pick.working_limit;
        one.shown_from = Some(pick.shown_from);
        true
    }

    /// The lines of `keys.jsonl`.
    pub(crate) fn key_lines(&self, only: Option<Month>) -> Vec<KeyLine> {
        let wanted = |month: &Month| only.is_none_or(|only| only == *month);
        let keys = self.keys.iter().filter(|(month, _)| wanted(month));
        keys.map(|(month, key)| KeyLine {
            committed_at: key.committed_at,
            key: key.revealed.as_ref().map(|(key, _)| key.clone()),
            month: *month,
            revealed_at: key.revealed.as_ref().map(|(_, at)| *at),
            sha256: key.sha256.clone(),
        })
        .collect()
    }

    /// The obligations of the month of an export, or all of them.
    fn obligations_of(&self, only: Option<Month>) -> impl Iterator<Item = &Obligation> {
        let all = self.obligations.all();
        all.filter(move |one| only.is_none_or(|only| one.due().month() == only))
    }

    /// The lines of `cohorts.jsonl`.
    pub(crate) fn cohort_lines(&self, only: Option<Month>) -> Vec<&CohortLine> {
        let wanted: HashSet<Place> = self.obligations_of(only).map(|one| one.cohort).collect();
        let cohorts = wanted
            .into_iter()
            .filter_map(|place| self.cohorts.at(place));
        let mut lines: Vec<_> = cohorts.map(|cohort| &cohort.line).collect();
        lines.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        lines
    }

    /// The obligations of `obligations.jsonl`, in their order.
    pub(crate) fn obligations_in_order(&self, only: Option<Month>) -> Vec<&Obligation> {
        let mut order: Vec<_> = self.obligations_of(only).collect();
        order.sort_unstable_by_key(|one| (one.due(), one.id));
        order
    }

    /// A line of `obligations.jsonl`.
    pub(crate) fn obligation_line(&self, one: &Obligation) -> Option<ObligationLine> {
        let event = self.events.at(one.event)?;
        let cohort = self.cohorts.at(one.cohort)?;
        let (asked, ended) = (&one.asked, one.ended());
        Some(ObligationLine {
            arisen_at: one.arisen_at,
            category: event.category,
            channels: asked.channels.clone(),
            clauses: asked.clauses.clone(),
            cohort: cohort.line.name.clone(),
            customer_signature: asked.customer_signature,
            draw_number: one.number,
            due: asked.window.due(),
            event: event.id,
            event_id: self.outside_ids.get(event.outside_id).to_owned(),
            late_entry: one.late_entry,
            line: one.line,
            not_before: asked.window.not_before(),
            number: event.number.text(&self.code),
            obligation: one.id,
            phase: asked.phase,
            picked: one.why.picked(),
            procedure: asked.procedure,
            readings: asked.readings.clone(),
            replaced_by: ended.replaced_by,
            severity: event.severity,
            unreached_at: ended.unreached_at,
            visitors: asked.visitors.clone(),
            void_cause: ended.voided.map(|(_, cause)| cause),
            voided_at: ended.voided.map(|(at, _)| at),
            why: one.why,
            working_limit: one.working_limit,
        })
    }
}

impl Obligation {
    /// The last day of its window.
    pub(crate) fn due(&self) -> Day {
        self.asked.window.due()
    }

    /// How it fell away, as far as it did.
    pub(crate) fn ended(&self) -> Ended {
        self.ended.as_deref().copied().unwrap_or_default()
    }

    /// The same, to be changed.
    pub(crate) fn end(&mut self) -> &mut Ended {
        self.ended.get_or_insert_default()
    }

    /// Whether the number is void, or somebody took its place.
    pub(crate) fn is_gone(&self) -> bool {
        let ended = self.ended();
        ended.voided.is_some() || ended.replaced_by.is_some()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A hundred thousand records, each with its event and its obligation, are to fit into some tens of megabytes.
    #[test]
    fn little_is_kept_of_each() {
        let kept = size_of::<Event>() + size_of::<Obligation>() + size_of::<Record>();
        assert!(kept <= 208, "{kept} bytes");
    }

    #[test]
    fn what_many_are_asked_is_kept_once() {
        let mut state = State::default();
        let arisen = |number: u8, due: &str| -> ArisenObligation {
            serde_json::from_value(json!({
                "obligation": ObligationId::from_bytes([number; 16]), "phase": "completion", "line": 0,
                "window": {"not_before": "2026-03-01", "due": due}, "cohort": CohortId::from_bytes([1; 16]),
                "number": number, "why": "not_drawn", "late_entry": false, "shown_from": null,
                "working_limit": null, "visitors": ["manager"], "channels": ["on_site"],
                "customer_signature": true, "clauses": ["11.1.3"], "readings": [],
            }))
            .unwrap()
        };
        let mut places = Shelf::default();
        let place = places.put((), ());
        for number in 1..=5 {
            let due = if number < 5 {
                "2026-03-04"
            } else {
                "2026-03-05"
            };
            let at = Instant::from_micros(0);
            let one = state.obligation((place, place), &arisen(number, due), Digest::ZERO, at);
            state.obligations.put(one.id, one);
        }
        assert_eq!(state.asked.len(), 2);
        let first = state.obligations.get(ObligationId::from_bytes([1; 16]));
        let first = first.unwrap();
        assert_eq!(
            (first.asked.visitors.len(), Rc::strong_count(&first.asked)),
            (1, 5)
        );
    }
}
