//! `huiyin report monthly`: the same figures as PDF, XLSX and JSON, on both databases.

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use huiyin_app::{App, Clock};
use huiyin_testkit::{Estate, TestDb, on_both};

use crate::run::{example, place, text};
use crate::serve::server::program;

fn report(db: &TestDb, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let [name, value] = place(db);
    let first = ["report", "monthly", "--month", "2026-03"];
    let arguments = [&first[..], arguments, &[&name, &value]].concat();
    let output = program(&arguments, &[]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), output.stdout, said)
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
        let figures = forms[0]["tables"]["figures"].as_array().unwrap();
        assert!(figures.len() > 2, "{figures:?}");
        let total = figures.last().unwrap();
        assert!(total["owed"].as_u64().unwrap() > 0, "{total}");

        let (_, xlsx, said) = report(db, &["--site", "CY", "--format", "xlsx"]);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx)).expect(&said);
        let sheet = book.sheet_names()[1].clone();
        let range = book.worksheet_range(&sheet).unwrap();
        let rows: Vec<_> = range.rows().skip(1).collect();
        assert_eq!(rows.len(), figures.len());
        for (row, figures) in rows.iter().zip(figures) {
            assert_eq!(row[0].to_string(), figures["category"].as_str().unwrap());
            let owed = figures["owed"].as_u64().map_or(0.0, |it| it as f64);
            assert!(matches!(row[1], Data::Float(it) if it == owed), "{row:?}");
            if let Some(rate) = figures["rate"].as_f64() {
                assert!(matches!(row[7], Data::Float(it) if it == rate), "{row:?}");
            }
        }

        let file = db.directory().join("report.pdf");
        let out = text(&file);
        let (status, _, said) = report(db, &["--site", "CY", "--out", &out]);
        assert_eq!(status, Some(0), "{said}");
        let read = Command::new("pdftotext")
            .args(["-layout", &out, "-"])
            .output();
        let read = String::from_utf8(read.unwrap().stdout).unwrap();
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
