//! The demo: its line on every page, one click to sign in, and a clock that goes on.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::demo::MakeDemo;
use huiyin_app::{App, Clock};
use huiyin_domain::{LocalTime, SiteZone};
use huiyin_testkit::{TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::support::{Browser, Database};

/// A demo of a few days.
async fn demo(db: &TestDb) -> Router {
    let wall: LocalTime = "2026-05-03 10:20".parse().unwrap();
    let until = SiteZone::default().instant(wall);
    let app = App::new((**db).clone(), Clock::standing_at(until));
    let few = MakeDemo {
        procedure: "yezhu".to_owned(),
        months: 0,
        until,
    };
    app.make_demo(&few, |_| {}).await.unwrap();
    let settings = Settings {
        demo: true,
        ..Settings::default()
    };
    router(settings, Arc::new(Database { there: true }), app)
}

#[tokio::test]
async fn one_click_on_a_post_signs_in() {
    on_both(async |db| {
        let mut browser = Browser::new(&demo(db).await);
        let page = browser.ask("GET", "/sign-in?back=%2Faccount", "").await;
        assert!(page.text().contains("服務中心主管"));
        assert!(page.text().contains("name=\"demo\" value=\"supervisor\""));
        let form = "demo=supervisor&back=%2Faccount";
        let answer = browser.ask("POST", "/sign-in", form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), "/account");
        let desk = browser.ask("GET", "/", "").await;
        assert!(desk.text().contains("許慧玲"));
        assert!(desk.text().contains("class=\"demo\""));
        let unknown = Browser::new(&browser.server)
            .ask("POST", "/sign-in", "demo=nobody")
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn the_clock_is_put_on_from_any_page_and_nobody_is_signed_out() {
    on_both(async |db| {
        let mut browser = Browser::new(&demo(db).await);
        browser.ask("POST", "/sign-in", "demo=supervisor").await;
        let page = browser.ask("GET", "/account", "").await;
        assert!(page.text().contains("href=\"/demo/clock\""));
        let page = browser.ask("GET", "/demo/clock", "").await;
        assert!(page.text().contains("5月3日"), "{}", page.text());
        let answer = browser.ask("POST", "/demo/clock", "step=week").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let answer = browser
            .ask("POST", "/demo/clock", "to=2026-05-20+09%3A30")
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let page = browser.ask("GET", "/demo/clock", "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("5月20日"), "{}", page.text());

        let typed = "2026-05-01+09%3A30";
        let back = browser
            .ask("POST", "/demo/clock", &format!("to={typed}"))
            .await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.text().contains("value=\"2026-05-01 09:30\""));
    })
    .await;
}
