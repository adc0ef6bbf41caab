//! Two people who do the same step at the very same moment, each with a command of their own: one is first, the other
//! is told so, and the journal holds one entry.

use std::fmt::Debug;

use huiyin_app::reviews::{DecideNonconforming, ReviewRecord};
use huiyin_app::visits::CloseRound;
use huiyin_app::{Asker, Error, Refusal, Result};
use huiyin_domain::{CommandId, EventId, Rating, RecordId, Verdict};
use huiyin_store::journal;
use huiyin_testkit::{TestDb, on_both};

use crate::path::Path;

/// How often each is tried: who is first is decided anew each time.
const TIMES: usize = 3;

fn new() -> CommandId {
    CommandId::generate()
}

/// How many entries of a kind tell of an event.
async fn entries(db: &TestDb, event: EventId, kind: &str) -> usize {
    let mut tx = db.read().await.unwrap();
    let lines = journal::history(&mut tx, event.uuid()).await.unwrap();
    lines.iter().filter(|line| line.line.kind == kind).count()
}

/// Exactly one of two was done, and the other refused for this.
fn one_of<T: Debug>((one, other): (Result<T>, Result<T>), why: &[Refusal]) -> T {
    let (done, refused) = match (one, other) {
        (Ok(done), Err(refused)) | (Err(refused), Ok(done)) => (done, refused),
        both => panic!("exactly one is first: {both:?}"),
    };
    match &refused {
        Error::Refused { why: found, .. } => assert!(why.contains(found), "{found:?}"),
        other => panic!("refused with words: {other:?}"),
    }
    done
}

async fn handed_in(path: &Path<'_>, rating: Rating) -> (EventId, RecordId) {
    let case = path.case();
    let made = path.released(&case).await;
    path.take(made, &case).await;
    let mut record = path.record(made, &case);
    record.rating = Some(rating);
    let done = path.hand_in(record).await.unwrap();
    (made.event, done.record)
}

fn verdict(record: RecordId, verdict: Verdict) -> ReviewRecord {
    ReviewRecord {
        record,
        verdict,
        opinion: "維修後仍漏水，須返工".to_owned(),
        signed_name: "許主任".to_owned(),
    }
}

#[tokio::test]
async fn two_visitors_record_one_visit() {
    Box::pin(on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        for _ in 0..TIMES {
            let case = path.case();
            let made = path.released(&case).await;
            path.take(made, &case).await;
            let [first, second] = [0, 1].map(|index| path.asker(case.visitors[index]));
            let record = |asker: &Asker| {
                let (app, asker) = (path.app.clone(), asker.clone());
                let record = path.record(made, &case);
                async move { app.record_visit(&asker, new(), record).await }
            };
            let both = tokio::join!(record(&first), record(&second));
            one_of(both, &[Refusal::FollowUpState]);
            assert_eq!(entries(db, made.event, "visit_recorded").await, 1);
        }
    }))
    .await;
}

#[tokio::test]
async fn two_verdicts_on_one_record() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        for _ in 0..TIMES {
            let (event, record) = handed_in(&path, Rating::Satisfied).await;
            let review = |said: Verdict| {
                let (app, planner) = (path.app.clone(), path.planner());
                async move {
                    app.review_record(&planner, new(), verdict(record, said))
                        .await
                }
            };
            let both = tokio::join!(review(Verdict::Accepted), review(Verdict::SentBack));
            one_of(both, &[Refusal::FollowUpState]);
            assert_eq!(entries(db, event, "record_reviewed").await, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn two_decisions_on_one_nonconforming_record() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        for _ in 0..TIMES {
            let (event, record) = handed_in(&path, Rating::Dissatisfied).await;
            let judged = verdict(record, Verdict::Nonconforming);
            let planner = path.planner();
            let judged = path.app.review_record(&planner, new(), judged);
            judged.await.unwrap();
            let decide = |opinion: &'static str| {
                let (app, manager) = (path.app.clone(), path.asker("site_manager"));
                let input = DecideNonconforming {
                    record,
                    opinion: opinion.to_owned(),
                    signed_name: "周經理".to_owned(),
                };
                async move { app.decide_nonconforming(&manager, new(), input).await }
            };
            let both = tokio::join!(decide("三日內返工"), decide("換人再修"));
            one_of(both, &[Refusal::Settled]);
            assert_eq!(entries(db, event, "nonconforming_decided").await, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_round_is_closed_once_and_not_while_it_is_recorded() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        for _ in 0..TIMES {
            let mut case = path.case();
            case.round = 2;
            let close = |follow_up| {
                let (app, manager) = (path.app.clone(), path.asker("site_manager"));
                let why = "住戶不願再受訪".to_owned();
                let input = CloseRound { follow_up, why };
                async move { app.close_round(&manager, new(), input).await }
            };
            let made = path.released(&case).await;
            let both = tokio::join!(close(made.follow_up), close(made.follow_up));
            one_of(both, &[Refusal::FollowUpState]);
            assert_eq!(entries(db, made.event, "round_closed").await, 1);

            let made = path.released(&case).await;
            let (app, visitor) = (path.app.clone(), path.visitor());
            let record = path.record(made, &case);
            let record = async move { app.record_visit(&visitor, new(), record).await.map(|_| ()) };
            one_of(
                tokio::join!(close(made.follow_up), record),
                &[Refusal::FollowUpState],
            );
            let closed = entries(db, made.event, "round_closed").await;
            let recorded = entries(db, made.event, "visit_recorded").await;
            assert_eq!(closed + recorded, 1);
        }
    })
    .await;
}
