//! Photos come in with the record of a visit, stay in the form, and are shown under the record.

use axum::http::StatusCode;
use huiyin_testkit::{on_both, phone_photo, tells_the_place};

use crate::support::{Answer, Browser};
use crate::visits::{Case, KEHU, WHOLE, YEZHU, carried, judge};

/// The fields of the whole record, as a browser sends them beside files.
fn whole() -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = text.replace("%3A", ":");
        text.replace("%E5%A4%9A%E5%B7%A1%E6%9F%A5", "多巡查")
    };
    let fields = WHOLE.split('&').map(|field| field.split_once('=').unwrap());
    fields
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect()
}

/// Sends the record with a fresh command, other values in the place of its own, and files.
async fn send(
    case: &Case,
    browser: &mut Browser,
    others: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    send_to(case, browser, "visit", others, files).await
}

/// The same, to the form on screen or to that of a record on paper.
pub(crate) async fn send_to(
    case: &Case,
    browser: &mut Browser,
    form: &str,
    others: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let path = format!("{}/{form}", case.follow_up);
    let command = carried(&browser.ask("GET", &path, "").await, "command");
    let mut fields = whole();
    fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    fields.push(("command".to_owned(), command));
    let own = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = own.chain(others.iter().copied()).collect();
    browser.send_files(&path, &fields, files).await
}

/// The photos that a page names, each once.
pub(crate) fn photos(page: &Answer) -> Vec<String> {
    let parts = page.text().split("href=\"/attachments/").skip(1);
    let mut photos: Vec<String> = parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect();
    photos.dedup();
    photos
}

#[tokio::test]
async fn a_photo_stays_in_a_form_that_comes_back_and_stands_under_the_record() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(office.visitor).await;
            let photo = phone_photo(6);
            let files: [(&str, &str, &[u8]); 3] = [
                ("site_check_files", "何女士.jpg", &photo),
                ("matter_0_files", "", b""),
                ("matter_1_files", "lamp.jpg", &photo),
            ];
            let raised = [
                ("rating", ""),
                ("matters", "2"),
                ("matter_1_kind", "opinion"),
                ("matter_1_said", "燈太暗"),
                ("matter_1_outcome", "已換"),
                ("matter_1_settled", "yes"),
            ];
            let lacking = send(&case, &mut visitor, &raised, &files).await;
            assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(lacking.text().contains("多巡查") && lacking.text().contains("燈太暗"));
            let sent = photos(&lacking);
            assert_eq!(sent.len(), 2, "{}", lacking.text());
            let ticked = format!("name=\"matter_0_photos\" value=\"{}\" checked", sent[1]);
            assert!(lacking.text().contains(&ticked), "it moved up with its matter");

            let mut reviewer = case.browser(office.reviewer).await;
            let address = format!("/attachments/{}", sent[0]);
            let early = reviewer.ask("GET", &address, "").await;
            assert_eq!(early.status, StatusCode::NOT_FOUND, "not anybody's yet");
            let named = [
                ("site_check_photos", sent[0].as_str()),
                ("matter_0_photos", &sent[1]),
                ("matter_0_said", "燈太暗"),
                ("matter_0_outcome", "已換"),
                ("matter_0_settled", "yes"),
            ];
            let done = send(&case, &mut visitor, &named, &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = reviewer.ask("GET", &record, "").await;
            assert_eq!(photos(&page), sent, "{}", page.text());
            assert!(page.text().contains("現場查看的照片"));

            let shown = reviewer.ask("GET", &address, "").await;
            assert_eq!(shown.status, StatusCode::OK);
            assert!(!tells_the_place(&shown.body));
            for (header, value) in [
                ("content-type", "image/jpeg"),
                ("x-content-type-options", "nosniff"),
                ("cache-control", "private, no-cache"),
                (
                    "content-disposition",
                    "inline; filename=\"file.jpg\"; filename*=UTF-8''%E4%BD%95%E5%A5%B3%E5%A3%AB.jpg",
                ),
                (
                    "content-security-policy",
                    "default-src 'none'; frame-ancestors 'none'; sandbox",
                ),
            ] {
                assert_eq!(shown.header(header), value);
            }
            let mut nobody = Browser::new(case.server());
            let out = nobody.ask("GET", &address, "").await;
            assert_eq!(out.status, StatusCode::SEE_OTHER);

            let back = "verdict=sent_back&opinion=%E8%AB%8B%E8%A3%9C%E8%A8%98";
            let back = judge(&mut reviewer, &record, back).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
            let again = visitor
                .ask("GET", &format!("{}/visit", case.follow_up), "")
                .await;
            assert_eq!(photos(&again), sent, "the next version begins with them");
        })
        .await;
    }
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_named_at_its_field_and_costs_nothing_else() {
    on_both(async |db| {
        let case = Case::of(db, KEHU, |app| app.largest_attachments(1024)).await;
        let mut visitor = case.browser(KEHU.visitor).await;
        let photo = phone_photo(1);
        let large = vec![0xff; 5000];
        for (name, content, words) in [
            (
                "a.jpg",
                b"MZ".as_slice(),
                "不收這種檔案；可用：JPEG、PNG、WebP",
            ),
            ("a.pdf", b"%PDF-1.7", "不收這種檔案"),
            ("a.jpg", b"", "檔案是空的"),
            ("a.jpg", &large, "檔案太大，最多 1 MB"),
            ("a.jpg", b"\xff\xd8\xff\xe0\0", "照片讀不完整"),
        ] {
            let files = [
                ("site_check_files", "good.jpg", photo.as_slice()),
                ("site_check_files", name, content),
            ];
            let answer = send(&case, &mut visitor, &[], &files).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(answer.text().contains(words), "{words}: {}", answer.text());
            assert!(answer.text().contains("href=\"#f-site_check_files\""));
            assert!(answer.text().contains("多巡查"));
            assert_eq!(photos(&answer).len(), 1, "the good one is kept");
        }
        let many = vec![("site_check_files", "a.jpg", photo.as_slice()); 11];
        let answer = send(&case, &mut visitor, &[], &many).await;
        assert!(answer.text().contains("最多 10 個"), "{}", answer.text());
        let gone = [("site_check_photos", "01890000-0000-7000-8000-000000000001")];
        let answer = send(&case, &mut visitor, &gone, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("照片已不在"), "{}", answer.text());
        assert!(photos(&answer).is_empty());
        let mut stranger = case.browser(KEHU.stranger).await;
        let files = [("site_check_files", "a.jpg", photo.as_slice())];
        let answer = send(&case, &mut stranger, &[], &files).await;
        assert!(answer.text().contains("您不是這次回訪的回訪人"));
    })
    .await;
}

#[tokio::test]
async fn what_is_larger_than_all_of_it_may_be_is_refused() {
    on_both(async |db| {
        let case = Case::of(db, KEHU, |app| app.largest_attachments(1024)).await;
        let mut visitor = case.browser(KEHU.visitor).await;
        let huge = vec![0xff; 2 * 1024 * 1024];
        let files = [("site_check_files", "a.jpg", huge.as_slice())];
        let answer = send(&case, &mut visitor, &[], &files).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}
