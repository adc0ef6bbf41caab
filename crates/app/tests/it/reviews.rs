use huiyin_app::posts::Leave;
use huiyin_app::reviews::{LookAt, ReviewRecord, Standing};
use huiyin_app::{Asker, Error, Fault, Refusal};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, PersonId, Rating, RecordId, Verdict};
use huiyin_store::outbox::{self, Recipient};
use huiyin_testkit::{TestDb, on_both};

use crate::path::Path;

fn verdict(record: RecordId, verdict: Verdict, opinion: &str) -> ReviewRecord {
    ReviewRecord {
        record,
        verdict,
        opinion: opinion.to_owned(),
        signed_name: "許主任".to_owned(),
    }
}

async fn review(
    path: &Path<'_>,
    asker: &Asker,
    input: ReviewRecord,
) -> huiyin_app::Result<FollowUpState> {
    path.app
        .review_record(asker, CommandId::generate(), input)
        .await
        .map(|answer| answer.state)
}

fn why(result: &huiyin_app::Result<FollowUpState>) -> Option<&Refusal> {
    match result {
        Err(Error::Refused { why, .. }) => Some(why),
        _ => None,
    }
}

/// The topics of the messages that were queued, and to whom.
async fn told(db: &TestDb, path: &Path<'_>) -> Vec<(String, Option<PersonId>)> {
    let now = path.app.clock().now();
    let taken = db
        .write(now, |tx, now| {
            Box::pin(async move {
                let until = now.plus_seconds(60);
                outbox::take(tx, *now, until, 100).await
            })
        })
        .await
        .expect("messages");
    taken
        .into_iter()
        .map(|it| match it.message.to {
            Recipient::Person(person) => (it.message.topic.to_string(), Some(person)),
            Recipient::Robot(_) => (it.message.topic.to_string(), None),
        })
        .collect()
}

// Shows kehu 11.1.8 11.2.4 department_director never_own_review.
#[tokio::test]
async fn kehu_reads_a_patrol_inspectors_record_twice_in_order() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let record = path.hand_in(path.record(made, &case)).await.expect("taken");
        let accept = || verdict(record.record, Verdict::Accepted, "情況屬實");
        let director = path.asker("property_director");

        let own = review(&path, &path.visitor(), accept()).await;
        assert_eq!(why(&own), Some(&Refusal::OwnVisit));
        let early = review(&path, &path.planner(), accept()).await;
        assert_eq!(why(&early), Some(&Refusal::NotTheirTurn));
        let queue = async |asker: &Asker| {
            let queue = path.app.review_queue(asker, path.estate.site).await;
            queue.expect("a queue").len()
        };
        assert_eq!(
            (queue(&director).await, queue(&path.planner()).await),
            (1, 0)
        );

        let first = review(&path, &director, accept()).await.expect("accepted");
        assert_eq!(first, FollowUpState::Recorded);
        assert_eq!(
            (queue(&director).await, queue(&path.planner()).await),
            (0, 1)
        );
        let last = review(&path, &path.planner(), accept()).await;
        assert_eq!(last.expect("accepted"), FollowUpState::Accepted);
        let waits = |asker: &Asker| ("record_waits".to_owned(), asker.person);
        assert_eq!(
            told(db, &path).await,
            [waits(&director), waits(&path.planner())]
        );
        let more = review(&path, &path.planner(), accept()).await;
        assert_eq!(why(&more), Some(&Refusal::FollowUpState));
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_back_is_made_up_in_a_new_version_with_new_signatures() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let record = path.hand_in(path.record(made, &case)).await.expect("taken");
        let planner = path.planner();
        let mut blank = verdict(record.record, Verdict::SentBack, " ");
        blank.signed_name.clear();
        let Err(Error::Invalid(errors)) = review(&path, &planner, blank).await else {
            panic!("an opinion is needed");
        };
        assert!(errors.iter().all(|error| error.fault == Fault::Missing));
        assert_eq!(errors.len(), 2);
        let sent_back = verdict(record.record, Verdict::SentBack, "請補寫質量評價的依據");
        let state = review(&path, &planner, sent_back).await.expect("sent back");
        assert_eq!(state, FollowUpState::SentBack);
        let told = told(db, &path).await;
        let topics: Vec<&str> = told.iter().map(|(topic, _)| topic.as_str()).collect();
        assert_eq!(
            topics,
            ["record_waits", "record_sent_back", "record_sent_back"]
        );

        let mut unsigned = path.record(made, &case);
        unsigned.visitor_signatures.clear();
        assert!(matches!(
            path.hand_in(unsigned).await,
            Err(Error::Lacking(_))
        ));
        let second = path.hand_in(path.record(made, &case)).await.expect("taken");
        assert_eq!(second.version, 2);
        let outdated = verdict(record.record, Verdict::Accepted, "情況屬實");
        assert!(matches!(
            review(&path, &planner, outdated).await,
            Err(Error::Conflict)
        ));

        let page = path
            .app
            .record(&planner, second.record)
            .await
            .expect("read");
        let hashes: Vec<_> = page.versions.iter().map(|it| it.record.text_hash).collect();
        assert_eq!(page.versions.len(), 2);
        assert_ne!(hashes[0], hashes[1]);
        assert!(
            page.versions
                .iter()
                .all(|version| version.standing == Standing::Unaltered)
        );
        assert_eq!(page.versions[1].signatures.len(), 3);
        assert_eq!(page.versions[0].reviews.len(), 1);
        assert!(page.to_come[0].is_askers_turn);
    })
    .await;
}

// Shows yezhu 四.5; every nonconforming settled_by_review.
#[tokio::test]
async fn a_nonconforming_verdict_needs_a_sentence_and_opens_what_the_procedure_says() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut record = path.record(made, &case);
        record.rating = Some(Rating::Dissatisfied);
        let record = path.hand_in(record).await.expect("taken");
        let queue = path
            .app
            .review_queue(&path.planner(), path.estate.site)
            .await;
        assert_eq!(queue.expect("a queue")[0].look_at, [LookAt::Dissatisfied]);
        let short = verdict(record.record, Verdict::Nonconforming, "不行");
        let Err(Error::Invalid(errors)) = review(&path, &path.planner(), short).await else {
            panic!("a sentence is needed");
        };
        assert!(matches!(errors[0].fault, Fault::TooShort(_)));
        let input = verdict(
            record.record,
            Verdict::Nonconforming,
            "維修後仍漏水，須返工",
        );
        let answer = path
            .app
            .review_record(&path.planner(), CommandId::generate(), input)
            .await
            .expect("judged");
        assert_eq!(answer.state, FollowUpState::Nonconforming);
        assert!(answer.complaint.is_some() && answer.next_round.is_none());
    })
    .await;
}

// Shows every never_own_review company_reviewer.
#[tokio::test]
async fn who_visited_is_reviewed_one_level_up() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let mut case = path.case();
        case.visitors = vec!["service_supervisor"];
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let record = path.record(made, &case);
        let record = path
            .app
            .record_visit(&path.planner(), CommandId::generate(), record)
            .await
            .expect("taken");
        let accept = || verdict(record.record, Verdict::Accepted, "情況屬實");
        let own = review(&path, &path.planner(), accept()).await;
        assert_eq!(why(&own), Some(&Refusal::OwnVisit));
        let manager = review(&path, &path.asker("site_manager"), accept()).await;
        assert_eq!(manager.expect("accepted"), FollowUpState::Accepted);
    })
    .await;
}

#[tokio::test]
async fn a_record_sent_back_to_who_has_left_goes_to_whom_the_rules_name() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let handed_in = path.hand_in(path.record(made, &case)).await;
        let record = handed_in.expect("handed in").record;
        let manager = path.asker("site_manager");
        let leave = Leave {
            site: path.estate.site,
            person: path.estate.staff["patrol_inspector"],
            successor: None,
        };
        let left = path
            .app
            .leave(&manager, CommandId::generate(), &leave)
            .await;
        assert_eq!(left.expect("they leave").follow_ups, 0, "nothing is open");
        let sent_back = verdict(record, Verdict::SentBack, "請補寫質量評價的依據");
        review(&path, &path.asker("property_director"), sent_back)
            .await
            .expect("sent back");
        let page = path.app.follow_up(&manager, made.follow_up).await;
        let visitors = page.expect("the follow-up").visitors;
        let who: Vec<Option<PersonId>> = visitors.iter().map(|it| it.person).collect();
        assert_eq!(
            who,
            [Some(path.estate.staff["property_director"])],
            "one level up"
        );
    })
    .await;
}
