//! Procedures as data: the file format, its reading and its checks.

mod check;
mod copy;
mod difference;
mod model;
pub mod parameters;
mod problem;
mod read;
mod shape;
mod source;
mod values;
mod what;
mod words;

pub use difference::{Change, SectionChange};
pub use model::*;
pub use problem::Problem;
pub use read::{Edition, shipped, shipped_by_id};
pub use values::{Basis, Offset, Share, TimeOfDay, ValueError};
pub use what::What;
pub use words::{Line, Section};
