//! The live draw: keys, picks and when they are shown, what takes their place, and what is due by itself.

use huiyin_app::Refusal;
use huiyin_app::events::{CompleteEvents, DueFilter, EventFilter, ReopenEvent};
use huiyin_app::planning::{NumberState, ReleasePlan, ReplaceUnreachable};
use huiyin_app::visits::NoteTry;
use huiyin_domain::{Category, Channel, CommandId, Phase, Why};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::unreachable::Untried;
use huiyin_store::draw;
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, important, line, lines, month, refusal};

const TODAY: &str = "2026-03-16 09:00";

// Shows every published_keys two_closings.
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

// Shows every reply_letter_missing.
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

// Shows every late_entry.
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

// Shows every unreachable.
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
        let seek = async |follow_up, tried_at: &str, card_left| {
            let tried = NoteTry {
                follow_up,
                tried_at: tried_at.to_owned(),
                channel: Some(Channel::OnSite),
                card_left,
                note: "無人應門".to_owned(),
            };
            work.app
                .note_try(&work.planner(), CommandId::generate(), tried)
                .await
                .expect("it is noted");
        };
        let replace = async |follow_up| {
            let input = ReplaceUnreachable {
                follow_up,
                why: "三次不遇".to_owned(),
            };
            work.app
                .replace_unreachable(&work.planner(), CommandId::generate(), input)
                .await
        };
        let all = lines(&work, "2026-03").await;
        let drawn = all
            .iter()
            .find(|line| line.row.why == Why::Draw)
            .expect("one is drawn");
        for follow_up in [owed, drawn.row.id] {
            let input = ReleasePlan {
                site: work.estate.site,
                follow_ups: vec![follow_up],
            };
            work.app
                .release_plan(&work.planner(), CommandId::generate(), input)
                .await
                .expect("released");
        }
        seek(drawn.row.id, "2026-03-16 10:00", false).await;
        let error = replace(drawn.row.id).await.expect_err("once is not enough");
        let missing = [Untried::Tries(2), Untried::Days(1), Untried::OddHours(1)];
        assert_eq!(refusal(&error), &Refusal::Untried(missing.to_vec()));
        for tried_at in ["2026-03-16 19:00", "2026-03-15 10:00"] {
            seek(drawn.row.id, tried_at, false).await;
            seek(owed, tried_at, false).await;
        }
        seek(owed, "2026-03-16 20:00", false).await;
        let error = replace(owed).await.expect_err("nobody takes the place");
        assert_eq!(refusal(&error), &Refusal::Untried(vec![Untried::Door]));
        seek(owed, "2026-03-16 21:00", true).await;
        assert_eq!(replace(owed).await.expect("closed").instead, None);
        let instead = replace(drawn.row.id).await.expect("it gives way").instead;
        let other = if drawn.row.event == first {
            second
        } else {
            first
        };
        let one = work.standing(other).await;
        assert_eq!((Some(one.id), one.why), (instead, Why::Draw));
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

#[tokio::test]
async fn a_contract_that_ended_before_its_middle_has_no_middle_visit() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", "2026-03-01 09:00").await;
        let mut form = work.form(Category::ContractedService);
        form.content.reported_at = "2026-03-01 08:00".to_owned();
        form.content.contract_start = "2026-03-01".to_owned();
        form.content.contract_end = "2026-08-31".to_owned();
        let event = work.register(form).await.event;
        work.go_to("2026-06-01 08:00");
        work.advance().await;
        assert_eq!(work.standing(event).await.phase, Phase::Middle);
        let input = CompleteEvents {
            site: work.estate.site,
            events: vec![event],
            completed_at: "2026-04-20 17:00".to_owned(),
            rating: None,
        };
        work.app
            .complete_events(&work.officer(), CommandId::generate(), input)
            .await
            .expect("it is completed");
        let one = work.standing(event).await;
        assert_eq!(
            (one.phase, one.window.due().to_string()),
            (Phase::End, "2026-04-27".to_owned())
        );
    })
    .await;
}
