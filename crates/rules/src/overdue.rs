//! Service work that is open for too long after its report: somebody goes to the door. No follow-up, and no rate.

use huiyin_domain::{Category, Day};

use crate::obligations::Rules;
use crate::procedure::PostId;

/// What is looked at today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverdueWork<'a> {
    /// The sorts of work.
    pub categories: &'a [Category],
    /// What was reported on this day or before, and is not completed, is overdue.
    pub reported_by: Day,
    /// Who goes.
    pub post: &'a PostId,
}

impl<'a> Rules<'a> {
    /// What counts as overdue on a day: open for more days after its report than the procedure allows, not counting the
    /// day of the report. None where the procedure does not ask for it.
    pub fn overdue_work(&self, today: Day) -> Option<OverdueWork<'a>> {
        let rule = self.procedure().overdue_service.as_ref()?;
        let days = i32::try_from(rule.after_days).unwrap_or(i32::MAX - 1);
        Some(OverdueWork {
            categories: &rule.categories,
            reported_by: today.plus_days(-(days + 1)),
            post: &rule.post,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::{shipped, shipped_by_id};

    // Shows wuye 4.6 overdue_service inclusive_words.
    #[test]
    fn more_than_three_days_is_from_the_fourth_day_on() {
        let edition = shipped_by_id("wuye").expect("it is shipped");
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let today: Day = "2026-03-16".parse().unwrap();
        let overdue = rules.overdue_work(today).expect("4.6");
        assert_eq!(overdue.reported_by, "2026-03-12".parse().unwrap());
        assert!(overdue.categories.contains(&Category::Repair));
        assert!(!overdue.categories.contains(&Category::Complaint));
    }

    #[test]
    fn no_other_procedure_asks_for_it() {
        let asks = |id: &&str| {
            let edition = shipped().iter().find(|it| it.procedure.id == *id).unwrap();
            let rules = Rules::new(&edition.procedure, Workdays::default());
            rules.overdue_work("2026-03-16".parse().unwrap()).is_some()
        };
        assert!(!["kehu", "yezhu"].iter().any(asks));
    }
}
