//! A batch whose time is over: listed by the office, approved by the manager, destroyed and signed for, in a browser.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use huiyin_app::archive::{CollectBatch, ReceiveBatch, ReviewBatch};
use huiyin_app::visits::Ink;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{BatchId, CommandId, Lang};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::archive::accepted;
use crate::summed::workbook;
use crate::support::{Browser, Database, percent};

const POSTS: [&str; 4] = [
    "service_supervisor",
    "site_manager",
    "manager_assistant",
    "office",
];
const YEARS: i64 = 3 * 366 * 24 * 60 * 60;

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

/// A batch that was received.
async fn received(app: &App, estate: &Estate) -> BatchId {
    let asker = async |post: &str| -> Asker {
        let asker = app.asker(estate.staff[post], None, Lang::ZhHant).await;
        asker.unwrap().unwrap()
    };
    let new = CommandId::generate;
    let (planner, office) = (asker("service_supervisor").await, asker("office").await);
    let collect = CollectBatch { site: estate.site };
    let collected = app.collect_batch(&planner, new(), collect).await.unwrap();
    let batch = collected.batch;
    let read = ReviewBatch {
        batch,
        serving: Vec::new(),
        opinion: "齊全".to_owned(),
    };
    let assistant = asker("manager_assistant").await;
    app.review_batch(&assistant, new(), read).await.unwrap();
    let signature = Ink::typed("辦公室丁");
    let receive = ReceiveBatch { batch, signature };
    app.receive_batch(&office, new(), receive).await.unwrap();
    batch
}

/// Sends one of the forms of a batch; it is taken.
async fn send(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) {
    let mut form = format!("command={}", CommandId::generate());
    for (name, value) in fields {
        let _ = write!(form, "&{name}={}", percent(value));
    }
    let done = browser.ask("POST", path, &form).await;
    assert_eq!(done.status, 303, "{path}: {}", done.text());
}

// Shows yezhu archive_disposal.
#[tokio::test]
async fn a_second_person_approves_what_the_office_lists_for_disposal() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "yezhu", app.clock().now()).await;
        for post in POSTS.into_iter().chain(["company_reviewer"]) {
            open_account(&app, &estate, post).await;
        }
        accepted(&app, &estate).await;
        let batch = format!("/archive/{}", received(&app, &estate).await);
        app.clock().move_by_seconds(YEARS);
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());

        let waits = "保管期滿，待提出、批准或銷毀的批次";
        let mut office = signed_in(&server, "office").await;
        let desk = office.ask("GET", "/", "").await;
        assert!(desk.text().contains(waits), "{}", desk.text());
        let page = office.ask("GET", &batch, "").await;
        assert!(
            page.text().contains("提出後由管理處經理批准"),
            "{}",
            page.text()
        );
        assert!(!page.text().contains("銷毀紙本"), "nobody approved it");
        let how = [("how", "送廠化漿，潘雅文監銷")];
        send(&mut office, &format!("{batch}/proposal"), &how).await;
        let page = office.ask("GET", &batch, "").await;
        assert!(
            page.text().contains("待管理處經理或其上級批准"),
            "{}",
            page.text()
        );
        let desk = office.ask("GET", "/", "").await;
        assert!(!desk.text().contains(waits), "it waits for the manager");

        let mut manager = signed_in(&server, "site_manager").await;
        let desk = manager.ask("GET", "/", "").await;
        assert!(desk.text().contains(waits), "{}", desk.text());
        let page = manager.ask("GET", &batch, "").await;
        assert!(
            page.text().contains("送廠化漿，潘雅文監銷"),
            "{}",
            page.text()
        );
        let silent = format!("command={}&verdict=refused&opinion=", CommandId::generate());
        let silent = manager
            .ask("POST", &format!("{batch}/judgement"), &silent)
            .await;
        assert_eq!(silent.status, 422, "{}", silent.text());
        let yes = [
            ("verdict", "approved"),
            ("signature", ""),
            ("name", "羅經理"),
        ];
        send(&mut manager, &format!("{batch}/judgement"), &yes).await;

        let mut office = signed_in(&server, "office").await;
        let page = office.ask("GET", &batch, "").await;
        assert!(page.text().contains("銷毀紙本"), "{}", page.text());
        let done = [("how", "已化漿"), ("signature", ""), ("name", "辦公室丁")];
        send(&mut office, &format!("{batch}/disposal"), &done).await;
        let page = office.ask("GET", &batch, "").await;
        for words in ["已銷毀", "提出銷毀", "批准銷毀", "已刪除 1 次回訪"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let list = office
            .ask("GET", &format!("{batch}/disposal.xlsx"), "")
            .await;
        let list = workbook(&list).concat().concat();
        for words in ["已化漿", "羅經理", "辦公室丁"] {
            assert!(list.contains(words), "{words}: {list}");
        }
    })
    .await;
}
