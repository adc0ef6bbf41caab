//! How old something is that stands open, in the steps that the procedure itself knows: the lengths of its windows.

use huiyin_domain::{Day, Phase};

use crate::obligations::Rules;
use crate::procedure::Offset;

impl Rules<'_> {
    /// The steps of an age, from the shortest: each length of a window that is counted from the end of the handling, once.
    /// What is older than the last of them is older than any window.
    pub fn ages(&self, today: Day) -> Vec<Offset> {
        let categories = self.procedure().categories.iter();
        let windows = categories.flat_map(|category| &category.windows);
        let lengths = windows
            .filter(|window| window.phase == Phase::Completion)
            .map(|window| window.to);
        let mut ages: Vec<Offset> = lengths
            .filter(|length| length.from(today) > today)
            .collect();
        ages.sort_by_key(|length| length.from(today));
        ages.dedup_by_key(|length| length.from(today));
        ages
    }
}

/// Which of these steps, from the shortest, something is in that stands open since a day: the first whose length has not
/// passed; as many as there are, when all have.
pub fn age(ages: &[Offset], since: Day, today: Day) -> usize {
    let holds = |length: &Offset| today <= length.from(since);
    ages.iter().position(holds).unwrap_or(ages.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::shipped;

    #[test]
    fn the_steps_are_the_windows_of_the_procedure_and_each_day_is_in_one() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for edition in shipped() {
            let rules = Rules::new(&edition.procedure, Workdays::default());
            let ages = rules.ages(day("2026-03-20"));
            assert_eq!(ages[0], Offset::Days(3), "{:?}", edition.procedure.id);
            assert!(ages.len() > 1, "{ages:?}");
            let ends: Vec<Day> = ages.iter().map(|it| it.from(day("2026-03-20"))).collect();
            assert!(ends.is_sorted_by(|one, next| one < next), "{ages:?}");
            let at = |since: &str| age(&ages, day(since), day("2026-03-20"));
            assert_eq!(
                (at("2026-03-20"), at("2026-03-17"), at("2026-03-16")),
                (0, 0, 1)
            );
            assert_eq!(at("2020-01-01"), ages.len());
        }
    }
}
