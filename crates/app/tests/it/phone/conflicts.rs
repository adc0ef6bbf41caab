//! What changed while a visitor was away: kept word for word, shown at the desk, settled there with a reason.

use huiyin_app::events::{CorrectEvent, EventForm, ReopenEvent};
use huiyin_app::phone::{Kept, PhoneAnswer, PhoneDone, SettleConflict};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::facts::{PersonErased, PlanAdjusted, PlannedVisitor};
use huiyin_domain::entry::{ConflictReason, FollowUpState, VisitorReason};
use huiyin_domain::{Channel, CommandId, PersonId, RecordId, Verdict};
use huiyin_store::visits;
use huiyin_testkit::{TestDb, on_both};

use super::{Phone, attempt, done, form, recorded, visit};
use crate::estate_at_work::{faults, refusal};
use crate::path::{Case, Made, Path};

fn kept(answer: Result<PhoneAnswer>) -> (ConflictReason, Option<Kept>) {
    match answer {
        Ok(PhoneAnswer::Conflict { reason, kept }) => (reason, kept),
        other => panic!("no conflict: {other:?}"),
    }
}

/// Others visit from now on.
async fn reassign(path: &Path<'_>, made: Made, case: &Case, person: PersonId) {
    let visitors = case.visitors.iter().enumerate();
    let adjusted = PlanAdjusted {
        follow_up: made.follow_up,
        event: made.event,
        planned_day: None,
        channel: Channel::OnSite,
        visitors: visitors
            .map(|(place, post)| PlannedVisitor {
                post: (*post).to_owned(),
                person: Some(if place == 0 {
                    person
                } else {
                    path.estate.staff[post]
                }),
                reason: VisitorReason::Named,
            })
            .collect(),
    };
    path.append(vec![adjusted.into()]).await;
}

async fn settle(
    path: &Path<'_>,
    asker: &Asker,
    conflict: CommandId,
    enter: bool,
) -> Result<Option<RecordId>> {
    let input = SettleConflict {
        conflict,
        enter,
        why: "已與住戶核對".to_owned(),
    };
    path.app
        .settle_conflict(asker, CommandId::generate(), input)
        .await
}

async fn state(db: &TestDb, made: Made) -> FollowUpState {
    let mut tx = db.read().await.unwrap();
    let row = visits::follow_up(&mut tx, made.follow_up).await.unwrap();
    row.unwrap().state
}

/// A form that was taken by all, and the phone of the first who visits with what it knows.
async fn taken(path: &Path<'_>, case: &Case) -> (Made, Phone, String) {
    let made = path.released(case).await;
    path.take(made, case).await;
    let phone = Phone::of_visitor(path);
    let (revision, _) = phone.knows(path, made.follow_up).await;
    (made, phone, revision)
}

#[tokio::test]
async fn a_visit_of_who_was_replaced_is_kept_and_entered_after_all() {
    Box::pin(on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        let stranger = path.estate.staff["area_officer"];
        reassign(&path, made, &case, stranger).await;
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what);
        let (reason, first) = kept(phone.send(&path, &command).await);
        assert_eq!(reason, ConflictReason::Reassigned);
        let first = first.unwrap();
        assert_eq!((first.command, first.settled.as_ref()), (command.id, None));
        // Sent again, also twice at once, it is kept once.
        let (one, two) = tokio::join!(phone.send(&path, &command), phone.send(&path, &command));
        assert_eq!(
            (kept(one).1, kept(two).1),
            (Some(first.clone()), Some(first))
        );

        let planner = path.planner();
        let (all, may) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert!(may && all.len() == 1 && !all[0].may_enter);
        let words = all[0].record.as_ref().unwrap();
        assert_eq!(words.respondent_name, "何女士");
        assert_eq!(words.customer_signature.shown_text, "電梯異響　滿意");
        // Its sender does not visit any more, so it cannot be entered; the planner gives the visit back.
        let refused = settle(&path, &planner, command.id, true).await.unwrap_err();
        assert_eq!(refusal(&refused), &Refusal::NotVisitor);
        reassign(&path, made, &case, phone.asker.person.unwrap()).await;
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert!(all[0].may_enter);
        let record = settle(&path, &planner, command.id, true).await.unwrap();
        let record = record.expect("it is a record");
        assert_eq!(state(db, made).await, FollowUpState::Recorded);
        let page = path.app.record(&planner, record).await.unwrap();
        assert_eq!(page.versions[0].record.recorded_by, planner.person);
        // Whoever entered it does not review it.
        let review = ReviewRecord {
            record,
            verdict: Verdict::Accepted,
            opinion: "合格".to_owned(),
            signed_name: "許主任".to_owned(),
        };
        let own = path
            .app
            .review_record(&planner, CommandId::generate(), review)
            .await
            .unwrap_err();
        assert_eq!(refusal(&own), &Refusal::OwnVisit);
        // The phone gets to know, by the same command and with what it carries.
        let PhoneDone::Entered(entered) = done(phone.send(&path, &command).await) else {
            panic!("it was entered");
        };
        let settled = entered.settled.unwrap();
        assert_eq!((settled.entered, settled.record), (true, Some(record)));
        let carried = path.app.carried(&phone.asker).await.unwrap();
        let why = carried.kept[0].settled.as_ref().unwrap().why.clone();
        assert_eq!(why.unwrap().reveal(), "已與住戶核對");
        let again = settle(&path, &planner, command.id, false)
            .await
            .unwrap_err();
        assert_eq!(refusal(&again), &Refusal::Settled);
    }))
    .await;
}

#[tokio::test]
async fn the_second_of_two_phones_overwrites_nothing() {
    Box::pin(on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        let other = Phone::of(path.asker(case.visitors[1]));
        let one = phone.command(
            &path,
            made.follow_up,
            (&revision, 1),
            visit(&path, made, &case),
        );
        let (work, mut input) = visit(&path, made, &case);
        input["respondent_name"] = "何先生".into();
        let two = other.command(&path, made.follow_up, (&revision, 1), (work, input));
        let (first, second) = tokio::join!(phone.send(&path, &one), other.send(&path, &two));
        let (won, lost) = match (&first, &second) {
            (Ok(PhoneAnswer::Done(_)), _) => (first, second),
            _ => (second, first),
        };
        let record = recorded(won).record;
        let (reason, conflict) = kept(lost);
        assert_eq!(reason, ConflictReason::Settled);
        let conflict = conflict.unwrap().command;
        let planner = path.planner();
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        let names = |record: RecordId| {
            let (path, planner) = (&path, &planner);
            async move {
                let page = path.app.record(planner, record).await.unwrap();
                let name = page.versions[0].record.respondent_words.clone();
                name.unwrap().into_inner()
            }
        };
        let mut both = vec![
            names(record).await,
            all[0].record.as_ref().unwrap().respondent_name.clone(),
        ];
        both.sort();
        assert_eq!(both, ["何先生", "何女士"]);
        // A record in review takes no other; it is set aside with a reason, and stays to be read.
        assert!(!all[0].may_enter);
        settle(&path, &planner, conflict, true).await.unwrap_err();
        assert_eq!(
            settle(&path, &planner, conflict, false).await.unwrap(),
            None
        );
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert!(all[0].record.is_some() && !all[0].kept.settled.as_ref().unwrap().entered);
        assert_eq!(state(db, made).await, FollowUpState::Recorded);
    }))
    .await;
}

#[tokio::test]
async fn a_visit_that_the_desk_recorded_and_one_that_came_back_are_not_replaced() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        let record = path.hand_in(path.record(made, &case)).await.unwrap().record;
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what.clone());
        assert_eq!(
            kept(phone.send(&path, &command).await).0,
            ConflictReason::Settled
        );
        let back = ReviewRecord {
            record,
            verdict: Verdict::SentBack,
            opinion: "請補記現場查看".to_owned(),
            signed_name: "許主任".to_owned(),
        };
        path.app
            .review_record(
                &path.asker("property_director"),
                CommandId::generate(),
                back,
            )
            .await
            .unwrap();
        assert_eq!(state(db, made).await, FollowUpState::SentBack);
        // What was made before the record and its return knows of neither.
        let late = phone.command(&path, made.follow_up, (&revision, 2), what.clone());
        assert_eq!(
            kept(phone.send(&path, &late).await).0,
            ConflictReason::Settled
        );
        // With what came back at hand it is a new version.
        let carried = path.app.carried(&phone.asker).await.unwrap();
        let mine = &carried.visits[0];
        let sent_back = mine.sent_back.as_ref().unwrap();
        assert_eq!(
            sent_back.opinion.as_ref().unwrap().reveal(),
            "請補記現場查看"
        );
        let before = sent_back.record.as_ref().unwrap();
        assert_eq!(before.respondent_name, "何女士");
        assert_eq!(before.visited_at, "2026-03-16 08:30");
        assert!(before.customer_signature.is_empty());
        let command = phone.command(&path, made.follow_up, (&mine.revision, 3), what);
        assert_eq!(recorded(phone.send(&path, &command).await).version, 2);
    })
    .await;
}

#[tokio::test]
async fn a_reopened_event_keeps_what_was_said() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        let reopen = ReopenEvent {
            event: made.event,
            why: "住戶說還有異響".to_owned(),
        };
        path.app
            .reopen_event(&path.planner(), CommandId::generate(), reopen)
            .await
            .unwrap();
        assert!(
            path.app
                .carried(&phone.asker)
                .await
                .unwrap()
                .visits
                .is_empty()
        );
        for (seq, what) in [
            (1, visit(&path, made, &case)),
            (2, attempt("2026-03-16 08:20")),
            (3, form("唐工")),
        ] {
            let command = phone.command(&path, made.follow_up, (&revision, seq), what);
            let answer = phone.send(&path, &command).await;
            if seq == 3 {
                // It was taken before all that.
                assert_eq!(done(answer), PhoneDone::FormBefore);
                continue;
            }
            let (reason, kept) = kept(answer);
            assert_eq!(reason, ConflictReason::Reopened, "{seq}");
            assert!(kept.is_some());
        }
        let planner = path.planner();
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert_eq!(all.len(), 2);
        // The customer's words go with the customer.
        let customer = path.estate.residents["3-1202"];
        let erased = PersonErased { person: customer };
        path.append(vec![erased.into()]).await;
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert!(
            all.iter()
                .all(|it| it.sent.is_none() && it.record.is_none())
        );
        assert!(all.iter().all(|it| !it.may_enter));
        let id = all[0].kept.command;
        settle(&path, &planner, id, true).await.unwrap_err();
        settle(&path, &planner, id, false).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_corrected_word_is_no_conflict() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        let planner = path.planner();
        let row = path.app.event(&planner, made.event).await.unwrap().row;
        let correct = CorrectEvent {
            event: made.event,
            version: row.version,
            why: "漏寫".to_owned(),
            content: EventForm {
                category: Some(case.category),
                severity: Some(case.severity),
                unit: Some(path.estate.units["3-1202"]),
                reporter: Some(path.estate.residents["3-1202"]),
                reported_at: "2026-03-14 08:00".to_owned(),
                ..EventForm::default()
            },
            words: Some(huiyin_app::events::WordsForm {
                summary: "電梯異響，三樓".to_owned(),
                ..Default::default()
            }),
            completed_at: "2026-03-14 08:00".to_owned(),
        };
        let corrected = path
            .app
            .correct_event(&planner, CommandId::generate(), correct)
            .await;
        corrected.unwrap();
        if state(db, made).await != FollowUpState::Taken {
            return;
        }
        assert_ne!(phone.knows(&path, made.follow_up).await.0, revision);
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what);
        recorded(phone.send(&path, &command).await);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_who_never_had_to_do_with_it() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, _, revision) = taken(&path, &case).await;
        let stranger = Phone::of(path.asker("area_officer"));
        let what = visit(&path, made, &case);
        let command = stranger.command(&path, made.follow_up, (&revision, 1), what.clone());
        let refused = stranger.send(&path, &command).await;
        let Err(Error::Refused { why, .. }) = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(why, &Refusal::NotVisitor);
        let planner = path.planner();
        let (all, _) = path.app.conflicts(&planner, made.follow_up).await.unwrap();
        assert!(all.is_empty());
        let nowhere = huiyin_domain::FollowUpId::generate();
        let command = stranger.command(&path, nowhere, ("", 1), what);
        let (reason, gone) = kept(stranger.send(&path, &command).await);
        assert_eq!((reason, gone), (ConflictReason::Gone, None));
        assert_eq!(state(db, made).await, FollowUpState::Taken);
    })
    .await;
}

#[tokio::test]
async fn it_is_settled_with_a_reason_by_who_plans_or_visits() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let (made, phone, revision) = taken(&path, &case).await;
        path.hand_in(path.record(made, &case)).await.unwrap();
        let what = visit(&path, made, &case);
        let command = phone.command(&path, made.follow_up, (&revision, 1), what);
        kept(phone.send(&path, &command).await);
        let officer = path.asker("area_officer");
        assert!(
            !path
                .app
                .conflicts(&officer, made.follow_up)
                .await
                .unwrap()
                .1
        );
        let refused = settle(&path, &officer, command.id, false).await;
        assert!(
            matches!(refused, Err(Error::Forbidden { .. })),
            "{refused:?}"
        );
        let silent = SettleConflict {
            conflict: command.id,
            enter: false,
            why: " ".to_owned(),
        };
        let silent = path
            .app
            .settle_conflict(&path.planner(), CommandId::generate(), silent)
            .await
            .unwrap_err();
        assert_eq!(faults(&silent), [("why", Fault::Missing)]);
        let nothing = settle(&path, &path.planner(), CommandId::generate(), false).await;
        assert!(matches!(nothing, Err(Error::NotFound)));
        settle(&path, &path.visitor(), command.id, false)
            .await
            .unwrap();
    })
    .await;
}
