//! What differs for each follow-up.

use huiyin_domain::{Differs, Phase, Why, Window};

use super::{Pair, Simulation};
use crate::plan::{Events, Line, PlanEvent};
use crate::{Description, Rules};

/// One follow-up that the two procedures answer differently.
#[derive(Clone, Debug)]
pub struct Difference<'s> {
    /// The index of its event.
    pub event: usize,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list, from 1; 0 where there is none.
    pub line: u32,
    /// What differs, in the order of the words.
    pub kinds: Vec<Differs>,
    /// What each procedure says; none where it owes no such follow-up.
    pub answers: Pair<Option<Answer<'s>>>,
}

/// What a procedure says of a follow-up.
#[derive(Clone, Debug)]
pub struct Answer<'s> {
    /// When it counts as in time.
    pub window: Window,
    /// Why it is picked, or is not.
    pub why: Why,
    /// Who visits and how, and the clauses behind it.
    pub description: Description<'s>,
}

impl<'s, E: Events> Simulation<'s, E> {
    /// The follow-ups that differ, by event, phase and line.
    pub fn differences(&self) -> impl Iterator<Item = Difference<'s>> {
        let mut a = self.lines.a.iter().peekable();
        let mut b = self.lines.b.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let next = [a.peek(), b.peek()].into_iter().flatten();
                let first = next.map(|line| place(line)).min()?;
                let lines = Pair {
                    a: a.next_if(|line| place(line) == first),
                    b: b.next_if(|line| place(line) == first),
                };
                if let Some(difference) = self.difference(first, lines) {
                    return Some(difference);
                }
            }
        })
    }

    fn difference(
        &self,
        (index, phase, line): Place,
        lines: Pair<Option<&Line>>,
    ) -> Option<Difference<'s>> {
        let event = self.events.event(index);
        let kinds: Vec<Differs> = match (lines.a, lines.b) {
            (Some(a), Some(b)) => self.kinds(&event, a, b),
            (Some(_), None) => vec![Differs::OwedByAOnly],
            (None, _) => vec![Differs::OwedByBOnly],
        };
        if kinds.is_empty() {
            return None;
        }
        Some(Difference {
            event: index,
            phase,
            line,
            kinds,
            answers: Pair {
                a: lines.a.map(|line| answer(self.rules.a, &event, line)),
                b: lines.b.map(|line| answer(self.rules.b, &event, line)),
            },
        })
    }

    fn kinds(&self, event: &PlanEvent<'_>, a: &Line, b: &Line) -> Vec<Differs> {
        let (category, severity) = (event.category, event.severity);
        let posts = self.rules.map(|rules| {
            let rule = rules.visitors(category, severity);
            rule.map(|rule| &rule.posts)
        });
        let channels = self.rules.map(|rules| {
            let rule = rules.channels(category, severity, 1);
            rule.map(|rule| &rule.allowed)
        });
        let cases = [
            (a.why.picked() && !b.why.picked(), Differs::PickedByAOnly),
            (b.why.picked() && !a.why.picked(), Differs::PickedByBOnly),
            (
                a.why != b.why && a.why.picked() == b.why.picked(),
                Differs::Why,
            ),
            (a.window != b.window, Differs::Window),
            (posts.a != posts.b, Differs::Visitors),
            (channels.a != channels.b, Differs::Channels),
        ];
        let holding = cases.into_iter().filter(|(holds, _)| *holds);
        holding.map(|(_, kind)| kind).collect()
    }
}

/// Where a follow-up stands: event, phase and line.
type Place = (usize, Phase, u32);

const fn place(line: &Line) -> Place {
    (line.event, line.phase, line.line)
}

fn answer<'s>(rules: &Rules<'s>, event: &PlanEvent<'_>, line: &Line) -> Answer<'s> {
    Answer {
        window: line.window,
        why: line.why,
        description: rules.describe(&event.facts(false), line.phase, line.standing),
    }
}
