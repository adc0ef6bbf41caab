//! Files of the field, read into valid rows: CSV, XLSX and JSON Lines, in the encodings that offices really have.
//!
//! [`table`] knows files and nothing of their meaning; [`Rows`] maps a header to known columns and reads one kind of
//! row after another: [`events`], [`plan`], [`participants`], [`units`], [`people`]. A row that cannot be taken becomes
//! [`Refusal`]s and never stops the next one; a file that cannot be read at all is a [`FileError`]. Both say in three
//! languages what was found and what was expected.
//!
//! [`paper`] goes the other way: the forms of the field as plain structs, which become PDF and files for a spreadsheet.
//!
//! No database, no clock. Files of any length are read in a fixed amount of memory, except that the ids of events are
//! remembered to find a repeated one, and that an XLSX file holds its texts in one part.

#[macro_use]
mod say;
#[macro_use]
mod columns;
mod cells;
mod error;
mod expected;
mod header;
mod names;
mod profile;
mod refusal;
mod rows;

pub mod events;
pub mod paper;
pub mod participants;
pub mod people;
pub mod plan;
pub mod table;
pub mod units;

pub use cells::{Cells, Note, Word};
pub use columns::{Column, ColumnOf, FileKind, Values};
pub use error::{ColumnsFault, FileError};
pub use expected::Expected;
pub use header::Header;
pub use names::{EventIds, Name, Names};
pub use profile::Profile;
pub use refusal::Refusal;
pub use rows::{FileRow, Options, Rows};
