//! What is done with complaints, as somebody at a desk does it.

use axum::http::StatusCode;
use huiyin_testkit::on_both;

use crate::access::open_account;
use crate::events::{carried, desk, registered, send};
use crate::support::percent;

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
        let typed = format!("how=none&handled={}", percent("已在公告欄說明"));
        let answer = send(&mut browser, &form, &reply, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["已在公告欄說明", "f-why-error", "11.1.13"] {
            assert!(answer.text().contains(words), "{words}");
        }
        let typed = format!("{typed}&why={}", percent("來信沒有地址"));
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
            percent("物復 12 號"),
            percent("街道辦")
        );
        let answer = send(&mut browser, &form, &reply, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("物復 12 號") && page.text().contains("街道辦"));

        let plain = registered(&mut browser, &estate, "").await;
        let page = browser.ask("GET", &format!("{plain}/reply"), "").await;
        assert_eq!(page.status, StatusCode::CONFLICT, "nothing asks for it");
    })
    .await;
}

#[tokio::test]
async fn an_invalid_complaint_says_why_on_every_page_that_lists_it() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let event = registered(&mut browser, &estate, "").await;
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("認定無效投訴"));
        let answer = send(&mut browser, &page, &format!("{event}/completion"), "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let judgement = format!("{event}/judgement");
        let form = browser.ask("GET", &judgement, "").await;
        let typed = format!("why={}", percent("鄰里糾紛"));
        let answer = send(&mut browser, &form, &judgement, &typed).await;
        assert!(answer.text().contains("f-answer-error") && answer.text().contains("鄰里糾紛"));
        let typed = format!("{typed}&answer={}", percent("已當面說明"));
        let answer = send(&mut browser, &answer, &judgement, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());

        let rows = "/statistics/rows?month=2026-03&figure=exempt_invalid";
        for path in [event.as_str(), "/plan?month=2026-03", rows] {
            let page = browser.ask("GET", path, "").await;
            for words in ["鄰里糾紛", "已當面說明", "無效投訴"] {
                assert!(page.text().contains(words), "{path}: {words}");
            }
        }
        let form = browser.ask("GET", &judgement, "").await;
        assert!(form.text().contains("恢復為有效投訴"));
        let typed = format!("valid=yes&why={}", percent("查明屬實"));
        let answer = send(&mut browser, &form, &judgement, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());
        let page = browser.ask("GET", &event, "").await;
        assert!(page.text().contains("恢復為有效投訴：查明屬實"));
    })
    .await;
}

#[tokio::test]
async fn a_likely_duplicate_is_offered_and_joined_only_when_somebody_says_so() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "service_director").await;
        let first = registered(&mut browser, &estate, "").await;
        let unit = estate.units["3-1202"];
        let told = format!(
            "category=complaint&unit={unit}&summary={}",
            percent("电梯又有异响")
        );
        let part = browser.ask("POST", "/complaints/advice", &told).await;
        assert!(part.text().contains("疑似重複") && part.text().contains("電梯異響"));
        let elsewhere = format!(
            "category=complaint&unit={}&summary={}",
            estate.units["3-1203"],
            percent("電梯異響")
        );
        let part = browser.ask("POST", "/complaints/advice", &elsewhere).await;
        assert!(!part.text().contains("疑似重複"));

        // Without scripts the first save offers it; nothing is lost, nothing is done silently.
        let form = browser
            .ask("GET", &format!("/events/new?unit={unit}"), "")
            .await;
        let answer = send(&mut browser, &form, "/events", &told).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reports = format!("{first}/reports");
        for words in ["电梯又有异响", "疑似重複：1 件", &reports, "併入這一件"] {
            assert!(answer.text().contains(words), "{words}");
        }
        let joined = send(&mut browser, &answer, &reports, &told).await;
        assert_eq!(joined.header("location"), first);
        let page = browser.ask("GET", &first, "").await;
        assert!(page.text().contains("电梯又有异响") && page.text().contains("併入一次反映"));

        let form = browser
            .ask("GET", &format!("/events/new?unit={unit}"), "")
            .await;
        let answer = send(&mut browser, &form, "/events", &told).await;
        let seen = carried(&answer, "seen");
        let typed = format!("{told}&seen={seen}");
        let second = send(&mut browser, &answer, "/events", &typed).await;
        assert_eq!(second.status, StatusCode::SEE_OTHER, "it is one of its own");
        let second = second.header("location").to_owned();

        let merger = format!("{second}/merger");
        let form = browser.ask("GET", &merger, "").await;
        assert!(form.text().contains("電梯異響"));
        let answer = send(&mut browser, &form, &merger, "number=nothing&why=x").await;
        assert!(answer.text().contains("f-number-error"));
        let into = first.rsplit('/').next().unwrap();
        let typed = format!("into={into}&why={}", percent("同一件"));
        let answer = send(&mut browser, &answer, &merger, &typed).await;
        assert_eq!(answer.header("location"), first, "{}", answer.text());
        let page = browser.ask("GET", &first, "").await;
        assert!(page.text().contains("併入的投訴") && page.text().contains(&second));
        let page = browser.ask("GET", &second, "").await;
        assert!(page.text().contains("已併入") && page.text().contains("併入另一件：同一件"));
        let list = browser.ask("GET", "/events", "").await;
        assert!(list.text().contains("已併入"));

        let separation = format!("{second}/separation");
        let form = browser.ask("GET", &separation, "").await;
        let typed = format!("why={}", percent("兩部電梯"));
        let answer = send(&mut browser, &form, &separation, &typed).await;
        assert_eq!(answer.header("location"), second);
        let page = browser.ask("GET", &second, "").await;
        assert!(!page.text().contains("banner warn") && page.text().contains("兩部電梯"));
    })
    .await;
}

#[tokio::test]
async fn a_grave_complaint_is_proposed_as_such_and_saved_as_somebody_decides() {
    on_both(async |db| {
        let (_, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let unit = estate.units["3-1202"];
        let told = format!(
            "category=complaint&unit={unit}&summary={}",
            percent("保安推搡，老人骨折")
        );
        let part = browser.ask("POST", "/complaints/advice", &told).await;
        for words in [
            "建議等級：重大（人身傷害）",
            "value=\"major\" checked",
            "怎樣定級",
        ] {
            assert!(part.text().contains(words), "{words}: {}", part.text());
        }
        let form = browser.ask("GET", "/events/new?words=1", "").await;
        let answer = send(&mut browser, &form, "/events", &told).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "nobody decided"
        );
        for words in ["老人骨折", "建議等級：重大", "value=\"major\" checked"] {
            assert!(answer.text().contains(words), "{words}");
        }
        let decided = format!("{told}&severity=important&proposed=major");
        let part = browser.ask("POST", "/complaints/advice", &decided).await;
        assert!(
            part.text().contains("value=\"important\" checked"),
            "it stays"
        );
        let answer = send(&mut browser, &answer, "/events", &decided).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let page = browser.ask("GET", answer.header("location"), "").await;
        assert!(page.text().contains("投訴・重要"));
        let repair = "category=repair&summary=x";
        let part = browser.ask("POST", "/complaints/advice", repair).await;
        assert!(!part.text().contains("name=\"severity\""));
    })
    .await;
}

#[tokio::test]
async fn a_confidential_complaint_is_a_line_without_words_to_the_others() {
    on_both(async |db| {
        let (app, estate, mut browser) = desk(db, "kehu", "patrol_inspector").await;
        let unit = estate.units["3-1202"];
        let form = browser.ask("GET", "/events/new?words=1", "").await;
        assert!(form.text().contains("涉及員工個人或隱私"));
        let accused = estate.staff["patrol_inspector"];
        let told = format!(
            "category=complaint&unit={unit}&accused={accused}&severity=general&summary={}",
            percent("索要紅包")
        );
        let answer = send(&mut browser, &form, "/events", &told).await;
        assert_eq!(answer.header("location"), "/events", "{}", answer.text());
        let list = browser.ask("GET", "/events", "").await;
        assert!(list.text().contains("保密投訴") && !list.text().contains("索要紅包"));
        let event = list.text().split("/events/").find_map(|rest| {
            let id = rest.split('"').next()?;
            (id.len() == 36).then(|| format!("/events/{id}"))
        });
        let event = event.expect("its line");
        let page = browser.ask("GET", &event, "").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(!page.text().contains("索要紅包"));

        open_account(&app, &estate, "service_director").await;
        let answer = browser.ask("POST", "/sign-out", "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        browser
            .sign_in("service_director", "seven+herons+over+water")
            .await;
        let page = browser.ask("GET", &event, "").await;
        for words in ["索要紅包", "3-1202", "保密投訴", "被投訴的員工"] {
            assert!(page.text().contains(words), "{words}");
        }
        let path = format!("{event}/confidentiality");
        let form = browser.ask("GET", &path, "").await;
        let typed = format!("open=yes&why={}", percent("查明無關個人"));
        let answer = send(&mut browser, &form, &path, &typed).await;
        assert_eq!(answer.header("location"), event, "{}", answer.text());
        let list = browser.ask("GET", "/events", "").await;
        assert!(list.text().contains("索要紅包") && !list.text().contains("保密投訴"));
    })
    .await;
}
