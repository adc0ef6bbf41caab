//! A correction takes the visits along that were made already.

use huiyin_app::events::{CorrectEvent, EventForm, RegisterEvent};
use huiyin_app::planning::ReleasePlan;
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, Severity, Why};
use huiyin_store::obligations;
use huiyin_testkit::on_both;

use crate::path::{Made, Path};

#[tokio::test]
async fn a_visit_counts_for_the_obligation_that_comes_in_the_place_of_its_own() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (planner, site) = (path.planner(), path.estate.site);
        let content = EventForm {
            category: Some(Category::Complaint),
            severity: Some(Severity::Important),
            unit: Some(path.estate.units["3-1202"]),
            reported_at: "2026-03-14 08:00".to_owned(),
            ..EventForm::default()
        };
        let form = RegisterEvent {
            site,
            event_id: "C1".to_owned(),
            source: Source::Form,
            content: content.clone(),
            words: huiyin_app::events::WordsForm {
                summary: "電梯異響".to_owned(),
                ..Default::default()
            },
            reports: Vec::new(),
            completed_at: "2026-03-15 16:00".to_owned(),
        };
        let registered = path
            .app
            .register_event(&planner, CommandId::generate(), form)
            .await;
        let event = registered.expect("it is registered").event;
        let page = path.app.event(&planner, event).await.expect("the page");
        let follow_up = page.follow_ups[0].row.id;
        let release = ReleasePlan {
            site,
            follow_ups: vec![follow_up],
        };
        let released = path
            .app
            .release_plan(&planner, CommandId::generate(), release)
            .await;
        released.expect("it is released");
        let mut case = path.case();
        case.severity = Severity::Important;
        case.visitors = vec!["service_director"];
        let made = Made { follow_up, event };
        path.take(made, &case).await;
        let visit = path.record(made, &case);
        let visited = path
            .app
            .record_visit(&planner, CommandId::generate(), visit)
            .await;
        visited.expect("it is recorded");

        let version = path
            .app
            .event(&planner, event)
            .await
            .expect("the page")
            .row
            .version;
        let correct = CorrectEvent {
            event,
            version,
            why: "定級有誤".to_owned(),
            content: EventForm {
                severity: Some(Severity::Major),
                ..content
            },
            words: None,
            completed_at: "2026-03-14 10:00".to_owned(),
        };
        let corrected = path
            .app
            .correct_event(&planner, CommandId::generate(), correct)
            .await;
        corrected.expect("it is corrected");
        let mut tx = db.read().await.expect("it can be read");
        let all = obligations::of_event(&mut tx, event)
            .await
            .expect("they are read");
        let (void, standing): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.voided_at.is_some());
        assert_eq!((void[0].done_on, void[0].why), (None, Why::Always));
        assert_eq!(standing[0].visitors, ["site_manager"]);
        assert_eq!(
            standing[0].done_on.map(|day| day.to_string()),
            Some("2026-03-16".to_owned())
        );
        assert_eq!(standing[0].done_in_time, Some(true));
        let page = path.app.event(&planner, event).await.expect("the page");
        assert_eq!(page.follow_ups.len(), 1, "no second visit is planned");
    })
    .await;
}
