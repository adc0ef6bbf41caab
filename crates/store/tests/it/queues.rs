//! The outbox, jobs and drafts.

use huiyin_domain::{Instant, Personal};
use huiyin_store::drafts::{self, DraftKey};
use huiyin_store::jobs::{self, Job};
use huiyin_store::outbox::{self, Message};
use huiyin_store::{Db, Error, Result};
use huiyin_testkit::{Clock, Estate, on_both};
use serde_json::json;

fn message(topic: &str, due_at: Instant) -> Message {
    Message {
        topic: topic.to_owned(),
        person: None,
        payload: json!({"follow_ups": 3}),
        due_at,
    }
}

async fn queue(db: &Db, message: Message, now: Instant) {
    db.write((message, now), |tx, (message, now)| {
        Box::pin(outbox::queue(tx, message, *now))
    })
    .await
    .unwrap();
}

async fn take(db: &Db, now: Instant) -> Vec<String> {
    let taken: Result<Vec<outbox::Taken>> = db
        .write(now, |tx, now| {
            Box::pin(outbox::take(tx, *now, now.plus_seconds(60), 10))
        })
        .await;
    let topics = taken.unwrap().into_iter().map(|taken| taken.message.topic);
    topics.collect()
}

#[tokio::test]
async fn a_message_goes_out_when_it_is_due_and_to_one_sender() {
    on_both(async |db| {
        let now = Clock::default().now();
        queue(db, message("later", now.plus_seconds(600)), now).await;
        queue(db, message("second", now), now).await;
        queue(db, message("first", now.plus_seconds(-5)), now).await;
        assert_eq!(take(db, now).await, ["first", "second"]);
        assert!(take(db, now).await.is_empty(), "another sender has them");
        let silence = now.plus_seconds(61);
        assert_eq!(take(db, silence).await, ["first", "second"]);
        for (id, again_at) in [(2, None), (3, Some(now.plus_seconds(900)))] {
            db.write((id, again_at, now), |tx, (id, again_at, now)| {
                Box::pin(outbox::failed(tx, *id, "no such robot", *again_at, *now))
            })
            .await
            .unwrap();
        }
        assert_eq!(take(db, now.plus_seconds(601)).await, ["later"]);
        db.write(now, |tx, now| Box::pin(outbox::sent(tx, 1, *now)))
            .await
            .unwrap();
        assert_eq!(take(db, now.plus_seconds(9000)).await, ["first"]);
    })
    .await;
}

#[tokio::test]
async fn a_message_of_work_that_failed_is_never_sent() {
    on_both(async |db| {
        let now = Clock::default().now();
        let undone: Result<()> = db
            .write(message("never", now), move |tx, message| {
                Box::pin(async move {
                    outbox::queue(tx, message, now).await?;
                    Err(Error::NotFound)
                })
            })
            .await;
        assert!(undone.is_err());
        assert!(take(db, now).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn work_waits_once_under_its_key() {
    on_both(async |db| {
        let now = Clock::default().now();
        let close = |month: &str| Job {
            kind: "close_draw".to_owned(),
            payload: json!({"month": month}),
            unique_key: Some(format!("close_draw/{month}")),
            run_at: now,
        };
        let queue = async |job: Job| {
            db.write(job, move |tx, job| Box::pin(jobs::queue(tx, job, now)))
                .await
                .unwrap()
        };
        assert!(queue(close("2026-03")).await);
        assert!(!queue(close("2026-03")).await);
        assert!(queue(close("2026-04")).await);
        let taken = db
            .write((), move |tx, ()| {
                Box::pin(jobs::take(tx, now, now.plus_seconds(60), 1))
            })
            .await
            .unwrap();
        assert_eq!(taken[0].job, close("2026-03"));
        let id = taken[0].id;
        db.write((), move |tx, ()| Box::pin(jobs::done(tx, id, now)))
            .await
            .unwrap();
        assert!(queue(close("2026-03")).await, "the earlier one is done");
    })
    .await;
}

#[tokio::test]
async fn a_form_is_kept_as_it_was_left() {
    on_both(async |db| {
        let estate = Estate::build(db, "kehu", Clock::default().now()).await;
        let key = DraftKey {
            person: estate.staff["patrol_inspector"],
            form: "record_visit".to_owned(),
            subject: "7".to_owned(),
        };
        let now = Clock::default().now();
        for said in ["修好", "修好了,還滴水"] {
            let body = Personal::new(json!({"quality": said}));
            db.write((key.clone(), body), move |tx, (key, body)| {
                Box::pin(drafts::save(tx, key, body, now))
            })
            .await
            .unwrap();
        }
        let kept = drafts::load(&mut db.read().await.unwrap(), &key)
            .await
            .unwrap();
        let (body, _) = kept.unwrap();
        assert_eq!(body.reveal()["quality"], "修好了,還滴水");
        db.write(key.clone(), |tx, key| Box::pin(drafts::forget(tx, key)))
            .await
            .unwrap();
        let gone = drafts::load(&mut db.read().await.unwrap(), &key).await;
        assert!(gone.unwrap().is_none());
    })
    .await;
}
