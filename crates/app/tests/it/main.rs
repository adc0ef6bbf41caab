//! The application on both databases.

mod imports;
