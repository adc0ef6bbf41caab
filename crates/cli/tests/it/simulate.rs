//! `huiyin simulate`.

use std::collections::BTreeMap;

use serde_json::Value;
use tempfile::tempdir;

use crate::run::{Run, example, file, huiyin, text};

fn simulate(a: &str, b: &str, more: &[&str]) -> Run {
    let (events, participants) = (example("events.csv"), example("participants.csv"));
    let files = [
        "simulate",
        "--procedure",
        a,
        "--against",
        b,
        "--events",
        &events,
        "--participants",
        &participants,
    ];
    huiyin(&[&files, more].concat())
}

fn object(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("it is one JSON object")
}

fn sum(object: &Value, list: &str, what: &str, side: &str) -> u64 {
    let elements = object[list].as_array().unwrap().iter();
    elements
        .map(|element| element[what][side].as_u64().unwrap())
        .sum()
}

#[test]
fn both_sides_are_as_planned() {
    let run = simulate("kehu", "wuye", &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("No --key given"), "{}", run.stderr);
    let compared = object(&run);
    for (side, procedure) in [("a", "kehu"), ("b", "wuye")] {
        assert_eq!(compared[side]["id"], procedure);
        let (events, participants) = (example("events.csv"), example("participants.csv"));
        let plan = huiyin(&[
            "plan",
            "--procedure",
            procedure,
            "--events",
            &events,
            "--participants",
            &participants,
        ]);
        let lines: Vec<Value> = plan
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let picked = lines.iter().filter(|line| line["picked"] == true);
        let visits: usize = picked
            .clone()
            .map(|line| line["visitors"].as_array().unwrap().len())
            .sum();
        let count = |what| sum(&compared, "months", what, side);
        assert_eq!(count("obligations"), lines.len() as u64);
        assert_eq!(count("picked"), picked.count() as u64);
        assert_eq!(sum(&compared, "load", "due", side), visits as u64);
    }
    let found = &compared["differences"][0];
    assert!(found["event_id"].is_string());
    assert!(found["a"].is_object() || found["b"].is_object());
}

#[test]
fn a_table_has_all_of_it_too() {
    let compared = object(&simulate("kehu", "yezhu", &["--format", "json"]));
    let run = simulate("kehu", "yezhu", &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let mut tables: BTreeMap<String, usize> = BTreeMap::new();
    for row in reader.records() {
        *tables.entry(row.unwrap()[0].to_owned()).or_default() += 1;
    }
    let length = |list: &str| compared[list].as_array().unwrap().len();
    assert_eq!(tables["month"], 3 * length("months"));
    assert_eq!(tables["load"], length("load"));
    assert_eq!(tables["busiest_day"], 2 * length("busiest_days"));
    let differs: usize = compared["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["differs"].as_array().unwrap().len())
        .sum();
    assert_eq!(tables["difference"], differs);
}

#[test]
fn the_text_says_what_changes_in_every_language() {
    for (lang, words) in [
        (
            "en",
            [
                "What is owed and picked",
                "busiest day",
                "newly owed under B",
            ],
        ),
        ("zh-Hant", ["應回訪", "最忙的一天", "B 新要求"]),
        ("zh-Hans", ["应回访", "最忙的一天", "B 新要求"]),
    ] {
        let run = simulate("kehu", "wuye", &["--lang", lang]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
        }
    }
}

#[test]
fn a_procedure_against_itself_differs_in_nothing() {
    let shipped = include_str!("../../../../procedures/kehu.toml");
    let folder = tempdir().unwrap();
    let own = text(&file(
        &folder,
        "own.toml",
        shipped.replace("id = \"kehu\"", "id = \"own\""),
    ));
    let compared = object(&simulate("kehu", &own, &["--format", "json"]));
    assert_eq!(compared["differences"].as_array().unwrap().len(), 0);
    let run = simulate("kehu", &own, &[]);
    assert!(
        run.stdout.contains("differ for 0 of them"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_open_month_and_a_key_are_those_of_plan() {
    let closed = object(&simulate("kehu", "yezhu", &["--format", "json"]));
    let open = ["--format", "json", "--month-open", "2026-03"];
    let open = object(&simulate("kehu", "yezhu", &open));
    assert_eq!(
        sum(&closed, "months", "obligations", "a"),
        sum(&open, "months", "obligations", "a")
    );
    assert!(sum(&closed, "months", "picked", "a") > sum(&open, "months", "picked", "a"));
    let key = "5".repeat(64);
    let other = simulate("kehu", "yezhu", &["--format", "json", "--key", &key]);
    assert!(!other.stderr.contains("--key"), "{}", other.stderr);
}

#[test]
fn bad_rows_are_said_and_the_good_ones_compared() {
    let folder = tempdir().unwrap();
    let events = file(
        &folder,
        "events.csv",
        "event_id,site,category,reported_at,completed_at\n\
         R1,CY,repair,2026-03-01,2026-03-02\n\
         R2,CY,reparation,2026-03-01,2026-03-02\n",
    );
    let out = folder.path().join("out.json");
    let run = huiyin(&[
        "simulate",
        "--procedure",
        "kehu",
        "--against",
        "yezhu",
        "--events",
        &text(&events),
        "--format",
        "json",
        "--out",
        &text(&out),
    ]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("reparation"), "{}", run.stderr);
    let compared: Value = serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap();
    assert_eq!(compared["events"], 1);
    assert_eq!(compared["differences"][0]["differs"][0], "window");
}

#[test]
fn what_cannot_be_read_writes_nothing() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out.txt");
    let out = text(&out);
    for more in [
        ["--key", "12", "--out", &out],
        ["--month-open", "2026-13", "--out", &out],
    ] {
        let run = simulate("kehu", "yezhu", &more);
        assert_eq!(run.status, 2, "{}", run.stderr);
    }
    let run = simulate("kehu", "yezhuu", &["--out", &out]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("kehu, yezhu, wuye"), "{}", run.stderr);
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
