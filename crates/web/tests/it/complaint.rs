//! A complaint that was completed, and its follow-up.

use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::planning::ReleasePlan;
use huiyin_app::{App, Asker};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, EventId, FollowUpId, Severity, SiteZone};
use huiyin_testkit::Estate;

const HOUR: i64 = 60 * 60;

/// One of the home 3-1202, grave enough for one person alone; see [`complaint`].
pub(crate) async fn grave_complaint(app: &App, estate: &Estate) -> (EventId, FollowUpId) {
    complaint(app, estate, Severity::Major).await
}

/// One of the home 3-1202 about 工程部 that was completed the day before; a day later its follow-up is planned.
pub(crate) async fn complaint(
    app: &App,
    estate: &Estate,
    severity: Severity,
) -> (EventId, FollowUpId) {
    let event = registered(app, estate, severity).await;
    app.clock().move_by_seconds(24 * HOUR);
    app.advance(estate.site).await.unwrap();
    (event, follow_up_of(app, event).await)
}

/// The first follow-up of an event.
pub(crate) async fn follow_up_of(app: &App, event: EventId) -> FollowUpId {
    let page = app.event(&Asker::product(), event).await.unwrap();
    page.follow_ups[0].row.id
}

/// A complaint that was completed the day before; its follow-up is planned a day later.
pub(crate) async fn registered(app: &App, estate: &Estate, severity: Severity) -> EventId {
    let now = app.clock().now();
    let hours_ago = |hours: i64| {
        let wall = SiteZone::default().local(now.plus_seconds(-hours * HOUR));
        wall.to_string().chars().take(16).collect::<String>()
    };
    let event = RegisterEvent {
        site: estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(Category::Complaint),
            severity: Some(severity),
            unit: Some(estate.units["3-1202"]),
            reporter: Some(estate.residents["3-1202"]),
            respondent_department: Some(estate.departments["工程部"]),
            reported_at: hours_ago(48),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: "消防通道堆放電動車".to_owned(),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: hours_ago(17),
    };
    let registered = app
        .register_event(&Asker::product(), CommandId::generate(), event)
        .await
        .unwrap();
    registered.event
}

/// The planner releases it.
pub(crate) async fn release(app: &App, estate: &Estate, follow_up: FollowUpId) {
    let release = ReleasePlan {
        site: estate.site,
        follow_ups: vec![follow_up],
    };
    app.release_plan(&Asker::product(), CommandId::generate(), release)
        .await
        .unwrap();
}
