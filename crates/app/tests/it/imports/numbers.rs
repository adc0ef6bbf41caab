//! The example files, imported at once into an empty site, get the numbers of the plans worked out for them by hand.

use std::collections::BTreeMap;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Why, Window};
use huiyin_store::{events, obligations};
use huiyin_testkit::on_both;
use serde_json::Value;

use super::files::{World, numbers};

const EVENTS: &str = include_str!("../../../../testkit/examples/events.csv");
const PARTICIPANTS: &str = include_str!("../../../../testkit/examples/participants.csv");
const EXPECTED: [(&str, &str); 3] = [
    (
        "kehu",
        include_str!("../../../../testkit/examples/kehu.expected.jsonl"),
    ),
    (
        "yezhu",
        include_str!("../../../../testkit/examples/yezhu.expected.jsonl"),
    ),
    (
        "wuye",
        include_str!("../../../../testkit/examples/wuye.expected.jsonl"),
    ),
];
/// Everything in the files has come by then.
const LATER: &str = "2026-12-01";

/// Event, phase and line; window, number, and how it stands. What chance decides is one and the same here: the key of a
/// site is its own.
type Asked = BTreeMap<(String, String, u64), (String, String, Option<u64>, String)>;

fn standing(why: &str) -> String {
    match why {
        "draw" | "draw_at_close" | "not_drawn" => "in the draw",
        other => other,
    }
    .to_owned()
}

fn expected(text: &str) -> Asked {
    text.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let word = |name: &str| line[name].as_str().unwrap().to_owned();
            let key = (
                word("event_id"),
                word("phase"),
                line["participant"].as_u64().unwrap_or(0),
            );
            let value = (
                word("not_before"),
                word("due"),
                line["number"].as_u64(),
                standing(line["why"].as_str().unwrap()),
            );
            (key, value)
        })
        .collect()
}

async fn found(world: &World<'_>) -> Asked {
    let mut tx = world.db.read().await.unwrap();
    let mut asked = BTreeMap::new();
    for line in EVENTS.lines().skip(1) {
        let id = line.split(',').next().unwrap();
        let event = events::of_outside_id(&mut tx, world.estate.site, id)
            .await
            .unwrap()
            .unwrap();
        for one in obligations::of_event(&mut tx, event).await.unwrap() {
            let window: Window = one.window;
            let why: Why = one.why;
            asked.insert(
                (
                    id.to_owned(),
                    one.phase.id().to_owned(),
                    u64::from(one.line),
                ),
                (
                    window.not_before().to_string(),
                    window.due().to_string(),
                    one.number.map(u64::from),
                    standing(why.id()),
                ),
            );
        }
    }
    asked
}

/// The file with its rows in the opposite order.
fn reversed(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    lines.join("\n") + "\n"
}

#[tokio::test]
async fn the_examples_get_the_numbers_of_their_plans() {
    for (procedure, plan) in EXPECTED {
        on_both(async |db| {
            let world = World::under(db, procedure, LATER).await;
            let report = world.run(&world.file(ImportKind::Events, EVENTS)).await;
            assert_eq!(numbers(report.counts), [24, 24, 0, 0, 0, 0]);
            let lists = world.file(ImportKind::Participants, PARTICIPANTS);
            let report = world.run(&lists).await;
            assert_eq!(numbers(report.counts), [116, 116, 0, 0, 0, 0]);
            assert_eq!(found(&world).await, expected(plan), "{procedure}");
        })
        .await;
    }
}

#[tokio::test]
async fn the_order_of_the_file_decides_nothing() {
    on_both(async |db| {
        let world = World::under(db, "yezhu", LATER).await;
        let events = world.file(ImportKind::Events, &reversed(EVENTS));
        world.run(&events).await;
        let lists = world.file(ImportKind::Participants, PARTICIPANTS);
        world.run(&lists).await;
        let (_, plan) = EXPECTED[1];
        assert_eq!(found(&world).await, expected(plan));
    })
    .await;
}

#[tokio::test]
async fn the_same_files_again_do_nothing() {
    on_both(async |db| {
        let world = World::under(db, "kehu", LATER).await;
        let events = world.file(ImportKind::Events, EVENTS);
        let lists = world.file(ImportKind::Participants, PARTICIPANTS);
        let (preview, _) = world.preview(&events).await;
        assert_eq!(numbers(preview), [24, 24, 0, 0, 0, 0]);
        world.run(&events).await;
        world.run(&lists).await;
        let before = found(&world).await;
        assert_eq!(
            numbers(world.run(&events).await.counts),
            [24, 0, 0, 24, 0, 0]
        );
        assert_eq!(
            numbers(world.run(&lists).await.counts),
            [116, 0, 0, 116, 0, 0]
        );
        assert_eq!(found(&world).await, before);
    })
    .await;
}
