//! What the planner may change and release, and who is proposed to visit.

use huiyin_app::planning::{
    AddFollowUp, AdjustPlan, PlanLine, ReleasePlan, Released, SetRate, VisitorChoice,
};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::entry::{FollowUpState, VisitorReason};
use huiyin_domain::{Category, Channel, CommandId, EventId, FollowUpId, Topic, Why};
use huiyin_store::outbox::{self, Recipient};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, important, line, lines, moment, refusal};

const TODAY: &str = "2026-03-16 09:00";

/// The plan as it stands, to be adjusted.
fn adjustment(line: &PlanLine) -> AdjustPlan {
    AdjustPlan {
        follow_up: line.row.id,
        planned_day: line.row.planned_day.expect("a day").to_string(),
        channel: line.row.channel,
        visitors: line
            .visitors
            .iter()
            .map(|visitor| VisitorChoice {
                post: visitor.post.clone(),
                person: visitor.person,
            })
            .collect(),
        why: String::new(),
    }
}

async fn adjust(work: &AtWork<'_>, input: AdjustPlan) -> Result<(), Error> {
    work.app
        .adjust_plan(&work.planner(), CommandId::generate(), input)
        .await
}

async fn release(work: &AtWork<'_>, follow_ups: Vec<FollowUpId>) -> Result<Released, Error> {
    let input = ReleasePlan {
        site: work.estate.site,
        follow_ups,
    };
    work.app
        .release_plan(&work.planner(), CommandId::generate(), input)
        .await
}

// Shows kehu 11.1.4 no_area_officer; yezhu 四.1(3)b 三.3; wuye 4.3.2 3.3; every person_within_post one_level_up.
#[tokio::test]
async fn who_visits_is_the_officer_of_the_zone_the_head_or_one_level_up() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let joint = line(&work, important(&work, "A").await).await;
        let found: Vec<_> = joint
            .visitors
            .iter()
            .map(|visitor| (visitor.post.as_str(), visitor.person, visitor.reason))
            .collect();
        let staff = |post| Some(work.estate.staff[post]);
        assert_eq!(
            found,
            [
                (
                    "department_head",
                    staff("department_head"),
                    VisitorReason::Head
                ),
                (
                    "service_officer",
                    staff("service_officer"),
                    VisitorReason::OnlyHolder
                ),
            ]
        );
        // No department is named yet: somebody must be, before the release.
        let unnamed = line(&work, work.completed(Category::Complaint, "B").await).await;
        assert_eq!(unnamed.visitors[0].person, None);
        assert_eq!(unnamed.visitors[0].reason, VisitorReason::Vacant);
        let error = release(&work, vec![unnamed.row.id])
            .await
            .expect_err("no visitor");
        assert_eq!(refusal(&error), &Refusal::NoVisitor);
        let both = release(&work, vec![unnamed.row.id, joint.row.id]).await;
        let both = both.expect("one is released");
        assert_eq!(
            (both.done, both.without_visitor),
            (vec![joint.row.id], vec![unnamed.row.id])
        );
    })
    .await;
}

// Shows kehu 11.2.2; every plan_changes.
#[tokio::test]
async fn the_planner_moves_within_the_rules_and_gives_reasons_beyond() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = important(&work, "A").await;
        let plan = adjustment(&line(&work, event).await);
        let another_day = AdjustPlan {
            planned_day: "2026-03-19".to_owned(),
            ..plan.clone()
        };
        adjust(&work, another_day).await.expect("inside the window");
        assert_eq!(
            line(&work, event)
                .await
                .row
                .planned_day
                .map(|day| day.to_string()),
            Some("2026-03-19".to_owned())
        );
        let too_late = AdjustPlan {
            planned_day: "2026-03-20".to_owned(),
            ..plan.clone()
        };
        let error = adjust(&work, too_late).await.expect_err("after the window");
        assert_eq!(refusal(&error), &Refusal::OutsideWindow);

        let letter = AdjustPlan {
            channel: Channel::PublicLetter,
            ..plan.clone()
        };
        let error = adjust(&work, letter).await.expect_err("no letter");
        assert_eq!(refusal(&error), &Refusal::Channel);
        let phone = AdjustPlan {
            channel: Channel::Phone,
            ..plan.clone()
        };
        let error = adjust(&work, phone.clone()).await.expect_err("no reason");
        assert!(matches!(&error, Error::Invalid(fields)
            if fields[0].field == "why" && fields[0].fault == Fault::Missing));
        let asked = AdjustPlan {
            why: "住戶要求電話".to_owned(),
            ..phone
        };
        adjust(&work, asked)
            .await
            .expect("at the resident's request");

        let dropped = AdjustPlan {
            visitors: Vec::new(),
            ..plan.clone()
        };
        let error = adjust(&work, dropped).await.expect_err("nobody goes");
        assert_eq!(refusal(&error), &Refusal::PostDropped);
        let person = |post: &str| VisitorChoice {
            post: "service_director".to_owned(),
            person: Some(work.estate.staff[post]),
        };
        let lower = AdjustPlan {
            visitors: vec![person("patrol_inspector")],
            why: "人手".to_owned(),
            ..plan.clone()
        };
        let error = adjust(&work, lower).await.expect_err("not of the post");
        assert_eq!(refusal(&error), &Refusal::NotOfPost);
        let higher = AdjustPlan {
            visitors: vec![person("site_manager")],
            why: "經理親訪".to_owned(),
            ..plan
        };
        adjust(&work, higher).await.expect("one level up");
        let visitors = line(&work, event).await.visitors;
        assert_eq!(visitors[0].reason, VisitorReason::Named);
    })
    .await;
}

// Shows kehu 11.1.2 11.2.1; yezhu 三.2 四.1; wuye 3.2 4.1.
#[tokio::test]
async fn only_the_planner_plans_and_only_what_is_shown() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = important(&work, "A").await;
        let plan = adjustment(&line(&work, event).await);
        let officer = work.officer();
        let answer = work
            .app
            .adjust_plan(&officer, CommandId::generate(), plan.clone())
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));
        let input = ReleasePlan {
            site: work.estate.site,
            follow_ups: vec![plan.follow_up],
        };
        let answer = work
            .app
            .release_plan(&officer, CommandId::generate(), input)
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));

        for id in ["B", "C"] {
            work.completed(Category::Complaint, id).await;
        }
        work.go_to("2026-03-17 06:00");
        let drawn = lines(&work, "2026-03").await;
        let drawn = drawn
            .iter()
            .find(|line| line.row.why == Why::Draw)
            .expect("one is drawn");
        let plan = adjustment(drawn);
        work.go_to("2026-03-17 05:59");
        assert!(matches!(adjust(&work, plan).await, Err(Error::NotFound)));
        let answer = release(&work, vec![drawn.row.id]).await;
        assert!(matches!(answer, Err(Error::NotFound)));
    })
    .await;
}

// Shows kehu 11.1.2; yezhu 四.2; wuye 4.5.
#[tokio::test]
async fn a_release_tells_each_visitor_once_and_names_no_resident() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut follow_ups = Vec::new();
        for id in ["A", "B"] {
            follow_ups.push(line(&work, important(&work, id).await).await.row.id);
        }
        let command = CommandId::generate();
        let released = async || {
            let input = ReleasePlan {
                site: work.estate.site,
                follow_ups: follow_ups.clone(),
            };
            let answer = work.app.release_plan(&work.planner(), command, input).await;
            answer.expect("they are released")
        };
        assert_eq!(released().await.done, follow_ups);
        assert_eq!(released().await.done, follow_ups);
        let error = release(&work, vec![follow_ups[0]])
            .await
            .expect_err("released");
        assert_eq!(refusal(&error), &Refusal::FollowUpState);
        let states = lines(&work, "2026-03").await;
        assert!(
            states
                .iter()
                .all(|line| line.row.state == FollowUpState::Released)
        );
        let taken = db
            .write((), |tx, ()| {
                Box::pin(async move {
                    let now = moment("2026-03-16 10:00");
                    outbox::take(tx, now, now.plus_seconds(60), 10).await
                })
            })
            .await
            .expect("the messages");
        assert_eq!(taken.len(), 1);
        let message = &taken[0].message;
        assert_eq!(message.topic, Topic::PlanReleased);
        let director = work.estate.staff["service_director"];
        assert_eq!(message.to, Recipient::Person(director));
        let keys: Vec<&String> = message
            .payload
            .as_object()
            .expect("an object")
            .keys()
            .collect();
        assert_eq!(keys, ["clauses", "due", "events", "follow_ups"]);
    })
    .await;
}

// Shows yezhu 四.1(2)d; wuye 4.2.4; every other_rate.
#[tokio::test]
async fn a_rate_left_open_is_set_for_cohorts_to_come() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let set = async |category, from: &str| {
            let input = SetRate {
                site: work.estate.site,
                category,
                from: from.to_owned(),
                rate: "30%".to_owned(),
                why: "人手不足".to_owned(),
            };
            work.app
                .set_rate(&work.planner(), CommandId::generate(), input)
                .await
        };
        let error = set(Category::Repair, "2026-04").await.expect_err("fixed");
        assert!(matches!(error, Error::Invalid(_)));
        let whole = work.completed(Category::Other, "A").await;
        assert_eq!(work.standing(whole).await.why, Why::Rate100);
        let error = set(Category::Other, "2026-03")
            .await
            .expect_err("it has begun");
        assert_eq!(refusal(&error), &Refusal::CohortBegun);
        set(Category::Other, "2026-04").await.expect("the next one");
        let still = work.completed(Category::Other, "B").await;
        assert_eq!(work.standing(still).await.why, Why::Rate100);

        work.go_to("2026-04-02 09:00");
        let mut picked = 0;
        for id in ["C", "D", "E"] {
            let event = work.completed(Category::Other, id).await;
            let one = work.standing(event).await;
            assert!(one.number.is_some());
            picked += u32::from(one.why.picked());
        }
        assert_eq!(picked, 1);
        let officer = work.officer();
        let input = SetRate {
            site: work.estate.site,
            category: Category::Other,
            from: "2026-06".to_owned(),
            rate: "50%".to_owned(),
            why: "試".to_owned(),
        };
        let answer = work
            .app
            .set_rate(&officer, CommandId::generate(), input)
            .await;
        assert!(matches!(answer, Err(Error::Forbidden { .. })));
    })
    .await;
}

// Shows kehu 11.2.2 11.1.13; every exempt_is_permission.
#[tokio::test]
async fn a_voluntary_follow_up_is_added_where_none_is_owed_and_changes_no_pick() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut first = Vec::new();
        for id in ["A", "B"] {
            first.push(work.completed(Category::Complaint, id).await);
        }
        let own = async |event| {
            let page = work
                .app
                .event(&work.planner(), event)
                .await
                .expect("it is there");
            page.obligations[0].clone()
        };
        let add = async |event: EventId, why: &str| {
            let input = AddFollowUp {
                event,
                obligation: own(event).await.row.obligation,
                why: why.to_owned(),
            };
            work.app
                .add_follow_up(&work.planner(), CommandId::generate(), input)
                .await
        };
        for event in &first {
            let early = add(*event, "老人獨居").await.expect_err("the draw is open");
            assert_eq!(refusal(&early), &Refusal::NotVoluntary);
        }
        work.go_to("2026-03-17 06:00");
        let (mut drawn, mut not) = (Vec::new(), Vec::new());
        for event in first {
            if own(event).await.may_add {
                not.push(event);
            } else {
                drawn.push(event);
            }
        }
        assert_eq!((drawn.len(), not.len()), (1, 1));
        let owed = add(drawn[0], "老人獨居").await.expect_err("it is picked");
        assert_eq!(refusal(&owed), &Refusal::NotVoluntary);
        let silent = add(not[0], " ").await.expect_err("a reason is needed");
        assert!(matches!(silent, Error::Invalid(_)));
        let added = add(not[0], "老人獨居").await.expect("it is added");
        let again = add(not[0], "老人獨居").await.expect_err("there is one");
        assert_eq!(refusal(&again), &Refusal::NotVoluntary);
        let line = line(&work, not[0]).await;
        assert!(line.row.voluntary && line.row.id == added);
        assert_eq!(line.row.why, Why::NotDrawn);
        release(&work, vec![added]).await.expect("it is released");
        let officer = work.officer();
        let input = AddFollowUp {
            event: not[0],
            obligation: own(not[0]).await.row.obligation,
            why: "x".to_owned(),
        };
        let refused = work
            .app
            .add_follow_up(&officer, CommandId::generate(), input)
            .await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
    })
    .await;
}
