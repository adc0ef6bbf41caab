//! The journal: appending to the chains, reading them, checking them, and making the live tables anew from them.

mod chain;
mod erase;
mod read;
mod rebuild;
mod together;

pub use chain::hold;
pub(crate) use chain::{Sealed, insert, seal, set_head};
pub use erase::erased;
pub use read::{JournalRow, chain, heads, history, latest, lines, since, told_with};
pub use rebuild::{LIVE_TABLES, rebuild};
pub use together::Together;
pub use verify::{ChainReport, verify_chains};

mod verify;
