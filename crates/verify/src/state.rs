//! What the entries make of the things that are checked. Kept small: a large site has many obligations, and no words of
//! them are kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use huiyin_domain::entry::Digest;
use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{
    ArisenObligation, Counted, EventRegistered, EventState, Pick, RunningNumber,
};
use huiyin_domain::export::{CohortLine, KeyLine, ObligationLine};
use huiyin_domain::{
    AttachmentId, BatchId, Category, Channel, CohortId, Day, EventId, FollowUpId, Instant,
    LetterId, MatterId, Month, ObligationId, Rating, RecordId, ReviewId, Severity, SiteZone,
    Verdict, Why, Window,
};
use huiyin_rules::procedure::Edition;

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
    pub(crate) category: Category,
    pub(crate) severity: Option<Severity>,
    pub(crate) outside_id: String,
    pub(crate) number: RunningNumber,
    pub(crate) completed_at: Option<Instant>,
    pub(crate) withdrawn: bool,
    pub(crate) merged: bool,
}

/// A cohort, with its numbers.
pub(crate) struct Cohort {
    pub(crate) line: CohortLine,
    /// The obligation of each number, from 1.
    pub(crate) members: Vec<ObligationId>,
}

/// An obligation, as it is now.
pub(crate) struct Obligation {
    pub(crate) event: EventId,
    pub(crate) cohort: CohortId,
    pub(crate) arisen: ArisenObligation,
    pub(crate) procedure: Digest,
    pub(crate) arisen_at: Instant,
    pub(crate) shown_from: Option<Instant>,
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
    pub(crate) verdicts: Vec<(Instant, ReviewId, Verdict)>,
    pub(crate) matters: Vec<MatterId>,
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
    /// None when it was erased or is not in this export.
    pub(crate) sha256: Option<String>,
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
    pub(crate) events: HashMap<EventId, Event>,
    pub(crate) cohorts: HashMap<CohortId, Cohort>,
    pub(crate) obligations: HashMap<ObligationId, Obligation>,
    pub(crate) rounds: HashMap<FollowUpId, u32>,
    pub(crate) records: HashMap<RecordId, Record>,
    pub(crate) records_of: HashMap<ObligationId, Vec<RecordId>>,
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
            category: facts.state.category,
            severity: facts.state.severity,
            outside_id: facts.event_id.clone(),
            number: facts.number,
            completed_at: None,
            withdrawn: false,
            merged: false,
        };
        self.events.insert(facts.event, event);
    }

    pub(crate) fn correct(&mut self, event: EventId, state: &EventState) -> Option<&mut Event> {
        let event = self.events.get_mut(&event)?;
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

    /// A pick that is made after the number was given; whether there is such an obligation.
    pub(crate) fn pick(&mut self, pick: &Pick) -> bool {
        let Some(one) = self.obligations.get_mut(&pick.obligation) else {
            return false;
        };
        one.arisen.why = pick.why;
        one.arisen.working_limit = pick.working_limit;
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

    /// The lines of `cohorts.jsonl`.
    pub(crate) fn cohort_lines(&self, only: Option<Month>) -> Vec<&CohortLine> {
        let wanted: HashSet<CohortId> = self
            .obligations
            .values()
            .filter(|one| only.is_none_or(|only| one.arisen.window.due().month() == only))
            .map(|one| one.cohort)
            .collect();
        let cohorts = self.cohorts.iter().filter(|(id, _)| wanted.contains(id));
        let mut lines: Vec<_> = cohorts.map(|(_, cohort)| &cohort.line).collect();
        lines.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        lines
    }

    /// The obligations of `obligations.jsonl`, in their order.
    pub(crate) fn obligations_in_order(&self, only: Option<Month>) -> Vec<ObligationId> {
        let due = |one: &Obligation| one.arisen.window.due();
        let wanted = self
            .obligations
            .values()
            .filter(|one| only.is_none_or(|only| due(one).month() == only));
        let mut order: Vec<_> = wanted
            .map(|one| (due(one), one.arisen.obligation))
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// A line of `obligations.jsonl`.
    pub(crate) fn obligation_line(&self, id: ObligationId) -> Option<ObligationLine> {
        let one = self.obligations.get(&id)?;
        let event = self.events.get(&one.event)?;
        let cohort = self.cohorts.get(&one.cohort)?;
        let arisen = &one.arisen;
        Some(ObligationLine {
            arisen_at: one.arisen_at,
            category: event.category,
            channels: arisen.channels.clone(),
            clauses: arisen.clauses.clone(),
            cohort: cohort.line.name.clone(),
            customer_signature: arisen.customer_signature,
            draw_number: arisen.number,
            due: arisen.window.due(),
            event: one.event,
            event_id: event.outside_id.clone(),
            late_entry: arisen.late_entry,
            line: arisen.line,
            not_before: arisen.window.not_before(),
            number: event.number.text(&self.code),
            obligation: arisen.obligation,
            phase: arisen.phase,
            picked: arisen.why.picked(),
            procedure: one.procedure,
            readings: arisen.readings.clone(),
            replaced_by: one.replaced_by,
            severity: event.severity,
            unreached_at: one.unreached_at,
            visitors: arisen.visitors.clone(),
            void_cause: one.voided.map(|(_, cause)| cause),
            voided_at: one.voided.map(|(at, _)| at),
            why: arisen.why,
            working_limit: arisen.working_limit,
        })
    }
}

impl Obligation {
    pub(crate) fn new(
        event: EventId,
        arisen: &ArisenObligation,
        procedure: Digest,
        at: Instant,
    ) -> Self {
        let picked_at = arisen.why.picked().then_some(at);
        Self {
            event,
            cohort: arisen.cohort,
            shown_from: arisen.shown_from.or(picked_at),
            arisen: arisen.clone(),
            procedure,
            arisen_at: at,
            voided: None,
            replaced_by: None,
            unreached_at: None,
        }
    }

    pub(crate) const fn why(&self) -> Why {
        self.arisen.why
    }

    pub(crate) const fn window(&self) -> Window {
        self.arisen.window
    }

    /// Whether the number is void, or somebody took its place.
    pub(crate) const fn is_gone(&self) -> bool {
        self.voided.is_some() || self.replaced_by.is_some()
    }
}
