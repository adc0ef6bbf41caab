//! The live plan: keys, obligations as they arise, the draw as it goes, and the follow-ups that come of it.

mod advance;
mod arise;
mod case;
mod close;
mod cohorts;
mod keys;
mod pick;
mod visitors;
mod void;

pub use advance::Advanced;

pub(crate) use arise::{Arising, History, arise, arising, enter};
pub(crate) use keys::commit_keys;
pub(crate) use void::{replace_unreachable, void};

/// How many rows one piece of long work takes, so that nobody waits longer than one piece.
pub(crate) const PIECE: usize = 200;
