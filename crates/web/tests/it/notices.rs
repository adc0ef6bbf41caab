//! Notices over the pages: told, read, sent, failed, tried again; and what leaves the house in words.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::http::StatusCode;
use huiyin_app::notices::{Address, Courier, Letter, Notice, Says, Undelivered};
use huiyin_app::{App, Clock};
use huiyin_domain::{CommandId, DeliveryFault, Instant, Lang, Personal, Topic};
use huiyin_rules::procedure::Basis;
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, Written, router};

use crate::access::open_account;
use crate::complaint::{grave_complaint, release};
use crate::support::{Browser, Database};

const PASSWORD: &str = "seven+herons+over+water";
const ROBOT: &str = "kind=wecom&name=%E5%AE%A2%E6%9C%8D%E7%BE%A4&language=zh-Hant&topic.plan_released=yes\
    &address=https%3A%2F%2Fqyapi.weixin.qq.com%2Fcgi-bin%2Fwebhook%2Fsend%3Fkey%3D693a91f6";

/// A courier that keeps what it carried, in words; what fails, fails for good.
#[derive(Clone, Default)]
struct Keeps {
    written: Arc<Mutex<Vec<Written>>>,
    fails: Arc<Mutex<bool>>,
}

#[async_trait]
impl Courier for Keeps {
    fn mail_from(&self) -> Option<&str> {
        Some("huiyin@cuihu.example")
    }

    async fn carry(&self, letter: &Letter) -> Result<(), Undelivered> {
        if *self.fails.lock().unwrap() {
            let said = "93000 invalid webhook url";
            return Err(Undelivered::for_good(DeliveryFault::Refused, said));
        }
        for lang in Lang::ALL {
            let letter = Letter {
                lang,
                ..letter.clone()
            };
            let written = Written::of(&letter, "https://huiyin.example");
            self.written.lock().unwrap().push(written);
        }
        Ok(())
    }
}

fn server(app: &App) -> Router {
    let there = Arc::new(Database { there: true });
    router(Settings::default(), there, app.clone())
}

async fn signed_in(app: &App, estate: &Estate, post: &str) -> Browser {
    open_account(app, estate, post).await;
    let mut browser = Browser::new(&server(app));
    browser.sign_in(post, PASSWORD).await;
    browser
}

fn form(rest: &str) -> String {
    format!("command={}&{rest}", CommandId::generate())
}

#[tokio::test]
async fn a_release_is_read_in_the_product_and_leaves_the_house_without_the_resident() {
    on_both(async |db| {
        let carrier = Keeps::default();
        let app = App::new((*db).clone(), Clock::system()).sending_by(Arc::new(carrier.clone()));
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let (_, follow_up) = grave_complaint(&app, &estate).await;
        let mut manager = signed_in(&app, &estate, "site_manager").await;
        let manage = format!("/people/{}/edit", estate.staff["site_manager"]);
        let saved = form("name=%E5%91%A8&phone=&mail=zhou%40cuihu.example");
        let saved = manager.ask("POST", &manage, &saved).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let saved = manager.ask("POST", "/sending/robots", &form(ROBOT)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let nothing = manager.ask("GET", "/notices", "").await;
        assert!(nothing.text().contains("還沒有通知"));

        release(&app, &estate, follow_up).await;
        let desk = manager.ask("GET", "/", "").await;
        assert!(desk.text().contains("通知，1 則未讀"), "{}", desk.text());
        let notices = manager.ask("GET", "/notices", "").await;
        for words in ["已放行 1 件回訪", "CY-", "未讀", "11.1.2", "全部標為已讀"] {
            assert!(
                notices.text().contains(words),
                "{words}: {}",
                notices.text()
            );
        }
        let at = notices.text().find("href=\"/notices/").unwrap();
        let path = notices.text()[at..].split('"').nth(1).unwrap().to_owned();
        let opened = manager.ask("GET", &path, "").await;
        assert_eq!(
            opened.header("location"),
            format!("/follow-ups/{follow_up}")
        );
        let desk = manager.ask("GET", "/", "").await;
        assert!(!desk.text().contains("則未讀"));

        assert_eq!(
            app.send_due_notices().await.unwrap().sent,
            2,
            "mail and robot"
        );
        let written = carrier.written.lock().unwrap().clone();
        assert_eq!(written.len(), 6);
        for letter in written {
            let link = format!("https://huiyin.example/follow-ups/{follow_up}");
            assert_eq!(letter.link.as_deref(), Some(link.as_str()));
            assert!(letter.text.ends_with(&link) && letter.text.contains("11.1.2"));
            for private in ["何女士", "13800000001", "3-1202", "消防通道"] {
                assert!(!letter.text.contains(private), "{private}: {}", letter.text);
                assert!(!letter.subject.contains(private), "{}", letter.subject);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_delivered_stands_on_the_desk_until_it_is_tried_again() {
    on_both(async |db| {
        let carrier = Keeps::default();
        let app = App::new((*db).clone(), Clock::system()).sending_by(Arc::new(carrier.clone()));
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let (_, follow_up) = grave_complaint(&app, &estate).await;
        let mut manager = signed_in(&app, &estate, "site_manager").await;
        manager.ask("POST", "/sending/robots", &form(ROBOT)).await;
        *carrier.fails.lock().unwrap() = true;
        release(&app, &estate, follow_up).await;
        assert_eq!(app.send_due_notices().await.unwrap().given_up, 1);

        let desk = manager.ask("GET", "/", "").await;
        assert!(desk.text().contains("1 則通知未能送達"));
        let page = manager.ask("GET", "/sending", "").await;
        for words in [
            "客服群",
            "對方拒收",
            "93000 invalid webhook url",
            "試了 1 次",
        ] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert!(!page.text().contains("693a91f6"), "the key of the group");
        let mut other = signed_in(&app, &estate, "service_director").await;
        let desk = other.ask("GET", "/", "").await;
        assert!(!desk.text().contains("未能送達"), "not for them to mend");

        let at = page.text().find("/sending/undelivered/").unwrap();
        let again = page.text()[at..].split('"').next().unwrap().to_owned();
        *carrier.fails.lock().unwrap() = false;
        let tried = manager.ask("POST", &again, "").await;
        assert_eq!(tried.status, StatusCode::SEE_OTHER);
        assert_eq!(app.send_due_notices().await.unwrap().sent, 1);
        let desk = manager.ask("GET", "/", "").await;
        assert!(!desk.text().contains("未能送達"));
    })
    .await;
}

#[tokio::test]
async fn a_robot_is_set_up_tested_and_never_shown_whole() {
    on_both(async |db| {
        let carrier = Keeps::default();
        let app = App::new((*db).clone(), Clock::system()).sending_by(Arc::new(carrier.clone()));
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let mut manager = signed_in(&app, &estate, "site_manager").await;
        let wrong = form("kind=dingtalk&name=A&language=en&address=https%3A%2F%2Fexample.org%2F");
        let wrong = manager.ask("POST", "/sending/robots", &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in [
            "value=\"A\"",
            "https://example.org/",
            "f-address-error",
            "f-topics-error",
        ] {
            assert!(wrong.text().contains(kept), "{kept}: {}", wrong.text());
        }
        manager.ask("POST", "/sending/robots", &form(ROBOT)).await;
        let page = manager.ask("GET", "/sending", "").await;
        assert!(
            page.text()
                .contains("企業微信群機器人・qyapi.weixin.qq.com")
        );
        let at = page.text().find("/sending/robots/").unwrap();
        let path = page.text()[at..].split('"').next().unwrap().to_owned();
        let path = path.trim_end_matches("/test").to_owned();
        let edit = manager.ask("GET", &path, "").await;
        assert!(edit.text().contains("現在送到 qyapi.weixin.qq.com"));
        assert!(!edit.text().contains("693a91f6"));
        let test = format!("{path}/test");
        let tested = manager.ask("POST", &test, "").await;
        assert!(tested.text().contains("已送出"), "{}", tested.text());
        let written = carrier.written.lock().unwrap()[0].clone();
        assert!(written.text.contains("測試訊息"), "{}", written.text);
        *carrier.fails.lock().unwrap() = true;
        let tested = manager.ask("POST", &test, "").await;
        assert!(tested.text().contains("沒有送到"));
        assert!(
            tested
                .text()
                .contains("對方拒收：93000 invalid webhook url")
        );
        let mail = manager.ask("POST", "/sending/mail/test", "").await;
        assert_eq!(mail.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(mail.text().contains("您還沒有電子郵件地址"));
        manager.ask("POST", &format!("{path}/removal"), "").await;
        let page = manager.ask("GET", "/sending", "").await;
        assert!(page.text().contains("還沒有群機器人"));
    })
    .await;
}

#[test]
fn every_topic_has_its_words_in_every_language() {
    for lang in Lang::ALL {
        let mut texts = Vec::new();
        for topic in Topic::ALL.iter().copied() {
            let letter = Letter {
                to: Address::Mail(Personal::new(String::new())),
                lang,
                says: Says::Notice(Notice {
                    topic,
                    site: "翠湖灣".to_owned(),
                    count: 7,
                    events: (1..=7).map(|it| format!("CY-2026-0000{it}")).collect(),
                    due: None,
                    basis: Basis::default(),
                    path: "/records".to_owned(),
                    noted: vec!["head 1".to_owned()],
                }),
                at: Instant::from_micros(0),
            };
            let written = Written::of(&letter, "https://huiyin.example");
            assert!(written.subject.contains(topic.title(lang)));
            // The archive is one thing, however many records it is about.
            let counts = matches!(
                topic,
                Topic::PlanReleased
                    | Topic::FollowUpEscalated
                    | Topic::RecordWaits
                    | Topic::RecordSentBack
                    | Topic::RecordNonconforming
            );
            assert!(!counts || written.text.contains('7'));
            // What is kept outside of the office is about no event.
            let is_noted = topic == Topic::HeadsNoted;
            assert_eq!(written.text.contains("head 1"), is_noted);
            assert_eq!(written.text.contains("CY-2026-00005"), !is_noted);
            assert!(
                !written.text.contains("CY-2026-00006"),
                "the rest is counted"
            );
            assert!(!texts.contains(&written.text));
            texts.push(written.text);
        }
    }
}
