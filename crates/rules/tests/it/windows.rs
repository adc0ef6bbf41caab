//! When follow-ups are due: the tables of the requirements, and every day of a century.

use huiyin_domain::{Category, Day, Phase, Severity, Window};
use huiyin_rules::obligations::{Contract, EventFacts, ReplyOnly};
use huiyin_rules::procedure::{Edition, shipped, shipped_by_id};
use huiyin_rules::{Rules, Workdays};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn facts(category: Category) -> EventFacts<'static> {
    EventFacts {
        category,
        kind: None,
        severity: Severity::General,
        completed_at: None,
        contract: None,
        anonymous: false,
        reply_only: ReplyOnly::No,
        valid: true,
        rating: None,
        is_repeat: false,
        listed: 1,
    }
}

fn windows(rules: &Rules<'_>, event: &EventFacts<'_>) -> Vec<(Phase, Window)> {
    let mut windows = Vec::new();
    rules.obligations(event, |obligation| {
        windows.push((obligation.phase, obligation.window));
    });
    windows
}

/// `procedure category completed not_before due`, one case a line.
const COMPLETED: &str = "
kehu  complaint   2026-03-15 2026-03-15 2026-03-18
kehu  complaint   2026-01-31 2026-01-31 2026-02-03
kehu  repair      2026-01-31 2026-01-31 2026-02-28
kehu  repair      2028-01-30 2028-01-30 2028-02-29
kehu  activity    2025-12-31 2025-12-31 2026-01-31
kehu  move_in     2026-03-18 2026-03-18 2026-04-01
kehu  emergency   2026-03-10 2026-03-10 2026-03-17
kehu  festival    2026-10-18 2026-10-11 2026-10-18
yezhu complaint   2026-02-26 2026-02-26 2026-03-01
yezhu complaint   2028-02-26 2028-02-26 2028-02-29
yezhu repair      2026-01-31 2026-02-28 2026-03-31
yezhu repair      2025-12-31 2026-01-31 2026-02-28
yezhu repair      2028-01-30 2028-02-29 2028-03-30
yezhu help        2026-01-31 2026-01-31 2026-02-07
yezhu other       2025-12-31 2025-12-31 2026-01-07
yezhu move_in     2026-03-18 2026-03-18 2026-03-25
yezhu publication 2026-03-20 2026-03-20 2026-04-20
wuye  repair      2026-01-31 2026-02-07 2026-02-28
wuye  repair      2026-03-15 2026-03-22 2026-04-15
wuye  emergency   2026-03-10 2026-03-10 2026-03-17
";

// Shows every roll_to_next_workday.
#[test]
fn a_copy_with_a_table_of_holidays_rolls_its_deadlines_past_them() {
    let base = shipped_by_id("kehu").unwrap();
    let copy = |table: &str| {
        let rolls = format!("roll_to_next_workday = true\n{table}");
        let text = base.copied("own", "2026-09");
        let text = text.replace("roll_to_next_workday = false", &rolls);
        Edition::parse_copy(&text, base)
    };
    let due = |table: &str| {
        let edition = copy(table).expect("a sound copy");
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let event = EventFacts {
            completed_at: Some("2026-09-28 10:00".parse().unwrap()),
            ..facts(Category::Complaint)
        };
        windows(&rules, &event)[0].1.due().to_string()
    };
    assert_eq!(due(""), "2026-10-01", "no table, and a Thursday");
    let national = "holidays = [\"2026-10-01\", \"2026-10-02\", \"2026-10-05\", \"2026-10-06\", \"2026-10-07\"]";
    assert_eq!(due(national), "2026-10-08", "past the weekend as well");
    let swapped = format!("{national}\nworked_weekends = [\"2026-10-04\"]");
    assert_eq!(due(&swapped), "2026-10-04", "a Sunday that is worked");
    assert!(copy("holidays = [\"2026-13-01\"]").is_err(), "no such day");
}

// Shows every day_zero.
#[test]
fn windows_follow_the_day_of_completion() {
    for case in COMPLETED.lines().filter(|line| !line.is_empty()) {
        let [procedure, category, completed, not_before, due] = case
            .split_whitespace()
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let rules = Rules::new(
            &shipped_by_id(procedure).unwrap().procedure,
            Workdays::default(),
        );
        let mut event = facts(Category::of_id(category).unwrap());
        event.completed_at = Some(format!("{completed} 23:59").parse().unwrap());
        let expected = Window::new(day(not_before), day(due)).unwrap();
        assert_eq!(windows(&rules, &event)[0].1, expected, "{case}");
    }
}

/// The visits of a contract under `yezhu`: phase, first and last day, and when the number arises.
fn contract_visits(first: &str, last: &str, completed: Option<&str>) -> Vec<String> {
    let rules = Rules::new(
        &shipped_by_id("yezhu").unwrap().procedure,
        Workdays::default(),
    );
    let mut event = facts(Category::ContractedService);
    event.contract = Contract::new(day(first), day(last));
    event.completed_at = completed.map(|text| text.parse().unwrap());
    let mut visits = Vec::new();
    rules.obligations(&event, |visit| {
        let (from, to) = (visit.window.not_before(), visit.window.due());
        visits.push(format!(
            "{} {from} {to} {}",
            visit.phase,
            visit.arises.day()
        ));
    });
    visits
}

// Shows every contract_middle contract_end.
#[test]
fn a_contract_is_visited_in_its_middle_third_and_after_its_end() {
    let middle = "middle 2026-05-01 2026-07-01 2026-06-01";
    let end = "end 2026-09-01 2026-09-07 2026-08-31";
    assert_eq!(
        contract_visits("2026-03-01", "2026-08-31", None),
        [middle, end]
    );
    assert_eq!(
        contract_visits("2026-03-01", "2026-08-31", Some("2026-09-02 10:00")),
        [middle, end]
    );
}

#[test]
fn a_contract_that_ends_early_is_visited_by_its_real_end() {
    let middle = "middle 2026-05-01 2026-07-01 2026-06-01";
    let on_first_day = contract_visits("2026-03-01", "2026-08-31", Some("2026-05-01"));
    assert_eq!(
        on_first_day,
        [middle, "end 2026-05-02 2026-05-08 2026-05-01"]
    );
    let before = contract_visits("2026-03-01", "2026-08-31", Some("2026-04-30"));
    assert_eq!(before, ["end 2026-05-01 2026-05-07 2026-04-30"]);
    let before_its_start = contract_visits("2026-03-01", "2026-08-31", Some("2026-02-20"));
    assert_eq!(before_its_start, ["end 2026-02-21 2026-02-27 2026-02-20"]);
}

#[test]
fn a_short_contract_is_visited_after_its_end_only() {
    assert_eq!(
        contract_visits("2026-03-06", "2026-03-11", None),
        ["end 2026-03-12 2026-03-18 2026-03-11"]
    );
    let seven_days = contract_visits("2026-03-01", "2026-03-07", None);
    assert_eq!(
        seven_days,
        [
            "middle 2026-03-03 2026-03-05 2026-03-04",
            "end 2026-03-08 2026-03-14 2026-03-07"
        ]
    );
}

// Shows wuye contract_middle_and_end.
#[test]
fn the_literal_reading_of_contracts_is_one_visit_late_in_the_contract() {
    let text = &shipped_by_id("wuye").unwrap().text;
    let table = text
        .split("[[category]]")
        .find(|table| table.contains("\"contracted_service\""))
        .unwrap();
    let (before, rest) = table.split_once("[[category.window]]").unwrap();
    let (_, rest) = rest.split_once("[category.rate]").unwrap();
    let literal =
        "phase = \"middle\"\nfrom = \"2/3 + 1 day\"\nto = \"1/1 + -1 days\"\nbasis = [\"4.1.4\"]\n";
    let literal = format!("{before}[[category.window]]\n{literal}\n[category.rate]{rest}");
    let procedure = toml::from_str(&text.replace(table, &literal)).unwrap();
    let rules = Rules::new(&procedure, Workdays::default());
    let mut event = facts(Category::ContractedService);
    event.contract = Contract::new(day("2026-03-01"), day("2026-08-31"));
    let expected = Window::new(day("2026-07-02"), day("2026-08-31")).unwrap();
    assert_eq!(windows(&rules, &event), [(Phase::Middle, expected)]);
}

#[test]
fn no_window_closes_before_it_opens_on_any_day_of_a_century() {
    for edition in shipped() {
        let categories = &edition.procedure.categories;
        let by_days = categories
            .iter()
            .filter(|rule| rule.id != Category::ContractedService);
        for window in by_days.flat_map(|rule| &rule.windows) {
            let mut today = day("1990-01-01");
            while today <= day("2100-12-31") {
                let (opens, closes) = (window.from.from(today), window.to.from(today));
                assert!(
                    opens <= closes,
                    "{}: {window:?} on {today}",
                    edition.procedure.id
                );
                today = today.plus_days(1);
            }
        }
    }
}

#[test]
fn no_contract_window_closes_before_it_opens_for_any_length() {
    let rules = Rules::new(
        &shipped_by_id("yezhu").unwrap().procedure,
        Workdays::default(),
    );
    let windows = &rules.category(Category::ContractedService).unwrap().windows;
    for length in 1..=4_000 {
        for window in windows
            .iter()
            .filter(|window| window.phase == Phase::Middle)
        {
            let start = day("2026-03-01");
            assert!(
                window.from.of_contract(start, length) <= window.to.of_contract(start, length),
                "{length}"
            );
        }
    }
}
