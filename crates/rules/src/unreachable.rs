//! When a customer counts as unreachable (無法聯繫): how often, on how many days and at which hours they were sought.

use std::collections::BTreeSet;

use huiyin_domain::{Day, LocalTime};

use crate::obligations::Rules;

/// A try to meet or call a customer, in vain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Try {
    /// When, on the site's wall clock.
    pub at: LocalTime,
    /// Whether it was at the door and a 留言卡 was left.
    pub card_left: bool,
}

/// What is missing before a customer counts as unreachable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Untried {
    /// That many more tries.
    Tries(u32),
    /// Tries on that many more days.
    Days(u32),
    /// That many more tries in the evening or at a weekend.
    OddHours(u32),
    /// A try at the door that leaves a card: nobody takes this customer's place.
    Door,
}

impl Rules<'_> {
    /// What is missing after these tries; nothing when the customer counts as unreachable. `stays_owed` where nobody
    /// takes their place.
    pub fn untried(&self, tries: &[Try], stays_owed: bool) -> Vec<Untried> {
        let rule = &self.procedure().unreachable;
        let evening = (rule.evening_from.hour, rule.evening_from.minute);
        let is_odd = |one: &&Try| one.at.day().is_weekend() || one.at.clock() >= evening;
        let count = |made: usize| u32::try_from(made).unwrap_or(u32::MAX);
        let days: BTreeSet<Day> = tries.iter().map(|one| one.at.day()).collect();
        let missing = |needed: u32, made: usize| {
            let missing = needed.saturating_sub(count(made));
            (missing > 0).then_some(missing)
        };
        let odd_hours = tries.iter().filter(is_odd).count();
        let no_card = !tries.iter().any(|one| one.card_left);
        [
            missing(rule.tries, tries.len()).map(Untried::Tries),
            missing(rule.on_days, days.len()).map(Untried::Days),
            missing(rule.at_odd_hours, odd_hours).map(Untried::OddHours),
            (stays_owed && rule.door_try && no_card).then_some(Untried::Door),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::shipped;

    // Shows every unreachable.
    #[test]
    fn three_tries_on_two_days_of_which_one_at_an_odd_hour() {
        for edition in shipped() {
            let rules = Rules::new(&edition.procedure, Workdays::default());
            let untried = |tries: &[(&str, bool)], stays_owed| {
                let tries: Vec<Try> = tries
                    .iter()
                    .map(|&(at, card_left)| Try {
                        at: at.parse().unwrap(),
                        card_left,
                    })
                    .collect();
                rules.untried(&tries, stays_owed)
            };
            let all = [Untried::Tries(3), Untried::Days(2), Untried::OddHours(1)];
            assert_eq!(untried(&[], false), all);
            // A Monday and a Tuesday.
            let by_day = [("2026-03-16 09:00", false), ("2026-03-17 18:29", false)];
            let left = [Untried::Tries(1), Untried::OddHours(1)];
            assert_eq!(untried(&by_day, false), left);
            let evening = [by_day[0], by_day[1], ("2026-03-17 18:30", false)];
            assert_eq!(untried(&evening, false), []);
            assert_eq!(untried(&evening, true), [Untried::Door]);
            let weekend = [by_day[0], by_day[1], ("2026-03-21 10:00", true)];
            assert_eq!(untried(&weekend, true), []);
            let one_day = [("2026-03-21 10:00", false); 3];
            assert_eq!(untried(&one_day, false), [Untried::Days(1)]);
        }
    }
}
