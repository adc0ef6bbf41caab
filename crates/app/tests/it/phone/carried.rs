//! What is on the phone: one's own visits with all that is needed at the door, and nobody else's.

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Channel, Matter};
use huiyin_store::people::PhoneOf;
use huiyin_store::statements::run_on_this_thread;
use huiyin_testkit::{Estate, on_both};

use super::Phone;
use crate::path::{Path, answered};

#[tokio::test]
async fn only_who_visits_carries_a_visit_and_only_while_it_is_to_be_made() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let case = path.case();
            path.planned(&case).await;
            let made = path.released(&case).await;
            for staff in Estate::staff_of(procedure) {
                let carried = path.app.carried(&path.asker(staff.post)).await.unwrap();
                let visits = usize::from(case.visitors.contains(&staff.post));
                assert_eq!(carried.visits.len(), visits, "{}", staff.post);
                // Nothing about anybody where there is nothing to visit.
                assert_eq!(carried.sites.len(), visits, "{}", staff.post);
            }
            let mine = path.app.carried(&path.visitor()).await.unwrap();
            let visit = &mine.visits[0];
            assert_eq!((visit.row.id, visit.days_late), (made.follow_up, -1));
            let phone = visit.row.phone().unwrap();
            assert_eq!(phone.0.reveal(), "13800000001");
            assert_eq!(visit.residents.len(), 1);
            assert_eq!(visit.row.building.as_deref(), Some("3"));
            assert!(visit.row.zone.is_some());
            assert!(
                visit
                    .channels
                    .iter()
                    .any(|it| it.channel == Channel::OnSite)
            );
            assert_eq!(visit.visitors.len(), case.visitors.len());

            path.take(made, &case).await;
            path.hand_in(path.record(made, &case)).await.unwrap();
            let mine = path.app.carried(&path.visitor()).await.unwrap();
            let visit = &mine.visits[0];
            assert_eq!(visit.row.state, FollowUpState::Recorded);
            assert!(visit.row.phone().is_none() && visit.row.customer_name.is_none());
            assert!(visit.residents.is_empty() && visit.row.summary.is_none());
        })
        .await;
    }
}

#[tokio::test]
async fn a_look_at_a_number_is_noted_once_a_day_for_each_device() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        path.released(&path.case()).await;
        let phone = Phone::of_visitor(&path);
        let whose = PhoneOf::Person(path.estate.residents["3-1202"]);
        let manager = path.asker("site_manager");
        let looks = async || {
            let views = path.app.phone_views(&manager, whose, 10).await.unwrap();
            views.len()
        };
        for (seconds, expected) in [(0, 1), (60, 1), (3600, 1), (24 * 3600, 2)] {
            path.app.clock().move_by_seconds(seconds);
            path.app.carried(&phone.asker).await.unwrap();
            assert_eq!(looks().await, expected);
        }
        let other = Phone::of_visitor(&path);
        path.app.clock().move_by_seconds(1);
        path.app.carried(&other.asker).await.unwrap();
        assert_eq!(looks().await, 3);
    })
    .await;
}

#[tokio::test]
async fn two_hundred_visits_take_the_same_statements_as_two() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let phone = Phone::of_visitor(&path);
        let counted = async || {
            path.app.carried(&phone.asker).await.unwrap();
            let before = run_on_this_thread();
            let carried = path.app.carried(&phone.asker).await.unwrap();
            (carried.visits.len(), run_on_this_thread() - before)
        };
        for _ in 0..2 {
            path.released(&case).await;
        }
        let (two, few) = counted().await;
        for _ in 0..198 {
            path.released(&case).await;
        }
        let (many, same) = counted().await;
        assert_eq!((two, many), (2, 200));
        assert_eq!(few, same);
        assert!(few <= 20, "{few} statements");
    })
    .await;
}

#[tokio::test]
async fn a_later_round_brings_along_what_was_said_and_promised() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.take(made, &case).await;
        let mut record = path.record(made, &case);
        let mut matter = answered(Matter::Opinion);
        matter.settled = false;
        matter.outcome = String::new();
        matter.promise = Some(huiyin_app::visits::PromiseInput {
            answer_by: "2026-03-18 10:00".to_owned(),
            owner: path.estate.staff["area_officer"],
            told_at: String::new(),
            told_by: Some(path.estate.staff["patrol_inspector"]),
        });
        record.matters = vec![matter];
        record.sections[4].none = false;
        record.sections[4].said = "多巡樓".to_owned();
        let answer = path.hand_in(record).await.unwrap();
        let next = answer.next_round.expect("another round");
        path.append(vec![
            huiyin_domain::entry::facts::PlanReleased {
                follow_up: next,
                event: made.event,
            }
            .into(),
        ])
        .await;
        let carried = path.app.carried(&path.visitor()).await.unwrap();
        let found = carried.visits.iter().find(|it| it.row.id == next);
        let Some(visit) = found else {
            panic!("the next round is another's: {:?}", carried.visits.len());
        };
        assert_eq!(visit.earlier.len(), 1);
        let earlier = &visit.earlier[0];
        assert_eq!((earlier.round, earlier.visitors.len()), (1, 1));
        assert!(earlier.said.iter().any(|it| {
            it.said.as_ref().map(|said| said.reveal().as_str()) == Some("多巡樓")
        }));
        assert_eq!(visit.promises.len(), 1);
        assert_eq!(
            visit.promises[0].said.as_ref().unwrap().reveal(),
            "樓道燈太暗"
        );
    })
    .await;
}
