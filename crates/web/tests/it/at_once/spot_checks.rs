//! Calls of the company's spot check.

use huiyin_app::reviews::ReviewRecord;
use huiyin_app::statistics::CloseMonth;
use huiyin_domain::{CommandId, Month, Rating, Severity, SiteZone, Verdict};
use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second};
use crate::complaint::{complaint, release};
use crate::statistics::satisfied;

const DAY: i64 = 24 * 60 * 60;

pub(crate) const FORMS: &[Form] = &[Form {
    route: "/records/{record}/spot-check",
    page: "/records/{record}/spot-check",
    path: "/records/{record}/spot-check",
    first: "called_at={called}&outcome=visited&rating=fairly&said=記得來過",
    second: "called_at={called}&outcome=not_visited&rating=&said=說沒有人來過",
    typed: "說沒有人來過",
    meets: Second::Told,
}];

/// Minutes before now, as a form has it.
fn ago(scene: &Scene<'_>, minutes: i64) -> String {
    let then = scene.app.clock().now().plus_seconds(-60 * minutes);
    let wall = SiteZone::default().local(then);
    wall.to_string().chars().take(16).collect()
}

/// Two of the company, and one record that was accepted in March, which is closed: it is the sample.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::of(db, "kehu", ["company_leader", "company_reviewer"]).await;
    let site = scene.estate.site;
    scene.app.advance(site).await.unwrap();
    let (_, follow_up) = complaint(&scene.app, &scene.estate, Severity::Important).await;
    release(&scene.app, &scene.estate, follow_up).await;
    let director = scene.asker("service_director").await;
    let person = scene.estate.staff["service_director"];
    let mut record = satisfied(follow_up, Rating::Fairly, person);
    record.visited_at = ago(&scene, 10);
    let done = scene
        .app
        .record_visit(&director, CommandId::generate(), record)
        .await;
    let record = done.unwrap().record;
    let review = ReviewRecord {
        record,
        verdict: Verdict::Accepted,
        opinion: "情況屬實".to_owned(),
        signed_name: "羅經理".to_owned(),
    };
    let manager = scene.asker("site_manager").await;
    let reviewed = scene
        .app
        .review_record(&manager, CommandId::generate(), review)
        .await;
    reviewed.unwrap();
    scene.pass(20 * DAY).await;
    let month = Month::new(2026, 3).unwrap();
    let missing = scene.app.month_missing(&director, site, month).await;
    let close = CloseMonth {
        site,
        month,
        seen_missing: missing.unwrap().total,
    };
    let closed = scene
        .app
        .close_month(&director, CommandId::generate(), close)
        .await;
    closed.unwrap();
    scene.pass(DAY).await;
    let called = ago(&scene, 30);
    scene.name("{record}", &record);
    scene.name("{called}", &called);
    scene
}

#[tokio::test]
async fn two_of_the_company_who_call_back() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        scene.all(FORMS).await;
    })
    .await;
}
