use serde::{Deserialize, Serialize};

use crate::Day;

/// The days on which a follow-up counts as in time: both included, ending at 24:00 of `due`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Window {
    not_before: Day,
    due: Day,
}

/// A window that would close before it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the window closes on {due}, before it opens on {not_before}")]
pub struct WindowError {
    /// The day it would open.
    pub not_before: Day,
    /// The day it would close.
    pub due: Day,
}

impl Window {
    /// The window from `not_before` to `due`, both included.
    pub fn new(not_before: Day, due: Day) -> Result<Self, WindowError> {
        if due < not_before {
            Err(WindowError { not_before, due })
        } else {
            Ok(Self { not_before, due })
        }
    }

    /// The window of one day.
    pub const fn day(day: Day) -> Self {
        Self {
            not_before: day,
            due: day,
        }
    }

    /// The first day.
    pub const fn not_before(self) -> Day {
        self.not_before
    }

    /// The last day; the window ends at 24:00 of it.
    pub const fn due(self) -> Day {
        self.due
    }

    /// Whether a visit on `day` is inside.
    pub fn contains(self, day: Day) -> bool {
        self.not_before <= day && day <= self.due
    }

    /// Its length: days from the first to the last, 0 when they are one.
    pub fn length(self) -> i32 {
        self.due.days_since(self.not_before)
    }
}
