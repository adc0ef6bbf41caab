//! The page of what is held about somebody, and what they ask.

use huiyin_testkit::on_both;

use crate::access::open_account;
use crate::archive::accepted;
use crate::at_once::encoded;
use crate::complaint::{grave_complaint, release};
use crate::events::desk;
use crate::support::Browser;

fn body(command: u32, typed: &str) -> String {
    let typed = encoded(typed);
    format!("command=01968000-0000-7000-8000-{command:012}&{typed}")
}

#[tokio::test]
async fn an_erasure_is_asked_for_by_one_and_answered_by_another() {
    on_both(async |db| {
        let (app, estate, mut manager) = desk(db, "kehu", "site_manager").await;
        open_account(&app, &estate, "company_reviewer").await;
        let mut second = Browser::new(&manager.server);
        second
            .sign_in("company_reviewer", "seven+herons+over+water")
            .await;
        let (unit, person) = (estate.units["3-1202"], estate.residents["3-1202"]);

        // From the unit to the person; the number is masked until somebody asks for it.
        let page = manager.ask("GET", &format!("/units/{unit}"), "").await;
        assert!(page.text().contains(&format!("/residents/{person}")));
        let reveal = format!("person={person}");
        let path = format!("/units/{unit}/phone");
        let shown = manager.ask("POST", &path, &reveal).await;
        assert_eq!(shown.status, 200);
        let page = manager.ask("GET", &format!("/residents/{person}"), "").await;
        assert_eq!(page.status, 200);
        for words in ["何女士", "****", "誰看過完整號碼", "現住戶或在職人員"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let looks = manager.ask("GET", "/phone-views", "").await;
        assert!(looks.text().contains("何女士"), "{}", looks.text());

        let asked = "kind=erasure&identity=call_back&received_on=2026-01-05&identity_words=致電核對&asked=請清掉我的資料";
        let path = format!("/residents/{person}/requests");
        let done = manager.ask("POST", &path, &body(1, asked)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let open = second.ask("GET", "/open", "").await;
        let open = open.text();
        let request = open.split("href=\"/requests/").nth(1).expect("it waits");
        let request = request.split('"').next().unwrap_or_default();
        let path = format!("/requests/{request}");

        let own = manager.ask("GET", &path, "").await;
        assert!(own.text().contains("刪除請另一人核准"), "{}", own.text());
        let erase = "outcome=done&ground=&why=按申請刪除";
        let own = manager.ask("POST", &path, &body(2, erase)).await;
        assert_eq!(own.status, 422);
        assert!(own.text().contains("不能自己核准刪除"), "{}", own.text());
        assert!(own.text().contains("按申請刪除"), "what was typed stays");
        let owed = second.ask("POST", &path, &body(3, erase)).await;
        assert_eq!(owed.status, 422);
        assert!(owed.text().contains("沒有可以刪的"), "{}", owed.text());

        // Once they have moved out, nothing keeps them.
        let lines = manager.ask("GET", &format!("/units/{unit}"), "").await;
        let lines = lines.text();
        let home = lines
            .split(&format!("href=\"/units/{unit}/residents/"))
            .find(|it| it.starts_with('0'))
            .expect("a resident");
        let home = home.split('"').next().unwrap_or_default();
        let path_of_home = format!("/units/{unit}/residents/{home}/end");
        let ended = manager
            .ask("POST", &path_of_home, &body(4, "to=2026-01-31"))
            .await;
        assert_eq!(ended.status, 303, "{}", ended.text());
        let page = second.ask("GET", &path, "").await;
        assert!(page.text().contains("可以刪除"), "{}", page.text());
        let done = second.ask("POST", &path, &body(5, erase)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let page = manager.ask("GET", &format!("/residents/{person}"), "").await;
        assert!(!page.text().contains("何女士"), "{}", page.text());
        let settled = manager.ask("GET", &path, "").await;
        let id = person.to_string();
        assert!(settled.text().contains(&id), "for the list of the erased");
        assert!(!settled.text().contains("清掉"), "{}", settled.text());
        let unit = manager.ask("GET", &format!("/units/{unit}"), "").await;
        assert!(!unit.text().contains("何女士"));
    })
    .await;
}

#[tokio::test]
async fn the_copy_is_one_file_without_what_others_said() {
    on_both(async |db| {
        let (_, estate, mut manager) = desk(db, "kehu", "site_manager").await;
        let person = estate.residents["3-1202"];
        let path = format!("/residents/{person}/copy");
        let copy = manager.ask("GET", &path, "").await;
        assert_eq!(copy.status, 200);
        let text = copy.text();
        assert!(
            text.contains("何女士") && !text.contains("<script"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_restriction_is_seen_by_whoever_would_go_and_things_can_be_held_where_they_stand() {
    on_both(async |db| {
        let (app, estate, mut manager) = desk(db, "yezhu", "site_manager").await;
        let person = estate.residents["3-1202"];
        let (event, follow_up) = grave_complaint(&app, &estate).await;
        release(&app, &estate, follow_up).await;
        manager.sign_in("site_manager", "seven+herons+over+water").await;
        let places = ["/", "/plan?month=2026-03", "/today/data"];
        let marked = async |browser: &mut Browser| {
            let mut marked = Vec::new();
            for place in places {
                let page = browser.ask("GET", place, "").await;
                assert!(page.text().contains("何女士"), "{place}: {}", page.text());
                marked.push(page.text().contains("限制處理"));
            }
            marked
        };
        assert_eq!(marked(&mut manager).await, [false; 3]);

        let asked = "kind=restriction&identity=call_back&received_on=2026-03-16&identity_words=致電核對&asked=不要再用我的資料";
        let path = format!("/residents/{person}/requests");
        let done = manager.ask("POST", &path, &body(1, asked)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let open = manager.ask("GET", "/open", "").await;
        let request = open.text().split("href=\"/requests/").nth(1);
        let request = request.expect("it waits").split('"').next();
        let path = format!("/requests/{}", request.unwrap_or_default());
        let done = "outcome=done&ground=&why=已標明";
        let done = manager.ask("POST", &path, &body(2, done)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        assert_eq!(marked(&mut manager).await, [true; 3]);

        // The event and the record lead to their hold, for who may hold.
        let page = manager.ask("GET", &format!("/events/{event}"), "").await;
        let hold = format!("href=\"/holds/on/event/{event}\"");
        assert!(page.text().contains(&hold), "{}", page.text());
        for post in ["manager_assistant", "service_supervisor", "company_reviewer"] {
            open_account(&app, &estate, post).await;
        }
        let record = accepted(&app, &estate).await;
        // A day later.
        manager
            .sign_in("site_manager", "seven+herons+over+water")
            .await;
        let page = manager
            .ask("GET", &format!("/records/{record}"), "")
            .await;
        let hold = format!("href=\"/holds/on/record/{record}\"");
        assert!(page.text().contains(&hold), "{}", page.text());
        // Who may not, sees no button.
        let mut other = Browser::new(&manager.server);
        other
            .sign_in("manager_assistant", "seven+herons+over+water")
            .await;
        for path in [format!("/events/{event}"), format!("/records/{record}")] {
            let page = other.ask("GET", &path, "").await;
            assert_eq!(page.status, 200);
            assert!(!page.text().contains("/holds/on/"), "{}", page.text());
        }
    })
    .await;
}
