//! Two procedures on the same events: what each would ask, of whom and when.
//!
//! Both are planned as [`crate::plan::plan`] does it, with the same key, so that what differs comes from the rules. A rate
//! that differs still moves who is drawn: numbers are given anew within each cohort.

mod collide;
mod differ;
mod load;
mod table;

use std::collections::BTreeMap;

use huiyin_domain::{Category, Differs, LocalTime, Month};

pub use collide::{Collision, Visit};
pub use differ::{Answer, Difference};
pub use load::{Busiest, Most, PostWeek};
pub use table::COLUMNS;

use crate::Rules;
use crate::draw::DrawKey;
use crate::plan::{Events, Line, PlanEvent, drawn};

/// The same under procedure A and under procedure B.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pair<T> {
    /// Under A.
    pub a: T,
    /// Under B.
    pub b: T,
}

impl<T> Pair<T> {
    /// Both, made into something else.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> Pair<U> {
        Pair {
            a: each(self.a),
            b: each(self.b),
        }
    }

    /// Both, borrowed.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair {
            a: &self.a,
            b: &self.b,
        }
    }
}

impl Pair<u64> {
    /// How much more there is under B; negative where there is less.
    pub const fn more(self) -> i64 {
        self.b.cast_signed() - self.a.cast_signed()
    }
}

/// Which of the two.
#[derive(Clone, Copy)]
enum Side {
    A,
    B,
}

impl<T> Pair<T> {
    const fn of(&mut self, side: Side) -> &mut T {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }
}

/// The plans of two procedures for the same events.
#[derive(Debug)]
pub struct Simulation<'s, E> {
    rules: Pair<&'s Rules<'s>>,
    events: &'s E,
    /// By event, phase and line.
    lines: Pair<Vec<Line>>,
}

/// What is asked in one category of one site and month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthCounts<'s> {
    /// The site's code.
    pub site: &'s str,
    /// The category.
    pub category: Category,
    /// The month in which windows close; of events that are not covered, the month of their completion.
    pub month: Month,
    /// What each procedure asks.
    pub counts: Pair<Counts>,
}

/// How much is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Obligations (應回訪).
    pub obligations: u64,
    /// Those to be followed up.
    pub picked: u64,
    /// Completed events, or contracts, of a category that the procedure does not cover.
    pub not_covered: u64,
}

/// How many answers differ, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Events with a follow-up that differs.
    pub events: u64,
    /// Follow-ups that differ.
    pub follow_ups: u64,
    /// How often each difference is found; one follow-up may have several.
    pub kinds: BTreeMap<Differs, u64>,
}

impl<'s, E: Events> Simulation<'s, E> {
    /// Plans the events under both procedures; key and open months are those of [`crate::plan::plan`].
    pub fn new(
        rules: Pair<&'s Rules<'s>>,
        events: &'s E,
        key: &DrawKey,
        open_from: Option<Month>,
    ) -> Self {
        let lines = rules.map(|rules| {
            let mut lines = drawn(rules, events, key, open_from);
            lines.sort_unstable_by_key(|line| (line.event, line.phase, line.line));
            lines
        });
        Self {
            rules,
            events,
            lines,
        }
    }

    /// The events.
    pub const fn events(&self) -> &'s E {
        self.events
    }

    /// What is asked, by site, category and month.
    pub fn months(&self) -> Vec<MonthCounts<'s>> {
        let mut months: BTreeMap<(&'s str, Category, Month), Pair<Counts>> = BTreeMap::new();
        for side in [Side::A, Side::B] {
            let (rules, lines) = self.side(side);
            for line in lines {
                let event = self.events.event(line.event);
                let month = line.window.due().month();
                let counts = months.entry((event.site, event.category, month));
                let counts = counts.or_default().of(side);
                counts.obligations += 1;
                counts.picked += u64::from(line.why.picked());
            }
            for index in 0..self.events.len() {
                let event = self.events.event(index);
                if self.events.is_asked(index)
                    && rules.category(event.category).is_none()
                    && let Some(month) = month_of_work(&event)
                {
                    let counts = months.entry((event.site, event.category, month));
                    counts.or_default().of(side).not_covered += 1;
                }
            }
        }
        months
            .into_iter()
            .map(|((site, category, month), counts)| MonthCounts {
                site,
                category,
                month,
                counts,
            })
            .collect()
    }

    /// How many answers differ, and how.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        let mut last = None;
        for difference in self.differences() {
            tally.events += u64::from(last != Some(difference.event));
            last = Some(difference.event);
            tally.follow_ups += 1;
            for kind in difference.kinds {
                *tally.kinds.entry(kind).or_default() += 1;
            }
        }
        tally
    }

    const fn side(&self, side: Side) -> (&'s Rules<'s>, &Vec<Line>) {
        match side {
            Side::A => (self.rules.a, &self.lines.a),
            Side::B => (self.rules.b, &self.lines.b),
        }
    }
}

/// The month of an event's completion, or in which its contract ends; none while it is not completed.
fn month_of_work(event: &PlanEvent<'_>) -> Option<Month> {
    let completed = event.completed_at.map(LocalTime::day);
    let day = match (event.category, event.contract) {
        (Category::ContractedService, Some(contract)) => {
            Some(completed.map_or(contract.last(), |day| day.min(contract.last())))
        }
        _ => completed,
    };
    Some(day?.month())
}
