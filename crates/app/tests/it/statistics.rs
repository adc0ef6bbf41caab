use huiyin_app::statistics::{CloseMonth, Figure, RowsOf};
use huiyin_app::{App, Clock, Error, Refusal};
use huiyin_domain::{Category, CommandId, Day, Month, Rating, Severity, Why};
use huiyin_store::statements;
use huiyin_testkit::on_both;

use crate::path::{Path, at};

fn march() -> Month {
    Month::new(2026, 3).expect("a month")
}

/// Five obligations: done, done with a lesser rating, not done, not drawn, and exempt.
async fn month(path: &Path<'_>) {
    month_with(path, &[Rating::Satisfied, Rating::Fairly]).await;
}

/// An obligation done for each of the ratings, one not done, one not drawn, and one exempt.
pub(crate) async fn month_with(path: &Path<'_>, ratings: &[Rating]) {
    let case = path.case();
    for rating in ratings {
        let made = path.released(&case).await;
        let mut record = path.record(made, &case);
        record.rating = Some(*rating);
        path.take(made, &case).await;
        path.hand_in(record).await.expect("taken");
    }
    path.released(&case).await;
    let mut other = case.clone();
    other.severity = Severity::Important;
    other.why = Why::NotDrawn;
    path.planned(&other).await;
    other.why = Why::ExemptInvalid;
    path.planned(&other).await;
}

// Shows kehu 11.1.11; yezhu 一 二 五; wuye 1 2; every rate_counting handling_rate.
#[tokio::test]
async fn every_figure_is_the_sum_of_its_rows() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        month(&path).await;
        let (asker, site) = (path.planner(), path.estate.site);
        let statistics = path.app.statistics(&asker, site, march(), None).await;
        let statistics = statistics.expect("statistics");
        let line = &statistics.categories[0];
        let get = |figure| line.figures.get(figure);
        assert_eq!(line.category, Category::Complaint);
        assert_eq!((get(Figure::Owed), get(Figure::Exempt)), (4, 1));
        assert_eq!((get(Figure::Done), get(Figure::DoneOnSite)), (2, 2));
        assert_eq!((get(Figure::Picked), get(Figure::OnTime)), (3, 2));
        assert_eq!((get(Figure::Rated), line.figures.content()), (2, 2));
        assert_eq!((line.needed, line.missing, line.met()), (4, 2, Some(false)));
        assert_eq!(line.severities.len(), 2);
        for figure in Figure::ALL {
            let rows = path
                .app
                .statistics_rows(&asker, site, march(), None, &RowsOf::all(*figure))
                .await
                .expect("rows");
            let sum: u64 = rows.iter().map(|row| row.weight).sum();
            assert_eq!(sum, statistics.total.get(*figure), "{figure:?}");
        }
        let before = path
            .app
            .statistics(&asker, site, march(), Some(at("2026-03-15", 0)))
            .await
            .expect("statistics");
        assert!(before.categories.is_empty());
    })
    .await;
}

// Shows every random_draw.
#[tokio::test]
async fn a_pick_shows_nowhere_before_people_may_know_of_it() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut case = path.case();
        case.shown_from = Some(at("2026-03-17", 6));
        path.planned(&case).await;
        let (app, asker, site) = (&path.app, path.planner(), path.estate.site);
        let shown = async || {
            let month = app.statistics(&asker, site, march(), None).await;
            let desk = app.desk(&asker, site).await.expect("a desk");
            let rows = app
                .statistics_rows(&asker, site, march(), None, &RowsOf::all(Figure::Owed))
                .await
                .expect("rows");
            (
                month.expect("statistics").total.get(Figure::Picked),
                rows[0].why,
                desk.waiting.release,
                desk.next_days.len() + desk.due_today.len(),
            )
        };
        assert_eq!(shown().await, (0, Why::NotDrawn, 0, 0));
        app.clock().move_by_seconds(21 * 3600);
        assert_eq!(shown().await, (1, Why::Draw, 1, 1));
    })
    .await;
}

// Shows every two_closings.
#[tokio::test]
async fn a_month_is_closed_once_by_who_may_and_later_changes_stand_beside_it() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        month(&path).await;
        let (app, site) = (&path.app, path.estate.site);
        let close = |seen_missing| CloseMonth {
            site,
            month: march(),
            seen_missing,
        };
        let running = app
            .close_month(&path.planner(), CommandId::generate(), close(1))
            .await;
        assert!(matches!(
            running,
            Err(Error::Refused {
                why: Refusal::MonthRunning,
                ..
            })
        ));
        app.clock().move_by_seconds(20 * 86_400);
        let missing = app.month_missing(&path.planner(), site, march()).await;
        assert_eq!(missing.expect("a list").total, 1);
        let wrong = app
            .close_month(&path.visitor(), CommandId::generate(), close(1))
            .await;
        assert!(matches!(wrong, Err(Error::Forbidden { .. })));
        let unseen = app
            .close_month(&path.planner(), CommandId::generate(), close(0))
            .await;
        assert!(matches!(unseen, Err(Error::Conflict)));
        app.close_month(&path.planner(), CommandId::generate(), close(1))
            .await
            .expect("closed");
        let again = app
            .close_month(&path.planner(), CommandId::generate(), close(1))
            .await;
        assert!(matches!(
            again,
            Err(Error::Refused {
                why: Refusal::MonthClosed,
                ..
            })
        ));

        path.released(&path.case()).await;
        let later = app.statistics(&path.planner(), site, march(), None).await;
        let changes = later.expect("statistics").after_close();
        assert!(changes.contains(&(Category::Complaint, Figure::Owed, 4, 5)));
    })
    .await;
}

#[tokio::test]
async fn the_desk_takes_ten_statements_however_much_there_is() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let site = path.estate.site;
        let desk = async || {
            let before = statements::run_on_this_thread();
            let desk = path.app.desk(&path.planner(), site).await.expect("a desk");
            (desk, statements::run_on_this_thread() - before)
        };
        desk().await;
        let (empty, few) = desk().await;
        assert_eq!(empty.counts.due_today, 0);
        month(&path).await;
        let mut late = path.case();
        late.due = "2026-03-15";
        for _ in 0..12 {
            path.released(&late).await;
        }
        path.planned(&path.case()).await;
        let (full, many) = desk().await;
        assert!(many <= 10, "{many} statements");
        assert_eq!(few, many);
        assert_eq!((full.counts.late, full.late.len()), (12, 12));
        assert_eq!(full.late[0].days_late, 1);
        assert_eq!(full.next_days.len(), 2);
        assert_eq!(full.waiting.release, 1);
        assert_eq!(full.waiting.review.len(), 0);
        assert_eq!(full.rates[0].done, 2);
    })
    .await;
}

// Shows every signals.
#[tokio::test]
async fn signals_open_the_records_they_speak_of_to_who_closes_the_month() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        for _ in 0..3 {
            let made = path.released(&case).await;
            let mut record = path.record(made, &case);
            record.rating = Some(Rating::Satisfied);
            path.hand_in(record).await.expect("taken");
        }
        let later = App::new((**db).clone(), Clock::standing_at(at("2026-03-21", 9)));
        let site = path.estate.site;
        let seen = later.signals(&path.planner(), site, march()).await;
        let seen = seen.expect("signals");
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let before = (day("2026-03-01"), day("2026-03-15"));
        let after = (day("2026-03-17"), day("2026-03-20"));
        assert_eq!(seen.quiet, [before, after]);
        let late: Vec<_> = seen
            .of_people
            .iter()
            .map(|it| (it.what, it.share))
            .collect();
        assert_eq!(late, []);
        let refused = later.signals(&path.visitor(), site, march()).await;
        assert!(
            matches!(refused, Err(Error::Forbidden { .. })),
            "{refused:?}"
        );
    })
    .await;
}
