//! Two procedures on the example events.

use std::collections::BTreeMap;

use huiyin_domain::{Category, Differs};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::plan::{Events, plan};
use huiyin_rules::procedure::{Edition, Procedure, shipped_by_id};
use huiyin_rules::simulate::{Pair, Simulation};
use huiyin_rules::{Rules, Workdays};

use crate::plan::Examples;

fn rules(procedure: &Procedure) -> Rules<'_> {
    Rules::new(procedure, Workdays::default())
}

fn zeros() -> DrawKey {
    DrawKey::from_bytes([0; 32])
}

/// `kehu` with one thing changed.
fn changed(from: &str, to: &str) -> Edition {
    let text = &shipped_by_id("kehu").unwrap().text;
    assert_eq!(text.matches(from).count(), 1, "{from}");
    Edition::parse(&text.replace(from, to)).unwrap()
}

fn with<T>(a: &Procedure, b: &Procedure, look: impl FnOnce(&Simulation<'_, Examples>) -> T) -> T {
    let events = Examples::new();
    let (a, b) = (rules(a), rules(b));
    look(&Simulation::new(
        Pair { a: &a, b: &b },
        &events,
        &zeros(),
        None,
    ))
}

#[test]
fn a_procedure_does_not_differ_from_itself() {
    let kehu = &shipped_by_id("kehu").unwrap().procedure;
    with(kehu, kehu, |same| {
        assert_eq!(same.differences().count(), 0);
        assert_eq!(same.tally(), huiyin_rules::simulate::Tally::default());
        assert!(!same.months().is_empty());
        for month in same.months() {
            assert_eq!(month.counts.a, month.counts.b);
        }
        let (weeks, busiest) = same.load();
        assert!(weeks.iter().all(|week| week.due.more() == 0));
        assert!(busiest.iter().all(|most| most.day.a == most.day.b));
        let collisions = same.collisions();
        assert_eq!(collisions.a, collisions.b);
    });
}

#[test]
fn the_counts_are_those_of_the_two_plans() {
    let (kehu, wuye) = (
        shipped_by_id("kehu").unwrap(),
        shipped_by_id("wuye").unwrap(),
    );
    let events = Examples::new();
    with(&kehu.procedure, &wuye.procedure, |compared| {
        for (edition, of) in [
            (kehu, (|pair| pair.a) as fn(Pair<u64>) -> u64),
            (wuye, |pair| pair.b),
        ] {
            let rules = rules(&edition.procedure);
            let lines = plan(&rules, &events, &zeros(), None);
            let months = compared.months();
            let owed: u64 = months
                .iter()
                .map(|month| of(month.counts.map(|counts| counts.obligations)))
                .sum();
            assert_eq!(owed, lines.len() as u64);
            let picked: u64 = months
                .iter()
                .map(|month| of(month.counts.map(|counts| counts.picked)))
                .sum();
            let planned = lines.iter().filter(|line| line.why.picked());
            assert_eq!(picked, planned.clone().count() as u64);
            let (weeks, busiest) = compared.load();
            let due: u64 = weeks.iter().map(|week| of(week.due)).sum();
            let visits: usize = planned
                .map(|line| {
                    let event = events.event(line.event);
                    let rule = rules.visitors(event.category, event.severity).unwrap();
                    rule.posts.len()
                })
                .sum();
            assert_eq!(due, visits as u64, "joint visits count for both");
            for most in busiest {
                let day = Pair {
                    a: most.day.a.map_or(0, |(_, due)| due),
                    b: most.day.b.map_or(0, |(_, due)| due),
                };
                let week = weeks
                    .iter()
                    .filter(|week| week.post == most.post)
                    .map(|week| of(week.due))
                    .max();
                assert!(of(day) <= week.unwrap_or(0));
            }
        }
        let not_covered = |category| -> Pair<u64> {
            let months = compared.months();
            let of_category = months.iter().filter(|month| month.category == category);
            of_category.fold(Pair::default(), |sum, month| Pair {
                a: sum.a + month.counts.a.not_covered,
                b: sum.b + month.counts.b.not_covered,
            })
        };
        let help = not_covered(Category::Help);
        assert!(help.a > 0 && help.b == 0, "only kehu does not cover help");
        let festival = not_covered(Category::Festival);
        assert!(
            festival.b > 0 && festival.a == 0,
            "only wuye does not cover festivals"
        );
    });
}

#[test]
fn a_window_that_moves_is_found_for_its_events_only() {
    let kehu = shipped_by_id("kehu").unwrap();
    let wider = changed(
        "id = \"move_in\"\n\n[[category.window]]\nfrom = \"0 days\"\nto = \"14 days\"",
        "id = \"move_in\"\n\n[[category.window]]\nfrom = \"0 days\"\nto = \"20 days\"",
    );
    with(&kehu.procedure, &wider.procedure, |compared| {
        let differences: Vec<_> = compared.differences().collect();
        assert!(!differences.is_empty());
        for found in &differences {
            let event = compared.events().event(found.event);
            assert_eq!(event.category, Category::MoveIn);
            assert_eq!(found.kinds, [Differs::Window]);
            let windows = found
                .answers
                .as_ref()
                .map(|answer| answer.as_ref().unwrap().window);
            assert_eq!(windows.b.due().days_since(windows.a.due()), 6);
        }
        let tally = compared.tally();
        assert_eq!(
            tally.kinds,
            BTreeMap::from([(Differs::Window, tally.follow_ups)])
        );
    });
}

#[test]
fn what_only_one_of_them_asks_is_said_with_its_clauses() {
    let (kehu, yezhu) = (
        shipped_by_id("kehu").unwrap(),
        shipped_by_id("yezhu").unwrap(),
    );
    with(&kehu.procedure, &yezhu.procedure, |compared| {
        let mut seen = 0;
        for found in compared.differences() {
            let category = compared.events().event(found.event).category;
            if category == Category::Help {
                assert_eq!(found.kinds, [Differs::OwedByBOnly]);
                assert!(found.answers.a.is_none());
                let answer = found.answers.b.unwrap();
                assert!(!answer.description.basis.clauses.is_empty());
                seen += 1;
            }
            if category == Category::Festival {
                assert_eq!(found.kinds, [Differs::OwedByAOnly]);
                seen += 1;
            }
        }
        assert!(seen > 1);
    });
}

#[test]
fn follow_ups_of_one_household_collide_where_their_windows_meet() {
    let kehu = &shipped_by_id("kehu").unwrap().procedure;
    with(kehu, kehu, |same| {
        let collisions = same.collisions().a;
        assert!(!collisions.is_empty());
        for collision in &collisions {
            let mut events: Vec<_> = collision.visits.iter().map(|visit| visit.event).collect();
            events.sort_unstable();
            events.dedup();
            assert!(events.len() > 1, "{collision:?}");
            let earliest = collision.visits.iter().map(|visit| visit.due).min();
            assert_eq!(earliest, Some(collision.days.due()));
            assert!(collision.days.not_before() <= collision.days.due());
        }
    });
}
