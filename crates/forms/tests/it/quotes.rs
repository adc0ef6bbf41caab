//! Rows, line ends and quotes of CSV: which row a spreadsheet would show, and what an open quote may not do.

use std::fmt::Write;

use crate::files::{TestFile, cells, events, read};
use huiyin_forms::events::EventRow;

const TITLES: &str = "event_id,site,category,summary";

fn numbers(text: &str) -> Vec<(u64, String)> {
    let outcome = events(text);
    assert_eq!(outcome.reasons(), [""; 0], "{text:?}");
    let rows = outcome.rows.iter();
    rows.map(|row| (row.row, row.event_id.to_string()))
        .collect()
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let rows = [
        (2, "A".to_owned()),
        (5, "B".to_owned()),
        (7, "C".to_owned()),
    ];
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            TITLES,
            "A,CY,repair,",
            "",
            ",, ,",
            "B,CY,repair,",
            "  ",
            "C,CY,repair,",
        ]
        .join(end);
        assert_eq!(numbers(&text), rows, "lines end in {end:?}");
        assert_eq!(
            numbers(&(text + end)),
            rows,
            "the last line too ends in {end:?}"
        );
    }
}

#[test]
fn line_ends_may_be_mixed() {
    let text = format!(
        "\r\n\n{TITLES}\r\nA,CY,repair,\nB,CY,repair,\rC,CY,repair,\r\n\r\n\r\rD,CY,repair,x"
    );
    let rows = [(4, "A"), (5, "B"), (6, "C"), (10, "D")];
    assert_eq!(numbers(&text), rows.map(|(row, id)| (row, id.to_owned())));
}

#[test]
fn line_ends_within_quotes_are_not_rows() {
    let text = format!(
        "{TITLES}\r\nA,CY,repair,\"one\r\ntwo\n\nthree \"\"four\"\"\"\r\nB,CY,repair,x\r\n"
    );
    assert_eq!(numbers(&text), [(2, "A".to_owned()), (3, "B".to_owned())]);
    let file = TestFile::new("rows.csv", text);
    assert_eq!(
        cells(file.path()).unwrap()[1][3],
        "one\r\ntwo\n\nthree \"four\""
    );
}

#[test]
fn an_open_quote_swallows_no_other_row() {
    let text =
        format!("{TITLES}\nA,CY,repair,x\nB,CY,repair,\"open\nC,CY,repair,y\nD,CY,repair,z\n");
    let outcome = events(text);
    assert_eq!(outcome.reasons(), ["3 - ClosedQuote"]);
    assert_eq!(&*outcome.refusals[0].value, "B,CY,repair,\"open");
    let rows: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| (row.row, &*row.event_id))
        .collect();
    assert_eq!(rows, [(2, "A"), (4, "C"), (5, "D")]);
}

#[test]
fn an_open_quote_that_another_cell_closes_swallows_no_row_either() {
    for closing in ["\"quoted\"", "5\"", "5\" and more"] {
        let text = format!(
            "{TITLES}\r\nB,CY,repair,\"open\r\nC,CY,repair,y\r\nD,CY,repair,{closing}\r\nE,CY,repair,z\r\n"
        );
        let outcome = events(text);
        assert_eq!(
            outcome.reasons(),
            ["2 - ClosedQuote"],
            "closed by {closing}"
        );
        let rows: Vec<_> = outcome
            .rows
            .iter()
            .map(|row| (row.row, &*row.event_id))
            .collect();
        assert_eq!(rows, [(3, "C"), (4, "D"), (5, "E")], "closed by {closing}");
    }
}

#[test]
fn an_open_quote_far_from_the_end_is_found_at_the_cap() {
    let mut text = format!("{TITLES}\nA,CY,repair,\"open\n");
    for number in 0..120_000 {
        let words = "word ".repeat(6);
        let _ = writeln!(text, "R{number},CY,repair,{words}");
    }
    assert!(text.len() > 5 << 20, "longer than a row may be");
    let outcome = events(text);
    assert_eq!(outcome.reasons(), ["2 - ClosedQuote"]);
    assert_eq!(outcome.rows.len(), 120_000);
    assert_eq!(outcome.rows[119_999].row, 120_002);
}

#[test]
fn a_row_of_five_megabytes_is_one_refusal() {
    let long = "x".repeat(5 << 20);
    for cell in [long.clone(), format!("\"{long}\""), format!("\"{long}")] {
        let text = format!("{TITLES}\nA,CY,repair,{cell}\r\nB,CY,repair,\n");
        let outcome = events(text);
        assert_eq!(outcome.reasons(), ["2 - ShorterRow"]);
        assert_eq!((outcome.rows.len(), outcome.rows[0].row), (1, 3));
    }
    let line = format!(
        "{{\"event_id\": \"{long}\"}}\n{{\"event_id\":\"B\",\"site\":\"CY\",\"category\":\"help\"}}"
    );
    let file = TestFile::new("events.jsonl", line);
    let outcome = read::<EventRow>(file.path()).unwrap();
    assert_eq!(outcome.reasons(), ["1 - ShorterRow"]);
    assert_eq!((outcome.rows.len(), outcome.rows[0].row), (1, 2));
}

#[test]
fn loose_quotes_on_one_line_are_taken_as_spreadsheets_take_them() {
    let text = format!("{TITLES}\nA,CY,repair,\"門\"壞了\nB,CY,repair,5\" 管\nC,CY,repair,\"x\"y");
    let file = TestFile::new("rows.csv", text);
    let rows = cells(file.path()).unwrap();
    assert_eq!(
        [&rows[1][3], &rows[2][3], &rows[3][3]],
        ["門壞了", "5\" 管", "xy"]
    );
}
