//! A copy of the procedure, edited by fields and as text, checked, tried and adopted in a browser.

use std::sync::Arc;

use axum::Router;
use huiyin_app::{App, Clock};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::grave_complaint;
use crate::support::{Answer, Browser, Database};

async fn house(db: &TestDb) -> Router {
    let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
    let app = App::new((*db).clone(), clock);
    let estate = Estate::build(db, "kehu", app.clock().now()).await;
    for post in ["site_manager", "service_director", "company_reviewer"] {
        open_account(&app, &estate, post).await;
    }
    grave_complaint(&app, &estate).await;
    let there = Arc::new(Database { there: true });
    router(Settings::default(), there, app)
}

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

/// The value of a field that stands on one line.
fn value(page: &Answer, name: &str) -> String {
    let found = page
        .text()
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1);
    found.unwrap().split('"').next().unwrap().to_owned()
}

/// Begins a copy; where its pages are.
async fn begun(browser: &mut Browser) -> String {
    let page = browser.ask("GET", "/procedure/copies", "").await;
    let command = value(&page, "command");
    let form = format!("command={command}&base=kehu&id=own&version=1");
    let begun = browser.ask("POST", "/procedure/copies", &form).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    begun.header("location").to_owned()
}

const TO: &str = "category.0.window.0.to";

#[tokio::test]
async fn a_copy_is_edited_by_its_fields_checked_tried_and_adopted() {
    on_both(async |db| {
        let server = house(db).await;
        let mut manager = signed_in(&server, "site_manager").await;
        let copy = begun(&mut manager).await;
        let page = manager.ask("GET", &copy, "").await;
        for words in ["投訴 · 時限", "到哪一天止", "11.1.3", "沒有問題"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert_eq!(value(&page, TO), "3 days");

        let form = format!("version=1&was:{TO}=3+days&{TO}=five");
        let saved = manager.ask("POST", &copy, &form).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let page = manager.ask("GET", saved.header("location"), "").await;
        let at_field = format!("id=\"f-{TO}-error\"");
        for words in ["還有 1 個問題", "「five」不是期限", at_field.as_str()] {
            assert!(page.text().contains(words), "{words}");
        }
        let preview = format!("{copy}/preview");
        let refused = manager.ask("GET", &preview, "").await;
        assert!(!refused.text().contains("起用月份"), "nothing to adopt yet");

        let form = format!("version=2&was:{TO}=five&{TO}=5+days");
        manager.ask("POST", &copy, &form).await;
        let page = manager.ask("GET", &preview, "").await;
        for words in ["5 天", "<del>", "<ins>", "各崗位每週", "起用月份"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let command = value(&page, "command");
        let adoption = format!("{copy}/adoption");
        let stale = format!("command={command}&version=2&from=2099-01");
        let stale = manager.ask("POST", &adoption, &stale).await;
        assert_eq!(stale.status, 422, "somebody could have changed it");
        let second = format!("command={command}&version=3&from=2099-01-02");
        let second = manager.ask("POST", &adoption, &second).await;
        assert_eq!(second.status, 422);
        assert!(second.text().contains("f-from-error"), "{}", second.text());
        let first = format!("command={command}&version=3&from=2099-01");
        let adopted = manager.ask("POST", &adoption, &first).await;
        assert_eq!(adopted.status, 303, "{}", adopted.text());
        let list = manager.ask("GET", "/procedure", "").await;
        for words in ["2099年1月起", "採用", "與前一版的不同"] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        let link = list.text().split("/procedure/difference?").nth(1).unwrap();
        let link = link
            .split('"')
            .next()
            .unwrap()
            .replace("&#38;", "&")
            .replace("&amp;", "&");
        let difference = manager
            .ask("GET", &format!("/procedure/difference?{link}"), "")
            .await;
        assert!(difference.text().contains("5 天"), "{}", difference.text());
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_people_sees_what_changed_and_loses_nothing() {
    on_both(async |db| {
        let server = house(db).await;
        let mut manager = signed_in(&server, "site_manager").await;
        let mut planner = signed_in(&server, "service_director").await;
        let copy = begun(&mut manager).await;
        let form = format!("version=1&was:{TO}=3+days&{TO}=5+days");
        manager.ask("POST", &copy, &form).await;
        let form =
            format!("version=1&was:{TO}=3+days&{TO}=3+days&was:repeats.days=90&repeats.days=60");
        let met = planner.ask("POST", &copy, &form).await;
        assert_eq!(met.status, 422);
        for words in ["改過這份副本", "現在是「5 days」"] {
            assert!(met.text().contains(words), "{words}: {}", met.text());
        }
        assert_eq!(value(&met, "repeats.days"), "60", "what was typed stays");
        assert_eq!(
            value(&met, TO),
            "5 days",
            "and so does what the other changed"
        );
        assert_eq!(value(&met, "version"), "2");

        let text = format!("{copy}/text");
        let typed = "version=1&text=format+%3D+1%0Amine+%3D+2";
        let met = planner.ask("POST", &text, typed).await;
        assert_eq!(met.status, 422);
        for words in ["mine = 2", "你的有，現在沒有", "to = &#34;5 days&#34;"] {
            assert!(met.text().contains(words), "{words}");
        }
    })
    .await;
}

/// The form of the adoption as a page shows it, up to the month.
async fn shown(browser: &mut Browser, copy: &str) -> String {
    let page = browser.ask("GET", &format!("{copy}/preview"), "").await;
    let (command, seen) = (value(&page, "command"), value(&page, "seen"));
    format!("command={command}&seen={seen}&version=1&from=")
}

#[tokio::test]
async fn two_who_adopt_at_once() {
    on_both(async |db| {
        let server = house(db).await;
        let mut first = signed_in(&server, "site_manager").await;
        let mut second = signed_in(&server, "company_reviewer").await;
        let copy = begun(&mut first).await;
        let page = first.ask("GET", "/procedure/copies", "").await;
        let form = format!(
            "command={}&base=kehu&id=other&version=1",
            value(&page, "command")
        );
        let other = first.ask("POST", "/procedure/copies", &form).await;
        let other = other.header("location").to_owned();
        let ours = shown(&mut first, &copy).await + "2099-01";
        let theirs = shown(&mut second, &copy).await + "2099-02";
        let apart = shown(&mut second, &other).await + "2099-02";
        let adoption = format!("{copy}/adoption");
        let done = first.ask("POST", &adoption, &ours).await;
        assert_eq!(done.status, 303, "{}", done.text());
        // The same copy, and another one: both times who was first is said, and nothing is put in force beside it.
        let entries = db.entries().await;
        for (path, form) in [(adoption, theirs), (format!("{other}/adoption"), apart)] {
            let met = second.ask("POST", &path, &form).await;
            assert_eq!(met.status, 422, "{path}: {}", met.text());
            for words in ["最近一步", "羅經理", "請", "2099-02"] {
                assert!(
                    met.text().contains(words),
                    "{words} at {path}: {}",
                    met.text()
                );
            }
        }
        assert_eq!(db.entries().await, entries);
        // Who has read that goes on with what they want.
        let form = shown(&mut second, &other).await + "2099-02";
        let done = second
            .ask("POST", &format!("{other}/adoption"), &form)
            .await;
        assert_eq!(done.status, 303, "{}", done.text());
    })
    .await;
}

#[tokio::test]
async fn the_text_keeps_what_is_wrong_and_says_where() {
    on_both(async |db| {
        let server = house(db).await;
        let mut planner = signed_in(&server, "service_director").await;
        let copy = begun(&mut planner).await;
        let text = format!("{copy}/text");
        let saved = planner.ask("POST", &text, "version=1&text=plan+%3D").await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let page = planner.ask("GET", &text, "").await;
        for words in ["plan =", "第 1 行", "不是 TOML"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let fields = planner.ask("GET", &copy, "").await;
        assert!(fields.text().contains("不能逐項填寫"), "{}", fields.text());
        let preview = planner.ask("GET", &format!("{copy}/preview"), "").await;
        assert_eq!(preview.status, 200);
        let gone = planner.ask("POST", &format!("{copy}/discard"), "").await;
        assert_eq!(gone.status, 303);
        assert_eq!(planner.ask("GET", &copy, "").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn two_versions_are_tried_on_what_was_completed() {
    on_both(async |db| {
        let server = house(db).await;
        let mut planner = signed_in(&server, "service_director").await;
        let page = planner.ask("GET", "/procedure/simulate", "").await;
        for words in ["兩版試算", "不是真正抽取的那一個"] {
            assert!(page.text().contains(words), "{words}");
        }
        let asked = "a=kehu&b=wuye";
        let page = planner
            .ask("GET", &format!("/procedure/simulate?{asked}"), "")
            .await;
        for words in [
            "1 宗事項",
            "回訪人不同",
            "href=\"/events/",
            "<svg",
            "各崗位每週",
            "物業部經理",
        ] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let file = planner
            .ask("GET", &format!("/procedure/simulate.csv?{asked}"), "")
            .await;
        assert!(file.header("content-type").starts_with("text/csv"));
        for words in ["\"table\",\"site\"", "\"difference\"", "\"load\""] {
            assert!(file.text().contains(words), "{words}: {}", file.text());
        }
        let wrong = "/procedure/simulate?a=kehu&b=wuye&from=2026-09&to=2026-03";
        let wrong = planner.ask("GET", wrong, "").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("f-to-error"), "{}", wrong.text());
    })
    .await;
}
