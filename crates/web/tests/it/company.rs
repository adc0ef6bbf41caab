//! The page of the company, on both databases.

use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::{LocalTime, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Browser, Database};

const PASSWORD: &str = "seven+herons+over+water";

#[tokio::test]
async fn who_answers_for_several_sites_sees_them_added_up_and_goes_on_to_one() {
    on_both(async |db| {
        let now: LocalTime = "2026-04-08 09:30".parse().unwrap();
        let clock = Clock::standing_at(SiteZone::default().instant(now));
        let app = App::new((**db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        for code in ["AA", "BB", "DD", "EE", "FF", "GG", "HH"] {
            estate
                .build_beside(db, "kehu", code, app.clock().now())
                .await;
        }
        for post in ["company_leader", "service_director"] {
            open_account(&app, &estate, post).await;
        }
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut leader = Browser::new(&server);
        leader.sign_in("company_leader", PASSWORD).await;
        let page = leader.ask("GET", "/company", "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["8 處", "這段期間沒有應回訪", "公司匯總", "全部管理處"] {
            assert!(page.text().contains(words), "{words}");
        }
        let from = "/company?from=2026-04&to=2026-01&category=repair";
        let page = leader.ask("GET", from, "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "不能早於前一項的日期",
            "value=\"2026-01\"",
            "value=\"repair\" selected",
        ] {
            assert!(page.text().contains(words), "{words}");
        }
        let page = leader.ask("GET", "/company?from=april", "").await;
        assert!(
            page.text().contains("value=\"april\""),
            "what was typed stays"
        );
        let page = leader.ask("GET", "/company?place=nowhere", "").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let site = format!("/company?place={}", estate.site);
        let page = leader.ask("GET", &site, "").await;
        assert!(page.text().contains("到該處的統計"));
        let there = leader.ask("POST", "/site", "code=CY&month=2026-03").await;
        assert_eq!(there.headers["location"], "/statistics?month=2026-03");
        let mut planner = Browser::new(&server);
        planner.sign_in("service_director", PASSWORD).await;
        let desk = planner.ask("GET", "/", "").await;
        assert!(
            !desk.text().contains("公司匯總"),
            "one site, nothing to add up"
        );
    })
    .await;
}
