//! The list of events: its order, filters, pages, and what it costs.

use huiyin_app::events::{DueFilter, EventFilter};
use huiyin_domain::{Category, Handling};
use huiyin_store::statements::run_on_this_thread;
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;

const TODAY: &str = "2026-03-16 09:00";

#[tokio::test]
async fn events_are_listed_by_due_day_and_filtered() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let complaint = work.completed(Category::Complaint, "A").await;
        let repair = work.register(work.form(Category::Repair)).await.event;
        let listed = async |filter: EventFilter| {
            let page = work
                .app
                .events(&work.officer(), work.estate.site, &filter, None)
                .await
                .expect("the list");
            assert!(page.next.is_none());
            page.rows.iter().map(|line| line.row.id).collect::<Vec<_>>()
        };
        let all = EventFilter::default();
        assert_eq!(listed(all.clone()).await, [complaint, repair]);
        let due = Some(DueFilter::Week);
        assert_eq!(
            listed(EventFilter { due, ..all.clone() }).await,
            [complaint]
        );
        let due = Some(DueFilter::Late);
        assert_eq!(listed(EventFilter { due, ..all.clone() }).await, []);
        let handling = Some(Handling::Reported);
        assert_eq!(
            listed(EventFilter {
                handling,
                ..all.clone()
            })
            .await,
            [repair]
        );
        let month = "2026-02".parse().ok();
        assert_eq!(
            listed(EventFilter {
                month,
                ..all.clone()
            })
            .await,
            []
        );
        let unit = Some(work.estate.units["3-1202"]);
        let category = Some(Category::Repair);
        let both = EventFilter {
            unit,
            category,
            ..all.clone()
        };
        assert_eq!(listed(both).await, [repair]);
        let text = "沒有這回事".to_owned();
        assert_eq!(listed(EventFilter { text, ..all }).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_stopped() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        for _ in 0..52 {
            work.register(work.form(Category::Repair)).await;
        }
        let page = async |after| {
            work.app
                .events(
                    &work.officer(),
                    work.estate.site,
                    &EventFilter::default(),
                    after,
                )
                .await
                .expect("the list")
        };
        let first = page(None).await;
        assert_eq!(first.rows.len(), 50);
        let cursor = first.next.expect("there is more").to_string();
        let second = page(Some(cursor.parse().expect("a cursor"))).await;
        assert_eq!((second.rows.len(), second.next.is_none()), (2, true));
        let last = first.rows.last().expect("fifty").row.id;
        assert!(second.rows.iter().all(|line| line.row.id < last));
    })
    .await;
}

#[tokio::test]
async fn the_list_takes_few_statements_however_long_it_is() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let statements = async |text: &str| {
            let filter = EventFilter {
                category: Some(Category::Repair),
                text: text.to_owned(),
                ..EventFilter::default()
            };
            let before = run_on_this_thread();
            let page = work
                .app
                .events(&work.officer(), work.estate.site, &filter, None)
                .await
                .expect("the list");
            (run_on_this_thread() - before, page.rows.len())
        };
        work.register(work.form(Category::Repair)).await;
        let short = statements("").await;
        for _ in 0..30 {
            work.register(work.form(Category::Repair)).await;
        }
        let long = statements("").await;
        assert_eq!((short.1, long.1), (1, 31));
        assert_eq!(short.0, long.0);
        assert!(long.0 <= 6, "{} statements", long.0);
        let searched = statements("電梯").await;
        assert!(searched.0 <= 6, "{} statements", searched.0);
    })
    .await;
}
