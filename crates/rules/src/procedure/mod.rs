//! Procedures as data: the file format, its reading and its checks.

mod model;
mod problem;
mod read;
mod values;

pub use model::*;
pub use problem::Problem;
pub use read::{Edition, shipped, shipped_by_id};
pub use values::{Basis, Offset, Share, TimeOfDay, ValueError};
