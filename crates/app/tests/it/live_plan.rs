//! The example events, lived through entry by entry, against the plans worked out for them by hand.

use std::collections::BTreeMap;

use huiyin_app::events::{
    AttachReply, ConfirmList, EventForm, ListLineInput, RegisterEvent, ReplyForm, WordsForm,
};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, EventId, Rating, Severity, SiteZone};
use huiyin_store::{draw, events};
use huiyin_testkit::{TestDb, on_both};
use serde_json::{Value, json};

use crate::estate_at_work::AtWork;

const EVENTS: &str = include_str!("../../../testkit/examples/events.csv");
const PARTICIPANTS: &str = include_str!("../../../testkit/examples/participants.csv");

type Row = BTreeMap<&'static str, &'static str>;

fn rows(text: &'static str) -> Vec<Row> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .map(|line| header.iter().copied().zip(line.split(',')).collect())
        .collect()
}

/// Days on the wall, with a time.
fn timed(text: &str) -> String {
    if text.len() == 10 {
        format!("{text} 00:00")
    } else {
        text.to_owned()
    }
}

fn form(work: &AtWork<'_>, row: &Row) -> RegisterEvent {
    let text = |column: &str| row[column].to_owned();
    RegisterEvent {
        site: work.estate.site,
        event_id: text("event_id"),
        source: Source::Form,
        content: EventForm {
            category: Category::of_id(row["category"]),
            kind: text("kind"),
            severity: Severity::of_id(row["severity"]),
            unit: work.estate.units.get(row["unit"]).copied(),
            unit_words: text("unit"),
            reported_at: text("reported_at"),
            contract_start: text("contract_start"),
            contract_end: text("contract_end"),
            anonymous: row["anonymous"] == "true",
            reply_only: row["reply_only"] == "true",
            rating: Rating::of_id(row["rating"]),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "例".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: String::new(),
    }
}

async fn attach_letter(work: &AtWork<'_>, event: EventId) {
    let today = work.app.clock().now();
    let today = SiteZone::default().local(today).day().to_string();
    let reply = ReplyForm::Letter {
        letter: "物復 8 號".to_owned(),
        dated: today,
        addressee: "街道辦".to_owned(),
    };
    work.app
        .attach_reply(
            &work.officer(),
            CommandId::generate(),
            AttachReply { event, reply },
        )
        .await
        .expect("it is attached");
}

/// Registers and completes every event at its own time, with the deadline job at work in between.
async fn live_through(work: &AtWork<'_>) -> BTreeMap<&'static str, EventId> {
    let mut steps: Vec<(String, bool, Row)> = Vec::new();
    for row in rows(EVENTS) {
        let told = [
            row["reported_at"],
            row["contract_start"],
            row["completed_at"],
        ];
        let told = told
            .into_iter()
            .find(|cell| !cell.is_empty())
            .expect("a time");
        steps.push((timed(told), false, row.clone()));
        if !row["completed_at"].is_empty() {
            steps.push((timed(row["completed_at"]), true, row));
        }
    }
    steps.sort_by(|a, b| (&a.0, a.1, a.2["event_id"]).cmp(&(&b.0, b.1, b.2["event_id"])));
    let mut known = BTreeMap::new();
    for (time, completes, row) in steps {
        work.go_to(&time);
        work.advance().await;
        if completes {
            work.complete(known[row["event_id"]]).await;
            continue;
        }
        let event = work.register(form(work, &row)).await.event;
        known.insert(row["event_id"], event);
        if row["reply_attached"] == "true" {
            attach_letter(work, event).await;
        }
        let lines: Vec<ListLineInput> = rows(PARTICIPANTS)
            .iter()
            .filter(|line| line["event_id"] == row["event_id"])
            .map(|line| ListLineInput {
                unit_words: line["unit"].to_owned(),
                ..ListLineInput::default()
            })
            .collect();
        if !lines.is_empty() {
            let input = ConfirmList {
                event,
                lines,
                complete: true,
            };
            work.app
                .confirm_list(&work.officer(), CommandId::generate(), input)
                .await
                .expect("the list is taken");
        }
    }
    known
}

async fn live(work: &AtWork<'_>, known: &BTreeMap<&'static str, EventId>) -> Vec<Value> {
    let mut lines = Vec::new();
    for (id, event) in known {
        for one in work.obligations(*event).await {
            assert_eq!(one.voided_at, None, "{id}");
            let mut tx = work.db.read().await.expect("it can be read");
            let cohort = draw::cohort(&mut tx, one.cohort).await.expect("it is read");
            let row = events::event(&mut tx, *event).await.expect("it is read");
            let state = row.expect("the event is there").state;
            lines.push(json!({
                "event_id": id,
                "site": "CY",
                "category": state.category,
                "kind": state.kind,
                "severity": state.severity,
                "visitors": one.visitors,
                "channels": one.channels,
                "customer_signature": true,
                "phase": one.phase,
                "participant": Some(one.line).filter(|line| *line > 0),
                "not_before": one.window.not_before(),
                "due": one.window.due(),
                "cohort": cohort.expect("its cohort").name,
                "number": one.number,
                "picked": one.why.picked(),
                "why": one.why,
            }));
        }
    }
    lines
}

fn in_one_order(mut lines: Vec<Value>) -> Vec<Value> {
    lines.sort_by_key(|line| {
        (
            line["event_id"].to_string(),
            line["phase"].to_string(),
            line["participant"].as_u64(),
        )
    });
    lines
}

async fn check(db: &TestDb, procedure: &'static str, expected: &str) {
    let work = AtWork::new(db, procedure, "2026-01-01 09:00").await;
    let known = live_through(&work).await;
    work.go_to("2026-12-31 09:00");
    work.advance().await;
    let lived = in_one_order(live(&work, &known).await);
    let expected = expected
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let expected = in_one_order(expected.collect());
    for (lived, expected) in lived.iter().zip(&expected) {
        assert_eq!(lived, expected, "{procedure}");
    }
    assert_eq!(lived.len(), expected.len(), "{procedure}");
    let again = work
        .app
        .advance(work.estate.site)
        .await
        .expect("it advances");
    assert_eq!(again, huiyin_app::Advanced::default());
}

// Shows kehu 11.1.3 11.1.4 11.1.5 11.1.6 grave_always participants_counted move_in_window emergency_window
//   all_followed_up manager_organises festival_window festival_households not_covered.
#[tokio::test]
async fn the_examples_live_through_kehu_as_planned() {
    on_both(async |db| {
        let expected = include_str!("../../../testkit/examples/kehu.expected.jsonl");
        check(db, "kehu", expected).await;
    })
    .await;
}

// Shows yezhu 四.1(1)a 四.1(1)b 四.1(1)c 四.1(1)d 四.1(1)e 四.1(1)f 四.1(2)a 四.1(2)b 四.1(2)c 四.1(2)d 四.1(3)a 四.1(3)b
//   四.1(3)c help_window as_other each_on_its_own first_aid_rate participants_counted other_rate no_important
//   list_visitor other_visitor festivals_not_covered exemptions.
#[tokio::test]
async fn the_examples_live_through_yezhu_as_planned() {
    on_both(async |db| {
        let expected = include_str!("../../../testkit/examples/yezhu.expected.jsonl");
        check(db, "yezhu", expected).await;
    })
    .await;
}

// Shows wuye 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.2.1 4.2.2 4.2.3 4.2.4 4.3.1 4.3.2 4.3.3 help_window as_other
//   each_on_its_own first_aid_rate participants_counted other_rate no_important list_visitor other_visitor
//   festivals_not_covered exemptions.
#[tokio::test]
async fn the_examples_live_through_wuye_as_planned() {
    on_both(async |db| {
        let expected = include_str!("../../../testkit/examples/wuye.expected.jsonl");
        check(db, "wuye", expected).await;
    })
    .await;
}
