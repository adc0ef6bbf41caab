//! People and posts over the pages, on both databases.

use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::CommandId;
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Browser, Database};

const PASSWORD: &str = "seven+herons+over+water";

/// A site manager who is signed in, and the estate.
async fn manager(app: &App, estate: &Estate) -> Browser {
    let there = Arc::new(Database { there: true });
    let server = router(Settings::default(), there, app.clone());
    open_account(app, estate, "site_manager").await;
    let mut browser = Browser::new(&server);
    browser.sign_in("site_manager", PASSWORD).await;
    browser
}

/// What stands in a page from this text on, up to the quote.
fn link(page: &str, begins: &str) -> String {
    let from = page.find(begins).unwrap_or_else(|| panic!("no {begins}"));
    page[from..].split('"').next().unwrap().to_owned()
}

/// A form with a command of its own.
fn form(rest: &str) -> String {
    format!("command={}&{rest}", CommandId::generate())
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_once_and_signs_in() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let mut manager = manager(&app, &estate).await;

        let lacking = form("name=Rowan&login=&person=");
        let lacking = manager.ask("POST", "/people/invitations", &lacking).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lacking.text().contains("value=\"Rowan\""));
        assert!(lacking.text().contains("f-login-error"));

        let invite = form("name=Rowan&login=rowan&person=");
        let shown = manager.ask("POST", "/people/invitations", &invite).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let path = link(shown.text(), "/invitations/");
        assert!(
            shown
                .text()
                .contains(&format!("http://huiyin.example{path}"))
        );
        let again = manager.ask("POST", "/people/invitations", &invite).await;
        assert!(again.text().contains("連結已經顯示過"));
        assert!(!again.text().contains(&path));
        let person = link(shown.text(), "/people/0");

        let mut new = Browser::new(&manager.server);
        let page = new.ask("GET", &path, "").await;
        assert!(page.text().contains("rowan"));
        let short = new.ask("POST", &path, "password=short").await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let chosen = new
            .ask("POST", &path, "password=nine+cranes+on+a+hill")
            .await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER);
        let used = new.ask("GET", &path, "").await;
        assert_eq!(used.status, StatusCode::NOT_FOUND);
        assert!(used.text().contains("連結已失效"));

        let grant = form(&format!(
            "post=culture_clerk&scope={}&from=&to=",
            estate.site
        ));
        let nowhere = form("post=culture_clerk&scope=&from=2027-01-01&to=");
        let nowhere = manager
            .ask("POST", &format!("{person}/posts"), &nowhere)
            .await;
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nowhere.text().contains("f-scope-error") && nowhere.text().contains("2027-01-01"));
        let granted = manager
            .ask("POST", &format!("{person}/posts"), &grant)
            .await;
        assert_eq!(granted.status, StatusCode::SEE_OTHER, "{}", granted.text());
        let signed_in = new.sign_in("rowan", "nine+cranes+on+a+hill").await;
        assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
        assert_eq!(new.ask("GET", "/people", "").await.status, StatusCode::OK);
        let refused = new.ask("GET", "/people/zones", "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let english = new.ask("POST", "/preferences", "lang=en&back=/").await;
        assert_eq!(english.status, StatusCode::SEE_OTHER);
        let mut elsewhere = Browser::new(&manager.server);
        elsewhere.sign_in("rowan", "nine+cranes+on+a+hill").await;
        let page = elsewhere.ask("GET", "/people", "").await;
        assert!(page.text().contains("lang=\"en\""), "kept on the account");

        let left = form("successor=");
        let left = manager
            .ask("POST", &format!("{person}/leaving"), &left)
            .await;
        assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text());
        let out = new.ask("GET", "/people", "").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "the old session is out");
        let page = manager.ask("GET", &person, "").await;
        assert!(page.text().contains("Rowan") && page.text().contains("帳號已關閉"));
    })
    .await;
}

#[tokio::test]
async fn a_post_that_ends_is_vacant_and_nobody_shuts_themselves_out() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let mut manager = manager(&app, &estate).await;

        let clerk = format!("/people/{}", estate.staff["culture_clerk"]);
        let page = manager.ask("GET", &clerk, "").await;
        let end = link(page.text(), &format!("{clerk}/posts/")).replace("/deputy", "/end");
        assert!(end.ends_with("/end"), "{end}");
        let done = manager.ask("POST", &end, &form("to=")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        app.clock().move_by_seconds(25 * 60 * 60);
        manager.sign_in("site_manager", PASSWORD).await;
        for path in ["/people", "/"] {
            let page = manager.ask("GET", path, "").await;
            assert!(page.text().contains("空缺崗位"), "{path}");
        }

        let own = format!("/people/{}", estate.staff["site_manager"]);
        let refused = manager
            .ask("POST", &format!("{own}/leaving"), &form("successor="))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(manager.ask("GET", "/", "").await.status, StatusCode::OK);
    })
    .await;
}
