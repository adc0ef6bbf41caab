//! A visit on paper: the blank form is printed with its code, and the record is entered from the sheet.

use axum::http::StatusCode;
use huiyin_testkit::{on_both, phone_photo};

use crate::photos::{photos, send_to};
use crate::visits::{Case, KEHU, WHOLE, YEZHU, carried};

#[tokio::test]
async fn a_blank_form_is_printed_with_the_code_of_its_entry_page() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(office.visitor).await;
            let follow_up = visitor.ask("GET", &case.follow_up, "").await;
            for way in ["form", "paper"] {
                let href = format!("href=\"{}/{way}\"", case.follow_up);
                assert!(follow_up.text().contains(&href), "{way}");
            }
            let form = visitor
                .ask("GET", &format!("{}/form", case.follow_up), "")
                .await;
            assert_eq!(form.status, StatusCode::OK, "{}", form.text());
            let address = format!("{}/paper", case.follow_up);
            for words in [
                "回訪記錄表",
                "消防通道堆放電動車",
                "<svg xmlns",
                address.as_str(),
                "☐ 較滿意",
                "主管審核意見及簽名",
            ] {
                assert!(form.text().contains(words), "{words}: {}", form.text());
            }
            assert!(!form.text().contains("13800000001"), "no whole number");
            let mine = visitor.ask("GET", "/forms", "").await;
            assert_eq!(mine.text().matches("class=\"paper-form\"").count(), 1);
            let nonsense = visitor.ask("GET", "/forms?day=tomorrow", "").await;
            assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);

            let mut stranger = case.browser(office.stranger).await;
            let refused = stranger
                .ask("GET", &format!("{}/form", case.follow_up), "")
                .await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
            let none = stranger.ask("GET", "/forms", "").await;
            assert!(none.text().contains("沒有可印的記錄表"));
            let sheet = visitor.ask("GET", "/sign-out-sheet", "").await;
            assert!(sheet.text().contains("action=\"/forms\""));
        })
        .await;
    }
}

#[tokio::test]
async fn the_desk_enters_a_record_from_its_sheet() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut desk = case.browser(office.reviewer).await;
            let signed = [("signed_on", "2026-03-17")];
            let without = send_to(&case, &mut desk, "paper", &signed, &[]).await;
            assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(without.text().contains("href=\"#f-sheet_files\""));
            assert!(
                without.text().contains("records_on_paper") || without.text().contains("紙本代錄")
            );
            assert!(without.text().contains("多巡查") && without.text().contains("2026-03-17"));
            assert!(!without.text().contains("<canvas"), "nobody draws here");

            let photo = phone_photo(1);
            let sheet = [
                ("sheet_files", "page 1.jpg", photo.as_slice()),
                ("sheet_files", "page 2.pdf", b"%PDF-1.7"),
            ];
            let undated = send_to(&case, &mut desk, "paper", &[("signed_on", "")], &sheet).await;
            assert_eq!(undated.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(undated.text().contains("href=\"#f-signed_on\""));
            let kept = photos(&undated);
            assert_eq!(kept.len(), 2, "{}", undated.text());
            let named = [
                ("signed_on", "2026-03-17"),
                ("sheet_photos", kept[0].as_str()),
                ("sheet_photos", &kept[1]),
            ];
            let done = send_to(&case, &mut desk, "paper", &named, &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = desk.ask("GET", &record, "").await;
            for words in ["簽名原表", "紙本", "代錄人", "回訪人", "未改動"] {
                assert!(page.text().contains(words), "{words}: {}", page.text());
            }
            assert_eq!(photos(&page), kept);
            assert!(
                !page.text().contains(&format!("{record}/review\"")),
                "not their turn"
            );
            let scan = desk
                .ask("GET", &format!("/attachments/{}", kept[1]), "")
                .await;
            assert_eq!(scan.header("content-type"), "application/pdf");
            assert!(
                scan.header("content-disposition")
                    .starts_with("attachment;")
            );
            let mut visitor = case.browser(office.visitor).await;
            let page = visitor.ask("GET", &record, "").await;
            assert!(!page.text().contains(&format!("{record}/review\"")));
        })
        .await;
    }
}

#[tokio::test]
async fn two_at_the_desk_enter_one_sheet() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut first = case.browser(KEHU.reviewer).await;
        let mut second = case.browser(KEHU.reviewer).await;
        let sheet: [(&str, &str, &[u8]); 1] = [("sheet_files", "page.pdf", b"%PDF-1.7")];
        let signed = [("signed_on", "2026-03-17")];
        let before = second
            .ask("GET", &format!("{}/paper", case.follow_up), "")
            .await;
        assert_eq!(before.status, StatusCode::OK);
        let done = send_to(&case, &mut first, "paper", &signed, &sheet).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let entries = db.entries().await;
        let path = format!("{}/paper", case.follow_up);
        let command = carried(&before, "command");
        let mut fields = vec![("command", command.as_str()), ("signed_on", "2026-03-17")];
        let words: Vec<(String, String)> = WHOLE
            .split('&')
            .filter_map(|it| it.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace("%3A", ":")))
            .collect();
        let typed = words.iter().map(|(name, value)| match name.as_str() {
            "suggestions" => ("suggestions", "夜裡也來看看"),
            name => (name, value.as_str()),
        });
        fields.extend(typed);
        let refused = second.send_files(&path, &fields, &sheet).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["最近一步", "您", "請", "夜裡也來看看"] {
            assert!(
                refused.text().contains(words),
                "{words}: {}",
                refused.text()
            );
        }
        assert_eq!(db.entries().await, entries, "one record, and nothing else");
    })
    .await;
}
