//! One letter for a problem of many (公開信): when it is offered, and what it cannot answer. Clause 11.1.10.

use huiyin_domain::entry::facts::Counted;
use huiyin_domain::{Day, Severity, Window};

use crate::procedure::PublicLetter;
use crate::record::counted;

/// Why a letter cannot answer a follow-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotByLetter {
    /// Complaints as grave as this are answered in person.
    Grave(Severity),
    /// The customer was promised an answer of their own.
    Promised,
}

impl PublicLetter {
    /// Whether so many households with one matter are enough for a letter.
    pub fn is_offered(&self, households: usize) -> bool {
        u32::try_from(households).is_ok_and(|households| households >= self.households)
    }

    /// Why a letter cannot answer a follow-up; none where it can.
    pub fn forbids(&self, severity: Option<Severity>, promised: bool) -> Option<NotByLetter> {
        let grave = severity.filter(|it| self.never_for.contains(it));
        let promised = promised && !self.settles_promised;
        grave
            .map(NotByLetter::Grave)
            .or(promised.then_some(NotByLetter::Promised))
    }

    /// What a letter that was posted on a day counts for: as a follow-up of that day, where the procedure lets it count.
    pub fn counted(&self, window: Window, working_limit: Option<Day>, posted_on: Day) -> Counted {
        if self.counts_for_rate {
            return counted(window, working_limit, posted_on);
        }
        Counted {
            completes: false,
            in_time: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::shipped_by_id;

    fn rule() -> PublicLetter {
        let edition = shipped_by_id("kehu").expect("it is shipped");
        edition.procedure.public_letter.clone().expect("a rule")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn three_households_are_enough_and_two_are_not() {
        assert!(!rule().is_offered(2));
        assert!(rule().is_offered(3));
    }

    #[test]
    fn a_major_complaint_and_a_promised_answer_are_left_out() {
        let rule = rule();
        let grave = Some(NotByLetter::Grave(Severity::Major));
        assert_eq!(rule.forbids(Some(Severity::Major), true), grave);
        assert_eq!(rule.forbids(Some(Severity::Important), false), None);
        assert_eq!(rule.forbids(None, true), Some(NotByLetter::Promised));
        let lenient = PublicLetter {
            settles_promised: true,
            ..rule
        };
        assert_eq!(lenient.forbids(None, true), None);
    }

    #[test]
    fn it_counts_for_the_day_on_which_it_was_posted() {
        let window = Window::new(day("2026-03-14"), day("2026-03-17")).expect("a window");
        let counts = |rule: &PublicLetter, on: &str| rule.counted(window, None, day(on));
        let (none, late) = (counts(&rule(), "2026-03-13"), counts(&rule(), "2026-03-18"));
        assert!(!none.completes && late.completes && !late.in_time);
        assert!(counts(&rule(), "2026-03-17").in_time);
        let without = PublicLetter {
            counts_for_rate: false,
            ..rule()
        };
        assert!(!counts(&without, "2026-03-17").completes);
    }
}
