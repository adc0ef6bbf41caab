//! The company's spot check: the list, the call, and what comes of it on page and in files.

use std::collections::HashMap;

use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::SpotChecked;
use huiyin_domain::{Rating, RecordId};
use huiyin_testkit::{TestDb, on_both};

use crate::at_once::{encoded, spot_checks};
use crate::summed::{file, rows, workbook};
use crate::support::Browser;

/// The figures of the files, counted again from the calls in the journal and the records they are about.
async fn are_what_the_entries_say(db: &TestDb, browser: &mut Browser) {
    let mut recorded: HashMap<RecordId, Option<Rating>> = HashMap::new();
    let mut answers: Vec<SpotChecked> = Vec::new();
    for entry in db.journal().await {
        match entry.facts {
            Facts::VisitRecorded(it) => drop(recorded.insert(it.record, it.rating)),
            Facts::SpotChecked(it) if it.not_reached.is_none() => answers.push(it),
            _ => {}
        }
    }
    let count = |holds: &dyn Fn(&SpotChecked) -> bool| {
        let found = answers.iter().filter(|it| holds(it));
        found.count().to_string()
    };
    let both = |it: &SpotChecked| Some((recorded[&it.record]?, it.rating?));
    let expected = [
        count(&|_| true),
        count(&|it| it.visited == Some(true)),
        count(&|it| both(it).is_some()),
        count(&|it| both(it).is_some_and(|(recorded, told)| recorded == told)),
    ];
    assert_eq!(expected[0], "1", "{answers:?}");
    let json = file(browser, LIST, "json").await.json();
    let book = workbook(&file(browser, LIST, "xlsx").await);
    let line = &rows(&json, "sites")[0];
    let figures = ["reached", "visited", "rated", "same_rating"];
    assert_eq!(figures.map(|it| line[it].to_string()), expected);
    let name = line["name"].as_str().unwrap();
    let whole = ["accepted", "wanted"].map(|it| line[it].to_string());
    let row = [&[name.to_owned()], &whole[..], &expected].concat();
    assert!(book.contains(&row), "{row:?}: {book:?}");
}

const LIST: &str = "/spot-checks?month=2026-03&site=CY";

// Shows every spot_check.
#[tokio::test]
async fn a_difference_opens_the_record_and_the_call_and_the_files_say_the_same() {
    on_both(async |db| {
        let mut scene = spot_checks::scene(db).await;
        let record = scene.fill("/records/{record}");
        let call = format!("{record}/spot-check");
        let list = scene.second.ask("GET", LIST, "").await;
        assert_eq!(list.status, 200, "{}", list.text());
        for needed in [&record, &call] {
            let link = format!("href=\"{needed}\"");
            assert!(list.text().contains(&link), "{link}: {}", list.text());
        }
        assert!(list.text().contains("待抽查"), "{}", list.text());
        let company = scene.second.ask("GET", "/company", "").await;
        assert!(company.text().contains("href=\"/spot-checks?month="));

        // The number is covered until somebody looks, and the look is noted.
        let page = scene.second.ask("GET", &call, "").await;
        assert!(page.text().contains("****"), "{}", page.text());
        let phone = format!("{call}/phone");
        let shown = scene.second.ask("POST", &phone, "").await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        assert!(!shown.text().contains("****"), "{}", shown.text());

        let link = format!("href=\"{call}\"");
        let page = scene.second.ask("GET", &record, "").await;
        assert!(!page.text().contains(&link), "{}", page.text());

        // Nobody is reached: there is no other record, and the call stays on the list.
        let command = "command=01968000-0000-7000-8000-00000000000";
        let enter = async |scene: &mut crate::at_once::Scene<'_>, number: u32, typed: &str| {
            let body = format!("{command}{number}&{}", encoded(&scene.fill(typed)));
            scene.second.ask("POST", &call, &body).await
        };
        let typed = "called_at={called}&outcome=other&rating=&said=";
        let lacks = enter(&mut scene, 1, typed).await;
        assert_eq!(lacks.status, 422);
        let typed = "called_at={called}&outcome=no_answer&rating=&said=";
        let done = enter(&mut scene, 2, typed).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let list = scene.second.ask("GET", LIST, "").await;
        assert!(list.text().contains("未接通 1 次"), "{}", list.text());

        let typed = "called_at={called}&outcome=not_visited&rating=dissatisfied&said=沒有人來過";
        let done = enter(&mut scene, 3, typed).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let list = scene.second.ask("GET", LIST, "").await;
        assert!(list.text().contains("有出入"), "{}", list.text());
        for needed in [&record, &call] {
            assert!(list.text().contains(&format!("href=\"{needed}\"")));
        }
        let page = scene.second.ask("GET", &call, "").await;
        assert!(page.text().contains("沒有人來過"), "{}", page.text());
        // The record leads to the call.
        let page = scene.second.ask("GET", &record, "").await;
        assert!(page.text().contains(&link), "{}", page.text());

        let json = LIST.replace("/spot-checks?", "/spot-checks.json?");
        let json = scene.second.ask("GET", &json, "").await;
        for needed in ["有出入", "不滿意"] {
            assert!(json.text().contains(needed), "{}", json.text());
        }
        // What the resident said stands with the call alone.
        assert!(!json.text().contains("沒有人來過"), "{}", json.text());
        are_what_the_entries_say(db, &mut scene.second).await;
        let csv = LIST.replace("/spot-checks?", "/spot-checks.csv?");
        let csv = scene.second.ask("GET", &csv, "").await;
        assert!(csv.text().contains("有出入"), "{}", csv.text());
        let wrong = scene
            .second
            .ask("GET", "/spot-checks?month=March", "")
            .await;
        assert_eq!(wrong.status, 400);
        // Of a record that is gone, what was said is there to be copied.
        let gone = format!("/records/{}/spot-check", RecordId::generate());
        let typed = encoded(&scene.fill("called_at={called}&outcome=visited&said=來過兩次"));
        let typed = format!("{command}4&{typed}");
        let refused = scene.second.ask("POST", &gone, &typed).await;
        assert_eq!(refused.status, 404);
        assert!(refused.text().contains("來過兩次"), "{}", refused.text());
    })
    .await;
}
