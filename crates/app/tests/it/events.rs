//! Registering, handling and completing events, and confirming their lists.

use huiyin_app::events::{
    CompleteEvents, Completed, ConfirmList, EventForm, ListLineInput, RegisterEvent, TakeInHand,
    WordsForm,
};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::{Category, CommandId, EventId, Handling, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, refusal};

const TODAY: &str = "2026-03-16 09:00";

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

// Shows every missing_list participants_counted.
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
async fn who_completes_at_the_same_time_gets_a_number_each() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut running = Vec::new();
        for _ in 0..6 {
            let (app, officer) = (work.app.clone(), work.officer());
            let form = RegisterEvent {
                completed_at: "2026-03-16 08:00".to_owned(),
                ..work.form(Category::Repair)
            };
            running.push(tokio::spawn(async move {
                app.register_event(&officer, CommandId::generate(), form)
                    .await
            }));
        }
        let mut numbers = Vec::new();
        for one in running {
            let registered = one.await.expect("it runs").expect("it is registered");
            let obligation = work.standing(registered.event).await;
            numbers.push((registered.number, obligation.number));
        }
        numbers.sort();
        let expected: Vec<_> = (1..=6)
            .map(|number| (format!("CY-2026-{number:05}"), Some(number)))
            .collect();
        assert_eq!(numbers, expected);
    })
    .await;
}
