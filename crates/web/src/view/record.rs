//! The parts of a record: a grade as on paper, and the rounds of follow-ups.

use huiyin_domain::Rating;

use crate::texts::Texts;
use crate::view::{ClauseTag, Mark};

/// The three grades of the form, one filled or none.
#[derive(Clone, Debug)]
pub(crate) struct Grade {
    /// What a screen reader says.
    pub(crate) said: String,
    /// The grades as they stand on paper, `A 滿意`, and whether each is the one given.
    pub(crate) grades: [(String, bool); 3],
}

impl Grade {
    /// The grade that was given; none as long as nobody has given one: ratings are never preset.
    pub(crate) fn new(t: Texts, given: Option<Rating>) -> Self {
        let of = |rating: Rating| format!("{} {}", letter(rating), rating.title(t.lang()));
        let grade = |rating: Rating| (of(rating), given == Some(rating));
        Self {
            said: given.map_or_else(|| t.grade_none(), |rating| t.grade_given(of(rating))),
            grades: [
                grade(Rating::Satisfied),
                grade(Rating::Fairly),
                grade(Rating::Dissatisfied),
            ],
        }
    }
}

/// The letter of a rating on the paper form.
const fn letter(rating: Rating) -> char {
    match rating {
        Rating::Satisfied => 'A',
        Rating::Fairly => 'B',
        Rating::Dissatisfied => 'C',
    }
}

/// Whether a step is behind, here or ahead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RoundState {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead: dashed.
    Next,
}

/// One step of an event's way: a round of follow-ups, or something between them.
#[derive(Clone, Debug)]
pub(crate) struct Round {
    /// The number of the round; none for another step.
    pub(crate) number: Option<u32>,
    /// Whether it is behind, here or ahead.
    pub(crate) state: RoundState,
    /// What it is.
    pub(crate) title: String,
    /// When, for people.
    pub(crate) when: String,
    /// What came of it.
    pub(crate) mark: Option<Mark>,
    /// Who, and what else.
    pub(crate) line: String,
    /// The clause that asks for it.
    pub(crate) clause: Option<ClauseTag>,
}

impl Round {
    /// A round of follow-ups.
    pub(crate) fn visit(
        number: u32,
        state: RoundState,
        title: impl Into<String>,
        when: impl Into<String>,
    ) -> Self {
        Self {
            number: Some(number),
            ..Self::step(state, title, when)
        }
    }

    /// Another step.
    pub(crate) fn step(
        state: RoundState,
        title: impl Into<String>,
        when: impl Into<String>,
    ) -> Self {
        Self {
            number: None,
            state,
            title: title.into(),
            when: when.into(),
            mark: None,
            line: String::new(),
            clause: None,
        }
    }

    /// The same, with who and what else.
    #[must_use]
    pub(crate) fn line(self, line: impl Into<String>) -> Self {
        Self {
            line: line.into(),
            ..self
        }
    }

    /// The same, with what came of it.
    #[must_use]
    pub(crate) fn mark(self, mark: Mark) -> Self {
        Self {
            mark: Some(mark),
            ..self
        }
    }

    /// The same, with the clause that asks for it.
    #[must_use]
    pub(crate) fn by_clause(self, clause: ClauseTag) -> Self {
        Self {
            clause: Some(clause),
            ..self
        }
    }

    /// The class of its state.
    pub(crate) const fn class(&self) -> &'static str {
        match self.state {
            RoundState::Done => "done",
            RoundState::Now => "now",
            RoundState::Next => "next",
        }
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    #[test]
    fn a_grade_is_one_of_three_or_none() {
        let t = Texts::of(Lang::ZhHant);
        let given = Grade::new(t, Some(Rating::Fairly));
        assert_eq!(given.grades.map(|(_, on)| on), [false, true, false]);
        assert_eq!(given.said, "評為 B 較滿意");
        let none = Grade::new(t, None);
        assert!(none.grades.iter().all(|(_, on)| !on));
    }
}
