//! What is done with complaints, as somebody at a desk does it.

use std::fmt::Write as _;

use axum::http::StatusCode;
use huiyin_testkit::on_both;

use crate::events::{desk, registered, send};

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        write!(encoded, "%{byte:02X}").unwrap();
    }
    encoded
}

#[tokio::test]
async fn an_anonymous_complaint_is_an_open_end_until_its_reply_is_entered() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let event = registered(&mut browser, &estate, "&anonymous=yes").await;
        let page = browser.ask("GET", &event, "").await;
        let reply = format!("{event}/reply");
        for words in ["復函情況未附", &reply, "11.1.13"] {
            assert!(page.text().contains(words), "{words}");
        }
        let open = browser.ask("GET", "/open", "").await;
        assert!(open.text().contains("復函情況未附") && open.text().contains(&reply));

        let form = browser.ask("GET", &reply, "").await;
        assert!(form.text().contains("沒有地址，無法復函"));
        let typed = format!("how=none&handled={}", encoded("已在公告欄說明"));
        let answer = send(&mut browser, &form, &reply, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["已在公告欄說明", "f-why-error", "11.1.13"] {
            assert!(answer.text().contains(words), "{words}");
        }
        let typed = format!("{typed}&why={}", encoded("來信沒有地址"));
        let answer = send(&mut browser, &answer, &reply, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());

        let page = browser.ask("GET", &event, "").await;
        for words in [
            "已在公告欄說明",
            "來信沒有地址",
            "附上復函情況",
            "改寫復函情況",
        ] {
            assert!(page.text().contains(words), "{words}");
        }
        assert!(!page.text().contains("復函情況未附"));
        let open = browser.ask("GET", "/open", "").await;
        assert!(!open.text().contains(&reply), "it is open no more");
    })
    .await;
}

#[tokio::test]
async fn an_authority_that_wants_a_letter_gets_no_other_form() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "yezhu", "service_officer").await;
        let event = registered(&mut browser, &estate, "&reply_only=yes").await;
        let reply = format!("{event}/reply");
        let form = browser.ask("GET", &reply, "").await;
        assert!(form.text().contains("文號") && !form.text().contains("name=\"how\""));
        let typed = format!(
            "letter={}&dated=2026-03-16&addressee={}",
            encoded("物復 12 號"),
            encoded("街道辦")
        );
        let answer = send(&mut browser, &form, &reply, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("物復 12 號") && page.text().contains("街道辦"));

        let plain = registered(&mut browser, &estate, "").await;
        let page = browser.ask("GET", &format!("{plain}/reply"), "").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "nothing asks for it");
    })
    .await;
}
