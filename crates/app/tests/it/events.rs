//! Events: registering, completing, reopening and correcting them, and what that does to their numbers.

use huiyin_app::events::{
    CompleteEvents, Completed, ConfirmList, CorrectEvent, DueFilter, EventFilter, EventForm,
    ListLineInput, RegisterEvent, ReopenEvent, TakeInHand, WordsForm,
};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Category, CommandId, EventId, Handling, Severity, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;

const TODAY: &str = "2026-03-16 09:00";

fn faults(error: &Error) -> Vec<(&'static str, Fault)> {
    match error {
        Error::Invalid(fields) => fields
            .iter()
            .map(|field| (field.field, field.fault.clone()))
            .collect(),
        other => panic!("not about fields: {other:?}"),
    }
}

fn refusal(error: &Error) -> &Refusal {
    match error {
        Error::Refused { why, basis } => {
            assert!(
                !basis.clauses.is_empty() || !basis.readings.is_empty(),
                "{why:?} names no clause"
            );
            why
        }
        other => panic!("not refused: {other:?}"),
    }
}

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
            reply_attached: state.reply_attached,
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
async fn an_event_needs_a_category_and_what_happened() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let empty = RegisterEvent {
            content: EventForm::default(),
            words: WordsForm::default(),
            ..work.form(Category::Repair)
        };
        let refused = async |form| {
            let officer = work.officer();
            work.app
                .register_event(&officer, CommandId::generate(), form)
                .await
        };
        let error = refused(empty).await.expect_err("it is empty");
        assert_eq!(
            faults(&error),
            [("category", Fault::Missing), ("summary", Fault::Missing)]
        );

        let mut contract = work.form(Category::ContractedService);
        contract.content.contract_start = "2026-03-10".to_owned();
        let error = refused(contract.clone()).await.expect_err("no end");
        assert_eq!(faults(&error), [("contract_end", Fault::Missing)]);
        contract.content.contract_end = "2026-03-09".to_owned();
        let error = refused(contract).await.expect_err("ends before it starts");
        let other = "contract_start";
        assert_eq!(faults(&error), [("contract_end", Fault::Before { other })]);

        let mut times = work.form(Category::Repair);
        times.content.reported_at = "2026-03-16 08:00".to_owned();
        times.completed_at = "2026-03-16 07:59".to_owned();
        let error = refused(times.clone()).await.expect_err("before the report");
        let other = "reported_at";
        assert_eq!(faults(&error), [("completed_at", Fault::Before { other })]);
        times.completed_at = "2026-03-16 09:01".to_owned();
        let error = refused(times.clone()).await.expect_err("in the future");
        assert_eq!(faults(&error), [("completed_at", Fault::InFuture)]);
        times.completed_at = "31/2/2026".to_owned();
        let error = refused(times).await.expect_err("no time");
        assert_eq!(faults(&error), [("completed_at", Fault::Malformed)]);
    })
    .await;
}

#[tokio::test]
async fn numbers_run_without_gaps_and_outside_ids_are_unique() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let first = work.register(work.form(Category::Repair)).await;
        assert_eq!(first.number, "CY-2026-00001");
        assert_eq!(first.event_id, first.number);
        let taken = RegisterEvent {
            event_id: first.event_id,
            ..work.form(Category::Repair)
        };
        let error = work
            .app
            .register_event(&work.officer(), CommandId::generate(), taken)
            .await
            .expect_err("the id is taken");
        assert_eq!(faults(&error), [("event_id", Fault::Taken)]);
        let given = RegisterEvent {
            event_id: "CY-2026-00003".to_owned(),
            ..work.form(Category::Repair)
        };
        assert_eq!(work.register(given).await.number, "CY-2026-00002");
        let third = work.register(work.form(Category::Repair)).await;
        assert_eq!(
            (third.number.as_str(), third.event_id.as_str()),
            ("CY-2026-00003", "CY-2026-00003-2")
        );
    })
    .await;
}

#[tokio::test]
async fn a_repeated_command_registers_and_completes_once() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let command = CommandId::generate();
        let register = async || {
            let form = work.form(Category::Complaint);
            work.app
                .register_event(&work.officer(), command, form)
                .await
        };
        let first = register().await.expect("it is registered");
        assert_eq!(register().await.expect("the same answer"), first);

        let command = CommandId::generate();
        let complete = async || {
            let input = CompleteEvents {
                site: work.estate.site,
                events: vec![first.event],
                completed_at: String::new(),
                rating: None,
            };
            work.app
                .complete_events(&work.officer(), command, input)
                .await
        };
        let done = Completed {
            done: vec![first.event],
            skipped: Vec::new(),
        };
        assert_eq!(complete().await.expect("it is completed"), done);
        assert_eq!(complete().await.expect("the same answer"), done);
        assert_eq!(work.standing(first.event).await.number, Some(1));
    })
    .await;
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
async fn handling_has_an_owner_until_it_ends() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.register(work.form(Category::Repair)).await.event;
        let take = async |owner| {
            let input = TakeInHand { event, owner };
            work.app
                .take_in_hand(&work.officer(), CommandId::generate(), input)
                .await
        };
        let resident = work.estate.residents["3-1202"];
        let error = take(Some(resident)).await.expect_err("no staff");
        assert_eq!(faults(&error), [("owner", Fault::Unknown)]);
        take(None).await.expect("it is taken in hand");
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        assert_eq!(page.row.handling, Handling::InHand);
        assert_eq!(page.row.owner, Some(work.estate.staff["patrol_inspector"]));
        work.complete(event).await;
        let error = take(None).await.expect_err("it is over");
        assert_eq!(refusal(&error), &Refusal::EventState);
    })
    .await;
}

#[tokio::test]
async fn many_are_completed_at_once_in_the_order_of_their_numbers() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut events = Vec::new();
        for id in ["C", "A", "B"] {
            let form = RegisterEvent {
                event_id: id.to_owned(),
                ..work.form(Category::Repair)
            };
            events.push(work.register(form).await.event);
        }
        let complete = async |events: Vec<EventId>| {
            let input = CompleteEvents {
                site: work.estate.site,
                events,
                completed_at: "2026-03-16T08:30".to_owned(),
                rating: None,
            };
            work.app
                .complete_events(&work.officer(), CommandId::generate(), input)
                .await
        };
        let error = complete(events.clone()).await.expect_err("told at nine");
        assert!(matches!(error, Error::Invalid(_)));
        work.go_to("2026-03-16 10:00");
        work.complete(events[2]).await;
        let input = CompleteEvents {
            site: work.estate.site,
            events: events.clone(),
            completed_at: String::new(),
            rating: None,
        };
        let done = work
            .app
            .complete_events(&work.officer(), CommandId::generate(), input)
            .await
            .expect("two are completed");
        assert_eq!(done.skipped, [events[2]]);
        let number = async |at: usize| work.standing(events[at]).await.number;
        assert_eq!(
            [number(0).await, number(1).await, number(2).await],
            [Some(3), Some(2), Some(1)]
        );
        let error = complete(vec![events[0]])
            .await
            .expect_err("it is completed");
        assert_eq!(refusal(&error), &Refusal::EventState);
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
        input.content.rating = Some(huiyin_domain::Rating::Dissatisfied);
        correct(&work, input).await;
        let after = work.standing(event).await;
        assert_eq!((after.id, after.number), (before.id, before.number));
        assert_eq!(after.why, Why::Always);
    })
    .await;
}

#[tokio::test]
async fn an_invalid_complaint_is_exempt_and_a_letter_exempts_too() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.completed(Category::Complaint, "A").await;
        let mut input = correction(&work, event).await;
        input.content.invalid = true;
        correct(&work, input).await;
        assert_eq!(work.standing(event).await.why, Why::ExemptInvalid);

        let mut form = work.form(Category::Complaint);
        form.content.reply_only = true;
        let letter = work.register(form).await.event;
        work.complete(letter).await;
        assert_eq!(work.standing(letter).await.why, Why::WaitForReply);
        let mut input = correction(&work, letter).await;
        input.content.reply_attached = true;
        correct(&work, input).await;
        let standing = work.standing(letter).await;
        assert_eq!(
            (standing.why, standing.number),
            (Why::ExemptReplyOnly, None)
        );
        let void = work.obligations(letter).await.remove(0);
        assert_eq!(void.void_cause, Some(VoidCause::ReplyAttached));
    })
    .await;
}

#[tokio::test]
async fn what_was_completed_before_the_site_was_live_is_history() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Repair);
        form.content.reported_at = "2025-12-30 10:00".to_owned();
        form.completed_at = "2025-12-31 10:00".to_owned();
        let event = work.register(form).await.event;
        assert_eq!(work.obligations(event).await, []);
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        assert_eq!(
            (page.row.handling, page.row.procedure),
            (Handling::Completed, None)
        );
    })
    .await;
}

#[tokio::test]
async fn additions_to_a_complete_list_take_later_numbers_and_are_all_followed_up() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let event = work.completed(Category::Activity, "A").await;
        assert_eq!(work.obligations(event).await, []);
        let confirm = async |lines: usize, complete| {
            let line = |number| ListLineInput {
                unit_words: format!("1-{number:04}"),
                ..ListLineInput::default()
            };
            let input = ConfirmList {
                event,
                lines: (0..lines).map(line).collect(),
                complete,
            };
            work.app
                .confirm_list(&work.officer(), CommandId::generate(), input)
                .await
        };
        confirm(3, false).await.expect("three lines");
        assert_eq!(work.obligations(event).await.len(), 3);
        confirm(2, true).await.expect("two more");
        let all = work.obligations(event).await;
        assert_eq!(all.iter().filter(|one| one.why.picked()).count(), 1);
        confirm(1, false).await.expect("one that was forgotten");
        let late = work.obligations(event).await;
        let late = late
            .iter()
            .find(|one| one.line == 6)
            .expect("the sixth line");
        assert_eq!(
            (late.why, late.late_entry, late.number),
            (Why::Always, true, Some(6))
        );
        let repair = work.register(work.form(Category::Repair)).await.event;
        let input = ConfirmList {
            event: repair,
            lines: Vec::new(),
            complete: true,
        };
        let error = work
            .app
            .confirm_list(&work.officer(), CommandId::generate(), input)
            .await
            .expect_err("a repair has no list");
        assert_eq!(refusal(&error), &Refusal::EventState);
    })
    .await;
}

#[tokio::test]
async fn events_are_listed_by_due_day_and_filtered() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let complaint = work.completed(Category::Complaint, "A").await;
        let repair = work.register(work.form(Category::Repair)).await.event;
        let listed = async |filter: EventFilter| {
            let page = work
                .app
                .events(&work.officer(), work.estate.site, &filter, None)
                .await
                .expect("the list");
            assert!(page.next.is_none());
            page.rows.iter().map(|line| line.row.id).collect::<Vec<_>>()
        };
        let all = EventFilter::default();
        assert_eq!(listed(all.clone()).await, [complaint, repair]);
        let due = Some(DueFilter::Week);
        assert_eq!(
            listed(EventFilter { due, ..all.clone() }).await,
            [complaint]
        );
        let due = Some(DueFilter::Late);
        assert_eq!(listed(EventFilter { due, ..all.clone() }).await, []);
        let handling = Some(Handling::Reported);
        assert_eq!(
            listed(EventFilter {
                handling,
                ..all.clone()
            })
            .await,
            [repair]
        );
        let month = "2026-02".parse().ok();
        assert_eq!(
            listed(EventFilter {
                month,
                ..all.clone()
            })
            .await,
            []
        );
        let unit = Some(work.estate.units["3-1202"]);
        let category = Some(Category::Repair);
        let both = EventFilter {
            unit,
            category,
            ..all.clone()
        };
        assert_eq!(listed(both).await, [repair]);
        let text = "沒有這回事".to_owned();
        assert_eq!(listed(EventFilter { text, ..all }).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_stopped() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        for _ in 0..52 {
            work.register(work.form(Category::Repair)).await;
        }
        let page = async |after| {
            work.app
                .events(
                    &work.officer(),
                    work.estate.site,
                    &EventFilter::default(),
                    after,
                )
                .await
                .expect("the list")
        };
        let first = page(None).await;
        assert_eq!(first.rows.len(), 50);
        let cursor = first.next.expect("there is more").to_string();
        let second = page(Some(cursor.parse().expect("a cursor"))).await;
        assert_eq!((second.rows.len(), second.next.is_none()), (2, true));
        let last = first.rows.last().expect("fifty").row.id;
        assert!(second.rows.iter().all(|line| line.row.id > last));
    })
    .await;
}
