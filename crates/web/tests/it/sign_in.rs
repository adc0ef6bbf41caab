//! From the set-up link to signing out, on both databases.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::CommandId;
use huiyin_testkit::on_both;
use huiyin_web::{Settings, router};

use crate::support::{Browser, Database};

fn set_up_form(company: &str) -> String {
    let command = CommandId::generate();
    format!(
        "command={command}&company={company}&name=Lake&code=CY&procedure=kehu&live_from=\
         &administrator=Shen&login=shen&password=seven+herons+over+water"
    )
}

/// A server that was set up by its link, over the pages.
pub(crate) async fn set_up(app: &App) -> Router {
    let server = router(
        Settings::default(),
        Arc::new(Database { there: true }),
        app.clone(),
    );
    let token = app.issue_set_up_link().await.unwrap().unwrap();
    let path = format!("/set-up/{}", token.reveal());
    let mut browser = Browser::new(&server);
    assert!(
        browser
            .ask("GET", "/sign-in", "")
            .await
            .text()
            .contains("尚未啟用")
    );
    assert_eq!(browser.ask("GET", &path, "").await.status, StatusCode::OK);

    let lacking = browser.ask("POST", &path, &set_up_form("")).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lacking.text().contains("id=\"f-company-error\""));
    assert!(
        lacking.text().contains("value=\"Lake\""),
        "what was typed stays"
    );
    assert!(!lacking.text().contains("seven herons"));

    let done = browser.ask("POST", &path, &set_up_form("Lakes")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(done.header("location"), "/sign-in");
    for method in ["GET", "POST"] {
        let again = browser.ask(method, &path, &set_up_form("Others")).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "the link works once");
    }
    server
}

#[tokio::test]
async fn from_the_set_up_link_to_signing_out() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let server = set_up(&app).await;
        let mut browser = Browser::new(&server);

        let stranger = browser.ask("GET", "/account", "").await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        assert_eq!(stranger.header("location"), "/sign-in?back=/account");

        let wrong = browser.sign_in("shen", "wrong").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text().contains("帳號或密碼不對") && !wrong.text().contains("value=\"wrong\"")
        );

        let right = browser.sign_in("Shen", "seven+herons+over+water").await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        assert_eq!(right.header("location"), "/account");
        let desk = browser.ask("GET", "/", "").await;
        for words in ["從這裡開始", "/imports", "/people", "空缺崗位"] {
            assert!(desk.text().contains(words), "a new site is told {words}");
        }
        let page = browser.ask("GET", "/account", "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["Shen", "系統管理員", "Lake", "客戶回訪管理規程", "本機"] {
            assert!(page.text().contains(words), "{words}");
        }

        // What a phone's page has not sent is not cleared away, unless it was looked that there is nothing.
        let out = browser.ask("POST", "/sign-out", "").await;
        assert_eq!(out.header("clear-site-data"), "\"cache\"");
        browser.sign_in("Shen", "seven+herons+over+water").await;
        let out = browser.ask("POST", "/sign-out", "forget=yes").await;
        assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
        let after = browser.ask("GET", "/account", "").await;
        assert_eq!(after.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_a_removed_device_is_out() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let server = set_up(&app).await;
        let (mut here, mut there) = (Browser::new(&server), Browser::new(&server));
        for browser in [&mut here, &mut there] {
            browser.sign_in("shen", "seven+herons+over+water").await;
        }
        let short = "current=seven+herons+over+water&password=short";
        let short = here.ask("POST", "/account/password", short).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let new = "current=seven+herons+over+water&password=nine+cranes+on+the+hill";
        let changed = here.ask("POST", "/account/password", new).await;
        assert_eq!(changed.status, StatusCode::OK);
        assert!(changed.text().contains("密碼已改"));
        assert_eq!(here.ask("GET", "/account", "").await.status, StatusCode::OK);
        assert_eq!(
            there.ask("GET", "/account", "").await.status,
            StatusCode::SEE_OTHER
        );

        there.sign_in("shen", "nine+cranes+on+the+hill").await;
        let (_, device) = there
            .cookies
            .iter()
            .find(|(name, _)| name == "huiyin_device")
            .unwrap();
        let revoke = format!("/account/devices/{device}/revocation");
        assert_eq!(
            here.ask("POST", &revoke, "").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            there.ask("GET", "/account", "").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(here.ask("GET", "/account", "").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_have_to_wait() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let server = set_up(&app).await;
        let mut browser = Browser::new(&server);
        let mut last = browser.sign_in("shen", "wrong").await;
        for _ in 0..10 {
            if last.status == StatusCode::UNPROCESSABLE_ENTITY {
                last = browser.sign_in("shen", "wrong").await;
            }
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
        let right = browser.sign_in("shen", "seven+herons+over+water").await;
        assert_eq!(
            right.status,
            StatusCode::TOO_MANY_REQUESTS,
            "nothing is looked at"
        );
    })
    .await;
}
