//! Several follow-ups of one household in one visit: offered by the plan, made by the planner.

use huiyin_app::planning::{
    AdjustPlan, Household, PlanLine, PlanTogether, ReleasePlan, VisitorChoice,
};
use huiyin_app::visits::{Ink, TakeForms};
use huiyin_app::{Asker, Error, Fault, Refusal};
use huiyin_domain::entry::VisitorReason;
use huiyin_domain::{CommandId, Day, EventId, Severity};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, important, line, month, refusal};

const TODAY: &str = "2026-03-16 09:00";

async fn together(
    work: &AtWork<'_>,
    asker: &Asker,
    lines: &[&PlanLine],
    day: &str,
) -> Result<(), Error> {
    let input = PlanTogether {
        follow_ups: lines.iter().map(|line| line.row.id).collect(),
        planned_day: day.to_owned(),
    };
    work.app
        .plan_together(asker, CommandId::generate(), input)
        .await
}

async fn households(work: &AtWork<'_>) -> Vec<Household> {
    let planner = work.planner();
    let plan = work.app.plan(&planner, work.estate.site, month("2026-03"));
    plan.await.expect("the plan").households
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Two grave complaints of one home, the second completed a day after the first.
async fn of_one_home(work: &AtWork<'_>) -> (EventId, EventId) {
    let first = important(work, "A").await;
    work.go_to("2026-03-17 09:00");
    (first, important(work, "B").await)
}

#[tokio::test]
async fn one_visit_has_one_day_and_one_person_for_each_post() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (first, second) = of_one_home(&work).await;
        let (a, b) = (line(&work, first).await, line(&work, second).await);
        // The manager goes in the place of the director for the one that is due first.
        let manager = work.estate.staff["site_manager"];
        let input = AdjustPlan {
            follow_up: a.row.id,
            planned_day: "2026-03-18".to_owned(),
            channel: a.row.channel,
            visitors: vec![VisitorChoice {
                post: a.visitors[0].post.clone(),
                person: Some(manager),
            }],
            why: "經理與住戶相熟".to_owned(),
        };
        let planner = work.planner();
        let adjusted = work.app.adjust_plan(&planner, CommandId::generate(), input);
        adjusted.await.expect("one above may go");

        let offered = households(&work).await;
        assert_eq!(offered.len(), 1);
        assert_eq!(offered[0].unit, "3-1202");
        assert_eq!(offered[0].follow_ups, [a.row.id, b.row.id]);
        assert_eq!(offered[0].days, (day("2026-03-17"), day("2026-03-19")));

        together(&work, &work.planner(), &[&b, &a], "2026-03-19")
            .await
            .expect("one visit");
        for event in [first, second] {
            let line = line(&work, event).await;
            assert_eq!(line.row.planned_day, Some(day("2026-03-19")));
            assert_eq!(line.visitors[0].person, Some(manager));
        }
        let reason = line(&work, second).await.visitors[0].reason;
        assert_eq!(reason, VisitorReason::SameVisit, "the plan says why");
        assert_eq!(households(&work).await, [], "nothing is left to offer");
    })
    .await;
}

#[tokio::test]
async fn windows_that_share_no_day_are_not_offered_as_one_visit() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let first = important(&work, "A").await;
        work.go_to("2026-03-20 09:00");
        let second = important(&work, "B").await;
        assert_eq!(households(&work).await, [], "the first is late by then");
        let (a, b) = (line(&work, first).await, line(&work, second).await);
        let error = together(&work, &work.planner(), &[&a, &b], "2026-03-21").await;
        assert_eq!(
            refusal(&error.expect_err("late for one")),
            &Refusal::OutsideWindow
        );
        assert_eq!(line(&work, second).await.row.planned_day, b.row.planned_day);
    })
    .await;
}

#[tokio::test]
async fn only_the_planner_joins_open_follow_ups_of_one_home() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let (first, second) = of_one_home(&work).await;
        let (a, b) = (line(&work, first).await, line(&work, second).await);
        let officer = together(&work, &work.officer(), &[&a, &b], "2026-03-18").await;
        assert!(
            matches!(officer, Err(Error::Forbidden { .. })),
            "{officer:?}"
        );
        let planner = work.planner();
        let alone = together(&work, &planner, &[&a], "2026-03-18").await;
        let alone = alone.expect_err("one is no household visit");
        assert_eq!(faults(&alone), [("follow_ups", Fault::Missing)]);
        let no_day = together(&work, &planner, &[&a, &b], "31/2/2026").await;
        let no_day = no_day.expect_err("no such day");
        assert_eq!(faults(&no_day), [("planned_day", Fault::Malformed)]);

        let mut elsewhere = work.form(huiyin_domain::Category::Complaint);
        elsewhere.content.severity = Some(Severity::Important);
        elsewhere.content.unit = Some(work.estate.units["8-2304"]);
        elsewhere.content.respondent_department = Some(work.estate.departments["工程部"]);
        let event = work.register(elsewhere).await.event;
        work.complete(event).await;
        let c = line(&work, event).await;
        let error = together(&work, &planner, &[&a, &c], "2026-03-18").await;
        assert_eq!(
            refusal(&error.expect_err("two homes")),
            &Refusal::NotOneHousehold
        );

        let input = ReleasePlan {
            site: work.estate.site,
            follow_ups: vec![a.row.id],
        };
        let released = work
            .app
            .release_plan(&planner, CommandId::generate(), input);
        released.await.expect("it is released");
        let form = TakeForms {
            follow_ups: vec![a.row.id],
            signature: Ink::typed("馮志明"),
        };
        let officer = work.officer();
        let taken = work.app.take_forms(&officer, CommandId::generate(), form);
        taken.await.expect("the form is taken");
        let error = together(&work, &planner, &[&a, &b], "2026-03-18").await;
        assert_eq!(
            refusal(&error.expect_err("under way")),
            &Refusal::FollowUpState
        );
    })
    .await;
}
