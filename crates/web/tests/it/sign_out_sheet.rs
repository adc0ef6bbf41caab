//! The sign-out sheet: of two who visit together each takes the form, and each brings it back.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::Severity;
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::{complaint, release};
use crate::papers::csv;
use crate::support::{Answer, Browser, Database};

const SHEET: &str = "/sign-out-sheet";

/// The value of the first hidden field of a name.
fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.text().split(&mark).nth(1).expect("the page has it");
    rest.split('"').next().unwrap().to_owned()
}

/// Takes the form that is to be taken.
async fn take(browser: &mut Browser) -> Answer {
    let page = browser.ask("GET", SHEET, "").await;
    let (command, form) = (hidden(&page, "command"), hidden(&page, "follow_ups"));
    let form = format!("command={command}&follow_ups={form}&signature=&name=Tang");
    browser.ask("POST", SHEET, &form).await
}

/// The address that brings the first form back; none where the page has no such form.
fn way_back(page: &Answer) -> Option<String> {
    let rest = page.text().split("action=\"/sign-out-sheet/").nth(1)?;
    Some(format!("{SHEET}/{}", rest.split('"').next()?))
}

// Shows yezhu 四.2 四.4 五; wuye 4.5 4.7; every sign_out_chase.
#[tokio::test]
async fn each_of_two_visitors_takes_a_form_and_brings_it_back() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "yezhu", app.clock().now()).await;
        let posts = ["service_officer", "department_head", "manager_assistant"];
        for post in posts {
            open_account(&app, &estate, post).await;
        }
        let (_, follow_up) = complaint(&app, &estate, Severity::Important).await;
        release(&app, &estate, follow_up).await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut browsers = Vec::new();
        for post in posts {
            let mut browser = Browser::new(&server);
            browser.sign_in(post, "seven+herons+over+water").await;
            browsers.push(browser);
        }
        let [officer, head, assistant] = &mut browsers[..] else {
            panic!("three are signed in");
        };

        let page = assistant.ask("GET", SHEET, "").await;
        assert!(!page.text().contains("逾時未領"), "they have a day for it");
        app.clock().move_by_seconds(23 * 60 * 60);
        let page = assistant.ask("GET", SHEET, "").await;
        assert!(!page.text().contains("逾時未領"), "not yet");
        app.clock().move_by_seconds(2 * 60 * 60);
        for (browser, post) in [
            (&mut *officer, posts[0]),
            (&mut *head, posts[1]),
            (&mut *assistant, posts[2]),
        ] {
            browser.sign_in(post, "seven+herons+over+water").await;
        }
        let page = assistant.ask("GET", SHEET, "").await;
        let left = page
            .text()
            .split("逾時未領")
            .nth(1)
            .expect("the forms are left");
        assert!(left.contains("唐工") && left.contains("馮志明"), "{left}");
        for visitor in [&mut *head, &mut *officer] {
            let taken = take(visitor).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
            let page = visitor.ask("GET", SHEET, "").await;
            assert!(
                !page.text().contains("name=\"follow_ups\""),
                "it is taken once"
            );
        }
        let page = assistant.ask("GET", SHEET, "").await;
        assert!(!page.text().contains("逾時未領"));
        assert!(page.text().contains("唐工") && page.text().contains("馮志明"));
        assert_eq!(way_back(&page), None, "it is not theirs to bring back");

        let page = head.ask("GET", SHEET, "").await;
        let back = way_back(&page).expect("the head took one");
        let month = hidden(&page, "month");
        let form = |page: &Answer| format!("command={}&month={month}", hidden(page, "command"));
        let foreign = assistant.ask("POST", &back, &form(&page)).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let page = head.ask("GET", SHEET, "").await;
        let returned = head.ask("POST", &back, &form(&page)).await;
        assert_eq!(
            returned.status,
            StatusCode::SEE_OTHER,
            "{}",
            returned.text()
        );
        assert!(
            returned.header("location").contains(&month),
            "the month stays"
        );
        let page = head.ask("GET", SHEET, "").await;
        assert_eq!(
            way_back(&page),
            None,
            "the officer's is the officer's or the planner's"
        );
        let again = form(&officer.ask("GET", SHEET, "").await);
        let again = officer.ask("POST", &back, &again).await;
        assert_ne!(again.status, StatusCode::SEE_OTHER, "it came back already");
        open_account(&app, &estate, "service_supervisor").await;
        what_another_writes_down_they_received(&server, &month).await;
        let other = assistant
            .ask("GET", &format!("{SHEET}?month=2020-01"), "")
            .await;
        assert!(!other.text().contains("唐工"), "{}", other.text());
    })
    .await;
}

/// The planner writes down that the officer's form came back; the head's own was brought by the head.
async fn what_another_writes_down_they_received(server: &Router, month: &str) {
    let mut planner = Browser::new(server);
    let password = "seven+herons+over+water";
    planner.sign_in("service_supervisor", password).await;
    let page = planner.ask("GET", SHEET, "").await;
    let back = way_back(&page).expect("the officer's is out");
    let form = format!("command={}&month={month}", hidden(&page, "command"));
    let received = planner.ask("POST", &back, &form).await;
    assert_eq!(received.status, StatusCode::SEE_OTHER);
    let file = format!("{SHEET}.csv?month={month}");
    let lines = csv(&planner.ask("GET", &file, "").await);
    let has = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(has(",\"唐工\",\"\","), "nobody else received it: {lines:?}");
    assert!(has(",\"馮志明\",\"許主管\","), "{lines:?}");
}
