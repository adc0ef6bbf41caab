//! The example events, planned under each procedure, against the plans worked out for them by hand.

use std::collections::BTreeMap;

use huiyin_domain::{Category, LocalTime, Rating, Severity};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::obligations::{Contract, ReplyOnly};
use huiyin_rules::plan::{Events, Line, PlanEvent, plan};
use huiyin_rules::procedure::shipped_by_id;
use huiyin_rules::{Describer, Rules, Workdays};
use serde_json::{Value, json};

const EVENTS: &str = include_str!("../../../testkit/examples/events.csv");
const PARTICIPANTS: &str = include_str!("../../../testkit/examples/participants.csv");

/// The rows of a well-formed example file, by column.
pub(crate) fn rows(text: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .map(|line| header.iter().copied().zip(line.split(',')).collect())
        .collect()
}

/// The example events, in the order of their file or any other.
pub(crate) struct Examples {
    rows: Vec<BTreeMap<&'static str, &'static str>>,
    listed: BTreeMap<&'static str, u32>,
}

impl Examples {
    pub(crate) fn new() -> Self {
        let mut listed = BTreeMap::new();
        for row in rows(PARTICIPANTS) {
            *listed.entry(row["event_id"]).or_default() += 1;
        }
        Self {
            rows: rows(EVENTS),
            listed,
        }
    }

    pub(crate) fn reversed(mut self) -> Self {
        self.rows.reverse();
        self
    }
}

impl Events for Examples {
    type Matter<'a> = [&'static str; 3];

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn event(&self, index: usize) -> PlanEvent<'_> {
        let row = &self.rows[index];
        let given = |column: &str| Some(row[column]).filter(|cell| !cell.is_empty());
        let time = |column| given(column).map(|cell: &str| cell.parse::<LocalTime>().unwrap());
        let day = |column| given(column).map(|cell: &str| cell.parse().unwrap());
        let contract = day("contract_start").zip(day("contract_end"));
        PlanEvent {
            id: row["event_id"],
            site: row["site"],
            category: Category::of_id(row["category"]).unwrap(),
            kind: given("kind"),
            severity: given("severity")
                .map_or(Severity::General, |id| Severity::of_id(id).unwrap()),
            reported_at: time("reported_at"),
            completed_at: time("completed_at"),
            contract: contract.and_then(|(first, last)| Contract::new(first, last)),
            anonymous: row["anonymous"] == "true",
            reply_only: ReplyOnly::new(
                row["reply_only"] == "true",
                row["reply_attached"] == "true",
            ),
            valid: row["valid"] != "false",
            rating: given("rating").and_then(Rating::of_id),
            listed: self.listed.get(row["event_id"]).copied().unwrap_or(0),
        }
    }

    fn unit(&self, index: usize) -> Option<&str> {
        Some(self.rows[index]["unit"]).filter(|unit| !unit.is_empty())
    }

    fn matter(&self, index: usize) -> Option<Self::Matter<'_>> {
        let row = &self.rows[index];
        let matter = ["site", "unit", "kind"].map(|column| row[column]);
        matter.iter().all(|cell| !cell.is_empty()).then_some(matter)
    }
}

fn as_json(describer: &mut Describer<'_>, events: &Examples, line: &Line) -> Value {
    let event = events.event(line.event);
    let (_, shown) = describer.describe(&event.facts(false), line.phase, line.standing);
    json!({
        "event_id": event.id,
        "site": event.site,
        "category": event.category,
        "kind": event.kind,
        "severity": (event.category == Category::Complaint).then_some(event.severity),
        "visitors": shown.visitors,
        "channels": shown.channels,
        "customer_signature": shown.customer_signature,
        "phase": line.phase,
        "participant": Some(line.line).filter(|line| *line > 0),
        "not_before": line.window.not_before(),
        "due": line.window.due(),
        "cohort": event.cohort_name(line.window),
        "number": Some(line.number).filter(|number| *number > 0),
        "picked": line.why.picked(),
        "why": line.why,
    })
}

fn check(procedure: &str, expected: &str) {
    let edition = shipped_by_id(procedure).unwrap();
    let rules = Rules::new(&edition.procedure, Workdays::default());
    for events in [Examples::new(), Examples::new().reversed()] {
        let lines = plan(&rules, &events, &DrawKey::from_bytes([0; 32]), None);
        let mut describer = Describer::new(&rules);
        let planned: Vec<Value> = lines
            .iter()
            .map(|line| as_json(&mut describer, &events, line))
            .collect();
        let expected: Vec<Value> = expected
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for (planned, expected) in planned.iter().zip(&expected) {
            assert_eq!(planned, expected, "{procedure}");
        }
        assert_eq!(planned.len(), expected.len(), "{procedure}");
    }
}

// Shows kehu 11.1.3 11.1.4 11.1.5 11.1.6 11.1.13 dissatisfied_always repeats_always repeat_days random_draw.
#[test]
fn the_examples_are_planned_as_expected_under_kehu() {
    check(
        "kehu",
        include_str!("../../../testkit/examples/kehu.expected.jsonl"),
    );
}

// Shows yezhu 四.1(1)c contract_middle contract_end contract_visits_drawn_apart dissatisfied_always
//   repeats_always repeat_days random_draw.
#[test]
fn the_examples_are_planned_as_expected_under_yezhu() {
    check(
        "yezhu",
        include_str!("../../../testkit/examples/yezhu.expected.jsonl"),
    );
}

// Shows wuye 4.1.3 4.1.4 contract_middle contract_end contract_visits_drawn_apart dissatisfied_always
//   repeats_always repeat_days random_draw.
#[test]
fn the_examples_are_planned_as_expected_under_wuye() {
    check(
        "wuye",
        include_str!("../../../testkit/examples/wuye.expected.jsonl"),
    );
}

#[test]
fn every_line_names_the_clauses_behind_it() {
    for edition in huiyin_rules::procedure::shipped() {
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let events = Examples::new();
        for line in plan(&rules, &events, &DrawKey::from_bytes([0; 32]), None) {
            let facts = events.event(line.event).facts(false);
            let basis = rules.describe(&facts, line.phase, line.standing).basis;
            assert!(
                !basis.clauses.is_empty(),
                "{}: {line:?}",
                edition.procedure.id
            );
        }
    }
}
