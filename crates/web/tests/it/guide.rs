//! The guides: one for each post, whose links lead to pages that exist and that the post may open.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use huiyin_app::{App, Clock};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::sign_in::set_up;
use crate::support::{Browser, Database};

/// Where the lines of a guide lead.
fn links(page: &str) -> BTreeSet<String> {
    let guide = page
        .split("<section class=\"guide\">")
        .nth(1)
        .expect("a guide");
    let guide = guide.split("</section>").next().unwrap();
    let links = guide.split("href=\"").skip(1);
    links
        .map(|it| it.split('"').next().unwrap().to_owned())
        .collect()
}

/// Opens a guide in every language, and everything it leads to.
async fn walk(browser: &mut Browser, post: &str) {
    let path = format!("/guide/{post}");
    for lang in ["zh-Hans", "en", "zh-Hant"] {
        browser
            .ask("POST", "/preferences", &format!("lang={lang}"))
            .await;
        let guide = browser.ask("GET", &path, "").await;
        assert_eq!(guide.status, 200, "{post}");
        let day = guide.text().split("<ol>").nth(1).unwrap();
        let day = day.split("</ol>").next().unwrap();
        assert_eq!(day.matches("<li>").count(), 5, "{post}: {day}");
    }
    let guide = browser.ask("GET", &path, "").await;
    let links = links(guide.text());
    assert!(links.len() >= 3, "{post}: {links:?}");
    for link in links {
        let answer = browser.ask("GET", &link, "").await;
        assert_eq!(answer.status, 200, "{post}: {link}");
    }
}

#[tokio::test]
async fn every_post_opens_its_guide_and_everything_it_leads_to() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        on_both(async |db| {
            let app = App::new((*db).clone(), Clock::system());
            let estate = Estate::build(db, procedure, app.clock().now()).await;
            let there = Arc::new(Database { there: true });
            let server: Router = router(Settings::default(), there, app.clone());
            for staff in Estate::staff_of(procedure) {
                open_account(&app, &estate, staff.post).await;
                let mut browser = Browser::new(&server);
                browser.sign_in(staff.post, "seven+herons+over+water").await;
                walk(&mut browser, staff.post).await;
                let guides = browser.ask("GET", "/guide", "").await;
                let own = format!("id=\"h-{}\"", staff.post);
                assert!(guides.text().contains(&own), "{procedure} {}", staff.post);
                for other in Estate::staff_of(procedure) {
                    let link = format!("href=\"/guide/{}\"", other.post);
                    assert!(guides.text().contains(&link), "{procedure} {}", other.post);
                }
                let desk = browser.ask("GET", "/", "").await;
                assert!(desk.text().contains("href=\"/guide\""));
                assert_eq!(browser.ask("GET", "/guide/nobody", "").await.status, 404);
            }
        })
        .await;
    }
}

#[tokio::test]
async fn the_administrator_has_a_guide_of_their_own() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let mut browser = Browser::new(&set_up(&app).await);
        browser.sign_in("shen", "seven+herons+over+water").await;
        walk(&mut browser, "administrator").await;
        let guides = browser.ask("GET", "/guide", "").await;
        assert!(guides.text().contains("id=\"h-administrator\""));
    })
    .await;
}

#[tokio::test]
async fn a_guide_takes_its_numbers_and_posts_from_the_procedure() {
    for (procedure, post, words) in [
        (
            "kehu",
            "property_director",
            ["物業巡查員", "11.1.8", "責任人"],
        ),
        (
            "yezhu",
            "service_officer",
            ["被投訴部門主管", "滿 2 個月", "四.1(1)b"],
        ),
        (
            "wuye",
            "property_assistant",
            ["超過 3 天", "4.6", "第 7 日"],
        ),
    ] {
        on_both(async |db| {
            let app = App::new((*db).clone(), Clock::system());
            let estate = Estate::build(db, procedure, app.clock().now()).await;
            open_account(&app, &estate, post).await;
            let there = Arc::new(Database { there: true });
            let server = router(Settings::default(), there, app.clone());
            let mut browser = Browser::new(&server);
            browser.sign_in(post, "seven+herons+over+water").await;
            let guide = browser.ask("GET", &format!("/guide/{post}"), "").await;
            for words in words {
                assert!(guide.text().contains(words), "{words}: {}", guide.text());
            }
        })
        .await;
    }
}
