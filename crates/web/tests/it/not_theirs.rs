//! A form that is somebody else's, or not open now, says whose it is or why not, with the clause, and is no page that is
//! not there.

use huiyin_domain::{CommandId, Lang, Rating, Severity};
use huiyin_testkit::on_both;

use crate::access::open_account;
use crate::complaint::{complaint, release};
use crate::events::{desk, registered};
use crate::statistics::satisfied;
use crate::support::Browser;

async fn refuses(browser: &mut Browser, path: &str, status: u16, words: &[&str]) {
    let answer = browser.ask("GET", path, "").await;
    assert_eq!(answer.status, status, "{path}: {}", answer.text());
    for words in words {
        assert!(
            answer.text().contains(words),
            "{words} at {path}: {}",
            answer.text()
        );
    }
}

// Shows kehu 11.1.8 11.2.4.
#[tokio::test]
async fn a_form_of_a_complaint_or_a_record_says_whose_it_is() {
    on_both(async |db| {
        let (app, estate, mut patrol) = desk(db, "kehu", "patrol_inspector").await;
        let event = registered(&mut patrol, &estate, "").await;
        for (form, words) in [
            ("judgement", &["客戶服務部主任"][..]),
            ("merger", &["客戶服務部主任", "11.1.2"][..]),
            ("separation", &["客戶服務部主任", "11.1.2"][..]),
            ("confidentiality", &["客戶服務部主任"][..]),
        ] {
            refuses(&mut patrol, &format!("{event}/{form}"), 403, words).await;
        }
        // Nothing asks for a letter of reply.
        refuses(&mut patrol, &format!("{event}/reply"), 409, &["請"]).await;

        open_account(&app, &estate, "service_director").await;
        let (_, follow_up) = complaint(&app, &estate, Severity::Important).await;
        release(&app, &estate, follow_up).await;
        let director = estate.staff["service_director"];
        let asker = app.asker(director, None, Lang::ZhHant).await;
        let record = satisfied(follow_up, Rating::Satisfied, director);
        let visited_at = "2026-03-17 08:30".to_owned();
        let record = huiyin_app::visits::RecordVisit {
            visited_at,
            ..record
        };
        let command = CommandId::generate();
        let done = app
            .record_visit(&asker.unwrap().unwrap(), command, record)
            .await;
        let record = format!("/records/{}", done.unwrap().record);
        patrol.cookies.clear();
        patrol
            .sign_in("patrol_inspector", "seven+herons+over+water")
            .await;
        let decision = format!("{record}/decision");
        let closing = format!("/follow-ups/{follow_up}/closing");
        refuses(&mut patrol, &decision, 409, &["11.2.3"]).await;
        refuses(&mut patrol, &closing, 403, &["11.1.9"]).await;

        // Who may is told why not now.
        let mut planner = Browser::new(&patrol.server);
        planner
            .sign_in("service_director", "seven+herons+over+water")
            .await;
        refuses(&mut planner, &format!("{event}/separation"), 409, &["請"]).await;
        refuses(&mut planner, &format!("{event}/merger"), 200, &[]).await;
    })
    .await;
}
