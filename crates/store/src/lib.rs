//! The database of Huiyin, embedded (SQLite) or on a server (PostgreSQL): transactions, the journal, and one module
//! for each noun with what can be read of it.
//!
//! The live tables change only by applying journal entries ([`Change::append`]); what is not journalled (accounts,
//! sessions, drafts, jobs, the outbox) is written by its own module. Nothing outside this crate knows SQL.

mod apply;
mod change;
mod db;
mod dialect;
pub mod draw;
pub mod dump;
mod error;
pub mod events;
pub mod follow_ups;
pub mod imports;
pub mod journal;
mod location;
mod migrate;
pub mod obligations;
pub mod personal;
pub mod provision;
mod row;
pub mod schema;
pub mod sites;
mod tx;
mod value;
mod writer;

pub use change::{Act, Change, Draft};
pub use db::{Db, Work};
pub use dialect::Dialect;
pub use error::{Error, Result};
pub use location::Location;
pub use tx::Tx;
