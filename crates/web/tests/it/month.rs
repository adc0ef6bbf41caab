//! The month's end in a browser: from the draft of a report to the end of what was decided, and a return to the leaders.

use std::sync::Arc;

use axum::Router;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::statistics::CloseMonth;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, LocalTime, SiteZone};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Answer, Browser, Database};

const DAY: i64 = 24 * 60 * 60;

/// An estate on 1 April 2026, in which the same repair was reported three times in March; the papers are drafted.
async fn april(db: &TestDb, procedure: &'static str, posts: &[&str]) -> (App, Estate, Router) {
    let wall: LocalTime = "2026-03-30 09:00".parse().unwrap();
    let clock = Clock::standing_at(SiteZone::default().instant(wall));
    let app = App::new((*db).clone(), clock);
    let estate = Estate::build(db, procedure, app.clock().now()).await;
    for _ in 0..3 {
        let repair = RegisterEvent {
            site: estate.site,
            event_id: String::new(),
            source: Source::Form,
            content: EventForm {
                category: Some(Category::Repair),
                kind: "給排水".to_owned(),
                unit: Some(estate.units["3-1202"]),
                ..EventForm::default()
            },
            words: WordsForm {
                summary: "廚房下水又堵".to_owned(),
                ..WordsForm::default()
            },
            reports: Vec::new(),
            completed_at: String::new(),
        };
        let product = Asker::product();
        let done = app.register_event(&product, CommandId::generate(), repair);
        done.await.unwrap();
    }
    app.clock().move_by_seconds(2 * DAY);
    app.advance(estate.site).await.unwrap();
    for post in posts {
        open_account(&app, &estate, post).await;
    }
    let there = Arc::new(Database { there: true });
    let server = router(Settings::default(), there, app.clone());
    (app, estate, server)
}

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

/// The first address on a page that begins so.
fn address(page: &Answer, begins: &str) -> String {
    let found = page.text().split(&format!("href=\"{begins}")).nth(1);
    let rest = found.unwrap_or_else(|| panic!("no {begins} on {}", page.text()));
    format!("{begins}{}", rest.split('"').next().unwrap())
}

fn says(page: &Answer, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

fn new() -> String {
    CommandId::generate().to_string()
}

// Shows yezhu 四.6.
#[tokio::test]
async fn a_report_is_completed_reviewed_and_decided_on_and_its_action_ends() {
    on_both(async |db| {
        let posts = ["service_officer", "service_supervisor", "site_manager"];
        let (_, estate, server) = april(db, "yezhu", &posts).await;
        let mut officer = signed_in(&server, "service_officer").await;
        says(&officer.ask("GET", "/", "").await, &["待辦的月度報告"]);
        let list = officer.ask("GET", "/analysis", "").await;
        says(&list, &["統計分析報告", "待填寫", "四.6"]);
        let paper = address(&list, "/analysis/0");
        let page = officer.ask("GET", &paper, "").await;
        says(&page, &["重複維修", "廚房下水又堵", "給排水", "no-print"]);

        let sign = format!("{paper}/signature");
        let half = format!("command={}&cause.1=&proposals=new+pipes&name=Feng", new());
        let half = officer.ask("POST", &sign, &half).await;
        assert_eq!(half.status, 422);
        says(&half, &["請填寫", "f-cause.1-error", "new pipes", "value=\"Feng\""]);
        let whole = format!("command={}&cause.1=old+pipes&proposals=&name=Feng", new());
        let signed = officer.ask("POST", &sign, &whole).await;
        assert_eq!(signed.status, 303, "{}", signed.text());
        let again = officer.ask("POST", &sign, &whole).await;
        assert_eq!(again.status, 303, "a second click");
        let other = format!("command={}&cause.1=other&name=Feng", new());
        let other = officer.ask("POST", &sign, &other).await;
        assert_eq!(other.status, 422);
        says(&other, &["進度已經變了", "四.6"]);
        let review = format!("{paper}/review");
        let own = format!("command={}&verdict=accepted&opinion=ok&name=F", new());
        assert_eq!(officer.ask("POST", &review, &own).await.status, 403);

        let mut supervisor = signed_in(&server, "service_supervisor").await;
        let silent = format!("command={}&opinion=thin&name=Xu", new());
        let silent = supervisor.ask("POST", &review, &silent).await;
        assert_eq!(silent.status, 422);
        says(&silent, &["f-verdict-error", "thin"]);
        let accept = format!("command={}&verdict=accepted&opinion=right&name=Xu", new());
        let accepted = supervisor.ask("POST", &review, &accept).await;
        assert_eq!(accepted.status, 303, "{}", accepted.text());

        let mut manager = signed_in(&server, "site_manager").await;
        let owner = estate.staff["service_officer"];
        let decide = format!("{paper}/decision");
        let half = format!(
            "command={}&decision.1=corrective&action.1=replace+them&owner.1={owner}&due.1=&why.1=&name=Luo",
            new()
        );
        let half = manager.ask("POST", &decide, &half).await;
        assert_eq!(half.status, 422);
        says(&half, &["f-due.1-error", "replace them"]);
        let whole = format!(
            "command={}&decision.1=corrective&action.1=replace+them&owner.1={owner}&due.1=2026-04-20&why.1=&name=Luo",
            new()
        );
        let decided = manager.ask("POST", &decide, &whole).await;
        assert_eq!(decided.status, 303, "{}", decided.text());
        let page = manager.ask("GET", &paper, "").await;
        says(&page, &["已決定", "old pipes", "replace them", "糾正措施"]);

        let desk = officer.ask("GET", "/", "").await;
        says(&desk, &["待辦的措施和任務"]);
        let open = officer.ask("GET", "/open", "").await;
        says(&open, &["未了的措施和任務", "replace them"]);
        let task = address(&open, "/tasks/");
        an_action_gets_more_time(&task, &owner.to_string(), &mut officer, &mut manager).await;
        an_action_is_done_and_checked(&task, &mut officer, &mut supervisor, &mut manager).await;
    })
    .await;
}

async fn an_action_gets_more_time(
    task: &str,
    owner: &str,
    officer: &mut Browser,
    manager: &mut Browser,
) {
    let own = officer.ask("GET", task, "").await;
    assert!(!own.text().contains("改派或改期"), "whose task it is");
    says(
        &manager.ask("GET", task, "").await,
        &["改派或改期", "2026-04-20"],
    );
    let change = format!("{task}/change");
    let half = format!(
        "command={}&owner={owner}&due=2026-03-01&why=no+pipes+yet",
        new()
    );
    let half = manager.ask("POST", &change, &half).await;
    assert_eq!(half.status, 422);
    says(&half, &["f-due-error", "no pipes yet"]);
    let whole = format!(
        "command={}&owner={owner}&due=2026-04-25&why=no+pipes+yet",
        new()
    );
    assert_eq!(officer.ask("POST", &change, &whole).await.status, 403);
    let changed = manager.ask("POST", &change, &whole).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    says(
        &officer.ask("GET", task, "").await,
        &["前完成：no pipes yet"],
    );
}

async fn an_action_is_done_and_checked(
    task: &str,
    officer: &mut Browser,
    supervisor: &mut Browser,
    manager: &mut Browser,
) {
    let page = officer.ask("GET", task, "").await;
    says(
        &page,
        &[
            "不合格（糾正、預防措施）報告",
            "重複維修",
            "old pipes",
            "責任人",
            "廚房下水又堵",
        ],
    );
    let finish = format!("{task}/outcome");
    let half = format!("command={}&done_on=2026-05-01&outcome=replaced", new());
    let half = officer.ask("POST", &finish, &half).await;
    assert_eq!(half.status, 422);
    says(&half, &["不能晚於現在", "replaced"]);
    let whole = format!("command={}&done_on=2026-04-01&outcome=replaced", new());
    let done = officer.ask("POST", &finish, &whole).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let check = format!("{task}/check");
    let own = format!("command={}&effective=yes&opinion=fine", new());
    assert_eq!(officer.ask("POST", &check, &own).await.status, 403);
    let bare = format!("command={}&effective=no&opinion=leaks+again", new());
    let bare = supervisor.ask("POST", &check, &bare).await;
    assert_eq!(bare.status, 422);
    says(&bare, &["f-action-error", "leaks again"]);
    let fine = format!("command={}&effective=yes&opinion=dry+for+a+week", new());
    let checked = supervisor.ask("POST", &check, &fine).await;
    assert_eq!(checked.status, 303, "{}", checked.text());
    let late = format!("command={}&effective=no&opinion=too+late", new());
    let late = manager.ask("POST", &check, &late).await;
    assert_eq!(late.status, 422);
    says(&late, &["進度已經變了"]);
    let open = officer.ask("GET", "/open", "").await;
    assert!(!open.text().contains("replace them"), "it is over");
    let page = officer.ask("GET", task, "").await;
    says(&page, &["驗證有效", "dry for a week"]);
}

// Shows kehu 11.2.4 11.3.2 monthly_return.
#[tokio::test]
async fn a_return_reaches_the_leaders_and_a_note_becomes_a_task() {
    on_both(async |db| {
        let posts = ["service_director", "company_leader", "patrol_inspector"];
        let (app, estate, server) = april(db, "kehu", &posts).await;
        let mut director = signed_in(&server, "service_director").await;
        let list = director.ask("GET", "/analysis", "").await;
        says(&list, &["客戶回訪記錄", "11.2.4"]);
        let paper = address(&list, "/analysis/0");
        let sign = format!("{paper}/signature");
        let form = || {
            format!(
                "command={}&problems=lifts&cause=age&proposals=replace&last_month=all+done&name=Xu",
                new()
            )
        };
        let open = director.ask("POST", &sign, &form()).await;
        assert_eq!(open.status, 422);
        says(&open, &["還沒有結帳", "lifts", "all done"]);
        let month = "2026-03".parse().unwrap();
        let director_asker = app.asker(
            estate.staff["service_director"],
            None,
            huiyin_domain::Lang::En,
        );
        let director_asker = director_asker.await.unwrap().unwrap();
        let missing = app.month_missing(&director_asker, estate.site, month).await;
        let close = CloseMonth {
            site: estate.site,
            month,
            seen_missing: missing.unwrap().total,
        };
        let closed = app.close_month(&director_asker, CommandId::generate(), close);
        closed.await.unwrap();
        let signed = director.ask("POST", &sign, &form()).await;
        assert_eq!(signed.status, 303, "{}", signed.text());

        let mut leader = signed_in(&server, "company_leader").await;
        says(&leader.ask("GET", "/", "").await, &["待閱的客戶回訪記錄"]);
        let page = leader.ask("GET", &paper, "").await;
        says(
            &page,
            &["已送達", "lifts", "上月各項的落實", "批示成為任務"],
        );
        let read = format!("{paper}/reading");
        let owner = estate.staff["patrol_inspector"];
        let half = format!(
            "command={}&note=yes&action=walk+at+night&owner={owner}&due=x",
            new()
        );
        let half = leader.ask("POST", &read, &half).await;
        assert_eq!(half.status, 422);
        says(&half, &["f-due-error", "walk at night"]);
        let note = || {
            format!(
                "command={}&note=yes&action=walk+at+night&owner={owner}&due=2026-04-10",
                new()
            )
        };
        assert_eq!(director.ask("POST", &read, &note()).await.status, 403);
        let noted = leader.ask("POST", &read, &note()).await;
        assert_eq!(noted.status, 303, "{}", noted.text());

        let mut patrol = signed_in(&server, "patrol_inspector").await;
        says(&patrol.ask("GET", "/", "").await, &["待辦的措施和任務"]);
        let task = address(&patrol.ask("GET", "/open", "").await, "/tasks/");
        let done = format!("command={}&done_on=2026-04-01&outcome=walked", new());
        let done = patrol.ask("POST", &format!("{task}/outcome"), &done).await;
        assert_eq!(done.status, 303, "{}", done.text());
        says(
            &patrol.ask("GET", &task, "").await,
            &["已完成", "walked", "領導批示"],
        );
        let file = leader.ask("GET", &format!("{paper}/figures.csv"), "").await;
        says(&file, &["\"月份\"", "應回訪"]);
        let name = file.header("content-disposition");
        assert!(name.contains("return-2026-03.csv"), "{name}");
    })
    .await;
}
