//! Lists of participants and recipients: entered line by line, confirmed, chased while they are missing.

use huiyin_app::events::{ConfirmList, EventList, ListLineInput};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::{Category, CommandId, EventId, Personal, Topic, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, refusal};

const TODAY: &str = "2026-03-16 09:00";

async fn add(work: &AtWork<'_>, event: EventId, lines: Vec<ListLineInput>) -> Result<()> {
    confirm(work, &work.officer(), (event, lines, false)).await
}

async fn confirm(
    work: &AtWork<'_>,
    asker: &Asker,
    (event, lines, complete): (EventId, Vec<ListLineInput>, bool),
) -> Result<()> {
    let input = ConfirmList {
        event,
        lines,
        complete,
    };
    let command = CommandId::generate();
    work.app.confirm_list(asker, command, input).await
}

fn words(unit: &str) -> ListLineInput {
    ListLineInput {
        unit_words: unit.to_owned(),
        ..ListLineInput::default()
    }
}

async fn list(work: &AtWork<'_>, event: EventId, after: u32) -> EventList {
    let list = work.app.event_list(&work.officer(), event, after).await;
    list.expect("the list")
}

#[tokio::test]
async fn a_list_shows_whom_it_names_a_page_at_a_time_and_masks_phones() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let event = work.completed(Category::Activity, "A").await;
        let known = ListLineInput {
            unit: Some(work.estate.units["3-1202"]),
            person: Some(work.estate.residents["3-1202"]),
            ..ListLineInput::default()
        };
        let guest = ListLineInput {
            name: Personal::new("外來客".to_owned()),
            phone: Personal::new("13912345678".to_owned()),
            ..words("訪客")
        };
        add(&work, event, vec![known, guest, words("3-1202")])
            .await
            .expect("three lines");
        let more = (0..58).map(|it| words(&format!("9-{it:04}"))).collect();
        confirm(&work, &work.officer(), (event, more, true))
            .await
            .expect("the rest");
        let first = list(&work, event, 0).await;
        assert_eq!((first.lines.len(), first.next), (50, Some(50)));
        let name = |at: usize| {
            first.lines[at]
                .row
                .name
                .as_ref()
                .map(|it| it.reveal().clone())
        };
        assert_eq!(name(0).as_deref(), Some("何女士"));
        assert_eq!(name(1).as_deref(), Some("外來客"));
        assert_eq!(first.lines[1].phone_masked.as_deref(), Some("139****5678"));
        assert!(!format!("{:?}", first.lines).contains("13912345678"));
        // Words that are the code of a unit mean it.
        let unit = work.estate.units["3-1202"];
        assert_eq!(first.lines[2].row.unit_id, Some(unit));
        assert_eq!(
            first.due.map(|it| it.to_string()).as_deref(),
            Some("2026-04-16")
        );
        let second = list(&work, event, 50).await;
        assert_eq!((second.lines.len(), second.next), (11, None));
        assert_eq!(second.lines[10].row.line, 61);
        // 10 % of 61, drawn and shown from the next morning.
        assert_eq!((first.counts.lines, first.counts.owed), (61, 61));
        assert_eq!(first.counts.picked, 0, "not before they are shown");
        work.go_to("2026-03-17 06:00");
        work.advance().await;
        let shown = list(&work, event, 0).await;
        assert_eq!((shown.counts.picked, shown.counts.done), (7, 0));
        assert!(shown.lines.iter().any(|it| it.row.follow_up.is_some()));
        let rate = shown.cohorts[0].2;
        assert_eq!(rate.needed(shown.counts.owed), 7);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_line_comes_back_and_a_confirmed_list_is_confirmed_once() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.completed(Category::Activity, "A").await;
        let error = add(&work, event, Vec::new()).await.expect_err("nothing");
        assert_eq!(faults(&error), [("lines", Fault::Missing)]);
        let nobody = ListLineInput {
            phone: Personal::new("139".to_owned()),
            ..ListLineInput::default()
        };
        let error = add(&work, event, vec![nobody]).await.expect_err("nobody");
        let expected = [("unit", Fault::Missing), ("name", Fault::Missing)];
        assert_eq!(faults(&error), expected);
        let stranger = ListLineInput {
            person: Some(huiyin_domain::PersonId::generate()),
            ..words("3-1202")
        };
        let error = add(&work, event, vec![stranger])
            .await
            .expect_err("unknown");
        assert_eq!(faults(&error), [("unit", Fault::Unknown)]);
        let known = ListLineInput {
            unit: Some(work.estate.units["3-1202"]),
            person: Some(work.estate.residents["3-1202"]),
            ..ListLineInput::default()
        };
        add(&work, event, vec![known.clone()]).await.expect("once");
        let error = add(&work, event, vec![known]).await.expect_err("twice");
        assert_eq!(faults(&error), [("unit", Fault::Listed)]);
        let leader = work.asker("company_leader");
        let error = confirm(&work, &leader, (event, Vec::new(), true)).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        let officer = work.officer();
        confirm(&work, &officer, (event, Vec::new(), true))
            .await
            .expect("it is complete");
        let error = confirm(&work, &officer, (event, Vec::new(), true)).await;
        let error = error.expect_err("it was confirmed");
        assert_eq!(refusal(&error), &Refusal::ListComplete);
        // One who was forgotten takes the next number, and is followed up.
        add(&work, event, vec![words("5-0101")])
            .await
            .expect("late");
        let late = work.obligations(event).await;
        let late = late.iter().find(|it| it.line == 2).expect("the second");
        assert_eq!((late.why, late.number), (Why::Always, Some(2)));
        let repair = work.completed(Category::Repair, "R").await;
        let none = work.app.event_list(&officer, repair, 0).await;
        assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    })
    .await;
}

// Shows kehu 11.1.5; every missing_list.
#[tokio::test]
async fn a_missing_list_is_asked_for_until_its_window_ends() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let told = async || {
            let done = work.app.advance(work.estate.site).await;
            done.expect("it advances").lists_chased
        };
        assert!(!told().await, "nothing is missing");
        work.completed(Category::Activity, "A").await;
        assert!(told().await);
        assert!(!told().await, "not twice");
        work.go_to("2026-03-18 23:00");
        assert!(!told().await, "not before the third day");
        work.go_to("2026-03-19 00:10");
        assert!(told().await);
        let notices = work
            .app
            .my_notices(&work.asker("culture_clerk"), None)
            .await;
        let notices = notices.expect("the clerk's").notices;
        let of_list = |it: &&huiyin_app::notices::MyNotice| it.notice.topic == Topic::ListMissing;
        assert_eq!(notices.iter().filter(of_list).count(), 2);
        let notice = &notices[0].notice;
        assert_eq!((notice.count, &*notice.path), (1, "/open"));
        assert_eq!(
            notice.due.map(|it| it.to_string()).as_deref(),
            Some("2026-04-16")
        );
        work.go_to("2026-04-16 10:00");
        assert!(told().await, "the last day");
        work.go_to("2026-04-20 10:00");
        assert!(!told().await, "the window is over");
        let second = work.completed(Category::Activity, "B").await;
        confirm(&work, &work.officer(), (second, vec![words("1-1")], true))
            .await
            .expect("the list of the other");
        assert!(!told().await, "it is there");
    })
    .await;
}
