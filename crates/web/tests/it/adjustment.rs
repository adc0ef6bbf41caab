//! What the planner changes of a released plan, and of a rate that the procedure leaves open.

use axum::http::StatusCode;
use huiyin_domain::CommandId;
use huiyin_testkit::on_both;

use crate::visits::{Case, KEHU, YEZHU, carried};

#[tokio::test]
async fn the_planner_adjusts_with_a_reason_and_within_the_clause() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let path = format!("{}/adjustment", case.follow_up);
        let mut planner = case.browser(case.office.reviewer).await;
        let page = planner.ask("GET", &path, "").await;
        let person = page.text().split("name=\"visitor_0\"").nth(1).unwrap();
        let person = person.split(" selected").next().unwrap();
        let person = person.rsplit("value=\"").next().unwrap();
        let person = person.split('"').next().unwrap().to_owned();
        let command = carried(&page, "command");
        let form = format!("command={command}&visitor_0={person}");
        let phone = format!("{form}&planned_day=2026-03-17&channel=phone&why=x");
        let phone = planner.ask("POST", &path, &phone).await;
        assert_eq!(phone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(phone.text().contains("11.1.9"), "class 3 never by phone");
        let odd = format!("{form}&planned_day=2026-03-18&channel=pigeon&why=kept");
        let odd = planner.ask("POST", &path, &odd).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(odd.text().contains("f-channel-error") && odd.text().contains("kept"));
        let nobody = format!("command={command}&visitor_0=&planned_day=&channel=on_site&why=");
        let nobody = planner.ask("POST", &path, &nobody).await;
        assert!(nobody.text().contains("f-planned_day-error"));
        assert!(
            !nobody.text().contains(&format!("\"{person}\" selected")),
            "nobody stays chosen"
        );
        assert!(
            !page.text().contains("郭強"),
            "the inspector does not hold the post"
        );
        let late = format!("{form}&planned_day=2026-04-17&channel=on_site&why=");
        let late = planner.ask("POST", &path, &late).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("2026-04-17"), "what was typed stays");
        let within = format!("{form}&planned_day=2026-03-18&channel=on_site&why=");
        let within = planner.ask("POST", &path, &within).await;
        assert_eq!(
            within.header("location"),
            case.follow_up,
            "{}",
            within.text()
        );
        let noting = format!("{}/tries", case.follow_up);
        let early = format!(
            "command={}&tried_at=2027-03-17T09%3A00&channel=phone&note=%E4%B8%8D%E6%8E%A5",
            CommandId::generate()
        );
        let early = planner.ask("POST", &noting, &early).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text().contains("f-tried_at-error") && early.text().contains("不接"));
        let noted = format!(
            "command={}&tried_at=2026-03-16T19%3A00&channel=on_site&card_left=yes",
            CommandId::generate()
        );
        let noted = planner.ask("POST", &noting, &noted).await;
        assert_eq!(noted.header("location"), case.follow_up, "{}", noted.text());
        let page = planner.ask("GET", &case.follow_up, "").await;
        for words in ["聯繫記錄", "已留言卡", "再試 2 次", "許主任"] {
            assert!(page.text().contains(words), "{words}");
        }
        let replacement = format!("{}/replacement", case.follow_up);
        let tried = format!("command={}&tried=%E4%B8%89%E6%AC%A1", CommandId::generate());
        let tried = planner.ask("POST", &replacement, &tried).await;
        assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(tried.text().contains("還不能算無法聯繫"));
        let form = form.replace(&command, &CommandId::generate().to_string());
        let mut stranger = case.browser(case.office.stranger).await;
        let refused = stranger
            .ask(
                "POST",
                &path,
                &format!("{form}&planned_day=2026-03-18&channel=on_site"),
            )
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(
            refused.text().contains("客戶服務部主任"),
            "it says whose it is"
        );
        let page = stranger.ask("GET", &path, "").await;
        assert!(page.text().contains("不由您調整"));
    })
    .await;
}

#[tokio::test]
async fn a_rate_left_open_is_set_for_months_to_come() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut planner = case.browser(case.office.reviewer).await;
        let page = planner.ask("GET", "/plan/rate", "").await;
        assert!(page.text().contains("四.1(2)d"));
        let command = carried(&page, "command");
        let form = format!("command={command}&category=other&from=2026-05&why=%E4%BA%BA%E6%89%8B");
        let wrong = planner
            .ask("POST", "/plan/rate", &format!("{form}&rate=lots"))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"lots\""));
        let set = planner
            .ask("POST", "/plan/rate", &format!("{form}&rate=50%25"))
            .await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        let mut stranger = case.browser(case.office.stranger).await;
        let sent_before = stranger
            .ask("POST", "/plan/rate", &format!("{form}&rate=50%25"))
            .await;
        assert!(
            sent_before.text().contains("別人改過了"),
            "a form sent by somebody else"
        );
        let theirs = form.replace(&command, &CommandId::generate().to_string());
        let refused = stranger
            .ask("POST", "/plan/rate", &format!("{theirs}&rate=50%25"))
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let past = form
            .replace("2026-05", "2026-01")
            .replace(&command, &CommandId::generate().to_string());
        let past = planner
            .ask("POST", "/plan/rate", &format!("{past}&rate=50%25"))
            .await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(past.text().contains("已開始編號"));
    })
    .await;
}
