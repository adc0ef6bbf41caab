//! Random histories of an estate: valid facts in a random order, the same for the same seed.

use std::collections::BTreeMap;

use huiyin_domain::entry::facts::{
    ArisenObligation, Attached, AttachmentAdded, CarriedRecord, CohortClosed, CohortOpened,
    Counted, EventCompleted, EventCorrected, EventRegistered, EventReopened, EventState,
    EventTakenInHand, FollowUpPlanned, FormReturned, FormTaken, ImportDone, ImportOpened,
    ImportUndone, Imported, KeyCommitted, KeyRevealed, ListConfirmed, ListLine, MonthClosed,
    ObligationReplaced, ObligationVoided, ObligationsArisen, PersonErased, PersonSaved, Pick,
    PlanAdjusted, PlanReleased, PlannedVisitor, Promised, RaisedMatter, RateSet, RecordReviewed,
    RecordSection, RecordSignature, Rectified, Report, ReportJoined, RunningNumber, VisitRecorded,
    VisitsCarried,
};
use huiyin_domain::entry::{
    ContactWish, Digest, ImportKind, Section, SignatureKind, Signer, SiteCheck, Solved, Source,
    VisitorReason, VoidCause, Word, Words,
};
use huiyin_domain::{
    AttachmentId, Category, Channel, CohortId, CommandId, Day, EventId, FollowUpId, ImportId,
    Instant, Matter, MatterId, Month, ObligationId, PersonId, Phase, PromiseId, Rate, Rating,
    RecordId, RectificationId, ReviewId, Role, Severity, SignOutId, SignatureId, Verdict, Why,
    Window,
};
use huiyin_store::{Act, Db, Draft, Error};
use huiyin_testkit::{Clock, Estate};

/// A small generator of random numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
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

/// What has happened so far, as far as the next step must know.
pub struct History {
    random: Random,
    clock: Clock,
    estate: Estate,
    people: Vec<PersonId>,
    events: Vec<Event>,
    cohorts: BTreeMap<Category, (CohortId, u32)>,
    imports: Vec<ImportId>,
    number: u32,
    keys: u32,
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
    records: Vec<RecordId>,
}

impl History {
    /// An estate at its first day, with a history to come from this seed.
    pub async fn begin(db: &Db, seed: u64) -> Self {
        let clock = Clock::default();
        let estate = Estate::build(db, "kehu", clock.now()).await;
        Self {
            random: Random::new(seed),
            people: estate.residents.values().copied().collect(),
            estate,
            clock,
            events: Vec::new(),
            cohorts: BTreeMap::new(),
            imports: Vec::new(),
            number: 0,
            keys: 0,
        }
    }

    /// The estate it happens in.
    pub fn estate(&self) -> &Estate {
        &self.estate
    }

    /// Does one random thing.
    pub async fn step(&mut self, db: &Db) {
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
        match self.random.below(12) {
            0 | 1 => vec![self.register()],
            2 => self.around(),
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
            kind: self.random.chance(50).then(|| "電梯".to_owned()),
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

    fn words(&mut self) -> Words {
        Words::new()
            .with(Word::Summary, "電梯異響")
            .with_some(Word::Customer, self.random.chance(80).then_some("何女士"))
            .with_some(Word::Phone, self.random.chance(80).then_some("13800000001"))
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
        let words = self.words().with_item(Word::Report, 1, "又響了");
        self.draft(facts).about(reporter, words)
    }

    /// One thing that has nothing to do with an event.
    fn around(&mut self) -> Vec<Draft> {
        let site = self.estate.site;
        match self.random.below(6) {
            0 => {
                self.keys += 1;
                let month = self.month().plus(self.keys.cast_signed());
                let committed = KeyCommitted {
                    site,
                    month,
                    sha256: Digest::of(b"key").to_string(),
                };
                let mut drafts = vec![self.draft(committed)];
                if self.random.chance(50) {
                    let key = "00".repeat(32);
                    drafts.push(self.draft(KeyRevealed { site, month, key }));
                }
                drafts
            }
            1 => {
                let rate = RateSet {
                    site,
                    category: Category::Other,
                    from: self.month(),
                    rate: self.random.of(&[Rate::ALL, "30%".parse().unwrap()]),
                };
                vec![self.draft(rate).because(None, "人手不足")]
            }
            2 => self.save_or_erase_person(),
            3 => self.import(),
            4 => {
                self.keys += 1;
                let closed = MonthClosed {
                    site,
                    month: self.month().plus(-self.keys.cast_signed()),
                    as_of: self.now(),
                    snapshot: serde_json::json!({"due": 3, "done": 2}),
                };
                vec![self.draft(closed)]
            }
            _ => self.close_cohort(),
        }
    }

    fn save_or_erase_person(&mut self) -> Vec<Draft> {
        let person = self.random.of(&self.people.clone());
        if self.random.chance(40) {
            self.people.retain(|known| *known != person);
            if self.people.is_empty() {
                self.people.push(PersonId::generate());
                let newcomer = self.people[0];
                return vec![self.save(newcomer)];
            }
            let erased = PersonErased { person };
            return vec![Draft::new(self.estate.company, erased)];
        }
        vec![self.save(person)]
    }

    fn save(&mut self, person: PersonId) -> Draft {
        let saved = PersonSaved {
            person,
            home: self.estate.site,
            language: None,
            wish: self.random.of(ContactWish::ALL),
            import: None,
        };
        let words = Words::new()
            .with(Word::Name, "何太太")
            .with_some(Word::Hours, self.random.chance(50).then_some("晚上"));
        self.draft(saved).about(Some(person), words)
    }

    fn import(&mut self) -> Vec<Draft> {
        if let Some(import) = self.imports.pop() {
            let done = ImportDone {
                import,
                rows: 2,
                created: 1,
                updated: 0,
                same: 0,
                refused: 1,
            };
            return vec![self.draft(done)];
        }
        let import = ImportId::generate();
        let person = PersonId::generate();
        let opened = ImportOpened {
            import,
            site: self.estate.site,
            kind: ImportKind::Residents,
            file_name: "住戶.csv".to_owned(),
            file_hash: Digest::of(b"csv"),
            profile: None,
        };
        let saved = PersonSaved {
            person,
            home: self.estate.site,
            language: None,
            wish: ContactWish::Any,
            import: Some(import),
        };
        let saved = self
            .draft(saved)
            .about(Some(person), Words::new().with(Word::Name, "臨時"));
        let mut drafts = vec![self.draft(opened), saved];
        if self.random.chance(50) {
            let undone = ImportUndone {
                import,
                withdrawn: vec![Imported::Person(person)],
                complete: true,
            };
            drafts.push(self.draft(undone));
        } else {
            self.imports.push(import);
        }
        drafts
    }

    fn close_cohort(&mut self) -> Vec<Draft> {
        let Some((category, (cohort, numbers))) = self.cohorts.pop_first() else {
            return vec![self.register()];
        };
        let picks = self
            .events
            .iter()
            .filter(|event| event.category == category)
            .filter_map(|event| event.obligation)
            .take(1)
            .map(|obligation| Pick {
                obligation,
                why: Why::DrawAtClose,
                shown_from: self.now(),
                working_limit: Some(self.today().plus_days(3)),
            })
            .collect();
        let closed = CohortClosed {
            cohort,
            numbers,
            picks,
        };
        vec![self.draft(closed)]
    }
}

mod events;
mod visits;
