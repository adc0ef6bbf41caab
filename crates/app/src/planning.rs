//! The live plan: keys, obligations as they arise, the draw as it goes, and the follow-ups that come of it.

mod arise;
mod case;
mod cohorts;
mod keys;
mod visitors;

pub(crate) use arise::{Arising, History, arise, arising, enter};
pub(crate) use keys::commit_keys;

/// How many rows one piece of long work takes, so that nobody waits longer than one piece.
pub(crate) const PIECE: usize = 200;
