//! How grave a complaint is proposed to be.

use huiyin_domain::{Day, Severity};

use crate::Rules;
use crate::procedure::{Criterion, CriterionWhen};

/// What the rules need to know of a complaint that is being registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Complaint {
    /// Whether an authority passed it on and wants a written reply.
    pub forwarded: bool,
    /// How often the same matter was complained about before, within the days in which a complaint is a repeat.
    pub told_before: u32,
    /// Whether one of these was settled before this one was told.
    pub repeats_settled: bool,
    /// The day on which it was told.
    pub told_on: Day,
    /// Today, while it is open.
    pub open_on: Option<Day>,
}

/// How grave a complaint is proposed to be, and why.
#[derive(Clone, Debug)]
pub struct Proposal<'p> {
    /// How grave.
    pub severity: Severity,
    /// What is met of that gravity; nothing for what is general.
    pub because: Vec<&'p Criterion>,
}

impl<'a> Rules<'a> {
    /// The gravest severity of which a criterion is met; `says` is whether the complaint says a word. None where the
    /// procedure proposes nothing.
    pub fn grade(
        &self,
        complaint: &Complaint,
        says: impl Fn(&str) -> bool,
    ) -> Option<Proposal<'a>> {
        let grading = self.procedure().grading.as_ref()?;
        let met = |criterion: &&Criterion| match criterion.when {
            CriterionWhen::Circumstance => criterion.words.iter().any(|word| says(word)),
            CriterionWhen::ToldAgain => criterion
                .times
                .is_some_and(|times| complaint.told_before + 1 >= times),
            CriterionWhen::RepeatsSettled => complaint.repeats_settled,
            CriterionWhen::Forwarded => complaint.forwarded,
            CriterionWhen::StaysOpen => criterion
                .longer_than
                .zip(complaint.open_on)
                .is_some_and(|(long, today)| today > long.from(complaint.told_on)),
        };
        let all: Vec<&Criterion> = grading.criteria.iter().filter(met).collect();
        let severity = all.iter().map(|criterion| criterion.severity).max();
        let severity = severity.unwrap_or(Severity::General);
        Some(Proposal {
            severity,
            because: all
                .into_iter()
                .filter(|criterion| criterion.severity == severity)
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;
    use crate::Workdays;
    use crate::procedure::shipped_by_id;

    fn plain() -> Complaint {
        let today: Day = "2026-03-16".parse().unwrap();
        Complaint {
            forwarded: false,
            told_before: 0,
            repeats_settled: false,
            told_on: today,
            open_on: Some(today),
        }
    }

    fn proposed(id: &str, complaint: &Complaint, said: &str) -> (Severity, usize) {
        let edition = shipped_by_id(id).unwrap();
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let proposal = rules.grade(complaint, |word| said.contains(word)).unwrap();
        for criterion in &proposal.because {
            assert!(!criterion.title.get(Lang::En).is_empty());
        }
        (proposal.severity, proposal.because.len())
    }

    #[test]
    fn words_tell_of_a_circumstance_and_the_gravest_is_proposed() {
        let plain = plain();
        assert_eq!(
            proposed("kehu", &plain, "垃圾桶早上未清"),
            (Severity::General, 0)
        );
        assert_eq!(
            proposed("kehu", &plain, "保安員態度惡劣"),
            (Severity::Important, 1)
        );
        let both = "保安員態度惡劣,推倒老人致骨折,已找律師";
        assert_eq!(proposed("kehu", &plain, both), (Severity::Major, 2));
        // Where a procedure has two levels only, nothing is important.
        assert_eq!(
            proposed("yezhu", &plain, "保安員態度惡劣"),
            (Severity::General, 0)
        );
        assert_eq!(proposed("wuye", &plain, both), (Severity::Major, 2));
    }

    #[test]
    fn how_often_how_long_and_from_whom_it_comes_count() {
        let repeated = Complaint {
            told_before: 1,
            repeats_settled: true,
            ..plain()
        };
        assert_eq!(proposed("kehu", &repeated, ""), (Severity::Important, 1));
        let third = Complaint {
            told_before: 2,
            ..plain()
        };
        assert_eq!(proposed("yezhu", &third, ""), (Severity::Major, 1));
        let forwarded = Complaint {
            forwarded: true,
            ..plain()
        };
        assert_eq!(proposed("kehu", &forwarded, ""), (Severity::Important, 1));
        let told = |day: &str| Complaint {
            told_on: day.parse().unwrap(),
            ..plain()
        };
        assert_eq!(
            proposed("kehu", &told("2026-02-16"), ""),
            (Severity::General, 0)
        );
        assert_eq!(
            proposed("kehu", &told("2026-02-15"), ""),
            (Severity::Major, 1)
        );
        let settled = Complaint {
            open_on: None,
            ..told("2026-02-15")
        };
        assert_eq!(proposed("kehu", &settled, ""), (Severity::General, 0));
    }
}
