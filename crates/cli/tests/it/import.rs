//! `huiyin import` from the shell, on both databases: good files, bad ones, and one that is broken off.

use std::io::Write as _;
use std::time::Duration;

use huiyin_app::imports::Stage;
use huiyin_app::{App, Asker, Clock};
use huiyin_testkit::{Estate, TestDb, on_both};

use crate::run::{Run, example, place, text};
use crate::serve::server::program;

const HEADER: &str = "event_id,site,category,kind,severity,summary,unit,reported_at,completed_at,contract_start,contract_end";

fn import(db: &TestDb, arguments: &[&str]) -> Run {
    let [name, value] = place(db);
    let arguments = [&["import"], arguments, &["--site", "CY", &name, &value]].concat();
    let output = program(&arguments, &[]).output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A file with this content in the directory of the database.
fn file(db: &TestDb, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = db.directory().join(name);
    std::fs::write(&path, content).unwrap();
    text(&path)
}

async fn estate(db: &TestDb) -> (App, Estate) {
    let app = App::new((*db).clone(), Clock::system());
    let estate = Estate::build(db, "kehu", app.clock().now()).await;
    (app, estate)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_are_taken_in_once() {
    on_both(async |db| {
        estate(db).await;
        let tried = import(db, &["events", &example("events.csv"), "--dry-run"]);
        assert!(tried.stderr.contains("nothing written"), "{}", tried.stderr);
        let first = import(db, &["events", &example("events.csv")]);
        let again = import(db, &["events", &example("events.csv")]);
        assert_eq!(first.status, again.status, "{}", first.stderr);
        assert!(first.stderr.contains(" new, 0 updated, 0 there already"));
        assert!(
            again.stderr.contains(" 0 new, 0 updated, "),
            "{}",
            again.stderr
        );
        let lists = import(db, &["participants", &example("participants.csv")]);
        assert!(lists.stderr.contains("rows read"), "{}", lists.stderr);
    })
    .await;
}

/// A row that is refused, with what is said of it.
const BAD_ROWS: [(&str, &[&str]); 8] = [
    (
        "B1,CY,repair,電,,x,3-1202,31/2/2026,,,",
        &["reported_at", "31/2/2026"],
    ),
    (
        "B2,CY,repair,電,,x,3-1202,2026-03-15,2026-03-14,,",
        &["completed_at", "2026-03-14"],
    ),
    (
        "B3,CY,contracted_service,保潔,,x,3-1202,2026-03-01,,2026-04-01,2026-03-02",
        &["contract_end", "2026-03-02"],
    ),
    ("B4,XX,repair,電,,x,3-1202,2026-03-14,,,", &["site", "XX"]),
    (
        "B5,CY,singing,電,,x,3-1202,2026-03-14,,,",
        &["category", "singing"],
    ),
    (",CY,repair,電,,x,3-1202,2026-03-14,,,", &["event_id"]),
    ("G1,CY,repair,電,,again,3-1202,2026-03-14,,,", &["G1"]),
    ("B8,CY,repair,\"電,,x,3-1202,2026-03-14,,,", &["quote"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_row_is_said_with_its_place_and_harms_no_other() {
    on_both(async |db| {
        estate(db).await;
        // A byte order mark, and lines that end in every way.
        let mut rows = format!("\u{feff}{HEADER}\r\n");
        rows.push_str("G1,CY,repair,電,,燈不亮,3-1202,2026-03-10 09:00,2026-03-11,,\n");
        for (index, (row, _)) in BAD_ROWS.iter().enumerate() {
            rows.push_str(row);
            rows.push_str(if index % 2 == 0 { "\r\n" } else { "\n" });
        }
        let path = file(db, "bad.csv", &rows);
        let run = import(db, &["events", &path]);
        assert_eq!(run.status, 3, "{}", run.stderr);
        for (row, words) in BAD_ROWS {
            let said = run.stderr.lines().any(|line| {
                line.contains("bad.csv") && words.iter().all(|word| line.contains(word))
            });
            assert!(said, "{row}: {}", run.stderr);
        }
        assert!(run.stderr.contains(" 1 new, "), "{}", run.stderr);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn titles_in_simplified_characters_are_read() {
    on_both(async |db| {
        estate(db).await;
        let rows = "房号,楼栋,单元用途\n9-0101,9,住宅\n9-0102,9,住宅\n";
        let run = import(db, &["units", &file(db, "units.csv", rows)]);
        assert!(run.stderr.contains(" 2 new, "), "{}", run.stderr);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_one_sentence_and_changes_nothing() {
    on_both(async |db| {
        let (app, estate) = estate(db).await;
        let workbook = [b"PK\x03\x04".as_slice(), &[7; 300]].concat();
        for (name, content, said) in [
            ("named.xlsx", HEADER.as_bytes(), "xlsx"),
            ("named.csv", workbook.as_slice(), "named.csv"),
            ("empty.csv", b"".as_slice(), "empty"),
            ("other.csv", b"a,b\n1,2\n".as_slice(), "event_id"),
        ] {
            let run = import(db, &["events", &file(db, name, content)]);
            assert_eq!(run.status, 2, "{name}: {}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{name}: {}", run.stderr);
            assert!(run.stderr.contains(said), "{name}: {}", run.stderr);
            assert_eq!(run.stdout, "", "{name}");
        }
        let many = format!("unit\n{}", "9-0101\n".repeat(1_000_001));
        let many = import(db, &["units", &file(db, "many.csv", many)]);
        assert_eq!((many.status, many.stderr.lines().count()), (2, 1));
        assert!(many.stderr.contains("1000000 rows"), "{}", many.stderr);
        let missing = import(db, &["events", "/nowhere/events.csv"]);
        assert_eq!((missing.status, missing.stderr.lines().count()), (2, 1));
        let profile = import(db, &["events", &example("events.csv"), "--profile", "none"]);
        assert_eq!(profile.status, 2);
        assert!(profile.stderr.contains("--profile"), "{}", profile.stderr);
        let [name, value] = place(db);
        let arguments = ["import", "events", "x.csv", "--site", "ZZ", &name, &value];
        let site = program(&arguments, &[]).output().unwrap();
        let said = String::from_utf8(site.stderr).unwrap();
        assert!(said.contains("ZZ") && said.contains("--site"), "{said}");
        let imports = app.imports(&Asker::product(), estate.site).await.unwrap();
        assert_eq!(imports, [], "nothing was begun");
    })
    .await;
}

#[test]
fn a_database_that_does_not_open_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let empty = text(folder.path());
    for (place, said) in [
        (["--data", empty.as_str()], "--data"),
        (["--database-url", "mysql://here/there"], "mysql"),
        (
            [
                "--database-url",
                "postgres://huiyin:secret@127.0.0.1:1/none",
            ],
            "127.0.0.1",
        ),
    ] {
        let arguments = [&["import", "events", "x.csv", "--site", "CY"], &place[..]].concat();
        let output = program(&arguments, &[]).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(
            stderr.contains(said) && !stderr.contains("secret"),
            "{stderr}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_killed_goes_on_where_it_stopped() {
    on_both(async |db| {
        let (app, estate) = estate(db).await;
        let mut rows = Vec::new();
        writeln!(rows, "unit,building").unwrap();
        for number in 1..=6000 {
            writeln!(rows, "77-{number:05},77").unwrap();
        }
        let path = file(db, "many.csv", rows);
        let [name, value] = place(db);
        let arguments = ["import", "units", &path, "--site", "CY", &name, &value];
        let mut child = program(&arguments, &[]).spawn().unwrap();
        let product = Asker::product();
        let begun = loop {
            let imports = app.imports(&product, estate.site).await.unwrap();
            if let Some(import) = imports.first() {
                break import.clone();
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        };
        child.kill().unwrap();
        child.wait().unwrap();

        let other = file(db, "other.csv", "unit\n78-0001\n");
        let resume = begun.import.to_string();
        let another = import(db, &["units", &other, "--resume", &resume]);
        assert_eq!(another.status, 2);
        assert!(
            another.stderr.contains("another file"),
            "{}",
            another.stderr
        );
        let again = import(db, &["units", &path]);
        assert_eq!(again.status, 0, "{}", again.stderr);
        let imports = app.imports(&product, estate.site).await.unwrap();
        assert_eq!(imports.len(), 1, "the same import went on");
        let done = &imports[0];
        assert!(matches!(done.stage, Stage::Done(_)), "{done:?}");
        assert_eq!((done.counts.read, done.counts.created), (6000, 6000));
    })
    .await;
}
