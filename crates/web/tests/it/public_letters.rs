//! Public letters, from the offer on the plan to the sheet that is put up.

use std::fmt::Write as _;

use axum::http::StatusCode;
use huiyin_testkit::{Estate, on_both, phone_photo, tells_the_place};

use crate::access::open_account;
use crate::events::{carried, desk, send};
use crate::photos::photos;
use crate::support::{Answer, Browser, percent};

/// A complaint about the lift by a household, completed; its page.
async fn complaint(browser: &mut Browser, estate: &Estate, unit: &str) -> String {
    let page = browser.ask("GET", "/events/new", "").await;
    let form = format!(
        "category=complaint&severity=important&kind={}&summary={}&unit={}&completed_at=2026-03-16T08%3A00&reported_at=2026-03-15T08%3A00",
        percent("電梯"),
        percent("何女士說電梯異響"),
        estate.units[unit]
    );
    let answer = send(browser, &page, "/events", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The form of a letter with everything that is offered ticked.
fn ticked(page: &Answer, more: &str) -> String {
    let mut form = format!("category=complaint&kind={}{more}", percent("電梯"));
    let mark = "name=\"follow_ups\" value=\"";
    for rest in page.text().split(mark).skip(1) {
        let id = rest.split('"').next().unwrap();
        write!(form, "&follow_ups={id}").unwrap();
    }
    form
}

#[tokio::test]
async fn a_letter_goes_from_the_offer_to_the_sheet_and_the_records() {
    on_both(async |db| {
        let (app, estate, mut officer) = desk(db, "kehu", "service_director").await;
        open_account(&app, &estate, "site_manager").await;
        let units: Vec<&'static str> = estate.units.keys().copied().take(3).collect();
        let mut events = Vec::new();
        for unit in units {
            events.push(complaint(&mut officer, &estate, unit).await);
        }
        let plan = officer.ask("GET", "/plan", "").await;
        assert!(plan.text().contains("這個事項可用公開信一併答復"));
        let event = officer.ask("GET", &events[0], "").await;
        assert!(event.text().contains("/letters/new?category=complaint"));
        let page = officer.ask("GET", "/letters", "").await;
        for words in ["投訴・電梯", "3 戶", "11.1.10", "還沒有公開信"] {
            assert!(page.text().contains(words), "{words}");
        }
        let path = format!("/letters/new?category=complaint&kind={}", percent("電梯"));
        let form = officer.ask("GET", &path, "").await;
        assert!(form.text().contains("致各位業主、住戶") && form.text().contains("不寫住戶的姓名"));
        let more = format!(
            "&salutation={}&title={}",
            percent("致各位業主："),
            percent("電梯維修")
        );
        let wrong = send(&mut officer, &form, "/letters", &ticked(&form, &more)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["f-matter", "f-next_steps", "電梯維修", " checked"] {
            assert!(wrong.text().contains(words), "{words}");
        }
        let more = format!(
            "{more}&matter={}&next_steps={}&contact={}",
            percent("電梯異響一併答復"),
            percent("本月底修好"),
            percent("前台")
        );
        let done = send(&mut officer, &wrong, "/letters", &ticked(&wrong, &more)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let letter = done.header("location").to_owned();
        let page = officer.ask("GET", &letter, "").await;
        for words in ["待批准", "CY-G-2026-001", "電梯異響一併答復", "撤回這封信"] {
            assert!(page.text().contains(words), "{words}");
        }
        // Who drafted it has nothing to approve; the manager sends it back only with a reason.
        assert!(!page.text().contains("審批這封信"));
        officer.ask("POST", "/sign-out", "").await;
        officer
            .sign_in("site_manager", "seven+herons+over+water")
            .await;
        let page = officer.ask("GET", &letter, "").await;
        assert!(page.text().contains("審批這封信"));
        let judgement = format!("{letter}/judgement");
        let version = carried(&page, "version");
        let back = format!("version={version}&verdict=sent_back&opinion=");
        let wrong = send(&mut officer, &page, &judgement, &back).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let approve = format!("version={version}&verdict=approved&opinion=");
        let done = send(&mut officer, &wrong, &judgement, &approve).await;
        assert_eq!(done.header("location"), letter);
        let sheet = officer.ask("GET", &format!("{letter}/print"), "").await;
        for words in ["電梯維修", "致各位業主：", "本月底修好"] {
            assert!(sheet.text().contains(words), "{words}");
        }
        for private in ["何女士", "3-1202", "CY-2026-0000"] {
            assert!(!sheet.text().contains(private), "{private}");
        }
        let page = officer.ask("GET", &letter, "").await;
        let posting = format!("{letter}/posting");
        let days = format!(
            "version={version}&place={}&from=2026-03-16",
            percent("大堂")
        );
        let wrong = send(&mut officer, &page, &posting, &days).await;
        assert!(wrong.text().contains("f-until") && wrong.text().contains("value=\"大堂\""));
        let wrong = a_damaged_photo_comes_back(&mut officer, &posting, &wrong, &version).await;
        let days = format!("{days}&until=2026-03-30");
        let done = send(&mut officer, &wrong, &posting, &days).await;
        assert_eq!(done.header("location"), letter, "{}", done.text());
        let page = it_is_photographed(&mut officer, &letter).await;
        assert!(page.text().contains("已張貼") && page.text().contains("已以公開信完成回訪"));
        let record = page.text().split("href=\"/records/").nth(1).unwrap();
        let record = format!("/records/{}", record.split('"').next().unwrap());
        let record = officer.ask("GET", &record, "").await;
        for words in ["以公開信答復", "CY-G-2026-001", "公開信"] {
            assert!(record.text().contains(words), "{words}");
        }
        assert!(!record.text().contains("role=\"alert\""));
        let event = officer.ask("GET", &events[0], "").await;
        assert!(event.text().contains("以公開信完成回訪"));
        let command = "command=00000000-0000-7000-8000-0000000000e7";
        let again = officer
            .ask("POST", &posting, &format!("{command}&{days}"))
            .await;
        assert!(again.text().contains("狀態已經變了"));
    })
    .await;
}

/// A photo that is none comes back at its field, and nothing that was typed is lost.
async fn a_damaged_photo_comes_back(
    browser: &mut Browser,
    posting: &str,
    page: &Answer,
    version: &str,
) -> Answer {
    let fields = [
        ("command", &*carried(page, "command")),
        ("version", version),
        ("place", "大堂"),
        ("until", "2026-03-30"),
    ];
    let damaged: [(&str, &str, &[u8]); 1] = [("letter_files", "a.jpg", b"\xff\xd8\xff\xe0\0")];
    let wrong = browser.send_files(posting, &fields, &damaged).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "照片讀不完整",
        "#f-letter_files",
        "value=\"大堂\"",
        "value=\"2026-03-30\"",
    ] {
        assert!(wrong.text().contains(words), "{words}");
    }
    wrong
}

/// What is no photo comes back at its field, with the good ones kept; then they stand on the page with who added them.
async fn it_is_photographed(browser: &mut Browser, letter: &str) -> Answer {
    let page = browser.ask("GET", letter, "").await;
    assert!(page.text().contains("加上照片") && page.text().contains("multipart/form-data"));
    let path = format!("{letter}/photos");
    let photo = phone_photo(6);
    let command = carried(&page, "command");
    let none = browser
        .ask("POST", &path, &format!("command={command}"))
        .await;
    assert!(none.text().contains("href=\"#f-letter_files\""));
    let files: [(&str, &str, &[u8]); 2] = [
        ("letter_files", "大堂.jpg", &photo),
        ("letter_files", "a.pdf", b"%PDF-1.7"),
    ];
    let wrong = browser
        .send_files(&path, &[("command", &carried(&none, "command"))], &files)
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("不收這種檔案"), "{}", wrong.text());
    let kept = photos(&wrong);
    assert_eq!(kept.len(), 1, "the good one is kept");
    let fields = [
        ("command", &*carried(&wrong, "command")),
        ("letter_photos", &*kept[0]),
    ];
    let done = browser.send_files(&path, &fields, &[]).await;
    assert_eq!(done.header("location"), letter, "{}", done.text());
    let page = browser.ask("GET", letter, "").await;
    assert_eq!(photos(&page), kept);
    let shown = browser
        .ask("GET", &format!("/attachments/{}", kept[0]), "")
        .await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!tells_the_place(&shown.body));
    page
}

#[tokio::test]
async fn a_procedure_without_letters_says_so() {
    on_both(async |db| {
        let (_, _, mut browser) = desk(db, "yezhu", "service_supervisor").await;
        let page = browser.ask("GET", "/letters", "").await;
        assert!(page.text().contains("這份規程沒有公開信"));
    })
    .await;
}
