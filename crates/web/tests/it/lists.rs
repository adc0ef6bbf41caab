//! The list of an activity, from the ledger of open ends to its confirmation.

use axum::http::StatusCode;
use huiyin_testkit::on_both;

use crate::events::{desk, send};

#[tokio::test]
async fn a_missing_list_is_found_on_the_desk_entered_and_confirmed() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let page = browser.ask("GET", "/events/new", "").await;
        let form = "category=activity&summary=%E9%87%8D%E9%99%BD%E7%99%BB%E9%AB%98&zone_words=x\
            &completed_at=2026-03-15T16%3A00&reported_at=2026-03-15T09%3A00";
        let answer = send(&mut browser, &page, "/events", form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let event = answer.header("location").to_owned();
        let list = format!("{event}/list");
        let desk = browser.ask("GET", "/", "").await;
        assert!(
            desk.text().contains("href=\"/open#lacking\""),
            "the way to it"
        );
        let open = browser.ask("GET", "/open", "").await;
        assert!(open.text().contains("名單未交") && open.text().contains(&list));
        let page = browser.ask("GET", &list, "").await;
        for words in [
            "名單未交",
            "11.1.5",
            "名單上還沒有人",
            "/imports?kind=participants",
        ] {
            assert!(page.text().contains(words), "{words}");
        }
        let found = browser.ask("GET", &format!("{list}?q=hns"), "").await;
        assert!(found.text().contains("加入 何女士") && !found.text().contains("13800000001"));
        let (unit, person) = (estate.units["3-1202"], estate.residents["3-1202"]);
        let household = format!("unit_id={unit}&person={person}");
        let added = send(&mut browser, &found, &list, &household).await;
        assert_eq!(added.header("location"), list);
        // What is wrong comes back with what was typed.
        let page = browser.ask("GET", &list, "").await;
        let wrong = send(
            &mut browser,
            &page,
            &list,
            "unit=5-9999&name=&phone=13900000088",
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"5-9999\"") && wrong.text().contains("#f-name"));
        let guests = "lines=5-0101%0D%0A5-0102";
        send(&mut browser, &page, &list, guests).await;
        let page = browser.ask("GET", &list, "").await;
        let done = send(&mut browser, &page, &list, "complete=yes").await;
        assert_eq!(done.header("location"), list);
        let page = browser.ask("GET", &list, "").await;
        for words in ["名單已齊", "何女士", "138****0001", "5-0102", "名單 3 戶"] {
            assert!(page.text().contains(words), "{words}");
        }
        assert!(!page.text().contains("13800000001"), "masked");
        let again = send(&mut browser, &page, &list, "complete=yes").await;
        assert!(again.text().contains("名單已經確認過了"));
        let open = browser.ask("GET", "/open", "").await;
        assert!(!open.text().contains("名單未交"));
        let sheet = browser.ask("GET", &format!("{list}.csv"), "").await;
        assert!(
            sheet
                .text()
                .contains("\"event_id\",\"unit\",\"customer\",\"phone\"")
        );
    })
    .await;
}
