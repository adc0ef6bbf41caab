//! Why this, why now, why me, why this way; and why this home and not that one.

use std::collections::BTreeSet;
use std::sync::Arc;

use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, LocalTime, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Browser, Database};
use crate::visits::{Case, KEHU, WHOLE, WUYE, YEZHU, colleague};

/// The ids of the cards that the tags of a page open, and whether each is there.
fn opens_its_clauses(page: &str) -> usize {
    let targets = page.split("popovertarget=\"c-").skip(1);
    let targets: BTreeSet<&str> = targets.map(|it| it.split('"').next().unwrap()).collect();
    for target in &targets {
        assert!(page.contains(&format!("id=\"c-{target}\"")), "{target}");
    }
    targets.len()
}

#[tokio::test]
async fn a_follow_up_answers_all_four_questions_in_three_languages() {
    for (office, clause) in [(KEHU, "11.1.3"), (YEZHU, "四.1(2)a"), (WUYE, "4.2.1")] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(office.visitor).await;
            let page = visitor.ask("GET", &case.follow_up, "").await;
            let path = format!("{}/why", case.follow_up);
            assert!(page.text().contains(&path), "it is linked");
            let desk = visitor.ask("GET", "/", "").await;
            assert!(desk.text().contains(&path), "from the desk too");
            let plan = visitor.ask("GET", "/plan?month=2026-03", "").await;
            assert!(plan.text().contains(&path), "and from the plan");
            for (lang, words) in [
                (
                    "zh-Hant",
                    [
                        "為什麼是這件",
                        "為什麼是現在",
                        "為什麼是這些人",
                        "為什麼用這種方式",
                    ],
                ),
                (
                    "zh-Hans",
                    [
                        "为什么是这件",
                        "为什么是现在",
                        "为什么是这些人",
                        "为什么用这种方式",
                    ],
                ),
                (
                    "en",
                    ["Why this", "Why now", "Why these people", "Why this way"],
                ),
            ] {
                visitor
                    .ask("POST", "/preferences", &format!("lang={lang}"))
                    .await;
                let why = visitor.ask("GET", &path, "").await;
                assert_eq!(why.status, 200, "{}", why.text());
                for words in words {
                    assert!(why.text().contains(words), "{words}: {}", why.text());
                }
                assert!(why.text().contains(clause), "{clause}");
                assert!(opens_its_clauses(why.text()) > 3);
            }
            visitor.ask("POST", "/preferences", "lang=zh-Hant").await;
            let why = visitor.ask("GET", &path, "").await;
            for words in ["是第 0 日", "加 3 天", "沒有別人可選", "計劃用的方式：上門"]
            {
                assert!(why.text().contains(words), "{words}: {}", why.text());
            }
            let kehu_only = why.text().contains("哪一次都不可用電話");
            assert_eq!(
                kehu_only,
                office.procedure == "kehu",
                "class 3 is of 篇1 only"
            );
        })
        .await;
    }
}

#[tokio::test]
async fn another_round_tells_what_the_last_one_left() {
    for office in [KEHU, YEZHU, WUYE] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(office.visitor).await;
            let owner = colleague(&case, &mut visitor, "matter_0_owner").await;
            let promised = format!(
                "{WHOLE}&matter_0_kind=suggestion&matter_0_said=%E5%8A%A0%E7%87%88&matter_0_owner={owner}\
                 &matter_0_answer_by=2026-03-19T10%3A00&matter_0_told_by={owner}"
            );
            let done = case.send(&mut visitor, &promised).await;
            assert_eq!(done.status, 303, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = visitor.ask("GET", &case.follow_up, "").await;
            let links = page.text().split("href=\"/follow-ups/").skip(1);
            let other = links
                .map(|it| it.split('"').next().unwrap())
                .find(|it| !it.contains('/') && !case.follow_up.ends_with(it));
            let path = format!("/follow-ups/{}/why", other.expect("the next round"));
            let why = visitor.ask("GET", &path, "").await;
            for words in ["這是第 2 次回訪", "前答復住戶", record.as_str(), "去過這一戶"] {
                assert!(why.text().contains(words), "{words}: {}", why.text());
            }
        })
        .await;
    }
}

async fn complained(app: &App, estate: &Estate) {
    let event = RegisterEvent {
        site: estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(Category::Complaint),
            unit: Some(estate.units["3-1202"]),
            reported_at: "2026-03-16 08:00".to_owned(),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "電梯異響".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: "2026-03-16 08:30".to_owned(),
    };
    app.register_event(&Asker::product(), CommandId::generate(), event)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_layman_is_told_why_this_home_was_picked_and_that_one_not() {
    on_both(async |db| {
        let wall: LocalTime = "2026-03-16 09:00".parse().unwrap();
        let clock = Clock::standing_at(SiteZone::default().instant(wall));
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        open_account(&app, &estate, "patrol_inspector").await;
        app.advance(estate.site).await.unwrap();
        for _ in 0..2 {
            complained(&app, &estate).await;
        }
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut browser = Browser::new(&server);
        browser
            .sign_in("patrol_inspector", "seven+herons+over+water")
            .await;
        let plan = browser.ask("GET", "/plan?month=2026-03", "").await;
        let whys = |page: &str| -> BTreeSet<String> {
            let links = page.split("href=\"/obligations/").skip(1);
            links
                .map(|it| it.split('/').next().unwrap().to_owned())
                .collect()
        };
        let waiting = whys(plan.text());
        assert_eq!(waiting.len(), 2, "both wait: {}", plan.text());
        for id in &waiting {
            let why = browser
                .ask("GET", &format!("/obligations/{id}/why"), "")
                .await;
            for words in [
                "還沒有抽定",
                "50%",
                "每 2 件抽 1 件",
                "次日 06:00",
                "指紋",
                "才公開",
                "怎樣自己核對",
            ] {
                assert!(why.text().contains(words), "{words}: {}", why.text());
            }
            opens_its_clauses(why.text());
        }
        app.clock().move_by_seconds(21 * 60 * 60);
        // A night later nobody is signed in any more.
        browser
            .sign_in("patrol_inspector", "seven+herons+over+water")
            .await;
        let mut told = Vec::new();
        for id in &waiting {
            let why = browser
                .ask("GET", &format!("/obligations/{id}/why"), "")
                .await;
            told.push(
                why.text().contains("為什麼不回訪這件") && why.text().contains("這一組抽中的是第"),
            );
            let drawn = why.text().contains("這一組抽中的就是本件");
            assert_ne!(told.last() == Some(&true), drawn, "{}", why.text());
            let draw = why.text().split("href=\"/draw?cohort=").nth(1).unwrap();
            let path = format!("/draw?cohort={}", draw.split('"').next().unwrap());
            let draw = browser.ask("GET", &path, "").await;
            assert!(whys(draw.text()).contains(id), "the draw leads back");
        }
        told.sort_unstable();
        assert_eq!(told, [false, true], "one is picked, one is not");
    })
    .await;
}
