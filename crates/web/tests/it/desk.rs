//! The desk of a site with something on it, on both databases.

use std::sync::Arc;

use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, Severity, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Browser, Database};

/// A grave complaint that is over since today: it is followed up always.
fn complaint(estate: &Estate, at: &str) -> RegisterEvent {
    RegisterEvent {
        site: estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(Category::Complaint),
            severity: Some(Severity::Important),
            unit: Some(estate.units["3-1202"]),
            reporter: Some(estate.residents["3-1202"]),
            reported_at: at.to_owned(),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "電梯運行時異響".to_owned(),
            customer: "何女士".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: at.to_owned(),
    }
}

#[tokio::test]
async fn what_is_owed_stands_on_the_desk_with_its_clause_until_it_is_late() {
    on_both(async |db| {
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        open_account(&app, &estate, "service_director").await;
        let local = SiteZone::default().local(app.clock().now());
        let (hour, minute) = local.clock();
        let at = format!("{}T{hour:02}:{minute:02}:00", local.day());
        let (product, command) = (Asker::product(), CommandId::generate());
        let event = complaint(&estate, &at);
        app.register_event(&product, command, event).await.unwrap();

        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        for (days, mark) in [(0, "剩 3 天"), (3, "今日到期"), (2, "逾期 2 天")] {
            app.clock().move_by_seconds(days * 24 * 60 * 60);
            let mut browser = Browser::new(&server);
            browser
                .sign_in("service_director", "seven+herons+over+water")
                .await;
            let desk = browser.ask("GET", "/", "").await;
            for words in [
                mark,
                "3-1202",
                "何女士",
                "電梯運行時異響",
                "許主任",
                "11.1.3",
                "待放行",
            ] {
                assert!(desk.text().contains(words), "{words}: {}", desk.text());
            }
            for tag in desk.text().split(" popovertarget=\"").skip(1) {
                let card = format!(" id=\"{}\"", tag.split('"').next().unwrap());
                assert!(desk.text().contains(&card), "{card}");
            }
        }
    })
    .await;
}
