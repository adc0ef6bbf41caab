//! What a later round, or a complaint that came up in one, says of the round before.

use huiyin_app::events::CompleteEvents;
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::visits::{Behind, MatterInput, PromiseInput};
use huiyin_domain::entry::{Solved, VisitorReason};
use huiyin_domain::{CommandId, Matter, Rating, Verdict};
use huiyin_testkit::on_both;

use super::{ALL, cites, told_of};
use crate::path::{Path, answered, day, visitors};

#[tokio::test]
async fn the_next_round_names_the_promise_or_the_verdict_behind_it() {
    for procedure in ALL {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let mut case = path.case();
            case.visitors = visitors(procedure);
            let made = path.released(&case).await;
            if procedure != "kehu" {
                path.take(made, &case).await;
            }
            let mut record = path.record(made, &case);
            record.matters = vec![MatterInput {
                settled: false,
                outcome: String::new(),
                promise: Some(PromiseInput {
                    answer_by: "2026-03-19 10:00".to_owned(),
                    owner: path.colleague(),
                    told_at: "2026-03-16 08:40".to_owned(),
                    told_by: path.visitor().person,
                }),
                ..answered(Matter::Suggestion)
            }];
            let done = path.hand_in(record).await.expect("it is recorded");
            let next = done.next_round.expect("another round");
            let told = told_of(&path.app, &path.planner(), next).await;
            let told = told.expect("it is told");
            let round = told.round.expect("what is left to do");
            assert_eq!(round.record, Some(done.record), "{procedure}");
            assert_eq!(round.promises.len(), 1);
            assert!(!round.nonconforming && round.within_days == 3);
            assert!(!round.basis.clauses.is_empty() || !round.basis.readings.is_empty());
            let behind = &told.visitors[0];
            assert_eq!(behind.row.reason, VisitorReason::LastVisitor);
            let last =
                matches!(behind.behind, Behind::LastVisit(Some(on)) if on == day("2026-03-16"));
            assert!(last, "{procedure}: {:?}", behind.behind);
            let first = told_of(&path.app, &path.planner(), made.follow_up).await;
            assert!(first.expect("it is told").round.is_none());
        })
        .await;
    }
}

#[tokio::test]
async fn a_nonconforming_verdict_is_what_the_next_round_is_for() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut case = path.case();
        case.visitors = vec!["service_director"];
        let made = path.released(&case).await;
        let visitor = path.asker("service_director");
        let mut record = path.record(made, &case);
        record.solved = Some(Solved::No);
        let app = &path.app;
        let done = app.record_visit(&visitor, CommandId::generate(), record);
        let record = done.await.expect("it is recorded").record;
        let verdict = ReviewRecord {
            record,
            verdict: Verdict::Nonconforming,
            opinion: "維修後仍漏水，須返工".to_owned(),
            signed_name: "羅經理".to_owned(),
        };
        let manager = path.asker("site_manager");
        let judged = app.review_record(&manager, CommandId::generate(), verdict);
        let next = judged.await.expect("judged").next_round;
        let told = told_of(app, &manager, next.expect("another round"));
        let round = told.await.expect("it is told").round.expect("its cause");
        assert!(round.nonconforming && round.promises.is_empty());
        assert_eq!(round.record, Some(record));
        assert!(cites(&round.basis, "11.2.3"));
    })
    .await;
}

#[tokio::test]
async fn a_complaint_that_came_up_in_a_follow_up_says_where() {
    for procedure in ["yezhu", "wuye"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = path.released(&case).await;
            path.take(made, &case).await;
            let mut record = path.record(made, &case);
            record.rating = Some(Rating::Dissatisfied);
            let record = path.hand_in(record).await.expect("it is recorded").record;
            let verdict = ReviewRecord {
                record,
                verdict: Verdict::Nonconforming,
                opinion: "維修後仍漏水，須返工".to_owned(),
                signed_name: "許主任".to_owned(),
            };
            let (app, planner) = (&path.app, path.planner());
            let judged = app.review_record(&planner, CommandId::generate(), verdict);
            let complaint = judged
                .await
                .expect("judged")
                .complaint
                .expect("a complaint");
            let completed = CompleteEvents {
                site: path.estate.site,
                events: vec![complaint],
                completed_at: String::new(),
                rating: None,
            };
            let done = app.complete_events(&planner, CommandId::generate(), completed);
            done.await.expect("it is completed");
            let page = app.event(&planner, complaint).await.expect("the page");
            let one = page.obligations[0].row.obligation;
            let told = Box::pin(app.why_obligation(&planner, one))
                .await
                .expect("told")
                .1;
            let from = told.comes_from.expect("where it came up");
            assert_eq!((from.event, from.round), (made.event, 1), "{procedure}");
            assert_eq!(from.record, Some(record));
            assert!(from.nonconforming && cites(&from.basis, "nonconforming"));
        })
        .await;
    }
}
