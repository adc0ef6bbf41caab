//! The live plan: keys, picks and when they are shown, what the planner may change, and what is due by itself.

use huiyin_app::events::{DueFilter, EventFilter, RegisterEvent, ReopenEvent};
use huiyin_app::planning::{
    AdjustPlan, NumberState, PlanLine, ReleasePlan, ReplaceUnreachable, SetRate, VisitorChoice,
};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::entry::{FollowUpState, VisitorReason};
use huiyin_domain::{Category, Channel, CommandId, EventId, FollowUpId, Month, Why};
use huiyin_rules::draw::DrawKey;
use huiyin_store::{draw, outbox};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, moment};

const TODAY: &str = "2026-03-16 09:00";

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn refusal(error: &Error) -> &Refusal {
    match error {
        Error::Refused { why, basis } => {
            assert!(
                !basis.clauses.is_empty() || !basis.readings.is_empty(),
                "{why:?} names no clause"
            );
            why
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// The lines of a month's plan, as the planner sees them.
async fn lines(work: &AtWork<'_>, of: &str) -> Vec<PlanLine> {
    let page = work
        .app
        .plan(&work.planner(), work.estate.site, month(of))
        .await
        .expect("the plan");
    page.lines
}

/// The one follow-up of an event that people know of.
async fn line(work: &AtWork<'_>, event: EventId) -> PlanLine {
    let mut lines = lines(work, "2026-03").await;
    lines.retain(|line| line.row.event == event);
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

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

async fn release(
    work: &AtWork<'_>,
    follow_ups: Vec<FollowUpId>,
) -> Result<huiyin_app::planning::Released, Error> {
    let input = ReleasePlan {
        site: work.estate.site,
        follow_ups,
    };
    work.app
        .release_plan(&work.planner(), CommandId::generate(), input)
        .await
}

/// A complaint that is always followed up, completed now.
async fn important(work: &AtWork<'_>, event_id: &str) -> EventId {
    let mut form = RegisterEvent {
        event_id: event_id.to_owned(),
        ..work.form(Category::Complaint)
    };
    form.content.severity = Some(huiyin_domain::Severity::Important);
    form.content.respondent_department = Some(work.estate.departments["工程部"]);
    let event = work.register(form).await.event;
    work.complete(event).await;
    event
}

#[tokio::test]
async fn keys_are_published_months_ahead_and_revealed_when_their_month_is_over() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        work.advance().await;
        let keys = async || {
            let mut tx = db.read().await.expect("it can be read");
            draw::keys(&mut tx, work.estate.site)
                .await
                .expect("the keys")
        };
        let hash = DrawKey::from_bytes([0; 32]).commitment();
        let published = keys().await;
        let months: Vec<String> = published.iter().map(|key| key.month.to_string()).collect();
        assert_eq!(months, ["2026-03", "2026-04", "2026-05", "2026-06"]);
        assert!(published.iter().all(|key| key.sha256 == hash.as_str()));
        assert!(published.iter().all(|key| key.key.is_none()));

        work.go_to("2026-03-31 23:59");
        assert_eq!(
            work.app
                .advance(work.estate.site)
                .await
                .expect("it advances")
                .revealed,
            0
        );
        work.go_to("2026-04-01 00:00");
        assert_eq!(
            work.app
                .advance(work.estate.site)
                .await
                .expect("it advances")
                .revealed,
            1
        );
        let published = keys().await;
        assert_eq!(published.last().expect("five").month, month("2026-07"));
        assert_eq!(published[0].key.as_deref(), Some("00".repeat(32).as_str()));
        let mut tx = db.read().await.expect("it can be read");
        let secret = draw::secret(&mut tx, work.estate.site, month("2026-03")).await;
        assert_eq!(secret.expect("it is read"), None);
    })
    .await;
}

#[tokio::test]
async fn what_chance_picked_is_known_to_nobody_before_the_next_morning() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let events = [
            work.completed(Category::Complaint, "A").await,
            work.completed(Category::Complaint, "B").await,
        ];
        let states = async || {
            let cohort = work.standing(events[0]).await.cohort;
            let page = work
                .app
                .draw(&work.officer(), cohort)
                .await
                .expect("the draw");
            assert_eq!(page.strata.len(), 1);
            assert_eq!(page.strata[0].chance, None);
            let boxes = &page.strata[0].boxes.boxes;
            let mut states: Vec<NumberState> = boxes.iter().map(|one| one.state).collect();
            states.sort_by_key(|state| *state == NumberState::NotPicked);
            (
                states,
                page.rows.iter().filter(|line| line.why.is_some()).count(),
            )
        };
        assert_eq!(states().await, (vec![NumberState::Open; 2], 0));
        assert!(lines(&work, "2026-03").await.is_empty());
        for event in events {
            let page = work
                .app
                .event(&work.officer(), event)
                .await
                .expect("the page");
            assert!(page.follow_ups.is_empty());
            assert_eq!(page.obligations[0].why, None);
            assert_eq!(page.obligations[0].row.why, Why::NotDrawn);
            let kinds: Vec<_> = page.steps.iter().map(|step| step.what.kind()).collect();
            assert_eq!(
                kinds,
                ["event_registered", "event_completed", "obligations_arisen"]
            );
        }
        let due_this_week = async || {
            let filter = EventFilter {
                due: Some(DueFilter::Week),
                ..EventFilter::default()
            };
            let site = work.estate.site;
            let page = work.app.events(&work.officer(), site, &filter, None).await;
            page.expect("the list").rows.len()
        };
        work.go_to("2026-03-17 05:59");
        work.advance().await;
        assert!(lines(&work, "2026-03").await.is_empty());
        assert_eq!(due_this_week().await, 0);
        work.go_to("2026-03-17 06:00");
        let shown = work
            .app
            .advance(work.estate.site)
            .await
            .expect("it advances");
        assert_eq!((shown.shown, due_this_week().await), (1, 1));
        assert_eq!(
            states().await,
            (vec![NumberState::Picked, NumberState::NotPicked], 2)
        );
        let lines = lines(&work, "2026-03").await;
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].row.why, Why::Draw);
        assert_eq!(lines[0].stratum.as_ref().expect("its stratum").size, 2);
        assert!(!lines[0].row.clauses.is_empty());
    })
    .await;
}

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
        assert_eq!(message.topic, "plan_released");
        assert_eq!(message.person, Some(work.estate.staff["service_director"]));
        let keys: Vec<&String> = message
            .payload
            .as_object()
            .expect("an object")
            .keys()
            .collect();
        assert_eq!(keys, ["follow_ups", "site"]);
    })
    .await;
}

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

#[tokio::test]
async fn a_letter_that_never_came_is_no_exemption() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.content.reply_only = true;
        let event = work.register(form).await.event;
        work.complete(event).await;
        work.go_to("2026-03-19 23:59");
        work.advance().await;
        assert_eq!(work.standing(event).await.why, Why::WaitForReply);
        work.go_to("2026-03-20 00:00");
        work.advance().await;
        let one = work.standing(event).await;
        assert_eq!((one.why, one.number), (Why::Always, None));
        assert_eq!(
            one.working_limit.map(|day| day.to_string()),
            Some("2026-03-23".to_owned())
        );
        assert_eq!(line(&work, event).await.row.due.to_string(), "2026-03-23");
    })
    .await;
}

#[tokio::test]
async fn who_is_entered_late_is_always_followed_up() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", "2026-03-27 09:00").await;
        work.completed(Category::Complaint, "A").await;
        work.go_to("2026-03-29 00:00");
        let closed = work
            .app
            .advance(work.estate.site)
            .await
            .expect("it advances")
            .closed;
        assert_eq!(closed, 1);
        let mut form = work.form(Category::Complaint);
        form.content.reported_at = "2026-03-27 10:00".to_owned();
        form.completed_at = "2026-03-27 12:00".to_owned();
        let event = work.register(form).await.event;
        let one = work.standing(event).await;
        assert_eq!(
            (one.why, one.late_entry, one.number),
            (Why::Always, true, None)
        );
        let page = work
            .app
            .draw(&work.planner(), one.cohort)
            .await
            .expect("the draw");
        assert_eq!(page.cohort.numbers, 1);
        let late: Vec<_> = page
            .late_entries
            .iter()
            .map(|one| (one.person, one.count))
            .collect();
        assert_eq!(late, [(Some(work.estate.staff["patrol_inspector"]), 1)]);
    })
    .await;
}

#[tokio::test]
async fn who_cannot_be_reached_gives_way_unless_always_owed() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let owed = line(&work, important(&work, "A").await).await.row.id;
        let (first, second) = (
            work.completed(Category::Complaint, "B").await,
            work.completed(Category::Complaint, "C").await,
        );
        work.go_to("2026-03-17 06:00");
        let replace = async |follow_up| {
            let input = ReplaceUnreachable {
                follow_up,
                why: "三次不遇,一次在晚上".to_owned(),
            };
            work.app
                .replace_unreachable(&work.planner(), CommandId::generate(), input)
                .await
        };
        let error = replace(owed).await.expect_err("it stays owed");
        assert_eq!(refusal(&error), &Refusal::NotReplaceable);
        let all = lines(&work, "2026-03").await;
        let drawn = all
            .iter()
            .find(|line| line.row.why == Why::Draw)
            .expect("one is drawn");
        let instead = replace(drawn.row.id).await.expect("it gives way").instead;
        let other = if drawn.row.event == first {
            second
        } else {
            first
        };
        let one = work.standing(other).await;
        assert_eq!((one.id, one.why), (instead, Why::Draw));
        // Made today, with the whole window ahead of it only on paper.
        assert_eq!(
            one.working_limit.map(|day| day.to_string()),
            Some("2026-03-20".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_pick_voided_alone_passes_to_whoever_comes_next() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        // Numbers until one is picked as the first of its stratum.
        let mut alone = None;
        for step in 0..20 {
            let event = work
                .completed(Category::Complaint, &format!("E{step:02}"))
                .await;
            let one = work.standing(event).await;
            let is_first = one.number.is_some_and(|number| number % 2 == 1);
            if is_first && one.why == Why::Draw {
                alone = Some(event);
                break;
            }
        }
        let event = alone.expect("a first number that is picked");
        let reopen = ReopenEvent {
            event,
            why: "未修好".to_owned(),
        };
        work.app
            .reopen_event(&work.planner(), CommandId::generate(), reopen)
            .await
            .expect("it is reopened");
        let next = work.completed(Category::Complaint, "NEXT").await;
        assert_eq!(work.standing(next).await.why, Why::Draw);
    })
    .await;
}

#[tokio::test]
async fn visits_of_a_contract_arise_on_their_days_by_themselves() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", "2026-03-01 09:00").await;
        let mut form = work.form(Category::ContractedService);
        form.content.contract_start = "2026-03-01".to_owned();
        form.content.contract_end = "2026-08-31".to_owned();
        let event = work.register(form).await.event;
        assert_eq!(work.obligations(event).await, []);
        work.go_to("2026-05-31 23:59");
        work.advance().await;
        assert_eq!(work.obligations(event).await, []);
        work.go_to("2026-06-01 00:00");
        work.advance().await;
        work.advance().await;
        assert_eq!(work.obligations(event).await.len(), 1);
        work.go_to("2026-09-15 09:00");
        work.advance().await;
        let due: Vec<String> = (work.obligations(event).await.iter())
            .map(|one| one.window.due().to_string())
            .collect();
        assert_eq!(due, ["2026-07-01", "2026-09-07"]);
    })
    .await;
}
