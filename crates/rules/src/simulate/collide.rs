//! Deadlines that collide: one household that is owed several follow-ups at a time.

use huiyin_domain::{Day, Phase, Window};

use super::{Pair, Side, Simulation};
use crate::plan::{Events, Line};
use crate::procedure::PostId;

/// A household with follow-ups of two or more events whose windows have days in common: on these days it may be called
/// on several times, or once for all of them. Each follow-up is in one collision at most, that of the earliest deadline.
///
/// Follow-ups of the lines of a list are not among them: the list has the households, the event only its own place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Collision<'s> {
    /// The site's code.
    pub site: &'s str,
    /// The home, shop or office.
    pub unit: &'s str,
    /// The days that all of them have in common; the last is the earliest deadline.
    pub days: Window,
    /// What is owed, by deadline.
    pub visits: Vec<Visit<'s>>,
}

/// A follow-up that a household is owed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visit<'s> {
    /// The id of its event.
    pub event: &'s str,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The last day on which it is in time.
    pub due: Day,
    /// Who visits.
    pub posts: &'s [PostId],
}

impl<'s, E: Events> Simulation<'s, E> {
    /// The deadlines that collide under each procedure, by day, site and unit.
    pub fn collisions(&self) -> Pair<Vec<Collision<'s>>> {
        Pair {
            a: self.collisions_of(Side::A),
            b: self.collisions_of(Side::B),
        }
    }

    fn collisions_of(&self, side: Side) -> Vec<Collision<'s>> {
        let (_, lines) = self.side(side);
        let mut of_units: Vec<(&'s str, &'s str, &Line)> = lines
            .iter()
            .filter(|line| line.why.picked() && line.phase != Phase::Participant)
            .filter_map(|line| {
                let unit = self.events.unit(line.event)?;
                Some((self.events.event(line.event).site, unit, line))
            })
            .collect();
        of_units.sort_unstable_by_key(|(site, unit, line)| {
            let deadline = (line.window.due(), line.window.not_before());
            (*site, *unit, deadline, line.event, line.phase)
        });
        let mut collisions = Vec::new();
        for household in of_units.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            self.of_household(side, household, &mut collisions);
        }
        collisions.sort_by_key(|found| (found.days.due(), found.site, found.unit));
        collisions
    }

    /// `household` are its follow-ups by deadline: those that are open on the earliest one collide, and so on with the rest.
    fn of_household(
        &self,
        side: Side,
        household: &[(&'s str, &'s str, &Line)],
        collisions: &mut Vec<Collision<'s>>,
    ) {
        let mut left = household.to_vec();
        while let Some((site, unit, first)) = left.first().copied() {
            let deadline = first.window.due();
            let (open, later): (Vec<_>, Vec<_>) = left
                .into_iter()
                .partition(|(.., line)| line.window.not_before() <= deadline);
            left = later;
            if open.iter().all(|(.., line)| line.event == first.event) {
                continue;
            }
            let begun = open.iter().map(|(.., line)| line.window.not_before());
            let days = Window::new(begun.max().unwrap_or(deadline), deadline);
            collisions.push(Collision {
                site,
                unit,
                days: days.unwrap_or_else(|_| Window::day(deadline)),
                visits: open
                    .into_iter()
                    .map(|(.., line)| self.visit(side, line))
                    .collect(),
            });
        }
    }

    fn visit(&self, side: Side, line: &Line) -> Visit<'s> {
        let (rules, _) = self.side(side);
        let event = self.events.event(line.event);
        let visitors = rules.visitors(event.category, event.severity);
        Visit {
            event: event.id,
            phase: line.phase,
            due: line.window.due(),
            posts: visitors.map_or(&[], |rule| &rule.posts),
        }
    }
}
