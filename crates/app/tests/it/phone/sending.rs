//! Commands: once, in their order, with the phone's clock.

use huiyin_app::Error;
use huiyin_app::phone::{PhoneAnswer, PhoneDone};
use huiyin_app::visits::{Ink, TakeForms};
use huiyin_domain::CommandId;
use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::{PhoneAct, SentByPhone};
use huiyin_rules::record::Lack;
use huiyin_store::{Tx, journal, visits};
use huiyin_testkit::{TestDb, on_both};
use serde_json::json;

use super::{Phone, attempt, done, form, moment, recorded, visit};
use crate::estate_at_work::{faults, refusal};
use crate::path::{Made, Path};

async fn reading(db: &TestDb) -> Tx {
    db.read().await.unwrap()
}

/// What the journal says that phones did about an event.
async fn by_phone(db: &TestDb, made: Made) -> Vec<SentByPhone> {
    let mut tx = reading(db).await;
    let rows = journal::history(&mut tx, made.event.uuid()).await.unwrap();
    let facts = rows.iter().map(|row| row.entry().unwrap().facts);
    let of_phone = |facts| match facts {
        Facts::SentByPhone(sent) => Some(sent),
        _ => None,
    };
    facts.filter_map(of_phone).collect()
}

#[tokio::test]
async fn a_form_a_try_and_a_visit_are_done_as_at_the_desk() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = path.released(&case).await;
            let phone = Phone::of_visitor(&path);
            let (revision, seq) = phone.knows(&path, made.follow_up).await;
            assert_eq!(seq, 1);
            let command = |seq, what| phone.command(&path, made.follow_up, (&revision, seq), what);
            let first = phone.send(&path, &command(1, form("唐工"))).await;
            assert!(matches!(done(first), PhoneDone::Form(_)));
            let second = command(2, attempt("2026-03-16 08:20"));
            assert!(matches!(
                done(phone.send(&path, &second).await),
                PhoneDone::Try
            ));
            // All of it was made on what the phone knew in the morning.
            let third = command(3, visit(&path, made, &case));
            let answer = recorded(phone.send(&path, &third).await);
            assert!(answer.counted.completes);
            let sent = by_phone(db, made).await;
            assert_eq!(sent.len(), 3);
            assert_eq!(sent[1].act, PhoneAct::Try(1));
            assert_eq!(sent[2].act, PhoneAct::Record(answer.record));
            assert!(sent.iter().all(|it| it.device == phone.asker.device));
            assert_eq!(phone.knows(&path, made.follow_up).await.1, 4);
        })
        .await;
    }
}

#[tokio::test]
async fn the_same_command_has_one_effect_however_often_it_comes() {
    Box::pin(on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what);
        // Two at the same moment, and one more because the answer was lost on the way.
        let (one, two) = tokio::join!(phone.send(&path, &command), phone.send(&path, &command));
        let (one, two) = (recorded(one), recorded(two));
        let three = recorded(phone.send(&path, &command).await);
        assert_eq!((&one, &one), (&two, &three));
        let mut tx = reading(db).await;
        let rows = journal::history(&mut tx, made.event.uuid()).await.unwrap();
        let records = rows.iter().filter(|it| it.line.kind == "visit_recorded");
        assert_eq!(records.count(), 1);
        drop(tx);
        // Nobody else answers for it by its number.
        let thief = Phone::of(path.asker("area_officer"));
        let stolen = thief.send(&path, &command).await;
        assert!(matches!(stolen, Err(Error::Conflict)), "{stolen:?}");
    }))
    .await;
}

#[tokio::test]
async fn an_id_that_was_used_for_something_else_is_refused() {
    Box::pin(on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let first = phone.command(
            &path,
            made.follow_up,
            (&revision, 1),
            attempt("2026-03-16 08:20"),
        );
        done(phone.send(&path, &first).await);
        // Another action has an answer of another shape; the same with other words has one that would fit.
        for (work, input) in [
            visit(&path, made, &case),
            form("唐工"),
            attempt("2026-03-16 08:25"),
        ] {
            let mut other = first.clone();
            (other.work, other.input) = (work, input);
            let refused = phone.send(&path, &other).await;
            assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        }
        // Its clock is not what it says: it may be another the next time.
        let mut again = first.clone();
        again.clock.offset_ms = Some(5);
        assert!(matches!(
            done(phone.send(&path, &again).await),
            PhoneDone::Try
        ));
        assert_eq!(by_phone(db, made).await.len(), 1);
        assert_eq!(phone.knows(&path, made.follow_up).await.1, 2);
    }))
    .await;
}

#[tokio::test]
async fn what_comes_before_its_turn_is_told_to_wait() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let command = |seq, what| phone.command(&path, made.follow_up, (&revision, seq), what);
        let (first, second) = (
            command(1, form("唐工")),
            command(2, visit(&path, made, &case)),
        );
        let early = phone.send(&path, &second).await;
        assert!(
            matches!(early, Ok(PhoneAnswer::Wait { next: 1 })),
            "{early:?}"
        );
        done(phone.send(&path, &first).await);
        recorded(phone.send(&path, &second).await);
        // A phone that lost its count is told where it is; what was done answers again.
        let lost = phone
            .send(&path, &command(1, attempt("2026-03-16 08:00")))
            .await;
        assert!(
            matches!(lost, Ok(PhoneAnswer::Wait { next: 3 })),
            "{lost:?}"
        );
        done(phone.send(&path, &first).await);
        // Another phone counts for itself.
        let other = Phone::of_visitor(&path);
        assert_eq!(other.knows(&path, made.follow_up).await.1, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_lacking_does_not_use_up_the_number() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let (work, whole) = visit(&path, made, &case);
        let mut half = whole.clone();
        half["rating"] = json!(null);
        let mut command = phone.command(&path, made.follow_up, (&revision, 1), (work, half));
        let lacking = phone.send(&path, &command).await;
        let Err(Error::Lacking(lacks)) = &lacking else {
            panic!("{lacking:?}");
        };
        assert!(matches!(lacks.as_slice(), [Lack::Rating { .. }]));
        command.input = json!({ "channel": "on_site", "surprise": 1 });
        let unreadable = phone.send(&path, &command).await.unwrap_err();
        assert_eq!(faults(&unreadable)[0].0, "input");
        for wrong in [
            json!(null),
            json!([]),
            json!("x"),
            json!({ "channel": "by_owl" }),
        ] {
            command.input = wrong;
            let unreadable = phone.send(&path, &command).await.unwrap_err();
            assert_eq!(faults(&unreadable)[0].0, "input");
        }
        command.input = whole;
        recorded(phone.send(&path, &command).await);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_taken_at_the_desk_is_taken() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let at_desk = TakeForms {
            follow_ups: vec![made.follow_up],
            signature: Ink::typed("唐工"),
        };
        path.app
            .take_forms(&path.visitor(), CommandId::generate(), at_desk)
            .await
            .unwrap();
        let command = phone.command(&path, made.follow_up, (&revision, 1), form("唐工"));
        assert_eq!(
            done(phone.send(&path, &command).await),
            PhoneDone::FormBefore
        );
        // A record before its form is no conflict: the form is missing, and nothing else.
        let other = path.released(&case).await;
        let (revision, _) = phone.knows(&path, other.follow_up).await;
        let what = visit(&path, other, &case);
        let command = phone.command(&path, other.follow_up, (&revision, 1), what);
        let refused = phone.send(&path, &command).await.unwrap_err();
        assert_eq!(refusal(&refused), &huiyin_app::Refusal::FormNotTaken);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_a_day_behind_is_corrected_where_that_was_measured() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut phone = Phone::of_visitor(&path);
        phone.behind = (24 * 60 * 60, true);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let (work, mut input) = visit(&path, made, &case);
        input["visited_at"] = json!("2026-03-15T08:30:00+08:00");
        input["customer_signature"]["signed_at"] = json!("2026-03-15T08:40:00+08:00");
        let command = phone.command(&path, made.follow_up, (&revision, 1), (work, input));
        let answer = recorded(phone.send(&path, &command).await);
        let page = path
            .app
            .record(&path.planner(), answer.record)
            .await
            .unwrap();
        let version = page.versions.last().unwrap();
        assert_eq!(version.record.visited_at, moment("2026-03-16 08:30"));
        assert_eq!(version.signatures[0].signed_at, moment("2026-03-16 08:40"));
        let sent = by_phone(db, made).await;
        assert_eq!(sent[0].clock.device_at, moment("2026-03-15 09:00"));
        assert_eq!(sent[0].clock.offset_ms, Some(86_400_000));
        assert_eq!(sent[0].shown[0].signed_at, Some(moment("2026-03-15 08:40")));
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_ahead_signs_nothing_in_the_future() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut phone = Phone::of_visitor(&path);
        phone.behind = (-24 * 60 * 60, false);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let (work, mut input) = visit(&path, made, &case);
        input["visited_at"] = json!("2026-03-17T08:30:00+08:00");
        let mut command = phone.command(&path, made.follow_up, (&revision, 1), (work, input));
        let lacking = phone.send(&path, &command).await;
        assert!(
            matches!(&lacking, Err(Error::Lacking(lacks)) if matches!(lacks[0], Lack::InTheFuture)),
            "{lacking:?}"
        );
        // What a person says of the day holds; the signature is no later than its arrival.
        command.input["visited_at"] = json!("2026-03-16 08:30");
        command.input["customer_signature"]["signed_at"] = json!("2026-03-17T08:40:00+08:00");
        let answer = recorded(phone.send(&path, &command).await);
        let page = path
            .app
            .record(&path.planner(), answer.record)
            .await
            .unwrap();
        let signature = &page.versions[0].signatures[0];
        assert_eq!(signature.signed_at, path.app.clock().now());
        assert_eq!(by_phone(db, made).await[0].clock.offset_ms, None);
        let mut tx = reading(db).await;
        let row = visits::follow_up(&mut tx, made.follow_up).await.unwrap();
        assert_eq!(row.unwrap().record, Some(answer.record));
    })
    .await;
}

#[tokio::test]
async fn a_signature_with_a_time_that_is_none_is_refused_at_its_field() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let phone = Phone::of_visitor(&path);
        let (revision, _) = phone.knows(&path, made.follow_up).await;
        let (work, mut input) = visit(&path, made, &case);
        input["customer_signature"]["signed_at"] = json!("gestern");
        let command = phone.command(&path, made.follow_up, (&revision, 1), (work, input));
        let wrong = phone.send(&path, &command).await.unwrap_err();
        assert_eq!(faults(&wrong)[0].0, "customer_signature");
    })
    .await;
}
