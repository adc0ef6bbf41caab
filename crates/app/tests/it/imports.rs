//! Imports of files.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod events;
mod files;
mod numbers;
mod people;
mod undo;
mod uploads;
