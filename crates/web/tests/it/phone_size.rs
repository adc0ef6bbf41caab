//! How many bytes go to a phone.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::{LocalTime, Severity, SiteZone};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::{follow_up_of, registered, release};
use crate::support::{Browser, Database, get};
use crate::visits::KEHU;

/// The script, compressed.
const SCRIPT: usize = 120 * 1024;
/// All that stands on the screen before anything is asked of the server: page, script, styles, icon; compressed.
const FIRST_PAINT: usize = 64 * 1024;
/// One visit among many, and what there is once.
const A_VISIT: usize = 4 * 1024;
const ONCE: usize = 16 * 1024;

/// The length of what a browser fetches, as it goes over the line.
async fn fetched(path: &str) -> usize {
    let answer = get(path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body.len()
}

fn is_script(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| kind == "js")
}

#[tokio::test]
async fn what_is_fetched_before_the_first_paint_is_small() {
    let shell = get("/today/", &[]).await;
    let linked = shell
        .text()
        .split(['"', '='])
        .filter(|it| it.starts_with("/assets/"));
    let linked: BTreeSet<&str> = linked.collect();
    let mut all = fetched("/today/").await;
    let mut scripts = 0;
    for path in &linked {
        let length = fetched(path).await;
        all += length;
        if is_script(path) {
            scripts += length;
        }
    }
    assert!(
        linked.iter().any(|it| is_script(it)),
        "the script is bundled: {linked:?}"
    );
    assert!(scripts <= SCRIPT, "{scripts} bytes of script");
    assert!(all <= FIRST_PAINT, "{all} bytes before the first paint");
}

#[tokio::test]
async fn two_hundred_visits_are_few_bytes() {
    on_both(async |db| {
        let wall: LocalTime = "2026-03-16 09:00".parse().unwrap();
        let clock = Clock::standing_at(SiteZone::default().instant(wall));
        let app = App::new((*db).clone(), clock);
        let estate = Estate::build(db, KEHU.procedure, app.clock().now()).await;
        open_account(&app, &estate, KEHU.visitor).await;
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let mut events = Vec::new();
        for _ in 0..200 {
            events.push(registered(&app, &estate, Severity::Major).await);
        }
        app.clock().move_by_seconds(24 * 60 * 60);
        app.advance(estate.site).await.unwrap();
        for event in events {
            release(&app, &estate, follow_up_of(&app, event).await).await;
        }
        let mut phone = Browser::new(&server);
        phone.sign_in(KEHU.visitor, "seven+herons+over+water").await;
        // The statements are counted where they are made, in the test of the application beneath.
        let data = phone.ask("GET", "/today/data", "").await;
        assert_eq!(data.json()["visits"].as_array().unwrap().len(), 200);
        let length = data.body.len();
        assert!(length <= ONCE + 200 * A_VISIT, "{length} bytes");
    })
    .await;
}
