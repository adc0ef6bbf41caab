//! The month's statistics: what was owed, done, in time, and what customers said; every figure with its rows.

mod close_month;
mod figures;
mod month;
mod read_statistics;
mod rows;
mod trend;

pub(crate) use read_statistics::{after, read};

pub use close_month::{CloseMonth, Missing, MonthClosedAnswer, MonthMissing};
pub use figures::{Figure, Figures};
pub use read_statistics::{
    CategoryFigures, ClosedMonth, CohortFigures, NotCoveredEvents, Snapshot, Statistics,
};
pub use rows::{NotCoveredRow, RowsOf, StatisticsRow};
pub use trend::TrendMonth;
