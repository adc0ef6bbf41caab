//! Entered one after the other and closed at the end, events get the numbers and picks of the plan of all at once.

use std::collections::BTreeMap;

use huiyin_domain::{Category, LocalTime, Rate, Severity, Why, Window};
use huiyin_rules::draw::{CohortDraw, DrawKey, Pick, Stratum};
use huiyin_rules::live::{Member, pick_at_close, picked_on_entry};
use huiyin_rules::obligations::{ReplyOnly, Standing};
use huiyin_rules::plan::{Events, PlanEvent, plan};
use huiyin_rules::procedure::shipped_by_id;
use huiyin_rules::repeats::{Telling, is_repeat};
use huiyin_rules::{Rules, Workdays};
use proptest::prelude::*;

/// An event by what the draw depends on: the hour of the year it was completed, and where.
#[derive(Clone, Debug)]
struct Told {
    id: String,
    category: Category,
    unit: &'static str,
    completed_at: LocalTime,
}

struct All(Vec<Told>);

impl Events for All {
    type Matter<'a> = &'static str;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn event(&self, index: usize) -> PlanEvent<'_> {
        let told = &self.0[index];
        PlanEvent {
            id: &told.id,
            site: "CY",
            category: told.category,
            kind: Some("電梯"),
            severity: Severity::General,
            reported_at: Some(told.completed_at),
            completed_at: Some(told.completed_at),
            contract: None,
            anonymous: false,
            reply_only: ReplyOnly::No,
            valid: true,
            rating: None,
            listed: 0,
        }
    }

    fn unit(&self, index: usize) -> Option<&str> {
        Some(self.0[index].unit)
    }

    fn matter(&self, index: usize) -> Option<Self::Matter<'_>> {
        Some(self.0[index].unit)
    }
}

/// One cohort as a running site keeps it.
struct Cohort {
    draw: CohortDraw,
    rate: Rate,
    numbers: u64,
    members: Vec<Member>,
    /// The index of the event with each number of the last stratum.
    holders: BTreeMap<u64, usize>,
}

/// Numbers and reasons by event, each event judged by what was told before it.
fn live_through(rules: &Rules<'_>, events: &All, key: &DrawKey) -> BTreeMap<usize, (u64, Why)> {
    let mut lived = BTreeMap::new();
    let mut cohorts: BTreeMap<String, Cohort> = BTreeMap::new();
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|index| (events.0[*index].completed_at, events.0[*index].id.clone()));
    for index in order {
        let event = events.event(index);
        let unit = events.0[index].unit;
        let same = |other: &&Told| other.category == event.category && other.unit == unit;
        let tellings: Vec<Telling> = events.0.iter().filter(same).map(telling).collect();
        let rule = &rules.procedure().repeats;
        let reported = events.0[index].completed_at;
        let facts = event.facts(is_repeat(rule, event.category, reported, &tellings));
        let mut asked: Vec<(Window, Standing)> = Vec::new();
        rules.obligations(&facts, |one| asked.push((one.window, one.standing)));
        for (window, standing) in asked {
            if let Some(why) = standing.why() {
                lived.insert(index, (0, why));
                continue;
            }
            let name = event.cohort_name(window);
            let cohort = cohorts.entry(name.clone()).or_insert_with(|| Cohort {
                draw: CohortDraw::new(key, &name),
                rate: rules.rate(event.category, None).unwrap(),
                numbers: 0,
                members: Vec::new(),
                holders: BTreeMap::new(),
            });
            lived.insert(index, enter(cohort, index));
        }
    }
    for cohort in cohorts.into_values() {
        let stratum = Stratum::of(cohort.rate, cohort.numbers).unwrap();
        match pick_at_close(&cohort.draw, stratum, &cohort.members) {
            Some(Pick::DrawnAtClose(number)) => {
                let index = cohort.holders[&number];
                lived.insert(index, (number, Why::DrawAtClose));
            }
            Some(Pick::Drawn(_)) => panic!("a number that was given stands already"),
            None => {}
        }
    }
    lived
}

fn telling(told: &Told) -> Telling {
    Telling {
        reported_at: told.completed_at,
        completed_at: Some(told.completed_at),
    }
}

fn enter(cohort: &mut Cohort, index: usize) -> (u64, Why) {
    cohort.numbers += 1;
    let number = cohort.numbers;
    let stratum = Stratum::of(cohort.rate, number).unwrap();
    cohort
        .members
        .retain(|member| member.number >= stratum.first);
    let picked = picked_on_entry(&cohort.draw, stratum, &cohort.members, number);
    cohort.members.push(Member {
        number,
        picked,
        gone: false,
    });
    cohort.holders.insert(number, index);
    (number, if picked { Why::Draw } else { Why::NotDrawn })
}

fn told() -> impl Strategy<Value = (u8, u8, u16)> {
    (0..3_u8, 0..40_u8, 0..120_u16)
}

proptest! {
    #[test]
    fn a_site_that_lives_through_its_events_gets_the_plan_of_them(
        all in prop::collection::vec(told(), 1..120), key in any::<[u8; 32]>(),
        procedure in prop::sample::select(vec!["kehu", "yezhu", "wuye"]),
    ) {
        const UNITS: [&str; 5] = ["1-0301", "2-0502", "3-1202", "5-0601", "8-2304"];
        let events = All(all.into_iter().enumerate().map(|(index, (category, unit, hour))| Told {
            id: format!("E{index:04}"),
            category: [Category::Complaint, Category::Repair, Category::Help][usize::from(category)],
            unit: UNITS[usize::from(unit) % UNITS.len()],
            // Twelve hours apart, so that many arise in one moment and months are crossed.
            completed_at: LocalTime::midnight("2026-01-20".parse().unwrap()).minus_hours(-12 * i64::from(hour)),
        }).collect());
        let edition = shipped_by_id(procedure).unwrap();
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let key = DrawKey::from_bytes(key);
        let lived = live_through(&rules, &events, &key);
        let planned = plan(&rules, &events, &key, None);
        prop_assert_eq!(lived.len(), planned.len());
        for line in planned {
            prop_assert_eq!(lived[&line.event], (u64::from(line.number), line.why), "{}", events.0[line.event].id);
        }
    }
}
