//! Nothing about residents is in a notice of any topic.

use std::collections::BTreeSet;

use huiyin_app::notices::Says;
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::{Asker, Clock};
use huiyin_domain::{Category, CommandId, Matter, Rating, RecordId, Topic, Verdict};
use huiyin_store::outbox;
use huiyin_testkit::{TestDb, on_both};

use super::{at_work, release, send};
use crate::estate_at_work::AtWork;
use crate::letters::{drafted, send_back};
use crate::month::{delivered, everything_late};
use crate::path::{Path, answered};

/// What the estate knows of those whom these tests visit, and what was said about them.
const PRIVATE: &[&str] = &[
    "何女士",
    "13800000001",
    "3-1202",
    "電梯異響",
    "樓道燈太暗",
    "已換燈泡",
    "情況不符",
];

/// What is in the outbox, whole.
async fn outbox_of(db: &TestDb) -> (BTreeSet<Topic>, String) {
    let now = Clock::system().now();
    let taken: Result<Vec<outbox::Taken>, huiyin_store::Error> = db
        .write(now, |tx, now| {
            Box::pin(outbox::take(tx, *now, now.plus_seconds(60), 100))
        })
        .await;
    let taken = taken.expect("messages");
    let topics = taken.iter().map(|it| it.message.topic).collect();
    let whole = taken.iter().map(|it| it.message.payload.to_string());
    (topics, whole.collect())
}

async fn review(path: &Path<'_>, asker: &Asker, record: RecordId, verdict: Verdict) {
    let input = ReviewRecord {
        record,
        verdict,
        opinion: "何女士說情況不符".to_owned(),
        signed_name: "許主任".to_owned(),
    };
    let reviewed = path
        .app
        .review_record(asker, CommandId::generate(), input)
        .await;
    reviewed.expect("reviewed");
}

/// A record with something raised by the resident, reviewed so by the one who reads it first.
async fn reviewed(db: &TestDb, verdict: Verdict) -> (BTreeSet<Topic>, String) {
    let path = Path::new(db, "yezhu").await;
    let case = path.case();
    let made = path.released(&case).await;
    path.take(made, &case).await;
    let mut record = path.record(made, &case);
    record.matters = vec![answered(Matter::Opinion)];
    if verdict == Verdict::Nonconforming {
        record.rating = Some(Rating::Dissatisfied);
    }
    let record = path.hand_in(record).await.expect("a record").record;
    review(&path, &path.planner(), record, verdict).await;
    outbox_of(db).await
}

fn says_nothing_private(text: &str) {
    let found: Vec<&&str> = PRIVATE.iter().filter(|it| text.contains(**it)).collect();
    assert!(found.is_empty(), "{found:?} in {text}");
    assert!(!text.is_empty());
}

#[tokio::test]
async fn a_letter_says_nothing_about_residents() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        release(&work, &["A", "B"]).await;
        send(&work).await;
        let letters = carried.letters();
        assert!(matches!(letters[0].says, Says::Notice(_)));
        says_nothing_private(&format!("{letters:?}"));
    })
    .await;
}

// The last part of the walk in which each topic is told: a topic that is new is missing here until it is tested.
// Whatever advances drafts the paper of the month before, where there is none.
const RELEASED: &[Topic] = &[Topic::PlanReleased];
const SENT_BACK: &[Topic] = &[Topic::RecordWaits, Topic::RecordSentBack];
const NONCONFORMING: &[Topic] = &[Topic::RecordWaits, Topic::RecordNonconforming];
const ESCALATED: &[Topic] = &[Topic::FollowUpEscalated, Topic::PaperWaits];
const ARCHIVE: &[Topic] = &[Topic::RecordWaits, Topic::PaperWaits, Topic::ArchiveDue];
const MONTH: &[Topic] = &[
    Topic::RecordWaits,
    Topic::RecordNonconforming,
    Topic::PaperWaits,
    Topic::PaperLate,
    Topic::TaskGiven,
    Topic::TaskDone,
    Topic::TaskLate,
];
const RETURN: &[Topic] = &[Topic::PaperWaits, Topic::ReturnDelivered];
const LISTS: &[Topic] = &[Topic::ListMissing, Topic::PaperWaits];
const FESTIVAL: &[Topic] = &[Topic::FestivalNear, Topic::PaperWaits];
const REQUEST: &[Topic] = &[Topic::PaperWaits, Topic::RequestDue];
const PHONE: &[Topic] = &[
    Topic::RecordWaits,
    Topic::PhoneWorkKept,
    Topic::PhoneWorkSettled,
];
const HEADS: &[Topic] = &[Topic::HeadsNoted, Topic::PaperWaits];
const LETTER_WAITS: &[Topic] = &[Topic::LetterWaits];
const LETTER_JUDGED: &[Topic] = &[Topic::LetterJudged];

fn is(told: &(BTreeSet<Topic>, String), expected: &[Topic]) {
    assert_eq!(told.0, expected.iter().copied().collect());
    says_nothing_private(&told.1);
}

#[test]
fn every_topic_is_told_in_one_of_the_walks() {
    let all = [
        RELEASED,
        SENT_BACK,
        NONCONFORMING,
        ESCALATED,
        ARCHIVE,
        FESTIVAL,
        HEADS,
        LETTER_JUDGED,
        LETTER_WAITS,
        LISTS,
        MONTH,
        PHONE,
        REQUEST,
        RETURN,
    ];
    let all: BTreeSet<Topic> = all.concat().into_iter().collect();
    assert_eq!(all, Topic::ALL.iter().copied().collect());
}

#[tokio::test]
async fn no_message_about_the_work_of_a_phone_says_anything_about_residents() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        crate::phone::kept_and_set_aside(&path).await;
        is(&outbox_of(db).await, PHONE);
    })
    .await;
}

#[tokio::test]
async fn no_message_about_what_somebody_asks_of_their_data_says_who_it_is() {
    on_both(async |db| {
        crate::privacy::near_its_day(&Path::new(db, "kehu").await).await;
        is(&outbox_of(db).await, REQUEST);
    })
    .await;
}

#[tokio::test]
async fn no_message_on_the_way_of_a_visit_says_anything_about_residents() {
    on_both(async |db| {
        let (work, _) = at_work(db).await;
        release(&work, &["A", "B"]).await;
        is(&outbox_of(db).await, RELEASED);
    })
    .await;
    on_both(async |db| is(&reviewed(db, Verdict::SentBack).await, SENT_BACK)).await;
    on_both(async |db| is(&reviewed(db, Verdict::Nonconforming).await, NONCONFORMING)).await;
    on_both(async |db| {
        let path = Path::new(db, "wuye").await;
        let mut case = path.case();
        (case.from, case.due) = ("2026-03-14", "2026-04-14");
        let made = path.released(&case).await;
        path.take(made, &case).await;
        path.app.clock().move_by_seconds(5 * 24 * 60 * 60);
        path.app
            .advance(path.estate.site)
            .await
            .expect("it advances");
        is(&outbox_of(db).await, ESCALATED);
    })
    .await;
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let record = path.hand_in(path.record(made, &case)).await;
        let record = record.expect("a record").record;
        review(&path, &path.planner(), record, Verdict::Accepted).await;
        path.app.clock().move_by_seconds(8 * 24 * 60 * 60);
        path.app
            .advance(path.estate.site)
            .await
            .expect("it advances");
        is(&outbox_of(db).await, ARCHIVE);
    })
    .await;
}

#[tokio::test]
async fn no_message_of_what_is_kept_outside_says_anything_about_residents() {
    on_both(async |db| {
        let (work, carried) = at_work(db).await;
        let (robot, asker) = (super::robot(&work), super::manager(&work));
        let saved = work.app.save_robot(&asker, CommandId::generate(), robot);
        saved.await.expect("saved");
        work.advance().await;
        is(&outbox_of(db).await, HEADS);
        send(&work).await;
        says_nothing_private(&format!("{:?}", carried.letters()));
    })
    .await;
}

#[tokio::test]
async fn no_message_of_the_months_end_says_anything_about_residents() {
    on_both(async |db| {
        everything_late(&Path::new(db, "yezhu").await).await;
        is(&outbox_of(db).await, MONTH);
    })
    .await;
    on_both(async |db| {
        delivered(&Path::new(db, "kehu").await).await;
        is(&outbox_of(db).await, RETURN);
    })
    .await;
}

#[tokio::test]
async fn no_message_of_lists_festivals_and_letters_says_anything_about_residents() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", "2026-03-16 09:00").await;
        work.completed(Category::Activity, "A").await;
        work.advance().await;
        is(&outbox_of(db).await, LISTS);
    })
    .await;
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", "2026-09-12 09:00").await;
        work.advance().await;
        is(&outbox_of(db).await, FESTIVAL);
    })
    .await;
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", "2026-03-16 09:00").await;
        let letter = drafted(&work).await;
        is(&outbox_of(db).await, LETTER_WAITS);
        send_back(&work, letter).await;
        is(&outbox_of(db).await, LETTER_JUDGED);
    })
    .await;
}
