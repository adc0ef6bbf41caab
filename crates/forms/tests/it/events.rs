//! What makes a row of events a valid one, and what each bad row is told.

use huiyin_domain::{Category, Lang, Rating, Severity, SiteZone};
use huiyin_forms::events::EventRow;
use huiyin_forms::{Options, Refusal};

use crate::files::{TestFile, events, read, read_with};

/// Reads one event with these further columns and their cells.
fn one(columns: &str, cells: &str) -> Result<EventRow, Vec<String>> {
    let mut outcome = events(format!("event_id,site,category,{columns}\nC1,CY,{cells}\n"));
    match outcome.rows.pop() {
        Some(row) => Ok(row),
        None => Err(outcome.reasons()),
    }
}

#[track_caller]
fn refused(columns: &str, cells: &str, reasons: &[&str]) {
    assert_eq!(
        one(columns, cells).unwrap_err(),
        reasons,
        "{columns}: {cells}"
    );
}

#[test]
fn cells_are_trimmed_and_empty_means_not_known() {
    let row = one("kind,unit,customer", " complaint ,\u{3000} ,\t3-1202 ,").unwrap();
    assert_eq!(row.category, Category::Complaint);
    assert_eq!((row.kind, row.unit.as_deref()), (None, Some("3-1202")));
    assert_eq!(row.severity, Severity::General);
    assert_eq!((row.reported_at, row.rating, row.valid), (None, None, true));
}

#[test]
fn words_are_ids_in_lower_case_or_titles() {
    for word in ["contracted_service", "特約服務", "特约服务"] {
        let days = "contract_start,contract_end";
        let row = one(days, &format!("{word},2026-03-01,2026-03-01")).unwrap();
        assert_eq!(row.category, Category::ContractedService);
    }
    let row = one("severity,rating", "投诉,重大,较满意").unwrap();
    assert_eq!(
        (row.severity, row.rating),
        (Severity::Major, Some(Rating::Fairly))
    );
    refused("kind", "Complaint,", &["2 category Category"]);
    refused("kind", ",", &["2 category Filled"]);
    refused("severity", "complaint,urgent", &["2 severity Severity"]);
    refused("severity", "repair,urgent", &["2 severity Severity"]);
    refused("rating", "repair,5", &["2 rating Rating"]);
}

#[test]
fn only_complaints_have_a_severity() {
    assert_eq!(
        one("severity", "repair,major").unwrap().severity,
        Severity::General
    );
}

#[test]
fn flags_are_read_in_any_case() {
    let flags = "anonymous,reply_only,reply_attached,valid";
    for (cells, read) in [
        (",,,", [false, false, false, true]),
        ("TRUE,True,true,FALSE", [true, true, true, false]),
        ("是,1,否,0", [true, true, false, false]),
    ] {
        let row = one(flags, &format!("complaint,{cells}")).unwrap();
        let flags = [row.anonymous, row.reply_only, row.reply_attached, row.valid];
        assert_eq!(flags, read, "{cells}");
    }
    refused(
        "anonymous,valid",
        "complaint,maybe,2",
        &["2 anonymous Flag", "2 valid Flag"],
    );
}

#[test]
fn times_are_local_or_have_an_offset() {
    for (cell, local) in [
        ("2026-03-15", "2026-03-15 00:00:00"),
        ("2026-03-15 16:05", "2026-03-15 16:05:00"),
        ("2026-03-15 16:05:09", "2026-03-15 16:05:09"),
        ("2026-03-15T16:05:09+08:00", "2026-03-15 16:05:09"),
        ("2026-03-15T20:00:00Z", "2026-03-16 04:00:00"),
    ] {
        let row = one("completed_at", &format!("help,{cell}")).unwrap();
        assert_eq!(row.completed_at.unwrap().to_string(), local);
    }
    for (cell, reason) in [
        ("31/2/2026", "Moment"),
        ("2026-02-31", "RealDay"),
        ("2026-2-3", "Moment"),
        ("2026-03-15T16:05", "Moment"),
        ("2026-03-15 24:00", "Moment"),
        ("0206-03-15", "Year"),
        ("昨天", "Moment"),
    ] {
        let reason = format!("2 completed_at {reason}");
        refused("completed_at", &format!("help,{cell}"), &[&reason]);
    }
}

#[test]
fn an_offset_becomes_wall_time_of_the_site() {
    let file = TestFile::new(
        "events.csv",
        "event_id,site,category,completed_at\nC1,CY,help,2026-03-15T08:00:00Z\n",
    );
    let options = Options {
        zone: "Europe/Lisbon".parse::<SiteZone>().unwrap(),
        ..Options::default()
    };
    let outcome = read_with::<EventRow>(file.path(), options).unwrap();
    let completed = outcome.rows[0].completed_at.unwrap();
    assert_eq!(completed.to_string(), "2026-03-15 08:00:00");
}

#[test]
fn nothing_is_completed_before_it_was_reported() {
    let times = "reported_at,completed_at";
    refused(
        times,
        "repair,2026-03-15 09:00,2026-03-15 08:59",
        &["2 completed_at NotBefore"],
    );
    refused(
        times,
        "repair,2026-03-15 09:00,2026-03-15",
        &["2 completed_at NotBefore"],
    );
    assert!(one(times, "repair,2026-03-15 09:00,2026-03-15 09:00").is_ok());
    assert!(one(times, "repair,2026-03-15 09:00,").is_ok());
}

#[test]
fn a_contracted_service_needs_its_days_in_order() {
    let days = "contract_start,contract_end";
    let both = [
        "2 contract_start ContractDays",
        "2 contract_end ContractDays",
    ];
    refused(days, "contracted_service,,", &both);
    refused("kind", "contracted_service,", &both);
    refused(days, "contracted_service,2026-03-01,", &both[1..]);
    refused(
        days,
        "contracted_service,2026-02-30,2026-03-01",
        &["2 contract_start RealDay"],
    );
    refused(
        days,
        "contracted_service,2026-03-02,2026-03-01",
        &["2 contract_end NotBefore"],
    );
    refused(
        days,
        "other,2026-03-02,2026-03-01",
        &["2 contract_end NotBefore"],
    );
    assert!(one(days, "other,2026-03-02,").unwrap().contract.is_none());
    let one_day = one(days, "contracted_service,2026-03-01,2026-03-01").unwrap();
    assert!(one_day.contract.is_some());
}

#[test]
fn a_row_says_everything_that_is_wrong_with_it() {
    let outcome = events("event_id,site,category,valid,unit\n , ,sports,no,\nC2,CY,help,,1,2\n");
    assert_eq!(
        outcome.reasons(),
        [
            "2 event_id Filled",
            "2 site Filled",
            "2 category Category",
            "2 valid Flag",
            "3 - NoMoreCells"
        ]
    );
}

#[test]
fn the_first_event_of_an_id_stands() {
    let rows = "C1,CY,help\nC1,HY,help\nC1,CY,repair\nC2,CY,sports\nC2,CY,help\nC1,HY,help\n";
    let outcome = events(format!("event_id,site,category\n{rows}"));
    assert_eq!(
        outcome.reasons(),
        [
            "4 event_id FreshId",
            "5 category Category",
            "7 event_id FreshId"
        ]
    );
    assert!(outcome.refusals[0].sentence(Lang::En).contains("row 2"));
    // A row that was refused is not there: the next one with its id is the first.
    let taken: Vec<u64> = outcome.rows.iter().map(|row| row.row).collect();
    assert_eq!(taken, [2, 3, 6]);
}

#[test]
fn a_cell_that_is_too_long_is_refused() {
    let long = "長".repeat(201);
    refused("kind", &format!("help,{long}"), &["2 kind Shorter"]);
    assert!(one("kind", &format!("help,{}", &long[3..])).is_ok());
    assert!(one("summary", &format!("help,{long}")).is_ok());
    refused(
        "summary",
        &format!("help,{}", "長".repeat(32_768)),
        &["2 summary Shorter"],
    );
}

#[test]
fn cells_beyond_the_titles_may_only_be_empty() {
    assert!(one("kind", "help,x,, ,").is_ok());
    refused("kind", "help,x,,y", &["2 - NoMoreCells"]);
}

#[test]
fn cells_that_are_left_out_are_empty() {
    let outcome = events("event_id,site,category,kind,valid\nC1,CY,help\n");
    assert!(outcome.rows[0].valid);
}

#[test]
fn bad_lines_of_json_are_rows_like_others() {
    let lines = r#"
not json
{"event_id": "C1", "site": "CY", "category": "help"}
["C2"]
{"event_id": "C3", "site": "CY", "category": "help"} {}
{"event_id": "C4", "site": "CY", "category": {"id": "help"}}
{"event_id": "C5", "event_id": "C6", "site": "CY", "category": "help"}
{"event_id": "C7", "category": "help"}
{"event_id": "C8", "site": "CY", "category": "help", "kind": "\u0000"}

{"event_id": "C9", "site": "CY", "category": "help"}"#;
    let file = TestFile::new("events.jsonl", lines);
    let outcome = read::<EventRow>(file.path()).unwrap();
    assert_eq!(
        outcome.reasons(),
        [
            "2 - JsonObject",
            "4 - JsonObject",
            "5 - JsonObject",
            "6 category PlainValue",
            "7 event_id OnceInRow",
            "8 site Filled",
            "9 - NoNul",
        ]
    );
    let taken: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| (row.row, &*row.event_id))
        .collect();
    assert_eq!(taken, [(3, "C1"), (11, "C9")]);
}

#[test]
fn refusals_read_as_sentences_in_three_languages() {
    let refusal = events("event_id,site,category\nC1,CY,sports\n")
        .refusals
        .remove(0);
    assert_eq!(
        refusal.sentence(Lang::ZhHant),
        "第 2 行 類別（category）「sports」：應為其一：complaint 投訴、repair 維修、contracted_service 特約服務、\
         help 求助、activity 文體活動、publication 報刊雜誌、move_in 入伙、emergency 突發事件、festival 節日拜訪、\
         other 其他。"
    );
    assert_eq!(
        refusal.sentence(Lang::En),
        "Row 2, category, “sports”: expected one of complaint, repair, contracted_service, help, activity, \
         publication, move_in, emergency, festival, other."
    );
    let row = Refusal {
        column: None,
        value: "".into(),
        ..refusal
    };
    assert!(row.sentence(Lang::ZhHans).starts_with("第 2 行：应为其一"));
}

#[test]
fn a_long_value_is_shown_shortened() {
    let outcome = events(format!(
        "event_id,site,category\nC1,CY,{}\n",
        "長".repeat(100)
    ));
    assert_eq!(outcome.refusals[0].value.chars().count(), 61);
}
