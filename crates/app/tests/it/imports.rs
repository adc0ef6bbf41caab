//! Imports of files.

mod events;
mod files;
mod numbers;
mod people;
mod undo;
