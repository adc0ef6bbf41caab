//! A batch from the collecting to its receipt, and the hold on it, as the office does it in a browser.

use std::sync::Arc;

use axum::Router;
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::visits::{Ink, TakeForms};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{CommandId, FollowUpId, Lang, Rating, RecordId, SiteZone, Verdict};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::{grave_complaint, release};
use crate::statistics::satisfied;
use crate::support::{Answer, Browser, Database};

const REVIEWERS: [&str; 3] = ["service_supervisor", "site_manager", "company_reviewer"];

async fn asker(app: &App, estate: &Estate, post: &str) -> Asker {
    let asker = app.asker(estate.staff[post], None, Lang::ZhHant).await;
    asker.unwrap().unwrap()
}

/// A record of the manager's visit that was reviewed to the end.
pub(crate) async fn accepted(app: &App, estate: &Estate) -> RecordId {
    let (_, follow_up) = grave_complaint(app, estate).await;
    visited(app, estate, follow_up).await
}

/// The same, of a follow-up that is planned.
pub(crate) async fn visited(app: &App, estate: &Estate, follow_up: FollowUpId) -> RecordId {
    release(app, estate, follow_up).await;
    let manager = asker(app, estate, "site_manager").await;
    let take = TakeForms {
        follow_ups: vec![follow_up],
        signature: Ink::typed("羅經理"),
    };
    app.take_forms(&manager, CommandId::generate(), take)
        .await
        .unwrap();
    let mut record = satisfied(follow_up, Rating::Satisfied, estate.staff["site_manager"]);
    let now = SiteZone::default().local(app.clock().now().plus_seconds(-600));
    record.visited_at = now.to_string().chars().take(16).collect();
    let done = app
        .record_visit(&manager, CommandId::generate(), record)
        .await;
    let record = done.unwrap().record;
    for post in REVIEWERS {
        let reviewer = asker(app, estate, post).await;
        if app
            .review_queue(&reviewer, estate.site)
            .await
            .unwrap()
            .is_empty()
        {
            continue;
        }
        let review = ReviewRecord {
            record,
            verdict: Verdict::Accepted,
            opinion: "情況屬實".to_owned(),
            signed_name: "審核".to_owned(),
        };
        app.review_record(&reviewer, CommandId::generate(), review)
            .await
            .unwrap();
    }
    record
}

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

fn value(page: &Answer, name: &str) -> String {
    let found = page
        .text()
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1);
    found.unwrap().split('"').next().unwrap().to_owned()
}

// Shows yezhu 四.7 四.8 appraisal_figures; wuye archive_disposal appraisal_figures.
#[tokio::test]
async fn the_office_receives_what_the_assistant_read() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "yezhu", app.clock().now()).await;
        for post in REVIEWERS
            .into_iter()
            .chain(["manager_assistant", "office", "service_officer"])
        {
            open_account(&app, &estate, post).await;
        }
        let record = accepted(&app, &estate).await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut planner = signed_in(&server, "service_supervisor").await;
        let page = planner.ask("GET", "/archive", "").await;
        for words in ["已審核，待收齊", "1 份", "四.7", "都齊了"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let command = value(&page, "command");
        let form = format!("command={command}");
        let collected = planner.ask("POST", "/archive/collect", &form).await;
        assert_eq!(collected.status, 303, "{}", collected.text());
        let batch = collected.header("location").to_owned();
        let form = format!("command={}", CommandId::generate());
        let again = planner.ask("POST", "/archive/collect", &form).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("都已收齊"), "{}", again.text());

        let mut assistant = signed_in(&server, "manager_assistant").await;
        let desk = assistant.ask("GET", "/", "").await;
        assert!(
            desk.text().contains("待審核或接收的歸檔批次"),
            "{}",
            desk.text()
        );
        let page = assistant.ask("GET", &batch, "").await;
        let command = value(&page, "command");
        let silent = format!("command={command}&serving={record}&opinion=");
        let path = format!("{batch}/review");
        let silent = assistant.ask("POST", &path, &silent).await;
        assert_eq!(silent.status, 422);
        assert!(silent.text().contains(" checked"), "the tick stays");
        let mut officer = signed_in(&server, "service_officer").await;
        let forbidden = officer
            .ask("POST", &format!("{batch}/receipt"), &form)
            .await;
        assert_eq!(forbidden.status, 403, "{}", forbidden.text());
        let read = format!("command={command}&serving={record}&opinion=%E9%BD%8A%E5%85%A8");
        let read = assistant.ask("POST", &path, &read).await;
        assert_eq!(read.status, 303, "{}", read.text());

        let month = app.clock().now();
        let month = SiteZone::default().day(month).month();
        let figures = assistant
            .ask("GET", &format!("/appraisal.csv?month={month}"), "")
            .await;
        assert!(
            figures.text().contains("\"羅經理\",1,1,1,0,1,1,0,0"),
            "{}",
            figures.text()
        );
        let page = assistant.ask("GET", "/appraisal", "").await;
        assert!(page.text().contains("四.8") && page.text().contains("羅經理"));

        let mut office = signed_in(&server, "office").await;
        let page = office.ask("GET", &batch, "").await;
        assert!(page.text().contains("齊全") && page.text().contains('✓'));
        let command = value(&page, "command");
        let receive = format!("command={command}&signature=&name=%E4%B8%81");
        let received = office
            .ask("POST", &format!("{batch}/receipt"), &receive)
            .await;
        assert_eq!(received.status, 303, "{}", received.text());
        let page = office.ask("GET", &batch, "").await;
        for words in ["保管中", "保管至", "暫緩銷毀", "接收存檔"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert!(!page.text().contains("銷毀紙本"), "its time is not over");
        let hold = format!(
            "command={}&held=yes&why=%E8%A8%B4%E8%A8%9F",
            value(&page, "command")
        );
        let done = office.ask("POST", &format!("{batch}/hold"), &hold).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let list = office.ask("GET", "/archive", "").await;
        assert!(list.text().contains(">暫緩銷毀<"), "{}", list.text());
        let dispose = format!("command={}&how=x&name=x", CommandId::generate());
        let early = office
            .ask("POST", &format!("{batch}/disposal"), &dispose)
            .await;
        assert_eq!(early.status, 422);
        assert!(early.text().contains("已暫緩銷毀"), "{}", early.text());
    })
    .await;
}
