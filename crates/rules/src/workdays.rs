//! Working days, for procedures that let a deadline roll past a holiday.

use std::collections::BTreeMap;

use huiyin_domain::Day;

/// The holidays of a site and its 調休 working weekends. Without entries, Saturdays and Sundays are free.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Workdays {
    exceptions: BTreeMap<Day, bool>,
}

impl Workdays {
    /// Sets whether a day is worked, against what its day of the week says.
    pub fn set(&mut self, day: Day, is_worked: bool) {
        self.exceptions.insert(day, is_worked);
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: Day) -> bool {
        self.exceptions
            .get(&day)
            .copied()
            .unwrap_or_else(|| !day.is_weekend())
    }

    /// The day itself when it is worked, else the next that is.
    pub fn roll(&self, day: Day) -> Day {
        // The calendar's longest holiday is shorter than a year; a table without any working day changes nothing.
        (0..366)
            .map(|days| day.plus_days(days))
            .find(|day| self.is_worked(*day))
            .unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows every roll_to_next_workday.
    #[test]
    fn a_deadline_rolls_past_holidays_to_a_worked_weekend() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut workdays = Workdays::default();
        assert_eq!(workdays.roll(day("2026-02-14")), day("2026-02-16"));
        for date in 15..=23 {
            workdays.set(day(&format!("2026-02-{date}")), false);
        }
        workdays.set(day("2026-02-14"), true);
        assert_eq!(workdays.roll(day("2026-02-14")), day("2026-02-14"));
        assert_eq!(workdays.roll(day("2026-02-16")), day("2026-02-24"));
    }
}
