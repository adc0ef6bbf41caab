//! The written procedures as data, and what they ask of whom.
//!
//! Pure: no clock, no database, no randomness; `now` and keys are arguments. Evaluation never fails, and every answer
//! names the clauses and readings it rests on. What cannot be decided from its arguments is not decided here.

pub mod ages;
mod alike;
pub mod analysis;
mod archive;
pub mod assign;
mod describe;
pub mod draw;
pub mod duties;
pub mod explain;
mod festivals;
pub mod grades;
pub mod letters;
pub mod live;
pub mod obligations;
mod overdue;
pub mod plan;
pub mod privacy;
pub mod procedure;
pub mod record;
pub mod repeats;
pub mod review;
pub mod signals;
pub mod simulate;
pub mod spot_check;
mod spread;
pub mod unreachable;
mod visits;
mod workdays;

pub use describe::{Describer, Description};
pub use obligations::Rules;
pub use overdue::OverdueWork;
pub use spread::spread;
pub use workdays::Workdays;
