//! Procedures as data: the file format, its reading and its checks.

mod model;
mod values;

pub use model::*;
pub use values::{Basis, Offset, Share, TimeOfDay, ValueError};
