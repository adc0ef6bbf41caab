//! A site that is worked on by its own actions only.

use huiyin_app::events::{CompleteEvents, EventForm, RegisterEvent, Registered, WordsForm};
use huiyin_app::planning::PlanLine;
use huiyin_app::{App, Asker, Clock, Error, Fault, HeldPost, Refusal};
use huiyin_domain::entry::Source;
use huiyin_domain::{
    Category, CommandId, EventId, Instant, Lang, LocalTime, Month, Severity, SiteZone,
};
use huiyin_store::obligations::{self, ObligationRow};
use huiyin_store::{Error as StoreError, draw};
use huiyin_testkit::{Estate, TestDb};

/// The estate under a procedure, with known keys.
pub(crate) struct AtWork<'d> {
    pub(crate) app: App,
    pub(crate) estate: Estate,
    pub(crate) procedure: &'static str,
    pub(crate) db: &'d TestDb,
}

pub(crate) fn moment(text: &str) -> Instant {
    let wall: LocalTime = text.parse().expect("a local time");
    SiteZone::default().instant(wall)
}

/// The fields that are wrong, and how.
pub(crate) fn faults(error: &Error) -> Vec<(&'static str, Fault)> {
    match error {
        Error::Invalid(fields) => fields
            .iter()
            .map(|field| (field.field, field.fault.clone()))
            .collect(),
        other => panic!("not about fields: {other:?}"),
    }
}

/// Why it is refused; every refusal names its clause or reading.
pub(crate) fn refusal(error: &Error) -> &Refusal {
    match error {
        Error::Refused { why, basis } => {
            assert!(
                !basis.clauses.is_empty() || !basis.readings.is_empty(),
                "{why:?} names no clause"
            );
            why
        }
        other => panic!("not refused: {other:?}"),
    }
}

impl<'d> AtWork<'d> {
    /// The estate at a local time. The keys of two years are all zeros, kept but not published yet.
    pub(crate) async fn new(db: &'d TestDb, procedure: &'static str, now: &str) -> Self {
        let estate = Estate::build(db, procedure, moment("2026-01-01 08:00")).await;
        let app = App::new((**db).clone(), Clock::standing_at(moment(now)));
        db.write(estate.site, |tx, site| {
            Box::pin(async move {
                let first: Month = "2026-01".parse().expect("a month");
                for step in 0..24 {
                    draw::keep_secret(tx, *site, first.plus(step), &"00".repeat(32)).await?;
                }
                Ok::<(), StoreError>(())
            })
        })
        .await
        .expect("the keys are kept");
        Self {
            app,
            estate,
            procedure,
            db,
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

    /// Who plans and corrects.
    pub(crate) fn planner(&self) -> Asker {
        self.asker(match self.procedure {
            "kehu" => "service_director",
            "yezhu" => "service_supervisor",
            _ => "service_lead",
        })
    }

    /// Somebody of the staff without any right beyond that.
    pub(crate) fn officer(&self) -> Asker {
        self.asker(match self.procedure {
            "kehu" => "patrol_inspector",
            "yezhu" => "service_officer",
            _ => "property_assistant",
        })
    }

    /// Moves the clock to a local time.
    pub(crate) fn go_to(&self, time: &str) {
        let by = moment(time).micros() - self.app.clock().now().micros();
        self.app.clock().move_by_seconds(by / 1_000_000);
    }

    /// Does the deadline job until nothing is left to do.
    pub(crate) async fn advance(&self) {
        self.app
            .advance(self.estate.site)
            .await
            .expect("it advances");
    }

    /// A form that registers an event with the fewest fields.
    pub(crate) fn form(&self, category: Category) -> RegisterEvent {
        RegisterEvent {
            site: self.estate.site,
            event_id: String::new(),
            source: Source::Form,
            content: EventForm {
                category: Some(category),
                unit: Some(self.estate.units["3-1202"]),
                ..EventForm::default()
            },
            words: WordsForm {
                summary: "電梯異響".to_owned(),
                ..WordsForm::default()
            },
            reports: Vec::new(),
            completed_at: String::new(),
        }
    }

    pub(crate) async fn register(&self, form: RegisterEvent) -> Registered {
        self.app
            .register_event(&self.officer(), CommandId::generate(), form)
            .await
            .expect("it is registered")
    }

    /// An event that is registered as it is completed, now.
    pub(crate) async fn completed(&self, category: Category, event_id: &str) -> EventId {
        let form = RegisterEvent {
            event_id: event_id.to_owned(),
            ..self.form(category)
        };
        let event = self.register(form).await.event;
        self.complete(event).await;
        event
    }

    pub(crate) async fn complete(&self, event: EventId) {
        let input = CompleteEvents {
            site: self.estate.site,
            events: vec![event],
            completed_at: String::new(),
            rating: None,
        };
        self.app
            .complete_events(&self.officer(), CommandId::generate(), input)
            .await
            .expect("it is completed");
    }

    /// The obligations of an event, void ones among them.
    pub(crate) async fn obligations(&self, event: EventId) -> Vec<ObligationRow> {
        let mut tx = self.db.read().await.expect("it can be read");
        obligations::of_event(&mut tx, event)
            .await
            .expect("they are read")
    }

    /// The one obligation of an event that stands.
    pub(crate) async fn standing(&self, event: EventId) -> ObligationRow {
        let mut standing = self.obligations(event).await;
        standing.retain(|one| one.voided_at.is_none());
        assert_eq!(standing.len(), 1);
        standing.remove(0)
    }
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// The lines of a month's plan, as the planner sees them.
pub(crate) async fn lines(work: &AtWork<'_>, of: &str) -> Vec<PlanLine> {
    let page = work
        .app
        .plan(&work.planner(), work.estate.site, month(of))
        .await
        .expect("the plan");
    page.lines
}

/// The one follow-up of an event that people know of.
pub(crate) async fn line(work: &AtWork<'_>, event: EventId) -> PlanLine {
    let mut lines = lines(work, "2026-03").await;
    lines.retain(|line| line.row.event == event);
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

/// A complaint that is always followed up, completed now.
pub(crate) async fn important(work: &AtWork<'_>, event_id: &str) -> EventId {
    let mut form = RegisterEvent {
        event_id: event_id.to_owned(),
        ..work.form(Category::Complaint)
    };
    form.content.severity = Some(Severity::Important);
    form.content.respondent_department = Some(work.estate.departments["工程部"]);
    let event = work.register(form).await.event;
    work.complete(event).await;
    event
}
