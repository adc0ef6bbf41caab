//! The demo: its mark on every page and in every file, one click to sign in, and a clock that goes on.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::demo::MakeDemo;
use huiyin_app::{App, Clock};
use huiyin_domain::{LocalTime, SiteZone};
use huiyin_testkit::{TestDb, on_both};
use huiyin_web::{Settings, router};
use serde_json::Value;

use crate::papers::{csv, printing, sheets};
use crate::support::{Browser, Database};

/// A demo of a few days after so many months.
async fn demo(db: &TestDb, months: u32) -> Router {
    let wall: LocalTime = "2026-05-03 10:20".parse().unwrap();
    let until = SiteZone::default().instant(wall);
    let app = printing(App::new((**db).clone(), Clock::standing_at(until)));
    let few = MakeDemo {
        procedure: "yezhu".to_owned(),
        months,
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
        let mut browser = Browser::new(&demo(db, 0).await);
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
        let mut browser = Browser::new(&demo(db, 0).await);
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

#[tokio::test]
async fn every_file_says_that_it_is_of_a_demo() {
    on_both(async |db| {
        let mut browser = Browser::new(&demo(db, 1).await);
        browser.ask("POST", "/sign-in", "demo=manager").await;
        for name in [
            "appraisal",
            "events",
            "records",
            "plan",
            "sign-out-sheet",
            "signals",
            "statistics",
        ] {
            let drawn = sheets(&mut browser, &format!("/{name}.pdf?month=2026-04")).await;
            assert!(drawn.iter().all(|sheet| sheet["demo"] == true), "{name}");
            let table = browser
                .ask("GET", &format!("/{name}.csv?month=2026-04"), "")
                .await;
            let lines = csv(&table);
            assert!(lines.len() > 1, "{name} has lines");
            assert!(lines[0].ends_with(",\"示範資料\""), "{name}: {lines:?}");
            let rows = lines[1..].iter().filter(|line| !line.is_empty());
            for row in rows {
                let is_head = row.ends_with(",\"示範資料\"");
                let is_marked = row.ends_with(",\"人名、房號皆屬虛構\"");
                assert!(is_head || is_marked, "{name}: {row}");
            }
        }
        for name in ["appraisal", "signals", "statistics"] {
            let path = format!("/{name}.json?month=2026-04");
            let read = browser.ask("GET", &path, "").await;
            let read: Value = serde_json::from_str(read.text()).unwrap();
            assert_eq!(read["demo"], true, "{name}");
        }
        let begun = browser.ask("GET", "/analysis", "").await;
        let (_, paper) = begun
            .text()
            .split_once("href=\"/analysis/")
            .expect("a paper");
        let (paper, _) = paper.split_once('"').unwrap();
        let figures = format!("/analysis/{paper}/figures.csv");
        let tried = "/procedure/simulate.csv?a=kehu&b=wuye".to_owned();
        let mut lines = csv(&browser.ask("GET", &figures, "").await);
        let simulated = csv(&browser.ask("GET", &tried, "").await);
        assert!(simulated.len() > 1, "{simulated:?}");
        lines.extend(simulated);
        for line in lines {
            let ends = [",\"示範資料\"", ",\"人名、房號皆屬虛構\""];
            assert!(ends.iter().any(|it| line.ends_with(it)), "{line}");
        }
    })
    .await;
}
