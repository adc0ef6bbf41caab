//! A site with follow-ups that are released, made by entries of the journal.

use huiyin_app::visits::{
    Ink, MatterInput, RecordVisit, SectionInput, TakeForms, VisitRecordedAnswer, VisitorInk,
};
use huiyin_app::{App, Asker, Clock, HeldPost, Result};
use huiyin_domain::entry::facts::{
    ArisenObligation, CohortOpened, EventCompleted, EventRegistered, EventState, FollowUpPlanned,
    ObligationsArisen, PlanReleased, PlannedVisitor, RunningNumber,
};
use huiyin_domain::entry::{Facts, Section, SiteCheck, Solved, Source, VisitorReason};
use huiyin_domain::{
    Category, Channel, CohortId, CommandId, Day, EventId, FollowUpId, Instant, Lang, LocalTime,
    Matter, ObligationId, PersonId, Phase, Rate, Rating, Role, Severity, SiteZone, Why, Window,
};
use huiyin_store::{Act, Draft, Error};
use huiyin_testkit::{Estate, TestDb};

/// The estate under a procedure, at 09:00 of Monday, 16 March 2026.
pub(crate) struct Path<'d> {
    pub(crate) app: App,
    pub(crate) estate: Estate,
    pub(crate) procedure: &'static str,
    db: &'d TestDb,
}

/// A follow-up that a test works on.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) severity: Severity,
    pub(crate) category: Category,
    pub(crate) round: u32,
    pub(crate) from: &'static str,
    pub(crate) due: &'static str,
    pub(crate) why: Why,
    pub(crate) channel: Channel,
    pub(crate) visitors: Vec<&'static str>,
    /// Since when people may know of the pick.
    pub(crate) shown_from: Option<Instant>,
}

/// What was made of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) follow_up: FollowUpId,
    pub(crate) event: EventId,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(crate) fn at(day_text: &str, hour: u32) -> Instant {
    let wall = LocalTime::at(day(day_text), hour, 0).expect("a time");
    SiteZone::default().instant(wall)
}

/// Who visits a general complaint.
pub(crate) fn visitors(procedure: &str) -> Vec<&'static str> {
    match procedure {
        "kehu" => vec!["patrol_inspector"],
        "yezhu" => vec!["department_head", "service_officer"],
        _ => vec!["department_head", "property_assistant"],
    }
}

impl<'d> Path<'d> {
    pub(crate) async fn new(db: &'d TestDb, procedure: &'static str) -> Self {
        let now = at("2026-03-16", 9);
        Self {
            estate: Estate::build(db, procedure, at("2026-01-01", 8)).await,
            app: App::new((**db).clone(), Clock::standing_at(now)),
            procedure,
            db,
        }
    }

    /// Another site of the same company.
    pub(crate) async fn beside(&self, procedure: &'static str, code: &str) -> Self {
        let now = at("2026-01-01", 8);
        Self {
            estate: self
                .estate
                .build_beside(self.db, procedure, code, now)
                .await,
            app: self.app.clone(),
            procedure,
            db: self.db,
        }
    }

    pub(crate) fn asker(&self, post: &str) -> Asker {
        let company = post.starts_with("company");
        Asker {
            person: Some(self.estate.staff[post]),
            device: None,
            lang: Lang::ZhHant,
            posts: vec![HeldPost {
                post: post.to_owned(),
                scope: self.estate.site,
                site: (!company).then_some(self.estate.site),
                to: None,
                as_deputy: false,
            }],
            seen: None,
        }
    }

    /// Who plans, reviews last and closes the month.
    pub(crate) fn planner(&self) -> Asker {
        self.asker(match self.procedure {
            "kehu" => "service_director",
            "yezhu" => "service_supervisor",
            _ => "service_lead",
        })
    }

    pub(crate) fn visitor(&self) -> Asker {
        self.asker(visitors(self.procedure)[0])
    }

    pub(crate) fn case(&self) -> Case {
        Case {
            severity: Severity::General,
            category: Category::Complaint,
            round: 1,
            from: "2026-03-14",
            due: "2026-03-17",
            why: Why::Draw,
            channel: Channel::OnSite,
            visitors: visitors(self.procedure),
            shown_from: None,
        }
    }

    /// A follow-up that is released, on a cohort of its own.
    pub(crate) async fn released(&self, case: &Case) -> Made {
        let made = self.planned(case).await;
        self.append(vec![
            PlanReleased {
                follow_up: made.follow_up,
                event: made.event,
            }
            .into(),
        ])
        .await;
        made
    }

    /// A follow-up that is planned only.
    pub(crate) async fn planned(&self, case: &Case) -> Made {
        let event = EventId::generate();
        let (made, owed) = self.owed(case, event);
        let mut entries = self.event(case, event);
        entries.extend(owed);
        self.append(entries).await;
        made
    }

    /// The same for an event that is there, released.
    pub(crate) async fn released_for(&self, case: &Case, event: EventId) -> Made {
        let (made, mut entries) = self.owed(case, event);
        let follow_up = made.follow_up;
        entries.push(PlanReleased { follow_up, event }.into());
        self.append(entries).await;
        made
    }

    fn owed(&self, case: &Case, event: EventId) -> (Made, Vec<Facts>) {
        let made = Made {
            follow_up: FollowUpId::generate(),
            event,
        };
        let (obligation, cohort) = (ObligationId::generate(), CohortId::generate());
        let mut entries = vec![self.arisen(case, event, obligation, cohort)];
        if case.why.picked() {
            entries.push(self.follow_up(case, made, obligation));
        }
        (made, entries)
    }

    fn event(&self, case: &Case, event: EventId) -> Vec<Facts> {
        let number = u32::try_from(event.uuid().as_u128() >> 40 & 0x7fff_ffff).expect("31 bits");
        let registered = EventRegistered {
            event,
            site: self.estate.site,
            event_id: event.to_string(),
            number: RunningNumber { year: 2026, number },
            source: Source::Form,
            import: None,
            state: EventState {
                category: case.category,
                kind: None,
                severity: (case.category == Category::Complaint).then_some(case.severity),
                unit: Some(self.estate.units["3-1202"]),
                unit_words: None,
                zone: None,
                zone_words: None,
                reporter: Some(self.estate.residents["3-1202"]),
                respondent_department: None,
                respondent_words: None,
                asset: None,
                reported_at: Some(at(case.from, 8)),
                contract_start: None,
                contract_end: None,
                anonymous: false,
                reply_only: false,
                reply_attached: false,
                valid: true,
                rating: None,
            },
            reports: Vec::new(),
        };
        let completed = EventCompleted {
            event,
            completed_at: at(case.from, 8),
            procedure: Some(self.estate.procedure),
        };
        vec![registered.into(), completed.into()]
    }

    fn arisen(
        &self,
        case: &Case,
        event: EventId,
        obligation: ObligationId,
        cohort: CohortId,
    ) -> Facts {
        ObligationsArisen {
            event,
            site: self.estate.site,
            procedure: self.estate.procedure,
            cohorts: vec![CohortOpened {
                cohort,
                name: format!("CY/{}/{event}", case.category),
                category: case.category,
                month: Some(day(case.due).month()),
                event: None,
                rate: Rate::ALL,
                procedure: self.estate.procedure,
            }],
            obligations: vec![ArisenObligation {
                obligation,
                phase: Phase::Completion,
                line: 0,
                window: Window::new(day(case.from), day(case.due)).expect("a window"),
                cohort,
                number: case.why.picked().then_some(1),
                why: case.why,
                shown_from: case.shown_from,
                working_limit: None,
                late_entry: false,
                visitors: case.visitors.iter().map(|it| (*it).to_owned()).collect(),
                channels: vec![Channel::OnSite],
                customer_signature: true,
                clauses: Vec::new(),
                readings: Vec::new(),
            }],
        }
        .into()
    }

    fn follow_up(&self, case: &Case, made: Made, obligation: ObligationId) -> Facts {
        FollowUpPlanned {
            follow_up: made.follow_up,
            obligation,
            event: made.event,
            site: self.estate.site,
            round: case.round,
            not_before: day(case.from),
            due: day(case.due),
            planned_day: None,
            channel: case.channel,
            voluntary: false,
            visitors: case
                .visitors
                .iter()
                .map(|post| PlannedVisitor {
                    post: (*post).to_owned(),
                    person: Some(self.estate.staff[post]),
                    reason: VisitorReason::OnlyHolder,
                })
                .collect(),
        }
        .into()
    }

    pub(crate) async fn append(&self, entries: Vec<Facts>) {
        let act = Act {
            command: CommandId::generate(),
            actor: None,
            device: None,
            at: self.app.clock().now(),
            input: None,
        };
        let input = (self.estate.site, entries);
        self.db
            .command(act, input, |change, (site, entries)| {
                Box::pin(async move {
                    for facts in entries {
                        change.append(Draft::new(*site, facts.clone())).await?;
                    }
                    Ok::<(), Error>(())
                })
            })
            .await
            .expect("the entries are taken");
    }

    /// All visitors sign for the form.
    pub(crate) async fn take(&self, made: Made, case: &Case) {
        for post in &case.visitors {
            let input = TakeForms {
                follow_ups: vec![made.follow_up],
                signature: Ink::typed("簽名"),
            };
            self.app
                .take_forms(&self.asker(post), CommandId::generate(), input)
                .await
                .expect("the form is taken");
        }
    }

    /// A record that lacks nothing under any procedure.
    pub(crate) fn record(&self, made: Made, case: &Case) -> RecordVisit {
        let visitors = case.visitors.iter().map(|post| self.estate.staff[post]);
        RecordVisit {
            visited_at: "2026-03-16 08:30".to_owned(),
            ..complete_record(made.follow_up, visitors)
        }
    }

    pub(crate) async fn hand_in(&self, record: RecordVisit) -> Result<VisitRecordedAnswer> {
        self.app
            .record_visit(&self.visitor(), CommandId::generate(), record)
            .await
    }

    /// Somebody of the office who does not visit here.
    pub(crate) fn colleague(&self) -> PersonId {
        self.estate.staff["company_reviewer"]
    }
}

/// A record of a visit on 17 March that lacks nothing under any procedure, signed by the customer and these visitors.
pub(crate) fn complete_record(
    follow_up: FollowUpId,
    visitors: impl IntoIterator<Item = PersonId>,
) -> RecordVisit {
    RecordVisit {
        follow_up,
        visited_at: "2026-03-17 08:30".to_owned(),
        channel: Channel::OnSite,
        channel_reason: String::new(),
        late_reason: String::new(),
        respondent: None,
        respondent_name: "何女士".to_owned(),
        relation: Some(Role::Owner),
        sections: content(),
        rating: Some(Rating::Satisfied),
        solved: Some(Solved::Yes),
        site_check: Some(SiteCheck::Good),
        site_check_words: String::new(),
        customer_signature: Ink {
            strokes: "[[[1,2],[3,4]]]".to_owned(),
            name: "何女士".to_owned(),
            ..Ink::default()
        },
        refusal: None,
        visitor_signatures: visitors
            .into_iter()
            .map(|person| VisitorInk {
                person,
                ink: Ink::typed("回訪人"),
            })
            .collect(),
        paper: None,
        files: Vec::new(),
        matters: Vec::new(),
        next_visit: String::new(),
    }
}

/// Everything is good, and there is nothing to add.
pub(crate) fn content() -> Vec<SectionInput> {
    let section = |section: &Section| {
        let rated = !matches!(section, Section::Shortcomings | Section::Suggestions);
        SectionInput {
            section: *section,
            rating: rated.then_some(Rating::Satisfied),
            none: !rated,
            said: String::new(),
        }
    };
    Section::ALL.iter().map(section).collect()
}

/// Something raised and answered on the spot.
pub(crate) fn answered(kind: Matter) -> MatterInput {
    MatterInput {
        kind,
        dissatisfaction: false,
        said: "樓道燈太暗".to_owned(),
        settled: true,
        outcome: "已換燈泡".to_owned(),
        promise: None,
        rectification: None,
    }
}
