//! The numbers of a cohort in their strata, one picked in each.

use crate::texts::Texts;

/// What became of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DrawState {
    /// Not picked.
    Plain,
    /// Picked.
    Picked,
    /// Picked, and the case this page is about.
    This,
    /// Voided; the number stays.
    Void,
    /// Not given yet.
    Free,
}

/// One number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DrawNumber {
    /// The number, from 1.
    pub(crate) number: u64,
    /// Its class.
    pub(crate) class: &'static str,
    /// What the look tells, in words, for those who do not see it.
    pub(crate) said: String,
}

/// The numbers of a cohort, a box for each stratum.
#[derive(Clone, Debug)]
pub(crate) struct Draw {
    /// What a screen reader says of the whole.
    pub(crate) label: String,
    /// The strata.
    pub(crate) strata: Vec<Vec<DrawNumber>>,
}

impl Draw {
    /// A draw with these strata of numbers and states.
    pub(crate) fn new(
        t: Texts,
        label: impl Into<String>,
        strata: impl IntoIterator<Item = Vec<(u64, DrawState)>>,
    ) -> Self {
        let number = |(number, state): (u64, DrawState)| {
            let (class, said) = match state {
                DrawState::Plain => ("", String::new()),
                DrawState::Picked => ("picked", t.draw_picked()),
                DrawState::This => ("this", t.draw_this()),
                DrawState::Void => ("void", t.draw_void()),
                DrawState::Free => ("free", t.draw_free()),
            };
            DrawNumber {
                number,
                class,
                said,
            }
        };
        Self {
            label: label.into(),
            strata: strata
                .into_iter()
                .map(|stratum| stratum.into_iter().map(number).collect())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    #[test]
    fn what_is_seen_is_also_said() {
        let strata = [vec![(1, DrawState::Plain), (2, DrawState::This)]];
        let draw = Draw::new(Texts::of(Lang::ZhHant), "", strata);
        let [plain, this] = &draw.strata[0][..] else {
            panic!("two numbers");
        };
        assert!(plain.said.is_empty());
        assert_eq!((this.class, this.said.as_str()), ("this", "抽中，本件"));
    }
}
