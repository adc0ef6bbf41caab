//! `huiyin plan` as the interface describes it.

use serde_json::{Map, Value};
use tempfile::tempdir;

use crate::run::{Run, example, file, huiyin, text};

fn plan(procedure: &str, more: &[&str]) -> Run {
    let (events, participants) = (example("events.csv"), example("participants.csv"));
    let files = [
        "plan",
        "--procedure",
        procedure,
        "--events",
        &events,
        "--participants",
        &participants,
    ];
    huiyin(&[&files, more].concat())
}

fn objects(lines: &str) -> Vec<Map<String, Value>> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("every line is an object"))
        .collect()
}

#[test]
fn the_examples_give_the_expected_plans() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        let run = plan(procedure, &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stderr.contains("No --key given"), "{}", run.stderr);
        let expected =
            std::fs::read_to_string(example(&format!("{procedure}.expected.jsonl"))).unwrap();
        let (planned, expected) = (objects(&run.stdout), objects(&expected));
        for (planned, expected) in planned.iter().zip(&expected) {
            for (field, value) in expected {
                assert_eq!(
                    &planned[field], value,
                    "{procedure}: {field} of {planned:?}"
                );
            }
            assert!(
                !planned["clauses"].as_array().unwrap().is_empty(),
                "{procedure}: {planned:?}"
            );
            assert!(planned["readings"].is_array());
        }
        assert_eq!(planned.len(), expected.len());
    }
}

#[test]
fn the_order_of_the_file_changes_nothing() {
    let folder = tempdir().unwrap();
    let csv = std::fs::read_to_string(example("events.csv")).unwrap();
    let (header, rows) = csv.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    rows.rotate_left(7);
    let shuffled = file(
        &folder,
        "events.csv",
        format!("{header}\n{}\n", rows.join("\n")),
    );
    let participants = example("participants.csv");
    let run = huiyin(&[
        "plan",
        "--procedure",
        "kehu",
        "--events",
        &text(&shuffled),
        "--participants",
        &participants,
    ]);
    assert_eq!(run.stdout, plan("kehu", &[]).stdout);
}

#[test]
fn an_open_month_draws_nothing_at_its_close() {
    let closed = objects(&plan("kehu", &[]).stdout);
    let open = objects(&plan("kehu", &["--month-open", "2026-03"]).stdout);
    let count = |lines: &[Map<String, Value>], why: &str| {
        lines.iter().filter(|line| line["why"] == why).count()
    };
    assert!(count(&closed, "draw_at_close") > 0);
    let monthly = open
        .iter()
        .filter(|line| line["participant"].is_null() && line["due"].as_str() >= Some("2026-03"));
    assert_eq!(
        monthly
            .filter(|line| line["why"] == "draw_at_close")
            .count(),
        0
    );
    assert_eq!(
        count(&closed, "draw"),
        count(&open, "draw"),
        "a pick made already stands"
    );
}

#[test]
fn another_key_draws_others_at_the_same_rate() {
    let key = "5".repeat(64);
    let (zeros, other) = (plan("yezhu", &[]), plan("yezhu", &["--key", &key]));
    assert!(!other.stderr.contains("--key"), "{}", other.stderr);
    assert_ne!(zeros.stdout, other.stdout);
    let picked = |run: &Run| {
        objects(&run.stdout)
            .iter()
            .filter(|line| line["picked"] == true)
            .count()
    };
    assert_eq!(picked(&zeros), picked(&other));
}

#[test]
fn a_table_has_the_same_lines() {
    let table = plan("wuye", &["--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let lines = objects(&plan("wuye", &[]).stdout);
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(&row[0], line["event_id"].as_str().unwrap());
        assert_eq!(&row[8], line["due"].as_str().unwrap());
        assert_eq!(&row[11], line["picked"].to_string());
        let visitors: Vec<&str> = line["visitors"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(row[13], visitors.join(";"));
    }
}

#[test]
fn bad_rows_are_said_and_the_good_ones_planned() {
    let folder = tempdir().unwrap();
    let events = file(
        &folder,
        "events.csv",
        "event_id,site,category,reported_at,completed_at\n\
         R1,CY,repair,2026-03-01,2026-03-02\n\
         R2,CY,reparation,2026-03-01,2026-03-02\n\
         R3,CY,repair,2026-03-05,2026-03-02\n\
         R1,CY,repair,2026-03-01,2026-03-09\n\
         R4,CY,repair,,31/2/2026\n",
    );
    let run = huiyin(&["plan", "--procedure", "kehu", "--events", &text(&events)]);
    assert_eq!(run.status, 3);
    assert_eq!(objects(&run.stdout).len(), 1);
    let said: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.contains("events.csv"))
        .collect();
    assert_eq!(said.len(), 4, "{}", run.stderr);
    for (line, words) in said.iter().zip([
        ["3", "reparation"],
        ["4", "completed_at"],
        ["5", "R1"],
        ["6", "31/2/2026"],
    ]) {
        assert!(words.iter().all(|word| line.contains(word)), "{line}");
    }
}

#[test]
fn what_cannot_be_read_writes_nothing() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("plan.jsonl");
    let events = example("events.csv");
    let picture = file(&folder, "events.xlsx", b"\x89PNG\r\n\x1a\n not a table");
    let missing = text(&folder.path().join("missing.csv"));
    for arguments in [
        vec!["--procedure", "kehu", "--events", &missing],
        vec!["--procedure", "kehu", "--events", picture.to_str().unwrap()],
        vec!["--procedure", "kehhu", "--events", &events],
        vec!["--procedure", "kehu", "--events", &events, "--key", "12"],
        vec![
            "--procedure",
            "kehu",
            "--events",
            &events,
            "--month-open",
            "2026-13",
        ],
    ] {
        let all = [&["plan", "--out", out.to_str().unwrap()], &arguments[..]].concat();
        let run = huiyin(&all);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.trim().is_empty());
        assert!(run.stdout.is_empty());
        let left: Vec<_> = folder
            .path()
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["events.xlsx"], "{arguments:?}");
    }
}

#[test]
fn a_file_appears_whole() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("plan.jsonl");
    let run = plan("kehu", &["--out", out.to_str().unwrap()]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert_eq!(
        std::fs::read_to_string(out).unwrap(),
        plan("kehu", &[]).stdout
    );
}
