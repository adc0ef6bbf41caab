//! The matrix: every refusal on the path, provoked under every procedure on both databases, each with its clause.

use huiyin_app::events::CompleteEvents;
use huiyin_app::planning::{
    AdjustPlan, PlanLine, ReleasePlan, ReplaceUnreachable, SetRate, VisitorChoice,
};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::set_up::AdoptProcedure;
use huiyin_app::statistics::CloseMonth;
use huiyin_app::visits::{Ink, RecordVisit, SettleMatter, TakeForms};
use huiyin_app::{Asker, Error, Refusal};
use huiyin_domain::{Category, Channel, CommandId, EventId, Matter, MatterId, RecordId, Verdict};
use huiyin_rules::procedure::{Procedure, shipped_by_id};
use huiyin_rules::unreachable::Untried;
use huiyin_store::records;
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, important, line, month, refusal};
use crate::path::{answered, complete_record};

const TODAY: &str = "2026-03-16 09:00";

/// An important complaint on its way, and what the procedure says.
struct Matrix<'w> {
    work: &'w AtWork<'w>,
    procedure: &'static Procedure,
    event: EventId,
    line: PlanLine,
}

/// A command of its own.
fn new() -> CommandId {
    CommandId::generate()
}

impl<'w> Matrix<'w> {
    async fn new(work: &'w AtWork<'w>) -> Self {
        let event = important(work, "M").await;
        let edition = shipped_by_id(work.procedure).expect("it is shipped");
        Self {
            line: line(work, event).await,
            procedure: &edition.procedure,
            work,
            event,
        }
    }

    /// Who visits, in order.
    fn visitors(&self) -> Vec<Asker> {
        let visitors = self.line.visitors.iter();
        visitors.map(|it| self.work.asker(&it.post)).collect()
    }

    /// Somebody who neither visits nor reviews.
    fn stranger(&self) -> Asker {
        self.work.asker(match self.work.procedure {
            "kehu" => "culture_clerk",
            _ => "office",
        })
    }

    /// The plan as it stands, to be adjusted.
    fn adjustment(&self) -> AdjustPlan {
        let visitors = self.line.visitors.iter().map(|it| VisitorChoice {
            post: it.post.clone(),
            person: it.person,
        });
        AdjustPlan {
            follow_up: self.line.row.id,
            planned_day: self.line.row.due.to_string(),
            channel: self.line.row.channel,
            visitors: visitors.collect(),
            why: String::new(),
        }
    }

    async fn adjust(&self, input: AdjustPlan) -> Result<(), Error> {
        let planner = self.work.planner();
        self.work.app.adjust_plan(&planner, new(), input).await
    }

    async fn release(&self) -> Result<(), Error> {
        let input = ReleasePlan {
            site: self.work.estate.site,
            follow_ups: vec![self.line.row.id],
        };
        let planner = self.work.planner();
        let released = self.work.app.release_plan(&planner, new(), input).await;
        released.map(|_| ())
    }

    async fn take(&self) {
        for visitor in self.visitors() {
            let input = TakeForms {
                follow_ups: vec![self.line.row.id],
                signature: Ink::typed("簽名"),
            };
            let taken = self.work.app.take_forms(&visitor, new(), input).await;
            taken.expect("the form is taken");
        }
    }

    /// A record that lacks nothing, with something raised and answered.
    fn record(&self) -> RecordVisit {
        let visitors = self.line.visitors.iter().filter_map(|it| it.person);
        RecordVisit {
            matters: vec![answered(Matter::Opinion)],
            ..complete_record(self.line.row.id, visitors)
        }
    }

    async fn hand_in(&self, asker: &Asker) -> Result<RecordId, Error> {
        let record = self.record();
        let done = self.work.app.record_visit(asker, new(), record).await;
        done.map(|done| done.record)
    }

    async fn review(&self, asker: &Asker, record: RecordId) -> Result<(), Error> {
        let input = ReviewRecord {
            record,
            verdict: Verdict::Accepted,
            opinion: "已閱".to_owned(),
            signed_name: "審核".to_owned(),
        };
        let done = self.work.app.review_record(asker, new(), input).await;
        done.map(|_| ())
    }

    async fn matter(&self, record: RecordId) -> MatterId {
        let mut tx = self.work.db.read().await.expect("it can be read");
        let subject = records::subject(&mut tx, record).await.expect("read");
        let obligation = subject.expect("it is there").obligation;
        let matters = records::matters(&mut tx, obligation).await.expect("read");
        matters[0].id
    }

    async fn close(&self, of: &str) -> Result<(), Error> {
        let (app, site, of) = (&self.work.app, self.work.estate.site, month(of));
        let closer = self.work.asker(&self.procedure.statistics.by);
        let seen = app.month_missing(&closer, site, of).await;
        let input = CloseMonth {
            site,
            month: of,
            seen_missing: seen.expect("what is missing").total,
        };
        app.close_month(&closer, new(), input).await.map(|_| ())
    }

    /// What cannot be planned so.
    async fn of_the_plan(&self) {
        let plan = || self.adjustment();
        let dropped = AdjustPlan {
            visitors: Vec::new(),
            ..plan()
        };
        self.expect(self.adjust(dropped).await, &Refusal::PostDropped);
        let mut lower = plan();
        if let Some(last) = lower.visitors.last_mut() {
            last.person = self.stranger().person;
        }
        lower.why.push_str("人手");
        self.expect(self.adjust(lower).await, &Refusal::NotOfPost);
        let letter = AdjustPlan {
            channel: Channel::PublicLetter,
            ..plan()
        };
        self.expect(self.adjust(letter).await, &Refusal::Channel);
        let late = AdjustPlan {
            planned_day: "2026-04-20".to_owned(),
            ..plan()
        };
        self.expect(self.adjust(late).await, &Refusal::OutsideWindow);
        let mut vacant = plan();
        for visitor in &mut vacant.visitors {
            visitor.person = None;
        }
        self.adjust(vacant).await.expect("to be named later");
        self.expect(self.release().await, &Refusal::NoVisitor);
        self.adjust(plan()).await.expect("named again");
        let unreachable = ReplaceUnreachable {
            follow_up: self.line.row.id,
            why: "三次無人".to_owned(),
        };
        let planner = self.work.planner();
        let replaced = self
            .work
            .app
            .replace_unreachable(&planner, new(), unreachable);
        let missing = vec![
            Untried::Tries(3),
            Untried::Days(2),
            Untried::OddHours(1),
            Untried::Door,
        ];
        self.expect(replaced.await, &Refusal::Untried(missing));
        self.release().await.expect("released");
        self.expect(self.release().await, &Refusal::FollowUpState);
    }

    /// What cannot be recorded and reviewed so.
    async fn of_the_visit(&self) {
        self.work.go_to("2026-03-17 09:00");
        let visitors = self.visitors();
        if self.procedure.sign_out.required {
            self.expect(self.hand_in(&visitors[0]).await, &Refusal::FormNotTaken);
            self.take().await;
        }
        let stranger = self.stranger();
        self.expect(self.hand_in(&stranger).await, &Refusal::NotVisitor);
        let record = self.hand_in(&visitors[0]).await.expect("handed in");
        self.expect(self.hand_in(&visitors[0]).await, &Refusal::FollowUpState);
        self.expect(self.review(&visitors[0], record).await, &Refusal::OwnVisit);
        self.expect(self.review(&stranger, record).await, &Refusal::NotTheirTurn);
        let settled = SettleMatter {
            matter: self.matter(record).await,
            outcome: "再答復".to_owned(),
        };
        let planner = self.work.planner();
        let settled = self.work.app.settle_matter(&planner, new(), &settled).await;
        self.expect(settled, &Refusal::Settled);
    }

    /// What cannot be done to the event, the month and the procedure so.
    async fn of_the_month(&self) {
        let (app, site) = (&self.work.app, self.work.estate.site);
        let completed = CompleteEvents {
            site,
            events: vec![self.event],
            completed_at: String::new(),
            rating: None,
        };
        let officer = self.work.officer();
        let completed = app.complete_events(&officer, new(), completed);
        self.expect(completed.await, &Refusal::EventState);
        self.expect(self.close("2026-03").await, &Refusal::MonthRunning);
        if self
            .procedure
            .categories
            .iter()
            .any(|it| it.rate.set_by.is_some())
        {
            self.work.completed(Category::Other, "O").await;
            let rate = SetRate {
                site,
                category: Category::Other,
                from: "2026-03".to_owned(),
                rate: "50%".to_owned(),
                why: "人手".to_owned(),
            };
            let rate = app.set_rate(&self.work.planner(), new(), rate).await;
            self.expect(rate, &Refusal::CohortBegun);
        }
        let adopted = AdoptProcedure {
            site,
            procedure: "wuye".to_owned(),
            from: "2026-03".to_owned(),
        };
        let adopted = app
            .adopt_procedure(&Asker::product(), new(), &adopted)
            .await;
        assert!(
            matches!(
                adopted,
                Err(Error::Refused {
                    why: Refusal::InUse,
                    ..
                })
            ),
            "{adopted:?}"
        );
        self.work.go_to("2026-04-02 09:00");
        self.work.advance().await;
        self.close("2026-03").await.expect("the month is over");
        self.expect(self.close("2026-03").await, &Refusal::MonthClosed);
    }

    /// It is refused for this, and the clauses or readings named are the procedure's own.
    fn expect<T: std::fmt::Debug>(&self, done: Result<T, Error>, why: &Refusal) {
        let procedure = self.work.procedure;
        let error = done.expect_err(procedure);
        assert_eq!(refusal(&error), why, "{procedure}");
        let Error::Refused { basis, .. } = &error else {
            return;
        };
        let is_clause = |it: &String| {
            self.procedure
                .clauses
                .iter()
                .any(|known| known.number == *it)
        };
        let is_reading = |it: &String| self.procedure.readings.iter().any(|known| known.id == *it);
        assert!(basis.clauses.iter().all(is_clause), "{procedure}: {why:?}");
        assert!(
            basis.readings.iter().all(is_reading),
            "{procedure}: {why:?}"
        );
    }
}

// Shows kehu 11.1.7 11.1.8; yezhu 三.1 三.3 四.2 四.3 四.4; wuye 3.1 3.3 4.5 4.6 4.7 review.
#[tokio::test]
async fn every_refusal_of_the_path_under_every_procedure() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        on_both(async |db| {
            let work = AtWork::new(db, procedure, TODAY).await;
            let matrix = Matrix::new(&work).await;
            matrix.of_the_plan().await;
            matrix.of_the_visit().await;
            matrix.of_the_month().await;
        })
        .await;
    }
}
