//! A cell of a table of figures.

use huiyin_domain::Rate;

use crate::view::{Mark, percent};

/// One cell: a number that opens its rows, a share, or a state.
pub(crate) struct Cell {
    pub(crate) class: &'static str,
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    pub(crate) mark: Option<Mark>,
}

impl Cell {
    /// A text, to the right.
    pub(crate) fn text(text: &str) -> Self {
        Self {
            class: "num",
            text: text.to_owned(),
            href: None,
            mark: None,
        }
    }

    /// Nothing to count.
    pub(crate) fn dash() -> Self {
        Self {
            class: "num none",
            ..Self::text("—")
        }
    }

    /// A share in percent, without the sign, which the head of the table says.
    pub(crate) fn share(part: u64, whole: u64, target: Option<Rate>) -> Self {
        if whole == 0 {
            return Self::dash();
        }
        Self::text(percent(part, whole, target).trim_end_matches('%'))
    }

    /// A rate to reach, likewise.
    pub(crate) fn target(rate: Rate) -> Self {
        Self::text(rate.to_string().trim_end_matches('%'))
    }
}
