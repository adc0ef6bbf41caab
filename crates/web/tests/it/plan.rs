//! The path from the plan through its release to the sign-out sheet, on both databases.

use std::sync::Arc;

use axum::Router;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, Severity, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Browser, Database};

/// Something that is over since this moment.
async fn register(app: &App, estate: &Estate, category: Category, severity: Option<Severity>) {
    let local = SiteZone::default().local(app.clock().now());
    let (hour, minute) = local.clock();
    let at = format!("{}T{hour:02}:{minute:02}:00", local.day());
    let event = RegisterEvent {
        site: estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(category),
            severity,
            unit: Some(estate.units["3-1202"]),
            reporter: Some(estate.residents["3-1202"]),
            reported_at: at.clone(),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "電梯運行時異響".to_owned(),
            customer: "何女士".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: at,
    };
    let (product, command) = (Asker::product(), CommandId::generate());
    app.register_event(&product, command, event).await.unwrap();
}

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

fn value(page: &str, name: &str) -> String {
    let found = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    found.unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_follow_up_is_released_once() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        open_account(&app, &estate, "service_director").await;
        let important = Some(Severity::Important);
        register(&app, &estate, Category::Complaint, important).await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut planner = signed_in(&server, "service_director").await;

        let plan = planner.ask("GET", "/plan", "").await;
        for words in ["待放行 1 件", "何女士", "許主任", "11.1.3", "必訪"] {
            assert!(plan.text().contains(words), "{words}: {}", plan.text());
        }
        let (id, command) = (
            value(plan.text(), "follow_ups"),
            value(plan.text(), "command"),
        );
        let month = value(plan.text(), "month");
        let none = format!("month={month}&command={command}");
        let answer = planner.ask("POST", "/plan/release", &none).await;
        assert_eq!(answer.status, 422);
        let body = format!("month={month}&command={command}&follow_ups={id}");
        for _ in 0..2 {
            let answer = planner.ask("POST", "/plan/release", &body).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        let again = body.replace(&command, &CommandId::generate().to_string());
        let answer = planner.ask("POST", "/plan/release", &again).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("11.1.2"), "{}", answer.text());

        let sheet = planner.ask("GET", "/sign-out-sheet", "").await;
        assert_eq!(sheet.status, 200);
        assert!(
            !sheet.text().contains("name=\"follow_ups\""),
            "no form is asked for"
        );
    })
    .await;
}

#[tokio::test]
async fn a_number_in_the_draw_waits_for_its_hour_and_explains_itself() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        open_account(&app, &estate, "service_director").await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        for _ in 0..4 {
            register(&app, &estate, Category::Complaint, Some(Severity::General)).await;
        }
        let mut planner = signed_in(&server, "service_director").await;
        let plan = planner.ask("GET", "/plan", "").await;
        assert!(!plan.text().contains(">抽中<"), "{}", plan.text());
        assert!(plan.text().contains("待抽取公布"), "{}", plan.text());
        let link = plan.text().split("href=\"/draw?cohort=").nth(1).unwrap();
        let path = format!("/draw?cohort={}", link.split('"').next().unwrap());
        let draw = planner.ask("GET", &path, "").await;
        assert_eq!(draw.status, 200);
        for words in ["怎樣核對", "待抽取公布", "密鑰尚未公開", "SHA-256"] {
            assert!(draw.text().contains(words), "{words}: {}", draw.text());
        }
        assert!(!draw.text().contains("抽中</span>"), "{}", draw.text());
    })
    .await;
}

/// Notes as many tries to reach a customer as the procedure asks for.
async fn try_in_vain(planner: &mut Browser, follow_up: &str) {
    for tried_at in [
        "2026-03-16T10%3A00",
        "2026-03-16T19%3A00",
        "2026-03-15T10%3A00",
    ] {
        let command = CommandId::generate();
        let tried = format!("command={command}&tried_at={tried_at}&channel=phone");
        let path = format!("{follow_up}/tries");
        let tried = planner.ask("POST", &path, &tried).await;
        assert_eq!(tried.status, 303, "{}", tried.text());
    }
}

#[tokio::test]
async fn who_cannot_be_reached_gives_way_to_the_next_number() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        open_account(&app, &estate, "service_director").await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        for _ in 0..20 {
            register(&app, &estate, Category::Complaint, Some(Severity::General)).await;
        }
        app.clock().move_by_seconds(24 * 60 * 60);
        app.advance(estate.site).await.unwrap();
        let mut planner = signed_in(&server, "service_director").await;
        let picks = async |planner: &mut Browser| {
            let plan = planner.ask("GET", "/plan", "").await;
            let links = plan.text().split("href=\"/follow-ups/").skip(1);
            assert!(plan.text().contains("/follow-ups/"), "{}", plan.text());
            let mut ids: Vec<String> = links
                .map(|rest| rest.split(['"', '/']).next().unwrap().to_owned())
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let before = picks(&mut planner).await;
        let path = format!("/follow-ups/{}", before[0]);
        let plan = planner.ask("GET", "/plan", "").await;
        let release = format!(
            "month={}&command={}&follow_ups={}",
            value(plan.text(), "month"),
            value(plan.text(), "command"),
            before[0]
        );
        let released = planner.ask("POST", "/plan/release", &release).await;
        assert_eq!(released.status, 303, "{}", released.text());
        try_in_vain(&mut planner, &path).await;
        let page = planner.ask("GET", &format!("{path}/adjustment"), "").await;
        let command = value(page.text(), "command");
        let form = format!("command={command}&tried=");
        let silent = planner
            .ask("POST", &format!("{path}/replacement"), &form)
            .await;
        assert_eq!(silent.status, 422);
        assert!(silent.text().contains("f-tried-error"));
        let form = format!("{form}%E4%B8%89%E6%AC%A1");
        let done = planner
            .ask("POST", &format!("{path}/replacement"), &form)
            .await;
        assert_eq!(done.status, 303, "{}", done.text());
        let event = planner.ask("GET", done.header("location"), "").await;
        assert!(event.text().contains("三次"), "{}", event.text());
        app.clock().move_by_seconds(24 * 60 * 60);
        app.advance(estate.site).await.unwrap();
        let mut planner = signed_in(&server, "service_director").await;
        let not_drawn = planner.ask("GET", "/plan", "").await;
        let events = not_drawn.text().split("看全部").nth(1).unwrap();
        let event = events
            .split("<li>")
            .find(|line| line.contains(">未抽中<"))
            .and_then(|line| line.split("href=\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .expect("one is not drawn");
        let page = planner.ask("GET", event, "").await;
        assert!(page.text().contains("加一次自願回訪"), "{}", page.text());
        let obligation = value(page.text(), "obligation");
        let form = format!("command={}&obligation={obligation}", CommandId::generate());
        let path = format!("{event}/follow-ups");
        let silent = planner.ask("POST", &path, &format!("{form}&why=")).await;
        assert_eq!(silent.status, 422);
        let added = planner
            .ask(
                "POST",
                &path,
                &format!("{form}&why=%E8%80%81%E4%BA%BA%E7%8D%A8%E5%B1%85"),
            )
            .await;
        assert_eq!(added.status, 303, "{}", added.text());
        let follow_up = planner.ask("GET", added.header("location"), "").await;
        assert!(follow_up.text().contains("未抽中"), "{}", follow_up.text());
        let event = planner.ask("GET", event, "").await;
        assert!(event.text().contains("老人獨居"), "the reason stays");
        assert!(!event.text().contains("加一次自願回訪"));
        let before_again = before.len();
        let after = picks(&mut planner).await;
        assert_eq!(
            after.len(),
            before_again + 1,
            "another takes the place, and one is added"
        );
        assert!(!after.contains(&before[0]));
    })
    .await;
}

#[tokio::test]
async fn a_household_is_offered_one_visit_and_the_plan_stands_by_day_person_and_building() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        for post in ["service_director", "patrol_inspector"] {
            open_account(&app, &estate, post).await;
        }
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let important = Some(Severity::Important);
        register(&app, &estate, Category::Complaint, important).await;
        app.clock().move_by_seconds(24 * 60 * 60);
        register(&app, &estate, Category::Complaint, important).await;
        let mut planner = signed_in(&server, "service_director").await;
        for (by, heading) in [("day", "月"), ("person", "許主任"), ("building", "3 棟")] {
            let plan = planner.ask("GET", &format!("/plan?by={by}"), "").await;
            let mut groups = plan.text().split("<tr class=\"group\">").skip(1);
            assert!(groups.any(|it| it.split("</tr>").next().unwrap().contains(heading)), "{by}");
        }
        let plan = planner.ask("GET", "/plan?by=day", "").await;
        let offered = plan.text().split("action=\"/plan/together\"").nth(1).unwrap();
        assert!(offered.contains("3-1202"), "{offered}");
        let ids: Vec<&str> = offered
            .split("name=\"follow_ups\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        let (command, day) = (value(offered, "command"), value(offered, "planned_day"));
        let month = value(offered, "month");
        let form = |day: &str| {
            format!(
                "month={month}&by=day&command={command}&follow_ups={}&follow_ups={}&planned_day={day}",
                ids[0], ids[1]
            )
        };
        let wrong = planner.ask("POST", "/plan/together", &form("2020-01-01")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("這一天不在時效內"), "{}", wrong.text());
        let mut officer = signed_in(&server, "patrol_inspector").await;
        let seen = officer.ask("GET", "/plan", "").await;
        assert!(!seen.text().contains("/plan/together"), "only the planner");
        let refused = officer.ask("POST", "/plan/together", &form(&day)).await;
        assert_eq!(refused.status, 403);
        let done = planner.ask("POST", "/plan/together", &form(&day)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        assert!(done.header("location").ends_with("by=day"));
        let plan = planner.ask("GET", "/plan", "").await;
        assert!(!plan.text().contains("/plan/together"), "one visit already");
        let one = planner.ask("GET", &format!("/follow-ups/{}", ids[0]), "").await;
        assert!(one.text().contains("同戶待回訪") && one.text().contains(ids[1]));
    })
    .await;
}
