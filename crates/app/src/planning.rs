//! The live plan: keys, obligations as they arise, the draw as it goes, and the follow-ups that come of it.

mod advance;
mod anew;
mod arise;
mod carry;
mod case;
mod close;
mod cohorts;
mod keys;
mod pick;
mod visitors;
mod void;

pub use advance::Advanced;

pub(crate) use anew::{arise_anew, pick_found};
pub(crate) use arise::{Arising, History, arise, arising, close_list, enter};
pub(crate) use case::Case;
pub(crate) use keys::commit_keys;
pub(crate) use visitors::Planner;
pub(crate) use void::{replace_unreachable, void};

/// How many rows one piece of long work takes, so that nobody waits longer than one piece.
pub(crate) const PIECE: usize = 200;
