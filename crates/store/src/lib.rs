//! The database of Huiyin, embedded (SQLite) or on a server (PostgreSQL): transactions, the journal, and one module
//! for each noun with what can be read of it.
//!
//! The live tables change only by applying journal entries ([`Change::append`]); what is not journalled (accounts,
//! sessions, drafts, jobs, the outbox) is written by its own module. Nothing outside this crate knows SQL.

pub mod accounts;
mod apply;
pub mod appraisal;
pub mod archive;
pub mod attachments;
pub mod backup;
pub mod blank_forms;
pub mod blobs;
mod change;
pub mod complaints;
pub mod copy;
mod db;
pub mod desk;
mod dialect;
pub mod doctor;
pub mod documents;
pub mod drafts;
pub mod draw;
pub mod dump;
mod error;
pub mod event_list;
pub mod events;
pub mod exports;
pub mod festivals;
pub mod follow_ups;
pub mod imports;
mod installation;
pub mod jobs;
pub mod journal;
pub mod ledger;
pub mod letters;
pub mod links;
pub mod lists;
mod location;
mod migrate;
pub mod obligations;
pub mod outbox;
pub mod papers;
pub mod past_events;
pub mod people;
pub mod personal;
pub mod plan;
pub mod posts;
pub mod procedure_drafts;
pub mod provision;
pub mod record_list;
pub mod records;
pub mod reviews;
pub mod robots;
mod row;
pub mod schema;
pub mod scopes;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod sign_out_sheet;
pub mod sites;
pub mod statements;
pub mod statistics;
pub mod tasks;
pub mod throttle;
mod tx;
pub mod units;
mod value;
pub mod visits;
mod writer;

pub use change::{Act, Change, Draft, forget_commands};
pub use db::{Db, Work};
pub use dialect::Dialect;
pub use error::{Error, Result};
pub use location::Location;
pub use tx::Tx;
