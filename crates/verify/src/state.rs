//! What the entries make of the things that are checked. What there may be very many of is kept on shelves, out of memory.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use huiyin_domain::entry::Digest;
use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{
    ArisenObligation, Counted, EventRegistered, EventState, RunningNumber,
};
use huiyin_domain::export::{CohortLine, KeyLine, ObligationLine};
use huiyin_domain::{
    AttachmentId, BatchId, Category, Channel, CohortId, Day, EventId, FollowUpId, Instant,
    LetterId, MatterId, Month, ObligationId, PersonId, Rating, RecordId, ReviewId, Severity,
    SiteZone, Verdict,
};
use huiyin_rules::procedure::Edition;
use huiyin_rules::spot_check::SpotSample;
use serde::{Deserialize, Serialize};

use crate::kept::{Kept, Shelf};
use crate::source::Unreadable;

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
#[derive(Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) category: Category,
    pub(crate) severity: Option<Severity>,
    pub(crate) outside_id: String,
    pub(crate) number: RunningNumber,
    pub(crate) completed_at: Option<Instant>,
    pub(crate) withdrawn: bool,
    pub(crate) merged: bool,
}

/// A cohort, and how many numbers were given in it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Cohort {
    pub(crate) line: CohortLine,
    pub(crate) members: u64,
}

/// An obligation, as it is now.
#[derive(Serialize, Deserialize)]
pub(crate) struct Obligation {
    pub(crate) event: EventId,
    pub(crate) procedure: Digest,
    pub(crate) arisen_at: Instant,
    pub(crate) asked: ArisenObligation,
    pub(crate) voided: Option<(Instant, VoidCause)>,
    pub(crate) replaced_by: Option<ObligationId>,
    pub(crate) unreached_at: Option<Instant>,
}

/// A version of a record.
#[derive(Serialize, Deserialize)]
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
    pub(crate) verdicts: Vec<(Instant, ReviewId, Verdict)>,
    /// What was raised in it.
    pub(crate) matters: Vec<MatterId>,
    /// How many spot checks called about it.
    pub(crate) calls: u32,
}

/// Something raised in a record.
#[derive(Serialize, Deserialize)]
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
    pub(crate) disposal: Disposal,
}

/// How far the disposal of a batch is.
#[derive(Default)]
pub(crate) enum Disposal {
    #[default]
    Unlisted,
    /// By whom it was listed.
    Listed(Option<PersonId>),
    /// Somebody else approved it.
    Approved,
}

/// An attachment.
pub(crate) struct Attachment {
    pub(crate) id: AttachmentId,
    pub(crate) length: u64,
    /// None when it was erased or is not in this export; zero where it is no SHA-256, which nothing has.
    pub(crate) sha256: Option<Digest>,
}

/// Everything that is kept in mind.
pub(crate) struct State {
    pub(crate) zone: SiteZone,
    pub(crate) code: String,
    pub(crate) keys: BTreeMap<Month, Key>,
    /// The keys that are revealed anywhere in the journal: read before everything else.
    pub(crate) revealed: HashMap<Month, String>,
    pub(crate) adopted: BTreeMap<Month, Digest>,
    pub(crate) editions: HashMap<Digest, Option<Edition>>,
    pub(crate) events: Shelf<EventId, Event>,
    pub(crate) cohorts: Shelf<CohortId, Cohort>,
    /// The obligations of a cohort that have a number, in the order in which it was given, from 1.
    pub(crate) members: Shelf<(CohortId, u64), ObligationId>,
    pub(crate) obligations: Shelf<ObligationId, Obligation>,
    /// The obligations in the order of `obligations.jsonl`: by the day on which their windows close.
    pub(crate) by_due: Shelf<(Month, (Day, ObligationId)), ObligationId>,
    pub(crate) rounds: Shelf<FollowUpId, u32>,
    pub(crate) records: Shelf<RecordId, Record>,
    /// The records of an obligation, whether an entry made it or not.
    pub(crate) records_of: Shelf<ObligationId, Vec<RecordId>>,
    pub(crate) matters: Shelf<MatterId, Raised>,
    pub(crate) letters: Shelf<LetterId, Option<Digest>>,
    pub(crate) batches: HashMap<BatchId, Batch>,
    /// The records that were accepted, by the month of it.
    pub(crate) accepted: Shelf<(Month, RecordId), RecordId>,
    /// The sample that was drawn last of these, until something is accepted or adopted that may change it.
    pub(crate) sample: Option<(Month, SpotSample)>,
    /// The records about which a call was in vain.
    pub(crate) in_vain: HashSet<RecordId>,
}

impl State {
    /// Nothing yet, of a site.
    pub(crate) fn new(
        zone: SiteZone,
        code: String,
        revealed: HashMap<Month, String>,
    ) -> Result<Self, Unreadable> {
        let kept = &Kept::new()?;
        Ok(Self {
            zone,
            code,
            keys: BTreeMap::new(),
            revealed,
            adopted: BTreeMap::new(),
            editions: HashMap::new(),
            events: Shelf::new(kept, "events"),
            cohorts: Shelf::new(kept, "cohorts"),
            members: Shelf::new(kept, "members"),
            obligations: Shelf::new(kept, "obligations"),
            by_due: Shelf::new(kept, "by_due"),
            rounds: Shelf::new(kept, "rounds"),
            records: Shelf::new(kept, "records"),
            records_of: Shelf::new(kept, "records_of"),
            matters: Shelf::new(kept, "matters"),
            letters: Shelf::new(kept, "letters"),
            batches: HashMap::new(),
            accepted: Shelf::new(kept, "accepted"),
            sample: None,
            in_vain: HashSet::new(),
        })
    }

    pub(crate) fn register(&self, facts: &EventRegistered) -> Result<(), Unreadable> {
        let event = Event {
            category: facts.state.category,
            severity: facts.state.severity,
            outside_id: facts.event_id.clone(),
            number: facts.number,
            completed_at: None,
            withdrawn: false,
            merged: false,
        };
        self.events.put(facts.event, &event)
    }

    /// The version of the procedure in force on a day.
    pub(crate) fn edition_on(&self, day: Day) -> Option<&Edition> {
        let in_force = self.adopted.range(..=day.month()).next_back();
        let (_, hash) = in_force.or_else(|| self.adopted.iter().next())?;
        self.editions.get(hash)?.as_ref()
    }

    /// Adds records to those of an obligation.
    pub(crate) fn list(
        &self,
        obligation: ObligationId,
        records: impl IntoIterator<Item = RecordId>,
    ) -> Result<(), Unreadable> {
        let mut listed = self.records_of.get(obligation)?.unwrap_or_default();
        listed.extend(records);
        self.records_of.put(obligation, &listed)
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

    /// The obligations of the month of an export, or all of them, in the order of `obligations.jsonl`.
    pub(crate) fn obligations_of(
        &self,
        only: Option<Month>,
    ) -> impl Iterator<Item = Result<Obligation, Unreadable>> {
        let ids = match only {
            Some(month) => self.by_due.under(month),
            None => self.by_due.all(),
        };
        ids.filter_map(|id| id.and_then(|id| self.obligations.get(id)).transpose())
    }

    /// The lines of `cohorts.jsonl`.
    pub(crate) fn cohort_lines(&self, only: Option<Month>) -> Result<Vec<CohortLine>, Unreadable> {
        let mut wanted = BTreeSet::new();
        for one in self.obligations_of(only) {
            wanted.insert(one?.asked.cohort);
        }
        let mut lines = Vec::new();
        for cohort in wanted {
            lines.extend(self.cohorts.get(cohort)?.map(|cohort| cohort.line));
        }
        lines.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(lines)
    }

    /// A line of `obligations.jsonl`; none where the event or the cohort is not known.
    pub(crate) fn obligation_line(
        &self,
        one: Obligation,
    ) -> Result<Option<ObligationLine>, Unreadable> {
        let asked = one.asked;
        let event = self.events.get(one.event)?;
        let cohort = self.cohorts.get(asked.cohort)?;
        let (Some(event), Some(cohort)) = (event, cohort) else {
            return Ok(None);
        };
        Ok(Some(ObligationLine {
            arisen_at: one.arisen_at,
            category: event.category,
            channels: asked.channels,
            clauses: asked.clauses,
            cohort: cohort.line.name,
            customer_signature: asked.customer_signature,
            draw_number: asked.number,
            due: asked.window.due(),
            event: one.event,
            event_id: event.outside_id,
            late_entry: asked.late_entry,
            line: asked.line,
            not_before: asked.window.not_before(),
            number: event.number.text(&self.code),
            obligation: asked.obligation,
            phase: asked.phase,
            picked: asked.why.picked(),
            procedure: one.procedure,
            readings: asked.readings,
            replaced_by: one.replaced_by,
            severity: event.severity,
            unreached_at: one.unreached_at,
            visitors: asked.visitors,
            void_cause: one.voided.map(|(_, cause)| cause),
            voided_at: one.voided.map(|(at, _)| at),
            why: asked.why,
            working_limit: asked.working_limit,
        }))
    }
}

impl Event {
    pub(crate) fn correct(&mut self, state: &EventState, completed_at: Option<Instant>) {
        self.category = state.category;
        self.severity = state.severity;
        self.completed_at = completed_at;
    }
}

impl Obligation {
    /// An obligation that arose at a moment.
    pub(crate) fn new(
        event: EventId,
        procedure: Digest,
        asked: &ArisenObligation,
        at: Instant,
    ) -> Self {
        let mut asked = asked.clone();
        if asked.why.picked() {
            asked.shown_from = asked.shown_from.or(Some(at));
        }
        Self {
            event,
            procedure,
            arisen_at: at,
            asked,
            voided: None,
            replaced_by: None,
            unreached_at: None,
        }
    }

    /// The last day of its window.
    pub(crate) fn due(&self) -> Day {
        self.asked.window.due()
    }

    /// Whether the number is void, or somebody took its place.
    pub(crate) fn is_gone(&self) -> bool {
        self.voided.is_some() || self.replaced_by.is_some()
    }
}
