//! The same events in every format are the same rows.

use std::fmt::Write;

use huiyin_forms::events::EventRow;
use huiyin_forms::table::{Format, Table};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};
use serde_json::{Map, Value};

use crate::files::{TestFile, cells, events, example, example_path, read};

fn example_events() -> Vec<EventRow> {
    let outcome = read::<EventRow>(&example_path("events.csv")).unwrap();
    assert_eq!(outcome.reasons(), [""; 0]);
    outcome.rows
}

#[test]
fn the_example_is_read_whole() {
    let rows = example_events();
    assert_eq!(rows.len(), 24);
    let first = &rows[0];
    assert_eq!(
        (first.row, &*first.event_id, &*first.site),
        (2, "C001", "CY")
    );
    assert_eq!(first.kind.as_deref(), Some("電梯"));
    assert_eq!(first.customer.as_ref().unwrap().reveal().as_ref(), "何女士");
    assert_eq!(
        first.reported_at.unwrap().to_string(),
        "2026-03-14 09:10:00"
    );
    assert_eq!(&*rows[1].departments, ["前台".into(), "工程部".into()]);
    assert!(rows[4].anonymous && rows[4].valid && !rows[4].reply_only);
    assert_eq!(
        rows[22].completed_at.unwrap().to_string(),
        "2026-10-18 00:00:00"
    );
}

#[test]
fn json_lines_are_the_same_rows() {
    let mut lines = String::new();
    for (titles, row) in example_table() {
        let object: Map<String, Value> = titles
            .into_iter()
            .zip(row)
            .map(|(title, cell)| (title, Value::String(cell)))
            .collect();
        let _ = writeln!(lines, "{}", Value::Object(object));
    }
    let file = TestFile::new("events.jsonl", lines);
    let mut rows = read::<EventRow>(file.path()).unwrap().rows;
    for row in &mut rows {
        row.row += 1;
    }
    assert_eq!(rows, example_events());
}

#[test]
fn json_values_of_every_sort_are_cells() {
    let line = r#"{"event_id": 7, "site": "CY", "category": "repair", "anonymous": true, "valid": null,
        "departments": ["前台", "工程部"], "phone": 13800000001, "color": "red", "size": {"w": [1, 2.50]}}"#;
    let file = TestFile::new("events.jsonl", line.replace('\n', " "));
    let outcome = read::<EventRow>(file.path()).unwrap();
    assert_eq!(outcome.reasons(), [""; 0]);
    let row = &outcome.rows[0];
    assert_eq!(
        (&*row.event_id, row.anonymous, row.valid),
        ("7", true, true)
    );
    assert_eq!(row.departments.len(), 2);
    assert_eq!(row.phone.as_ref().unwrap().reveal().as_ref(), "13800000001");
    let notes: Vec<_> = row
        .notes
        .iter()
        .map(|note| (&*note.title, &*note.text))
        .collect();
    assert_eq!(notes, [("color", "red"), ("size", r#"{"w":[1,2.5]}"#)]);
}

#[test]
fn a_workbook_is_the_same_rows() {
    let file = TestFile::new("events.xlsx", workbook_of_example());
    assert_eq!(Table::open(file.path()).unwrap().format(), Format::Xlsx);
    let rows = read::<EventRow>(file.path()).unwrap();
    assert_eq!(rows.reasons(), [""; 0]);
    assert_eq!(rows.rows, example_events());
}

#[test]
fn cells_of_a_workbook_become_the_texts_that_people_see() {
    let mut workbook = Workbook::new();
    let moment = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = workbook.add_worksheet();
    let titles = ["day", "moment", "late", "phone", "half", "yes", "text"];
    sheet.write_row(0, 0, titles).unwrap();
    let at = |text| ExcelDateTime::parse_from_str(text).unwrap();
    sheet
        .write_with_format(2, 0, at("2026-03-15"), &moment)
        .unwrap();
    sheet
        .write_with_format(2, 1, at("2026-03-15T16:00:20"), &moment)
        .unwrap();
    sheet
        .write_with_format(2, 2, 46_096.999_999_9, &moment)
        .unwrap();
    sheet.write(2, 3, 13_800_000_001_i64).unwrap();
    sheet.write(2, 4, 0.5).unwrap();
    sheet.write(2, 5, true).unwrap();
    sheet.write(2, 6, " 3-1202\u{3000}").unwrap();
    let file = TestFile::new("cells.xlsx", workbook.save_to_buffer().unwrap());
    let mut table = Table::open(file.path()).unwrap();
    assert_eq!(table.next_row().unwrap().unwrap().unwrap().number(), 3);
    let seen = "2026-03-15|2026-03-15 16:00:20|2026-03-16|13800000001|0.5|true|3-1202";
    assert_eq!(cells(file.path()).unwrap()[1].join("|"), seen);
}

#[test]
fn a_workbook_with_dates_as_dates_is_the_same_rows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let moment = CellFormat::new().set_num_format("yyyy/m/d h:mm");
    let titles = [
        "編號",
        "管理處",
        "類別",
        "受理時間",
        "處理完畢時間",
        "合同首日",
        "合同末日",
    ];
    sheet.write_row(0, 0, titles).unwrap();
    sheet.write_row(1, 0, ["T1", "CY", "特約服務"]).unwrap();
    for (column, time) in [
        (3, "2026-02-28T09:10:00"),
        (5, "2026-03-01"),
        (6, "2026-08-31"),
    ] {
        let time = ExcelDateTime::parse_from_str(time).unwrap();
        sheet.write_with_format(1, column, time, &moment).unwrap();
    }
    let file = TestFile::new("events.xlsx", workbook.save_to_buffer().unwrap());
    let as_text = "編號,管理處,類別,受理時間,處理完畢時間,合同首日,合同末日\n\
        T1,CY,特約服務,2026-02-28 09:10,,2026-03-01,2026-08-31\n";
    assert_eq!(
        read::<EventRow>(file.path()).unwrap().rows,
        events(as_text).rows
    );
}

#[test]
fn the_error_of_a_formula_is_refused_where_it_matters() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["event_id", "site", "category", "unit", "color"])
        .unwrap();
    sheet.write_row(1, 0, ["R1", "CY", "repair"]).unwrap();
    let lookup = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
    sheet.write_formula(1, 3, lookup.clone()).unwrap();
    sheet.write_row(2, 0, ["R2", "CY", "repair"]).unwrap();
    sheet.write_formula(2, 4, lookup).unwrap();
    let file = TestFile::new("events.xlsx", workbook.save_to_buffer().unwrap());
    let outcome = read::<EventRow>(file.path()).unwrap();
    assert_eq!(outcome.reasons(), ["2 unit NoFormulaError"]);
    assert_eq!(&*outcome.rows[0].notes[0].text, "#N/A");
}

#[test]
fn other_separators_are_found_in_the_titles() {
    let commas = example("events.csv");
    for separator in [";", "\t"] {
        let text = commas.replace(';', "、").replace(',', separator);
        let outcome = events(text);
        assert_eq!(outcome.reasons(), [""; 0]);
        assert_eq!(outcome.rows.len(), 24);
        assert_eq!(outcome.rows[23].unit.as_deref(), Some("6-0902"));
    }
}

/// Titles and cells of each row of the example.
fn example_table() -> Vec<(Vec<String>, Vec<String>)> {
    let mut rows = cells(&example_path("events.csv")).unwrap();
    let titles = rows.remove(0);
    rows.into_iter().map(|row| (titles.clone(), row)).collect()
}

fn workbook_of_example() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, row) in cells(&example_path("events.csv"))
        .unwrap()
        .iter()
        .enumerate()
    {
        sheet
            .write_row(u32::try_from(number).unwrap(), 0, row)
            .unwrap();
    }
    workbook.save_to_buffer().unwrap()
}
