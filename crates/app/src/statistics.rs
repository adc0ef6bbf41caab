//! The month's statistics: what was owed, done, in time, and what customers said; every figure with its rows; and the same over a company.

mod at_hand;
mod besides;
mod close_month;
mod figures;
mod month;
mod read_statistics;
mod roll_up;
mod rows;
mod signals;
mod tally;
mod trend;

pub(crate) use read_statistics::{after, read};

pub use at_hand::AtHand;
pub(crate) use besides::besides;
pub use besides::{Beside, BesideRows, Besides, ToldAgainRow};
pub use close_month::{CloseMonth, Missing, MonthClosedAnswer, MonthMissing};
pub use figures::{Figure, Figures};
pub use huiyin_rules::signals::SignalOf;
pub use huiyin_store::appraisal::LoadRow;
pub use huiyin_store::scopes::ScopeRow;
pub use read_statistics::{
    CategoryFigures, ClosedMonth, CohortFigures, NotCoveredEvents, Snapshot, Statistics,
};
pub use roll_up::{CategorySum, RollUp, Sums};
pub use rows::{NotCoveredRow, RowsOf, StatisticsRow};
pub use signals::{PersonSignal, SignalRow, Signals};
pub use trend::TrendMonth;
