//! Imports of units, residents, staff and departments.

mod files;
mod people;
mod undo;
