//! A small site that lived through March 2026 by its own actions: complaints and repairs, a draw with a replacement,
//! visits with drawn signatures and a photo, reviews, a closed month, a batch in the archive.

use std::path::{Path, PathBuf};

use huiyin_app::archive::{
    CollectBatch, DisposeBatch, HoldBatch, JudgeDisposal, ProposeDisposal, ReceiveBatch,
};
use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::events::{
    CompleteEvents, EventForm, JudgeComplaint, Judgement, RegisterEvent, WordsForm,
};
use huiyin_app::exports::{ExportSite, Exported};
use huiyin_app::planning::{PlanLine, ReleasePlan};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::spot_checks::{CallOutcome, RecordSpotCheck};
use huiyin_app::statistics::CloseMonth;
use huiyin_app::visits::{FileInput, Ink, MatterInput, RecordVisit, SectionInput, VisitorInk};
use huiyin_app::{App, Asker, Clock, HeldPost};
use huiyin_domain::entry::{NotReached, Section, Shows, SiteCheck, Solved, Source};
use huiyin_domain::{
    AttachmentId, Category, Channel, CommandId, Instant, Lang, LocalTime, Matter, Month, PersonId,
    Rating, RecordId, Role, Severity, SiteZone, Verdict, Why,
};
use huiyin_testkit::{Estate, TestDb, phone_photo};

/// The site.
pub(crate) struct Lived {
    pub(crate) app: App,
    pub(crate) estate: Estate,
}

fn moment(text: &str) -> Instant {
    let wall: LocalTime = text.parse().unwrap();
    SiteZone::default().instant(wall)
}

pub(crate) fn march() -> Month {
    "2026-03".parse().unwrap()
}

fn new() -> CommandId {
    CommandId::generate()
}

impl Lived {
    /// Lives through it.
    pub(crate) async fn build(db: &TestDb) -> Self {
        let estate = Estate::build(db, "kehu", moment("2026-01-01 08:00")).await;
        let app = App::new(
            (**db).clone(),
            Clock::standing_at(moment("2026-03-02 09:00")),
        );
        let lived = Self { app, estate };
        lived.advance().await;
        lived.complain_and_repair().await;
        lived.go_to("2026-03-03 10:00").await;
        lived.visit().await;
        lived.go_to("2026-04-02 10:00").await;
        lived.close().await;
        lived.call_back().await;
        lived
    }

    async fn go_to(&self, time: &str) {
        let by = moment(time).micros() - self.app.clock().now().micros();
        self.app.clock().move_by_seconds(by / 1_000_000);
        self.advance().await;
    }

    async fn advance(&self) {
        self.app.advance(self.estate.site).await.unwrap();
    }

    fn asker(&self, post: &str) -> Asker {
        Asker {
            person: Some(self.estate.staff[post]),
            device: None,
            lang: Lang::ZhHant,
            seen: None,
            posts: vec![HeldPost {
                post: post.to_owned(),
                scope: self.estate.site,
                site: Some(self.estate.site),
                to: None,
                as_deputy: false,
            }],
        }
    }

    async fn complain_and_repair(&self) {
        let homes: Vec<_> = self.estate.units.iter().collect();
        for number in 0..16 {
            let (code, unit) = homes[number % homes.len()];
            let is_complaint = number < 9;
            let form = RegisterEvent {
                site: self.estate.site,
                event_id: format!("E{number:03}"),
                source: Source::Form,
                content: EventForm {
                    category: Some(if is_complaint {
                        Category::Complaint
                    } else {
                        Category::Repair
                    }),
                    severity: is_complaint.then_some(if number == 8 {
                        Severity::Important
                    } else {
                        Severity::General
                    }),
                    unit: Some(*unit),
                    reporter: Some(self.estate.residents[code]),
                    respondent_department: is_complaint.then(|| self.estate.departments["工程部"]),
                    ..EventForm::default()
                },
                words: WordsForm {
                    summary: format!("電梯異響 {number}"),
                    customer: "住戶".to_owned(),
                    ..WordsForm::default()
                },
                reports: Vec::new(),
                completed_at: String::new(),
            };
            let officer = self.asker("patrol_inspector");
            let event = self.app.register_event(&officer, new(), form).await;
            let input = CompleteEvents {
                site: self.estate.site,
                events: vec![event.unwrap().event],
                completed_at: String::new(),
                rating: None,
            };
            let done = self.app.complete_events(&officer, new(), input).await;
            done.unwrap();
        }
    }

    async fn lines(&self) -> Vec<PlanLine> {
        let planner = self.asker("service_director");
        let page = self.app.plan(&planner, self.estate.site, march()).await;
        page.unwrap().lines
    }

    /// One pick turns out to be no complaint and is replaced; all others are visited.
    async fn visit(&self) {
        let planner = self.asker("service_director");
        let drawn = self.lines().await;
        let drawn = drawn.iter().find(|line| line.row.why == Why::Draw).unwrap();
        let judged = JudgeComplaint {
            event: drawn.row.event,
            judgement: Judgement::Invalid {
                answer: "已說明".to_owned(),
            },
            why: "鄰近工地的聲音".to_owned(),
        };
        let done = self.app.judge_complaint(&planner, new(), judged).await;
        done.unwrap();
        // What takes its place is shown the next morning.
        self.go_to("2026-03-04 10:00").await;
        let lines = self.lines().await;
        let with_visitor: Vec<_> = lines
            .iter()
            .filter(|line| line.visitors.iter().all(|it| it.person.is_some()))
            .collect();
        let release = ReleasePlan {
            site: self.estate.site,
            follow_ups: with_visitor.iter().map(|line| line.row.id).collect(),
        };
        self.app
            .release_plan(&planner, new(), release)
            .await
            .unwrap();
        for (number, line) in with_visitor.into_iter().enumerate() {
            let record = self.record(line, number).await;
            if line.visitors[0].post == "patrol_inspector" {
                self.accept(record).await;
            }
        }
    }

    async fn record(&self, line: &PlanLine, number: usize) -> RecordId {
        let people: Vec<PersonId> = line.visitors.iter().filter_map(|it| it.person).collect();
        let visitor = self.asker(&line.visitors[0].post);
        let photo = match number {
            0 => Some(self.photo(&visitor, line).await),
            _ => None,
        };
        let input = record_of(line, &people, number, photo);
        let done = self.app.record_visit(&visitor, new(), input).await;
        done.unwrap_or_else(|error| panic!("{error:?}")).record
    }

    async fn photo(&self, visitor: &Asker, line: &PlanLine) -> AttachmentId {
        let file = KeepAttachment {
            meant_for: MeantFor::Record(line.row.id),
            kinds: FileKind::ALL,
            file_name: "電梯.jpg".to_owned(),
            content: phone_photo(1),
        };
        self.app.keep_attachment(visitor, file).await.unwrap()
    }

    async fn accept(&self, record: RecordId) {
        for post in ["property_director", "service_director"] {
            let input = ReviewRecord {
                record,
                verdict: Verdict::Accepted,
                opinion: "情況屬實".to_owned(),
                signed_name: "審核".to_owned(),
            };
            let done = self
                .app
                .review_record(&self.asker(post), new(), input)
                .await;
            done.unwrap();
        }
    }

    /// The month is closed, and its records go into the archive.
    async fn close(&self) {
        let (planner, site) = (self.asker("service_director"), self.estate.site);
        let missing = self.app.month_missing(&planner, site, march()).await;
        let close = CloseMonth {
            site,
            month: march(),
            seen_missing: missing.unwrap().total,
        };
        self.app.close_month(&planner, new(), close).await.unwrap();
        let batch = self
            .app
            .collect_batch(&planner, new(), CollectBatch { site })
            .await;
        let received = ReceiveBatch {
            batch: batch.unwrap().batch,
            signature: Ink::typed("許主任"),
        };
        self.app
            .receive_batch(&planner, new(), received)
            .await
            .unwrap();
    }

    /// Somebody of the company calls: in vain about the first record of the sample, and about the one that comes besides.
    async fn call_back(&self) {
        let mut caller = self.asker("company_reviewer");
        caller.posts[0].site = None;
        for outcome in [
            CallOutcome::NotReached(NotReached::NoAnswer),
            CallOutcome::Visited,
        ] {
            let found = self.app.spot_checks(&caller, None, march()).await.unwrap();
            let mut lines = found.sites[0].lines.iter();
            let next = lines.find(|line| line.calls.is_empty()).unwrap();
            let call = RecordSpotCheck {
                record: next.record,
                called_at: "2026-04-02 10:00".to_owned(),
                outcome: Some(outcome),
                rating: None,
                said: "記得來過".to_owned(),
            };
            let done = self.app.record_spot_check(&caller, new(), call).await;
            done.unwrap();
        }
    }

    /// Years later the batch is held and freed, listed for disposal, approved by a second person, and disposed of.
    pub(crate) async fn dispose(&self) {
        let (keeper, manager) = (self.asker("service_director"), self.asker("site_manager"));
        self.go_to("2028-04-10 10:00").await;
        let page = self.app.archive(&keeper, self.estate.site).await.unwrap();
        let batch = page.batches[0].0.id;
        for held in [true, false] {
            let why = "訴訟".to_owned();
            let input = HoldBatch { batch, held, why };
            self.app.hold_batch(&keeper, new(), input).await.unwrap();
        }
        let how = "碎紙，兩人在場".to_owned();
        let listed = ProposeDisposal {
            batch,
            how: how.clone(),
        };
        let done = self.app.propose_disposal(&keeper, new(), listed).await;
        done.unwrap();
        let judged = JudgeDisposal {
            batch,
            approved: true,
            opinion: String::new(),
            signature: Ink::typed("羅經理"),
        };
        let done = self.app.judge_disposal(&manager, new(), judged).await;
        done.unwrap();
        let disposed = DisposeBatch {
            batch,
            how,
            signature: Ink::typed("許主任"),
        };
        let done = self.app.dispose_batch(&keeper, new(), disposed).await;
        done.unwrap();
    }

    /// Exports all of it, or a month.
    pub(crate) async fn export(&self, folder: &Path, month: Option<Month>) -> Exported {
        let asked = ExportSite {
            site: self.estate.site,
            month,
            folder: folder.to_owned(),
            program: "test".to_owned(),
        };
        let done = self.app.export_site(&Asker::product(), &asked).await;
        done.unwrap()
    }

    /// An export in a new folder below.
    pub(crate) async fn exported(&self, below: &Path, month: Option<Month>) -> PathBuf {
        let folder = below.join(month.map_or("all".to_owned(), |month| month.to_string()));
        self.export(&folder, month).await;
        folder
    }
}

fn record_of(
    line: &PlanLine,
    people: &[PersonId],
    number: usize,
    photo: Option<AttachmentId>,
) -> RecordVisit {
    let section = |section: &Section| {
        let rated = !matches!(section, Section::Shortcomings | Section::Suggestions);
        SectionInput {
            section: *section,
            rating: rated.then_some(Rating::Satisfied),
            none: !rated,
            said: if rated { "好" } else { "" }.to_owned(),
        }
    };
    let matter = MatterInput {
        kind: Matter::Opinion,
        dissatisfaction: false,
        said: "樓道燈太暗".to_owned(),
        settled: true,
        outcome: "已換燈泡".to_owned(),
        promise: None,
        rectification: None,
    };
    RecordVisit {
        follow_up: line.row.id,
        visited_at: "2026-03-04 09:30".to_owned(),
        channel: Channel::OnSite,
        channel_reason: String::new(),
        late_reason: String::new(),
        respondent: None,
        respondent_name: "何女士".to_owned(),
        relation: Some(Role::Owner),
        sections: Section::ALL.iter().map(section).collect(),
        rating: Some(Rating::Satisfied),
        solved: Some(Solved::Yes),
        site_check: Some(SiteCheck::Good),
        site_check_words: String::new(),
        customer_signature: Ink {
            strokes: "[[[11,12],[13,14]]]".to_owned(),
            name: "何女士".to_owned(),
            ..Ink::default()
        },
        refusal: None,
        visitor_signatures: people
            .iter()
            .map(|person| VisitorInk {
                person: *person,
                ink: Ink::typed("回訪人"),
            })
            .collect(),
        paper: None,
        files: photo
            .into_iter()
            .map(|attachment| FileInput {
                attachment,
                shows: Shows::SiteCheck,
                matter: None,
            })
            .collect(),
        matters: if number == 1 {
            vec![matter]
        } else {
            Vec::new()
        },
        next_visit: String::new(),
    }
}
