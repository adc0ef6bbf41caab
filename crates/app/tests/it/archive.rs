//! The archive from the collecting of a month's records to their disposal, under a procedure with a reader and one
//! without.

use std::collections::BTreeMap;

use huiyin_app::archive::{
    ArchivePage, BatchPage, CollectBatch, Collected, DisposeBatch, HoldBatch, JudgeDisposal,
    NextStep, ProposeDisposal, ReceiveBatch, ReviewBatch,
};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::visits::Ink;
use huiyin_app::{Asker, Error, Fault, Refusal};
use huiyin_domain::entry::{BatchStep, FollowUpState};
use huiyin_domain::{BatchId, CommandId, RecordId, Topic, Verdict};
use huiyin_testkit::on_both;

use crate::estate_at_work::{faults, refusal};
use crate::path::{Path, day};

fn new() -> CommandId {
    CommandId::generate()
}

/// A record that was handed in, and who reviews it in order.
async fn recorded(path: &Path<'_>) -> RecordId {
    let case = path.case();
    let made = path.released(&case).await;
    if path.procedure == "yezhu" {
        path.take(made, &case).await;
    }
    let record = path.hand_in(path.record(made, &case)).await;
    record.expect("it is taken").record
}

async fn accept(path: &Path<'_>, record: RecordId) {
    let reviewers: &[&str] = match path.procedure {
        "kehu" => &["property_director", "service_director"],
        _ => &["service_supervisor"],
    };
    for post in reviewers {
        let input = ReviewRecord {
            record,
            verdict: Verdict::Accepted,
            opinion: "情況屬實".to_owned(),
            signed_name: "審核".to_owned(),
        };
        let done = path
            .app
            .review_record(&path.asker(post), new(), input)
            .await;
        done.expect("it is accepted");
    }
}

async fn archive(path: &Path<'_>) -> ArchivePage {
    let page = path.app.archive(&path.planner(), path.estate.site).await;
    page.expect("the archive")
}

async fn batch(path: &Path<'_>, asker: &Asker, id: BatchId) -> BatchPage {
    path.app.batch(asker, id).await.expect("the batch")
}

async fn collect(path: &Path<'_>, asker: &Asker) -> Result<Collected, Error> {
    let site = path.estate.site;
    path.app
        .collect_batch(asker, new(), CollectBatch { site })
        .await
}

async fn receive(path: &Path<'_>, asker: &Asker, batch: BatchId, name: &str) -> Result<(), Error> {
    let signature = Ink::typed(name);
    let input = ReceiveBatch { batch, signature };
    path.app.receive_batch(asker, new(), input).await
}

async fn review(
    path: &Path<'_>,
    batch: BatchId,
    serving: &[RecordId],
    opinion: &str,
) -> Result<(), Error> {
    let input = ReviewBatch {
        batch,
        serving: serving.to_vec(),
        opinion: opinion.to_owned(),
    };
    let assistant = path.asker("manager_assistant");
    path.app.review_batch(&assistant, new(), input).await
}

async fn propose(path: &Path<'_>, asker: &Asker, batch: BatchId, how: &str) -> Result<(), Error> {
    let how = how.to_owned();
    let input = ProposeDisposal { batch, how };
    path.app.propose_disposal(asker, new(), input).await
}

async fn judge(
    path: &Path<'_>,
    asker: &Asker,
    batch: BatchId,
    (approved, opinion, name): (bool, &str, &str),
) -> Result<(), Error> {
    let input = JudgeDisposal {
        batch,
        approved,
        opinion: opinion.to_owned(),
        signature: Ink::typed(name),
    };
    path.app.judge_disposal(asker, new(), input).await
}

async fn dispose(path: &Path<'_>, batch: BatchId, name: &str) -> Result<(), Error> {
    let input = DisposeBatch {
        batch,
        how: "碎紙，潘雅文在場".to_owned(),
        signature: Ink::typed(name),
    };
    path.app
        .dispose_batch(&path.asker("office"), new(), input)
        .await
}

async fn hold(path: &Path<'_>, batch: BatchId, held: bool, why: &str) -> Result<(), Error> {
    let why = why.to_owned();
    let input = HoldBatch { batch, held, why };
    path.app
        .hold_batch(&path.asker("office"), new(), input)
        .await
}

// Shows yezhu 四.7 四.8 archive_disposal appraisal_figures; every archive_silent.
#[tokio::test]
async fn a_batch_is_collected_read_received_and_kept_two_years() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let (first, second, third) = (
            recorded(&path).await,
            recorded(&path).await,
            recorded(&path).await,
        );
        accept(&path, first).await;
        accept(&path, second).await;
        let page = archive(&path).await;
        assert_eq!((page.ready, page.due), (2, day("2026-03-25")));
        assert_eq!(page.remind_on, day("2026-03-24"));
        let missing: Vec<_> = page
            .missing
            .iter()
            .map(|(_, it)| (it.record, it.state))
            .collect();
        assert_eq!(
            missing,
            [(Some(third), FollowUpState::Recorded)],
            "what is chased"
        );

        let officer = collect(&path, &path.visitor()).await;
        assert!(
            matches!(officer, Err(Error::Forbidden { .. })),
            "{officer:?}"
        );
        let collected = collect(&path, &path.planner()).await.expect("collected");
        assert_eq!((collected.records, collected.left), (2, 0));
        let nothing = collect(&path, &path.planner())
            .await
            .expect_err("nothing left");
        assert_eq!(refusal(&nothing), &Refusal::NothingToCollect);
        let id = collected.batch;

        let office = path.asker("office");
        let unread = receive(&path, &office, id, "辦公室丁")
            .await
            .expect_err("nobody read it");
        assert_eq!(refusal(&unread), &Refusal::BatchState);
        let blank = review(&path, id, &[first], " ")
            .await
            .expect_err("no opinion");
        assert_eq!(faults(&blank), [("opinion", Fault::Missing)]);
        let foreign = review(&path, id, &[third], "齊全").await;
        assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
        review(&path, id, &[first], "齊全，一份可作考評")
            .await
            .expect("read");
        let again = review(&path, id, &[], "齊全")
            .await
            .expect_err("read already");
        assert_eq!(refusal(&again), &Refusal::BatchState);
        let serving: BTreeMap<_, _> = batch(&path, &office, id)
            .await
            .records
            .into_iter()
            .map(|(_, it)| (it.id, it.serves))
            .collect();
        assert_eq!(serving, BTreeMap::from([(first, true), (second, false)]));

        // What is reviewed after the batch was read goes into the next.
        accept(&path, third).await;
        let next = collect(&path, &path.planner()).await.expect("collected");
        let months = archive(&path).await.batches.into_iter();
        let months: Vec<_> = months
            .map(|(it, _)| (it.id, it.month.to_string()))
            .collect();
        assert_eq!(
            months,
            [
                (next.batch, "2026-04".to_owned()),
                (id, "2026-03".to_owned())
            ]
        );

        let unsigned = receive(&path, &office, id, " ")
            .await
            .expect_err("unsigned");
        assert_eq!(faults(&unsigned), [("signature", Fault::Missing)]);
        let officer = receive(&path, &path.visitor(), id, "馮志明").await;
        assert!(
            matches!(officer, Err(Error::Forbidden { .. })),
            "{officer:?}"
        );
        receive(&path, &office, id, "辦公室丁")
            .await
            .expect("received");
        let kept = batch(&path, &office, id).await;
        assert_eq!(kept.row.keep_until, Some(day("2028-03-16")));
        assert_eq!((kept.may.next, kept.may.hold), (None, true));

        only_marked_records_serve_appraisal(&path).await;
        disposed_of_after_its_time(&path, id).await;
    })
    .await;
}

async fn only_marked_records_serve_appraisal(path: &Path<'_>) {
    let (site, month) = (path.estate.site, "2026-03".parse().expect("a month"));
    let all = path
        .app
        .appraisal(&path.asker("manager_assistant"), site, month)
        .await;
    let all = all.expect("the figures");
    assert!(all.sees_all && all.rows.len() > 1, "both visitors of each");
    let mine = path
        .app
        .appraisal(&path.visitor(), site, month)
        .await
        .expect("the figures");
    assert!(!mine.sees_all);
    let [row] = mine.rows.as_slice() else {
        panic!("one's own alone: {:?}", mine.rows);
    };
    assert_eq!(Some(row.person), path.visitor().person);
    assert_eq!((row.assigned, row.done, row.sent_back), (3, 3, 0));
    let rated = row.satisfied + row.fairly + row.dissatisfied;
    assert_eq!((row.serving, rated), (1, 1), "only what was marked");
    assert!(all.rows.contains(row));
}

async fn disposed_of_after_its_time(path: &Path<'_>, id: BatchId) {
    let office = path.asker("office");
    let too_early = Refusal::KeptLonger(Some(day("2028-03-16")));
    let early = propose(path, &office, id, "碎紙").await;
    assert_eq!(refusal(&early.expect_err("too early")), &too_early);
    let early = dispose(path, id, "辦公室丁").await.expect_err("too early");
    assert_eq!(refusal(&early), &too_early);
    let silent = hold(path, id, true, "").await.expect_err("no reason");
    assert_eq!(faults(&silent), [("why", Fault::Missing)]);
    hold(path, id, true, "業主訴訟未結").await.expect("held");
    let twice = hold(path, id, true, "業主訴訟未結")
        .await
        .expect_err("held already");
    assert_eq!(refusal(&twice), &Refusal::BatchState);
    path.app.clock().move_by_seconds(732 * 24 * 60 * 60);
    let held = propose(path, &office, id, "碎紙").await.expect_err("held");
    assert_eq!(refusal(&held), &Refusal::KeptLonger(None));
    hold(path, id, false, "已結案")
        .await
        .expect("the hold ends");
    approved_by_a_second_person(path, id).await;
    let unsigned = dispose(path, id, "").await.expect_err("unsigned");
    assert_eq!(faults(&unsigned), [("signature", Fault::Missing)]);
    dispose(path, id, "辦公室丁").await.expect("disposed of");
    let after = batch(path, &office, id).await;
    let steps: Vec<_> = after.steps.iter().map(|it| it.step).collect();
    assert_eq!(
        steps,
        [
            BatchStep::Collected,
            BatchStep::Reviewed,
            BatchStep::Received,
            BatchStep::Held,
            BatchStep::Freed,
            BatchStep::Proposed,
            BatchStep::Refused,
            BatchStep::Proposed,
            BatchStep::Approved,
            BatchStep::Held,
            BatchStep::Freed,
            BatchStep::Proposed,
            BatchStep::Approved,
            BatchStep::Disposed,
        ]
    );
    assert_eq!(after.records.len(), 2, "the list stays");
    let signed = after.steps[13].signed_name.as_ref();
    assert_eq!(signed.map(|it| it.reveal().as_str()), Some("辦公室丁"));
    let again = dispose(path, id, "辦公室丁").await.expect_err("gone");
    assert_eq!(refusal(&again), &Refusal::BatchState);
    let again = propose(path, &office, id, "碎紙").await.expect_err("gone");
    assert_eq!(refusal(&again), &Refusal::BatchState);
}

/// Listed and not approved; listed, approved and held, which ends both; listed by the manager, who then cannot approve;
/// at last approved by a second person.
async fn approved_by_a_second_person(path: &Path<'_>, id: BatchId) {
    let (office, manager) = (path.asker("office"), path.asker("site_manager"));
    let yes = (true, "", "羅經理");
    let unlisted = dispose(path, id, "辦公室丁").await.expect_err("not listed");
    assert_eq!(refusal(&unlisted), &Refusal::DisposalNotApproved);
    let unlisted = judge(path, &manager, id, yes)
        .await
        .expect_err("not listed");
    assert_eq!(refusal(&unlisted), &Refusal::BatchState);
    let officer = propose(path, &path.visitor(), id, "碎紙").await;
    assert!(
        matches!(officer, Err(Error::Forbidden { .. })),
        "{officer:?}"
    );
    let silent = propose(path, &office, id, " ").await.expect_err("how?");
    assert_eq!(faults(&silent), [("how", Fault::Missing)]);
    propose(path, &office, id, "碎紙，潘雅文監銷")
        .await
        .expect("listed");
    let twice = propose(path, &office, id, "碎紙")
        .await
        .expect_err("listed");
    assert_eq!(refusal(&twice), &Refusal::BatchState);
    assert_eq!(waiting(path, &manager).await, 1);
    assert_eq!(waiting(path, &office).await, 0, "it waits for the manager");

    let keeper = judge(path, &office, id, (true, "", "辦公室丁")).await;
    assert!(matches!(keeper, Err(Error::Forbidden { .. })), "{keeper:?}");
    let unsigned = judge(path, &manager, id, (true, "", "")).await;
    let unsigned = unsigned.expect_err("unsigned");
    assert_eq!(faults(&unsigned), [("signature", Fault::Missing)]);
    let silent = judge(path, &manager, id, (false, "", "")).await;
    let silent = silent.expect_err("no reason");
    assert_eq!(faults(&silent), [("opinion", Fault::Missing)]);
    let early = dispose(path, id, "辦公室丁")
        .await
        .expect_err("not approved");
    assert_eq!(refusal(&early), &Refusal::DisposalNotApproved);
    judge(path, &manager, id, (false, "第二份要再查", ""))
        .await
        .expect("not approved");
    let refused = dispose(path, id, "辦公室丁")
        .await
        .expect_err("not approved");
    assert_eq!(refusal(&refused), &Refusal::DisposalNotApproved);

    propose(path, &office, id, "碎紙")
        .await
        .expect("listed again");
    judge(path, &manager, id, yes).await.expect("approved");
    let twice = judge(path, &manager, id, yes).await.expect_err("approved");
    assert_eq!(refusal(&twice), &Refusal::BatchState);
    hold(path, id, true, "查核").await.expect("held");
    hold(path, id, false, "查核已結").await.expect("free");
    let ended = dispose(path, id, "辦公室丁").await.expect_err("held since");
    assert_eq!(refusal(&ended), &Refusal::DisposalNotApproved);

    propose(path, &manager, id, "碎紙")
        .await
        .expect("by the manager");
    assert_eq!(waiting(path, &manager).await, 0, "somebody else approves");
    let own = judge(path, &manager, id, yes).await.expect_err("their own");
    assert_eq!(refusal(&own), &Refusal::OwnDisposal);
    let nobody = judge(path, &Asker::product(), id, yes).await;
    assert_eq!(refusal(&nobody.expect_err("nobody")), &Refusal::OwnDisposal);
    let page = batch(path, &path.asker("company_reviewer"), id).await;
    assert_eq!(page.may.next, Some(NextStep::JudgeDisposal));
    judge(path, &path.asker("company_reviewer"), id, yes)
        .await
        .expect("approved from above");
    assert_eq!(waiting(path, &office).await, 1, "it can be destroyed");
}

/// How many batches whose time is over wait for somebody, as their desk says.
async fn waiting(path: &Path<'_>, asker: &Asker) -> u64 {
    let desk = path.app.desk(asker, path.estate.site).await;
    desk.expect("the desk").waiting.disposals
}

// Shows kehu archive_silent; wuye posts_of_the_rest.
#[tokio::test]
async fn where_nobody_reads_it_the_keeper_receives_it_at_once() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let record = recorded(&path).await;
        accept(&path, record).await;
        let collected = collect(&path, &path.planner()).await.expect("collected");
        let input = ReviewBatch {
            batch: collected.batch,
            serving: Vec::new(),
            opinion: "齊全".to_owned(),
        };
        let read = path.app.review_batch(&path.planner(), new(), input).await;
        let read = read.expect_err("nobody reads it");
        assert_eq!(refusal(&read), &Refusal::BatchState);
        let received = receive(&path, &path.planner(), collected.batch, "許主任").await;
        received.expect("received");
        let month = "2026-03".parse().expect("a month");
        let appraisal = path
            .app
            .appraisal(&path.planner(), path.estate.site, month)
            .await;
        assert!(
            matches!(appraisal, Err(Error::NotFound)),
            "not covered: {appraisal:?}"
        );
        // Nobody of another site, and nobody without a post, sees it.
        let stranger = Asker {
            posts: Vec::new(),
            ..path.planner()
        };
        let seen = path.app.batch(&stranger, collected.batch).await;
        assert!(matches!(seen, Err(Error::NotFound)), "{seen:?}");
    })
    .await;
}

// Shows yezhu 四.7; every archive_day_inclusive.
#[tokio::test]
async fn who_has_the_next_step_is_told_once_before_the_day() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let record = recorded(&path).await;
        accept(&path, record).await;
        let told = async || {
            let done = path.app.advance(path.estate.site).await;
            done.expect("it advances").chased
        };
        // From the 16th to the 23rd, and to the 24th.
        path.app.clock().move_by_seconds(7 * 24 * 60 * 60);
        assert!(!told().await, "too early");
        path.app.clock().move_by_seconds(24 * 60 * 60);
        assert!(told().await);
        assert!(!told().await, "once");
        let notices = path.app.my_notices(&path.planner(), None).await;
        let notices = notices.expect("the planner's").notices;
        let topics: Vec<_> = notices.iter().map(|it| it.notice.topic).collect();
        assert!(topics.contains(&Topic::ArchiveDue), "{topics:?}");
    })
    .await;
}
