//! Random histories of an estate: valid facts in a random order. The same seed gives the same history, but for its ids.

use std::collections::BTreeMap;

use huiyin_domain::entry::facts::{
    ArchiveMonthTakenIn, ArisenObligation, Attached, AttachmentAdded, BatchCollected,
    BatchDisposed, BatchHeld, BatchReceived, BatchReviewed, CarriedRecord, CohortClosed,
    CohortOpened, ComplaintJudged, ConfidentialitySet, ContactTried, Counted, DeviceClock,
    DisposalJudged, DisposalProposed, DocumentUploaded, ErasedFor, EventCompleted, EventCorrected,
    EventMerged, EventRegistered, EventReopened, EventState, EventTakenInHand, ExportKeySet,
    FestivalLine, FestivalReleased, FestivalSwitched, FollowUpAnsweredFor, FollowUpEscalated,
    FollowUpLettered, FollowUpPlanned, FormReturned, FormTaken, FoundCase, HeldThing, HoldLifted,
    HoldPlaced, HouseholdStruck, HouseholdsListed, ImportDone, ImportOpened, ImportUndone,
    Imported, KeyCommitted, KeyRevealed, LetterAnswer, LetterDrafted, LetterJudged, LetterPosted,
    LetterWithdrawn, ListConfirmed, ListLine, MatterSettled, MergeNoted, MonthClosed,
    NonconformingDecided, ObligationPicked, ObligationReplaced, ObligationVoided,
    ObligationsArisen, OccupancyEnded, OccupancySaved, PaperDecided, PaperDrafted, PaperRead,
    PaperReviewed, PaperSigned, PersonErased, PersonRestricted, PersonSaved, PhoneAct,
    PhoneWorkKept, PhoneWorkSettled, Pick, PicksShown, PlanAdjusted, PlanReleased, PlannedVisitor,
    PostEnded, PostGranted, Promised, RaisedMatter, RateSet, RecordFile, RecordReviewed,
    RecordSection, RecordSignature, Rectified, ReplyAttached, Report, ReportJoined,
    RequestReceived, RequestSettled, RoundClosed, RunningNumber, SentByPhone, ShownText,
    SiteChanged, SpotChecked, TaskChanged, TaskChecked, TaskDone, TaskGiven, VisitRecorded,
    VisitsCarried, WordsErased,
};
use huiyin_domain::entry::{
    ConflictReason, ContactWish, Digest, Ground, IdentityCheck, ImportKind, LetterSection,
    NotReached, PhoneWork, RequestKind, RequestOutcome, Section, Shows, SignatureKind, Signer,
    SiteCheck, Solved, Source, VisitorReason, VoidCause, Word, Words,
};
use huiyin_domain::{
    AttachmentId, BatchId, CaseSort, Category, Channel, CohortId, CommandId, Day, EventId,
    FollowUpId, HoldId, ImportId, InstallationId, Instant, LetterId, Matter, MatterId, Month,
    ObligationId, OccupancyId, PaperId, PaperKind, PaperState, PersonId, Phase, PostHeldId,
    PromiseId, Rate, Rating, RecordId, RectificationId, RequestId, ReviewId, Role, ScopeId,
    Severity, SignOutId, SignatureId, TaskId, TaskKind, Verdict, Why, Window,
};
use huiyin_store::{Act, Db, Draft, Error};
use huiyin_testkit::{Clock, Estate};

/// A small generator of random numbers (`SplitMix64`).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn some<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        self.chance(70).then(|| self.of(items))
    }
}

/// A text that can be recognised as being about somebody.
pub(crate) fn marked(text: &str, about: Option<PersonId>) -> String {
    match about {
        Some(person) => format!("{text}〈{}〉", mark(person)),
        None => text.to_owned(),
    }
}

/// What only texts about this person hold; the person's id does not.
pub(crate) fn mark(person: PersonId) -> String {
    Digest::of(person.bytes()).to_string()[..10].to_owned()
}

/// What has happened so far, as far as the next step must know.
pub(crate) struct History {
    random: Random,
    clock: Clock,
    estate: Estate,
    people: Vec<PersonId>,
    events: Vec<Event>,
    cohorts: BTreeMap<Category, (CohortId, u32)>,
    number: u32,
    keys: u32,
    batch: Option<BatchId>,
    papers: month::Papers,
    documents: u32,
    /// Keys that exports were signed with.
    export_keys: u32,
    /// Lines given in the list of a festival.
    households: u32,
    letters: u32,
    letter: Option<(LetterId, u32)>,
    /// What the letter is to answer.
    chosen: Vec<LetterAnswer>,
}

struct Event {
    id: EventId,
    category: Category,
    reporter: Option<PersonId>,
    completed: bool,
    reports: u32,
    lines: u32,
    obligation: Option<ObligationId>,
    follow_up: Option<FollowUp>,
}

struct FollowUp {
    id: FollowUpId,
    round: u32,
    sign_out: Option<SignOutId>,
    tries: u32,
    /// How often the company called about its records.
    calls: u32,
    closed: bool,
    /// The records on which the manager wrote.
    decided: Vec<RecordId>,
    records: Vec<RecordId>,
    /// The photos under them.
    files: Vec<AttachmentId>,
    /// What was raised in them and has no settlement yet.
    matters: Vec<MatterId>,
    /// What a phone sent and was kept.
    kept: Vec<CommandId>,
}

impl History {
    /// An estate at its first day, with a history to come from this seed.
    pub(crate) async fn begin(db: &Db, seed: u64) -> Self {
        let clock = Clock::default();
        let estate = Estate::build(db, "kehu", clock.now()).await;
        Self {
            random: Random::new(seed),
            people: estate.residents.values().copied().collect(),
            estate,
            clock,
            events: Vec::new(),
            cohorts: BTreeMap::new(),
            number: 0,
            keys: 0,
            batch: None,
            papers: month::Papers::default(),
            documents: 0,
            export_keys: 0,
            households: 0,
            letters: 0,
            letter: None,
            chosen: Vec::new(),
        }
    }

    /// The company.
    pub(crate) const fn company(&self) -> ScopeId {
        self.estate.company
    }

    /// Everybody there was from the first day on, residents and staff.
    pub(crate) fn everybody(&self) -> Vec<PersonId> {
        let estate = &self.estate;
        let everybody = estate.residents.values().chain(estate.staff.values());
        everybody.copied().collect()
    }

    /// Somebody new, in a command of its own.
    pub(crate) async fn newcomer(&self, db: &Db) {
        let saved = PersonSaved {
            person: PersonId::generate(),
            home: self.estate.site,
            language: None,
            wish: ContactWish::Any,
            import: None,
        };
        self.commit(db, vec![self.draft(saved)]).await;
    }

    /// Does one random thing.
    pub(crate) async fn step(&mut self, db: &Db) {
        self.clock.pass(977);
        let drafts = self.drafts();
        self.commit(db, drafts).await;
    }

    async fn commit(&self, db: &Db, drafts: Vec<Draft>) {
        let act = Act {
            command: CommandId::generate(),
            actor: Some(self.estate.staff["service_director"]),
            device: None,
            at: self.clock.now(),
            input: None,
        };
        db.command(act, drafts, |change, drafts| {
            Box::pin(async move {
                for draft in drafts {
                    change.append(draft.clone()).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await
        .unwrap();
    }

    fn drafts(&mut self) -> Vec<Draft> {
        match self.random.below(14) {
            0 | 1 => vec![self.register()],
            2..=4 => self.around(),
            _ if self.events.is_empty() => vec![self.register()],
            _ => {
                let at = self.random.below(self.events.len());
                self.go_on(at)
            }
        }
    }

    fn draft(&self, facts: impl Into<huiyin_domain::entry::Facts>) -> Draft {
        Draft::new(self.estate.site, facts)
    }

    fn today(&self) -> Day {
        self.clock.today()
    }

    fn now(&self) -> Instant {
        self.clock.now()
    }

    fn month(&self) -> Month {
        self.today().month()
    }

    fn staff(&mut self) -> PersonId {
        let staff: Vec<_> = self.estate.staff.values().copied().collect();
        self.random.of(&staff)
    }

    fn state(&mut self, category: Category, reporter: Option<PersonId>) -> EventState {
        let units: Vec<_> = self.estate.units.values().copied().collect();
        EventState {
            category,
            kind: self.random.chance(50).then(|| {
                // First aid is kept apart.
                let is_help = category == Category::Help;
                if is_help { "first_aid" } else { "電梯" }.to_owned()
            }),
            severity: (category == Category::Complaint).then(|| self.random.of(Severity::ALL)),
            unit: self.random.some(&units),
            unit_words: Some("3-1202".to_owned()),
            zone: Some(self.estate.zones["東區"]),
            zone_words: None,
            reporter,
            respondent_department: None,
            respondent_words: Some("工程部".to_owned()),
            asset: None,
            reported_at: Some(self.now().plus_seconds(-7200)),
            contract_start: None,
            contract_end: None,
            anonymous: reporter.is_none(),
            reply_only: false,
            reply_attached: false,
            valid: true,
            rating: self.random.some(Rating::ALL),
        }
    }

    fn words(&mut self, about: Option<PersonId>) -> Words {
        let customer = self.random.chance(80).then(|| marked("何女士", about));
        let phone = self.random.chance(80).then(|| marked("1380000", about));
        Words::new()
            .with(Word::Summary, marked("電梯異響", about))
            .with_some(Word::Customer, customer)
            .with_some(Word::Phone, phone)
    }

    fn report(&mut self, number: u32) -> Report {
        Report {
            number,
            reported_at: Some(self.now()),
            department: Some(self.estate.departments["工程部"]),
            department_words: Some("工程部".to_owned()),
        }
    }

    fn register(&mut self) -> Draft {
        self.number += 1;
        let category = self
            .random
            .of(&[Category::Complaint, Category::Repair, Category::Activity]);
        let people = self.people.clone();
        let reporter = self.random.some(&people);
        let id = EventId::generate();
        let facts = EventRegistered {
            event: id,
            site: self.estate.site,
            event_id: format!("E{:04}", self.number),
            number: RunningNumber {
                year: 2026,
                number: self.number,
            },
            source: Source::Form,
            import: None,
            state: self.state(category, reporter),
            reports: vec![self.report(1)],
        };
        self.events.push(Event {
            id,
            category,
            reporter,
            completed: false,
            reports: 1,
            lines: 0,
            obligation: None,
            follow_up: None,
        });
        let words = self
            .words(reporter)
            .with_item(Word::Report, 1, marked("又響了", reporter));
        self.draft(facts).about(reporter, words)
    }
}

mod archive;
mod around;
mod events;
mod festivals;
mod letters;
mod month;
mod privacy;
mod visits;
