//! The day a follow-up is planned for, so that visits spread over the window.

use huiyin_domain::Day;

use crate::Workdays;

/// The day between `first` and `last` on which the visitors have least to do so far; among equal ones a working day,
/// then the earliest. When the time is over before it begins, the day it begins.
pub fn spread(first: Day, last: Day, workdays: &Workdays, load: impl Fn(Day) -> u32) -> Day {
    let days = last.days_since(first).max(0);
    (0..=days)
        .map(|step| first.plus_days(step))
        .min_by_key(|day| (load(*day), !workdays.is_worked(*day), *day))
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_quietest_working_day_first() {
        let workdays = Workdays::default();
        // 2026-03-14 is a Saturday.
        let plan = |load: fn(Day) -> u32| {
            spread(day("2026-03-14"), day("2026-03-17"), &workdays, load).to_string()
        };
        assert_eq!(plan(|_| 0), "2026-03-16");
        assert_eq!(plan(|at| u32::from(at.day_of_month() == 16)), "2026-03-17");
        assert_eq!(plan(Day::day_of_month), "2026-03-14");
    }

    #[test]
    fn when_the_time_is_over_it_is_the_first_day_left() {
        let planned = spread(
            day("2026-03-20"),
            day("2026-03-18"),
            &Workdays::default(),
            |_| 0,
        );
        assert_eq!(planned, day("2026-03-20"));
    }
}
