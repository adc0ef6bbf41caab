//! Reopening and correcting events, and what that does to their numbers.

use huiyin_app::events::{CorrectEvent, EventForm, ReopenEvent};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Category, CommandId, EventId, Rating, Severity, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, refusal};

const TODAY: &str = "2026-03-16 09:00";

/// An event's content as it stands, for a correction.
async fn correction(work: &AtWork<'_>, event: EventId) -> CorrectEvent {
    let page = work
        .app
        .event(&work.planner(), event)
        .await
        .expect("the page");
    let state = &page.row.state;
    CorrectEvent {
        event,
        version: page.row.version,
        why: "住戶更正".to_owned(),
        content: EventForm {
            category: Some(state.category),
            kind: state.kind.clone().unwrap_or_default(),
            severity: state.severity,
            unit: state.unit,
            anonymous: state.anonymous,
            reply_only: state.reply_only,
            rating: state.rating,
            ..EventForm::default()
        },
        words: None,
        completed_at: String::new(),
    }
}

async fn correct(work: &AtWork<'_>, input: CorrectEvent) {
    work.app
        .correct_event(&work.planner(), CommandId::generate(), input)
        .await
        .expect("it is corrected");
}

#[tokio::test]
async fn who_has_no_post_at_the_site_registers_nothing_and_only_the_planner_corrects() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let form = work.form(Category::Complaint);
        let leader = work.asker("company_leader");
        let answer = work
            .app
            .register_event(&leader, CommandId::generate(), form)
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));

        let event = work.completed(Category::Complaint, "A").await;
        let reopen = ReopenEvent {
            event,
            why: "未修好".to_owned(),
        };
        let input = correction(&work, event).await;
        let officer = work.officer();
        let answer = work
            .app
            .reopen_event(&officer, CommandId::generate(), reopen.clone())
            .await;
        let Err(Error::Forbidden { posts, basis, .. }) = answer else {
            panic!("an officer reopened an event");
        };
        assert_eq!(posts, ["service_director"]);
        assert!(!basis.clauses.is_empty());
        let answer = work
            .app
            .correct_event(&officer, CommandId::generate(), input)
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));
        let stranger = huiyin_app::Asker {
            posts: Vec::new(),
            ..officer
        };
        let answer = work
            .app
            .reopen_event(&stranger, CommandId::generate(), reopen)
            .await;
        assert!(matches!(answer, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_reopened_event_gives_its_pick_to_the_next_number_and_gets_a_new_one() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (first, second) = (
            work.completed(Category::Complaint, "A").await,
            work.completed(Category::Complaint, "B").await,
        );
        let picked = work.standing(first).await.why == Why::Draw;
        let (pick, other) = if picked {
            (first, second)
        } else {
            (second, first)
        };
        assert_eq!(work.standing(other).await.why, Why::NotDrawn);
        let reopen = ReopenEvent {
            event: pick,
            why: "未修好".to_owned(),
        };
        work.app
            .reopen_event(&work.planner(), CommandId::generate(), reopen.clone())
            .await
            .expect("it is reopened");
        let error = work
            .app
            .reopen_event(&work.planner(), CommandId::generate(), reopen)
            .await
            .expect_err("it is open");
        assert_eq!(refusal(&error), &Refusal::EventState);
        let void = work.obligations(pick).await.remove(0);
        let instead = work.standing(other).await;
        assert_eq!(void.void_cause, Some(VoidCause::Reopened));
        assert_eq!(void.void_words.as_deref(), Some("未修好"));
        assert_eq!(
            (void.replaced_by, instead.why),
            (Some(instead.id), Why::Draw)
        );
        assert_eq!(void.number, Some(if picked { 1 } else { 2 }));

        work.go_to("2026-03-17 10:00");
        work.complete(pick).await;
        let again = work.standing(pick).await;
        assert_eq!(again.number, Some(3));
        assert_eq!(again.window.due().to_string(), "2026-03-20");
    })
    .await;
}

#[tokio::test]
async fn a_graver_complaint_loses_its_number_and_is_always_followed_up() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.completed(Category::Complaint, "A").await;
        let before = work.standing(event).await;
        let mut input = correction(&work, event).await;
        input.content.severity = Some(Severity::Major);
        let stale = CorrectEvent {
            version: input.version - 1,
            ..input.clone()
        };
        let answer = work
            .app
            .correct_event(&work.planner(), CommandId::generate(), stale)
            .await;
        assert!(matches!(answer, Err(Error::Conflict)));
        let silent = CorrectEvent {
            why: String::new(),
            ..input.clone()
        };
        let error = work
            .app
            .correct_event(&work.planner(), CommandId::generate(), silent)
            .await
            .expect_err("no reason");
        assert_eq!(faults(&error), [("why", Fault::Missing)]);
        correct(&work, input).await;
        let after = work.standing(event).await;
        assert_eq!((after.why, after.number), (Why::Always, None));
        assert_eq!(after.visitors, ["site_manager"]);
        let old = work.obligations(event).await;
        let old = old
            .iter()
            .find(|one| one.id == before.id)
            .expect("it stays");
        assert_eq!(old.void_cause, Some(VoidCause::Corrected));
        assert_eq!(old.number, Some(1));
    })
    .await;
}

#[tokio::test]
async fn what_is_dissatisfied_after_all_keeps_its_number_and_is_picked() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        // Of ten repairs at 30 %, most are not drawn.
        let mut undrawn = None;
        for id in ["A", "B", "C"] {
            let event = work.completed(Category::Repair, id).await;
            if work.standing(event).await.why == Why::NotDrawn {
                undrawn = Some(event);
            }
        }
        let event = undrawn.expect("only one of three is drawn");
        let before = work.standing(event).await;
        let mut input = correction(&work, event).await;
        input.content.rating = Some(Rating::Dissatisfied);
        correct(&work, input).await;
        let after = work.standing(event).await;
        assert_eq!((after.id, after.number), (before.id, before.number));
        assert_eq!(after.why, Why::Always);
    })
    .await;
}
