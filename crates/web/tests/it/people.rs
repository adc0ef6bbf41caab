//! People and posts over the pages, on both databases.

use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::{CommandId, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::grave_complaint;
use crate::sign_in::set_up;
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
        assert_eq!(left.status, StatusCode::OK, "{}", left.text());
        assert!(left.text().contains("已辦理離職") && left.text().contains("結束崗位 1 個"));
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

#[tokio::test]
async fn a_department_has_a_head_and_a_contractor_somebody_who_answers() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let mut manager = manager(&app, &estate).await;
        let path = "/people/departments";
        let lift = "name=%E9%9B%BB%E6%A2%AF%E7%B6%AD%E4%BF%9D&kind=contractor&head=";
        let lacking = form(&format!("{lift}&responsible_post="));
        let lacking = manager.ask("POST", path, &lacking).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lacking.text().contains("f-responsible_post-error"));
        assert!(lacking.text().contains("value=\"電梯維保\""));
        let whole = form(&format!("{lift}&responsible_post=property_director"));
        let added = manager.ask("POST", path, &whole).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        let taken = manager
            .ask(
                "POST",
                path,
                &form(&format!("{lift}&responsible_post=property_director")),
            )
            .await;
        assert!(taken.text().contains("f-name-error"), "the name is taken");
        let people = manager.ask("GET", "/people", "").await;
        assert!(people.text().contains("外包單位・由物業部主任代答"));

        let head = estate.staff["property_director"];
        let known = format!("{path}/{}", estate.departments["工程部"]);
        let page = manager.ask("GET", &known, "").await;
        assert!(page.text().contains("value=\"工程部\""));
        let renamed = form(&format!("name=%E5%B7%A5%E7%A8%8B&kind=&head={head}"));
        let renamed = manager.ask("POST", &known, &renamed).await;
        assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.text());
        let people = manager.ask("GET", "/people", "").await;
        assert!(people.text().contains("主管 梁主任"), "{}", people.text());
        let odd = form("name=x&kind=&head=nobody");
        let odd = manager.ask("POST", &known, &odd).await;
        assert!(odd.text().contains("f-head-error"));
    })
    .await;
}

#[tokio::test]
async fn a_name_changes_and_a_lost_phone_is_cut_off() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let mut manager = manager(&app, &estate).await;
        open_account(&app, &estate, "culture_clerk").await;
        let clerk = format!("/people/{}", estate.staff["culture_clerk"]);
        let edit = format!("{clerk}/edit");
        let lacking = manager.ask("POST", &edit, &form("name=&phone=12")).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["f-name-error", "f-phone-error", "value=\"12\""] {
            assert!(lacking.text().contains(field), "{field}");
        }
        let whole = form("name=Pan+Yawen&phone=13900001111");
        let saved = manager.ask("POST", &edit, &whole).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let kept = manager
            .ask("POST", &edit, &form("name=Pan+Yawen&phone="))
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let page = manager.ask("GET", &clerk, "").await;
        assert!(page.text().contains("Pan Yawen") && page.text().contains("1111"));
        assert!(!page.text().contains("13900001111"), "masked");
        assert!(!page.text().contains("/revocation"), "no device yet");

        let mut phone = Browser::new(&manager.server);
        phone.sign_in("culture_clerk", PASSWORD).await;
        assert_eq!(phone.ask("GET", "/people", "").await.status, StatusCode::OK);
        let page = manager.ask("GET", &clerk, "").await;
        let device = link(page.text(), &format!("{clerk}/devices/"));
        let own = phone.ask("POST", &device, "").await;
        assert_eq!(
            own.status,
            StatusCode::FORBIDDEN,
            "one's own are on the account page"
        );
        let cut = manager.ask("POST", &device, "").await;
        assert_eq!(cut.status, StatusCode::SEE_OTHER, "{}", cut.text());
        let out = phone.ask("GET", "/people", "").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "the session ended");
    })
    .await;
}

#[tokio::test]
async fn a_deputy_acts_on_their_days_and_who_leaves_hands_over() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let (_, follow_up) = grave_complaint(&app, &estate).await;
        let mut reviewer = {
            let there = Arc::new(Database { there: true });
            let server = router(Settings::default(), there, app.clone());
            open_account(&app, &estate, "company_reviewer").await;
            let mut browser = Browser::new(&server);
            browser.sign_in("company_reviewer", PASSWORD).await;
            browser
        };
        let manager = estate.staff["site_manager"];
        let here = format!("/people/{manager}");
        let page = reviewer.ask("GET", &here, "").await;
        assert!(page.text().contains("未完成回訪 1 件"), "{}", page.text());
        let deputy = link(page.text(), &format!("{here}/posts/"));
        assert!(deputy.ends_with("/deputy"), "{deputy}");
        let stands_in = estate.staff["service_director"];
        let today = app.clock().now();
        let day = |days: i64| {
            let at = today.plus_seconds(days * 24 * 60 * 60);
            SiteZone::default().day(at).to_string()
        };
        let backwards = format!("person={stands_in}&from={}&to={}", day(3), day(2));
        let backwards = reviewer.ask("POST", &deputy, &form(&backwards)).await;
        assert_eq!(backwards.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(backwards.text().contains(&day(3)), "what was typed stays");
        let nobody = format!("person=&from={}&to={}", day(1), day(2));
        let nobody = reviewer.ask("POST", &deputy, &form(&nobody)).await;
        assert!(nobody.text().contains("f-person-error"));
        let named = format!("person={stands_in}&from={}&to={}", day(1), day(2));
        let named = reviewer.ask("POST", &deputy, &form(&named)).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.text());
        let page = reviewer
            .ask("GET", &format!("/people/{stands_in}"), "")
            .await;
        assert!(page.text().contains("代理"), "{}", page.text());

        let leaving = format!("{here}/leaving");
        let page = reviewer.ask("GET", &leaving, "").await;
        assert!(page.text().contains("未完成回訪 1 件"), "before it is done");
        let left = form(&format!("successor={stands_in}"));
        let left = reviewer.ask("POST", &leaving, &left).await;
        assert_eq!(left.status, StatusCode::OK, "{}", left.text());
        assert!(left.text().contains("移交回訪 1 件"), "{}", left.text());
        assert!(left.text().contains("以前的崗位"), "{}", left.text());
        let path = format!("/follow-ups/{follow_up}");
        let page = reviewer.ask("GET", &path, "").await;
        assert!(page.text().contains("許主任"), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn a_company_opens_a_site_and_says_which_procedure_is_in_force() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let mut browser = Browser::new(&set_up(&app).await);
        browser.sign_in("shen", PASSWORD).await;
        let page = browser.ask("GET", "/people", "").await;
        assert!(page.text().contains("/sites/new"));
        let site = "name=Heron+Bay&procedure=yezhu&live_from=";
        let taken = form(&format!("{site}&code=CY"));
        let taken = browser.ask("POST", "/sites/new", &taken).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.text().contains("f-code-error") && taken.text().contains("Heron Bay"));
        let opened = form(&format!("{site}&code=HB"));
        let opened = browser.ask("POST", "/sites/new", &opened).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        let desk = browser.ask("GET", "/", "").await;
        assert!(desk.text().contains("Heron Bay"), "{}", desk.text());
        let procedures = browser.ask("GET", "/procedure", "").await;
        assert!(procedures.text().contains("篇2"), "{}", procedures.text());
        assert!(procedures.text().contains("本處採用"));

        let adopt = "/procedure/adoption";
        let lacking = form("procedure=wuye&from=soon");
        let lacking = browser.ask("POST", adopt, &lacking).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lacking.text().contains("f-from-error"));
        let done = form("procedure=wuye&from=2099-01");
        let done = browser.ask("POST", adopt, &done).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let procedures = browser.ask("GET", "/procedure", "").await;
        assert!(
            procedures.text().contains("2099年1月"),
            "{}",
            procedures.text()
        );

        let back = browser.ask("POST", "/site", "code=CY").await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let desk = browser.ask("GET", "/", "").await;
        assert!(desk.text().contains("Lake"));
        let granted = {
            let page = browser.ask("GET", "/people", "").await;
            let person = link(page.text(), "/people/0");
            let page = browser.ask("GET", &format!("{person}/posts"), "").await;
            let scope = page.text().split(">Lakes<").next().unwrap();
            let scope = scope.rsplit("value=\"").next().unwrap();
            let scope = scope.split('"').next().unwrap();
            let grant = form(&format!("post=company_leader&scope={scope}&from=&to="));
            browser
                .ask("POST", &format!("{person}/posts"), &grant)
                .await
        };
        assert_eq!(granted.status, StatusCode::SEE_OTHER, "{}", granted.text());
        let people = browser.ask("GET", "/people", "").await;
        assert!(people.text().contains("公司領導"), "{}", people.text());
    })
    .await;
}
