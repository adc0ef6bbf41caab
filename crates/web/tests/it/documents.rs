//! The documents that the procedure cites, in a browser.

use axum::http::StatusCode;
use huiyin_testkit::on_both;

use crate::photos::photos;
use crate::visits::{Case, WHOLE, YEZHU, carried};

// Shows yezhu 六 四.6.
#[tokio::test]
async fn a_document_is_uploaded_and_linked_wherever_it_is_cited() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut manager = case.browser(YEZHU.visitor).await;
        let before = manager.ask("GET", "/documents", "").await;
        for words in ["《住戶投訴處理標準作業規程》", "尚未上載", "六"] {
            assert!(before.text().contains(words), "{words}");
        }
        let fresh = carried(&before, "command");
        let here = "/documents/complaint_procedure";
        let fields = [("command", fresh.as_str()), ("seen", "0")];
        let wrong = manager
            .send_file(here, &fields, ("a.pdf", b"MZ\x90\0"))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong
                .text()
                .contains("不收這種檔案；可用：PDF、DOCX、ODT、TXT")
        );
        let done = manager
            .send_file(here, &fields, ("投訴.pdf", b"%PDF-1.7"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

        let again = carried(&manager.ask("GET", "/documents", "").await, "command");
        let stale = [("command", again.as_str()), ("seen", "0")];
        let conflict = manager.send_file(here, &stale, ("b.txt", b"second")).await;
        assert_eq!(conflict.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["最近一步", "請"] {
            assert!(conflict.text().contains(words), "{words}");
        }
        let kept = carried(&conflict, "kept");
        let command = carried(&conflict, "command");
        let form = format!("command={command}&seen=1&kept={kept}");
        let done = manager.ask("POST", here, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

        let page = manager.ask("GET", "/documents", "").await;
        assert_eq!(photos(&page).len(), 2, "both versions: {}", page.text());
        let in_force = format!("/attachments/{kept}");
        let visit = format!("{}/visit", case.follow_up);
        let command = carried(&manager.ask("GET", &visit, "").await, "command");
        let record = manager
            .ask("POST", &visit, &format!("command={command}&{WHOLE}"))
            .await;
        let mut office = case.browser(YEZHU.stranger).await;
        let follow_up = office.ask("GET", &case.follow_up, "").await;
        let event = follow_up.text().split("href=\"/events/").nth(1).unwrap();
        let event = format!("/events/{}", event.split('"').next().unwrap());
        for path in [
            "/documents",
            "/procedure",
            record.header("location"),
            &event,
        ] {
            let page = office.ask("GET", path, "").await;
            assert!(page.text().contains(&in_force), "{path}: {}", page.text());
        }
        let page = office.ask("GET", "/documents", "").await;
        assert!(!page.text().contains("multipart"), "others have no form");
        let file = office.ask("GET", &in_force, "").await;
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert!(
            file.header("content-disposition")
                .starts_with("attachment;")
        );
    })
    .await;
}
