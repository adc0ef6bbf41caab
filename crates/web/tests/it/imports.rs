//! Files are imported in a browser: sent, mapped, looked at, taken in, and taken back; on both databases.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::imports::Uploads;
use huiyin_app::{App, Clock};
use huiyin_domain::ImportId;
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Answer, Browser, Database};

const EVENTS: &[u8] = include_bytes!("../../../testkit/examples/events.csv");
const LISTS: &[u8] = include_bytes!("../../../testkit/examples/participants.csv");
const WHO: &str = "service_director";

/// The server of the estate, with files kept beside its database.
async fn estate(db: &TestDb, uploads: Uploads) -> Router {
    let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
    let app = App::new((*db).clone(), clock).keeping_uploads(uploads);
    let estate = Estate::build(db, "kehu", app.clock().now()).await;
    for post in [WHO, "patrol_inspector", "culture_clerk"] {
        open_account(&app, &estate, post).await;
    }
    router(Settings::default(), Arc::new(Database { there: true }), app)
}

fn beside(db: &TestDb) -> Uploads {
    Uploads::new(db.directory().join("uploads"))
}

async fn signed_in(server: &Router, post: &str) -> Browser {
    let mut browser = Browser::new(server);
    browser.sign_in(post, "seven+herons+over+water").await;
    browser
}

/// Sends a file under a new id.
async fn send(browser: &mut Browser, kind: &str, name: &str, content: &[u8]) -> (String, Answer) {
    let import = ImportId::generate().to_string();
    let fields = [("import", import.as_str()), ("kind", kind)];
    let answer = browser
        .send_file("/imports/files", &fields, (name, content))
        .await;
    (format!("/imports/{import}"), answer)
}

/// Asks for a page until nothing goes on there any more.
async fn settled(browser: &mut Browser, path: &str) -> Answer {
    loop {
        let answer = browser.ask("GET", path, "").await;
        if answer.status != StatusCode::OK || !answer.text().contains("http-equiv=\"refresh\"") {
            return answer;
        }
    }
}

/// Sends a file that is understood, and imports it.
async fn import(browser: &mut Browser, kind: &str, name: &str, content: &[u8]) -> String {
    let (here, answer) = send(browser, kind, name, content).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let run = format!("{here}/run");
    let answer = browser.ask("POST", &run, "plan_history=yes").await;
    assert_eq!(answer.header("location"), here);
    let result = settled(browser, &here).await;
    assert_eq!(result.status, StatusCode::OK, "{}", result.text());
    here
}

fn says(answer: &Answer, words: &[&str]) {
    for words in words {
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
}

/// The number beside some words in a list of counts.
fn count(answer: &Answer, words: &str) -> u64 {
    let text = answer.text();
    let at = text.find(&format!("{words}</")).unwrap();
    let number = text[at..].split("class=\"n\">").nth(1).unwrap();
    number.split('<').next().unwrap().parse().unwrap()
}

fn lines(content: &[u8]) -> u64 {
    let text = str::from_utf8(content).unwrap();
    text.lines().filter(|line| !line.is_empty()).count() as u64 - 1
}

#[tokio::test]
async fn a_file_is_looked_at_taken_in_repeated_and_taken_back() {
    on_both(async |db| {
        let server = estate(db, beside(db)).await;
        let mut browser = signed_in(&server, WHO).await;
        let (here, answer) = send(&mut browser, "events", "events.csv", EVENTS).await;
        assert_eq!(answer.header("location"), format!("{here}/preview"));
        let preview = settled(&mut browser, &format!("{here}/preview")).await;
        says(&preview, &["尚未寫入", "電梯運行時異響", "CSV", "匯入 "]);
        let created = count(&preview, "新增");
        assert_eq!(count(&preview, "合計"), lines(EVENTS));
        assert!(created > 0);
        let nothing = browser.ask("GET", "/imports", "").await;
        says(&nothing, &["還沒有匯入過檔案"]);

        let run = format!("{here}/run");
        for _ in 0..2 {
            let answer = browser.ask("POST", &run, "plan_history=yes").await;
            assert_eq!(answer.header("location"), here);
        }
        let result = settled(&mut browser, &here).await;
        says(&result, &["已匯入", "許主任", "/events/"]);
        assert_eq!(count(&result, "新增</a>"), created);
        let only = browser
            .ask("GET", &format!("{here}?outcome=refused"), "")
            .await;
        assert!(!only.text().contains("/events/"), "{}", only.text());
        let listed = browser.ask("GET", "/imports", "").await;
        says(
            &listed,
            &["events.csv", "許主任", "已匯入", &format!("新增 {created}")],
        );
        let left = fs::read_dir(db.directory().join("uploads"))
            .unwrap()
            .count();
        assert_eq!(left, 0, "the file is not needed any more");

        let again = import(&mut browser, "events", "events.csv", EVENTS).await;
        let again = browser.ask("GET", &again, "").await;
        assert_eq!(count(&again, "原已相同"), created);
        assert!(!again.text().contains("/undo"), "it made nothing");

        for _ in 0..2 {
            let undone = browser.ask("POST", &format!("{here}/undo"), "").await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
        }
        let undone = browser.ask("GET", &here, "").await;
        says(&undone, &["已撤銷"]);
    })
    .await;
}

#[tokio::test]
async fn what_hangs_on_an_import_is_said_where_it_is_undone() {
    on_both(async |db| {
        let server = estate(db, beside(db)).await;
        let mut browser = signed_in(&server, WHO).await;
        let units = import(&mut browser, "units", "units.csv", b"unit,zone\n9-0101,\n").await;
        let residents = "unit,name,role\n9-0101,龔先生,owner\n".as_bytes();
        import(&mut browser, "residents", "residents.csv", residents).await;
        let refused = browser.ask("POST", &format!("{units}/undo"), "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&refused, &["不能撤銷", "住戶 1 件", "units.csv"]);
    })
    .await;
}

#[tokio::test]
async fn a_foreign_header_and_foreign_words_are_mapped_once() {
    on_both(async |db| {
        let server = estate(db, beside(db)).await;
        let mut browser = signed_in(&server, WHO).await;
        let file = "工单流水,小区,类别,怎么回事,报事时间,班组\n\
            W-1,CY,报修,水管漏水,2026-03-14 09:10,甲\n\
            W-2,CY,報修單,燈不亮,2026-03-14 10:10,乙\n";
        let (here, answer) = send(&mut browser, "events", "工单.csv", file.as_bytes()).await;
        let columns = format!("{here}/columns");
        assert_eq!(answer.header("location"), columns);
        let page = browser.ask("GET", &columns, "").await;
        says(&page, &["工单流水", "還不能匯入", "W-1、W-2", "留作備註"]);

        let twice = "t0=event_id&t1=site&t2=category&t3=event_id&t4=reported_at&t5=&name=x";
        let refused = browser.ask("POST", &columns, twice).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&refused, &["請留一欄", "value=\"x\""]);
        let right = "t0=event_id&t1=site&t2=category&t3=summary&t4=reported_at&t5=";
        let unnamed = browser
            .ask("POST", &columns, &format!("{right}&name="))
            .await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&unnamed, &["請填寫"]);
        let named = format!("{right}&name=%E5%B7%A5%E5%96%AE");
        let mapped = browser.ask("POST", &columns, &named).await;
        assert_eq!(mapped.header("location"), format!("{here}/preview"));
        let preview = settled(&mut browser, &format!("{here}/preview")).await;
        says(&preview, &["工單", "報修單", "對照 2 種認不出的值"]);

        let page = browser.ask("GET", &columns, "").await;
        says(
            &page,
            &["name=\"o0\" value=\"报修\"", "name=\"o1\" value=\"報修單\""],
        );
        let values = "&c0=category&o0=%E6%8A%A5%E4%BF%AE&v0=repair\
            &c1=category&o1=%E5%A0%B1%E4%BF%AE%E5%96%AE&v1=repair";
        let mapped = browser
            .ask("POST", &columns, &format!("{named}{values}"))
            .await;
        assert_eq!(mapped.status, StatusCode::SEE_OTHER, "{}", mapped.text());
        let preview = settled(&mut browser, &format!("{here}/preview")).await;
        assert!(count(&preview, "新增") > 0);

        let (next, answer) = send(&mut browser, "events", "工单2.csv", file.as_bytes()).await;
        assert_eq!(
            answer.header("location"),
            format!("{next}/preview"),
            "it is known now"
        );
        let preview = settled(&mut browser, &format!("{next}/preview")).await;
        says(&preview, &["對照「工單」"]);
        assert!(count(&preview, "新增") > 0);

        let (other, _) = send(&mut browser, "events", "x.csv", b"nr,unit\n1,2\n").await;
        let taken = "t0=event_id&t1=site&name=%E5%B7%A5%E5%96%AE";
        let taken = browser
            .ask("POST", &format!("{other}/columns"), taken)
            .await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_another_kind_is_recognised() {
    let db = TestDb::sqlite().await;
    let server = estate(&db, beside(&db)).await;
    let mut browser = signed_in(&server, WHO).await;
    let residents = "房號,姓名,身份,電話\n3-1202,何女士,業主,13800000001\n".as_bytes();
    let (here, answer) = send(&mut browser, "events", "a.csv", residents).await;
    assert_eq!(answer.header("location"), format!("{here}/columns"));
    let page = browser.ask("GET", &format!("{here}/columns"), "").await;
    says(&page, &["這個檔案像是住戶，不像服務事項。", "改作住戶讀入"]);
    let form = "kind=residents";
    let changed = browser.ask("POST", &format!("{here}/kind"), form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    let preview = settled(&mut browser, &format!("{here}/preview")).await;
    assert_eq!(count(&preview, "合計"), 1);
    let gone = browser.ask("POST", &format!("{here}/discard"), "").await;
    assert_eq!(gone.header("location"), "/imports");
    let gone = browser.ask("GET", &format!("{here}/preview"), "").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    says(&gone, &["檔案已不在"]);
}

#[tokio::test]
async fn a_bad_file_is_refused_in_a_sentence_and_leaves_nothing() {
    let db = TestDb::sqlite().await;
    let server = estate(&db, beside(&db).largest(100_000)).await;
    let mut browser = signed_in(&server, WHO).await;
    let large = [b"event_id\n".as_slice(), &b"1".repeat(100_000)].concat();
    for (name, content, words) in [
        ("", b"".as_slice(), "請選一個檔案"),
        ("empty.csv", b"", "檔案是空的"),
        ("a.xlsx", b"event_id,site\nC1,CY\n", "以 .xlsx 結尾"),
        ("a.csv", b"%PDF-1.7 \x00\x01", "這是PDF"),
        ("broken.xlsx", b"PK\x03\x04nothing", "XLSX"),
        ("large.csv", &large, "檔案超過 0 MB"),
    ] {
        let (_, answer) = send(&mut browser, "events", name, content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        says(&answer, &[words, "value=\"events\" checked"]);
    }
    let kindless = browser
        .send_file("/imports/files", &[], ("a.csv", b"unit\n1\n"))
        .await;
    assert_eq!(kindless.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&kindless, &["請選檔案的內容"]);
    let left = fs::read_dir(db.directory().join("uploads")).unwrap();
    assert_eq!(left.count(), 0);
}

#[tokio::test]
async fn titles_in_any_script_with_a_mark_and_mixed_line_ends_are_read() {
    let db = TestDb::sqlite().await;
    let server = estate(&db, beside(&db)).await;
    let mut browser = signed_in(&server, WHO).await;
    let file = "\u{feff}房号,责任区\r\n9-0101,\n9-0102,\r9-0103,\r\n";
    let (here, _) = send(&mut browser, "units", "房号.csv", file.as_bytes()).await;
    let preview = settled(&mut browser, &format!("{here}/preview")).await;
    assert_eq!(count(&preview, "新增"), 3, "{}", preview.text());
}

#[tokio::test]
async fn problems_are_paged_listed_and_downloaded() {
    let db = TestDb::sqlite().await;
    let server = estate(&db, beside(&db)).await;
    let mut browser = signed_in(&server, WHO).await;
    let mut file = "unit,handed_over\n9-0001,2026-02-01\n".to_owned();
    for number in 1..=120 {
        writeln!(file, "8-{number:04},31/2/2026").unwrap();
    }
    let (here, _) = send(&mut browser, "units", "units.csv", file.as_bytes()).await;
    let preview = settled(&mut browser, &format!("{here}/preview")).await;
    says(
        &preview,
        &["共 120 處", "第 1–50 處", "31/2/2026", "page=1#"],
    );
    assert!(preview.body.len() <= 40_960, "{} bytes", preview.body.len());
    let last = browser
        .ask("GET", &format!("{here}/preview?page=9"), "")
        .await;
    says(&last, &["第 101–120 處"]);
    browser.ask("POST", &format!("{here}/run"), "").await;
    let result = settled(&mut browser, &here).await;
    says(&result, &["outcome=refused", "after=51", "第 2–51 行"]);
    assert!(result.body.len() <= 40_960, "{} bytes", result.body.len());
    let refused = browser
        .ask("GET", &format!("{here}?outcome=refused&after=102"), "")
        .await;
    says(&refused, &["第 103–122 行"]);
    let csv = browser
        .ask("GET", &format!("{here}/findings.csv"), "")
        .await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.text().lines().count(), 121);
    says(&csv, &["\"31/2/2026\""]);
}

#[tokio::test]
async fn only_who_plans_imports() {
    let db = TestDb::sqlite().await;
    let server = estate(&db, beside(&db)).await;
    let mut director = signed_in(&server, WHO).await;
    let done = import(&mut director, "units", "units.csv", b"unit\n9-0101\n").await;
    let (waiting, _) = send(&mut director, "units", "more.csv", b"unit\n9-0102\n").await;
    let staff = b"name,login,post\nA,a,area_officer\n";
    let (_, staff) = send(&mut director, "staff", "staff.csv", staff).await;
    assert_eq!(staff.status, StatusCode::FORBIDDEN);

    let mut inspector = signed_in(&server, "patrol_inspector").await;
    let list = inspector.ask("GET", "/imports", "").await;
    says(&list, &["units.csv"]);
    assert!(!list.text().contains("type=\"file\""), "{}", list.text());
    let (_, sent) = send(&mut inspector, "units", "units.csv", b"unit\n1\n").await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    for path in [
        done.clone(),
        format!("{done}/findings.csv"),
        format!("{waiting}/preview"),
    ] {
        let answer = inspector.ask("GET", &path, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["run", "columns", "discard"] {
        let answer = inspector
            .ask("POST", &format!("{waiting}/{path}"), "")
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let undo = inspector.ask("POST", &format!("{done}/undo"), "").await;
    assert_eq!(undo.status, StatusCode::FORBIDDEN);
}

// Shows kehu 11.1.5 missing_list.
#[tokio::test]
async fn the_clerk_imports_the_list_of_an_activity_and_no_events() {
    on_both(async |db| {
        let server = estate(db, beside(db)).await;
        let mut planner = signed_in(&server, WHO).await;
        import(&mut planner, "events", "events.csv", EVENTS).await;
        let list = LISTS;

        let mut clerk = signed_in(&server, "culture_clerk").await;
        let form = clerk.ask("GET", "/imports", "").await;
        says(&form, &["value=\"participants\""]);
        for kind in ["events", "units", "residents", "staff", "departments"] {
            assert!(
                !form.text().contains(&format!("value=\"{kind}\"")),
                "{kind}"
            );
            let (_, answer) = send(&mut clerk, kind, "a.csv", list).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{kind}");
            says(&answer, &["請"]);
        }
        // What was sent as a list stays one.
        let (here, answer) = send(&mut clerk, "participants", "list.csv", list).await;
        assert_eq!(answer.header("location"), format!("{here}/preview"));
        let other = clerk
            .ask("POST", &format!("{here}/kind"), "kind=events")
            .await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let preview = settled(&mut clerk, &format!("{here}/preview")).await;
        assert!(count(&preview, "新增") > 0);
        let done = clerk.ask("POST", &format!("{here}/run"), "").await;
        assert_eq!(done.header("location"), here, "{}", done.text());
        let result = settled(&mut clerk, &here).await;
        says(&result, &["已匯入", "list.csv"]);
        let imports = clerk.ask("GET", "/imports", "").await;
        says(&imports, &["events.csv", &format!("href=\"{here}\"")]);
        let event = imports_of(&mut planner).await;
        let refused = clerk.ask("GET", &event, "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "the rows of events");

        let mut patrol = signed_in(&server, "patrol_inspector").await;
        let (_, answer) = send(&mut patrol, "participants", "list.csv", list).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        says(&answer, &["社區文化文員", "11.1.5"]);
    })
    .await;
}

/// Where the file of events was taken in.
async fn imports_of(planner: &mut Browser) -> String {
    let page = planner.ask("GET", "/imports", "").await;
    let before = page.text().split("events.csv").next().unwrap();
    let link = before.rsplit("href=\"/imports/").next().unwrap();
    format!("/imports/{}", link.split('"').next().unwrap())
}
