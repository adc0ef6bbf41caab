//! What follows a record that was found nonconforming: the manager's opinion on it, and the rounds until the customer
//! is content or the manager closes them.

use huiyin_app::planning::ReleasePlan;
use huiyin_app::reviews::{DecideNonconforming, RecordReviewedAnswer, ReviewRecord};
use huiyin_app::statistics::{Beside, BesideRows};
use huiyin_app::visits::{CloseRound, MatterInput, RectificationInput};
use huiyin_app::{Asker, Error, Fault, Refusal};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::entry::facts::{EventCorrected, EventState};
use huiyin_domain::{CommandId, FollowUpId, Instant, Matter, Rating, RecordId, Verdict};
use huiyin_testkit::on_both;

use crate::estate_at_work::{faults, refusal};
use crate::path::{Made, Path};

/// A record of a dissatisfied customer that the planner finds nonconforming.
async fn nonconforming(
    path: &Path<'_>,
    visitors: Vec<&'static str>,
) -> (RecordId, RecordReviewedAnswer) {
    let mut case = path.case();
    case.visitors = visitors;
    let made = path.released(&case).await;
    path.take(made, &case).await;
    let mut record = path.record(made, &case);
    record.rating = Some(Rating::Dissatisfied);
    let visitor = path.asker(case.visitors[0]);
    let record = path
        .app
        .record_visit(&visitor, CommandId::generate(), record)
        .await
        .expect("taken")
        .record;
    let review = ReviewRecord {
        record,
        verdict: Verdict::Nonconforming,
        opinion: "維修後仍漏水，須返工".to_owned(),
        signed_name: "許主任".to_owned(),
    };
    let planner = path.planner();
    let answer = path
        .app
        .review_record(&planner, CommandId::generate(), review)
        .await;
    (record, answer.expect("judged"))
}

async fn decide(
    path: &Path<'_>,
    asker: &Asker,
    record: RecordId,
    opinion: &str,
) -> huiyin_app::Result<()> {
    let input = DecideNonconforming {
        record,
        opinion: opinion.to_owned(),
        signed_name: "周經理".to_owned(),
    };
    path.app
        .decide_nonconforming(asker, CommandId::generate(), input)
        .await
}

async fn close(
    path: &Path<'_>,
    asker: &Asker,
    follow_up: FollowUpId,
    why: &str,
) -> huiyin_app::Result<()> {
    let why = why.to_owned();
    let input = CloseRound { follow_up, why };
    path.app
        .close_round(asker, CommandId::generate(), input)
        .await
}

/// 已再回訪 of March, as it stood at a moment.
async fn revisited(path: &Path<'_>, as_of: Option<Instant>) -> Option<u64> {
    let (site, march) = (path.estate.site, "2026-03".parse().expect("a month"));
    let besides = path.app.besides(&path.planner(), site, march, as_of).await;
    besides.expect("counted").get(Beside::Revisited, None)
}

// Shows yezhu 四.5 三.1 nonconforming; wuye nonconforming rest_as_yezhu review 3.1.
#[tokio::test]
async fn the_manager_writes_once_on_the_record_how_it_is_handled() {
    for procedure in ["yezhu", "wuye"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let (record, answer) = nonconforming(&path, path.case().visitors).await;
            let manager = path.asker(match procedure {
                "wuye" => "property_manager",
                _ => "site_manager",
            });
            let open = async || {
                let ledger = path.app.ledger(&manager, path.estate.site).await;
                let undecided = ledger.expect("the ledger").undecided;
                undecided.iter().map(|it| it.row.record).collect::<Vec<_>>()
            };
            assert_eq!(open().await, [record]);
            let page = path.app.record(&manager, record).await.expect("the record");
            let decision = page.decision.expect("it is nonconforming");
            assert!(decision.is_askers_turn && decision.given.is_none());
            assert_eq!(page.versions[0].reviews[0].complaint, answer.complaint);

            let other = decide(&path, &path.planner(), record, "返工").await;
            let other = other.expect_err("another post");
            assert_eq!(refusal(&other), &Refusal::NotTheirTurn);
            let own = decide(&path, &path.visitor(), record, "返工").await;
            assert_eq!(refusal(&own.expect_err("their visit")), &Refusal::OwnVisit);
            let blank = decide(&path, &manager, record, " ").await;
            let blank = blank.expect_err("nothing is said");
            assert_eq!(faults(&blank), [("opinion", Fault::Missing)]);

            let said = decide(&path, &manager, record, "工程部三日內返工，再回訪").await;
            said.expect("decided");
            assert_eq!(open().await, []);
            let page = path.app.record(&manager, record).await.expect("the record");
            let given = page.decision.and_then(|it| it.given).expect("given");
            let opinion = given.opinion.map(huiyin_domain::Personal::into_inner);
            assert_eq!(opinion.as_deref(), Some("工程部三日內返工，再回訪"));
            let again = decide(&path, &manager, record, "另議").await;
            assert_eq!(refusal(&again.expect_err("once")), &Refusal::Settled);
        })
        .await;
    }
}

// Shows yezhu 四.5 company_reviewer.
#[tokio::test]
async fn what_is_accepted_needs_no_decision_and_what_the_manager_visited_goes_up() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let (record, _) = nonconforming(&path, vec!["site_manager"]).await;
        let own = decide(&path, &path.asker("site_manager"), record, "返工").await;
        assert_eq!(refusal(&own.expect_err("their visit")), &Refusal::OwnVisit);
        let reviewer = path.asker("company_reviewer");
        let above = decide(&path, &reviewer, record, "返工").await;
        above.expect("one level up");

        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let record = path.hand_in(path.record(made, &case)).await.expect("taken");
        let early = decide(&path, &path.asker("site_manager"), record.record, "返工").await;
        let early = early.expect_err("nobody found it nonconforming");
        assert_eq!(refusal(&early), &Refusal::FollowUpState);
    })
    .await;
}

// Shows kehu 11.2.3 11.1.9 next_round.
#[tokio::test]
async fn under_kehu_the_next_round_is_closed_by_the_manager_only_with_a_reason() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let manager = path.asker("site_manager");
        let first = close(&path, &manager, made.follow_up, "住戶不願再訪").await;
        assert_eq!(
            refusal(&first.expect_err("a first visit")),
            &Refusal::FirstRound
        );
        let record = path.hand_in(path.record(made, &case)).await.expect("taken");
        let review = |verdict, opinion: &str| ReviewRecord {
            record: record.record,
            verdict,
            opinion: opinion.to_owned(),
            signed_name: "許主任".to_owned(),
        };
        let director = path.asker("property_director");
        let judged = path
            .app
            .review_record(
                &director,
                CommandId::generate(),
                review(Verdict::Nonconforming, "問題未根治，須再查驗"),
            )
            .await
            .expect("judged");
        let next = judged.next_round.expect("a next round");

        let other = close(&path, &path.planner(), next, "住戶不願再訪").await;
        assert!(matches!(other, Err(Error::Forbidden { .. })), "{other:?}");
        let blank = close(&path, &manager, next, " ").await;
        assert_eq!(
            faults(&blank.expect_err("no reason")),
            [("why", Fault::Missing)]
        );
        let page = path.app.follow_up(&manager, next).await.expect("the page");
        assert!(page.closing.may_close);
        close(&path, &manager, next, "三次返工，住戶拒絕再訪")
            .await
            .expect("closed");
        let page = path.app.follow_up(&manager, next).await.expect("the page");
        assert_eq!(page.row.state, FollowUpState::Withdrawn);
        assert!(!page.closing.may_close);
        let closed = page.closing.closed.expect("it says why");
        let why = closed.why.map(huiyin_domain::Personal::into_inner);
        assert_eq!(why.as_deref(), Some("三次返工，住戶拒絕再訪"));
        let again = close(&path, &manager, next, "再次").await;
        assert_eq!(
            refusal(&again.expect_err("closed already")),
            &Refusal::FollowUpState
        );
        let release = ReleasePlan {
            site: path.estate.site,
            follow_ups: vec![next],
        };
        let released = path
            .app
            .release_plan(&path.planner(), CommandId::generate(), release)
            .await;
        assert_eq!(
            refusal(&released.expect_err("nobody visits again")),
            &Refusal::FollowUpState
        );
    })
    .await;
}

// Shows yezhu 四.5 nonconforming; wuye nonconforming.
#[tokio::test]
async fn the_complaint_of_a_verdict_takes_the_place_of_a_round_that_was_agreed() {
    for procedure in ["yezhu", "wuye"] {
        Box::pin(on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = path.released(&case).await;
            let row = path.app.event(&path.planner(), made.event).await;
            let row = row.expect("there").row;
            let about = EventCorrected {
                event: made.event,
                state: EventState {
                    kind: Some("給排水".to_owned()),
                    respondent_department: Some(path.estate.departments["工程部"]),
                    ..row.state
                },
                words_given: false,
                completed_at: row.completed_at,
                procedure: row.procedure,
            };
            path.append(vec![about.into()]).await;
            path.take(made, &case).await;
            let mut record = path.record(made, &case);
            record.rating = Some(Rating::Dissatisfied);
            record.matters = vec![MatterInput {
                kind: Matter::Opinion,
                dissatisfaction: true,
                said: "仍然滴水".to_owned(),
                settled: false,
                outcome: "已說明須返工".to_owned(),
                promise: None,
                rectification: Some(RectificationInput {
                    owner: path.visitor().person.expect("a person"),
                    due: "2026-03-19".to_owned(),
                }),
            }];
            let recorded = path.hand_in(record).await.expect("taken");
            let agreed = recorded.next_round.expect("a next round");
            let review = ReviewRecord {
                record: recorded.record,
                verdict: Verdict::Nonconforming,
                opinion: "維修後仍漏水，須返工".to_owned(),
                signed_name: "許主任".to_owned(),
            };
            let planner = path.planner();
            let judged = path
                .app
                .review_record(&planner, CommandId::generate(), review)
                .await
                .expect("judged");
            let complaint = judged.complaint.expect("a complaint");
            assert_eq!(judged.next_round, None);

            // One visit, counted once: that of the complaint.
            let page = path.app.follow_up(&planner, agreed).await.expect("a round");
            assert_eq!(page.row.state, FollowUpState::Withdrawn);
            let closed = page.closing.closed.expect("it says why");
            assert_eq!(closed.complaint.map(|it| it.0), Some(complaint));
            let why = closed.why.map(huiyin_domain::Personal::into_inner);
            assert_eq!(why.as_deref(), Some("維修後仍漏水，須返工"));
            // It is about the same matter, so about the same department.
            let after = path.app.event(&planner, complaint).await.expect("there");
            let after = after.row.state;
            let department = Some(path.estate.departments["工程部"]);
            assert_eq!(after.respondent_department, department);
            assert_eq!(after.kind, None, "it is no repeat");

            // Once the complaint was visited, what was nonconforming counts as visited again.
            assert_eq!(revisited(&path, None).await, Some(0));
            let before = path.app.clock().now();
            path.app.clock().move_by_seconds(1);
            let made = path.released_for(&case, complaint).await;
            path.take(made, &case).await;
            path.hand_in(path.record(made, &case)).await.expect("taken");
            assert_eq!(revisited(&path, None).await, Some(1));
            assert_eq!(revisited(&path, Some(before)).await, Some(0));
        }))
        .await;
    }
}

#[tokio::test]
async fn what_was_nonconforming_counts_as_revisited_once_it_was_visited_again() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let record = path.hand_in(path.record(made, &case)).await.expect("taken");
        let review = ReviewRecord {
            record: record.record,
            verdict: Verdict::Nonconforming,
            opinion: "問題未根治，須再查驗".to_owned(),
            signed_name: "許主任".to_owned(),
        };
        let director = path.asker("property_director");
        let judged = path
            .app
            .review_record(&director, CommandId::generate(), review)
            .await
            .expect("judged");
        let next = judged.next_round.expect("a next round");
        let (site, march) = (path.estate.site, "2026-03".parse().expect("a month"));
        let planner = path.planner();
        assert_eq!(revisited(&path, None).await, Some(0), "not yet");
        let before = path.app.clock().now();

        path.app.clock().move_by_seconds(24 * 60 * 60);
        let release = ReleasePlan {
            site,
            follow_ups: vec![next],
        };
        path.app
            .release_plan(&planner, CommandId::generate(), release)
            .await
            .expect("released");
        let again = Made {
            follow_up: next,
            ..made
        };
        let mut record = path.record(again, &case);
        record.visited_at = "2026-03-17 08:30".to_owned();
        path.hand_in(record).await.expect("taken");
        assert_eq!(revisited(&path, None).await, Some(1));
        assert_eq!(
            revisited(&path, Some(before)).await,
            Some(0),
            "as it stood then"
        );
        let of = (Beside::Revisited, None);
        let rows = path
            .app
            .beside_rows(&planner, site, (march, None), of)
            .await;
        let BesideRows::Owed(rows) = rows.expect("its rows") else {
            panic!("it is of obligations");
        };
        assert_eq!((rows.len(), rows[0].event), (1, made.event));
    })
    .await;
}
