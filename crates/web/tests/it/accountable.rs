//! The notes of those who are accountable for a follow-up, on its page (11.1.1).

use axum::http::StatusCode;
use huiyin_domain::CommandId;
use huiyin_testkit::on_both;

use crate::visits::{Case, KEHU, YEZHU};

#[tokio::test]
async fn who_is_accountable_answers_for_a_follow_up() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut manager = case.browser("site_manager").await;
        let page = manager.ask("GET", &case.follow_up, "").await;
        assert!(page.text().contains("責任人說明") && page.text().contains("11.1.1"));
        let path = format!("{}/notes", case.follow_up);
        let form = |note: &str| format!("command={}&answer={note}", CommandId::generate());
        let blank = manager.ask("POST", &path, &form("")).await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            blank.text().contains("href=\"#f-answer\""),
            "{}",
            blank.text()
        );
        // Only the field has the name, so that its label and the link lead to it.
        assert_eq!(blank.text().matches("id=\"f-answer\"").count(), 1);
        let said = manager
            .ask("POST", &path, &form("%E5%B7%B2%E5%8F%A6%E7%B4%84"))
            .await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        // Everybody of the site reads it; only those who are accountable write.
        let mut other = case.browser(case.office.stranger).await;
        let page = other.ask("GET", &case.follow_up, "").await;
        assert!(page.text().contains("已另約") && !page.text().contains("記下說明"));
    })
    .await;
}

#[tokio::test]
async fn where_nobody_is_held_accountable_the_page_asks_for_no_note() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut manager = case.browser("site_manager").await;
        let page = manager.ask("GET", &case.follow_up, "").await;
        assert!(!page.text().contains("責任人說明"));
    })
    .await;
}
