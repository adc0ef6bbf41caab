//! Why a follow-up is asked for, and when: the steps behind an answer, each with what it rests on.

use huiyin_domain::{Category, Day, LocalTime, Phase};

use crate::obligations::{Contract, EventFacts, Rules, Standing, applies};
use crate::procedure::{Basis, Offset, WindowRule};

/// How a window was worked out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowSteps {
    /// What it is counted from.
    pub from_day: CountedFrom,
    /// How its first day is reached.
    pub first: DayStep,
    /// How its last day is reached.
    pub last: DayStep,
    /// The working day that a last day on a holiday moved to, where the procedure moves it.
    pub rolled: Option<Day>,
    /// What asks for the window.
    pub basis: Basis,
    /// What says how days are counted.
    pub counting: Basis,
}

/// What a window is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CountedFrom {
    /// Day 0: completion, the end of an activity, a festival.
    DayZero(Day),
    /// A contract, by its days.
    Contract(Contract),
    /// The last day of a contract, or the day on which it ended before.
    ContractEnd(Day),
}

/// A step from day 0, or from the first day of a contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayStep {
    /// How far.
    pub by: Offset,
    /// What is reached.
    pub day: Day,
    /// Whether the month reached has no such day, so that its last one counts.
    pub clamped: bool,
}

impl DayStep {
    fn new(by: Offset, start: Day) -> Self {
        let day = by.from(start);
        Self {
            by,
            day,
            clamped: matches!(by, Offset::Months(_)) && day.day_of_month() < start.day_of_month(),
        }
    }

    fn of_contract(by: Offset, contract: Contract) -> Self {
        match by {
            Offset::OfContract { .. } => Self {
                by,
                day: by.of_contract(contract.first(), contract.days()),
                clamped: false,
            },
            plain => Self::new(plain, contract.last()),
        }
    }
}

impl Rules<'_> {
    /// How the window of one of an event's obligations was worked out; none where there is none to work out.
    pub fn window_steps(&self, event: &EventFacts<'_>, phase: Phase) -> Option<WindowSteps> {
        let rule = self.category(event.category)?;
        let completed = event.completed_at.map(LocalTime::day);
        let is_asked = |window: &&WindowRule| {
            applies(&window.kind, event.kind)
                && (window.phase == phase || phase == Phase::Participant)
        };
        let window = rule.windows.iter().find(is_asked)?;
        let (from_day, first, last) = if event.category == Category::ContractedService {
            let contract = event.contract?;
            let ended = completed.filter(|day| *day < contract.last());
            let ended = ended.unwrap_or(contract.last());
            if window.phase == Phase::End {
                let step = |by| DayStep::new(by, ended);
                let from_day = CountedFrom::ContractEnd(ended);
                (from_day, step(window.from), step(window.to))
            } else {
                let step = |by| DayStep::of_contract(by, contract);
                let from_day = CountedFrom::Contract(contract);
                (from_day, step(window.from), step(window.to))
            }
        } else {
            let zero = completed?;
            let step = |by| DayStep::new(by, zero);
            (
                CountedFrom::DayZero(zero),
                step(window.from),
                step(window.to),
            )
        };
        let due = self.window(first.day, last.day).due();
        Some(WindowSteps {
            from_day,
            first,
            last,
            rolled: (due > last.day).then_some(due),
            basis: window.basis.clone(),
            counting: self.procedure().counting.basis.clone(),
        })
    }

    /// What an obligation's standing rests on: why it is picked without a draw, exempt, or in the draw.
    pub fn standing_basis(&self, event: &EventFacts<'_>, standing: Standing) -> Basis {
        let mut basis = Basis::default();
        if let Some(rule) = self.category(event.category) {
            if standing == Standing::Rate100 {
                basis.add(&self.rate_basis(event));
            }
            self.add_basis_of_standing(&mut basis, rule, event, standing);
        }
        basis
    }

    /// What says at which rate events of this category and kind are followed up.
    pub fn rate_basis(&self, event: &EventFacts<'_>) -> Basis {
        let mut basis = Basis::default();
        let Some(rule) = self.category(event.category) else {
            return basis;
        };
        let own = rule.kind_rate.iter();
        for own in own.filter(|own| event.kind == Some(own.kind.as_str())) {
            basis.add(&own.basis);
        }
        basis.add(&rule.rate.basis);
        basis
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Severity;

    use super::*;
    use crate::Workdays;
    use crate::obligations::ReplyOnly;
    use crate::procedure::{AlwaysWhen, shipped_by_id};

    fn event(category: Category) -> EventFacts<'static> {
        EventFacts {
            category,
            kind: None,
            severity: Severity::General,
            completed_at: None,
            contract: None,
            anonymous: false,
            reply_only: ReplyOnly::No,
            valid: true,
            rating: None,
            is_repeat: false,
            listed: 0,
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn steps(procedure: &str, event: &EventFacts<'_>, phase: Phase) -> Option<(Day, Day, bool)> {
        let edition = shipped_by_id(procedure).unwrap();
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let steps = rules.window_steps(event, phase)?;
        Some((
            steps.first.day,
            steps.last.day,
            steps.first.clamped || steps.last.clamped,
        ))
    }

    #[test]
    fn the_steps_lead_to_the_window_of_the_obligation() {
        let completed: LocalTime = "2026-01-31 16:00".parse().unwrap();
        for procedure in ["kehu", "yezhu", "wuye"] {
            let edition = shipped_by_id(procedure).unwrap();
            let rules = Rules::new(&edition.procedure, Workdays::default());
            for category in Category::ALL {
                let facts = EventFacts {
                    completed_at: Some(completed),
                    contract: Contract::new(day("2026-03-01"), day("2026-08-31")),
                    listed: 1,
                    ..event(*category)
                };
                rules.obligations(&facts, |one| {
                    let steps = rules.window_steps(&facts, one.phase).unwrap();
                    let reached = (steps.first.day, steps.last.day);
                    let window = (one.window.not_before(), one.window.due());
                    assert_eq!(reached, window, "{procedure} {category}");
                    assert!(!steps.basis.clauses.is_empty() || !steps.basis.readings.is_empty());
                });
            }
        }
    }

    #[test]
    fn a_month_without_the_day_is_said_to_be_clamped() {
        let completed = |text: &str| EventFacts {
            completed_at: Some(text.parse().unwrap()),
            ..event(Category::Repair)
        };
        let phase = Phase::Completion;
        let clamped = steps("yezhu", &completed("2026-01-31 10:00"), phase);
        assert_eq!(clamped, Some((day("2026-02-28"), day("2026-03-31"), true)));
        let plain = steps("yezhu", &completed("2026-01-15 10:00"), phase);
        assert_eq!(plain, Some((day("2026-02-15"), day("2026-03-15"), false)));
        assert_eq!(steps("yezhu", &event(Category::Repair), phase), None);
    }

    #[test]
    fn a_contract_is_counted_by_its_days() {
        let facts = EventFacts {
            contract: Contract::new(day("2026-03-01"), day("2026-08-31")),
            ..event(Category::ContractedService)
        };
        let middle = steps("yezhu", &facts, Phase::Middle);
        assert_eq!(middle, Some((day("2026-05-01"), day("2026-07-01"), false)));
        let end = steps("yezhu", &facts, Phase::End);
        assert_eq!(end, Some((day("2026-09-01"), day("2026-09-07"), false)));
        let not_covered = steps("kehu", &facts, Phase::End);
        assert_eq!(not_covered, None);
    }

    #[test]
    fn each_standing_names_its_own_clauses() {
        let edition = shipped_by_id("kehu").unwrap();
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let grave = EventFacts {
            severity: Severity::Major,
            ..event(Category::Complaint)
        };
        let by_severity = rules.standing_basis(&grave, Standing::AlwaysBySeverity);
        assert!(by_severity.readings.contains(&"grave_always".to_owned()));
        let repeat = Standing::Always(AlwaysWhen::RepeatComplaint);
        let repeat = rules.standing_basis(&event(Category::Complaint), repeat);
        assert!(repeat.readings.contains(&"repeats_always".to_owned()));
        let all = rules.standing_basis(&event(Category::MoveIn), Standing::Rate100);
        assert!(all.readings.contains(&"all_followed_up".to_owned()));
        let drawn = rules.standing_basis(&event(Category::Repair), Standing::InDraw);
        assert!(drawn.readings.contains(&"random_draw".to_owned()));
    }
}
