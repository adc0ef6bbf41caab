//! `huiyin report monthly`: the same figures as PDF, XLSX and JSON, on both databases.

use std::fs;
use std::process::Command;

use huiyin_app::demo::MakeDemo;
use huiyin_app::{App, Clock};
use huiyin_domain::Lang;
use huiyin_forms::paper::{Cell, Form, Layouts, Paper, Words, workbook};
use huiyin_store::sites;
use huiyin_testkit::{Estate, TestDb, on_both};
use serde_json::json;
use tempfile::tempdir;

use crate::run::{example, place, text, without_room};
use crate::serve::server::program;

fn report(db: &TestDb, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let [name, value] = place(db);
    let first = ["report", "monthly", "--month", "2026-03"];
    let arguments = [&first[..], arguments, &[&name, &value]].concat();
    let output = program(&arguments, &[]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), output.stdout, said)
}

/// What another program reads in a workbook: its worksheets with their set-up, and their cells with their types.
fn by_openpyxl(path: &str) -> serde_json::Value {
    let script = "import json, sys, openpyxl\n\
        def cell(it):\n    \
            return it.value.isoformat() if it.is_date else it.value\n\
        book = openpyxl.load_workbook(sys.argv[1])\n\
        print(json.dumps([{'name': page.title, 'frozen': page.freeze_panes, 'filter': page.auto_filter.ref, \
        'paper': page.page_setup.paperSize and int(page.page_setup.paperSize), 'repeated': page.print_title_rows, 'header': page.oddHeader.center.text, \
        'rows': [[cell(it) for it in row] for row in page.iter_rows()], \
        'formulas': sum(it.data_type == 'f' for row in page.iter_rows() for it in row)} for page in book]))";
    let has = |python: &&str| {
        let asked = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        asked.is_ok_and(|asked| asked.status.success())
    };
    // The one that comes first may be another than the system's, which has the package.
    let python = ["python3", "/usr/bin/python3"].into_iter().find(has);
    let python = python.expect("python3 with openpyxl (Debian: python3-openpyxl)");
    let output = Command::new(python).args(["-c", script, path]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn another_program_reads_the_types_and_finds_no_formula() {
    let mut paper = Paper::new(Form::EventList, Lang::ZhHant);
    for words in ["=1+1", "+1", "-1", "@SUM(A1)", "普通"] {
        let cells = [
            ("number", Cell::text(words)),
            ("summary", Cell::text(words)),
            ("reported_at", Cell::Moment("2026-03-18 09:30".to_owned())),
        ];
        paper.row("events", cells);
    }
    let mut figures = Paper::new(Form::HandOver, Lang::ZhHant);
    figures.row(
        "records",
        [
            ("line", Cell::Count(7)),
            ("visited_on", Cell::Day("2026-03-18".to_owned())),
        ],
    );
    let layouts = Layouts::default();
    let sheets = [layouts.sheet(&paper), layouts.sheet(&figures)];
    let folder = tempdir().unwrap();
    let path = text(&folder.path().join("book.xlsx"));
    workbook(&sheets, fs::File::create(&path).unwrap()).unwrap();
    let book = by_openpyxl(&path);
    let pages = book.as_array().unwrap();
    assert!(pages.iter().all(|page| page["formulas"] == 0), "{book}");
    let rows = pages[0]["rows"].as_array().unwrap();
    for (row, words) in rows[1..]
        .iter()
        .zip(["=1+1", "+1", "-1", "@SUM(A1)", "普通"])
    {
        assert_eq!(
            (&row[0], &row[7], &row[8]),
            (&json!(words), &json!(words), &json!("2026-03-18T09:30:00"))
        );
    }
    let mut typed = pages
        .iter()
        .flat_map(|page| page["rows"].as_array().unwrap());
    let row = typed
        .find(|row| row[0] == 7)
        .unwrap_or_else(|| panic!("{book}"));
    assert_eq!(row[5], "2026-03-18T00:00:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reports_of_a_month_are_equal_to_each_other() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        Estate::build(db, "kehu", app.clock().now()).await;
        let [name, value] = place(db);
        let events = example("events.csv");
        let import = [
            "import",
            "events",
            &events,
            "--site",
            "CY",
            "--plan-history",
            &name,
            &value,
        ];
        let taken = program(&import, &[]).output().unwrap();
        assert!(matches!(taken.status.code(), Some(0 | 3)), "{taken:?}");

        let (status, json, said) = report(db, &["--site", "CY", "--format", "json"]);
        assert_eq!(status, Some(0), "{said}");
        let report_: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(report_["site"], "CY");
        let forms = report_["reports"].as_array().unwrap();
        let ids: Vec<_> = forms
            .iter()
            .map(|it| it["form"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["statistics", "monthly_return", "analysis"]);
        assert!(forms.iter().all(|it| it["demo"] == false));
        let figures = forms[0]["tables"]["figures"].as_array().unwrap();
        assert!(figures.len() > 2, "{figures:?}");
        let total = figures.last().unwrap();
        assert!(total["owed"].as_u64().unwrap() > 0, "{total}");
        // The return and the analysis have all of the table, and the rates of before besides.
        for form in &forms[1..] {
            let rows = form["tables"]["figures"].as_array().unwrap();
            assert_eq!(rows.len(), figures.len(), "{form}");
            for (row, figures) in rows.iter().zip(figures) {
                for (column, figure) in figures.as_object().unwrap() {
                    assert_eq!(&row[column], figure, "{column}: {row}");
                }
            }
        }

        let xlsx = db.directory().join("report.xlsx");
        let out = text(&xlsx);
        let (status, _, said) = report(db, &["--site", "CY", "--format", "xlsx", "--out", &out]);
        assert_eq!(status, Some(0), "{said}");
        let book = by_openpyxl(&out);
        assert!(!book.to_string().contains("made up"), "{book}");
        let tables = book.as_array().unwrap().iter();
        let mut tables = tables.filter(|it| it["frozen"] == "A2");
        let table = tables.next().unwrap();
        assert_eq!(
            table["filter"].as_str().unwrap().split(':').next(),
            Some("A1")
        );
        assert_eq!(
            (&table["paper"], &table["repeated"]),
            (&json!(9), &json!("$1:$1"))
        );
        let rows = &table["rows"].as_array().unwrap()[1..];
        assert_eq!(rows.len(), figures.len());
        for (row, figures) in rows.iter().zip(figures) {
            assert_eq!(row[0], figures["category"]);
            let number = |cell: &serde_json::Value| cell.as_f64();
            assert_eq!(number(&row[1]), number(&figures["owed"]), "{row}");
            assert_eq!(number(&row[7]), number(&figures["rate"]), "{row}");
        }

        let file = db.directory().join("report.pdf");
        let out = text(&file);
        let (status, _, said) = report(db, &["--site", "CY", "--out", &out]);
        assert_eq!(status, Some(0), "{said}");
        let read = Command::new("pdftotext")
            .args(["-layout", &out, "-"])
            .output();
        let read = String::from_utf8(read.unwrap().stdout).unwrap();
        assert!(!read.contains("made up"), "{read}");
        for row in figures {
            let category = row["category"].as_str().unwrap().trim();
            let line = read.lines().find(|line| line.trim().starts_with(category));
            let line = line.unwrap_or_else(|| panic!("{category}: {read}"));
            let owed = row["owed"].to_string();
            assert!(
                line.split_whitespace().any(|word| word == owed),
                "{owed}: {line}"
            );
            if let Some(rate) = row["rate"].as_f64() {
                let rate = format!("{:.1}%", rate * 100.0);
                assert!(line.contains(&rate), "{rate}: {line}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reports_and_exports_of_a_demo_say_so() {
    on_both(async |db| {
        let clock = huiyin_testkit::Clock::default();
        let app = App::new((*db).clone(), Clock::standing_at(clock.now()));
        let demo = MakeDemo {
            procedure: "kehu".to_owned(),
            months: 0,
            until: app.clock().now(),
        };
        let site = app.make_demo(&demo, drop).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let code = sites::site(&mut tx, site).await.unwrap().unwrap().code;
        drop(tx);

        let words = Words::of(Lang::En);
        let mark = words.mark();
        let (status, json, said) = report(db, &["--site", &code, "--format", "json"]);
        assert_eq!(status, Some(0), "{said}");
        let reports: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let reports = reports["reports"].as_array().unwrap();
        assert!(reports.iter().all(|it| it["demo"] == true), "{reports:?}");

        let out = text(&db.directory().join("demo.xlsx"));
        let (status, _, said) = report(db, &["--site", &code, "--format", "xlsx", "--out", &out]);
        assert_eq!(status, Some(0), "{said}");
        let book = by_openpyxl(&out);
        for page in book.as_array().unwrap() {
            let header = page["header"].as_str().unwrap();
            assert!(header.ends_with(&mark), "{page}");
            let rows = page["rows"].to_string();
            assert!(rows.contains(&words.demo), "{page}");
        }

        let out = text(&db.directory().join("demo.pdf"));
        let (status, _, said) = report(db, &["--site", &code, "--out", &out]);
        assert_eq!(status, Some(0), "{said}");
        let read = Command::new("pdftotext").args(["-raw", &out, "-"]).output();
        let read = String::from_utf8(read.unwrap().stdout).unwrap();
        let pages = read.trim_end_matches('\u{c}').split('\u{c}');
        for page in pages {
            assert!(page.contains(&words.made_up), "{page}");
        }

        let out = text(&db.directory().join("export"));
        let [name, value] = place(db);
        let export = [
            "export", "--all", "--site", &code, "--out", &out, &name, &value,
        ];
        let exported = program(&export, &[]).output().unwrap();
        assert!(exported.status.success(), "{exported:?}");
        let verified = program(&["verify", &out], &[]).output().unwrap();
        let said = String::from_utf8(verified.stdout).unwrap();
        assert!(said.contains(&format!("! {mark}")), "{said}");
    })
    .await;
}

/// The largest file of a process, in blocks of 512 bytes: a report is larger, and nothing is written into a database.
const BLOCKS: u32 = 16;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_a_sentence_and_no_file() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        Estate::build(db, "kehu", app.clock().now()).await;
        let place = place(db);
        let [name, value] = &place;
        let folder = tempdir().unwrap();
        let temporary = tempdir().unwrap();
        let out = text(&folder.path().join("report.pdf"));
        let report = [
            "report", "monthly", "--month", "2026-03", "--site", "CY", "--out", &out, name, value,
        ];
        let gone = || {
            let mut command = program(&report, &[]);
            command.env("TMPDIR", temporary.path().join("gone"));
            command
        };
        for (mut command, said) in [
            (
                without_room(BLOCKS, &report),
                "disk for temporary files is full",
            ),
            (gone(), "No such file or directory"),
        ] {
            let output = command.env_remove("HUIYIN_DATABASE_URL").output().unwrap();
            let words = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{words}");
            assert!(
                words.contains(said) && words.contains("try again"),
                "{words}"
            );
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{words}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_site_is_refused() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        Estate::build(db, "kehu", app.clock().now()).await;
        let (status, file, said) = report(db, &["--site", "ZZ", "--format", "json"]);
        assert_eq!(status, Some(2));
        assert!(
            file.is_empty() && said.contains("`ZZ`") && said.contains("--site"),
            "{said}"
        );
    })
    .await;
}
