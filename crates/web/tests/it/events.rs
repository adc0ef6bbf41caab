//! Events from the intake to their completion and correction, as somebody at a desk does it.

use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, LocalTime, Severity, SiteZone};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Answer, Browser, Database};

const PASSWORD: &str = "seven+herons+over+water";
const COMPLAINT: &str = "category=complaint&summary=%E9%9B%BB%E6%A2%AF%E7%95%B0%E9%9F%BF";

/// The estate on a Monday morning, and somebody of its staff at a desk.
pub(crate) async fn desk(
    db: &TestDb,
    procedure: &'static str,
    post: &str,
) -> (App, Estate, Browser) {
    let wall: LocalTime = "2026-03-16 09:00".parse().unwrap();
    let clock = Clock::standing_at(SiteZone::default().instant(wall));
    let app = App::new((*db).clone(), clock);
    let estate = Estate::build(db, procedure, app.clock().now()).await;
    open_account(&app, &estate, post).await;
    let there = Arc::new(Database { there: true });
    let mut browser = Browser::new(&router(Settings::default(), there, app.clone()));
    let answer = browser.sign_in(post, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    (app, estate, browser)
}

/// A value that a form of a page carries.
pub(crate) fn carried(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.text().split(&mark).nth(1).expect("the form has it");
    rest.split('"').next().unwrap().to_owned()
}

/// Sends a form that carries the command of the page it stands on.
pub(crate) async fn send(browser: &mut Browser, page: &Answer, path: &str, form: &str) -> Answer {
    let command = carried(page, "command");
    let form = format!("command={command}&{form}");
    browser.ask("POST", path, &form).await
}

/// Registers a complaint of the household; the address of its page.
pub(crate) async fn registered(browser: &mut Browser, estate: &Estate, more: &str) -> String {
    let unit = estate.units["3-1202"];
    let person = estate.residents["3-1202"];
    let path = format!("/events/new?unit={unit}&person={person}");
    let page = browser.ask("GET", &path, "").await;
    assert!(page.text().contains("何女士") && page.text().contains("138****0001"));
    let form = format!("{COMPLAINT}&unit={unit}&person={person}{more}");
    let mut answer = send(browser, &page, "/events", &form).await;
    if answer.text().contains("疑似重複") {
        let seen = carried(&answer, "seen");
        let form = format!("{form}&seen={seen}");
        answer = send(browser, &page, "/events", &form).await;
    }
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_household_is_found_by_initials_and_its_complaint_saved_in_three_fields() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        for typed in [
            "hns",
            "%E4%BD%95%E5%A5%B3%E5%A3%AB",
            "3-1202",
            "13800000001",
        ] {
            let found = browser
                .ask("GET", &format!("/households?q={typed}"), "")
                .await;
            assert!(found.text().contains("3-1202"), "{typed}");
            assert!(!found.text().contains("13800000001"), "the phone is masked");
            let whole = browser
                .ask("GET", &format!("/events/new?q={typed}"), "")
                .await;
            assert!(whole.text().contains("何女士"), "without scripts: {typed}");
        }
        let event = registered(&mut browser, &estate, "").await;
        let page = browser.ask("GET", &event, "").await;
        for words in ["電梯異響", "已受理", "投訴・一般", "3-1202", "受理登記"] {
            assert!(page.text().contains(words), "{words}");
        }
        let unit = estate.units["3-1202"];
        let again = browser
            .ask("GET", &format!("/events/new?unit={unit}"), "")
            .await;
        assert!(
            again.text().contains("電梯異響"),
            "its open events are shown"
        );
        // 简体 finds 繁體.
        let list = browser.ask("GET", "/events?q=%E7%94%B5%E6%A2%AF", "").await;
        assert!(list.text().contains("電梯異響"));
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_stays_where_it_is_wrong() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "yezhu", "service_officer").await;
        let unit = estate.units["3-1202"];
        let page = browser.ask("GET", "/events/new", "").await;
        for (form, field) in [
            ("summary=%E6%BC%8F%E6%B0%B4", "f-category"),
            ("category=repair&summary=%E6%BC%8F%E6%B0%B4&reported_at=2026-02-31T10%3A00", "f-reported_at"),
            (
                "category=repair&summary=%E6%BC%8F%E6%B0%B4&reported_at=2026-03-10T10%3A00&completed_at=2026-03-09T10%3A00",
                "f-completed_at",
            ),
            (
                "category=contracted_service&summary=%E6%BC%8F%E6%B0%B4&contract_start=2026-03-10&contract_end=2026-03-01",
                "f-contract_end",
            ),
        ] {
            let form = format!("{form}&unit={unit}");
            let answer = send(&mut browser, &page, "/events", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(answer.text().contains(&format!("href=\"#{field}\"")), "{field}");
            assert!(answer.text().contains("漏水"), "what was typed is there");
            assert_eq!(carried(&answer, "unit"), unit.to_string());
        }
    })
    .await;
}

#[tokio::test]
async fn a_full_page_of_the_list_stays_below_40_kb() {
    on_both(async |db| {
        let (app, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let mut register = RegisterEvent {
            site: estate.site,
            event_id: String::new(),
            source: Source::Form,
            content: EventForm {
                category: Some(Category::Complaint),
                kind: "鄰里".to_owned(),
                severity: Some(Severity::Important),
                unit: Some(estate.units["3-1202"]),
                reporter: Some(estate.residents["3-1202"]),
                reported_at: "2026-03-14T09:10".to_owned(),
                ..EventForm::default()
            },
            words: WordsForm {
                summary: "樓上裝修至深夜，".repeat(40),
                ..WordsForm::default()
            },
            reports: Vec::new(),
            completed_at: String::new(),
        };
        // Half of them open, to be ticked, and half due.
        for number in 0..100 {
            if number == 50 {
                register.completed_at = "2026-03-15T16:00".to_owned();
            }
            let (asker, command) = (Asker::product(), CommandId::generate());
            let done = app.register_event(&asker, command, register.clone());
            done.await.unwrap();
        }
        for path in [
            "/events?category=complaint",
            "/events?category=complaint&due=any",
        ] {
            let list = browser.ask("GET", path, "").await;
            assert_eq!(list.text().matches("class=\"what\"").count(), 50, "{path}");
            assert!(list.text().contains("樓上裝修至深夜，") && list.text().contains('…'));
            assert!(
                list.body.len() <= 40_960,
                "{path}: {} bytes",
                list.body.len()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn many_are_completed_at_once_and_one_is_reopened_with_its_reason() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let severe = "&severity=important";
        let first = registered(&mut browser, &estate, severe).await;
        let second = registered(&mut browser, &estate, severe).await;
        let ids: Vec<&str> = [&first, &second]
            .iter()
            .map(|path| path.rsplit('/').next().unwrap())
            .collect();
        let list = browser.ask("GET", "/events", "").await;
        let both = format!("events={}&events={}&back=%2Fevents", ids[0], ids[1]);
        let late = format!("{both}&completed_at=2027-01-01T10%3A00");
        let wrong = send(&mut browser, &list, "/events/completion", &late).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("不能晚於現在"));
        assert_eq!(
            wrong.text().matches(" checked").count(),
            2,
            "the ticks stay"
        );
        let done = send(&mut browser, &list, "/events/completion", &both).await;
        assert_eq!(done.header("location"), "/events");
        let page = browser.ask("GET", &first, "").await;
        for words in ["處理完畢", "必訪", "11.1.3", "第 1 次"] {
            assert!(page.text().contains(words), "{words}");
        }
        let reopening = format!("{first}/reopening");
        let without = send(&mut browser, &page, &reopening, "why=").await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let with = send(&mut browser, &page, &reopening, "why=%E5%86%8D%E7%8F%BE").await;
        assert_eq!(with.status, StatusCode::SEE_OTHER);
        let page = browser.ask("GET", &first, "").await;
        assert!(page.text().contains("再現") && page.text().contains("編號作廢"));
        let again = send(&mut browser, &page, &reopening, "why=x").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again.text().contains("狀態已經變了"),
            "the refusal is in words"
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_keeps_its_reason_and_tells_who_was_overtaken() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let event = registered(&mut browser, &estate, "").await;
        let path = format!("{event}/correction");
        let form = browser.ask("GET", &path, "").await;
        let version = carried(&form, "version");
        let change = format!("{COMPLAINT}&severity=major&version={version}&why=%E5%AE%9A%E7%B4%9A");
        let done = send(&mut browser, &form, &path, &change).await;
        assert_eq!(done.header("location"), event);
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("投訴・重大") && page.text().contains("更正：定級"));
        // Somebody else had the older version open.
        let late = format!("{COMPLAINT}&version={version}&why=%E6%99%9A%E4%BA%86");
        let overtaken = browser
            .ask(
                "POST",
                &path,
                &format!("command=00000000-0000-7000-8000-0000000000f1&{late}"),
            )
            .await;
        assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(overtaken.text().contains("別人改過了") && overtaken.text().contains("晚了"));
    })
    .await;
}

#[tokio::test]
async fn a_full_phone_number_is_shown_when_asked_for_and_the_look_is_noted() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let event = registered(&mut browser, &estate, "&phone=13900000077").await;
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("139****0077") && !page.text().contains("13900000077"));
        let shown = browser.ask("POST", &format!("{event}/phone"), "").await;
        assert!(shown.text().contains("13900000077"));
    })
    .await;
}

// Shows kehu not_covered; every festivals_not_covered.
#[tokio::test]
async fn what_the_procedure_does_not_cover_is_taken_and_says_so() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let page = browser.ask("GET", "/events/new", "").await;
        let unit = estate.units["3-1202"];
        let form = format!("category=help&summary=%E9%96%8B%E9%8E%96&unit={unit}");
        let answer = send(&mut browser, &page, "/events", &form).await;
        let event = browser.ask("GET", answer.header("location"), "").await;
        assert!(event.text().contains("規程未列此類"));
        let appraisal = browser.ask("GET", "/appraisal", "").await;
        assert_eq!(appraisal.status, StatusCode::NOT_FOUND);
        assert!(appraisal.text().contains("沒有以回訪考核員工的規定"));
    })
    .await;
}
