//! Units with their residents, on both databases.

use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::CommandId;
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::events::{desk, send};
use crate::support::{Browser, Database, percent};

async fn signed_in(db: &TestDb, post: &str) -> (App, Estate, Browser) {
    let app = App::new((**db).clone(), Clock::system());
    let estate = Estate::build(db, "kehu", app.clock().now()).await;
    open_account(&app, &estate, post).await;
    let there = Arc::new(Database { there: true });
    let server = router(Settings::default(), there, app.clone());
    let mut browser = Browser::new(&server);
    browser.sign_in(post, "seven+herons+over+water").await;
    (app, estate, browser)
}

fn command() -> String {
    format!("command={}", CommandId::generate())
}

#[tokio::test]
async fn a_household_is_found_and_its_number_shown_only_on_demand() {
    on_both(async |db| {
        let (app, estate, mut browser) = signed_in(db, "patrol_inspector").await;
        let list = browser.ask("GET", "/units", "").await;
        assert!(list.text().contains("8-2304") && list.text().contains("林女士"));
        assert!(!list.text().contains("13800000001"));
        for typed in ["3-1202", "13800000001", "%E4%BD%95"] {
            let found = browser.ask("GET", &format!("/units?q={typed}"), "").await;
            assert!(found.text().contains("何女士"), "{typed}");
            assert!(!found.text().contains("林女士"), "{typed}");
        }
        let unit = format!("/units/{}", estate.units["3-1202"]);
        let page = browser.ask("GET", &unit, "").await;
        assert!(page.text().contains("何女士") && page.text().contains("業主"));
        assert!(
            page.text()
                .contains(&format!("/events?unit={}", estate.units["3-1202"]))
        );
        assert!(!page.text().contains("13800000001"));
        let person = estate.residents["3-1202"];
        let phone = format!("{unit}/phone");
        let shown = browser
            .ask("POST", &phone, &format!("person={person}"))
            .await;
        assert!(shown.text().contains("13800000001"));
        let stranger = format!("person={}", estate.residents["8-2304"]);
        let stranger = browser.ask("POST", &phone, &stranger).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        open_account(&app, &estate, "site_manager").await;
        let manager = app
            .asker(
                estate.staff["site_manager"],
                None,
                huiyin_domain::Lang::ZhHant,
            )
            .await
            .unwrap()
            .unwrap();
        let of = huiyin_app::people::PhoneOf::Person(person);
        let views = app.phone_views(&manager, of, 9).await.unwrap();
        assert_eq!(views.len(), 1, "the look is noted");
    })
    .await;
}

#[tokio::test]
async fn residents_come_change_and_leave() {
    on_both(async |db| {
        let (_, estate, mut browser) = signed_in(db, "patrol_inspector").await;
        let unit = format!("/units/{}", estate.units["3-1202"]);
        let residents = format!("{unit}/residents");
        let wrong = format!(
            "{}&name=&role=tenant&phone=abc&from=2026-05-01&to=2026-04-01&wish=hours&hours=20%3A00",
            command()
        );
        let back = browser.ask("POST", &residents, &wrong).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["value=\"abc\"", "value=\"20:00\"", "f-name-error", "f-phone-error", "f-to-error"] {
            assert!(back.text().contains(kept), "{kept}");
        }
        let right = format!(
            "{}&name=Tan&role=tenant&phone=13911112222&from=2026-01-02&to=&wish=phone_only&language=en",
            command()
        );
        for _ in 0..2 {
            let saved = browser.ask("POST", &residents, &right).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        }
        let page = browser.ask("GET", &unit, "").await;
        assert_eq!(page.text().matches(">Tan<").count(), 1, "a repeat has one effect");
        for words in ["租客", "只用電話", "English", "1月2日–"] {
            assert!(page.text().contains(words), "{words}");
        }
        let row = page.text().split(">Tan<").nth(1).unwrap();
        let edit = row.split("href=\"/units/").nth(1).unwrap().split('"').next().unwrap();
        let edit = format!("/units/{edit}");
        let form = browser.ask("GET", &edit, "").await;
        assert!(form.text().contains("value=\"Tan\"") && !form.text().contains("13911112222"));
        let change = format!(
            "{}&name=Tan+Wei&role=tenant&phone=&from=2026-01-02&to=&wish=any",
            command()
        );
        let changed = browser.ask("POST", &edit, &change).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
        let found = browser.ask("GET", "/units?q=13911112222", "").await;
        assert!(found.text().contains("Tan Wei"), "the number is kept");
        let end = format!("{edit}/end");
        let early = browser.ask("POST", &end, &format!("{}&to=2025-01-01", command())).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = browser.ask("POST", &end, &format!("{}&to=2026-02-01", command())).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let page = browser.ask("GET", &unit, "").await;
        assert!(page.text().contains("租客・遷出"));
        let list = browser.ask("GET", "/units", "").await;
        assert!(!list.text().contains("Tan Wei"));
    })
    .await;
}

#[tokio::test]
async fn units_and_zones_are_kept_by_who_manages_people() {
    on_both(async |db| {
        let (_, estate, mut browser) = signed_in(db, "site_manager").await;
        let taken = format!("{}&code=3-1202&building=3&room=02", command());
        let taken = browser.ask("POST", "/units", &taken).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.text().contains("f-code-error") && taken.text().contains("value=\"02\""));
        let zone = format!("{}&name=North", command());
        let zone = browser.ask("POST", "/units/zones", &zone).await;
        assert_eq!(zone.status, StatusCode::SEE_OTHER);
        let form = browser.ask("GET", "/units/new", "").await;
        assert!(form.text().contains("North"));
        let east = estate.zones["東區"];
        let new = format!(
            "{}&code=7-0101&building=7&zone={east}&handed_over=2020-05-01",
            command()
        );
        let saved = browser.ask("POST", "/units", &new).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let unit = saved.header("location").to_owned();
        let page = browser.ask("GET", &unit, "").await;
        assert!(page.text().contains("東區") && page.text().contains("2020年5月1日"));
        let edit = browser.ask("GET", &format!("{unit}/edit"), "").await;
        assert!(edit.text().contains("value=\"7-0101\""));
        let changed = format!("{}&code=7-0102&building=7", command());
        let changed = browser.ask("POST", &unit, &changed).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        let list = browser.ask("GET", "/units?building=7", "").await;
        assert!(list.text().contains("7-0102") && !list.text().contains("3-1202"));
    })
    .await;
}

#[tokio::test]
async fn what_is_told_on_its_own_page_only_is_a_line_that_says_so() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let unit = estate.units["3-1202"];
        let form = browser.ask("GET", "/events/new", "").await;
        let told = format!(
            "category=help&kind={}&unit={unit}&summary={}",
            percent("急救"),
            percent("老人暈倒")
        );
        let answer = send(&mut browser, &form, "/events", &told).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let event = answer.header("location");
        for path in [
            format!("/units/{unit}"),
            format!("/events/new?unit={unit}"),
            "/households?q=3-1202".to_owned(),
        ] {
            let page = browser.ask("GET", &path, "").await;
            let (_, line) = page
                .text()
                .split_once(&format!("href=\"{event}\""))
                .unwrap();
            let line = line.split("</li>").next().unwrap();
            for words in ["內容不在清單顯示", "急救"] {
                assert!(line.contains(words), "{path}: {line}");
            }
            assert!(!page.text().contains("老人暈倒"), "{path}");
        }
    })
    .await;
}
