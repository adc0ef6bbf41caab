//! 4.6: what is unfinished for more than three days, the assistant goes to the door for; nobody else's procedure asks it.

use huiyin_app::{Asker, Error};
use huiyin_domain::{Category, Channel, Topic};
use huiyin_rules::record::Lack;
use huiyin_store::outbox::{self, Recipient};
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;
use crate::path::Path;

// Shows wuye 4.6 escalation; every inclusive_words.
#[tokio::test]
async fn more_than_three_days_after_the_form_was_taken_it_escalates_once() {
    on_both(async |db| {
        let path = Path::new(db, "wuye").await;
        let mut case = path.case();
        case.from = "2026-03-14";
        case.due = "2026-04-14";
        // The assistant alone: the other post is added.
        case.visitors = vec!["department_head"];
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let site = path.estate.site;
        let escalated = async |days: i64| {
            path.app.clock().move_by_seconds(days * 24 * 60 * 60);
            path.app.advance(site).await.expect("it advances").escalated
        };
        // Taken on the 16th: the 19th is the third day, the fourth begins at 00:00.
        assert_eq!(escalated(3).await, 0);
        path.app.clock().move_by_seconds(15 * 60 * 60);
        assert_eq!(escalated(0).await, 1, "00:00 of the 20th");
        assert_eq!(escalated(1).await, 0, "once");

        let assistant = path.asker("property_assistant");
        let page = path.app.follow_up(&assistant, made.follow_up).await;
        let page = page.expect("the follow-up");
        assert!(page.is_visitor && page.row.escalated_at.is_some());
        assert_eq!(page.row.channel, Channel::OnSite);
        let posts: Vec<&str> = page.visitors.iter().map(|it| it.post.as_str()).collect();
        assert_eq!(posts, ["department_head", "property_assistant"]);

        let told = Box::pin(path.app.why_follow_up(&assistant, made.follow_up)).await;
        let told = told.expect("it is told").escalated.expect("that it is");
        assert_eq!(
            (told.after_days, told.post.as_str()),
            (3, "property_assistant")
        );
        assert_eq!(told.basis.clauses, ["4.6"]);

        case.visitors = vec!["department_head", "property_assistant"];
        let mut phoned = path.record(made, &case);
        phoned.channel = Channel::Phone;
        phoned.channel_reason = "住戶要求".to_owned();
        let phoned = path.hand_in(phoned).await.expect_err("on site only");
        let Error::Lacking(lacks) = phoned else {
            panic!("{phoned:?}");
        };
        let channel = lacks.iter().find_map(|lack| match lack {
            Lack::Channel { allowed, basis } => Some((allowed.clone(), basis.clauses.clone())),
            _ => None,
        });
        assert_eq!(
            channel,
            Some((vec![Channel::OnSite], vec!["4.6".to_owned()]))
        );

        let now = path.app.clock().now();
        let told = db
            .write(now, |tx, now| {
                let until = now.plus_seconds(60);
                Box::pin(async move { outbox::take(tx, *now, until, 100).await })
            })
            .await
            .expect("messages");
        let mut people: Vec<_> = told
            .iter()
            .filter(|it| it.message.topic == Topic::FollowUpEscalated)
            .filter_map(|it| match it.message.to {
                Recipient::Person(person) => Some(person),
                Recipient::Robot(_) => None,
            })
            .collect();
        people.sort_unstable();
        let mut expected = ["department_head", "property_assistant", "service_lead"]
            .map(|post| path.estate.staff[post]);
        expected.sort_unstable();
        assert_eq!(people, expected, "who goes, and who leads them");
    })
    .await;
}

// Shows yezhu 四.3.
#[tokio::test]
async fn no_other_procedure_escalates() {
    for procedure in ["kehu", "yezhu"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            let made = path.released(&case).await;
            path.take(made, &case).await;
            path.app.clock().move_by_seconds(30 * 24 * 60 * 60);
            let advanced = path.app.advance(path.estate.site).await;
            assert_eq!(advanced.expect("it advances").escalated, 0, "{procedure}");
        })
        .await;
    }
}

// Shows wuye 4.6 overdue_service.
#[tokio::test]
async fn service_work_open_for_more_than_three_days_is_an_errand_of_the_assistant() {
    on_both(async |db| {
        let work = AtWork::new(db, "wuye", "2026-03-16 09:00").await;
        let leak = work.register(work.form(Category::Repair)).await;
        let site = work.estate.site;
        let errands = async |asker: &Asker| {
            let desk = work.app.desk(asker, site).await.expect("the desk");
            desk.errands.map(|it| {
                assert_eq!(it.basis.clauses, ["4.6"]);
                let events = it.rows.iter().map(|line| line.row.id);
                events.collect::<Vec<_>>()
            })
        };
        let assistant = work.asker("property_assistant");
        work.go_to("2026-03-19 23:59");
        assert_eq!(errands(&assistant).await, Some(Vec::new()), "three days");
        work.go_to("2026-03-20 00:00");
        assert_eq!(errands(&assistant).await, Some(vec![leak.event]));
        assert_eq!(errands(&work.planner()).await, Some(vec![leak.event]));
        assert_eq!(errands(&work.asker("manager_assistant")).await, None);
        work.complete(leak.event).await;
        assert_eq!(errands(&assistant).await, Some(Vec::new()), "done");
    })
    .await;
}

#[tokio::test]
async fn under_another_procedure_nothing_is_an_errand() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", "2026-03-16 09:00").await;
        work.register(work.form(Category::Repair)).await;
        work.go_to("2026-03-26 09:00");
        let desk = work.app.desk(&work.planner(), work.estate.site).await;
        assert!(desk.expect("the desk").errands.is_none());
    })
    .await;
}
