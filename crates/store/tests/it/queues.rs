//! The outbox, jobs and drafts.

use huiyin_domain::{DeliveryFault, Instant, PersonId, Personal, ScopeId, Topic, Way};
use huiyin_store::drafts::{self, DraftKey};
use huiyin_store::jobs::{self, Job};
use huiyin_store::outbox::{self, Failed, Message, Recipient, Taken};
use huiyin_store::{Db, Error, Result};
use huiyin_testkit::{Clock, Estate, on_both};
use serde_json::json;

fn message(says: &str, due_at: Instant) -> Message {
    Message {
        topic: Topic::PlanReleased,
        site: ScopeId::from_bytes([1; 16]),
        to: Recipient::Person(PersonId::from_bytes([2; 16])),
        payload: json!(says),
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

async fn take(db: &Db, now: Instant) -> Vec<Taken> {
    let taken: Result<Vec<Taken>> = db
        .write(now, |tx, now| {
            Box::pin(outbox::take(tx, *now, now.plus_seconds(60), 10))
        })
        .await;
    taken.unwrap()
}

fn says(taken: &[Taken]) -> Vec<&str> {
    let says = taken.iter().map(|it| it.message.payload.as_str().unwrap());
    says.collect()
}

async fn sent(db: &Db, taken: Taken, now: Instant) {
    db.write((taken, now), |tx, (taken, now)| {
        Box::pin(outbox::sent(tx, taken, Way::Mail, *now))
    })
    .await
    .unwrap();
}

async fn failed(db: &Db, taken: Taken, again_at: Option<Instant>, now: Instant) {
    let error = Failed {
        fault: DeliveryFault::Refused,
        said: Personal::new("550 no such user".to_owned()),
    };
    db.write((taken, error), move |tx, (taken, error)| {
        Box::pin(outbox::failed(tx, taken, error, again_at, now))
    })
    .await
    .unwrap();
}

async fn given_up(db: &Db) -> Vec<outbox::UndeliveredRow> {
    let mut tx = db.read().await.unwrap();
    let rows = outbox::undelivered(&mut tx, ScopeId::from_bytes([1; 16]), 10).await;
    rows.unwrap()
}

#[tokio::test]
async fn a_message_goes_out_when_it_is_due_and_to_one_sender() {
    on_both(async |db| {
        let now = Clock::default().now();
        queue(db, message("later", now.plus_seconds(600)), now).await;
        queue(db, message("second", now), now).await;
        queue(db, message("first", now.plus_seconds(-5)), now).await;
        assert_eq!(says(&take(db, now).await), ["first", "second"]);
        assert!(take(db, now).await.is_empty(), "another sender has them");
        let silence = now.plus_seconds(61);
        let mut taken = take(db, silence).await;
        assert_eq!(says(&taken), ["first", "second"]);
        failed(db, taken.remove(0), Some(now.plus_seconds(900)), now).await;
        failed(db, taken.remove(0), None, now).await;
        let mut later = take(db, now.plus_seconds(601)).await;
        assert_eq!(says(&later), ["later"]);
        sent(db, later.remove(0), now).await;
        assert_eq!(says(&take(db, now.plus_seconds(9000)).await), ["first"]);
    })
    .await;
}

#[tokio::test]
async fn a_sender_that_was_away_for_too_long_changes_nothing() {
    on_both(async |db| {
        let now = Clock::default().now();
        queue(db, message("slow", now), now).await;
        let slow = take(db, now).await.remove(0);
        let other = take(db, now.plus_seconds(61)).await.remove(0);
        assert_eq!((slow.attempts, other.attempts), (1, 2));
        failed(db, slow, None, now).await;
        assert!(given_up(db).await.is_empty(), "it is another's now");
        sent(db, other.clone(), now).await;
        failed(db, other, None, now).await;
        assert!(given_up(db).await.is_empty(), "what was sent is sent");
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_seen_and_tried_again_or_let_be() {
    on_both(async |db| {
        let (now, site) = (Clock::default().now(), ScopeId::from_bytes([1; 16]));
        for it in ["again", "let be"] {
            queue(db, message(it, now), now).await;
        }
        for taken in take(db, now).await {
            failed(db, taken, None, now).await;
        }
        let rows = given_up(db).await;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].error.fault, DeliveryFault::Refused);
        assert_eq!(rows[0].error.said.reveal(), "550 no such user");
        let of_another = db
            .write(rows[1].id, move |tx, id| {
                let elsewhere = ScopeId::from_bytes([9; 16]);
                Box::pin(outbox::try_again(tx, elsewhere, *id, now))
            })
            .await;
        assert!(matches!(of_another, Err(Error::NotFound)));
        let ids = (rows[1].id, rows[0].id);
        db.write(ids, move |tx, (again, let_be)| {
            Box::pin(async move {
                outbox::try_again(tx, site, *again, now).await?;
                outbox::let_be(tx, site, *let_be, now).await
            })
        })
        .await
        .unwrap();
        assert!(given_up(db).await.is_empty());
        let taken = take(db, now).await;
        assert_eq!((says(&taken), taken[0].attempts), (vec!["again"], 1));
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_their_own_notices_the_newest_first() {
    on_both(async |db| {
        let (now, me) = (Clock::default().now(), PersonId::from_bytes([2; 16]));
        for it in ["one", "two", "three"] {
            queue(db, message(it, now), now).await;
        }
        let mut other = message("not mine", now);
        other.to = Recipient::Person(PersonId::from_bytes([3; 16]));
        queue(db, other, now).await;
        let state = async || {
            let mut tx = db.read().await.unwrap();
            let rows = outbox::notices(&mut tx, me, None, 10).await.unwrap();
            let unread = outbox::unread(&mut tx, me).await.unwrap();
            (rows, unread)
        };
        let (rows, unread) = state().await;
        let says: Vec<&str> = rows.iter().map(|it| it.payload.as_str().unwrap()).collect();
        assert_eq!((says, unread), (vec!["three", "two", "one"], 3));
        let (two, three) = (rows[1].id, rows[0].id);
        let mut tx = db.read().await.unwrap();
        let rest = outbox::notices(&mut tx, me, Some(two), 10).await.unwrap();
        assert_eq!(rest, rows[2..]);
        drop(tx);
        db.write((), move |tx, ()| Box::pin(outbox::read(tx, me, three, now)))
            .await
            .unwrap();
        assert_eq!(state().await.1, 2);
        db.write((), move |tx, ()| {
            Box::pin(outbox::read_up_to(tx, me, two, now))
        })
        .await
        .unwrap();
        let (rows, unread) = state().await;
        assert!(rows.iter().all(|it| it.read_at == Some(now)));
        assert_eq!(unread, 0);
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
