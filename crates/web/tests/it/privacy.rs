//! The page of what is held about somebody, and what they ask.

use huiyin_testkit::on_both;

use crate::access::open_account;
use crate::at_once::encoded;
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
        for words in ["何女士", "****", "誰看過完整號碼", "事項未辦結"] {
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
