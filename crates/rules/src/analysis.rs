//! What the month's analysis is about: the same matter told again, the same repair again. Clause 四.6.

use huiyin_domain::{CaseSort, Category, Day, Month};

use crate::procedure::{Analysis, MonthlyReturn};

/// A complaint or a repair that was told on a day. An event that was told several times is there several times.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Told<M, E> {
    /// Complaint or repair; others do not repeat.
    pub category: Category,
    /// The same for the same home or public asset and the same kind, and for nothing else.
    pub matter: M,
    /// The day on which it was told.
    pub on: Day,
    /// The event.
    pub event: E,
    /// The day on which its handling ended.
    pub completed_on: Option<Day>,
}

/// Events that are a case together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case<E> {
    /// Why they are one.
    pub sort: CaseSort,
    /// The events, in the order in which they were told.
    pub events: Vec<E>,
}

impl Analysis {
    /// The first day that counts for a month; its last day is the last, and both count.
    pub fn first_day(&self, month: Month) -> Day {
        let days = i32::try_from(self.days).unwrap_or(i32::MAX);
        month.last_day().plus_days(1 - days)
    }

    /// The last day on which a report that is drafted on a day is signed in time.
    pub fn due(&self, drafted: Day) -> Day {
        drafted.plus_days(i32::try_from(self.within_days).unwrap_or(i32::MAX))
    }

    /// The matters that were told again often enough in the days before a month's end, in the order of their first
    /// telling.
    ///
    /// A complaint counts once a day, through however many departments it passed. Where tellings count only after the
    /// earlier one was settled, a day counts when what was told before it was completed by then. A repair counts once.
    pub fn repeats<M: Copy + Ord, E: Copy + Ord>(
        &self,
        month: Month,
        told: impl IntoIterator<Item = Told<M, E>>,
    ) -> Vec<Case<E>> {
        let (first, last) = (self.first_day(month), month.last_day());
        let mut told: Vec<Told<M, E>> = told
            .into_iter()
            .filter(|one| (first..=last).contains(&one.on))
            .collect();
        told.sort_unstable();
        let mut cases: Vec<(Day, Case<E>)> = told
            .chunk_by(|a, b| (a.category, a.matter) == (b.category, b.matter))
            .filter_map(|same| Some((same[0].on, self.case(same)?)))
            .collect();
        cases.sort_by(|(on, a), (other, b)| (on, &a.events).cmp(&(other, &b.events)));
        cases.into_iter().map(|(_, case)| case).collect()
    }

    /// One matter by the days on which it was told.
    fn case<M, E: Copy + Ord>(&self, same: &[Told<M, E>]) -> Option<Case<E>> {
        let (sort, events, needed) = match same[0].category {
            Category::Complaint => {
                let counting = self.counting(same);
                let mut days: Vec<Day> = counting.iter().map(|(on, _)| *on).collect();
                days.dedup();
                let enough = days.len() >= self.complaints as usize;
                let events = counting.into_iter().map(|(_, event)| event).collect();
                (CaseSort::RepeatComplaint, once(events), enough)
            }
            Category::Repair => {
                let events = once(same.iter().map(|one| one.event).collect());
                let enough = events.len() >= self.repairs as usize;
                (CaseSort::RepeatRepair, events, enough)
            }
            _ => return None,
        };
        needed.then_some(Case { sort, events })
    }

    /// The tellings of a complaint that count, with their days.
    fn counting<M, E: Copy + Ord>(&self, same: &[Told<M, E>]) -> Vec<(Day, E)> {
        let mut counting: Vec<(Day, E)> = Vec::new();
        let mut settled: Option<Day> = None;
        for one in same {
            let again = counting.last().is_some_and(|(on, _)| *on < one.on);
            let counts = self.repeat_counts_open
                || counting.is_empty()
                || (again && settled.is_some_and(|on| on <= one.on));
            if counts {
                counting.push((one.on, one.event));
                settled = one.completed_on;
            }
        }
        counting
    }
}

impl MonthlyReturn {
    /// The last day on which a return that is drafted on a day is signed in time, where the procedure sets one.
    pub fn due(&self, drafted: Day) -> Option<Day> {
        let within = i32::try_from(self.within_days?).unwrap_or(i32::MAX);
        Some(drafted.plus_days(within))
    }
}

/// Each once, in the order of the first.
fn once<E: Copy + Ord>(events: Vec<E>) -> Vec<E> {
    let mut seen = Vec::with_capacity(events.len());
    for event in events {
        if !seen.contains(&event) {
            seen.push(event);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::Basis;

    fn rule(repeat_counts_open: bool) -> Analysis {
        Analysis {
            complaints: 2,
            repairs: 3,
            days: 90,
            repeat_counts_open,
            by: "service_officer".to_owned(),
            within_days: 3,
            reviewed_by: "service_supervisor".to_owned(),
            decided_by: "site_manager".to_owned(),
            basis: Basis::default(),
        }
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn told(
        category: Category,
        matter: &'static str,
        event: u32,
        on: &str,
    ) -> Told<&'static str, u32> {
        Told {
            category,
            matter,
            on: day(on),
            event,
            completed_on: None,
        }
    }

    fn complaint(event: u32, on: &str) -> Told<&'static str, u32> {
        told(Category::Complaint, "3-1202 電梯", event, on)
    }

    fn repair(event: u32, on: &str) -> Told<&'static str, u32> {
        told(Category::Repair, "2-502 給排水", event, on)
    }

    fn events(rule: &Analysis, told: &[Told<&'static str, u32>]) -> Vec<Vec<u32>> {
        let march = "2026-03".parse().expect("a month");
        let cases = rule.repeats(march, told.iter().copied());
        cases.into_iter().map(|case| case.events).collect()
    }

    // Shows every analysis_period.
    #[test]
    fn ninety_days_hold_both_their_first_and_their_last() {
        let first = |month: &str| rule(true).first_day(month.parse().expect("a month"));
        assert_eq!(first("2026-03"), day("2026-01-01"));
        assert_eq!(first("2028-02"), day("2027-12-02"));
        let of = |on: &str| events(&rule(true), &[complaint(1, on), complaint(2, "2026-03-31")]);
        assert_eq!(of("2026-01-01"), [vec![1, 2]]);
        assert!(of("2025-12-31").is_empty(), "day 91");
        let after = [complaint(1, "2026-03-30"), complaint(2, "2026-04-01")];
        assert!(events(&rule(true), &after).is_empty());
    }

    #[test]
    fn one_telling_through_several_departments_is_one() {
        let same_day = [complaint(1, "2026-03-16"), complaint(1, "2026-03-16")];
        assert!(events(&rule(true), &same_day).is_empty());
        let of_two = [complaint(1, "2026-03-16"), complaint(2, "2026-03-16")];
        assert!(events(&rule(true), &of_two).is_empty());
        let joined = [complaint(1, "2026-03-16"), complaint(1, "2026-03-19")];
        assert_eq!(events(&rule(true), &joined), [vec![1]], "on two days");
    }

    // Shows every repeat_counts_open.
    #[test]
    fn what_is_told_while_the_first_is_open_counts_only_where_the_procedure_says_so() {
        let mut two = [complaint(1, "2026-03-16"), complaint(2, "2026-03-28")];
        assert_eq!(events(&rule(true), &two), [vec![1, 2]]);
        assert!(events(&rule(false), &two).is_empty());
        two[0].completed_on = Some(day("2026-03-29"));
        assert!(events(&rule(false), &two).is_empty());
        two[0].completed_on = Some(day("2026-03-28"));
        assert_eq!(events(&rule(false), &two), [vec![1, 2]]);
        two[1].on = day("2026-03-16");
        two[0].completed_on = Some(day("2026-03-16"));
        assert!(events(&rule(false), &two).is_empty(), "the same day");
    }

    #[test]
    fn a_repair_counts_once_and_three_are_needed() {
        let two = [repair(1, "2026-01-31"), repair(2, "2026-02-20")];
        assert!(events(&rule(true), &two).is_empty());
        let told_twice = [two[0], two[1], repair(2, "2026-02-21")];
        assert!(events(&rule(true), &told_twice).is_empty());
        let three = [two[0], two[1], repair(3, "2026-02-20")];
        assert_eq!(
            events(&rule(false), &three),
            [vec![1, 2, 3]],
            "also on one day"
        );
    }

    #[test]
    fn each_matter_and_category_is_its_own() {
        let others = [
            complaint(1, "2026-03-01"),
            told(Category::Complaint, "3-1202 噪音", 2, "2026-03-02"),
            told(Category::Repair, "3-1202 電梯", 3, "2026-03-03"),
            told(Category::Help, "3-1202 電梯", 4, "2026-03-03"),
            told(Category::Help, "3-1202 電梯", 5, "2026-03-04"),
        ];
        assert!(events(&rule(true), &others).is_empty());
        let both = [
            repair(7, "2026-03-05"),
            repair(8, "2026-03-06"),
            repair(9, "2026-03-07"),
            complaint(1, "2026-03-06"),
            complaint(2, "2026-03-08"),
        ];
        assert_eq!(
            events(&rule(true), &both),
            [vec![7, 8, 9], vec![1, 2]],
            "the first told first"
        );
    }

    // Shows every analysis_dates.
    #[test]
    fn three_days_end_on_the_third() {
        assert_eq!(rule(true).due(day("2026-03-31")), day("2026-04-03"));
    }
}
